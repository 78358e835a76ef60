"""What the wheel answers: milestones, findings and windows, as values every page and command shows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from planhjul.texts import Named, Text, text
from planhjul.wheel.meetings import Organ
from planhjul.wheel.roles import NO_TRAITS, Traits


class RuleKind(Named):
    """How binding a rule is."""

    LOV = "lov", text("Lov")
    FORSKRIFT = "forskrift", text("Forskrift")
    STAT = "stat", text("Staten")
    SEDVANE = "sedvane", text("Skikk, ikke lov")
    LOKAL = "lokal", text("Kommunens egen plan")


class Certainty(StrEnum):
    """How sure the catalogue is of a rule or an instrument (legal calendar § 0)."""

    LAW_TEXT = "V"
    WEB_PAGE = "P"
    GENERAL_KNOWLEDGE = "G"
    DERIVED = "D"


class Sense(Named):
    """What a rule's date means."""

    LATEST = "latest", text("Senest")
    EARLIEST = "earliest", text("Tidligst")
    ON = "on", text("På dagen")
    COUNT = "count", text("Telles")


class Status(Named):
    """Where a milestone stands on the day one looks."""

    PLANNED = "planned", text("Kommer")
    WAITING = "waiting", text("Venter")
    # Passed is not the same as done: the wheel only knows that the day is behind us.
    HELD = "held", text("Gjort eller passert")
    LATE = "late", text("Forsinket")


class Process(StrEnum):
    """Which of the wheel's processes a milestone belongs to: also its ring in the drawing."""

    BUDSJETT = "budsjett"
    REGNSKAP = "regnskap"
    RAPPORTERING = "rapportering"
    PLAN = "plan"
    STAT = "stat"
    MOTE = "mote"


# What begins the key of a milestone that no rule gives: a meeting, a plan's own day, an event of the log's.
MEETING_KEY, PLAN_KEY, OWN_KEY = "mote-", "plan-", "egen-"


def meeting_key(organ: str, day: date) -> str:
    """The key of a meeting's milestone, `organ` as `Meeting.organ_key` writes it."""
    return f"{MEETING_KEY}{organ}-{day.isoformat()}"


def adopted_key(plan: str) -> str:
    """The key of the milestone of the day a plan was adopted."""
    return f"{PLAN_KEY}{plan}-vedtatt"


def revision_key(plan: str) -> str:
    """The key of the milestone of the day a plan is to be revised."""
    return f"{PLAN_KEY}{plan}-revisjon"


@dataclass(frozen=True, slots=True)
class LegalRef:
    """Where the rule stands, and when somebody last read it there."""

    act: str
    section: str
    url: str
    read_on: date


@dataclass(frozen=True, slots=True)
class Occurrence:
    """The rule gives a date: the one written in the law and the one it lands on, and why.

    `begins` is the first day of a phase, None for a rule that is a single day.
    """

    written: date
    lands: date
    because: Text
    begins: date | None = None


@dataclass(frozen=True, slots=True)
class Waiting:
    """The rule gives a date only when `event` has one."""

    event: str
    because: Text


@dataclass(frozen=True, slots=True)
class NotInForce:
    """No version of the rule holds for this year."""

    because: Text


Outcome = Occurrence | Waiting | NotInForce


@dataclass(frozen=True, slots=True)
class Milestone:
    """One point on the wheel.

    `written`/`lands` come from the rule; `planned` is the municipality's own day for it (a meeting), when
    there is one. `waiting_for` names the missing event when there is no date. `instruments` are the keys
    of what a folkevalgt can do here. `begins` is the first day of a phase that ends on its day, None for a
    single day; `certainty` is how sure the catalogue is of it, and `traits` what the rule is to the program.
    """

    key: str
    title: Text
    process: Process
    organ: Organ
    written: date | None
    lands: date | None
    planned: date | None
    status: Status
    kind: RuleKind
    sense: Sense
    waiting_for: str | None
    because: Text
    legal: LegalRef | None
    budget_year: int | None
    instruments: tuple[str, ...] = ()
    certainty: Certainty = Certainty.LAW_TEXT
    begins: date | None = None
    traits: Traits = NO_TRAITS

    @property
    def day(self) -> date | None:
        """The day to draw it on: the planned one, else where the rule lands."""
        return self.planned or self.lands


def own_milestone(
    key: str,
    title: Text,
    process: Process,
    organ: Organ,
    day: date,
    status: Status,
    because: Text,
    sense: Sense = Sense.ON,
) -> Milestone:
    """A milestone that no rule gives: a meeting, a plan's own day, an event of the log's."""
    return Milestone(
        key, title, process, organ, None, None, day, status, RuleKind.LOKAL, sense, None, because, None, None
    )


@dataclass(frozen=True, slots=True)
class Mend:
    """A meeting that would mend a finding: a working day that breaks no other rule."""

    organ: Organ
    day: date


@dataclass(frozen=True, slots=True)
class Finding:
    """A law check that has something to say; `level` is "error", "warning" or "info".

    `mend` is the meeting that would mend it, None when no single meeting does.
    """

    rule: str
    level: str
    message: Text
    legal: LegalRef | None
    milestone: str
    mend: Mend | None = None


@dataclass(frozen=True, slots=True)
class Wheel:
    """The milestones of one calendar year, sorted by day (undated last), with the checks' findings."""

    year: int
    on: date
    milestones: tuple[Milestone, ...]
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Instrument:
    """Something a folkevalgt can do now; `closes` is the last day, None when it has no fixed one.

    `can` and `cannot` say what it gives and what it does not, `warning` what to know before using it.
    `needed` is how many of the council must stand behind it, None when its size is unknown or others decide.
    """

    key: str
    title: Text
    closes: date | None
    basis: Text
    can: Text | None = None
    cannot: Text | None = None
    warning: Text | None = None
    needed: int | None = None


@dataclass(frozen=True, slots=True)
class Decision:
    """The next decision of an open plan or budget year."""

    key: str
    title: Text
    organ: Organ
    day: date


@dataclass(frozen=True, slots=True)
class Window:
    """What can still be changed in one plan or budget year, by which means, until when.

    `working_days_left` counts the working days from the day one looks (not counted) to `closes` (counted).
    """

    plan: str
    title: Text
    year: int
    phase_key: str
    phase: Text
    next_decision: Decision | None
    closes: date | None
    working_days_left: int | None
    instruments: tuple[Instrument, ...]
