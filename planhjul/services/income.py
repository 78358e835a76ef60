"""How much: the composition of income for a version, for every version, and down to the cell."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import lru_cache
from typing import Final

import pandas as pd

from planhjul.choices.assumptions import QuantityError, quantity
from planhjul.issues import CellRef
from planhjul.ledger.areas import AreaMap
from planhjul.ledger.codes import CodeLists
from planhjul.ledger.income.composition import classified, compose_income
from planhjul.ledger.income.entries import Cell, IncomeEntry, cells, income_entries, needs
from planhjul.ledger.income.funding import costs_of, fund, own_income
from planhjul.ledger.income.overrides import IncomeOverride
from planhjul.ledger.income.results import Base, ChainDetail, Funding, FundingChain, IncomeComposition
from planhjul.ledger.income.scale import MissingSetting, Scale, ScaleKind, Stated, scale
from planhjul.ledger.lines import DRIFT, MOST_LINES
from planhjul.ledger.versions import VersionKind
from planhjul.services.municipalities import (
    MunicipalityService,
    NoVersion,
    VersionChoice,
    missing_version,
)
from planhjul.services.sums import Sums
from planhjul.store import Repository

_INHABITANTS: Final = "innbyggere"
_DEFLATOR: Final = re.compile(r"deflator\.(\d{4})")
# A page shows every version at once; a composition is some tens of kilobytes.
_KEPT: Final = 128


@dataclass(frozen=True, slots=True)
class LineDetail:
    """One stored line behind a sum: øre in ledger sign, month 0 for a whole year, and its cell."""

    tekst: str
    ansvar: str
    month: int
    amount_ore: int
    file: str
    cell: CellRef


@dataclass(frozen=True, slots=True)
class _Asked:
    """What a composition depends on; `state` is the municipality's data version."""

    nr: str
    state: int
    on: date
    choice: VersionChoice
    base: Base


@dataclass(frozen=True, slots=True)
class _Books:
    """A version's operating account and income, ready for chains, and how lines fall to them."""

    held: tuple[Cell, ...]
    entries: tuple[IncomeEntry, ...]
    key_of: Callable[[str, str], str]
    title_of: Callable[[str], str]


class IncomeService:
    """Use cases about income."""

    def __init__(
        self, repository: Repository, sums: Sums, municipalities: MunicipalityService, codes: CodeLists
    ) -> None:
        self._repository = repository
        self._sums = sums
        self._municipalities = municipalities
        self._codes = codes
        self._kept = lru_cache(_KEPT)(self._compose)

    def composition(
        self, nr: str, year: int, on: date, kind: VersionKind | None = None, base: Base = Base.DI
    ) -> IncomeComposition | NoVersion:
        """The composition of the year's version that stood on the day, or why there is none."""
        choice = self._municipalities.default(nr, on, year, kind)
        if choice is None:
            return missing_version(self._municipalities, nr, on, year, kind)
        [composition] = self._composed(nr, on, [choice], base)
        return composition

    def overview(self, nr: str, on: date, base: Base = Base.DI) -> tuple[IncomeComposition, ...]:
        """Every version in force on the day, oldest year first and within a year by the day it stood from."""
        choices = sorted(
            self._municipalities.choices(nr, on), key=lambda choice: (choice.year, choice.stood_from)
        )
        return self._composed(nr, on, choices, base)

    def area_funding(self, nr: str, year: int, on: date, kind: VersionKind) -> Funding:
        """Who pays for each budsjettområde, key "" for what no area holds; no chains without areas."""
        areas = self._repository.areas(nr, on)
        books = self._books(nr, year, on, kind, by_area=True)
        chains = _funding(books, self._codes, year)
        return chains if areas else Funding((), chains.total, chains.pool_ore)

    def chain(
        self, nr: str, year: int, on: date, kind: VersionKind, key: str, *, area: bool = False
    ) -> ChainDetail | None:
        """A function's chain (or an area's) with the income and cost behind it; None when it has none."""
        books = self._books(nr, year, on, kind, by_area=area)
        found = next((one for one in _funding(books, self._codes, year).chains if one.key == key), None)
        return None if found is None else self._detail(books, found, year)

    def scales(
        self, nr: str, on: date, scale_kind: ScaleKind, years: Iterable[int], price_year: int
    ) -> dict[int, Scale | MissingSetting]:
        """For each year how its amounts are shown, or which settings it lacks."""
        inhabitants, deflators = self._stated(nr, on)
        return {year: scale(scale_kind, year, price_year, inhabitants, deflators) for year in set(years)}

    def lines(
        self,
        nr: str,
        year: int,
        on: date,
        kind: VersionKind,
        art: str,
        funksjon: str,
        ansvar: str = "",
        prosjekt: str = "",
    ) -> tuple[LineDetail, ...]:
        """The stored lines of one (art, funksjon) in drift, at most `MOST_LINES`.

        An empty ansvar or prosjekt is any.
        """
        frame = self._repository.lines(
            nr,
            kind,
            year,
            on,
            kontoklasse=DRIFT,
            art=art,
            funksjon=funksjon,
            ansvar=ansvar or None,
            limit=None if prosjekt else MOST_LINES,
        )
        if prosjekt:
            frame = frame[frame["prosjekt"] == prosjekt].head(MOST_LINES)
        return tuple(
            LineDetail(
                tekst=row["tekst"],
                ansvar=row["ansvar"],
                month=row["month"],
                amount_ore=row["amount_ore"],
                file=row["file"],
                cell=CellRef(row["file"], row["sheet"], row["row"], row["column"]),
            )
            for row in frame.to_dict("records")
        )

    def _composed(
        self, nr: str, on: date, choices: Iterable[VersionChoice], base: Base
    ) -> tuple[IncomeComposition, ...]:
        state = self._repository.data_version(nr)
        return tuple(self._kept(_Asked(nr, state, on, choice, base)) for choice in choices)

    def _compose(self, asked: _Asked) -> IncomeComposition:
        nr, on, choice = asked.nr, asked.on, asked.choice
        overrides = self._repository.income_overrides(nr, on)
        return compose_income(
            self._sums.of(nr, choice.kind, choice.year, on),
            self._codes,
            year=choice.year,
            kind=choice.kind,
            stood_from=choice.stood_from,
            base=asked.base,
            overrides=overrides,
            projects=self._projects(nr, choice.kind, choice.year, on, overrides),
        )

    def _projects(
        self, nr: str, kind: VersionKind, year: int, on: date, overrides: tuple[IncomeOverride, ...]
    ) -> pd.DataFrame | None:
        return self._repository.project_sums(nr, kind, year, on) if needs(overrides)["prosjekt"] else None

    def _books(self, nr: str, year: int, on: date, kind: VersionKind, *, by_area: bool) -> _Books:
        overrides = self._repository.income_overrides(nr, on)
        areas = self._repository.areas(nr, on) if by_area else ()
        held = cells(
            self._sums.of(nr, kind, year, on),
            self._projects(nr, kind, year, on, overrides),
            by_ansvar=needs(overrides)["ansvar"] or any(area.ansvar for area in areas),
        )
        entries = income_entries(held, self._codes, year, overrides)
        if not by_area:
            return _Books(held, entries, lambda funksjon, _: funksjon, self._codes.funksjon_title)
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
        costs = costs_of(books.held, chain, self._codes, year, books.key_of)
        return ChainDetail(chain, classified(own, self._codes), costs)

    def _stated(self, nr: str, on: date) -> tuple[Stated | None, dict[int, Stated]]:
        settings = self._repository.settings(nr, on)
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
    try:
        value = quantity(written).value
    except QuantityError:
        return None
    # «3,1» without the per cent sign would be growth of 310 per cent.
    return Stated(value, kilde) if abs(value) < 1 else None
