"""A saksliste as a calendar: the next and the last deadline of each wish."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from typing import Final

from planhjul.choices.priorities import Priority
from planhjul.choices.route.results import Route, RoutePoint
from planhjul.language import Language
from planhjul.publish.edition import slug
from planhjul.publish.events import CONFIRMED, Event
from planhjul.publish.ics import feed
from planhjul.texts import Text, text, verbatim

Routes = Sequence[tuple[Priority, Route]]

# Nobody remembers what an earlier file said, so a later file's number must be higher by itself.
_FIRST_DAY: Final = date(2020, 1, 1)


def agenda_feed(
    nr: str, municipality: str, owner: str, routes: Routes, at: datetime, language: Language
) -> bytes:
    """The list as iCalendar: one event per next and last deadline, one when they are the same.

    Args:
        nr: the municipality's number.
        municipality: its name.
        owner: whose list it is.
        routes: the wishes with their ways.
        at: the moment of export, in UTC.
        language: the language of the events.
    """
    name = text("Saksliste: {liste}", liste=owner)
    about = text(
        "Frister for sakene på {liste} i {kommune}, slik de sto {dag}. Hent fila på nytt når "
        "møteplanen endres.",
        liste=owner,
        kommune=municipality,
        dag=at.date(),
    )
    events = agenda_events(nr, owner, routes, at, language)
    return feed(language.say(name), language.say(about), events, language.code)


def agenda_events(nr: str, owner: str, routes: Routes, at: datetime, language: Language) -> tuple[Event, ...]:
    """The list's deadlines by day. A wish and a decision point always give the same identity."""
    found = [
        event for priority, route in routes for event in _of_route(nr, owner, priority, route, at, language)
    ]
    return tuple(sorted(found, key=lambda event: (event.day, event.uid)))


def _of_route(
    nr: str, owner: str, priority: Priority, route: Route, at: datetime, language: Language
) -> Iterator[Event]:
    upcoming, last = route.next, route.last
    chances = {point.key: point for point in (upcoming, last) if point is not None}
    for point in chances.values():
        day = point.deadline or point.day
        if day is None:
            continue
        yield Event(
            uid="-".join(slug(part) for part in ("saksliste", owner, priority.key, point.key, nr))
            + "@planhjul",
            year=day.year,
            series=f"saksliste-{slug(owner)}",
            body=point.organ.value,
            day=day,
            status=CONFIRMED,
            summary=language.say(_summary(priority, point)),
            description="\n".join(language.say(line) for line in _lines(priority, route, point)),
            categories=(language.say(text("Saksliste")), owner),
            url="",
            sequence=(route.on - _FIRST_DAY).days,
            changed=at,
        )


def _summary(priority: Priority, point: RoutePoint) -> Text:
    if point.last_chance:
        return text("Siste sjanse: {sak}", sak=priority.title)
    return text("Neste sjanse: {sak}", sak=priority.title)


def _lines(priority: Priority, route: Route, point: RoutePoint) -> Iterable[Text]:
    if point.day is not None:
        yield text("{hva} {dag}.", hva=point.title, dag=point.day)
    if point.deadline is not None and point.deadline != point.day:
        yield text("Må leveres senest {dag}.", dag=point.deadline)
    for way in point.ways:
        yield text("{virkemiddel}: {form}", virkemiddel=way.title, form=way.form)
    if point.fits is not None:
        yield point.fits
    yield route.sentence
    if priority.note:
        yield verbatim(priority.note)
