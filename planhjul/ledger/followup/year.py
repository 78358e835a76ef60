"""Accounts against original and revised budget: to date, by month, area and art group, and for the year.

Drift only (kontoklasse 1), and all of it: areas, art groups and total are sums of the same cells. The budget
to date follows a profile (money model E.1: linear is a fair default for expense, income arrives unevenly).
The forecast is our own rule, an assumption that is said where it is shown.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import pandas as pd

from planhjul.ledger.areas import Area
from planhjul.ledger.codes import CodeLists
from planhjul.ledger.followup.cells import AT_YEAR_END, Cell, Places, monthly
from planhjul.ledger.followup.profile import EVEN, NO_MONTHS, Months, Shares, last_year, outlook, to_date
from planhjul.ledger.followup.results import (
    COMMON,
    MONTHS,
    NO_AREA,
    Followup,
    FollowupRow,
    Forecast,
    MonthAmount,
    Profile,
    Standing,
)
from planhjul.ledger.followup.words import Spread, assumptions, notes
from planhjul.ledger.forms.lines import FormCatalogue, Side
from planhjul.texts import Text, text

SERVICES: Final = "_tjenester"
TOTAL: Final = "_sum"


@dataclass(frozen=True, slots=True)
class Money:
    """One version's sums by month, as `followup_cells.monthly` reads them, and its standing."""

    sums: pd.DataFrame
    standing: Standing


@dataclass(frozen=True, slots=True)
class Books:
    """What follow-up needs of a year: at least one budget, the accounts, and last year's accounts if any."""

    accounts: Money
    original: Money | None
    revised: Money | None
    last_year: pd.DataFrame | None


def followup(
    books: Books,
    catalogue: FormCatalogue,
    codes: CodeLists,
    areas: Sequence[Area],
    *,
    year: int,
    over: bool,
    month: int | None = None,
    profile: Profile | None = None,
) -> Followup:
    """The accounts of the year against its budget.

    Args:
        books: the money; the revised budget is the original one where none is given.
        catalogue: the overviews' lines: § 5-6 gives the art groups, § 5-4 what the areas hold.
        codes: arts by year.
        areas: the municipality's budsjettområder.
        year: the accounting year.
        over: True when the year is over on the day that is asked about.
        month: the last month to count, 1–12; None or one after the accounts' last counts all there is.
        profile: how a budget for the whole year is spread on its months; None is as last year's accounts,
            and what cannot follow them is spread evenly.

    Raises:
        ValueError: there is no budget in the books.
    """
    places = Places(catalogue, codes, areas, year)
    found = _read(books, places, month, profile)
    rows = _Rows(found, places, has_original=books.original is not None)
    cells_of = {area: [cell for cell in found.cells if cell[0] == area] for area in places.areas}
    used = {area: cells for area, cells in cells_of.items() if cells}
    services = [cell for cell in found.cells if cell[0] != COMMON]
    return Followup(
        year=year,
        month=found.month,
        through=found.through,
        complete=over and found.through == MONTHS,
        profile=found.profile,
        original=books.original.standing if books.original else None,
        revised=books.revised.standing if books.revised else None,
        accounts=books.accounts.standing,
        areas=rows.areas(used),
        groups=rows.groups(found.cells),
        services=rows.row(SERVICES, text("Alle tjenesteområder"), Side.EXPENSE, services),
        total=rows.row(TOTAL, text("Hele driften"), Side.EXPENSE, found.cells),
        by_area={area: rows.groups(cells) for area, cells in used.items()},
        months=found.by_months(services),
        series={area: found.by_months(cells) for area, cells in used.items()},
        assumptions=tuple(assumptions(found.said(), year)),
        notes=tuple(
            notes(
                year,
                found.through,
                asked=month,
                by_month=found.by_month,
                over=over,
                undated_ore=found.undated_ore,
                has_original=books.original is not None,
                has_revised=books.revised is not None,
                has_areas=bool(areas),
            )
        ),
    )


@dataclass(frozen=True, slots=True)
class _Amounts:
    """A cell's øre in the ledger's sign; `outlook` has the three ways of `Outlook`, in its order."""

    original: int
    revised: int
    to_date: int
    accounts: int
    outlook: tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class _Year:
    """The year by cell and month, in the ledger's sign.

    `last_year` is each cell's shares of last year's accounts, None for a cell without a pattern. `by_month`
    is False when the accounts have no months.
    """

    cells: tuple[Cell, ...]
    original: Mapping[Cell, Months]
    revised: Mapping[Cell, Months]
    booked: Mapping[Cell, Months]
    last_year: Mapping[Cell, Shares | None]
    asked: Profile | None
    profile: Profile
    month: int
    through: int
    by_month: bool
    undated_ore: int

    def shares(self, cell: Cell) -> Shares:
        """The chosen profile's shares for the cell; even where last year has no pattern."""
        own = self.last_year.get(cell) if self.profile is Profile.LAST_YEAR else None
        return EVEN if own is None else own

    def amounts(self, cell: Cell) -> _Amounts:
        """The cell's own amounts."""
        budget, booked = self.revised.get(cell, NO_MONTHS), self.booked.get(cell, NO_MONTHS)
        shares, has_pace = self.shares(cell), cell[1] not in AT_YEAR_END
        ways = outlook(budget, booked, shares, self.month, has_pace=has_pace)
        return _Amounts(
            original=sum(self.original.get(cell, NO_MONTHS)),
            revised=sum(budget),
            to_date=to_date(budget, shares, self.month),
            accounts=sum(booked[: self.month + 1]),
            outlook=(ways.made_up_ore, ways.stays_ore, ways.goes_on_ore),
        )

    def by_months(self, cells: Sequence[Cell]) -> tuple[MonthAmount, ...]:
        """The cells' budget and accounts of each month, net expense."""
        upto = [
            sum(to_date(self.revised.get(cell, NO_MONTHS), self.shares(cell), month) for cell in cells)
            for month in range(MONTHS + 1)
        ]
        return tuple(
            MonthAmount(
                month,
                upto[month] - upto[month - 1],
                sum(self.booked.get(cell, NO_MONTHS)[month] for cell in cells)
                if self.by_month and month <= self.through
                else None,
            )
            for month in range(1, MONTHS + 1)
        )

    def said(self) -> Spread:
        """What to say of how the budget was spread."""
        spread = [cell for cell in self.cells if self.revised.get(cell, NO_MONTHS)[0]]
        return Spread(
            asked=self.asked,
            profile=self.profile,
            month=self.month,
            spread=len(spread),
            fell_back=sum(self.last_year[cell] is None for cell in spread),
            own_months=any(any(months[1:]) for months in self.revised.values()),
        )


def _read(books: Books, places: Places, month: int | None, asked: Profile | None) -> _Year:
    budget = books.revised or books.original
    if budget is None:
        raise ValueError("follow-up needs a budget")
    accounts = monthly(books.accounts.sums, places)
    last = max((place for months in accounts.values() for place in _dated(months)), default=0)
    through = last or MONTHS
    revised = monthly(budget.sums, places)
    original = monthly(books.original.sums, places) if books.original is not None else {}
    order = [(area, group) for area in places.areas for group in places.groups]
    cells = tuple(cell for cell in order if cell in original or cell in revised or cell in accounts)
    before = monthly(books.last_year, places) if books.last_year is not None else {}
    # A part of a year is no profile: it must go to December.
    whole = any(months[MONTHS] for months in before.values())
    return _Year(
        cells=cells,
        original=original,
        revised=revised,
        booked={cell: _placed(months, through) for cell, months in accounts.items()},
        last_year={
            cell: last_year(before.get(cell, NO_MONTHS), revised.get(cell, NO_MONTHS)[0]) for cell in cells
        },
        asked=asked,
        profile=Profile.LAST_YEAR if whole and asked is not Profile.EVEN else Profile.EVEN,
        month=min(month or through, through),
        through=through,
        by_month=bool(last),
        undated_ore=sum(abs(months[0]) for months in accounts.values()),
    )


def _dated(months: Months) -> Iterable[int]:
    return (month for month in range(1, MONTHS + 1) if months[month])


def _placed(months: Months, through: int) -> Months:
    """The accounts with what has no month on the last one: it is booked, and nothing says when."""
    placed = [0, *months[1:]]
    placed[through] += months[0]
    return placed


class _Rows:
    """Rows made of cells: each amount is a sum of the cells' own, so every way of adding them agrees."""

    def __init__(self, year: _Year, places: Places, *, has_original: bool) -> None:
        self._amounts = {cell: year.amounts(cell) for cell in year.cells}
        self._places = places
        self._has_original = has_original
        self._forecast = year.month < MONTHS

    def row(self, key: str, title: Text, side: Side, cells: Iterable[Cell]) -> FollowupRow:
        """The cells as one row in the direction of `side`."""
        parts = [self._amounts[cell] for cell in cells]
        sign = 1 if side is Side.EXPENSE else -1
        ways = [sign * sum(way) for way in zip(*(part.outlook for part in parts), strict=True)]
        return FollowupRow(
            key=key,
            title=title,
            side=side,
            original_ore=sign * sum(part.original for part in parts) if self._has_original else None,
            revised_ore=sign * sum(part.revised for part in parts),
            to_date_ore=sign * sum(part.to_date for part in parts),
            accounts_ore=sign * sum(part.accounts for part in parts),
            forecast=Forecast(min(ways), ways[1], max(ways)) if self._forecast and ways else None,
        )

    def areas(self, cells_of: Mapping[str, Sequence[Cell]]) -> tuple[FollowupRow, ...]:
        """The areas with money, the worst deviation first; what no area holds comes last."""
        rows = [
            self.row(area, self._places.areas[area], Side.INCOME if area == COMMON else Side.EXPENSE, cells)
            for area, cells in cells_of.items()
        ]
        last = {NO_AREA: 1, COMMON: 2}
        return tuple(sorted(rows, key=lambda row: (last.get(row.key, 0), row.deviation_ore, row.key)))

    def groups(self, cells: Sequence[Cell]) -> tuple[FollowupRow, ...]:
        """The art groups of the cells, in the order of § 5-6."""
        return tuple(
            self.row(group.key, group.title, group.side, members)
            for group in self._places.groups.values()
            if (members := [cell for cell in cells if cell[1] == group.key])
        )
