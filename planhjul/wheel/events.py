"""Which of the municipality's own meetings are the events the rules speak of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from planhjul.plans import Plan, PlanType
from planhjul.wheel import purposes
from planhjul.wheel.anchors import Event
from planhjul.wheel.calendar import storting_opening
from planhjul.wheel.local import LocalRules, Variant
from planhjul.wheel.meetings import Meeting, Organ
from planhjul.wheel.purposes import Says, last_standing, of

TERM_YEARS = 4
_FIRST_ELECTION = 2019
PUBLISHED_BEFORE = timedelta(days=14)
_FOURTEEN_FULL_DAYS = timedelta(days=15)
_HEARD = {
    Organ.ELDRERAD: Event.ELDRERAD_BUD,
    Organ.UNGDOMSRAD: Event.UNGDOMSRAD_BUD,
    Organ.RAD_FUNKSJONSNEDSETTELSE: Event.RAD_FUNKSJONSNEDSETTELSE_BUD,
    Organ.PARTSSAMMENSATT: Event.PARTSSAMMENSATT_BUD,
}


@dataclass(frozen=True, slots=True)
class Happening:
    """An event's day; `held` is False when cancelled, True when recorded, None when only announced.

    `assumed` says that the meeting plan does not tell what the meeting is for, and that custom does.
    """

    day: date
    held: bool | None
    assumed: bool = False

    def has_happened(self, on: date) -> bool:
        """Whether it had happened on the day one looks: recorded, or passed and not cancelled."""
        return self.held is not False and (self.day < on or (self.day == on and self.held is True))


_Found = dict[Event, Happening | None]


def election_year(year: int) -> int:
    """The last year with a kommunestyrevalg up to and with `year` (valgloven § 9-1)."""
    return year - (year - _FIRST_ELECTION) % TERM_YEARS


def published_before(local: LocalRules) -> timedelta:
    """How long the innstilling must be public: 14 days, or 15 where the municipality counts full days."""
    return _FOURTEEN_FULL_DAYS if Variant.HELE_DAGER in local.variants else PUBLISHED_BEFORE


def recommending_organ(local: LocalRules) -> Organ:
    """Who recommends the budget and the accounts to kommunestyret (kommuneloven § 14-3 tredje ledd)."""
    return Organ.KOMMUNERAD if Variant.PARLAMENTARISK in local.variants else Organ.FORMANNSKAP


def happenings(
    year: int, on: date, meetings: Sequence[Meeting], plans: Sequence[Plan], local: LocalRules
) -> dict[Event, Happening]:
    """The known events of one calendar year, and of the term that began in it or before it.

    Meetings are known by what the meeting plan says they are for; the budget meeting and the recommending
    organ's meeting before it are also found by the 14 days of kommuneloven § 14-3 fjerde ledd. In a plan that
    says nothing of any council meeting, meetings to come are assumed by custom. A day in the settings goes
    before the meeting plan.
    """
    meetings = sorted(meetings, key=_day)
    election = election_year(year)
    found: _Found = {
        **_assumed(year, on, meetings, local),
        **_known(_budget(year, meetings, local)),
        **_known(_spring_plan(year, meetings, local)),
        **_known(_accounts(year, meetings, local)),
        **_known(_through_the_year(year, meetings, local)),
        **_known(_heard(year, meetings)),
        **_known(_term(election, meetings, plans, local)),
        Event.STORTING_OPENING: Happening(storting_opening(year), None),
    }
    for (event, of_year), day in local.happened.items():
        if of_year == (election if event in (Event.KONSTITUERING, Event.KST_PLANSTRATEGI) else year):
            found[event] = Happening(day, None)
    return decided(_known(found), on)


def decided(known: Mapping[Event, Happening], on: date) -> dict[Event, Happening]:
    """The events with the decisions that follow from meetings that have been held."""
    result = dict(known)
    decisions = (
        (Event.KST_BUD, Event.VEDTAK_BUD),
        (Event.KST_REGNSKAP, Event.VEDTAK_REGNSKAP),
    )
    for meeting, decision in decisions:
        happening = known.get(meeting)
        if happening is not None and happening.has_happened(on):
            result[decision] = happening
    return result


def _known(found: _Found) -> dict[Event, Happening]:
    return {event: happening for event, happening in found.items() if happening is not None}


def _day(meeting: Meeting) -> date:
    return meeting.day


def _happening(meeting: Meeting | None) -> Happening | None:
    return Happening(meeting.day, meeting.held) if meeting else None


def _budget(year: int, meetings: Sequence[Meeting], local: LocalRules) -> _Found:
    autumn, new_year = date(year, 10, 1), date(year, 12, 31)
    public = published_before(local)
    councils = list(of(meetings, Organ.KOMMUNESTYRE, autumn, new_year))
    committees = [
        m
        for m in of(meetings, recommending_organ(local), autumn, date(year + 1, 2, 28))
        if m.held is not False and not purposes.PROPOSAL(m)
    ]
    council = last_standing([m for m in councils if purposes.BUDGET(m)])
    if council is None:
        usual = date(year, 11, 30) if Variant.TIDLIG_VEDTAK in local.variants else new_year
        before = [m for m in councils if m.day <= usual]
        council = _late_budget(year, meetings) or _fitting_budget(before, committees, public)
    committee = None if council is None else _committee_before(committees, council, purposes.BUDGET, public)
    return {Event.KST_BUD: _happening(council), Event.FSK_BUD: _happening(committee)}


def _committee_before(
    committees: Sequence[Meeting], council: Meeting, says: Says, public: timedelta
) -> Meeting | None:
    """The meeting that recommends: the one that says so, else the last in time, else the last."""
    before = [m for m in committees if m.day <= council.day]
    fitting = [m for m in before if m.day <= council.day - public]
    return last_standing([m for m in before if says(m)]) or last_standing(fitting) or last_standing(before)


def _late_budget(year: int, meetings: Sequence[Meeting]) -> Meeting | None:
    """A council meeting after the new year that is to adopt this budget."""
    names_it = purposes.budget_of(year + 1)
    after = of(meetings, Organ.KOMMUNESTYRE, date(year + 1, 1, 1), date(year + 1, 6, 30))
    return next((m for m in after if m.held is not False and names_it(m)), None)


def _fitting_budget(
    councils: Sequence[Meeting], committees: Sequence[Meeting], public: timedelta
) -> Meeting | None:
    """The last council meeting of the year that leaves 14 days after the recommending organ's meeting."""
    return last_standing(
        [
            council
            for council in councils
            if council.held is not False and any(c.day <= council.day - public for c in committees)
        ]
    )


def _spring_plan(year: int, meetings: Sequence[Meeting], local: LocalRules) -> _Found:
    """The økonomiplan's own meetings, where it is treated in spring."""
    if Variant.OKONOMIPLAN_VAR not in local.variants:
        return {}
    first, last = date(year, 1, 1), date(year, 9, 30)
    council = last_standing([m for m in of(meetings, Organ.KOMMUNESTYRE, first, last) if purposes.PLAN(m)])
    if council is None:
        return {}
    committees = [m for m in of(meetings, recommending_organ(local), first, last) if m.held is not False]
    committee = _committee_before(committees, council, purposes.PLAN, published_before(local))
    return {Event.KST_OKONOMIPLAN: _happening(council), Event.FSK_OKONOMIPLAN: _happening(committee)}


def _accounts(year: int, meetings: Sequence[Meeting], local: LocalRules) -> _Found:
    first, last = date(year, 1, 1), date(year, 12, 31)

    def marked(organ: Organ) -> list[Meeting]:
        return [m for m in of(meetings, organ, first, last) if purposes.ACCOUNTS(m)]

    council = last_standing(marked(Organ.KOMMUNESTYRE))
    committee = _before(marked(recommending_organ(local)), council)
    control = _before(marked(Organ.KONTROLLUTVALG), council)
    return {
        Event.KST_REGNSKAP: _happening(council),
        Event.FSK_REGNSKAP: _happening(committee),
        Event.KU_REGNSKAP: _happening(control),
    }


def _before(candidates: Sequence[Meeting], meeting: Meeting | None) -> Meeting | None:
    """The last of them up to the meeting, else the first."""
    early = [m for m in candidates if meeting is None or m.day <= meeting.day]
    return last_standing(early) or next(iter(candidates), None)


def _through_the_year(year: int, meetings: Sequence[Meeting], local: LocalRules) -> _Found:
    first, last = date(year, 1, 1), date(year, 12, 31)
    councils = list(of(meetings, Organ.KOMMUNESTYRE, first, last))
    spring = [m for m in councils if m.day <= date(year, 9, 30)]
    controls = list(of(meetings, Organ.KONTROLLUTVALG, date(year, 8, 1), last))
    by_month = Variant.FEB_JUN_OKT in local.variants
    report = purposes.MONTH_REPORTS if by_month else purposes.TERTIALS

    def council(says: Says, among: Sequence[Meeting] = councils) -> Happening | None:
        return _happening(last_standing([m for m in among if says(m)]))

    return {
        Event.KST_KONFERANSE: council(purposes.CONFERENCE, spring),
        Event.KST_RAMMESAK: council(purposes.FRAMES, spring),
        Event.KST_MOTEPLAN: council(purposes.MEETING_PLAN),
        Event.KU_BUD: council(purposes.CONTROL_BUDGET, controls),
        Event.DIREKTORENS_FORSLAG: _happening(_proposal(year, meetings)),
        Event.TERTIAL_1: council(report[0]),
        Event.TERTIAL_2: council(report[1]),
        Event.TERTIAL_3: council(report[2]),
        Event.KST_HANDLINGSDEL: council(purposes.ACTION_PART),
    }


def _proposal(year: int, meetings: Sequence[Meeting]) -> Meeting | None:
    """The first presentation of the proposal in the autumn that is not cancelled."""
    first, last = date(year, 9, 1), date(year, 12, 31)
    return next(
        (
            m
            for m in meetings
            if first <= m.day <= last
            and m.held is not False
            and (purposes.PROPOSAL(m) or (m.organ is Organ.KOMMUNEDIREKTOR and purposes.SPEAKS_OF_BUDGET(m)))
        ),
        None,
    )


def _heard(year: int, meetings: Sequence[Meeting]) -> _Found:
    """When the obligatory councils and the joint committee say their opinion on the budget."""
    first, last = date(year, 9, 1), date(year, 12, 31)
    return {
        event: _happening(
            last_standing([m for m in of(meetings, organ, first, last) if purposes.SPEAKS_OF_BUDGET(m)])
        )
        for organ, event in _HEARD.items()
    }


def _assumed(year: int, on: date, meetings: Sequence[Meeting], local: LocalRules) -> dict[Event, Happening]:
    """What custom says of meetings to come, when the plan says nothing of any council meeting in the year."""
    councils = [
        m for m in of(meetings, Organ.KOMMUNESTYRE, date(year, 1, 1), date(year, 12, 31)) if m.held is None
    ]
    if not councils or any(m.purpose for m in councils):
        return {}
    spring, early_autumn = date(year, 5, 1), date(year, 9, 15)
    half_year, late_autumn = date(year, 6, 30), date(year, 11, 15)
    summer = last_standing([m for m in councils if spring <= m.day <= half_year])
    autumn = next((m for m in councils if early_autumn <= m.day <= late_autumn), None)
    committee = control = None
    if summer is not None:
        until = summer.day - timedelta(days=1)
        committee = last_standing(list(of(meetings, recommending_organ(local), date(year, 4, 15), until)))
    if committee is not None:
        control = last_standing(
            list(of(meetings, Organ.KONTROLLUTVALG, date(year, 4, 15), committee.day - timedelta(days=1)))
        )
    found = {
        Event.KST_REGNSKAP: summer,
        Event.KST_RAMMESAK: summer,
        Event.FSK_REGNSKAP: committee,
        Event.KU_REGNSKAP: control,
    }
    if Variant.FEB_JUN_OKT not in local.variants:
        found |= {Event.TERTIAL_1: summer, Event.TERTIAL_2: autumn}
    return {
        event: Happening(meeting.day, meeting.held, assumed=True)
        for event, meeting in found.items()
        if meeting is not None and meeting.day >= on
    }


def _term(election: int, meetings: Sequence[Meeting], plans: Sequence[Plan], local: LocalRules) -> _Found:
    begins, ends = date(election, 9, 1), date(election + TERM_YEARS, 8, 31)
    councils = list(of(meetings, Organ.KOMMUNESTYRE, begins, ends))
    decided_day = local.constituted.get(election)
    constituted = _happening(last_standing([m for m in councils if purposes.CONSTITUTING(m)]))
    strategies = [
        plan.adopted
        for plan in plans
        if plan.type is PlanType.PLANSTRATEGI and plan.adopted and begins <= plan.adopted <= ends
    ]
    strategy = _happening(last_standing([m for m in councils if purposes.STRATEGY(m)]))
    return {
        Event.KONSTITUERING: Happening(decided_day, None) if decided_day else constituted,
        Event.KST_PLANSTRATEGI: Happening(min(strategies), True) if strategies else strategy,
    }
