"""Storvik's budgets balance, its accounts close and follow the year's profile; the dirt is on purpose."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.samples.reading import (
    STORVIK,
    Line,
    areas,
    day,
    expired,
    facts,
    is_cost,
    is_income,
    lines,
    settings,
    sheets,
)

BUDGETS = {
    "2024-opprinnelig": date(2023, 12, 14),
    "2024-revidert": date(2024, 6, 20),
    "2025-opprinnelig": date(2024, 12, 12),
    "2025-revidert": date(2025, 6, 19),
    "2026-opprinnelig": date(2025, 12, 11),
    "2026-revidert": date(2026, 6, 18),
}
ACCOUNTS = {2023: date(2024, 2, 22), 2024: date(2025, 2, 21), 2025: date(2026, 2, 20)}
# money model E.1: cumulative operating cost by month-end, per cent
PROFILE = ("8.1", "16.9", "25.1", "33.3", "42.1", "45.8", "54.9", "63.9", "72.3", "80.9", "89.4", "100")
EACH_BUDGET = pytest.mark.parametrize("name", BUDGETS)
EACH_YEAR = pytest.mark.parametrize("year", ACCOUNTS)


def budget(name: str) -> Path:
    return STORVIK / f"budsjett-{name}.xlsx"


def accounts(year: int) -> Path:
    return STORVIK / f"regnskap-{year}.xlsx"


def total(path: Path, *arts: str, kontoklasse: str = "1") -> int:
    return sum(
        line.ore[0]
        for line in lines(path)
        if line.kontoklasse == kontoklasse and (not arts or line.art in arts)
    )


@EACH_BUDGET
def test_an_adopted_budget_sums_to_zero_in_both_accounts(name: str) -> None:
    path = budget(name)
    assert {line.kontoklasse for line in lines(path)} == {"0", "1"}
    assert (total(path), total(path, kontoklasse="0")) == (0, 0)
    assert total(path, "570") == -total(path, "970", kontoklasse="0") > 0


@EACH_BUDGET
def test_a_budget_says_what_it_is(name: str) -> None:
    said, year = facts(budget(name)), int(name[:4])
    title = "Opprinnelig budsjett" if name.endswith("opprinnelig") else "Revidert budsjett"
    assert (said["Kommune"], said["Versjon"], said["År"]) == ("9901", title, year)
    assert day(said["Gjelder fra"]) == BUDGETS[name]
    assert said["Enhet"] == ("1000 kroner" if name == "2024-opprinnelig" else "kroner")


@pytest.mark.parametrize("year", [2024, 2025, 2026])
def test_the_revised_budget_is_the_original_with_few_changes(year: int) -> None:
    def by_code(name: str) -> dict[tuple[str, ...], int]:
        found: dict[tuple[str, ...], int] = {}
        for line in lines(budget(name)):
            art = {"270": "272", "875": "878"}.get(line.art, line.art) if year > 2024 else line.art
            key = (line.kontoklasse, line.ansvar, line.funksjon, art)
            found[key] = found.get(key, 0) + line.ore[0]
        return found

    original, revised = by_code(f"{year}-opprinnelig"), by_code(f"{year}-revidert")
    changed = {
        key for key in original | revised if original.get(key, 0) != revised.get(key, 0) and key[3] != "270"
    }
    assert 5 <= len(changed) <= 12


@pytest.mark.parametrize(
    ("name", "codes"),
    [(name, {"2025-opprinnelig": {"875"}, "2026-opprinnelig": {"270"}}.get(name, set())) for name in BUDGETS],
)
def test_expired_codes_stand_only_where_an_office_forgot_them(name: str, codes: set[str]) -> None:
    assert expired(budget(name), int(name[:4])) == codes


@EACH_YEAR
def test_accounts_use_the_codes_of_their_year(year: int) -> None:
    assert expired(accounts(year), year) == set()
    used = {line.funksjon for line in lines(accounts(year))}
    assert ("254" in used, "257" in used) == ((year == 2023), (year > 2023))


@EACH_YEAR
def test_accounts_close_at_zero_against_the_fund(year: int) -> None:
    path, said = accounts(year), settings(STORVIK)
    assert (total(path), total(path, kontoklasse="0")) == (0, 0)
    assert facts(path)["Versjon"] == "Regnskap"
    assert day(facts(path)["Gjelder fra"]) == ACCOUNTS[year]
    change = 100 * (said[f"disposisjonsfond.{year}"] - said[f"disposisjonsfond.{year - 1}"])
    assert total(path, "540", "940") == change


def test_the_fund_reaches_60_million_at_the_end_of_2026() -> None:
    said = settings(STORVIK)
    for name in ("2026-opprinnelig", "2026-revidert"):
        planned = total(budget(name), "540", "940")
        assert 100 * said["disposisjonsfond.2025"] + planned == 100 * said["disposisjonsfond.2026"]


def test_2025_closed_with_a_small_surplus_put_in_the_fund() -> None:
    path = accounts(2025)
    assert total(path, "540") == 620_000_000
    assert total(path, "940") == 0


@EACH_YEAR
def test_costs_follow_the_profile_of_the_money_model(year: int) -> None:
    costs = [line for line in lines(accounts(year)) if line.kontoklasse == "1" and is_cost(line.art)]
    whole = sum(line.ore[0] for line in costs)
    for month, share in enumerate(PROFILE, start=1):
        so_far = sum(line.ore[0] for line in costs if line.month <= month)
        assert abs(Fraction(so_far, whole) * 100 - Fraction(share)) < Fraction(1, 100), month


@EACH_YEAR
def test_accounts_are_by_month_and_in_ore(year: int) -> None:
    every = lines(accounts(year))
    assert {line.month for line in every} == set(range(1, 13))
    assert sum(1 for line in every if line.ore[0] % 100) > len(every) / 2
    assert not any(line.tekst for line in every)


@EACH_YEAR
def test_what_must_cancel_cancels_in_the_accounts(year: int) -> None:
    path = accounts(year)
    assert total(path, "429", "729") == 0
    assert total(path, "590", "990") == 0
    assert total(path, "570") == -total(path, "970", kontoklasse="0")
    assert sum(line.ore[0] for line in lines(path) if line.funksjon == "290") == 0


def area_net(every: tuple[Line, ...]) -> int:
    functions = frozenset[str]().union(*(row["funksjoner"] for row in areas(STORVIK).values()))
    return sum(
        line.ore[0]
        for line in every
        if line.kontoklasse == "1"
        and line.funksjon in functions
        and (is_cost(line.art) or is_income(line.art))
    )


def test_services_cost_more_each_year() -> None:
    nets = [area_net(lines(accounts(year))) for year in ACCOUNTS]
    nets.append(area_net(lines(budget("2026-opprinnelig"))))
    assert nets == sorted(nets)
    assert 520_000_000_00 < nets[0] < nets[-1] < 630_000_000_00


def test_the_kostra_extract_is_the_accounts_in_thousands() -> None:
    records = (STORVIK / "kostra-0A-2025.dat").read_text(encoding="ascii").splitlines()
    assert {len(record) for record in records} == {48}
    assert {record[:13] for record in records} == {"0A2025 990100"}
    found = {(record[31], record[32:35], record[36:39]): int(record[39:]) for record in records}
    sums: dict[tuple[str, str, str], int] = {}
    for line in lines(accounts(2025)):
        key = (line.kontoklasse, line.funksjon, line.art)
        sums[key] = sums.get(key, 0) + line.ore[0]
    assert found.keys() == sums.keys()
    assert max(abs(found[key] * 100_000 - sums[key]) for key in found) <= 50_000


def test_the_files_look_as_offices_leave_them() -> None:
    rows = [row for name in BUDGETS for row in sheets(budget(name))["Linjer"]]
    codes = [row[2] for row in rows if len(row) > 7 and row[3] is not None]
    amounts = [row[7] for row in rows if len(row) > 7 and row[3] is not None]
    assert sum(isinstance(code, int) for code in codes) > 100
    assert sum(isinstance(code, str) and code.endswith(" ") for code in codes) > 20
    assert sum(isinstance(amount, str) and "\xa0" in amount for amount in amounts) > 5
    assert "-" in amounts
    assert sum(1 for row in rows if len(row) > 5 and str(row[5]).startswith("Sum ")) > 100
    assert sum(1 for row in rows if not any(row)) > 100


@pytest.mark.parametrize(("name", "letter"), [("budsjett-2026-opprinnelig", "G"), ("regnskap-2025", "F")])
def test_some_files_have_a_hidden_column(name: str, letter: str) -> None:
    book = load_workbook(STORVIK / f"{name}.xlsx")
    assert book["Linjer"].column_dimensions[letter].hidden
