"""The sheets Bindinger and Avtaler: what the municipality itself knows of what is bound, and until when."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from typing import Final

from importers.cells.amounts import amount_cell, numbers_of
from importers.cells.local_codes import one_art, one_funksjon, tell_unknown_area
from importers.cells.shares import SHARES, lead_months, three_shares
from importers.formats.settings.areas import LEVELS
from importers.tables.columns import Match
from importers.tables.layouts import columns_of, meanings, offered
from importers.tables.records import Reading, Record
from planhjul.choices.bindings import Binding, Commitment, CommitmentKind
from planhjul.issues import CellRef, error, warning
from planhjul.texts import text

BINDING_COLUMNS: Final = columns_of("settings", "Bindinger")
COMMITMENT_COLUMNS: Final = columns_of("settings", "Avtaler")

_KINDS: Final = meanings("commitment_kinds", CommitmentKind)
_KINDS_SHOWN: Final = offered("commitment_kinds")
_LONGEST_NOTICE: Final = 600
_POINTERS: Final = ("nivaa", "omrade", "funksjon", "ansvar", "art")

BINDING_FOR_NOTHING: Final = error(
    "BINDING_FOR_NOTHING",
    text("Raden sier ikke hva den gjelder."),
    text("Fyll ut minst ett av feltene nivå, område, funksjon, ansvar og art."),
)
BINDING_SAYS_NOTHING: Final = error(
    "BINDING_SAYS_NOTHING",
    text("Raden har verken andeler eller ledetid."),
    text("Fyll ut de tre andelene, en ledetid, eller slett raden."),
)
BINDING_TWICE: Final = error(
    "BINDING_TWICE",
    text("Raden gjelder det samme som raden i {where}."),
    text("Slå de to radene sammen til én."),
)
COMMITMENT_AMOUNT: Final = error(
    "COMMITMENT_AMOUNT",
    text("Beløpet må være mer enn null."),
    text("Skriv det avtalen koster per år, uten fortegn."),
)
NOTICE_UNKNOWN: Final = error(
    "NOTICE_UNKNOWN",
    text("«{found}» er ikke et helt antall måneder."),
    text("Skriv hvor mange måneder før avtalen må sies opp, for eksempel 6, eller la feltet stå tomt."),
)
COMMITMENT_UNPLACED: Final = warning(
    "COMMITMENT_UNPLACED",
    text("Raden sier ikke hvor i budsjettet beløpet står."),
    text("Fyll ut område, funksjon eller ansvar, så beløpet trekkes fra riktig sted."),
)


def read_bindings(
    reading: Reading, tables: Sequence[Match], areas: Collection[str] | None
) -> dict[str, Binding]:
    """The own shares and leads by key; those that must be mended first are left out.

    `areas` are the keys of the file's own sheet of areas, None when it has no such sheet.
    """
    places: dict[tuple[str, ...], CellRef] = {}

    def binding(record: Record, key: str) -> Binding:
        kilde, level = record.need("kilde"), record.choice("nivaa", LEVELS, tuple(LEVELS))
        funksjon, art = one_funksjon(record), one_art(record)
        bound, open_short, open_structural = three_shares(record) or (None, None, None)
        short, structural = lead_months(record, "ledetid_kort"), lead_months(record, "ledetid_omlegging")
        tell_unknown_area(record, "omrade", areas)
        _tell_empty(record)
        _tell_same_place(record, places)
        return Binding(
            key,
            level,
            record.text("omrade"),
            funksjon,
            record.text("ansvar"),
            art,
            bound,
            open_short,
            open_structural,
            short,
            structural,
            kilde,
            record.where("nokkel"),
        )

    return reading.by_key(tables, binding)


def _tell_empty(record: Record) -> None:
    """A binding says what it is for, and gives shares or a lead."""
    if all(record.blank(key) for key in _POINTERS):
        record.tell(BINDING_FOR_NOTHING, "nokkel")
    if all(record.blank(key) for key in (*SHARES, "ledetid_kort", "ledetid_omlegging")):
        record.tell(BINDING_SAYS_NOTHING, "nokkel")


def _tell_same_place(record: Record, places: dict[tuple[str, ...], CellRef]) -> None:
    """Two rows for the same money could not both hold."""
    place = tuple(record.text(key) for key in _POINTERS)
    first = places.setdefault(place, record.where("nokkel"))
    if any(place) and first != record.where("nokkel"):
        record.tell(BINDING_TWICE, "nokkel", where=str(first))


def read_commitments(
    reading: Reading, tables: Sequence[Match], areas: Collection[str] | None
) -> dict[str, Commitment]:
    """The commitments by key; those that must be mended first are left out. `areas` as in `read_bindings`."""
    numbers = numbers_of(reading, tables, "belop")

    def commitment(record: Record, key: str) -> Commitment | None:
        title, kilde = record.need("tittel"), record.need("kilde")
        kind = record.choice("slag", _KINDS, _KINDS_SHOWN)
        amount = amount_cell(record, "belop", numbers[record.table.sheet.name])
        if amount is not None and amount <= 0:
            record.tell(COMMITMENT_AMOUNT, "belop")
        starts, ends = record.day("gjelder_fra"), record.day("utloper")
        record.in_order("gjelder_fra", starts, "utloper", ends)
        notice, funksjon = _notice(record), one_funksjon(record)
        tell_unknown_area(record, "omrade", areas)
        if all(record.blank(pointer) for pointer in ("omrade", "funksjon", "ansvar")):
            record.tell(COMMITMENT_UNPLACED, "nokkel")
        if kind is None or amount is None:
            return None
        return Commitment(
            key,
            title,
            kind,
            record.text("omrade"),
            funksjon,
            record.text("ansvar"),
            amount,
            starts,
            ends,
            notice,
            kilde,
            record.where("nokkel"),
        )

    return reading.by_key(tables, commitment)


def _notice(record: Record) -> int:
    months = re.sub(r"(?: ?(?:måneder|månader|mnd\.?|måned|månad))$", "", record.text("oppsigelse"))
    if months and (not re.fullmatch(r"\d{1,3}", months) or int(months) > _LONGEST_NOTICE):
        record.tell(NOTICE_UNKNOWN, "oppsigelse")
        return 0
    return int(months) if months else 0
