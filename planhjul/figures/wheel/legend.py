"""The legend of the wheels and the timeline: which ring, which colour and pattern, which sign means what."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from typing import Final

from planhjul.figures.ink import INK, LATE, PAPER, QUIET, Palette, Shade
from planhjul.figures.wheel.marks import Say
from planhjul.figures.wheel.rings import STATUS_TITLES
from planhjul.texts import Text, text
from planhjul.wheel.results import Status
from planhjul.wheel.roles import Ring

_ROW: Final = 34
_FONT: Final = 18
_TITLES: Final = 106
_ITEM: Final = 290
_SIGNS: Final[tuple[tuple[Text, str], ...]] = (
    (
        STATUS_TITLES[Status.HELD],
        f'<circle r="9" fill="{QUIET}" stroke="{QUIET}" stroke-width="3"/>',
    ),
    (
        STATUS_TITLES[Status.PLANNED],
        f'<circle r="9" fill="{PAPER}" stroke="{QUIET}" stroke-width="3"/>',
    ),
    (
        STATUS_TITLES[Status.WAITING],
        f'<circle r="9" fill="{PAPER}" stroke="{QUIET}" stroke-width="3" stroke-dasharray="4 3"/>',
    ),
    (
        STATUS_TITLES[Status.LATE],
        f'<circle r="8.5" fill="{PAPER}" stroke="{LATE}" stroke-width="5"/>',
    ),
    (
        text("fastsatt i lov eller av staten"),
        f'<circle r="9" fill="{QUIET}" fill-opacity="0.25" stroke="{QUIET}" stroke-width="3"/>',
    ),
    (
        text("skikk eller egen plan"),
        f'<rect x="-9" y="-9" width="18" height="18" rx="4" fill="{QUIET}" fill-opacity="0.25" '
        f'stroke="{QUIET}" stroke-width="3"/>',
    ),
    (
        text("møte"),
        f'<circle r="6" fill="{PAPER}" stroke="{QUIET}" stroke-width="2"/>',
    ),
)


def legend(
    say: Say, palette: Palette, rings: Sequence[Ring], *, left: float, top: float, width: float
) -> tuple[list[str], float]:
    """The legend's parts from `top` down, and where they end."""
    columns = max(1, int((width - _TITLES) // _ITEM))
    groups: list[tuple[str, list[tuple[str, str]]]] = [
        (
            say(text("Ringer")),
            [(say(ring.words), _ring_icon(ring)) for ring in rings],
        ),
        (say(text("Farger")), [(say(shade.title), _swatch(palette, shade)) for shade in palette.shades]),
        (say(text("Tegn")), [(say(title), sign) for title, sign in _SIGNS]),
    ]
    parts: list[str] = []
    y = top
    for title, items in groups:
        if items:
            parts += _group(title, items, left, y, columns)
            y += -(-len(items) // columns) * _ROW + 8
    return parts, y


def _group(
    title: str, items: Sequence[tuple[str, str]], left: float, top: float, columns: int
) -> Iterator[str]:
    yield _words(title, left, top, f'font-weight="700" fill="{INK}"')
    for number, (words, icon) in enumerate(items):
        x = left + _TITLES + number % columns * _ITEM
        y = top + number // columns * _ROW
        yield f'<g transform="translate({x:g} {y:g})">{icon}</g>'
        yield _words(words, x + 22, y, f'fill="{QUIET}"')


def _words(words: str, x: float, y: float, paint: str) -> str:
    place = f'x="{x:g}" y="{y + 6:g}" font-size="{_FONT}" text-anchor="start"'
    return f"<text {place} {paint}>{escape(words)}</text>"


def _swatch(palette: Palette, shade: Shade) -> str:
    """A stretch in the colour, with its pattern, beside a mark."""
    box = 'x="-13" y="-9" width="26" height="18" rx="3"'
    return (
        f'<rect {box} fill="{shade.colour}" fill-opacity="0.22"/><rect {box} fill="{palette.fill(shade)}"/>'
        f'<rect {box} fill="none" stroke="{shade.colour}" stroke-width="2.5"/>'
    )


def _ring_icon(chosen: Ring) -> str:
    """All rings, thin, and the one it is about."""
    return "".join(
        f'<circle r="{3 + 2.6 * number:g}" fill="none" stroke="{QUIET}" '
        f'stroke-width="{2.6 if ring is chosen else 0.6}"/>'
        for number, ring in enumerate(Ring)
    )
