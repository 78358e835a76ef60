"""Which format a file is, and what is said when it is none or several."""

from __future__ import annotations

import pytest

from importers.reading.workbook import read_workbook
from importers.registry import FORMATS, Stager
from importers.staging import Claim, Format
from planhjul.reference.codes import load_codes
from planhjul.staged import ImportChoices
from planhjul.texts import text
from tests.importers.line_workbooks import STAGER, places, stage, stage_csv

LINES = "Funksjon;Art;Beløp\n202;010;5\n800;870;-5\n"


def test_keys_are_permanent() -> None:
    assert [key for key, _ in STAGER.formats()] == [
        "kostra",
        "lines",
        "financial-plan",
        "municipal-plan",
        "meetings",
        "measures",
        "cases",
        "settings",
        "priorities",
        "printed-form",
        "xledger",
    ]


def test_a_file_nobody_knows_names_what_was_read() -> None:
    found = stage_csv("Navn;Adresse;Telefon\nA;B;C\n", "kontakter.csv")
    assert found.format == ""
    assert places(found) == [("FORMAT_NOT_RECOGNISED", "kontakter.csv")]
    values = dict(found.issues[0].message.values)
    assert values == {"read": "kontakter.csv (2)", "headings": "Navn, Adresse, Telefon"}


def test_a_file_that_cannot_be_read_says_only_that() -> None:
    assert places(stage("x.xlsx", b"")) == [("FILE_EMPTY", "x.xlsx")]


def test_the_user_decides_the_format() -> None:
    assert stage_csv(LINES, format="lines").accepted
    assert places(stage_csv(LINES, format="kostra")) == [("FORMAT_DOES_NOT_FIT", "budsjett 2026.csv")]
    assert places(stage_csv(LINES, format="excel")) == [("FORMAT_UNKNOWN", "budsjett 2026.csv")]


def test_several_formats_ask_and_name_all() -> None:
    lines = next(known for known in FORMATS if known.key == "lines")
    twin = Format("twin", text("Tvilling"), lines.identify)
    found = Stager(load_codes(), (lines, twin)).stage("budsjett 2026.csv", LINES.encode(), ImportChoices())
    assert [(issue.code, issue.found) for issue in found.issues] == [("FORMAT_SEVERAL", "lines, twin")]


def test_the_best_of_incomplete_claims_is_read() -> None:
    lines = next(known for known in FORMATS if known.key == "lines")
    claim = lines.identify(read_workbook("budsjett 2026.csv", LINES.encode()))
    assert claim is not None
    refused = next(known for known in FORMATS if known.key == "kostra")
    kostra = refused.identify(read_workbook("x.dat", b"0A2025 990100\n"))
    assert kostra is not None
    weak = Format("weak", text("Svak"), lambda workbook: Claim(False, 1, kostra.stage))
    strong = Format("strong", text("Sterk"), lambda workbook: Claim(False, 2, claim.stage))
    assert Stager(load_codes(), (weak, strong)).stage("budsjett 2026.csv", LINES.encode()).accepted


@pytest.mark.parametrize("key", ["lines", "financial-plan"])
def test_a_format_asked_to_read_what_it_is_not(key: str) -> None:
    known = next(one for one in FORMATS if one.key == key)
    assert known.identify(read_workbook("x.csv", b"a;b\n")) is None
    assert places(stage("x.csv", b"a;b\n", format=key)) == [("FORMAT_DOES_NOT_FIT", "x.csv")]


def test_no_headings_at_all() -> None:
    found = stage_csv("1;2\n3;4\n", "tall.csv")
    assert dict(found.issues[0].message.values)["headings"] == "1, 2"
