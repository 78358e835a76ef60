"""Where marks stand: as near their day as they can without touching another; pure geometry."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import cos, pi, radians, sin

Point = tuple[float, float]
_STEP = 2.0
_GAP = 2.0


@dataclass(frozen=True, slots=True)
class Scale:
    """A span of days laid out on a whole turn or a whole width; `ends` is the first day after it."""

    begins: date
    ends: date

    def share(self, day: date) -> float:
        """Where the middle of the day is, 0–1; a day outside the span is held at its edge."""
        days = (self.ends - self.begins).days
        number = min(max((day - self.begins).days, 0), days - 1)
        return (number + 0.5) / days

    def edge(self, day: date) -> float:
        """Where the day begins, 0–1, held inside the span."""
        days = (self.ends - self.begins).days
        return min(max((day - self.begins).days, 0), days) / days

    def holds(self, day: date) -> bool:
        """Whether the day is in the span."""
        return self.begins <= day < self.ends

    def months(self) -> tuple[tuple[date, date], ...]:
        """Each month's first day and the first day after it."""
        found: list[tuple[date, date]] = []
        day = self.begins
        while day < self.ends:
            following = (day.replace(day=1) + timedelta(days=32)).replace(day=1)
            found.append((day, following))
            day = following
        return tuple(found)


@dataclass(frozen=True, slots=True)
class Turn:
    """A scale bent into a circle: shares run clockwise from the top, lanes are radii."""

    centre: Point

    def point(self, share: float, lane: float) -> Point:
        """The point at a share of the turn and a radius."""
        angle = radians(share * 360)
        return self.centre[0] + lane * sin(angle), self.centre[1] - lane * cos(angle)

    def length(self, lane: float) -> float:
        """How long the lane is."""
        return 2 * pi * lane

    def xy(self, share: float, lane: float) -> str:
        """The point as a path writes it."""
        x, y = self.point(share, lane)
        return f"{x:.1f} {y:.1f}"

    def sector(self, begins: float, ends: float, inner: float, outer: float) -> str:
        """The path of a ring's sector."""
        large = int(ends - begins > 0.5)
        return (
            f"M{self.xy(begins, outer)}A{outer:.1f} {outer:.1f} 0 {large} 1 {self.xy(ends, outer)}"
            f"L{self.xy(ends, inner)}A{inner:.1f} {inner:.1f} 0 {large} 0 {self.xy(begins, inner)}Z"
        )

    def line(self, begins: float, ends: float, radius: float) -> str:
        """The path a text follows; below the middle it runs the other way, so text is never upside down."""
        large = int(ends - begins > 0.5)
        if 0.25 < (begins + ends) / 2 < 0.75:
            return f"M{self.xy(ends, radius)}A{radius:.1f} {radius:.1f} 0 {large} 0 {self.xy(begins, radius)}"
        return f"M{self.xy(begins, radius)}A{radius:.1f} {radius:.1f} 0 {large} 1 {self.xy(ends, radius)}"


@dataclass(frozen=True, slots=True)
class Strip:
    """A scale laid straight: shares run from left to right, lanes are heights."""

    left: float
    width: float

    def point(self, share: float, lane: float) -> Point:
        """The point at a share of the width and a height."""
        return self.left + share * self.width, lane

    def length(self, _lane: float) -> float:
        """How long a lane is."""
        return self.width


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a mark came to stand."""

    share: float
    lane: float
    x: float
    y: float
    half: float


class Ground:
    """Ground where boxes stand without touching; `half` is half a box's side."""

    def __init__(
        self, point: Callable[[float, float], Point], length: Callable[[float], float], widest: float
    ) -> None:
        self._point = point
        self._length = length
        self._cell = 2 * widest + _GAP
        self._taken: dict[tuple[int, int], list[tuple[float, float, float]]] = {}

    def place(
        self, share: float, half: float, lanes: Sequence[float], begin: int = 0
    ) -> tuple[Spot, int] | None:
        """The free spot nearest the share in one of the lanes, and how many steps away; None: all is full.

        Nothing crosses the ends of the scale. `begin` skips steps that are known to be taken.
        """
        reach = int(max(self._length(lane) for lane in lanes) / _STEP)
        for step in range(begin, reach):
            for lane in lanes:
                spot = self._try(share, half, lane, step)
                if spot is not None:
                    return spot, step
        return None

    def _try(self, share: float, half: float, lane: float, step: int) -> Spot | None:
        length = self._length(lane)
        edge = half / length
        wanted = min(max(share, edge), 1 - edge)
        for way in (1, -1) if step else (1,):
            at = wanted + way * step * _STEP / length
            if not edge <= at <= 1 - edge:
                continue
            x, y = self._point(at, lane)
            if self.take(x, y, half):
                return Spot(at, lane, x, y, half)
        return None

    def take(self, x: float, y: float, half: float) -> bool:
        """Whether the box was free; then it is taken."""
        if not self.is_free(x, y, half):
            return False
        self._taken.setdefault(self._square(x, y), []).append((x, y, half))
        return True

    def is_free(self, x: float, y: float, half: float) -> bool:
        """Whether the box touches none that is taken."""
        column, row = self._square(x, y)
        for near in range(column - 1, column + 2):
            for by in range(row - 1, row + 2):
                for other_x, other_y, other in self._taken.get((near, by), ()):
                    apart = half + other + _GAP
                    if abs(x - other_x) < apart and abs(y - other_y) < apart:
                        return False
        return True

    def _square(self, x: float, y: float) -> tuple[int, int]:
        return int(x // self._cell), int(y // self._cell)


def lanes_wanted(shares: Sequence[float], side: float, length: float) -> int:
    """How many lanes a crowd of marks wants, so that none has to stand far from its day; at most four.

    Looks at the busiest twelfth of the scale, and lets it fill a ninth.
    """
    if not shares:
        return 0
    ordered = sorted(shares)
    busiest, first = 0, 0
    for last, share in enumerate(ordered):
        while share - ordered[first] > 1 / 12:
            first += 1
        busiest = max(busiest, last - first + 1)
    return min(4, max(1, -int(-busiest * side * 1.2 // (length / 9))))
