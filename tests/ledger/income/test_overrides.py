"""The municipality's own word on an income: the narrowest holds, shares part to the øre, nothing is lost."""

from __future__ import annotations

from fractions import Fraction

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from planhjul.issues import CellRef
from planhjul.language import Language
from planhjul.ledger.codes import CodeLists
from planhjul.ledger.income.classes import CLASS_RULES
from planhjul.ledger.income.composition import compose_income
from planhjul.ledger.income.entries import cells, income_entries, rounded
from planhjul.ledger.income.overrides import IncomeOverride
from planhjul.ledger.income.results import IncomeComposition
from planhjul.ledger.net import is_income
from planhjul.ledger.versions import VersionKind
from planhjul.reference.codes import load_codes
from tests.fuzz import tried
from tests.ledger.frames import sums_of

CODES: CodeLists = load_codes()
KILDE = "Tilskuddsbrev 12.01.2026"


def override(
    key: str = "k",
    *,
    art: str = "",
    funksjon: str = "",
    ansvar: str = "",
    prosjekt: str = "",
    to: str = "bundet_oremerket",
    share: Fraction = Fraction(1),
) -> IncomeOverride:
    cell = CellRef("innstillinger.xlsx", "Inntektsklasser", 4, 1)
    return IncomeOverride(key, art, funksjon, ansvar, prosjekt, to, share, KILDE, cell)


def composed(
    frame: pd.DataFrame, *overrides: IncomeOverride, projects: pd.DataFrame | None = None
) -> IncomeComposition:
    return compose_income(
        frame,
        CODES,
        year=2026,
        kind=VersionKind.OPPRINNELIG_BUDSJETT,
        stood_from=pd.Timestamp(2025, 12, 15).date(),
        overrides=overrides,
        projects=projects,
    )


def amounts(composition: IncomeComposition) -> dict[str, int]:
    return {entry.key: entry.amount_ore for entry in composition.classes}


def with_ansvar(*parts: tuple[str, str, str, int]) -> pd.DataFrame:
    frames = [sums_of([(art, funksjon, amount)], ansvar=ansvar) for art, funksjon, ansvar, amount in parts]
    return pd.concat(frames, ignore_index=True)


def with_project(*parts: tuple[str, str, str, int]) -> pd.DataFrame:
    frame = sums_of([(art, funksjon, amount) for art, funksjon, _, amount in parts])
    return frame.assign(prosjekt=[prosjekt for _, _, prosjekt, _ in parts])


def test_a_share_is_parted_to_the_ore_and_the_rest_keeps_its_class() -> None:
    composition = composed(
        sums_of([("877", "800", -101)]),
        override(art="877", funksjon="800", to="bundet_andre_skatter", share=Fraction(1, 2)),
    )
    assert amounts(composition) == {"fri_andre_skatter": 50, "bundet_andre_skatter": 51}
    assert composition.total_ore == 101


def test_the_official_definitions_do_not_follow_a_local_word() -> None:
    frame = sums_of([("877", "800", -100), ("870", "800", -900)])
    moved = composed(frame, override(art="877", funksjon="800", to="bundet_andre_skatter"))
    assert moved.definitions == composed(frame).definitions


def test_the_reason_names_the_source_and_a_share_how_much() -> None:
    whole = composed(sums_of([("700", "254", -60)]), override(funksjon="254"))
    half = composed(sums_of([("700", "254", -60)]), override(funksjon="254", share=Fraction(1, 2)))
    said = [Language("nb").say(line.reason).replace("\xa0", " ") for line in (*whole.sums, *half.sums)]
    assert said == [
        "Kommunen har selv lagt inntekten til «Øremerkede statstilskudd». Kilde: Tilskuddsbrev 12.01.2026",
        "Art 700. Staten dekker en del av en utgift, så inntekten følger utgiften.",
        "Kommunen har selv lagt 50,0 % av inntekten til «Øremerkede statstilskudd». "
        "Kilde: Tilskuddsbrev 12.01.2026",
    ]


@pytest.mark.parametrize(
    ("wide", "narrow"),
    [
        (override("w", art="700", funksjon="254"), override("n", ansvar="3110", to="fri_ramme")),
        (override("w", funksjon="254"), override("n", art="700", funksjon="254", to="fri_ramme")),
        (override("w", funksjon="254"), override("n", funksjon="254", ansvar="3110", to="fri_ramme")),
    ],
)
def test_the_narrowest_holds_whatever_their_order(wide: IncomeOverride, narrow: IncomeOverride) -> None:
    frame = with_ansvar(("700", "254", "3110", -60), ("700", "254", "3120", -40))
    expected = {"fri_ramme": 60, "bundet_oremerket": 40}
    if not narrow.ansvar:
        expected = {"fri_ramme": 100}
    assert amounts(composed(frame, wide, narrow)) == expected
    assert amounts(composed(frame, narrow, wide)) == expected


def test_of_equally_narrow_ones_the_first_holds() -> None:
    first, second = override("a", funksjon="254"), override("b", funksjon="254", to="fri_ramme")
    assert amounts(composed(sums_of([("700", "254", -60)]), first, second)) == {"bundet_oremerket": 60}


def test_a_project_is_taken_out_of_the_sums_it_is_part_of() -> None:
    composition = composed(
        sums_of([("700", "254", -60)]),
        override(prosjekt="9001"),
        projects=with_project(("700", "254", "9001", -20), ("700", "254", "9002", -5)),
    )
    assert amounts(composition) == {"bundet_oremerket": 20, "bundet_stat_refusjon": 40}
    [applied] = composition.overrides
    assert (applied.prosjekt, applied.amount_ore, applied.kilde) == ("9001", 20, KILDE)
    [line] = [line for line in composition.sums if line.override]
    assert (line.prosjekt, line.ansvar, line.amount_ore) == ("9001", "", 20)


def test_a_word_without_art_speaks_of_operating_income_only() -> None:
    frame = sums_of([("950", "254", -30), ("700", "254", -60)])
    assert [entry.key for entry in composed(frame, override(funksjon="254")).outside] == [
        "fond_bundet_ikke_inntekt"
    ]
    named = composed(frame, override(art="950", funksjon="254"))
    assert [entry.key for entry in named.outside] == ["bundet_oremerket"]


def test_what_hits_nothing_moves_nothing_and_is_still_listed() -> None:
    composition = composed(sums_of([("700", "254", -60)]), override(funksjon="201"))
    assert [(one.key, one.amount_ore) for one in composition.overrides] == [("k", 0)]
    assert amounts(composition) == {"bundet_stat_refusjon": 60}


def test_a_word_can_class_what_no_list_could() -> None:
    composition = composed(sums_of([("728", "120", -7)]), override(art="728", funksjon="120"))
    assert (composition.unclassified_ore, amounts(composition)) == (0, {"bundet_oremerket": 7})


@pytest.mark.parametrize(
    ("value", "whole"), [("1/2", 1), ("-1/2", -1), ("3/2", 2), ("1/3", 0), ("-5/3", -2), ("4", 4)]
)
def test_halves_are_rounded_away_from_zero(value: str, whole: int) -> None:
    assert rounded(Fraction(value)) == whole


arts = st.sampled_from(["700", "810", "877", "870", "600", "640", "950", "990", "728", "010", ""])
functions = st.sampled_from(["120", "202", "345", "800", "850", ""])
centres = st.sampled_from(["1", "2", ""])
projects_of = st.sampled_from(["9001", "9002"])
overriding = st.builds(
    override,
    key=st.sampled_from("abcdef"),
    art=st.sampled_from(["", "700", "877", "950"]),
    funksjon=st.sampled_from(["", "120", "800", "202"]),
    ansvar=st.sampled_from(["", "1"]),
    prosjekt=st.sampled_from(["", "9001"]),
    to=st.sampled_from(sorted(CLASS_RULES)),
    share=st.fractions(0, 1, max_denominator=997),
)


@tried(60)
@given(
    st.lists(st.tuples(arts, functions, centres, st.integers(-(10**12), 10**12)), min_size=1, max_size=20),
    st.lists(st.tuples(arts, functions, projects_of, st.integers(-(10**9), 10**9)), max_size=6),
    st.lists(overriding, max_size=4, unique_by=lambda one: one.key),
)
def test_whatever_is_said_of_them_incomes_are_all_there(
    entries: list[tuple[str, str, str, int]],
    on_projects: list[tuple[str, str, str, int]],
    overrides: list[IncomeOverride],
) -> None:
    frame = with_ansvar(*entries)
    projects = with_project(*on_projects) if on_projects else None
    composition = composed(frame, *overrides, projects=projects)
    inside = sum(entry.amount_ore for entry in composition.classes)
    assert inside + composition.unclassified_ore == composition.total_ore
    held = -sum(amount for art, _, _, amount in entries if is_income(art, "income" if art >= "600" else ""))
    assert composition.total_ore + sum(entry.amount_ore for entry in composition.outside) == held
    assert sum(line.amount_ore for line in composition.sums) == held
    own = sum(source.amount_ore for source in composition.funding.total.sources)
    assert own == composition.funding.total.cost_ore
    assert sum(chain.cost_ore for chain in composition.funding.chains) == composition.funding.total.cost_ore
    found = income_entries(cells(frame, projects, by_ansvar=True), CODES, 2026, overrides)
    assert sum(entry.amount_ore for entry in found) == held
