"""Meeting plans: one row per meeting, with a date or with day, month and year in columns of their own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Final

from importers.cells.dates import DATE_UNKNOWN, day_of, month_number
from importers.cells.organs import organ_of
from importers.formats.cases import COLUMNS as CASE_COLUMNS
from importers.reading.workbook import Workbook, cell_text
from importers.staging import YEAR_UNKNOWN, Claim, Codes, Format, read_details, staged
from importers.tables.columns import Column, Holds, Match, heading_key
from importers.tables.layouts import columns_of
from importers.tables.records import YES_NO, YES_NO_SHOWN, Reading, Record, claim, find_tables
from planhjul.issues import Issue, IssueKind, error, warning
from planhjul.staged import Content, ImportChoices, RowCount, Staged
from planhjul.texts import text
from planhjul.wheel.meetings import Meeting

KEY: Final = "meetings"

COLUMNS: Final = columns_of("meetings")
SPLIT_COLUMNS: Final = (
    Column("aar", "År", ("aar", "årstall", "årstal")),
    Column("aar_sikkerhet", "År sikkerhet", ("aar_sikkerhet",)),
    Column("dag", "Dag", required=True, holds=Holds.DATE),
    Column("maaned", "Måned", ("maaned", "månad", "mnd"), required=True),
    *(column for column in COLUMNS if column.key != "dato"),
)

_TELLING: Final = frozenset({"dato", "dag", "organ"})
_SURE: Final = frozenset({"", "sikker", "sikkert", "oppgitt", "oppgjeve"})
_HELD: Final[dict[str, bool | None]] = {
    **YES_NO,
    "holdt": True,
    "avholdt": True,
    "halde": True,
    "gjennomført": True,
    "avlyst": False,
    "planlagt": None,
}
_DAY: Final = re.compile(r"(\d{1,2})\.?")
_YEAR: Final = re.compile(r"(?:19|20)\d\d")
_LEAST_HEADINGS: Final = 2
_GRID_MONTHS: Final = 6
_GRID_LINES: Final = 30

MEETINGS_IN_MONTH_TABLE: Final = error(
    "MEETINGS_IN_MONTH_TABLE",
    text(
        "Møteplanen er en tabell med en kolonne for hver måned. "
        "Da er det ikke sikkert hvilken måned hver dag hører til."
    ),
    text("Skriv én rad per møte med dato og organ. Malen for møteplan viser hvordan."),
)
MEETING_TWICE: Final = warning(
    "MEETING_TWICE",
    text("Møtet {day} i {organ} står også i {where}."),
    text("Slett den ene raden. Formålet fra begge rader er tatt med på ett møte."),
)
YEAR_UNSURE: Final = warning(
    "YEAR_UNSURE",
    text("Året {year} er ikke sikkert for {count} møter."),
    text("Se etter at ukedagene stemmer med møteplanen før du bruker datoene."),
)
_YEAR_MISSING: Final = YEAR_UNKNOWN.but(
    message=text("Året mangler for {count} møter."),
    advice=text("Skriv årstallet i kolonnen År, eller velg år når du importerer filen."),
)
SEVERAL_KOMMUNER: Final = error(
    "SEVERAL_KOMMUNER",
    text("Filen har møter for flere kommuner: {names}."),
    text("Behold radene for den ene kommunen filen skal gjelde, og importer på nytt."),
)
_NOT_ONE_DAY: Final = DATE_UNKNOWN.but(
    message=text("«{found}» er ikke én dag i måneden."),
    advice=text("Skriv ett tall fra 1 til 31. Bruk én rad per møte."),
)
MONTH_UNKNOWN: Final = error(
    "MONTH_UNKNOWN",
    text("«{found}» er ikke en måned."),
    text("Skriv månedens navn eller et tall fra 1 til 12."),
)


def identify(workbook: Workbook) -> Claim | None:
    """A claim on files with organ and date per row, and on month tables (to refuse them with the reason)."""
    if grid := month_grid(workbook):
        return Claim(True, _GRID_MONTHS, partial(_refuse, workbook, grid))
    # A list of cases has dates and organs too, but its rows are cases.
    if any(match.table.has("saksnummer") for match in find_tables(workbook, CASE_COLUMNS)):
        return None
    tables = _tables(workbook)
    # A year and a note alone say nothing of meetings.
    likely = [match for match in tables if _TELLING & set(match.table.columns)]
    return claim(likely, _LEAST_HEADINGS, partial(_stage, workbook, tables))


FORMAT: Final = Format(KEY, text("Møteplan"), identify)


def _refuse(workbook: Workbook, grid: Issue, choices: ImportChoices, _codes: Codes) -> Staged:
    """The month table refused; no row of it is read."""
    details = read_details(workbook)
    rows = sum(len(sheet.filled) for sheet in workbook.sheets)
    return staged(
        workbook,
        KEY,
        issues=(*details.issues, grid),
        content=Content(),
        rows=RowCount(rows, 0, 0, rows),
        choices=choices,
        details=details,
    )


def _stage(workbook: Workbook, tables: Sequence[Match], choices: ImportChoices, codes: Codes) -> Staged:
    """The meetings in the file, or what must be mended first."""
    reading = Reading(workbook, choices, codes)
    plan = _Plan(choices.year or reading.details.year)
    for record in reading.records(tables):
        plan.read(record)
    plan.tell_doubts()
    meetings = tuple(plan.meetings.values())
    return reading.staged(KEY, Content(meetings=meetings), len(meetings), plan.kommune())


def _tables(workbook: Workbook) -> tuple[Match, ...]:
    """Tables with a whole date, else with day and month apart, else whichever comes nearest."""
    whole, split = find_tables(workbook, COLUMNS), find_tables(workbook, SPLIT_COLUMNS)
    if any(match.complete for match in whole) or not any(match.complete for match in split):
        return whole or split
    return split


def month_grid(workbook: Workbook) -> Issue | None:
    """The refusal of a table of months × organs with bare day numbers, None when the file is no such table.

    As text the blank months are gone, so that nobody can tell which month a day belongs to.
    """
    for sheet in workbook.sheets:
        titled = False
        for row, number in zip(sheet.rows[:_GRID_LINES], sheet.numbers, strict=False):
            words = [word for cell in row for word in cell_text(cell).split()]
            titled = titled or any(word.casefold().startswith(("møteplan", "møtekalender")) for word in words)
            titled = titled or any(heading_key(word) in {"utvalg", "utval", "organ"} for word in words)
            if titled and len({month_number(word) for word in words} - {None}) >= _GRID_MONTHS:
                return MEETINGS_IN_MONTH_TABLE.at(workbook.ref(sheet.name, number), " ".join(words))
    return None


class _Plan:
    """The meetings read so far, and what they leave in doubt."""

    def __init__(self, year: int | None) -> None:
        self.meetings: dict[tuple[str, date], Meeting] = {}
        self._year = year
        self._kommuner: dict[str, Record] = {}
        self._unsure: dict[str, list[Record]] = {}
        self._yearless: dict[str, list[Record]] = {}

    def read(self, record: Record) -> None:
        """Takes one row's meeting, or tells why not."""
        if kommune := record.text("kommune"):
            self._kommuner.setdefault(kommune, record)
        organ_name = record.need("organ")
        held = record.choice("holdt", _HELD, YES_NO_SHOWN)
        day = self._day(record)
        if record.failed or day is None:
            return
        key = (organ_name.casefold(), day)
        purpose = record.text("formaal")
        if known := self.meetings.get(key):
            where = str(known.source)
            record.tell(MEETING_TWICE, "organ", day=day, organ=known.organ_name, where=where)
            purposes = [each for each in dict.fromkeys((*known.purpose.split("; "), purpose)) if each]
            known_held = held if known.held is None else known.held
            self.meetings[key] = replace(known, purpose="; ".join(purposes), held=known_held)
            return
        self.meetings[key] = Meeting(
            organ_of(organ_name), organ_name, day, purpose, held, record.where("organ")
        )

    def _day(self, record: Record) -> date | None:
        if not record.table.has("dag"):
            return record.day("dato")
        day, month = _day_number(record), record.month("maaned", MONTH_UNKNOWN)
        year = self._year_of(record)
        if day is None or month is None or year is None:
            return None
        whole = day_of(year, month, day)
        if isinstance(whole, IssueKind):
            record.tell(whole, "dag")
            return None
        return whole

    def _year_of(self, record: Record) -> int | None:
        shown = record.text("aar")
        if _YEAR.fullmatch(shown):
            if heading_key(record.text("aar_sikkerhet")) not in _SURE:
                self._unsure.setdefault(shown, []).append(record)
            return int(shown)
        if self._year is None:
            record.failed = True
            self._yearless.setdefault(shown, []).append(record)
        return self._year

    def tell_doubts(self) -> None:
        """What concerns many rows at once is told once, at the first of them."""
        for year, records in self._unsure.items():
            records[0].tell(YEAR_UNSURE, "aar", year=year, count=len(records))
        for records in self._yearless.values():
            records[0].tell(_YEAR_MISSING, "aar", count=len(records))
        if len(self._kommuner) > 1:
            second = list(self._kommuner.values())[1]
            second.tell(SEVERAL_KOMMUNER, "kommune", names=", ".join(self._kommuner))

    def kommune(self) -> str:
        """The municipality's number when the rows give one, else ""."""
        numbers = [name for name in self._kommuner if re.fullmatch(r"\d{4}", name)]
        return numbers[0] if len(numbers) == 1 else ""


def _day_number(record: Record) -> int | None:
    shown = record.need("dag")
    day = _DAY.fullmatch(shown)
    if shown and day is None:
        record.tell(_NOT_ONE_DAY, "dag")
    return int(day[1]) if day else None
