"""The log: what people record by hand of meetings and milestones."""

from __future__ import annotations

from datetime import date, datetime

from planhjul.house import House
from planhjul.issues import Refused, Unknown
from planhjul.texts import Text, Year, text
from planhjul.wheel.log import Added, Cancelled, Change, Done, Held, LogEntry, MeetingRef, Moved, Undone
from planhjul.wheel.meetings import Meeting, Organ, organ_key
from planhjul.wheel.results import Process


class Log:
    """What people record of meetings and milestones: moved, held, cancelled, done, added."""

    def __init__(self, house: House) -> None:
        self._house = house

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
        if rule not in {known.key for known in self._house.law.rules}:
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
        self._house.repository.undo_entry(nr, entry, Undone(at.date(), at, by.strip(), why.strip()))
        return None

    def _record(self, nr: str, change: Change, by: str, why: str, at: datetime) -> LogEntry | Refused:
        if refused := _anonymous(by, why):
            return refused
        return self._house.repository.record(nr, change, by.strip(), why.strip(), at)

    def _organ(self, written: str) -> Organ:
        """The organ of a name or key; one the rules do not know is `Organ.ANNET`."""
        word = written.strip().casefold()
        keys = {organ.value: organ for organ in Organ}
        return keys.get(word) or self._house.organs.get(word, Organ.ANNET)

    def _meeting(self, nr: str, organ: str, day: date, on: date) -> MeetingRef | Refused:
        """The meeting that is pointed at, as the log leaves the plan on the day."""
        key = organ_key(self._organ(organ), organ)
        with self._house.as_of(nr, on) as seen:
            meetings = seen.calendar.known().meetings
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
