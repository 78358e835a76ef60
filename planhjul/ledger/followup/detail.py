"""What one cell of follow-up is made of: each art, function and responsibility centre."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from planhjul.ledger.codes import CodeLists
from planhjul.ledger.followup.cells import KEYS, Places
from planhjul.ledger.lines import DRIFT, amounts_by


@dataclass(frozen=True, slots=True)
class Detail:
    """One (art, funksjon, ansvar): the year's budget and the accounts to date, øre in the ledger's sign."""

    art: str
    art_title: str
    funksjon: str
    funksjon_title: str
    ansvar: str
    budget_ore: int
    accounts_ore: int


def details(
    accounts: pd.DataFrame,
    budget: pd.DataFrame,
    places: Places,
    codes: CodeLists,
    *,
    month: int,
    through: int,
    area: str,
    group: str,
) -> tuple[Detail, ...]:
    """The area's art group by art, function and ansvar, the largest amount first.

    Args:
        accounts: the accounts' sums by month; what has no month counts on the last one.
        budget: the budget's sums, with or without months.
        places: the year's cells.
        codes: names of arts and functions.
        month: the last month to count, 1–12.
        through: the last month in the accounts.
        area: the area's key.
        group: the art group's key.
    """
    first = 0 if month >= through else 1
    counted = accounts[accounts["month"].between(first, month)]
    planned, booked = (amounts_by(sums[sums["kontoklasse"] == DRIFT], *KEYS) for sums in (budget, counted))
    cell_of = places.of([*planned, *booked])
    found: dict[tuple[str, ...], list[int]] = {}
    for place, amounts in enumerate((planned, booked)):
        for key, amount in amounts.items():
            if cell_of[key] == (area, group):
                found.setdefault(key[:3], [0, 0])[place] += amount
    rows = (
        Detail(art, codes.art_title(art), funksjon, codes.funksjon_title(funksjon), ansvar, *amounts)
        for (art, funksjon, ansvar), amounts in found.items()
    )
    return tuple(
        sorted(
            rows,
            key=lambda row: (
                -max(abs(row.budget_ore), abs(row.accounts_ore)),
                row.art,
                row.funksjon,
                row.ansvar,
            ),
        )
    )
