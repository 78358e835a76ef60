"""Where the words of the funnel stand: flags that never cross a line, and numbers that never touch."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Flag:
    """A label at the top of an upright line at `x`: it stands in `row` (0 is the top), from `left`."""

    x: float
    left: float
    right: float
    row: int

    def crosses(self, other: Flag) -> bool:
        """True when one's words stand on the other's words or on its line, which runs down from its row."""
        if self.row == other.row:
            return self.left < other.right and other.left < self.right
        upper, lower = (self, other) if self.row < other.row else (other, self)
        return lower.left < upper.x < lower.right


def flags(marks: Sequence[tuple[float, float]], edge: float) -> tuple[Flag, ...]:
    """The labels of upright lines, each in the highest row where it crosses nothing.

    Args:
        marks: (x, how wide the label is), from left to right.
        edge: the right edge; a label that would pass it stands to the left of its line.
    """
    placed: list[Flag] = []
    for x, width in marks:
        left, right = (x, x + width) if x + width <= edge else (x - width, x)
        tries = [Flag(x, left, right, row) for row in range(len(placed) + 1)]
        # The lowest row is below every other label: what stands left of its line there crosses lines at most.
        fits = (one for one in tries if not any(one.crosses(other) for other in placed))
        placed.append(next(fits, tries[-1]))
    return tuple(placed)


def spread(wanted: Sequence[float], gap: float, low: float, high: float) -> tuple[float, ...]:
    """The places nearest the wanted ones, in order, at least `gap` apart and within `low`–`high`."""
    places: list[float] = []
    for place in wanted:
        places.append(max(place, places[-1] + gap if places else low))
    limit = high
    for index in range(len(places) - 1, -1, -1):
        places[index] = min(places[index], limit)
        limit = places[index] - gap
    return tuple(places)


def steps(top_ore: int, most: int) -> tuple[int, ...]:
    """Round amounts from 0 up to the top, at most `most` above zero: 0, 50 and 100 millions, in øre."""
    least = max(1, -(-top_ore // most))
    magnitude = 10 ** (len(str(least)) - 1)
    size = next(factor * magnitude for factor in (1, 2, 5, 10) if factor * magnitude >= least)
    return tuple(range(0, max(0, top_ore) + 1, size))
