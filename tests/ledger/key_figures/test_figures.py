from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from fractions import Fraction

import pytest

from planhjul.ledger.key_figures.figures import KeyFigure, KnownFund, Norms, key_figures
from planhjul.ledger.versions import VersionKind
from planhjul.reference.codes import load_codes
from tests.ledger.forms.test_overviews import ACCOUNTS_2025
from tests.ledger.frames import MILLION, sums_of

CODES = load_codes()
NORMS = Norms(Fraction(175, 10_000), Fraction(2, 100), Fraction(5, 100))


def figures(
    rows: Iterable[tuple[str, str, int]],
    fund: KnownFund | None = None,
    norms: Norms = NORMS,
    year: int = 2025,
) -> dict[str, KeyFigure]:
    answer = key_figures(
        sums_of(rows), CODES, norms, fund, year=year, kind=VersionKind.REGNSKAP, stood_from=date(2026, 2, 1)
    )
    assert (answer.year, answer.version, answer.stood_from) == (year, VersionKind.REGNSKAP, date(2026, 2, 1))
    return {figure.key: figure for figure in answer.figures}


def test_the_result_of_real_accounts() -> None:
    found = figures(ACCOUNTS_2025)
    assert found["netto_driftsresultat"].value == pytest.approx(25.753 * MILLION, abs=0.002 * MILLION)
    share = found["netto_driftsresultat_andel"]
    assert share.value == pytest.approx(0.01906, abs=0.00001)
    assert (share.norm, share.target, share.unit) == (0.0175, 0.02, "andel")


def test_without_a_target_of_its_own_a_municipality_has_none() -> None:
    norms = Norms(NORMS.result, None, NORMS.fund)
    assert figures(ACCOUNTS_2025, norms=norms)["netto_driftsresultat_andel"].target is None


def test_corrected_takes_out_bound_funds_and_pension_deviation() -> None:
    rows = [
        ("870", "800", -1000), ("010", "202", 900),
        ("550", "880", 30), ("950", "880", -10), ("090", "170", -25), ("099", "171", 5),
    ]  # fmt: skip
    found = figures(rows)
    assert found["netto_driftsresultat"].value == 120
    assert found["korrigert_ndr"].value == 120 - 20 - 20
    assert found["korrigert_ndr_andel"].value == 0.08
    tbu = found["korrigert_ndr_tbu"]
    assert tbu.value is None
    assert tbu.why is not None


@pytest.mark.parametrize(
    ("fund", "expected"),
    [
        (None, None),
        (KnownFund(2023, 500), None),
        (KnownFund(2025, 500), 500),
        (KnownFund(2024, 500), 500 + 70 - 20),
    ],
)
def test_the_fund_is_known_or_carried_from_the_year_before(
    fund: KnownFund | None, expected: int | None
) -> None:
    found = figures([("870", "800", -10_000), ("540", "880", 70), ("940", "880", -20)], fund)
    amount, share = found["disposisjonsfond"], found["disposisjonsfond_andel"]
    assert amount.value == expected
    assert share.value == (None if expected is None else expected / 10_000)
    assert share.norm == 0.05
    assert amount.why == share.why is not None


def test_free_share_by_both_definitions() -> None:
    found = figures([("870", "800", -60), ("800", "840", -10), ("878", "800", -5), ("600", "202", -25)])
    assert found["frie_inntekter_ssb_andel"].value == 0.7
    assert found["frie_inntekter_tbu_andel"].value == 0.75


def test_no_income_gives_no_share_and_debt_needs_a_balance() -> None:
    found = figures([("010", "202", 10)], KnownFund(2025, 500))
    without = {key for key, figure in found.items() if figure.value is None}
    assert without == {
        "netto_driftsresultat_andel", "korrigert_ndr_andel", "korrigert_ndr_tbu", "disposisjonsfond_andel",
        "frie_inntekter_ssb_andel", "frie_inntekter_tbu_andel", "netto_lanegjeld_andel",
        "renteeksponert_gjeld_andel", "fri_egenkapital_andel",
    }  # fmt: skip
    assert all(found[key].why is not None for key in without)
    debt = found["netto_lanegjeld_andel"].why
    assert debt is not None
    assert "balansen" in debt.source
    assert all(figure.definition.source for figure in found.values())
