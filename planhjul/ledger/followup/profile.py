"""How a year's budget is spread on the months, evenly or as last year's accounts, and what may follow.

Everything here is of one cell (an area's art group), in øre with the ledger's sign and exact until the one
rounding to whole øre; every larger amount is a sum of cells, so areas and groups always add up alike.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from planhjul.ledger.followup.results import MONTHS

# Twelve months from 1; place 0 is what a file gives for the whole year.
Months = Sequence[int]
Shares = tuple[Fraction, ...]

NO_MONTHS: Final = (0,) * (MONTHS + 1)
EVEN: Final[Shares] = tuple(Fraction(month, MONTHS) for month in range(MONTHS + 1))
# A cell whose months nearly cancel out gives shares of many hundred per cent: that is no pattern of spending.
_LEAST_SHARE: Final = Fraction(-1)
_MOST_SHARE: Final = Fraction(2)
# More than the double of the budget so far, or the opposite sign, is an event and not a pace to go on with.
_MOST_PACE: Final = Fraction(2)


def last_year(booked: Months, budget_ore: int) -> Shares | None:
    """The share of last year's accounts that was booked by the end of each month 0–12, the last one 1.

    Args:
        booked: last year's accounts of the cell, all of it on months.
        budget_ore: what is to be spread; None is returned when last year went the other way, came to 0, or
            has shares far outside 0–1, and then the budget is spread evenly.
    """
    total = sum(booked)
    if booked[0] or not total or (budget_ore and (total > 0) is not (budget_ore > 0)):
        return None
    shares, upto = [], 0
    for amount in booked:
        upto += amount
        shares.append(Fraction(upto, total))
    return tuple(shares) if all(_LEAST_SHARE <= share <= _MOST_SHARE for share in shares) else None


def to_date(budget: Months, shares: Shares, month: int) -> int:
    """How much of the budget falls on the months up to and with `month`; its own months as they stand."""
    return sum(budget[1 : month + 1]) + _whole(budget[0] * shares[month])


@dataclass(frozen=True, slots=True)
class Outlook:
    """The cell's year in three ways: the deviation so far is made up for, stays as it is, or goes on.

    Made up for is the budget; stays is what is booked and the rest as budgeted; goes on is what is booked and
    the rest at the pace of the months so far.
    """

    made_up_ore: int
    stays_ore: int
    goes_on_ore: int


def outlook(budget: Months, booked: Months, shares: Shares, month: int, *, has_pace: bool) -> Outlook:
    """The cell's year from what is booked by the end of `month`.

    Args:
        budget: the cell's budget.
        booked: the cell's accounts.
        shares: the profile the budget is spread by.
        month: 1–12.
        has_pace: False for what is booked once, at the end of the year; then every way is the whole budget,
            or what is booked when that is more already.
    """
    so_far, whole = sum(booked[: month + 1]), sum(budget)
    if not has_pace:
        year = max(whole, so_far, key=abs)
        return Outlook(year, year, year)
    planned = to_date(budget, shares, month)
    rest = whole - planned
    stays = so_far + rest
    if not any(budget):
        # Nothing was budgeted, so nothing says how the year is spread: the months left are as those so far.
        return Outlook(0, stays, _whole(Fraction(so_far * MONTHS, month)))
    pace = Fraction(so_far, planned) if planned else Fraction(1)
    goes_on = so_far + _whole(rest * pace) if 0 <= pace <= _MOST_PACE else stays
    return Outlook(whole, stays, goes_on)


def _whole(amount: Fraction) -> int:
    """The nearest whole øre, half away from zero."""
    halves = abs(amount) + Fraction(1, 2)
    whole = halves.numerator // halves.denominator
    return whole if amount >= 0 else -whole
