"""Printed overviews: §§ 5-4, 5-5 and 5-6, and budget forms 1A and 2A from before 2020 (file-formats § 5).

They are read as documents to hold against our own lines, never as lines: a line without art and function
cannot be classed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Final

from importers.cells.amounts import amount_issue, parse_column
from importers.formats.printed.columns import Headed, head_of
from importers.formats.printed.signs import Signs
from importers.formats.printed.table import Block, PrintedRow, is_amount, printed_blocks
from importers.reading.workbook import Workbook, cell_text, is_blank
from importers.staging import Claim, Codes, Details, Format, choose_stood_from, read_details, staged
from planhjul.issues import CellRef, Issue, Level
from planhjul.ledger.amounts import Unit, dot_meaning, unit_of_title
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


def identify(workbook: Workbook) -> Claim | None:
    """A claim on files with the lines of a prescribed overview under amounts."""
    blocks = printed_blocks(workbook)
    if not blocks:
        return None
    found = max(sum(bool(block.key(row)) for row in block.rows) for block in blocks)
    return Claim(complete=any(block.columns for block in blocks), found=found)


def stage(workbook: Workbook, choices: ImportChoices, _codes: Codes) -> Staged:
    """The printed overviews in the file, or what must be mended first."""
    details = read_details(workbook)
    blocks = printed_blocks(workbook)
    heads = [head_of(workbook, block, choices, details) for block in blocks]
    issues: list[Issue] = [*details.issues]
    if not any(head.numbers for head in heads):
        issues.append(_no_columns(workbook))
    unit, unit_issues = _unit(workbook, blocks, heads, details)
    issues += unit_issues
    documents: list[PrintedForm] = []
    taken = 0
    for block, head in zip(blocks, heads, strict=True):
        read = _Reader(workbook, block, head, unit)
        issues += [*head.issues, *read.issues]
        taken += len(read.lines)
        if head.numbers and read.lines:
            documents.append(read.document({document.key for document in documents}))
    rows = sum(block.end - block.rows[0].index for block in blocks)
    blank = sum(
        all(is_blank(cell) for cell in block.sheet.rows[index])
        for block in blocks
        for index in range(block.rows[0].index, block.end)
    )
    order = {sheet.name: number for number, sheet in enumerate(workbook.sheets)}
    return staged(
        workbook,
        KEY,
        issues=sorted(
            issues, key=lambda one: (order.get(one.where.sheet, -1), one.where.row, one.where.column)
        ),
        content=Content(documents=tuple(documents)),
        rows=RowCount(rows - blank, taken, 0, rows - blank - taken),
        kommune=details.kommune,
        stood_from=choose_stood_from(choices, details),
    )


FORMAT: Final = Format(KEY, text("Trykt bevilgningsoversikt eller økonomisk oversikt"), identify, stage)


def _no_columns(workbook: Workbook) -> Issue:
    return Issue(
        "PRINTED_NO_AMOUNTS",
        Level.ERROR,
        workbook.ref(),
        "",
        text("Oversikten har ingen kolonne med beløp for et år."),
        text("Skriv versjon og år over hver kolonne, for eksempel «Budsjett 2027»."),
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
        firsts = {one.key: one for one in reversed(cells) if one.key}
        self._signs = Signs(block.known.rules, {key: one.amounts for key, one in firsts.items()}, int(unit))
        self.lines = tuple(self._line(one, firsts) for one in cells)
        self._tell_broken(firsts)

    def document(self, taken: Iterable[str]) -> PrintedForm:
        """The overview; its key says form, years and kinds, and is none of those `taken`."""
        block, columns = self._block, self._head.columns
        years = sorted({column.year for column in columns})
        kinds = sorted({column.kind.value if column.kind else "" for column in columns})
        key = f"{block.known.form.value} {years[0]}-{years[-1]} {'+'.join(filter(None, kinds))}".strip()
        same = sum(one == key or one.startswith(f"{key} #") for one in taken)
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
        found = []
        for row in block.rows:
            values = [block.value(row, column) for column in columns]
            filled = [value for value in values if not is_blank(value)]
            key = block.key(row)
            if not filled or (not key and not all(is_amount(value) for value in filled)):
                continue
            read = parse_column(values, self._unit, dot)
            for position, error in read.errors:
                self.issues.append(amount_issue(error, self._where(row, columns[position])))
            amounts = tuple(
                None if is_blank(value) else ore for value, ore in zip(values, read.ore.tolist(), strict=True)
            )
            found.append(_Cells(row, key, amounts))
        return found

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
        for column, (one, other) in enumerate(zip(cells.amounts, first.amounts, strict=True)):
            if one is not None and other is not None and abs(one - other) > int(self._unit):
                self.issues.append(
                    Issue(
                        "PRINTED_LINE_TWICE",
                        Level.WARNING,
                        self._where(cells.row, self._head.numbers[column]),
                        cell_text(self._block.value(cells.row, self._head.numbers[column])),
                        text(
                            "«{line}» er {amount} her, men {first} lenger oppe.",
                            line=cells.row.name,
                            amount=Kroner(one),
                            first=Kroner(other),
                        ),
                        text("Se etter hvilket av de to beløpene som er riktig. Det første er brukt."),
                    )
                )

    def _tell_broken(self, firsts: dict[str, _Cells]) -> None:
        for broken in self._signs.broken():
            row, column = firsts[broken.key].row, self._head.numbers[broken.column]
            self.issues.append(
                Issue(
                    "PRINTED_SUM",
                    Level.WARNING,
                    self._where(row, column),
                    cell_text(self._block.value(row, column)),
                    text(
                        "«{line}» er trykt som {printed}, men linjene over gir {added}.",
                        line=row.name,
                        printed=Kroner(broken.printed_ore),
                        added=Kroner(broken.added_ore),
                    ),
                    text("Oversikten er tatt med slik den er trykt. Se etter hvilken linje som er feil."),
                )
            )


def _unit(
    workbook: Workbook, blocks: Sequence[Block], heads: Sequence[Headed], details: Details
) -> tuple[Unit, tuple[Issue, ...]]:
    """The unit of all the overviews in the file: said in words, else shown by how large the amounts are."""
    said: dict[Unit, str] = {}
    if details.unit is not None:
        said[details.unit] = "Opplysninger"
    for title in chain.from_iterable(
        (*head.titles, *(column.heading for column in head.columns)) for head in heads
    ):
        unit = unit_of_title(title)
        if unit is not None:
            said.setdefault(unit, title)
    where = workbook.ref(blocks[0].sheet.name if blocks else "")
    if len(said) > 1:
        places = ", ".join(f"«{place}»" for place in said.values())
        conflict = Issue(
            "UNIT_CONFLICT",
            Level.ERROR,
            where,
            places,
            text("Filen oppgir to ulike enheter: {places}.", places=places),
            text("La bare én enhet stå: kroner eller 1000 kroner."),
        )
        return next(iter(said)), (conflict,)
    if said:
        return next(iter(said)), ()
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
        thousands = Issue(
            "UNIT_BY_SIZE",
            Level.WARNING,
            where,
            str(largest),
            text(
                "Filen sier ikke hvilken enhet beløpene er i. De er lest som 1000 kroner, siden de er så små."
            ),
            text("Skriv «Tall i 1000 kroner» over tabellen, eller «Tall i hele kroner» hvis det er riktig."),
        )
        return Unit.TUSEN, (thousands,)
    asked = Issue(
        "UNIT_ASKED",
        Level.ERROR,
        where,
        "" if largest is None else str(largest),
        text("Filen sier ikke hvilken enhet beløpene er i, og beløpene viser det ikke."),
        text("Skriv «Tall i 1000 kroner» eller «Tall i hele kroner» i en rad over tabellen."),
    )
    return Unit.KRONER, (asked,)
