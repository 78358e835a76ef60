"""Local settings: assumptions, areas, bindings, commitments and income classes, each with its source."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from importers.cells.amounts import Numbers, decide_numbers
from importers.formats.settings.areas import AREA_COLUMNS, read_areas
from importers.formats.settings.bindings import (
    BINDING_COLUMNS,
    COMMITMENT_COLUMNS,
    read_bindings,
    read_commitments,
)
from importers.formats.settings.income import INCOME_COLUMNS, read_income_overrides
from importers.formats.settings.values import known_setting
from importers.reading.workbook import Sheet, Workbook
from importers.staging import Claim, Codes, Details, Format, choose_stood_from, read_details, staged
from importers.tables.columns import Column, Holds, Match, heading_key, match_columns
from importers.tables.records import (
    OWN_SHEETS,
    Findings,
    Reading,
    Record,
    account,
    claim,
    tell_key_twice,
    together,
)
from planhjul.issues import CellRef
from planhjul.municipality import Setting
from planhjul.staged import Content, ImportChoices, Staged
from planhjul.texts import text

KEY: Final = "settings"
COLUMNS: Final = (
    Column("nokkel", "Nøkkel", ("nokkel", "innstilling", "forutsetning", "føresetnad"), required=True),
    Column("verdi", "Verdi", ("value",), required=True, holds=Holds.CODE),
    Column("kilde", "Kilde", ("kjelde",), required=True),
)


@dataclass(frozen=True, slots=True)
class _Kind:
    """One kind of sheet: its name in our layout, its columns, and what tells it from other tables.

    One of the `telling` columns must be there and `least` headings in all; a sheet that lacks a required
    column needs one heading more: measures and goals have functions and ansvar too.
    """

    sheet: str
    columns: tuple[Column, ...]
    telling: frozenset[str]
    least: int

    def likely(self, match: Match) -> bool:
        """True when the sheet has enough headings to be of this kind."""
        return bool(self.telling & set(match.table.columns)) and match.found >= self.least + (
            not match.complete
        )


_SETTINGS: Final = _Kind("Innstillinger", COLUMNS, frozenset({"verdi"}), 3)
_AREAS: Final = _Kind("Områder", AREA_COLUMNS, frozenset({"ledetid", "bundet"}), 4)
_BINDINGS: Final = _Kind(
    "Bindinger", BINDING_COLUMNS, frozenset({"bundet", "ledetid_kort", "ledetid_omlegging"}), 4
)
_COMMITMENTS: Final = _Kind("Avtaler", COMMITMENT_COLUMNS, frozenset({"belop", "utloper", "oppsigelse"}), 5)
_INCOMES: Final = _Kind("Inntektsklasser", INCOME_COLUMNS, frozenset({"klasse", "andel"}), 4)
_KINDS: Final = (_SETTINGS, _AREAS, _BINDINGS, _COMMITMENTS, _INCOMES)


def identify(workbook: Workbook) -> Claim | None:
    """A claim on files with at least one of the sheets."""
    tables = _tables(workbook)
    likely = {kind: tuple(match for match in tables[kind] if kind.likely(match)) for kind in _KINDS}
    claims = [made for kind in _KINDS if (made := claim(likely[kind], least=kind.least)) is not None]
    return max(claims, key=lambda made: (made.complete, made.found), default=None)


def stage(workbook: Workbook, choices: ImportChoices, codes: Codes) -> Staged:
    """What the sheets hold, or what must be mended first."""
    details = read_details(workbook)
    findings = Findings()
    findings.take_over(details.issues)
    stood_from = choose_stood_from(choices, details)
    tables = _tables(workbook)
    rows = {kind: Reading(tables[kind], findings) for kind in _KINDS}
    settings = _settings(rows[_SETTINGS])
    areas = read_areas(rows[_AREAS], codes, stood_from, _tell_no_source)
    # Without a sheet of areas their keys are those of another file; a row that failed has told enough.
    known = _keys(tables[_AREAS]) if tables[_AREAS] else None
    bindings = read_bindings(rows[_BINDINGS], known)
    numbers = _numbers(workbook, tables[_COMMITMENTS], details, findings)
    commitments = read_commitments(rows[_COMMITMENTS], numbers, known)
    incomes = read_income_overrides(rows[_INCOMES])
    findings.take_over(account(workbook, COLUMNS, *rows.values()))
    taken = (len(settings), len(areas), len(bindings), len(commitments), len(incomes))
    return staged(
        workbook,
        KEY,
        issues=findings.in_order(workbook),
        content=Content(
            settings=tuple(settings.values()),
            areas=tuple(areas.values()),
            bindings=tuple(bindings.values()),
            commitments=tuple(commitments.values()),
            income_overrides=tuple(incomes.values()),
        ),
        rows=together(*(rows[kind].count(count) for kind, count in zip(_KINDS, taken, strict=True))),
        kommune=details.kommune,
        stood_from=stood_from,
    )


FORMAT: Final = Format(KEY, text("Innstillinger og budsjettområder"), identify, stage)


def _tables(workbook: Workbook) -> dict[_Kind, tuple[Match, ...]]:
    """The tables of each kind; a sheet is of the kind it is named after, else of the one it is most like.

    As in `find_tables`, of sheets that lack a column only the one that comes nearest counts.
    """
    found: dict[_Kind, list[Match]] = {kind: [] for kind in _KINDS}
    for sheet in workbook.sheets:
        if sheet.hidden or heading_key(sheet.name) in OWN_SHEETS:
            continue
        best = _kind_of(workbook, sheet)
        if best is not None:
            found[best[0]].append(best[1])
    return {kind: _complete_or_nearest(matches) for kind, matches in found.items()}


def _kind_of(workbook: Workbook, sheet: Sheet) -> tuple[_Kind, Match] | None:
    likely = [
        (kind, match)
        for kind in _KINDS
        if (match := match_columns(workbook, sheet, kind.columns)) is not None
        and (kind is _SETTINGS or kind.likely(match) or _named(sheet, kind))
    ]
    return max(likely, key=lambda pair: (_named(sheet, pair[0]), pair[1].found), default=None)


def _named(sheet: Sheet, kind: _Kind) -> bool:
    return heading_key(sheet.name) == heading_key(kind.sheet)


def _complete_or_nearest(matches: Sequence[Match]) -> tuple[Match, ...]:
    complete = tuple(match for match in matches if match.complete)
    return complete or tuple(sorted(matches, key=lambda match: -match.found)[:1])


def _keys(tables: Sequence[Match]) -> frozenset[str]:
    return frozenset(match.table.text(index, "nokkel") for match in tables for index in match.table.records)


def _numbers(
    workbook: Workbook, tables: Sequence[Match], details: Details, findings: Findings
) -> Mapping[str, Numbers]:
    """Sheet → how its amounts are read."""
    numbers = {}
    for table in (match.table for match in tables):
        columns = (table.columns["belop"],) if table.has("belop") else ()
        read = decide_numbers(workbook, table, details, columns)
        findings.take_over(read.issues)
        numbers[table.sheet.name] = read
    return numbers


def _settings(reading: Reading) -> dict[str, Setting]:
    settings: dict[str, Setting] = {}
    seen: dict[str, CellRef] = {}
    for record in reading.records():
        key, value = record.need("nokkel"), record.need("verdi")
        if not key or not value:
            continue
        _check_value(record, key)
        if key in seen:
            tell_key_twice(record, seen[key])
        seen.setdefault(key, record.where("nokkel"))
        if not record.failed:
            settings[key] = Setting(key, value, record.text("kilde"), record.where("verdi"))
    return settings


def _check_value(record: Record, key: str) -> None:
    known = known_setting(key)
    if known is None:
        record.warn(
            "nokkel",
            "SETTING_UNKNOWN",
            text("Innstillingen {key} er ikke kjent. Den er tatt med, men brukes ikke.", key=key),
            text("Se i arket Forklaring i malen hvilke innstillinger som brukes."),
        )
    elif not known.fits(key, record.value("verdi")):
        record.error(
            "verdi",
            "SETTING_VALUE",
            text("«{found}» kan ikke være verdien av {key}.", found=record.text("verdi"), key=key),
            text("Skriv {wanted}.", wanted=known.wanted),
        )
    if record.blank("kilde") and record.table.has("kilde"):
        _tell_no_source(record, override=known is not None and known.override)


def _tell_no_source(record: Record, *, override: bool = True) -> None:
    message = text("Kilden mangler.")
    advice = text("Skriv hvor tallet kommer fra, for eksempel «Vedtak i sak 12/26».")
    tell = record.error if override else record.warn
    tell("kilde", "SOURCE_MISSING", message, advice)
