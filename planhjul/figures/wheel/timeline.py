"""The wheels laid straight: a row for each ring, the same marks, keys and names; SVG text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape
from typing import Final

from planhjul.figures.ink import INK, PAPER, TODAY, ColourBy, Palette
from planhjul.figures.wheel.legend import legend
from planhjul.figures.wheel.marks import (
    ARC_INK,
    MEETING_HALF,
    Band,
    Measures,
    Pen,
    Placed,
    Say,
    Wanted,
    arc_paint,
    mark,
    mark_label,
    place_all,
    ring_wants,
    shown_name,
    stack,
)
from planhjul.figures.wheel.placing import Ground, Scale, Strip
from planhjul.figures.wheel.rings import term_numbers, wheel_numbers
from planhjul.figures.wheel.term import TERM_YEARS, term_scale
from planhjul.figures.wheel.year import HALVES
from planhjul.texts import text
from planhjul.wheel.results import Milestone, Wheel

_WIDTH: Final = 1500
_STRIP: Final = Strip(8.0, _WIDTH - 16.0)
_HEAD: Final = 40.0
_NAME: Final = 24.0
_BAR: Final = 24.0
_LEGEND_SCALE: Final = 1.1


@dataclass(frozen=True, slots=True)
class _Tick:
    """A stretch of the head: a month or a year, and whether the day one looks is in it."""

    begins: float
    ends: float
    words: str
    now: bool


@dataclass(frozen=True, slots=True)
class _Rows:
    """Where everything in one straight wheel stands."""

    bands: tuple[Band, ...]
    wants: tuple[Wanted, ...]
    placed: tuple[Placed, ...]
    bottom: float


def timeline_svg(
    wheel: Wheel,
    say: Say,
    *,
    months: Sequence[str],
    on_label: str,
    colour_by: ColourBy | str = ColourBy.PROCESS,
    links: str | None = None,
) -> str:
    """The one-year wheel as a straight timeline, as one SVG element; arguments as `wheel_svg`."""
    palette = Palette(ColourBy(colour_by), f"ph-linje-{wheel.year}", wheel.milestones)
    pen = Pen(say, palette, links)
    name = say(text("Tidslinje {aar}", aar=str(wheel.year)))
    rows, bottom = _year(wheel, pen, months, on_label, 0.0)
    return _svg(name, pen, rows, bottom)


def term_timeline_svg(
    term: Wheel,
    year: Wheel,
    say: Say,
    *,
    months: Sequence[str],
    on_label: str,
    colour_by: ColourBy | str = ColourBy.PROCESS,
    links: str | None = None,
) -> str:
    """The four-year wheel as a straight timeline with the year under it; arguments as `term_wheel_svg`."""
    shown = (*term.milestones, *year.milestones)
    palette = Palette(ColourBy(colour_by), f"ph-periodelinje-{term.year}", shown)
    pen = Pen(say, palette, links)
    name = say(
        text(
            "Valgperioden {fra}–{til} som tidslinje, med året {aar} under",
            fra=str(term.year),
            til=str(term.year + TERM_YEARS),
            aar=str(year.year),
        )
    )
    scale = term_scale(term)
    ticks = [
        _Tick(
            scale.edge(date(number, 1, 1)),
            scale.edge(date(number + 1, 1, 1)),
            str(number),
            number == year.year,
        )
        for number in range(term.year, term.year + TERM_YEARS + 1)
    ]
    above, bottom = _straight(term, pen, term_numbers(term, year), scale, ticks, 0.0)
    below, bottom = _year(year, pen, months, on_label, bottom + 36)
    return _svg(name, pen, [*above, *below], bottom)


def _svg(name: str, pen: Pen, rows: Sequence[str], bottom: float) -> str:
    below, height = legend(
        pen.say,
        pen.palette,
        (),
        left=10,
        top=(bottom + 44) / _LEGEND_SCALE,
        width=_WIDTH / _LEGEND_SCALE - 20,
    )
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height * _LEGEND_SCALE:.0f}" '
        f'class="ph-arshjul ph-arshjul--linje" role="group" aria-label="{escape(name)}" '
        'font-family="inherit" text-anchor="middle">',
        *pen.palette.defs(),
        *rows,
        f'<g aria-hidden="true" transform="scale({_LEGEND_SCALE})">',
        *below,
        "</g></svg>",
    ]
    return "".join(parts)


def _year(
    wheel: Wheel, pen: Pen, months: Sequence[str], on_label: str, top: float
) -> tuple[list[str], float]:
    scale = Scale(date(wheel.year, 1, 1), date(wheel.year + 1, 1, 1))
    ticks = [
        _Tick(scale.edge(first), scale.edge(after), words, first <= wheel.on < after)
        for (first, after), words in zip(scale.months(), months, strict=True)
    ]
    title = (
        f'<text x="{_STRIP.left:g}" y="{top + 30:.1f}" font-size="30" font-weight="700" text-anchor="start" '
        f'fill="{INK}">{wheel.year}</text>'
        f'<text x="{_STRIP.left + 104:g}" y="{top + 29:.1f}" font-size="19" font-weight="600" '
        f'text-anchor="start" fill="{TODAY}">{escape(on_label)}</text>'
    )
    rows, bottom = _straight(wheel, pen, wheel_numbers(wheel), scale, ticks, top + 44)
    return ['<g aria-hidden="true">', title, "</g>", *rows], bottom


def _straight(
    wheel: Wheel,
    pen: Pen,
    numbers: Sequence[tuple[int, Milestone]],
    scale: Scale,
    ticks: Sequence[_Tick],
    top: float,
) -> tuple[list[str], float]:
    """One straight wheel from `top` down, and where it ends."""
    wants = [w for w in ring_wants(wheel, numbers, scale) if w.marks or w.meetings or w.arcs]
    rows = _rows(wants[::-1], top)
    parts = [
        '<g aria-hidden="true">',
        *_ground(rows, pen.say),
        *_head(ticks, top, rows.bottom),
        *_leaders(rows, pen),
        *_today(scale, wheel.on, top, rows.bottom),
        "</g>",
        f'<g role="list" aria-label="{escape(pen.say(text("Milepæler, møter og arbeid")))}">',
        *_bars(rows, pen),
        *(mark(pen, placed) for placed in rows.placed),
        "</g>",
    ]
    return parts, rows.bottom


def _rows(wants: Sequence[Wanted], top: float) -> _Rows:
    """The rows with marks as large as they can be without touching."""
    for half in HALVES:
        bands, height = stack(wants, Measures(half, _BAR, 5.0, _NAME), _STRIP.length)
        moved = [band.moved(top + _HEAD + 6) for band in bands]
        ground = Ground(_STRIP.point, _STRIP.length, max(half, MEETING_HALF))
        placed = place_all(ground, moved, wants, half, min(MEETING_HALF, half))
        if placed is not None:
            return _Rows(tuple(moved), tuple(wants), tuple(placed), top + _HEAD + 6 + max(height, 0))
    raise OverflowError("more marks than a timeline has room for")


def _ground(rows: _Rows, say: Say) -> Iterator[str]:
    for band in rows.bands:
        yield (
            f'<rect x="{_STRIP.left:g}" y="{band.near:.1f}" width="{_STRIP.width:g}" '
            f'height="{band.far - band.near:.1f}" fill="{INK}" fill-opacity="0.05"/>'
            f'<text x="{_STRIP.left + 10:g}" y="{band.near + 21:.1f}" font-size="18" font-weight="700" '
            f'text-anchor="start" fill="{INK}">{escape(say(band.ring.words))}</text>'
        )


def _head(ticks: Sequence[_Tick], top: float, bottom: float) -> Iterator[str]:
    for number, tick in enumerate(ticks):
        x, _ = _STRIP.point(tick.begins, 0)
        width = (tick.ends - tick.begins) * _STRIP.width
        shade = "1" if tick.now else "0.07" if number % 2 else "0.13"
        yield (
            f'<rect x="{x:.1f}" y="{top:.1f}" width="{width:.1f}" height="{_HEAD:g}" fill="{INK}" '
            f'fill-opacity="{shade}"/>'
            f'<text x="{x + width / 2:.1f}" y="{top + 27:.1f}" font-size="21" font-weight="600" '
            f'fill="{PAPER if tick.now else INK}">{escape(tick.words)}</text>'
        )
        if number:
            yield (
                f'<path d="M{x:.1f} {top + _HEAD:.1f}V{bottom:.1f}" stroke="{INK}" stroke-opacity="0.16" '
                'stroke-width="1.5"/>'
            )


def _leaders(rows: _Rows, pen: Pen) -> Iterator[str]:
    """From each day on its row's edge to the mark; under the marks."""
    tops = {lane: band.lanes[0] for band in rows.bands for lane in band.lanes}
    for placed in rows.placed:
        if placed.number is not None and abs(placed.true_share - placed.spot.share) > 0.001:
            x, y = _STRIP.point(placed.true_share, tops[placed.spot.lane] - placed.spot.half - 3)
            yield (
                f'<path d="M{x:.1f} {y:.1f}L{placed.spot.x:.1f} {placed.spot.y:.1f}" '
                f'stroke="{pen.palette.colour(placed.milestone)}" stroke-width="2" stroke-opacity="0.7"/>'
            )


def _today(scale: Scale, on: date, top: float, bottom: float) -> Iterator[str]:
    if not scale.holds(on):
        return
    x, _ = _STRIP.point(scale.share(on), 0)
    for colour, width in ((PAPER, 8.0), (TODAY, 3.5)):
        yield f'<path d="M{x:.1f} {top:.1f}V{bottom:.1f}" stroke="{colour}" stroke-width="{width:g}"/>'
    yield f'<circle cx="{x:.1f}" cy="{top:.1f}" r="8" fill="{TODAY}"/>'


def _bars(rows: _Rows, pen: Pen) -> Iterator[str]:
    for band, want in zip(rows.bands, rows.wants, strict=True):
        for arc in want.arcs:
            x, y = _STRIP.point(arc.begins, band.arcs[arc.lane])
            width = (arc.ends - arc.begins) * _STRIP.width
            box = f'x="{x + 1:.1f}" y="{y - _BAR / 2:.1f}" width="{width - 2:.1f}" height="{_BAR:g}" rx="4"'
            label = shown_name(pen.say, arc, width)
            shape = arc_paint(pen, arc, f"rect {box}") + (
                f'<text x="{x + width / 2:.1f}" y="{y + 5.5:.1f}" {ARC_INK}>{escape(label)}</text>'
            )
            yield pen.press(arc.milestone.key, mark_label(pen.say, arc.milestone, arc.number), shape)
