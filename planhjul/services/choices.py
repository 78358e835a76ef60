"""What if: handlingsrom on a day and as a curve, and what a set of measures is worth."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import date

import pandas as pd

from planhjul.choices.assumptions import fund_at_start
from planhjul.choices.effects.baseline import baseline
from planhjul.choices.effects.scenario import effects
from planhjul.choices.measures import Measure, Scenario
from planhjul.choices.results import Effects, FiscalMargin, Placement, Point, Room, Term
from planhjul.choices.room.margin import MarginBase, fiscal_margin
from planhjul.choices.room.placement import measure_take, placed
from planhjul.choices.room.term import term, term_room
from planhjul.choices.room.year import YearRoom, curve, room
from planhjul.ledger.codes import CodeLists
from planhjul.ledger.net import FREE_ARTS, drift_totals, operating
from planhjul.services.calendar import Calendar
from planhjul.services.memory import Memory
from planhjul.services.municipalities import MunicipalityService, NoVersion, VersionChoice
from planhjul.services.rooms import Rooms
from planhjul.services.sums import Sums
from planhjul.store import Repository
from planhjul.texts import text, verbatim
from planhjul.wheel.events import election_year

# A curve is some forty points and a term some fifty: a slider that moves asks for the same again.
_KEPT = 64


class ChoicesService:
    """Use cases about handlingsrom and measures."""

    def __init__(
        self,
        repository: Repository,
        sums: Sums,
        municipalities: MunicipalityService,
        codes: CodeLists,
        calendar: Calendar,
        rooms: Rooms,
    ) -> None:
        self._repository = repository
        self._sums = sums
        self._municipalities = municipalities
        self._codes = codes
        self._calendar = calendar
        self._rooms = rooms
        self._curves: Memory[tuple[str, int, int, date, str], tuple[Point, ...]] = Memory(_KEPT)
        self._margins: Memory[tuple[str, int, int, date], FiscalMargin] = Memory(_KEPT)
        self._terms: Memory[tuple[str, int, int, date], Term] = Memory(_KEPT)

    def year_room(self, nr: str, year: int, on: date) -> YearRoom | NoVersion:
        """The budget year ready to be seen from any day (`band`, `area_of`), as known on the day."""
        ready = self._rooms.of(nr, year, on)
        return ready if isinstance(ready, NoVersion) else ready.room

    def version(self, nr: str, year: int, on: date) -> VersionChoice | NoVersion:
        """The budget or proposal that the year's room is made from."""
        ready = self._rooms.of(nr, year, on)
        return ready if isinstance(ready, NoVersion) else ready.version

    def room(
        self, nr: str, year: int, on: date, *, seen_from: date | None = None, area: str = ""
    ) -> Room | NoVersion:
        """Handlingsrom in the budget year, on the budget or proposal that stood on the day.

        Args:
            nr: the municipality.
            year: the budget year.
            on: the day that decides what is known.
            seen_from: the day a decision is made, the same day when not given.
            area: the key of one area or function to see alone, "" for all.
        """
        found = self._year(nr, year, on, area)
        return found if isinstance(found, NoVersion) else room(found, seen_from or on, area)

    def curve(self, nr: str, year: int, on: date, *, area: str = "") -> tuple[Point, ...] | NoVersion:
        """Handlingsrom in the budget year over time, with the milestones named; `area` as for `room`."""
        found = self._year(nr, year, on, area)
        if isinstance(found, NoVersion):
            return found
        key = (nr, self._repository.data_version(nr), year, on, area)
        kept = self._curves.get(key)
        if kept is not None:
            return kept
        ready = self._rooms.of(nr, year, on)
        events = () if isinstance(ready, NoVersion) else ready.events
        return self._curves.keep(key, curve(found, events, area))

    def term(self, nr: str, year: int, on: date, *, seen_from: date | None = None) -> Term | NoVersion:
        """The four-year clock of the term whose council was elected in `year` or last before it."""
        first_budget = election_year(year) + 1
        found = self._rooms.term(nr, first_budget, on)
        if isinstance(found, NoVersion):
            return found
        years, borrowed = found
        key = (nr, self._repository.data_version(nr), first_budget, on)
        kept = self._terms.get(key)
        if kept is None:
            kept = self._terms.keep(key, term(first_budget, on, years, borrowed))
        if seen_from is None:
            return kept
        return replace(kept, now=term_room(first_budget, seen_from, years))

    def margin(self, nr: str, year: int, on: date) -> FiscalMargin | NoVersion:
        """What of the year's free income is not spoken for, and what the fund adds once (E.4)."""
        ready = self._rooms.of(nr, year, on)
        if isinstance(ready, NoVersion):
            return ready
        key = (nr, self._repository.data_version(nr), year, on)
        kept = self._margins.get(key)
        if kept is not None:
            return kept
        sums = self._sums.of(nr, ready.version.kind, year, on)
        totals = drift_totals(sums, year)
        free = -sum(amount for (art, _, _), amount in operating(sums).items() if art in FREE_ARTS)
        fund = fund_at_start(self._calendar.settings(nr, on), year)
        base = MarginBase(free, totals.finance_ore, totals.di_ore, fund)
        made = fiscal_margin(year, base, ready.room.lines, ready.room.ground.assumptions)
        return self._margins.keep(key, made)

    def placed(
        self,
        nr: str,
        year: int,
        on: date,
        amount_ore: int,
        *,
        funksjon: str = "",
        area: str = "",
        seen_from: date | None = None,
    ) -> Placement | NoVersion:
        """An amount as a dot inside or outside the room of its area or function, and of the whole."""
        found = self._year(nr, year, on, area)
        if isinstance(found, NoVersion):
            return found
        return placed(found, amount_ore, seen_from or on, funksjon, area)

    def placed_measure(
        self, nr: str, year: int, on: date, key: str, *, seen_from: date | None = None
    ) -> Placement | NoVersion:
        """A measure as a dot: what it moves in the year, against what it takes it from."""
        measure = next((known for known in self.measures(nr, on) if known.key == key), None)
        if measure is None:
            return NoVersion(
                text("Tiltaket «{key}» finnes ikke. Velg et annet, eller les det inn.", key=verbatim(key))
            )
        amount, funksjon = measure_take(measure, year)
        return self.placed(nr, year, on, amount, funksjon=funksjon, seen_from=seen_from)

    def scenarios(self, nr: str, on: date) -> tuple[Scenario, ...]:
        """The scenarios known on the day."""
        return self._repository.scenarios(nr, on)

    def measures(self, nr: str, on: date) -> tuple[Measure, ...]:
        """The measures known on the day."""
        return self._repository.measures(nr, on)

    def plan(self, nr: str, on: date) -> tuple[VersionChoice, ...]:
        """The versions a scenario stands on, by year: the plan or proposal that stood last on the day.

        Starts from the year being prepared (else the newest year there is) and takes every year of the same
        proposal.
        """
        choices = self._municipalities.choices(nr, on)
        if not choices:
            return ()
        years = {choice.year for choice in choices}
        year = on.year + 1 if on.year + 1 in years else max(years)
        chosen = self._municipalities.budget(nr, on, year)
        if chosen is None:
            return ()
        same = [
            choice
            for choice in choices
            if choice.kind is chosen.kind and choice.stood_from == chosen.stood_from
        ]
        return tuple(sorted(same, key=lambda choice: choice.year))

    def effects(
        self,
        nr: str,
        on: date,
        scenario: str | None = None,
        keys: Collection[str] | None = None,
        extra: tuple[Measure, ...] = (),
    ) -> Effects | NoVersion:
        """What the scenario's measures, or those with the keys, and `extra` are worth on the day's plan."""
        plan = self.plan(nr, on)
        if not plan:
            return NoVersion(
                text(
                    "Det finnes ingen økonomiplan eller noe budsjettforslag {on}. Les inn et under Import.",
                    on=on,
                )
            )
        sums: dict[int, pd.DataFrame] = {
            choice.year: self._sums.of(nr, choice.kind, choice.year, on) for choice in plan
        }
        settings = self._calendar.settings(nr, on)
        measures = [
            measure
            for measure in self.measures(nr, on)
            if (scenario is not None and scenario in measure.scenarios)
            or (keys is not None and measure.key in keys)
        ]
        title = next((known.title for known in self.scenarios(nr, on) if known.key == scenario), "")
        return effects(
            baseline(sums, fund_at_start(settings, plan[0].year)),
            (*measures, *extra),
            self._rooms.assumptions(nr, on)[0],
            self._codes,
            sums,
            scenario=scenario or "",
            title=title,
        )

    def _year(self, nr: str, year: int, on: date, area: str) -> YearRoom | NoVersion:
        """The year's room; a `NoVersion` also when the year has nothing of the area."""
        found = self.year_room(nr, year, on)
        if isinstance(found, NoVersion) or not area or found.has(area):
            return found
        known = dict.fromkeys(line.area for line in found.lines if line.area)
        return NoVersion(
            text(
                "Området «{area}» finnes ikke. Velg et av disse: {known}.",
                area=verbatim(area),
                known=", ".join(known),
            )
        )
