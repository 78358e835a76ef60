"""A workbook with ten mistakes: ten issues with their cells and nothing taken; mended it is accepted."""

from __future__ import annotations

from typing import Any

import openpyxl

from tests.importers.line_workbooks import DETAILS, own_workbook, places, saved, stage

GOOD: list[list[Any]] = [
    ["1", "2100", "202", "010", "", "Lønn", "", 1_000_000],
    ["1", "2100", "202", "090", "", "Pensjon", "", "120 000"],
    ["1", "2100", "202", "099", "", "Arbeidsgiveravgift", "", "157 920,00"],
    ["1", "2100", "202", "200", "", "Læremidler", 3, 80_000],
    ["1", "2100", "202", "600", "", "Brukerbetaling", "", -57_920],
    ["1", "9000", "800", "870", "", "Skatt", "", -900_000],
    ["1", "9000", "840", "800", "", "Rammetilskudd", "", "-400 000"],
    ["0", "7000", "202", "230", "P1", "Skolebygg", "", 500_000],
    ["0", "7000", "880", "910", "", "Lån", "", "(500 000)"],
]


def broken() -> openpyxl.Workbook:
    book = own_workbook(GOOD, DETAILS | {"Gjelder fra": "31.02.2026"})
    page = book["Linjer"]
    page["H4"] = "en million"
    page["H5"] = "12 %"
    page["H6"] = "1.234"
    page["G7"] = 13
    page["D8"] = "sekshundre"
    page["C9"] = None
    page["A10"] = "7"
    page["H11"] = "=SUM(H4:H5)"
    page["H12"] = "#REF!"
    page["H12"].data_type = "e"
    return book


def test_ten_mistakes_are_ten_issues_with_their_cells() -> None:
    found = stage("budsjett.xlsx", saved(broken()))
    assert not found.accepted
    assert found.rows.read == 9
    assert sorted(places(found, "error")) == [
        ("AMOUNT_AMBIGUOUS", "Linjer!H6"),
        ("AMOUNT_PERCENT", "Linjer!H5"),
        ("AMOUNT_UNREADABLE", "Linjer!H4"),
        ("ART_UNREADABLE", "Linjer!D8"),
        ("CELL_ERROR", "Linjer!H12"),
        ("DATE_UNKNOWN", "Opplysninger!B5"),
        ("FORMULA_NOT_CALCULATED", "Linjer!H11"),
        ("FUNKSJON_MISSING", "Linjer!C9"),
        ("KONTOKLASSE_UNKNOWN", "Linjer!A10"),
        ("PERIODE_UNREADABLE", "Linjer!G7"),
    ]


def test_the_same_workbook_mended_is_accepted() -> None:
    found = stage("budsjett.xlsx", saved(own_workbook(GOOD)))
    assert places(found, "error") == []
    assert found.accepted
    assert found.rows.taken == 9
    assert [(total.kontoklasse, total.expense_ore, total.sum_ore) for total in found.totals] == [
        ("0", 50_000_000, 0),
        ("1", 135_792_000, 0),
    ]
