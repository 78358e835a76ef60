"""Small tables read row by row: one record per row, one issue per mistake, and every row accounted for."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final, TypeVar

from importers.cells.dates import month_number, read_date
from importers.reading.workbook import Value, Workbook, cell_text, is_blank
from importers.staging import (
    DETAILS_SHEET,
    EXPLANATION_SHEET,
    Claim,
    Codes,
    Format,
    choose_stood_from,
    read_details,
    staged,
)
from importers.tables.columns import (
    CELL_ERROR,
    FORMULA_NOT_CALCULATED,
    SHEET_NOT_READ,
    Column,
    Match,
    Table,
    heading_key,
    match_columns,
    no_rows,
    table_issues,
)
from planhjul.issues import CellRef, Issue, IssueKind, Level, error, info, warning
from planhjul.staged import Content, ImportChoices, RowCount, Staged
from planhjul.texts import Text, TextValue, Year, text

_Meaning = TypeVar("_Meaning")
_Item = TypeVar("_Item")

YES_NO: Final[Mapping[str, bool]] = {
    "ja": True,
    "j": True,
    "true": True,
    "nei": False,
    "n": False,
    "false": False,
}
YES_NO_SHOWN: Final = ("ja", "nei")
OWN_SHEETS: Final = {heading_key(DETAILS_SHEET), heading_key(EXPLANATION_SHEET)}
_UNREADABLE: Final = frozenset({CELL_ERROR.code, FORMULA_NOT_CALCULATED.code})

CELL_BLANK: Final = error(
    "CELL_BLANK",
    text("Feltet {heading} er tomt."),
    text("Fyll ut feltet, eller slett raden hvis den ikke skal være med."),
)
VALUE_UNKNOWN: Final = error(
    "VALUE_UNKNOWN",
    text("«{found}» er ikke en verdi som kan brukes her."),
    text("Velg en av disse: {choices}."),
)
DATES_ORDER: Final = error(
    "DATES_ORDER",
    text("Datoen er før {heading} {day}."),
    text("Rett den ene av de to datoene."),
)
KEY_TWICE: Final = error(
    "KEY_TWICE",
    text("Nøkkelen {key} er brukt før, i {where}."),
    text("Slett den ene raden, eller gi den en annen nøkkel."),
)
FUNKSJON_NOT_VALID: Final = warning(
    "FUNKSJON_NOT_VALID",
    text("Funksjon {code} står ikke i kodelisten for {year}."),
    text("Se etter om funksjonen er skrevet riktig. Den er tatt med slik den står."),
)
ROW_IS_NOTE: Final = info(
    "ROW_IS_NOTE",
    text("Raden er lest som en merknad og er ikke tatt med."),
    text("Fyll ut de andre kolonnene hvis raden skulle vært med."),
)


@dataclass(slots=True)
class Findings:
    """The issues found so far; a cell that could not be read is told of once."""

    issues: list[Issue] = field(default_factory=list)
    _unreadable: set[CellRef] = field(default_factory=set)

    def take_over(self, issues: Iterable[Issue]) -> None:
        """Issues made by others; a cell they could not read is not reported as blank as well."""
        for issue in issues:
            self.issues.append(issue)
            if issue.code in _UNREADABLE:
                self._unreadable.add(issue.where)

    def in_order(self, workbook: Workbook) -> tuple[Issue, ...]:
        """The issues as one meets them in the workbook: by sheet, row and column."""
        order = {sheet.name: number for number, sheet in enumerate(workbook.sheets)}
        return tuple(
            sorted(
                self.issues,
                key=lambda issue: (order.get(issue.where.sheet, -1), issue.where.row, issue.where.column),
            )
        )

    def add(self, kind: IssueKind, where: CellRef, found: str = "", /, **holes: TextValue) -> None:
        """One more issue, unless the cell itself could not be read.

        That has been told already, and becomes an error when what the cell holds cannot be done without.
        """
        if where not in self._unreadable:
            self.issues.append(kind.at(where, found, **holes))
        elif kind.level is Level.ERROR:
            self.issues = [
                replace(issue, level=Level.ERROR)
                if issue.where == where and issue.code in _UNREADABLE
                else issue
                for issue in self.issues
            ]


@dataclass(slots=True)
class Record:
    """One row of a table. `failed` turns True when something in the row must be mended first."""

    table: Table
    index: int
    findings: Findings
    failed: bool = False

    def text(self, key: str) -> str:
        """The cell as trimmed text, "" when blank."""
        return self.table.text(self.index, key)

    def value(self, key: str) -> Value:
        """The cell as it was read, "" when there is no such column."""
        return self.table.value(self.index, key)

    def blank(self, key: str) -> bool:
        """True when the cell is blank or there is no such column."""
        return is_blank(self.value(key))

    def where(self, key: str) -> CellRef:
        """The address of the cell, of the row when there is no such column."""
        return self.table.ref(self.index, key)

    def heading(self, key: str) -> str:
        """The column's heading as it stands in the file."""
        return self.table.headings[self.table.columns[key]]

    def tell(self, kind: IssueKind, key: str, found: str | None = None, /, **holes: TextValue) -> None:
        """An issue about the cell; `found` is the cell's text when not given."""
        if kind.level is Level.ERROR:
            self.failed = True
        self.findings.add(kind, self.where(key), self.text(key) if found is None else found, **holes)

    def need(self, key: str) -> str:
        """The cell's text; a blank cell is an error (a missing column has been told already)."""
        shown = self.text(key)
        if not shown:
            self.failed = True
            if self.table.has(key):
                self.tell(CELL_BLANK, key, heading=self.heading(key))
        return shown

    def filled(self, key: str) -> bool:
        """True when the cell holds something; a blank cell is an error in a required column only."""
        if self.blank(key) and any(column.key == key for column in self.table.declared if column.required):
            self.need(key)
        return not self.blank(key)

    def day(self, key: str) -> date | None:
        """The cell's date, None when blank; what is no certain date is an error."""
        day = read_date(self.value(key)) if self.filled(key) else None
        if isinstance(day, IssueKind):
            self.tell(day, key)
            return None
        return day

    def month(self, key: str, unknown: IssueKind) -> int | None:
        """The cell's month 1–12 by name or number, None when blank; anything else is told as `unknown`."""
        if not self.filled(key):
            return None
        shown = self.text(key)
        month = month_number(shown) or (int(shown) if re.fullmatch(r"0?[1-9]|1[0-2]", shown) else None)
        if month is None:
            self.tell(unknown, key)
        return month

    def in_order(self, earlier: str, first: date | None, later: str, second: date | None) -> None:
        """Tells when the one date comes after the other; a date that is not there is in order."""
        if first is not None and second is not None and first > second:
            self.tell(DATES_ORDER, later, heading=self.heading(earlier), day=first)

    def choice(self, key: str, choices: Mapping[str, _Meaning], shown: Sequence[str]) -> _Meaning | None:
        """What the cell's word means, None when blank; a word that is not among the choices is an error.

        Args:
            key: the column.
            choices: `heading_key` of a word → what it means.
            shown: the words to choose from, as they are shown in the advice.
        """
        if not self.filled(key):
            return None
        word = heading_key(self.value(key))
        if word not in choices:
            self.tell(VALUE_UNKNOWN, key, choices=", ".join(shown))
            return None
        return choices[word]


def find_tables(
    workbook: Workbook, declared: Sequence[Column], besides: Sequence[Match] = ()
) -> tuple[Match, ...]:
    """The tables with these columns, as `complete_or_nearest`; () when no sheet has two of the headings.

    The sheets of the tables in `besides` are something else, and hidden sheets are not read.
    """
    used = OWN_SHEETS | {heading_key(match.table.sheet.name) for match in besides}
    return complete_or_nearest(
        match
        for sheet in workbook.sheets
        if not sheet.hidden
        and heading_key(sheet.name) not in used
        and (match := match_columns(workbook, sheet, declared))
    )


def complete_or_nearest(matches: Iterable[Match]) -> tuple[Match, ...]:
    """Every table that has all required columns, else the one that comes nearest.

    Meeting plans often have a sheet per year, so all sheets that fit are read. Of sheets that lack a column
    only the best counts.
    """
    likely = tuple(matches)
    complete = tuple(match for match in likely if match.complete)
    return complete or tuple(sorted(likely, key=lambda match: -match.found)[:1])


def claim(
    matches: Sequence[Match], least: int, stage: Callable[[ImportChoices, Codes], Staged]
) -> Claim | None:
    """How strongly a format may claim a file whose tables are these; `least` headings must be recognised."""
    found = max((match.found for match in matches), default=0)
    if found < least:
        return None
    return Claim(any(match.complete for match in matches), found, stage)


class Reading:
    """A workbook of small tables being read: what it says of itself, what is wrong, and its rows.

    Attributes:
        details: what the sheet Opplysninger says.
        stood_from: the day the file holds from, None when nobody says it.
        findings: the issues so far.
    """

    def __init__(self, workbook: Workbook, choices: ImportChoices, codes: Codes) -> None:
        self.workbook, self.choices, self.codes = workbook, choices, codes
        self.details = read_details(workbook)
        self.stood_from = choose_stood_from(choices, self.details)
        self.findings = Findings()
        self.findings.take_over(self.details.issues)
        self._tables: list[Table] = []

    def records(self, matches: Sequence[Match]) -> Iterator[Record]:
        """The rows that hold a record; sums, notes and repeated headings are explained and passed over."""
        for match in matches:
            table = match.table
            self._tables.append(table)
            self.findings.take_over(table_issues(table))
            for index in table.records:
                if table.is_repeated_header(index) or _is_sum(table, index):
                    continue
                if _is_note(table, index):
                    first = min(table.columns.values())
                    self.findings.add(
                        ROW_IS_NOTE, table.ref_at(index, first), cell_text(table.at(index, first))
                    )
                    continue
                yield Record(table, index, self.findings)

    def by_key(
        self, matches: Sequence[Match], read: Callable[[Record, str], _Item | None]
    ) -> dict[str, _Item]:
        """The rows by key («nokkel»), as `read` makes them of record and key.

        A key may be used once. Rows that must be mended first are left out.
        """
        items: dict[str, _Item] = {}
        first: dict[str, CellRef] = {}
        for record in self.records(matches):
            key, where = record.need("nokkel"), record.where("nokkel")
            if key and first.setdefault(key, where) != where:
                record.tell(KEY_TWICE, "nokkel", key=key, where=str(first[key]))
            item = read(record, key)
            if item is not None and not record.failed:
                items[key] = item
        return items

    def staged(self, key: str, content: Content, taken: int, kommune: str = "") -> Staged:
        """What was read; the rows not taken were passed over, or are told of in an issue.

        Args:
            key: the format's.
            content: what the rows hold.
            taken: how many of the rows are in it.
            kommune: the municipality's number, when something else than Opplysninger says it.
        """
        rows = sum(len(table.records) for table in self._tables)
        self.findings.take_over(self._unread())
        if not rows:
            self.findings.take_over([no_rows(self._tables[0])])
        return staged(
            self.workbook,
            key,
            issues=self.findings.in_order(self.workbook),
            content=content,
            rows=RowCount(rows, taken, 0, rows - taken),
            choices=self.choices,
            details=self.details,
            kommune=kommune,
        )

    def _unread(self) -> Iterator[Issue]:
        """The filled sheets that nothing was read from."""
        used = OWN_SHEETS | {heading_key(table.sheet.name) for table in self._tables}
        for sheet in self.workbook.sheets:
            if heading_key(sheet.name) not in used and sheet.filled:
                yield SHEET_NOT_READ.at(self.workbook.ref(sheet.name), sheet.name, sheet=sheet.name)


def small_tables(
    key: str,
    title: Text,
    columns: Sequence[Column],
    least: int,
    stage: Callable[[Reading, Sequence[Match]], Staged],
    likely: Callable[[Table], bool] = lambda _: True,
) -> Format:
    """The format of a workbook of small tables with these columns, read by `stage`.

    A file is claimed when at least `least` headings are recognised in a table that is `likely` of this kind.
    """

    def identify(workbook: Workbook) -> Claim | None:
        tables = find_tables(workbook, columns)

        def staged_from(choices: ImportChoices, codes: Codes) -> Staged:
            return stage(Reading(workbook, choices, codes), tables)

        return claim([match for match in tables if likely(match.table)], least, staged_from)

    return Format(key, title, identify)


def keys_in(matches: Sequence[Match]) -> frozenset[str] | None:
    """Every key («nokkel») in the tables, those of rows that must be mended too; None without a table."""
    if not matches:
        return None
    return frozenset(match.table.text(index, "nokkel") for match in matches for index in match.table.records)


def tell_unknown_funksjoner(
    record: Record,
    key: str,
    funksjoner: Iterable[str],
    codes: Codes,
    year: int,
    *,
    other_years: bool = False,
) -> None:
    """Warns of functions that the year's code list does not have; they are kept.

    `other_years` lets functions pass that are valid in other years: areas list them for many years at once.
    """
    for code in funksjoner:
        status = codes.funksjon_status(code, year)
        if status == "unknown" or (status != "valid" and not other_years):
            record.tell(FUNKSJON_NOT_VALID, key, code, code=code, year=Year(year))


def _is_sum(table: Table, index: int) -> bool:
    filled = [column for column in table.declared if column.required and table.text(index, column.key)]
    return table.is_sum(index, ()) and len(filled) <= 1


def _is_note(table: Table, index: int) -> bool:
    """True for a row whose only cell is a sentence in the first column: a remark below the table."""
    row = table.sheet.rows[index]
    filled = [column for column, cell in enumerate(row, 1) if not is_blank(cell)]
    first = min(table.columns.values())
    return filled == [first] and isinstance(row[first - 1], str) and " " in cell_text(row[first - 1])
