"""Rules as data: what a law or custom says about a day, and what it says of one year."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import assert_never

from planhjul.texts import Text, TextValue, Year, text
from planhjul.wheel.calendar import Landing, Offset, landed, shifted
from planhjul.wheel.meetings import Organ
from planhjul.wheel.results import (
    LegalRef,
    NotInForce,
    Occurrence,
    Outcome,
    Process,
    RuleKind,
    Sense,
    Waiting,
)


class Event(StrEnum):
    """What a rule may be anchored to or met by; the values are what the catalogue and settings write."""

    KONSTITUERING = "KONSTITUERING"
    KST_RAMMESAK = "KST_RAMMESAK"
    DIREKTORENS_FORSLAG = "DIREKTORENS_FORSLAG"
    FSK_BUD = "FSK_BUD"
    KST_BUD = "KST_BUD"
    VEDTAK_BUD = "VEDTAK_BUD"
    KU_REGNSKAP = "KU_REGNSKAP"
    FSK_REGNSKAP = "FSK_REGNSKAP"
    KST_REGNSKAP = "KST_REGNSKAP"
    VEDTAK_REGNSKAP = "VEDTAK_REGNSKAP"
    TERTIAL_1 = "TERTIAL_1"
    TERTIAL_2 = "TERTIAL_2"
    KST_PLANSTRATEGI = "KST_PLANSTRATEGI"
    KST_HANDLINGSDEL = "KST_HANDLINGSDEL"
    STORTING_OPENING = "STORTING_OPENING"


EVENT_TITLES: Mapping[Event, Text] = {
    Event.KONSTITUERING: text("det konstituerende møtet"),
    Event.KST_RAMMESAK: text("kommunestyrets rammesak"),
    Event.DIREKTORENS_FORSLAG: text("kommunedirektørens forslag"),
    Event.FSK_BUD: text("formannskapets innstilling til budsjett"),
    Event.KST_BUD: text("kommunestyrets budsjettmøte"),
    Event.VEDTAK_BUD: text("kommunestyrets budsjettvedtak"),
    Event.KU_REGNSKAP: text("kontrollutvalgets uttalelse til regnskapet"),
    Event.FSK_REGNSKAP: text("formannskapets innstilling til regnskap"),
    Event.KST_REGNSKAP: text("kommunestyrets behandling av regnskapet"),
    Event.VEDTAK_REGNSKAP: text("kommunestyrets vedtak om regnskapet"),
    Event.TERTIAL_1: text("første tertialrapport"),
    Event.TERTIAL_2: text("andre tertialrapport"),
    Event.KST_PLANSTRATEGI: text("kommunestyrets behandling av planstrategien"),
    Event.KST_HANDLINGSDEL: text("kommunestyrets behandling av handlingsdelen"),
    Event.STORTING_OPENING: text("Stortingets åpning"),
}


class Cycle(StrEnum):
    """How often a rule comes round: every calendar year, or once in a term from the election year."""

    YEAR = "year"
    TERM = "term"


@dataclass(frozen=True, slots=True)
class CalendarAnchor:
    """A day in the calendar, `years` after the year the rule is asked for."""

    month: int
    day: int
    years: int = 0


@dataclass(frozen=True, slots=True)
class EventAnchor:
    """The day of an event; without it the rule waits."""

    event: Event


@dataclass(frozen=True, slots=True)
class CountAnchor:
    """At least so many times by the end of the year."""

    at_least: int


Anchor = CalendarAnchor | EventAnchor | CountAnchor


@dataclass(frozen=True, slots=True)
class RuleVersion:
    """A rule as it reads in a period.

    `because` is the sentence a councillor reads; it may have the holes `{aar}`, `{budsjettaar}` and
    `{hendelse}`.
    """

    in_force_from: date
    in_force_to: date | None
    anchor: Anchor
    offset: Offset
    landing: Landing
    because: str
    legal: LegalRef | None

    def in_force(self, day: date) -> bool:
        """Whether the version holds on the day."""
        return self.in_force_from <= day and (self.in_force_to is None or day <= self.in_force_to)


@dataclass(frozen=True, slots=True)
class Rule:
    """One legal or customary rule (architecture rule 2).

    `budget_year` is the budget year it concerns, counted from the year the rule is asked for (1 = next year),
    None when it concerns none. `carried` says that its day usually comes in the year after. `met_by` is the
    event that fulfils it. Versions stand oldest first.
    """

    key: str
    title: str
    process: Process
    organ: Organ
    kind: RuleKind
    sense: Sense
    cycle: Cycle
    carried: bool
    budget_year: int | None
    met_by: Event | None
    opens: tuple[str, ...]
    closes: tuple[str, ...]
    versions: tuple[RuleVersion, ...]

    @property
    def instruments(self) -> tuple[str, ...]:
        """Keys of the instruments that can be used here: those that close with it, then those it opens."""
        return tuple(dict.fromkeys((*self.closes, *self.opens)))

    def version_on(self, day: date) -> RuleVersion | None:
        """The version in force on the day, or None."""
        return next((version for version in self.versions if version.in_force(day)), None)


class Threshold(StrEnum):
    """Who must stand behind an instrument."""

    ONE = "one"
    THREE = "three"
    THIRD_OF_MEMBERS = "third_of_members"
    THIRD_OF_PRESENT = "third_of_present"
    MAJORITY = "majority"


class Closing(StrEnum):
    """What closes an instrument.

    The next decision, the adoption of the budget or plan, the next council meeting, a rule's date, or
    nothing."""

    DECISION = "decision"
    ADOPTION = "adoption"
    MEETING = "meeting"
    RULE = "rule"
    OPEN = "open"


class Phase(StrEnum):
    """Where a budget year or a plan stands (legal calendar § 10, money model E.5)."""

    FOR_RAMMESAK = "for-rammesak"
    RAMMESAK = "rammesak"
    ADMINISTRATIVT = "administrativt"
    FORSLAG = "forslag"
    INNSTILLING = "innstilling"
    OFFENTLIGGJORT = "offentliggjort"
    VEDTATT = "vedtatt"
    GJENNOMFORING_1 = "gjennomforing-1"
    GJENNOMFORING_2 = "gjennomforing-2"
    GJENNOMFORING_3 = "gjennomforing-3"
    PLAN_ARBEID = "plan-arbeid"
    PLAN_GJELDER = "plan-gjelder"
    PLAN_REVISJON = "plan-revisjon"


@dataclass(frozen=True, slots=True)
class InstrumentRule:
    """What a folkevalgt can do, in which phases, and what closes it.

    `closing_rule` is a rule's key when `closing` is RULE. `notice_setting` is the key of the municipality's
    own notice (days before the meeting) when `closing` is MEETING: a local deadline is never a constant.
    """

    key: str
    title: str
    basis: str
    threshold: Threshold
    phases: tuple[Phase, ...]
    closing: Closing
    closing_rule: str | None
    notice_setting: str | None
    legal: LegalRef | None


@dataclass(frozen=True, slots=True)
class Law:
    """The catalogue: every rule and every instrument, each key once."""

    rules: tuple[Rule, ...]
    instruments: tuple[InstrumentRule, ...]


def evaluate(rule: Rule, year: int, events: Mapping[Event, date]) -> Outcome:
    """What the rule says of one year: a date, what it waits for, or that it is not in force.

    `year` is the calendar year, or the election year for a rule of the term. The version that answers is
    the one in force on the day it gives; one that waits is read as it stands at the end of the year.
    """
    waiting: Waiting | None = None
    for version in reversed(rule.versions):
        anchor = _anchor_day(version.anchor, year, events)
        if isinstance(anchor, Waiting):
            if waiting is None and version.in_force(date(year, 12, 31)):
                waiting = anchor
            continue
        written = shifted(anchor, version.offset)
        if version.in_force(written):
            because = _because(rule, version, year, events)
            return Occurrence(written, landed(written, version.landing), because)
    return waiting or NotInForce(text("Regelen gjelder ikke for {year}.", year=Year(year)))


def _anchor_day(anchor: Anchor, year: int, events: Mapping[Event, date]) -> date | Waiting:
    match anchor:
        case CalendarAnchor(month, day, years):
            return date(year + years, month, day)
        case EventAnchor(event):
            title = EVENT_TITLES[event]
            waiting = Waiting(event.value, text("Datoen er klar når vi kjenner {event}.", event=title))
            return events.get(event, waiting)
        case CountAnchor():
            return date(year, 12, 31)
        case _:
            assert_never(anchor)


def _because(rule: Rule, version: RuleVersion, year: int, events: Mapping[Event, date]) -> Text:
    holes: dict[str, TextValue] = {"aar": Year(year)}
    if rule.budget_year is not None:
        holes["budsjettaar"] = Year(year + rule.budget_year)
    if isinstance(version.anchor, EventAnchor):
        holes["hendelse"] = events[version.anchor.event]
    return Text(version.because, tuple((k, v) for k, v in holes.items() if f"{{{k}}}" in version.because))
