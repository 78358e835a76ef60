"""The one-year wheel as SVG text: a ring per process, a mark per milestone, today's hand."""

from __future__ import annotations

import calendar
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape
from math import cos, pi, radians, sin
from typing import Final, assert_never

from planhjul.texts import Text, text
from planhjul.wheel.meetings import Organ
from planhjul.wheel.results import Milestone, Process, RuleKind, Status, Wheel

Say = Callable[[Text], str]

_SIZE: Final = 1000
_HEIGHT: Final = 1084
_CENTRE: Final = 500
_MONTHS: Final = (446.0, 498.0)
_HUB: Final = 108.0
_MARK: Final = 16.0
_GAP: Final = 3.0
# About the widest a letter of a semibold system font is for its height; used to see whether a name fits.
_LETTER: Final = 0.6
_ARC_FONT: Final = 16.0

_INK: Final = "var(--ds-color-neutral-text-default, #16222f)"
_QUIET: Final = "var(--ds-color-neutral-text-subtle, #4a5968)"
_PAPER: Final = "var(--ds-color-neutral-background-default, #ffffff)"
_LATE: Final = "var(--ds-color-danger-base-default, #b3261e)"
_TODAY: Final = "var(--ph-today, #b3261e)"
_COLOURS: Final[Mapping[Process, str]] = {
    Process.BUDSJETT: "var(--ph-process-budsjett, #0b6b3a)",
    Process.REGNSKAP: "var(--ph-process-regnskap, #7b3fa0)",
    Process.RAPPORTERING: "var(--ph-process-rapportering, #a84d00)",
    Process.PLAN: "var(--ph-process-plan, #0b5cab)",
    Process.STAT: "var(--ph-process-stat, #5c6670)",
    Process.MOTE: "var(--ph-process-mote, #16324f)",
}

PROCESS_TITLES: Final[Mapping[Process, Text]] = {
    Process.BUDSJETT: text("Budsjett og økonomiplan"),
    Process.REGNSKAP: text("Regnskap og årsberetning"),
    Process.RAPPORTERING: text("Rapportering"),
    Process.STAT: text("Staten"),
    Process.PLAN: text("Planer"),
    Process.MOTE: text("Politiske møter"),
}
STATUS_TITLES: Final[Mapping[Status, Text]] = {
    Status.PLANNED: text("planlagt"),
    Status.WAITING: text("venter"),
    Status.HELD: text("gjort eller passert"),
    Status.LATE: text("for sent"),
}


@dataclass(frozen=True, slots=True)
class _Ring:
    """A process's ring: its marks stand on `marks`, its phases on `arcs` (None: it has none)."""

    inner: float
    outer: float
    marks: float
    arcs: float | None


_RINGS: Final[Mapping[Process, _Ring]] = {
    Process.BUDSJETT: _Ring(330, 392, 374, 344),
    Process.REGNSKAP: _Ring(262, 324, 306, 276),
    Process.RAPPORTERING: _Ring(194, 256, 238, 208),
    Process.STAT: _Ring(153, 188, 170.5, None),
    Process.PLAN: _Ring(112, 147, 129.5, None),
}
_MEETING_RING: Final = (398.0, 440.0)
_LANES: Final[Mapping[Organ | None, tuple[float, float]]] = {
    Organ.KOMMUNESTYRE: (430.0, 7.0),
    Organ.FORMANNSKAP: (416.0, 5.0),
    None: (404.0, 3.6),
}


@dataclass(frozen=True, slots=True)
class _Phase:
    """A stretch of work from a milestone or a day (month, day) to a milestone."""

    process: Process
    begins: str | tuple[int, int]
    ends: tuple[str, ...]
    label: Text


_NEW_YEAR: Final = (1, 1)
_ADOPTION: Final = ("kl14-3-vedtak", "sedvane-vedtak")
_PHASES: Final = (
    _Phase(Process.BUDSJETT, _NEW_YEAR, ("sedvane-rammesak",), text("Analyse og rammer")),
    _Phase(
        Process.BUDSJETT,
        "sedvane-rammesak",
        ("sedvane-direktorens-forslag",),
        text("Administrasjonen lager forslag"),
    ),
    _Phase(
        Process.BUDSJETT,
        "sedvane-direktorens-forslag",
        ("sedvane-innstilling",),
        text("Partiene"),
    ),
    _Phase(Process.BUDSJETT, "sedvane-innstilling", _ADOPTION, text("14 dager")),
    _Phase(Process.REGNSKAP, _NEW_YEAR, ("kl14-6",), text("Avslutning")),
    _Phase(Process.REGNSKAP, "kl14-6", ("kl24-8",), text("Revisjon")),
    _Phase(Process.REGNSKAP, "kl24-8", ("kl14-3-regnskap",), text("Politisk behandling")),
    _Phase(Process.RAPPORTERING, (5, 1), ("sedvane-tertial-1",), text("1. tertial")),
    _Phase(Process.RAPPORTERING, (9, 1), ("sedvane-tertial-2",), text("2. tertial")),
)


def wheel_numbers(wheel: Wheel) -> tuple[tuple[int, Milestone], ...]:
    """The number on each mark and its milestone: all that have a day, plain meetings left out."""
    dated = [m for m in wheel.milestones if m.day is not None and m.process is not Process.MOTE]
    return tuple(enumerate(dated, start=1))


def wheel_svg(wheel: Wheel, say: Say, *, months: Sequence[str], on_label: str) -> str:
    """The wheel as one SVG element that scales with its place and takes its colours from the page.

    Args:
        wheel: the year's milestones and the day one looks.
        say: says a text in the reader's language.
        months: the twelve months' short names.
        on_label: the day one looks, in words; stands in the hub.

    Every mark is a button in a list, with `data-key` = the milestone's key; its name begins with the number
    it shows. Numbers are those of `wheel_numbers`.
    """
    name = say(text("Årshjul {aar}", aar=str(wheel.year)))
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_SIZE} {_HEIGHT}" class="ph-arshjul" '
        f'role="group" aria-label="{escape(name)}" font-family="inherit" text-anchor="middle">',
        '<g aria-hidden="true">',
        *_months(wheel, months),
        *_rings(),
        *_phases(wheel, say),
        *_hand(wheel),
        *_hub(wheel, on_label),
        *_legend(say),
        "</g>",
        f'<g role="list" aria-label="{escape(say(text("Milepæler og møter")))}">',
        *_meetings(wheel, say),
        *_marks(wheel, say),
        "</g></svg>",
    ]
    return "".join(parts)


def _angle(wheel: Wheel, day: date) -> float:
    """Degrees clockwise from the top; a day outside the year is held at its edge."""
    days = 366 if calendar.isleap(wheel.year) else 365
    number = min(max((day - date(wheel.year, 1, 1)).days, 0), days - 1)
    return (number + 0.5) * 360 / days


def _point(angle: float, radius: float) -> tuple[float, float]:
    return _CENTRE + radius * sin(radians(angle)), _CENTRE - radius * cos(radians(angle))


def _xy(angle: float, radius: float) -> str:
    x, y = _point(angle, radius)
    return f"{x:.1f} {y:.1f}"


def _sector(begins: float, ends: float, inner: float, outer: float) -> str:
    """The path of a ring's sector."""
    large = int(ends - begins > 180)
    return (
        f"M{_xy(begins, outer)}A{outer} {outer} 0 {large} 1 {_xy(ends, outer)}"
        f"L{_xy(ends, inner)}A{inner} {inner} 0 {large} 0 {_xy(begins, inner)}Z"
    )


def _months(wheel: Wheel, names: Sequence[str]) -> Iterator[str]:
    inner, outer = _MONTHS
    for month, name in enumerate(names, start=1):
        days = calendar.monthrange(wheel.year, month)[1]
        half_day = 180 / (366 if calendar.isleap(wheel.year) else 365)
        begins = _angle(wheel, date(wheel.year, month, 1)) - half_day
        ends = _angle(wheel, date(wheel.year, month, days)) + half_day
        now = (wheel.on.year, wheel.on.month) == (wheel.year, month)
        shade = "1" if now else "0.07" if month % 2 else "0.12"
        path = _sector(begins + 0.15, ends - 0.15, inner, outer)
        yield f'<path d="{path}" fill="{_INK}" fill-opacity="{shade}"/>'
        x, y = _point((begins + ends) / 2, (inner + outer) / 2)
        ink = _PAPER if now else _INK
        yield f'<text x="{x:.1f}" y="{y + 7:.1f}" font-size="20" font-weight="600" fill="{ink}">'
        yield f"{escape(name)}</text>"


def _band(inner: float, outer: float) -> str:
    radius, width = (inner + outer) / 2, outer - inner
    return (
        f'<circle cx="{_CENTRE}" cy="{_CENTRE}" r="{radius}" fill="none" stroke="{_INK}" '
        f'stroke-opacity="0.05" stroke-width="{width}"/>'
    )


def _rings() -> Iterator[str]:
    yield _band(*_MEETING_RING)
    yield from (_band(ring.inner, ring.outer) for ring in _RINGS.values())


def _phases(wheel: Wheel, say: Say) -> Iterator[str]:
    days = {m.key: m.day for m in wheel.milestones if m.day is not None}
    for number, phase in enumerate(_PHASES):
        ring = _RINGS[phase.process]
        begins = days.get(phase.begins) if isinstance(phase.begins, str) else date(wheel.year, *phase.begins)
        ends = next((days[key] for key in phase.ends if key in days), None)
        if begins is None or ends is None or ring.arcs is None or ends <= begins:
            continue
        first, last = _angle(wheel, begins), _angle(wheel, ends)
        yield from _arc(phase, ring.arcs, first + 0.2, last - 0.2, say(phase.label), f"{wheel.year}-{number}")


def _arc(phase: _Phase, radius: float, first: float, last: float, label: str, identity: str) -> Iterator[str]:
    colour, half = _COLOURS[phase.process], 12.0
    path = _sector(first, last, radius - half, radius + half)
    yield f'<path d="{path}" fill="{colour}" fill-opacity="0.2"/>'
    room = (last - first) / 180 * pi * radius
    if len(label) * _LETTER * _ARC_FONT > room - 8:
        return
    large = int(last - first > 180)
    if 90 < (first + last) / 2 < 270:
        # Below the middle the text runs the other way, so that it is never upside down.
        line = f"M{_xy(last, radius)}A{radius} {radius} 0 {large} 0 {_xy(first, radius)}"
    else:
        line = f"M{_xy(first, radius)}A{radius} {radius} 0 {large} 1 {_xy(last, radius)}"
    yield f'<path id="ph-arc-{identity}" d="{line}" fill="none"/>'
    yield (
        f'<text font-size="{_ARC_FONT:g}" font-weight="600" fill="{_INK}" dy="6">'
        f'<textPath href="#ph-arc-{identity}" startOffset="50%">{escape(label)}</textPath></text>'
    )


def _hand(wheel: Wheel) -> Iterator[str]:
    if wheel.on.year != wheel.year:
        return
    angle = _angle(wheel, wheel.on)
    yield (
        f'<path d="M{_xy(angle, _HUB)}L{_xy(angle, _MONTHS[1])}" stroke="{_PAPER}" stroke-width="8"/>'
        f'<path d="M{_xy(angle, _HUB)}L{_xy(angle, _MONTHS[1])}" stroke="{_TODAY}" stroke-width="3.5"/>'
    )
    x, y = _point(angle, _MONTHS[1])
    yield f'<circle cx="{x:.1f}" cy="{y:.1f}" r="9" fill="{_TODAY}" stroke="{_PAPER}" stroke-width="3"/>'


def _hub(wheel: Wheel, on_label: str) -> Iterator[str]:
    yield f'<text x="{_CENTRE}" y="508" font-size="68" font-weight="700" fill="{_INK}">{wheel.year}</text>'
    size = min(21.0, (2 * _HUB - 24) / max(len(on_label) * _LETTER, 1))
    yield (
        f'<text x="{_CENTRE}" y="544" font-size="{size:.1f}" font-weight="600" fill="{_TODAY}">'
        f"{escape(on_label)}</text>"
    )


def _legend(say: Say) -> Iterator[str]:
    for number, (process, title) in enumerate(PROCESS_TITLES.items()):
        x, y = (50, 390, 750)[number % 3], 1030 + number // 3 * 38
        yield f'<circle cx="{x}" cy="{y}" r="9" fill="{_COLOURS[process]}"/>'
        yield (
            f'<text x="{x + 20}" y="{y + 7}" font-size="21" text-anchor="start" fill="{_QUIET}">'
            f"{escape(say(title))}</text>"
        )


def _spread(wanted: Sequence[float], apart: float) -> list[float]:
    """Angles in the same order, as near the wanted ones as they can be with `apart` degrees between them.

    `wanted` is sorted. Nothing crosses the turn of the year; when there are too many, they share the circle.
    """
    apart = min(apart, 360 / max(len(wanted), 1))
    clusters: list[tuple[int, float]] = []
    for angle in wanted:
        count, centre = 1, _held(angle, 1, apart)
        while clusters and clusters[-1][1] + (clusters[-1][0] + count) * apart / 2 > centre + 1e-9:
            before, at = clusters.pop()
            centre = _held((at * before + centre * count) / (before + count), before + count, apart)
            count += before
        clusters.append((count, centre))
    return [
        centre + (number - (count - 1) / 2) * apart for count, centre in clusters for number in range(count)
    ]


def _held(centre: float, count: int, apart: float) -> float:
    half = count * apart / 2
    return min(max(centre, half), 360 - half)


def _meetings(wheel: Wheel, say: Say) -> Iterator[str]:
    lanes: dict[Organ | None, list[tuple[float, Milestone]]] = {organ: [] for organ in _LANES}
    for milestone in wheel.milestones:
        if milestone.process is Process.MOTE and milestone.day is not None:
            lane = milestone.organ if milestone.organ in _LANES else None
            lanes[lane].append((_angle(wheel, milestone.day), milestone))
    for organ, found in lanes.items():
        radius, size = _LANES[organ]
        apart = (2 * size + 1.5) / radius * 180 / pi
        size = min(size, pi * radius / max(len(found), 1))
        for (_, milestone), angle in zip(found, _spread([a for a, _ in found], apart), strict=True):
            x, y = _point(angle, radius)
            label = _label(say, milestone, None)
            shape = f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{size:.1f}" {_paint(milestone, 2)}/>'
            yield _button(milestone, label, shape)


def _marks(wheel: Wheel, say: Say) -> Iterator[str]:
    """The numbered marks, ring by ring; one that had to move points to its day on the ring's edge."""
    numbered = [(number, m, _angle(wheel, m.day)) for number, m in wheel_numbers(wheel) if m.day is not None]
    for process, ring in _RINGS.items():
        found = [(number, m, angle) for number, m, angle in numbered if m.process is process]
        apart = (2 * _MARK + _GAP) / ring.marks * 180 / pi
        size = min(_MARK, pi * ring.marks / max(len(found), 1) - _GAP / 2)
        places = _spread([angle for _, _, angle in found], apart)
        for (number, milestone, angle), place in zip(found, places, strict=True):
            yield _mark(milestone, number, angle, place, ring, size, _label(say, milestone, number))


def _mark(
    milestone: Milestone, number: int, angle: float, place: float, ring: _Ring, size: float, label: str
) -> str:
    x, y = _point(place, ring.marks)
    colour = _COLOURS[milestone.process]
    paint = _paint(milestone, 3)
    if milestone.kind in (RuleKind.SEDVANE, RuleKind.LOKAL):
        side = 2 * size - 2
        shape = (
            f'<rect x="{x - side / 2:.1f}" y="{y - side / 2:.1f}" width="{side:.1f}" height="{side:.1f}" '
            f'rx="6" {paint}/>'
        )
    else:
        shape = f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{size - 1:.1f}" {paint}/>'
    ink = _PAPER if milestone.status is Status.HELD else _LATE if milestone.status is Status.LATE else colour
    shape = (
        f'<path d="M{_xy(angle, ring.outer)}L{_xy(place, ring.marks)}" stroke="{colour}" stroke-width="2.5"/>'
        f'{shape}<text x="{x:.1f}" y="{y + size * 0.36:.1f}" font-size="{size * 1.06:.1f}" font-weight="700" '
        f'fill="{ink}">{number}</text>'
    )
    return _button(milestone, label, shape)


def _paint(milestone: Milestone, width: float) -> str:
    """Filled when it is behind us, open when it is to come, dashed when we do not know, red when late."""
    colour = _COLOURS[milestone.process]
    match milestone.status:
        case Status.HELD:
            return f'fill="{colour}" stroke="{colour}" stroke-width="{width}"'
        case Status.PLANNED:
            return f'fill="{_PAPER}" stroke="{colour}" stroke-width="{width}"'
        case Status.WAITING:
            return f'fill="{_PAPER}" stroke="{colour}" stroke-width="{width}" stroke-dasharray="4 3"'
        case Status.LATE:
            return f'fill="{_PAPER}" stroke="{_LATE}" stroke-width="{width + 2}"'
        case _:
            assert_never(milestone.status)


def _label(say: Say, milestone: Milestone, number: int | None) -> str:
    name = text(
        "{tittel}, {dag}, {status}",
        tittel=milestone.title,
        dag=milestone.day or "",
        status=STATUS_TITLES[milestone.status],
    )
    return say(name) if number is None else say(text("{nr}. {navn}", nr=number, navn=name))


def _button(milestone: Milestone, label: str, shape: str) -> str:
    return (
        '<g role="listitem"><g role="button" tabindex="0" class="ph-mark" '
        f'data-key="{escape(milestone.key)}" aria-label="{escape(label)}">'
        f"<title>{escape(label)}</title>{shape}</g></g>"
    )
