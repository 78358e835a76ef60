"""Measures stand in three tables: the measure, its parts, and each part's amounts by year."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any

from sqlalchemy import Connection, Select, Subquery, Table, select

from planhjul.choices.measures import Measure, Part
from planhjul.store.rows import SHAPES, Row, Shape, chosen_of
from planhjul.store.tables import measure_amount, measure_part

_PARTS = Shape(Part, measure_part)


def part_rows(measures: Iterable[Measure]) -> list[Row]:
    """The rows of the measures' parts, numbered from 1 in each."""
    return [
        {"measure": measure.key, "part": number, **_PARTS.row(part)}
        for measure in measures
        for number, part in enumerate(measure.parts, 1)
    ]


def amount_rows(measures: Iterable[Measure]) -> list[Row]:
    """The rows of the parts' amounts."""
    return [
        {"measure": measure.key, "part": number, "year": year, "amount_ore": amount}
        for measure in measures
        for number, part in enumerate(measure.parts, 1)
        for year, amount in part.amounts.items()
    ]


def read_measures(connection: Connection, nr: str, on: date) -> tuple[Measure, ...]:
    """The measures that stand on the day, each from the latest file that has it, in the files' order."""
    chosen = chosen_of(Measure, nr, on)
    part, amount = measure_part, measure_amount
    amounts: dict[tuple[str, int], dict[int, int]] = defaultdict(dict)
    for row in connection.execute(_of_chosen(amount, chosen, nr).order_by(amount.c.year)):
        amounts[row.measure, row.part][row.year] = row.amount_ore
    parts: dict[str, list[Part]] = defaultdict(list)
    for kept in connection.execute(_of_chosen(part, chosen, nr).order_by(part.c.part)).mappings():
        by_year = amounts[kept["measure"], kept["part"]]
        parts[kept["measure"]].append(_PARTS.value(kept, amounts=by_year))
    rows = connection.execute(select(chosen).order_by(chosen.c.batch, chosen.c.nr)).mappings()
    return tuple(SHAPES[Measure].value(kept, parts=parts[kept["measure"]]) for kept in rows)


def _of_chosen(table: Table, chosen: Subquery, nr: str) -> Select[Any]:
    return select(table, chosen.c.file).join(
        chosen,
        (table.c.kommune == nr) & (table.c.batch == chosen.c.batch) & (table.c.measure == chosen.c.measure),
    )
