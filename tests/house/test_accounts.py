"""Overviews and key figures of the demo municipalities' versions."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from planhjul.cli.compose import compose
from planhjul.house.money import NoVersion
from planhjul.ledger.forms.columns import FormBook, SideBySide
from planhjul.ledger.forms.lines import FormKey
from planhjul.ledger.forms.overviews import Overview
from planhjul.ledger.key_figures.figures import KeyFigure, KeyFigures
from planhjul.ledger.versions import VersionKind
from planhjul.writing import Services

STORVIK, LILLEVIK = "9901", "9902"
AUTUMN = date(2026, 11, 21)
MILLION = 100_000_000


@pytest.fixture(scope="module")
def services(demo_db: Path) -> Services:
    return compose(f"sqlite:///{demo_db}")


def form(
    services: Services, key: FormKey, year: int, kind: VersionKind | None = None, nr: str = STORVIK
) -> Overview:
    answer = services.house.as_of(nr, AUTUMN).accounts.form(key, year, kind)
    assert isinstance(answer, Overview)
    return answer


def figures(services: Services, year: int, nr: str = STORVIK) -> dict[str, KeyFigure]:
    answer = services.house.as_of(nr, AUTUMN).accounts.key_figures(year)
    assert isinstance(answer, KeyFigures)
    return {figure.key: figure for figure in answer.figures}


@pytest.mark.parametrize("key", FormKey)
@pytest.mark.parametrize("nr", [STORVIK, LILLEVIK])
def test_every_adopted_budget_and_account_passes_every_control(
    services: Services, nr: str, key: FormKey
) -> None:
    judged = 0
    for choice in services.house.as_of(nr, AUTUMN).money.choices():
        closed = choice.kind is VersionKind.REGNSKAP and choice.year < AUTUMN.year
        if not (choice.kind.adopted or closed):
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
    composition = services.house.as_of(STORVIK, AUTUMN).income.composition(2025)
    assert not isinstance(composition, NoVersion)
    ssb = next(definition.share for definition in composition.definitions if definition.key == "ssb")
    assert found["frie_inntekter_ssb_andel"].value == ssb


def test_the_fund_follows_the_plan_only_one_year_ahead(services: Services) -> None:
    assert figures(services, 2027)["disposisjonsfond"].value == 60 * MILLION
    assert figures(services, 2029)["disposisjonsfond"].value is None


def test_a_municipality_without_a_target_is_held_to_the_recommendation_only(services: Services) -> None:
    own = services.house.as_of(LILLEVIK, AUTUMN).settings
    target = figures(services, 2025, LILLEVIK)["netto_driftsresultat_andel"].target
    assert (target is None) == ("mal_ndr" not in own)


def test_a_year_without_money_says_what_to_do(services: Services) -> None:
    for answer in (
        services.house.as_of(STORVIK, AUTUMN).accounts.form(FormKey.DRIFT, 1999),
        services.house.as_of(STORVIK, AUTUMN).accounts.key_figures(1999),
    ):
        assert isinstance(answer, NoVersion)
        assert "Les inn" in answer.message.source


def test_accounts_are_shown_beside_what_the_regulation_wants(services: Services) -> None:
    found = services.house.as_of(STORVIK, AUTUMN).accounts.side_by_side(
        FormKey.INVESTERING, 2025, VersionKind.REGNSKAP
    )
    assert isinstance(found, SideBySide)
    assert [(one.version, one.year) for one in found.overviews] == [
        (VersionKind.REGNSKAP, 2025),
        (VersionKind.REVIDERT_BUDSJETT, 2025),
        (VersionKind.OPPRINNELIG_BUDSJETT, 2025),
        (VersionKind.REGNSKAP, 2024),
    ]
    assert found.answer is found.overviews[0]


def test_a_book_holds_every_overview_and_accounts_their_closing(services: Services) -> None:
    proposal, accounts = (services.house.as_of(STORVIK, AUTUMN).accounts.book(year) for year in (2027, 2025))
    assert isinstance(proposal, FormBook)
    assert isinstance(accounts, FormBook)
    assert [form.answer.form for form in proposal.forms] == ["5-4", "5-5", "5-6"]
    assert proposal.closing is None
    assert accounts.closing is not None
    assert accounts.closing.parts[0].amount("fremfort") == 0
    one = services.house.as_of(STORVIK, AUTUMN).accounts.book(2027, None, FormKey.ART)
    assert isinstance(one, FormBook)
    assert len(one.forms) == 1


def test_the_lines_behind_a_form_are_those_of_its_account(services: Services) -> None:
    answer = form(services, FormKey.INVESTERING, 2027)
    line = next(one for one in answer.lines if one.key == "varige_driftsmidler")
    row = line.rows[0]
    found = services.house.as_of(STORVIK, AUTUMN).accounts.lines(
        2027, answer.version, answer.kontoklasse, row.art, row.funksjon
    )
    assert sum(one.amount_ore for one in found) == row.amount_ore
    assert found[0].file.endswith(".xlsx")
    assert services.house.as_of(STORVIK, AUTUMN).accounts.art_titles((row.art,))[row.art]
    assert services.house.as_of(STORVIK, AUTUMN).accounts.function_titles((row.funksjon,))[row.funksjon]


def test_a_year_that_cannot_be_closed_says_why(services: Services) -> None:
    for year in (2019, 2027):
        assert isinstance(services.house.as_of(STORVIK, AUTUMN).accounts.closing(year), NoVersion)
    for answer in (
        services.house.as_of(STORVIK, AUTUMN).accounts.book(1999),
        services.house.as_of(STORVIK, AUTUMN).accounts.book(1999, None, FormKey.ART),
        services.house.as_of(STORVIK, AUTUMN).accounts.side_by_side(FormKey.ART, 1999),
    ):
        assert isinstance(answer, NoVersion)


def test_robek_judges_the_proposal_by_its_rest(services: Services) -> None:
    answer = services.house.as_of(STORVIK, AUTUMN).accounts.key_figures(2027)
    assert isinstance(answer, KeyFigures)
    hits = {ground.letter: ground.hit for ground in answer.robek}
    assert (hits["a"], hits["b"]) == (True, True)
    assert hits["f"] is False
