"""Budget and accounts lines: one row per amount, or a column per version (file-formats §§ 3–5)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from importers.cells.versions import decide_version, version_missing, version_said, year_missing
from importers.formats.printed.table import printed_blocks
from importers.lines.table import AmountSource, stage_lines
from importers.reading.workbook import Workbook
from importers.staging import Claim, Codes, Details, Format, read_details, staged
from importers.tables.columns import (
    Column,
    Holds,
    Match,
    Table,
    heading_key,
    match_columns,
    no_rows,
    sheets_not_read,
)
from planhjul.issues import CellRef, Issue, Level
from planhjul.ledger.versions import VersionKind
from planhjul.staged import Content, ImportChoices, RowCount, Staged
from planhjul.texts import text

KEY: Final = "lines"
OWN_SHEET: Final = "Linjer"

ANSVAR_SYNONYMS: Final = (
    "Ansvarssted",
    "Ansvarsstad",
    "Ansvarskode",
    "Ansvar nr",
    "Eining",
    "Enhet",
    "Koststed",
)
_CLASS_SYNONYMS: Final = ("Klasse", "Drift/investering", "D/I")
_FUNKSJON_SYNONYMS: Final = (
    "Funksjonskode",
    "KOSTRA-funksjon",
    "Kostrafunksjonskode",
    "Funksjon (K)",
    "Funk",
    "Tjeneste",
    "Tjeneste nr",
    "Tjenestekode",
    "Teneste",
    "Tenestenr",
    "Tenestekode",
)
_ART_SYNONYMS: Final = (
    "Artskode",
    "Art nr",
    "KOSTRA-art",
    "Konto",
    "Kontokode",
    "Kontonr",
    "Kontonummer",
    "Systemkonto",
)
_SIDE_SYNONYMS: Final = ("Utgift/inntekt", "Inntekt-utgift", "I/U", "U/I")
_PROJECT_SYNONYMS: Final = ("Prosjektkode", "Prosjektnr", "Prosjektnummer")
_TEXT_SYNONYMS: Final = ("Beskrivelse", "Beskriving", "Linjetekst", "Merknad", "Kommentar")
_YEAR_SYNONYMS: Final = ("Årgang", "Budsjettår", "Regnskapsår", "Rekneskapsår")
_AMOUNT_SYNONYMS: Final = (
    "Beloep",
    "Sum beløp",
    "Kroner",
    "Beløp i kr",
    "Beløp i kroner",
    "Beløp i 1000",
    "Beløp i 1000 kroner",
    "Beløp i hele 1000",
)

COLUMNS: Final = (
    Column("kontoklasse", "Kontoklasse", _CLASS_SYNONYMS, holds=Holds.CODE),
    Column("ansvar", "Ansvar", ANSVAR_SYNONYMS, holds=Holds.CODE),
    Column("funksjon", "Funksjon", _FUNKSJON_SYNONYMS, holds=Holds.CODE),
    Column("art", "Art", _ART_SYNONYMS, holds=Holds.CODE),
    Column("side", "Inntekt/utgift", _SIDE_SYNONYMS, holds=Holds.CODE),
    Column("prosjekt", "Prosjekt", _PROJECT_SYNONYMS, holds=Holds.CODE),
    Column("tekst", "Tekst", _TEXT_SYNONYMS),
    Column("periode", "Periode", ("Måned", "Månad", "Mnd", "Per"), holds=Holds.CODE),
    Column("year", "År", _YEAR_SYNONYMS, holds=Holds.CODE),
    Column("amount", "Beløp", _AMOUNT_SYNONYMS, holds=Holds.AMOUNT),
)

# Headings of other formats: a sheet that has them is not a list of budget lines.
FOREIGN: Final = frozenset({"nøkkel", "slag", "del", "saksnummer", "endringsgruppe", "endrgr"})


@dataclass(frozen=True, slots=True)
class _Found:
    match: Match
    versions: tuple[int, ...]
    alike: tuple[str, ...] = ()


def identify(workbook: Workbook) -> Claim | None:
    """A sheet with art or funksjon and an amount column or columns that name versions."""
    found = _find(workbook)
    if found is None or printed_blocks(workbook):
        return None
    coded = found.match.table.has("art") or found.match.table.has("funksjon")
    valued = found.match.table.has("amount") or bool(found.versions)
    return Claim(complete=coded and valued, found=found.match.found + len(found.versions))


def stage(workbook: Workbook, choices: ImportChoices, codes: Codes) -> Staged:
    """The lines in ledger sign and øre, or every mistake by its cell."""
    found, details = _find(workbook), read_details(workbook)
    if found is None:
        issue = _no_table(workbook)
        return staged(workbook, KEY, issues=[issue], content=Content(), rows=RowCount(0, 0, 0, 0))
    table = found.match.table
    issues: list[Issue] = [*details.issues, *table.issues, *_needed(workbook, found)]
    issues += sheets_not_read(workbook, table.sheet.name, found.alike)
    if not table.records:
        issues.append(no_rows(table))
    sources, source_issues = _sources(workbook, found, choices, details)
    issues += source_issues
    return stage_lines(workbook, KEY, table, sources, issues, choices=choices, details=details, codes=codes)


def _find(workbook: Workbook) -> _Found | None:
    """The best sheet: the one with most of our headings; never one of another format."""
    best: _Found | None = None
    alike: list[str] = []
    # A hidden sheet is often an older copy: it is read only when no visible one is as good.
    for sheet in sorted(workbook.sheets, key=lambda one: one.hidden):
        match = match_columns(workbook, sheet, COLUMNS)
        if match is None or FOREIGN & {heading_key(heading) for heading in match.table.headings.values()}:
            continue
        table = match.table
        if len(table.years) > 1 and not table.has("amount"):
            continue
        versions = () if table.has("amount") else _version_columns(table)
        if (table.has("art") or table.has("side")) and (table.has("amount") or versions) and not sheet.hidden:
            alike.append(sheet.name)
        if best is None or match.found > best.match.found:
            best = _Found(match, versions)
    if best is None or not (best.match.table.has("art") or best.match.table.has("funksjon")):
        return None
    named = best.match.table.sheet.name.casefold() == OWN_SHEET.casefold()
    found = _Found(best.match, best.versions, tuple(alike))
    return found if named or found.versions or found.match.table.has("amount") else None


def _version_columns(table: Table) -> tuple[int, ...]:
    declared = set(table.columns.values())
    return tuple(
        column
        for column, heading in table.headings.items()
        if column not in declared and version_said(heading).kind is not None
    )


def _needed(workbook: Workbook, found: _Found) -> list[Issue]:
    table = found.match.table
    wanted = []
    if not table.has("amount") and not found.versions:
        wanted.append("Beløp")
    if not table.has("art") and not table.has("side"):
        wanted.append("Art")
    return [
        Issue(
            "COLUMN_MISSING",
            Level.ERROR,
            workbook.ref(table.sheet.name, table.header_row),
            heading,
            text("Kolonnen {heading} mangler.", heading=heading),
            text("Legg til kolonnen med denne overskriften i rad {row}.", row=table.header_row),
        )
        for heading in wanted
    ]


def _sources(
    workbook: Workbook, found: _Found, choices: ImportChoices, details: Details
) -> tuple[list[AmountSource], list[Issue]]:
    """The amount columns with kind and year; several are several versions."""
    table = found.match.table
    if len(found.versions) > 1:
        return _several(workbook, table, found.versions, choices)
    column = found.versions[0] if found.versions else table.columns.get("amount", 0)
    heading = table.headings.get(column, "")
    said = decide_version(choices, details, (heading, *table.titles), workbook.file)
    where, issues = workbook.ref(table.sheet.name, table.header_row, column), []
    if said.kind is None:
        issues.append(version_missing(where))
    if said.year is None and not table.has("year"):
        issues.append(year_missing(where))
    if not column:
        return [], issues
    if choices.year and table.has("year"):
        issues.append(_year_in_rows(table))
    kind = said.kind or VersionKind.OPPRINNELIG_BUDSJETT
    return [AmountSource(column, kind, 0 if table.has("year") else said.year or 0)], issues


def _several(
    workbook: Workbook, table: Table, columns: Sequence[int], choices: ImportChoices
) -> tuple[list[AmountSource], list[Issue]]:
    sources, issues, seen = [], [], set()
    for column in columns:
        said = version_said(table.headings[column])
        where = workbook.ref(table.sheet.name, table.header_row, column)
        if said.year is None or said.kind is None:
            issues.append(year_missing(where))
        elif (said.kind, said.year) in seen:
            issues.append(_twice(workbook, table, column))
        elif choices.year in {None, said.year}:
            seen.add((said.kind, said.year))
            sources.append(AmountSource(column, said.kind, said.year))
    if choices.version and len(sources) == 1:
        sources = [AmountSource(sources[0].column, VersionKind(choices.version), sources[0].year)]
    elif choices.version:
        issues.append(_version_for_several(workbook, table))
    elif not sources and not issues:
        issues.append(year_missing(workbook.ref(table.sheet.name, table.header_row)))
    return sources, issues


def _year_in_rows(table: Table) -> Issue:
    return Issue(
        "YEAR_IN_ROWS",
        Level.WARNING,
        CellRef(table.file, table.sheet.name, table.header_row, table.columns["year"]),
        table.headings[table.columns["year"]],
        text("Filen har år på hver rad. Året du valgte, er ikke brukt."),
        text("Slett kolonnen hvis alle radene gjelder samme år."),
    )


def _twice(workbook: Workbook, table: Table, column: int) -> Issue:
    heading = table.headings[column]
    return Issue(
        "VERSION_TWICE",
        Level.ERROR,
        workbook.ref(table.sheet.name, table.header_row, column),
        heading,
        text("Kolonnen {heading} er samme versjon og år som en tidligere kolonne.", heading=heading),
        text("Gi kolonnen en overskrift som sier hva den er, for eksempel Revidert budsjett 2026."),
    )


def _version_for_several(workbook: Workbook, table: Table) -> Issue:
    return Issue(
        "VERSION_FOR_SEVERAL",
        Level.ERROR,
        workbook.ref(table.sheet.name, table.header_row),
        "",
        text("Filen har flere kolonner med versjoner, og én valgt versjon kan ikke gjelde for alle."),
        text("La versjonen stå åpen, eller velg også år (--year) så bare én kolonne er igjen."),
    )


def _no_table(workbook: Workbook) -> Issue:
    return Issue(
        "TABLE_MISSING",
        Level.ERROR,
        workbook.ref(),
        "",
        text("Vi fant ingen overskrifter for budsjett- eller regnskapslinjer."),
        text("Bruk overskriftene Kontoklasse, Ansvar, Funksjon, Art og Beløp."),
    )


FORMAT: Final = Format(KEY, text("Budsjett- eller regnskapslinjer"), identify, stage)
