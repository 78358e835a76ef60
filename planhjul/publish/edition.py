"""What is published: one year's wheel as it stood on one day, and what every form of it says of itself."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from planhjul.texts import Text, Year, text, verbatim
from planhjul.wheel.meetings import Organ
from planhjul.wheel.results import Milestone, Process, RuleKind, Wheel

# A meeting's key is mote-<organ>-<day>, with a number behind when the organ meets twice that day.
_MEETING_KEY: Final = re.compile(r"mote-(?P<body>.+)-\d{4}-\d\d-\d\d(-\d+)?")
_LETTERS: Final = str.maketrans({"æ": "ae", "ø": "o", "å": "a"})


@dataclass(frozen=True, slots=True)
class Edition:
    """One publication, the same data for every form.

    `wheel` is the year's and `term` that of the four years it stands in.
    `law_read` is the first and the last day on which somebody read the rules' sources, None without any.
    `version` is planhjul's. `address` is where the site will stand, ending in "/", "" when nobody has said.
    """

    nr: str
    name: str
    wheel: Wheel
    term: Wheel
    law_read: tuple[date, date] | None
    version: str
    address: str = ""

    @property
    def title(self) -> Text:
        """What it is, with the municipality's name."""
        return text("Årshjulet {aar} for {kommune}", aar=Year(self.wheel.year), kommune=self.name)

    @property
    def stamp(self) -> Text:
        """The one sentence that every form carries."""
        return text(
            "Slik det sto {dag}. Kommune {nr} {kommune}. Laget med planhjul {versjon}.",
            dag=self.wheel.on,
            nr=self.nr,
            kommune=self.name,
            versjon=self.version,
        )

    @property
    def sources(self) -> Text:
        """When the law catalogue was read."""
        if self.law_read is None:
            return text("Regelverket er ikke med.")
        first, last = self.law_read
        if first == last:
            return text("Regelverket ble sist lest {dag}.", dag=last)
        return text(
            "Regelverket ble sist lest {dag}; den kilden som er lest for lengst tid siden, {eldst}.",
            dag=last,
            eldst=first,
        )


@dataclass(frozen=True, slots=True)
class Body:
    """An organ with a page and a calendar of its own; `key` is its name in addresses."""

    key: str
    name: Text


def slug(name: str) -> str:
    """The name in small ASCII letters, figures and hyphens, for addresses and identities."""
    return re.sub(r"[^a-z0-9]+", "-", name.casefold().translate(_LETTERS)).strip("-")


def body_key(milestone: Milestone) -> str:
    """The key of the organ the milestone belongs to; other organs' meetings have their own name's."""
    if milestone.organ is Organ.ANNET and (found := _MEETING_KEY.fullmatch(milestone.key)):
        return found["body"]
    return milestone.organ.value.replace("_", "-")


def bodies(milestones: Iterable[Milestone]) -> tuple[Body, ...]:
    """The organs of the milestones: those the rules speak of first, then the others by name.

    An organ is called what the municipality's meeting plan calls it («Bystyret»), else what the law does.
    """
    ranks: dict[str, int] = {}
    names: dict[str, Text] = {}
    for milestone in milestones:
        key = body_key(milestone)
        ranks[key] = list(Organ).index(milestone.organ)
        own = own_name(milestone)
        if own:
            names.setdefault(key, verbatim(own))
    for organ in Organ:
        names.setdefault(organ.value.replace("_", "-"), organ.words)
    return tuple(Body(key, names[key]) for key in sorted(ranks, key=lambda key: (ranks[key], key)))


def own_name(milestone: Milestone) -> str:
    """What the meeting plan calls the organ of a meeting, "" for anything but a meeting."""
    if milestone.process is not Process.MOTE:
        return ""
    holes = dict(milestone.title.values)
    return str(holes.get("organ", holes.get("content", "")))


def by_body(milestones: Iterable[Milestone]) -> Mapping[str, tuple[Milestone, ...]]:
    """The milestones of each organ, in their order."""
    found: dict[str, list[Milestone]] = {}
    for milestone in milestones:
        found.setdefault(body_key(milestone), []).append(milestone)
    return {key: tuple(group) for key, group in found.items()}


def citation(milestone: Milestone) -> Text | None:
    """The rule's paragraph: «kommuneloven § 14-3», None when it rests on no source."""
    if milestone.legal is None:
        return None
    return verbatim(f"{milestone.legal.act} {milestone.legal.section}".strip())


def days(milestone: Milestone) -> Text | None:
    """What its one day does not tell: when a phase begins, and the rule's own day when another is planned."""
    begins, day = milestone.begins, milestone.day
    phase = text("Varer fra {fra} til {til}.", fra=begins, til=day) if begins and day else None
    planned = _planned(milestone)
    if phase and planned:
        return text("{fase} {plan}", fase=phase, plan=planned)
    return phase or planned


def _planned(milestone: Milestone) -> Text | None:
    planned, lands = milestone.planned, milestone.lands
    if planned is None or lands is None or planned == lands:
        return None
    if milestone.kind is RuleKind.SEDVANE:
        return text("Planlagt {planlagt}. Vanlig dag er {frist}.", planlagt=planned, frist=lands)
    return text("Planlagt {planlagt}. Regelen gir {frist}.", planlagt=planned, frist=lands)
