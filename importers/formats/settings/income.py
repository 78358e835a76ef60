"""The sheet Inntektsklasser: the municipality's own word on what an income is, with its source."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Final

from importers.cells.local_codes import one_art, one_funksjon
from importers.cells.shares import one_share
from importers.tables.columns import Column, Holds, Match, heading_key
from importers.tables.records import Reading, Record
from planhjul.issues import error
from planhjul.ledger.income.classes import CLASS_RULES, UNCLASSIFIED
from planhjul.ledger.income.overrides import IncomeOverride
from planhjul.texts import text

INCOME_COLUMNS: Final = (
    Column("nokkel", "Nøkkel", ("nokkel",), required=True, holds=Holds.CODE),
    Column("art", "Art", (), holds=Holds.CODE),
    Column("funksjon", "Funksjon", (), holds=Holds.CODE),
    Column("ansvar", "Ansvar", ("ansvarssted", "ansvarsstad"), holds=Holds.CODE),
    Column("prosjekt", "Prosjekt", ("prosjektkode",), holds=Holds.CODE),
    Column("klasse", "Klasse", ("inntektsklasse",), required=True, holds=Holds.CODE),
    Column("andel", "Andel", ("andel av beløpet",), holds=Holds.CODE),
    Column("kilde", "Kilde", ("kjelde",), required=True),
)

_CLASSES: Final[Mapping[str, str]] = {
    **{heading_key(key): key for key in CLASS_RULES if key != UNCLASSIFIED},
    **{heading_key(rule.title.source): key for key, rule in CLASS_RULES.items() if key != UNCLASSIFIED},
    "fri": "stat_generell",
    "frie": "stat_generell",
    "frieinntekter": "stat_generell",
    "frittstatstilskudd": "stat_generell",
    "generelttilskudd": "stat_generell",
    "øremerket": "bundet_oremerket",
    "øremerka": "bundet_oremerket",
    "øremerkettilskudd": "bundet_oremerket",
    "øremerkatilskot": "bundet_oremerket",
    "refusjonfrastaten": "bundet_stat_refusjon",
    "statligrefusjon": "bundet_stat_refusjon",
    "statsrefusjon": "bundet_stat_refusjon",
    "brukerbetaling": "bundet_brukerbetaling",
    "brukarbetaling": "bundet_brukerbetaling",
    "egenbetaling": "bundet_brukerbetaling",
    "eigenbetaling": "bundet_brukerbetaling",
    "gebyr": "bundet_gebyr_salg",
    "gebyrer": "bundet_gebyr_salg",
    "leie": "bundet_gebyr_salg",
    "leige": "bundet_gebyr_salg",
    "salg": "bundet_gebyr_salg",
    "sal": "bundet_gebyr_salg",
    "refusjon": "bundet_refusjon_andre",
    "refusjonfraandre": "bundet_refusjon_andre",
    "tilskuddfraandre": "bundet_overforing_andre",
    "tilskotfråandre": "bundet_overforing_andre",
    "gave": "bundet_overforing_andre",
    "gåve": "bundet_overforing_andre",
    "konsesjonsavgift": "bundet_andre_skatter",
    "næringsfond": "bundet_andre_skatter",
    "integreringstilskudd": "stat_flyktning",
    "integreringstilskot": "stat_flyktning",
    "flyktning": "stat_flyktning",
    "sykelønn": "sykelonnsrefusjon",
    "sjukelønn": "sykelonnsrefusjon",
    "sjukelønsrefusjon": "sykelonnsrefusjon",
    "mvakompensasjon": "momskompensasjon",
    "merverdiavgiftskompensasjon": "momskompensasjon",
    "intern": "intern_konsern",
    "interninntekt": "intern_konsern",
    "skatt": "fri_skatt",
    "eigedomsskatt": "fri_eiendomsskatt",
    "rammetilskot": "fri_ramme",
}
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
