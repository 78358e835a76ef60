"""What every kind of content has in common: stored by batch, and chosen by the day the question is asked."""

from __future__ import annotations

from datetime import date
from typing import Any, TypeVar

from sqlalchemy import Column, Connection, Select, Subquery, Table, func, select

from planhjul.staged import KINDS
from planhjul.store import tables
from planhjul.store.rows import SHAPES, Row, Shape

T = TypeVar("T")


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


def chosen_of(of: type[Any], nr: str, on: date) -> Subquery:
    """The rows of a kind that stand on the day, as the kind itself says what a later file replaces."""
    shape, per = SHAPES[of], KINDS[of].per
    grain = [shape.table.c[shape.column(per)]] if per else []
    return in_force(shape.table, nr, on, *grain)


def read_chosen(connection: Connection, of: type[T], chosen: Select[Any]) -> tuple[T, ...]:
    """The values of the chosen rows, in the kind's order."""
    rows = connection.execute(chosen.order_by(KINDS[of].by or "batch", "nr")).mappings()
    shape: Shape[T] = SHAPES[of]
    return tuple(shape.value(row) for row in rows)
