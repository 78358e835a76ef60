"""What a balance adds to the key figures, ROBEK's grounds, and how a figure explains itself."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest

from planhjul.ledger.key_figures.balance import balance_of, band
from planhjul.ledger.key_figures.explained import explain_figure
from planhjul.ledger.key_figures.figures import KeyFigure, KeyFigures, KnownDebt, KnownFund, key_figures
from planhjul.ledger.key_figures.robek import Accumulated, BudgetYear, robek
from planhjul.ledger.versions import VersionKind
from planhjul.texts import Kroner, Share, text
from tests.ledger.frames import sums_of
from tests.ledger.key_figures.test_figures import CODES, NORMS

# A balance in øre: chapter in the column for functions, sector in the one for arts.
BALANCE = [
    ("000", "10", 50), ("000", "22", 40), ("000", "23", 10), ("000", "27", 900), ("000", "41", -5),
    ("000", "411", -100), ("000", "45", -7), ("000", "451", -300), ("000", "46", -60), ("000", "47", -40),
    ("000", "40", -800), ("000", "56", -80), ("000", "5900", 20), ("000", "5990", -300),
    ("000", "9100", 30), ("000", "9110", 5), ("000", "9200", 9),
]  # fmt: skip


def whole(drift: list[tuple[str, str, int]], balance: list[tuple[str, str, int]]) -> pd.DataFrame:
    return pd.concat(
        [sums_of(drift, year=2025), sums_of(balance, year=2025, kontoklasse="2")], ignore_index=True
    )


def counted(
    debt: KnownDebt, income: int = 1000, kind: VersionKind = VersionKind.REGNSKAP
) -> tuple[KeyFigures, dict[str, KeyFigure]]:
    found = key_figures(
        whole([("870", "800", -income)] if income else [], BALANCE), CODES, NORMS, KnownFund(2025, 5),
        year=2025, kind=kind, stood_from=date(2026, 2, 1), debt=debt,
    )  # fmt: skip
    return found, {figure.key: figure for figure in found.figures}


def test_the_chapters_of_a_balance() -> None:
    balance = balance_of(whole([], BALANCE))
    assert balance is not None
    assert (balance.debt_ore, balance.lent_ore, balance.unused_loans_ore) == (500, 50, 35)
    assert balance.net_debt_ore == 415
    assert (balance.fund_ore, balance.deficit_ore, balance.free_equity_ore) == (80, 20, 60)
    assert balance_of(sums_of([("870", "800", -1)])) is None


def test_debt_and_equity_are_shares_of_income() -> None:
    _, found = counted(KnownDebt(100, 15))
    assert found["netto_lanegjeld_andel"].value == 0.415
    assert found["renteeksponert_gjeld_andel"].value == 0.3
    assert found["renteeksponert_gjeld_andel"].why is None
    assert found["fri_egenkapital_andel"].value == 0.06
    # The balance says more than the settings.
    assert found["disposisjonsfond"].value == 80
    assert found["disposisjonsfond_andel"].band == band(80, 1000)


@pytest.mark.parametrize("debt", [KnownDebt(), KnownDebt(100, None), KnownDebt(None, 15)])
def test_exposed_debt_asks_for_what_it_lacks(debt: KnownDebt) -> None:
    _, found = counted(debt)
    assert found["netto_lanegjeld_andel"].value == 0.415
    exposed = found["renteeksponert_gjeld_andel"]
    assert exposed.value is None
    assert exposed.why is not None
    assert "var_gjeld.{year}" in exposed.why.source


def test_without_income_there_is_no_share_and_it_says_why() -> None:
    _, found = counted(KnownDebt(1, 1), income=0)
    for key in ("netto_lanegjeld_andel", "renteeksponert_gjeld_andel", "fri_egenkapital_andel"):
        assert found[key].value is None
        assert found[key].why is not None
        assert "ingen driftsinntekter" in found[key].why.source  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("kind", "said"),
    [(VersionKind.REGNSKAP, "Les inn regnskapets balanse"), (VersionKind.OKONOMIPLAN, "Velg et regnskap")],
)
def test_without_a_balance_debt_says_what_to_do(kind: VersionKind, said: str) -> None:
    found = key_figures(
        sums_of([("870", "800", -1)]), CODES, NORMS, None,
        year=2025, kind=kind, stood_from=date(2026, 2, 1),
    )  # fmt: skip
    debts = [figure.why for figure in found.figures if "gjeld" in figure.key]
    assert len(debts) == 2
    assert all(why is not None and said in why.source for why in debts)


@pytest.mark.parametrize(
    ("fund", "said"),
    [(499, "begrenset"), (500, "moderat"), (800, "moderat"), (801, "større"), (-100, "begrenset")],
)
def test_the_bands_of_ssb(fund: int, said: str) -> None:
    found = band(fund, 10_000)
    assert found is not None
    assert said in found.source
    assert band(fund, 0) is None


def test_a_figure_explains_itself() -> None:
    found, figures = counted(KnownDebt())
    share = explain_figure(found, figures["netto_driftsresultat_andel"])
    assert share.value == text("{share}", share=Share(1.0, 2))
    titles = [one.title.source for one in share.inputs]
    assert titles == ["Anbefalt", "Kommunens eget mål", "Netto driftsresultat"]
    assert share.stood_from == date(2026, 2, 1)
    money = explain_figure(found, figures["netto_driftsresultat"])
    assert money.value == text("{amount}", amount=Kroner(1000))
    free = explain_figure(found, figures["frie_inntekter_ssb_andel"])
    assert free.inputs == ()
    without = explain_figure(found, figures["korrigert_ndr_tbu"])
    assert without.value == text("ikke beregnet")
    assert [one.title.source for one in without.inputs] == ["Merknad"]


ADOPTED, PROPOSED = VersionKind.OPPRINNELIG_BUDSJETT, VersionKind.DIREKTORENS_FORSLAG


def budgets(*rows: tuple[int, int, int], kind: VersionKind = ADOPTED) -> dict[int, BudgetYear]:
    return {year: BudgetYear(year, kind, rest, cover) for year, rest, cover in rows}


@pytest.mark.parametrize(
    ("found", "a", "b"),
    [
        ({}, None, None),
        (budgets((2027, 0, 0)), False, None),
        (budgets((2027, 5, 0), (2028, 0, 0)), False, False),
        (budgets((2027, -5, 0), (2028, 0, 0), (2029, -1, 0)), True, True),
        (budgets((2027, -5, 0), kind=PROPOSED), True, None),
        (budgets((2026, -5, 0)), None, None),
    ],
)
def test_budgets_and_plans_with_merforbruk(
    found: dict[int, BudgetYear], a: bool | None, b: bool | None
) -> None:
    grounds = {ground.letter: ground for ground in robek(2027, found, None)}
    assert "".join(grounds) == "abcdefg"
    assert (grounds["a"].hit, grounds["b"].hit) == (a, b)
    assert all(ground.judged == (ground.hit is not None) for ground in grounds.values())
    assert "vedtas slik" not in grounds["a"].reason.source or PROPOSED in {
        one.version for one in found.values()
    }
    assert grounds["g"].hit is None


@pytest.mark.parametrize(
    ("accumulated", "found", "c", "d"),
    [
        (None, {}, None, None),
        (Accumulated(2026, 0, 1000), {}, False, False),
        (Accumulated(2026, 30, 1000), budgets((2027, 0, 30)), False, False),
        (Accumulated(2026, 31, 1000), budgets((2027, 0, 10), (2028, 0, 21)), False, True),
        (Accumulated(2026, 31, 1000), budgets((2027, 0, 10), (2028, 0, 20), (2029, 0, 1)), True, True),
        (Accumulated(2026, 31, 1000), budgets((2027, 0, 10)), None, True),
        (Accumulated(2026, 31, 0), budgets((2027, 0, 31)), False, None),
    ],
)
def test_merforbruk_that_is_not_covered(
    accumulated: Accumulated | None, found: dict[int, BudgetYear], c: bool | None, d: bool | None
) -> None:
    grounds = {ground.letter: ground for ground in robek(2027, found, accumulated)}
    assert (grounds["c"].hit, grounds["d"].hit) == (c, d)


@pytest.mark.parametrize(("in_time", "hit"), [(None, None), (True, False), (False, True)])
def test_decisions_in_time_are_judged_when_they_are_known(in_time: bool | None, hit: bool | None) -> None:
    grounds = robek(2027, {}, None, budget_in_time=in_time, accounts_in_time=in_time, accounts_year=2025)
    assert [ground.hit for ground in grounds if ground.letter in "ef"] == [hit, hit]
