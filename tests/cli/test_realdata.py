"""Real files from real municipalities, imported from the command line."""

from __future__ import annotations

import pytest

from tests.cli.conftest import Answer, Run
from tests.realdata import FOLDER, needs_realdata

pytestmark = needs_realdata
THOUSAND_KRONER = 100_000


@pytest.fixture
def kongsvinger(empty: Run) -> Run:
    assert empty("init", "--kommune", "0402", "--navn", "Kongsvinger", kommune=None).code == 0

    def run(*args: object) -> Answer:
        return empty(*args, kommune="0402")

    return run


def test_a_kostra_extract_is_accepted_with_a_warning_and_loses_nothing(kongsvinger: Run) -> None:
    answer = kongsvinger("import", FOLDER / "kostra" / "0A_V2019_K4_R040200_OK.dat", "--json")
    assert answer.code == 0, answer.err
    file = answer.json["files"][0]
    assert (file["status"], file["format"]) == ("accepted", "kostra")
    assert file["rows"] == {"read": 1644, "taken": 1574, "zero": 70, "explained": 70}
    totals = {total["kontoklasse"]: total for total in file["totals"]}
    assert totals["1"]["sum_ore"] == 35_838 * THOUSAND_KRONER
    assert totals["1"]["expense_ore"] == 1_557_532 * THOUSAND_KRONER
    assert totals["1"]["income_ore"] == 1_521_694 * THOUSAND_KRONER
    assert totals["0"]["sum_ore"] == 113_385 * THOUSAND_KRONER
    levels = {issue["level"] for issue in file["issues"]}
    assert "warning" in levels
    assert "error" not in levels
    ended = {
        issue["code"]: issue["found"] for issue in file["issues"] if issue["code"].endswith("_ENDED_SINCE")
    }
    assert ended == {
        "ART_ENDED_SINCE": "270 (2025), 375 (2020), 690 (2019), 775 (2020), 874 (2022), 875 (2024), "
        "895 (2020), 930 (2020), 948 (2019), 958 (2019)",
        "FUNKSJON_ENDED_SINCE": "254 (2023)",
    }


def test_income_on_the_kostra_extract(kongsvinger: Run) -> None:
    kongsvinger("import", FOLDER / "kostra" / "0A_V2019_K4_R040200_OK.dat")
    income = kongsvinger("income", "--year", 2019, "--json").json
    assert income["version"] == "regnskap"
    assert income["total_ore"] == 1_438_483 * THOUSAND_KRONER
    assert (
        income["definitions"]["ssb"]["amount_ore"] == 1_018_261 * THOUSAND_KRONER
    )  # its 877 does not stand on 800
    classes = sum(row["amount_ore"] for row in income["classes"])
    assert classes + income["unclassified_ore"] == income["total_ore"]


def test_a_balance_is_recognised_and_refused(kongsvinger: Run) -> None:
    answer = kongsvinger("import", FOLDER / "kostra" / "0G_2022_kirkelig_fellesrad.dat", "--json")
    assert answer.code == 1
    file = answer.json["files"][0]
    assert (file["status"], file["format"], file["batch"]) == ("rejected", "kostra", None)
    assert any(issue["level"] == "error" and "0G" in issue["found"] for issue in file["issues"])
    assert kongsvinger("batches", "--json").json == {"batches": []}


@pytest.mark.parametrize("name", ["bergen-2013-drift.original.csv", "bergen-2013-drift.bom.csv"])
def test_bergens_plan_keeps_its_change_groups(kongsvinger: Run, name: str) -> None:
    answer = kongsvinger("import", FOLDER / "datahotell" / name, "--json")
    assert answer.code == 0, answer.out
    file = answer.json["files"][0]
    assert file["format"] == "financial-plan"
    assert {total["year"] for total in file["totals"]} == {2013, 2014, 2015, 2016}
    assert all(abs(total["sum_ore"]) < 1000 * 100 for total in file["totals"])


def test_sogndals_three_columns_are_three_versions(kongsvinger: Run) -> None:
    answer = kongsvinger("import", FOLDER / "datahotell" / "sogndal-2013-drift.original.csv", "--json")
    assert answer.code == 0, answer.out
    versions = {(total["version"], total["year"]) for total in answer.json["files"][0]["totals"]}
    assert versions == {
        ("regnskap", 2011), ("opprinnelig_budsjett", 2012), ("opprinnelig_budsjett", 2013),
    }  # fmt: skip
    for year, total in ((2011, 485_786_254), (2012, 486_230_208), (2013, 516_603_140)):
        income = kongsvinger("income", "--year", year, "--json").json
        assert income["total_ore"] == total * 100
    shares = [
        kongsvinger("income", "--year", year, "--json").json["definitions"]["ssb"]["share"]
        for year in (2011, 2012, 2013)
    ]
    assert [round(share * 100, 2) for share in shares] == [61.35, 66.71, 65.75]


def test_stavangers_proposal_balances(kongsvinger: Run) -> None:
    name = "stavanger-2016-radmannens-forslag-drift.original.csv"
    answer = kongsvinger("import", FOLDER / "datahotell" / name, "--json")
    assert answer.code == 0, answer.out
    (total,) = answer.json["files"][0]["totals"]
    assert (total["version"], total["year"]) == ("direktorens_forslag", 2016)
    assert total["expense_ore"] == total["income_ore"] == 10_987_331_000 * 100
