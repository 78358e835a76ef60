"""Profiles and outlooks of one cell: exact shares, one rounding, and what may follow."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planhjul.ledger.followup.profile import EVEN, NO_MONTHS, last_year, outlook, to_date

AMOUNTS = st.integers(-(10**12), 10**12)
BOOKED = st.lists(AMOUNTS, min_size=12, max_size=12).map(lambda months: (0, *months))
BUDGETS = st.lists(AMOUNTS, min_size=13, max_size=13)
MONTH = st.integers(1, 12)


def months(*amounts: int) -> tuple[int, ...]:
    return (0, *amounts, *(0,) * (12 - len(amounts)))


@given(BOOKED)
def test_last_years_profile_ends_at_exactly_the_whole_year(booked: tuple[int, ...]) -> None:
    shares = last_year(booked, 0)
    if shares is not None:
        assert shares[0] == 0
        assert shares[12] == 1
        parts = [after - before for before, after in pairwise(shares)]
        assert sum(parts) == 1


def test_the_shares_are_last_years_own() -> None:
    shares = last_year(months(10, 30, 60), 500)
    assert shares is not None
    assert shares[:4] == (Fraction(0), Fraction(1, 10), Fraction(4, 10), Fraction(1))


@pytest.mark.parametrize(
    ("booked", "budget"),
    [
        (NO_MONTHS, 100),  # nothing last year
        (months(50, -50), 100),  # sums to nothing
        (months(50, 50), -100),  # went the other way
        (months(-1_000, 1_001), 100),  # cancels out to shares of a thousand
        ((100, *months(1)[1:]), 100),  # not on months
    ],
)
def test_a_year_without_a_pattern_gives_none(booked: tuple[int, ...], budget: int) -> None:
    assert last_year(booked, budget) is None


@given(BUDGETS)
def test_the_budget_to_december_is_the_whole_budget(budget: list[int]) -> None:
    assert to_date(budget, EVEN, 12) == sum(budget)


@pytest.mark.parametrize(
    ("budget", "month", "expected"), [(100, 1, 8), (100, 6, 50), (-100, 1, -8), (6, 1, 1)]
)
def test_the_even_budget_is_rounded_once_half_away_from_zero(budget: int, month: int, expected: int) -> None:
    assert to_date((budget, *(0,) * 12), EVEN, month) == expected


def test_a_budget_with_months_of_its_own_uses_them() -> None:
    assert to_date((120, 7, 0, 5, *(0,) * 9), EVEN, 3) == 30 + 12


def test_the_three_ways_of_a_cell_that_is_over() -> None:
    way = outlook((1_200, *(0,) * 12), months(*(110,) * 10), EVEN, 10, has_pace=True)
    assert (way.made_up_ore, way.stays_ore, way.goes_on_ore) == (1_200, 1_300, 1_320)


@pytest.mark.parametrize("booked", [months(-50), months(*(300,) * 10)])
def test_an_event_is_no_pace(booked: tuple[int, ...]) -> None:
    way = outlook((1_200, *(0,) * 12), booked, EVEN, 10, has_pace=True)
    assert way.goes_on_ore == way.stays_ore == sum(booked) + 200


def test_what_was_not_budgeted_goes_on_as_the_months_so_far() -> None:
    way = outlook(NO_MONTHS, months(10, 10), EVEN, 2, has_pace=True)
    assert (way.made_up_ore, way.stays_ore, way.goes_on_ore) == (0, 20, 120)


def test_a_budget_for_later_months_has_no_pace_yet() -> None:
    budget = (*(0,) * 12, 500)
    way = outlook(budget, months(40), EVEN, 1, has_pace=True)
    assert (way.made_up_ore, way.stays_ore, way.goes_on_ore) == (500, 540, 540)


@pytest.mark.parametrize(("booked", "year"), [(0, 600), (700, 700)])
def test_what_is_booked_at_the_years_end_is_the_budget_or_what_is_booked(booked: int, year: int) -> None:
    way = outlook((600, *(0,) * 12), months(booked), EVEN, 3, has_pace=False)
    assert {way.made_up_ore, way.stays_ore, way.goes_on_ore} == {year}


@given(BUDGETS, BOOKED)
def test_a_whole_year_is_what_is_booked(budget: list[int], booked: tuple[int, ...]) -> None:
    way = outlook(budget, booked, EVEN, 12, has_pace=True)
    assert way.stays_ore == way.goes_on_ore == sum(booked)
