"""Events as an iCalendar feed (RFC 5545, with the names of RFC 7986)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import Final

import icalendar

from planhjul.publish.events import Event

_REFRESH: Final = timedelta(days=1)
# A deadline or a meeting in a plan takes nobody's whole day.
_FREE: Final = "TRANSPARENT"


def feed(name: str, description: str, events: Iterable[Event], language: str) -> bytes:
    """The feed's bytes: folded lines, all days whole days in Norway.

    Args:
        name: what a calendar shows the feed as.
        description: what is in it and how old it is.
        events: what is in it, in order.
        language: the code of the texts' language.
    """
    calendar = icalendar.Calendar()
    calendar.add("prodid", f"-//planhjul//planhjul//{language.upper()}")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    for key, value in (("name", name), ("x-wr-calname", name), ("x-wr-caldesc", description)):
        # Said to be a text, so that its commas and semicolons are escaped.
        calendar.add(key, icalendar.vText(value))
    calendar.add("x-wr-timezone", "Europe/Oslo")
    calendar.add("refresh-interval", _REFRESH, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "P1D")
    for event in events:
        calendar.add_component(_component(event))
    return bytes(calendar.to_ical())


def _component(event: Event) -> icalendar.Event:
    component = icalendar.Event()
    component.add("uid", event.uid)
    component.add("sequence", event.sequence)
    component.add("dtstamp", event.changed)
    component.add("last-modified", event.changed)
    component.add("dtstart", event.day)
    component.add("dtend", event.day + timedelta(days=1))
    component.add("summary", event.summary)
    component.add("description", event.description)
    component.add("status", event.status)
    component.add("transp", _FREE)
    component.add("categories", list(event.categories))
    if event.url:
        component.add("url", event.url)
    return component
