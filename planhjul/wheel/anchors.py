"""What a rule's day hangs on: the calendar, an event in the municipality, or a count."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from planhjul.texts import Text, text

_WEEK = timedelta(days=7)


class Event(StrEnum):
    """What a rule may be anchored to or met by; the values are what the catalogue and settings write."""

    KONSTITUERING = "KONSTITUERING"
    KST_KONFERANSE = "KST_KONFERANSE"
    KST_RAMMESAK = "KST_RAMMESAK"
    FSK_OKONOMIPLAN = "FSK_OKONOMIPLAN"
    KST_OKONOMIPLAN = "KST_OKONOMIPLAN"
    KST_MOTEPLAN = "KST_MOTEPLAN"
    KU_BUD = "KU_BUD"
    DIREKTORENS_FORSLAG = "DIREKTORENS_FORSLAG"
    ELDRERAD_BUD = "ELDRERAD_BUD"
    UNGDOMSRAD_BUD = "UNGDOMSRAD_BUD"
    RAD_FUNKSJONSNEDSETTELSE_BUD = "RAD_FUNKSJONSNEDSETTELSE_BUD"
    PARTSSAMMENSATT_BUD = "PARTSSAMMENSATT_BUD"
    FSK_BUD = "FSK_BUD"
    KST_BUD = "KST_BUD"
    VEDTAK_BUD = "VEDTAK_BUD"
    KU_REGNSKAP = "KU_REGNSKAP"
    FSK_REGNSKAP = "FSK_REGNSKAP"
    KST_REGNSKAP = "KST_REGNSKAP"
    VEDTAK_REGNSKAP = "VEDTAK_REGNSKAP"
    TERTIAL_1 = "TERTIAL_1"
    TERTIAL_2 = "TERTIAL_2"
    TERTIAL_3 = "TERTIAL_3"
    KST_PLANSTRATEGI = "KST_PLANSTRATEGI"
    KST_HANDLINGSDEL = "KST_HANDLINGSDEL"
    PUB_PLANPROGRAM = "PUB_PLANPROGRAM"
    FRIST_PLANPROGRAM = "FRIST_PLANPROGRAM"
    PUB_PLANFORSLAG = "PUB_PLANFORSLAG"
    FRIST_PLANFORSLAG = "FRIST_PLANFORSLAG"
    VEDTAK_PLAN_INNSIGELSE = "VEDTAK_PLAN_INNSIGELSE"
    PUB_SKATTELISTE = "PUB_SKATTELISTE"
    FRIST_SKATTELISTE = "FRIST_SKATTELISTE"
    VARSEL_EIENDOMSSKATT = "VARSEL_EIENDOMSSKATT"
    INNBYGGERFORSLAG = "INNBYGGERFORSLAG"
    STORTING_OPENING = "STORTING_OPENING"


EVENT_TITLES: Mapping[Event, Text] = {
    Event.KONSTITUERING: text("det konstituerende møtet"),
    Event.KST_KONFERANSE: text("kommunestyrets budsjett- og strategikonferanse"),
    Event.KST_RAMMESAK: text("kommunestyrets rammesak"),
    Event.FSK_OKONOMIPLAN: text("formannskapets innstilling til økonomiplan"),
    Event.KST_OKONOMIPLAN: text("kommunestyrets behandling av økonomiplanen"),
    Event.KST_MOTEPLAN: text("kommunestyrets behandling av møteplanen"),
    Event.KU_BUD: text("kontrollutvalgets forslag til budsjett for kontrollarbeidet"),
    Event.DIREKTORENS_FORSLAG: text("kommunedirektørens forslag"),
    Event.ELDRERAD_BUD: text("eldrerådets uttalelse til budsjettet"),
    Event.UNGDOMSRAD_BUD: text("ungdomsrådets uttalelse til budsjettet"),
    Event.RAD_FUNKSJONSNEDSETTELSE_BUD: text(
        "uttalelsen til budsjettet fra rådet for personer med funksjonsnedsettelse"
    ),
    Event.PARTSSAMMENSATT_BUD: text("partssammensatt utvalgs behandling av budsjettet"),
    Event.FSK_BUD: text("formannskapets innstilling til budsjett"),
    Event.KST_BUD: text("kommunestyrets budsjettmøte"),
    Event.VEDTAK_BUD: text("kommunestyrets budsjettvedtak"),
    Event.KU_REGNSKAP: text("kontrollutvalgets uttalelse til regnskapet"),
    Event.FSK_REGNSKAP: text("formannskapets innstilling til regnskap"),
    Event.KST_REGNSKAP: text("kommunestyrets behandling av regnskapet"),
    Event.VEDTAK_REGNSKAP: text("kommunestyrets vedtak om regnskapet"),
    Event.TERTIAL_1: text("første tertialrapport"),
    Event.TERTIAL_2: text("andre tertialrapport"),
    Event.TERTIAL_3: text("årets siste rapport"),
    Event.KST_PLANSTRATEGI: text("kommunestyrets behandling av planstrategien"),
    Event.KST_HANDLINGSDEL: text("kommunestyrets behandling av handlingsdelen"),
    Event.PUB_PLANPROGRAM: text("dagen planprogrammet legges ut"),
    Event.FRIST_PLANPROGRAM: text("høringsfristen for planprogrammet"),
    Event.PUB_PLANFORSLAG: text("dagen planforslaget legges ut"),
    Event.FRIST_PLANFORSLAG: text("høringsfristen for planforslaget"),
    Event.VEDTAK_PLAN_INNSIGELSE: text("vedtaket av en plan med innsigelse"),
    Event.PUB_SKATTELISTE: text("dagen skattelista legges ut"),
    Event.FRIST_SKATTELISTE: text("dagen skattelista tas ned"),
    Event.VARSEL_EIENDOMSSKATT: text("dagen eiendomsskatten er kunngjort eller seddelen sendt"),
    Event.INNBYGGERFORSLAG: text("dagen innbyggerforslaget ble fremmet"),
    Event.STORTING_OPENING: text("Stortingets åpning"),
}


class Counted(StrEnum):
    """What a counting rule counts among the meetings' purposes."""

    OKONOMIRAPPORT = "okonomirapport"
    FINANSRAPPORT = "finansrapport"
    INTERNKONTROLL = "internkontroll"
    HANDLINGSDEL = "handlingsdel"


@dataclass(frozen=True, slots=True)
class CalendarAnchor:
    """A day in the calendar, `years` after the year the rule is asked for."""

    month: int
    day: int
    years: int = 0


@dataclass(frozen=True, slots=True)
class WeekdayAnchor:
    """The nth weekday of a month (1 = first), weekdays as in `date.isoweekday` (1 = Monday)."""

    month: int
    weekday: int
    nth: int
    years: int = 0


@dataclass(frozen=True, slots=True)
class WeekAnchor:
    """A weekday of an ISO week, weekdays as in `date.isoweekday` (1 = Monday)."""

    week: int
    weekday: int


@dataclass(frozen=True, slots=True)
class EventAnchor:
    """The day of an event; without it the rule waits."""

    event: Event


@dataclass(frozen=True, slots=True)
class CountAnchor:
    """At least so many times by the end of the year; `counted` is None when no meeting plan shows it."""

    at_least: int
    counted: Counted | None = None


DayAnchor = CalendarAnchor | WeekdayAnchor | WeekAnchor
Anchor = DayAnchor | EventAnchor | CountAnchor


def calendar_day(anchor: DayAnchor, year: int) -> date:
    """The day the calendar gives the anchor in a year."""
    if isinstance(anchor, CalendarAnchor):
        return date(year + anchor.years, anchor.month, anchor.day)
    if isinstance(anchor, WeekAnchor):
        return date.fromisocalendar(year, anchor.week, anchor.weekday)
    first = date(year + anchor.years, anchor.month, 1)
    return first + timedelta(days=(anchor.weekday - first.isoweekday()) % 7) + (anchor.nth - 1) * _WEEK
