"""What every kind of content has in common: stored by batch, and chosen by the day the question is asked."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import Column, Connection, Select, Subquery, Table, func, select

from planhjul.issues import CellRef
from planhjul.store import tables

Row = dict[str, Any]


def insert(connection: Connection, table: Table, nr: str, batch: int, rows: list[Row]) -> None:
    """Stores the rows as the batch's own."""
    if rows:
        connection.execute(table.insert(), [{"kommune": nr, "batch": batch, **row} for row in rows])


def in_force(table: Table | Subquery, nr: str, on: date, *grain: Column[Any] | Any) -> Subquery:
    """The rows that stand on the day: per value of `grain` those of the latest batch, with its file."""
    batch = tables.batch
    rank = func.rank().over(
        partition_by=grain or None, order_by=(batch.c.stood_from.desc(), batch.c.batch.desc())
    )
    ranked = (
        select(table, batch.c.file, rank.label("rank"))
        .join(batch, (batch.c.kommune == nr) & (batch.c.batch == table.c.batch))
        .where(table.c.kommune == nr, batch.c.stood_from <= on)
        .subquery("ranked")
    )
    return select(ranked).where(ranked.c.rank == 1).subquery("chosen")


def by_file(chosen: Subquery) -> Select[Any]:
    """The chosen rows in the files' order."""
    return select(chosen).order_by(chosen.c.batch, chosen.c.nr)


def place(source: CellRef) -> Row:
    """The cell as columns; the file is the batch's own."""
    return {"sheet": source.sheet, "row": source.row, "column": source.column}


def source(row: Any) -> CellRef:
    """The cell that `place` kept, with the file of its batch."""
    return CellRef(row.file, row.sheet, row.row, row.column)
