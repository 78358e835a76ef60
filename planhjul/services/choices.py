"""What if: handlingsrom on a day and as a curve, and what a set of measures is worth."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

import pandas as pd

from planhjul.choices.assumptions import Assumptions, fund_at_start, localise
from planhjul.choices.baseline import baseline
from planhjul.choices.effects import effects
from planhjul.choices.measures import Measure, Scenario
from planhjul.choices.results import Effects, Point, Room
from planhjul.choices.room import curve, room
from planhjul.ledger.codes import CodeLists
from planhjul.ledger.net import FunctionNet, function_nets
from planhjul.services.calendar import Calendar
from planhjul.services.municipalities import (
    MunicipalityService,
    NoVersion,
    VersionChoice,
    missing_version,
)
from planhjul.services.sums import Sums
from planhjul.store import Repository
from planhjul.texts import text

# The milestones that name a day on the curve of handlingsrom: decisions and what comes before them.
_CURVE_EVENTS = (
    "sedvane-rammesak",
    "sedvane-direktorens-forslag",
    "sedvane-innstilling",
    "kl14-3-vedtak",
    "sedvane-tertial-1",
    "sedvane-tertial-2",
)


class ChoicesService:
    """Use cases about handlingsrom and measures."""

    def __init__(
        self,
        repository: Repository,
        sums: Sums,
        municipalities: MunicipalityService,
        codes: CodeLists,
        assumptions: Assumptions,
        calendar: Calendar,
    ) -> None:
        self._repository = repository
        self._sums = sums
        self._municipalities = municipalities
        self._codes = codes
        self._assumptions = assumptions
        self._calendar = calendar

    def room(self, nr: str, year: int, on: date) -> Room | NoVersion:
        """Handlingsrom in the budget year seen from the day, on the budget or proposal that stood then."""
        nets = self._nets(nr, year, on)
        if isinstance(nets, NoVersion):
            return nets
        areas = self._repository.areas(nr, on)
        return room(year, on, nets, areas, self._local_assumptions(nr, on), self._codes)

    def curve(self, nr: str, year: int, on: date) -> tuple[Point, ...] | NoVersion:
        """Handlingsrom in the budget year over time, with the wheel's milestones named."""
        nets = self._nets(nr, year, on)
        if isinstance(nets, NoVersion):
            return nets
        events = [
            (milestone.day, milestone.key)
            for wheel in self._calendar.wheels(nr, range(year - 1, year + 1), on)
            for milestone in wheel.milestones
            if milestone.day and milestone.budget_year == year and milestone.key in _CURVE_EVENTS
        ]
        areas = self._repository.areas(nr, on)
        return curve(year, nets, areas, self._local_assumptions(nr, on), self._codes, events)

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
            self._local_assumptions(nr, on),
            self._codes,
            sums,
            scenario=scenario or "",
            title=title,
        )

    def _nets(self, nr: str, year: int, on: date) -> tuple[FunctionNet, ...] | NoVersion:
        choice = self._municipalities.budget(nr, on, year)
        if choice is None:
            return missing_version(self._municipalities, nr, on, year, None)
        return function_nets(self._sums.of(nr, choice.kind, year, on), year)

    def _local_assumptions(self, nr: str, on: date) -> Assumptions:
        """The assumptions with the municipality's own values in place of the defaults."""
        values = {
            key: (setting.value, setting.kilde) for key, setting in self._repository.settings(nr, on).items()
        }
        local, _ = localise(self._assumptions, values)
        return local
