"""Local settings: assumptions, areas, bindings, commitments and income classes, each with its source."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final

from importers.formats.settings.areas import AREA_COLUMNS, SOURCE_MISSING, read_areas
from importers.formats.settings.bindings import (
    BINDING_COLUMNS,
    COMMITMENT_COLUMNS,
    read_bindings,
    read_commitments,
)
from importers.formats.settings.income import INCOME_COLUMNS, read_income_overrides
from importers.formats.settings.values import known_setting
from importers.reading.workbook import Sheet, Workbook
from importers.staging import Claim, Codes, Format
from importers.tables.columns import Column, Match, heading_key, match_columns
from importers.tables.layouts import columns_of
from importers.tables.records import (
    OWN_SHEETS,
    Reading,
    Record,
    claim,
    complete_or_nearest,
    keys_in,
)
from planhjul.issues import Level, error, warning
from planhjul.municipality import Setting
from planhjul.staged import Content, ImportChoices, Staged
from planhjul.texts import text

KEY: Final = "settings"
COLUMNS: Final = columns_of("settings")

SETTING_UNKNOWN: Final = warning(
    "SETTING_UNKNOWN",
    text("Innstillingen {key} er ikke kjent. Den er tatt med, men brukes ikke."),
    text("Se i arket Forklaring i malen hvilke innstillinger som brukes."),
)
SETTING_VALUE: Final = error(
    "SETTING_VALUE", text("«{found}» kan ikke være verdien av {key}."), text("Skriv {wanted}.")
)
_SOURCE_WANTED: Final = SOURCE_MISSING.but(level=Level.WARNING)


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
    stage = partial(_stage, workbook, tables)
    likely = {kind: tuple(match for match in tables[kind] if kind.likely(match)) for kind in _KINDS}
    claims = [made for kind in _KINDS if (made := claim(likely[kind], kind.least, stage)) is not None]
    return max(claims, key=lambda made: (made.complete, made.found), default=None)


FORMAT: Final = Format(KEY, text("Innstillinger og budsjettområder"), identify)


def _stage(
    workbook: Workbook, tables: Mapping[_Kind, Sequence[Match]], choices: ImportChoices, codes: Codes
) -> Staged:
    """What the sheets hold, or what must be mended first."""
    reading = Reading(workbook, choices, codes)
    settings = reading.by_key(tables[_SETTINGS], _setting)
    areas = read_areas(reading, tables[_AREAS])
    # Without a sheet of areas their keys are those of another file; a row that failed has told enough.
    known = keys_in(tables[_AREAS])
    bindings = read_bindings(reading, tables[_BINDINGS], known)
    commitments = read_commitments(reading, tables[_COMMITMENTS], known)
    incomes = read_income_overrides(reading, tables[_INCOMES])
    content = Content(
        settings=tuple(settings.values()),
        areas=tuple(areas.values()),
        bindings=tuple(bindings.values()),
        commitments=tuple(commitments.values()),
        income_overrides=tuple(incomes.values()),
    )
    taken = len(settings) + len(areas) + len(bindings) + len(commitments) + len(incomes)
    return reading.staged(KEY, content, taken)


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
    return {kind: complete_or_nearest(matches) for kind, matches in found.items()}


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


def _setting(record: Record, key: str) -> Setting | None:
    value = record.need("verdi")
    if not key or not value:
        return None
    known = known_setting(key)
    if known is None:
        record.tell(SETTING_UNKNOWN, "nokkel", key=key)
    elif not known.fits(key, record.value("verdi")):
        record.tell(SETTING_VALUE, "verdi", key=key, wanted=known.wanted)
    if record.blank("kilde") and record.table.has("kilde"):
        override = known is not None and known.override
        record.tell(SOURCE_MISSING if override else _SOURCE_WANTED, "kilde")
    return Setting(key, value, record.text("kilde"), record.where("verdi"))
