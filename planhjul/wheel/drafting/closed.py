"""Days on which no meeting is drafted: holidays, Easter week, Christmas, fellesferie and school breaks."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from dateutil.easter import easter

from planhjul.texts import Text, text
from planhjul.wheel.calendar import is_public_holiday, is_weekend

_FELLESFERIE = range(28, 31)
_PALM_SUNDAY, _EASTER_MONDAY = timedelta(days=-7), timedelta(days=1)
_CHRISTMAS, _NEW_YEAR = (12, 24), (1, 1)
_SETTING = re.compile(r"skoleferie\.(vinter|host)(?:\.(\d{4}))?")
_WEEK = re.compile(r"(?:uke|veke)?\s*(\d{1,2})(?:[.,]0)?")
_LAST_WEEK = 53
_NAMES: Mapping[str, Text] = {"vinter": text("i vinterferien"), "host": text("i høstferien")}


@dataclass(frozen=True, slots=True)
class Breaks:
    """The schools' week-long breaks of one year: ISO week → what it is, and settings that cannot be read."""

    weeks: Mapping[int, Text]
    unread: tuple[tuple[str, str], ...]


def school_breaks(settings: Mapping[str, str], year: int) -> Breaks:
    """The breaks the settings give for the year.

    Keys are `skoleferie.vinter` and `skoleferie.host`; one with the year at the end
    (`skoleferie.vinter.2028`) goes before. The value is the ISO week: «8» or «uke 8».
    """
    weeks: dict[str, int] = {}
    unread: list[tuple[str, str]] = []
    for key in sorted(settings, key=len):
        setting = _SETTING.fullmatch(key)
        if setting is None or setting[2] not in (None, str(year)):
            continue
        written = _WEEK.fullmatch(settings[key].strip().casefold())
        if written and 1 <= int(written[1]) <= _LAST_WEEK:
            weeks[setting[1]] = int(written[1])
        else:
            unread.append((key, settings[key]))
    return Breaks({week: _NAMES[name] for name, week in weeks.items()}, tuple(unread))


def closed_reason(day: date, breaks: Breaks) -> Text | None:
    """Why no meeting is drafted on the day, to be said after «er»; None when the day is open."""
    sunday = easter(day.year)
    week = day.isocalendar().week
    if sunday + _PALM_SUNDAY <= day <= sunday + _EASTER_MONDAY:
        return text("i påskeuka")
    if (day.month, day.day) >= _CHRISTMAS or (day.month, day.day) == _NEW_YEAR:
        return text("i jula")
    if is_public_holiday(day):
        return text("en helligdag")
    if week in _FELLESFERIE:
        return text("i fellesferien (uke 28–30)")
    if week in breaks.weeks:
        return breaks.weeks[week]
    return text("i helga") if is_weekend(day) else None
