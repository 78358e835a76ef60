"""Budget and accounts lines: the forms files come in, what is taken and what is asked about."""

from __future__ import annotations

from typing import Any

import openpyxl
import pytest

from tests.importers.line_workbooks import (
    DETAILS,
    HEADINGS,
    own_workbook,
    places,
    saved,
    stage,
    stage_csv,
    stage_rows,
)

BALANCED: list[list[Any]] = [
    ["1", "2100", "202", "010", "", "Lønn", "", 1000],
    ["1", "9000", "800", "870", "", "Skatt", "", -1000],
]
ACCOUNTS = DETAILS | {"Versjon": "Regnskap", "År": 2025}


def line(**changed: Any) -> list[Any]:
    """A good row with some cells changed, by heading."""
    row = dict(zip(HEADINGS, BALANCED[0], strict=True)) | changed
    return [row[heading] for heading in HEADINGS]


def test_own_layout() -> None:
    found = stage_rows(BALANCED)
    assert (found.format, found.accepted, found.kommune) == ("lines", True, "9901")
    assert str(found.stood_from) == "2025-12-11"
    assert places(found) == []
    lines = found.content.lines
    assert lines.loc[0].to_dict() == {
        "kind": "opprinnelig_budsjett",
        "year": 2026,
        "month": 0,
        "kontoklasse": "1",
        "art": "010",
        "funksjon": "202",
        "ansvar": "2100",
        "prosjekt": "",
        "tekst": "Lønn",
        "change_group": "",
        "change_title": "",
        "side": "expense",
        "amount_ore": 100_000,
        "sheet": "Linjer",
        "row": 4,
        "column": 8,
    }


def test_the_same_bytes_have_the_same_fingerprint() -> None:
    content = saved(own_workbook(BALANCED))
    assert stage("a.xlsx", content).sha256 == stage("b.xlsx", content).sha256 != ""


def test_excel_numbers_are_codes() -> None:
    found = stage_rows([line(Kontoklasse=1, Funksjon=202, Art=10, Ansvar=2100, Periode=3), BALANCED[1]])
    first = found.content.lines.loc[0]
    assert (first["kontoklasse"], first["funksjon"], first["art"], first["ansvar"]) == (
        "1",
        "202",
        "010",
        "2100",
    )
    assert first["month"] == 3


@pytest.mark.parametrize(
    ("shown", "month"), [("03", 3), ("202603", 3), ("mars", 3), ("Mar.", 3), ("", 0), (0, 0), ("2026-12", 12)]
)
def test_months(shown: Any, month: int) -> None:
    found = stage_rows([line(Periode=shown), BALANCED[1]])
    assert found.content.lines["month"].tolist() == [month, 0]


@pytest.mark.parametrize("shown", ["13", "ma", "2026", "3–4"])
def test_no_months(shown: str) -> None:
    assert places(stage_rows([line(Periode=shown), BALANCED[1]]), "error") == [
        ("PERIODE_UNREADABLE", "Linjer!G4")
    ]


@pytest.mark.parametrize(
    ("changed", "code", "place"),
    [
        ({"Kontoklasse": "7"}, "KONTOKLASSE_UNKNOWN", "Linjer!A4"),
        ({"Kontoklasse": ""}, "KONTOKLASSE_UNKNOWN", "Linjer!A4"),
        ({"Art": ""}, "ART_MISSING", "Linjer!D4"),
        ({"Art": "lønn"}, "ART_UNREADABLE", "Linjer!D4"),
        ({"Art": "000"}, "ART_UNREADABLE", "Linjer!D4"),
        ({"Art": "123456"}, "ART_UNREADABLE", "Linjer!D4"),
        ({"Funksjon": ""}, "FUNKSJON_MISSING", "Linjer!C4"),
        ({"Funksjon": "20"}, "FUNKSJON_UNREADABLE", "Linjer!C4"),
        ({"Beløp": True}, "AMOUNT_UNREADABLE", "Linjer!H4"),
        ({"Beløp": "100 000 000 001"}, "AMOUNT_TOO_LARGE", "Linjer!H4"),
    ],
)
def test_one_mistake_is_one_issue_with_its_cell(changed: dict[str, Any], code: str, place: str) -> None:
    found = stage_rows([line(**changed), *BALANCED])
    assert places(found, "error") == [(code, place)]


def test_a_row_of_words_with_an_amount_asks_for_both_codes() -> None:
    found = stage_rows([line(Art="", Funksjon="", Tekst="Lønn i skolen"), *BALANCED])
    assert places(found, "error") == [("FUNKSJON_MISSING", "Linjer!C4"), ("ART_MISSING", "Linjer!D4")]


def test_sum_rows_notes_and_zero_rows_are_explained() -> None:
    found = stage_rows(
        [
            ["Sum drift", "", "", "", "", "", "", 5],
            ["", "", "Sum 202", "", "", "", "", "=1+1"],
            BALANCED[0],
            [],
            ["", "", "", "", "", "Merk: foreløpige tall", "", ""],
            list(HEADINGS),
            line(Beløp=0),
            line(Beløp="-"),
            line(Beløp=""),
            BALANCED[1],
            ["", "Totalt", "", "", "", "", "", 0],
        ]
    )
    assert places(found, "error") == [("FORMULA_NOT_CALCULATED", "Linjer!H5")]
    found = stage_rows([["", "", "Sum 202", "", "", "", "", 7], line(Beløp=0), list(HEADINGS), *BALANCED])
    assert (found.rows.read, found.rows.taken, found.rows.zero, found.rows.explained) == (5, 2, 1, 3)
    assert places(found) == [("ROWS_EXPLAINED", "Linjer")]


def test_rows_of_the_balance_are_explained() -> None:
    found = stage_rows([line(Kontoklasse="2", Art="210"), *BALANCED])
    assert found.accepted
    assert (found.rows.taken, found.rows.explained) == (2, 1)
    assert places(found, "warning") == [("ROWS_BALANCE", "Linjer!A4")]


def test_no_rows_at_all_is_a_kind_answer() -> None:
    found = stage_rows([])
    assert places(found, "error") == [("NO_ROWS", "Linjer")]


def test_rows_without_any_amount() -> None:
    found = stage_rows([line(Beløp="")])
    assert ("NO_AMOUNTS", "Linjer") in places(found, "error")


def test_text_of_accounts_is_never_kept() -> None:
    found = stage_rows(BALANCED, ACCOUNTS)
    assert found.content.lines["tekst"].tolist() == ["", ""]
    assert places(found) == [("TEXT_NOT_STORED", "Linjer!F:F")]
    without = [[*row[:5], "", *row[6:]] for row in BALANCED]
    assert places(stage_rows(without, ACCOUNTS)) == []


@pytest.mark.parametrize(
    ("version", "level"),
    [("Opprinnelig budsjett", "warning"), ("Regnskap", "warning"), ("Kommunedirektørens forslag", "info")],
)
def test_imbalance_is_said_but_does_not_refuse(version: str, level: str) -> None:
    found = stage_rows([line(Beløp=1500.5), BALANCED[1]], DETAILS | {"Versjon": version})
    assert found.accepted
    assert ("BALANCE", "Linjer") in places(found, level)


def test_imbalance_that_rounding_explains_is_an_info() -> None:
    found = stage_rows([line(Beløp=1001), BALANCED[1]], DETAILS | {"Enhet": "1000 kroner"})
    assert places(found) == [("BALANCE_ROUNDED", "Linjer")]
    assert found.content.lines["amount_ore"].tolist() == [100_100_000, -100_000_000]


def test_expired_and_unknown_codes_are_kept_counted_and_named_once() -> None:
    found = stage_rows(
        [
            BALANCED[0],
            ["1", "9000", "800", "875", "", "", "", -400],
            ["1", "9000", "800", "875", "", "", "", -300],
            ["1", "9000", "800", "870", "", "", "", -100],
            ["1", "9000", "998", "871", "", "", "", -100],
            ["1", "9000", "800", "997", "", "", "", -100],
        ]
    )
    assert found.accepted
    assert places(found, "warning") == [
        ("ART_EXPIRED", "Linjer!5:5"),
        ("ART_UNKNOWN", "Linjer!9:9"),
        ("FUNKSJON_UNKNOWN", "Linjer!8:8"),
    ]
    assert (found.unclassified_lines, found.unclassified_ore) == (4, -90_000)
    assert found.rows.taken == 6


def test_codes_of_a_later_year() -> None:
    found = stage_rows([["1", "", "202", "271", "", "", "", 1000], BALANCED[1]], DETAILS | {"År": 2020})
    assert places(found, "warning") == [("ART_FUTURE", "Linjer!4:4")]


def test_positive_income_is_turned_by_the_sign_of_the_tax() -> None:
    found = stage_rows([BALANCED[0], ["1", "9000", "800", "870", "", "", "", 1000]])
    assert found.accepted
    assert places(found) == [("SIGN_TURNED", "Linjer")]
    assert found.content.lines["amount_ore"].tolist() == [100_000, -100_000]


def test_all_signs_turned() -> None:
    found = stage_rows([line(Beløp=-1000), ["1", "9000", "840", "800", "", "", "", 1000]])
    assert places(found) == [("SIGN_TURNED", "Linjer")]
    assert found.content.lines["amount_ore"].tolist() == [100_000, -100_000]


def test_conflicting_signs_ask() -> None:
    fees = ["1", "2100", "202", "600", "", "", "", 10]
    assert places(stage_rows([*BALANCED, fees]), "error") == [("SIGN_CONFLICT", "Linjer")]
    negative = [line(Beløp=-1000), BALANCED[1]]
    assert places(stage_rows(negative), "error") == [("SIGN_CONFLICT", "Linjer")]


def test_one_service_with_positive_fees() -> None:
    rows = [BALANCED[0], ["1", "2100", "202", "600", "", "", "", 1000]]
    own = stage_rows(rows)
    assert ("INCOME_POSITIVE", "Linjer") in places(own, "warning")
    assert own.content.lines["amount_ore"].tolist() == [100_000, 100_000]
    other = stage_csv("Funksjon;Art;Beløp\n202;010;1000\n202;600;1000\n")
    assert other.content.lines["amount_ore"].tolist() == [100_000, -100_000]


def test_unit_of_title_line_and_of_opplysninger_must_agree() -> None:
    book = own_workbook(BALANCED, title="Budsjett 2026 (tall i 1000 kroner)")
    assert places(stage("b.xlsx", saved(book)), "error") == [("UNIT_CONFLICT", "Linjer")]


def test_unit_of_the_title_line() -> None:
    details = {name: value for name, value in DETAILS.items() if name != "Enhet"}
    book = own_workbook(BALANCED, details, title="Budsjett 2026. Alle tal i heile 1000")
    assert stage("b.xlsx", saved(book)).content.lines["amount_ore"].tolist() == [100_000_000, -100_000_000]


def test_no_unit_is_whole_kroner_and_said() -> None:
    found = stage_csv("Funksjon;Art;Beløp\n202;010;1000\n800;870;-1000\n")
    assert ("UNIT_ASSUMED", "budsjett 2026.csv") in places(found, "info")
    assert ("KONTOKLASSE_ASSUMED", "budsjett 2026.csv") in places(found, "info")


def test_thousands_by_number_format() -> None:
    book = own_workbook(BALANCED)
    book["Linjer"]["H4"].number_format = "#,##0,"
    assert places(stage("b.xlsx", saved(book))) == [("AMOUNT_SHOWN_SCALED", "Linjer!H4")]
    book = own_workbook(BALANCED, DETAILS | {"Enhet": "1000 kroner"})
    book["Linjer"]["H4"].number_format = '#,##0,;[Red]-#,##0,"t"'
    assert places(stage("b.xlsx", saved(book)), "error") == [("AMOUNT_SCALE_CONFLICT", "Linjer!H4")]


def test_more_decimals_than_ore_are_rounded_and_said_once() -> None:
    found = stage_rows([line(Beløp=999.996), line(Beløp=0.00444), *BALANCED])
    assert places(found, "warning")[0] == ("AMOUNT_ROUNDED", "Linjer!H4")
    assert found.content.lines["amount_ore"].tolist()[0] == 100_000


def test_hidden_rows_and_columns_are_read_and_said() -> None:
    book = own_workbook(BALANCED)
    book["Linjer"].row_dimensions[4].hidden = True
    book["Linjer"].column_dimensions["B"].hidden = True
    found = stage("b.xlsx", saved(book))
    assert places(found, "warning") == [("HIDDEN_ROWS", "Linjer!4:4"), ("HIDDEN_COLUMNS", "Linjer!B:B")]
    assert found.rows.taken == 2


def test_an_error_in_a_text_is_a_warning() -> None:
    book = own_workbook(BALANCED)
    page = book["Linjer"]
    page["F4"], page["F5"] = "#N/A", "=A1"
    page["F4"].data_type = "e"
    found = stage("b.xlsx", saved(book))
    assert found.accepted
    assert places(found, "warning") == [("CELL_ERROR", "Linjer!F4"), ("FORMULA_NOT_CALCULATED", "Linjer!F5")]


def test_an_error_in_a_column_of_a_version_counts_and_beside_the_table_not() -> None:
    book = openpyxl.Workbook()
    page = book.worksheets[0]
    page.title = "Linjer"
    page.append(["Funksjon", "Art", "Revidert budsjett 2026", "Notat"])
    page.append(["202", "010", "#N/A", "#N/A"])
    page.append(["800", "870", "=A1", "=A1"])
    page["C2"].data_type = page["D2"].data_type = "e"
    expected = [("CELL_ERROR", "Linjer!C2"), ("FORMULA_NOT_CALCULATED", "Linjer!C3")]
    assert places(stage("b.xlsx", saved(book)), "error")[:2] == expected
    assert not [place for _, place in places(stage("b.xlsx", saved(book))) if place.startswith("Linjer!D")]


def test_an_error_in_a_code_is_told_once() -> None:
    book = own_workbook(BALANCED)
    book["Linjer"]["D4"] = "#N/A"
    book["Linjer"]["D4"].data_type = "e"
    assert places(stage("b.xlsx", saved(book)), "error") == [("CELL_ERROR", "Linjer!D4")]


def test_cells_merged_over_rows_ask() -> None:
    book = own_workbook([*BALANCED, ["Merk", "", "", "", "", "", "", ""]])
    book["Linjer"].merge_cells("B4:B5")
    book["Linjer"].merge_cells("A1:H1")
    assert places(stage("b.xlsx", saved(book)), "error") == [("MERGED_CELLS", "Linjer!B4")]


@pytest.mark.parametrize(
    ("accounts", "expected"),
    [
        (("1010", "1870"), ("1", "010")),
        (("10100", "18700"), ("1", "010")),
        (("1010202", "1870800"), ("1", "010")),
        (("10102020", "18708000"), ("1", "010")),
        (("1010 - Fastlønn", "1870 - Skatt"), ("1", "010")),
    ],
)
def test_account_strings(accounts: tuple[str, str], expected: tuple[str, str]) -> None:
    found = stage_csv(f"Konto;Funksjon;Beløp\n{accounts[0]};202;5\n{accounts[1]};800;-5\n")
    assert found.accepted
    first = found.content.lines.loc[0]
    assert (first["kontoklasse"], first["art"]) == expected
    assert found.content.lines["funksjon"].tolist() == ["202", "800"]


def test_a_long_account_holds_the_funksjon() -> None:
    found = stage_csv("Konto;Beløp\n1010202;5\n1870800;-5\n")
    assert found.content.lines["funksjon"].tolist() == ["202", "800"]


def test_excel_took_the_leading_zeros() -> None:
    found = stage_csv("Konto;Funksjon;Beløp\n2300;202;5\n09100;880;-5\n02700;202;0\n")
    assert found.content.lines[["kontoklasse", "art"]].to_numpy().tolist() == [["0", "230"], ["0", "910"]]


def test_an_art_with_own_digits_beside_the_kontoklasse() -> None:
    found = stage_csv("Kontoklasse;Art;Tjeneste;Beløp\n1;0101;20200;5\n1;8700;80000;-5\n")
    assert found.content.lines["art"].tolist() == ["010", "870"]
    repeated = stage_csv("Kontoklasse;Art;Tjeneste;Beløp\n1;10101;20200;5\n1;18700;80000;-5\n")
    assert repeated.content.lines["art"].tolist() == ["010", "870"]
    assert repeated.content.lines["funksjon"].tolist() == ["202", "800"]


def test_an_account_of_an_unknown_class() -> None:
    found = stage_csv("Konto;Funksjon;Beløp\n7010;202;5\n1870;800;-5\nabc;202;7\n")
    assert places(found, "error") == [
        ("KONTOKLASSE_UNKNOWN", "linje 2, felt 1"),
        ("ART_UNREADABLE", "linje 4, felt 1"),
    ]


def test_no_funksjon_at_all() -> None:
    found = stage_csv("Art;Beløp\n010;5\n870;-5\n")
    assert places(found, "warning") == [("FUNKSJON_NONE", "budsjett 2026.csv")]
    assert found.content.lines["funksjon"].tolist() == ["", ""]


def test_kontoklasse_in_words() -> None:
    found = stage_csv("Klasse;Funksjon;Art;Beløp\nDrift;202;010;5\nDrift;800;870;-5\nInvestering;202;230;0\n")
    assert found.content.lines["kontoklasse"].tolist() == ["1", "1"]


def test_rows_with_their_own_year() -> None:
    content = "År;Funksjon;Art;Beløp\n2024;202;010;5\n2024;800;870;-5\n2025;202;010;7\n2025;800;870;-7\n"
    found = stage_csv(content, "budsjett.csv")
    assert [(total.year, total.expense_ore) for total in found.totals] == [(2024, 500), (2025, 700)]
    assert ("YEAR_IN_ROWS", "linje 1, felt 1") in places(
        stage_csv(content, "budsjett.csv", year=2024), "warning"
    )
    wrong = stage_csv(content.replace("2025;202", "25;202"), "budsjett.csv")
    assert places(wrong, "error") == [("YEAR_UNREADABLE", "linje 4, felt 1")]


@pytest.mark.parametrize(
    ("name", "title", "choices", "version", "year"),
    [
        ("x.csv", "Rekneskap 2025", {}, "regnskap", 2025),
        ("x.csv", "Revidert budsjett 2025", {}, "revidert_budsjett", 2025),
        ("x.csv", "Formannskapets innstilling 2027", {}, "innstilling", 2027),
        ("x.csv", "Alternativt budsjett 2027", {}, "alternativ", 2027),
        ("x.csv", "Kommunedirektørens forslag til budsjett 2027", {}, "direktorens_forslag", 2027),
        ("x.csv", "Forslag til økonomiplan 2027–2030", {}, "direktorens_forslag", 2027),
        ("oppr_budsjett_2024.csv", "", {}, "opprinnelig_budsjett", 2024),
        ("regnskap-2024.csv", "Budsjett", {}, "opprinnelig_budsjett", 2024),
        ("regnskap-2024.csv", "Budsjett 2025", {"version": "innstilling", "year": 2026}, "innstilling", 2026),
    ],
)
def test_version_and_year(name: str, title: str, choices: dict[str, Any], version: str, year: int) -> None:
    found = stage_csv(f"{title}\nFunksjon;Art;Beløp\n202;010;5\n800;870;-5\n", name, **choices)
    assert [(total.version, total.year) for total in found.totals] == [(version, year)]


@pytest.mark.parametrize(
    ("title", "codes"),
    [
        ("Regnskap og budsjett 2025", {"VERSION_MISSING"}),
        ("Budsjett 2024 og 2025", {"YEAR_MISSING"}),
        ("Tall", {"VERSION_MISSING", "YEAR_MISSING"}),
    ],
)
def test_version_that_nobody_says(title: str, codes: set[str]) -> None:
    found = stage_csv(f"{title}\nFunksjon;Art;Beløp\n202;010;5\n800;870;-5\n", "x.csv")
    assert {code for code, _ in places(found, "error")} == codes


SEVERAL = "Konto;Teneste;Rekneskap 2024;Budsjett 2025;Revidert 2025\n1010;202;4;5;6\n1870;800;-4;-5;-6\n"


def test_several_versions_in_columns() -> None:
    found = stage_csv(SEVERAL, "x.csv")
    assert [(total.year, total.version, total.expense_ore) for total in found.totals] == [
        (2024, "regnskap", 400),
        (2025, "opprinnelig_budsjett", 500),
        (2025, "revidert_budsjett", 600),
    ]
    assert found.content.lines["column"].tolist() == [3, 3, 4, 4, 5, 5]


def test_one_of_several_versions_by_year() -> None:
    found = stage_csv(SEVERAL, "x.csv", year=2024, version="innstilling")
    assert [(total.year, total.version) for total in found.totals] == [(2024, "innstilling")]


@pytest.mark.parametrize(
    ("content", "choices", "code"),
    [
        (SEVERAL, {"version": "innstilling"}, "VERSION_FOR_SEVERAL"),
        (SEVERAL, {"year": 1999}, "YEAR_MISSING"),
        (SEVERAL.replace("Revidert 2025", "Oppr. budsjett 2025"), {}, "VERSION_TWICE"),
        (SEVERAL.replace("Revidert 2025", "Budsjett i fjor"), {}, "YEAR_MISSING"),
    ],
)
def test_versions_in_columns_that_ask(content: str, choices: dict[str, Any], code: str) -> None:
    assert code in {found for found, _ in places(stage_csv(content, "x.csv", **choices), "error")}


def test_kind_above_year_in_two_header_rows() -> None:
    book = openpyxl.Workbook()
    page = book.worksheets[0]
    page.append(["", "", "Regnskap", "Budsjett", ""])
    page.append(["Art", "Funksjon", "2024", "2025", "2026"])
    page.append(["010", "202", 4, 5, 6])
    page.append(["870", "800", -4, -5, -6])
    page.merge_cells("D1:E1")
    found = stage("x.xlsx", saved(book))
    assert [(t.year, t.version) for t in found.totals] == [
        (2024, "regnskap"),
        (2025, "opprinnelig_budsjett"),
        (2026, "opprinnelig_budsjett"),
    ]


def test_year_below_kind_in_two_header_rows() -> None:
    content = "Art;Funksjon;Regnskap;Budsjett\n;;2024;2025\n010;202;4;5\n870;800;-4;-5\n"
    found = stage_csv(content, "x.csv")
    assert [(t.year, t.version) for t in found.totals] == [(2024, "regnskap"), (2025, "opprinnelig_budsjett")]
    assert found.rows.read == 2


def test_rows_longer_than_the_header_are_kept_and_reported() -> None:
    found = stage_csv("Funksjon;Art;Beløp\r\n202;010;5;ekstra\n800;870;-5\r\n")
    assert found.accepted
    assert ("LONG_ROWS", "linje 2, felt 4") in places(found, "warning")
    assert found.rows.taken == 2


def test_two_columns_of_the_same_meaning() -> None:
    found = stage_csv("Funksjon;Tjeneste;Art;Beløp\n202;202;010;5\n")
    assert ("HEADING_TWICE", "linje 1, felt 2") in places(found, "error")


def test_missing_columns_are_named() -> None:
    book = own_workbook(
        [["1", "2100", "202", "", "Lønn", ""]], headings=[h for h in HEADINGS if h not in {"Art", "Beløp"}]
    )
    found = stage("x.xlsx", saved(book))
    assert sorted(issue.found for issue in found.issues if issue.code == "COLUMN_MISSING") == ["Art", "Beløp"]


def test_side_in_words_instead_of_art() -> None:
    content = "Funksjon;Inntekt/utgift;Beløp\n202;Utgift;5\n800;Inntekt;-5\n"
    found = stage_csv(content)
    assert found.content.lines["side"].tolist() == ["expense", "income"]
    assert found.content.lines["art"].tolist() == ["", ""]
    wrong = stage_csv(content.replace("Utgift;5", "Noe;5"))
    assert places(wrong, "error") == [("ART_MISSING", "linje 2")]


def test_wrong_details_are_told_by_cell() -> None:
    details = {
        "Kommune": "Storvik",
        "Versjon": "Utkast",
        "År": "i fjor",
        "Gjelder fra": "i går",
        "Enhet": "øre",
    }
    found = stage_rows(BALANCED, details, version="innstilling", year=2026)
    assert [place for _, place in places(found, "error")] == [f"Opplysninger!B{row}" for row in range(2, 7)]


def test_another_sheet_of_lines_is_said_and_a_hidden_copy_is_not_taken_first() -> None:
    book = own_workbook(BALANCED)
    for name, state in (("Investering", "visible"), ("Gammel", "hidden")):
        page = book.create_sheet(name, 0 if state == "hidden" else None)
        page.append(list(HEADINGS))
        page.append(BALANCED[0])
        page.sheet_state = state
    found = stage("x.xlsx", saved(book))
    assert places(found) == [("SHEET_NOT_READ", "Investering")]
    assert set(found.content.lines["sheet"]) == {"Linjer"}


def test_lines_on_a_hidden_sheet_are_read_and_said() -> None:
    book = own_workbook(BALANCED)
    book["Linjer"].sheet_state = "hidden"
    book.active = 1
    assert places(stage("x.xlsx", saved(book)), "warning") == [("HIDDEN_SHEET", "Linjer")]


def test_a_field_left_empty_in_the_details_says_nothing() -> None:
    found = stage_rows(BALANCED, DETAILS | {"Kommune": None})
    assert (found.accepted, found.kommune) == (True, "")
