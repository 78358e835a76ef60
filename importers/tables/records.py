"""Small tables read row by row: one record per row, one issue per mistake, and every row accounted for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final, TypeVar

from importers.cells.dates import DateFault, read_date
from importers.reading.workbook import Value, Workbook, cell_text, is_blank
from importers.staging import DETAILS_SHEET, EXPLANATION_SHEET, Claim, Codes
from importers.tables.columns import Column, Match, Table, heading_key, match_columns, no_rows
from planhjul.issues import CellRef, Issue, Level
from planhjul.staged import RowCount
from planhjul.texts import Text, Year, text

_Meaning = TypeVar("_Meaning")

YES_NO: Final[Mapping[str, bool]] = {
    "ja": True,
    "j": True,
    "true": True,
    "nei": False,
    "n": False,
    "false": False,
}
YES_NO_SHOWN: Final = ("ja", "nei")
_UNREADABLE: Final = frozenset({"CELL_ERROR", "FORMULA_NOT_CALCULATED"})


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

    def add(
        self,
        code: str,
        where: CellRef,
        found: str,
        message: Text,
        advice: Text,
        level: Level = Level.ERROR,
    ) -> None:
        """One more issue, unless the cell itself could not be read.

        That has been told already, and becomes an error when what the cell holds cannot be done without.
        """
        if where in self._unreadable:
            self._raise_level(where, level)
            return
        self.issues.append(Issue(code, level, where, found, message, advice))

    def _raise_level(self, where: CellRef, level: Level) -> None:
        if level is Level.ERROR:
            self.issues = [
                replace(issue, level=level)
                if (issue.where, issue.code in _UNREADABLE) == (where, True)
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

    def error(self, key: str, code: str, message: Text, advice: Text, found: str | None = None) -> None:
        """An issue about the cell that rejects the file; `found` is the cell's text when not given."""
        self.failed = True
        shown = self.text(key) if found is None else found
        self.findings.add(code, self.where(key), shown, message, advice)

    def warn(self, key: str, code: str, message: Text, advice: Text, found: str | None = None) -> None:
        """An issue about the cell that does not reject the file."""
        shown = self.text(key) if found is None else found
        self.findings.add(code, self.where(key), shown, message, advice, Level.WARNING)

    def need(self, key: str) -> str:
        """The cell's text; a blank cell is an error (a missing column has been told already)."""
        found = self.text(key)
        if not found:
            self.failed = True
            if self.table.has(key):
                self.error(
                    key,
                    "CELL_BLANK",
                    text("Feltet {heading} er tomt.", heading=self.heading(key)),
                    text("Fyll ut feltet, eller slett raden hvis den ikke skal være med."),
                )
        return found

    def day(self, key: str) -> date | None:
        """The cell's date, None when blank; what is no certain date is an error."""
        if self.blank(key):
            return None
        found = read_date(self.value(key))
        if isinstance(found, DateFault):
            self.error(key, "DATE_UNKNOWN", found.message, found.advice)
            return None
        return found

    def choice(self, key: str, choices: Mapping[str, _Meaning], shown: Sequence[str]) -> _Meaning | None:
        """What the cell's word means, None when blank; a word that is not among the choices is an error.

        Args:
            key: the column.
            choices: `heading_key` of a word → what it means.
            shown: the words to choose from, as they are shown in the advice.
        """
        if self.blank(key):
            return None
        said = heading_key(self.value(key))
        if said not in choices:
            self.error(
                key,
                "VALUE_UNKNOWN",
                text("«{found}» er ikke en verdi som kan brukes her.", found=self.text(key)),
                text("Velg en av disse: {choices}.", choices=", ".join(shown)),
            )
            return None
        return choices[said]


def find_tables(
    workbook: Workbook, declared: Sequence[Column], besides: Sequence[Match] = ()
) -> tuple[Match, ...]:
    """Every sheet that has all required columns, else the one sheet that comes nearest; () when none does.

    Meeting plans often have a sheet per year, so all sheets that fit are read. Of sheets that lack a column
    only the best counts. The sheets of the tables in `besides` are something
    else, and hidden sheets are not read.
    """
    used = OWN_SHEETS | {heading_key(match.table.sheet.name) for match in besides}
    matches = [
        match
        for sheet in workbook.sheets
        if not sheet.hidden
        and heading_key(sheet.name) not in used
        and (match := match_columns(workbook, sheet, declared))
    ]
    complete = tuple(match for match in matches if match.complete)
    return complete or tuple(sorted(matches, key=lambda match: -match.found)[:1])


OWN_SHEETS: Final = {heading_key(DETAILS_SHEET), heading_key(EXPLANATION_SHEET)}


def claim(matches: Sequence[Match], *, least: int) -> Claim | None:
    """How strongly a format may claim a file whose tables are these; `least` headings must be recognised."""
    found = max((match.found for match in matches), default=0)
    if found < least:
        return None
    return Claim(any(match.complete for match in matches), found)


@dataclass(slots=True)
class Reading:
    """The tables of one kind in a workbook, their records, and the account of their rows.

    Use `records()` once, then `count(taken)`.
    """

    matches: Sequence[Match]
    findings: Findings
    rows: int = 0

    def records(self) -> Iterator[Record]:
        """The rows that hold a record; sums, notes and repeated headings are explained and passed over."""
        for match in self.matches:
            table = match.table
            self.findings.take_over(table.issues)
            self.rows += len(table.records)
            for index in table.records:
                if table.is_repeated_header(index) or _is_sum(table, index):
                    continue
                record = Record(table, index, self.findings)
                if _is_note(table, index):
                    _tell_note(record)
                    continue
                yield record

    def count(self, taken: int) -> RowCount:
        """The rows read; those not taken are explained: passed over above, or told of in an issue."""
        return RowCount(self.rows, taken, 0, self.rows - taken)


def account(workbook: Workbook, declared: Sequence[Column], *readings: Reading) -> tuple[Issue, ...]:
    """What the reading as a whole has to say: nothing to read, or sheets that were left unread.

    `declared` are the columns that were looked for first.
    """
    tables = [match.table for reading in readings for match in reading.matches]
    if not tables:
        return (_no_table(workbook, declared),)
    used = OWN_SHEETS | {heading_key(table.sheet.name) for table in tables}
    unread = tuple(
        Issue(
            "SHEET_NOT_READ",
            Level.INFO,
            workbook.ref(sheet.name),
            sheet.name,
            text("Arket {sheet} er ikke lest.", sheet=sheet.name),
            text("Vis arket og gi det overskriftene i malen hvis det skulle vært med."),
        )
        for sheet in workbook.sheets
        if heading_key(sheet.name) not in used
        and any(not is_blank(cell) for row in sheet.rows for cell in row)
    )
    if any(table.records for table in tables):
        return unread
    return (no_rows(tables[0]), *unread)


def _no_table(workbook: Workbook, declared: Sequence[Column]) -> Issue:
    wanted = ", ".join(column.heading for column in declared if column.required)
    return Issue(
        "NO_TABLE",
        Level.ERROR,
        workbook.ref(),
        "",
        text("Filen har ingen rad med overskriftene som trengs."),
        text("Skriv overskriftene {wanted} i en rad øverst, eller bruk malen.", wanted=wanted),
    )


def tell_key_twice(record: Record, first: CellRef) -> None:
    """Tells that the record's key («nokkel») is used before."""
    record.error(
        "nokkel",
        "KEY_TWICE",
        text("Nøkkelen {key} er brukt før, i {where}.", key=record.text("nokkel"), where=str(first)),
        text("Slett den ene raden, eller gi den en annen nøkkel."),
    )


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
            record.warn(
                key,
                "FUNKSJON_NOT_VALID",
                text("Funksjon {code} står ikke i kodelisten for {year}.", code=code, year=Year(year)),
                text("Se etter om funksjonen er skrevet riktig. Den er tatt med slik den står."),
                found=code,
            )


def together(*counts: RowCount) -> RowCount:
    """The rows of several tables as one account."""
    return RowCount(
        sum(count.read for count in counts),
        sum(count.taken for count in counts),
        sum(count.zero for count in counts),
        sum(count.explained for count in counts),
    )


def _required(table: Table) -> list[str]:
    return [column.key for column in table.declared if column.required]


def _is_sum(table: Table, index: int) -> bool:
    filled = [key for key in _required(table) if table.text(index, key)]
    return table.is_sum(index, ()) and len(filled) <= 1


def _is_note(table: Table, index: int) -> bool:
    """True for a row whose only cell is a sentence in the first column: a remark below the table."""
    row = table.sheet.rows[index]
    filled = [column for column, cell in enumerate(row, 1) if not is_blank(cell)]
    first = min(table.columns.values())
    return filled == [first] and isinstance(row[first - 1], str) and " " in cell_text(row[first - 1])


def _tell_note(record: Record) -> None:
    first = min(record.table.columns.values())
    record.findings.add(
        "ROW_IS_NOTE",
        record.table.ref_at(record.index, first),
        cell_text(record.table.at(record.index, first)),
        text("Raden er lest som en merknad og er ikke tatt med."),
        text("Fyll ut de andre kolonnene hvis raden skulle vært med."),
        Level.INFO,
    )
