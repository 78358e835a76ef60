"""Rules as data: what a law or custom says about a day, of one year, and in one municipality."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from planhjul.texts import Text, TextValue, Year, text
from planhjul.wheel.anchors import (
    Anchor,
    CalendarAnchor,
    CountAnchor,
    DayAnchor,
    Event,
    EventAnchor,
    calendar_day,
)
from planhjul.wheel.calendar import (
    Landing,
    Offset,
    is_public_holiday,
    is_working_day,
    landed,
    shifted,
)
from planhjul.wheel.instruments import InstrumentRule
from planhjul.wheel.local import LocalRules, Variant
from planhjul.wheel.meetings import Organ
from planhjul.wheel.results import (
    Certainty,
    LegalRef,
    NotInForce,
    Occurrence,
    Outcome,
    Process,
    RuleKind,
    Sense,
    Waiting,
)
from planhjul.wheel.roles import NO_TRAITS, Role, Traits

__all__ = [
    "Cycle",
    "Event",
    "InstrumentRule",
    "Law",
    "Rule",
    "RuleVariant",
    "RuleVersion",
    "chosen",
    "evaluate",
    "key_of",
    "unknown_customs",
    "varied",
]


_SUNDAY = 7


class Cycle(StrEnum):
    """How often a rule comes round: every calendar year, or once in a term from the election year."""

    YEAR = "year"
    TERM = "term"


@dataclass(frozen=True, slots=True)
class RuleVersion:
    """A rule as it reads in a period.

    `because` is the sentence a councillor reads; it may have the holes `{aar}`, `{budsjettaar}` and
    `{hendelse}`. A phase has a first day, `begins`, or a length before its day, `lasts` in days. `own_day`
    says that the municipality has set the day.
    """

    in_force_from: date
    in_force_to: date | None
    anchor: Anchor
    offset: Offset
    landing: Landing
    because: str
    legal: LegalRef | None
    begins: DayAnchor | None = None
    lasts: int | None = None
    own_day: bool = False

    def in_force(self, day: date) -> bool:
        """Whether the version holds on the day."""
        return self.in_force_from <= day and (self.in_force_to is None or day <= self.in_force_to)


@dataclass(frozen=True, slots=True)
class RuleVariant:
    """What is different about a rule where the municipality has chosen `variant`; None is as it was."""

    variant: Variant
    title: str | None = None
    organ: Organ | None = None
    because: str | None = None
    anchor: Anchor | None = None
    begins: DayAnchor | None = None
    offset: Offset | None = None
    landing: Landing | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """One legal or customary rule (architecture rule 2).

    `budget_year` is the budget year it concerns, counted from the year the rule is asked for (1 = next year),
    None when it concerns none. `carried` says that its day usually comes in the year after. `met_by` is the
    event that fulfils it. `on_demand` rules are only in the wheel when their event has a day. `only_in` and
    `not_in` are the variants a rule belongs to; empty is every one. Versions stand oldest first. `traits` is
    what the rule is to the program.
    """

    key: str
    title: str
    process: Process
    organ: Organ
    kind: RuleKind
    sense: Sense
    versions: tuple[RuleVersion, ...]
    cycle: Cycle = Cycle.YEAR
    carried: bool = False
    budget_year: int | None = None
    met_by: Event | None = None
    opens: tuple[str, ...] = ()
    closes: tuple[str, ...] = ()
    certainty: Certainty = Certainty.LAW_TEXT
    on_demand: bool = False
    only_in: frozenset[Variant] = frozenset()
    not_in: frozenset[Variant] = frozenset()
    variants: tuple[RuleVariant, ...] = ()
    traits: Traits = NO_TRAITS

    @property
    def instruments(self) -> tuple[str, ...]:
        """Keys of the instruments that can be used here: those that close with it, then those it opens."""
        return tuple(dict.fromkeys((*self.closes, *self.opens)))

    def version_on(self, day: date) -> RuleVersion | None:
        """The version in force on the day, or None."""
        return next((version for version in self.versions if version.in_force(day)), None)


@dataclass(frozen=True, slots=True)
class Law:
    """The catalogue: every rule and every instrument, each key once."""

    rules: tuple[Rule, ...]
    instruments: tuple[InstrumentRule, ...]


def key_of(role: Role, rules: Iterable[Rule]) -> str:
    """The key of the rule that has the role; the role's own word when none of them has."""
    return next((rule.key for rule in rules if rule.traits.role is role), role.value)


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
            lands = landed(written, version.landing)
            because = _because(rule, version, year, events, written)
            return Occurrence(written, lands, because, _begins(version, year, lands))
    return waiting or NotInForce(text("Regelen gjelder ikke for {year}.", year=Year(year)))


def _begins(version: RuleVersion, year: int, lands: date) -> date | None:
    """The first day of a phase; None for a single day, and when its own day has been moved before it."""
    if version.lasts is not None:
        return lands - timedelta(days=version.lasts)
    begins = calendar_day(version.begins, year) if version.begins is not None else lands
    return begins if begins < lands else None


def _anchor_day(anchor: Anchor, year: int, events: Mapping[Event, date]) -> date | Waiting:
    if isinstance(anchor, EventAnchor):
        title = anchor.event.words
        waiting = Waiting(anchor.event.value, text("Datoen er klar når vi kjenner {event}.", event=title))
        return events.get(anchor.event, waiting)
    if isinstance(anchor, CountAnchor):
        return date(year, 12, 31)
    return calendar_day(anchor, year)


def _because(
    rule: Rule, version: RuleVersion, year: int, events: Mapping[Event, date], written: date
) -> Text:
    holes: dict[str, TextValue] = {"aar": Year(year)}
    if rule.budget_year is not None:
        holes["budsjettaar"] = Year(year + rule.budget_year)
    if isinstance(version.anchor, EventAnchor):
        holes["hendelse"] = events[version.anchor.event]
    because = Text(version.because, tuple((k, v) for k, v in holes.items() if f"{{{k}}}" in version.because))
    if version.own_day:
        return text("{because} Kommunen har selv satt dagen til {dag}.", because=because, dag=written)
    return _with_certainty(_with_day_off(because, rule, version, written), rule.certainty)


def _with_day_off(said: Text, rule: Rule, version: RuleVersion, written: date) -> Text:
    """The sentence with the Saturday, Sunday or holiday a binding deadline stands on."""
    binding = rule.kind in (RuleKind.LOV, RuleKind.FORSKRIFT) and rule.sense is Sense.LATEST
    if not binding or version.landing is not Landing.NONE or is_working_day(written):
        return said
    if is_public_holiday(written):
        return text("{utsagn} Dagen er en helligdag, og ingen regel flytter fristen.", utsagn=said)
    if written.isoweekday() == _SUNDAY:
        return text("{utsagn} Dagen er en søndag, og ingen regel flytter fristen.", utsagn=said)
    return text("{utsagn} Dagen er en lørdag, og ingen regel flytter fristen.", utsagn=said)


def _with_certainty(said: Text, certainty: Certainty) -> Text:
    """The sentence with a word about where it is from, when that is not the text of a law."""
    if certainty is Certainty.WEB_PAGE:
        return text("{utsagn} Kilde: nettsider.", utsagn=said)
    if certainty is Certainty.GENERAL_KNOWLEDGE:
        return text("{utsagn} Kilde: allmenn kunnskap, ikke kontrollert.", utsagn=said)
    if certainty is Certainty.DERIVED:
        return text("{utsagn} Dagen er utledet, den står ikke i loven.", utsagn=said)
    return said


def chosen(rules: Sequence[Rule], local: LocalRules) -> tuple[Rule, ...]:
    """The rules that hold in the municipality, as they read there.

    A variant changes a rule's words or day; a custom may be moved or switched off, a law never.
    """
    return tuple(_chosen(rules, local))


def unknown_customs(rules: Sequence[Rule], local: LocalRules) -> tuple[str, ...]:
    """The keys of settings that move or switch off something that is no custom in the catalogue."""
    customs = {rule.key for rule in rules if rule.kind is RuleKind.SEDVANE}
    return tuple(key for key in local.customs if key not in customs)


def _chosen(rules: Sequence[Rule], local: LocalRules) -> Iterator[Rule]:
    for rule in rules:
        if (rule.only_in and not rule.only_in & local.variants) or rule.not_in & local.variants:
            continue
        for variant in rule.variants:
            if variant.variant in local.variants:
                rule = varied(rule, variant)
        custom = local.customs.get(rule.key) if rule.kind is RuleKind.SEDVANE else None
        if custom is None:
            yield rule
        elif custom.ends is not None:
            moved = (_moved(version, custom.begins, custom.ends) for version in rule.versions)
            yield replace(rule, versions=tuple(moved))


def varied(rule: Rule, variant: RuleVariant) -> Rule:
    """The rule as it reads in the variant."""
    return replace(
        rule,
        title=variant.title or rule.title,
        organ=variant.organ or rule.organ,
        versions=tuple(
            replace(
                version,
                because=variant.because or version.because,
                anchor=variant.anchor or version.anchor,
                begins=variant.begins or version.begins,
                offset=variant.offset or version.offset,
                landing=variant.landing or version.landing,
            )
            for version in rule.versions
        ),
    )


def _moved(version: RuleVersion, begins: CalendarAnchor | None, ends: CalendarAnchor) -> RuleVersion:
    """The version on the municipality's own days, in the same year of the term as before."""
    first = version.begins if begins is None else replace(begins, years=_years(version.begins))
    anchor = replace(ends, years=_years(version.anchor))
    return replace(version, anchor=anchor, begins=first, lasts=None, offset=Offset(), own_day=True)


def _years(anchor: Anchor | None) -> int:
    return anchor.years if isinstance(anchor, CalendarAnchor) else 0
