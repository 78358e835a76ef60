"""Per inhabitant and in fixed prices: exact until the one rounding, and never with a built-in figure."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planhjul.language import Language
from planhjul.ledger.income.scale import (
    MissingSetting,
    Scale,
    ScaleKind,
    Stated,
    lacking_together,
    scale,
)

PEOPLE = Stated(Fraction(12_000), "Folketall 1. januar 2026")
GROWTH = {
    2026: Stated(Fraction("0.042"), "Nasjonalbudsjettet 2026"),
    2027: Stated(Fraction("0.031"), "Nasjonalbudsjettet 2027"),
}


def made(measure: ScaleKind, year: int, price_year: int) -> Scale:
    found = scale(measure, year, price_year, PEOPLE, GROWTH)
    assert isinstance(found, Scale)
    return found


def said(found: Scale | MissingSetting) -> str:
    words = found.words if isinstance(found, Scale) else found.message
    return Language("nb").say(words).replace("\xa0", " ")


@pytest.mark.parametrize(
    ("measure", "year", "price_year", "ore", "shown"),
    [
        (ScaleKind.KRONER, 2025, 2027, 123, 123),
        (ScaleKind.ANDEL, 2025, 2027, 123, 123),
        (ScaleKind.INNBYGGER, 2027, 2027, 910_000_000_00, 7_583_333),
        (ScaleKind.FAST, 2025, 2027, 1_000_000, 1_074_302),
        (ScaleKind.FAST, 2027, 2025, 1_074_302, 1_000_000),
        (ScaleKind.FAST, 2027, 2027, 5, 5),
        (ScaleKind.FAST, 2026, 2027, 1_000, 1_031),
        (ScaleKind.FAST, 2027, 2026, 1_031, 1_000),
    ],
)
def test_amounts_are_exact_until_the_one_rounding(
    measure: ScaleKind, year: int, price_year: int, ore: int, shown: int
) -> None:
    assert made(measure, year, price_year).amount(ore) == shown


def test_the_formula_and_each_input_with_source_are_said() -> None:
    later = made(ScaleKind.FAST, 2025, 2027)
    assert said(later) == "Kronene i 2025 ganget med (1 + kostnadsveksten) for hvert år til og med 2027."
    assert [one.source and Language("nb").say(one.source) for one in later.inputs] == [
        "Nasjonalbudsjettet 2026",
        "Nasjonalbudsjettet 2027",
    ]
    assert said(made(ScaleKind.FAST, 2027, 2025)) == (
        "Kronene i 2027 delt på (1 + kostnadsveksten) for hvert år fra 2026 til 2027."
    )
    assert said(made(ScaleKind.FAST, 2026, 2026)) == "Beløpet er alt i 2026-priser."
    [people] = made(ScaleKind.INNBYGGER, 2027, 2027).inputs
    assert Language("nb").say(people.value).replace("\xa0", " ") == "12 000 innbyggere"


def test_a_missing_deflator_is_named() -> None:
    found = scale(ScaleKind.FAST, 2025, 2029, PEOPLE, GROWTH)
    assert isinstance(found, MissingSetting)
    assert found.keys == ("deflator.2028", "deflator.2029")
    assert "«deflator.2028», «deflator.2029»" in said(found)


@pytest.mark.parametrize("people", [None, Stated(Fraction(0), "")])
def test_missing_inhabitants_are_asked_for(people: Stated | None) -> None:
    found = scale(ScaleKind.INNBYGGER, 2027, 2027, people, {})
    assert isinstance(found, MissingSetting)
    assert found.keys == ("innbyggere",)
    assert "«innbyggere»" in said(found)


def test_a_number_without_source_has_none() -> None:
    found = scale(ScaleKind.INNBYGGER, 2027, 2027, Stated(Fraction(5), ""), {})
    assert isinstance(found, Scale)
    assert found.inputs[0].source is None


growths = st.fractions(Fraction(-1, 10), Fraction(1, 5), max_denominator=1000)


@given(st.lists(growths, min_size=1, max_size=8), st.integers(0, 8), st.integers(0, 8))
def test_there_and_back_is_the_same_and_ways_can_be_joined(
    found: list[Fraction], first: int, last: int
) -> None:
    deflators = {2021 + place: Stated(value, "") for place, value in enumerate(found)}
    years = [2020 + min(first, len(found)), 2020 + min(last, len(found))]

    def factor(year: int, price_year: int) -> Fraction:
        made_scale = scale(ScaleKind.FAST, year, price_year, None, deflators)
        assert isinstance(made_scale, Scale)
        return made_scale.factor

    assert factor(years[0], years[1]) * factor(years[1], years[0]) == 1
    assert factor(2020, years[0]) * factor(years[0], years[1]) == factor(2020, years[1])


def test_what_several_years_lack_is_asked_for_at_once() -> None:
    lacking = [
        found
        for year in (2024, 2025, 2028)
        if isinstance(
            found := scale(ScaleKind.FAST, year, 2026, PEOPLE, {2027: GROWTH[2027]}), MissingSetting
        )
    ]
    together = lacking_together(lacking)
    assert together.keys == ("deflator.2025", "deflator.2026", "deflator.2028")
    assert "«deflator.2025», «deflator.2026», «deflator.2028»" in said(together)
    # One year that lacks it all speaks for the others.
    assert lacking_together(lacking[:2]) is lacking[0]
