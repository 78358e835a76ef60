"""Frames of sums by month for the tests of follow-up: a small municipality whose money is easy to count."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from planhjul.store.lines import MONTH_SUM_COLUMNS
from tests.ledger.areas import area

MILLION = 100_000_000
# art, funksjon, ansvar, month (0 = the whole year), øre in the ledger's sign
Row = tuple[str, str, str, int, int]


AREAS = (
    area("skole", "Grunnskole", ("202", "222")),
    area("omsorg", "Omsorg", ("25*",), ("3*",)),
)
# A year of 240 millions that balances: (art, funksjon, ansvar, millions).
YEAR = (
    ("010", "202", "2100", 120),
    ("600", "202", "2100", -12),
    ("010", "253", "3100", 60),
    ("200", "120", "1000", 24),
    ("590", "202", "2100", 6),
    ("990", "860", "9000", -6),
    ("870", "800", "9000", -150),
    ("800", "840", "9000", -60),
    ("500", "870", "9000", 12),
    ("540", "880", "9000", 6),
)


def month_sums(rows: Iterable[Row], *, year: int = 2026, kontoklasse: str = "1") -> pd.DataFrame:
    """Sums by month, as the store gives them."""
    records = [
        {
            "kind": "regnskap",
            "year": year,
            "kontoklasse": kontoklasse,
            "month": month,
            "art": art,
            "funksjon": funksjon,
            "ansvar": ansvar,
            "side": "income" if art >= "600" else "expense",
            "amount_ore": amount,
            "lines": 1,
        }
        for art, funksjon, ansvar, month, amount in rows
    ]
    return pd.DataFrame(records, columns=list(MONTH_SUM_COLUMNS))


def budget_of(year: int = 2026, per_cent: int = 100) -> pd.DataFrame:
    """`YEAR` as a budget for the whole year, or so many per cent of it."""
    part = MILLION * per_cent // 100
    return month_sums(((art, fn, ansvar, 0, amount * part) for art, fn, ansvar, amount in YEAR), year=year)


def accounts_of(year: int = 2026, through: int = 12, over: int = 6) -> pd.DataFrame:
    """`YEAR` booked evenly to `through`, the schools with `over` millions a year too much in wages."""
    rows: list[Row] = [
        (art, fn, ansvar, month, (amount + (over if (art, fn) == ("010", "202") else 0)) * MILLION // 12)
        for art, fn, ansvar, amount in YEAR
        for month in range(1, through + 1)
    ]
    return month_sums(rows, year=year)
