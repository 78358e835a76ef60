"""The templates: empty, self-explaining, and what we write we read back."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.utils import get_column_letter

from importers.registry import Stager
from importers.tables.layouts import load_layouts
from importers.tables.templates import HEADER_ROW, KINDS, UnknownTemplateError, template
from planhjul.issues import Level
from tests.importers.plan_workbooks import AllButNine, Rows


def opened(kind: str) -> Workbook:
    return load_workbook(BytesIO(template(kind, 2027)))


def test_the_kinds_are_the_commands() -> None:
    assert tuple(load_layouts(2027)) == KINDS


def test_an_unknown_kind_is_our_error() -> None:
    with pytest.raises(UnknownTemplateError):
        template("kalender", 2027)


@pytest.mark.parametrize("kind", KINDS)
def test_data_sheets_come_first_then_facts_then_explanations(kind: str) -> None:
    names = [sheet.name for sheet in load_layouts(2027)[kind].sheets]
    assert opened(kind).sheetnames == [*names, "Opplysninger", "Forklaring"]


@pytest.mark.parametrize("kind", KINDS)
def test_data_sheets_hold_a_title_and_headings_and_nothing_else(kind: str) -> None:
    book = opened(kind)
    for sheet in load_layouts(2027)[kind].sheets:
        page = book[sheet.name]
        filled = {cell.coordinate for row in page for cell in row if cell.value is not None}
        headings = [str(cell.value) for cell in page[HEADER_ROW]]
        assert headings == [column.heading for column in sheet.columns]
        assert filled == {"A1"} | {cell.coordinate for cell in page[HEADER_ROW]}
        assert page.freeze_panes == "A4"
        assert page.print_title_rows == "$3:$3"


@pytest.mark.parametrize("kind", KINDS)
def test_lists_are_offered_where_the_layout_has_choices(kind: str) -> None:
    book = opened(kind)
    for sheet in load_layouts(2027)[kind].sheets:
        rules = {
            str(rule.sqref).split(":")[0]: rule for rule in book[sheet.name].data_validations.dataValidation
        }
        for number, column in enumerate(sheet.columns, start=1):
            rule = rules.pop(f"{get_column_letter(number)}4", None)
            if not column.choices:
                assert rule is None
                continue
            assert rule is not None
            assert rule.formula1 == f'"{",".join(column.choices)}"'
            # Excel reads at most 255 characters of a list that stands in the rule itself.
            assert len(rule.formula1) <= 257
            assert bool(rule.showErrorMessage) is column.strict
        assert rules == {}


@pytest.mark.parametrize("kind", KINDS)
def test_every_column_is_explained_with_an_example(kind: str) -> None:
    page = opened(kind)["Forklaring"]
    explained = [[cell.value for cell in row] for row in page]
    layout = load_layouts(2027)[kind]
    for column in (*(column for sheet in layout.sheets for column in sheet.columns), *layout.facts):
        rows = [row for row in explained if row[0] == column.heading and row[3] == column.example]
        assert rows
        assert all(row[1] in ("ja", "nei") and str(row[2]).startswith(column.explanation) for row in rows)


@pytest.mark.parametrize("kind", ["financial-plan", "measures"])
def test_the_four_years_follow_the_first(kind: str) -> None:
    page = load_workbook(BytesIO(template(kind, 2029))).worksheets[0]
    headings = [str(cell.value) for cell in page[HEADER_ROW] if str(cell.value).isdigit()]
    assert headings == ["2029", "2030", "2031", "2032"]


def test_code_columns_are_text_so_that_zeros_in_front_stay() -> None:
    page = opened("budget")["Linjer"]
    assert page.column_dimensions["D"].number_format == "@"
    assert page.column_dimensions["H"].number_format == "#,##0"


ROWS: dict[str, dict[str, Rows]] = {
    "budget": {"Linjer": [["1", "2100", "202", "010", "", "Lønn", None, 1250000]]},
    "accounts": {"Linjer": [["1", "2100", "202", "010", "", "", 3, 104166.67]]},
    "financial-plan": {
        "Økonomiplan": [["1", "2100", "202", "010", "N10", "Kutt", "", -1200000, "-1 200 000", 0, 0]]
    },
    "municipal-plan": {
        "Plan": [
            ["SD", "Samfunnsdel", "", "Samfunnsdel", "19.06.2025", date(2025, 7, 1), "31.12.2037"],
            [
                *("SD-1", "Satsingsområde", "SD", "Gode oppvekstvilkår", "", "", "", ""),
                *("T01; T04", "202", "22*", "4101", "skole"),
            ],
        ]
    },
    "meetings": {"Møter": [[date(2026, 12, 10), "Kommunestyret", "Budsjett og økonomiplan", "nei"]]},
    "measures": {
        "Tiltak": [
            [
                *("T01", "Færre ledere", "Innsparing", "Kommunedirektøren", "120", "2100", "010", "lønn"),
                *("-1 950 000", -1950000, -1950000, -1950000, 6, 50, "nei", "s0", "SD-1"),
            ]
        ],
        "Scenarioer": [["s0", "Kommunedirektørens pakke", "", ""]],
    },
    "cases": {"Saker": [["12/25", date(2025, 6, 19), "Kommunestyret", "Skolestruktur", "", "Vedtatt"]]},
    "settings": {
        "Innstillinger": [["innbyggere", 12000, "SSB"]],
        "Områder": [["skole", "Grunnskole", "202, 215", "22*", 2, 7, 0.75, 0.08, 0.17, "Vedtak 12/26"]],
        "Bindinger": [["b1", "", "skole", "202", "2100", "010", "0,85", 0.05, "10 %", 8, 18, "Plan"]],
        "Avtaler": [
            [
                *("ikt", "IKT-drift", "avtale", "skole", "120", "1200", "3 200 000"),
                *(date(2025, 1, 1), "31.12.2028", 6, "Avtale av 12.11.2024"),
            ]
        ],
        "Inntektsklasser": [["i1", "810", "202", "2100", "4101", "øremerket", 0.5, "Tilsagnsbrev"]],
    },
    "priorities": {
        "Saksliste": [
            *[["S01", "Bygdelista", "Gangvei", "penger", "332", "vei", "SD-1", 1500000, 2028, "Lovet"]],
            *[["S02", "Bygdelista", "Åpne møter", "prosess", "", "", "", "", "", ""]],
        ]
    },
}
FACTS: dict[str, Any] = {
    "Kommune": "9901",
    "Versjon": "Opprinnelig budsjett",
    "År": 2026,
    "Gjelder fra": date(2025, 12, 11),
}
FORMAT_OF = {"budget": "lines", "accounts": "lines"}


def filled(kind: str, rows: dict[str, Rows]) -> bytes:
    """The template with these rows below the headings, and Opplysninger filled in."""
    book = opened(kind)
    for name, values in rows.items():
        for row in values:
            book[name].append(list(row))
    facts = FACTS | ({"Versjon": "Økonomiplan"} if kind == "financial-plan" else {})
    page = book["Opplysninger"]
    for number in range(2, page.max_row + 1):
        if page.cell(number, 2).value is None:
            page.cell(number, 2, facts[str(page.cell(number, 1).value)])
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


@pytest.mark.parametrize("kind", KINDS)
def test_a_template_with_nothing_filled_in_gets_a_kind_answer(kind: str) -> None:
    found = Stager(AllButNine()).stage(f"{kind}.xlsx", template(kind, 2027))
    assert not found.accepted
    assert found.format == FORMAT_OF.get(kind, kind)
    first = load_layouts(2027)[kind].sheets[0].name
    errors = {(issue.code, str(issue.where)) for issue in found.issues if issue.level is Level.ERROR}
    assert ("NO_ROWS", first) in errors
    # A blank year in Opplysninger is a mistake of its own.
    assert {code for code, _ in errors} <= {"NO_ROWS", "YEAR_MISSING"}


@pytest.mark.parametrize("kind", KINDS)
def test_a_template_with_one_row_is_accepted(kind: str) -> None:
    found = Stager(AllButNine()).stage(f"{kind}.xlsx", filled(kind, ROWS[kind]))
    assert [issue for issue in found.issues if issue.level is Level.ERROR] == []
    assert found.format == FORMAT_OF.get(kind, kind)
    assert found.kommune == "9901"
    assert found.stood_from == date(2025, 12, 11)
    assert found.rows.read == found.rows.taken == sum(len(rows) for rows in ROWS[kind].values())
