"""Four-year plan: one column per year, with change groups (file-formats § 3)."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Final

from importers.cells.versions import decide_version
from importers.formats.lines import COLUMNS as LINE_COLUMNS
from importers.formats.lines import is_coded, own_matches
from importers.formats.printed.table import printed_blocks
from importers.lines.table import AmountSource, stage_lines
from importers.reading.workbook import Workbook
from importers.staging import Claim, Codes, Format, read_details
from importers.tables.columns import (
    HEADING_TWICE,
    Match,
    Table,
    heading_key,
    no_rows,
    sheets_like,
)
from importers.tables.layouts import columns_of
from planhjul.ledger.versions import VersionKind
from planhjul.staged import ImportChoices, Staged
from planhjul.texts import text

KEY: Final = "financial-plan"
OWN_SHEET: Final = "Økonomiplan"
MOST_YEARS: Final = 12

COLUMNS: Final = (
    *(column for column in LINE_COLUMNS if column.key not in {"periode", "year", "amount", "ansvar"}),
    *columns_of("financial-plan"),
)

FOREIGN: Final = frozenset({"nøkkel", "slag", "del", "saksnummer", "beløp"})
_ACCOUNTS_ONLY: Final = {VersionKind.REGNSKAP, VersionKind.REVIDERT_BUDSJETT}
_YEAR_TWICE: Final = HEADING_TWICE.but(
    message=text("Året {year} har to kolonner."), advice=text("Behold én kolonne for hvert år.")
)


def identify(workbook: Workbook) -> Claim | None:
    """A sheet with art or funksjon and at least two columns headed by a plain year."""
    matches = _matches(workbook)
    if not matches or printed_blocks(workbook):
        return None
    # Of equals the first.
    best = max(matches, key=lambda match: match.found)
    alike = [match.table.sheet.name for match in matches if not match.table.sheet.hidden]
    complete = is_coded(best.table) and len(best.table.years) > 1
    found = best.found + len(best.table.years)
    return Claim(complete, found, partial(_stage, workbook, best.table, alike))


FORMAT: Final = Format(KEY, text("Økonomiplan med år i kolonner"), identify)


def _stage(
    workbook: Workbook, table: Table, alike: Sequence[str], choices: ImportChoices, codes: Codes
) -> Staged:
    """The plan's lines, one per row and year, or every mistake by its cell."""
    details = read_details(workbook)
    issues = sheets_like(table, alike)
    if not table.has("art") and not table.has("side"):
        issues.append(table.no_column("Art"))
    if not table.years:
        issues.append(table.no_column(str(details.year or choices.year or 2027)))
    if not table.records:
        issues.append(no_rows(table))
    kind = decide_version(choices, details, table.titles, workbook.file, VersionKind.OKONOMIPLAN).kind
    if kind is None or kind in _ACCOUNTS_ONLY or kind is VersionKind.OPPRINNELIG_BUDSJETT:
        # «Budsjett og økonomiplan» in a file's name speaks of the plan: only the user can say otherwise.
        asked = bool(choices.version) or details.version is not None
        kind = kind if asked and kind is not None else VersionKind.OKONOMIPLAN
    sources = [AmountSource(column, kind, year) for column, year in table.years.items()]
    years = list(table.years.values())
    issues += [
        _YEAR_TWICE.at(table.header_ref(column), str(year), year=str(year))
        for place, (column, year) in enumerate(table.years.items())
        if year in years[:place]
    ]
    return stage_lines(workbook, KEY, table, sources, issues, choices=choices, details=details, codes=codes)


def _matches(workbook: Workbook) -> list[Match]:
    return [
        match
        for match in own_matches(workbook, COLUMNS, FOREIGN)
        if heading_key(match.table.sheet.name) == heading_key(OWN_SHEET)
        or (is_coded(match.table) and 1 < len(match.table.years) <= MOST_YEARS)
    ]
