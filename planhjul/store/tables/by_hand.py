"""What people record by hand; no file brought it, so it belongs to no batch and no undo deletes it."""

from __future__ import annotations

from sqlalchemy import Boolean, CheckConstraint, Column, Date, Integer, String, Table
from sqlalchemy.sql.schema import SchemaItem

from planhjul.choices.priorities import Priority
from planhjul.store.tables.base import UtcDateTime, key, metadata, refers
from planhjul.store.tables.matters import Columns, columns_of


def _entries(name: str, *items: SchemaItem) -> Table:
    """A table of what is recorded in one municipality, numbered from 1."""
    number = key("nr", number=True)
    return Table(name, metadata, key("kommune"), number, *items, refers("kommune"), sqlite_with_rowid=False)


def _recorded() -> Columns:
    return (
        Column("recorded_on", Date, nullable=False, doc="the day in Norway from which it counts"),
        Column("recorded_at", UtcDateTime, nullable=False),
    )


# A change of a meeting or milestone.
wheel_event = _entries(
    "wheel_event",
    Column("kind", String, nullable=False),
    Column("target", String, nullable=False, doc="an organ's key, or a rule's"),
    Column("title", String, nullable=False, doc="the organ's name in the meeting plan, or the event's own"),
    Column("day", Date, nullable=False),
    Column("new_day", Date),
    Column("year", Integer, doc="the calendar year a rule is asked for"),
    Column("process", String, nullable=False),
    Column("recorded_by", String, nullable=False),
    Column("why", String, nullable=False),
    *_recorded(),
    Column("undone_by", String),
    Column("undone_why", String),
    Column("undone_on", Date, doc="the day in Norway from which it no longer counts"),
    Column("undone_at", UtcDateTime),
    CheckConstraint("kind IN ('moved', 'held', 'cancelled', 'actual', 'manual')", name="kind"),
)

# A thread made or taken away in the page; the later entry holds, and none is ever changed.
link_entry = _entries(
    "link_entry",
    Column("plan", String, nullable=False),
    Column("goal", String, nullable=False),
    Column("target", String, nullable=False),
    Column("code", String, nullable=False),
    Column("made", Boolean, nullable=False, doc="false when the thread was taken away"),
    Column("made_by", String, nullable=False),
    Column("why", String, nullable=False),
    *_recorded(),
)

# A wish written in the page; it stands from the day it was written until the day it was removed.
own_priority = _entries(
    "own_priority",
    *columns_of(Priority, "priority", cell=False),
    *_recorded(),
    Column("removed_on", Date, doc="the day in Norway from which it no longer counts"),
    Column("removed_at", UtcDateTime),
)
