"""A councillor's or a party's own list: what somebody wants raised, before any case exists."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

from importers.cells.amounts import Numbers, amount_cell, decide_numbers
from importers.cells.local_codes import one_funksjon
from importers.reading.workbook import Workbook
from importers.staging import Claim, Codes, Details, Format, choose_stood_from, read_details, staged
from importers.tables.columns import Column, Holds, Match
from importers.tables.records import Findings, Reading, Record, account, claim, find_tables, tell_key_twice
from planhjul.choices.priorities import Priority, PriorityKind
from planhjul.issues import CellRef
from planhjul.staged import Content, ImportChoices, Staged
from planhjul.texts import text

KEY: Final = "priorities"
COLUMNS: Final = (
    Column("nokkel", "Nøkkel", ("nokkel", "nr", "nummer"), required=True, holds=Holds.CODE),
    Column("liste", "Liste", ("eier", "eigar", "hvem", "kven"), required=True),
    Column("sak", "Sak", ("ønske", "ønskje", "tittel"), required=True),
    Column("slag", "Slag", ("type",), required=True, holds=Holds.CODE),
    Column("funksjon", "Funksjon", (), holds=Holds.CODE),
    Column("omrade", "Område", ("omrade", "budsjettområde"), holds=Holds.CODE),
    Column("mal", "Mål", ("mal",), holds=Holds.CODE),
    Column("belop", "Beløp per år", ("beløp i året", "årlig beløp", "årleg beløp"), holds=Holds.AMOUNT),
    Column("aar", "År", ("fra år", "frå år"), holds=Holds.CODE),
    Column("merknad", "Merknad", ("kommentar", "forklaring")),
)
_LEAST_HEADINGS: Final = 4

_KINDS: Final[Mapping[str, PriorityKind]] = {
    **{kind.value: kind for kind in PriorityKind},
    "pengar": PriorityKind.PENGER,
    "økonomi": PriorityKind.PENGER,
    "budsjett": PriorityKind.PENGER,
    "planer": PriorityKind.PLAN,
    "planar": PriorityKind.PLAN,
    "samfunnsplan": PriorityKind.PLAN,
    "arealbruk": PriorityKind.AREAL,
    "regulering": PriorityKind.AREAL,
    "tjenester": PriorityKind.TJENESTE,
    "tjenestetilbud": PriorityKind.TJENESTE,
    "teneste": PriorityKind.TJENESTE,
    "tenester": PriorityKind.TJENESTE,
    "prosesser": PriorityKind.PROSESS,
    "prosessar": PriorityKind.PROSESS,
    "arbeidsmåte": PriorityKind.PROSESS,
    "medvirkning": PriorityKind.PROSESS,
    "medverknad": PriorityKind.PROSESS,
}
_KINDS_SHOWN: Final = tuple(kind.value for kind in PriorityKind)


def identify(workbook: Workbook) -> Claim | None:
    """A claim on files with key, whose list, the wish and its kind; «Liste» is what no other kind has."""
    likely = [match for match in find_tables(workbook, COLUMNS) if match.table.has("liste")]
    return claim(likely, least=_LEAST_HEADINGS)


def stage(workbook: Workbook, choices: ImportChoices, _codes: Codes) -> Staged:
    """The wishes in the file, or what must be mended first."""
    details = read_details(workbook)
    findings = Findings()
    findings.take_over(details.issues)
    tables = find_tables(workbook, COLUMNS)
    reading = Reading(tables, findings)
    numbers = _numbers(workbook, tables, details, findings)
    wishes: dict[str, Priority] = {}
    seen: dict[str, CellRef] = {}
    for record in reading.records():
        key = record.need("nokkel")
        if key and key in seen:
            tell_key_twice(record, seen[key])
        seen.setdefault(key, record.where("nokkel"))
        wish = _priority(record, key, numbers[record.table.sheet.name])
        if wish is not None:
            wishes[key] = wish
    findings.take_over(account(workbook, COLUMNS, reading))
    return staged(
        workbook,
        KEY,
        issues=findings.in_order(workbook),
        content=Content(priorities=tuple(wishes.values())),
        rows=reading.count(len(wishes)),
        kommune=details.kommune,
        stood_from=choose_stood_from(choices, details),
    )


FORMAT: Final = Format(KEY, text("Saksliste med prioriteringer"), identify, stage)


def _numbers(
    workbook: Workbook, tables: Sequence[Match], details: Details, findings: Findings
) -> dict[str, Numbers]:
    """Sheet → how its amounts are read; the unit is of no interest where no amount is filled in."""
    numbers = {}
    for table in (match.table for match in tables):
        columns = (table.columns["belop"],) if any(table.text(row, "belop") for row in table.records) else ()
        read = decide_numbers(workbook, table, details, columns)
        findings.take_over(read.issues if columns else ())
        numbers[table.sheet.name] = read
    return numbers


def _priority(record: Record, key: str, numbers: Numbers) -> Priority | None:
    owner, title = record.need("liste"), record.need("sak")
    kind = record.choice("slag", _KINDS, _KINDS_SHOWN) if record.need("slag") else None
    funksjon, amount, year = one_funksjon(record), amount_cell(record, "belop", numbers), _year(record)
    if record.failed or kind is None:
        return None
    return Priority(
        key,
        owner,
        title,
        kind,
        funksjon,
        record.text("omrade"),
        record.text("mal"),
        amount,
        year,
        record.text("merknad"),
        record.where("nokkel"),
    )


def _year(record: Record) -> int | None:
    written = record.text("aar")
    if written and not re.fullmatch(r"20\d\d", written):
        record.error(
            "aar",
            "YEAR_UNKNOWN",
            text("«{found}» er ikke et årstall.", found=written),
            text("Skriv året det skal virke fra, for eksempel 2028, eller la feltet stå tomt."),
        )
        return None
    return int(written) if written else None
