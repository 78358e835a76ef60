"""The log in its table: one row per entry, and back to the change it holds."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final, assert_never

from sqlalchemy import Connection, Row, select

from planhjul.store.database import next_nr
from planhjul.store.tables import wheel_event
from planhjul.wheel.log import Added, Cancelled, Change, Done, Held, LogEntry, MeetingRef, Moved, Undone
from planhjul.wheel.meetings import Organ
from planhjul.wheel.results import Process

_KINDS: Final[Mapping[type[Change], str]] = {
    Moved: "moved",
    Held: "held",
    Cancelled: "cancelled",
    Done: "actual",
    Added: "manual",
}


def read_log(connection: Connection, nr: str) -> tuple[LogEntry, ...]:
    """The municipality's log in the order it was recorded."""
    rows = connection.execute(
        select(wheel_event).where(wheel_event.c.kommune == nr).order_by(wheel_event.c.nr)
    )
    return tuple(
        LogEntry(
            nr=row.nr,
            change=_change(row),
            by=row.recorded_by,
            why=row.why,
            recorded_on=row.recorded_on,
            recorded_at=row.recorded_at,
            undone=None
            if row.undone_on is None
            else Undone(row.undone_on, row.undone_at, row.undone_by, row.undone_why),
        )
        for row in rows
    )


def write_entry(connection: Connection, nr: str, change: Change, by: str, why: str, at: datetime) -> LogEntry:
    """Stores the change under the next number; the caller holds the municipality's lock."""
    entry = LogEntry(next_nr(connection, wheel_event, nr), change, by, why, at.date(), at)
    connection.execute(
        wheel_event.insert().values(
            kommune=nr,
            nr=entry.nr,
            recorded_by=by,
            why=why,
            recorded_on=entry.recorded_on,
            recorded_at=at,
            **_columns(change),
        )
    )
    return entry


def mark_undone(connection: Connection, nr: str, entry: int, undone: Undone) -> bool:
    """Marks the entry undone; False when there is none that is not undone already."""
    marked = connection.execute(
        wheel_event.update()
        .where(wheel_event.c.kommune == nr, wheel_event.c.nr == entry, wheel_event.c.undone_on.is_(None))
        .values(undone_on=undone.on, undone_at=undone.at, undone_by=undone.by, undone_why=undone.why)
    )
    return marked.rowcount == 1


def _columns(change: Change) -> dict[str, Any]:
    """The change's own columns; those that only other kinds of change have are empty."""
    match change:
        case Moved(meeting) | Held(meeting) | Cancelled(meeting):
            own = {"target": meeting.organ, "title": meeting.organ_name, "day": meeting.day}
            if isinstance(change, Moved):
                own["new_day"] = change.to
        case Done(rule, year, day):
            own = {"target": rule, "year": year, "day": day}
        case Added(title, day, organ, process):
            own = {"target": organ.value, "title": title, "day": day, "process": process.value}
        case _:
            assert_never(change)
    return {"kind": _KINDS[type(change)], "title": "", "new_day": None, "year": None, "process": ""} | own


def _change(row: Row[Any]) -> Change:
    meeting = MeetingRef(row.target, row.title, row.day)
    match row.kind:
        case "moved":
            return Moved(meeting, row.new_day)
        case "held":
            return Held(meeting)
        case "cancelled":
            return Cancelled(meeting)
        case "actual":
            return Done(row.target, row.year, row.day)
        case "manual":
            return Added(row.title, row.day, Organ(row.target), Process(row.process))
        case unknown:
            raise ValueError(f"not a stored change: {unknown!r}")
