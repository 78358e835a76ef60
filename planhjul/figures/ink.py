"""Colours and patterns of the drawings: a pattern says what a colour says, for print in black and white."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from planhjul.figures.tokens import token
from planhjul.figures.wheel.rings import PROCESS_TITLES
from planhjul.texts import Text, Year, text
from planhjul.wheel.results import Milestone, Process

INK: Final = token("--ds-color-neutral-text-default")
QUIET: Final = token("--ds-color-neutral-text-subtle")
PAPER: Final = token("--ds-color-neutral-background-default")
LATE: Final = token("--ds-color-danger-base-default")
TODAY: Final = token("--ph-today")

_PROCESSES: Final[Mapping[Process, str]] = {
    process: token(f"--ph-process-{process.value}") for process in Process
}
# A budget year keeps its colour in every drawing; five in a row are all different.
_YEARS: Final = (
    _PROCESSES[Process.BUDSJETT],
    _PROCESSES[Process.REGNSKAP],
    _PROCESSES[Process.PLAN],
    _PROCESSES[Process.RAPPORTERING],
    token("--ph-year-fifth"),
)
_NO_YEAR: Final = _PROCESSES[Process.STAT]
# Lines in a square of eight, by the order of the processes and of the budget years.
_LINES: Final = (
    "M-2 2L2 -2M0 8L8 0M6 10L10 6",
    "M-2 6L2 10M0 0L8 8M6 -2L10 2",
    "M0 4H8",
    "M4 0V8",
    "M4 0V8M0 4H8",
    "",
)


class ColourBy(StrEnum):
    """What the colours of a drawing say."""

    PROCESS = "process"
    BUDGET_YEAR = "budget_year"


@dataclass(frozen=True, slots=True)
class Shade:
    """One colour of a drawing with its pattern, and what they say."""

    key: str
    title: Text
    colour: str
    lines: str


class Palette:
    """The colours of one drawing. `name` makes its patterns' ids unique on a page."""

    def __init__(self, by: ColourBy, name: str, shown: Iterable[Milestone]) -> None:
        self._by = by
        self._name = name
        found = {shade.key: shade for shade in map(self._shade, shown)}
        order = [process.value for process in PROCESS_TITLES]
        self.shades = sorted(
            found.values(), key=lambda one: (order.index(one.key) if one.key in order else 0, one.key)
        )

    def colour(self, thing: Milestone) -> str:
        """The colour of a milestone."""
        return self._shade(thing).colour

    def pattern(self, thing: Milestone, *, on_colour: bool = False) -> str:
        """What to fill with to show the pattern, drawn in the colour or, on the colour, in paper."""
        return self.fill(self._shade(thing), on_colour=on_colour)

    def fill(self, shade: Shade, *, on_colour: bool = False) -> str:
        """The reference to a shade's pattern."""
        return f"url(#{self._name}-{shade.key}{'-paper' if on_colour else ''})" if shade.lines else "none"

    def defs(self) -> Iterator[str]:
        """The patterns, to stand first in the drawing."""
        yield "<defs>"
        for shade in self.shades:
            if shade.lines:
                yield self._pattern(shade.key, shade.lines, shade.colour)
                yield self._pattern(f"{shade.key}-paper", shade.lines, PAPER)
        yield "</defs>"

    def _pattern(self, key: str, lines: str, colour: str) -> str:
        return (
            f'<pattern id="{self._name}-{key}" width="8" height="8" patternUnits="userSpaceOnUse">'
            f'<path d="{lines}" stroke="{colour}" stroke-width="1.6" fill="none"/></pattern>'
        )

    def _shade(self, thing: Milestone) -> Shade:
        if self._by is ColourBy.PROCESS or thing.process is Process.MOTE:
            place = list(_PROCESSES).index(thing.process)
            return Shade(
                thing.process.value, PROCESS_TITLES[thing.process], _PROCESSES[thing.process], _LINES[place]
            )
        year = thing.budget_year
        if year is None:
            return Shade("uten-aar", text("Uten budsjettår"), _NO_YEAR, "")
        place = year % len(_YEARS)
        return Shade(f"aar-{year}", text("Budsjettår {aar}", aar=Year(year)), _YEARS[place], _LINES[place])
