"""The sheets Bindinger and Avtaler: what the municipality itself knows of what is bound, and until when."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from typing import Final

from importers.cells.amounts import Numbers, amount_cell
from importers.cells.local_codes import one_art, one_funksjon, tell_unknown_area
from importers.cells.shares import SHARES, lead_months, three_shares
from importers.formats.settings.areas import LEVELS
from importers.tables.columns import Column, Holds
from importers.tables.records import Reading, Record, tell_key_twice
from planhjul.choices.bindings import Binding, Commitment, CommitmentKind
from planhjul.issues import CellRef
from planhjul.texts import text

BINDING_COLUMNS: Final = (
    Column("nokkel", "Nøkkel", ("nokkel",), required=True, holds=Holds.CODE),
    Column("nivaa", "Nivå", ("nivaa",), holds=Holds.CODE),
    Column("omrade", "Område", ("omrade", "budsjettområde"), holds=Holds.CODE),
    Column("funksjon", "Funksjon", (), holds=Holds.CODE),
    Column("ansvar", "Ansvar", ("ansvarssted", "ansvarsstad"), holds=Holds.CODE),
    Column("art", "Art", (), holds=Holds.CODE),
    Column("bundet", "Bundet", ("bunde",), holds=Holds.CODE),
    Column("kort_sikt", "Kort sikt", (), holds=Holds.CODE),
    Column("strukturelt", "Strukturelt", ("strukturell",), holds=Holds.CODE),
    Column(
        "ledetid_kort",
        "Ledetid kort sikt (måneder)",
        ("ledetid kort sikt", "ledetid kort", "ledetid kort sikt (månader)"),
        holds=Holds.CODE,
    ),
    Column(
        "ledetid_omlegging",
        "Ledetid omlegging (måneder)",
        ("ledetid omlegging", "ledetid strukturelt", "ledetid omlegging (månader)"),
        holds=Holds.CODE,
    ),
    Column("kilde", "Kilde", ("kjelde",), required=True),
)
COMMITMENT_COLUMNS: Final = (
    Column("nokkel", "Nøkkel", ("nokkel",), required=True, holds=Holds.CODE),
    Column("tittel", "Tittel", ("avtale", "navn", "namn"), required=True),
    Column("slag", "Slag", (), required=True, holds=Holds.CODE),
    Column("omrade", "Område", ("omrade", "budsjettområde"), holds=Holds.CODE),
    Column("funksjon", "Funksjon", (), holds=Holds.CODE),
    Column("ansvar", "Ansvar", ("ansvarssted", "ansvarsstad"), holds=Holds.CODE),
    Column("belop", "Beløp per år", ("beløp i året", "årlig beløp", "årleg beløp"), True, Holds.AMOUNT),
    Column("gjelder_fra", "Gjelder fra", ("gjeld frå",), holds=Holds.DATE),
    Column("utloper", "Utløper", ("går ut", "sluttdato"), holds=Holds.DATE),
    Column(
        "oppsigelse",
        "Oppsigelse (måneder)",
        ("oppsigelse", "oppsigelsestid", "oppseiing", "oppseiing (månader)"),
        holds=Holds.CODE,
    ),
    Column("kilde", "Kilde", ("kjelde",), required=True),
)

_KINDS: Final[Mapping[str, CommitmentKind]] = {
    **{kind.value: kind for kind in CommitmentKind},
    "lovkrav": CommitmentKind.LOV,
    "forskriftskrav": CommitmentKind.FORSKRIFT,
    "kontrakt": CommitmentKind.AVTALE,
    "leieavtale": CommitmentKind.AVTALE,
    "leigeavtale": CommitmentKind.AVTALE,
    "husleie": CommitmentKind.AVTALE,
    "samarbeid": CommitmentKind.AVTALE,
    "lån": CommitmentKind.LAN,
    "gjeld": CommitmentKind.LAN,
    "eigevedtak": CommitmentKind.VEDTAK,
    "egetvedtak": CommitmentKind.VEDTAK,
    "kommunestyrevedtak": CommitmentKind.VEDTAK,
}
_KINDS_SHOWN: Final = ("lov", "forskrift", "avtale", "lån", "pensjon", "vedtak")
_LONGEST_NOTICE: Final = 600
_POINTERS: Final = ("nivaa", "omrade", "funksjon", "ansvar", "art")


def read_bindings(reading: Reading, areas: Collection[str] | None) -> dict[str, Binding]:
    """The own shares and leads by key; those that must be mended first are left out.

    `areas` are the keys of the file's own sheet of areas, None when it has no such sheet.
    """
    bindings: dict[str, Binding] = {}
    seen: dict[str, CellRef] = {}
    places: dict[tuple[str, ...], CellRef] = {}
    for record in reading.records():
        key, kilde = record.need("nokkel"), record.need("kilde")
        if key and key in seen:
            tell_key_twice(record, seen[key])
        seen.setdefault(key, record.where("nokkel"))
        level = record.choice("nivaa", LEVELS, tuple(LEVELS))
        funksjon, art = one_funksjon(record), one_art(record)
        shares = three_shares(record)
        short, structural = lead_months(record, "ledetid_kort"), lead_months(record, "ledetid_omlegging")
        tell_unknown_area(record, "omrade", areas)
        _tell_empty(record)
        _tell_same_place(record, places)
        if not record.failed:
            bound, open_short, open_structural = shares or (None, None, None)
            bindings[key] = Binding(
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
    return bindings


def _tell_empty(record: Record) -> None:
    """A binding says what it is for, and gives shares or a lead."""
    if all(record.blank(key) for key in _POINTERS):
        record.error(
            "nokkel",
            "BINDING_FOR_NOTHING",
            text("Raden sier ikke hva den gjelder."),
            text("Fyll ut minst ett av feltene nivå, område, funksjon, ansvar og art."),
        )
    if all(record.blank(key) for key in (*SHARES, "ledetid_kort", "ledetid_omlegging")):
        record.error(
            "nokkel",
            "BINDING_SAYS_NOTHING",
            text("Raden har verken andeler eller ledetid."),
            text("Fyll ut de tre andelene, en ledetid, eller slett raden."),
        )


def _tell_same_place(record: Record, places: dict[tuple[str, ...], CellRef]) -> None:
    """Two rows for the same money could not both hold."""
    place = tuple(record.text(key) for key in _POINTERS)
    first = places.setdefault(place, record.where("nokkel"))
    if any(place) and first != record.where("nokkel"):
        record.error(
            "nokkel",
            "BINDING_TWICE",
            text("Raden gjelder det samme som raden i {where}.", where=str(first)),
            text("Slå de to radene sammen til én."),
        )


def read_commitments(
    reading: Reading, numbers: Mapping[str, Numbers], areas: Collection[str] | None
) -> dict[str, Commitment]:
    """The commitments by key; those that must be mended first are left out.

    `numbers` is sheet → how its amounts are read; `areas` as in `read_bindings`.
    """
    commitments: dict[str, Commitment] = {}
    seen: dict[str, CellRef] = {}
    for record in reading.records():
        key, title, kilde = record.need("nokkel"), record.need("tittel"), record.need("kilde")
        if key and key in seen:
            tell_key_twice(record, seen[key])
        seen.setdefault(key, record.where("nokkel"))
        kind = record.choice("slag", _KINDS, _KINDS_SHOWN) if record.need("slag") else None
        amount = _amount(record, numbers[record.table.sheet.name])
        starts, ends = record.day("gjelder_fra"), record.day("utloper")
        if starts is not None and ends is not None and starts > ends:
            record.error(
                "utloper",
                "DATES_ORDER",
                text("Datoen er før {heading} {day}.", heading=record.heading("gjelder_fra"), day=starts),
                text("Rett den ene av de to datoene."),
            )
        notice, funksjon = _notice(record), one_funksjon(record)
        tell_unknown_area(record, "omrade", areas)
        _tell_unplaced(record)
        if record.failed or kind is None or amount is None:
            continue
        commitments[key] = Commitment(
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
    return commitments


def _amount(record: Record, numbers: Numbers) -> int | None:
    if not record.need("belop"):
        return None
    amount = amount_cell(record, "belop", numbers)
    if amount is not None and amount <= 0:
        record.error(
            "belop",
            "COMMITMENT_AMOUNT",
            text("Beløpet må være mer enn null."),
            text("Skriv det avtalen koster per år, uten fortegn."),
        )
    return amount


def _notice(record: Record) -> int:
    written = re.sub(r"(?: ?(?:måneder|månader|mnd\.?|måned|månad))$", "", record.text("oppsigelse"))
    if written and (not re.fullmatch(r"\d{1,3}", written) or int(written) > _LONGEST_NOTICE):
        record.error(
            "oppsigelse",
            "NOTICE_UNKNOWN",
            text("«{found}» er ikke et helt antall måneder.", found=record.text("oppsigelse")),
            text(
                "Skriv hvor mange måneder før avtalen må sies opp, for eksempel 6, eller la feltet stå tomt."
            ),
        )
        return 0
    return int(written) if written else 0


def _tell_unplaced(record: Record) -> None:
    if all(record.blank(key) for key in ("omrade", "funksjon", "ansvar")):
        record.warn(
            "nokkel",
            "COMMITMENT_UNPLACED",
            text("Raden sier ikke hvor i budsjettet beløpet står."),
            text("Fyll ut område, funksjon eller ansvar, så beløpet trekkes fra riktig sted."),
        )
