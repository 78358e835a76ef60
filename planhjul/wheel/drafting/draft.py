"""Next year's meeting plan drafted from this year's: same week, same weekday, moved only for a reason."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from planhjul.issues import CellRef
from planhjul.texts import Text, text
from planhjul.wheel.drafting.closed import Breaks, closed_reason, school_breaks
from planhjul.wheel.drafting.placing import Bound, Distance, Placed, Slot, place
from planhjul.wheel.events import (
    TERM_YEARS,
    election_year,
    happenings,
    published_before,
    recommending_organ,
)
from planhjul.wheel.local import local_rules
from planhjul.wheel.meetings import Meeting, Organ
from planhjul.wheel.results import Finding, Milestone, Process, Wheel
from planhjul.wheel.rules import Event

_CONSTITUTING = re.compile(r"konstituer")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
# The constituting meeting is in October (KL § 7-1): a Tuesday in week 42 when the last one is not known.
_CONSTITUTING_DAY = (42, 2)
_WEEK = timedelta(days=7)

_BUDGET_DISTANCE = text(
    "Innstillingen må være offentliggjort minst 14 dager før budsjettmøtet (kommuneloven § 14-3 fjerde ledd)."
)
_CONTROL_FIRST = text(
    "Kontrollutvalget uttaler seg om regnskapet før innstillingen (kommuneloven § 14-3 tredje ledd)."
)
_ACCOUNTS_DUE = text("Regnskapet må vedtas senest 30. juni (kommuneloven § 14-3 andre ledd).")
_CONSTITUTING_DUE = text("Konstituerende møte holdes innen utgangen av oktober (kommuneloven § 7-1).")


@dataclass(frozen=True, slots=True)
class DraftedMeeting:
    """A meeting of last year and the day proposed for it; `because` says why that day.

    `last_year` is None for a meeting that is new; `proposed` is None for one that is not to be held.
    """

    organ: Organ
    organ_name: str
    purpose: str
    last_year: date | None
    proposed: date | None
    because: Text
    source: CellRef

    def meeting(self) -> Iterator[Meeting]:
        """The meeting as the wheel reads it, when a day is proposed."""
        if self.proposed is not None:
            yield Meeting(self.organ, self.organ_name, self.proposed, self.purpose, None, self.source)


@dataclass(frozen=True, slots=True)
class DraftedMilestone:
    """A rule's day in last year's wheel and in the drafted one; None where it has none."""

    key: str
    title: Text
    last_year: date | None
    proposed: date | None


@dataclass(frozen=True, slots=True)
class Draft:
    """A proposal for a year: meetings by day (those without one last), milestones, and what the law says."""

    year: int
    meetings: tuple[DraftedMeeting, ...]
    milestones: tuple[DraftedMilestone, ...]
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class _Wish:
    """A meeting to draft: the one of last year it comes from, None when it is new, and its purpose now."""

    slot: Slot
    organ: Organ
    organ_name: str
    purpose: str
    came_from: Meeting | None


def draft_meetings(
    year: int, meetings: Sequence[Meeting], settings: Mapping[str, str] | None = None
) -> tuple[DraftedMeeting, ...]:
    """Every meeting of the year before with a day proposed in `year`, by day; () when there are none.

    The day has the same ISO week and weekday. It is moved off public holidays, Easter week, Christmas,
    fellesferie (weeks 28–30), the school breaks the settings name, and weekends; an organ never has two
    meetings on a day; meetings stay in the order they had. The distances of kommuneloven § 14-3 are kept:
    14 days from innstilling to budget decision, kontrollutvalget before formannskapet on the accounts, the
    accounts by 30 June, the budget before the new year. What last year's plan lacked, the draft does not
    invent: the law checks of the drafted wheel tell. The constituting meeting comes in election years only.
    """
    settings = settings or {}
    breaks = school_breaks(settings, year)
    last_year = sorted((m for m in meetings if m.day.year == year - 1), key=lambda m: m.day)
    election = election_year(year) == year
    wishes = _wishes(year, [m for m in last_year if election or not _constitutes(m)], meetings, settings)
    if election and last_year and not any(_constitutes(m) for m in last_year):
        wishes.append(_constituting(year, len(wishes), last_year, meetings, settings))
    wishes.sort(key=lambda wish: wish.slot.position)
    distances, bounds = _law(year, wishes, meetings, settings)
    placed = place(
        date(year, 1, 1),
        date(year, 12, 31),
        [wish.slot for wish in wishes],
        distances,
        bounds,
        lambda day: closed_reason(day, breaks) is None,
    )
    drafted = [_drafted(wish, placed[wish.slot.nr], breaks) for wish in wishes]
    skipped = [_skipped(m) for m in last_year if not election and _constitutes(m)]
    return tuple(sorted((*drafted, *skipped), key=lambda m: m.proposed or date.max))


def drafted_milestones(last_year: Wheel, drafted: Wheel) -> tuple[DraftedMilestone, ...]:
    """The rules' days in last year's wheel beside those in the drafted one, in the drafted one's order."""

    def by_rule(wheel: Wheel) -> dict[tuple[str, int | None], Milestone]:
        return {_rule(m, wheel.year): m for m in wheel.milestones if m.process is not Process.MOTE}

    before, after = by_rule(last_year), by_rule(drafted)
    rules = [*after, *(rule for rule in before if rule not in after)]
    rows = []
    for rule in rules:
        old, new = before.get(rule), after.get(rule)
        shown = new or before[rule]
        last, proposed = old.day if old else None, new.day if new else None
        if last is not None or proposed is not None:
            rows.append(DraftedMilestone(shown.key, shown.title, last, proposed))
    return tuple(rows)


def _rule(milestone: Milestone, year: int) -> tuple[str, int | None]:
    """The same rule of the same cycle has the same value in every year's wheel."""
    budget_year = milestone.budget_year
    key = milestone.key if budget_year is None else milestone.key.removesuffix(f"-{budget_year}")
    return key, None if budget_year is None else budget_year - year


def _constitutes(meeting: Meeting) -> bool:
    return meeting.organ is Organ.KOMMUNESTYRE and bool(_CONSTITUTING.search(meeting.purpose.casefold()))


def _wishes(
    year: int, kept: Sequence[Meeting], meetings: Sequence[Meeting], settings: Mapping[str, str]
) -> list[_Wish]:
    """Last year's meetings in order; a kontrollutvalg that spoke too late comes before formannskapet."""
    events = _events(year - 1, meetings, settings)
    control, committee = events.get(Event.KU_REGNSKAP), events.get(Event.FSK_REGNSKAP)
    wishes = []
    for nr, meeting in enumerate(kept):
        position, nominal = meeting.day, same_week(meeting.day, year)
        too_late = control is not None and committee is not None and control > committee
        if too_late and meeting.organ is Organ.KONTROLLUTVALG and meeting.day == control:
            days_after = (meeting.day - (committee or meeting.day)).days
            position -= _WEEK * (days_after // 7 + 1)
            nominal = same_week(position, year)
        slot = Slot(nr, meeting.organ_key, position, nominal)
        purpose = _YEAR.sub(lambda found: str(int(found[0]) + 1), meeting.purpose)
        wishes.append(_Wish(slot, meeting.organ, meeting.organ_name, purpose, meeting))
    return wishes


def _constituting(
    year: int,
    nr: int,
    last_year: Sequence[Meeting],
    meetings: Sequence[Meeting],
    settings: Mapping[str, str],
) -> _Wish:
    """The first meeting of the new council, when it was four years ago."""
    before = _events(year - TERM_YEARS, meetings, settings).get(Event.KONSTITUERING)
    nominal = same_week(before, year) if before else date.fromisocalendar(year, *_CONSTITUTING_DAY)
    names = [m.organ_name for m in last_year if m.organ is Organ.KOMMUNESTYRE]
    slot = Slot(nr, Organ.KOMMUNESTYRE.value, same_week(nominal, year - 1), nominal)
    name = names[0] if names else "Kommunestyret"
    return _Wish(slot, Organ.KOMMUNESTYRE, name, "Konstituerende møte", None)


def _events(year: int, meetings: Sequence[Meeting], settings: Mapping[str, str]) -> dict[Event, date]:
    found = happenings(year, date(year, 12, 31), meetings, (), local_rules(settings))
    return {event: happening.day for event, happening in found.items()}


def _law(
    year: int, wishes: Sequence[_Wish], meetings: Sequence[Meeting], settings: Mapping[str, str]
) -> tuple[list[Distance], list[Bound]]:
    """The distances and last days the law asks for between the meetings that are drafted."""
    events = _events(year - 1, meetings, settings)

    def slot(event: Event, organ: Organ) -> int | None:
        day = events.get(event)
        found = (w for w in wishes if w.came_from and w.came_from.day == day and w.organ is organ)
        return next((wish.slot.nr for wish in found), None)

    local = local_rules(settings)
    recommends = recommending_organ(local)
    council = slot(Event.KST_BUD, Organ.KOMMUNESTYRE)
    accounts = slot(Event.KST_REGNSKAP, Organ.KOMMUNESTYRE)
    committee = slot(Event.FSK_REGNSKAP, recommends)
    pairs = (
        (slot(Event.FSK_BUD, recommends), council, published_before(local).days, _BUDGET_DISTANCE),
        (slot(Event.KU_REGNSKAP, Organ.KONTROLLUTVALG), committee, 1, _CONTROL_FIRST),
    )
    distances = [
        Distance(first, then, days, because)
        for first, then, days, because in pairs
        if first is not None and then is not None
    ]
    bounds = []
    if accounts is not None and events[Event.KST_REGNSKAP] <= date(year - 1, 6, 30):
        bounds.append(Bound(accounts, date(year, 6, 30), _ACCOUNTS_DUE))
    october = date(year, 10, 31)
    bounds += [Bound(w.slot.nr, october, _CONSTITUTING_DUE) for w in wishes if w.came_from is None]
    return distances, bounds


def _drafted(wish: _Wish, placed: Placed, breaks: Breaks) -> DraftedMeeting:
    came_from = wish.came_from
    because = _because(wish, placed, breaks)
    if came_from is not None and came_from.held is False:
        because = text("{hvorfor} Møtet ble avlyst i fjor: se om det trengs.", hvorfor=because)
    return DraftedMeeting(
        wish.organ,
        wish.organ_name,
        wish.purpose,
        came_from.day if came_from else None,
        placed.day,
        because,
        came_from.source if came_from else CellRef(""),
    )


def _because(wish: _Wish, placed: Placed, breaks: Breaks) -> Text:
    nominal, week = wish.slot.nominal, wish.slot.nominal.isocalendar().week
    if placed.day is None:
        return text("Det er ikke plass til møtet. Slå det sammen med et annet, eller finn en dag selv.")
    if wish.came_from is None:
        return text("Nytt i valgår. {lov}", lov=_CONSTITUTING_DUE)
    if wish.slot.position != wish.came_from.day:
        usual = same_week(wish.came_from.day, placed.day.year)
        return text("Flyttet fra {dag}. {lov}", dag=usual, lov=_CONTROL_FIRST)
    closed = closed_reason(nominal, breaks)
    if placed.day == nominal:
        return text("Samme uke og ukedag som i fjor (uke {uke}).", uke=week)
    if placed.law is not None:
        return text("Flyttet fra {dag}. {lov}", dag=nominal, lov=placed.law)
    if closed is not None:
        return text("Flyttet fra {dag}, som er {grunn}.", dag=nominal, grunn=closed)
    return text("Flyttet fra {dag}, så møtene kommer i samme rekkefølge som i fjor.", dag=nominal)


def _skipped(meeting: Meeting) -> DraftedMeeting:
    return DraftedMeeting(
        meeting.organ,
        meeting.organ_name,
        meeting.purpose,
        meeting.day,
        None,
        text("Konstituerende møte holdes bare i valgår."),
        meeting.source,
    )


def same_week(day: date, year: int) -> date:
    """The day in `year` with the same ISO week and weekday; week 53 becomes week 52 where there is none."""
    week, weekday = day.isocalendar().week, day.isoweekday()
    iso_year = day.isocalendar().year - day.year + year
    last_week = date(iso_year, 12, 28).isocalendar().week
    nominal = date.fromisocalendar(iso_year, min(week, last_week), weekday)
    while nominal.year < year:
        nominal += _WEEK
    while nominal.year > year:
        nominal -= _WEEK
    return nominal
