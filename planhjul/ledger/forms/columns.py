"""Overviews side by side: one line across the versions, also when the years have different lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from planhjul.ledger.forms.closing import Closing
from planhjul.ledger.forms.overviews import FormLine, Overview


@dataclass(frozen=True, slots=True)
class Aligned:
    """One line across the columns; an amount is None where that year's overview has no such line."""

    line: FormLine
    nr: int | None
    amounts: tuple[int | None, ...]


def aligned(overviews: Sequence[Overview], chosen: int) -> tuple[Aligned, ...]:
    """The lines of every column by key: the chosen column's order and numbers, others where they stand."""
    order = {line.key: line for line in overviews[chosen].lines}
    numbers = {line.key: line.nr for line in overviews[chosen].lines}
    keys = list(order)
    for overview in overviews:
        after = -1
        for line in overview.lines:
            if line.key not in order:
                order[line.key] = line
                keys.insert(after + 1, line.key)
            after = keys.index(line.key)
    held = [{line.key: line.amount_ore for line in overview.lines} for overview in overviews]
    return tuple(
        Aligned(order[key], numbers.get(key), tuple(column.get(key) for column in held)) for key in keys
    )


@dataclass(frozen=True, slots=True)
class SideBySide:
    """One overview for a version and the versions the regulation wants beside it, in its order."""

    overviews: tuple[Overview, ...]
    chosen: int

    @property
    def answer(self) -> Overview:
        """The overview of the version that was asked for."""
        return self.overviews[self.chosen]


@dataclass(frozen=True, slots=True)
class FormBook:
    """Every prescribed overview of one version; `closing` only for accounts that can be held to a budget."""

    kommune: str
    forms: tuple[SideBySide, ...]
    closing: Closing | None
