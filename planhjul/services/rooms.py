"""Budget years made ready for handlingsrom, kept in memory until the municipality's data change."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from planhjul.choices.assumptions import Assumptions, localise
from planhjul.choices.bound_by import BoundBy
from planhjul.choices.results import NamedDay
from planhjul.choices.room.term import TERM_BUDGETS, lent
from planhjul.choices.room.year import Ground, YearRoom, year_room
from planhjul.ledger.codes import CodeLists
from planhjul.services.calendar import Calendar
from planhjul.services.memory import Memory
from planhjul.services.municipalities import MunicipalityService, NoVersion, VersionChoice, missing_version
from planhjul.services.sums import Sums
from planhjul.store import Repository
from planhjul.texts import Text
from planhjul.wheel.results import Milestone
from planhjul.wheel.roles import Role

# A year ready is some hundred lines, so this many are a few megabytes.
_KEPT = 64


@dataclass(frozen=True, slots=True)
class ReadyYear:
    """A budget year as known on a day: the version it is made from, its room, and its named days."""

    version: VersionChoice
    room: YearRoom
    events: tuple[tuple[date, NamedDay], ...]


class Rooms:
    """Makes a budget year's room from the store once per data state; moving the day costs no reading."""

    def __init__(
        self,
        repository: Repository,
        sums: Sums,
        municipalities: MunicipalityService,
        codes: CodeLists,
        assumptions: Assumptions,
        bound_by: BoundBy,
        calendar: Calendar,
    ) -> None:
        self._repository = repository
        self._sums = sums
        self._municipalities = municipalities
        self._codes = codes
        self._assumptions = assumptions
        self._bound_by = bound_by
        self._calendar = calendar
        self._ready: Memory[tuple[str, int, int, date], ReadyYear | NoVersion] = Memory(_KEPT)

    def of(self, nr: str, year: int, on: date) -> ReadyYear | NoVersion:
        """The year on the budget or proposal that stood last on the day, or why there is none."""
        key = (nr, self._repository.data_version(nr), year, on)
        kept = self._ready.get(key)
        return kept if kept is not None else self._ready.keep(key, self._make(nr, year, on))

    def term(
        self, nr: str, first_year: int, on: date
    ) -> tuple[Mapping[int, YearRoom], Mapping[int, int]] | NoVersion:
        """The budget years of a term, and which of them borrow another year's budget.

        A year without a budget known on the day takes that of the nearest year with one (the later of two).
        """
        years = range(first_year, first_year + TERM_BUDGETS)
        found = {year: self.of(nr, year, on) for year in years}
        own = {year: ready for year, ready in found.items() if isinstance(ready, ReadyYear)}
        if not own:
            return self._nearest_outside(nr, years, on)
        borrowed = {
            year: min(own, key=lambda known: (abs(known - year), -known)) for year in years if year not in own
        }
        rooms = {year: ready.room for year, ready in own.items()}
        for year, source in borrowed.items():
            rooms[year] = lent(own[source].room, year, self._days(nr, year, on))
        return dict(sorted(rooms.items())), borrowed

    def assumptions(self, nr: str, on: date) -> tuple[Assumptions, tuple[Text, ...]]:
        """The assumptions with the municipality's own values, and the settings that could not be used."""
        values = {
            key: (setting.value, setting.kilde) for key, setting in self._repository.settings(nr, on).items()
        }
        return localise(self._assumptions, values)

    def _nearest_outside(
        self, nr: str, years: range, on: date
    ) -> tuple[Mapping[int, YearRoom], Mapping[int, int]] | NoVersion:
        """The whole term on one budget from outside it, when no year of the term has a budget."""
        known = {choice.year for choice in self._municipalities.choices(nr, on)}
        for source in sorted(known, key=lambda year: (min(abs(year - own) for own in years), -year)):
            ready = self.of(nr, source, on)
            if isinstance(ready, ReadyYear):
                rooms = {year: lent(ready.room, year, self._days(nr, year, on)) for year in years}
                return rooms, dict.fromkeys(years, source)
        return missing_version(self._municipalities, nr, on, years[0], None)

    def _make(self, nr: str, year: int, on: date) -> ReadyYear | NoVersion:
        choice = self._municipalities.budget(nr, on, year)
        if choice is None:
            return missing_version(self._municipalities, nr, on, year, None)
        local, problems = self.assumptions(nr, on)
        ground = Ground(
            local,
            self._codes,
            self._bound_by,
            self._repository.areas(nr, on),
            self._repository.bindings(nr, on),
            self._repository.commitments(nr, on),
            problems,
        )
        made = year_room(self._sums.of(nr, choice.kind, year, on), year, ground, self._days(nr, year, on))
        return ReadyYear(choice, made, tuple(self._named(nr, year, on)))

    def _named(self, nr: str, year: int, on: date) -> Iterator[tuple[date, NamedDay]]:
        """The days of the budget year that have a name on the curve of handlingsrom."""
        for day, milestone in self._milestones(nr, year, on):
            traits = milestone.traits
            if traits.curve is not None:
                yield day, NamedDay(milestone.key, milestone.title, traits.curve, traits.role)

    def _days(self, nr: str, year: int, on: date) -> dict[Role, date]:
        """The days of the budget year's milestones whose rules have a role."""
        found = self._milestones(nr, year, on)
        return {m.traits.role: day for day, m in found if m.traits.role is not None}

    def _milestones(self, nr: str, year: int, on: date) -> Iterator[tuple[date, Milestone]]:
        """The budget year's milestones on the wheel that have a day."""
        for wheel in self._calendar.wheels(nr, range(year - 1, year + 1), on):
            for milestone in wheel.milestones:
                if milestone.day and milestone.budget_year == year:
                    yield milestone.day, milestone
