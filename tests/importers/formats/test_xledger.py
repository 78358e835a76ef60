"""Xledger Flex reports: two heading rows, cumulative months turned into months, nothing of people kept."""

from __future__ import annotations

from typing import Any

import pytest

from importers.formats.xledger import FORMAT
from importers.reading.workbook import read_workbook
from importers.registry import Stager
from planhjul.staged import ImportChoices, Staged
from tests.importers.plan_workbooks import AllButNine, Rows, codes, stage_sheets, xlsx

ACCOUNTS = ImportChoices(version="regnskap")
TOP = [
    *("Ansvar", "", "Prosjekt", "", "Funksjon (K)", "", "Systemkonto", "", "Fridimensjon", ""),
    *("IB/2026", "..Jan/2026", "..Feb/2026", "..Mar/2026", "Totalt", "Count", ""),
]
BELOW = [
    *("Value", "Kode", "Value", "Kode", "Value", "Kode", "Value", "Beskrivelse", "Value", "Navn"),
    *("Beløp", "Beløp", "Beløp", "Beløp", "Beløp", "Value", ""),
]


def row(konto: str, *months: Any, ansvar: Any = "2100", funksjon: Any = "202") -> list[Any]:
    dimensions = [
        "Skole",
        ansvar,
        "",
        "4101",
        "Grunnskole",
        funksjon,
        konto,
        "Fri tekst",
        "Ola Nordmann",
        "Kari",
    ]
    return [*dimensions, 0, *months, months[-1], 3, 3]


WHOLE = [
    row("1010 - Fastlønn", 100.5, 201, 201),
    row("1870 - Skatt", -100.5, -201, -201, funksjon="800"),
    row("0230 - Bygg", 0, 50, 50),
    row("0910 - Lån", 0, -50, -50, funksjon="880"),
]


def report(*rows: list[Any], meta: Any = None, choices: ImportChoices = ACCOUNTS) -> Staged:
    sheets: dict[str, Rows] = {"Data": [TOP, BELOW, *rows]}
    if meta is not None:
        sheets["Meta"] = [["Rows Returned", meta], ["Printed", "i dag"]]
    return stage_sheets(FORMAT, sheets, choices)


def test_cumulative_months_become_months() -> None:
    found = report(*WHOLE, meta=4)
    assert codes(found) == []
    lines = found.content.lines
    told = list(zip(lines["kontoklasse"], lines["art"], lines["month"], lines["amount_ore"], strict=True))
    assert told == [
        ("1", "010", 1, 10_050),
        ("1", "010", 2, 10_050),
        ("1", "870", 1, -10_050),
        ("1", "870", 2, -10_050),
        ("0", "230", 2, 5_000),
        ("0", "910", 2, -5_000),
    ]
    assert (set(lines["ansvar"]), set(lines["prosjekt"]), set(lines["year"])) == ({"2100"}, {"4101"}, {2026})
    assert (found.rows.read, found.rows.taken) == (4, 4)


def test_nothing_that_may_name_people_is_kept() -> None:
    lines = report(*WHOLE).content.lines
    kept = {str(value) for name in lines.columns for value in lines[name]}
    assert not kept & {"Ola Nordmann", "Kari", "Fri tekst"}


def test_single_months_and_a_new_year_stand_alone() -> None:
    top = [one.replace("..", "") if one != "..Mar/2026" else "..Jan/2027" for one in TOP]
    found = stage_sheets(FORMAT, {"Data": [top, BELOW, row("1010", 100, 100, 50)]}, ACCOUNTS)
    lines = found.content.lines
    assert list(zip(lines["year"], lines["month"], lines["amount_ore"], strict=True)) == [
        (2026, 1, 10_000),
        (2026, 2, 10_000),
        (2027, 1, 5_000),
    ]


def test_a_file_cut_short_is_refused() -> None:
    assert ("ROWS_MISSING", "Data") in codes(report(*WHOLE, meta=5))
    assert codes(report(*WHOLE, meta="ukjent")) == []


def test_balance_accounts_sums_and_zero_rows_are_explained() -> None:
    found = report(*WHOLE, row("29100080 - Gjeld", 5, 5, 5), row("", 1, 1, 1), row("1020", 0, 0, 0))
    assert [code for code, _ in codes(found)] == ["ROWS_BALANCE", "ROWS_WITHOUT_ACCOUNT"]
    assert (found.rows.read, found.rows.taken, found.rows.zero, found.rows.explained) == (7, 4, 1, 3)


def test_the_suspense_account_is_kept_unclassified() -> None:
    found = report(*WHOLE, row("999 - Feilkonto", 1, 1, 1))
    assert found.unclassified_lines == 1
    assert found.content.lines[["kontoklasse", "art"]].to_numpy().tolist()[-1] == ["1", "999"]


@pytest.mark.parametrize("konto", ["Fastlønn", "5010 - Fastlønn", "12 - Noe", "10101 - Fastlønn"])
def test_what_is_no_account_is_refused(konto: str) -> None:
    assert ("ACCOUNT_UNKNOWN", "Data!G7") in codes(report(*WHOLE, row(konto, 1, 1, 1)))


def test_short_rows_are_read_as_blank() -> None:
    assert report(*WHOLE, ["Skole"]).rows.explained == 1


def test_what_is_missing_or_wrong() -> None:
    assert ("VERSION_MISSING", "Data!1:1") in codes(report(*WHOLE, choices=ImportChoices()))
    assert ("AMOUNT_UNREADABLE", "Data!L3") in codes(report(row("1010", "mye", 1, 1)))


def test_only_xledgers_two_rows_are_claimed() -> None:
    content = xlsx({"Data": [TOP, BELOW, *WHOLE]})
    assert Stager(AllButNine()).stage("regnskap.xlsx", content).format == "xledger"
    for rows in ([TOP], [["Ansvar", "Funksjon"], ["Kode", "Kode"]]):
        other = xlsx({"Data": rows})
        assert FORMAT.identify(read_workbook("x.xlsx", other)) is None
        asked = Stager(AllButNine()).stage("x.xlsx", other, ImportChoices(format="xledger"))
        assert codes(asked) == [("FORMAT_DOES_NOT_FIT", "x.xlsx")]


@pytest.mark.parametrize("hidden", [("Data",)])
def test_a_hidden_sheet_is_not_read(hidden: tuple[str, ...]) -> None:
    content = xlsx({"Data": [TOP, BELOW, *WHOLE], "Ark": [["x"]]}, hidden)
    assert FORMAT.identify(read_workbook("x.xlsx", content)) is None
