"""Which of the catalogue's instruments can still carry a wish at a decision point, and until when."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import assert_never

from planhjul.choices.route.results import Way
from planhjul.texts import Text
from planhjul.wheel.instruments import Carrying, Closing, InstrumentRule
from planhjul.wheel.local import Notice
from planhjul.wheel.meetings import Organ
from planhjul.wheel.roles import Stop


@dataclass(frozen=True, slots=True)
class Reach:
    """What decides whether a paper reaches a point in time.

    `councils` are the council's meetings by day, `notices` the municipality's own hand-in deadlines by
    setting key.
    """

    on: date
    councils: tuple[date, ...]
    notices: Mapping[str, Notice]


def ways(
    stop: Stop, organ: Organ, day: date | None, rules: Sequence[InstrumentRule], reach: Reach
) -> tuple[Way, ...]:
    """The instruments that still can carry a wish to the point, the strongest first, with form and last day.

    An instrument whose own deadline has passed is left out. Without a day for the point nothing has one.
    """
    carriers = [(carrying, rule) for rule in rules if (carrying := rule.at(stop)) is not None]
    return tuple(_open(sorted(carriers, key=_strength), organ, day, reach))


def _strength(carrier: tuple[Carrying, InstrumentRule]) -> int:
    return carrier[0].place


def _open(
    carriers: Iterable[tuple[Carrying, InstrumentRule]], organ: Organ, day: date | None, reach: Reach
) -> Iterator[Way]:
    for carrying, rule in carriers:
        found = None if day is None else _deadline(rule, organ, day, reach)
        if found is not None and found < reach.on:
            continue
        yield Way(rule.key, Text(rule.title), Text(carrying.form), found)


def _deadline(rule: InstrumentRule, organ: Organ, day: date, reach: Reach) -> date | None:
    """The last day to deliver; `reach.on` − something when the last meeting it could go through has been."""
    match rule.closing:
        case Closing.DECISION | Closing.ADOPTION | Closing.RULE | Closing.OPEN:
            return day
        case Closing.MEETING:
            notice = reach.notices.get(rule.notice_setting or "")
            meeting = day if organ is Organ.KOMMUNESTYRE else _before(day, reach.councils)
            if meeting is None or notice is None:
                # Not known here; but a meeting that has been can no longer be used.
                return meeting if meeting is not None and meeting < reach.on else None
            return notice.last_day(meeting)
        case _:
            assert_never(rule.closing)


def _before(day: date, councils: Sequence[date]) -> date | None:
    """The last council meeting before the day; None when none is known."""
    return max((meeting for meeting in councils if meeting < day), default=None)
