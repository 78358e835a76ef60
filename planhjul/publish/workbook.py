"""What our workbooks share: words that are never a formula, headings, paper, and the bytes."""

from __future__ import annotations

import io
from datetime import date, datetime, time
from typing import Final

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.cell.cell import MergedCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from planhjul.figures.tokens import light
from planhjul.language import Language
from planhjul.texts import Text

DATE: Final = "dd.mm.yyyy"
MONEY: Final = "#,##0"
BOLD: Final = Font(bold=True)
TITLE: Final = Font(bold=True, size=14)
WRAP: Final = Alignment(wrap_text=True, vertical="top")
_HEAD_FONT: Final = Font(bold=True, color="FFFFFF")
_HEAD_FILL: Final = PatternFill("solid", fgColor=light("--ds-color-brand1-base-default")[1:].upper())
# From here the thousands need a gap to be read.
_LARGE: Final = 10_000

Value = str | int | float | date | None


def empty_book(title: Text, day: date, creator: str, language: Language) -> Workbook:
    """A workbook without sheets, dated the day it tells of and not by the clock."""
    book = Workbook()
    book.remove(book.worksheets[0])
    properties = book.properties
    properties.title = language.say(title)
    properties.creator = creator
    properties.language = language.code
    properties.created = properties.modified = datetime.combine(day, time())
    return book


def put(cell: Cell | MergedCell, value: Value) -> None:
    """Writes the value; words from people stay words, also when they begin with «=»."""
    cell.value = None if value == "" else value
    if isinstance(value, date):
        cell.number_format = DATE
    elif isinstance(value, str) and value:
        cell.data_type = "s"
        cell.alignment = WRAP
    elif isinstance(value, int | float) and abs(value) >= _LARGE:
        cell.number_format = MONEY


def head(cell: Cell | MergedCell, words: str) -> None:
    """A heading over a column, white on dark."""
    cell.value, cell.font, cell.fill = words, _HEAD_FONT, _HEAD_FILL


def on_paper(sheet: Worksheet, headings: int) -> None:
    """Printed lying, as wide as the paper, with the row of headings on every page."""
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = f"{headings}:{headings}"


def stored(book: Workbook) -> bytes:
    """The workbook's bytes."""
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()
