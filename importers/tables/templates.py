"""Empty, self-explaining workbooks in our own layouts: what `planhjul template` writes."""

from __future__ import annotations

from io import BytesIO
from typing import Final

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from importers.staging import DETAILS_SHEET, EXPLANATION_SHEET
from importers.tables.layouts import FORMATS, Layout, LayoutColumn, LayoutSheet, load_layouts

KINDS: Final = (
    "budget",
    "accounts",
    "financial-plan",
    "municipal-plan",
    "meetings",
    "measures",
    "cases",
    "settings",
    "priorities",
)
HEADER_ROW: Final = 3

_LAST_ROW: Final = 1_048_576
_TITLE: Final = Font(bold=True, size=14)
_SECTION: Final = Font(bold=True, size=12)
_HEADING: Final = Font(bold=True)
_FILL: Final = PatternFill("solid", fgColor="DCE6F1")
_UNDERLINE: Final = Border(bottom=Side(style="thin", color="1F3A5F"))
_WRAP: Final = Alignment(wrap_text=True, vertical="top")
_EXPLAINING_WIDTHS: Final = (24, 14, 78, 34)


class UnknownTemplateError(LookupError):
    """There is no template of that kind."""


def template(kind: str, first_year: int) -> bytes:
    """An empty .xlsx of one of `KINDS`: data sheets, Opplysninger and Forklaring.

    Args:
        kind: one of `KINDS`.
        first_year: the first of the four year columns, in the kinds that have such.

    Raises:
        UnknownTemplateError: `kind` is not one of `KINDS`.
    """
    if kind not in KINDS:
        raise UnknownTemplateError(kind)
    layout = load_layouts(first_year)[kind]
    book = Workbook()
    book.remove(book.worksheets[0])
    book.properties.creator = "planhjul"
    book.properties.title = layout.sheets[0].title
    book.properties.language = "nb-NO"
    for sheet in layout.sheets:
        _write_data_sheet(book.create_sheet(sheet.name), sheet)
    _write_facts(book.create_sheet(DETAILS_SHEET), layout.facts)
    _write_explanations(book.create_sheet(EXPLANATION_SHEET), layout)
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def _write_headings(page: Worksheet, row: int, headings: tuple[str, ...]) -> None:
    for column, heading in enumerate(headings, start=1):
        # A year as a number: as text the spreadsheet would mark it as a number stored wrongly.
        cell = page.cell(row, column, int(heading) if heading.isdigit() else heading)
        cell.font, cell.fill, cell.border, cell.alignment = _HEADING, _FILL, _UNDERLINE, _WRAP


def _offer(page: Worksheet, cells: str, choices: tuple[str, ...], *, strict: bool) -> None:
    """A list to choose from in the cells; not strict: another value is allowed too."""
    listed = ",".join(choices)
    rule = DataValidation(type="list", formula1=f'"{listed}"', allow_blank=True, showErrorMessage=strict)
    rule.errorTitle = "Velg fra lista"
    rule.error = "Verdien står ikke i lista. Velg en av verdiene som er foreslått."
    page.add_data_validation(rule)
    rule.add(cells)


def _write_data_sheet(page: Worksheet, sheet: LayoutSheet) -> None:
    page["A1"] = sheet.title
    page["A1"].font = _TITLE
    _write_headings(page, HEADER_ROW, tuple(column.heading for column in sheet.columns))
    for number, column in enumerate(sheet.columns, start=1):
        letter = get_column_letter(number)
        page.column_dimensions[letter].width = column.width
        page.column_dimensions[letter].number_format = column.number_format
        if column.choices:
            cells = f"{letter}{HEADER_ROW + 1}:{letter}{_LAST_ROW}"
            _offer(page, cells, column.choices, strict=column.strict)
    page.freeze_panes = f"A{HEADER_ROW + 1}"
    page.print_title_rows = f"{HEADER_ROW}:{HEADER_ROW}"
    page.page_setup.orientation = "landscape"
    page.page_setup.fitToHeight = 0
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def _write_facts(page: Worksheet, facts: tuple[LayoutColumn, ...]) -> None:
    _write_headings(page, 1, ("Felt", "Verdi"))
    for row, fact in enumerate(facts, start=2):
        page.cell(row, 1, fact.heading)
        value = page.cell(row, 2, fact.value or None)
        value.number_format = fact.number_format
        if fact.choices:
            _offer(page, f"B{row}", fact.choices, strict=True)
    page.column_dimensions["A"].width = 18
    page.column_dimensions["B"].width = 32
    page.freeze_panes = "A2"


def _write_explanations(page: Worksheet, layout: Layout) -> None:
    names = " og ".join(sheet.name for sheet in layout.sheets)
    advice = (
        f"Denne arbeidsboka er for {layout.purpose}. Fyll ut {names}, og deretter {DETAILS_SHEET}.",
        "Behold overskriftene. Kolonner du ikke trenger, kan stå tomme.",
        "Datoer skrives dd.mm.åååå. Lagre som .xlsx, og last opp på siden Import.",
    )
    page["A1"] = "Slik fyller du ut"
    page["A1"].font = _TITLE
    for row, sentence in enumerate(advice, start=2):
        page.cell(row, 1, sentence)
    row = len(advice) + 3
    for sheet in layout.sheets:
        row = _explain(page, row, sheet.name, "Kolonne", sheet.columns)
    _explain(page, row, DETAILS_SHEET, "Felt", layout.facts)
    for number, width in enumerate(_EXPLAINING_WIDTHS, start=1):
        page.column_dimensions[get_column_letter(number)].width = width


def _explain(page: Worksheet, row: int, name: str, what: str, columns: tuple[LayoutColumn, ...]) -> int:
    """Writes one sheet's explanation from `row` on; returns the row where the next may begin."""
    page.cell(row, 1, f"Arket {name}").font = _SECTION
    _write_headings(page, row + 1, (what, "Må fylles ut", "Forklaring", "Eksempel"))
    row += 2
    for column in columns:
        listed = f" Velg blant: {', '.join(column.choices)}." if column.choices else ""
        required = "ja" if column.required else "nei"
        values = (column.heading, required, column.explanation + listed, column.example)
        for number, value in enumerate(values, start=1):
            cell = page.cell(row, number, value)
            cell.alignment, cell.number_format = _WRAP, FORMATS["code"]
        row += 1
    return row + 1
