"""The funnel of handlingsrom: a band that narrows through named decisions, with its words in the drawing.

Drawn twice by who shows it: `WIDE` for a desk, a projector and paper, with every event's name and amount on
its line; `NARROW` for a phone, where the events are numbers that a list beside the drawing explains.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, Protocol

from planhjul.choices.results import Verdict
from planhjul.figures.ink import INK, PAPER, QUIET, TODAY
from planhjul.figures.room.labels import Flag, flags, spread, steps
from planhjul.figures.template import BAD, ESTIMATE, GOOD, escape
from planhjul.figures.tokens import token
from planhjul.language import Language
from planhjul.texts import text

_RULE: Final = token("--ds-color-neutral-border-subtle")
_YEAR: Final = token("--ds-color-neutral-surface-tinted")
# How wide a letter is on average, as a share of its height: names must not run out of the drawing.
_LETTER: Final = 0.55
_LONG_DAYS: Final = 36 * 31
_ORE_PER_MILLION: Final = 100_000_000
_DOTS: Final = {Verdict.INSIDE: GOOD, Verdict.UNCERTAIN: INK, Verdict.OUTSIDE: BAD}


class BandPoint(Protocol):
    """A day with its band, in øre."""

    @property
    def on(self) -> date:
        """The day."""
        ...

    @property
    def low_ore(self) -> int:
        """The low estimate."""
        ...

    @property
    def default_ore(self) -> int:
        """The estimate."""
        ...

    @property
    def high_ore(self) -> int:
        """The high estimate."""
        ...


@dataclass(frozen=True, slots=True)
class Mark:
    """A named day on the curve, already said: its name, and its day with the amount."""

    on: date
    title: str
    value: str


@dataclass(frozen=True, slots=True)
class Dot:
    """A proposal: its amount on a day, where it falls, and that in words."""

    on: date
    amount_ore: int
    verdict: Verdict
    words: str


@dataclass(frozen=True, slots=True)
class Funnel:
    """Everything the drawing shows, words already said.

    `day` is the day seen from and `now` today, None when they are one or it lies outside; `shaded` is the
    budget year, from its first day to the day after its last.
    """

    name: str
    points: Sequence[BandPoint]
    marks: Sequence[Mark] = ()
    day: date | None = None
    day_words: str = ""
    now: date | None = None
    now_words: str = ""
    shaded: tuple[date, date] | None = None
    dot: Dot | None = None


@dataclass(frozen=True, slots=True)
class Size:
    """A paper to draw on, in the drawing's own units; `names` is True when events have their names on it."""

    key: str
    width: int
    height: int
    left: int
    right: int
    foot: int
    letters: int
    names: bool


WIDE: Final = Size("wide", 1200, 600, left=64, right=184, foot=92, letters=16, names=True)
NARROW: Final = Size("narrow", 340, 400, left=40, right=10, foot=72, letters=14, names=False)
_ROW: Final = 44
_NUMBER: Final = 11


class _Plot:
    """Days and amounts as places in the drawing; `head` is the room above the highest amount."""

    def __init__(self, funnel: Funnel, size: Size, head: float) -> None:
        self._points = funnel.points
        amounts = [point.high_ore for point in funnel.points]
        self.top_ore = max(1, *amounts, funnel.dot.amount_ore if funnel.dot else 0)
        self.first, self.last = funnel.points[0].on, funnel.points[-1].on
        self.left, self.right = float(size.left), float(size.width - size.right)
        # The last row under the months is for today, where that is another day than the one seen from.
        unused = 0 if funnel.now else size.letters + 9
        self.top, self.bottom = head, float(size.height - size.foot + unused)

    def x(self, day: date) -> float:
        """How far right the day is; never outside the curve."""
        share = (day - self.first).days / max(1, (self.last - self.first).days)
        return self.left + min(1.0, max(0.0, share)) * (self.right - self.left)

    def y(self, amount_ore: float) -> float:
        """How far down the amount is."""
        return self.bottom - amount_ore / self.top_ore * (self.bottom - self.top)

    def holds(self, day: date | None) -> bool:
        """True for a day on the curve."""
        return day is not None and self.first <= day <= self.last

    def on(self, day: date) -> tuple[float, float, float]:
        """Low, default and high on a day of the curve, straight between its points."""
        before = [point for point in self._points if point.on <= day][-1]
        after = next((point for point in self._points if point.on > day), before)
        share = (day - before.on).days / max(1, (after.on - before.on).days)
        return (
            before.low_ore + share * (after.low_ore - before.low_ore),
            before.default_ore + share * (after.default_ore - before.default_ore),
            before.high_ore + share * (after.high_ore - before.high_ore),
        )

    def high_at(self, x: float) -> float:
        """The height of the band's upper edge nearest left of a place: it only falls."""
        left = [point for point in self._points if self.x(point.on) <= x]
        return self.y((left or self._points)[-1 if left else 0].high_ore)


def funnel_svg(funnel: Funnel, language: Language, size: Size) -> str:
    """SVG of the funnel on the paper; fewer than two points give a drawing that says so."""
    if len(funnel.points) < 2:
        return _svg(language.say(text("Ingen kurve å vise.")), size, ())
    marks = [mark for mark in funnel.marks if funnel.points[0].on <= mark.on <= funnel.points[-1].on]
    placed = _flags(funnel, marks, size) if size.names else ()
    plot = _Plot(funnel, size, _head(funnel, placed, size))
    parts = [
        *_ground(funnel, plot, size, language),
        *_band(funnel, plot, size, language),
        *_days(funnel, plot, size),
        *(_named(marks, placed, plot) if size.names else _numbered(marks, plot)),
        *_dot(funnel, plot, size),
    ]
    return _svg(funnel.name, size, parts)


def _flags(funnel: Funnel, marks: Sequence[Mark], size: Size) -> tuple[Flag, ...]:
    plot = _Plot(funnel, size, 0)
    wide = [
        (plot.x(mark.on), max(len(mark.title), len(mark.value)) * size.letters * _LETTER + 12)
        for mark in marks
    ]
    return flags(wide, size.width - 4)


def _head(funnel: Funnel, placed: Sequence[Flag], size: Size) -> float:
    """The least room above the band that lets every label stand clear of it."""
    if not size.names:
        return 2 * _NUMBER + 14 if funnel.marks else size.letters + 10
    head = size.letters + 10.0
    most = head + _ROW * len(placed)
    while head < most:
        plot = _Plot(funnel, size, head)
        if all((flag.row + 1) * _ROW <= plot.high_at(flag.left) for flag in placed):
            break
        head += _ROW / 2
    return head


def _ground(funnel: Funnel, plot: _Plot, size: Size, language: Language) -> Iterator[str]:
    """The budget year, the amounts to the left, and the months below."""
    if funnel.shaded:
        begins, ends = (plot.x(day) for day in funnel.shaded)
        yield (
            f'<rect x="{begins:.1f}" y="{plot.top:.1f}" width="{ends - begins:.1f}" '
            f'height="{plot.bottom - plot.top:.1f}" style="fill:{_YEAR}"/>'
        )
    for amount in steps(plot.top_ore, 4 if size.names else 3):
        y = plot.y(amount)
        yield _line(plot.left, y, plot.right, y, f'style="stroke:{_RULE}"')
        million = amount % (_ORE_PER_MILLION // 10) == 0
        written = language.million(amount, 0 if amount % _ORE_PER_MILLION == 0 else 1 if million else 2)
        yield _text(plot.left - 8, y + size.letters / 3, written, size.letters - 1, "end", QUIET)
    yield _text(2, plot.top - 9, language.say(text("mill. kr")), size.letters - 1, "start", QUIET)
    for day, words in _ticks(plot, size, language):
        x = plot.x(day)
        yield _line(x, plot.bottom, x, plot.bottom + 6, f'style="stroke:{QUIET}"')
        yield _text(
            _within(x, words, size), plot.bottom + 8 + size.letters, words, size.letters - 1, "middle", QUIET
        )


def _ticks(plot: _Plot, size: Size, language: Language) -> Iterator[tuple[date, str]]:
    """January of each year, and July where there is room for it."""
    long = (plot.last - plot.first).days > _LONG_DAYS
    months = language.months()
    for year in range(plot.first.year, plot.last.year + 1):
        for month in (1,) if long or not size.names else (1, 7):
            day = date(year, month, 1)
            if plot.first <= day <= plot.last:
                yield day, str(year) if long else f"{months[month - 1]} {year}"


def _band(funnel: Funnel, plot: _Plot, size: Size, language: Language) -> Iterator[str]:
    """The band, hatched as an estimate is, its edges, and the default as a line; each with its word."""
    edges = {
        name: [f"{plot.x(point.on):.1f},{plot.y(amount):.1f}" for point, amount in rows]
        for name, rows in (
            ("high", [(point, point.high_ore) for point in funnel.points]),
            ("mid", [(point, point.default_ore) for point in funnel.points]),
            ("low", [(point, point.low_ore) for point in funnel.points]),
        )
    }
    hatch = f"trakt-{size.key}"
    yield (
        f'<defs><pattern id="{hatch}" width="8" height="8" patternUnits="userSpaceOnUse" '
        f'patternTransform="rotate(45)"><rect width="8" height="8" fill="{ESTIMATE}" fill-opacity="0.14"/>'
        f'<rect width="1.6" height="8" fill="{ESTIMATE}" fill-opacity="0.5"/></pattern></defs>'
    )
    yield f'<polygon points="{" ".join([*edges["high"], *reversed(edges["low"])])}" fill="url(#{hatch})"/>'
    for name in ("high", "low"):
        yield f'<polyline points="{" ".join(edges[name])}" fill="none" stroke="{ESTIMATE}"/>'
    yield f'<polyline points="{" ".join(edges["mid"])}" fill="none" stroke="{ESTIMATE}" stroke-width="4"/>'
    # A tenth into the curve, above each line: they only fall, so the words stand clear of them.
    share = date.fromordinal(plot.first.toordinal() + (plot.last - plot.first).days // 10)
    low, default, high = plot.on(share)
    above = -1.0
    for amount, words in (
        (high, text("høyt anslag")),
        (default, text("anslag")),
        (low, text("lavt anslag")),
    ):
        y = plot.y(amount) - 5
        # Where the band is narrow, the words of its first line stand for all of it.
        if above < 0 or y - above >= size.letters:
            above = y
            yield _text(plot.x(share) + 4, y, language.say(words), size.letters - 1, "start", INK)


def _named(marks: Sequence[Mark], placed: Sequence[Flag], plot: _Plot) -> Iterator[str]:
    """The events with their names and amounts at the top of their lines."""
    for mark, flag in zip(marks, placed, strict=True):
        y = plot.y(plot.on(mark.on)[1])
        yield _line(flag.x, flag.row * _ROW + 4, flag.x, y, f'stroke-dasharray="3 4" style="stroke:{QUIET}"')
        yield f'<circle cx="{flag.x:.1f}" cy="{y:.1f}" r="6" fill="{ESTIMATE}" style="stroke:{PAPER}"/>'
        at, anchor = (flag.left + 6, "start") if flag.left == flag.x else (flag.right - 6, "end")
        yield _text(at, flag.row * _ROW + 17, mark.title, WIDE.letters, anchor, INK, bold=True)
        yield _text(at, flag.row * _ROW + 36, mark.value, WIDE.letters, anchor, INK)


def _numbered(marks: Sequence[Mark], plot: _Plot) -> Iterator[str]:
    """The events as numbers in a row, each with a line to its day."""
    places = spread([plot.x(mark.on) for mark in marks], 2 * _NUMBER + 3, plot.left, plot.right - _NUMBER)
    for number, (mark, place) in enumerate(zip(marks, places, strict=True), start=1):
        x, y = plot.x(mark.on), plot.y(plot.on(mark.on)[1])
        yield (
            f'<path d="M{place:.1f} {2 * _NUMBER + 2}L{x:.1f} {plot.top + 14:.1f}V{y:.1f}" fill="none" '
            f'stroke-dasharray="2 3" style="stroke:{QUIET}"/>'
        )
        yield f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4" fill="{ESTIMATE}" style="stroke:{PAPER}"/>'
        yield (
            f'<circle cx="{place:.1f}" cy="{_NUMBER + 1}" r="{_NUMBER}" style="fill:{PAPER};stroke:{INK}"/>'
        )
        yield _text(place, _NUMBER + 6, str(number), NARROW.letters, "middle", INK, bold=True)


def _days(funnel: Funnel, plot: _Plot, size: Size) -> Iterator[str]:
    """The day seen from with its amount, and today where it is another day."""
    rows = ((funnel.now, funnel.now_words, TODAY, 2), (funnel.day, funnel.day_words, INK, 1))
    for day, words, colour, row in rows:
        if day is None or not plot.holds(day):
            continue
        x, chosen = plot.x(day), row == 1
        y = plot.bottom + 8 + size.letters + row * (size.letters + 9)
        top = max(plot.top, plot.y(plot.on(day)[2]) - 2 * size.letters)
        look = f'stroke-width="{3 if chosen else 2}" style="stroke:{colour}"'
        yield _line(x, top, x, y - size.letters, look)
        if chosen:
            yield (
                f'<circle cx="{x:.1f}" cy="{plot.y(plot.on(day)[1]):.1f}" r="8" fill="{ESTIMATE}" '
                f'stroke-width="3" style="stroke:{INK}"/>'
            )
        yield _text(_within(x, words, size), y, words, size.letters, "middle", colour, bold=True)


def _dot(funnel: Funnel, plot: _Plot, size: Size) -> Iterator[str]:
    """The proposal as a square on its corner: filled inside, half in the band, crossed and empty outside."""
    dot = funnel.dot
    if dot is None or not plot.holds(dot.on):
        return
    x, y, reach = plot.x(dot.on), plot.y(dot.amount_ore), 11
    fill = _DOTS[dot.verdict] if dot.verdict is Verdict.INSIDE else PAPER
    yield (
        f'<path class="ph-dot ph-dot--{dot.verdict.value}" '
        f'd="M{x:.1f} {y - reach:.1f}l{reach} {reach}l-{reach} {reach}l-{reach} -{reach}Z" '
        f'stroke-width="3" style="fill:{fill};stroke:{_DOTS[dot.verdict]}"/>'
    )
    if dot.verdict is Verdict.UNCERTAIN:
        yield (
            f'<path d="M{x:.1f} {y - reach:.1f}V{y + reach:.1f}L{x - reach:.1f} {y:.1f}Z" '
            f'style="fill:{_DOTS[dot.verdict]}"/>'
        )
    elif dot.verdict is Verdict.OUTSIDE:
        yield f'<path d="M{x - 4:.1f} {y - 4:.1f}l8 8m0 -8l-8 8" stroke-width="2" style="stroke:{BAD}"/>'
    if size.names:
        wide = len(dot.words) * size.letters * _LETTER + 18
        right = x + wide <= size.width
        at = x + 18 if right else x - 18
        yield _text(
            at, y + size.letters / 3, dot.words, size.letters, "start" if right else "end", INK, bold=True
        )


def _within(x: float, words: str, size: Size) -> float:
    """The middle of the words, moved so that they stay on the paper."""
    half = len(words) * size.letters * _LETTER / 2 + 2
    return min(max(x, half), size.width - half)


def _line(x1: float, y1: float, x2: float, y2: float, look: str) -> str:
    return f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" {look}/>'


def _text(
    x: float, y: float, words: str, letters: int, anchor: str, colour: str, *, bold: bool = False
) -> str:
    """Words with an edge of paper, so that they are read on whatever they stand on."""
    weight = ' font-weight="650"' if bold else ""
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" font-size="{letters}" text-anchor="{anchor}"{weight} '
        f'paint-order="stroke" stroke-width="4" stroke-linejoin="round" '
        f'style="fill:{colour};stroke:{PAPER}">{escape(words)}</text>'
    )


def _svg(name: str, size: Size, parts: Sequence[str]) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size.width} {size.height}" role="img" '
        f'class="ph-funnel__drawing"><title>{escape(name)}</title>{"".join(parts)}</svg>'
    )
