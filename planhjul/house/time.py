"""When: the wheel, what is still open, and how much can still be moved there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from planhjul.choices.band import Band
from planhjul.choices.room.explained import explain_room
from planhjul.explanation import Explanation
from planhjul.house.as_of import Answers, kept
from planhjul.house.money import NoVersion
from planhjul.plans import Plan
from planhjul.wheel.results import Milestone, Wheel, Window, adopted_key, revision_key
from planhjul.wheel.windows import closing_soon, late, windows

BUDGET_WINDOW = "budsjett-"


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


class Time(Answers):
    """Answers about time."""

    def wheel(self, year: int) -> Wheel:
        """The one-year wheel of the calendar year, with its law checks."""
        return self.seen.calendar.wheel(year)

    def term(self, year: int) -> Wheel:
        """The four-year wheel of the term whose council was elected in `year` or last before it."""
        return self.seen.calendar.term(year)

    @kept
    def windows(self) -> WindowsAnswer:
        """What can still be changed on the day, by which means, and how much money that is."""
        seen = self.seen
        wheels = seen.calendar.wheels(range(seen.year - 1, seen.year + 2))
        found = windows(seen.day, wheels, self.house.law.instruments, seen.plans, seen.setting_values)
        return WindowsAnswer(
            on=seen.day,
            windows=tuple(self._open(window) for window in found),
            closing_soon=closing_soon(seen.day, wheels),
            late=late(seen.day, wheels),
        )

    @kept
    def plans(self) -> tuple[PlanCycle, ...]:
        """The plans known on the day, each with the milestones of its own dates."""
        plans = self.seen.plans
        years = [
            day.year for plan in plans for day in (plan.adopted, plan.valid_to, plan.next_revision) if day
        ]
        wheels = self.seen.calendar.wheels(range(min(years), max(years) + 1)) if years else ()
        return tuple(
            PlanCycle(
                plan,
                tuple(
                    milestone
                    for wheel in wheels
                    for milestone in wheel.milestones
                    if milestone.key in (adopted_key(plan.key), revision_key(plan.key))
                ),
            )
            for plan in plans
        )

    def _open(self, window: Window) -> OpenWindow:
        told = self._movable(window.year) if window.plan.startswith(BUDGET_WINDOW) else None
        return OpenWindow(window, *told) if told is not None else OpenWindow(window, None)

    def _movable(self, year: int) -> tuple[Band, Explanation] | None:
        """What can be moved in the year, and how that came about; None when the year has no numbers."""
        room, version = self.seen.room.room(year), self.seen.room.version(year)
        if isinstance(room, NoVersion) or isinstance(version, NoVersion):
            return None
        explanation = explain_room(room, version.kind.title, version.stood_from)
        return Band(room.low_ore, room.default_ore, room.high_ore), explanation
