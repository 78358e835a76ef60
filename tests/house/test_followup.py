"""Follow-up of the demo municipality from the stored sums."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from planhjul.cli.compose import compose
from planhjul.house.money import NoVersion
from planhjul.ledger.followup.results import COMMON, Followup, Profile
from planhjul.ledger.forms.lines import FormKey
from planhjul.ledger.forms.overviews import Overview
from planhjul.ledger.versions import VersionKind
from planhjul.writing import Services

STORVIK = "9901"
AUTUMN = date(2026, 11, 22)


@pytest.fixture(scope="module")
def services(demo_db: Path) -> Services:
    return compose(f"sqlite:///{demo_db}")


def followed(services: Services, year: int = 2025, month: int | None = None) -> Followup:
    answer = services.house.as_of(STORVIK, AUTUMN).followup.year(year, month)
    assert isinstance(answer, Followup)
    return answer


def test_a_closed_year_agrees_with_the_prescribed_overview(services: Services) -> None:
    answer = followed(services)
    assert answer.year_end
    for kind, name in (
        (VersionKind.REGNSKAP, "accounts_ore"),
        (VersionKind.REVIDERT_BUDSJETT, "revised_ore"),
        (VersionKind.OPPRINNELIG_BUDSJETT, "original_ore"),
    ):
        form = services.house.as_of(STORVIK, AUTUMN).accounts.form(FormKey.DRIFT, 2025, kind)
        assert isinstance(form, Overview)
        theirs = {part.area: part.amount_ore for part in form.second_part}
        assert {row.key: getattr(row, name) for row in answer.areas if row.key != COMMON} == theirs


def test_the_forecast_of_october_held_what_the_year_became(services: Services) -> None:
    october, year = followed(services, month=10), followed(services)
    assert october.profile is Profile.LAST_YEAR
    forecast = october.services.forecast
    assert forecast is not None
    assert forecast.low_ore <= year.services.accounts_ore <= forecast.high_ore


def test_the_years_that_can_be_followed_up(services: Services) -> None:
    assert {2025, 2024} <= set(services.house.as_of(STORVIK, AUTUMN).followup.years())
    assert services.house.as_of(STORVIK, date(2020, 1, 1)).followup.years() == ()


def test_an_answer_is_kept_until_the_data_change(services: Services) -> None:
    assert followed(services) is followed(services)


def test_details_and_lines_lead_to_the_cells(services: Services) -> None:
    answer = followed(services, month=6)
    wages = next(row for row in answer.by_area["grunnskole"] if row.key == "lonn")
    found = services.house.as_of(STORVIK, AUTUMN).followup.details(answer, "grunnskole", "lonn")
    assert sum(one.accounts_ore for one in found) == wages.accounts_ore
    assert sum(one.budget_ore for one in found) == wages.revised_ore
    first = found[0]
    lines = services.house.as_of(STORVIK, AUTUMN).followup.lines(
        2025, VersionKind.REGNSKAP, (first.art, first.funksjon, first.ansvar)
    )
    assert sum(line.amount_ore for line in lines if line.month <= 6) == first.accounts_ore
    assert {line.file for line in lines} == {"regnskap-2025.xlsx"}


def test_the_accounts_pass_ssbs_controls(services: Services) -> None:
    found = services.house.as_of(STORVIK, AUTUMN).followup.controls(2025)
    assert found
    assert all(control.ok for control in found)
    assert services.house.as_of(STORVIK, AUTUMN).followup.controls(1999) == ()


def test_what_is_missing_is_said(services: Services) -> None:
    no_accounts = services.house.as_of(STORVIK, AUTUMN).followup.year(2030)
    no_budget = services.house.as_of(STORVIK, AUTUMN).followup.year(2023)
    assert isinstance(no_accounts, NoVersion)
    assert isinstance(no_budget, NoVersion)
    assert "ikke lest inn" in no_accounts.message.source
    assert "Les inn budsjettet" in no_budget.message.source
