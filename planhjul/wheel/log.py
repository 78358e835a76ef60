"""The log: what people have recorded by hand of meetings and milestones, and what it does to a wheel."""

from __future__ import annotations

from bisect import insort
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import assert_never

from planhjul.texts import Text, text, verbatim
from planhjul.wheel.meetings import Meeting, Organ
from planhjul.wheel.results import (
    OWN_KEY,
    Finding,
    Milestone,
    Process,
    Status,
    Wheel,
    meeting_key,
    own_milestone,
)
from planhjul.wheel.timeline import Actual

FINDING_RULE = "logg"


@dataclass(frozen=True, slots=True)
class MeetingRef:
    """A meeting as somebody points at it: the organ's key, its name as the plan writes it, and the day."""

    organ: str
    organ_name: str
    day: date


@dataclass(frozen=True, slots=True)
class Moved:
    """The meeting is on another day than the meeting plan says."""

    meeting: MeetingRef
    to: date


@dataclass(frozen=True, slots=True)
class Held:
    """The meeting was held."""

    meeting: MeetingRef


@dataclass(frozen=True, slots=True)
class Cancelled:
    """The meeting is cancelled."""

    meeting: MeetingRef


@dataclass(frozen=True, slots=True)
class Done:
    """What a rule asks for was really done that day; `year` is the calendar year the rule is asked for."""

    rule: str
    year: int
    day: date


@dataclass(frozen=True, slots=True)
class Added:
    """An event of the municipality's own; it becomes a milestone."""

    title: str
    day: date
    organ: Organ
    process: Process


Change = Moved | Held | Cancelled | Done | Added


@dataclass(frozen=True, slots=True)
class Undone:
    """That a log entry was taken back: from which day, when it was recorded, by whom and why."""

    on: date
    at: datetime
    by: str
    why: str


@dataclass(frozen=True, slots=True)
class LogEntry:
    """One change with who, when and why; it counts from the day it was recorded to the day it is undone."""

    nr: int
    change: Change
    by: str
    why: str
    recorded_on: date
    recorded_at: datetime
    undone: Undone | None = None

    @property
    def day(self) -> date:
        """The day the change is about: of a moved meeting the day in the meeting plan."""
        match self.change:
            case Moved(meeting) | Held(meeting) | Cancelled(meeting):
                return meeting.day
            case Done(_, _, day) | Added(_, day):
                return day
            case _:
                assert_never(self.change)

    def stands(self, on: date) -> bool:
        """Whether it counts for one who looks on that day."""
        return self.recorded_on <= on and (self.undone is None or on < self.undone.on)


@dataclass(frozen=True, slots=True)
class Known:
    """What a wheel is built from, as far as the log can change it, and the entries that found no meeting."""

    meetings: tuple[Meeting, ...]
    actuals: tuple[Actual, ...]
    without_effect: tuple[LogEntry, ...] = ()


def with_entries(known: Known, entries: Sequence[LogEntry], on: date) -> Known:
    """The meetings and actual days with those entries in it that stand on the day, in the log's order.

    An entry about a meeting that is not there changes nothing and is listed in `without_effect`.
    """
    for entry in entries:
        if entry.stands(on):
            known = _changed(known, entry, on)
    return known


def _changed(known: Known, entry: LogEntry, on: date) -> Known:
    match entry.change:
        case Done(rule, year, day):
            return replace(known, actuals=(*known.actuals, Actual(rule, year, day)))
        case Added():
            return known
        case Moved(meeting, to):
            return _amended(known, entry, meeting, lambda m: replace(m, day=to, held=_still_held(m, to, on)))
        case Held(meeting):
            return _amended(known, entry, meeting, lambda m: replace(m, held=True))
        case Cancelled(meeting):
            return _amended(known, entry, meeting, lambda m: replace(m, held=False))
        case _:
            assert_never(entry.change)


def _still_held(meeting: Meeting, to: date, on: date) -> bool | None:
    """A meeting that was held stays so when only its day is put right; one moved ahead is to come."""
    return True if meeting.held is True and to <= on else None


def _amended(known: Known, entry: LogEntry, target: MeetingRef, amend: Callable[[Meeting], Meeting]) -> Known:
    def is_target(meeting: Meeting) -> bool:
        return meeting.day == target.day and meeting.organ_key == target.organ

    if not any(is_target(meeting) for meeting in known.meetings):
        return replace(known, without_effect=(*known.without_effect, entry))
    meetings = (amend(meeting) if is_target(meeting) else meeting for meeting in known.meetings)
    return replace(known, meetings=tuple(sorted(meetings, key=lambda meeting: meeting.day)))


def with_log(
    build: Callable[[Sequence[Meeting], Sequence[Actual]], Wheel],
    meetings: Sequence[Meeting],
    actuals: Sequence[Actual],
    entries: Sequence[LogEntry],
    on: date,
    covers: tuple[date, date],
) -> Wheel:
    """The wheel with the log in it: each milestone an entry changed says who changed it, when and why.

    `covers` is the first and the last day of the wheel, for the municipality's own events. Which entry
    changed which rule's milestone is found by building the wheel with fewer of them.

    `build` makes the wheel of some meetings and actual days.
    """
    standing = [entry for entry in entries if entry.stands(on)]
    before = build(meetings, actuals)
    if not standing:
        return before

    def upto(count: int) -> Known:
        return with_entries(Known(tuple(meetings), tuple(actuals)), standing[:count], on)

    def wheel_of(known: Known) -> Wheel:
        return build(known.meetings, known.actuals)

    known = upto(len(standing))
    final = wheel_of(known)
    changed_by = _meetings_changed([entry for entry in standing if entry not in known.without_effect])

    def attribute(first: int, earlier: Wheel, last: int, later: Wheel) -> None:
        """Finds the entries from `first` to `last` that made the one wheel the other, by halves."""
        changed = _changed_rules(earlier, later)
        if not changed:
            return
        if last - first == 1:
            for key in changed:
                changed_by.setdefault(key, []).append(standing[first])
            return
        middle = (first + last) // 2
        between = wheel_of(upto(middle))
        attribute(first, earlier, middle, between)
        attribute(middle, between, last, later)

    attribute(0, before, len(standing), final)
    milestones = [_noted(milestone, changed_by.get(milestone.key, [])) for milestone in final.milestones]
    for entry in standing:
        if isinstance(entry.change, Added) and covers[0] <= entry.change.day <= covers[1]:
            insort(milestones, _own_event(entry, entry.change, on), key=lambda m: m.day or date.max)
    return replace(final, milestones=tuple(milestones))


def _meetings_changed(entries: Sequence[LogEntry]) -> dict[str, list[LogEntry]]:
    """A meeting's milestone key → the entries about it; a moved meeting keeps what was said before."""
    about: dict[str, list[LogEntry]] = {}
    for entry in entries:
        match entry.change:
            case Moved(meeting, to):
                about[meeting_key(meeting.organ, to)] = [
                    *about.pop(meeting_key(meeting.organ, meeting.day), []),
                    entry,
                ]
            case Held(meeting) | Cancelled(meeting):
                about.setdefault(meeting_key(meeting.organ, meeting.day), []).append(entry)
            case Done() | Added():
                pass
            case _:
                assert_never(entry.change)
    return about


def log_findings(year: int, without_effect: Sequence[LogEntry]) -> tuple[Finding, ...]:
    """A warning for each entry of the year that found no meeting in the meeting plan."""
    return tuple(
        Finding(
            FINDING_RULE,
            "warning",
            text(
                "{endring} Møteplanen har ikke dette møtet, så endringen virker ikke. "
                "Angre nr. {nr} i loggen, eller rett møteplanen.",
                endring=what(entry.change),
                nr=str(entry.nr),
            ),
            None,
            FINDING_RULE,
        )
        for entry in without_effect
        if entry.day.year == year
    )


def what(change: Change) -> Text:
    """What the change says, in one sentence."""
    match change:
        case Moved(meeting, to):
            return text(
                "{organ}: Møtet {dag} er flyttet til {til}.",
                organ=meeting.organ_name,
                dag=meeting.day,
                til=to,
            )
        case Held(meeting):
            return text("{organ}: Møtet {dag} er holdt.", organ=meeting.organ_name, dag=meeting.day)
        case Cancelled(meeting):
            return text("{organ}: Møtet {dag} er avlyst.", organ=meeting.organ_name, dag=meeting.day)
        case Done(rule, _, day):
            return text("Regelen {regel} er oppfylt {dag}.", regel=rule, dag=day)
        case Added(title, day):
            return text("{tittel} er lagt til {dag}.", tittel=title, dag=day)
        case _:
            assert_never(change)


def who_and_why(entry: LogEntry) -> Text:
    """Who recorded it, when and why, in one sentence."""
    return text(
        "Ført av {hvem} {dag}: {hvorfor}", hvem=entry.by, dag=entry.recorded_on, hvorfor=_sentence(entry.why)
    )


def _sentence(words: str) -> str:
    return words if words.endswith((".", "!", "?")) else f"{words}."


def _own_event(entry: LogEntry, change: Added, on: date) -> Milestone:
    return own_milestone(
        f"{OWN_KEY}{entry.nr}",
        verbatim(change.title),
        change.process,
        change.organ,
        change.day,
        Status.HELD if change.day < on else Status.PLANNED,
        text("Kommunens egen hendelse. {hvem}", hvem=who_and_why(entry)),
    )


def _changed_rules(earlier: Wheel, later: Wheel) -> list[str]:
    """The later wheel's milestones, meetings left out, that are new or stand otherwise."""
    stood = {m.key: (m.lands, m.planned, m.status) for m in earlier.milestones}
    return [
        m.key
        for m in later.milestones
        if m.process is not Process.MOTE and stood.get(m.key) != (m.lands, m.planned, m.status)
    ]


def _noted(milestone: Milestone, entries: Sequence[LogEntry]) -> Milestone:
    because = milestone.because
    for entry in entries:
        because = text(
            "{because} {endring} {hvem}",
            because=because,
            endring=what(entry.change),
            hvem=who_and_why(entry),
        )
    return replace(milestone, because=because)
