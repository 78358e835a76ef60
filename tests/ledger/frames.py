"""Frames of sums for tests: only what a case is about is written."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from planhjul.issues import CellRef
from planhjul.ledger.areas import Area
from planhjul.ledger.lines import SUM_COLUMNS, conform

MILLION = 100_000_000


def sums_of(
    rows: Iterable[tuple[str, str, int]],
    *,
    year: int = 2027,
    kontoklasse: str = "1",
    ansvar: str = "",
    side: str = "",
) -> pd.DataFrame:
    """Sums of (art, funksjon, øre in the ledger's sign); a row without art takes its side from `side`."""
    records = [
        {
            "kind": "opprinnelig_budsjett",
            "year": year,
            "kontoklasse": kontoklasse,
            "art": art,
            "funksjon": funksjon,
            "ansvar": ansvar,
            "change_group": "",
            "side": side or ("income" if art >= "600" else "expense"),
            "amount_ore": amount,
            "lines": 1,
        }
        for art, funksjon, amount in rows
    ]
    return conform(pd.DataFrame(records, columns=list(SUM_COLUMNS)), SUM_COLUMNS)


def area(key: str, title: str, funksjoner: tuple[str, ...], ansvar: tuple[str, ...] = ()) -> Area:
    """A budsjettområde that holds these codes and knows nothing of bindings."""
    return Area(key, title, funksjoner, 1, 0, None, "", CellRef("innstillinger.xlsx"), ansvar)
