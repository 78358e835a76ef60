"""Meetings placed in a year: each as near its usual day as closed days, order and distances allow."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from planhjul.texts import Text

_DAY = timedelta(days=1)
# In days: another weekday, a day another organ has, or a later meeting that must give way, is worth going so
# much further to avoid. A holiday gives a day earlier or later; a closed week the same weekday a week off.
_OTHER_WEEKDAY, _SHARED_DAY, _PUSHED = 4, 4, 4


@dataclass(frozen=True, slots=True)
class Slot:
    """One meeting to place.

    `position` is the day that gives its place in the order (two may share one), `nominal` the day it would
    like, `organ` whose it is.
    """

    nr: int
    organ: str
    position: date
    nominal: date


@dataclass(frozen=True, slots=True)
class Distance:
    """The slot `then` comes at least so many days after the slot `first` (their numbers), and why."""

    first: int
    then: int
    days: int
    because: Text


@dataclass(frozen=True, slots=True)
class Bound:
    """The meeting is no later than this, and why."""

    nr: int
    latest: date
    because: Text


@dataclass(frozen=True, slots=True)
class Placed:
    """Where a meeting is placed, None when there is no room; `law` when a distance or bound moved it."""

    day: date | None
    law: Text | None


def place(
    first_day: date,
    last_day: date,
    slots: Sequence[Slot],
    distances: Sequence[Distance],
    bounds: Sequence[Bound],
    is_open: Callable[[date], bool],
) -> Mapping[int, Placed]:
    """Slot number → where it is placed, from the first day to the last.

    Slots come in the order of their positions: one with an earlier position is never placed later than one
    with a later; an organ never has two on a day. First the latest day each may have is found from the end of
    the year, then each takes the best day left from the beginning: so no rule is broken that could be kept.
    A distance whose slots stand in the opposite order is not kept.
    """
    order = {slot.nr: n for n, slot in enumerate(slots)}
    kept = [distance for distance in distances if order[distance.first] < order[distance.then]]
    frame = _Frame(first_day, last_day, slots, kept, bounds, is_open)
    return _forward(frame, _backward(frame))


@dataclass(frozen=True, slots=True)
class _Frame:
    """What is to be placed, and within what."""

    first_day: date
    last_day: date
    slots: Sequence[Slot]
    distances: Sequence[Distance]
    bounds: Sequence[Bound]
    is_open: Callable[[date], bool]


@dataclass(frozen=True, slots=True)
class _Latest:
    """The latest day a slot may have so that all after it have room; `law` when a law says so."""

    day: date
    law: Text | None


def _backward(frame: _Frame) -> dict[int, _Latest]:
    """Slot number → its latest day, from the end of the year; a slot there is no room for is left out."""
    latest: dict[int, _Latest] = {}
    of_organ: dict[str, date] = {}
    ceiling = frame.last_day
    for _, group in groupby(reversed(frame.slots), key=lambda slot: slot.position):
        lowest = ceiling
        for slot in group:
            found = _latest(frame, slot, min(ceiling, of_organ.get(slot.organ, date.max) - _DAY), latest)
            if found is not None:
                latest[slot.nr] = found
                of_organ[slot.organ] = found.day
                lowest = min(lowest, found.day)
        ceiling = lowest
    return latest


def _latest(frame: _Frame, slot: Slot, top: date, later: Mapping[int, _Latest]) -> _Latest | None:
    """The slot's latest day under `top`, None when the year has no open day left for it."""
    law: Text | None = None
    limits = [(bound.latest, bound.because) for bound in frame.bounds if bound.nr == slot.nr]
    limits += [
        (later[distance.then].day - distance.days * _DAY, distance.because)
        for distance in frame.distances
        if distance.first == slot.nr and distance.then in later
    ]
    for limit, because in limits:
        if limit < top:
            top, law = limit, because
    while top >= frame.first_day:
        if frame.is_open(top):
            return _Latest(top, law)
        top -= _DAY
    return None


def _forward(frame: _Frame, latest: Mapping[int, _Latest]) -> dict[int, Placed]:
    """Slot number → where it is placed: the best day between those before it and its latest."""
    placed = {slot.nr: Placed(None, None) for slot in frame.slots}
    # The days the others have, or would like: no two organs on an evening when it can be avoided.
    wanted = {slot.nr: slot.nominal for slot in frame.slots}
    of_organ: dict[str, date] = {}
    floor = frame.first_day
    for _, members in groupby(frame.slots, key=lambda slot: slot.position):
        group = [slot for slot in members if slot.nr in latest]
        others = {day for nr, day in wanted.items() if nr not in {slot.nr for slot in group}}
        pushable = sorted(
            slot.nominal
            for slot in frame.slots
            if group and slot.position > group[0].position and frame.is_open(slot.nominal)
        )
        highest = floor
        for slot in group:
            top = latest[slot.nr]
            earliest = max(floor, of_organ.get(slot.organ, date.min) + _DAY)
            law = top.law if top.day < slot.nominal else None
            for distance in frame.distances:
                before = placed[distance.first].day if distance.then == slot.nr else None
                if before is not None and before + distance.days * _DAY > earliest:
                    earliest = before + distance.days * _DAY
                    law = distance.because if earliest > slot.nominal else law
            days = (earliest + n * _DAY for n in range((top.day - earliest).days + 1))
            best = min(filter(frame.is_open, days), key=lambda day: (_cost(day, slot, others, pushable), day))
            placed[slot.nr] = Placed(best, law)
            wanted[slot.nr] = of_organ[slot.organ] = best
            highest = max(highest, best)
        floor = highest
    return placed


def _cost(day: date, slot: Slot, others: Set[date], pushable: Sequence[date]) -> int:
    """How far the day is from what is wanted; `pushable` are the days later meetings want, in order."""
    other_weekday = _OTHER_WEEKDAY * (day.weekday() != slot.nominal.weekday())
    pushed = _PUSHED * bisect_left(pushable, day)
    return abs((day - slot.nominal).days) + other_weekday + _SHARED_DAY * (day in others) + pushed
