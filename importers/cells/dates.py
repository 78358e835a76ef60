"""Dates as they stand in somebody's cells: Excel dates, dd.mm.åååå, written months and ISO, never a guess."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Final
from zoneinfo import ZoneInfo

from planhjul.issues import IssueKind, error
from planhjul.texts import text

_NORWAY: Final = ZoneInfo("Europe/Oslo")
_FIRST_YEAR, _LAST_YEAR = 1900, 2199

# Bokmål and nynorsk share the months' names; the short forms are those of printed meeting plans.
MONTH_NAMES: Final = (
    ("januar", "jan"),
    ("februar", "feb", "febr"),
    ("mars", "mar"),
    ("april", "apr"),
    ("mai",),
    ("juni", "jun"),
    ("juli", "jul"),
    ("august", "aug"),
    ("september", "sep", "sept"),
    ("oktober", "okt"),
    ("november", "nov"),
    ("desember", "des"),
)
_WEEKDAY_NAMES: Final = (
    ("mandag", "måndag"),
    ("tirsdag", "tysdag"),
    ("onsdag",),
    ("torsdag",),
    ("fredag",),
    ("lørdag", "laurdag"),
    ("søndag", "sundag"),
)
_MONTHS: Final = {name: number for number, names in enumerate(MONTH_NAMES, 1) for name in names}
_WEEKDAYS: Final = {name: number for number, names in enumerate(_WEEKDAY_NAMES) for name in names}

_DOTTED: Final = re.compile(r"(\d{1,2}) ?\. ?(\d{1,2}) ?\. ?(\d{4})")
_SLASHED: Final = re.compile(r"(\d{1,2}) ?/ ?(\d{1,2}) ?/ ?(\d{4})")
_WRITTEN: Final = re.compile(r"(?:([^\W\d]+) )?(\d{1,2})\.? ([^\W\d]+)\.? (\d{4})")
_ISO: Final = re.compile(r"\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}.*)?")
_SHORT_YEAR: Final = re.compile(r"\d{1,2}[./-]\d{1,2}[./-]\d{2}")


_WRITE_FULL: Final = text("Skriv datoen som dag, måned og år, for eksempel 10.12.2026.")
DATE_UNKNOWN: Final = error("DATE_UNKNOWN", text("Dette er ikke en dato som kan leses sikkert."), _WRITE_FULL)
NO_SUCH_DAY: Final = DATE_UNKNOWN.but(
    message=text("Datoen finnes ikke i kalenderen."), advice=text("Rett dagen eller måneden.")
)
NOT_OUR_TIME: Final = DATE_UNKNOWN.but(
    message=text("Året er ikke et år i vår tid."), advice=text("Rett året.")
)
TWO_DIGITS: Final = DATE_UNKNOWN.but(message=text("Året er skrevet med to siffer."))
DAY_OR_MONTH: Final = DATE_UNKNOWN.but(
    message=text("Det er ikke sikkert hva som er dag, og hva som er måned.")
)
WRONG_WEEKDAY: Final = DATE_UNKNOWN.but(
    message=text("Ukedagen og datoen stemmer ikke med hverandre."),
    advice=text("Rett ukedagen eller datoen."),
)
NOT_A_DATE: Final = DATE_UNKNOWN.but(
    message=text("Cellen har et tall eller en annen verdi som ikke er en dato."),
    advice=text("Gi cellen datoformat i regnearket, eller skriv datoen som 10.12.2026."),
)


def parse_date(value: object) -> date | None:
    """The day in a cell, or None when it holds no date we may trust; `read_date` says why."""
    day = read_date(value)
    return None if isinstance(day, IssueKind) else day


def read_date(value: object) -> date | IssueKind:
    """The day in a cell that is not blank, else what is wrong; a time of day is left out.

    Takes cells typed as date, `dd.mm.åååå`, `10. desember 2026` and ISO. A moment with a time zone is the day
    it is in Norway then: `2025-12-31T23:00:00Z` is 1 January 2026. A bare number is no date.
    """
    if isinstance(value, datetime):
        local = value.astimezone(_NORWAY) if value.tzinfo else value
        return day_of(local.year, local.month, local.day)
    if isinstance(value, date):
        return day_of(value.year, value.month, value.day)
    if not isinstance(value, str):
        return NOT_A_DATE
    return _read_text(" ".join(value.split()))


def day_of(year: int, month: int, day: int) -> date | IssueKind:
    """The date, or the fault when the calendar has no such day."""
    try:
        whole = date(year, month, day)
    except ValueError:
        return NO_SUCH_DAY
    return whole if _FIRST_YEAR <= year <= _LAST_YEAR else NOT_OUR_TIME


def month_number(name: str) -> int | None:
    """The month 1–12 of a Norwegian name or short form, in any case; None when it is none."""
    return _MONTHS.get(name.strip().rstrip(".").casefold())


def _read_text(written: str) -> date | IssueKind:
    if dotted := _DOTTED.fullmatch(written):
        return day_of(int(dotted[3]), int(dotted[2]), int(dotted[1]))
    if _ISO.fullmatch(written):
        return _read_iso(written)
    if slashed := _SLASHED.fullmatch(written):
        # A Norwegian writes the day first, but exported files may have the month first: 10/12 is either.
        day, month = int(slashed[1]), int(slashed[2])
        return day_of(int(slashed[3]), month, day) if day > 12 or day == month else DAY_OR_MONTH
    if (long := _WRITTEN.fullmatch(written)) and (month_found := month_number(long[3])):
        return _on_weekday(long[1], day_of(int(long[4]), month_found, int(long[2])))
    return TWO_DIGITS if _SHORT_YEAR.fullmatch(written) else DATE_UNKNOWN


def _read_iso(written: str) -> date | IssueKind:
    try:
        return read_date(datetime.fromisoformat(written))
    except (ValueError, OverflowError):
        return NO_SUCH_DAY


def _on_weekday(weekday: str | None, day: date | IssueKind) -> date | IssueKind:
    """The day, or the fault when the weekday written before it is another."""
    if weekday is None or isinstance(day, IssueKind):
        return day
    number = _WEEKDAYS.get(weekday.casefold())
    if number is None:
        return DATE_UNKNOWN
    return day if number == day.weekday() else WRONG_WEEKDAY
