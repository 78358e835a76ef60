"""«Siste sjanse / neste sjanse»: one wish's way on the wheel (legal calendar §§ 10–11, money model E.5)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from planhjul.choices.band import Band
from planhjul.choices.priorities import Priority, PriorityKind
from planhjul.choices.route.points import Around, councils, goes_through_budget, points
from planhjul.choices.route.results import PointState, Route, RoutePoint
from planhjul.choices.route.ways import Reach
from planhjul.plans import Goal, Plan
from planhjul.texts import Kroner, Million, Text, Year, text
from planhjul.wheel.instruments import InstrumentRule
from planhjul.wheel.local import local_rules
from planhjul.wheel.results import MEETING_KEY, Wheel
from planhjul.wheel.roles import Stop

RoomAt = Callable[[int, date], Band | None]

# A wish that is wanted as soon as possible is looked for in this year and the next ones.
YEARS_AHEAD: Final = 2


def route(
    priority: Priority,
    years: Sequence[Wheel],
    terms: Sequence[Wheel],
    instruments: Sequence[InstrumentRule],
    room_at: RoomAt,
    on: date,
    plans: Sequence[Plan] = (),
    settings: Mapping[str, str] | None = None,
    goals: Sequence[Goal] = (),
) -> Route:
    """The wish's remaining and passed decision points in order, with what each can still move.

    Args:
        priority: the wish; without a year it is wanted as soon as possible.
        years: the wheels of the calendar years around `on` and the year wanted, seen on `on`.
        terms: the four-year wheels the plan points stand in, the present term first.
        instruments: the catalogue's instruments.
        room_at: (budget year, day) → what can be moved in the wish's line that day; None without numbers.
        on: the day one looks from.
        plans: the municipality's plans.
        settings: the municipality's settings (hand-in deadlines).
        goals: the plans' goals: the plan of the wish's own goal is one of its points.
    """
    reach = Reach(on, councils(years), local_rules(settings or {}).notices)
    goal_plan = next((goal.plan for goal in goals if priority.goal and goal.key == priority.goal), "")
    around = Around(years, terms, plans, instruments, reach, goal_plan)
    year, found = _wanted(priority, around, room_at)
    marked = _marked(priority, found)
    return Route(
        key=priority.key,
        title=priority.title,
        kind=priority.kind,
        on=on,
        year=year,
        amount_ore=priority.amount_ore,
        points=marked,
        sentence=_sentence(year, marked),
        notes=tuple(_notes(priority, year, marked)),
    )


def last_year(priority: Priority, on: date) -> int:
    """The last budget year a route of the wish may have to look at: which wheels it needs."""
    return (on.year if priority.year is None else priority.year) + YEARS_AHEAD


def _wanted(priority: Priority, around: Around, room_at: RoomAt) -> tuple[int | None, tuple[RoutePoint, ...]]:
    """The year the wish is to work in, with its points: the one asked for, else the first within reach."""
    if priority.year is not None or not goes_through_budget(priority):
        return priority.year, _with_room(
            priority, priority.year, points(priority, priority.year, around), room_at
        )
    candidates = range(around.on.year, around.on.year + YEARS_AHEAD + 1)
    tried = [
        (year, _with_room(priority, year, points(priority, year, around), room_at)) for year in candidates
    ]
    for fits in (_an_ordinary_chance, _dated_chance, _any_chance):
        for year, found in tried:
            if any(fits(point) for point in found):
                return year, found
    return tried[0]


def _an_ordinary_chance(point: RoutePoint) -> bool:
    """A decision on the year's money that is made anyway, where the amount is not known to be too large."""
    last_meeting = point.stop is Stop.REGULERING and point.rule.startswith(MEETING_KEY)
    return _dated_chance(point) and point.inside is not False and not last_meeting


def _dated_chance(point: RoutePoint) -> bool:
    """A decision on the year's money with a day, when something can still be moved as far as we know."""
    moves = point.movable is None or point.movable.default_ore > 0
    return _any_chance(point) and point.state is PointState.AHEAD and moves


def _any_chance(point: RoutePoint) -> bool:
    return point.reaches and point.budget_year is not None and point.state is not PointState.PASSED


def _with_room(
    priority: Priority, year: int | None, found: tuple[RoutePoint, ...], room_at: RoomAt
) -> tuple[RoutePoint, ...]:
    """The points ahead with what can be moved then: in the year wanted, or in the year they decide on."""

    def roomy(point: RoutePoint) -> RoutePoint:
        about = year if point.reaches or point.stop is Stop.MOTE else point.budget_year
        if about is None or point.day is None or point.state is not PointState.AHEAD:
            return point
        movable = room_at(about, point.day)
        if movable is None:
            return point
        if priority.amount_ore is None or point.stop is Stop.MOTE:
            return replace(point, movable=movable)
        amount = abs(priority.amount_ore)
        return replace(
            point, movable=movable, inside=amount <= movable.default_ore, fits=_fits(amount, movable)
        )

    return tuple(roomy(point) for point in found)


def _fits(amount: int, movable: Band) -> Text:
    if amount <= movable.low_ore:
        return text("{belop} er innenfor, også med det lave anslaget.", belop=Kroner(amount))
    if amount <= movable.default_ore:
        return text("{belop} er innenfor anslaget, men ikke det lave.", belop=Kroner(amount))
    if amount <= movable.high_ore:
        return text("{belop} er utenfor anslaget, men innenfor det høye.", belop=Kroner(amount))
    return text(
        "{belop} er mer enn det som kan flyttes da. Del opp tiltaket, vent til neste år, eller finn "
        "inndekning utenfor området.",
        belop=Kroner(amount),
    )


def _marked(priority: Priority, found: tuple[RoutePoint, ...]) -> tuple[RoutePoint, ...]:
    """The points with «neste sjanse» and «siste sjanse» marked."""
    ahead = [point for point in found if point.state is not PointState.PASSED]
    dated = [point for point in ahead if point.state is PointState.AHEAD]
    useful = [point for point in dated if point.reaches or point.stop is Stop.MOTE]
    upcoming = next(iter(useful or dated or ahead), None)
    last = _last(priority, ahead)
    return tuple(
        replace(
            point,
            next_chance=upcoming is not None and point.key == upcoming.key,
            last_chance=last is not None and point.key == last.key,
        )
        for point in found
    )


def _last(priority: Priority, ahead: Sequence[RoutePoint]) -> RoutePoint | None:
    """The last dated point that reaches the year: where the amount may fit, else the last ordinary one."""
    raising, money = priority.kind is PriorityKind.PROSESS, goes_through_budget(priority)
    reaching = [p for p in ahead if p.reaches and p.state is PointState.AHEAD]
    # A plan gives no money, and to raise a case is not to decide it.
    dated = [p for p in reaching if p.budget_year is not None or not money]
    dated = [p for p in dated if p.stop is not Stop.MOTE or raising]
    movable = [point for point in dated if point.movable is None or point.movable.default_ore > 0]
    possible = [point for point in movable if _within_high(priority, point)]
    ordinary = [point for point in movable if point.stop is not Stop.REGULERING]
    best = possible or ordinary or movable or dated
    return best[-1] if best else None


def _within_high(priority: Priority, point: RoutePoint) -> bool:
    """Whether the amount may fit, if the room is as large as it can be."""
    amount = abs(priority.amount_ore or 0)
    return point.movable is None or amount <= point.movable.high_ore


def _sentence(year: int | None, found: Sequence[RoutePoint]) -> Text:
    upcoming = next((point for point in found if point.next_chance), None)
    last = next((point for point in found if point.last_chance), None)
    if upcoming is None:
        return text("Ingen vedtak som fører fram, er datofestet. Les inn møteplanen under Import.")
    if last is None and any(point.reaches and point.state is PointState.WAITING for point in found):
        return text(
            "Neste sjanse: {neste} Vedtakene som kan nå {aar}, har ingen dag ennå.",
            neste=in_words(upcoming),
            aar=_year(year),
        )
    if last is None:
        return text(
            "Det er for sent å nå {aar}. Neste sjanse er {hva} Virkningen kommer da senere.",
            aar=_year(year),
            hva=in_words(upcoming),
        )
    if last.key == upcoming.key:
        return text(
            "Neste sjanse er også siste sjanse til å nå {aar}: {hva}", aar=_year(year), hva=in_words(last)
        )
    return text(
        "Neste sjanse: {neste} Siste sjanse til å nå {aar}: {siste}",
        neste=in_words(upcoming),
        aar=_year(year),
        siste=in_words(last),
    )


def _year(year: int | None) -> Text:
    return text("målet") if year is None else text("{aar}", aar=Year(year))


def in_words(point: RoutePoint) -> Text:
    """The point and its day in a few words, for a sentence or a table."""
    if point.day is None:
        return text("{hva}. {naar}", hva=point.title, naar=point.when)
    return text("{hva}, {dag}.", hva=point.title, dag=point.day)


def _notes(priority: Priority, year: int | None, found: Sequence[RoutePoint]) -> Iterator[Text]:
    """What the answer rests on, and what could change it."""
    if priority.year is None and year is not None:
        yield text("Ønsket har ikke noe år. Vi regner med {aar}, det første som kan nås.", aar=Year(year))
    if priority.amount_ore is None and goes_through_budget(priority):
        yield text("Ønsket har ikke noe beløp, så vi kan ikke si om det får plass i handlingsrommet.")
    moving = [point for point in found if point.movable is not None]
    if moving and priority.amount_ore is not None:
        yield text(
            "Beløpet er regnet som helt år: {belop} holdt opp mot det som kan flyttes i {aar} på dagen.",
            belop=Kroner(abs(priority.amount_ore)),
            aar=_year(year),
        )
    if moving:
        yield text("Det som kan flyttes, er et anslag som bygger på antakelser om hva som er bundet.")
    last = next((point for point in found if point.last_chance), None)
    if last is not None and last.movable is not None and last.inside is False:
        if _within_high(priority, last):
            yield text(
                "Siste sjanse er regnet med det høye anslaget. Med det vanlige får ikke beløpet plass da."
            )
        else:
            yield text(
                "Beløpet er større enn det høye anslaget på alle vedtakene som er igjen. Siste sjanse er det "
                "siste ordinære vedtaket: da er anslaget {rom}, og resten må dekkes andre steder.",
                rom=Million(last.movable.default_ore),
            )
    money = goes_through_budget(priority)
    for point in found:
        undated = point.state is PointState.WAITING and point.reaches
        decides = point.budget_year is not None or not money
        if undated and decides and last is not None and point.order > last.order:
            yield text(
                "{hva}: ingen dag er satt, og det kan bli en senere sjanse enn den siste her.",
                hva=point.title,
            )
