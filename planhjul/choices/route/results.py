"""What a route answers: the decision points a wish can still pass, in order."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from planhjul.choices.band import Band
from planhjul.choices.priorities import PriorityKind
from planhjul.texts import Text
from planhjul.wheel.meetings import Organ
from planhjul.wheel.roles import Stop


class PointState(StrEnum):
    """Where a point stands on the day one looks: behind us, ahead with a day, or without a day yet."""

    PASSED = "passed"
    AHEAD = "ahead"
    WAITING = "waiting"


@dataclass(frozen=True, slots=True)
class Way:
    """An instrument that fits a point: the form the proposal must have, and the last day to deliver it.

    `deadline` is None when the municipality's own reglement sets it and it is not known here.
    """

    key: str
    title: Text
    form: Text
    deadline: date | None


@dataclass(frozen=True, slots=True)
class RoutePoint:
    """One decision point on the way of a wish.

    `rule` is the milestone's key, `key` the same made unique by its calendar year. `day` is the day the
    municipality has set, or on which it went; `usual` is where the rule or the custom puts it, and `when`
    says it in words. `budget_year` is the budget it decides on, None for a plan. `movable` is what can still
    be moved then in the year wanted; `inside` whether the wish's amount is within it, None when one of them
    is not known, and `fits` says so in words. `reaches` is True when a decision here can work in the year
    wanted.
    """

    key: str
    rule: str
    stop: Stop
    title: Text
    organ: Organ
    state: PointState
    day: date | None
    usual: date | None
    when: Text
    budget_year: int | None
    ways: tuple[Way, ...]
    deadline: date | None
    working_days_left: int | None
    movable: Band | None
    inside: bool | None
    fits: Text | None
    reaches: bool
    because: Text
    next_chance: bool = False
    last_chance: bool = False

    @property
    def order(self) -> date:
        """The day it is sorted by: its own, else the usual one."""
        return self.day or self.usual or date.max


@dataclass(frozen=True, slots=True)
class Route:
    """A wish's way on the wheel, seen from one day: «neste sjanse» and «siste sjanse» among its points.

    `year` is the year it should work in: the one asked for, else the first that can still be reached; None
    for a plan or a process without a year. `notes` are what the answer rests on.
    """

    key: str
    title: str
    kind: PriorityKind
    on: date
    year: int | None
    amount_ore: int | None
    points: tuple[RoutePoint, ...]
    sentence: Text
    notes: tuple[Text, ...]

    @property
    def next(self) -> RoutePoint | None:
        """«Neste sjanse»; None when nothing is ahead."""
        return next((point for point in self.points if point.next_chance), None)

    @property
    def last(self) -> RoutePoint | None:
        """«Siste sjanse» to reach the year wanted; None when it is too late."""
        return next((point for point in self.points if point.last_chance), None)
