"""The law catalogue and the organs' names, read strictly from `data/law/*.toml` and `data/organs.toml`."""

from __future__ import annotations

import string
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Annotated, TypeVar

from pydantic import (
    AfterValidator,
    BaseModel,
    Field,
    ValidationError,
    model_validator,
)

from planhjul.plans import PlanType
from planhjul.reference.locate import ReferenceDataError, data_dir
from planhjul.reference.strict import Said, Strict, reason, toml
from planhjul.wheel.anchors import (
    Anchor,
    CalendarAnchor,
    CountAnchor,
    Counted,
    DayAnchor,
    Event,
    EventAnchor,
    WeekAnchor,
    WeekdayAnchor,
)
from planhjul.wheel.calendar import Landing, Offset
from planhjul.wheel.instruments import Carrying, Closing, InstrumentRule, Phase, Threshold
from planhjul.wheel.local import INTERPELLATION_SETTING, Variant
from planhjul.wheel.meetings import Organ
from planhjul.wheel.results import (
    MEETING_KEY,
    OWN_KEY,
    PLAN_KEY,
    Certainty,
    LegalRef,
    Process,
    RuleKind,
    Sense,
)
from planhjul.wheel.roles import Ring, Role, Stop, Traits
from planhjul.wheel.rules import Cycle, Law, Rule, RuleVariant, RuleVersion, varied

INSTRUMENTS_FILE = "instruments.toml"
_Model = TypeVar("_Model", bound=BaseModel)
_Entry = TypeVar("_Entry", Rule, InstrumentRule)
_BECAUSE_HOLES = {"aar", "budsjettaar", "hendelse"}
_LEAP_YEAR = 2024
_MADE_BY_CODE = (MEETING_KEY, PLAN_KEY, OWN_KEY)
_SHARED_ROLES = frozenset({Role.HEARING})

Key = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
Sentence = Annotated[str, Field(min_length=1)]


def _whole(legal: LegalRef) -> LegalRef:
    if not (legal.act and legal.section and legal.url.startswith("https://")):
        raise ValueError("a legal reference has an act, a section and an address that begins with https://")
    return legal


_Legal = Annotated[LegalRef, AfterValidator(_whole)]


class _Day(Strict):
    """A day the calendar gives: month and day, the nth weekday of a month, or a weekday of an ISO week."""

    month: Annotated[int, Field(ge=1, le=12)] | None = None
    day: Annotated[int, Field(ge=1, le=31)] | None = None
    weekday: Annotated[int, Field(ge=1, le=7)] | None = None
    nth: Annotated[int, Field(ge=1, le=4)] | None = None
    week: Annotated[int, Field(ge=1, le=52)] | None = None
    years: int | None = None

    @property
    def forms(self) -> set[str]:
        """The names of the fields that are given."""
        return {name for name in _Day.model_fields if getattr(self, name) is not None}

    def built_day(self) -> DayAnchor:
        """The anchor.

        Raises:
            ValueError: the fields given are no such day.
        """
        given = self.forms - {"years"}
        if given == {"month", "day"} and self.month and self.day:
            if (self.month, self.day) == (2, 29):
                raise ValueError("29 February is not in every year")
            date(_LEAP_YEAR, self.month, self.day)
            return CalendarAnchor(self.month, self.day, self.years or 0)
        if given == {"month", "weekday", "nth"} and self.month and self.weekday and self.nth:
            return WeekdayAnchor(self.month, self.weekday, self.nth, self.years or 0)
        if self.forms == {"week", "weekday"} and self.week and self.weekday:
            return WeekAnchor(self.week, self.weekday)
        raise ValueError("a day needs both month and day; or month, weekday and nth; or week and weekday")

    @model_validator(mode="after")
    def _is_a_day(self) -> _Day:
        if self.forms:
            self.built_day()
        return self


class _Anchor(_Day):
    """Exactly one of a day in the calendar, an event and a count."""

    event: Event | None = None
    at_least: Annotated[int, Field(ge=1)] | None = None
    counted: Counted | None = None

    @model_validator(mode="after")
    def _one_kind(self) -> _Anchor:
        if bool(self.forms) + (self.event is not None) + (self.at_least is not None) != 1:
            raise ValueError("give either month and day, or event, or at_least")
        if self.counted is not None and self.at_least is None:
            raise ValueError("counted needs at_least")
        return self

    def built(self) -> Anchor:
        if self.event is not None:
            return EventAnchor(self.event)
        if self.at_least is not None:
            return CountAnchor(self.at_least, self.counted)
        return self.built_day()


class _Version(Strict):
    in_force_from: date
    in_force_to: date | None = None
    anchor: _Anchor
    begins: _Day | None = None
    lasts: Annotated[int, Field(ge=1)] | None = None
    offset: Offset = Offset()
    landing: Landing = Landing.NONE
    because: Sentence
    legal: _Legal | None = None

    @model_validator(mode="after")
    def _sound(self) -> _Version:
        if self.in_force_to is not None and self.in_force_to < self.in_force_from:
            raise ValueError("in_force_to is before in_force_from")
        if self.begins is not None and self.lasts is not None:
            raise ValueError("give either begins or lasts")
        return self

    def built(self) -> RuleVersion:
        begins = self.begins.built_day() if self.begins else None
        return RuleVersion(**{**dict(self), "anchor": self.anchor.built(), "begins": begins})


class _RuleVariant(Strict):
    variant: Variant
    title: Sentence | None = None
    organ: Organ | None = None
    because: Sentence | None = None
    anchor: _Anchor | None = None
    begins: _Day | None = None
    offset: Offset | None = None
    landing: Landing | None = None

    def built(self) -> RuleVariant:
        anchor = self.anchor.built() if self.anchor else None
        begins = self.begins.built_day() if self.begins else None
        return RuleVariant(**{**dict(self), "anchor": anchor, "begins": begins})


class _Traits(Strict):
    """What a rule is to the program, written among its other keys."""

    role: Role | None = None
    ring: Ring | None = None
    short: Said | None = None
    curve: Said | None = None
    stop: Stop | None = None
    plan_type: PlanType | None = None
    consequence: Said | None = None

    @model_validator(mode="after")
    def _sound_traits(self) -> _Traits:
        if (self.plan_type is not None) != (self.stop is Stop.PLAN):
            raise ValueError("stop plan and plan_type belong together")
        if self.stop is Stop.MOTE:
            raise ValueError("stop mote is for meetings, never for a rule")
        return self


class _Rule(_Traits):
    key: Key
    title: Sentence
    process: Process
    organ: Organ
    kind: RuleKind
    sense: Sense
    certainty: Certainty
    cycle: Cycle = Cycle.YEAR
    carried: bool = False
    budget_year: int | None = None
    met_by: Event | None = None
    opens: tuple[Key, ...] = ()
    closes: tuple[Key, ...] = ()
    on_demand: bool = False
    only_in: frozenset[Variant] = frozenset()
    not_in: frozenset[Variant] = frozenset()
    version: Annotated[tuple[_Version, ...], Field(min_length=1)]
    variant: tuple[_RuleVariant, ...] = ()

    @model_validator(mode="after")
    def _sound(self) -> _Rule:
        if self.key.startswith(_MADE_BY_CODE):
            raise ValueError(f"a key that begins with {', '.join(_MADE_BY_CODE)} is no rule's")
        if self.curve is not None and self.budget_year is None:
            raise ValueError("a rule on the curve needs a budget_year")
        for before, after in pairwise(sorted(self.version, key=lambda v: v.in_force_from)):
            if before.in_force_to is None or before.in_force_to >= after.in_force_from:
                raise ValueError(f"two versions hold on {after.in_force_from}")
        custom = self.kind in (RuleKind.SEDVANE, RuleKind.LOKAL)
        law_text = self.certainty is Certainty.LAW_TEXT and not custom
        if law_text and any(version.legal is None for version in self.version):
            raise ValueError(f"a rule of kind {self.kind} needs a legal reference in every version")
        counted = any(version.anchor.at_least is not None for version in self.version)
        if counted != (self.sense is Sense.COUNT):
            raise ValueError("sense count and anchor at_least belong together")
        if self.on_demand and any(version.anchor.event is None for version in self.version):
            raise ValueError("on_demand is only for rules anchored to an event")
        for variant in (None, *self.variant):
            _check_holes(self.built() if variant is None else varied(self.built(), variant.built()))
        return self

    def built(self) -> Rule:
        own = dict(self)
        traits = Traits(**{name: own.pop(name) for name in _Traits.model_fields})
        versions, variants = own.pop("version"), own.pop("variant")
        return Rule(
            **own,
            versions=tuple(version.built() for version in sorted(versions, key=lambda v: v.in_force_from)),
            variants=tuple(variant.built() for variant in variants),
            traits=traits,
        )


def _check_holes(rule: Rule) -> None:
    """Raises ValueError when a sentence has a hole that nothing fills."""
    for version in rule.versions:
        holes = {name for _, name, _, _ in string.Formatter().parse(version.because) if name is not None}
        if rule.budget_year is None and "budsjettaar" in holes:
            raise ValueError("because speaks of {budsjettaar}, but the rule has no budget_year")
        allowed = _BECAUSE_HOLES if isinstance(version.anchor, EventAnchor) else _BECAUSE_HOLES - {"hendelse"}
        if unknown := sorted(holes - allowed):
            raise ValueError(f"because has holes nothing fills: {', '.join(unknown)}")


class _Carries(Strict):
    """Kinds of points the instrument leads through, its place at each, and the form it has there."""

    stops: Annotated[dict[Stop, Annotated[int, Field(ge=1)]], Field(min_length=1)]
    form: Sentence

    def built(self) -> Iterator[Carrying]:
        return (Carrying(stop, place, self.form) for stop, place in self.stops.items())


class _Instrument(Strict):
    key: Key
    title: Sentence
    basis: Sentence
    can: Sentence
    cannot: Sentence
    certainty: Certainty
    threshold: Threshold
    phases: Annotated[tuple[Phase, ...], Field(min_length=1)]
    closing: Closing
    closing_rule: Key | None = None
    notice_setting: str | None = None
    warning_setting: str | None = None
    legal: _Legal | None = None
    carries: tuple[_Carries, ...] = ()

    @model_validator(mode="after")
    def _sound(self) -> _Instrument:
        if (self.closing_rule is not None) != (self.closing is Closing.RULE):
            raise ValueError("closing rule and closing_rule belong together")
        if self.notice_setting is not None and self.closing is not Closing.MEETING:
            raise ValueError("notice_setting is only for closing meeting")
        if self.warning_setting not in (None, INTERPELLATION_SETTING):
            raise ValueError(f"only the setting {INTERPELLATION_SETTING} decides a warning")
        if self.certainty is Certainty.LAW_TEXT and self.legal is None:
            raise ValueError("an instrument read in law text needs a legal reference")
        twice = Counter(stop for carries in self.carries for stop in carries.stops)
        if said := sorted(stop for stop, times in twice.items() if times > 1):
            raise ValueError(f"it carries a wish to {', '.join(said)} twice")
        return self

    def built(self) -> InstrumentRule:
        carries = tuple(carrying for carries in self.carries for carrying in carries.built())
        return InstrumentRule(**{**dict(self), "carries": carries})


class _Organ(Strict):
    title: Sentence
    synonyms: tuple[Sentence, ...] = ()


def load_law(folder: Path | None = None) -> Law:
    """Every rule and instrument in `folder` (default `data/law`), files in name order.

    Raises:
        ReferenceDataError: a file is not TOML, or a key is unknown, missing, doubled or leads nowhere; the
        message names the file and the rule or instrument.
    """
    folder = folder or data_dir() / "law"
    rules: dict[str, tuple[str, Rule]] = {}
    instruments: dict[str, tuple[str, InstrumentRule]] = {}
    for path in sorted(folder.glob("*.toml")):
        if path.name == INSTRUMENTS_FILE:
            _add(instruments, path.name, (entry.built() for entry in _read(path, "instrument", _Instrument)))
        else:
            _add(rules, path.name, (entry.built() for entry in _read(path, "rule", _Rule)))
    if not rules:
        raise ReferenceDataError(f"{folder.name}: no rules found")
    roles: dict[Role, str] = {}
    for file, rule in rules.values():
        role = rule.traits.role
        if role is not None and role not in _SHARED_ROLES and roles.setdefault(role, rule.key) != rule.key:
            raise ReferenceDataError(f"{file}: {rule.key}: the role {role} is already {roles[role]}'s")
        for key in rule.instruments:
            if key not in instruments:
                raise ReferenceDataError(f"{file}: {rule.key}: unknown instrument {key}")
    places: dict[tuple[Stop, int], str] = {}
    for file, instrument in instruments.values():
        if instrument.closing_rule is not None and instrument.closing_rule not in rules:
            raise ReferenceDataError(f"{file}: {instrument.key}: unknown rule {instrument.closing_rule}")
        for carrying in instrument.carries:
            place = (carrying.stop, carrying.place)
            if places.setdefault(place, instrument.key) != instrument.key:
                said = f"place {carrying.place} at {carrying.stop} is already {places[place]}'s"
                raise ReferenceDataError(f"{file}: {instrument.key}: {said}")
    return Law(tuple(r for _, r in rules.values()), tuple(i for _, i in instruments.values()))


def load_organs(path: Path | None = None) -> Mapping[str, Organ]:
    """The organ that each name and synonym means, names in lower case (default `data/organs.toml`).

    Raises:
        ReferenceDataError: the file is not TOML, an organ is unknown, or two organs share a name.
    """
    path = path or data_dir() / "organs.toml"
    names: dict[str, Organ] = {}
    for key, content in toml(path).items():
        try:
            organ, entry = Organ(key), _Organ.model_validate(content)
        except ValueError as wrong:
            raise ReferenceDataError(f"{path.name}: {key}: {reason(wrong)}") from wrong
        for name in (entry.title, *entry.synonyms):
            if names.setdefault(name.casefold(), organ) is not organ:
                raise ReferenceDataError(f"{path.name}: {key}: {name} already means {names[name.casefold()]}")
    return names


def _add(found: dict[str, tuple[str, _Entry]], file: str, entries: Iterable[_Entry]) -> None:
    for entry in entries:
        if entry.key in found:
            raise ReferenceDataError(f"{file}: {entry.key}: the key is already in {found[entry.key][0]}")
        found[entry.key] = (file, entry)


def _read(path: Path, name: str, model: type[_Model]) -> Iterator[_Model]:
    content = toml(path)
    if unknown := sorted(set(content) - {name}):
        raise ReferenceDataError(f"{path.name}: unknown key {', '.join(unknown)}")
    entries = content.get(name, [])
    if not isinstance(entries, list):
        raise ReferenceDataError(f"{path.name}: {name} must be written [[{name}]]")
    for number, raw in enumerate(entries, start=1):
        try:
            yield model.model_validate(raw)
        except ValidationError as wrong:
            key = raw.get("key", f"no. {number}") if isinstance(raw, dict) else f"no. {number}"
            raise ReferenceDataError(f"{path.name}: {key}: {reason(wrong)}") from wrong
