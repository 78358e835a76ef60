"""The money threads lead to: pieces of budget lines, each with its net in every version looked at."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import pandas as pd

from planhjul.goals.results import Amounts, Behind, MoneyColumn
from planhjul.ledger.areas import ANY, AreaMap
from planhjul.ledger.lines import DRIFT, INVESTERING
from planhjul.ledger.net import FREE_ARTS, is_income, is_operating_expense, is_operating_income
from planhjul.plans import LinkTarget

_KEYS: Final = ["kontoklasse", "funksjon", "ansvar", "prosjekt"]
# In kontoklasse 0 lending and its repayments are financing, whatever the year.
_BEFORE_LENDING: Final = 0

PieceKey = tuple[str, str, str, str]
"""(kontoklasse, funksjon, ansvar, prosjekt)."""


@dataclass(frozen=True, slots=True)
class Held:
    """What a version has on a piece, øre: net expense, and the expense of it (gross)."""

    net_ore: int
    expense_ore: int


@dataclass(frozen=True, slots=True)
class MeasureMoney:
    """A measure as the threads need it: `amounts` is net expense by year (a saving is negative).

    `lines` are the (funksjon, ansvar) its parts stand on; "" is any.
    """

    key: str
    title: str
    amounts: Mapping[int, int]
    lines: tuple[tuple[str, str], ...]


class Pieces:
    """Every piece of money, by number: budget lines first, then measures.

    A goal's money is a set of numbers, so that what two goals reach is counted once where they meet.
    """

    def __init__(
        self,
        columns: Sequence[MoneyColumn],
        sums: Mapping[str, pd.DataFrame],
        projects: Mapping[str, pd.DataFrame],
        areas: AreaMap,
        measures: Iterable[MeasureMoney],
    ) -> None:
        """Split each column's sums as far down as they know.

        Args:
            columns: the versions looked at.
            sums: column key → `SUM_COLUMNS`.
            projects: column key → the sums by project; what has no project is the rest.
            areas: the municipality's own map from lines to areas.
            measures: what measures change in the plan's years.
        """
        self.columns = tuple(columns)
        self._held = {
            column.key: _pieces(sums[column.key], projects[column.key], column.year) for column in columns
        }
        self.lines: tuple[PieceKey, ...] = tuple(
            sorted({key for held in self._held.values() for key in held})
        )
        self._area = tuple(areas.of(funksjon, ansvar) for _, funksjon, ansvar, _ in self.lines)
        self._measures = {measure.key: measure for measure in measures}
        self._measure_numbers = {
            key: len(self.lines) + place for place, key in enumerate(sorted(self._measures))
        }
        self._amounts = [
            {column.key: self._of(column.key, key).net_ore for column in columns} for key in self.lines
        ] + [self._measure_amounts(self._measures[key]) for key in sorted(self._measures)]

    def measure(self, key: str) -> MeasureMoney | None:
        """The measure with this key, None when there is none."""
        return self._measures.get(key)

    @property
    def measures(self) -> tuple[MeasureMoney, ...]:
        """Every measure, by key."""
        return tuple(self._measures[key] for key in sorted(self._measures))

    def reached(self, target: LinkTarget, code: str) -> frozenset[int]:
        """The pieces a link to this code reaches; none when nothing has the code."""
        if target is LinkTarget.TILTAK:
            number = self._measure_numbers.get(code)
            return frozenset() if number is None else frozenset({number})
        if target is LinkTarget.OMRADE:
            return frozenset(place for place, area in enumerate(self._area) if area == code)
        field = {LinkTarget.FUNKSJON: 1, LinkTarget.ANSVAR: 2, LinkTarget.PROSJEKT: 3}[target]
        fits = _fits(code)
        return frozenset(place for place, key in enumerate(self.lines) if fits(key[field]))

    def on_lines(self, funksjon: str, ansvar: str) -> frozenset[int]:
        """The pieces on a function and a responsibility centre; "" is any."""
        return frozenset(
            place
            for place, (_, own, centre, _) in enumerate(self.lines)
            if (not funksjon or own == funksjon) and (not ansvar or centre == ansvar)
        )

    def total(self, pieces: Iterable[int]) -> Amounts:
        """The pieces' net expense by column, each piece once; columns that none of them can answer are 0."""
        total = dict.fromkeys((column.key for column in self.columns), 0)
        for piece in set(pieces):
            for key, amount in self._amounts[piece].items():
                total[key] += amount
        return total

    def expense(self, pieces: Iterable[int], column: str) -> int:
        """The gross expense of the budget lines among the pieces."""
        return sum(
            self._of(column, self.lines[piece]).expense_ore for piece in pieces if piece < len(self.lines)
        )

    def behind(self, pieces: Iterable[int]) -> tuple[Behind, ...]:
        """The budget lines among the pieces."""
        return tuple(
            Behind(*self.lines[piece], amounts=self._amounts[piece])
            for piece in sorted(pieces)
            if piece < len(self.lines)
        )

    def area(self, piece: int) -> str:
        """The key of the area a piece of budget lines belongs to, "" when no area holds it."""
        return self._area[piece] or ""

    def net(self, piece: int, column: str) -> int:
        """One piece's net expense in one column."""
        return self._amounts[piece].get(column, 0)

    def _of(self, column: str, key: PieceKey) -> Held:
        return self._held[column].get(key, Held(0, 0))

    def _measure_amounts(self, measure: MeasureMoney) -> Amounts:
        return {
            column.key: measure.amounts[column.year]
            for column in self.columns
            if column.plan and column.year in measure.amounts
        }


def _fits(code: str) -> Callable[[str], bool]:
    if code.endswith(ANY):
        beginning = code[: -len(ANY)]
        return lambda found: bool(found) and found.startswith(beginning)
    return lambda found: found == code


def _pieces(sums: pd.DataFrame, projects: pd.DataFrame, year: int) -> dict[PieceKey, Held]:
    """The version's pieces; what stands on projects is taken out of the sums that hold it."""
    whole = _held(sums.assign(prosjekt=""), year)
    for key, held in _held(projects, year).items():
        kontoklasse, funksjon, ansvar, _ = key
        rest = (kontoklasse, funksjon, ansvar, "")
        before = whole.get(rest, Held(0, 0))
        whole[rest] = Held(before.net_ore - held.net_ore, before.expense_ore - held.expense_ore)
        whole[key] = held
    return {key: held for key, held in whole.items() if held.net_ore or held.expense_ore}


def _held(frame: pd.DataFrame, year: int) -> dict[PieceKey, Held]:
    """Net and gross expense by piece; finance, funds, depreciation and free income are left out."""
    pairs = frame[["kontoklasse", "art", "side"]].drop_duplicates()
    signs = {
        (kontoklasse, art, side): _kind(kontoklasse, art, side, year)
        for kontoklasse, art, side in pairs.itertuples(index=False)
    }
    kinds = [signs[row] for row in zip(frame["kontoklasse"], frame["art"], frame["side"], strict=True)]
    counted = frame.assign(kind=kinds)
    counted = counted[counted["kind"] != ""]
    grouped = counted.groupby([*_KEYS, "kind"], sort=False)["amount_ore"].sum().reset_index()
    held: dict[PieceKey, Held] = {}
    for kontoklasse, funksjon, ansvar, prosjekt, kind, amount in grouped.itertuples(index=False, name=None):
        place = (kontoklasse, funksjon, ansvar, prosjekt)
        before = held.get(place, Held(0, 0))
        expense = amount if kind == _EXPENSE else 0
        held[place] = Held(before.net_ore + amount, before.expense_ore + expense)
    return held


_EXPENSE: Final = "expense"
_INCOME: Final = "income"


def _kind(kontoklasse: str, art: str, side: str, year: int) -> str:
    """Expense, income, or "" for what is no cost of a service (money model B.2)."""
    if kontoklasse not in (DRIFT, INVESTERING) or art in FREE_ARTS:
        return ""
    rules_of = year if kontoklasse == DRIFT else _BEFORE_LENDING
    if is_operating_expense(art, side, rules_of) and not is_income(art, side):
        return _EXPENSE
    return _INCOME if is_operating_income(art, side, rules_of) else ""
