"""A value as a row of its table and back, by the types of its dataclass: no kind has code of its own here.

A field stands in the column of its name; `key` may stand in a column with the kind's name. A cell stands as
sheet, row and column, since the file is the batch's own. A tuple stands as a JSON list, or spread over
columns that begin with the field's name (`lss_l`, `lss_s`, `lss_q`); fractions as text ("7/10"), exactly as
given. A column with the name of a property holds what the property says, and is not read back. A field
without a column keeps its default.

Every kind is stored by batch, and chosen by the day the question is asked.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from datetime import date
from fractions import Fraction
from itertools import repeat
from typing import Any, Final, Generic, TypeVar

import msgspec
from sqlalchemy import JSON, Column, Connection, RowMapping, Select, Subquery, Table, func, select

from planhjul.staged import KINDS, Kind
from planhjul.store import tables

T = TypeVar("T")
Row = dict[str, Any]

_CELL: Final = ("sheet", "row", "column")


class Shape(Generic[T]):
    """How values of one dataclass stand in one table; `key` is the column of the field `key`."""

    def __init__(self, of: type[T], table: Table, key: str = "key") -> None:
        columns = [column.name for column in table.c]
        names = [field.name for field in fields(of)]  # type: ignore[arg-type]
        column_of = {name: key if name == "key" else name for name in names}
        self.table = table
        self._of = of
        self._own = {name: column for name, column in column_of.items() if column in columns}
        self._lists = [name for name, column in self._own.items() if isinstance(table.c[column].type, JSON)]
        self._spread = {
            name: spread
            for name in names
            if name not in self._own and (spread := [one for one in columns if one.startswith(f"{name}_")])
        }
        self._said = [name for name in columns if isinstance(getattr(of, name, None), property)]
        self._has_cell = "sheet" in columns

    def column(self, name: str) -> str:
        """The column in which a field or a property stands."""
        return self._own.get(name, name)

    def row(self, value: T) -> Row:
        """The value's own columns.

        Raises:
            ValueError: the table keeps a cell, and the value has none.
        """
        kept = _without_file(msgspec.to_builtins(value, builtin_types=(date,), enc_hook=_plain))
        row = {column: kept[name] for name, column in self._own.items()}
        for name, spread in self._spread.items():
            row.update(zip(spread, kept[name] or repeat(None), strict=False))
        row.update((name, getattr(value, name)) for name in self._said)
        if self._has_cell:
            if "sheet" not in kept:
                raise ValueError(f"{self._of.__name__} from a file has a cell")
            row.update((name, kept[name]) for name in _CELL)
        return row

    def value(self, row: RowMapping, **elsewhere: Any) -> T:
        """The value of a row, with the fields that stand in other tables; `file` is read with a cell."""
        kept = {name: row[column] for name, column in self._own.items()} | elsewhere
        for name, spread in self._spread.items():
            parts = [row[column] for column in spread]
            kept[name] = None if None in parts else parts
        kept["source"] = None
        if self._has_cell:
            file = row["file"]
            for name in self._lists:
                kept[name] = [_with_file(file, item) for item in kept[name]]
            kept["source"] = _cell(file, row)
        return msgspec.convert(kept, self._of, builtin_types=(date,), dec_hook=_structured)


def _without_file(kept: Row) -> Row:
    """What has a cell, with the cell as columns beside the rest, also in each item of a list."""
    row: Row = {}
    for name, value in kept.items():
        if name == "source":
            row.update({} if value is None else {part: value[part] for part in _CELL})
        elif isinstance(value, tuple):
            row[name] = [_without_file(item) if isinstance(item, dict) else item for item in value]
        else:
            row[name] = value
    return row


def _with_file(file: str, item: Any) -> Any:
    """An item of a list with the cell that `_without_file` took apart, when it has one."""
    return {**item, "source": _cell(file, item)} if isinstance(item, dict) and "sheet" in item else item


def _cell(file: str, kept: Any) -> Row:
    return {"file": file, **{part: kept[part] for part in _CELL}}


def _plain(value: Any) -> str:
    """A fraction, which msgspec does not know, as text."""
    if isinstance(value, Fraction):
        return str(value)
    raise NotImplementedError(f"not a value the store keeps: {value!r}")


def _structured(of: type[Any], kept: Any) -> Any:
    """What `_plain` kept as text."""
    if of is Fraction:
        return Fraction(kept)
    raise NotImplementedError(f"not a type the store keeps: {of}")


def _shape(kind: Kind) -> Shape[Any]:
    table = tables.OF_KIND[kind.of]
    return Shape(kind.of, table, "key" if "key" in table.c else kind.table)


# How the values of each kind of content stand in its table.
SHAPES: Final[Mapping[type[Any], Shape[Any]]] = {of: _shape(kind) for of, kind in KINDS.items()}


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
