"""When: the wheel, what is still open, and how much can still be moved there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from planhjul.choices.results import Room
from planhjul.goals import Plan
from planhjul.services.calendar import Calendar
from planhjul.services.choices import ChoicesService
from planhjul.store import Repository
from planhjul.texts import Text
from planhjul.wheel.results import Milestone, Wheel, Window
from planhjul.wheel.windows import closing_soon, late, windows

BUDGET_WINDOW = "budsjett-"


@dataclass(frozen=True, slots=True)
class Band:
    """An amount in øre that rests on assumptions: low ≤ default ≤ high."""

    low_ore: int
    default_ore: int
    high_ore: int


@dataclass(frozen=True, slots=True)
class OpenWindow:
    """A window with what can still be moved in it; None when it is no budget year or has no numbers."""

    window: Window
    movable: Band | None


@dataclass(frozen=True, slots=True)
class WindowsAnswer:
    """What is open on a day, what closes within 14 days, and what is late."""

    on: date
    windows: tuple[OpenWindow, ...]
    closing_soon: tuple[Milestone, ...]
    late: tuple[Milestone, ...]


@dataclass(frozen=True, slots=True)
class PlanCycle:
    """A plan with its milestones in the term."""

    plan: Plan
    milestones: tuple[Milestone, ...]


class TimelineService:
    """Use cases about time."""

    def __init__(self, repository: Repository, calendar: Calendar, choices: ChoicesService) -> None:
        self._repository = repository
        self._calendar = calendar
        self._choices = choices

    def wheel(self, nr: str, year: int, on: date) -> Wheel:
        """The one-year wheel of the calendar year, with its law checks."""
        return self._calendar.wheels(nr, range(year, year + 1), on)[0]

    def term(self, nr: str, first_year: int, on: date) -> Wheel:
        """The four-year wheel of the term that began with the election of `first_year`."""
        return self._calendar.term(nr, first_year, on)

    def titles(self, nr: str, year: int, on: date) -> Mapping[str, Text]:
        """Milestone key → title, for the budget year's own year and the year it is prepared in."""
        return {
            milestone.key: milestone.title
            for wheel in self._calendar.wheels(nr, range(year - 1, year + 1), on)
            for milestone in wheel.milestones
        }

    def windows(self, nr: str, on: date) -> WindowsAnswer:
        """What can still be changed on the day, by which means, and how much money that is."""
        wheels = self._calendar.wheels(nr, range(on.year - 1, on.year + 2), on)
        plans, settings = self._repository.plans(nr, on), self._calendar.settings(nr, on)
        found = windows(on, wheels, self._calendar.law.instruments, plans, settings)
        return WindowsAnswer(
            on=on,
            windows=tuple(OpenWindow(window, self._movable(nr, window, on)) for window in found),
            closing_soon=closing_soon(on, wheels),
            late=late(on, wheels),
        )

    def plans(self, nr: str, on: date) -> tuple[PlanCycle, ...]:
        """The plans known on the day, each with the milestones of its own dates."""
        plans = self._repository.plans(nr, on)
        years = [
            day.year for plan in plans for day in (plan.adopted, plan.valid_to, plan.next_revision) if day
        ]
        if not years:
            return tuple(PlanCycle(plan, ()) for plan in plans)
        wheels = self._calendar.wheels(nr, range(min(years), max(years) + 1), on)
        return tuple(
            PlanCycle(
                plan,
                tuple(
                    milestone
                    for wheel in wheels
                    for milestone in wheel.milestones
                    if milestone.key.startswith(f"plan-{plan.key}-")
                ),
            )
            for plan in plans
        )

    def _movable(self, nr: str, window: Window, on: date) -> Band | None:
        if not window.plan.startswith(BUDGET_WINDOW):
            return None
        room = self._choices.room(nr, window.year, on)
        if not isinstance(room, Room):
            return None
        return Band(room.low_ore, room.default_ore, room.high_ore)
