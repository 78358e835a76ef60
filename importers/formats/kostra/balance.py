"""The balance forms 0B and 0D: the side a chapter stands on, and SSB's controls (file-formats § 1.4)."""

from __future__ import annotations

from typing import Final

import pandas as pd

from importers.lines.checks import in_kroner
from planhjul.issues import CellRef, Issue, Level
from planhjul.ledger.lines import EXPENSE, INCOME
from planhjul.texts import Kroner, Text, text

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


def balance_issues(lines: pd.DataFrame, file: str, *, quarter: str) -> list[Issue]:
    """One warning per control the balance breaks; `quarter` is "" for the year, else "1"–"4"."""
    kapittel = lines["funksjon"]
    memoranda, assets = kapittel.map(is_memorandum).astype(bool), kapittel.map(is_asset).astype(bool)
    own = _total(lines[assets])
    owed = _total(lines[~assets & ~memoranda])
    issues = []
    if own <= 0:
        issues.append(_sign("115", file, own, text("Balansen mangler eiendeler.")))
    if owed >= 0:
        issues.append(_sign("120", file, owed, text("Balansen mangler gjeld og egenkapital.")))
    if abs(own + owed) > _TOLERANCE_ORE:
        issues.append(_difference("125", file, own + owed, quarter))
    if abs(total := _total(lines[memoranda])) > _TOLERANCE_ORE:
        message = text("Memoriakontiene går ikke i null. Forskjellen er {amount}.", amount=Kroner(abs(total)))
        advice = text("Se etter at ubrukte lånemidler er ført mot konto 9999.")
        issues.append(Issue("SSB_190", Level.WARNING, CellRef(file), in_kroner(total), message, advice))
    issues += _negative_deficits(lines, file)
    return issues + _twice(lines, file)


def _total(lines: pd.DataFrame) -> int:
    return int(lines["amount_ore"].sum())


def _sign(number: str, file: str, total: int, message: Text) -> Issue:
    advice = text("Se etter om hele balansen er med, og om fortegnet er riktig: gjeld skal ha minus.")
    return Issue(f"SSB_{number}", Level.WARNING, CellRef(file), in_kroner(total), message, advice)


def _difference(number: str, file: str, total: int, quarter: str) -> Issue:
    return Issue(
        f"SSB_{number}",
        Level.WARNING,
        CellRef(file),
        in_kroner(total),
        text(
            "Eiendelene er ikke like store som gjeld og egenkapital. Forskjellen er {amount}.",
            amount=Kroner(abs(total)),
        ),
        text("Det er vanlig før årsavslutningen. Importer på nytt når regnskapet er avlagt.")
        if quarter
        else text("I et avlagt regnskap skal balansen gå opp. Se om poster mangler."),
    )


def _negative_deficits(lines: pd.DataFrame, file: str) -> list[Issue]:
    wrong = lines[lines["funksjon"].isin(_DEFICITS) & (lines["amount_ore"] < 0)]
    return [
        Issue(
            "SSB_016",
            Level.WARNING,
            CellRef(file, "", row),
            in_kroner(amount),
            text(
                "Kapittel {kapittel} (merforbruk eller udekket) skal ikke være negativt.", kapittel=kapittel
            ),
            text("Et mindreforbruk skal være disponert. Rett posteringen i regnskapet."),
        )
        for row, kapittel, amount in zip(
            wrong["row"].tolist(), wrong["funksjon"].tolist(), wrong["amount_ore"].tolist(), strict=True
        )
    ]


def _twice(lines: pd.DataFrame, file: str) -> list[Issue]:
    again = lines[lines.duplicated(_KEYS)]
    if again.empty:
        return []
    return [
        Issue(
            "SSB_015",
            Level.WARNING,
            CellRef(file, "", int(again["row"].iloc[0])),
            str(len(again)),
            text(
                "{count} poster har samme kapittel og sektor som en tidligere. De er lagt sammen.",
                count=len(again),
            ),
            text("Se etter om en post er kommet med to ganger."),
        )
    ]
