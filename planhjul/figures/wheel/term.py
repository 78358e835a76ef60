"""The four-year wheel with the one-year wheel inside it, as one SVG text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from html import escape
from typing import Final

from planhjul.figures.ink import INK, PAPER, ColourBy, Palette
from planhjul.figures.wheel.legend import legend
from planhjul.figures.wheel.marks import Pen, Say, mark, ring_wants
from planhjul.figures.wheel.placing import Scale, Turn
from planhjul.figures.wheel.rings import term_numbers, wheel_numbers
from planhjul.figures.wheel.year import (
    SIZE,
    arc_parts,
    hand,
    leaders,
    ring_band,
    ring_layout,
    ring_names,
    year_parts,
)
from planhjul.texts import text
from planhjul.wheel.results import Wheel
from planhjul.wheel.roles import Ring

_SIZE: Final = 1500
_CENTRE: Final = _SIZE / 2
_HUB: Final = 512.0
_ROOM: Final = 172.0
_YEARS: Final = (690.0, 748.0)
_LEGEND_SCALE: Final = 1.4
TERM_YEARS: Final = 4


def term_scale(term: Wheel) -> Scale:
    """The days of the term: from 1 September of the election year to 31 August four years later."""
    return Scale(date(term.year, 9, 1), date(term.year + TERM_YEARS, 9, 1))


def term_wheel_svg(
    term: Wheel,
    year: Wheel,
    say: Say,
    *,
    months: Sequence[str],
    on_label: str,
    colour_by: ColourBy | str = ColourBy.PROCESS,
    links: str | None = None,
) -> str:
    """The term's wheel around the year's, as one SVG element.

    Args:
        term: the four-year wheel; its `year` is the election year.
        year: the one-year wheel drawn inside; its year is marked in the term's rings.
        say: says a text in the reader's language.
        months: the twelve months' short names.
        on_label: the day one looks, in words; stands in the hub.
        colour_by: what the colours say, a `ColourBy` or its value.
        links: None makes every mark a button; else every mark is a link to `links` + its key.

    Marks, keys and names are those of `wheel_svg`; the term's numbers are those of `rings.term_numbers`. A
    milestone of both wheels has the same number in both.
    """
    shown = (*term.milestones, *year.milestones)
    palette = Palette(ColourBy(colour_by), f"ph-periode-{term.year}", shown)
    pen = Pen(say, palette, links)
    top = (_SIZE + 50) / _LEGEND_SCALE
    below, height = legend(
        say,
        palette,
        tuple(Ring),
        left=16,
        top=top,
        width=_SIZE / _LEGEND_SCALE - 32,
    )
    name = say(
        text(
            "Valgperioden {fra}–{til} med årshjulet {aar}",
            fra=str(term.year),
            til=str(term.year + TERM_YEARS),
            aar=str(year.year),
        )
    )
    side = (_SIZE - SIZE) / 2
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_SIZE} {height * _LEGEND_SCALE:.0f}" '
        f'class="ph-arshjul ph-arshjul--periode" role="group" aria-label="{escape(name)}" '
        'font-family="inherit" text-anchor="middle">',
        *palette.defs(),
        *_term_parts(term, year, pen),
        f'<g transform="translate({side:g} {side:g})">',
        *year_parts(year, pen, months=months, on_label=on_label, numbers=wheel_numbers(year)),
        f'</g><g aria-hidden="true" transform="scale({_LEGEND_SCALE})">',
        *below,
        "</g></svg>",
    ]
    return "".join(parts)


def _term_parts(term: Wheel, year: Wheel, pen: Pen) -> Iterator[str]:
    turn = Turn((_CENTRE, _CENTRE))
    scale = term_scale(term)
    wants = [w for w in ring_wants(term, term_numbers(term, year), scale) if w.marks or w.arcs]
    layout = ring_layout(wants, turn, _HUB, _ROOM)
    yield '<g aria-hidden="true">'
    yield from (ring_band(turn, band) for band in layout.bands)
    yield from _year_sector(year, scale, turn)
    yield from _years(term, year, scale, turn)
    yield from ring_names(layout, turn, pen.say, f"ph-periodering-{term.year}")
    yield from leaders(layout, pen, turn)
    yield from hand(turn, scale, term.on, _HUB, _YEARS[1])
    yield "</g>"
    yield f'<g role="list" aria-label="{escape(pen.say(text("Milepæler i valgperioden")))}">'
    yield from arc_parts(layout, pen, turn, f"ph-periodebue-{term.year}")
    for placed in layout.placed:
        yield mark(pen, placed)
    yield "</g>"


def _year_sector(year: Wheel, scale: Scale, turn: Turn) -> Iterator[str]:
    """The part of the term that the wheel inside shows."""
    begins, ends = scale.edge(date(year.year, 1, 1)), scale.edge(date(year.year + 1, 1, 1))
    if begins < ends:
        path = turn.sector(begins, ends, _HUB - 8, _YEARS[0] - 2)
        yield f'<path d="{path}" fill="{INK}" fill-opacity="0.06" stroke="{INK}" stroke-opacity="0.4"/>'


def _years(term: Wheel, year: Wheel, scale: Scale, turn: Turn) -> Iterator[str]:
    inner, outer = _YEARS
    for number in range(term.year, term.year + TERM_YEARS + 1):
        begins, ends = scale.edge(date(number, 1, 1)), scale.edge(date(number + 1, 1, 1))
        chosen = number == year.year
        shade = "1" if chosen else "0.07" if number % 2 else "0.13"
        path = turn.sector(begins + 0.0003, ends - 0.0003, inner, outer)
        yield f'<path d="{path}" fill="{INK}" fill-opacity="{shade}"/>'
        x, y = turn.point((begins + ends) / 2, (inner + outer) / 2)
        ink = PAPER if chosen else INK
        # The upright number is wider than the ring at its sides: a rim of the ring's ink keeps it readable.
        rim = (
            f' paint-order="stroke" stroke="{INK}" stroke-width="7" stroke-linejoin="round"' if chosen else ""
        )
        place = f'x="{x:.1f}" y="{y + 8:.1f}"{rim}'
        yield f'<text {place} font-size="22" font-weight="600" fill="{ink}">{number}</text>'
        for month in (4, 7, 10):
            quarter = date(number, month, 1)
            if scale.begins < quarter < scale.ends:
                share = scale.edge(quarter)
                yield (
                    f'<path d="M{turn.xy(share, inner)}L{turn.xy(share, inner + 12)}" stroke="{INK}" '
                    'stroke-opacity="0.5" stroke-width="1.5"/>'
                )
