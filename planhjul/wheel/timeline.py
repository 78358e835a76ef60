"""The wheel of a year and of a term: rules placed on the municipality's own meetings and plans."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from planhjul.plans import Plan
from planhjul.texts import Text, text, verbatim
from planhjul.wheel.anchors import CountAnchor, Counted, Event
from planhjul.wheel.checks.checked import Checked
from planhjul.wheel.checks.findings import check_year
from planhjul.wheel.events import TERM_YEARS, Happening, decided, election_year, happenings
from planhjul.wheel.local import LocalRules, local_rules
from planhjul.wheel.meetings import Meeting, Organ
from planhjul.wheel.purposes import reports
from planhjul.wheel.results import (
    Milestone,
    NotInForce,
    Occurrence,
    Process,
    RuleKind,
    Sense,
    Status,
    Waiting,
    Wheel,
    adopted_key,
    meeting_key,
    own_milestone,
    revision_key,
)
from planhjul.wheel.roles import Role
from planhjul.wheel.rules import Cycle, Rule, chosen, evaluate, key_of, unknown_customs

_TERMS_MEETINGS = (Event.KST_BUD, Event.KST_OKONOMIPLAN, Event.KST_REGNSKAP)


@dataclass(frozen=True, slots=True)
class Actual:
    """A day on which something was really done.

    `rule` is the rule's key, `year` the calendar year the rule is asked for: the budget for 2027 adopted on
    10 December 2026 is `Actual("kl14-3-vedtak", 2026, date(2026, 12, 10))`.
    """

    rule: str
    year: int
    day: date


@dataclass(frozen=True, slots=True)
class _Known:
    """Everything the wheel is built from."""

    on: date
    rules: Sequence[Rule]
    unknown_customs: tuple[str, ...]
    meetings: Sequence[Meeting]
    plans: Sequence[Plan]
    local: LocalRules
    actuals: Mapping[tuple[str, int], date]
    found: dict[int, dict[Event, Happening]]

    def events(self, year: int) -> dict[Event, Happening]:
        """The year's events, found once; a recorded actual day replaces the meeting plan's."""
        if year not in self.found:
            self.found[year] = self._events(year)
        return self.found[year]

    def _events(self, year: int) -> dict[Event, Happening]:
        found = happenings(year, self.on, self.meetings, self.plans, self.local)
        for rule in self.rules:
            actual = self.actual(rule, year)
            if actual is not None and rule.met_by is not None:
                found[rule.met_by] = Happening(actual, True)
        return decided(found, self.on)

    def actual(self, rule: Rule, year: int) -> date | None:
        """The day the rule was really met in that year, when it is recorded and has come."""
        day = self.actuals.get((rule.key, year))
        return day if day is not None and day <= self.on else None


def build_wheel(
    year: int,
    on: date,
    rules: Sequence[Rule],
    meetings: Sequence[Meeting],
    plans: Sequence[Plan] = (),
    settings: Mapping[str, str] | None = None,
    actuals: Sequence[Actual] = (),
) -> Wheel:
    """The milestones of one calendar year as they stood on `on`, with what the law checks say.

    Milestones are sorted by day. Three cycles turn in it (legal calendar § 3): next year is prepared, this
    year is executed, last year is closed. Rules of the term are there in the year they land. `meetings` are
    all that are known, of every year.
    """
    known = _known(on, rules, meetings, plans, settings, actuals)
    milestones = [
        *_rule_milestones(known, year),
        *_meeting_milestones(known, year),
        *(m for m in _plan_milestones(known) if m.day is not None and m.day.year == year),
    ]
    checked = Checked(
        year,
        on,
        known.events(year),
        meetings,
        known.rules,
        milestones,
        known.local,
        known.unknown_customs,
        {role: key_of(role, rules) for role in Role},
    )
    return Wheel(year, on, _sorted(milestones), check_year(checked))


def build_term(
    first_year: int,
    on: date,
    rules: Sequence[Rule],
    meetings: Sequence[Meeting],
    plans: Sequence[Plan] = (),
    settings: Mapping[str, str] | None = None,
    actuals: Sequence[Actual] = (),
) -> Wheel:
    """The four-year wheel: rules of the term, plans' days, each year's budget and accounts.

    The term is the one that begins with the last election up to `first_year`; that year is the wheel's
    `year`. Yearly milestones have the calendar year at the end of their key.
    """
    known = _known(on, rules, meetings, plans, settings, actuals)
    election = election_year(first_year)
    begins, ends = date(election, 9, 1), date(election + TERM_YEARS, 8, 31)
    milestones = [
        m for rule in known.rules if rule.cycle is Cycle.TERM for _, m in _outcomes(known, rule, election)
    ]
    yearly = [
        rule
        for rule in known.rules
        if rule.cycle is Cycle.YEAR
        and rule.kind is RuleKind.LOV
        and rule.sense is Sense.LATEST
        and rule.met_by in _TERMS_MEETINGS
    ]
    for year in range(election, election + TERM_YEARS + 1):
        found = [m for rule in yearly for _, m in _outcomes(known, rule, year)]
        milestones += [replace(m, key=f"{m.key}-{year}") for m in found if m.day and begins <= m.day <= ends]
    milestones += [m for m in _plan_milestones(known) if m.day is not None and begins <= m.day <= ends]
    return Wheel(election, on, _sorted(milestones), ())


def _known(
    on: date,
    rules: Sequence[Rule],
    meetings: Sequence[Meeting],
    plans: Sequence[Plan],
    settings: Mapping[str, str] | None,
    actuals: Sequence[Actual],
) -> _Known:
    local = local_rules(settings or {})
    recorded = {(actual.rule, actual.year): actual.day for actual in actuals}
    unknown = unknown_customs(rules, local)
    return _Known(on, chosen(rules, local), unknown, meetings, plans, local, recorded, {})


def _sorted(milestones: Iterable[Milestone]) -> tuple[Milestone, ...]:
    def order(milestone: Milestone) -> tuple[date, bool, str]:
        return milestone.day or date.max, milestone.process is Process.MOTE, milestone.key

    return tuple(sorted(milestones, key=order))


def _rule_milestones(known: _Known, year: int) -> Iterator[Milestone]:
    """The rules' milestones that belong in the year: those that land in it, and those that wait for it."""
    carried = {r.met_by for r in known.rules if r.kind in (RuleKind.LOV, RuleKind.FORSKRIFT) and r.met_by}
    planned = set(known.events(year))
    for rule in known.rules:
        if rule.kind is RuleKind.SEDVANE and rule.met_by in carried & planned:
            # The law's own milestone stands on the same meeting: one mark is enough.
            continue
        yield from (
            _term_rule(known, rule, year) if rule.cycle is Cycle.TERM else _year_rule(known, rule, year)
        )


def _year_rule(known: _Known, rule: Rule, year: int) -> Iterator[Milestone]:
    """The rule's own milestone of the year, and what another year's decision brings into it.

    The own one has the rule's key whatever the day one looks, so that links to it last; the other one has its
    budget year at the end.
    """
    own = year - 1 if rule.carried else year
    for base in (year - 1, year):
        for outcome, milestone in _outcomes(known, rule, base):
            if isinstance(outcome, Waiting):
                if base == own:
                    yield milestone
            elif outcome.lands.year == year:
                suffix = milestone.budget_year if milestone.budget_year is not None else base
                yield milestone if base == own else replace(milestone, key=f"{rule.key}-{suffix}")


def _term_rule(known: _Known, rule: Rule, year: int) -> Iterator[Milestone]:
    """The rule of the term in the year it lands; in the term's first two years also when it waits.

    A term ends in the next election year, so a rule of the term before may land there.
    """
    election = election_year(year)
    for base in (election - TERM_YEARS, election):
        for outcome, milestone in _outcomes(known, rule, base):
            waits = isinstance(outcome, Waiting) and base == election and year - election < TERM_YEARS // 2
            if waits or (isinstance(outcome, Occurrence) and outcome.lands.year == year):
                yield milestone


def _outcomes(known: _Known, rule: Rule, base: int) -> Iterator[tuple[Occurrence | Waiting, Milestone]]:
    """The rule's answer for a year and the milestone made of it; nothing when the rule is not in force."""
    events = known.events(base)
    outcome = evaluate(rule, base, {event: happening.day for event, happening in events.items()})
    if isinstance(outcome, NotInForce) or (rule.on_demand and isinstance(outcome, Waiting)):
        return
    met = events.get(rule.met_by) if rule.met_by is not None else None
    actual = known.actual(rule, base)
    standing = _standing(known, rule, base, outcome, met)
    if actual is not None:
        standing = _Standing(Status.HELD, None, outcome.because)
    version = rule.version_on(outcome.written if isinstance(outcome, Occurrence) else date(base, 12, 31))
    yield (
        outcome,
        Milestone(
            rule.key,
            Text(rule.title),
            rule.process,
            rule.organ,
            outcome.written if isinstance(outcome, Occurrence) else None,
            outcome.lands if isinstance(outcome, Occurrence) else None,
            actual or (met.day if met is not None else None),
            standing.status,
            rule.kind,
            rule.sense,
            standing.waiting_for,
            standing.because,
            version.legal if version is not None else None,
            None if rule.budget_year is None else base + rule.budget_year,
            rule.instruments,
            rule.certainty,
            outcome.begins if isinstance(outcome, Occurrence) else None,
            rule.traits,
        ),
    )


@dataclass(frozen=True, slots=True)
class _Standing:
    """How a milestone stands, and the sentence that says why."""

    status: Status
    waiting_for: str | None
    because: Text


def _standing(
    known: _Known, rule: Rule, base: int, outcome: Occurrence | Waiting, met: Happening | None
) -> _Standing:
    """How it stands on the day one looks; what is not known is said, never taken for done or late."""
    if met is not None and met.assumed:
        because = text(
            "{because} Møteplanen sier ikke hva møtene er til, så {dag} er antatt etter skikken.",
            because=outcome.because,
            dag=met.day,
        )
        outcome = replace(outcome, because=because)
    if met is not None and met.has_happened(known.on):
        return _Standing(Status.HELD, None, outcome.because)
    if isinstance(outcome, Waiting):
        return _Standing(Status.WAITING, outcome.event, outcome.because)
    if _counted_enough(known, rule, base):
        return _Standing(Status.HELD, None, outcome.because)
    if outcome.lands >= known.on:
        return _Standing(Status.PLANNED, None, outcome.because)
    return _passed(known, rule, base, outcome, met)


def _passed(known: _Known, rule: Rule, base: int, outcome: Occurrence, met: Happening | None) -> _Standing:
    """How a milestone stands whose day has passed without a meeting that met it."""
    because = outcome.because
    if _count(rule) is Counted.OKONOMIRAPPORT:
        return _counted(known, base, outcome)
    if rule.met_by is None and rule.kind in (RuleKind.STAT, RuleKind.SEDVANE):
        return _Standing(Status.HELD, None, because)
    if rule.met_by is None:
        return _Standing(
            Status.HELD,
            None,
            text("{because} Dagen er passert; når det ble gjort, er ikke registrert.", because=because),
        )
    if met is not None and rule.sense is Sense.LATEST:
        return _Standing(Status.LATE, None, because)
    if met is not None and met.held is not False:
        return _Standing(Status.PLANNED, None, because)
    event = rule.met_by
    unknown = text(
        "{because} Dagen er passert, og møteplanen viser ikke {event}.",
        because=because,
        event=event.words,
    )
    return _Standing(Status.WAITING, event.value, unknown)


def _count(rule: Rule) -> Counted | None:
    """What the rule counts among the meetings; None when it counts nothing a meeting plan shows."""
    anchors = (version.anchor for version in rule.versions)
    return next((anchor.counted for anchor in anchors if isinstance(anchor, CountAnchor)), None)


def _counted_enough(known: _Known, rule: Rule, base: int) -> bool:
    """Whether the year has had as many reports as a counting rule asks for."""
    counted = _count(rule)
    if counted is None:
        return False
    councils = reports(base, known.meetings, counted)
    had = [m for m in councils if Happening(m.day, m.held).has_happened(known.on)]
    wanted = [v.anchor.at_least for v in rule.versions if isinstance(v.anchor, CountAnchor)]
    return len(had) >= wanted[-1]


def _counted(known: _Known, base: int, outcome: Occurrence) -> _Standing:
    councils = [m for m in known.meetings if m.organ is Organ.KOMMUNESTYRE and m.day.year == base]
    if councils:
        return _Standing(Status.LATE, None, outcome.because)
    because = text("{because} Møteplanen for året er ikke lest inn.", because=outcome.because)
    return _Standing(Status.WAITING, "MOTEPLAN", because)


def _meeting_milestones(known: _Known, year: int) -> Iterator[Milestone]:
    """The year's meetings, cancelled ones left out; two of one organ on a day get a number in the key."""
    taken: dict[str, int] = {}
    because = text("Møtet står i kommunens møteplan.")
    for meeting in known.meetings:
        if meeting.day.year != year or meeting.held is False:
            continue
        key = meeting_key(meeting.organ_key, meeting.day)
        taken[key] = taken.get(key, 0) + 1
        held = Happening(meeting.day, meeting.held).has_happened(known.on)
        yield own_milestone(
            key if taken[key] == 1 else f"{key}-{taken[key]}",
            _meeting_title(meeting),
            Process.MOTE,
            meeting.organ,
            meeting.day,
            Status.HELD if held else Status.PLANNED,
            because,
        )


def _meeting_title(meeting: Meeting) -> Text:
    if meeting.purpose:
        return text("{organ}: {formal}", organ=meeting.organ_name, formal=meeting.purpose)
    return verbatim(meeting.organ_name)


def _plan_milestones(known: _Known) -> Iterator[Milestone]:
    """When each plan was adopted and when it is to be revised, as far as the plan itself says so."""
    for plan in known.plans:
        if plan.adopted is not None:
            title = text("{plan} er vedtatt", plan=plan.title)
            held = Status.HELD if plan.adopted <= known.on else Status.PLANNED
            yield _plan_milestone(adopted_key(plan.key), title, plan.adopted, held, Sense.ON)
        if plan.next_revision is not None:
            title = text("{plan} skal revideres", plan=plan.title)
            status = _revision_status(known, plan, plan.next_revision)
            yield _plan_milestone(revision_key(plan.key), title, plan.next_revision, status, Sense.LATEST)


def _revision_status(known: _Known, plan: Plan, revision: date) -> Status:
    for other in known.plans:
        if other.type is not plan.type or other.adopted is None or other.adopted > known.on:
            continue
        if plan.adopted is not None and other.adopted > plan.adopted:
            return Status.HELD
    return Status.LATE if revision < known.on else Status.PLANNED


def _plan_milestone(key: str, title: Text, day: date, status: Status, sense: Sense) -> Milestone:
    because = text("Datoen står i planen.")
    return own_milestone(key, title, Process.PLAN, Organ.KOMMUNESTYRE, day, status, because, sense)
