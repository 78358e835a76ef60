"""What the municipality has decided itself: its settings, as far as the wheel reads them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from enum import StrEnum

from planhjul.wheel.anchors import CalendarAnchor, Event
from planhjul.wheel.calendar import working_days_before

MEMBERS_SETTING = "kommunestyremedlemmer"
INTERPELLATION_SETTING = "interpellasjon.forslag"
ROBEK_SETTING = "robek"
_CONSTITUTED, _NOTICE, _CUSTOM, _HAPPENED = "konstituering.", "frist.", "skikk.", "hendelse."


class Variant(StrEnum):
    """A way the municipality's year differs from the usual one; the catalogue names them by these words."""

    PARLAMENTARISK = "parlamentarisk"
    OKONOMIPLAN_VAR = "okonomiplan-var"
    TRE_TERTIALER = "tre-tertialer"
    FEB_JUN_OKT = "feb-jun-okt"
    TIDLIG_VEDTAK = "tidlig-vedtak"
    UTEN_EIENDOMSSKATT = "uten-eiendomsskatt"
    EIENDOMSSKATT_FORSTE_AR = "eiendomsskatt-forste-ar"
    EIENDOMSSKATT_BUNNFRADRAG = "eiendomsskatt-bunnfradrag"
    ROBEK_ABEG = "robek-abeg"
    ROBEK_CDF = "robek-cdf"
    MERFORBRUK = "merforbruk"
    HELE_DAGER = "hele-dager"
    KOSTRA_FLYTTES = "kostra-flyttes"
    KOMMUNALT_FORETAK = "kommunalt-foretak"


class InterpellationProposal(StrEnum):
    """What the local reglement says of a proposal in an interpellasjon; nothing said: a case of its own."""

    OWN_CASE = "egen sak"
    ALLOWED = "tillatt"
    FORBIDDEN = "ikke tillatt"


# What each setting may say, in lower case, and the variant that follows; None is the usual way.
VARIANT_SETTINGS: Mapping[str, Mapping[str, Variant | None]] = {
    "styreform": {"formannskap": None, "parlamentarisk": Variant.PARLAMENTARISK},
    "okonomiplan.behandling": {"høst": None, "haust": None, "vår": Variant.OKONOMIPLAN_VAR},
    "rapportering": {
        "2 tertialer": None,
        "2": None,
        "3 tertialer": Variant.TRE_TERTIALER,
        "3": Variant.TRE_TERTIALER,
        "februar, juni og oktober": Variant.FEB_JUN_OKT,
        "feb-jun-okt": Variant.FEB_JUN_OKT,
    },
    "budsjettvedtak": {"desember": None, "november": Variant.TIDLIG_VEDTAK},
    "eiendomsskatt": {
        "ja": None,
        "nei": Variant.UTEN_EIENDOMSSKATT,
        "første år": Variant.EIENDOMSSKATT_FORSTE_AR,
        "første år med bunnfradrag": Variant.EIENDOMSSKATT_BUNNFRADRAG,
    },
    "merforbruk": {"nei": None, "ja": Variant.MERFORBRUK},
    "offentliggjoring.hele_dager": {"nei": None, "ja": Variant.HELE_DAGER},
    "kostra.flyttes": {"nei": None, "ja": Variant.KOSTRA_FLYTTES},
    "kommunale_foretak": {"nei": None, "ja": Variant.KOMMUNALT_FORETAK},
}
_ROBEK_ABEG, _ROBEK_CDF = frozenset("abeg"), frozenset("cdf")


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
class Custom:
    """The municipality's own days for a customary phase; `ends` is None when it is switched off."""

    begins: CalendarAnchor | None
    ends: CalendarAnchor | None


@dataclass(frozen=True, slots=True)
class LocalRules:
    """The municipality's own numbers, dates and ways.

    `constituted` is the day of the constituting meeting by election year, `notices` the local deadlines by
    their setting key, `happened` the days of events that no meeting plan shows by event and year, `customs`
    what is done with customary phases by rule key, `unread` the settings that could not be understood, as
    (key, value).
    """

    members: int | None = None
    constituted: Mapping[int, date] = field(default_factory=dict)
    notices: Mapping[str, Notice] = field(default_factory=dict)
    happened: Mapping[tuple[Event, int], date] = field(default_factory=dict)
    customs: Mapping[str, Custom] = field(default_factory=dict)
    variants: frozenset[Variant] = frozenset()
    interpellation: InterpellationProposal = InterpellationProposal.OWN_CASE
    unread: tuple[tuple[str, str], ...] = ()


def local_rules(settings: Mapping[str, str]) -> LocalRules:
    """What the settings say to the wheel; the keys and what they may say are in data/law/README.md.

    Other keys are left alone; a value that cannot be understood is listed in `unread`, never guessed.
    """
    local = LocalRules()
    for key, value in settings.items():
        if (read := _reader(key)) is not None:
            local = read(local, key, value.strip()) or replace(local, unread=(*local.unread, (key, value)))
    return local


# The rules with the setting in them, None when its value cannot be understood.
_Reader = Callable[[LocalRules, str, str], LocalRules | None]


def _reader(key: str) -> _Reader | None:
    """What reads the setting; None when it is not the wheel's."""
    if key in VARIANT_SETTINGS:
        return _read_variant
    if key in _WHOLE_KEYS:
        return _WHOLE_KEYS[key]
    return next((read for prefix, read in _PREFIXES.items() if key.startswith(prefix)), None)


def _read_members(local: LocalRules, _key: str, value: str) -> LocalRules | None:
    number = re.fullmatch(r"(\d{1,3})([.,]0)?", value)
    return replace(local, members=int(number[1])) if number else None


def _read_constituted(local: LocalRules, key: str, value: str) -> LocalRules | None:
    year, day = key.removeprefix(_CONSTITUTED), _day(value)
    if day is None or not re.fullmatch(r"\d{4}", year):
        return None
    return replace(local, constituted={**local.constituted, int(year): day})


def _read_notice(local: LocalRules, key: str, value: str) -> LocalRules | None:
    parts = re.fullmatch(r"(\d{1,3})(?:[.,]0)?\s*(dag|dager|virkedag|virkedager)?", value.casefold())
    if parts is None:
        return None
    notice = Notice(int(parts[1]), (parts[2] or "").startswith("virke"))
    return replace(local, notices={**local.notices, key: notice})


def _read_happened(local: LocalRules, key: str, value: str) -> LocalRules | None:
    """«hendelse.pub-planprogram.2026»: the event's value in lower case with «-» for «_», and the year."""
    parts = re.fullmatch(r"hendelse\.([a-z0-9-]+)\.(\d{4})", key)
    events = {event.value.lower().replace("_", "-"): event for event in Event}
    day = _day(value)
    if parts is None or parts[1] not in events or day is None:
        return None
    return replace(local, happened={**local.happened, (events[parts[1]], int(parts[2])): day})


def _read_custom(local: LocalRules, key: str, value: str) -> LocalRules | None:
    """«av», «10.06» or «15.10–08.11»; a day written with a year counts without it."""
    custom = Custom(None, None)
    if value.casefold() not in ("av", "nei"):
        days = [_day_of_year(part) for part in re.split(r"\s*(?:–|\.\.|\btil\b)\s*", value)]
        if None in days or len(days) > 2:
            return None
        custom = Custom(days[0] if len(days) == 2 else None, days[-1])
    return replace(local, customs={**local.customs, key.removeprefix(_CUSTOM): custom})


def _read_variant(local: LocalRules, key: str, value: str) -> LocalRules | None:
    meanings = VARIANT_SETTINGS[key]
    value = re.sub(r"[.,]0$", "", value.casefold())
    if value not in meanings:
        return None
    variant = meanings[value]
    return local if variant is None else replace(local, variants=local.variants | {variant})


def _read_robek(local: LocalRules, _key: str, value: str) -> LocalRules | None:
    """«nei», or the letters of kommuneloven § 28-1 the municipality is registered by: «a, e»."""
    if value.casefold() == "nei":
        return local
    letters = set(re.split(r"[,\s]+", value.casefold()))
    if not letters <= _ROBEK_ABEG | _ROBEK_CDF:
        return None
    grounds = ((Variant.ROBEK_ABEG, _ROBEK_ABEG), (Variant.ROBEK_CDF, _ROBEK_CDF))
    registered = {variant for variant, held in grounds if letters & held}
    return replace(local, variants=local.variants | registered)


def _read_interpellation(local: LocalRules, _key: str, value: str) -> LocalRules | None:
    word = value.casefold()
    if word not in tuple(InterpellationProposal):
        return None
    return replace(local, interpellation=InterpellationProposal(word))


_WHOLE_KEYS: Mapping[str, _Reader] = {
    MEMBERS_SETTING: _read_members,
    INTERPELLATION_SETTING: _read_interpellation,
    ROBEK_SETTING: _read_robek,
}
_PREFIXES: Mapping[str, _Reader] = {
    _CONSTITUTED: _read_constituted,
    _NOTICE: _read_notice,
    _HAPPENED: _read_happened,
    _CUSTOM: _read_custom,
}


def _day(value: str) -> date | None:
    parts = re.fullmatch(r"(\d{4})-(\d{2})-(\d{2})(?:[T ].*)?", value)
    norwegian = re.fullmatch(r"(\d{1,2})\.(\d{1,2})\.(\d{4})", value)
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


def _day_of_year(value: str) -> CalendarAnchor | None:
    """A day and month; 29 February is not in every year, so it is not one."""
    if (whole := _day(value)) is not None:
        return CalendarAnchor(whole.month, whole.day) if (whole.month, whole.day) != (2, 29) else None
    iso = re.fullmatch(r"(\d{2})-(\d{2})", value)
    norwegian = re.fullmatch(r"(\d{1,2})\.(\d{1,2})\.?", value)
    if iso:
        month, day = int(iso[1]), int(iso[2])
    elif norwegian:
        month, day = int(norwegian[2]), int(norwegian[1])
    else:
        return None
    try:
        date(2023, month, day)
    except ValueError:
        return None
    return CalendarAnchor(month, day)
