"""Lillevik: balanced money, 43 councillors, 150 cases a year nearly all from kommunedirektøren."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Any

import holidays
import pytest

from tests.samples.reading import (
    LILLEVIK,
    areas,
    day,
    expired,
    facts,
    is_cost,
    is_income,
    lines,
    settings,
    table,
)

MONEY = {
    "regnskap-2025": ("Regnskap", 2025, date(2026, 2, 20)),
    "budsjett-2026-opprinnelig": ("Opprinnelig budsjett", 2026, date(2025, 12, 16)),
    "forslag-2027": ("Kommunedirektørens forslag", 2027, date(2026, 10, 27)),
}


@pytest.mark.parametrize("name", MONEY)
def test_the_money_sums_to_zero_and_has_valid_codes(name: str) -> None:
    path = LILLEVIK / f"{name}.xlsx"
    version, year, stood_from = MONEY[name]
    for kontoklasse in ("0", "1"):
        assert sum(line.ore[0] for line in lines(path) if line.kontoklasse == kontoklasse) == 0
    said = facts(path)
    assert (said["Kommune"], said["Versjon"], said["År"]) == ("9902", version, year)
    assert day(said["Gjelder fra"]) == stood_from
    assert expired(path, year) == set()


def test_the_proposal_is_that_of_a_small_municipality() -> None:
    every = [line for line in lines(LILLEVIK / "forslag-2027.xlsx") if line.kontoklasse == "1"]
    income = -sum(line.ore[0] for line in every if is_income(line.art))
    assert income == 476_200_000_00
    functions = frozenset[str]().union(*(row["funksjoner"] for row in areas(LILLEVIK).values()))
    net = sum(
        line.ore[0]
        for line in every
        if line.funksjon in functions and (is_cost(line.art) or is_income(line.art))
    )
    assert net == 355_000_000_00


def test_the_settings() -> None:
    assert settings(LILLEVIK)["kommunestyremedlemmer"] == 43
    assert settings(LILLEVIK)["innbyggere"] == 6500


def cases(year: int) -> list[dict[str, Any]]:
    return table(LILLEVIK / f"saker-{year}.xlsx", "Saker", "Saksnummer")


@pytest.mark.parametrize(("year", "others"), [(2024, 1), (2025, 3)])
def test_150_cases_nearly_all_raised_by_kommunedirektoren(year: int, others: int) -> None:
    found = cases(year)
    assert [row["Saksnummer"] for row in found] == [f"{number}/{year % 100}" for number in range(1, 151)]
    assert Counter(row["Reist av"] for row in found) == {
        "Kommunedirektøren": 150 - others,
        "Kåre Sands liste": others,
    }
    days = [day(row["Dato"]) for row in found]
    assert days == sorted(days)
    closed = holidays.country_holidays("NO", years=year)
    assert all(one.year == year and one.weekday() < 5 and one not in closed for one in days)
    assert all(row["Tittel"] and row["Vedtak"] for row in found)


def test_the_meeting_plan_keeps_the_fourteen_days() -> None:
    rows = table(LILLEVIK / "moteplan-2026.xlsx", "Møter", "Dato")
    found = {(row["Organ"], row["Formål"]): day(row["Dato"]) for row in rows if row.get("Formål")}
    recommended = found["Formannskapet", "Innstilling til budsjett og økonomiplan"]
    decided = found["Kommunestyret", "Budsjett og økonomiplan 2027–2030 med handlingsdel"]
    assert (decided - recommended).days == 14
