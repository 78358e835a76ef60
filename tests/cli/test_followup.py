"""`followup`: the contract's keys and Storvik's closed year."""

from __future__ import annotations

import pytest

from tests.cli.conftest import Run

ON = ("--on", "2026-11-22")
ROW = {
    "key",
    "title",
    "side",
    "budget_ore",
    "revised_ore",
    "to_date_budget_ore",
    "accounts_ore",
    "deviation_ore",
    "deviation_share",
    "forecast_ore",
}


def test_followup_follows_the_contract(storvik: Run) -> None:
    answer = storvik("followup", "--year", 2025, "--month", 10, *ON, "--json")
    assert answer.code == 0, answer.err
    shape = answer.json
    assert (shape["year"], shape["month"], shape["profile"]) == (2025, 10, "last-year")
    rows = [*shape["areas"], *shape["groups"], *shape["totals"].values()]
    assert all(set(row) >= ROW for row in rows)
    assert all(
        row["forecast_ore"]["low"] <= row["forecast_ore"]["default"] <= row["forecast_ore"]["high"]
        for row in rows
    )
    assert [month["month"] for month in shape["months"]] == list(range(1, 13))
    assert shape["assumptions"]
    assert all(control["ok"] for control in shape["controls"])
    deviations = [area["deviation_ore"] for area in shape["areas"] if area["side"] == "expense"]
    assert deviations == sorted(deviations)


def test_a_closed_year_has_no_estimate(storvik: Run) -> None:
    shape = storvik("followup", "--year", 2025, "--profile", "even", *ON, "--json").json
    assert (shape["month"], shape["complete"], shape["profile"]) == (12, True, "even")
    assert {area["forecast_ore"] for area in shape["areas"]} == {None}
    assert shape["totals"]["all"]["revised_ore"] == 0


def test_followup_as_a_table(storvik: Run) -> None:
    answer = storvik("followup", "--year", 2025, "--month", 10, *ON)
    assert answer.code == 0, answer.err
    for words in (
        "Til og med oktober 2025",
        "Grunnskole",
        "Merforbruk",
        "Lønnsutgifter",
        "Antakelse:",
        "anslag",
    ):
        assert words in answer.out


@pytest.mark.parametrize("year", [1999, 2023])
def test_a_year_that_cannot_be_followed_up_is_a_usage_error(storvik: Run, year: int) -> None:
    answer = storvik("followup", "--year", year, *ON)
    assert answer.code == 2
    assert str(year) in answer.err
