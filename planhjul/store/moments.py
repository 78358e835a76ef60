"""The days on which what is known of a kind of content changes."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import Any, Final

from sqlalchemy import Column, Connection, Select, Table, exists, literal, select, union

from planhjul.staged import KINDS
from planhjul.store import tables

# Each kind of content has its name in `Content`; money is its lines.
_BROUGHT: Final = {"lines": tables.version} | {kind.name: tables.OF_KIND[of] for of, kind in KINDS.items()}
_BY_HAND: Final[tuple[tuple[str, Column[Any]], ...]] = (
    ("link_entries", tables.link_entry.c.recorded_on),
    ("own_priorities", tables.own_priority.c.recorded_on),
    ("own_priorities", tables.own_priority.c.removed_on),
)
COUNTED: Final = (*_BROUGHT, "link_entries", "own_priorities", "log")


def read_moments(connection: Connection, nr: str) -> dict[str, tuple[date, ...]]:
    """Kind of content → the days from which something of it stood or ceased to stand, in order."""
    found: dict[str, list[date]] = defaultdict(list)
    asked = [_brought(nr, kind, table) for kind, table in _BROUGHT.items()]
    asked += [
        select(literal(kind).label("kind"), day.label("day")).where(
            day.table.c.kommune == nr, day.is_not(None)
        )
        for kind, day in _BY_HAND
    ]
    for row in connection.execute(union(*asked)):
        found[row.kind].append(row.day)
    return {kind: tuple(sorted(days)) for kind, days in found.items()}


def _brought(nr: str, kind: str, table: Table) -> Select[Any]:
    batch = tables.batch
    holds = exists().where(table.c.kommune == nr, table.c.batch == batch.c.batch)
    return select(literal(kind).label("kind"), batch.c.stood_from.label("day")).where(
        batch.c.kommune == nr, holds
    )
