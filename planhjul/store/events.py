"""The log in its table: one row per entry, and back to the change it holds."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, assert_never

from sqlalchemy import Connection, Row, func, select

from planhjul.store.tables import wheel_event
from planhjul.wheel.log import Added, Cancelled, Change, Done, Held, LogEntry, MeetingRef, Moved, Undone
from planhjul.wheel.meetings import Organ
from planhjul.wheel.results import Process

MOVED, HELD, CANCELLED, ACTUAL, MANUAL = "moved", "held", "cancelled", "actual", "manual"


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
    last = connection.scalar(select(func.max(wheel_event.c.nr)).where(wheel_event.c.kommune == nr))
    entry = LogEntry((last or 0) + 1, change, by, why, at.date(), at)
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
    match change:
        case Moved(meeting, to):
            return _row(MOVED, meeting.organ, meeting.organ_name, meeting.day, new_day=to)
        case Held(meeting):
            return _row(HELD, meeting.organ, meeting.organ_name, meeting.day)
        case Cancelled(meeting):
            return _row(CANCELLED, meeting.organ, meeting.organ_name, meeting.day)
        case Done(rule, year, day):
            return _row(ACTUAL, rule, "", day, year=year)
        case Added(title, day, organ, process):
            return _row(MANUAL, organ.value, title, day, process=process.value)
        case _:
            assert_never(change)


def _row(
    kind: str,
    target: str,
    title: str,
    day: date,
    *,
    new_day: date | None = None,
    year: int | None = None,
    process: str = "",
) -> dict[str, Any]:
    return {
        "kind": kind,
        "target": target,
        "title": title,
        "day": day,
        "new_day": new_day,
        "year": year,
        "process": process,
    }


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
