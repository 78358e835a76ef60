"""The decision points of a wish, found among the wheels' own milestones: no date is made here.

Which points a wish passes follows from its kind: money goes through the yearly budget and its amendments,
plans through the four-year wheel and the plans' revisions, processes through the council's own rules.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from planhjul.choices.priorities import Priority, PriorityKind
from planhjul.choices.route.results import PointState, RoutePoint
from planhjul.choices.route.ways import Reach, ways
from planhjul.plans import Plan, PlanType
from planhjul.texts import Text, Year, text
from planhjul.wheel.calendar import previous_working_day, working_days_between
from planhjul.wheel.instruments import InstrumentRule
from planhjul.wheel.meetings import Organ
from planhjul.wheel.results import (
    MEETING_KEY,
    PLAN_KEY,
    Milestone,
    Process,
    RuleKind,
    Status,
    Wheel,
    adopted_key,
    revision_key,
)
from planhjul.wheel.roles import Stop

_PLAN_YEARS: Final = 4

# The yearly budget, by what its rules are on a wish's way: the year's preparation, then its amendments.
_BUDGET: Final = frozenset(
    {Stop.KONFERANSE, Stop.RAMMESAK, Stop.HANDLINGSDEL, Stop.FORSLAG, Stop.INNSTILLING, Stop.VEDTAK}
)
_TERM: Final = frozenset({Stop.PLANSTRATEGI, Stop.PLANPROGRAM})
_PLANS_OF: Final[Mapping[PriorityKind, frozenset[PlanType]]] = {
    PriorityKind.PENGER: frozenset(),
    PriorityKind.TJENESTE: frozenset({PlanType.KOMMUNEPLAN, PlanType.SAMFUNNSDEL}),
    PriorityKind.PLAN: frozenset(
        {PlanType.KOMMUNEPLAN, PlanType.SAMFUNNSDEL, PlanType.KOMMUNEDELPLAN, PlanType.TEMAPLAN}
    ),
    PriorityKind.AREAL: frozenset({PlanType.KOMMUNEPLAN, PlanType.AREALDEL, PlanType.KOMMUNEDELPLAN}),
    PriorityKind.PROSESS: frozenset(),
}
_TERM_KINDS: Final = frozenset({PriorityKind.TJENESTE, PriorityKind.PLAN, PriorityKind.AREAL})


@dataclass(frozen=True, slots=True)
class Around:
    """What the points are found among: the years' and the terms' wheels, the plans, what can be done, when.

    `goal_plan` is the key of the plan the wish's goal stands in, "" without one.
    """

    years: Sequence[Wheel]
    terms: Sequence[Wheel]
    plans: Sequence[Plan]
    instruments: Sequence[InstrumentRule]
    reach: Reach
    goal_plan: str = ""

    @property
    def on(self) -> date:
        """The day one looks from."""
        return self.reach.on


def goes_through_budget(priority: Priority) -> bool:
    """Whether the wish needs the yearly budget: it is about money or a service, or has an amount."""
    money = priority.kind in (PriorityKind.PENGER, PriorityKind.TJENESTE)
    return money or priority.amount_ore is not None


def councils(years: Sequence[Wheel]) -> tuple[date, ...]:
    """The days of the council's meetings, in order."""
    days = {milestone.planned for milestone, _ in _meetings(years) if milestone.planned is not None}
    return tuple(sorted(days))


def points(priority: Priority, year: int | None, around: Around) -> tuple[RoutePoint, ...]:
    """The wish's decision points in order, when it should work in `year` (None = no year is asked for)."""
    found = [
        *_term_points(priority, year, around),
        *_next_meeting(priority, around),
        *(_budget_points(year, around) if year is not None and goes_through_budget(priority) else ()),
        *(_rules_points(around) if priority.kind is PriorityKind.PROSESS else ()),
    ]
    by_key = {point.key: point for point in found}
    return tuple(sorted(by_key.values(), key=lambda point: (point.order, point.rule)))


def _budget_points(year: int, around: Around) -> Iterator[RoutePoint]:
    """The year's budget and amendments, the plans that can hold the year before, and the next year's."""
    for wheel in around.years:
        for milestone in wheel.milestones:
            budget_year, stop = milestone.budget_year, milestone.traits.stop
            if budget_year is None or stop is None:
                continue
            if budget_year in (year, year + 1) and stop in _BUDGET:
                yield _point(milestone, wheel.year, stop, around, budget_year, reaches=budget_year == year)
            elif year - _PLAN_YEARS < budget_year < year and stop is Stop.VEDTAK:
                point = _point(milestone, wheel.year, Stop.HANDLINGSDEL, around, budget_year, reaches=True)
                if point.state is not PointState.PASSED:
                    yield replace(
                        point,
                        title=text(
                            "Kommunestyret vedtar økonomiplanen {fra}–{til}, der {aar} er med",
                            fra=Year(budget_year),
                            til=Year(budget_year + _PLAN_YEARS - 1),
                            aar=Year(year),
                        ),
                    )
            elif budget_year == year and stop is Stop.REGULERING:
                yield _point(milestone, wheel.year, stop, around, year, reaches=True)
    yield from _last_meeting(year, around)


def _last_meeting(year: int, around: Around) -> Iterator[RoutePoint]:
    """The council's last meeting of the year: it may amend the budget in any (kommuneloven § 14-5)."""
    meetings = [
        (m, y) for m, y in _meetings(around.years) if m.planned is not None and m.planned.year == year
    ]
    if meetings:
        milestone, calendar_year = meetings[-1]
        point = _point(milestone, calendar_year, Stop.REGULERING, around, year, reaches=True)
        yield replace(
            point,
            key=f"siste-mote-{year}",
            title=text("Siste kommunestyremøte i {aar}: budsjettet kan fortsatt reguleres", aar=Year(year)),
        )


def _next_meeting(priority: Priority, around: Around) -> Iterator[RoutePoint]:
    """The first council meeting a case can still reach: where a wish is raised before any case exists."""
    for milestone, calendar_year in _meetings(around.years):
        if milestone.status is not Status.PLANNED or milestone.planned is None:
            continue
        point = _point(
            milestone,
            calendar_year,
            Stop.MOTE,
            around,
            None,
            reaches=priority.kind is PriorityKind.PROSESS,
        )
        if point.state is PointState.AHEAD and point.ways:
            yield replace(point, title=text("Neste kommunestyremøte dere kan reise saken i"))
            return


def _term_points(priority: Priority, year: int | None, around: Around) -> Iterator[RoutePoint]:
    """The planning strategy, and the plans the wish may stand in: those of its kind and that of its goal."""
    if priority.kind not in _TERM_KINDS:
        return
    types = _PLANS_OF[priority.kind]
    plans = {plan.key: plan for plan in around.plans if plan.type in types or plan.key == around.goal_plan}
    missing = types - {plan.type for plan in plans.values()}
    own_days = {day(key) for key in plans for day in (adopted_key, revision_key)}
    strategies = {revision_key(plan.key) for plan in around.plans if plan.type is PlanType.PLANSTRATEGI}
    for position, wheel in enumerate(around.terms):
        keys = {milestone.key for milestone in wheel.milestones}
        for milestone in wheel.milestones:
            stop = milestone.traits.stop
            if stop in _TERM:
                # The strategy's own day for its revision says more than the law's latest.
                if milestone.planned is None and stop is Stop.PLANSTRATEGI and strategies & keys:
                    continue
            elif milestone.key in strategies:
                stop = Stop.PLANSTRATEGI
            elif milestone.key in own_days or milestone.traits.plan_type in missing:
                stop = Stop.PLAN
            else:
                continue
            point = _before_year(_point(milestone, wheel.year, stop, around, None, reaches=True), year)
            # The next council's customary plans are nobody's decision yet; days already set are.
            if position == 0 or point.day is not None:
                yield point


def _before_year(point: RoutePoint, year: int | None) -> RoutePoint:
    """A plan point reaches the years after it, and its own when it comes with the year's budget."""
    return point if year is None or point.order.year <= year else replace(point, reaches=False)


def _rules_points(around: Around) -> Iterator[RoutePoint]:
    """What decides how the council works: the evaluation, the meeting plan, the reglement."""
    for wheel in (*around.years, *around.terms):
        for milestone in wheel.milestones:
            if milestone.traits.stop is Stop.REGLEMENT:
                point = _point(milestone, wheel.year, Stop.REGLEMENT, around, None, reaches=True)
                if point.state is not PointState.PASSED:
                    yield point


def _meetings(years: Sequence[Wheel]) -> Iterator[tuple[Milestone, int]]:
    for wheel in years:
        for milestone in wheel.milestones:
            if milestone.process is Process.MOTE and milestone.organ is Organ.KOMMUNESTYRE:
                yield milestone, wheel.year


def _point(
    milestone: Milestone,
    calendar_year: int,
    stop: Stop,
    around: Around,
    budget_year: int | None,
    *,
    reaches: bool,
) -> RoutePoint:
    state = _state(milestone, around.on)
    day = milestone.planned
    usual = milestone.lands if day is None else None
    open_ways = (
        ()
        if state is PointState.PASSED
        else ways(stop, milestone.organ, day, around.instruments, around.reach)
    )
    deadline = (
        _deadline(stop, day, [way.deadline for way in open_ways])
        if state is PointState.AHEAD and day
        else None
    )
    return RoutePoint(
        key=_unique(milestone.key, calendar_year),
        rule=milestone.key,
        stop=stop,
        title=milestone.title,
        organ=milestone.organ,
        state=state,
        day=day,
        usual=usual,
        when=_when(milestone, state, around.on),
        budget_year=budget_year,
        ways=open_ways,
        deadline=deadline,
        working_days_left=None if deadline is None else working_days_between(around.on, deadline),
        movable=None,
        inside=None,
        fits=None,
        reaches=reaches,
        because=milestone.because,
    )


def _unique(key: str, calendar_year: int) -> str:
    """The milestone's key with its calendar year; meetings and plans are unique already."""
    return key if key.startswith((MEETING_KEY, PLAN_KEY)) else f"{key}-{calendar_year}"


def _state(milestone: Milestone, on: date) -> PointState:
    if milestone.status is Status.HELD or (milestone.planned is not None and milestone.planned < on):
        return PointState.PASSED
    custom = milestone.kind is RuleKind.SEDVANE and milestone.planned is None
    if custom and milestone.lands is not None and milestone.lands < on:
        return PointState.PASSED
    return PointState.AHEAD if milestone.planned is not None else PointState.WAITING


def _deadline(stop: Stop, day: date, known: Sequence[date | None]) -> date | None:
    """The last day something can be delivered; None when only the local reglement knows."""
    if stop is Stop.FORSLAG:
        # The proposal is made by others: what is to be in it must be there before it is laid out.
        return previous_working_day(date.fromordinal(day.toordinal() - 1))
    last = max((deadline for deadline in known if deadline is not None), default=None)
    return last if last is not None or stop is Stop.MOTE else day


def _when(milestone: Milestone, state: PointState, on: date) -> Text:
    if milestone.planned is not None:
        if state is PointState.PASSED:
            return text("Gikk {dag}.", dag=milestone.planned)
        return text("{dag}.", dag=milestone.planned)
    if state is PointState.PASSED:
        return text("Tiden er ute, men møteplanen sier ikke hvilken dag det skjedde.")
    if milestone.lands is None:
        return text("Ingen dag er satt ennå.")
    if milestone.status is Status.LATE or milestone.lands < on:
        return text("Fristen var {dag}, og vi finner ikke at det er gjort.", dag=milestone.lands)
    if milestone.kind is RuleKind.LOV:
        return text("Ingen dag er satt ennå. Loven sier senest {dag}.", dag=milestone.lands)
    return text("Ingen dag er satt ennå. Vanligvis rundt {dag}.", dag=milestone.lands)
