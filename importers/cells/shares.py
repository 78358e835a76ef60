"""Shares and leads in cells: the three shares of a binding, one share of an amount, months of lead."""

from __future__ import annotations

from fractions import Fraction
from typing import Final

from importers.tables.records import Record
from planhjul.choices.assumptions import quantity
from planhjul.issues import error
from planhjul.texts import text

SHARES: Final = ("bundet", "kort_sikt", "strukturelt")
_LONGEST_LEAD: Final = 120
_PER_CENT: Final = 100

SHARE_MISSING: Final = error(
    "SHARE_MISSING",
    text("Bundet, kort sikt og strukturelt må fylles ut sammen."),
    text("Skriv den andelen som mangler, 0 hvis den er ingen, eller slett de andre."),
)
SHARES_SUM: Final = error(
    "SHARES_SUM",
    text("Andelene blir {total} til sammen, ikke 1."),
    text("Rett andelene så bundet, kort sikt og strukturelt blir nøyaktig 1."),
)
SHARE_ZERO: Final = error(
    "SHARE_ZERO",
    text("Andelen er 0, så raden endrer ingenting."),
    text("Skriv andelen raden gjelder, eller slett raden."),
)
SHARE_UNKNOWN: Final = error(
    "SHARE_UNKNOWN",
    text("«{found}» er ikke en andel."),
    text("Skriv et tall fra 0 til 1, for eksempel 0,75."),
)
LEAD_UNKNOWN: Final = error(
    "LEAD_UNKNOWN",
    text("«{found}» er ikke et antall måneder fra 0 til {most}."),
    text("Skriv måneder fra vedtak til virkning, for eksempel 6."),
)


def three_shares(record: Record) -> tuple[Fraction, Fraction, Fraction] | None:
    """Bound, short and structural as parts of 1, or None when none is given or something is wrong with them.

    They come together and sum to 1; 75, 8, 17 and 75 %, 8 %, 17 % are the same as 0,75, 0,08, 0,17.
    """
    given = [key for key in SHARES if not record.blank(key)]
    if not given:
        return None
    missing = [key for key in SHARES if key not in given]
    for key in missing:
        record.tell(SHARE_MISSING, key)
    shares = [_share(record, key) for key in given]
    if missing or None in shares:
        return None
    bound, short, structural = (share for share in shares if share is not None)
    total = bound + short + structural
    if total not in (1, _PER_CENT):
        record.tell(SHARES_SUM, "bundet", total=f"{float(total):g}".replace(".", ","))
        return None
    return bound / total, short / total, structural / total


def one_share(record: Record, key: str) -> Fraction:
    """The share of an amount, 0–1; a blank cell is the whole of it. 25 and 25 % are a quarter, 1 is all."""
    share = None if record.blank(key) else _share(record, key)
    if share is None:
        return Fraction(1)
    if share == 0:
        record.tell(SHARE_ZERO, key)
    return share / _PER_CENT if share > 1 else share


def lead_months(record: Record, key: str) -> Fraction | None:
    """Months from a decision to its effect, None when blank or when the cell holds something else."""
    if not record.filled(key):
        return None
    months = _quantity(record, key)
    if "%" in record.text(key) or not 0 <= months <= _LONGEST_LEAD:
        record.tell(LEAD_UNKNOWN, key, most=_LONGEST_LEAD)
        return None
    return months


def _share(record: Record, key: str) -> Fraction | None:
    """The share written, as it stands (0,75, 75 % or 75); its meaning follows from what stands beside it."""
    share = _quantity(record, key)
    if not 0 <= share <= _PER_CENT:
        record.tell(SHARE_UNKNOWN, key)
        return None
    return share


def _quantity(record: Record, key: str) -> Fraction:
    """The number in a cell, -1 when it holds something else."""
    written = quantity(record.text(key))
    return Fraction(-1) if written is None else written
