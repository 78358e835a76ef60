"""Meeting plans: one row per meeting, with a date or with day, month and year in columns of their own."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import Final

from importers.cells.dates import DateFault, day_of, month_number
from importers.cells.organs import organ_of
from importers.formats.cases import COLUMNS as CASE_COLUMNS
from importers.reading.workbook import Workbook, cell_text, is_blank
from importers.staging import Claim, Codes, Details, Format, choose_stood_from, read_details, staged
from importers.tables.columns import Column, Holds, Match, heading_key
from importers.tables.records import (
    YES_NO,
    YES_NO_SHOWN,
    Findings,
    Reading,
    Record,
    account,
    claim,
    find_tables,
)
from planhjul.issues import Issue, Level
from planhjul.staged import Content, ImportChoices, RowCount, Staged
from planhjul.texts import text
from planhjul.wheel.meetings import Meeting

KEY: Final = "meetings"

_KOMMUNE: Final = Column("kommune", "Kommune", ("kommunenavn", "kommunenamn", "kommunenummer"))
_DATO: Final = Column("dato", "Dato", ("møtedato", "møtedag", "date"), required=True, holds=Holds.DATE)
_ORGAN: Final = Column("organ", "Organ", ("utvalg", "utval", "råd og utvalg", "møte i"), required=True)
_REST: Final = (
    Column("formaal", "Formål", ("føremål", "tema", "merknad", "gjelder", "gjeld")),
    Column("holdt", "Holdt", ("avholdt", "gjennomført", "halde", "status")),
)
COLUMNS: Final = (_DATO, _ORGAN, *_REST, _KOMMUNE)
SPLIT_COLUMNS: Final = (
    _KOMMUNE,
    Column("aar", "År", ("aar", "årstall", "årstal")),
    Column("aar_sikkerhet", "År sikkerhet", ("aar_sikkerhet",)),
    Column("dag", "Dag", required=True, holds=Holds.DATE),
    Column("maaned", "Måned", ("maaned", "månad", "mnd"), required=True),
    _ORGAN,
    *_REST,
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
_GRID_MONTHS: Final = 6
_GRID_LINES: Final = 30


def identify(workbook: Workbook) -> Claim | None:
    """A claim on files with organ and date per row, and on month tables (to refuse them with the reason)."""
    if month_grid(workbook):
        return Claim(True, _GRID_MONTHS)
    # A list of cases has dates and organs too, but its rows are cases.
    if any(match.table.has("saksnummer") for match in find_tables(workbook, CASE_COLUMNS)):
        return None
    # A year and a note alone say nothing of meetings.
    likely = [match for match in _tables(workbook) if _TELLING & set(match.table.columns)]
    return claim(likely, least=2)


def stage(workbook: Workbook, choices: ImportChoices, _codes: Codes) -> Staged:
    """The meetings in the file, or what must be mended first."""
    details = read_details(workbook)
    findings = Findings()
    findings.take_over(details.issues)
    grid = month_grid(workbook)
    if grid:
        findings.take_over(grid)
        read = sum(any(not is_blank(cell) for cell in row) for sheet in workbook.sheets for row in sheet.rows)
        rows = RowCount(read, 0, 0, read)
        return staged(workbook, KEY, issues=findings.in_order(workbook), content=Content(), rows=rows)
    reading = Reading(_tables(workbook), findings)
    plan = _Plan(findings, choices.year or details.year)
    for record in reading.records():
        plan.read(record)
    findings.take_over(account(workbook, COLUMNS, reading))
    plan.tell_doubts()
    return staged(
        workbook,
        KEY,
        issues=findings.in_order(workbook),
        content=Content(meetings=tuple(plan.meetings.values())),
        rows=reading.count(len(plan.meetings)),
        kommune=plan.kommune(details),
        stood_from=choose_stood_from(choices, details),
    )


FORMAT: Final = Format(KEY, text("Møteplan"), identify, stage)


def _tables(workbook: Workbook) -> tuple[Match, ...]:
    """Tables with a whole date, else with day and month apart, else whichever comes nearest."""
    whole, split = find_tables(workbook, COLUMNS), find_tables(workbook, SPLIT_COLUMNS)
    if any(match.complete for match in whole) or not any(match.complete for match in split):
        return whole or split
    return split


def month_grid(workbook: Workbook) -> tuple[Issue, ...]:
    """The refusal of a table of months × organs with bare day numbers, or () when the file is no such table.

    As text the blank months are gone, so that nobody can tell which month a day belongs to.
    """
    for sheet in workbook.sheets:
        titled = False
        for row, number in zip(sheet.rows[:_GRID_LINES], sheet.numbers, strict=False):
            words = [word for cell in row for word in cell_text(cell).split()]
            titled = titled or any(word.casefold().startswith(("møteplan", "møtekalender")) for word in words)
            titled = titled or any(heading_key(word) in {"utvalg", "utval", "organ"} for word in words)
            if titled and len({month_number(word) for word in words} - {None}) >= _GRID_MONTHS:
                return (
                    Issue(
                        "MEETINGS_IN_MONTH_TABLE",
                        Level.ERROR,
                        workbook.ref(sheet.name, number),
                        " ".join(words),
                        text(
                            "Møteplanen er en tabell med en kolonne for hver måned. "
                            "Da er det ikke sikkert hvilken måned hver dag hører til."
                        ),
                        text("Skriv én rad per møte med dato og organ. Malen for møteplan viser hvordan."),
                    ),
                )
    return ()


class _Plan:
    """The meetings read so far, and what they leave in doubt."""

    def __init__(self, findings: Findings, year: int | None) -> None:
        self.meetings: dict[tuple[str, date], Meeting] = {}
        self._findings = findings
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
            self._tell_twice(record, known)
            purposes = [said for said in dict.fromkeys((*known.purpose.split("; "), purpose)) if said]
            known_held = held if known.held is None else known.held
            self.meetings[key] = replace(known, purpose="; ".join(purposes), held=known_held)
            return
        where = record.table.ref(record.index, "organ")
        self.meetings[key] = Meeting(organ_of(organ_name), organ_name, day, purpose, held, where)

    def _tell_twice(self, record: Record, known: Meeting) -> None:
        record.warn(
            "organ",
            "MEETING_TWICE",
            text(
                "Møtet {day} i {organ} står også i {where}.",
                day=known.day,
                organ=known.organ_name,
                where=str(known.source),
            ),
            text("Slett den ene raden. Formålet fra begge rader er tatt med på ett møte."),
        )

    def _day(self, record: Record) -> date | None:
        if not record.table.has("dag"):
            return record.day("dato") if record.need("dato") else None
        day, month = _day_number(record), _month(record)
        year = self._year_of(record)
        if day is None or month is None or year is None:
            return None
        found = day_of(year, month, day)
        if isinstance(found, DateFault):
            record.error("dag", "DATE_UNKNOWN", found.message, found.advice)
            return None
        return found

    def _year_of(self, record: Record) -> int | None:
        written = record.text("aar")
        if _YEAR.fullmatch(written):
            if heading_key(record.text("aar_sikkerhet")) not in _SURE:
                self._unsure.setdefault(written, []).append(record)
            return int(written)
        if self._year is None:
            record.failed = True
            self._yearless.setdefault(written, []).append(record)
        return self._year

    def tell_doubts(self) -> None:
        """What concerns many rows at once is told once, at the first of them."""
        for year, records in self._unsure.items():
            records[0].warn(
                "aar",
                "YEAR_UNSURE",
                text("Året {year} er ikke sikkert for {count} møter.", year=year, count=len(records)),
                text("Se etter at ukedagene stemmer med møteplanen før du bruker datoene."),
            )
        for records in self._yearless.values():
            records[0].error(
                "aar",
                "YEAR_UNKNOWN",
                text("Året mangler for {count} møter.", count=len(records)),
                text("Skriv årstallet i kolonnen År, eller velg år når du importerer filen."),
            )
        if len(self._kommuner) > 1:
            second = list(self._kommuner.values())[1]
            second.error(
                "kommune",
                "SEVERAL_KOMMUNER",
                text("Filen har møter for flere kommuner: {names}.", names=", ".join(self._kommuner)),
                text("Behold radene for den ene kommunen filen skal gjelde, og importer på nytt."),
            )

    def kommune(self, details: Details) -> str:
        """The municipality's number when the file gives one, else ""."""
        numbers = [name for name in self._kommuner if re.fullmatch(r"\d{4}", name)]
        return details.kommune or (numbers[0] if len(numbers) == 1 else "")


def _day_number(record: Record) -> int | None:
    written = record.need("dag")
    if not written:
        return None
    found = _DAY.fullmatch(written)
    if found is None:
        record.error(
            "dag",
            "DATE_UNKNOWN",
            text("«{found}» er ikke én dag i måneden.", found=written),
            text("Skriv ett tall fra 1 til 31. Bruk én rad per møte."),
        )
        return None
    return int(found[1])


def _month(record: Record) -> int | None:
    written = record.need("maaned")
    if not written:
        return None
    month = month_number(written) or (int(written) if re.fullmatch(r"0?[1-9]|1[0-2]", written) else None)
    if month is None:
        record.error(
            "maaned",
            "MONTH_UNKNOWN",
            text("«{found}» er ikke en måned.", found=written),
            text("Skriv månedens navn eller et tall fra 1 til 12."),
        )
    return month
