"""A file as sheets of cells with addresses, whatever kind of file it is."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from hashlib import sha256
from io import BytesIO
from typing import Final
from zipfile import BadZipFile, ZipFile

from python_calamine import CalamineError, CalamineWorkbook, SheetVisibleEnum

from importers.reading.sheet_xml import SheetFacts, scaled_styles, sheet_facts, sheet_paths
from importers.reading.textfile import TextProblem, read_text
from planhjul.issues import CellRef, Issue, error, warning
from planhjul.texts import text

Value = str | int | float | bool | datetime | date | time | timedelta | None
"""A cell as it was read; an empty cell is "" or None, and numbers from a workbook are mostly floats."""

Area = tuple[int, int, int, int]

MAX_BYTES: Final = 200_000_000
MAX_UNPACKED: Final = 1_500_000_000
MAX_CELLS: Final = 40_000_000

FILE_EMPTY: Final = error(
    "FILE_EMPTY",
    text("Filen er tom."),
    text("Velg filen på nytt, og se etter at den inneholder rader."),
)
FILE_TOO_BIG: Final = error(
    "FILE_TOO_BIG",
    text("Filen er for stor til å leses ({size})."),
    text("Del filen i flere, eller slett tomme rader og kolonner etter den siste raden i bruk."),
)
FILE_ENCRYPTED: Final = error(
    "FILE_ENCRYPTED",
    text("Arbeidsboken er beskyttet med passord."),
    text("Åpne den i regnearket, fjern passordet og lagre på nytt."),
)
FILE_OLD_EXCEL: Final = error(
    "FILE_OLD_EXCEL",
    text("Filen er i et gammelt Office-format (.xls)."),
    text("Åpne den i regnearket og lagre som Excel-arbeidsbok (.xlsx)."),
)
FILE_NOT_READABLE: Final = error(
    "FILE_NOT_READABLE",
    text("Filen er verken en arbeidsbok (.xlsx) eller en tekstfil som kan leses."),
    text("Lagre den som Excel-arbeidsbok (.xlsx) eller CSV og prøv igjen."),
)
QUOTE_NOT_CLOSED: Final = error(
    "QUOTE_NOT_CLOSED",
    text("Et anførselstegn som begynner på linje {line}, blir aldri avsluttet."),
    text("Slett anførselstegnet, eller sett inn det som mangler."),
)
ENCODING_GUESSED: Final = warning(
    "ENCODING_GUESSED",
    text("Filen er ikke lagret som UTF-8. Den er lest som {encoding}."),
    text("Se etter at æ, ø og å er riktige, eller lagre filen som CSV UTF-8."),
)
HIDDEN_ROWS: Final = warning(
    "HIDDEN_ROWS",
    text("Arket {sheet} har {count} skjulte rader. De er lest på lik linje med de andre."),
    text("Vis radene i regnearket og slett dem som ikke skal være med."),
)
HIDDEN_COLUMNS: Final = warning(
    "HIDDEN_COLUMNS",
    text("Arket {sheet} har {count} skjulte kolonner. De er lest på lik linje med de andre."),
    text("Vis kolonnene i regnearket og se etter at innholdet er riktig."),
)


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet, dense from A1. `numbers[i]` is the row number (the line in a text file) of `rows[i]`.

    `merged` are the merged areas (first row, first column, last row, last column); `filled` the indices of
    the rows that are not blank.
    """

    name: str
    rows: Sequence[Sequence[Value]]
    numbers: Sequence[int]
    facts: SheetFacts = field(default_factory=SheetFacts)
    hidden: bool = False
    merged: tuple[Area, ...] = ()
    filled: tuple[int, ...] = field(init=False)

    def __post_init__(self) -> None:
        # Found once: every format looks for its header in the same sheet.
        filled = tuple(
            index for index, row in enumerate(self.rows) if not all(is_blank(cell) for cell in row)
        )
        object.__setattr__(self, "filled", filled)

    def cell(self, index: int, column: int) -> Value:
        """The cell of `rows[index]` by column number; "" when the row is shorter, or the column is 0."""
        row = self.rows[index]
        return row[column - 1] if 0 < column <= len(row) else ""


@dataclass(frozen=True, slots=True)
class Workbook:
    """A file read. `issues` is what the reading itself found; with an error among them there are no sheets.

    A text file has one sheet named "" and its lines in `lines` as they stood (fixed-width files need them).
    """

    file: str
    sha256: str
    sheets: tuple[Sheet, ...] = ()
    lines: tuple[str, ...] = ()
    issues: tuple[Issue, ...] = ()

    def sheet(self, name: str) -> Sheet | None:
        """The sheet with that name, in any case, or None."""
        wanted = name.casefold().strip()
        return next((sheet for sheet in self.sheets if sheet.name.casefold().strip() == wanted), None)

    def ref(self, sheet: str = "", row: int = 0, column: int = 0) -> CellRef:
        """The address of a cell, row, column, sheet or of the file."""
        return CellRef(self.file, sheet, row, column)


def is_blank(value: Value) -> bool:
    """True for an empty cell and for one that holds only spaces."""
    return value is None or (isinstance(value, str) and not value.strip())


def cell_text(value: Value) -> str:
    """The cell as trimmed text; a whole number without decimals (202, not 202.0), a date as dd.mm.åååå."""
    if value is None:
        return ""
    if isinstance(value, str):
        return re.sub(r"\s+", " ", value).strip()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime | date):
        return f"{value:%d.%m.%Y}"
    return str(value)


def read_workbook(name: str, content: bytes) -> Workbook:
    """The file's sheets with what is wrong with the file itself.

    Reads .xlsx and .xlsm, and text files (csv, tsv, txt, dat). Anything else is one clear issue.
    """
    digest = sha256(content).hexdigest()

    def refused(issue: Issue) -> Workbook:
        return Workbook(name, digest, issues=(issue,))

    where = CellRef(name)
    # What the file is is decided by its first bytes: names of uploaded files are often wrong.
    if not content.strip():
        return refused(FILE_EMPTY.at(where))
    if len(content) > MAX_BYTES:
        return refused(_too_big(where, f"{len(content) // 1_000_000} MB"))
    if content.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        locked = "EncryptedPackage".encode("utf-16-le") in content
        return refused((FILE_ENCRYPTED if locked else FILE_OLD_EXCEL).at(where))
    if content.startswith(b"PK\x03\x04"):
        read = _read_xlsx(name, content)
        return refused(read) if isinstance(read, Issue) else Workbook(name, digest, read[0], (), read[1])
    return _from_text(name, digest, content)


def _from_text(name: str, digest: str, content: bytes) -> Workbook:
    where = CellRef(name)
    read = read_text(content)
    if isinstance(read, TextProblem):
        unread = (
            QUOTE_NOT_CLOSED.at(CellRef(name, "", read.line), '"', line=read.line)
            if read.line
            else _not_readable(name)
        )
        return Workbook(name, digest, issues=(unread,))
    issues = (
        (ENCODING_GUESSED.at(where, read.encoding, encoding=read.encoding),) if read.guessed_encoding else ()
    )
    return Workbook(name, digest, (Sheet("", read.rows, read.numbers),), read.lines, issues)


def _too_big(where: CellRef, size: str) -> Issue:
    return FILE_TOO_BIG.at(where, size, size=size)


def _not_readable(name: str) -> Issue:
    return FILE_NOT_READABLE.at(CellRef(name), name.rpartition(".")[2])


def _read_xlsx(name: str, content: bytes) -> tuple[tuple[Sheet, ...], tuple[Issue, ...]] | Issue:
    where = CellRef(name)
    try:
        with ZipFile(BytesIO(content)) as archive:
            names = set(archive.namelist())
            if "xl/workbook.xml" not in names or "xl/_rels/workbook.xml.rels" not in names:
                return _not_readable(name)
            unpacked = sum(part.file_size for part in archive.infolist())
            if unpacked > MAX_UNPACKED:
                return _too_big(where, f"{unpacked // 1_000_000} MB")
            scaled = scaled_styles(archive)
            # Reading each part whole also proves its size and checksum before the fast reader sees it.
            facts = [
                sheet_facts(archive.read(path), scaled) if path else SheetFacts()
                for path in sheet_paths(archive)
            ]
        for sheet_fact in facts:
            if sheet_fact.last_row * sheet_fact.last_column > MAX_CELLS:
                return _too_big(where, f"{sheet_fact.last_row} × {sheet_fact.last_column}")
        book = CalamineWorkbook.from_filelike(BytesIO(content))
        sheets = []
        for index, meta in enumerate(book.sheets_metadata):
            page = book.get_sheet_by_index(index)
            rows = page.to_python(skip_empty_area=False)
            hidden = meta.visible != SheetVisibleEnum.Visible
            known = facts[index] if index < len(facts) else SheetFacts()
            # The fast reader counts from 0.
            merged = tuple(
                (top + 1, left + 1, bottom + 1, right + 1)
                for (top, left), (bottom, right) in page.merged_cell_ranges or ()
            )
            sheets.append(Sheet(meta.name, rows, range(1, len(rows) + 1), known, hidden, merged))
    except (
        BadZipFile,
        zlib.error,
        CalamineError,
        NotImplementedError,
        EOFError,
        OSError,
        RuntimeError,
        ValueError,
    ):
        return _not_readable(name)
    if all(is_blank(cell) for sheet in sheets for row in sheet.rows for cell in row):
        return FILE_EMPTY.at(where)
    return tuple(sheets), tuple(_remarks(name, sheets))


def _remarks(name: str, sheets: Sequence[Sheet]) -> Iterator[Issue]:
    for sheet in sheets:
        if rows := sheet.facts.hidden_rows:
            where = CellRef(name, sheet.name, rows[0])
            yield HIDDEN_ROWS.at(where, str(len(rows)), sheet=sheet.name, count=len(rows))
        used = max((len(row) for row in sheet.rows[:30]), default=0)
        columns = [column for column in sheet.facts.hidden_columns if column <= used]
        if columns:
            where = CellRef(name, sheet.name, 0, columns[0])
            yield HIDDEN_COLUMNS.at(where, str(len(columns)), sheet=sheet.name, count=len(columns))
