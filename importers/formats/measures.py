"""Measures with their parts and amounts per year, and the scenarios they belong to."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from importers.cells.amounts import column_issues, decide_numbers, parse_column
from importers.cells.codes import funksjon_of
from importers.cells.dates import month_number
from importers.cells.local_codes import keys_of, one_art
from importers.reading.workbook import Workbook
from importers.staging import Claim, Codes, Details, Format, choose_stood_from, read_details, staged
from importers.tables.columns import Column, Holds, Table, heading_key
from importers.tables.records import (
    YES_NO,
    YES_NO_SHOWN,
    Findings,
    Reading,
    Record,
    account,
    claim,
    find_tables,
    tell_key_twice,
    tell_unknown_funksjoner,
    together,
)
from planhjul.choices.assumptions import QuantityError, quantity
from planhjul.choices.measures import Measure, MeasureKind, Part, PartKind, Scenario
from planhjul.issues import CellRef
from planhjul.plans import GoalLink, LinkTarget
from planhjul.staged import Content, ImportChoices, Staged
from planhjul.texts import Text, Year, text

KEY: Final = "measures"
COLUMNS: Final = (
    Column("nokkel", "Nøkkel", ("nokkel", "tiltaksnummer", "tiltak nr"), required=True, holds=Holds.CODE),
    Column("tittel", "Tittel", ("tiltak", "navn", "namn"), required=True),
    Column("slag", "Slag", ("type tiltak",), required=True, holds=Holds.CODE),
    Column("foreslatt_av", "Foreslått av", ("foreslatt av", "foreslått", "framlagt av", "forslagsstiller")),
    Column("funksjon", "Funksjon", (), holds=Holds.CODE),
    Column("ansvar", "Ansvar", ("ansvarssted",), holds=Holds.CODE),
    Column("art", "Art", (), holds=Holds.CODE),
    Column("del", "Del", ("kostnadsslag",), required=True, holds=Holds.CODE),
    Column("startmaaned", "Startmåned", ("startmaaned", "startmånad"), holds=Holds.CODE),
    Column("beholdt_andel", "Beholdt andel", ("beholdt", "behalden del"), holds=Holds.CODE),
    Column("engangs", "Engangs", ("engang", "eingongs", "eingong"), holds=Holds.CODE),
    Column("scenarioer", "Scenarioer", ("scenario", "scenarier"), holds=Holds.CODE),
    Column("mal", "Mål", ("mal", "målnøkkel"), holds=Holds.CODE),
)
SCENARIO_COLUMNS: Final = (
    Column("nokkel", "Nøkkel", ("nokkel",), required=True, holds=Holds.CODE),
    Column("tittel", "Tittel", ("navn", "namn"), required=True),
    Column("parti", "Parti", ("partier", "forslagsstiller")),
    Column("forklaring", "Forklaring", ("beskrivelse", "merknad")),
)
_LEAST_HEADINGS: Final = 5
_MOST_YEARS: Final = 6

_KINDS: Final[Mapping[str, MeasureKind]] = {
    **{kind.value: kind for kind in MeasureKind},
    "innsparinger": MeasureKind.INNSPARING,
    "økning": MeasureKind.OKNING,
    "auke": MeasureKind.OKNING,
    "ønske": MeasureKind.ONSKE,
    "ønskje": MeasureKind.ONSKE,
    "inntektsøkning": MeasureKind.INNTEKT,
}
_KINDS_SHOWN: Final = ("innsparing", "økning", "ønske", "inntekt")
_PARTS: Final[Mapping[str, PartKind]] = {
    **{heading_key(kind.value): kind for kind in PartKind},
    "lønn": PartKind.LONN,
    "løn": PartKind.LONN,
    "kjøp": PartKind.KJOP,
    "kjøpeksklmva": PartKind.KJOP,
    "kjøputenmva": PartKind.KJOP,
    "kjøpinklmva": PartKind.KJOP_INKL_MVA,
    "kjøpmedmva": PartKind.KJOP_INKL_MVA,
    "overføring": PartKind.OVERFORING,
    "øremerket": PartKind.OREMERKET,
    "øremerka": PartKind.OREMERKET,
}
_PARTS_SHOWN: Final = (
    "lønn",
    "kjøp",
    "kjøp inkl. mva",
    "overføring",
    "gebyr",
    "øremerket",
    "refusjon",
    "netto",
)
_INCOME_PARTS: Final = frozenset({PartKind.GEBYR, PartKind.OREMERKET, PartKind.REFUSJON})
_PER_CENT: Final = 100


def identify(workbook: Workbook) -> Claim | None:
    """A claim on files with measures by key, kind and part; contracts have a kind, but no parts and years."""
    likely = [
        match for match in find_tables(workbook, COLUMNS) if match.table.has("del") or match.table.years
    ]
    return claim(likely, least=_LEAST_HEADINGS)


def stage(workbook: Workbook, choices: ImportChoices, codes: Codes) -> Staged:
    """The measures and scenarios in the file, or what must be mended first."""
    details = read_details(workbook)
    findings = Findings()
    findings.take_over(details.issues)
    tables = find_tables(workbook, COLUMNS)
    scenario_tables = find_tables(workbook, SCENARIO_COLUMNS, besides=tables)
    scenario_rows = Reading(scenario_tables, findings)
    scenarios, scenario_keys = _scenarios(scenario_rows)
    # Without a sheet of scenarios their keys may be those of another file.
    known = scenario_keys if scenario_tables else None
    measures = _Measures(findings, codes, known)
    rows = Reading(tables, findings)
    amounts = {match.table.sheet.name: _amounts(workbook, match.table, details, findings) for match in tables}
    for record in rows.records():
        measures.read(record, amounts[record.table.sheet.name].get(record.index, {}))
    measures.finish()
    findings.take_over(account(workbook, COLUMNS, rows, scenario_rows))
    return staged(
        workbook,
        KEY,
        issues=findings.in_order(workbook),
        content=Content(
            measures=measures.built(), scenarios=tuple(scenarios.values()), links=measures.links()
        ),
        rows=together(rows.count(measures.parts_read), scenario_rows.count(len(scenarios))),
        kommune=details.kommune,
        stood_from=choose_stood_from(choices, details),
    )


FORMAT: Final = Format(KEY, text("Tiltak og scenarioer"), identify, stage)


def _scenarios(reading: Reading) -> tuple[dict[str, Scenario], frozenset[str]]:
    """The scenarios by key, and every key in the sheet, those of rows that must be mended too."""
    scenarios: dict[str, Scenario] = {}
    seen: dict[str, CellRef] = {}
    for record in reading.records():
        key, title = record.need("nokkel"), record.need("tittel")
        if key and key in seen:
            tell_key_twice(record, seen[key])
        seen.setdefault(key, record.where("nokkel"))
        if not record.failed:
            where = record.where("nokkel")
            scenarios[key] = Scenario(key, title, record.text("parti"), record.text("forklaring"), where)
    return scenarios, frozenset(seen)


def _amounts(
    workbook: Workbook, table: Table, details: Details, findings: Findings
) -> dict[int, dict[int, int]]:
    """Record → year → øre; a year without an amount, or with 0, is left out."""
    columns = _year_columns(table, findings)
    numbers = decide_numbers(workbook, table, details, tuple(columns))
    findings.take_over(numbers.issues)
    amounts: dict[int, dict[int, int]] = {record: {} for record in table.records}
    for column, year in columns.items():
        read = parse_column(table.series_at(column), numbers.unit, numbers.dot)
        findings.take_over(column_issues(table, column, read, table.records))
        for record, ore in zip(table.records, read.ore.tolist(), strict=True):
            if ore:
                amounts[record][year] = ore
    return amounts


def _year_columns(table: Table, findings: Findings) -> dict[int, int]:
    """Column → year; no year, too many years and the same year twice are errors."""
    where = CellRef(table.file, table.sheet.name, table.header_row)
    if not 1 <= len(table.years) <= _MOST_YEARS:
        findings.add(
            "YEARS_MISSING" if not table.years else "YEARS_MANY",
            where,
            ", ".join(str(year) for year in table.years.values()),
            text("Tiltakene må ha fra én til {most} kolonner med årstall som overskrift.", most=_MOST_YEARS),
            text("Skriv ett årstall i overskriften til hver beløpskolonne, for eksempel 2027."),
        )
    first: dict[int, int] = {}
    for column, year in table.years.items():
        if year in first:
            findings.add(
                "HEADING_TWICE",
                CellRef(table.file, table.sheet.name, table.header_row, column),
                str(year),
                text("Året {year} står i to overskrifter.", year=Year(year)),
                text("Rett årstallet i den ene overskriften."),
            )
        first.setdefault(year, column)
    return {column: year for year, column in first.items()}


@dataclass(slots=True)
class _Draft:
    """A measure being read: what its first row says, where, and its parts so far."""

    first: Record
    said: dict[str, tuple[str, CellRef]]
    kind: MeasureKind | None
    scenarios: tuple[str, ...]
    parts: list[Part] = field(default_factory=list)


_SHARED: Final = ("tittel", "slag", "foreslatt_av", "scenarioer")


class _Measures:
    """The measures read so far.

    `scenarios` are the keys of the file's own sheet of scenarios, None when it has no such sheet.
    """

    def __init__(self, findings: Findings, codes: Codes, scenarios: frozenset[str] | None) -> None:
        self.parts_read = 0
        self._findings = findings
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

    def finish(self) -> None:
        """Tells what only a whole measure shows."""
        for draft in self._drafts.values():
            _tell_sign(draft)

    def built(self) -> tuple[Measure, ...]:
        """The measures in the order of their first rows; those that must be mended first are left out."""
        return tuple(
            Measure(
                key,
                draft.said["tittel"][0],
                draft.kind,
                draft.said["foreslatt_av"][0],
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
        kind = record.choice("slag", _KINDS, _KINDS_SHOWN) if record.need("slag") else None
        said = {key: (record.text(key), record.where(key)) for key in _SHARED}
        return _Draft(record, said, kind, self._scenario_keys(record))

    def _agree(self, record: Record, draft: _Draft) -> None:
        """Rows of one measure say the same about it; a blank cell says nothing."""
        for key in _SHARED:
            said, where = draft.said[key]
            if record.blank(key):
                continue
            if not said:
                draft.said[key] = (record.text(key), record.where(key))
                if key == "scenarioer":
                    draft.scenarios = self._scenario_keys(record)
            elif _words(record.text(key)) != _words(said):
                record.error(
                    key,
                    "MEASURE_DISAGREES",
                    text(
                        "Tiltaket {key} har en annen verdi her enn i {where}: «{said}».",
                        key=record.text("nokkel"),
                        where=str(where),
                        said=said,
                    ),
                    text("Skriv det samme i alle radene til tiltaket, eller la feltet stå tomt."),
                )

    def _scenario_keys(self, record: Record) -> tuple[str, ...]:
        keys = tuple(dict.fromkeys(key for key in re.split(r"[;,\s]+", record.text("scenarioer")) if key))
        for key in keys:
            if self._scenarios is None:
                record.warn(
                    "scenarioer",
                    "SCENARIO_NOT_HERE",
                    text("Filen har ikke noe ark med scenarioet {key}.", key=key),
                    text("Se etter at scenarioet er importert i en annen fil."),
                    found=key,
                )
            elif key not in self._scenarios:
                record.error(
                    "scenarioer",
                    "SCENARIO_UNKNOWN",
                    text("Scenarioet {key} står ikke i arket Scenarioer.", key=key),
                    text("Rett nøkkelen, eller legg scenarioet til i arket Scenarioer."),
                    found=key,
                )
        return keys

    def _part(self, record: Record, amounts: dict[int, int]) -> Part | None:
        kind = record.choice("del", _PARTS, _PARTS_SHOWN) if record.need("del") else None
        funksjon, art = _funksjon(record), one_art(record)
        start, kept = _start_month(record), _kept_share(record)
        one_off = record.choice("engangs", YES_NO, YES_NO_SHOWN) or False
        if funksjon and amounts:
            tell_unknown_funksjoner(record, "funksjon", (funksjon,), self._codes, min(amounts))
        if not amounts:
            record.warn(
                "nokkel",
                "PART_WITHOUT_AMOUNT",
                text("Raden har ingen beløp, så den endrer ingenting."),
                text("Skriv endringen i minst ett av årene, eller slett raden."),
            )
        if record.failed or kind is None:
            return None
        where = record.where("nokkel")
        return Part(kind, funksjon, art, record.text("ansvar"), amounts, start, kept, one_off, where)


def _words(said: str) -> frozenset[str]:
    """What is compared between the rows of a measure: the words, in any case, order and separation."""
    return frozenset(re.split(r"[;,\s]+", said.casefold().strip(" ;,")))


def _tell_sign(draft: _Draft) -> None:
    """Warns of a saving that costs, or a wish that saves: most often a forgotten minus."""
    better = sum(
        sum(part.amounts.values()) * (1 if part.kind in _INCOME_PARTS else -1) for part in draft.parts
    )
    saves = draft.kind in {MeasureKind.INNSPARING, MeasureKind.INNTEKT}
    if draft.kind is None or better == 0 or saves == (better > 0):
        return
    draft.first.warn(
        "slag",
        "SIGN_UNUSUAL",
        text("Tiltaket gjør budsjettet dårligere, men er en innsparing eller en inntekt.")
        if saves
        else text("Tiltaket gjør budsjettet bedre, men er en økning eller et ønske."),
        text("Se etter fortegnet: minus er lavere kostnad eller lavere inntekt."),
    )


def _funksjon(record: Record) -> str:
    written = record.text("funksjon")
    if not written:
        record.warn(
            "funksjon",
            "MEASURE_UNSPECIFIED",
            text("Raden har ingen funksjon, så endringen er uspesifisert."),
            text("Skriv funksjonen som får endringen."),
        )
        return ""
    code = funksjon_of(written)
    if code is None:
        record.error(
            "funksjon",
            "FUNKSJON_FORM",
            text("«{found}» er ikke en KOSTRA-funksjon med tre siffer.", found=written),
            text("Skriv én funksjon med tre siffer, for eksempel 202. Bruk én rad per funksjon."),
        )
    return code or ""


def _start_month(record: Record) -> int:
    written = record.text("startmaaned")
    if not written:
        return 1
    month = month_number(written) or (int(written) if re.fullmatch(r"0?[1-9]|1[0-2]", written) else None)
    if month is None:
        record.error(
            "startmaaned",
            "START_MONTH",
            text("«{found}» er ikke en måned fra 1 til 12.", found=written),
            text("Skriv måneden tiltaket virker fra det første året, for eksempel 6 for juni."),
        )
    return month or 1


def _kept_share(record: Record) -> float:
    """The share kept, 0–1. A cell of 0,5 could be half of a per cent or a half, so it asks."""
    written = record.text("beholdt_andel")
    if not written:
        return 0.0
    try:
        share = quantity(written)
    except QuantityError:
        return _tell_share(record, text("«{found}» er ikke en andel i prosent.", found=written))
    value = share.value if "%" in written else share.value / _PER_CENT
    if not 0 <= value <= 1:
        return _tell_share(record, text("Andelen må være fra 0 til 100 prosent."))
    if "%" not in written and 0 < share.value <= 1:
        return _tell_share(
            record, text("«{found}» kan være {found} prosent eller en andel av 1.", found=written)
        )
    return float(value)


def _tell_share(record: Record, message: Text) -> float:
    record.error(
        "beholdt_andel", "KEPT_SHARE", message, text("Skriv prosenten som et helt tall, for eksempel 50.")
    )
    return 0.0
