"""Budget and accounts lines: one row per amount, or a column per version (file-formats §§ 3–5)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, replace
from functools import partial
from typing import Final

from importers.cells.versions import VERSION_MISSING, YEAR_MISSING, decide_version, version_said
from importers.formats.printed.table import printed_blocks
from importers.lines.table import AmountSource, stage_lines
from importers.reading.workbook import Workbook
from importers.staging import Claim, Codes, Details, Format, read_details
from importers.tables.columns import (
    Column,
    Match,
    Table,
    heading_key,
    match_columns,
    no_rows,
    sheets_like,
)
from importers.tables.layouts import columns_of
from planhjul.issues import Issue, error, warning
from planhjul.ledger.versions import VersionKind
from planhjul.staged import ImportChoices, Staged
from planhjul.texts import text

KEY: Final = "lines"
OWN_SHEET: Final = "Linjer"


COLUMNS: Final = columns_of("budget")

# Headings of other formats: a sheet that has them is not a list of budget lines.
FOREIGN: Final = frozenset({"nøkkel", "slag", "del", "saksnummer", "endringsgruppe", "endrgr"})


YEAR_IN_ROWS: Final = warning(
    "YEAR_IN_ROWS",
    text("Filen har år på hver rad. Året du valgte, er ikke brukt."),
    text("Slett kolonnen hvis alle radene gjelder samme år."),
)
VERSION_TWICE: Final = error(
    "VERSION_TWICE",
    text("Kolonnen {heading} er samme versjon og år som en tidligere kolonne."),
    text("Gi kolonnen en overskrift som sier hva den er, for eksempel Revidert budsjett 2026."),
)
VERSION_FOR_SEVERAL: Final = error(
    "VERSION_FOR_SEVERAL",
    text("Filen har flere kolonner med versjoner, og én valgt versjon kan ikke gjelde for alle."),
    text("La versjonen stå åpen, eller velg også år (--year) så bare én kolonne er igjen."),
)


@dataclass(frozen=True, slots=True)
class _Lines:
    """The sheet of lines, its columns that are versions, and the sheets that look like it."""

    match: Match
    versions: tuple[int, ...]
    alike: tuple[str, ...] = ()


def identify(workbook: Workbook) -> Claim | None:
    """A sheet with art or funksjon and an amount column or columns that name versions."""
    lines = _find(workbook)
    if lines is None or printed_blocks(workbook):
        return None
    table = lines.match.table
    complete = is_coded(table) and (table.has("amount") or bool(lines.versions))
    return Claim(complete, lines.match.found + len(lines.versions), partial(_stage, workbook, lines))


FORMAT: Final = Format(KEY, text("Budsjett- eller regnskapslinjer"), identify)


def _stage(workbook: Workbook, lines: _Lines, choices: ImportChoices, codes: Codes) -> Staged:
    """The lines in ledger sign and øre, or every mistake by its cell."""
    table, details = lines.match.table, read_details(workbook)
    sources, source_issues = _sources(workbook, lines, choices, details)
    issues: list[Issue] = []
    if not table.has("amount") and not lines.versions:
        issues.append(table.no_column("Beløp"))
    if not table.has("art") and not table.has("side"):
        issues.append(table.no_column("Art"))
    issues += sheets_like(table, lines.alike)
    if not table.records:
        issues.append(no_rows(table))
    issues += source_issues
    return stage_lines(workbook, KEY, table, sources, issues, choices=choices, details=details, codes=codes)


def is_coded(table: Table) -> bool:
    """True when the rows have art or funksjon."""
    return table.has("art") or table.has("funksjon")


def own_matches(workbook: Workbook, declared: Sequence[Column], foreign: Set[str]) -> Iterator[Match]:
    """The sheets with these columns and no heading that belongs to another format.

    The visible ones come first: a hidden sheet is often an older copy, and is read only when no visible one
    is as good.
    """
    for sheet in sorted(workbook.sheets, key=lambda sheet: sheet.hidden):
        match = match_columns(workbook, sheet, declared)
        if match and not foreign & {heading_key(heading) for heading in match.table.headings.values()}:
            yield match


def _find(workbook: Workbook) -> _Lines | None:
    """The best sheet: the one with most of our headings; never one of another format."""
    best: _Lines | None = None
    alike: list[str] = []
    for match in own_matches(workbook, COLUMNS, FOREIGN):
        table = match.table
        # Several years without a version above them are a plan.
        if len(table.years) > 1 and not table.has("amount"):
            continue
        versions = () if table.has("amount") else _version_columns(table)
        valued = table.has("amount") or versions
        if (table.has("art") or table.has("side")) and valued and not table.sheet.hidden:
            alike.append(table.sheet.name)
        if best is None or match.found > best.match.found:
            best = _Lines(match, versions)
    if best is None or not is_coded(best.match.table):
        return None
    named = best.match.table.sheet.name.casefold() == OWN_SHEET.casefold()
    if named or best.versions or best.match.table.has("amount"):
        return replace(best, alike=tuple(alike))
    return None


def _version_columns(table: Table) -> tuple[int, ...]:
    declared = set(table.columns.values())
    return tuple(
        column
        for column, heading in table.headings.items()
        if column not in declared and version_said(heading).kind is not None
    )


def _sources(
    workbook: Workbook, lines: _Lines, choices: ImportChoices, details: Details
) -> tuple[list[AmountSource], list[Issue]]:
    """The amount columns with kind and year; several are several versions."""
    table = lines.match.table
    if len(lines.versions) > 1:
        return _several(table, lines.versions, choices)
    column = lines.versions[0] if lines.versions else table.columns.get("amount", 0)
    heading = table.headings.get(column, "")
    version = decide_version(choices, details, (heading, *table.titles), workbook.file)
    where, issues = table.header_ref(column), []
    if version.kind is None:
        issues.append(VERSION_MISSING.at(where))
    if version.year is None and not table.has("year"):
        issues.append(YEAR_MISSING.at(where))
    if not column:
        return [], issues
    if choices.year and table.has("year"):
        year_column = table.columns["year"]
        issues.append(YEAR_IN_ROWS.at(table.header_ref(year_column), table.headings[year_column]))
    kind = version.kind or VersionKind.OPPRINNELIG_BUDSJETT
    return [AmountSource(column, kind, 0 if table.has("year") else version.year or 0)], issues


def _several(
    table: Table, columns: Sequence[int], choices: ImportChoices
) -> tuple[list[AmountSource], list[Issue]]:
    sources, issues, seen = [], [], set()
    for column in columns:
        heading, where = table.headings[column], table.header_ref(column)
        version = version_said(heading)
        if version.year is None or version.kind is None:
            issues.append(YEAR_MISSING.at(where))
        elif (version.kind, version.year) in seen:
            issues.append(VERSION_TWICE.at(where, heading, heading=heading))
        elif choices.year in {None, version.year}:
            seen.add((version.kind, version.year))
            sources.append(AmountSource(column, version.kind, version.year))
    if choices.version and len(sources) == 1:
        sources = [AmountSource(sources[0].column, VersionKind(choices.version), sources[0].year)]
    elif choices.version:
        issues.append(VERSION_FOR_SEVERAL.at(table.header_ref()))
    elif not sources and not issues:
        issues.append(YEAR_MISSING.at(table.header_ref()))
    return sources, issues
