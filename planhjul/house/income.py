"""How much: the composition of income for a version, for every version, and down to the cell."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

import pandas as pd

from planhjul.choices.assumptions import quantity
from planhjul.house.as_of import Answers, kept
from planhjul.house.money import LineDetail, NoVersion, VersionChoice
from planhjul.ledger.areas import AreaMap
from planhjul.ledger.codes import CodeLists
from planhjul.ledger.income.composition import classified, compose_income
from planhjul.ledger.income.entries import Cell, IncomeEntry, cells, income_entries, needs
from planhjul.ledger.income.funding import costs_of, fund, own_income
from planhjul.ledger.income.overrides import IncomeOverride
from planhjul.ledger.income.results import Base, ChainDetail, Funding, FundingChain, IncomeComposition
from planhjul.ledger.income.scale import MissingSetting, Scale, ScaleKind, Stated, scale
from planhjul.ledger.versions import VersionKind

_INHABITANTS: Final = "innbyggere"
_DEFLATOR: Final = re.compile(r"deflator\.(\d{4})")


@dataclass(frozen=True, slots=True)
class _Books:
    """A version's operating account and income, ready for chains, and how lines fall to them."""

    held: tuple[Cell, ...]
    entries: tuple[IncomeEntry, ...]
    key_of: Callable[[str, str], str]
    title_of: Callable[[str], str]


class Income(Answers):
    """Answers about income."""

    def composition(
        self, year: int, kind: VersionKind | None = None, base: Base = Base.DI
    ) -> IncomeComposition | NoVersion:
        """The composition of the year's version that stood on the day, or why there is none."""
        choice = self.seen.money.default(year, kind)
        return self.seen.money.missing(year, kind) if choice is None else self._composed(choice, base)

    def overview(self, base: Base = Base.DI) -> tuple[IncomeComposition, ...]:
        """Every version in force on the day, oldest year first and within a year by the day it stood from."""
        money = self.seen.money
        choices = sorted(money.choices(), key=lambda choice: (choice.year, choice.stood_from))
        money.sums_of((choice.kind, choice.year) for choice in choices)
        return tuple(self._composed(choice, base) for choice in choices)

    @kept
    def area_funding(self, year: int, kind: VersionKind) -> Funding:
        """Who pays for each budsjettområde, key "" for what no area holds; no chains without areas."""
        chains = _funding(self._books(year, kind, by_area=True), self.house.codes, year)
        return chains if self.seen.areas else Funding((), chains.total, chains.pool_ore)

    @kept
    def chain(self, year: int, kind: VersionKind, key: str, *, area: bool = False) -> ChainDetail | None:
        """A function's chain (or an area's) with the income and cost behind it; None when it has none."""
        books = self._books(year, kind, by_area=area)
        chains = _funding(books, self.house.codes, year).chains
        found = next((chain for chain in chains if chain.key == key), None)
        return None if found is None else self._detail(books, found, year)

    def scales(
        self, scale_kind: ScaleKind, years: Iterable[int], price_year: int
    ) -> dict[int, Scale | MissingSetting]:
        """For each year how its amounts are shown, or which settings it lacks."""
        inhabitants, deflators = self._stated()
        return {year: scale(scale_kind, year, price_year, inhabitants, deflators) for year in set(years)}

    def lines(
        self, year: int, kind: VersionKind, art: str, funksjon: str, ansvar: str = "", prosjekt: str = ""
    ) -> tuple[LineDetail, ...]:
        """The stored lines of one (art, funksjon) in drift, at most 500; "" = any ansvar, any project."""
        return self.seen.money.lines(
            kind, year, art=art, funksjon=funksjon, ansvar=ansvar or None, prosjekt=prosjekt or None
        )

    @kept
    def _composed(self, choice: VersionChoice, base: Base) -> IncomeComposition:
        overrides = self.seen.income_overrides
        return compose_income(
            self.seen.money.sums(choice.kind, choice.year),
            self.house.codes,
            year=choice.year,
            kind=choice.kind,
            stood_from=choice.stood_from,
            base=base,
            overrides=overrides,
            projects=self._projects(choice.kind, choice.year, overrides),
        )

    def _projects(
        self, kind: VersionKind, year: int, overrides: tuple[IncomeOverride, ...]
    ) -> pd.DataFrame | None:
        if not needs(overrides)["prosjekt"]:
            return None
        return self.seen.money.project_sums([(kind, year)])[kind, year]

    @kept
    def _books(self, year: int, kind: VersionKind, *, by_area: bool) -> _Books:
        codes, overrides = self.house.codes, self.seen.income_overrides
        areas = self.seen.areas if by_area else ()
        held = cells(
            self.seen.money.sums(kind, year),
            self._projects(kind, year, overrides),
            by_ansvar=needs(overrides)["ansvar"] or any(area.ansvar for area in areas),
        )
        entries = income_entries(held, codes, year, overrides)
        if not by_area:
            return _Books(held, entries, lambda funksjon, _: funksjon, codes.funksjon_title)
        mapped, titles = AreaMap(areas), {area.key: area.title for area in areas}
        return _Books(
            held,
            entries,
            lambda funksjon, ansvar: mapped.of(funksjon, ansvar) or "",
            lambda key: titles.get(key, ""),
        )

    def _detail(self, books: _Books, chain: FundingChain, year: int) -> ChainDetail:
        own = [
            entry
            for entry in books.entries
            if entry.operating
            and own_income(entry)
            and books.key_of(entry.funksjon, entry.ansvar) == chain.key
        ]
        costs = costs_of(books.held, chain, self.house.codes, year, books.key_of)
        return ChainDetail(chain, classified(own, self.house.codes), costs)

    def _stated(self) -> tuple[Stated | None, dict[int, Stated]]:
        settings = self.seen.settings
        people = settings.get(_INHABITANTS)
        inhabitants = None if people is None else _count(people.value, people.kilde)
        deflators = {}
        for key, setting in settings.items():
            named = _DEFLATOR.fullmatch(key)
            value = _growth(setting.value, setting.kilde)
            if named is not None and value is not None:
                deflators[int(named.group(1))] = value
        return inhabitants, deflators


def _funding(books: _Books, codes: CodeLists, year: int) -> Funding:
    return fund(books.held, books.entries, codes, year, key_of=books.key_of, title_of=books.title_of)


def _count(written: str, kilde: str) -> Stated | None:
    digits = re.sub(r"\s", "", written)
    return Stated(Fraction(int(digits)), kilde) if digits.isascii() and digits.isdigit() else None


def _growth(written: str, kilde: str) -> Stated | None:
    value = quantity(written)
    # «3,1» without the per cent sign would be growth of 310 per cent.
    return Stated(value, kilde) if value is not None and abs(value) < 1 else None
