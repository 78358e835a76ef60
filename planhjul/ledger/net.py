"""What the operating account comes to: netto driftsresultat, dispositions, and net cost per function."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import pandas as pd

from planhjul.ledger.lines import DRIFT, INCOME, amounts_by

# Lending and its repayments are operating expense and income from 2020 (SSB's AGD13; money model B.2).
LENDING_IN_OPERATIONS_FROM: Final = 2020

TO_INVESTMENT: Final = frozenset({"570"})
# 548, 930, 948 and 958 went out in 2020–2021; their money did the same job as 540, 940 and 950.
TO_FUND: Final = frozenset({"540", "548"})
FROM_FUND: Final = frozenset({"930", "940", "948"})
TO_BOUND_FUNDS: Final = frozenset({"550"})
FROM_BOUND_FUNDS: Final = frozenset({"950", "958"})
DEFICIT_COVER: Final = frozenset({"530"})
# The result carried forward and the report's own balancing items: neither operations nor dispositions.
CARRIED: Final = frozenset({"580", "589", "980", "989"})
DEPRECIATION: Final = "590"
DEPRECIATION_COUNTER: Final = "990"
_DISPOSITIONS: Final = TO_INVESTMENT | TO_FUND | FROM_FUND | TO_BOUND_FUNDS | FROM_BOUND_FUNDS | DEFICIT_COVER

# Free income: rammetilskudd and the taxes, in force and expired (§ 5-4 lines 1–4).
FREE_ARTS: Final = frozenset({"800", *(str(art) for art in range(870, 880))})
_WAGES: Final = ("010", "099")
_FEES: Final = ("600", "659")


@dataclass(frozen=True, slots=True)
class DriftTotals:
    """One year's operating account in øre; income and expense both positive (forms § 5-6, money model C.1).

    `expense_ore` includes depreciation, which `depreciation_counter_ore` takes out again; `finance_ore` is
    net expense. `carried_ore` is expense minus income of what is carried forward. The account's lines
    sum to `carried_ore − rest_ore`.
    """

    di_ore: int
    expense_ore: int
    finance_ore: int
    depreciation_counter_ore: int
    to_investment_ore: int
    to_bound_funds_ore: int
    from_bound_funds_ore: int
    to_fund_ore: int
    from_fund_ore: int
    deficit_cover_ore: int
    carried_ore: int

    @property
    def ndr_ore(self) -> int:
        """Netto driftsresultat: line 24 of § 5-6."""
        return self.di_ore - self.expense_ore - self.finance_ore + self.depreciation_counter_ore

    @property
    def rest_ore(self) -> int:
        """Netto driftsresultat after the dispositions: 0 in a balanced budget."""
        return (
            self.ndr_ore
            - self.to_investment_ore
            - self.to_bound_funds_ore
            + self.from_bound_funds_ore
            - self.to_fund_ore
            + self.from_fund_ore
            - self.deficit_cover_ore
        )


@dataclass(frozen=True, slots=True)
class FunctionNet:
    """A function's operating money in øre, all positive; without depreciation and without free income.

    `wages_ore` (arts 010–099) is part of `gross_ore`, None when no expense has an art; `fees_ore` (arts
    600–659) is part of `income_ore`.
    """

    funksjon: str
    gross_ore: int
    income_ore: int
    wages_ore: int | None
    fees_ore: int

    @property
    def net_ore(self) -> int:
        """Net cost N (§ 5-4 line 6 for this function; money model B.2)."""
        return self.gross_ore - self.income_ore


def operating(sums: pd.DataFrame) -> Mapping[tuple[str, str, str], int]:
    """The operating account's sums by (art, funksjon, side), øre in the ledger's sign."""
    return amounts_by(sums[sums["kontoklasse"] == DRIFT], "art", "funksjon", "side")


def is_income(art: str, side: str) -> bool:
    """True for income: arts 600–999, or what a file without arts calls income."""
    return art >= "600" if art else side == INCOME


def is_operating_income(art: str, side: str, year: int) -> bool:
    """True for what belongs to driftsinntekter (DI): arts 600–899, and 920 from 2020."""
    if not art:
        return side == INCOME
    return "600" <= art <= "899" or (art == "920" and year >= LENDING_IN_OPERATIONS_FROM)


def is_operating_expense(art: str, side: str, year: int) -> bool:
    """True for driftsutgifter without depreciation: arts 010–499, and 520 from 2020."""
    if not art:
        return side != INCOME
    return art < "500" or (art == "520" and year >= LENDING_IN_OPERATIONS_FROM)


def drift_totals(sums: pd.DataFrame, year: int) -> DriftTotals:
    """The operating account of one version and year (`SUM_COLUMNS`) as totals; each line is in one."""
    lines = operating(sums)

    def total(arts: frozenset[str]) -> int:
        return sum(amount for (art, _, _), amount in lines.items() if art in arts)

    income = expense = finance = 0
    for (art, _, side), amount in lines.items():
        if is_operating_income(art, side, year):
            income -= amount
        elif is_operating_expense(art, side, year) or art == DEPRECIATION:
            expense += amount
        elif art not in _DISPOSITIONS | CARRIED | {DEPRECIATION_COUNTER}:
            finance += amount
    return DriftTotals(
        di_ore=income,
        expense_ore=expense,
        finance_ore=finance,
        depreciation_counter_ore=-total(frozenset({DEPRECIATION_COUNTER})),
        to_investment_ore=total(TO_INVESTMENT),
        to_bound_funds_ore=total(TO_BOUND_FUNDS),
        from_bound_funds_ore=-total(FROM_BOUND_FUNDS),
        to_fund_ore=total(TO_FUND),
        from_fund_ore=-total(FROM_FUND),
        deficit_cover_ore=total(DEFICIT_COVER),
        carried_ore=total(CARRIED),
    )


def function_nets(sums: pd.DataFrame, year: int) -> tuple[FunctionNet, ...]:
    """Each function's operating money in one version and year, by code; tax and rammetilskudd are out.

    Functions with operating lines only; 840 and 850 appear with the general grants posted there.
    """
    gross: dict[str, int] = {}
    income: dict[str, int] = {}
    wages: dict[str, int] = {}
    fees: dict[str, int] = {}
    for (art, funksjon, side), amount in operating(sums).items():
        if is_operating_expense(art, side, year):
            gross[funksjon] = gross.get(funksjon, 0) + amount
            if art:
                wages[funksjon] = wages.get(funksjon, 0) + (amount if _in(art, _WAGES) else 0)
        elif is_operating_income(art, side, year) and art not in FREE_ARTS:
            income[funksjon] = income.get(funksjon, 0) - amount
            fees[funksjon] = fees.get(funksjon, 0) - (amount if _in(art, _FEES) else 0)
    return tuple(
        FunctionNet(
            funksjon,
            gross.get(funksjon, 0),
            income.get(funksjon, 0),
            wages.get(funksjon),
            fees.get(funksjon, 0),
        )
        for funksjon in sorted(gross.keys() | income.keys())
    )


def _in(art: str, span: tuple[str, str]) -> bool:
    return span[0] <= art <= span[1]
