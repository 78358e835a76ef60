"""What wheels and timelines are drawn with: marks, phases, and what each ring has to hold."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from html import escape
from typing import Final, assert_never

from planhjul.figures.ink import INK, LATE, PAPER, Palette
from planhjul.figures.wheel.placing import Ground, Scale, Spot, lanes_wanted
from planhjul.figures.wheel.rings import STATUS_TITLES, ring_of, short_title
from planhjul.texts import Text, TextValue, text
from planhjul.wheel.meetings import Organ
from planhjul.wheel.results import Milestone, Process, RuleKind, Status, Wheel
from planhjul.wheel.roles import Ring

Say = Callable[[Text], str]

# About the widest a bold system font's letters are on average for their height: says whether a name fits.
LETTER: Final = 0.66
ARC_FONT: Final = 15.5
MEETING_HALF: Final = 7.0
LEAST_RING: Final = 20.0
BETWEEN_RINGS: Final = 4.0
# The least share of the scale a phase must have to be drawn as one: about two weeks of a year.
LEAST_ARC: Final = 0.04
# A phase that fills the scale says nothing of when: only its end is drawn.
MOST_ARC: Final = 0.9
_SMALLER: Final = {Organ.KOMMUNESTYRE: 1.0, Organ.FORMANNSKAP: 0.8}


@dataclass(frozen=True, slots=True)
class Pen:
    """What every mark of a drawing is made with; `links`, when given, begins every link's address."""

    say: Say
    palette: Palette
    links: str | None

    def press(self, key: str, label: str, shape: str) -> str:
        """A list item one can focus and press: a button, or a link to the key's place in the list."""
        inner = f"<title>{escape(label)}</title>{shape}"
        named = f'class="ph-mark" data-key="{escape(key)}" aria-label="{escape(label)}"'
        if self.links is None:
            pressed = f'<g role="button" tabindex="0" {named}>{inner}</g>'
        else:
            pressed = f'<a href="{escape(self.links + key)}" {named}>{inner}</a>'
        return f'<g role="listitem">{pressed}</g>'


@dataclass(frozen=True, slots=True)
class Placed:
    """A milestone with where it stands; a plain meeting has no number."""

    milestone: Milestone
    number: int | None
    spot: Spot
    true_share: float


@dataclass(frozen=True, slots=True)
class Band:
    """A ring's room across its lanes, from `near` (hub or top) to `far`.

    `arcs` are the middles of its phases' lanes; `meetings` and `lanes` are where marks may stand.
    """

    ring: Ring
    near: float
    far: float
    arcs: tuple[float, ...]
    meetings: tuple[float, ...]
    lanes: tuple[float, ...]

    def moved(self, by: float) -> Band:
        """The band with its edges and lanes so much further out."""
        lanes = (tuple(lane + by for lane in kind) for kind in (self.arcs, self.meetings, self.lanes))
        return Band(self.ring, self.near + by, self.far + by, *lanes)


@dataclass(frozen=True, slots=True)
class Arc:
    """A phase, from share to share, in one of its ring's arc lanes beside those it overlaps."""

    milestone: Milestone
    number: int
    begins: float
    ends: float
    lane: int


@dataclass(frozen=True, slots=True)
class Wanted:
    """What one ring has to hold, by share: numbered marks, plain meetings, and phases."""

    ring: Ring
    marks: tuple[tuple[float, Milestone, int], ...]
    meetings: tuple[tuple[float, Milestone], ...]
    arcs: tuple[Arc, ...]

    def capped(self, arc_lanes: int) -> Wanted:
        """The same with no more arc lanes than these; the phases beyond them become marks at their ends."""
        beyond = [(arc.ends, arc.milestone, arc.number) for arc in self.arcs if arc.lane >= arc_lanes]
        within = tuple(arc for arc in self.arcs if arc.lane < arc_lanes)
        return replace(self, marks=tuple(sorted((*self.marks, *beyond), key=_by_share)), arcs=within)

    @property
    def arc_lanes(self) -> int:
        """How many lanes its phases take."""
        return 1 + max((arc.lane for arc in self.arcs), default=-1)

    def lanes(self, half: float, length: float) -> int:
        """How many lanes its numbered marks want."""
        return lanes_wanted([share for share, _, _ in self.marks], 2 * half + 2, length)

    def meeting_lanes(self, length: float) -> int:
        """How many lanes its meetings want."""
        return lanes_wanted([share for share, _ in self.meetings], 2 * MEETING_HALF + 2, length)


def ring_wants(wheel: Wheel, numbers: Sequence[tuple[int, Milestone]], scale: Scale) -> tuple[Wanted, ...]:
    """What each ring of a wheel or a timeline has to hold, from the hub outwards.

    A milestone with a first day is a phase: an arc when it is long enough for its number and ends
    are in sight, else a mark.
    """
    meetings = [(scale.share(m.day), m) for m in wheel.milestones if m.process is Process.MOTE and m.day]
    phases: list[Arc] = []
    marks: list[tuple[float, Milestone, int]] = []
    for number, milestone in numbers:
        if milestone.day is None:
            continue
        begins = scale.edge(milestone.begins or milestone.day)
        ends = scale.edge(milestone.day + timedelta(days=1))
        if milestone.begins is not None and LEAST_ARC <= ends - begins <= MOST_ARC:
            phases.append(Arc(milestone, number, begins, ends, 0))
        else:
            marks.append((scale.share(milestone.day), milestone, number))
    return tuple(
        Wanted(
            ring,
            tuple(sorted((one for one in marks if ring_of(one[1]) is ring), key=_by_share)),
            tuple(sorted((one for one in meetings if ring_of(one[1]) is ring), key=_by_share)),
            tuple(_side_by_side([arc for arc in phases if ring_of(arc.milestone) is ring])),
        )
        for ring in Ring
    )


def _by_share(found: tuple[float, Milestone] | tuple[float, Milestone, int]) -> float:
    return found[0]


def _side_by_side(arcs: Sequence[Arc]) -> Iterator[Arc]:
    """Each phase in the first lane that is free from where it begins."""
    free: list[float] = []
    for arc in sorted(arcs, key=lambda one: one.begins):
        lane = next((lane for lane, end in enumerate(free) if end <= arc.begins), len(free))
        free[lane : lane + 1] = [arc.ends]
        yield replace(arc, lane=lane)


def place_all(
    ground: Ground, bands: Sequence[Band], wants: Sequence[Wanted], half: float, meeting_half: float
) -> list[Placed] | None:
    """Every mark on its spot, meetings first; None when the ground is full."""
    placed: list[Placed] = []
    by_ring = {band.ring: band for band in bands}
    for want in wants:
        band = by_ring[want.ring]
        step, before = 0, (-1.0, -1.0)
        for share, meeting in want.meetings:
            size = meeting_half * _SMALLER.get(meeting.organ, 0.6)
            found = ground.place(share, size, band.meetings, step if before == (share, size) else 0)
            if found is None:
                return None
            before, step = (share, size), found[1]
            placed.append(Placed(meeting, None, found[0], share))
        step, before = 0, (-1.0, -1.0)
        for share, milestone, number in want.marks:
            found = ground.place(share, half, band.lanes, step if before[0] == share else 0)
            if found is None:
                return None
            before, step = (share, half), found[1]
            placed.append(Placed(milestone, number, found[0], share))
    return placed


@dataclass(frozen=True, slots=True)
class Measures:
    """How much room a ring's parts take: half a mark, a phase, the air around, and a name above."""

    half: float
    arc: float
    air: float
    name: float = 0.0


def stack(
    wants: Sequence[Wanted], measures: Measures, length: Callable[[float], float]
) -> tuple[list[Band], float]:
    """Rings one after another from 0, and where they end. `length` says how long a lane there is."""
    bands: list[Band] = []
    at = 0.0

    def lanes(count: int, width: float, gap: float) -> tuple[float, ...]:
        nonlocal at
        middles = tuple(at + number * (width + gap) + width / 2 for number in range(count))
        at += count * (width + gap)
        return middles

    for want in wants:
        near = at
        at += measures.air + measures.name
        arcs = lanes(want.arc_lanes, measures.arc, 3)
        marks = lanes(want.lanes(measures.half, length(at + measures.half)), 2 * measures.half, 2)
        meetings = lanes(want.meeting_lanes(length(at + MEETING_HALF)), 2 * MEETING_HALF, 2)
        at = max(at, near + LEAST_RING) + measures.air
        bands.append(Band(want.ring, near, at, arcs, meetings, marks))
        at += BETWEEN_RINGS
    return bands, at - BETWEEN_RINGS


def mark(pen: Pen, placed: Placed) -> str:
    """A milestone's mark: numbered when it has a number, a dot when it is a plain meeting."""
    milestone, spot = placed.milestone, placed.spot
    width = 3.0 if placed.number is not None else 2.0
    shape = _shape(pen, milestone, spot, width)
    if placed.number is not None:
        solid = milestone.status is Status.HELD
        colour = pen.palette.colour(milestone)
        ink = PAPER if solid else LATE if milestone.status is Status.LATE else colour
        digits = len(str(placed.number))
        size = spot.half * (1.05 if digits < 3 else 0.85)
        shape += (
            f'<text x="{spot.x:.1f}" y="{spot.y + size * 0.36:.1f}" font-size="{size:.1f}" font-weight="700" '
            f'fill="{ink}" stroke="{colour if solid else PAPER}" stroke-width="2.5" paint-order="stroke">'
            f"{placed.number}</text>"
        )
    return pen.press(milestone.key, mark_label(pen.say, milestone, placed.number), shape)


def _shape(pen: Pen, milestone: Milestone, spot: Spot, width: float) -> str:
    """Round by law, square by custom; filled, open, dashed or thick by how it stands."""
    paint = _paint(milestone, pen.palette.colour(milestone), width)
    square = milestone.process is not Process.MOTE and milestone.kind in (RuleKind.SEDVANE, RuleKind.LOKAL)
    stroke = width + (2 if milestone.status is Status.LATE else 0)
    radius = spot.half - stroke / 2
    pattern = pen.palette.pattern(milestone, on_colour=milestone.status is Status.HELD)
    shapes = []
    # The pattern shows only on paper: the page's style for print turns it on.
    for fill in (paint, f'fill="{pattern}" class="ph-print" display="none"'):
        if square:
            side = 2 * radius
            shapes.append(
                f'<rect x="{spot.x - radius:.1f}" y="{spot.y - radius:.1f}" width="{side:.1f}" '
                f'height="{side:.1f}" rx="5" {fill}/>'
            )
        else:
            shapes.append(f'<circle cx="{spot.x:.1f}" cy="{spot.y:.1f}" r="{radius:.1f}" {fill}/>')
    return "".join(shapes if pattern != "none" else shapes[:1])


def _paint(milestone: Milestone, colour: str, width: float) -> str:
    """Filled when it is behind us, open when it is to come, dashed when we do not know, thick when late."""
    match milestone.status:
        case Status.HELD:
            return f'fill="{colour}" stroke="{colour}" stroke-width="{width:g}"'
        case Status.PLANNED:
            return f'fill="{PAPER}" stroke="{colour}" stroke-width="{width:g}"'
        case Status.WAITING:
            return f'fill="{PAPER}" stroke="{colour}" stroke-width="{width:g}" stroke-dasharray="4 3"'
        case Status.LATE:
            return f'fill="{PAPER}" stroke="{LATE}" stroke-width="{width + 2:g}"'
        case _:
            assert_never(milestone.status)


def mark_label(say: Say, milestone: Milestone, number: int | None) -> str:
    """What a mark is called; it begins with the number it shows."""
    day: TextValue = milestone.day or ""
    if milestone.begins is not None and milestone.day is not None:
        day = text("{fra} til {til}", fra=milestone.begins, til=milestone.day)
    name = text(
        "{tittel}, {dag}, {status}", tittel=milestone.title, dag=day, status=STATUS_TITLES[milestone.status]
    )
    return say(name) if number is None else say(text("{nr}. {navn}", nr=number, navn=name))


def shown_name(say: Say, arc: Arc, room: float) -> str:
    """What stands on a phase with this room: number and name, number and short name, or the number."""
    for title in (arc.milestone.title, short_title(arc.milestone)):
        whole = f"{arc.number} {say(title)}"
        if len(whole) * LETTER * ARC_FONT <= room - 8:
            return whole
    return str(arc.number)


def arc_paint(pen: Pen, arc: Arc, shape: str) -> str:
    """A phase's shape (an element without its end) painted: filled when past, dashed when we do not know."""
    milestone = arc.milestone
    colour = pen.palette.colour(milestone)
    edge = LATE if milestone.status is Status.LATE else colour
    weight = 4 if milestone.status is Status.LATE else 2
    dash = ' stroke-dasharray="5 4"' if milestone.status is Status.WAITING else ""
    depth = 0.32 if milestone.status is Status.HELD else 0.12
    return (
        f'<{shape} fill="{PAPER}"/><{shape} fill="{colour}" fill-opacity="{depth}"/>'
        f'<{shape} fill="{pen.palette.pattern(milestone)}" fill-opacity="0.3"/>'
        f'<{shape} fill="none" stroke="{edge}" stroke-width="{weight}"{dash}/>'
    )


ARC_INK: Final = (
    f'font-size="{ARC_FONT:g}" font-weight="600" fill="{INK}" stroke="{PAPER}" stroke-width="4" '
    'stroke-linejoin="round" paint-order="stroke"'
)
