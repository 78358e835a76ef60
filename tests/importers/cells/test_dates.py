"""Dates as they stand in somebody's cells."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest

from importers.cells.dates import day_of, month_number, parse_date, read_date
from planhjul.issues import IssueKind


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (date(2026, 12, 10), date(2026, 12, 10)),
        (datetime(2026, 12, 10, 18, 0), date(2026, 12, 10)),  # noqa: DTZ001 - Excel knows no time zone
        ("10.12.2026", date(2026, 12, 10)),
        (" 1.2.2026 ", date(2026, 2, 1)),
        ("1. 2. 2026", date(2026, 2, 1)),
        ("2026-12-10", date(2026, 12, 10)),
        ("2026-12-10T18:00:00", date(2026, 12, 10)),
        ("2025-12-31T23:00:00Z", date(2026, 1, 1)),
        ("2026-06-30T22:00:00+00:00", date(2026, 7, 1)),
        ("2026-06-30T21:59:59Z", date(2026, 6, 30)),
        ("10. desember 2026", date(2026, 12, 10)),
        ("10 Des. 2026", date(2026, 12, 10)),
        ("torsdag 10. desember 2026", date(2026, 12, 10)),
        ("Måndag 7. desember 2026", date(2026, 12, 7)),
        ("29.02.2028", date(2028, 2, 29)),
        ("24/12/2026", date(2026, 12, 24)),
        ("6/6/2026", date(2026, 6, 6)),
    ],
)
def test_reads_the_day(value: object, expected: date) -> None:
    assert read_date(value) == expected


@pytest.mark.parametrize(
    ("value", "word"),
    [
        ("31.02.2026", "kalenderen"),
        ("29.02.2027", "kalenderen"),
        ("2026-02-31", "kalenderen"),
        ("2026-01-01T25:00:00", "kalenderen"),
        ("0001-01-01T00:00:00+05:00", "kalenderen"),
        ("31. april 2026", "kalenderen"),
        ("onsdag 10. desember 2026", "Ukedagen"),
        ("møte 10. desember 2026", "sikkert"),
        ("10. desembra 2026", "sikkert"),
        ("10.12.26", "to siffer"),
        ("10/12/26", "to siffer"),
        ("10/12/2026", "hva som er dag"),
        ("2/13/2026", "hva som er dag"),
        ("13/13/2026", "kalenderen"),
        ("i desember", "sikkert"),
        ("46000", "sikkert"),
        ("10.12.1026", "vår tid"),
        (46000, "tall"),
        (46000.0, "tall"),
        (True, "tall"),
        (time(12, 0), "tall"),
        (timedelta(days=1), "tall"),
    ],
)
def test_refuses_what_is_no_certain_day(value: object, word: str) -> None:
    fault = read_date(value)
    assert isinstance(fault, IssueKind)
    assert word in fault.message.source
    assert fault.advice.source


@pytest.mark.parametrize(
    ("name", "number"),
    [
        ("januar", 1),
        ("Febr.", 2),
        (" MARS ", 3),
        ("Sept", 9),
        ("desember", 12),
        ("December", None),
        ("", None),
    ],
)
def test_month_names(name: str, number: int | None) -> None:
    assert month_number(name) == number


def test_day_of_a_leap_year() -> None:
    assert day_of(2028, 2, 29) == date(2028, 2, 29)


def test_without_the_reason_a_fault_is_none() -> None:
    assert parse_date("10.12.2026") == date(2026, 12, 10)
    assert parse_date("31.02.2026") is None
