"""Four-year plan: one column per year, with change groups (file-formats § 3)."""

from __future__ import annotations

from typing import Final

from importers.cells.versions import decide_version
from importers.formats.lines import ANSVAR_SYNONYMS
from importers.formats.lines import COLUMNS as LINE_COLUMNS
from importers.formats.printed.table import printed_blocks
from importers.lines.table import AmountSource, stage_lines
from importers.reading.workbook import Workbook
from importers.staging import Claim, Codes, Format, read_details, staged
from importers.tables.columns import (
    Column,
    Holds,
    Match,
    heading_key,
    match_columns,
    no_rows,
    sheets_not_read,
)
from planhjul.issues import Issue, Level
from planhjul.ledger.versions import VersionKind
from planhjul.staged import Content, ImportChoices, RowCount, Staged
from planhjul.texts import text

KEY: Final = "financial-plan"
OWN_SHEET: Final = "Økonomiplan"
MOST_YEARS: Final = 12

COLUMNS: Final = (
    *(column for column in LINE_COLUMNS if column.key not in {"periode", "year", "amount", "ansvar"}),
    Column("ansvar", "Ansvar", (*ANSVAR_SYNONYMS, "Avdeling"), holds=Holds.CODE),
    Column(
        "change_group", "Endringsgruppe", ("Endrgr", "Endringsgr", "Endringsgruppekode"), holds=Holds.CODE
    ),
    Column(
        "change_title", "Endringsgruppe tekst", ("Endrgr-tekst", "Endringsgruppe navn", "Endringsgruppe (T)")
    ),
)

FOREIGN: Final = frozenset({"nøkkel", "slag", "del", "saksnummer", "beløp"})
_ACCOUNTS_ONLY: Final = {VersionKind.REGNSKAP, VersionKind.REVIDERT_BUDSJETT}


def identify(workbook: Workbook) -> Claim | None:
    """A sheet with art or funksjon and at least two columns headed by a plain year."""
    match = _find(workbook)
    if match is None or printed_blocks(workbook):
        return None
    table = match.table
    coded = table.has("art") or table.has("funksjon")
    return Claim(complete=coded and len(table.years) > 1, found=match.found + len(table.years))


def stage(workbook: Workbook, choices: ImportChoices, codes: Codes) -> Staged:
    """The plan's lines, one per row and year, or every mistake by its cell."""
    match, details = _find(workbook), read_details(workbook)
    if match is None:
        return staged(
            workbook, KEY, issues=[_no_table(workbook)], content=Content(), rows=RowCount(0, 0, 0, 0)
        )
    table = match.table
    alike = [one.table.sheet.name for one in _matches(workbook) if not one.table.sheet.hidden]
    issues: list[Issue] = [*details.issues, *table.issues]
    issues += sheets_not_read(workbook, table.sheet.name, alike)
    if not table.has("art") and not table.has("side"):
        issues.append(_missing(workbook, match, "Art"))
    if not table.years:
        issues.append(_missing(workbook, match, str(details.year or choices.year or 2027)))
    if not table.records:
        issues.append(no_rows(table))
    kind = decide_version(choices, details, table.titles, workbook.file, VersionKind.OKONOMIPLAN).kind
    if kind is None or kind in _ACCOUNTS_ONLY or kind is VersionKind.OPPRINNELIG_BUDSJETT:
        # «Budsjett og økonomiplan» in a file's name speaks of the plan: only the user can say otherwise.
        asked = bool(choices.version) or details.version is not None
        kind = kind if asked and kind is not None else VersionKind.OKONOMIPLAN
    sources = [AmountSource(column, kind, year) for column, year in table.years.items()]
    issues += _repeated_years(workbook, match)
    return stage_lines(workbook, KEY, table, sources, issues, choices=choices, details=details, codes=codes)


def _find(workbook: Workbook) -> Match | None:
    """The sheet with most of our headings; of equals the first, a visible one before a hidden."""
    return max(_matches(workbook), key=lambda match: match.found, default=None)


def _matches(workbook: Workbook) -> list[Match]:
    matches = []
    # A hidden sheet is often an older copy: it is read only when no visible one is as good.
    for sheet in sorted(workbook.sheets, key=lambda one: one.hidden):
        match = match_columns(workbook, sheet, COLUMNS)
        if match is None or FOREIGN & {heading_key(heading) for heading in match.table.headings.values()}:
            continue
        named = heading_key(sheet.name) == heading_key(OWN_SHEET)
        coded = match.table.has("art") or match.table.has("funksjon")
        if named or (coded and 1 < len(match.table.years) <= MOST_YEARS):
            matches.append(match)
    return matches


def _missing(workbook: Workbook, match: Match, heading: str) -> Issue:
    table = match.table
    return Issue(
        "COLUMN_MISSING",
        Level.ERROR,
        workbook.ref(table.sheet.name, table.header_row),
        heading,
        text("Kolonnen {heading} mangler.", heading=heading),
        text("Legg til kolonnen med denne overskriften i rad {row}.", row=table.header_row),
    )


def _repeated_years(workbook: Workbook, match: Match) -> list[Issue]:
    table, seen, issues = match.table, set(), []
    for column, year in table.years.items():
        if year in seen:
            issues.append(
                Issue(
                    "HEADING_TWICE",
                    Level.ERROR,
                    workbook.ref(table.sheet.name, table.header_row, column),
                    str(year),
                    text("Året {year} har to kolonner.", year=str(year)),
                    text("Behold én kolonne for hvert år."),
                )
            )
        seen.add(year)
    return issues


def _no_table(workbook: Workbook) -> Issue:
    return Issue(
        "TABLE_MISSING",
        Level.ERROR,
        workbook.ref(),
        "",
        text("Vi fant ingen overskrifter for en økonomiplan."),
        text("Bruk overskriftene Funksjon, Art og ett årstall for hver kolonne med beløp."),
    )


FORMAT: Final = Format(KEY, text("Økonomiplan med år i kolonner"), identify, stage)
