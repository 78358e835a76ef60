from __future__ import annotations

import tomllib
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planhjul.wheel.calendar import (
    Landing,
    Offset,
    is_public_holiday,
    is_weekend,
    is_working_day,
    landed,
    next_working_day,
    previous_working_day,
    public_holidays,
    shifted,
    storting_opening,
    working_days_before,
    working_days_between,
)

CASES: dict[str, list[dict[str, Any]]] = tomllib.loads(
    (Path(__file__).parent / "days.toml").read_text(encoding="utf-8")
)
FIXED = ((1, 1), (5, 1), (5, 17), (12, 25), (12, 26))
DAYS = st.dates(date(2020, 1, 1), date(2035, 12, 31))


@pytest.mark.parametrize("case", CASES["shift"], ids=lambda case: case["name"])
def test_a_period_lands(case: dict[str, Any]) -> None:
    written = shifted(case["from"], Offset(**case["offset"]))
    assert landed(written, Landing(case["landing"])) == case["lands"]


@pytest.mark.parametrize("case", CASES["easter"], ids=lambda case: str(case["year"]))
def test_public_holidays_are_those_of_the_law(case: dict[str, Any]) -> None:
    year = case["year"]
    assert public_holidays(year) == {*case["days"], *(date(year, month, day) for month, day in FIXED)}


@pytest.mark.parametrize("case", CASES["between"], ids=lambda case: case["name"])
def test_working_days_between(case: dict[str, Any]) -> None:
    assert working_days_between(case["from"], case["to"]) == case["days"]


@pytest.mark.parametrize("case", CASES["before"], ids=lambda case: case["name"])
def test_working_days_before_a_meeting(case: dict[str, Any]) -> None:
    assert working_days_before(case["meeting"], case["working_days"]) == case["last"]


@pytest.mark.parametrize(("year", "day"), [(2026, 1), (2027, 1), (2028, 2)])
def test_stortinget_opens_on_the_first_weekday_of_october(year: int, day: int) -> None:
    assert storting_opening(year) == date(year, 10, day)


def test_eves_are_working_days_and_sundays_are_not_named_holidays() -> None:
    assert is_working_day(date(2026, 12, 24))
    assert is_working_day(date(2026, 12, 31))
    assert not is_public_holiday(date(2026, 11, 22))
    assert is_weekend(date(2026, 11, 22))


@given(DAYS)
def test_the_next_working_day_is_the_first_one_from_the_day(day: date) -> None:
    lands = next_working_day(day)
    assert lands >= day
    assert is_working_day(lands)
    assert not any(is_working_day(day + timedelta(days=n)) for n in range((lands - day).days))
    assert next_working_day(lands) == lands == previous_working_day(lands)


@given(DAYS)
def test_the_previous_working_day_is_the_last_one_up_to_the_day(day: date) -> None:
    found = previous_working_day(day)
    assert found <= day
    assert working_days_between(found, day) == 0


@given(DAYS, st.integers(0, 60), st.integers(0, 60))
def test_working_days_add_up(day: date, first: int, second: int) -> None:
    middle, end = day + timedelta(days=first), day + timedelta(days=first + second)
    assert working_days_between(day, end) == working_days_between(day, middle) + working_days_between(
        middle, end
    )


@given(DAYS.map(next_working_day), st.integers(0, 40))
def test_a_notice_leaves_exactly_its_working_days(meeting: date, count: int) -> None:
    last = working_days_before(meeting, count)
    assert working_days_between(last, meeting) == count
    assert is_working_day(last)


@given(DAYS, st.integers(-400, 400))
def test_days_are_counted_as_in_the_calendar(day: date, count: int) -> None:
    assert (shifted(day, Offset(days=count)) - day).days == count


@given(DAYS, st.integers(1, 60))
def test_weeks_end_on_the_same_weekday(day: date, weeks: int) -> None:
    assert shifted(day, Offset(weeks=weeks)).weekday() == day.weekday()
