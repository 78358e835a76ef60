"""Min saksliste: what somebody wants raised, each wish's way on the wheel, and who raises the cases."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

from planhjul.choices.band import Band
from planhjul.choices.measures import Measure, PartKind
from planhjul.choices.priorities import Priority, PriorityKind
from planhjul.choices.results import Effects
from planhjul.choices.room.year import YearRoom
from planhjul.choices.route.results import Route
from planhjul.choices.route.way import RoomAt, last_year, route
from planhjul.language import Language
from planhjul.ledger.codes import CodeLists
from planhjul.plans import GoalKind
from planhjul.services.calendar import Calendar
from planhjul.services.choices import ChoicesService
from planhjul.services.municipalities import MunicipalityService, NoVersion
from planhjul.services.refusals import Refused, Unknown
from planhjul.store import Repository, UnknownPriority
from planhjul.texts import Text, text
from planhjul.wheel.events import TERM_YEARS, election_year
from planhjul.wheel.meetings import Case
from planhjul.wheel.raised_by import YearShare, case_shares

Template = Callable[[str, int], bytes]

_LETTERS = str.maketrans({"æ": "ae", "ø": "o", "å": "a"})
_LONGEST_KEY = 40
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


class AgendaService:
    """Use cases about wishes, their routes and the case list.

    `template` makes an empty workbook of a kind, to be filled in on export.
    """

    def __init__(
        self,
        repository: Repository,
        calendar: Calendar,
        choices: ChoicesService,
        municipalities: MunicipalityService,
        codes: CodeLists,
        template: Template,
        language: Language,
    ) -> None:
        self._repository = repository
        self._calendar = calendar
        self._choices = choices
        self._municipalities = municipalities
        self._codes = codes
        self._template = template
        self._language = language

    # Routes

    def route(self, nr: str, priority: Priority, on: date) -> Route:
        """The wish's way on the wheel seen from the day; the wish need not be stored."""
        return self._routes(nr, [priority], on)[0]

    def _routes(self, nr: str, wishes: Sequence[Priority], on: date) -> list[Route]:
        """The ways of the wishes, on one reading of the store."""
        wanted = max((last_year(wish, on) for wish in wishes), default=on.year)
        furthest = max(min(wanted, on.year + _YEARS_AHEAD), on.year + 1)
        election = election_year(on.year)
        years = self._calendar.wheels(nr, range(on.year - 1, furthest + 1), on)
        terms = [self._calendar.term(nr, year, on) for year in (election, election + TERM_YEARS)]
        plans, settings = self._repository.plans(nr, on), self._calendar.settings(nr, on)
        goals = self._repository.goals(nr, on) if any(wish.goal for wish in wishes) else ()
        rooms: dict[int, YearRoom | NoVersion] = {}

        def room_of(year: int) -> YearRoom | NoVersion:
            if year not in rooms:
                rooms[year] = self._choices.year_room(nr, year, on)
            return rooms[year]

        instruments = self._calendar.law.instruments
        return [
            route(wish, years, terms, instruments, _room_at(wish, room_of), on, plans, settings, goals)
            for wish in wishes
        ]

    def route_of_measure(self, nr: str, key: str, on: date) -> Route | Refused:
        """The way of a measure: its function and first year are its own, its amount what it is worth then.

        The amount is the measure's net effect for a full year, with pension, tax and VAT; where it cannot be
        counted, the change of its parts, and a note says so.
        """
        measure = next((one for one in self._repository.measures(nr, on) if one.key == key), None)
        if measure is None:
            return Unknown(
                text("Tiltaket {key} finnes ikke {on}. Se nøklene med: planhjul effects", key=key, on=on)
            )
        wish = of_measure(measure)
        full_year = self._full_year(nr, measure, wish.year, on)
        if full_year is not None:
            wish = replace(wish, amount_ore=full_year)
        found = self.route(nr, wish, on)
        return found if wish.amount_ore is None else _noted(found, _amount_words(full_year is not None))

    def _full_year(self, nr: str, measure: Measure, year: int | None, on: date) -> int | None:
        """What the measure costs (+) or saves (−) in a full year, None when it cannot be counted."""
        answer = None if year is None else self._choices.effects(nr, on, keys={measure.key})
        if year is None or not isinstance(answer, Effects):
            return None
        worth = next((one.full_year_ore.get(year) for one in answer.measures if one.key == measure.key), None)
        return None if worth is None else -worth

    def route_of_case(self, nr: str, key: str, on: date) -> Route | Refused:
        """The way of a wish on a list, or of a case in the imported case list."""
        wish = next((one for one in self.priorities(nr, on) if one.key == key), None)
        if wish is not None:
            return self.route(nr, wish, on)
        case = next((one for one in self._repository.cases(nr, on) if one.key == key), None)
        if case is not None:
            note = text(
                "Sakslista sier ikke om saken gjelder budsjettet eller en plan. Derfor vises vedtak om begge."
            )
            return _noted(self.route(nr, of_case(case), on), note)
        return Unknown(
            text("Saken {key} finnes ikke {on}. Se sakslistene med: planhjul agenda", key=key, on=on)
        )

    # Lists

    def owners(self, nr: str, on: date) -> tuple[str, ...]:
        """The names of the lists that stand on the day, in order."""
        return tuple(sorted({priority.owner for priority in self.priorities(nr, on)}, key=str.casefold))

    def priorities(self, nr: str, on: date) -> tuple[Priority, ...]:
        """Every wish that stands on the day, from workbooks and from the page."""
        return self._repository.priorities(nr, on)

    def functions(self, nr: str, on: date) -> tuple[tuple[str, str], ...]:
        """The service functions a wish can be about: code and title, those of the newest budget known."""
        for year in (on.year + 1, on.year):
            seen = self._choices.year_room(nr, year, on)
            if not isinstance(seen, NoVersion):
                held = sorted({code for line in seen.lines for code in line.functions})
                return tuple((code, self._codes.funksjon_title(code)) for code in held)
        return ()

    def areas(self, nr: str, on: date) -> tuple[tuple[str, str], ...]:
        """The budget areas a wish can belong to: key and title."""
        return tuple((area.key, area.title) for area in self._repository.areas(nr, on))

    def goals(self, nr: str, on: date) -> tuple[tuple[str, str], ...]:
        """The goals a wish can serve: key and title; visions are too wide to be a way to anything."""
        return tuple(
            (goal.key, goal.title)
            for goal in self._repository.goals(nr, on)
            if goal.kind is not GoalKind.VISJON
        )

    def lists(self, nr: str, on: date, owner: str = "") -> tuple[AgendaList, ...]:
        """The lists, or the one of `owner`, each wish with its way; those with the nearest deadline first."""
        found = [one for one in self.priorities(nr, on) if not owner or one.owner == owner]
        items = [Item(one, way) for one, way in zip(found, self._routes(nr, found, on), strict=True)]
        return tuple(
            AgendaList(
                name, tuple(sorted((item for item in items if item.priority.owner == name), key=_nearest))
            )
            for name in sorted({one.owner for one in found}, key=str.casefold)
        )

    def add(self, nr: str, wish: Priority, at: datetime, on: date) -> Priority | Refused:
        """Puts the wish on its owner's list from the day `on`, under a key made from its title.

        A wish without an owner or a title is refused.
        """
        owner, title = wish.owner.strip(), wish.title.strip()
        if not owner:
            return Refused(text("Skriv hvem sin liste saken skal stå på, for eksempel partiets navn."))
        if not title:
            return Refused(text("Skriv hva dere vil, med egne ord."))
        kept = Priority(
            key=self._free_key(nr, title, on),
            owner=owner,
            title=title,
            kind=wish.kind,
            funksjon=wish.funksjon,
            area=wish.area,
            goal=wish.goal,
            amount_ore=wish.amount_ore,
            year=wish.year,
            note=wish.note,
            source=None,
        )
        self._repository.record_priority(nr, kept, at, on)
        return kept

    def remove(self, nr: str, key: str, at: datetime, on: date) -> Refused | None:
        """Takes a wish that was written in the page off its list; one from a file stays with its file."""
        try:
            self._repository.remove_priority(nr, key, at, on)
        except UnknownPriority as error:
            return Refused(error.message)
        return None

    def where(self, nr: str, priority: Priority, on: date) -> str:
        """The title of the budget area or function the wish is about; "" for one about no single area."""
        for year in (on.year + 1, on.year):
            seen = self._choices.year_room(nr, year, on)
            if isinstance(seen, NoVersion):
                continue
            area = _area(priority, seen)
            if area:
                return next((line.title for line in seen.lines if line.area == area), area)
        return priority.area

    # Out of here

    def calendar_file(self, nr: str, owner: str, on: date, at: datetime) -> bytes | Refused:
        """The list's next and last deadlines as an iCalendar file."""
        found = self._list(nr, owner, on)
        if isinstance(found, Refused):
            return found
        # icalendar is only needed by who exports.
        from planhjul.publish.agenda import agenda_feed

        stamp = at.astimezone(UTC).replace(microsecond=0)
        routes = [(item.priority, item.route) for item in found.items]
        return agenda_feed(nr, self._municipalities.get(nr).navn, owner, routes, stamp, self._language)

    def workbook(self, nr: str, owner: str, on: date) -> bytes | Refused:
        """The list in our own layout, so that it can be read back, with a sheet of its routes."""
        found = self._list(nr, owner, on)
        if isinstance(found, Refused):
            return found
        from planhjul.publish.agenda_workbook import agenda_workbook

        routes = [(item.priority, item.route) for item in found.items]
        empty = self._template("priorities", on.year + 1)
        return agenda_workbook(routes, empty, nr, self._municipalities.get(nr).navn, on, self._language)

    def _list(self, nr: str, owner: str, on: date) -> AgendaList | Refused:
        found = self.lists(nr, on, owner) if owner else ()
        if found:
            return found[0]
        names = ", ".join(self.owners(nr, on))
        if not names:
            return Unknown(
                text(
                    "Ingen saksliste er lagt inn {on}. Skriv en på siden Min saksliste, eller les inn en "
                    "fil.",
                    on=on,
                )
            )
        return Unknown(
            text("Lista «{navn}» finnes ikke {on}. Listene er: {lister}", navn=owner, on=on, lister=names)
        )

    # The case list

    def shares(self, nr: str, on: date) -> tuple[YearShare, ...]:
        """Who raised the cases of the imported case list, by year, the newest first."""
        return case_shares(self._repository.cases(nr, on))

    # Within

    def _free_key(self, nr: str, title: str, on: date) -> str:
        """A key made from the title that no wish of the day has."""
        taken = {priority.key for priority in self.priorities(nr, on)}
        ascii_title = title.casefold().translate(_LETTERS)
        base = re.sub(r"[^a-z0-9]+", "-", ascii_title)[:_LONGEST_KEY].strip("-") or "sak"
        key, number = base, 1
        while key in taken:
            number += 1
            key = f"{base}-{number}"
        return key


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
