"""What the balance sheet says: funds, debt and accumulated deficit (kontoklasse 2; money model B.2)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

import pandas as pd

from planhjul.texts import Text, text

BALANCE: Final = "2"
# Below the first a fund gives limited freedom, above the second a greater one (SSB's reading, KG21).
MODERATE: Final = Fraction(5, 100)
GREATER: Final = Fraction(8, 100)
_DEBT: Final = ("411", "412", "431", "451", "452", "453", "454", "46", "47")
_LENT: Final = ("22", "23")
_UNUSED_LOANS: Final = ("9100", "9110")
_FUND: Final = ("56",)
_DEFICIT: Final = ("5900",)


@dataclass(frozen=True, slots=True)
class Balance:
    """What the key figures need of a balance, øre; debt, funds and deficit are positive."""

    debt_ore: int
    lent_ore: int
    unused_loans_ore: int
    fund_ore: int
    deficit_ore: int

    @property
    def net_debt_ore(self) -> int:
        """Long-term debt without pensions, minus what is lent and loans not yet used (KG117)."""
        return self.debt_ore - self.lent_ore - self.unused_loans_ore

    @property
    def free_equity_ore(self) -> int:
        """Fri egenkapital drift: disposisjonsfond minus accumulated deficit (KG21)."""
        return self.fund_ore - self.deficit_ore


def balance_of(sums: pd.DataFrame) -> Balance | None:
    """The balance in the version's sums (`SUM_COLUMNS`), None when it has none.

    A balance line has the kapittel in `funksjon`; assets are positive, debt and equity negative.
    """
    rows = sums[sums["kontoklasse"] == BALANCE]
    if rows.empty:
        return None
    held = rows.groupby("funksjon")["amount_ore"].sum()
    chapters = {str(chapter): int(amount) for chapter, amount in held.items()}

    def total(prefixes: Iterable[str]) -> int:
        return sum(amount for chapter, amount in chapters.items() if chapter.startswith(tuple(prefixes)))

    return Balance(
        debt_ore=-total(_DEBT),
        lent_ore=total(_LENT),
        unused_loans_ore=total(_UNUSED_LOANS),
        fund_ore=-total(_FUND),
        deficit_ore=total(_DEFICIT),
    )


def band(fund_ore: int, income_ore: int) -> Text | None:
    """What SSB reads out of a fund's share of driftsinntektene; None when there is no income."""
    if income_ore <= 0:
        return None
    share = Fraction(fund_ore, income_ore)
    if share < MODERATE:
        return text("Under 5 %: begrenset økonomisk handlefrihet.")
    if share <= GREATER:
        return text("Mellom 5 og 8 %: moderat økonomisk handlefrihet.")
    return text("Over 8 %: større økonomisk handlefrihet.")
