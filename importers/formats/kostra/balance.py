"""The balance forms 0B and 0D: the side a chapter stands on, and SSB's controls (file-formats § 1.4)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import pandas as pd

from importers.formats.kostra.checks import BEFORE_CLOSING, SSB_015, repeated_issues, total_of
from importers.lines.checks import in_kroner
from planhjul.issues import CellRef, Issue, warning
from planhjul.ledger.lines import EXPENSE, INCOME
from planhjul.texts import Kroner, text

_TOLERANCE_ORE: Final = 10 * 100_000
# Accumulated deficit, drift and investering: they take from the equity and are never a fund.
_DEFICITS: Final = ("5900", "5970")
_COUNTER: Final = "9999"
_KEYS: Final = ["funksjon", "art"]


def is_asset(kapittel: str) -> bool:
    """True for chapters 10–29: bank, claims, shares, loans given, property."""
    return "10" <= kapittel[:2] <= "29"


def is_memorandum(kapittel: str) -> bool:
    """True for chapters 9100–9999: unused loans and their counter account, outside the balance itself."""
    return kapittel.startswith("9")


def balance_side(kapittel: str) -> str:
    """The side a chapter's line stands on: assets and memoranda as expense, debt and equity as income."""
    return EXPENSE if is_asset(kapittel) or (is_memorandum(kapittel) and kapittel != _COUNTER) else INCOME


_WHOLE_BALANCE: Final = text(
    "Se etter om hele balansen er med, og om fortegnet er riktig: gjeld skal ha minus."
)
SSB_115: Final = warning("SSB_115", text("Balansen mangler eiendeler."), _WHOLE_BALANCE)
SSB_120: Final = warning("SSB_120", text("Balansen mangler gjeld og egenkapital."), _WHOLE_BALANCE)
SSB_125: Final = warning(
    "SSB_125",
    text("Eiendelene er ikke like store som gjeld og egenkapital. Forskjellen er {amount}."),
    text("I et avlagt regnskap skal balansen gå opp. Se om poster mangler."),
)
_BEFORE_CLOSING: Final = SSB_125.but(advice=BEFORE_CLOSING)
SSB_190: Final = warning(
    "SSB_190",
    text("Memoriakontiene går ikke i null. Forskjellen er {amount}."),
    text("Se etter at ubrukte lånemidler er ført mot konto 9999."),
)
SSB_016: Final = warning(
    "SSB_016",
    text("Kapittel {kapittel} (merforbruk eller udekket) skal ikke være negativt."),
    text("Et mindreforbruk skal være disponert. Rett posteringen i regnskapet."),
)
_CHAPTER_TWICE: Final = SSB_015.but(
    message=text("{count} poster har samme kapittel og sektor som en tidligere. De er lagt sammen.")
)


def balance_issues(lines: pd.DataFrame, file: str, *, quarter: str) -> Iterator[Issue]:
    """One warning per control the balance breaks; `quarter` is "" for the year, else "1"–"4"."""
    kapittel, where = lines["funksjon"], CellRef(file)
    memoranda, assets = kapittel.map(is_memorandum).astype(bool), kapittel.map(is_asset).astype(bool)
    own, owed = total_of(lines[assets]), total_of(lines[~assets & ~memoranda])
    if own <= 0:
        yield SSB_115.at(where, in_kroner(own))
    if owed >= 0:
        yield SSB_120.at(where, in_kroner(owed))
    if abs(total := own + owed) > _TOLERANCE_ORE:
        kind = _BEFORE_CLOSING if quarter else SSB_125
        yield kind.at(where, in_kroner(total), amount=Kroner(abs(total)))
    if abs(total := total_of(lines[memoranda])) > _TOLERANCE_ORE:
        yield SSB_190.at(where, in_kroner(total), amount=Kroner(abs(total)))
    wrong = lines[lines["funksjon"].isin(_DEFICITS) & (lines["amount_ore"] < 0)]
    for row, deficit, amount in wrong[["row", "funksjon", "amount_ore"]].itertuples(index=False):
        yield SSB_016.at(CellRef(file, "", int(row)), in_kroner(int(amount)), kapittel=deficit)
    yield from repeated_issues(lines, _KEYS, _CHAPTER_TWICE, file)
