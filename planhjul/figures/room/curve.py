"""Figure of handlingsrom over time: a band that narrows, as our own small SVG."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from planhjul.choices.results import Point
from planhjul.figures.template import ESTIMATE, Theme, escape
from planhjul.language import Language
from planhjul.texts import Million, text

_WIDTH: Final = 1000
_HEIGHT: Final = 300


def position(points: Sequence[Point], day: date) -> float:
    """Where the day stands along the curve: 0 at the first point, 1 at the last, never outside."""
    first, last = points[0].on, points[-1].on
    return min(1.0, max(0.0, (day - first).days / max(1, (last - first).days)))


def band_curve(points: Sequence[Point], on: date, language: Language, theme: Theme) -> str:
    """SVG of the band low–high (hatched: «anslag») with the default as a line, the day and the named days.

    The drawing holds no letters and stretches to the box it is given: whoever shows it writes the labels
    beside it (`position` says where), so that they keep their size on a phone.

    Args:
        points: the curve, sorted by day; fewer than two give an empty picture.
        on: the day that is marked when it lies within the curve.
        language: says the drawing's name.
        theme: PAGE in a page, LIGHT or DARK elsewhere.
    """
    if len(points) < 2:
        return _svg(language.say(text("Ingen kurve å vise.")), "")
    top = max(1, *(point.high_ore for point in points))

    def place(day: date, amount_ore: int) -> str:
        return f"{position(points, day) * _WIDTH:.1f},{(1 - amount_ore / top) * _HEIGHT:.1f}"

    def upright(day: date, look: str) -> str:
        x = f"{position(points, day) * _WIDTH:.1f}"
        return f'<line x1="{x}" x2="{x}" y1="0" y2="{_HEIGHT}" vector-effect="non-scaling-stroke" {look}/>'

    outline = [place(point.on, point.high_ore) for point in points]
    outline += [place(point.on, point.low_ore) for point in reversed(points)]
    line = " ".join(place(point.on, point.default_ore) for point in points)
    hatch = f"band-{theme.name}"
    named = f'class="ph-curve__event" stroke-dasharray="3 4" style="stroke:{theme.muted}"'
    parts = [
        f'<defs><pattern id="{hatch}" width="7" height="7" patternUnits="userSpaceOnUse" '
        f'patternTransform="rotate(45)"><rect width="7" height="7" fill="{ESTIMATE}" fill-opacity="0.18"/>'
        f'<rect width="1.5" height="7" fill="{ESTIMATE}" fill-opacity="0.55"/></pattern></defs>',
        f'<polygon points="{" ".join(outline)}" fill="url(#{hatch})"/>',
        *(upright(point.on, named) for point in points if point.events),
        f'<polyline points="{line}" fill="none" stroke="{ESTIMATE}" stroke-width="3" '
        'vector-effect="non-scaling-stroke"/>',
    ]
    if points[0].on <= on <= points[-1].on:
        parts.append(upright(on, f'class="ph-curve__now" stroke-width="2" style="stroke:{theme.ink}"'))
    name = text(
        "Handlingsrommet (anslag) fra {first} til {last}: fra {start} til {end}.",
        first=points[0].on,
        last=points[-1].on,
        start=Million(points[0].default_ore),
        end=Million(points[-1].default_ore),
    )
    return _svg(language.say(name), "".join(parts))


def _svg(name: str, inner: str) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" '
        f'preserveAspectRatio="none" role="img"><title>{escape(name)}</title>{inner}</svg>'
    )
