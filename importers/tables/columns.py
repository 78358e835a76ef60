"""Declared columns: the header found by content, and the rows below it with addresses."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from itertools import takewhile
from typing import Final

from importers.reading.workbook import Sheet, Value, Workbook, cell_text, is_blank
from planhjul.issues import CellRef, Issue, Level, error, info, warning
from planhjul.texts import text

HEADER_ROWS: Final = 30
_YEAR: Final = re.compile(r"(?:19|20)\d\d$")
_SUM_ROW: Final = re.compile(
    r"(?:sum|total|totalt|totalsum|delsum|i alt|netto sum|til saman|til sammen|resultat)\b", re.IGNORECASE
)

HEADING_TWICE: Final = error(
    "HEADING_TWICE",
    text("Overskriften {heading} betyr det samme som en tidligere kolonne."),
    text("Behold én av kolonnene, eller gi den andre et annet navn."),
)
COLUMN_MISSING: Final = error(
    "COLUMN_MISSING",
    text("Kolonnen {heading} mangler."),
    text("Legg til kolonnen med denne overskriften i rad {row}."),
)
HIDDEN_SHEET: Final = warning(
    "HIDDEN_SHEET",
    text("Arket {sheet} er skjult. Det er lest."),
    text("Vis arket i regnearket og se etter at det er det riktige."),
)
MERGED_CELLS: Final = error(
    "MERGED_CELLS",
    text("Sammenslåtte celler over flere rader: bare den øverste raden får innholdet."),
    text("Del opp cellene og fyll inn verdien i hver rad."),
)
CELL_ERROR: Final = error(
    "CELL_ERROR",
    text("Cellen viser feilen {shown} i stedet for en verdi."),
    text("Rett formelen, eller skriv inn verdien."),
)
FORMULA_NOT_CALCULATED: Final = error(
    "FORMULA_NOT_CALCULATED",
    text("Cellen har en formel som aldri er regnet ut, så verdien er ukjent."),
    text("Åpne arbeidsboken i regnearket, la den regne ut, og lagre på nytt."),
)
_CELL_ERROR_IN_TEXT: Final = CELL_ERROR.but(level=Level.WARNING)
_NOT_CALCULATED_IN_TEXT: Final = FORMULA_NOT_CALCULATED.but(level=Level.WARNING)
LONG_ROWS: Final = warning(
    "LONG_ROWS",
    text("{count} rader har flere felt enn overskriften. Feltene med overskrift er lest, resten ikke."),
    text("Se etter om en tekst er delt av et skilletegn, og om beløpet står i riktig kolonne."),
)
SHEET_NOT_READ: Final = info(
    "SHEET_NOT_READ",
    text("Arket {sheet} er ikke lest."),
    text("Vis arket og gi det overskriftene i malen hvis det skulle vært med."),
)
SHEET_LIKE_THIS: Final = SHEET_NOT_READ.but(
    level=Level.WARNING,
    message=text("Arket {sheet} ser også ut som linjer, men bare arket {read} er lest."),
    advice=text("Samle radene i ett ark, eller lagre arkene som hver sin fil."),
)
NO_ROWS: Final = error(
    "NO_ROWS",
    text("Arket {sheet} har ingen rader under overskriftene."),
    text("Fyll inn minst én rad under overskriftene i rad {row}."),
)


class Holds(Enum):
    """What a column holds: decides how serious an unreadable cell in it is."""

    TEXT = "text"
    CODE = "code"
    AMOUNT = "amount"
    DATE = "date"


@dataclass(frozen=True, slots=True)
class Column:
    """One declared column: its permanent key, our own heading, what others call it, what it holds.

    Headings are compared by `heading_key`, so case, spaces, `_`, `-` and punctuation do not matter.
    """

    key: str
    heading: str
    synonyms: tuple[str, ...] = ()
    required: bool = False
    holds: Holds = Holds.TEXT


# Every format looks for its headings in the same first rows.
@lru_cache(maxsize=4096, typed=True)
def heading_key(value: Value) -> str:
    """The heading as it is compared: letters and digits only, lower case (`Ansvar (T)` → `ansvart`)."""
    shown = unicodedata.normalize("NFKC", cell_text(value)).casefold()
    return "".join(letter for letter in shown if letter.isalnum())


@dataclass(frozen=True, slots=True)
class Table:
    """A header found in a sheet, and the rows below it.

    `columns` is key → column number (from 1); `headings` every heading by column number, built from two rows
    where the file has two; `years` the columns whose heading is a plain year. `records` are the indices into
    `sheet.rows` of the rows below the header that are not blank.
    """

    file: str
    sheet: Sheet
    header_row: int
    declared: tuple[Column, ...]
    columns: Mapping[str, int]
    headings: Mapping[int, str]
    years: Mapping[int, int]
    records: tuple[int, ...]

    @property
    def missing(self) -> tuple[Column, ...]:
        """The required columns the file does not have."""
        return tuple(column for column in self.declared if column.required and not self.has(column.key))

    @property
    def repeated(self) -> tuple[int, ...]:
        """The columns whose heading means the same as that of an earlier one."""
        known = _known(self.declared)
        return tuple(
            column
            for column, heading in self.headings.items()
            if self.columns.get(known.get(heading_key(heading), ""), column) != column
        )

    @property
    def titles(self) -> tuple[str, ...]:
        """The texts above the header, from the top: where unit, version and year often stand."""
        numbered = zip(self.sheet.numbers, self.sheet.rows, strict=True)
        above = (row for _, row in takewhile(lambda pair: pair[0] < self.header_row, numbered))
        return tuple(shown for row in above for cell in row if (shown := cell_text(cell)))

    def has(self, key: str) -> bool:
        """True when the file has that column."""
        return key in self.columns

    def value(self, record: int, key: str) -> Value:
        """The cell as read; "" when the file has no such column or the row is shorter."""
        return self.at(record, self.columns.get(key, 0))

    def at(self, record: int, column: int) -> Value:
        """The cell of a column by number; "" when the row is shorter."""
        return self.sheet.cell(record, column)

    def text(self, record: int, key: str) -> str:
        """The cell as trimmed text: 202 and not 202.0; "" when blank or when there is no such column."""
        return cell_text(self.value(record, key))

    def ref(self, record: int, key: str) -> CellRef:
        """The address of a cell; of the row when the file has no such column."""
        return self.ref_at(record, self.columns.get(key, 0))

    def ref_at(self, record: int, column: int) -> CellRef:
        """The address of a cell by column number; column 0 is the row."""
        return CellRef(self.file, self.sheet.name, self.sheet.numbers[record], column)

    def series(self, key: str) -> list[Value]:
        """A column's cells for all records, in order."""
        column = self.columns.get(key)
        return [""] * len(self.records) if column is None else self.series_at(column)

    def series_at(self, column: int) -> list[Value]:
        """A column's cells for all records by column number."""
        rows, index = self.sheet.rows, column - 1
        return [rows[record][index] if index < len(rows[record]) else "" for record in self.records]

    def header_ref(self, column: int = 0) -> CellRef:
        """The address of the header, or of one heading in it."""
        return CellRef(self.file, self.sheet.name, self.header_row, column)

    def no_column(self, heading: str) -> Issue:
        """What to say of a column that is not there."""
        return COLUMN_MISSING.at(self.header_ref(), heading, heading=heading, row=self.header_row)

    def is_sum(self, record: int, codes: Iterable[str]) -> bool:
        """True for a row that calls itself a sum and has nothing in the code columns named.

        A sum's text may stand in a code column («Sum» under «Ansvar»): text without digits is no code.
        """
        cells = (self.at(record, column) for column in self.columns.values())
        calls_itself_sum = any(isinstance(cell, str) and _SUM_ROW.match(cell.strip()) for cell in cells)
        return calls_itself_sum and not any(_looks_like_code(self.text(record, key)) for key in codes)

    def is_repeated_header(self, record: int) -> bool:
        """True for a row that says the headings once more (a printed page's top)."""
        row = [heading_key(self.at(record, column)) for column in self.columns.values()]
        header = [heading_key(self.headings[column]) for column in self.columns.values()]
        return row == header


def _looks_like_code(shown: str) -> bool:
    return any(letter.isdigit() for letter in shown) and not _SUM_ROW.match(shown)


@dataclass(frozen=True, slots=True)
class Match:
    """How well a sheet's best header row fits the declared columns; `found` of them stand there."""

    table: Table
    found: int

    @property
    def complete(self) -> bool:
        """True when every required column is there."""
        return not self.table.missing


def _known(declared: Sequence[Column]) -> dict[str, str]:
    """`heading_key` of every heading and synonym → the column's key."""
    return {
        heading_key(name): column.key for column in declared for name in (column.heading, *column.synonyms)
    }


def match_columns(workbook: Workbook, sheet: Sheet, declared: Sequence[Column]) -> Match | None:
    """The table under the row that fits the declared columns best, or None when no row says two of them."""
    known = _known(declared)
    best, best_found = -1, 1
    for index, row in enumerate(sheet.rows[:HEADER_ROWS]):
        keys = {known[key] for cell in row if isinstance(cell, str) and (key := heading_key(cell)) in known}
        if len(keys) > best_found:
            best, best_found = index, len(keys)
    if best < 0:
        return None
    headings, first = _headings(sheet, best, known)
    columns: dict[str, int] = {}
    for column, heading in headings.items():
        if (declared_key := known.get(heading_key(heading))) is not None:
            columns.setdefault(declared_key, column)
    years = {column: int(heading) for column, heading in headings.items() if _YEAR.match(heading)}
    records = sheet.filled[bisect_left(sheet.filled, first) :]
    numbers = sheet.numbers
    table = Table(workbook.file, sheet, numbers[best], tuple(declared), columns, headings, years, records)
    return Match(table, best_found)


def _headings(sheet: Sheet, index: int, known: Mapping[str, str]) -> tuple[dict[int, str], int]:
    """Headings by column, and the index of the first row below them.

    Kind may stand above the year («Regnskap» over «2025», often merged) or the year below the kind.
    """
    row = sheet.rows[index]
    own = {column: shown for column, cell in enumerate(row, 1) if (shown := cell_text(cell))}
    below = sheet.rows[index + 1] if index + 1 < len(sheet.rows) else ()
    years = {column: shown for column, cell in enumerate(below, 1) if (shown := cell_text(cell))}
    # A row of years below other headings is the header's second row; figures would stand under codes too.
    if years and all(_YEAR.match(year) for year in years.values()) and not _has_codes(years, own, known):
        above = _carried(sheet, index)
        return own | {
            column: f"{above.get(column, '')} {year}".strip() for column, year in years.items()
        }, index + 2
    above = _carried(sheet, index - 1) if index > 0 else {}
    for column, shown in own.items():
        if (
            _YEAR.match(shown)
            and above.get(column)
            and any(name in heading_key(above[column]) for name in _KINDS)
        ):
            own[column] = f"{above[column]} {shown}"
    return own, index + 1


_KINDS: Final = ("regnskap", "rekneskap", "budsjett", "plan", "forslag")


def _has_codes(years: Mapping[int, str], own: Mapping[int, str], known: Mapping[str, str]) -> bool:
    return any(heading_key(own.get(column, "")) in known for column in years)


def _carried(sheet: Sheet, index: int) -> dict[int, str]:
    """A row's texts by column, a merged text over all the columns it covers."""
    texts = {column: shown for column, cell in enumerate(sheet.rows[index], 1) if (shown := cell_text(cell))}
    number = sheet.numbers[index]
    for first_row, first, last_row, last in sheet.merged:
        if first_row <= number <= last_row and first in texts:
            texts |= dict.fromkeys(range(first, last + 1), texts[first])
    return texts


def table_issues(table: Table) -> Iterator[Issue]:
    """What is wrong with the table before its rows are read.

    Repeated and missing headings, a hidden sheet, cells in declared columns that could not be read, cells
    merged over rows, long rows.
    """
    for column in table.repeated:
        heading = table.headings[column]
        yield HEADING_TWICE.at(table.header_ref(column), heading, heading=heading)
    for missing in table.missing:
        yield table.no_column(missing.heading)
    sheet = table.sheet
    if sheet.hidden:
        yield HIDDEN_SHEET.at(CellRef(table.file, sheet.name), sheet.name, sheet=sheet.name)
    holds = {
        table.columns[column.key]: column.holds for column in table.declared if column.key in table.columns
    }
    holds = dict.fromkeys(table.years, Holds.AMOUNT) | holds
    unread = {
        cell: (CELL_ERROR, _CELL_ERROR_IN_TEXT, shown) for cell, shown in sorted(sheet.facts.errors.items())
    } | dict.fromkeys(sorted(sheet.facts.uncalculated), (FORMULA_NOT_CALCULATED, _NOT_CALCULATED_IN_TEXT, ""))
    for (row, column), (kind, in_text, shown) in unread.items():
        if row > table.header_row and (column in holds or _maybe_amount(table, column)):
            serious = holds.get(column) is not Holds.TEXT
            yield (kind if serious else in_text).at(
                CellRef(table.file, sheet.name, row, column), shown, shown=shown
            )
    for first_row, first, last_row, last in sheet.merged:
        if last_row > max(first_row, table.header_row + 1) and any(
            first <= column <= last for column in holds
        ):
            where = CellRef(table.file, sheet.name, first_row, first)
            yield MERGED_CELLS.at(where, f"{first_row}–{last_row}")
    yield from _long_rows(table)


def _maybe_amount(table: Table, column: int) -> bool:
    heading = heading_key(table.headings.get(column, ""))
    return any(kind in heading for kind in _KINDS)


def _long_rows(table: Table) -> Iterator[Issue]:
    last = max(table.headings, default=0)
    rows = table.sheet.rows
    longer = [
        record
        for record in table.records
        if len(rows[record]) > last and any(not is_blank(cell) for cell in rows[record][last:])
    ]
    if longer:
        first = longer[0]
        beyond = next(c for c, cell in enumerate(rows[first], 1) if c > last and not is_blank(cell))
        yield LONG_ROWS.at(table.ref_at(first, beyond), cell_text(table.at(first, beyond)), count=len(longer))


def sheets_like(table: Table, alike: Iterable[str]) -> list[Issue]:
    """One warning per other sheet that also looks like this kind of table: only this one is read."""
    read = table.sheet.name
    return [
        SHEET_LIKE_THIS.at(CellRef(table.file, name), name, sheet=name, read=read)
        for name in alike
        if name != read
    ]


def no_rows(table: Table) -> Issue:
    """The kind answer to a sheet with headings and nothing below them."""
    name = table.sheet.name
    return NO_ROWS.at(CellRef(table.file, name), sheet=name or table.file, row=table.header_row)
