"""A file as sheets of cells with addresses, whatever kind of file it is."""

from __future__ import annotations

import re
import zlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from hashlib import sha256
from io import BytesIO
from typing import Final
from zipfile import BadZipFile, ZipFile

from python_calamine import CalamineError, CalamineWorkbook, SheetVisibleEnum

from importers.reading.sheet_xml import SheetFacts, scaled_styles, sheet_facts, sheet_paths
from importers.reading.textfile import TextProblem, read_text
from planhjul.issues import CellRef, Issue, Level
from planhjul.texts import text

Value = str | int | float | bool | datetime | date | time | timedelta | None
"""A cell as it was read; an empty cell is "" or None, and numbers from a workbook are mostly floats."""

MAX_BYTES: Final = 200_000_000
MAX_UNPACKED: Final = 1_500_000_000
MAX_CELLS: Final = 40_000_000


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet, dense from A1. `numbers[i]` is the row number (the line in a text file) of `rows[i]`.

    `filled` are the indices of the rows that are not blank.
    """

    name: str
    rows: Sequence[Sequence[Value]]
    numbers: Sequence[int]
    facts: SheetFacts = field(default_factory=SheetFacts)
    hidden: bool = False
    filled: tuple[int, ...] = field(init=False)

    def __post_init__(self) -> None:
        # Found once: every format looks for its header in the same sheet.
        filled = tuple(
            index for index, row in enumerate(self.rows) if not all(is_blank(cell) for cell in row)
        )
        object.__setattr__(self, "filled", filled)


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
        return refused(_empty(where))
    if len(content) > MAX_BYTES:
        return refused(_too_big(where, f"{len(content) // 1_000_000} MB"))
    if content.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return refused(_old_or_locked(where, content))
    if content.startswith(b"PK\x03\x04"):
        result = _read_xlsx(name, content)
        return (
            refused(result) if isinstance(result, Issue) else Workbook(name, digest, result[0], (), result[1])
        )
    return _from_text(name, digest, content)


def _from_text(name: str, digest: str, content: bytes) -> Workbook:
    where = CellRef(name)
    read = read_text(content)
    if isinstance(read, TextProblem):
        return Workbook(
            name, digest, issues=(_not_readable(where, name) if read.line == 0 else _quote(where, read),)
        )
    issues: tuple[Issue, ...] = ()
    if read.guessed_encoding:
        issues = (
            Issue(
                "ENCODING_GUESSED",
                Level.WARNING,
                where,
                read.encoding,
                text("Filen er ikke lagret som UTF-8. Den er lest som {encoding}.", encoding=read.encoding),
                text("Se etter at æ, ø og å er riktige, eller lagre filen som CSV UTF-8."),
            ),
        )
    return Workbook(name, digest, (Sheet("", read.rows, read.numbers),), read.lines, issues)


def _read_xlsx(name: str, content: bytes) -> tuple[tuple[Sheet, ...], tuple[Issue, ...]] | Issue:
    where = CellRef(name)
    try:
        with ZipFile(BytesIO(content)) as archive:
            names = set(archive.namelist())
            if "xl/workbook.xml" not in names or "xl/_rels/workbook.xml.rels" not in names:
                return _not_readable(where, name)
            unpacked = sum(part.file_size for part in archive.infolist())
            if unpacked > MAX_UNPACKED:
                return _too_big(where, f"{unpacked // 1_000_000} MB")
            scaled = scaled_styles(archive)
            # Reading each part whole also proves its size and checksum before the fast reader sees it.
            facts = [
                sheet_facts(archive.read(path), scaled) if path else SheetFacts()
                for path in sheet_paths(archive)
            ]
        for found in facts:
            if found.last_row * found.last_column > MAX_CELLS:
                return _too_big(where, f"{found.last_row} × {found.last_column}")
        book = CalamineWorkbook.from_filelike(BytesIO(content))
        sheets = []
        for index, meta in enumerate(book.sheets_metadata):
            rows = book.get_sheet_by_index(index).to_python(skip_empty_area=False)
            hidden = meta.visible != SheetVisibleEnum.Visible
            known = facts[index] if index < len(facts) else SheetFacts()
            sheets.append(Sheet(meta.name, rows, range(1, len(rows) + 1), known, hidden))
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
        return _not_readable(where, name)
    if all(is_blank(cell) for sheet in sheets for row in sheet.rows for cell in row):
        return _empty(where)
    return tuple(sheets), tuple(_remarks(name, sheets))


def _remarks(name: str, sheets: Sequence[Sheet]) -> list[Issue]:
    remarks = []
    for sheet in sheets:
        if sheet.facts.hidden_rows:
            remarks.append(
                Issue(
                    "HIDDEN_ROWS",
                    Level.WARNING,
                    CellRef(name, sheet.name, sheet.facts.hidden_rows[0]),
                    str(len(sheet.facts.hidden_rows)),
                    text(
                        "Arket {sheet} har {count} skjulte rader. De er lest på lik linje med de andre.",
                        sheet=sheet.name,
                        count=len(sheet.facts.hidden_rows),
                    ),
                    text("Vis radene i regnearket og slett dem som ikke skal være med."),
                )
            )
        used = max((len(row) for row in sheet.rows[:30]), default=0)
        hidden = [column for column in sheet.facts.hidden_columns if column <= used]
        if hidden:
            remarks.append(
                Issue(
                    "HIDDEN_COLUMNS",
                    Level.WARNING,
                    CellRef(name, sheet.name, 0, hidden[0]),
                    str(len(hidden)),
                    text(
                        "Arket {sheet} har {count} skjulte kolonner. De er lest på lik linje med de andre.",
                        sheet=sheet.name,
                        count=len(hidden),
                    ),
                    text("Vis kolonnene i regnearket og se etter at innholdet er riktig."),
                )
            )
    return remarks


def _empty(where: CellRef) -> Issue:
    return Issue(
        "FILE_EMPTY",
        Level.ERROR,
        where,
        "",
        text("Filen er tom."),
        text("Velg filen på nytt, og se etter at den inneholder rader."),
    )


def _too_big(where: CellRef, size: str) -> Issue:
    return Issue(
        "FILE_TOO_BIG",
        Level.ERROR,
        where,
        size,
        text("Filen er for stor til å leses ({size}).", size=size),
        text("Del filen i flere, eller slett tomme rader og kolonner etter den siste raden i bruk."),
    )


def _old_or_locked(where: CellRef, content: bytes) -> Issue:
    if "EncryptedPackage".encode("utf-16-le") in content:
        return Issue(
            "FILE_ENCRYPTED",
            Level.ERROR,
            where,
            "",
            text("Arbeidsboken er beskyttet med passord."),
            text("Åpne den i regnearket, fjern passordet og lagre på nytt."),
        )
    return Issue(
        "FILE_OLD_EXCEL",
        Level.ERROR,
        where,
        "",
        text("Filen er i et gammelt Office-format (.xls)."),
        text("Åpne den i regnearket og lagre som Excel-arbeidsbok (.xlsx)."),
    )


def _not_readable(where: CellRef, name: str) -> Issue:
    return Issue(
        "FILE_NOT_READABLE",
        Level.ERROR,
        where,
        name.rpartition(".")[2],
        text("Filen er verken en arbeidsbok (.xlsx) eller en tekstfil som kan leses."),
        text("Lagre den som Excel-arbeidsbok (.xlsx) eller CSV og prøv igjen."),
    )


def _quote(where: CellRef, problem: TextProblem) -> Issue:
    return Issue(
        "QUOTE_NOT_CLOSED",
        Level.ERROR,
        CellRef(where.file, "", problem.line),
        '"',
        text("Et anførselstegn som begynner på linje {line}, blir aldri avsluttet.", line=problem.line),
        text("Slett anførselstegnet, eller sett inn det som mangler."),
    )
