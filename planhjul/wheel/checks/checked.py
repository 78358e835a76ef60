"""What the law checks look at."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from planhjul.texts import Text
from planhjul.wheel.anchors import Event
from planhjul.wheel.checks.mending import mending_meeting, with_mend
from planhjul.wheel.events import Happening, published_before, recommending_organ
from planhjul.wheel.local import LocalRules
from planhjul.wheel.meetings import Meeting, Organ
from planhjul.wheel.results import Finding, LegalRef, Mend, Milestone
from planhjul.wheel.roles import Role
from planhjul.wheel.rules import Rule


@dataclass(frozen=True, slots=True)
class Checked:
    """What the checks look at: the year, its events and meetings, the rules and the milestones they gave.

    `unknown_customs` are rules' keys that a setting moves or switches off, and that are no customs. `keys`
    are the catalogue's rules by role, also those that are switched off here.
    """

    year: int
    on: date
    events: Mapping[Event, Happening]
    meetings: Sequence[Meeting]
    rules: Sequence[Rule]
    milestones: Sequence[Milestone]
    local: LocalRules = field(default_factory=LocalRules)
    unknown_customs: Sequence[str] = ()
    keys: Mapping[Role, str] = field(default_factory=dict)

    @property
    def recommends(self) -> Organ:
        """Who recommends the budget and the accounts."""
        return recommending_organ(self.local)

    @property
    def public(self) -> timedelta:
        """How long an innstilling must be public before the council meets."""
        return published_before(self.local)

    def day(self, event: Event) -> date | None:
        """The event's day, when it has one and is not cancelled."""
        happening = self.events.get(event)
        return happening.day if happening is not None and happening.held is not False else None

    def milestone(self, rule: Role | str) -> Milestone | None:
        """The year's milestone of a rule, by its role or its key."""
        return next((m for m in self.milestones if m.key == self.key(rule)), None)

    def key(self, rule: Role | str) -> str:
        """The rule's key; a key stays as it is."""
        return self.keys.get(rule, rule.value) if isinstance(rule, Role) else rule

    def legal(self, rule: str, day: date) -> LegalRef | None:
        """Where the rule stands, in the version of the day."""
        for candidate in self.rules:
            if candidate.key == rule and (version := candidate.version_on(day)) is not None:
                return version.legal
        return None

    def finding(
        self,
        rule: Role | str,
        level: str,
        message: Text,
        milestone: Role | str | None = None,
        mend: Mend | None = None,
    ) -> Finding:
        """A finding about a rule, with its paragraph and the meeting that would mend it."""
        key, about = self.key(rule), self.key(milestone or rule)
        legal = self.legal(key, date(self.year, 12, 31))
        return Finding(key, level, with_mend(message, mend), legal, about, mend)

    def mend(self, organ: Organ, earliest: date, latest: date, wanted: date) -> Mend | None:
        """A meeting of the organ between two days that would mend a finding."""
        return mending_meeting(organ, max(earliest, self.on), latest, wanted, self.meetings)

    def of(self, organ: Organ) -> list[Meeting]:
        """The organ's meetings in the year that are not cancelled."""
        return [
            m for m in self.meetings if m.organ is organ and m.day.year == self.year and m.held is not False
        ]

    def councils(self) -> list[Meeting]:
        """The year's council meetings that are not cancelled."""
        return self.of(Organ.KOMMUNESTYRE)
