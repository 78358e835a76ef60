"""The one-year wheel as SVG text: a ring for each one's work, arcs for phases, marks, today's hand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from html import escape
from typing import Final

from planhjul.figures.ink import INK, PAPER, QUIET, TODAY, ColourBy, Palette
from planhjul.figures.wheel.legend import legend
from planhjul.figures.wheel.marks import (
    ARC_INK,
    LETTER,
    MEETING_HALF,
    Arc,
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
from planhjul.figures.wheel.placing import Ground, Scale, Turn
from planhjul.figures.wheel.rings import wheel_numbers
from planhjul.texts import text
from planhjul.wheel.results import Milestone, Wheel
from planhjul.wheel.roles import Ring

SIZE: Final = 1000
_CENTRE: Final = SIZE / 2
_MONTHS: Final = (446.0, 498.0)
_HUB: Final = 70.0
_ROOM: Final = _MONTHS[0] - 4 - _HUB
_ARC: Final = 20.0
_NAME_FONT: Final = 15.0
# The sizes a mark may have, the best first; the last is small enough for hundreds.
HALVES: Final = (15.0, 14.0, 13.0, 12.5, 12.0, 11.5, 11.0, 10.5, 10.0, 9.5, 9.0, 8.0, 6.5, 5.0, 3.5)
# What is tried, in order: how many arc lanes a ring may have, and how large the marks are then.
_TRIED: Final = (
    *((3, half) for half in HALVES if half >= 12),
    *((2, half) for half in HALVES if half >= 11),
    *((1, half) for half in HALVES if half >= 9.5),
    *((0, half) for half in HALVES),
)


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the rings, the phases (with their radius) and the marks stand."""

    bands: tuple[Band, ...]
    arcs: tuple[tuple[Arc, float], ...]
    placed: tuple[Placed, ...]
    ground: Ground


def wheel_svg(
    wheel: Wheel,
    say: Say,
    *,
    months: Sequence[str],
    on_label: str,
    colour_by: ColourBy | str = ColourBy.PROCESS,
    links: str | None = None,
) -> str:
    """The wheel as one SVG element that scales with its place and takes its colours from the page.

    Args:
        wheel: the year's milestones and the day one looks.
        say: says a text in the reader's language.
        months: the twelve months' short names.
        on_label: the day one looks, in words; stands in the hub.
        colour_by: what the colours say, a `ColourBy` or its value.
        links: None makes every mark a button; else every mark is a link to `links` + its key.

    Every mark and arc stands in a list with `data-key` = the milestone's key; its name begins with the number
    it shows. Numbers are those of `wheel_numbers`. No two marks touch.
    """
    palette = Palette(ColourBy(colour_by), f"ph-aar-{wheel.year}", wheel.milestones)
    pen = Pen(say, palette, links)
    below, height = legend(say, palette, tuple(Ring), left=10, top=SIZE + 34, width=SIZE - 20)
    name = say(text("Årshjul {aar}", aar=str(wheel.year)))
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {SIZE} {height:g}" class="ph-arshjul" '
        f'role="group" aria-label="{escape(name)}" font-family="inherit" text-anchor="middle">',
        *palette.defs(),
        *year_parts(wheel, pen, months=months, on_label=on_label, numbers=wheel_numbers(wheel)),
        '<g aria-hidden="true">',
        *below,
        "</g></svg>",
    ]
    return "".join(parts)


def year_parts(
    wheel: Wheel,
    pen: Pen,
    *,
    months: Sequence[str],
    on_label: str,
    numbers: Sequence[tuple[int, Milestone]],
) -> Iterator[str]:
    """The wheel itself in a square of 1000, for a drawing of its own or inside the four-year wheel."""
    turn = Turn((_CENTRE, _CENTRE))
    scale = Scale(date(wheel.year, 1, 1), date(wheel.year + 1, 1, 1))
    layout = ring_layout(ring_wants(wheel, numbers, scale), turn, _HUB, _ROOM)
    yield '<g aria-hidden="true">'
    yield from _months(wheel, months, scale, turn)
    for band in layout.bands:
        yield ring_band(turn, band)
    yield from ring_names(layout, turn, pen.say, f"ph-ring-{wheel.year}")
    yield from leaders(layout, pen, turn)
    yield from hand(turn, scale, wheel.on, _HUB, _MONTHS[1])
    yield from _hub(wheel, on_label)
    yield "</g>"
    yield f'<g role="list" aria-label="{escape(pen.say(text("Milepæler, møter og arbeid")))}">'
    yield from arc_parts(layout, pen, turn, f"ph-bue-{wheel.year}")
    for placed in layout.placed:
        yield mark(pen, placed)
    yield "</g>"


def ring_layout(wants: Sequence[Wanted], turn: Turn, hub: float, room: float) -> Layout:
    """Rings from `hub` outwards over `room`, with marks as large as they can be without touching.

    Where phases crowd out the marks, some phases become marks themselves. What room is left over is shared
    between the rings.
    """
    for arc_lanes, half in _TRIED:
        layout = _fitted([want.capped(arc_lanes) for want in wants], half, turn, hub, room)
        if layout is not None:
            return layout
    raise OverflowError("more marks than a wheel has room for")


def _fitted(wants: Sequence[Wanted], half: float, turn: Turn, hub: float, room: float) -> Layout | None:
    """The layout with marks of this size, or None when they do not fit."""

    def length(at: float) -> float:
        return turn.length(hub + at)

    measures = Measures(half, _ARC, 3.0)
    _, used = stack(wants, measures, length)
    if used > room:
        return None
    airy = replace(measures, air=measures.air + (room - used) / (2 * max(len(wants), 1)))
    bands = [_from_hub(band, hub) for band in stack(wants, airy, length)[0]]
    ground = Ground(turn.point, turn.length, max(half, MEETING_HALF))
    placed = place_all(ground, bands, wants, half, min(MEETING_HALF, half))
    if placed is None:
        return None
    arcs = tuple(
        (arc, band.arcs[arc.lane]) for band, want in zip(bands, wants, strict=True) for arc in want.arcs
    )
    return Layout(tuple(bands), arcs, tuple(placed), ground)


def _from_hub(band: Band, hub: float) -> Band:
    """The band with its lanes counted from the centre, the outermost lane first."""
    moved = band.moved(hub)
    return replace(moved, meetings=moved.meetings[::-1], lanes=moved.lanes[::-1])


def _months(wheel: Wheel, names: Sequence[str], scale: Scale, turn: Turn) -> Iterator[str]:
    inner, outer = _MONTHS
    for (first, after), name in zip(scale.months(), names, strict=True):
        begins, ends = scale.edge(first), scale.edge(after)
        now = first <= wheel.on < after
        shade = "1" if now else "0.07" if first.month % 2 else "0.13"
        path = turn.sector(begins + 0.0004, ends - 0.0004, inner, outer)
        yield f'<path d="{path}" fill="{INK}" fill-opacity="{shade}"/>'
        x, y = turn.point((begins + ends) / 2, (inner + outer) / 2)
        ink = PAPER if now else INK
        yield f'<text x="{x:.1f}" y="{y + 7:.1f}" font-size="19" font-weight="600" fill="{ink}">'
        yield f"{escape(name)}</text>"


def ring_band(turn: Turn, band: Band) -> str:
    """The ground of a ring."""
    x, y = turn.centre
    radius, width = (band.near + band.far) / 2, band.far - band.near
    return (
        f'<circle cx="{x:g}" cy="{y:g}" r="{radius:.1f}" fill="none" stroke="{INK}" stroke-opacity="0.05" '
        f'stroke-width="{width:.1f}"/>'
    )


def ring_names(layout: Layout, turn: Turn, say: Say, identity: str) -> Iterator[str]:
    """The rings' names where no mark stands; one without such a place has its name in the legend alone."""
    for band in layout.bands:
        words = say(band.ring.words)
        lanes = (*band.lanes, *band.meetings) or (() if band.arcs else ((band.near + band.far) / 2,))
        for lane in lanes:
            begins = _free_for(layout.ground, turn, lane, len(words))
            if begins is None:
                continue
            ends = begins + (len(words) + 2) * LETTER * _NAME_FONT / turn.length(lane)
            yield (
                f'<path id="{identity}-{band.ring}" d="{turn.line(begins, ends, lane)}" fill="none"/>'
                f'<text font-size="{_NAME_FONT:g}" font-weight="600" fill="{QUIET}" dy="5">'
                f'<textPath href="#{identity}-{band.ring}" startOffset="50%">{escape(words)}</textPath>'
                "</text>"
            )
            break


def _free_for(ground: Ground, turn: Turn, lane: float, letters: int) -> float | None:
    """Where on the lane so many letters can stand without touching a mark; the first place from the top."""
    letter = LETTER * _NAME_FONT / turn.length(lane)

    def is_free(begins: float) -> bool:
        places = (turn.point(begins + number * letter, lane) for number in range(letters + 2))
        return all(ground.is_free(x, y, _NAME_FONT / 2) for x, y in places)

    tried = (0.008 + number / 60 for number in range(60))
    return next((at for at in tried if at + (letters + 2) * letter <= 1 and is_free(at)), None)


def arc_parts(layout: Layout, pen: Pen, turn: Turn, name: str) -> Iterator[str]:
    """The phases, each to be pressed, with number and name or, where that does not fit, the number."""
    for arc, radius in layout.arcs:
        gap = 1.5 / turn.length(radius)
        first, last = arc.begins + gap, arc.ends - gap
        shape = arc_paint(
            pen, arc, f'path d="{turn.sector(first, last, radius - _ARC / 2, radius + _ARC / 2)}"'
        )
        label = shown_name(pen.say, arc, (last - first) * turn.length(radius))
        shape += _arc_name(turn, arc, label, radius, f"{name}-{arc.milestone.key}")
        yield pen.press(arc.milestone.key, mark_label(pen.say, arc.milestone, arc.number), shape)


def _arc_name(turn: Turn, arc: Arc, label: str, radius: float, identity: str) -> str:
    if label == str(arc.number):
        x, y = turn.point((arc.begins + arc.ends) / 2, radius)
        return f'<text x="{x:.1f}" y="{y + 6:.1f}" {ARC_INK}>{label}</text>'
    return (
        f'<path id="{escape(identity)}" d="{turn.line(arc.begins, arc.ends, radius)}" fill="none"/>'
        f'<text {ARC_INK} dy="5.5"><textPath href="#{escape(identity)}" startOffset="50%">'
        f"{escape(label)}</textPath></text>"
    )


def leaders(layout: Layout, pen: Pen, turn: Turn) -> Iterator[str]:
    """From each day on its ring's edge to the mark; under the marks, so that they hide nothing."""
    edges = {lane: band.far for band in layout.bands for lane in band.lanes}
    for placed in layout.placed:
        if placed.number is not None:
            edge = edges[placed.spot.lane]
            yield (
                f'<path d="M{turn.xy(placed.true_share, edge)}L{placed.spot.x:.1f} {placed.spot.y:.1f}" '
                f'stroke="{pen.palette.colour(placed.milestone)}" stroke-width="2" stroke-opacity="0.7"/>'
            )


def hand(turn: Turn, scale: Scale, on: date, inner: float, outer: float) -> Iterator[str]:
    """Today's hand, when the day is in the drawing."""
    if not scale.holds(on):
        return
    share = scale.share(on)
    line = f"M{turn.xy(share, inner)}L{turn.xy(share, outer)}"
    x, y = turn.point(share, outer)
    yield (
        f'<path d="{line}" stroke="{PAPER}" stroke-width="8"/>'
        f'<path d="{line}" stroke="{TODAY}" stroke-width="3.5"/>'
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="9" fill="{TODAY}" stroke="{PAPER}" stroke-width="3"/>'
    )


def _hub(wheel: Wheel, on_label: str) -> Iterator[str]:
    middle = f'x="{_CENTRE:g}"'
    yield f'<text {middle} y="506" font-size="46" font-weight="700" fill="{INK}">{wheel.year}</text>'
    size = min(17.0, (2 * _HUB - 24) / max(len(on_label) * LETTER, 1))
    yield (
        f'<text {middle} y="534" font-size="{size:.1f}" font-weight="600" fill="{TODAY}">'
        f"{escape(on_label)}</text>"
    )
