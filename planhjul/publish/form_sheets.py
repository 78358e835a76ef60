"""The prescribed overviews as a workbook: the regulation's lines and columns, every sum a working formula."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Final

from openpyxl.styles import Border, Font, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from planhjul.language import Language
from planhjul.ledger.forms.closing import Closing, ClosingPart
from planhjul.ledger.forms.columns import Aligned, FormBook, SideBySide, aligned
from planhjul.ledger.forms.overviews import FormLine
from planhjul.ledger.versions import version_title
from planhjul.publish.workbook import BOLD, MONEY, TITLE, WRAP, empty_book, head, on_paper, stored
from planhjul.texts import Text, text

_FIRST_ROW: Final = 4
_FIRST_AMOUNT: Final = 3
_ORE_PER_KRONE: Final = 100
_OVER: Final = Border(top=Side(style="thin"))


def xlsx_bytes(book: FormBook, language: Language) -> bytes:
    """The workbook: one sheet per overview; amounts in kroner, sums as formulas that come to our amounts."""
    workbook = empty_book(book_title(book), book.forms[0].answer.stood_from, "planhjul", language)
    for form in book.forms:
        sheet = workbook.create_sheet(form_name(form.answer.form.value))
        _Sheet(sheet, book, language).overview(form)
    if book.closing is not None:
        _Sheet(workbook.create_sheet(form_name(book.closing.form)), book, language).closing(book.closing)
    return stored(workbook)


def form_name(form: str) -> str:
    """What an overview is called for short: «§ 5-4», «1A»."""
    return f"§ {form}" if "-" in form else form


def book_title(book: FormBook) -> Text:
    """What the workbook or page is: the municipality and the version."""
    answer = book.forms[0].answer
    return text(
        "Lovpålagte oversikter for {kommune}: {version}",
        kommune=book.kommune,
        version=version_title(answer.version, answer.year),
    )


class _Sheet:
    """One sheet being filled, from the top down."""

    def __init__(self, sheet: Worksheet, book: FormBook, language: Language) -> None:
        self._sheet = sheet
        self._book = book
        self._language = language
        self._row = _FIRST_ROW

    def overview(self, form: SideBySide) -> None:
        """The first part with its sums, then the second part it is distributed in."""
        answer = form.answer
        titles = [version_title(one.version, one.year) for one in form.overviews]
        self._head(answer.title, titles)
        lines = aligned(form.overviews, form.chosen)
        rows, heading_rows = {}, {}
        for one in lines:
            if one.line.heading is not None:
                heading_rows[self._next()] = one.line.heading
            rows[one.line.key] = self._next()
        for row, heading in heading_rows.items():
            self._words(row, 2, heading, BOLD)
        distributed = self._second_part(form, lines)
        for one in lines:
            self._name(rows[one.line.key], one.nr, one.line)
            for column, held in enumerate(form.overviews):
                line = next((each for each in held.lines if each.key == one.line.key), None)
                letter = get_column_letter(_FIRST_AMOUNT + column)
                content = _content(line, letter, rows, distributed.get((one.line.key, column)))
                self._amount(rows[one.line.key], column, content, one.line.is_sum)
        self._notes(answer.notes)

    def closing(self, closing: Closing) -> None:
        """§ 5-9: one column, drift above investering."""
        self._head(closing.title, [version_title(closing.version, closing.year)])
        for part in closing.parts:
            self._part(part)
        self._notes(closing.notes)

    def _part(self, part: ClosingPart) -> None:
        self._words(self._next(), 2, part.title, BOLD)
        rows = {line.key: self._next() for line in part.lines}
        for line in part.lines:
            self._name(rows[line.key], line.nr, line)
            letter = get_column_letter(_FIRST_AMOUNT)
            self._amount(rows[line.key], 0, _content(line, letter, rows, None), line.is_sum)

    def _second_part(self, form: SideBySide, lines: Sequence[Aligned]) -> Mapping[tuple[str, int], int]:
        """Writes the areas of each distributed line; gives the row of the sum by line and column."""
        held = [
            {(part.line, part.area): part.amount_ore for part in one.second_part} for one in form.overviews
        ]
        ordered = [form.answer, *form.overviews]
        titles = {part.area: part.title for one in ordered for part in one.second_part}
        sums: dict[tuple[str, int], int] = {}
        if titles:
            self._next()
            self._words(self._next(), 2, text("Andre del: fordelt på områder"), BOLD)
        for one in lines:
            areas = [area for area in titles if any((one.line.key, area) in column for column in held)]
            if not areas:
                continue
            self._words(self._next(), 2, one.line.name, BOLD)
            first = self._row
            for area in areas:
                row = self._next()
                self._words(row, 2, titles[area])
                for column, parts in enumerate(held):
                    self._amount(row, column, _kroner(parts.get((one.line.key, area))), False)
            row = self._next()
            self._words(row, 2, text("Sum"), BOLD)
            for column, parts in enumerate(held):
                if any((one.line.key, area) in parts for area in areas):
                    letter = get_column_letter(_FIRST_AMOUNT + column)
                    self._amount(row, column, f"=SUM({letter}{first}:{letter}{row - 1})", True)
                    sums[one.line.key, column] = row
        return sums

    def _head(self, title: Text, columns: Sequence[Text]) -> None:
        say, sheet = self._language.say, self._sheet
        self._words(1, 1, title, TITLE)
        self._words(
            2,
            1,
            text("{kommune}. Hele kroner, inntekter og utgifter uten fortegn.", kommune=self._book.kommune),
        )
        headings = [text("Nr."), text("Linje"), *columns]
        for column, heading in enumerate(headings, start=1):
            cell = sheet.cell(3, column)
            head(cell, say(heading))
            cell.alignment = WRAP
            sheet.column_dimensions[get_column_letter(column)].width = 18
        sheet.column_dimensions["A"].width = 6
        sheet.column_dimensions["B"].width = 60
        sheet.freeze_panes = f"{get_column_letter(_FIRST_AMOUNT)}{_FIRST_ROW}"
        on_paper(sheet, _FIRST_ROW - 1)

    def _notes(self, notes: Sequence[Text]) -> None:
        if notes:
            self._next()
        for note in notes:
            self._words(self._next(), 2, note)

    def _next(self) -> int:
        self._row += 1
        return self._row - 1

    def _name(self, row: int, nr: int | None, line: FormLine) -> None:
        if nr is not None:
            self._sheet.cell(row, 1, nr)
        self._words(row, 2, line.name, BOLD if line.is_sum else None)

    def _words(self, row: int, column: int, words: Text, font: Font | None = None) -> None:
        cell = self._sheet.cell(row, column)
        # Set as text, so that an area's name that begins with «=» is never a formula.
        cell.value, cell.data_type = self._language.say(words), "s"
        if font is not None:
            cell.font = font

    def _amount(self, row: int, column: int, content: Decimal | str | None, is_sum: bool) -> None:
        cell = self._sheet.cell(row, _FIRST_AMOUNT + column, content)
        cell.number_format = MONEY
        if is_sum:
            cell.font, cell.border = BOLD, _OVER


def _content(
    line: FormLine | None, letter: str, rows: Mapping[str, int], distributed: int | None
) -> Decimal | str | None:
    """A formula for a sum and for a line with a second part, else the amount; None when there is no line."""
    if line is None:
        return None
    if distributed is not None:
        return f"={letter}{distributed}"
    if not line.terms:
        return _kroner(line.amount_ore)
    # A line of ours that nothing stands on is not shown: it is 0.
    terms = [f"{'-' if sign < 0 else '+'}{letter}{rows[key]}" for sign, key in line.terms if key in rows]
    return "=" + "".join(terms).removeprefix("+")


def _kroner(ore: int | None) -> Decimal | None:
    return None if ore is None else Decimal(ore) / _ORE_PER_KRONE
