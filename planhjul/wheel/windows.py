"""What can still be changed on a day: open budget years and plans, by which means, until when."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from planhjul.plans import Plan
from planhjul.texts import Text, Year, text
from planhjul.wheel.calendar import working_days_between
from planhjul.wheel.events import election_year
from planhjul.wheel.instruments import (
    Closing,
    InstrumentRule,
    Phase,
    interpellation_warning,
    needed,
    threshold_text,
)
from planhjul.wheel.local import INTERPELLATION_SETTING, LocalRules, local_rules
from planhjul.wheel.meetings import Organ
from planhjul.wheel.results import (
    Decision,
    Instrument,
    Milestone,
    Process,
    Status,
    Wheel,
    Window,
    adopted_key,
    revision_key,
)
from planhjul.wheel.roles import Role

SOON = timedelta(days=14)
_REVISION_NEAR = timedelta(days=365)

_ELECTION_MONTH = 9
_NEXT: Mapping[Phase, tuple[Role, ...]] = {
    Phase.FOR_RAMMESAK: (Role.FRAMES, Role.RECOMMENDATION, Role.ADOPTION),
    Phase.RAMMESAK: (Role.FRAMES, Role.RECOMMENDATION, Role.ADOPTION),
    Phase.ADMINISTRATIVT: (Role.RECOMMENDATION, Role.ADOPTION),
    Phase.FORSLAG: (Role.RECOMMENDATION, Role.ADOPTION),
    Phase.INNSTILLING: (Role.ADOPTION,),
    Phase.OFFENTLIGGJORT: (Role.ADOPTION,),
    Phase.VEDTATT: (Role.FIRST_REPORT, Role.SECOND_REPORT),
    Phase.GJENNOMFORING_1: (Role.FIRST_REPORT, Role.SECOND_REPORT),
    Phase.GJENNOMFORING_2: (Role.SECOND_REPORT,),
    Phase.GJENNOMFORING_3: (),
}


@dataclass(frozen=True, slots=True)
class _View:
    """What one looks at: the day, the wheels' milestones, what can be done."""

    on: date
    milestones: tuple[Milestone, ...]
    instruments: Sequence[InstrumentRule]
    local: LocalRules

    def find(self, role: Role, budget_year: int) -> Milestone | None:
        """The milestone of a budget year whose rule has the role."""
        return next(
            (m for m in self.milestones if m.traits.role is role and m.budget_year == budget_year), None
        )

    def of_rule(self, key: str, budget_year: int) -> Milestone | None:
        """The milestone of a budget year that an instrument's own rule gives."""
        keys = (key, f"{key}-{budget_year}")
        return next((m for m in self.milestones if m.key in keys and m.budget_year == budget_year), None)

    def passed(self, role: Role, budget_year: int) -> bool:
        """Whether it is behind us: held, or its usual day has passed and no day of its own is known."""
        found = self.find(role, budget_year)
        if found is None:
            return False
        usual = found.planned is None and found.lands is not None and found.lands < self.on
        return found.status is Status.HELD or usual

    def reached(self, role: Role, budget_year: int) -> bool:
        """Whether its day has come."""
        found = self.find(role, budget_year)
        return found is not None and found.day is not None and found.day <= self.on

    def councils(self) -> list[Milestone]:
        """Council meetings to come, in order."""
        meetings = [
            m
            for m in self.milestones
            if m.process is Process.MOTE and m.organ is Organ.KOMMUNESTYRE and m.status is Status.PLANNED
        ]
        return sorted(meetings, key=lambda m: m.planned or date.max)


def windows(
    on: date,
    wheels: Sequence[Wheel],
    instruments: Sequence[InstrumentRule],
    plans: Sequence[Plan] = (),
    settings: Mapping[str, str] | None = None,
) -> tuple[Window, ...]:
    """What can still be changed on `on`: the budgets first, then the planning strategy and the plans.

    `wheels` are those of the year before, the year itself and the next one, all seen on `on`.
    """
    milestones = tuple(m for wheel in wheels for m in wheel.milestones)
    view = _View(on, milestones, instruments, local_rules(settings or {}))
    late = view.find(Role.ADOPTION, on.year)
    not_adopted = late is not None and late.planned is not None and late.status is Status.LATE
    this_year = _prepared(view, on.year) if not_adopted else _executed(view, on.year)
    return (
        _prepared(view, on.year + 1),
        this_year,
        *_constituting(view),
        *_strategy(view),
        *(window for plan in plans if (window := _plan(view, plan)) is not None),
    )


def closing_soon(on: date, wheels: Sequence[Wheel]) -> tuple[Milestone, ...]:
    """The milestones of the next 14 days in order; meetings and what the state does are left out."""
    soon = [
        m
        for wheel in wheels
        for m in wheel.milestones
        if m.process not in (Process.MOTE, Process.STAT)
        and m.status is Status.PLANNED
        and m.day is not None
        and on <= m.day <= on + SOON
    ]
    return tuple(sorted(soon, key=lambda m: (m.day or on, m.key)))


def late(on: date, wheels: Sequence[Wheel]) -> tuple[Milestone, ...]:
    """The milestones that should have been done before `on` and are not, the oldest first."""
    overdue = [m for wheel in wheels for m in wheel.milestones if m.status is Status.LATE]
    return tuple(sorted(overdue, key=lambda m: (m.lands or m.planned or on, m.key)))


def _prepared(view: _View, year: int) -> Window:
    phase = _preparing_phase(view, year)
    decision = _decision(view, year, phase)
    closes = decision.day if decision is not None else None
    adoption = view.find(Role.ADOPTION, year)
    if closes is None and adoption is not None and phase is not Phase.VEDTATT:
        closes = adoption.lands if adoption.lands is not None and adoption.lands >= view.on else None
    title = text(
        "Budsjett {aar} og økonomiplan {aar}–{til}",
        aar=Year(year),
        til=Year(year + 3),
    )
    return _window(view, f"budsjett-{year}", title, year, phase, decision, closes)


def _preparing_phase(view: _View, year: int) -> Phase:
    adoption = view.find(Role.ADOPTION, year)
    if adoption is not None and adoption.status is Status.HELD:
        return Phase.VEDTATT
    if view.passed(Role.RECOMMENDATION, year):
        return Phase.OFFENTLIGGJORT if view.reached(Role.PUBLICATION, year) else Phase.INNSTILLING
    if view.reached(Role.PROPOSAL, year):
        return Phase.FORSLAG
    if view.passed(Role.FRAMES, year):
        return Phase.ADMINISTRATIVT
    return Phase.RAMMESAK if view.reached(Role.STATE_FRAMES, year) else Phase.FOR_RAMMESAK


def _executed(view: _View, year: int) -> Window:
    if not view.passed(Role.FIRST_REPORT, year):
        phase = Phase.GJENNOMFORING_1
    elif not view.passed(Role.SECOND_REPORT, year):
        phase = Phase.GJENNOMFORING_2
    else:
        phase = Phase.GJENNOMFORING_3
    decision = _decision(view, year, phase)
    if decision is None:
        # A budget may be amended in any council meeting: the last of the year is the last chance.
        meetings = [m for m in view.councils() if m.planned is not None and m.planned.year == year]
        decision = _as_decision(meetings[-1], view.on) if meetings else None
    closes = decision.day if decision is not None else date(year, 12, 31)
    title = text("Årets budsjett {aar}", aar=Year(year))
    return _window(view, f"budsjett-{year}", title, year, phase, decision, closes)


def _strategy(view: _View) -> Iterator[Window]:
    """The planning strategy that is still to be adopted in this term."""
    for milestone in view.milestones:
        due = milestone.planned or milestone.lands
        if milestone.traits.role is Role.STRATEGY and milestone.status is not Status.HELD and due is not None:
            decision = _as_decision(milestone, view.on)
            title = text("Planstrategi for perioden")
            closes = due if due >= view.on else None
            yield _window(view, "planstrategi", title, due.year, Phase.PLAN_ARBEID, decision, closes)


def _plan(view: _View, plan: Plan) -> Window | None:
    """A plan's window: it is being made, it holds, or it is to be revised; None when it has run out."""
    title, on = text("{plan}", plan=plan.title), view.on
    if plan.valid_to is not None and plan.valid_to < on:
        return None
    if plan.adopted is None or plan.adopted > on:
        decision = _plan_decision(adopted_key(plan.key), title, plan.adopted)
        year = plan.adopted.year if plan.adopted is not None else on.year
        return _window(view, plan.key, title, year, Phase.PLAN_ARBEID, decision, plan.adopted)
    revision = plan.next_revision
    near = revision is not None and revision <= on + _REVISION_NEAR
    phase = Phase.PLAN_REVISJON if near else Phase.PLAN_GJELDER
    ahead = revision if revision is not None and revision >= on else None
    decision = _plan_decision(revision_key(plan.key), title, ahead)
    return _window(view, plan.key, title, (revision or on).year, phase, decision, ahead)


def _constituting(view: _View) -> Iterator[Window]:
    """The election year's constituting meeting, from the election until it is held."""
    year = view.on.year
    found = next((m for m in view.milestones if m.traits.role is Role.CONSTITUTING), None)
    if year != election_year(year) or view.on.month < _ELECTION_MONTH or found is None:
        return
    if found.status is Status.HELD or found.day is None or found.day < view.on:
        return
    title = text("Nytt kommunestyre {aar}", aar=Year(year))
    decision = _as_decision(found, view.on)
    yield _window(view, f"konstituering-{year}", title, year, Phase.KONSTITUERING, decision, found.day)


def _plan_decision(key: str, title: Text, day: date | None) -> Decision | None:
    return None if day is None else Decision(key, title, Organ.KOMMUNESTYRE, day)


def _decision(view: _View, year: int, phase: Phase) -> Decision | None:
    """The next decision whose day the municipality has set."""
    found = (view.find(role, year) for role in _NEXT[phase])
    return next((d for m in found if m is not None and (d := _as_decision(m, view.on))), None)


def _as_decision(milestone: Milestone, on: date) -> Decision | None:
    """The milestone as a decision to come; None when the municipality has set no day, or it has passed."""
    if milestone.planned is None or milestone.planned < on or milestone.status is Status.HELD:
        return None
    return Decision(milestone.key, milestone.title, milestone.organ, milestone.planned)


def _window(
    view: _View,
    plan: str,
    title: Text,
    year: int,
    phase: Phase,
    decision: Decision | None,
    closes: date | None,
) -> Window:
    usable = [
        instrument
        for rule in view.instruments
        if phase in rule.phases and (instrument := _instrument(view, rule, year, closes)) is not None
    ]
    return Window(
        plan,
        title,
        year,
        phase.value,
        phase.words,
        decision,
        closes,
        None if closes is None else working_days_between(view.on, closes),
        tuple(sorted(usable, key=lambda instrument: instrument.closes or date.max)),
    )


def _instrument(
    view: _View, rule: InstrumentRule, budget_year: int, closes: date | None
) -> Instrument | None:
    """What can be done with it now; None when the rule that closes it has no day, or the day has passed."""
    day: date | None = None
    if rule.closing is Closing.DECISION:
        day = closes
    elif rule.closing is Closing.ADOPTION:
        adoption = view.find(Role.ADOPTION, budget_year)
        day = adoption.day if adoption is not None else closes
    elif rule.closing is Closing.MEETING:
        day = _hand_in_day(view, rule)
    elif rule.closing is Closing.RULE:
        closing = view.of_rule(rule.closing_rule or "", budget_year)
        if closing is None or closing.lands is None or closing.lands < view.on:
            return None
        day = closing.lands
    warned = rule.warning_setting == INTERPELLATION_SETTING
    warning = interpellation_warning(view.local.interpellation) if warned else None
    return Instrument(
        rule.key,
        Text(rule.title),
        day,
        _basis(view.local, rule),
        Text(rule.can),
        Text(rule.cannot),
        warning,
        None if view.local.members is None else needed(rule.threshold, view.local.members),
    )


def _hand_in_day(view: _View, rule: InstrumentRule) -> date | None:
    """The last day before the next council meeting one can still reach; None without a local deadline."""
    notice = view.local.notices.get(rule.notice_setting or "")
    if notice is None:
        return None
    days = (notice.last_day(m.planned) for m in view.councils() if m.planned is not None)
    return next((day for day in days if day >= view.on), None)


def _basis(local: LocalRules, rule: InstrumentRule) -> Text:
    basis = Text(rule.basis)
    own = threshold_text(rule.threshold, local.members)
    if own is not None:
        basis = text("{grunnlag} {egne}", grunnlag=basis, egne=own)
    if rule.closing is Closing.MEETING and (rule.notice_setting or "") not in local.notices:
        basis = text("{grunnlag} Fristen står i kommunens reglement.", grunnlag=basis)
    return basis
