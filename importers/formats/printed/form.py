"""Printed overviews: §§ 5-4, 5-5 and 5-6, and budget forms 1A and 2A from before 2020 (file-formats § 5).

They are read as documents to hold against our own lines, never as lines: a line without art and function
cannot be classed.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain
from typing import Final

from importers.cells.amounts import amount_issue, parse_column, unit_conflict, units_said
from importers.formats.printed.columns import Headed, head_of
from importers.formats.printed.signs import Signs
from importers.formats.printed.table import Block, PrintedRow, is_amount, printed_blocks
from importers.reading.workbook import Workbook, cell_text, is_blank
from importers.staging import Claim, Codes, Details, Format, read_details, staged
from importers.tables.records import Findings
from planhjul.issues import CellRef, Issue, IssueKind, error, warning
from planhjul.ledger.amounts import Unit, dot_meaning
from planhjul.ledger.forms.documents import PrintedForm, PrintedLine
from planhjul.ledger.forms.lines import FormKey
from planhjul.staged import Content, ImportChoices, RowCount, Staged
from planhjul.texts import Kroner, text

KEY: Final = "printed-form"
# No municipality has less than 20 million kroner in general income, and none more than 20 000 million in it
# but the largest, who say their unit. Smaller numbers are thousands; still smaller ones could be millions.
_DRIFT: Final = frozenset({FormKey.DRIFT, FormKey.ART, FormKey.DRIFT_1A})
_LEAST_KRONER: Final = 20_000_000
_LEAST_THOUSANDS: Final = 20_000

PRINTED_NO_AMOUNTS: Final = error(
    "PRINTED_NO_AMOUNTS",
    text("Oversikten har ingen kolonne med beløp for et år."),
    text("Skriv versjon og år over hver kolonne, for eksempel «Budsjett 2027»."),
)
PRINTED_LINE_TWICE: Final = warning(
    "PRINTED_LINE_TWICE",
    text("«{line}» er {amount} her, men {first} lenger oppe."),
    text("Se etter hvilket av de to beløpene som er riktig. Det første er brukt."),
)
PRINTED_SUM: Final = warning(
    "PRINTED_SUM",
    text("«{line}» er trykt som {printed}, men linjene over gir {added}."),
    text("Oversikten er tatt med slik den er trykt. Se etter hvilken linje som er feil."),
)
UNIT_BY_SIZE: Final = warning(
    "UNIT_BY_SIZE",
    text("Filen sier ikke hvilken enhet beløpene er i. De er lest som 1000 kroner, siden de er så små."),
    text("Skriv «Tall i 1000 kroner» over tabellen, eller «Tall i hele kroner» hvis det er riktig."),
)
UNIT_ASKED: Final = error(
    "UNIT_ASKED",
    text("Filen sier ikke hvilken enhet beløpene er i, og beløpene viser det ikke."),
    text("Skriv «Tall i 1000 kroner» eller «Tall i hele kroner» i en rad over tabellen."),
)


def identify(workbook: Workbook) -> Claim | None:
    """A claim on files with the lines of a prescribed overview under amounts."""
    blocks = printed_blocks(workbook)
    if not blocks:
        return None
    lines = max(sum(bool(block.key(row)) for row in block.rows) for block in blocks)
    return Claim(any(block.columns for block in blocks), lines, partial(_stage, workbook, blocks))


FORMAT: Final = Format(KEY, text("Trykt bevilgningsoversikt eller økonomisk oversikt"), identify)


def _stage(workbook: Workbook, blocks: Sequence[Block], choices: ImportChoices, _codes: Codes) -> Staged:
    """The printed overviews in the file, or what must be mended first."""
    details = read_details(workbook)
    heads = [head_of(workbook, block, choices, details) for block in blocks]
    findings = Findings()
    findings.take_over(details.issues)
    if not any(head.numbers for head in heads):
        findings.add(PRINTED_NO_AMOUNTS, workbook.ref())
    unit, unit_issues = _unit(workbook, blocks, heads, details)
    findings.take_over(unit_issues)
    documents: list[PrintedForm] = []
    taken = 0
    for block, head in zip(blocks, heads, strict=True):
        read = _Reader(workbook, block, head, unit)
        findings.take_over((*head.issues, *read.issues))
        taken += len(read.lines)
        if head.numbers and read.lines:
            documents.append(read.document({document.key for document in documents}))
    rows = sum(
        bisect_left(block.sheet.filled, block.end) - bisect_left(block.sheet.filled, block.rows[0].index)
        for block in blocks
    )
    return staged(
        workbook,
        KEY,
        issues=findings.in_order(workbook),
        content=Content(documents=tuple(documents)),
        rows=RowCount(rows, taken, 0, rows - taken),
        choices=choices,
        details=details,
    )


@dataclass(frozen=True, slots=True)
class _Cells:
    """One row's amounts in the printed sign (øre), by column; None where the cell is empty."""

    row: PrintedRow
    key: str
    amounts: tuple[int | None, ...]


class _Reader:
    """One block read: `lines` with the signs of our overviews, and what was wrong on the way."""

    def __init__(self, workbook: Workbook, block: Block, head: Headed, unit: Unit) -> None:
        self.issues: list[Issue] = []
        self._workbook, self._block, self._head, self._unit = workbook, block, head, unit
        cells = self._cells()
        firsts = {line.key: line for line in reversed(cells) if line.key}
        printed = {key: line.amounts for key, line in firsts.items()}
        self._signs = Signs(block.known.rules, printed, int(unit))
        self.lines = tuple(self._line(line, firsts) for line in cells)
        self._tell_broken(firsts)

    def document(self, taken: Iterable[str]) -> PrintedForm:
        """The overview; its key says form, years and kinds, and is none of those `taken`."""
        block, columns = self._block, self._head.columns
        years = sorted({column.year for column in columns})
        kinds = sorted({column.kind.value if column.kind else "" for column in columns})
        key = f"{block.known.form.value} {years[0]}-{years[-1]} {'+'.join(filter(None, kinds))}".strip()
        same = sum(other == key or other.startswith(f"{key} #") for other in taken)
        title = next(iter(self._head.titles), "") or block.known.rules.title.source
        return PrintedForm(
            f"{key} #{same + 1}" if same else key,
            title,
            block.known.form.value,
            int(self._unit),
            columns,
            self.lines,
            self._workbook.ref(block.sheet.name, block.sheet.numbers[block.rows[0].index]),
        )

    def _cells(self) -> list[_Cells]:
        """The rows with amounts; a row we do not know must have nothing but amounts in the columns."""
        block, columns = self._block, self._head.numbers
        dot = dot_meaning(block.value(row, column) for row in block.rows for column in columns)
        cells = []
        for row in block.rows:
            values = [block.value(row, column) for column in columns]
            filled = [value for value in values if not is_blank(value)]
            key = block.key(row)
            if not filled or (not key and not all(is_amount(value) for value in filled)):
                continue
            read = parse_column(values, self._unit, dot)
            for position, wrong in read.errors:
                self.issues.append(amount_issue(wrong, self._where(row, columns[position])))
            amounts = tuple(
                None if is_blank(value) else ore for value, ore in zip(values, read.ore.tolist(), strict=True)
            )
            cells.append(_Cells(row, key, amounts))
        return cells

    def _where(self, row: PrintedRow, column: int) -> CellRef:
        block = self._block
        return self._workbook.ref(block.sheet.name, block.sheet.numbers[row.index], column)

    def _line(self, cells: _Cells, firsts: dict[str, _Cells]) -> PrintedLine:
        """The line with our sign; a line printed once more (in the second part) is no line of the form."""
        again = bool(cells.key) and firsts[cells.key] is not cells
        if again:
            self._tell_other(cells, firsts[cells.key])
        # An area's amount is part of the appropriations and has their sign.
        like = cells.key or self._split_key()
        factor = self._signs.factors.get(like, 1)
        amounts = tuple(None if ore is None else ore * factor for ore in cells.amounts)
        key = "" if again else cells.key
        return PrintedLine(
            key, cells.row.nr, cells.row.name, amounts, self._where(cells.row, cells.row.column)
        )

    def _split_key(self) -> str:
        return next((line.key for line in self._block.known.rules.lines if line.split), "")

    def _tell_other(self, cells: _Cells, first: _Cells) -> None:
        for place, (again, before) in enumerate(zip(cells.amounts, first.amounts, strict=True)):
            if again is not None and before is not None and abs(again - before) > int(self._unit):
                amounts = {"amount": Kroner(again), "first": Kroner(before)}
                self._tell(PRINTED_LINE_TWICE, cells.row, place, **amounts)

    def _tell_broken(self, firsts: dict[str, _Cells]) -> None:
        for broken in self._signs.broken():
            amounts = {"printed": Kroner(broken.printed_ore), "added": Kroner(broken.added_ore)}
            self._tell(PRINTED_SUM, firsts[broken.key].row, broken.column, **amounts)

    def _tell(self, kind: IssueKind, row: PrintedRow, place: int, **amounts: Kroner) -> None:
        column = self._head.numbers[place]
        shown = cell_text(self._block.value(row, column))
        self.issues.append(kind.at(self._where(row, column), shown, line=row.name, **amounts))


def _unit(
    workbook: Workbook, blocks: Sequence[Block], heads: Sequence[Headed], details: Details
) -> tuple[Unit, tuple[Issue, ...]]:
    """The unit of all the overviews in the file: said in words, else shown by how large the amounts are."""
    titles = ((*head.titles, *(column.heading for column in head.columns)) for head in heads)
    units = units_said(details, chain.from_iterable(titles))
    where = workbook.ref(blocks[0].sheet.name)
    if units:
        return next(iter(units)), (unit_conflict(units, where),) if len(units) > 1 else ()
    return _unit_by_size(where, _largest(blocks, heads))


def _largest(blocks: Sequence[Block], heads: Sequence[Headed]) -> int | None:
    """The largest amount in whole units in an overview of drift, None when there is none."""
    values = [
        block.value(row, column)
        for block, head in zip(blocks, heads, strict=True)
        if block.known.form in _DRIFT
        for column in head.numbers
        for row in block.rows
    ]
    read = parse_column([value for value in values if is_amount(value)], Unit.KRONER, dot_meaning(values))
    return max((abs(ore) // int(Unit.KRONER) for ore in read.ore.tolist()), default=0) or None


def _unit_by_size(where: CellRef, largest: int | None) -> tuple[Unit, tuple[Issue, ...]]:
    if largest is not None and largest >= _LEAST_KRONER:
        return Unit.KRONER, ()
    if largest is not None and largest >= _LEAST_THOUSANDS:
        return Unit.TUSEN, (UNIT_BY_SIZE.at(where, str(largest)),)
    return Unit.KRONER, (UNIT_ASKED.at(where, "" if largest is None else str(largest)),)
