"""Days: Norwegian public holidays, working days, and the arithmetic of legal deadlines."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cache

from dateutil.relativedelta import relativedelta

_SATURDAY = 5
_DAY = timedelta(days=1)


class Landing(StrEnum):
    """Where a deadline lands when it ends on a Saturday, Sunday or public holiday."""

    NONE = "none"
    NEXT_WORKING_DAY = "next_working_day"


@dataclass(frozen=True, slots=True)
class Offset:
    """A distance from an anchor; negative is before. Weeks, months and years end by domstolloven § 148."""

    days: int = 0
    weeks: int = 0
    months: int = 0
    years: int = 0


@cache
def public_holidays(year: int) -> frozenset[date]:
    """The year's public holidays by helligdagsfredloven § 2 and lov om 1 og 17 mai (legal calendar 2.3).

    Ordinary Sundays are not in it; the Sundays that are named in the law (påskedag, pinsedag) are.
    """
    # Only who counts days waits for the package.
    import holidays

    return frozenset(holidays.Norway(years=year, include_sundays=False))


def is_public_holiday(day: date) -> bool:
    """Whether the day is a named public holiday; an ordinary Sunday is not."""
    return day in public_holidays(day.year)


def is_weekend(day: date) -> bool:
    """Whether the day is a Saturday or a Sunday."""
    return day.weekday() >= _SATURDAY


def is_working_day(day: date) -> bool:
    """Whether the day is a virkedag: Monday to Friday and not a public holiday."""
    return not is_weekend(day) and not is_public_holiday(day)


def next_working_day(day: date) -> date:
    """The day itself when it is a working day, else the first one after it (domstolloven § 149)."""
    while not is_working_day(day):
        day += _DAY
    return day


def previous_working_day(day: date) -> date:
    """The day itself when it is a working day, else the last one before it."""
    while not is_working_day(day):
        day -= _DAY
    return day


def working_days_between(day: date, closes: date) -> int:
    """Working days from `day` (not counted) to `closes` (counted); 0 when `closes` is not after `day`."""
    span = max((closes - day).days, 0)
    return sum(is_working_day(day + timedelta(days=n)) for n in range(1, span + 1))


def working_days_before(day: date, count: int) -> date:
    """The day that has `count` working days between it (not counted) and `day` (counted)."""
    while count > 0:
        if is_working_day(day):
            count -= 1
        day -= _DAY
    return previous_working_day(day)


def shifted(anchor: date, offset: Offset) -> date:
    """The day at a distance from the anchor.

    The start day is not counted; a month that lacks the day ends on its last one (domstolloven § 148).
    """
    return anchor + relativedelta(
        years=offset.years, months=offset.months, weeks=offset.weeks, days=offset.days
    )


def landed(written: date, landing: Landing) -> date:
    """The day a deadline lands on: where it is written, or the next working day where the law says so."""
    return next_working_day(written) if landing is Landing.NEXT_WORKING_DAY else written


def storting_opening(year: int) -> date:
    """The first Monday–Friday in October, when Stortinget trer sammen (Grunnloven § 68)."""
    return next_working_day(date(year, 10, 1))
