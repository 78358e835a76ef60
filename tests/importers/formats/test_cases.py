"""Political cases."""

from __future__ import annotations

from datetime import date

from importers.formats.cases import FORMAT
from importers.reading.workbook import read_workbook
from tests.importers.plan_workbooks import codes, stage_sheets, xlsx

HEADER = ["Saksnummer", "Dato", "Organ", "Tittel", "Reist av", "Vedtak"]


def test_a_case_keeps_who_raised_it() -> None:
    row = ["12/25", date(2025, 6, 19), "Kommunestyret", "Leirskole", "Bygdelista", "Oversendt"]
    (case,) = stage_sheets(FORMAT, {"Saker": [HEADER, row]}).content.cases
    assert (case.key, case.day, case.organ_name) == ("12/25", date(2025, 6, 19), "Kommunestyret")
    assert (case.title, case.raised_by, case.decision) == ("Leirskole", "Bygdelista", "Oversendt")
    assert str(case.source) == "Saker!A2"


def test_a_whole_number_is_a_case_number() -> None:
    (case,) = stage_sheets(
        FORMAT, {"Saker": [HEADER, [12, date(2025, 6, 19), "Kommunestyret", "Leirskole", "", ""]]}
    ).content.cases
    assert case.key == "12"


def test_the_same_case_on_another_day_is_another_case() -> None:
    rows = [
        ["12/25", date(2025, 6, 19), "Kommunestyret", "Leirskole", "", ""],
        ["12/25", date(2025, 9, 19), "kommunestyret", "Leirskole", "", ""],
    ]
    assert codes(stage_sheets(FORMAT, {"Saker": [HEADER, *rows]})) == [("CASE_NUMBER_TWICE", "Saker!A3")]


def test_too_few_headings_are_no_claim() -> None:
    workbook = read_workbook(
        "plan.xlsx", xlsx({"Ark1": [["Dato", "Organ"], ["10.12.2026", "Kommunestyret"]]})
    )
    assert FORMAT.identify(workbook) is None
