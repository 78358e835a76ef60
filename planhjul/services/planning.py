"""Planning: next year's draft, and what people record by hand of meetings and milestones."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from planhjul.services.calendar import Calendar
from planhjul.services.refusals import Refused, Unknown
from planhjul.store import Repository
from planhjul.texts import Text, Year, text
from planhjul.wheel.drafting.closed import school_breaks
from planhjul.wheel.drafting.draft import Draft, draft_meetings, drafted_milestones
from planhjul.wheel.log import (
    Added,
    Cancelled,
    Change,
    Done,
    Held,
    Known,
    LogEntry,
    MeetingRef,
    Moved,
    Undone,
    with_entries,
)
from planhjul.wheel.meetings import Meeting, Organ, organ_key
from planhjul.wheel.results import Finding, Process
from planhjul.wheel.timeline import build_wheel


@dataclass(frozen=True, slots=True)
class LogRow:
    """A log entry as it stands on a day.

    `stands` is False when it was undone, `found` when the meeting plan no longer has the meeting.
    """

    entry: LogEntry
    stands: bool
    found: bool


class PlanningService:
    """Use cases about the year to come and about what really happened.

    `organs` are the names and synonyms of the organs the rules know, in lower case.
    """

    def __init__(self, repository: Repository, calendar: Calendar, organs: Mapping[str, Organ]) -> None:
        self._repository = repository
        self._calendar = calendar
        self._organs = organs

    # The draft

    def draft(self, nr: str, year: int, on: date) -> Draft | Refused:
        """A proposal for the year's meeting plan and wheel, made from the plan of the year before.

        It starts from the meeting plan as it was adopted, not from where single meetings were moved; what was
        cancelled is marked. Nothing is stored: the proposal is approved by importing its workbook.
        """
        meetings, settings = self._repository.meetings(nr, on), self._calendar.settings(nr, on)
        cancelled = [entry for entry in self._repository.log(nr) if isinstance(entry.change, Cancelled)]
        started_from = with_entries(Known(meetings, ()), cancelled, on).meetings
        drafted = draft_meetings(year, started_from, settings)
        if not drafted:
            return Refused(
                text(
                    "Møteplanen for {i_fjor} er ikke lest inn, og forslaget for {aar} lages av den. "
                    "Les den inn med: planhjul import FIL",
                    i_fjor=Year(year - 1),
                    aar=Year(year),
                )
            )
        other_years = [meeting for meeting in meetings if meeting.day.year != year]
        proposed = [meeting for row in drafted for meeting in row.meeting()]
        wheel = build_wheel(
            year,
            on,
            self._calendar.law.rules,
            sorted((*other_years, *proposed), key=lambda meeting: meeting.day),
            self._repository.plans(nr, on),
            settings,
        )
        last_year = self._calendar.wheels(nr, range(year - 1, year), on)[0]
        known = any(meeting.day.year == year for meeting in meetings)
        return Draft(
            year,
            drafted,
            drafted_milestones(last_year, wheel),
            (*wheel.findings, *_unread_breaks(settings, year), *(_already_planned(year) if known else ())),
        )

    # The log

    def log(self, nr: str, on: date) -> tuple[LogRow, ...]:
        """What was recorded up to and with the day, in its order."""
        lost = {entry.nr for entry in self._calendar.known(nr, on).without_effect}
        return tuple(
            LogRow(entry, entry.stands(on), entry.nr not in lost)
            for entry in self._repository.log(nr)
            if entry.recorded_on <= on
        )

    def move(
        self, nr: str, organ: str, day: date, to: date, by: str, why: str, at: datetime
    ) -> LogEntry | Refused:
        """Records that a meeting is on another day; `organ` is a name as people write it."""
        meeting = self._meeting(nr, organ, day, at.date())
        if isinstance(meeting, Refused):
            return meeting
        if to == day:
            return Refused(text("Møtet er alt {dag}. Skriv en annen dag.", dag=day))
        there = self._meeting(nr, organ, to, at.date())
        if isinstance(there, MeetingRef):
            return Refused(
                text(
                    "{organ} har alt et møte {dag}. Velg en annen dag, eller avlys det ene møtet.",
                    organ=meeting.organ_name,
                    dag=to,
                )
            )
        return self._record(nr, Moved(meeting, to), by, why, at)

    def hold(self, nr: str, organ: str, day: date, by: str, why: str, at: datetime) -> LogEntry | Refused:
        """Records that a meeting was held."""
        meeting = self._meeting(nr, organ, day, at.date())
        if isinstance(meeting, Refused):
            return meeting
        return _not_yet(day, at) or self._record(nr, Held(meeting), by, why, at)

    def cancel(self, nr: str, organ: str, day: date, by: str, why: str, at: datetime) -> LogEntry | Refused:
        """Records that a meeting is cancelled."""
        meeting = self._meeting(nr, organ, day, at.date())
        if isinstance(meeting, Refused):
            return meeting
        return self._record(nr, Cancelled(meeting), by, why, at)

    def done(
        self, nr: str, rule: str, year: int, day: date, by: str, why: str, at: datetime
    ) -> LogEntry | Refused:
        """Records the day on which a rule of the calendar year was really met."""
        if rule not in {known.key for known in self._calendar.law.rules}:
            return Unknown(
                text(
                    "Regelen «{regel}» finnes ikke. Se nøklene med: planhjul wheel --year {aar} --json",
                    regel=rule,
                    aar=Year(year),
                )
            )
        return _not_yet(day, at) or self._record(nr, Done(rule, year, day), by, why, at)

    def add(
        self,
        nr: str,
        title: str,
        day: date,
        by: str,
        why: str,
        at: datetime,
        *,
        organ: str = "",
        process: Process = Process.PLAN,
    ) -> LogEntry | Refused:
        """Records an event of the municipality's own."""
        found = self._organ(organ) if organ else Organ.ANNET
        if not title.strip():
            return Refused(text('Hendelsen mangler navn. Skriv for eksempel: --manual "Folkemøte"'))
        return self._record(nr, Added(title.strip(), day, found, process), by, why, at)

    def undo(self, nr: str, entry: int, by: str, why: str, at: datetime) -> Refused | None:
        """Takes a log entry back from the day it is undone; it stays in the log.

        Raises:
            UnknownLogEntry: there is no such entry, or it is already undone.
        """
        if refused := _anonymous(by, why):
            return refused
        self._repository.undo_entry(nr, entry, Undone(at.date(), at, by.strip(), why.strip()))
        return None

    def _record(self, nr: str, change: Change, by: str, why: str, at: datetime) -> LogEntry | Refused:
        if refused := _anonymous(by, why):
            return refused
        return self._repository.record(nr, change, by.strip(), why.strip(), at)

    def _organ(self, written: str) -> Organ:
        """The organ of a name or key; one the rules do not know is `Organ.ANNET`."""
        word = written.strip().casefold()
        keys = {organ.value: organ for organ in Organ}
        return keys.get(word) or self._organs.get(word, Organ.ANNET)

    def _meeting(self, nr: str, organ: str, day: date, on: date) -> MeetingRef | Refused:
        """The meeting that is pointed at, as the log leaves the plan on the day."""
        key = organ_key(self._organ(organ), organ)
        meetings = self._calendar.known(nr, on).meetings
        for meeting in meetings:
            if meeting.day == day and meeting.organ_key == key:
                return MeetingRef(key, meeting.organ_name, day)
        return Refused(_no_meeting(organ, key, day, meetings))


def _no_meeting(organ: str, key: str, day: date, meetings: tuple[Meeting, ...]) -> Text:
    own = [meeting for meeting in meetings if meeting.organ_key == key]
    if not own:
        names = ", ".join(dict.fromkeys(meeting.organ_name for meeting in meetings))
        return text(
            "«{organ}» har ingen møter i møteplanen. Den har møter for: {navn}", organ=organ, navn=names
        )
    nearest = min(own, key=lambda meeting: abs(meeting.day - day))
    return text(
        "{organ} har ikke noe møte {dag}. Det nærmeste er {naermest}.",
        organ=nearest.organ_name,
        dag=day,
        naermest=nearest.day,
    )


def _not_yet(day: date, at: datetime) -> Refused | None:
    if day <= at.date():
        return None
    return Refused(text("{dag} har ikke vært ennå. Skriv dagen det skjedde.", dag=day))


def _anonymous(by: str, why: str) -> Refused | None:
    if by.strip() and why.strip():
        return None
    return Refused(text("Skriv hvem som står bak (--by) og hvorfor (--why)."))


def _unread_breaks(settings: Mapping[str, str], year: int) -> tuple[Finding, ...]:
    return tuple(
        Finding(
            "innstilling",
            "warning",
            text(
                "Innstillingen {nokkel} har verdien «{verdi}», som ikke kan leses. Skriv ukenummeret.",
                nokkel=key,
                verdi=value,
            ),
            None,
            key,
        )
        for key, value in school_breaks(settings, year).unread
    )


def _already_planned(year: int) -> tuple[Finding, ...]:
    message = text(
        "Det er alt lest inn en møteplan for {aar}. Forslaget erstatter den bare hvis du leser det inn.",
        aar=Year(year),
    )
    return (Finding("moteplan", "info", message, None, "moteplan"),)
