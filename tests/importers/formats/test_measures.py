"""Measures, their parts and scenarios."""

from __future__ import annotations

from typing import Any

import pytest

from importers.formats.measures import FORMAT
from importers.reading.workbook import read_workbook
from importers.tables.layouts import load_layouts
from planhjul.choices.measures import MeasureKind, PartKind
from planhjul.issues import Level
from planhjul.staged import Staged
from tests.importers.plan_workbooks import codes, stage, stage_sheets, xlsx

COLUMNS = ["Nøkkel", "Tittel", "Slag", "Funksjon", "Art", "Del", "Startmåned", "Beholdt andel", "Engangs"]
HEADER = [*COLUMNS, "Scenarioer", 2027, 2028]
UNIT = {"Opplysninger": [["Felt", "Verdi"], ["Enhet", "kroner"]]}


def row(**cells: Any) -> list[Any]:
    """A row that is right, but for the cells given."""
    right: dict[str, Any] = {
        "Nøkkel": "T",
        "Tittel": "Tiltak",
        "Slag": "innsparing",
        "Funksjon": "120",
        "Del": "lønn",
        "2027": -100,
        "2028": -100,
    }
    values = right | cells
    return [values.get(str(heading), "") for heading in HEADER]


def staged_rows(*rows: list[Any]) -> Staged:
    return stage_sheets(FORMAT, {"Tiltak": [HEADER, *rows], **UNIT})


@pytest.mark.parametrize(
    ("column", "written", "kind"),
    [
        ("Slag", "Innsparing", MeasureKind.INNSPARING),
        ("Slag", "økning", MeasureKind.OKNING),
        ("Slag", "auke", MeasureKind.OKNING),
        ("Slag", "Ønskje", MeasureKind.ONSKE),
        ("Slag", "onske", MeasureKind.ONSKE),
        ("Slag", "INNTEKT", MeasureKind.INNTEKT),
        ("Del", "Løn", PartKind.LONN),
        ("Del", "lonn", PartKind.LONN),
        ("Del", "kjøp", PartKind.KJOP),
        ("Del", "kjøp inkl. mva", PartKind.KJOP_INKL_MVA),
        ("Del", "kjop_inkl_mva", PartKind.KJOP_INKL_MVA),
        ("Del", "Overføring", PartKind.OVERFORING),
        ("Del", "øremerka", PartKind.OREMERKET),
        ("Del", "refusjon", PartKind.REFUSJON),
        ("Del", "Netto", PartKind.NETTO),
    ],
)
def test_words_for_kinds_and_parts(column: str, written: str, kind: MeasureKind | PartKind) -> None:
    (measure,) = staged_rows(row(**{column: written})).content.measures
    assert kind in (measure.kind, measure.parts[0].kind)


def test_everything_the_template_offers_is_understood() -> None:
    columns = {column.heading: column for column in load_layouts(2027)["measures"].sheets[0].columns}
    for heading in ("Slag", "Del", "Startmåned", "Engangs"):
        for written in columns[heading].choices:
            found = staged_rows(row(**{heading: written}))
            assert [issue for issue in found.issues if issue.code in {"VALUE_UNKNOWN", "START_MONTH"}] == []


@pytest.mark.parametrize(
    ("written", "month"), [("", 1), (1, 1), ("12", 12), ("06", 6), (6.0, 6), ("august", 8), ("Jan.", 1)]
)
def test_start_month(written: Any, month: int) -> None:
    (measure,) = staged_rows(row(Startmåned=written)).content.measures
    assert measure.parts[0].start_month == month


@pytest.mark.parametrize("written", [0, 13, "1,5", -1, "i høst"])
def test_no_start_month(written: Any) -> None:
    assert codes(staged_rows(row(Startmåned=written))) == [("START_MONTH", "Tiltak!G2")]


@pytest.mark.parametrize(
    ("written", "share"),
    [
        ("", 0.0),
        (0, 0.0),
        (50, 0.5),
        ("50 %", 0.5),
        ("0,5 %", 0.005),
        ("1 %", 0.01),
        (100, 1.0),
        ("12,5", 0.125),
    ],
)
def test_kept_share(written: Any, share: float) -> None:
    (measure,) = staged_rows(row(**{"Beholdt andel": written})).content.measures
    assert measure.parts[0].kept_share == share


@pytest.mark.parametrize("written", [0.5, 1, -1, 101, "101 %", "halvparten"])
def test_no_certain_kept_share(written: Any) -> None:
    assert codes(staged_rows(row(**{"Beholdt andel": written}))) == [("KEPT_SHARE", "Tiltak!H2")]


@pytest.mark.parametrize(
    ("written", "code"), [("", ""), (10, "010"), ("010", "010"), ("010 Fastlønn", "010"), ("115", "115")]
)
def test_art(written: Any, code: str) -> None:
    (measure,) = staged_rows(row(Art=written)).content.measures
    assert measure.parts[0].art == code


@pytest.mark.parametrize("written", ["1A", "1150", "lønn", "0"])
def test_no_art(written: str) -> None:
    assert codes(staged_rows(row(Art=written))) == [("ART_FORM", "Tiltak!E2")]


def test_without_funksjon_the_saving_is_unspecified_and_kept() -> None:
    found = staged_rows(row(Funksjon=""))
    assert codes(found) == [("MEASURE_UNSPECIFIED", "Tiltak!D2")]
    assert found.content.measures[0].parts[0].funksjon == ""


def test_parts_of_a_measure_need_not_stand_together() -> None:
    found = staged_rows(
        row(),
        row(Nøkkel="U"),
        row(Tittel="tiltak", Slag="", Del="kjøp", Engangs="ja"),
        row(Nøkkel="U", Tittel=""),
    )
    assert codes(found) == []
    first, second = found.content.measures
    assert [part.kind for part in first.parts] == [PartKind.LONN, PartKind.KJOP]
    assert [part.one_off for part in first.parts] == [False, True]
    assert len(second.parts) == 2
    assert found.rows.taken == 4


def test_rows_that_disagree_are_told_with_both_places() -> None:
    found = staged_rows(row(), row(Tittel="Noe annet", Slag="Ønske"))
    assert codes(found) == [("MEASURE_DISAGREES", "Tiltak!B3"), ("MEASURE_DISAGREES", "Tiltak!C3")]
    assert dict(found.issues[0].message.values)["where"] == "Tiltak!B2"


def test_a_blank_first_row_says_nothing_and_the_next_may_say_it() -> None:
    found = staged_rows(row(), row(Scenarioer="s0; s1"), row(Scenarioer="S1, s0"))
    assert [issue.code for issue in found.issues] == ["SCENARIO_NOT_HERE"] * 2
    assert found.content.measures[0].scenarios == ("s0", "s1")


def test_what_every_first_row_must_say_is_told_once() -> None:
    assert codes(staged_rows(row(Slag=""), row())) == [("CELL_BLANK", "Tiltak!C2")]


@pytest.mark.parametrize(
    ("slag", "part", "amount", "told"),
    [
        ("innsparing", "lønn", -1, False),
        ("innsparing", "lønn", 1, True),
        ("innsparing", "gebyr", 1, False),
        ("inntekt", "gebyr", -1, True),
        ("ønske", "kjøp", 1, False),
        ("ønske", "kjøp", -1, True),
        ("økning", "refusjon", 1, True),
    ],
)
def test_a_forgotten_minus_is_asked_about(slag: str, part: str, amount: int, told: bool) -> None:
    found = staged_rows(row(Slag=slag, Del=part, **{"2027": amount, "2028": amount}))
    assert codes(found) == ([("SIGN_UNUSUAL", "Tiltak!C2")] if told else [])
    assert found.accepted


def test_scenarios_of_another_file_are_asked_about_once_per_key() -> None:
    found = staged_rows(row(Scenarioer="s0; s1, s0"))
    assert codes(found) == [("SCENARIO_NOT_HERE", "Tiltak!J2")] * 2
    assert [issue.found for issue in found.issues] == ["s0", "s1"]
    assert found.content.measures[0].scenarios == ("s0", "s1")


def test_a_scenario_whose_row_must_be_mended_is_known() -> None:
    sheets = {
        "Tiltak": [HEADER, row(Scenarioer="s1")],
        "Scenarioer": [["Nøkkel", "Tittel"], ["s1", ""]],
        **UNIT,
    }
    assert codes(stage_sheets(FORMAT, sheets)) == [("CELL_BLANK", "Scenarioer!B2")]


@pytest.mark.parametrize("count", [1, 3, 6])
def test_one_to_six_years(count: int) -> None:
    years = list(range(2027, 2027 + count))
    rows = [["Nøkkel", "Tittel", "Slag", "Funksjon", "Del", *years]]
    rows.append(["T", "Tiltak", "innsparing", "120", "lønn", *[-1] * count])
    (measure,) = stage_sheets(FORMAT, {"Tiltak": rows, **UNIT}).content.measures
    assert measure.parts[0].amounts == dict.fromkeys(years, -100)


@pytest.mark.parametrize(("count", "code"), [(0, "YEARS_MISSING"), (7, "YEARS_MANY")])
def test_no_years_or_too_many(count: int, code: str) -> None:
    rows = [["Nøkkel", "Tittel", "Slag", "Funksjon", "Del", *range(2027, 2027 + count)]]
    rows.append(["T", "Tiltak", "innsparing", "120", "lønn", *[-1] * count])
    found = stage_sheets(FORMAT, {"Tiltak": rows, **UNIT})
    assert [issue.code for issue in found.issues if issue.code.startswith("YEARS")] == [code]
    assert not found.accepted


def test_the_same_year_twice() -> None:
    rows = [
        ["Nøkkel", "Tittel", "Slag", "Funksjon", "Del", 2027, 2027],
        ["T", "Tiltak", "innsparing", "120", "lønn", -1, -2],
    ]
    assert codes(stage_sheets(FORMAT, {"Tiltak": rows, **UNIT})) == [("HEADING_TWICE", "Tiltak!G1")]


def test_amounts_in_thousands_when_opplysninger_says_so() -> None:
    unit = {"Opplysninger": [["Felt", "Verdi"], ["Enhet", "1000 kroner"]]}
    found = stage_sheets(FORMAT, {"Tiltak": [HEADER, row(**{"2027": "-1 950,5"})], **unit})
    assert found.content.measures[0].parts[0].amounts == {2027: -195050000, 2028: -10000000}


def test_only_scenarios_are_welcome() -> None:
    found = stage_sheets(
        FORMAT, {"Tiltak": [HEADER], "Scenarioer": [["Nøkkel", "Tittel"], ["s0", "Pakke"]], **UNIT}
    )
    assert found.accepted
    assert [scenario.key for scenario in found.content.scenarios] == ["s0"]


def test_a_text_file_holds_measures_too() -> None:
    content = "Nøkkel;Tittel;Slag;Funksjon;Del;2027\r\nT;Tiltak;ønske;202;kjøp;3 000 000\r\n".encode()
    found = stage(FORMAT, "tiltak.csv", content)
    assert found.content.measures[0].parts[0].amounts == {2027: 300000000}
    assert codes(found) == [("UNIT_ASSUMED", "tiltak.csv")]


def test_budget_lines_are_no_measures() -> None:
    content = xlsx(
        {"Linjer": [["Kontoklasse", "Ansvar", "Funksjon", "Art", "Tekst", "Beløp"], [1, 2, 202, 10, "", 1]]}
    )
    assert FORMAT.identify(read_workbook("budsjett.xlsx", content)) is None


@pytest.mark.parametrize(
    ("heading", "cell"), [("Tittel", "B2"), ("Slag", "C2"), ("Funksjon", "D2"), ("Engangs", "I2")]
)
def test_a_cell_with_an_error_is_told_once(heading: str, cell: str) -> None:
    found = staged_rows(row(**{heading: "#REF!"}))
    assert codes(found) == [("CELL_ERROR", f"Tiltak!{cell}")]
    assert not found.accepted


def test_an_error_where_a_text_may_be_blank_is_a_warning() -> None:
    sheets = {
        "Tiltak": [HEADER, row()],
        "Scenarioer": [["Nøkkel", "Tittel", "Parti"], ["s0", "Pakke", "#REF!"]],
    }
    found = stage_sheets(FORMAT, sheets | UNIT)
    assert codes(found) == [("CELL_ERROR", "Scenarioer!C2")]
    assert found.accepted


def test_a_formula_without_a_value_is_told_once() -> None:
    found = staged_rows(row(Del="=D2"), row(Tittel="=B2"))
    assert codes(found) == [("FORMULA_NOT_CALCULATED", "Tiltak!F2"), ("FORMULA_NOT_CALCULATED", "Tiltak!B3")]
    assert [issue.level for issue in found.issues] == [Level.ERROR, Level.WARNING]


@pytest.mark.parametrize("code", ["998", "999"])
def test_a_funksjon_that_is_not_valid_in_the_year_is_kept_with_a_warning(code: str) -> None:
    found = staged_rows(row(Funksjon=code))
    assert codes(found) == [("FUNKSJON_NOT_VALID", "Tiltak!D2")]
    assert found.content.measures[0].parts[0].funksjon == code
