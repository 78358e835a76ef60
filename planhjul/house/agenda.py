"""Min saksliste: what somebody wants raised, each wish's way on the wheel, and who raises the cases."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from planhjul.choices.band import Band
from planhjul.choices.measures import Measure, PartKind
from planhjul.choices.priorities import Priority, PriorityKind
from planhjul.choices.results import Effects
from planhjul.choices.room.year import YearRoom
from planhjul.choices.route.results import Route
from planhjul.choices.route.way import RoomAt, last_year, route
from planhjul.house.as_of import Answers, kept
from planhjul.house.money import NoVersion
from planhjul.issues import Refused, Unknown
from planhjul.plans import GoalKind
from planhjul.texts import Text, text
from planhjul.wheel.events import TERM_YEARS, election_year
from planhjul.wheel.meetings import Case
from planhjul.wheel.raised_by import YearShare, case_shares

_INCOME = frozenset({PartKind.GEBYR, PartKind.OREMERKET, PartKind.REFUSJON})
# The wheels a route may look at: a wish further ahead than the next økonomiplan has no dates anyway.
_YEARS_AHEAD = 5


@dataclass(frozen=True, slots=True)
class Item:
    """One wish on a list with its way."""

    priority: Priority
    route: Route


@dataclass(frozen=True, slots=True)
class AgendaList:
    """One owner's list: the wish whose next deadline comes first stands first."""

    owner: str
    items: tuple[Item, ...]


class Agenda(Answers):
    """Answers about wishes, their routes and the case list."""

    # Routes

    def route(self, priority: Priority) -> Route:
        """The wish's way on the wheel seen from the day; the wish need not be stored."""
        return self._routes([priority])[0]

    def _routes(self, wishes: Sequence[Priority]) -> list[Route]:
        """The ways of the wishes, on one reading of the store."""
        seen, on = self.seen, self.seen.day
        wanted = max((last_year(wish, on) for wish in wishes), default=on.year)
        furthest = max(min(wanted, on.year + _YEARS_AHEAD), on.year + 1)
        election = election_year(on.year)
        years = seen.calendar.wheels(range(on.year - 1, furthest + 1))
        terms = [seen.calendar.term(year) for year in (election, election + TERM_YEARS)]
        plans, settings = seen.plans, seen.setting_values
        goals = seen.plan_goals if any(wish.goal for wish in wishes) else ()
        instruments, room_of = self.house.law.instruments, cache(seen.room.year_room)
        return [
            route(wish, years, terms, instruments, _room_at(wish, room_of), on, plans, settings, goals)
            for wish in wishes
        ]

    def route_of_measure(self, key: str) -> Route | Refused:
        """The way of a measure: its function and first year are its own, its amount what it is worth then.

        The amount is the measure's net effect for a full year, with pension, tax and VAT; where it cannot be
        counted, the change of its parts, and a note says so.
        """
        measure = next((one for one in self.seen.measures if one.key == key), None)
        if measure is None:
            return Unknown(
                text(
                    "Tiltaket {key} finnes ikke {on}. Se nøklene med: planhjul effects",
                    key=key,
                    on=self.seen.day,
                )
            )
        wish = of_measure(measure)
        full_year = self._full_year(measure, wish.year)
        if full_year is not None:
            wish = replace(wish, amount_ore=full_year)
        found = self.route(wish)
        return found if wish.amount_ore is None else _noted(found, _amount_words(full_year is not None))

    def _full_year(self, measure: Measure, year: int | None) -> int | None:
        """What the measure costs (+) or saves (−) in a full year, None when it cannot be counted."""
        answer = None if year is None else self.seen.effects.effects(keys={measure.key})
        if year is None or not isinstance(answer, Effects):
            return None
        worth = next((one.full_year_ore.get(year) for one in answer.measures if one.key == measure.key), None)
        return None if worth is None else -worth

    def route_of_case(self, key: str) -> Route | Refused:
        """The way of a wish on a list, or of a case in the imported case list."""
        wish = next((one for one in self.seen.priorities if one.key == key), None)
        if wish is not None:
            return self.route(wish)
        case = next((one for one in self.seen.cases if one.key == key), None)
        if case is not None:
            note = text(
                "Sakslista sier ikke om saken gjelder budsjettet eller en plan. Derfor vises vedtak om begge."
            )
            return _noted(self.route(of_case(case)), note)
        return Unknown(
            text(
                "Saken {key} finnes ikke {on}. Se sakslistene med: planhjul agenda", key=key, on=self.seen.day
            )
        )

    # Lists

    def owners(self) -> tuple[str, ...]:
        """The names of the lists that stand on the day, in order."""
        return tuple(sorted({priority.owner for priority in self.seen.priorities}, key=str.casefold))

    def functions(self) -> tuple[tuple[str, str], ...]:
        """The service functions a wish can be about: code and title, those of the newest budget known."""
        for year in self._budget_years():
            seen = self.seen.room.year_room(year)
            if not isinstance(seen, NoVersion):
                held = sorted({code for line in seen.lines for code in line.functions})
                return tuple((code, self.house.codes.funksjon_title(code)) for code in held)
        return ()

    def areas(self) -> tuple[tuple[str, str], ...]:
        """The budget areas a wish can belong to: key and title."""
        return tuple((area.key, area.title) for area in self.seen.areas)

    def goals(self) -> tuple[tuple[str, str], ...]:
        """The goals a wish can serve: key and title; visions are too wide to be a way to anything."""
        return tuple(
            (goal.key, goal.title) for goal in self.seen.plan_goals if goal.kind is not GoalKind.VISJON
        )

    @kept
    def lists(self, owner: str = "") -> tuple[AgendaList, ...]:
        """The lists, or the one of `owner`, each wish with its way; those with the nearest deadline first."""
        found = [one for one in self.seen.priorities if not owner or one.owner == owner]
        items = [Item(one, way) for one, way in zip(found, self._routes(found), strict=True)]
        return tuple(
            AgendaList(
                name, tuple(sorted((item for item in items if item.priority.owner == name), key=_nearest))
            )
            for name in sorted({one.owner for one in found}, key=str.casefold)
        )

    def where(self, priority: Priority) -> str:
        """The title of the budget area or function the wish is about; "" for one about no single area."""
        for year in self._budget_years():
            seen = self.seen.room.year_room(year)
            if isinstance(seen, NoVersion):
                continue
            area = _area(priority, seen)
            if area:
                return next((line.title for line in seen.lines if line.area == area), area)
        return priority.area

    # The case list

    def shares(self) -> tuple[YearShare, ...]:
        """Who raised the cases of the imported case list, by year, the newest first."""
        return case_shares(self.seen.cases)

    def _budget_years(self) -> tuple[int, ...]:
        """The year being prepared and the day's own, those that were known on the day first."""
        known = {choice.year for choice in self.seen.money.choices()}
        years = (self.seen.year + 1, self.seen.year)
        return tuple(sorted(years, key=lambda year: year not in known))


def of_measure(measure: Measure) -> Priority:
    """The measure as a wish: the full-year change of its first year, cost up or income down positive."""
    years = [year for part in measure.parts for year, ore in part.amounts.items() if ore]
    first = min(years, default=None)
    amount = None
    if first is not None:
        amount = sum(
            -part.amounts.get(first, 0) if part.kind in _INCOME else part.amounts.get(first, 0)
            for part in measure.parts
        )
    functions = {part.funksjon for part in measure.parts if part.funksjon}
    return Priority(
        key=measure.key,
        owner=measure.proposed_by,
        title=measure.title,
        kind=PriorityKind.PENGER,
        funksjon=functions.pop() if len(functions) == 1 else "",
        area="",
        goal="",
        amount_ore=amount,
        year=first,
        note="",
        source=None,
    )


def of_case(case: Case) -> Priority:
    """The case as a wish: the case list says neither kind nor amount, so both budget and plans are shown."""
    return Priority(
        key=case.key,
        owner=case.raised_by,
        title=case.title,
        kind=PriorityKind.TJENESTE,
        funksjon="",
        area="",
        goal="",
        amount_ore=None,
        year=None,
        note="",
        source=case.source,
    )


def _amount_words(counted: bool) -> Text:
    if counted:
        return text(
            "Beløpet er det tiltaket er verdt netto i et helt år, med pensjon, arbeidsgiveravgift og "
            "merverdiavgift."
        )
    return text(
        "Beløpet er det som står i tiltaket, uten pensjon, arbeidsgiveravgift og merverdiavgift: virkningen "
        "kunne ikke regnes ut."
    )


def _noted(found: Route, note: Text) -> Route:
    """The route with one note more about what it rests on."""
    return replace(found, notes=(*found.notes, note))


def _room_at(priority: Priority, room_of: Callable[[int], YearRoom | NoVersion]) -> RoomAt:
    """What can be moved on a day, in the wish's own area or function when it has one, else in all.

    An area the year does not have gives None.
    """

    def at(year: int, day: date) -> Band | None:
        seen = room_of(year)
        if isinstance(seen, NoVersion):
            return None
        area = _area(priority, seen)
        return None if area is None or not seen.has(area) else Band(*seen.band(day, area))

    return at


def _area(priority: Priority, seen: YearRoom) -> str | None:
    """The line the wish is about: its area, or the one that holds its function.

    "" is the whole budget, None a function the year has no line for.
    """
    if priority.area or not priority.funksjon:
        return priority.area
    return seen.area_of(priority.funksjon) or None


def _nearest(item: Item) -> tuple[bool, date, str]:
    upcoming = item.route.next
    day = None if upcoming is None else upcoming.deadline or upcoming.day
    return day is None, day or date.max, item.priority.title.casefold()
