"""Which of the municipality's own meetings are the events the rules speak of."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from planhjul.goals import Plan, PlanType
from planhjul.wheel.calendar import storting_opening
from planhjul.wheel.local import LocalRules
from planhjul.wheel.meetings import Meeting, Organ
from planhjul.wheel.rules import Event

PUBLISHED_BEFORE = timedelta(days=14)
_FIRST_ELECTION, _TERM_YEARS = 2019, 4

_BUDGET = re.compile(r"budsjett|økonomiplan")
# A meeting that only presents, prepares or regulates does not decide the budget.
_NOT_BUDGET = re.compile(
    r"regulering|justering|konferanse|seminar|verksted|orientering|presentasjon|dialog|ramme"
    r"|(direktørens|rådmannens)\s+(budsjett)?(forslag|framlegg)|spørsmål|oppfølging|drøfting"
)
_ACCOUNTS = re.compile(r"regnskap(?!srapport|srevisjon)|rekneskap(?!srapport)|årsberetning|årsmelding")
_PROPOSAL = re.compile(r"(direktør|rådmann)\w*\s+(budsjett)?(forslag|framlegg)")
_REPORT = re.compile(r"tertial|økonomirapport|perioderapport|kvartalsrapport|(regnskaps|rekneskaps)rapport")
_TERTIAL = (
    re.compile(r"(\b1\.?|første|fyrste)\s*tertial|tertial\w*\s*1\b"),
    re.compile(r"(\b2\.?|andre|annen)\s*tertial|tertial\w*\s*2\b"),
)
_FRAMES = re.compile(r"ramme")
_ACTION_PART = re.compile(r"handlings(del|program)")
_STRATEGY = re.compile(r"planstrategi")
_NOT_DECIDED = re.compile(r"oppstart|høring|høyring|orientering|utkast")
_CONSTITUTING = re.compile(r"konstituer")


@dataclass(frozen=True, slots=True)
class Happening:
    """An event's day; `held` is False when cancelled, True when recorded, None when only announced."""

    day: date
    held: bool | None

    def has_happened(self, on: date) -> bool:
        """Whether it had happened on the day one looks: recorded, or passed and not cancelled."""
        return self.held is not False and (self.day < on or (self.day == on and self.held is True))


Happenings = Mapping[Event, Happening]


def election_year(year: int) -> int:
    """The last year with a kommunestyrevalg up to and with `year` (valgloven § 9-1)."""
    return year - (year - _FIRST_ELECTION) % _TERM_YEARS


def reports(year: int, meetings: Sequence[Meeting]) -> tuple[Meeting, ...]:
    """The year's council meetings that are to treat a report on the economy, cancelled ones left out."""
    return tuple(
        meeting
        for meeting in _of(meetings, Organ.KOMMUNESTYRE, date(year, 1, 1), date(year, 12, 31))
        if meeting.held is not False and _says(_REPORT)(meeting)
    )


def happenings(
    year: int, on: date, meetings: Sequence[Meeting], plans: Sequence[Plan], local: LocalRules
) -> dict[Event, Happening]:
    """The known events of one calendar year, and of the term that began in it or before it.

    Meetings are known by what the meeting plan says they are for; only the budget meeting and the
    formannskap's meeting before it are found without that, by the 14 days of kommuneloven § 14-3 fjerde ledd.
    """
    meetings = sorted(meetings, key=_day)
    found: dict[Event, Happening | None] = {
        **_budget(year, meetings),
        **_accounts(year, meetings),
        **_through_the_year(year, meetings),
        **_term(election_year(year), meetings, plans, local),
        Event.STORTING_OPENING: Happening(storting_opening(year), None),
    }
    known = {event: happening for event, happening in found.items() if happening is not None}
    return decided(known, on)


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


def _of(meetings: Sequence[Meeting], organ: Organ, first: date, last: date) -> Iterator[Meeting]:
    return (m for m in meetings if m.organ is organ and first <= m.day <= last)


def _day(meeting: Meeting) -> date:
    return meeting.day


def _says(words: re.Pattern[str], but_not: re.Pattern[str] | None = None) -> Callable[[Meeting], bool]:
    def says(meeting: Meeting) -> bool:
        purpose = meeting.purpose.casefold()
        return bool(words.search(purpose)) and not (but_not and but_not.search(purpose))

    return says


def _last(meetings: Sequence[Meeting]) -> Meeting | None:
    """The last of them that is not cancelled, else the last."""
    standing = [m for m in meetings if m.held is not False]
    return (standing or meetings)[-1] if meetings else None


def _happening(meeting: Meeting | None) -> Happening | None:
    return Happening(meeting.day, meeting.held) if meeting else None


def _budget(year: int, meetings: Sequence[Meeting]) -> dict[Event, Happening | None]:
    autumn, new_year = date(year, 10, 1), date(year, 12, 31)
    councils = list(_of(meetings, Organ.KOMMUNESTYRE, autumn, new_year))
    committees = [
        m for m in _of(meetings, Organ.FORMANNSKAP, autumn, date(year + 1, 2, 28)) if m.held is not False
    ]
    budget = _says(_BUDGET, _NOT_BUDGET)
    council = _last([m for m in councils if budget(m)])
    if council is None:
        council = _late_budget(year, meetings) or _fitting_budget(councils, committees)
    committee: Meeting | None = None
    if council is not None:
        before = [m for m in committees if m.day <= council.day]
        fitting = [m for m in before if m.day <= council.day - PUBLISHED_BEFORE]
        committee = _last([m for m in before if budget(m)]) or _last(fitting) or _last(before)
    return {Event.KST_BUD: _happening(council), Event.FSK_BUD: _happening(committee)}


def _late_budget(year: int, meetings: Sequence[Meeting]) -> Meeting | None:
    """A council meeting after the new year that is to adopt this budget."""
    names_it = re.compile(rf"(budsjett|økonomiplan)\w*( og (budsjett|økonomiplan)\w*)?( for)? {year + 1}\b")
    after = _of(meetings, Organ.KOMMUNESTYRE, date(year + 1, 1, 1), date(year + 1, 6, 30))
    return next((m for m in after if m.held is not False and _says(names_it, _NOT_BUDGET)(m)), None)


def _fitting_budget(councils: Sequence[Meeting], committees: Sequence[Meeting]) -> Meeting | None:
    """The last council meeting of the year that leaves 14 days after a meeting of formannskapet."""
    return _last(
        [
            council
            for council in councils
            if council.held is not False and any(c.day <= council.day - PUBLISHED_BEFORE for c in committees)
        ]
    )


def _accounts(year: int, meetings: Sequence[Meeting]) -> dict[Event, Happening | None]:
    first, last = date(year, 1, 1), date(year, 12, 31)

    def marked(organ: Organ) -> list[Meeting]:
        return [m for m in _of(meetings, organ, first, last) if _says(_ACCOUNTS, _NOT_DECIDED)(m)]

    def before(candidates: list[Meeting], meeting: Meeting | None) -> Meeting | None:
        early = [m for m in candidates if meeting is None or m.day <= meeting.day]
        return _last(early) or next(iter(candidates), None)

    council = _last(marked(Organ.KOMMUNESTYRE))
    committee = before(marked(Organ.FORMANNSKAP), council)
    control = before(marked(Organ.KONTROLLUTVALG), council)
    return {
        Event.KST_REGNSKAP: _happening(council),
        Event.FSK_REGNSKAP: _happening(committee),
        Event.KU_REGNSKAP: _happening(control),
    }


def _through_the_year(year: int, meetings: Sequence[Meeting]) -> dict[Event, Happening | None]:
    first, last = date(year, 1, 1), date(year, 12, 31)
    councils = list(_of(meetings, Organ.KOMMUNESTYRE, first, last))
    spring = [m for m in councils if m.day <= date(year, 9, 30)]
    proposals = [
        m
        for m in meetings
        if date(year, 9, 1) <= m.day <= last
        and (_says(_PROPOSAL)(m) or (m.organ is Organ.KOMMUNEDIREKTOR and _says(_BUDGET)(m)))
    ]
    first_tertial, second_tertial = (_says(form) for form in _TERTIAL)
    return {
        Event.KST_RAMMESAK: _happening(_last([m for m in spring if _says(_FRAMES)(m)])),
        Event.DIREKTORENS_FORSLAG: _happening(next((m for m in proposals if m.held is not False), None)),
        Event.TERTIAL_1: _happening(_last([m for m in councils if first_tertial(m)])),
        Event.TERTIAL_2: _happening(_last([m for m in councils if second_tertial(m)])),
        Event.KST_HANDLINGSDEL: _happening(
            _last([m for m in councils if _says(_ACTION_PART, _NOT_DECIDED)(m)])
        ),
    }


def _term(
    election: int, meetings: Sequence[Meeting], plans: Sequence[Plan], local: LocalRules
) -> dict[Event, Happening | None]:
    begins, ends = date(election, 9, 1), date(election + _TERM_YEARS, 8, 31)
    councils = list(_of(meetings, Organ.KOMMUNESTYRE, begins, ends))
    decided_day = local.constituted.get(election)
    constituted = _happening(_last([m for m in councils if _says(_CONSTITUTING)(m)]))
    strategies = [
        plan.adopted
        for plan in plans
        if plan.type is PlanType.PLANSTRATEGI and plan.adopted and begins <= plan.adopted <= ends
    ]
    strategy = _happening(_last([m for m in councils if _says(_STRATEGY, _NOT_DECIDED)(m)]))
    return {
        Event.KONSTITUERING: Happening(decided_day, None) if decided_day else constituted,
        Event.KST_PLANSTRATEGI: Happening(min(strategies), True) if strategies else strategy,
    }
