"""The sheet Områder: budget areas, the codes they hold, and what is bound in them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Final

from importers.cells.local_codes import ansvarssteder, funksjoner
from importers.cells.shares import lead_months, three_shares
from importers.staging import Codes
from importers.tables.columns import Column, Holds
from importers.tables.records import Reading, Record, tell_key_twice, tell_unknown_funksjoner
from planhjul.issues import CellRef
from planhjul.ledger.areas import ANY, Area
from planhjul.texts import text

AREA_COLUMNS: Final = (
    Column("nokkel", "Nøkkel", ("nokkel", "område"), required=True),
    Column("tittel", "Tittel", ("navn", "namn"), required=True),
    Column("funksjoner", "Funksjoner", ("funksjonar", "funksjon"), holds=Holds.CODE),
    Column("ansvar", "Ansvar", ("ansvarssteder", "ansvarsstader", "ansvarssted"), holds=Holds.CODE),
    Column("nivaa", "Nivå", ("nivaa",), required=True, holds=Holds.CODE),
    Column("ledetid", "Ledetid (måneder)", ("ledetid", "ledetid månader"), required=True, holds=Holds.CODE),
    Column("bundet", "Bundet", ("bunde", "l"), holds=Holds.CODE),
    Column("kort_sikt", "Kort sikt", ("s",), holds=Holds.CODE),
    Column("strukturelt", "Strukturelt", ("strukturell", "q"), holds=Holds.CODE),
    Column("kilde", "Kilde", ("kjelde",)),
)
LEVELS: Final = {"1": 1, "2": 2, "3": 3}


def read_areas(
    reading: Reading, codes: Codes, stood_from: date | None, tell_no_source: Callable[[Record], None]
) -> dict[str, Area]:
    """The areas by key; those that must be mended first are left out."""
    areas: dict[str, Area] = {}
    owners: dict[tuple[str, str], CellRef] = {}
    seen: dict[str, CellRef] = {}
    for record in reading.records():
        key, title = record.need("nokkel"), record.need("tittel")
        if key and key in seen:
            tell_key_twice(record, seen[key])
        seen.setdefault(key, record.where("nokkel"))
        held, centres = _funksjoner(record, owners), _ansvar(record, owners)
        if record.blank("funksjoner") and record.blank("ansvar"):
            _tell_no_codes(record)
        if stood_from is not None:
            exact = tuple(code for code in held if not code.endswith(ANY))
            tell_unknown_funksjoner(record, "funksjoner", exact, codes, stood_from.year, other_years=True)
        level = record.choice("nivaa", LEVELS, tuple(LEVELS)) if record.need("nivaa") else None
        lead = lead_months(record, "ledetid") if record.need("ledetid") else None
        shares = three_shares(record)
        kilde = record.text("kilde")
        if shares and not kilde:
            tell_no_source(record)
        if record.failed or level is None or lead is None:
            continue
        lss = (float(shares[0]), float(shares[1]), float(shares[2])) if shares else None
        where = record.where("nokkel")
        areas[key] = Area(key, title, held, level, float(lead), lss, kilde, where, centres)
    return areas


def _tell_no_codes(record: Record) -> None:
    record.error(
        "funksjoner",
        "AREA_WITHOUT_CODES",
        text("Området har verken funksjoner eller ansvar."),
        text("Skriv funksjonene eller ansvarsstedene området består av, med komma mellom."),
    )


def _funksjoner(record: Record, owners: dict[tuple[str, str], CellRef]) -> tuple[str, ...]:
    right = funksjoner(record, "funksjoner")
    for code in right:
        first = owners.setdefault(("funksjon", code), record.where("funksjoner"))
        if first != record.where("funksjoner"):
            record.error(
                "funksjoner",
                "FUNKSJON_TWICE",
                text("Funksjon {code} hører også til området i {where}.", code=code, where=str(first)),
                text("La funksjonen stå i bare ett av områdene, ellers blir pengene talt to ganger."),
                found=code,
            )
    return right


def _ansvar(record: Record, owners: dict[tuple[str, str], CellRef]) -> tuple[str, ...]:
    right = ansvarssteder(record, "ansvar")
    for code in right:
        first = owners.setdefault(("ansvar", code), record.where("ansvar"))
        if first != record.where("ansvar"):
            record.error(
                "ansvar",
                "ANSVAR_TWICE",
                text("Ansvar {code} hører også til området i {where}.", code=code, where=str(first)),
                text("La ansvaret stå i bare ett av områdene."),
                found=code,
            )
    return right
