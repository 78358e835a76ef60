"""What a rule's day hangs on: the calendar, an event in the municipality, or a count."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from planhjul.texts import Named, text

_WEEK = timedelta(days=7)


class Event(Named):
    """What a rule may be anchored to or met by; the values are what the catalogue and settings write."""

    KONSTITUERING = "KONSTITUERING", text("det konstituerende møtet")
    KST_KONFERANSE = "KST_KONFERANSE", text("kommunestyrets budsjett- og strategikonferanse")
    KST_RAMMESAK = "KST_RAMMESAK", text("kommunestyrets rammesak")
    FSK_OKONOMIPLAN = "FSK_OKONOMIPLAN", text("formannskapets innstilling til økonomiplan")
    KST_OKONOMIPLAN = "KST_OKONOMIPLAN", text("kommunestyrets behandling av økonomiplanen")
    KST_MOTEPLAN = "KST_MOTEPLAN", text("kommunestyrets behandling av møteplanen")
    KU_BUD = "KU_BUD", text("kontrollutvalgets forslag til budsjett for kontrollarbeidet")
    DIREKTORENS_FORSLAG = "DIREKTORENS_FORSLAG", text("kommunedirektørens forslag")
    ELDRERAD_BUD = "ELDRERAD_BUD", text("eldrerådets uttalelse til budsjettet")
    UNGDOMSRAD_BUD = "UNGDOMSRAD_BUD", text("ungdomsrådets uttalelse til budsjettet")
    RAD_FUNKSJONSNEDSETTELSE_BUD = (
        "RAD_FUNKSJONSNEDSETTELSE_BUD",
        text("uttalelsen til budsjettet fra rådet for personer med funksjonsnedsettelse"),
    )
    PARTSSAMMENSATT_BUD = "PARTSSAMMENSATT_BUD", text("partssammensatt utvalgs behandling av budsjettet")
    FSK_BUD = "FSK_BUD", text("formannskapets innstilling til budsjett")
    KST_BUD = "KST_BUD", text("kommunestyrets budsjettmøte")
    VEDTAK_BUD = "VEDTAK_BUD", text("kommunestyrets budsjettvedtak")
    KU_REGNSKAP = "KU_REGNSKAP", text("kontrollutvalgets uttalelse til regnskapet")
    FSK_REGNSKAP = "FSK_REGNSKAP", text("formannskapets innstilling til regnskap")
    KST_REGNSKAP = "KST_REGNSKAP", text("kommunestyrets behandling av regnskapet")
    VEDTAK_REGNSKAP = "VEDTAK_REGNSKAP", text("kommunestyrets vedtak om regnskapet")
    TERTIAL_1 = "TERTIAL_1", text("første tertialrapport")
    TERTIAL_2 = "TERTIAL_2", text("andre tertialrapport")
    TERTIAL_3 = "TERTIAL_3", text("årets siste rapport")
    KST_PLANSTRATEGI = "KST_PLANSTRATEGI", text("kommunestyrets behandling av planstrategien")
    KST_HANDLINGSDEL = "KST_HANDLINGSDEL", text("kommunestyrets behandling av handlingsdelen")
    PUB_PLANPROGRAM = "PUB_PLANPROGRAM", text("dagen planprogrammet legges ut")
    FRIST_PLANPROGRAM = "FRIST_PLANPROGRAM", text("høringsfristen for planprogrammet")
    PUB_PLANFORSLAG = "PUB_PLANFORSLAG", text("dagen planforslaget legges ut")
    FRIST_PLANFORSLAG = "FRIST_PLANFORSLAG", text("høringsfristen for planforslaget")
    VEDTAK_PLAN_INNSIGELSE = "VEDTAK_PLAN_INNSIGELSE", text("vedtaket av en plan med innsigelse")
    PUB_SKATTELISTE = "PUB_SKATTELISTE", text("dagen skattelista legges ut")
    FRIST_SKATTELISTE = "FRIST_SKATTELISTE", text("dagen skattelista tas ned")
    VARSEL_EIENDOMSSKATT = (
        "VARSEL_EIENDOMSSKATT",
        text("dagen eiendomsskatten er kunngjort eller seddelen sendt"),
    )
    INNBYGGERFORSLAG = "INNBYGGERFORSLAG", text("dagen innbyggerforslaget ble fremmet")
    STORTING_OPENING = "STORTING_OPENING", text("Stortingets åpning")


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
