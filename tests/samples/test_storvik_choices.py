"""Storvik's measures are table F.1 and the figures of F.2; its meetings and plans hang together."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise
from typing import Any

import holidays
import pytest

from tests.samples.reading import STORVIK, day, facts, is_cost, is_income, lines, table

NEED = 20_000_000
YEARS = ("2027", "2028", "2029", "2030")
ROWS = [row for row in table(STORVIK / "tiltak.xlsx", "Tiltak", "Nøkkel") if row["Nøkkel"]]
PENSION, TAX = Fraction(12, 100), Fraction(141, 1000)


def members(scenario: str) -> list[dict[str, Any]]:
    return [row for row in ROWS if scenario in row["Scenarioer"].split("; ")]


def improvement(row: dict[str, Any], number: int) -> Fraction:
    """Money model D.1 for one part, kroner, in year 1 (number 0) or later."""
    factor = (1 + PENSION) * (1 + TAX) if row["Del"] == "lønn" else Fraction(1)
    months = 13 - (row["Startmåned"] or 1) if number == 0 else 12
    kept = Fraction(row["Beholdt andel"] or 0, 100)
    return -Fraction(row[YEARS[number]]) * factor * Fraction(months, 12) * (1 - kept)


@pytest.mark.parametrize(
    ("scenario", "savings", "others"),
    [("s0", 30, [-10]), ("s1", 30, [-10, -10]), ("s2", 33, [-10, -3]), ("s3", 33, [-10, -10, -3])],
)
def test_the_sums_of_the_scenarios(scenario: str, savings: int, others: list[int]) -> None:
    for number, year in enumerate(YEARS):
        own = members(scenario)
        assert -sum(row[year] for row in own if row["Slag"] == "Innsparing") == savings * 1_000_000
        assert -sum(row[year] for row in own if row["Slag"] != "Innsparing") == sum(others) * 1_000_000
        rest = sum(improvement(row, number) for row in own) - NEED
        assert rest == {"s0": 0, "s1": -10_000_000, "s2": 0, "s3": -10_000_000}[scenario]


@pytest.mark.parametrize(
    ("scenario", "first", "later"),
    [
        ("f2-jan", "-1.038", "0.000"),
        ("f2-aug", "0.712", "0.000"),
        ("f2-aug-halv", "-0.015", "-1.246"),
        ("f2-jan-halv", "-1.765", "-1.246"),
    ],
)
def test_the_decision_on_meals_and_communications(scenario: str, first: str, later: str) -> None:
    parts = members(scenario)
    nets = [sum((improvement(row, number) for row in parts), Fraction(0)) for number in range(4)]
    for net, expected in zip(nets, [first, later, later, later], strict=True):
        assert abs(net / 1_000_000 - Fraction(expected)) < Fraction(1, 2000)


def test_closing_communications_is_worth_just_under_three_million() -> None:
    parts = [row for row in ROWS if row["Nøkkel"] == "KOM-HEL"]
    assert sum(improvement(row, 1) for row in parts) == 2_999_944
    assert sum(improvement(row, 0) for row in parts) == Fraction("1961634")


def test_there_are_enough_measures_from_several_parties() -> None:
    kinds = Counter(row["Slag"] for row in members("s1"))
    assert kinds == {"Innsparing": 15, "Økning": 6, "Ønske": 6}
    assert len({row["Foreslått av"] for row in members("s1")}) == 5
    assert {row["Del"] for row in members("s3")} == {"netto"}


@pytest.mark.parametrize("name", ["forslag-2027-2030", "forslag-2027-2030-rammer"])
def test_every_saving_hits_lines_that_are_large_enough(name: str) -> None:
    nets: Counter[tuple[str, str]] = Counter()
    for line in lines(STORVIK / f"{name}.xlsx"):
        if line.kontoklasse == "1" and (is_cost(line.art) or is_income(line.art)):
            nets[line.funksjon, line.ansvar] += line.ore[0]
    for row in ROWS:
        assert (row["Funksjon"], row["Ansvar"]) in nets, row["Nøkkel"]
        if row["Del"] == "netto":
            assert nets[row["Funksjon"], row["Ansvar"]] >= -100 * row["2027"], row["Nøkkel"]


def test_scenarios_are_explained() -> None:
    found = table(STORVIK / "tiltak.xlsx", "Scenarioer", "Nøkkel")
    assert [row["Nøkkel"] for row in found] == [
        *("s0", "s1", "s2", "s3"),
        *("f2-jan", "f2-aug", "f2-aug-halv", "f2-jan-halv"),
    ]
    assert all(row["Tittel"] and row["Forklaring"] for row in found)
    used = {key for row in ROWS for key in row["Scenarioer"].split("; ")}
    assert used == {row["Nøkkel"] for row in found}


# Meetings


def meetings(year: int) -> list[dict[str, Any]]:
    rows = table(STORVIK / f"moteplan-{year}.xlsx", "Møter", "Dato")
    return [row | {"Dato": day(row["Dato"])} for row in rows if row.get("Organ")]


@pytest.mark.parametrize("year", [2025, 2026, 2027])
def test_meetings_are_on_working_days_and_marked_held_to_this_day(year: int) -> None:
    closed = holidays.country_holidays("NO", years=year)
    found = meetings(year)
    assert len(found) > 50
    for row in found:
        assert row["Dato"].year == year
        assert row["Dato"].weekday() < 5
        assert row["Dato"] not in closed
        assert (row["Holdt"] == "ja") == (row["Dato"] <= date(2026, 11, 20))
    assert len({(row["Dato"], row["Organ"]) for row in found}) == len(found)
    adopted = day(facts(STORVIK / f"moteplan-{year}.xlsx")["Gjelder fra"])
    assert adopted.year == year - 1


@pytest.mark.parametrize("year", [2025, 2026, 2027])
def test_the_budget_chain_keeps_the_fourteen_days(year: int) -> None:
    chain = {
        (row["Organ"], row["Formål"].partition(" 20")[0]): row["Dato"]
        for row in meetings(year)
        if row["Formål"]
    }
    proposal = chain["Formannskapet", "Kommunedirektørens forslag til budsjett og økonomiplan"]
    recommended = chain["Formannskapet", "Innstilling til budsjett og økonomiplan"]
    decided = chain["Kommunestyret", "Budsjett og økonomiplan"]
    assert proposal < recommended <= decided - timedelta(days=14)


def test_the_dates_of_2026() -> None:
    on = {(row["Organ"], row["Dato"]): row["Formål"] for row in meetings(2026)}
    assert on["Kommunestyret", date(2026, 4, 20)] == "Budsjettkonferanse"
    assert on["Kommunestyret", date(2026, 6, 16)] == "Rammesak 2027–2030"
    assert "Regnskap og årsberetning" in on["Kommunestyret", date(2026, 6, 18)]
    assert on["Formannskapet", date(2026, 10, 28)].startswith("Kommunedirektørens forslag")
    assert on["Formannskapet", date(2026, 11, 25)].startswith("Innstilling")
    assert on["Kommunestyret", date(2026, 12, 10)].startswith("Budsjett og økonomiplan")


# Plans


def test_the_goal_tree_hangs_together() -> None:
    rows = table(STORVIK / "kommuneplan.xlsx", "Plan", "Nøkkel")
    kinds = Counter(row["Type"] for row in rows)
    assert kinds["Visjon"] == 1
    assert kinds["Satsingsområde"] == 4
    assert kinds["Mål"] == 8
    assert len(rows) >= 55
    keys = {row["Nøkkel"]: row["Type"] for row in rows}
    assert len(keys) == len(rows)
    above = {"Visjon": "Samfunnsdel", "Satsingsområde": "Visjon", "Mål": "Satsingsområde"}
    above |= {"Strategi": "Mål", "Tiltak": "Strategi"}
    for row in rows:
        assert above.get(row["Type"]) == (keys[row["Overordnet"]] if row["Overordnet"] else None)


def test_the_plans_have_their_dates_in_order() -> None:
    plans = [row for row in table(STORVIK / "kommuneplan.xlsx", "Plan", "Nøkkel") if not row["Overordnet"]]
    assert {row["Type"] for row in plans} == {
        "Planstrategi",
        "Planprogram",
        "Samfunnsdel",
        "Arealdel",
        "Temaplan",
    }
    for row in plans:
        days = [day(row[name]) for name in ("Vedtatt", "Gjelder fra", "Gjelder til")]
        assert all(earlier <= later for earlier, later in pairwise(days))
    strategy = next(row for row in plans if row["Type"] == "Planstrategi")
    # within a year of the constituting meeting (plan- og bygningsloven § 10-1)
    assert date(2023, 10, 17) < day(strategy["Vedtatt"]) == date(2024, 9, 26) < date(2024, 10, 17)
