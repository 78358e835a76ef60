"""Printed overviews found in a workbook by the names of their lines: their rows and amount columns."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from importers.formats.printed.names import KnownNames, known_names, lines_named
from importers.reading.workbook import Sheet, Value, Workbook, cell_text
from importers.staging import DETAILS_SHEET, EXPLANATION_SHEET
from planhjul.ledger.forms.lines import FormKey

# A printed overview is a page or two: longer sheets are lists of something else.
MOST_ROWS: Final = 1500
_LABEL_COLUMNS: Final = 5
_LEAST_LINES: Final = 5
_LEAST_SUMS: Final = 2
# How many lines of the overview above must have been met before a first line begins a new one.
_BEGUN: Final = 4
_HEAD_ROWS: Final = 12
_YEARLIKE: Final = re.compile(r"(?:19|20)\d\d")
_FIRST: Final[Mapping[FormKey, frozenset[str]]] = {
    FormKey.DRIFT: frozenset({"rammetilskudd", "inntekts_og_formuesskatt"}),
    FormKey.ART: frozenset({"rammetilskudd", "inntekts_og_formuesskatt"}),
    FormKey.DRIFT_1A: frozenset({"rammetilskudd", "inntekts_og_formuesskatt"}),
    FormKey.INVESTERING: frozenset({"varige_driftsmidler"}),
    FormKey.INVESTERING_2A: frozenset({"varige_driftsmidler"}),
}
_NUMBERLIKE: Final = re.compile(r"[\s\d.,’'´()+–−-]*(?:mill(?:ioner|\.)?|kr\.?)?")


@dataclass(frozen=True, slots=True)
class PrintedRow:
    """One row of a block: `index` into `sheet.rows`, the column and text of its name, the number in front."""

    index: int
    column: int
    name: str
    nr: str


@dataclass(frozen=True, slots=True)
class Block:
    """One printed overview: its rows with a name, its amount columns, and the rows above it.

    `head` are the indices of the rows above the first line, from the block before on; `end` is the index
    after its last row.
    """

    sheet: Sheet
    known: KnownNames
    rows: tuple[PrintedRow, ...]
    columns: tuple[int, ...]
    head: tuple[int, ...]
    end: int

    def key(self, row: PrintedRow) -> str:
        """The line's key in the overview, "" for a row that is no line of it."""
        return lines_named(row.name).get(self.known.form, "")

    def value(self, row: PrintedRow, column: int) -> Value:
        """The cell of the row; "" when the row is shorter."""
        return self.sheet.cell(row.index, column)


def printed_blocks(workbook: Workbook) -> tuple[Block, ...]:
    """The printed overviews in the workbook, in its order; () when there is none."""
    own = {DETAILS_SHEET.casefold(), EXPLANATION_SHEET.casefold()}
    return tuple(
        block
        for sheet in workbook.sheets
        if not sheet.hidden and sheet.name.casefold() not in own and len(sheet.filled) <= MOST_ROWS
        for block in _blocks(sheet)
    )


def _blocks(sheet: Sheet) -> Iterator[Block]:
    rows = [row for index in sheet.filled if (row := _named(sheet, index)) is not None]
    after = 0
    for group in _groups(rows):
        known = _form(group)
        if known is None:
            continue
        named = [row for row in group if known.form in lines_named(row.name)]
        head = [index for index in sheet.filled if max(after, named[0].index - _HEAD_ROWS) <= index]
        above = tuple(index for index in head if index < named[0].index)
        columns = _amount_columns(sheet, named)
        body = tuple(row for row in group if row.index >= named[0].index)
        # What stands below the last amount is the next overview's title, or a remark.
        while len(body) > 1 and not _has_amount(sheet, body[-1].index, columns):
            body = body[:-1]
        end = body[-1].index + 1
        yield Block(sheet, known, body, columns, above, end)
        after = end


def _named(sheet: Sheet, index: int) -> PrintedRow | None:
    """The row's name and number, None when none of its first cells is a text with letters."""
    nr = ""
    for column, cell in enumerate(sheet.rows[index][:_LABEL_COLUMNS], 1):
        shown = cell_text(cell)
        if isinstance(cell, str) and any(letter.isalpha() for letter in shown):
            return PrintedRow(index, column, shown, nr)
        if re.fullmatch(r"\d{1,2}[.)]?", shown):
            nr = shown.rstrip(".)")
    return None


def _groups(rows: Sequence[PrintedRow]) -> Iterator[list[PrintedRow]]:
    """The rows split where a new overview begins: at a first line after some lines of the one before."""
    group: list[PrintedRow] = []
    lines = 0
    for row in rows:
        named = lines_named(row.name)
        if lines >= _BEGUN and any(key in _FIRST[form] for form, key in named.items()):
            yield group
            group, lines = [], 0
        group.append(row)
        lines += bool(named)
    if group:
        yield group


def _form(group: Sequence[PrintedRow]) -> KnownNames | None:
    """The overview that has most of the rows as its lines; None when too few are lines and sums."""
    lines: dict[FormKey, set[str]] = {known.form: set() for known in known_names()}
    for row in group:
        for form, key in lines_named(row.name).items():
            lines[form].add(key)
    best = max(known_names(), key=lambda known: len(lines[known.form]))
    keys = lines[best.form]
    return best if len(keys) >= _LEAST_LINES and len(keys & best.sums) >= _LEAST_SUMS else None


def _amount_columns(sheet: Sheet, rows: Sequence[PrintedRow]) -> tuple[int, ...]:
    """The columns right of the names in which the lines have numbers; a column with per cents is none."""
    right_of = Counter(row.column for row in rows).most_common(1)[0][0]
    numbers: Counter[int] = Counter()
    shares: Counter[int] = Counter()
    for row in rows:
        for column, cell in enumerate(sheet.rows[row.index], 1):
            if column <= right_of:
                continue
            if isinstance(cell, str) and "%" in cell:
                shares[column] += 1
            elif is_amount(cell):
                numbers[column] += 1
    return tuple(column for column in sorted(numbers) if numbers[column] > max(1, shares[column]))


def is_amount(value: Value) -> bool:
    """True for a cell that may hold an amount: a number or a text of digits, but no plain year."""
    shown = cell_text(value)
    if isinstance(value, bool) or not shown or _YEARLIKE.fullmatch(shown):
        return False
    return isinstance(value, int | float) or _NUMBERLIKE.fullmatch(shown.casefold()) is not None


def _has_amount(sheet: Sheet, index: int, columns: Sequence[int]) -> bool:
    return any(is_amount(sheet.cell(index, column)) for column in columns)
