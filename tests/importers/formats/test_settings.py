"""Local settings and budget areas."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from importers.formats.settings.workbook import FORMAT
from importers.reading.workbook import read_workbook
from planhjul.choices.assumptions import Key
from planhjul.staged import Staged
from tests.importers.plan_workbooks import codes, stage_sheets, xlsx

HEADER = ["Nøkkel", "Verdi", "Kilde"]
AREA_HEADER = [
    "Nøkkel",
    "Tittel",
    "Funksjoner",
    "Nivå",
    "Ledetid",
    "Bundet",
    "Kort sikt",
    "Strukturelt",
    "Kilde",
]


def setting(key: Any, value: Any, kilde: str = "Vedtak") -> Staged:
    return stage_sheets(FORMAT, {"Innstillinger": [HEADER, [key, value, kilde]]})


def area(**cells: Any) -> Staged:
    """One area that is right, but for the cells given."""
    right: dict[str, Any] = {
        "Nøkkel": "skole",
        "Tittel": "Skole",
        "Funksjoner": "202",
        "Nivå": 2,
        "Ledetid": 7,
    }
    values = right | cells
    return stage_sheets(FORMAT, {"Områder": [AREA_HEADER, [values.get(name, "") for name in AREA_HEADER]]})


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("innbyggere", 12000),
        ("innbyggere", "12 000"),
        ("kommunestyremedlemmer", 27),
        ("disposisjonsfond.2026", "60 mill"),
        ("konstituering.2023", date(2023, 10, 17)),
        ("konstituering.2023", "2023-10-17"),
        ("frist.privat_forslag", "15 virkedager"),
        ("budsjettinnstilling.organ", "formannskap"),
        ("selvkost.340", "0,9"),
        ("pensjonssats", "12 %"),
        ("ledetid_kjop", 120),
        *((key.value, "0,5") for key in Key),
    ],
)
def test_known_settings_are_taken_without_a_word(key: str, value: Any) -> None:
    found = setting(key, value)
    assert codes(found) == []
    assert [one.key for one in found.content.settings] == [key]


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("innbyggere", "-5"),
        ("innbyggere", 0),
        ("kommunestyremedlemmer", "27,5"),
        ("disposisjonsfond.2026", "mye"),
        ("konstituering.2023", 45000),
        ("pensjonssats", 12),
        ("ledetid_kjop", 121),
        ("selvkost.340", "-0,1"),
    ],
)
def test_values_that_cannot_be(key: str, value: Any) -> None:
    assert codes(setting(key, value)) == [("SETTING_VALUE", "Innstillinger!B2")]


def test_an_unknown_setting_is_kept_with_a_warning() -> None:
    found = setting("kantinepris", 45)
    assert codes(found) == [("SETTING_UNKNOWN", "Innstillinger!A2")]
    assert [(one.key, one.value) for one in found.content.settings] == [("kantinepris", "45")]


@pytest.mark.parametrize(
    ("key", "accepted"), [("pensjonssats", False), ("selvkost.340", False), ("innbyggere", True)]
)
def test_an_override_must_have_a_source(key: str, accepted: bool) -> None:
    found = setting(key, "1", kilde="")
    assert codes(found) == [("SOURCE_MISSING", "Innstillinger!C2")]
    assert found.accepted is accepted


def test_a_missing_source_column_is_told_once() -> None:
    settings: list[list[Any]] = [["Nøkkel", "Verdi"], ["pensjonssats", 0.12]]
    areas: list[list[Any]] = [AREA_HEADER, ["skole", "Skole", "202", 2, 7, "", "", "", ""]]
    found = stage_sheets(FORMAT, {"Innstillinger": settings, "Områder": areas})
    assert codes(found) == [("COLUMN_MISSING", "Innstillinger!1:1")]


@pytest.mark.parametrize(
    ("written", "funksjoner"),
    [
        ("202, 215", ("202", "215")),
        (202, ("202",)),
        ("202;215", ("202", "215")),
        ("257/258 257", ("257", "258")),
    ],
)
def test_funksjoner(written: Any, funksjoner: tuple[str, ...]) -> None:
    found = area(Funksjoner=written)
    assert codes(found) == []
    assert found.content.areas[0].funksjoner == funksjoner


@pytest.mark.parametrize("written", [202.215, "20", "grunnskole", ","])
def test_no_funksjoner(written: Any) -> None:
    assert codes(area(Funksjoner=written)) == [("FUNKSJON_FORM", "Områder!C2")]


def test_a_funksjon_in_two_areas_is_told_with_both_cells() -> None:
    rows = [["a", "A", "202, 215", 2, 7], ["b", "B", "215", 2, 7]]
    found = stage_sheets(FORMAT, {"Områder": [AREA_HEADER, *rows]})
    assert codes(found) == [("FUNKSJON_TWICE", "Områder!C3")]
    assert dict(found.issues[0].message.values) == {"code": "215", "where": "Områder!C2"}


@pytest.mark.parametrize(
    ("shares", "lss"),
    [
        ((0.75, 0.08, 0.17), (0.75, 0.08, 0.17)),
        (("0,75", "8 %", "0,17"), (0.75, 0.08, 0.17)),
        ((75, 8, 17), (0.75, 0.08, 0.17)),
        ((1, 0, 0), (1.0, 0.0, 0.0)),
        (("", "", ""), None),
    ],
)
def test_shares_sum_to_one(shares: tuple[Any, Any, Any], lss: tuple[float, float, float] | None) -> None:
    found = area(Bundet=shares[0], **{"Kort sikt": shares[1], "Strukturelt": shares[2]}, Kilde="Vedtak")
    assert codes(found) == []
    assert found.content.areas[0].lss == lss


@pytest.mark.parametrize(
    ("shares", "expected"),
    [
        ((0.75, 0.08, 0.18), [("SHARES_SUM", "Områder!F2")]),
        ((0.75, "", 0.25), [("SHARE_MISSING", "Områder!G2")]),
        (("", 0.5, ""), [("SHARE_MISSING", "Områder!F2"), ("SHARE_MISSING", "Områder!H2")]),
        (("mye", 0.5, 0.5), [("SHARE_UNKNOWN", "Områder!F2")]),
        ((-0.5, 0.5, 1), [("SHARE_UNKNOWN", "Områder!F2")]),
    ],
)
def test_shares_that_do_not_add_up(shares: tuple[Any, Any, Any], expected: list[tuple[str, str]]) -> None:
    found = area(Bundet=shares[0], **{"Kort sikt": shares[1], "Strukturelt": shares[2]}, Kilde="Vedtak")
    assert codes(found) == expected


def test_shares_must_have_a_source() -> None:
    found = area(Bundet=1, **{"Kort sikt": 0, "Strukturelt": 0})
    assert codes(found) == [("SOURCE_MISSING", "Områder!I2")]


@pytest.mark.parametrize("written", [0, 4, 1.5, "høy"])
def test_no_level(written: Any) -> None:
    assert codes(area(Nivå=written)) == [("VALUE_UNKNOWN", "Områder!D2")]


@pytest.mark.parametrize("written", [-1, 121, "lenge", "10 %"])
def test_no_lead(written: Any) -> None:
    assert codes(area(Ledetid=written)) == [("LEAD_UNKNOWN", "Områder!E2")]


def test_lead_in_months() -> None:
    assert area(Ledetid="1,5 måneder").content.areas[0].lead_months == 1.5


def test_only_settings_or_only_areas_are_welcome() -> None:
    assert setting("innbyggere", 1).accepted
    assert area().accepted


def test_something_else_is_no_settings() -> None:
    content = xlsx({"Ark1": [["Nøkkel", "Tittel", "Noe"], ["a", "b", "c"]]})
    assert FORMAT.identify(read_workbook("noe.xlsx", content)) is None


def test_areas_may_hold_funksjoner_of_other_years_but_not_unknown_ones() -> None:
    sheets: dict[str, Any] = {
        "Områder": [AREA_HEADER, ["a", "A", "998, 999", 2, 7]],
        "Opplysninger": [["Felt", "Verdi"], ["Gjelder fra", date(2023, 10, 17)]],
    }
    found = stage_sheets(FORMAT, sheets)
    assert [(issue.code, issue.found) for issue in found.issues] == [("FUNKSJON_NOT_VALID", "999")]
