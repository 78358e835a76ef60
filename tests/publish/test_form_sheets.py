"""The overviews as a workbook with working formulas, and as a page that stands alone."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from html.parser import HTMLParser

import pandas as pd
import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from planhjul.language import language
from planhjul.ledger.forms.closing import closing
from planhjul.ledger.forms.columns import FormBook, SideBySide
from planhjul.ledger.forms.lines import FormKey
from planhjul.ledger.forms.overviews import overview
from planhjul.ledger.versions import VersionKind
from planhjul.publish.form_sheets import xlsx_bytes
from planhjul.publish.form_sheets_html import html_bytes
from planhjul.reference.codes import load_codes
from planhjul.reference.forms import load_forms
from tests.ledger.areas import area
from tests.ledger.forms.test_overviews import ACCOUNTS_2025
from tests.ledger.frames import sums_of

CODES, FORMS = load_codes(), load_forms()
AREAS = [area("skole", "Skole og <b>", ("202",)), area("resten", "=1+1", ("3*", "1*"))]
INVESTED = [
    ("230", "202", 9_999_950),
    ("429", "333", 1_234_567),
    ("910", "870", -11_234_517),
    ("529", "170", 1),
]
COLUMNS = (
    (2025, VersionKind.REGNSKAP),
    (2025, VersionKind.REVIDERT_BUDSJETT),
    # An older generation of lines, and one with arts nobody knows.
    (2021, VersionKind.OPPRINNELIG_BUDSJETT),
    (2024, VersionKind.REGNSKAP),
)


def sums(year: int) -> pd.DataFrame:
    strange = [("123", "202", 77), ("699", "381", -5), ("599", "880", 3)] if year == 2024 else []
    return pd.concat(
        [
            sums_of([*ACCOUNTS_2025, *strange], year=year),
            sums_of(INVESTED, year=year, kontoklasse="0"),
        ],
        ignore_index=True,
    )


@pytest.fixture(scope="module")
def book() -> FormBook:
    forms = []
    for key in (FormKey.DRIFT, FormKey.INVESTERING, FormKey.ART):
        overviews = tuple(
            overview(key, sums(year), FORMS, CODES, AREAS, year=year, kind=kind, stood_from=date(2026, 2, 1))
            for year, kind in COLUMNS
        )
        forms.append(SideBySide(overviews, 0))
    closed = closing(
        sums(2025), sums(2024), FORMS, CODES,
        year=2025, stood_from=date(2026, 2, 1), budget_kind=VersionKind.REVIDERT_BUDSJETT,
    )  # fmt: skip
    return FormBook("Storvik", tuple(forms), closed)


class Calculator:
    """What a spreadsheet makes of the formulas we write: references, +, - and SUM of a range."""

    def __init__(self, sheet: Worksheet) -> None:
        self._sheet = sheet

    def value(self, cell: str) -> Decimal:
        content = self._sheet[cell].value
        if not isinstance(content, str) or not content.startswith("="):
            return Decimal(str(content or 0))
        formula = content[1:]
        whole = re.fullmatch(r"SUM\(([A-Z]+)(\d+):\1(\d+)\)", formula)
        if whole:
            column, first, last = whole[1], int(whole[2]), int(whole[3])
            return sum((self.value(f"{column}{row}") for row in range(first, last + 1)), Decimal(0))
        terms = re.findall(r"([+-]?)([A-Z]+\d+)", formula)
        assert "".join(sign + ref for sign, ref in terms) == formula
        return sum((self.value(ref) * (-1 if sign == "-" else 1) for sign, ref in terms), Decimal(0))


def rows_of(sheet: Worksheet) -> Mapping[str, int]:
    """Name → the first row it stands on, from the first line."""
    found: dict[str, int] = {}
    for row in range(4, sheet.max_row + 1):
        name = sheet.cell(row, 2).value
        if isinstance(name, str) and sheet.cell(row, 3).value is not None:
            found.setdefault(name, row)
    return found


def test_every_sum_is_a_formula_that_comes_to_our_amount(book: FormBook) -> None:
    workbook = load_workbook(io.BytesIO(xlsx_bytes(book, language())))
    assert workbook.sheetnames == ["§ 5-4", "§ 5-5", "§ 5-6", "§ 5-9"]
    judged = 0
    for form in book.forms:
        sheet = workbook[f"§ {form.answer.form.value}"]
        calculator = Calculator(sheet)
        rows = [sheet.cell(row, 2).value for row in range(1, sheet.max_row + 1)]
        for column, answer in zip("CDEF", form.overviews, strict=True):
            for line in answer.lines:
                row = rows.index(language().say(line.name)) + 1
                cell = f"{column}{row}"
                assert calculator.value(cell) == Decimal(line.amount_ore) / 100, (answer.year, line.key)
                if line.is_sum:
                    assert str(sheet[cell].value).startswith("="), line.key
                    judged += 1
    assert judged > 60


def test_the_closing_overview_has_formulas_too(book: FormBook) -> None:
    sheet = load_workbook(io.BytesIO(xlsx_bytes(book, language())))["§ 5-9"]
    calculator = Calculator(sheet)
    assert book.closing is not None
    starts = [row for row in range(1, sheet.max_row + 1) if sheet.cell(row, 1).value == 1]
    for part, start in zip(book.closing.parts, starts, strict=True):
        for place, line in enumerate(part.lines):
            cell = f"C{start + place}"
            assert calculator.value(cell) == Decimal(line.amount_ore) / 100
            assert str(sheet[cell].value).startswith("=") == line.is_sum


def test_the_line_that_is_distributed_is_the_sum_of_its_areas(book: FormBook) -> None:
    sheet = load_workbook(io.BytesIO(xlsx_bytes(book, language())))["§ 5-4"]
    row = rows_of(sheet)["Sum bevilgninger drift, netto"]
    assert re.fullmatch(r"=C\d+", str(sheet.cell(row, 3).value))
    names = [sheet.cell(row, 2) for row in range(1, sheet.max_row + 1)]
    [danger] = [cell for cell in names if cell.value == "=1+1"]
    assert danger.data_type == "s" or danger.data_type == "inlineStr"


def test_headings_name_the_versions_and_amounts_have_a_number_format(book: FormBook) -> None:
    sheet = load_workbook(io.BytesIO(xlsx_bytes(book, language())))["§ 5-6"]
    assert [sheet.cell(3, column).value for column in range(1, 7)] == [
        "Nr.", "Linje", "Regnskap 2025", "Revidert budsjett 2025", "Opprinnelig budsjett 2021",
        "Regnskap 2024",
    ]  # fmt: skip
    assert sheet["C4"].number_format == "#,##0"
    assert sheet.freeze_panes == "C4"


def test_one_overview_without_closing_is_a_book_of_one_sheet(book: FormBook) -> None:
    alone = FormBook("Storvik", (book.forms[2],), None)
    assert load_workbook(io.BytesIO(xlsx_bytes(alone, language()))).sheetnames == ["§ 5-6"]
    assert html_bytes(alone, language()).count(b"<table>") == 1


class Tables(HTMLParser):
    """What a screen reader needs: the language, captions, scopes, and that nothing is run or fetched."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))


def test_the_page_is_accessible_and_stands_alone(book: FormBook) -> None:
    page = html_bytes(book, language()).decode()
    parser = Tables()
    parser.feed(page)
    tags = [tag for tag, _ in parser.tags]
    assert ("html", {"lang": "nb"}) in parser.tags
    assert not {"script", "link", "img", "iframe"} & set(tags)
    # Three overviews, two second parts, and § 5-9.
    assert tags.count("table") == tags.count("caption") == 6
    assert tags.count("h1") == tags.count("main") == 1
    assert all(attrs.get("scope") for tag, attrs in parser.tags if tag == "th")
    assert "Skole og &lt;b&gt;" in page
    assert "1\N{NO-BREAK SPACE}351\N{NO-BREAK SPACE}343\N{NO-BREAK SPACE}000" in page
    assert "@media print" in page


def test_a_column_without_a_line_shows_a_dash(book: FormBook) -> None:
    page = html_bytes(book, language()).decode()
    row = re.search(
        r"<th scope=\"row\">Netto avsetninger til eller bruk av bundne driftsfond</th>(.*?)</tr>", page
    )
    assert row is not None
    assert row[1].startswith("<td>–</td><td>–</td><td>")
