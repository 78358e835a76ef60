"""Measures with their parts and amounts per year, and the scenarios they belong to."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Final

from importers.cells.amounts import column_issues, decide_numbers, parse_column
from importers.cells.codes import funksjon_of
from importers.cells.local_codes import ONE_FUNKSJON_FORM, keys_of, one_art
from importers.staging import Codes
from importers.tables.columns import HEADING_TWICE, Match, Table
from importers.tables.layouts import columns_of, meanings, offered
from importers.tables.records import (
    YES_NO,
    YES_NO_SHOWN,
    Findings,
    Reading,
    Record,
    find_tables,
    keys_in,
    small_tables,
    tell_unknown_funksjoner,
)
from planhjul.choices.assumptions import quantity
from planhjul.choices.measures import Measure, MeasureKind, Part, PartKind, Scenario
from planhjul.issues import CellRef, error, warning
from planhjul.plans import GoalLink, LinkTarget
from planhjul.staged import Content, Staged
from planhjul.texts import Year, text

KEY: Final = "measures"
COLUMNS: Final = columns_of("measures")
SCENARIO_COLUMNS: Final = columns_of("measures", "Scenarioer")
_MOST_YEARS: Final = 6

_KINDS: Final = meanings("measure_kinds", MeasureKind)
_KINDS_SHOWN: Final = ("innsparing", "økning", "ønske", "inntekt")
_PARTS: Final = meanings("part_kinds", PartKind)
_PARTS_SHOWN: Final = offered("part_kinds")
_INCOME_PARTS: Final = frozenset({PartKind.GEBYR, PartKind.OREMERKET, PartKind.REFUSJON})
_PER_CENT: Final = 100

_YEARS_NEEDED: Final = text(
    "Tiltakene må ha fra én til {most} kolonner med årstall som overskrift.", most=_MOST_YEARS
)
_WRITE_YEARS: Final = text("Skriv ett årstall i overskriften til hver beløpskolonne, for eksempel 2027.")
YEARS_MISSING: Final = error("YEARS_MISSING", _YEARS_NEEDED, _WRITE_YEARS)
YEARS_MANY: Final = error("YEARS_MANY", _YEARS_NEEDED, _WRITE_YEARS)
_YEAR_TWICE: Final = HEADING_TWICE.but(
    message=text("Året {year} står i to overskrifter."),
    advice=text("Rett årstallet i den ene overskriften."),
)
MEASURE_DISAGREES: Final = error(
    "MEASURE_DISAGREES",
    text("Tiltaket {key} har en annen verdi her enn i {where}: «{said}»."),
    text("Skriv det samme i alle radene til tiltaket, eller la feltet stå tomt."),
)
SCENARIO_NOT_HERE: Final = warning(
    "SCENARIO_NOT_HERE",
    text("Filen har ikke noe ark med scenarioet {key}."),
    text("Se etter at scenarioet er importert i en annen fil."),
)
SCENARIO_UNKNOWN: Final = error(
    "SCENARIO_UNKNOWN",
    text("Scenarioet {key} står ikke i arket Scenarioer."),
    text("Rett nøkkelen, eller legg scenarioet til i arket Scenarioer."),
)
PART_WITHOUT_AMOUNT: Final = warning(
    "PART_WITHOUT_AMOUNT",
    text("Raden har ingen beløp, så den endrer ingenting."),
    text("Skriv endringen i minst ett av årene, eller slett raden."),
)
SIGN_UNUSUAL: Final = warning(
    "SIGN_UNUSUAL",
    text("Tiltaket gjør budsjettet dårligere, men er en innsparing eller en inntekt."),
    text("Se etter fortegnet: minus er lavere kostnad eller lavere inntekt."),
)
_SIGN_UNUSUAL_COST: Final = SIGN_UNUSUAL.but(
    message=text("Tiltaket gjør budsjettet bedre, men er en økning eller et ønske.")
)
MEASURE_UNSPECIFIED: Final = warning(
    "MEASURE_UNSPECIFIED",
    text("Raden har ingen funksjon, så endringen er uspesifisert."),
    text("Skriv funksjonen som får endringen."),
)
START_MONTH: Final = error(
    "START_MONTH",
    text("«{found}» er ikke en måned fra 1 til 12."),
    text("Skriv måneden tiltaket virker fra det første året, for eksempel 6 for juni."),
)
KEPT_SHARE: Final = error(
    "KEPT_SHARE",
    text("«{found}» er ikke en andel i prosent."),
    text("Skriv prosenten som et helt tall, for eksempel 50."),
)
_SHARE_OUTSIDE: Final = KEPT_SHARE.but(message=text("Andelen må være fra 0 til 100 prosent."))
_SHARE_OR_PER_CENT: Final = KEPT_SHARE.but(
    message=text("«{found}» kan være {found} prosent eller en andel av 1.")
)


def _stage(reading: Reading, tables: Sequence[Match]) -> Staged:
    """The measures and scenarios in the file, or what must be mended first."""
    scenario_tables = find_tables(reading.workbook, SCENARIO_COLUMNS, besides=tables)
    # Without a sheet of scenarios their keys may be those of another file.
    measures = _Measures(reading.codes, keys_in(scenario_tables))
    amounts = {match.table.sheet.name: _amounts(reading, match.table) for match in tables}
    for record in reading.records(tables):
        measures.read(record, amounts[record.table.sheet.name].get(record.index, {}))
    measures.tell_signs()
    scenarios = reading.by_key(scenario_tables, _scenario)
    content = Content(measures=measures.built(), scenarios=tuple(scenarios.values()), links=measures.links())
    return reading.staged(KEY, content, measures.parts_read + len(scenarios))


# Contracts have a kind, but no parts and years.
FORMAT: Final = small_tables(
    KEY, text("Tiltak og scenarioer"), COLUMNS, 5, _stage, lambda table: table.has("del") or bool(table.years)
)


def _scenario(record: Record, key: str) -> Scenario:
    title, party, why = record.need("tittel"), record.text("parti"), record.text("forklaring")
    return Scenario(key, title, party, why, record.where("nokkel"))


def _amounts(reading: Reading, table: Table) -> dict[int, dict[int, int]]:
    """Record → year → øre; a year without an amount, or with 0, is left out."""
    columns = _year_columns(table, reading.findings)
    numbers = decide_numbers(reading.workbook, table, reading.details, tuple(columns))
    reading.findings.take_over(numbers.issues)
    amounts: dict[int, dict[int, int]] = {record: {} for record in table.records}
    for column, year in columns.items():
        read = parse_column(table.series_at(column), numbers.unit, numbers.dot)
        reading.findings.take_over(column_issues(table, column, read, table.records))
        for record, ore in zip(table.records, read.ore.tolist(), strict=True):
            if ore:
                amounts[record][year] = ore
    return amounts


def _year_columns(table: Table, findings: Findings) -> dict[int, int]:
    """Column → year; no year, too many years and the same year twice are errors."""
    if not 1 <= len(table.years) <= _MOST_YEARS:
        kind = YEARS_MANY if table.years else YEARS_MISSING
        findings.add(kind, table.header_ref(), ", ".join(str(year) for year in table.years.values()))
    first: dict[int, int] = {}
    for column, year in table.years.items():
        if year in first:
            findings.add(_YEAR_TWICE, table.header_ref(column), str(year), year=Year(year))
        first.setdefault(year, column)
    return {column: year for year, column in first.items()}


@dataclass(slots=True)
class _Draft:
    """A measure being read: what its first row says, where, and its parts so far."""

    first: Record
    shared: dict[str, tuple[str, CellRef]]
    kind: MeasureKind | None
    scenarios: tuple[str, ...]
    parts: list[Part] = field(default_factory=list)


_SHARED: Final = ("tittel", "slag", "foreslatt_av", "scenarioer")


class _Measures:
    """The measures read so far.

    `scenarios` are the keys of the file's own sheet of scenarios, None when it has no such sheet.
    """

    def __init__(self, codes: Codes, scenarios: frozenset[str] | None) -> None:
        self.parts_read = 0
        self._codes = codes
        self._scenarios = scenarios
        self._drafts: dict[str, _Draft] = {}
        self._links: dict[tuple[str, str], GoalLink] = {}

    def read(self, record: Record, amounts: dict[int, int]) -> None:
        """Takes one row as a part of its measure, or tells why not."""
        key = record.need("nokkel")
        if key in self._drafts:
            self._agree(record, self._drafts[key])
        else:
            draft = self._draft(record)
            if key:
                self._drafts[key] = draft
        for goal in keys_of(record.text("mal")):
            link = GoalLink("", goal, LinkTarget.TILTAK, key, record.where("mal"))
            self._links.setdefault((key, goal), link)
        part = self._part(record, amounts)
        if part is not None and key:
            self._drafts[key].parts.append(part)
            self.parts_read += 1

    def tell_signs(self) -> None:
        """Warns of a saving that costs, or a wish that saves: most often a forgotten minus."""
        for draft in self._drafts.values():
            better = sum(
                sum(part.amounts.values()) * (1 if part.kind in _INCOME_PARTS else -1) for part in draft.parts
            )
            saves = draft.kind in {MeasureKind.INNSPARING, MeasureKind.INNTEKT}
            if draft.kind is not None and better != 0 and saves != (better > 0):
                draft.first.tell(SIGN_UNUSUAL if saves else _SIGN_UNUSUAL_COST, "slag")

    def built(self) -> tuple[Measure, ...]:
        """The measures in the order of their first rows; those that must be mended first are left out."""
        return tuple(
            Measure(
                key,
                draft.shared["tittel"][0],
                draft.kind,
                draft.shared["foreslatt_av"][0],
                draft.scenarios,
                tuple(draft.parts),
            )
            for key, draft in self._drafts.items()
            if draft.kind is not None
        )

    def links(self) -> tuple[GoalLink, ...]:
        """The threads to goals, one per measure and goal; which plan the goal is in is not said here."""
        return tuple(self._links.values())

    def _draft(self, record: Record) -> _Draft:
        record.need("tittel")
        kind = record.choice("slag", _KINDS, _KINDS_SHOWN)
        shared = {key: (record.text(key), record.where(key)) for key in _SHARED}
        return _Draft(record, shared, kind, self._scenario_keys(record))

    def _agree(self, record: Record, draft: _Draft) -> None:
        """Rows of one measure say the same about it; a blank cell says nothing."""
        for key in _SHARED:
            before, where = draft.shared[key]
            if record.blank(key):
                continue
            if not before:
                draft.shared[key] = (record.text(key), record.where(key))
                if key == "scenarioer":
                    draft.scenarios = self._scenario_keys(record)
            elif _words(record.text(key)) != _words(before):
                measure = record.text("nokkel")
                record.tell(MEASURE_DISAGREES, key, key=measure, where=str(where), said=before)

    def _scenario_keys(self, record: Record) -> tuple[str, ...]:
        keys = tuple(dict.fromkeys(key for key in re.split(r"[;,\s]+", record.text("scenarioer")) if key))
        for key in keys:
            if self._scenarios is None:
                record.tell(SCENARIO_NOT_HERE, "scenarioer", key, key=key)
            elif key not in self._scenarios:
                record.tell(SCENARIO_UNKNOWN, "scenarioer", key, key=key)
        return keys

    def _part(self, record: Record, amounts: dict[int, int]) -> Part | None:
        kind = record.choice("del", _PARTS, _PARTS_SHOWN)
        funksjon, art = _funksjon(record), one_art(record)
        start, kept = record.month("startmaaned", START_MONTH) or 1, _kept_share(record)
        one_off = record.choice("engangs", YES_NO, YES_NO_SHOWN) or False
        if funksjon and amounts:
            tell_unknown_funksjoner(record, "funksjon", (funksjon,), self._codes, min(amounts))
        if not amounts:
            record.tell(PART_WITHOUT_AMOUNT, "nokkel")
        if record.failed or kind is None:
            return None
        where = record.where("nokkel")
        return Part(kind, funksjon, art, record.text("ansvar"), amounts, start, kept, one_off, where)


def _words(shown: str) -> frozenset[str]:
    """What is compared between the rows of a measure: the words, in any case, order and separation."""
    return frozenset(re.split(r"[;,\s]+", shown.casefold().strip(" ;,")))


def _funksjon(record: Record) -> str:
    if record.blank("funksjon"):
        record.tell(MEASURE_UNSPECIFIED, "funksjon")
        return ""
    code = funksjon_of(record.text("funksjon"))
    if code is None:
        record.tell(ONE_FUNKSJON_FORM, "funksjon")
    return code or ""


def _kept_share(record: Record) -> float:
    """The share kept, 0–1. A cell of 0,5 could be half of a per cent or a half, so it asks."""
    shown = record.text("beholdt_andel")
    if not shown:
        return 0.0
    written = quantity(shown)
    wrong, share = (KEPT_SHARE, Fraction(0)) if written is None else (None, written)
    kept = share if "%" in shown else share / _PER_CENT
    if not 0 <= kept <= 1:
        wrong = _SHARE_OUTSIDE
    elif "%" not in shown and 0 < share <= 1:
        wrong = _SHARE_OR_PER_CENT
    if wrong is not None:
        record.tell(wrong, "beholdt_andel")
        return 0.0
    return float(kept)
