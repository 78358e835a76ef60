"""The wheel as calendar events that keep their identity from one publication to the next.

A rule's event is known by its key, the year and the municipality. A meeting has no key that survives a move:
it is recognised among the events published before, and only a meeting nobody has seen gets a new identity
(its title and a number). Without an earlier publication the numbers follow the calendar.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from typing import Any, Final

from planhjul.figures.wheel.rings import PROCESS_TITLES
from planhjul.language import Language
from planhjul.publish.edition import Edition, body_key, citation, days, slug
from planhjul.texts import text
from planhjul.wheel.results import Milestone, Process, RuleKind, Status

CONFIRMED: Final = "CONFIRMED"
TENTATIVE: Final = "TENTATIVE"
CANCELLED: Final = "CANCELLED"


@dataclass(frozen=True, slots=True)
class Event:
    """One all-day event as published.

    `series` is what it shares with other meetings of the same kind; `sequence` grows when its day or status
    changes; `changed` is when anything in it last did, in UTC.
    """

    uid: str
    year: int
    series: str
    body: str
    day: date
    status: str
    summary: str
    description: str
    categories: tuple[str, ...]
    url: str
    sequence: int
    changed: datetime


@dataclass(frozen=True, slots=True)
class Move:
    """An event whose day is another than when it was last published."""

    summary: str
    before: date
    now: date


def events(edition: Edition, language: Language, before: Sequence[Event], at: datetime) -> tuple[Event, ...]:
    """The edition's events by day: every dated milestone, and those published before that are gone.

    What is gone stays as cancelled, so that a calendar that already holds it takes it away.

    Args:
        edition: what is published.
        language: the language of the events.
        before: every event of the last publication, of any year.
        at: the moment of publishing, in UTC.
    """
    known = [event for event in before if event.year == edition.wheel.year]
    drafts = [
        draft for milestone in edition.wheel.milestones for draft in _draft(edition, language, milestone, at)
    ]
    named = _identified(edition, drafts, known)
    last = {event.uid: event for event in known}
    found = [_followed(event, last.get(event.uid), at) for event in named]
    uids = {event.uid for event in found}
    gone = [_cancelled(event, at) for event in known if event.uid not in uids]
    return tuple(sorted((*found, *gone), key=lambda event: (event.day, event.uid)))


def moves(now: Sequence[Event], before: Sequence[Event]) -> tuple[Move, ...]:
    """The events that have got another day since the last publication, by their new day."""
    last = {event.uid: event for event in before}
    return tuple(
        Move(event.summary, last[event.uid].day, event.day)
        for event in now
        if event.uid in last and last[event.uid].day != event.day and event.status != CANCELLED
    )


def event_shape(event: Event) -> dict[str, Any]:
    """The event as it is remembered between publications."""
    return {
        **asdict(event),
        "day": event.day.isoformat(),
        "changed": event.changed.isoformat(),
        "categories": list(event.categories),
    }


def read_event(shape: Mapping[str, Any]) -> Event:
    """The event that was remembered.

    Raises:
        KeyError, TypeError, ValueError: it is not one of ours.
    """
    known = {
        **shape,
        "day": date.fromisoformat(shape["day"]),
        "changed": datetime.fromisoformat(shape["changed"]),
        "categories": tuple(shape["categories"]),
    }
    return Event(**known)


def _draft(edition: Edition, language: Language, milestone: Milestone, at: datetime) -> Iterator[Event]:
    """The milestone's event, none without a day; a meeting's identity is still to be found."""
    if milestone.day is None:
        return
    say = language.say
    meeting = milestone.process is Process.MOTE
    summary = say(milestone.title)
    cited = citation(milestone)
    lines = [
        say(milestone.because),
        say(planned) if (planned := days(milestone)) else "",
        say(text("Hjemmel: {hjemmel}", hjemmel=cited)) if cited else "",
        say(
            text("Slag: {slag}. Status: {status}.", slag=milestone.kind.words, status=milestone.status.words)
        ),
    ]
    yield Event(
        uid="" if meeting else f"{milestone.key}-{edition.wheel.year}-{edition.nr}@planhjul",
        year=edition.wheel.year,
        series=f"mote-{slug(summary)}" if meeting else milestone.key,
        body=body_key(milestone),
        day=milestone.day,
        status=TENTATIVE if _tentative(milestone) else CONFIRMED,
        summary=summary,
        description="\n".join(line for line in lines if line),
        categories=(say(PROCESS_TITLES[milestone.process]), say(milestone.kind.words)),
        url=milestone.legal.url if milestone.legal else "",
        sequence=0,
        changed=at,
    )


def _tentative(milestone: Milestone) -> bool:
    """Customary, or placed on a meeting that is not yet held: somebody may still decide otherwise.

    A days of the law and a meeting in the meeting plan are no guesses.
    """
    if milestone.status is Status.HELD or milestone.process is Process.MOTE:
        return False
    return milestone.kind is RuleKind.SEDVANE or milestone.planned is not None


def _followed(event: Event, last: Event | None, at: datetime) -> Event:
    """The event with the number and time it gets after the one published before."""
    if last is None:
        return event
    moved = (event.day, event.status) != (last.day, last.status)
    same = replace(event, sequence=last.sequence, changed=last.changed)
    return last if same == last else replace(same, sequence=last.sequence + moved, changed=at)


def _cancelled(event: Event, at: datetime) -> Event:
    if event.status == CANCELLED:
        return event
    return replace(event, status=CANCELLED, sequence=event.sequence + 1, changed=at)


_Same = Callable[[Event, Event], bool]

# From the surest to the least sure sign that a meeting is one published before. A meeting with a purpose that
# has moved is looked for before one that was only renamed: «Kommunestyret: Budsjett» on another day is surer
# than «Kommunestyret» on the same.
_SIGNS: Final[tuple[_Same, ...]] = (
    lambda new, old: new.series == old.series and new.day == old.day,
    lambda new, old: new.series == old.series and old.status != CANCELLED and ":" in new.summary,
    lambda new, old: new.body == old.body and old.status != CANCELLED and new.day == old.day,
    lambda new, old: new.series == old.series and old.status != CANCELLED,
)


def _identified(edition: Edition, drafts: Sequence[Event], known: Sequence[Event]) -> list[Event]:
    """The drafts with a uid each: a meeting's is the one it had, or a new one."""
    free = [event for event in known if event.series.startswith("mote-")]
    waiting = [draft for draft in drafts if not draft.uid]
    found = [draft for draft in drafts if draft.uid]
    for same in _SIGNS:
        for new, old in _pairs(waiting, free, same):
            found.append(replace(new, uid=old.uid))
            waiting.remove(new)
            free.remove(old)
    taken = {event.uid for event in known} | {event.uid for event in found}
    for new in waiting:
        number = 1
        while (uid := f"{new.series}-{number}-{edition.wheel.year}-{edition.nr}@planhjul") in taken:
            number += 1
        taken.add(uid)
        found.append(replace(new, uid=uid))
    return found


def _pairs(new: Sequence[Event], old: Sequence[Event], same: _Same) -> list[tuple[Event, Event]]:
    """The nearest in time belong together, each one once."""
    near = sorted(
        (abs((one.day - other.day).days), one.day, other.day, i, j)
        for i, one in enumerate(new)
        for j, other in enumerate(old)
        if same(one, other)
    )
    pairs, used_new, used_old = [], set[int](), set[int]()
    for *_, i, j in near:
        if i not in used_new and j not in used_old:
            pairs.append((new[i], old[j]))
            used_new.add(i)
            used_old.add(j)
    return pairs
