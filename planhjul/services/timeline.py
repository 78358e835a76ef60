"""When: the wheel, what is still open, and how much can still be moved there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from planhjul.choices.band import Band
from planhjul.choices.room.explained import explain_room
from planhjul.explanation import Explanation
from planhjul.plans import Plan
from planhjul.services.calendar import Calendar
from planhjul.services.choices import ChoicesService
from planhjul.services.memory import Memory
from planhjul.services.municipalities import NoVersion
from planhjul.store import Repository
from planhjul.wheel.results import Milestone, Wheel, Window
from planhjul.wheel.windows import closing_soon, late, windows

BUDGET_WINDOW = "budsjett-"
# What is kept of a year is two small values.
_KEPT = 256


@dataclass(frozen=True, slots=True)
class OpenWindow:
    """A window with what can still be moved in it and how that came about.

    Both are None when it is no budget year or the year has no numbers.
    """

    window: Window
    movable: Band | None
    explanation: Explanation | None = None


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
        self._told: Memory[tuple[str, int, int, date], tuple[Band, Explanation]] = Memory(_KEPT)

    def wheel(self, nr: str, year: int, on: date) -> Wheel:
        """The one-year wheel of the calendar year, with its law checks."""
        return self._calendar.wheels(nr, range(year, year + 1), on)[0]

    def term(self, nr: str, first_year: int, on: date) -> Wheel:
        """The four-year wheel of the term that began with the election of `first_year`."""
        return self._calendar.term(nr, first_year, on)

    def windows(self, nr: str, on: date) -> WindowsAnswer:
        """What can still be changed on the day, by which means, and how much money that is."""
        wheels = self._calendar.wheels(nr, range(on.year - 1, on.year + 2), on)
        plans, settings = self._repository.plans(nr, on), self._calendar.settings(nr, on)
        found = windows(on, wheels, self._calendar.law.instruments, plans, settings)
        return WindowsAnswer(
            on=on,
            windows=tuple(self._open(nr, window, on) for window in found),
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

    def _open(self, nr: str, window: Window, on: date) -> OpenWindow:
        told = self._movable(nr, window.year, on) if window.plan.startswith(BUDGET_WINDOW) else None
        return OpenWindow(window, *told) if told is not None else OpenWindow(window, None)

    def _movable(self, nr: str, year: int, on: date) -> tuple[Band, Explanation] | None:
        """What can be moved in the year, from memory while the municipality's data stand."""
        key = (nr, self._repository.data_version(nr), year, on)
        kept = self._told.get(key)
        if kept is not None:
            return kept
        room, version = self._choices.room(nr, year, on), self._choices.version(nr, year, on)
        if isinstance(room, NoVersion) or isinstance(version, NoVersion):
            return None
        explanation = explain_room(room, version.kind.title, version.stood_from)
        return self._told.keep(key, (Band(room.low_ore, room.default_ore, room.high_ore), explanation))
