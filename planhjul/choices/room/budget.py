"""One version's operating budget as handlingsrom reads it: money by function and responsibility centre.

Every krone of operating expense is in one scope or in one other expense, so they add up to the budget.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import IntEnum, StrEnum
from fractions import Fraction

import numpy as np
import pandas as pd

from planhjul.ledger.lines import DRIFT
from planhjul.ledger.net import (
    CARRIED,
    DEFICIT_COVER,
    DEPRECIATION,
    FREE_ARTS,
    TO_BOUND_FUNDS,
    TO_FUND,
    TO_INVESTMENT,
    is_income,
    is_operating_expense,
    is_operating_income,
)

_DISPOSITIONS = TO_INVESTMENT | TO_FUND | TO_BOUND_FUNDS | DEFICIT_COVER
_LAST_WAGE_ART = "099"


class OtherKind(StrEnum):
    """Operating expense that no service uses; the values are permanent."""

    FINANCE = "finans"
    DISPOSITION = "disponering"
    DEPRECIATION = "avskrivning"
    CARRIED = "framfort"


@dataclass(frozen=True, slots=True)
class Scope:
    """A function's money at one responsibility centre, in øre, income and expense positive.

    `ansvar` is "" when nothing asks for centres. `wages_ore` (arts 010–099) is part of `gross_ore`, None when
    no expense has an art. `arts` is the part of `gross_ore` on each of the arts that were asked for.
    """

    funksjon: str
    gross_ore: int
    income_ore: int
    wages_ore: int | None = None
    ansvar: str = ""
    arts: Mapping[str, int] = field(default_factory=dict)

    @property
    def net_ore(self) -> int:
        """Net cost N (money model B.2)."""
        return self.gross_ore - self.income_ore


@dataclass(frozen=True, slots=True)
class OperatingBudget:
    """A year's operating expense, whole: `scopes` with their income, and `other` in øre by kind."""

    year: int
    scopes: tuple[Scope, ...]
    other: Mapping[OtherKind, int]

    @property
    def expense_ore(self) -> int:
        """All operating expense, finance and dispositions: what the budget layers add up to."""
        return sum(scope.gross_ore for scope in self.scopes) + sum(self.other.values())


class _Class(IntEnum):
    WAGES = 0
    COST = 1
    COST_WITHOUT_ART = 2
    INCOME = 3
    FINANCE = 4
    DISPOSITION = 5
    DEPRECIATION = 6
    CARRIED = 7
    OUTSIDE = 8


_OTHER = {
    _Class.FINANCE: OtherKind.FINANCE,
    _Class.DISPOSITION: OtherKind.DISPOSITION,
    _Class.DEPRECIATION: OtherKind.DEPRECIATION,
    _Class.CARRIED: OtherKind.CARRIED,
}


def _class_of(art: str, side: str, year: int) -> _Class:
    if is_operating_expense(art, side, year):
        if not art:
            return _Class.COST_WITHOUT_ART
        return _Class.WAGES if art <= _LAST_WAGE_ART else _Class.COST
    if is_operating_income(art, side, year):
        return _Class.OUTSIDE if art in FREE_ARTS else _Class.INCOME
    if is_income(art, side):
        return _Class.OUTSIDE
    if art in _DISPOSITIONS:
        return _Class.DISPOSITION
    if art == DEPRECIATION:
        return _Class.DEPRECIATION
    return _Class.CARRIED if art in CARRIED else _Class.FINANCE


def operating_budget(
    sums: pd.DataFrame,
    year: int,
    *,
    by_ansvar: bool = False,
    wanted_art: Callable[[str], bool] | None = None,
) -> OperatingBudget:
    """The operating budget of one version and year.

    Args:
        sums: the version's sums (`SUM_COLUMNS`).
        year: decides which arts are operating.
        by_ansvar: True to keep responsibility centres apart; costs time on large municipalities.
        wanted_art: True for the arts whose cost is to stand in `Scope.arts`.
    """
    drift = sums[(sums["kontoklasse"] == DRIFT).to_numpy()]
    art_codes, arts = pd.factorize(drift["art"])
    side_codes, sides = pd.factorize(drift["side"])
    classes = np.array(
        [[_class_of(art, side, year) for side in sides] for art in arts], dtype=np.int64
    ).reshape(len(arts), len(sides))
    function_codes, functions = pd.factorize(drift["funksjon"])
    names, centre_codes, centres = list(functions), np.zeros(len(drift), dtype=np.int64), [""]
    if by_ansvar:
        centre_codes, found_centres = pd.factorize(drift["ansvar"])
        centres = list(found_centres)
    frame = pd.DataFrame(
        {
            "class": classes[art_codes, side_codes],
            "funksjon": function_codes,
            "ansvar": centre_codes,
            "amount": drift["amount_ore"].to_numpy(),
        }
    )
    found: dict[tuple[str, str], dict[int, int]] = {}
    other: dict[OtherKind, int] = {}
    for (kind, funksjon, ansvar), amount in _totals(frame, ["class", "funksjon", "ansvar"]):
        if kind in _OTHER:
            other[_OTHER[_Class(kind)]] = other.get(_OTHER[_Class(kind)], 0) + amount
        elif kind != _Class.OUTSIDE:
            found.setdefault((names[funksjon], centres[ansvar]), {})[kind] = amount
    split: dict[tuple[str, str], dict[str, int]] = {}
    if wanted_art is not None:
        frame["art"] = art_codes
        asked = np.array([wanted_art(art) for art in arts], dtype=bool)
        rows = frame[asked[art_codes] & frame["class"].isin((_Class.WAGES, _Class.COST)).to_numpy()]
        for (art, funksjon, ansvar), amount in _totals(rows, ["art", "funksjon", "ansvar"]):
            place = (names[funksjon], centres[ansvar])
            split.setdefault(place, {})[arts[art]] = amount
    scopes = tuple(_scope(place, money, split.get(place, {})) for place, money in sorted(found.items()))
    return OperatingBudget(year, scopes, other)


def _totals(frame: pd.DataFrame, keys: list[str]) -> list[tuple[tuple[int, ...], int]]:
    grouped = frame.groupby(keys, sort=False)["amount"].sum()
    return list(zip(grouped.index.tolist(), grouped.tolist(), strict=True))


def _scope(place: tuple[str, str], money: Mapping[int, int], arts: Mapping[str, int]) -> Scope:
    wages, cost = money.get(_Class.WAGES), money.get(_Class.COST)
    known = None if wages is None and cost is None else (wages or 0)
    gross = (wages or 0) + (cost or 0) + money.get(_Class.COST_WITHOUT_ART, 0)
    return Scope(place[0], gross, -money.get(_Class.INCOME, 0), known, place[1], arts)


def apportion(total: int, weights: list[Fraction]) -> list[int]:
    """`total` in whole øre divided as the weights (not all 0): the largest remainders get the last øre."""
    whole = sum(weights)
    return rounded_to(total, [total * weight / whole for weight in weights])


def rounded_to(total: int, exact: list[Fraction]) -> list[int]:
    """The amounts in whole øre so that they add up to `total`, each less than an øre off where possible.

    Amounts that are not below 0 stay so; what is too much is taken from the largest.
    """
    amounts = [amount.numerator // amount.denominator for amount in exact]
    missing = total - sum(amounts)
    by_remainder = sorted(range(len(exact)), key=lambda at: amounts[at] - exact[at])
    for step in range(abs(missing)):
        if missing > 0:
            amounts[by_remainder[step % len(amounts)]] += 1
        else:
            largest = max(range(len(amounts)), key=amounts.__getitem__)
            amounts[largest] -= 1
    return amounts
