"""Handlingsrom: on a day, as a curve, by term, and a proposal as a dot in it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from planhjul.choices.assumptions import Assumptions, fund_at_start, localise
from planhjul.choices.results import FiscalMargin, NamedDay, Placement, Point, Room, Term
from planhjul.choices.room.margin import MarginBase, fiscal_margin
from planhjul.choices.room.placement import measure_take, placed
from planhjul.choices.room.term import TERM_BUDGETS, lent, term, term_room
from planhjul.choices.room.year import Ground, YearRoom, curve, room, year_room
from planhjul.house.as_of import Answers, kept
from planhjul.house.money import NoVersion, VersionChoice
from planhjul.ledger.net import FREE_ARTS, drift_totals, operating
from planhjul.texts import Text, text, verbatim
from planhjul.wheel.events import election_year


@dataclass(frozen=True, slots=True)
class ReadyYear:
    """A budget year as known on a day: the version it is made from, its room, and its named days."""

    version: VersionChoice
    room: YearRoom
    events: tuple[tuple[date, NamedDay], ...]


class Handlingsrom(Answers):
    """Answers about handlingsrom; moving the day costs no reading."""

    def year_room(self, year: int) -> YearRoom | NoVersion:
        """The budget year ready to be seen from any day (`band`, `area_of`), as known on the day."""
        ready = self.ready(year)
        return ready if isinstance(ready, NoVersion) else ready.room

    def version(self, year: int) -> VersionChoice | NoVersion:
        """The budget or proposal that the year's room is made from."""
        ready = self.ready(year)
        return ready if isinstance(ready, NoVersion) else ready.version

    def room(self, year: int, *, seen_from: date | None = None, area: str = "") -> Room | NoVersion:
        """Handlingsrom in the budget year, on the budget or proposal that stood on the day.

        Args:
            year: the budget year.
            seen_from: the day a decision is made, the same day when not given.
            area: the key of one area or function to see alone, "" for all.
        """
        return self._room(year, seen_from or self.seen.day, area)

    @kept
    def curve(self, year: int, *, area: str = "") -> tuple[Point, ...] | NoVersion:
        """Handlingsrom in the budget year over time, with the milestones named; `area` as for `room`."""
        found, ready = self._year(year, area), self.ready(year)
        if isinstance(found, NoVersion):
            return found
        return curve(found, () if isinstance(ready, NoVersion) else ready.events, area)

    @kept
    def term(self, year: int, *, seen_from: date | None = None) -> Term | NoVersion:
        """The four-year clock of the term whose council was elected in `year` or last before it."""
        first_budget = election_year(year) + 1
        found = self._years_of_term(first_budget)
        if isinstance(found, NoVersion):
            return found
        years, borrowed = found
        if seen_from is None:
            return term(first_budget, self.seen.day, years, borrowed)
        whole = self.term(year)
        return (
            replace(whole, now=term_room(first_budget, seen_from, years))
            if isinstance(whole, Term)
            else whole
        )

    @kept
    def margin(self, year: int) -> FiscalMargin | NoVersion:
        """What of the year's free income is not spoken for, and what the fund adds once (E.4)."""
        ready = self.ready(year)
        if isinstance(ready, NoVersion):
            return ready
        sums = self.seen.money.sums(ready.version.kind, year)
        totals = drift_totals(sums, year)
        free = -sum(amount for (art, _, _), amount in operating(sums).items() if art in FREE_ARTS)
        fund = fund_at_start(self.seen.setting_values, year)
        base = MarginBase(free, totals.finance_ore, totals.di_ore, fund)
        return fiscal_margin(year, base, ready.room.lines, ready.room.ground.assumptions)

    def placed(
        self, year: int, amount_ore: int, *, funksjon: str = "", area: str = "", seen_from: date | None = None
    ) -> Placement | NoVersion:
        """An amount as a dot inside or outside the room of its area or function, and of the whole."""
        found = self._year(year, area)
        if isinstance(found, NoVersion):
            return found
        return placed(found, amount_ore, seen_from or self.seen.day, funksjon, area)

    def placed_measure(self, year: int, key: str, *, seen_from: date | None = None) -> Placement | NoVersion:
        """A measure as a dot: what it moves in the year, against what it takes it from."""
        measure = next((known for known in self.seen.measures if known.key == key), None)
        if measure is None:
            return NoVersion(
                text("Tiltaket «{key}» finnes ikke. Velg et annet, eller les det inn.", key=verbatim(key))
            )
        amount, funksjon = measure_take(measure, year)
        return self.placed(year, amount, funksjon=funksjon, seen_from=seen_from)

    @kept
    def ready(self, year: int) -> ReadyYear | NoVersion:
        """The year on the budget or proposal that stood last on the day, or why there is none.

        The same on every day that knows the same and has the milestones on the same days.
        """
        seen, choice = self.seen, self.seen.by_value("money.budget", year)
        if choice is None:
            return seen.money.missing(year)
        local, problems = self.assumptions()
        ground = Ground(
            local,
            self.house.codes,
            self.house.bound_by,
            seen.areas,
            seen.bindings,
            seen.commitments,
            problems,
        )
        days = dict(seen.by_value("calendar.role_days", year))
        made = year_room(seen.money.sums(choice.kind, year), year, ground, days)
        return ReadyYear(choice, made, seen.by_value("calendar.named_days", year))

    @kept
    def assumptions(self) -> tuple[Assumptions, tuple[Text, ...]]:
        """The assumptions with the municipality's own values, and the settings that could not be used."""
        values = {key: (setting.value, setting.kilde) for key, setting in self.seen.settings.items()}
        return localise(self.house.assumptions, values)

    @kept
    def _room(self, year: int, seen_from: date, area: str) -> Room | NoVersion:
        found = self._year(year, area)
        return found if isinstance(found, NoVersion) else room(found, seen_from, area)

    def _year(self, year: int, area: str) -> YearRoom | NoVersion:
        """The year's room; a `NoVersion` also when the year has nothing of the area."""
        found = self.year_room(year)
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

    def _years_of_term(self, first_year: int) -> tuple[Mapping[int, YearRoom], Mapping[int, int]] | NoVersion:
        """The budget years of a term, and which of them borrow another year's budget.

        A year without a budget known on the day takes that of the nearest year with one (the later of two),
        in the term if any of its years has one, else outside it.
        """
        years = range(first_year, first_year + TERM_BUDGETS)
        known = {choice.year for choice in self.seen.money.choices()}
        own = self._made(year for year in years if year in known)
        outside = sorted(known, key=lambda year: (min(abs(year - asked) for asked in years), -year))
        while not own and outside:
            own = self._made([outside.pop(0)])
        # Nothing of any year was known yet: the term is shown on what came later.
        own = own or self._made(years)
        if not own:
            return self.seen.money.missing(first_year)
        nearest = {
            year: min(own, key=lambda made: (abs(made - year), -made)) for year in years if year not in own
        }
        rooms = {year: ready.room for year, ready in own.items() if year in years}
        for year, source in nearest.items():
            days = dict(self.seen.by_value("calendar.role_days", year))
            rooms[year] = lent(own[source].room, year, days)
        return dict(sorted(rooms.items())), nearest

    def _made(self, years: Iterable[int]) -> dict[int, ReadyYear]:
        found = {year: self.ready(year) for year in years}
        return {year: ready for year, ready in found.items() if isinstance(ready, ReadyYear)}
