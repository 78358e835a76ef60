"""KOSTRA extracts made record by record: forms, fields, SSB's controls."""

from __future__ import annotations

import pytest

from importers.formats.kostra import extract as kostra
from importers.reading.workbook import read_workbook
from planhjul.reference.controls import load_controls
from planhjul.staged import Staged
from tests.importers.line_workbooks import places, stage


def record(
    kontoklasse: str = "1",
    funksjon: str = "202",
    art: str = "010",
    amount: int | str = 100,
    *,
    form: str = "0A",
    year: str = "2025",
    quarter: str = " ",
    region: str = "990100",
) -> str:
    return f"{form}{year}{quarter}{region}{'':18}{kontoklasse}{funksjon:<4}{art:<3}{amount:>9}"


BALANCED = [
    record(),
    record("1", "800", "870", -60),
    record("1", "840", "800", -40),
    record("0", "202", "230", 50),
    record("0", "880", "910", -50),
]


def stage_records(*records: str, ending: str = "\n", **choices: str) -> Staged:
    return stage("uttrekk.dat", ending.join(records).encode(), **choices)


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_a_years_accounts(ending: str) -> None:
    found = stage_records(*BALANCED, "", ending=ending)
    assert (found.format, found.accepted, found.kommune) == ("kostra", True, "9901")
    assert places(found) == []
    assert [(t.year, t.version, t.kontoklasse, t.expense_ore, t.sum_ore) for t in found.totals] == [
        (2025, "regnskap", "0", 5_000_000, 0),
        (2025, "regnskap", "1", 10_000_000, 0),
    ]
    assert found.content.lines["row"].tolist() == [1, 2, 3, 4, 5]


def test_county_accounts_are_taken_too() -> None:
    found = stage_records(*(line.replace("0A", "0C") for line in BALANCED))
    assert found.accepted


@pytest.mark.parametrize(
    "form", ["0F", "0G", "0I", "0J", "0K", "0L", "0M", "0N", "0P", "0Q", "0X", "0Y", "0Z"]
)
def test_other_forms_are_refused_by_name(form: str) -> None:
    found = stage_records(record(form=form))
    assert places(found) == [("FORM_NOT_FOR_BUDGET", "linje 1, felt 1")]
    assert found.issues[0].found == form


def test_zero_records_are_explained() -> None:
    found = stage_records(*BALANCED, record(amount=0))
    assert (found.rows.read, found.rows.taken, found.rows.zero, found.rows.explained) == (6, 5, 1, 1)
    assert places(found) == [("ROWS_ZERO", "uttrekk.dat")]


@pytest.mark.parametrize(
    ("broken", "code", "place"),
    [
        (record()[:-1], "RECORD_LENGTH", "linje 6"),
        (record(form="0C"), "RECORD_FIELD", "linje 6, felt 1"),
        (record(year="20x5"), "RECORD_FIELD", "linje 6, felt 3"),
        (record(quarter="5"), "RECORD_FIELD", "linje 6, felt 7"),
        (record(region="99x100"), "RECORD_FIELD", "linje 6, felt 8"),
        (record("2"), "RECORD_FIELD", "linje 6, felt 32"),
        (record(funksjon="20"), "RECORD_FIELD", "linje 6, felt 33"),
        (record(art="1x"), "RECORD_FIELD", "linje 6, felt 37"),
        (record(amount="1,5"), "RECORD_FIELD", "linje 6, felt 40"),
        (record(amount="- 5"), "RECORD_FIELD", "linje 6, felt 40"),
        (record(region="990200"), "RECORD_OTHER", "linje 6"),
        (record(year="2024"), "RECORD_OTHER", "linje 6"),
    ],
)
def test_a_broken_record_is_told_by_line(broken: str, code: str, place: str) -> None:
    found = stage_records(*BALANCED, broken)
    assert places(found, "error") == [(code, place)]
    assert found.rows.explained == 6


def test_only_broken_records() -> None:
    found = stage_records(record()[:-1], record()[:-2])
    assert [code for code, _ in places(found)] == ["RECORD_LENGTH", "RECORD_LENGTH"]


def test_an_extract_is_never_a_budget() -> None:
    assert places(stage_records(*BALANCED, version="innstilling"), "error") == [
        ("VERSION_NOT_ACCOUNTS", "uttrekk.dat")
    ]
    assert stage_records(*BALANCED, version="regnskap").accepted


@pytest.mark.parametrize(
    ("quarter", "advice"), [("3", "vanlig før årsavslutningen"), (" ", "skal summen være null")]
)
def test_imbalance_warns_and_says_whether_it_is_normal(quarter: str, advice: str) -> None:
    lines = [line[:6] + quarter + line[7:] for line in [*BALANCED, record(amount=31, art="020")]]
    found = stage_records(*lines)
    assert found.accepted
    assert places(found, "warning") == [("SSB_110", "uttrekk.dat")]
    assert advice in found.issues[0].advice.source


def test_thirty_thousand_is_within_ssbs_tolerance() -> None:
    assert places(stage_records(*BALANCED, record(amount=30, art="020"))) == []


BREAKS = {
    "020": record("1", "841"),
    "040": record("0", "840", "230"),
    "025": record("1", "202", "280"),
    "030": record("1", "202", "285"),
    "045": record("0", "100", "230"),
    "055": record("0", "202", "620"),
    "035": record("1", "202", "520"),
    "050": record("0", "202", "070"),
    "060": record("0", "202", "729"),
    "065": record("1", "202", "980"),
    "070": record("1", "202", "530"),
    "075": record("1", "202", "878"),
    "080": record("1", "202", "800"),
    "081": record("1", "850", "010"),
    "140": record("1", "880", "570"),
    "145": record("1", "202", "590"),
    "170": record("1", "290", "010"),
    "175": record("0", "290", "230"),
}


@pytest.mark.parametrize("number", sorted(BREAKS))
def test_each_of_ssbs_controls_speaks(number: str) -> None:
    found = stage_records(*BALANCED, BREAKS[number])
    assert found.accepted
    assert f"SSB_{number}" in {code for code, _ in places(found)}


def test_every_control_has_a_case() -> None:
    rules = load_controls()
    assert {rule.number for rule in (*rules.lines, *rules.sums)} == set(BREAKS)


def test_duplicates_and_missing_sides() -> None:
    found = stage_records(record(), record())
    assert places(found, "warning") == [
        ("SSB_015", "linje 2"),
        ("SSB_085", "uttrekk.dat"),
        ("SSB_100", "uttrekk.dat"),
        ("SSB_110", "uttrekk.dat"),
        ("SSB_130", "uttrekk.dat"),
        ("SSB_135", "uttrekk.dat"),
    ]


def test_what_only_begins_like_a_record_is_none() -> None:
    assert kostra.identify(read_workbook("x.csv", b"0A2025 990100;5\n")) is None
    assert kostra.identify(read_workbook("x.csv", b"Kontoklasse;Art\n")) is None


def balance(kapittel: str, amount: int | str, sektor: str = "000", **rest: str) -> str:
    return record("2", kapittel, sektor, amount, **({"form": "0B"} | rest))


WHOLE = [
    balance("10", 900),
    balance("27", 4_000),
    balance("22", 100, "110"),
    balance("453", -3_000, "320"),
    balance("56", -1_500),
    balance("5990", -500),
    balance("9100", 60),
    balance("9999", -60),
]


def test_a_balance_is_lines_of_kontoklasse_2() -> None:
    found = stage_records(*WHOLE)
    assert (found.format, found.accepted, places(found)) == ("kostra", True, [])
    lines = found.content.lines
    assert set(lines["kontoklasse"]) == {"2"}
    assert lines["funksjon"].tolist() == ["10", "27", "22", "453", "56", "5990", "9100", "9999"]
    assert lines["art"].tolist()[:4] == ["000", "000", "110", "320"]
    assert lines["side"].tolist() == ["expense"] * 3 + ["income"] * 3 + ["expense", "income"]
    assert [(total.kontoklasse, total.expense_ore, total.sum_ore) for total in found.totals] == [
        ("2", 506_000_000, 0)
    ]
    assert (found.unclassified_lines, found.unclassified_ore) == (0, 0)


def test_a_countys_balance_is_taken_too() -> None:
    assert stage_records(*(line.replace("0B", "0D") for line in WHOLE)).accepted


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ([balance("32", 11)], [("SSB_125", "uttrekk.dat")]),
        ([balance("32", 10)], []),
        ([balance("9110", 11)], [("SSB_190", "uttrekk.dat")]),
        ([balance("9110", -10)], []),
        ([balance("5900", -50), balance("5900", 50)], [("SSB_016", "linje 9"), ("SSB_015", "linje 10")]),
        ([balance("5970", -5)], [("SSB_016", "linje 9")]),
        ([balance("5900", 5)], []),
    ],
)
def test_the_balances_controls_warn(more: list[str], expected: list[tuple[str, str]]) -> None:
    found = stage_records(*WHOLE, *more)
    assert found.accepted
    assert places(found) == expected


def test_half_a_balance() -> None:
    assert places(stage_records(WHOLE[0])) == [("SSB_120", "uttrekk.dat"), ("SSB_125", "uttrekk.dat")]
    assert places(stage_records(WHOLE[3])) == [("SSB_115", "uttrekk.dat"), ("SSB_125", "uttrekk.dat")]


@pytest.mark.parametrize(("quarter", "advice"), [("3", "vanlig før årsavslutningen"), (" ", "gå opp")])
def test_a_balance_that_does_not_balance_says_whether_it_is_normal(quarter: str, advice: str) -> None:
    lines = [line[:6] + quarter + line[7:] for line in [*WHOLE, balance("32", 11)]]
    assert advice in stage_records(*lines).issues[0].advice.source


@pytest.mark.parametrize(
    ("broken", "place"),
    [
        (record("1", "10", "000", 5, form="0B"), "linje 9, felt 32"),
        (balance("1", 5), "linje 9, felt 33"),
        (balance("05", 5), "linje 9, felt 33"),
        (balance("10", 5, "11"), "linje 9, felt 37"),
    ],
)
def test_a_broken_record_of_a_balance(broken: str, place: str) -> None:
    assert places(stage_records(*WHOLE, broken))[0] == ("RECORD_FIELD", place)
