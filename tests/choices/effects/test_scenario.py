from __future__ import annotations

import tomllib
from collections.abc import Mapping
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planhjul.choices.assumptions import Assumptions, localise
from planhjul.choices.effects.scenario import baseline, effects
from planhjul.choices.effects.steps import (
    StepKey,
    exact_effect,
    first_year,
    rounded_effect,
    self_cost_coverage,
)
from planhjul.choices.measures import Measure, MeasureKind, PartKind
from planhjul.choices.results import MeasureEffect
from planhjul.language import Language
from planhjul.ledger.net import FunctionNet
from tests.choices.storvik import ASSUMPTIONS, CODES, YEARS, base, judged, measure, part, plan
from tests.fuzz import tried
from tests.ledger.frames import MILLION

SAY = Language("nb").say
CASES = tomllib.loads((Path(__file__).parent / "effects.toml").read_text(encoding="utf-8"))


def effect_of(held: Measure, assumptions: Assumptions = ASSUMPTIONS) -> MeasureEffect:
    coverage = self_cost_coverage((), assumptions, CODES)
    return rounded_effect(held, exact_effect(held, YEARS, assumptions, coverage), YEARS)


def in_2027(entry: MeasureEffect) -> dict[str, int]:
    return {step.key: step.per_year[2027] for step in entry.steps}


@pytest.mark.parametrize("case", CASES["vector"], ids=lambda case: case["name"])
def test_the_exact_vectors(case: Mapping[str, Any]) -> None:
    funksjon = case.get("funksjon", "202")
    parts = [
        part(
            PartKind(entry["kind"]),
            {2027: entry["amount"]},
            funksjon=funksjon,
            start_month=entry.get("start_month", 1),
            kept_share=entry.get("kept_share", 0.0),
            one_off=entry.get("one_off", False),
        )
        for entry in case["parts"]
    ]
    local = {f"selvkost.{funksjon}": (case["coverage"], "Selvkostkalkyle")} if "coverage" in case else {}
    found = effect_of(measure(*parts), localise(ASSUMPTIONS, local)[0])
    assert found.net_ore[2027] == case["net"]
    assert found.full_year_ore[2027] == case.get("full_year", case["net"])
    assert sum(in_2027(found).values()) == found.net_ore[2027]


def test_wages_bring_pension_and_tax_on_both() -> None:
    found = effect_of(measure(part(PartKind.LONN, -100_000_000)))
    assert in_2027(found) == {"lonn": 100_000_000, "pensjon": 12_000_000, "arbeidsgiveravgift": 15_792_000}


def test_a_purchase_with_vat_saves_the_amount_without() -> None:
    assert in_2027(effect_of(measure(part(PartKind.KJOP_INKL_MVA, -125)))) == {"kjop": 125, "mva": -25}


def test_every_reduction_is_a_step_of_its_own() -> None:
    held = measure(part(PartKind.NETTO, -12_000, funksjon="345", start_month=7, kept_share=0.25))
    assert in_2027(effect_of(held)) == {
        "netto": 12_000,
        "beholdt_oppgave": -3_000,
        "delaar": -4_500,
        "selvkost": -4_500,
    }


def test_part_year_is_the_first_year_with_an_amount_only() -> None:
    held = measure(part(PartKind.NETTO, {2027: 0, 2028: -1_200, 2029: -1_200}, start_month=8))
    assert dict(effect_of(held).net_ore) == {2027: 0, 2028: 500, 2029: 1_200, 2030: 0}
    assert first_year(held.parts[0]) == 2028
    assert first_year(part(PartKind.NETTO, 0)) is None


@pytest.mark.parametrize("case", CASES["scenario"], ids=lambda case: case["key"])
def test_the_table_of_the_twenty_million(case: Mapping[str, Any]) -> None:
    found = judged(*twenty_million(case["parts"]))
    assert set(found.rest_ore.values()) == {case["rest"] * MILLION}
    assert set(found.di_ore.values()) == {910 * MILLION}


KINDS = {"okning": MeasureKind.OKNING, "onske": MeasureKind.ONSKE, "maaltid": MeasureKind.ONSKE}


def twenty_million(parts: Mapping[str, float]) -> list[Measure]:
    return [
        measure(
            part(PartKind.NETTO, round(amount * MILLION)),
            key=key,
            kind=KINDS.get(key, MeasureKind.INNSPARING),
            proposed_by="Kommunedirektøren" if key in ("innsparing", "okning") else "Kommunestyret",
        )
        for key, amount in parts.items()
    ]


@tried(50)
@given(st.tuples(*[st.integers(min_value=0, max_value=100)] * 3), st.integers(min_value=0, max_value=500))
def test_the_general_line_of_the_table(shares: tuple[int, int, int], cut: int) -> None:
    alpha, beta, gamma = (Fraction(share, 100) for share in shares)
    saved, raised, wished = (round(amount * MILLION) for amount in (30 * alpha, 10 * beta, 10 * gamma))
    found = judged(
        *twenty_million(
            {
                "innsparing": -saved / MILLION,
                "okning": raised / MILLION,
                "onske": wished / MILLION,
                "maaltid": 3,
                "kommunikasjon": -cut / 100,
            }
        )
    )
    expected = saved - raised - wished - 23 * MILLION + cut * MILLION // 100
    assert set(found.rest_ore.values()) == {expected}


def test_the_directors_package_gives_the_result_of_the_table() -> None:
    found = judged(*twenty_million(CASES["scenario"][0]["parts"]))
    assert found.ndr_ore[2027] == 15 * MILLION
    assert round(found.ndr_share[2027], 5) == 0.01648
    assert [flag.code for flag in found.flags] == ["NDR_LAV"] * 4


@pytest.mark.parametrize(("phase", "rest"), [(0.8, -6), (0.6, -12)])
def test_a_package_that_is_phased_in_opens_the_gap_again(phase: float, rest: int) -> None:
    saving = part(PartKind.NETTO, {2027: round(-30 * phase * MILLION), 2028: -30 * MILLION})
    raised = part(PartKind.NETTO, 10 * MILLION)
    found = judged(measure(saving), measure(raised, key="t2", kind=MeasureKind.OKNING))
    assert found.rest_ore[2027] == rest * MILLION


def test_the_fund_if_it_covers_the_wishes() -> None:
    found = judged(*twenty_million(CASES["scenario"][1]["parts"]))
    assert [ore // MILLION for ore in found.covered_fund_ore.values()] == [50, 40, 30, 20]
    assert [round(100 * share, 2) for share in found.covered_fund_share.values()] == [5.49, 4.40, 3.30, 2.20]
    assert list(found.fund_ore.values()) == [60 * MILLION] * 4


def department(meals_from: int, kept: float) -> list[Measure]:
    return [
        measure(
            part(PartKind.LONN, -195_000_000, funksjon="120", start_month=6, kept_share=kept),
            part(PartKind.KJOP, -50_800_000, funksjon="120"),
            key="kommunikasjon",
            proposed_by="Kommunestyret",
        ),
        measure(
            part(PartKind.KJOP, 300_000_000, start_month=meals_from),
            key="maaltid",
            kind=MeasureKind.ONSKE,
            proposed_by="Kommunestyret",
        ),
    ]


@pytest.mark.parametrize("case", CASES["department"], ids=lambda case: case["name"])
def test_is_the_communications_department_really_worth_three(case: Mapping[str, Any]) -> None:
    found = judged(*department(case["meals_from"], case["kept"]))
    totals = [round(found.totals_ore[year] / MILLION, 3) for year in YEARS]
    assert totals == [case["year_1"], case["later"], case["later"], case["later"]]


def test_the_departments_own_figures() -> None:
    found = judged(*department(1, 0.0)).measures[0]
    assert found.full_year_ore[2027] == 299_994_400
    assert found.net_ore[2027] == 196_163_400
    assert found.funksjoner == ("120",)


def test_more_fees_are_more_income_and_a_self_cost_cut_is_less() -> None:
    found = judged(
        measure(part(PartKind.GEBYR, 500), key="a", kind=MeasureKind.INNTEKT),
        measure(part(PartKind.KJOP, -300, funksjon="345"), key="b"),
        measure(part(PartKind.GEBYR, 70, funksjon="345"), key="c", kind=MeasureKind.INNTEKT),
    )
    assert found.di_ore[2027] == 910 * MILLION + 500 - 300
    assert found.totals_ore[2027] == 500


def test_fees_up_to_self_cost_are_read_from_the_plan() -> None:
    nets = (
        FunctionNet("302", 1000, 650, 0, 600),
        FunctionNet("303", 0, 10, 0, 10),
        FunctionNet("338", 100, 0, 0, 0),
        FunctionNet("301", 100, 150, 0, 150),
    )
    coverage = self_cost_coverage(nets, ASSUMPTIONS, CODES)
    assert coverage["302"] == Fraction(3, 5)
    assert coverage["301"] == 1
    assert coverage["345"] == 1
    assert {"303", "338", "202"}.isdisjoint(coverage)
    local, _ = localise(ASSUMPTIONS, {"selvkost.302": ("80 %", "Kalkyle"), "selvkost.345": ("0", "Kalkyle")})
    changed = self_cost_coverage(nets, local, CODES)
    assert changed["302"] == Fraction(4, 5)
    assert "345" not in changed


def test_the_self_cost_behind_the_figures_is_listed() -> None:
    local, _ = localise(ASSUMPTIONS, {"selvkost.302": ("80 %", "Kalkyle 2026")})
    measures = [
        measure(part(PartKind.KJOP, -1, funksjon=funksjon), key=funksjon)
        for funksjon in ("302", "345", "202")
    ]
    found = effects(base(), measures, local, CODES, plan())
    listed = {entry.key: (SAY(entry.value), entry.mark.value) for entry in found.assumptions}
    assert listed["selvkost.302"] == ("80 %", "lokal")
    assert listed["selvkost.345"] == ("100,0 %", "antakelse")
    assert "selvkost.202" not in listed
    assert listed["pensjonssats"] == ("12 %", "antakelse")


def test_a_base_without_a_known_fund_has_no_fund_figures() -> None:
    found = judged(on=baseline(plan(), None))
    assert (found.fund_ore, found.covered_fund_ore, found.covered_fund_share) == ({}, {}, {})
    assert found.covered_flags == ()


def test_a_base_without_years_or_income_gives_empty_answers() -> None:
    nothing = judged(on=baseline({}, 5), sums={})
    assert (nothing.years, nothing.flags, nothing.misfits) == ((), (), ())
    empty = baseline({2027: plan()[2027].iloc[:0]}, 5)
    assert judged(on=empty, sums={}).ndr_share == {2027: 0.0}


def test_the_dispositions_of_the_base() -> None:
    held = base()
    assert held.years == YEARS
    assert held.totals[2027].ndr_ore == -5 * MILLION
    assert held.totals[2027].di_ore == 910 * MILLION
    assert held.totals[2030].to_investment_ore == 15 * MILLION
    assert held.rest(2028) == -20 * MILLION


kinds = st.sampled_from(PartKind)
parts = st.builds(
    part,
    kinds,
    st.dictionaries(st.sampled_from(YEARS), st.integers(-(10**11), 10**11)),
    funksjon=st.sampled_from(["202", "345", "302", ""]),
    start_month=st.integers(1, 12),
    kept_share=st.sampled_from([0.0, 0.333, 0.5, 1.0]),
    one_off=st.booleans(),
)


@tried(50)
@given(st.lists(st.lists(parts, min_size=1, max_size=4), max_size=4))
def test_the_steps_are_the_net_to_the_ore(measures: list[list[Any]]) -> None:
    found = judged(*(measure(*held, key=str(number)) for number, held in enumerate(measures)))
    for year in YEARS:
        for entry in found.measures:
            assert sum(step.per_year[year] for step in entry.steps) == entry.net_ore[year]
        assert found.totals_ore[year] == sum(entry.net_ore[year] for entry in found.measures)
        assert found.rest_ore[year] == found.baseline.rest(year) + found.totals_ore[year]
        assert found.covered_fund_ore[year] <= found.fund_ore[year]


@tried(50)
@given(parts)
def test_a_cut_on_a_service_paid_by_its_users_frees_nothing(held: Any) -> None:
    entry = exact_effect(measure(held), YEARS, ASSUMPTIONS, {held.funksjon: Fraction(1)})
    for year in YEARS:
        assert entry.net(year) <= 0
        assert (entry.net(year) < 0) <= held.one_off
    assert set(entry.steps) == set(StepKey)
