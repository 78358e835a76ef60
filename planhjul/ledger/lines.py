"""The declared frame of lines: one row per amount in somebody's file, with the cell it came from.

Columns (all present, no missing values):

=============  =======  ==========================================================================
kind           str      `VersionKind` value
year           int64    budget or accounting year
month          int64    1–12, or 0 when the amount is for the whole year
kontoklasse    str      "0" investering, "1" drift (A.2 of the money model)
art            str      three digits, or "" when the file knows only expense and income
funksjon       str      three digits, or "" when the file has none
ansvar         str      responsibility centre, the municipality's own code
prosjekt       str      project, the municipality's own code
tekst          str      the line's text; empty for accounts, whose free text may hold personal data
change_group   str      the plan's change group ("N10"), else ""
change_title   str      the change group's name, else ""
side           str      "expense" or "income"
amount_ore     int64    øre, ledger sign: expense positive, income negative
sheet          str      sheet in the workbook, "" in a text file
row            int64    row or line, from 1
column         int64    column or field, from 1
=============  =======  ==========================================================================
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import pandas as pd

EXPENSE: Final = "expense"
INCOME: Final = "income"
DRIFT: Final = "1"
INVESTERING: Final = "0"
# Nobody reads more lines than this behind one number; whoever must have all asks for the file.
MOST_LINES: Final = 500

LINE_COLUMNS: Final[Mapping[str, str]] = {
    "kind": "str",
    "year": "int64",
    "month": "int64",
    "kontoklasse": "str",
    "art": "str",
    "funksjon": "str",
    "ansvar": "str",
    "prosjekt": "str",
    "tekst": "str",
    "change_group": "str",
    "change_title": "str",
    "side": "str",
    "amount_ore": "int64",
    "sheet": "str",
    "row": "int64",
    "column": "int64",
}

# What a batch's sums are kept by (rule 7 of the house), beside the version they belong to.
SUM_KEYS: Final = ("kind", "year", "kontoklasse", "art", "funksjon", "ansvar", "change_group", "side")
SUM_COLUMNS: Final[Mapping[str, str]] = {key: LINE_COLUMNS[key] for key in SUM_KEYS} | {
    "amount_ore": "int64",
    "lines": "int64",
}


class LinesError(TypeError):
    """A frame does not follow the declared schema: our bug, never a user's."""


def conform(frame: pd.DataFrame, columns: Mapping[str, str] = LINE_COLUMNS) -> pd.DataFrame:
    """The frame with exactly the declared columns, order and types.

    Raises:
        LinesError: a column is missing or unknown, or a value is missing.
    """
    unknown, missing = set(frame.columns) - set(columns), set(columns) - set(frame.columns)
    if unknown or missing:
        raise LinesError(f"unknown columns {sorted(unknown)}, missing columns {sorted(missing)}")
    ordered = frame[list(columns)]
    if ordered.isna().to_numpy().any():
        raise LinesError(f"missing values in {sorted(ordered.columns[ordered.isna().any()])}")
    return ordered.astype(dict(columns)).reset_index(drop=True)


def empty_lines() -> pd.DataFrame:
    """A frame of no lines, with the declared columns and types."""
    return pd.DataFrame({name: pd.Series(dtype=dtype) for name, dtype in LINE_COLUMNS.items()})


def sums(lines: pd.DataFrame) -> pd.DataFrame:
    """The lines' sums by `SUM_KEYS`: columns of `SUM_COLUMNS`; adds up to the lines to the øre."""
    grouped = lines.groupby(list(SUM_KEYS), sort=True, observed=True)["amount_ore"].agg(["sum", "size"])
    flat = grouped.reset_index().rename(columns={"sum": "amount_ore", "size": "lines"})
    return conform(flat, SUM_COLUMNS)


def amounts_by(frame: pd.DataFrame, *keys: str) -> dict[tuple[Any, ...], int]:
    """The frame's `amount_ore` (øre) added up by two or more of its columns, in the order of their values."""
    totals = frame.groupby(list(keys), sort=True)["amount_ore"].sum()
    return dict(zip(totals.index.tolist(), totals.tolist(), strict=True))
