"""The open money of a budget by when it can be moved: few pools, so a curve is cheap (money model E.2)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from math import lcm
from typing import NamedTuple

from dateutil.relativedelta import relativedelta

from planhjul.choices.room.lines import BudgetLine, Shares
from planhjul.choices.room.profile import EVEN, MONTHS, Profile
from planhjul.choices.room.slices import Slice

_ZERO = Fraction(0)
_ONE = Fraction(1)


def tau(on: date, year: int) -> Fraction:
    """Months from 1 January of the budget year, exact, below 0 before; a day is (day − 1)/days in it."""
    first = on.replace(day=1)
    days = (first + relativedelta(months=1) - first).days
    return Fraction((on.year - year) * MONTHS + on.month - 1) + Fraction(on.day - 1, days)


class Timing(NamedTuple):
    """When money can be moved: months from decision to effect, and the months of the year that are bound."""

    lead: Fraction
    start: Fraction = _ZERO
    end: Fraction = _ZERO

    def __hash__(self) -> int:
        """The same for equal timings; a fraction's own hash is slow, and pools ask for it all the time."""
        parts = (self.lead, self.start, self.end)
        return hash(tuple((part.numerator, part.denominator) for part in parts))

    def unspent(self, at: Fraction, profile: Profile) -> Fraction:
        """The share 0–1 of the year's money that a decision `at` months into the year still reaches."""
        effect = at + self.lead
        left = 1 - profile.at(effect)
        if self.end > max(self.start, effect):
            left -= profile.at(self.end) - profile.at(max(self.start, effect))
        return left


@dataclass(frozen=True, slots=True)
class OpenPart:
    """Øre of a line that are not bound, with when they can be moved; `slice` is the commitment holding them.

    `lead` is what the lead would be without the commitment.
    """

    structural: bool
    amount: Fraction
    timing: Timing
    lead: Fraction
    slice: Slice | None


@dataclass(frozen=True, slots=True)
class SplitLine:
    """A line under one set of shares: what is open, and what of the bound commitments name; exact øre."""

    parts: tuple[OpenPart, ...]
    named: tuple[tuple[Slice, Fraction], ...]


def split(line: BudgetLine, shares: Shares) -> SplitLine:
    """What is open in the line and what its commitments name of the bound, under these shares.

    An agreement takes its amount out of the line as it stands: of it, what was open becomes bound. Another
    commitment names bound money first and takes what is open only for what does not fit there.
    """
    agreements = [held for held in line.slices if held.proportional]
    rest = Fraction(line.base_ore - sum(held.amount_ore for held in agreements))
    open_left, bound_left = rest * (1 - shares.bound), rest * shares.bound
    named = [(held, held.amount_ore * shares.bound) for held in agreements]
    taken = [(held, held.amount_ore * (1 - shares.bound)) for held in agreements]
    for held in line.slices:
        if not held.proportional:
            inside = min(Fraction(held.amount_ore), bound_left)
            outside = min(held.amount_ore - inside, open_left)
            bound_left, open_left = bound_left - inside, open_left - outside
            named.append((held, inside))
            taken.append((held, outside))
    parts = [
        part
        for held, amount in ((None, open_left), *taken)
        if amount
        for part in _open_parts(line, shares, amount, held)
    ]
    return SplitLine(tuple(parts), tuple(named))


def _open_parts(line: BudgetLine, shares: Shares, amount: Fraction, held: Slice | None) -> Iterable[OpenPart]:
    free = shares.short + shares.structural
    leads = [(False, amount * shares.short / free * weight, lead) for weight, lead in line.short_leads]
    leads.append((True, amount * shares.structural / free, line.structural_lead))
    for structural, part, lead in leads:
        if part:
            yield OpenPart(structural, part, _timing(lead, held), lead, held)


def _timing(lead: Fraction, held: Slice | None) -> Timing:
    if held is None:
        return Timing(lead)
    if held.notice is not None:
        return Timing(max(lead, held.notice))
    return Timing(lead, held.start, held.end)


class Seen:
    """A month of the year that money is seen from: each timing's unspent share is found once."""

    def __init__(self, at: Fraction, profile: Profile) -> None:
        self.at = at
        self.profile = profile
        self._known: dict[Timing, Fraction] = {}

    def unspent(self, timing: Timing) -> Fraction:
        """The share 0–1 of the year's money with this timing that a decision still reaches."""
        if timing not in self._known:
            self._known[timing] = timing.unspent(self.at, self.profile)
        return self._known[timing]


@dataclass(frozen=True, slots=True)
class Open:
    """Øre that are open under one set of shares, by when they can be moved, short and structural apart.

    The amounts are whole: `over` of them are one øre, so that sums are exact and cheap.
    """

    short: Mapping[Timing, int]
    structural: Mapping[Timing, int]
    over: int

    def left(self, seen: Seen) -> tuple[Fraction, Fraction]:
        """What can still be moved seen from the month, exact: short run, structural."""
        return self._left(self.short, seen), self._left(self.structural, seen)

    def _left(self, pools: Mapping[Timing, int], seen: Seen) -> Fraction:
        by_denominator: dict[int, int] = {}
        for timing, amount in pools.items():
            share = seen.unspent(timing)
            of = share.denominator
            by_denominator[of] = by_denominator.get(of, 0) + amount * share.numerator
        return sum((Fraction(amount, of * self.over) for of, amount in by_denominator.items()), _ZERO)


@dataclass(frozen=True, slots=True)
class OpenRoom:
    """The open øre of many lines as a band: the room at any month of the year, before or after it starts."""

    default: Open
    low: Open
    high: Open
    profile: Profile

    def seen(self, at: Fraction) -> Seen:
        """The month to see it from."""
        return Seen(at, self.profile)

    def band(self, at: Fraction, openness: Fraction = _ONE, seen: Seen | None = None) -> tuple[int, int, int]:
        """Low, default and high in whole øre, each rounded once; `openness` κ 0–1 scales them."""
        from_here = seen or self.seen(at)
        low, default, high = (
            round(openness * sum(opened.left(from_here), _ZERO))
            for opened in (self.low, self.default, self.high)
        )
        return low, default, high


@dataclass(frozen=True, slots=True)
class ReadyLine:
    """A budget line made ready to be seen from any day: divided under the default shares, and its pools."""

    line: BudgetLine
    parted: SplitLine
    open: OpenRoom

    @property
    def open_ore(self) -> Fraction:
        """All that is open in the line, before time and commitments take any of it."""
        return sum((part.amount for part in self.parted.parts), _ZERO)


def ready_line(line: BudgetLine, profile: Profile = EVEN) -> ReadyLine:
    """The line made ready; its year's money is spent as the profile says."""
    parted = split(line, line.default)
    low, high = (split(line, shares) for shares in (line.low, line.high))
    return ReadyLine(
        line, parted, OpenRoom(_open(parted.parts), _open(low.parts), _open(high.parts), profile)
    )


def open_room(lines: Iterable[BudgetLine], profile: Profile = EVEN) -> OpenRoom:
    """What is open in the lines (E.2), spent through the year as the profile says."""
    return together((ready_line(line, profile) for line in lines), profile)


def together(lines: Iterable[ReadyLine], profile: Profile) -> OpenRoom:
    """What is open in all the lines."""
    rooms = [ready.open for ready in lines]
    return OpenRoom(
        _sum([room.default for room in rooms]),
        _sum([room.low for room in rooms]),
        _sum([room.high for room in rooms]),
        profile,
    )


def _open(parts: Iterable[OpenPart]) -> Open:
    pools: tuple[dict[Timing, Fraction], dict[Timing, Fraction]] = ({}, {})
    for part in parts:
        pool = pools[part.structural]
        pool[part.timing] = pool.get(part.timing, _ZERO) + part.amount
    over = lcm(*(amount.denominator for pool in pools for amount in pool.values()))
    short, structural = (
        {timing: amount.numerator * (over // amount.denominator) for timing, amount in pool.items()}
        for pool in pools
    )
    return Open(short, structural, over)


def _sum(opened: list[Open]) -> Open:
    over = lcm(*(one.over for one in opened))
    short: dict[Timing, int] = {}
    structural: dict[Timing, int] = {}
    for one in opened:
        times = over // one.over
        for total, pools in ((short, one.short), (structural, one.structural)):
            for timing, amount in pools.items():
                total[timing] = total.get(timing, 0) + amount * times
    return Open(short, structural, over)
