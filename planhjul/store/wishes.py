"""Priorities: whole lists from workbooks, and wishes written one by one in the page."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, func, select

from planhjul.choices.priorities import Priority, PriorityKind
from planhjul.issues import CellRef
from planhjul.store import tables
from planhjul.store.batched import Row, by_file, in_force, place, source


def priority_rows(priorities: Iterable[Priority]) -> list[Row]:
    """The rows of a file's lists."""
    return [_row_from_file(number, priority) for number, priority in enumerate(priorities, 1)]


def read_priorities(connection: Connection, nr: str, on: date) -> tuple[Priority, ...]:
    """Every wish that stands on the day: each list whole from its latest file, then those of the page.

    A wish of the page with the owner and key of one from a file takes its place.
    """
    rows = connection.execute(by_file(in_force(tables.priority, nr, on, tables.priority.c.owner)))
    listed = [_priority(row, source(row)) for row in rows]
    own = tables.own_priority
    written = [
        _priority(row, None)
        for row in connection.execute(
            select(own)
            .where(
                own.c.kommune == nr,
                own.c.recorded_on <= on,
                own.c.removed_on.is_(None) | (own.c.removed_on > on),
            )
            .order_by(own.c.nr)
        )
    ]
    replaced = {(wish.owner, wish.key) for wish in written}
    return (*(wish for wish in listed if (wish.owner, wish.key) not in replaced), *written)


def write_priority(connection: Connection, nr: str, priority: Priority, at: datetime, on: date) -> None:
    """Stores a wish of the page in place of the one with its key; the caller has the municipality's lock."""
    remove_priority(connection, nr, priority.key, at, on)
    own = tables.own_priority
    last = connection.scalar(select(func.max(own.c.nr)).where(own.c.kommune == nr))
    connection.execute(
        own.insert().values(
            kommune=nr, nr=(last or 0) + 1, recorded_on=on, recorded_at=at, **_columns(priority)
        )
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


def _row_from_file(nr: int, priority: Priority) -> Row:
    if priority.source is None:
        raise ValueError("a priority from a file has a cell")
    return {"nr": nr, **_columns(priority), **place(priority.source)}


def _columns(priority: Priority) -> Row:
    return {
        "priority": priority.key,
        "owner": priority.owner,
        "title": priority.title,
        "kind": priority.kind.value,
        "funksjon": priority.funksjon,
        "area": priority.area,
        "goal": priority.goal,
        "amount_ore": priority.amount_ore,
        "year": priority.year,
        "note": priority.note,
    }


def _priority(row: Any, cell: CellRef | None) -> Priority:
    return Priority(
        key=row.priority,
        owner=row.owner,
        title=row.title,
        kind=PriorityKind(row.kind),
        funksjon=row.funksjon,
        area=row.area,
        goal=row.goal,
        amount_ore=row.amount_ore,
        year=row.year,
        note=row.note,
        source=cell,
    )
