"""Priorities: whole lists from workbooks, and wishes written one by one in the page."""

from __future__ import annotations

from datetime import date, datetime
from typing import Final

from sqlalchemy import Connection, select

from planhjul.choices.priorities import Priority
from planhjul.store import tables
from planhjul.store.database import next_nr
from planhjul.store.rows import Shape, chosen_of, read_chosen

_WRITTEN: Final = Shape(Priority, tables.own_priority, "priority")


def read_priorities(connection: Connection, nr: str, on: date) -> tuple[Priority, ...]:
    """Every wish that stands on the day: each list whole from its latest file, then those of the page.

    A wish of the page with the owner and key of one from a file takes its place.
    """
    listed = read_chosen(connection, Priority, select(chosen_of(Priority, nr, on)))
    own = tables.own_priority
    rows = connection.execute(
        select(own)
        .where(
            own.c.kommune == nr,
            own.c.recorded_on <= on,
            own.c.removed_on.is_(None) | (own.c.removed_on > on),
        )
        .order_by(own.c.nr)
    )
    written = [_WRITTEN.value(row) for row in rows.mappings()]
    replaced = {(wish.owner, wish.key) for wish in written}
    return (*(wish for wish in listed if (wish.owner, wish.key) not in replaced), *written)


def write_priority(connection: Connection, nr: str, priority: Priority, at: datetime, on: date) -> None:
    """Stores a wish of the page in place of the one with its key; the caller has the municipality's lock."""
    remove_priority(connection, nr, priority.key, at, on)
    own = tables.own_priority
    number = next_nr(connection, own, nr)
    connection.execute(
        own.insert().values(kommune=nr, nr=number, recorded_on=on, recorded_at=at, **_WRITTEN.row(priority))
    )


def remove_priority(connection: Connection, nr: str, key: str, at: datetime, on: date) -> bool:
    """Marks the page's wish removed; False when there is none that is not removed already."""
    own = tables.own_priority
    marked = connection.execute(
        own.update()
        .where(own.c.kommune == nr, own.c.priority == key, own.c.removed_on.is_(None))
        .values(removed_on=on, removed_at=at)
    )
    return marked.rowcount > 0
