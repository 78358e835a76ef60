"""The four-year plan: years in columns, change groups, and which version it is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from planhjul.staged import Staged
from tests.importers.line_workbooks import (
    DETAILS,
    PLAN_HEADINGS,
    own_workbook,
    places,
    saved,
    stage,
    stage_csv,
)

PLAN: dict[str, Any] = {name: value for name, value in DETAILS.items() if name not in {"Versjon", "År"}}
ROWS: list[list[Any]] = [
    ["1", "2100", "202", "010", "N00", "Vedtatt budsjett", "Lønn", 1000, 1000, 1000, 1000],
    ["1", "9000", "800", "870", "N00", "Vedtatt budsjett", "Skatt", -1000, -1000, -1000, -1000],
    ["1", "2100", "202", "010", "N10", "Reduserte tjenester", "Færre vikarer", 0, -50, -50, -50],
    ["1", "9000", "880", "540", "N14", "Fond", "", "", 50, 50, 50],
]


def stage_plan(rows: list[list[Any]], details: Mapping[str, Any] = PLAN, **choices: Any) -> Staged:
    return stage(
        "plan.xlsx",
        saved(own_workbook(rows, details, PLAN_HEADINGS, "Økonomiplan", "Økonomiplan")),
        **choices,
    )


def test_own_layout() -> None:
    found = stage_plan(ROWS)
    assert (found.format, found.accepted, found.kommune) == ("financial-plan", True, "9901")
    assert places(found) == []
    assert [(t.year, t.version, t.expense_ore, t.sum_ore) for t in found.totals] == [
        (year, "okonomiplan", 100_000, 0) for year in (2027, 2028, 2029, 2030)
    ]
    assert (found.rows.read, found.rows.taken) == (4, 4)
    lines = found.content.lines
    assert len(lines) == 14
    cut = lines[(lines["change_group"] == "N10") & (lines["year"] == 2028)].iloc[0]
    assert (cut["amount_ore"], cut["row"], cut["column"], cut["change_title"], cut["tekst"]) == (
        -5000,
        6,
        9,
        "Reduserte tjenester",
        "Færre vikarer",
    )


@pytest.mark.parametrize(
    ("details", "choices", "version"),
    [
        ({"Versjon": "Kommunedirektørens forslag"}, {}, "direktorens_forslag"),
        ({"Versjon": "Opprinnelig budsjett"}, {}, "opprinnelig_budsjett"),
        ({}, {"version": "alternativ"}, "alternativ"),
        ({"Versjon": "Økonomiplan"}, {"version": "innstilling"}, "innstilling"),
    ],
)
def test_version(details: dict[str, str], choices: dict[str, Any], version: str) -> None:
    found = stage_plan(ROWS, {**PLAN, **details}, **choices)
    assert {total.version for total in found.totals} == {version}


@pytest.mark.parametrize(
    ("name", "version"),
    [
        ("budsjett-og-okonomiplan-2027.csv", "okonomiplan"),
        ("budsjett 2027.csv", "okonomiplan"),
        ("regnskap.csv", "okonomiplan"),
        ("tall.csv", "okonomiplan"),
        ("forslag 2027-2030.csv", "direktorens_forslag"),
    ],
)
def test_version_of_a_file_without_details(name: str, version: str) -> None:
    found = stage_csv("Funksjon;Art;2027;2028\n202;010;5;6\n800;870;-5;-6\n", name)
    assert {total.version for total in found.totals} == {version}
    assert ("KONTOKLASSE_ASSUMED", name) in places(found, "info")


def test_every_mistake_by_its_cell() -> None:
    found = stage_plan(
        [[*ROWS[0][:7], 1000, "mye", "5 %", 1000], ["1", "", "", "870", "", "", "", -1, -1, -1, -1]]
    )
    assert places(found, "error") == [
        ("AMOUNT_UNREADABLE", "Økonomiplan!I4"),
        ("AMOUNT_PERCENT", "Økonomiplan!J4"),
        ("FUNKSJON_MISSING", "Økonomiplan!C5"),
    ]


def test_a_year_with_two_columns() -> None:
    found = stage_csv("Funksjon;Art;2027;2028;2028\n202;010;5;6;6\n")
    assert places(found, "error") == [("HEADING_TWICE", "linje 1, felt 5")]


def test_columns_that_are_missing() -> None:
    book = own_workbook(
        [["1", "2100", "202", ""]], PLAN, ["Kontoklasse", "Ansvar", "Funksjon", "Tekst"], "Økonomiplan"
    )
    found = stage("x.xlsx", saved(book))
    assert [issue.found for issue in found.issues if issue.code == "COLUMN_MISSING"] == ["Art", "2027"]


def test_an_empty_plan_is_a_kind_answer() -> None:
    assert places(stage_plan([]), "error") == [("NO_ROWS", "Økonomiplan")]


def test_years_that_are_not_those_of_a_plan_are_not_claimed() -> None:
    found = stage_csv("Nøkkel;Del;Slag;Funksjon;Art;2027;2028\nx;lønn;ønske;202;010;1;1\n")
    assert found.format != "financial-plan"


def test_another_sheet_with_a_plan_is_said() -> None:
    book = own_workbook(ROWS, PLAN, PLAN_HEADINGS, "Økonomiplan", "Økonomiplan")
    page = book.create_sheet("Investeringer")
    page.append(list(PLAN_HEADINGS))
    page.append(ROWS[0])
    assert places(stage("x.xlsx", saved(book))) == [("SHEET_NOT_READ", "Investeringer")]
