"""Overviews and key figures of the demo municipalities' versions."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from planhjul.cli.compose import compose
from planhjul.ledger.form_lines import FormKey
from planhjul.ledger.forms import Overview
from planhjul.ledger.key_figures import KeyFigure, KeyFigures
from planhjul.ledger.versions import VersionKind
from planhjul.services import Services
from planhjul.services.municipalities import NoVersion

STORVIK, LILLEVIK = "9901", "9902"
AUTUMN = date(2026, 11, 21)
MILLION = 100_000_000


@pytest.fixture(scope="module")
def services(demo_db: Path) -> Services:
    return compose(f"sqlite:///{demo_db}")


def form(
    services: Services, key: FormKey, year: int, kind: VersionKind | None = None, nr: str = STORVIK
) -> Overview:
    answer = services.accounts.form(nr, key, year, AUTUMN, kind)
    assert isinstance(answer, Overview)
    return answer


def figures(services: Services, year: int, nr: str = STORVIK) -> dict[str, KeyFigure]:
    answer = services.accounts.key_figures(nr, year, AUTUMN)
    assert isinstance(answer, KeyFigures)
    return {figure.key: figure for figure in answer.figures}


@pytest.mark.parametrize("key", FormKey)
@pytest.mark.parametrize("nr", [STORVIK, LILLEVIK])
def test_every_adopted_budget_and_account_passes_every_control(
    services: Services, nr: str, key: FormKey
) -> None:
    judged = 0
    for choice in services.municipalities.choices(nr, AUTUMN):
        if not (choice.kind.adopted or choice.kind is VersionKind.REGNSKAP):
            continue
        answer = form(services, key, choice.year, choice.kind, nr)
        assert [check.code for check in answer.checks if not check.ok] == [], choice
        judged += 1
    assert judged >= 2


@pytest.mark.parametrize("year", [2027, 2028, 2029, 2030])
def test_the_proposal_lacks_twenty_million_every_year(services: Services, year: int) -> None:
    for key in (FormKey.DRIFT, FormKey.ART):
        answer = form(services, key, year)
        assert answer.version is VersionKind.DIREKTORENS_FORSLAG
        assert answer.amount("fremfort") == -20 * MILLION
        broken = {check.code: check.difference_ore for check in answer.checks if not check.ok}
        assert broken == {"DRIFT_NULL": 20 * MILLION, "MERFORBRUK": -20 * MILLION}


def test_all_of_the_appropriations_are_on_storviks_areas(services: Services) -> None:
    answer = form(services, FormKey.DRIFT, 2027)
    assert len(answer.second_part) == 10
    assert "" not in {part.area for part in answer.second_part}
    assert sum(part.amount_ore for part in answer.second_part) == answer.amount("bevilgninger")
    assert answer.notes == ()


def test_an_original_budget_on_an_art_that_went_out_is_warned_about(services: Services) -> None:
    answer = form(services, FormKey.ART, 2025, VersionKind.OPPRINNELIG_BUDSJETT)
    assert [(flag.art, flag.amount_ore) for flag in answer.flags] == [("875", 28 * MILLION)]
    assert form(services, FormKey.ART, 2025, VersionKind.REVIDERT_BUDSJETT).flags == ()


def test_key_figures_use_what_the_settings_say(services: Services) -> None:
    found = figures(services, 2025)
    assert found["disposisjonsfond"].value == round(57.9 * MILLION)
    share = found["netto_driftsresultat_andel"]
    assert (share.norm, share.target) == (0.0175, 0.0175)
    ndr = form(services, FormKey.ART, 2025).amount("netto_driftsresultat")
    assert found["netto_driftsresultat"].value == ndr
    composition = services.income.composition(STORVIK, 2025, AUTUMN)
    assert not isinstance(composition, NoVersion)
    ssb = next(definition.share for definition in composition.definitions if definition.key == "ssb")
    assert found["frie_inntekter_ssb_andel"].value == ssb


def test_the_fund_follows_the_plan_only_one_year_ahead(services: Services) -> None:
    assert figures(services, 2027)["disposisjonsfond"].value == 60 * MILLION
    assert figures(services, 2029)["disposisjonsfond"].value is None


def test_a_municipality_without_a_target_is_held_to_the_recommendation_only(services: Services) -> None:
    own = services.accounts._repository.settings(LILLEVIK, AUTUMN)
    target = figures(services, 2025, LILLEVIK)["netto_driftsresultat_andel"].target
    assert (target is None) == ("mal_ndr" not in own)


def test_a_year_without_money_says_what_to_do(services: Services) -> None:
    for answer in (
        services.accounts.form(STORVIK, FormKey.DRIFT, 1999, AUTUMN),
        services.accounts.key_figures(STORVIK, 1999, AUTUMN),
    ):
        assert isinstance(answer, NoVersion)
        assert "Les inn" in answer.message.source
