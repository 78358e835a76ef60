"""The sheet Inntektsklasser: the municipality's own word on what an income is, with its source."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Final

from importers.cells.local_codes import one_art, one_funksjon
from importers.cells.shares import one_share
from importers.tables.columns import Match, heading_key
from importers.tables.layouts import columns_of, meanings
from importers.tables.records import Reading, Record
from planhjul.issues import error
from planhjul.ledger.income.classes import CLASS_RULES, UNCLASSIFIED
from planhjul.ledger.income.overrides import IncomeOverride
from planhjul.texts import text

INCOME_COLUMNS: Final = columns_of("settings", "Inntektsklasser")

_CLASSES: Final = {
    heading_key(name): key
    for key, rule in CLASS_RULES.items()
    if key != UNCLASSIFIED
    for name in (key, rule.title.source)
} | meanings("income_classes", str)
_SHOWN: Final = ("fri", "øremerket", "brukerbetaling", "gebyr", "refusjon", "tilskudd fra andre")
_FIRST_INCOME: Final = "600"
_POINTERS: Final = ("art", "funksjon", "ansvar", "prosjekt")

OVERRIDE_FOR_NOTHING: Final = error(
    "OVERRIDE_FOR_NOTHING",
    text("Raden sier ikke hvilke inntekter den gjelder."),
    text("Fyll ut minst ett av feltene funksjon, ansvar og prosjekt."),
)
ART_IS_EXPENSE: Final = error(
    "ART_IS_EXPENSE",
    text("Art {art} er en utgift, ikke en inntekt."),
    text("Skriv en art fra 600 og oppover, eller la feltet stå tomt."),
)
OVERRIDE_OVER_ONE: Final = error(
    "OVERRIDE_OVER_ONE",
    text("Radene for disse inntektene blir mer enn hele beløpet til sammen."),
    text("Rett andelene så de blir høyst 1, eller slett den ene raden."),
)


def read_income_overrides(reading: Reading, tables: Sequence[Match]) -> dict[str, IncomeOverride]:
    """The overrides by key; those that must be mended first are left out."""
    shares: dict[tuple[str, ...], Fraction] = {}

    def override(record: Record, key: str) -> IncomeOverride | None:
        kilde, income_class = record.need("kilde"), record.choice("klasse", _CLASSES, _SHOWN)
        art, funksjon, share = one_art(record), one_funksjon(record), one_share(record, "andel")
        _check_place(record, art)
        _check_share(record, share, shares)
        if income_class is None:
            return None
        ansvar, prosjekt = record.text("ansvar"), record.text("prosjekt")
        where = record.where("nokkel")
        return IncomeOverride(key, art, funksjon, ansvar, prosjekt, income_class, share, kilde, where)

    return reading.by_key(tables, override)


def _check_place(record: Record, art: str) -> None:
    if all(record.blank(key) for key in ("funksjon", "ansvar", "prosjekt")):
        record.tell(OVERRIDE_FOR_NOTHING, "nokkel")
    if art and art < _FIRST_INCOME:
        record.tell(ART_IS_EXPENSE, "art", art=art)


def _check_share(record: Record, share: Fraction, shares: dict[tuple[str, ...], Fraction]) -> None:
    """The shares of the same incomes cannot be more than all of them."""
    place = tuple(record.text(key) for key in _POINTERS)
    total = shares[place] = shares.get(place, Fraction(0)) + share
    if total > 1 and any(place):
        record.tell(OVERRIDE_OVER_ONE, "andel" if record.table.has("andel") else "nokkel")
