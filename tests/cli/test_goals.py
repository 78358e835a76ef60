"""`goals`: the contract's keys, and the tree for people."""

from __future__ import annotations

from typing import Any

from tests.cli.conftest import Run

ON = ("--on", "2026-11-21")


def nodes(found: list[Any]) -> list[Any]:
    return [one for node in found for one in (node, *nodes(node["children"]))]


def test_goals_follow_the_contract(storvik: Run) -> None:
    answer = storvik("goals", *ON, "--json")
    assert answer.code == 0, answer.err
    shape = answer.json
    assert {"on", "year", "columns", "goals", "with_money", "plans", "broken", "reach", "suggestions"} <= set(
        shape
    )
    assert (shape["year"], shape["goals"]) == (2027, 8)
    keys = {column["key"] for column in shape["columns"]}
    assert {"regnskap-2025", "direktorens_forslag-2027"} <= keys
    (plan,) = [one for one in shape["plans"] if one["key"] == "SD25"]
    found = nodes(plan["nodes"])
    for node in found:
        assert set(node["total_ore"]) == keys
        for key in keys:
            parts = node["own_ore"][key] + sum(child["total_ore"][key] for child in node["children"])
            assert parts - node["overlap_ore"][key] == node["total_ore"][key]
        for thread in node["threads"]:
            assert {"target", "code", "found", "amounts_ore", "sources", "shared_with"} <= set(thread)
    assert all({"kind", "goal", "code", "amount_ore", "why", "advice"} <= set(one) for one in shape["broken"])
    reach = shape["reach"]
    assert reach["reached_ore"] + reach["unreached_ore"] == reach["total_ore"]
    assert sum(one["amount_ore"] for one in reach["functions"]) == reach["unreached_ore"]


def test_goals_as_a_table(storvik: Run) -> None:
    out = storvik("goals", "--year", 2027, *ON).out
    for words in ("av 8 mål har penger", "Brutte tråder", "Tiltak uten mål", "netto driftsutgifter"):
        assert words in out


def test_a_day_before_any_plan_shows_the_first_and_says_so(storvik: Run) -> None:
    answer = storvik("goals", "--on", "2015-01-01")
    assert answer.code == 0
    assert "Dette var ikke kjent 01.01.2015" in answer.err
    assert "planer fra 18.09.2025" in answer.err


def test_a_municipality_without_plans_says_so(storvik: Run) -> None:
    storvik("init", "--kommune", "1111", "--navn", "Tom")
    answer = storvik("--kommune", "1111", "goals", "--on", "2026-11-21")
    assert answer.code == 0
    assert "Ingen plan med mål er lest inn ennå." in answer.out
    assert storvik("--kommune", "1111", "goals", "--on", "2026-11-21", "--json").json["reach"] is None
