"""What the municipality has decided itself: its settings, as far as the wheel reads them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from planhjul.wheel.calendar import working_days_before

MEMBERS_SETTING = "kommunestyremedlemmer"
_CONSTITUTED = "konstituering."
_NOTICE = "frist."


@dataclass(frozen=True, slots=True)
class Notice:
    """How long before a meeting something must be handed in: days, or working days."""

    days: int
    working: bool

    def last_day(self, meeting: date) -> date:
        """The last day to hand it in before the meeting."""
        return (
            working_days_before(meeting, self.days) if self.working else meeting - timedelta(days=self.days)
        )


@dataclass(frozen=True, slots=True)
class LocalRules:
    """The municipality's own numbers and dates.

    `constituted` is the day of the constituting meeting by election year, `notices` the local deadlines by
    their setting key, `unread` the settings that could not be understood, as (key, value).
    """

    members: int | None
    constituted: Mapping[int, date]
    notices: Mapping[str, Notice]
    unread: tuple[tuple[str, str], ...]


def local_rules(settings: Mapping[str, str]) -> LocalRules:
    """What the settings say to the wheel: members, constituting meetings and local deadlines.

    Keys are `kommunestyremedlemmer`, `konstituering.2023` and `frist.interpellasjon` («10», «15
    virkedager»). Other keys are left alone; a value that cannot be understood is listed in `unread`, never
    guessed.
    """
    members: int | None = None
    constituted: dict[int, date] = {}
    notices: dict[str, Notice] = {}
    unread: list[tuple[str, str]] = []
    for key, value in settings.items():
        if key == MEMBERS_SETTING and (number := re.fullmatch(r"(\d{1,3})([.,]0)?", value.strip())):
            members = int(number[1])
        elif (year := re.fullmatch(rf"{re.escape(_CONSTITUTED)}(\d{{4}})", key)) and (day := _day(value)):
            constituted[int(year[1])] = day
        elif key.startswith(_NOTICE) and (notice := _notice(value)):
            notices[key] = notice
        elif key == MEMBERS_SETTING or key.startswith((_CONSTITUTED, _NOTICE)):
            unread.append((key, value))
    return LocalRules(members, constituted, notices, tuple(unread))


def _day(value: str) -> date | None:
    parts = re.fullmatch(r"(\d{4})-(\d{2})-(\d{2})(?:[T ].*)?", value.strip())
    norwegian = re.fullmatch(r"(\d{1,2})\.(\d{1,2})\.(\d{4})", value.strip())
    if parts:
        year, month, day = parts.groups()
    elif norwegian:
        day, month, year = norwegian.groups()
    else:
        return None
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def _notice(value: str) -> Notice | None:
    form = r"(\d{1,3})(?:[.,]0)?\s*(dag|dager|virkedag|virkedager)?"
    parts = re.fullmatch(form, value.strip().casefold())
    return Notice(int(parts[1]), (parts[2] or "").startswith("virke")) if parts else None
