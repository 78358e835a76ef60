"""The prescribed overviews' lines: which arts each takes, and what a version's sums come to on each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

import pandas as pd

from planhjul.ledger.codes import CodeLists
from planhjul.ledger.lines import INCOME, amounts_by
from planhjul.texts import Text

# The regulation of 2019 holds from the budget of 2020; older years had budsjettskjema 1A and 2A.
FIRST_YEAR: Final = 2020
# A row without art stands in the catch-all lines by its side alone, as the last operating art of that side.
_NO_ART: Final = {True: "899", False: "499"}


class FormKey(StrEnum):
    """The overviews by their paragraph in budsjett- og regnskapsforskriften; the values are permanent.

    1A and 2A are the budget forms of the regulation before, for years before 2020.
    """

    DRIFT = "5-4"
    INVESTERING = "5-5"
    ART = "5-6"
    DRIFT_1A = "1A"
    INVESTERING_2A = "2A"

    @property
    def investment(self) -> bool:
        """True for the overviews of the investment account."""
        return self in (FormKey.INVESTERING, FormKey.INVESTERING_2A)

    def of_year(self, year: int) -> FormKey:
        """The overview that does this one's work in the year: 1A for § 5-4 before 2020, and so on."""
        if year < FIRST_YEAR:
            return {FormKey.DRIFT: FormKey.DRIFT_1A, FormKey.INVESTERING: FormKey.INVESTERING_2A}.get(
                self, self
            )
        return {FormKey.DRIFT_1A: FormKey.DRIFT, FormKey.INVESTERING_2A: FormKey.INVESTERING}.get(self, self)


class Side(StrEnum):
    """Which way the money of a line goes when its amount is positive."""

    INCOME = "inntekt"
    EXPENSE = "utgift"


@dataclass(frozen=True, slots=True)
class ArtRange:
    """Arts from `first` to `last`, both in; `funksjon` "" = on every function."""

    first: str
    last: str
    funksjon: str = ""

    def holds(self, art: str, funksjon: str) -> bool:
        """True when the art on the function is in the range."""
        return self.first <= art <= self.last and self.funksjon in ("", funksjon)


@dataclass(frozen=True, slots=True)
class LineRule:
    """One line of an overview: arts it takes, or a sum of lines above it (`terms`: sign and key).

    `catch_all` lines also take unknown arts and rows without art that no other line took; a line that is not
    `numbered` is ours, not the regulation's. `split` lines (expense) are distributed on areas in the second
    part.
    """

    key: str
    name: Text
    heading: Text | None = None
    side: Side = Side.INCOME
    arts: tuple[ArtRange, ...] = ()
    terms: tuple[tuple[int, str], ...] = ()
    catch_all: bool = False
    numbered: bool = True
    split: bool = False
    first_year: int | None = None
    last_year: int | None = None

    def holds_in(self, year: int) -> bool:
        """True when the line is in the year's generation of the overview."""
        return (self.first_year is None or year >= self.first_year) and (
            self.last_year is None or year <= self.last_year
        )

    def takes(self, art: str, funksjon: str) -> bool:
        """True when the art on the function belongs on the line."""
        return any(span.holds(art, funksjon) for span in self.arts)


@dataclass(frozen=True, slots=True)
class FormRules:
    """One overview: its lines in order, all generations."""

    key: FormKey
    title: Text
    kontoklasse: str
    lines: tuple[LineRule, ...]

    def of(self, year: int) -> tuple[LineRule, ...]:
        """The lines of the year's generation, in order."""
        return tuple(line for line in self.lines if line.holds_in(year))

    def side_of(self, key: str) -> Side:
        """Which way the money of a line goes when its amount is positive; a sum follows its first term.

        Raises:
            KeyError: no generation of the overview has the line.
        """
        rules = {line.key: line for line in self.lines}
        line, turned = rules[key], False
        while line.terms:
            sign, first = line.terms[0]
            line, turned = rules[first], turned ^ (sign < 0)
        return Side.EXPENSE if (line.side is Side.EXPENSE) ^ turned else Side.INCOME


@dataclass(frozen=True, slots=True)
class ClosingRules:
    """The lines of § 5-9 for one kontoklasse; those without terms are worked out, not posted."""

    kontoklasse: str
    title: Text
    lines: tuple[LineRule, ...]


@dataclass(frozen=True, slots=True)
class FormCatalogue:
    """The overviews, § 5-9 by kontoklasse, and what an art that has gone out became."""

    forms: Mapping[FormKey, FormRules]
    closing: Mapping[str, ClosingRules]
    successors: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Posted:
    """The sum of one (art, funksjon, side) in a version's kontoklasse: øre in the ledger's sign."""

    art: str
    funksjon: str
    side: str
    amount_ore: int


@dataclass(frozen=True, slots=True)
class Filled:
    """An overview filled in for a year.

    `amounts` are øre by line key: income and expense both positive, results positive when good. `rows` are
    what stands on each line that is no sum; `carried` is what is carried forward (580, 589, 980, 989), which
    no line takes. Rows and carried together are every row there was.
    """

    rules: FormRules
    year: int
    amounts: Mapping[str, int]
    rows: Mapping[str, tuple[Posted, ...]]
    carried: tuple[Posted, ...]

    @property
    def ledger_ore(self) -> int:
        """Expense minus income of every row: 0 when the account balances."""
        placed = (row.amount_ore for rows in self.rows.values() for row in rows)
        return sum(placed) + sum(row.amount_ore for row in self.carried)

    @property
    def empty(self) -> bool:
        """True when the version has nothing in the overview's kontoklasse."""
        return not self.carried and not any(self.rows.values())

    def posted_on(self, art: str) -> int:
        """What stands on the art, øre in the ledger's sign."""
        return sum(row.amount_ore for rows in self.rows.values() for row in rows if row.art == art)


def posted(sums: pd.DataFrame, kontoklasse: str) -> tuple[Posted, ...]:
    """The kontoklasse's sums (`SUM_COLUMNS` of one version and year) by art, function and side."""
    amounts = amounts_by(sums[sums["kontoklasse"] == kontoklasse], "art", "funksjon", "side")
    return tuple(Posted(art, funksjon, side, ore) for (art, funksjon, side), ore in amounts.items())


def fill(rules: FormRules, rows: Iterable[Posted], codes: CodeLists, year: int) -> Filled:
    """The overview of the year's generation with the rows placed: each row stands on at most one line."""
    lines = rules.of(year)
    placed: dict[str, list[Posted]] = {line.key: [] for line in lines if not line.terms}
    carried = []
    named = {span.funksjon for line in lines for span in line.arts}
    # Only a function that a line names decides the line, so thousands of rows have few different answers.
    known: dict[tuple[str, str, str], LineRule | None] = {}
    for row in rows:
        asked = (row.art, row.funksjon if row.funksjon in named else "", row.side)
        if asked not in known:
            known[asked] = _line_for(row, lines, codes)
        line = known[asked]
        if line is None:
            carried.append(row)
        else:
            placed[line.key].append(row)
    amounts: dict[str, int] = {}
    for line in lines:
        if line.terms:
            amounts[line.key] = sum(sign * amounts[key] for sign, key in line.terms)
        else:
            ledger = sum(row.amount_ore for row in placed[line.key])
            amounts[line.key] = ledger if line.side is Side.EXPENSE else -ledger
    return Filled(rules, year, amounts, {key: tuple(found) for key, found in placed.items()}, tuple(carried))


def _line_for(row: Posted, lines: tuple[LineRule, ...], codes: CodeLists) -> LineRule | None:
    """The first line of its own for a known art, else the first catch-all line that fits, else None."""
    if row.art in codes.arts:
        for line in lines:
            if not line.catch_all and line.takes(row.art, row.funksjon):
                return line
    art = row.art or _NO_ART[row.side == INCOME]
    return next((line for line in lines if line.catch_all and line.takes(art, row.funksjon)), None)
