"""Figure of handlingsrom over time: a band that narrows, as our own small SVG."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from planhjul.choices.results import Point
from planhjul.figures.template import ESTIMATE, Theme, escape
from planhjul.language import Language
from planhjul.texts import Million, text

_WIDTH: Final = 480
_HEIGHT: Final = 150
_LEFT: Final = 6
_TOP: Final = 26
_BOTTOM: Final = 24


def band_curve(points: Sequence[Point], on: date, language: Language, theme: Theme) -> str:
    """SVG of the band low–high (hatched: «anslag») with the default as a line and the day marked.

    Args:
        points: the curve, sorted by day; fewer than two give an empty picture.
        on: the day that is marked when it lies within the curve.
        language: says the labels.
        theme: PAGE in a page, LIGHT or DARK elsewhere.
    """
    if len(points) < 2:
        return _svg(language.say(text("Ingen kurve å vise.")), "")
    first, last = points[0].on, points[-1].on
    days = max(1, (last - first).days)
    top = max(1, *(point.high_ore for point in points))

    def place(day: date, amount_ore: int) -> str:
        x = _LEFT + (day - first).days / days * (_WIDTH - 2 * _LEFT)
        y = _TOP + (1 - amount_ore / top) * (_HEIGHT - _TOP - _BOTTOM)
        return f"{x:.1f},{y:.1f}"

    outline = [place(point.on, point.high_ore) for point in points]
    outline += [place(point.on, point.low_ore) for point in reversed(points)]
    line = " ".join(place(point.on, point.default_ore) for point in points)
    hatch = f"band-{theme.name}"
    parts = [
        f'<defs><pattern id="{hatch}" width="7" height="7" patternUnits="userSpaceOnUse" '
        f'patternTransform="rotate(45)"><rect width="7" height="7" fill="{ESTIMATE}" fill-opacity="0.18"/>'
        f'<rect width="1.5" height="7" fill="{ESTIMATE}" fill-opacity="0.55"/></pattern></defs>',
        f'<polygon points="{" ".join(outline)}" fill="url(#{hatch})"/>',
        f'<polyline points="{line}" fill="none" stroke="{ESTIMATE}" stroke-width="3"/>',
        _label(language.million(top), _LEFT, 16, "start", theme),
        _label(language.date(first), _LEFT, _HEIGHT - 6, "start", theme),
        _label(language.date(last), _WIDTH - _LEFT, _HEIGHT - 6, "end", theme),
    ]
    if first <= on <= last:
        nearest = max((point for point in points if point.on <= on), key=lambda point: point.on)
        x, y = place(on, nearest.default_ore).split(",")
        parts.append(
            f'<line x1="{x}" x2="{x}" y1="{_TOP}" y2="{_HEIGHT - _BOTTOM}" style="stroke:{theme.ink}"/>'
            f'<circle cx="{x}" cy="{y}" r="5" style="fill:{theme.ink}"/>'
        )
    name = language.say(
        text(
            "Handlingsrommet (anslag) fra {first} til {last}: fra {start} til {end}.",
            first=first,
            last=last,
            start=Million(points[0].default_ore),
            end=Million(points[-1].default_ore),
        )
    )
    return _svg(name, "".join(parts))


def _label(content: str, x: float, y: float, anchor: str, theme: Theme) -> str:
    return (
        f'<text x="{x}" y="{y}" text-anchor="{anchor}" font-size="14" style="fill:{theme.muted}">'
        f"{escape(content)}</text>"
    )


def _svg(name: str, inner: str) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img">'
        f"<title>{escape(name)}</title>{inner}</svg>"
    )
