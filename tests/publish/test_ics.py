"""The feed is valid, and two parsers that know nothing of each other read the same in it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import icalendar
import pytest
import vobject

from planhjul.language import language
from planhjul.publish.events import Event, events
from planhjul.publish.ics import feed
from tests.publish.examples import AT, HOSTILE, edition

NAME = "Årshjul for Storvik; alle, og «flere»"


@pytest.fixture(scope="module")
def found() -> tuple[Event, ...]:
    return events(edition(), language(), (), AT)


@pytest.fixture(scope="module")
def content(found: tuple[Event, ...]) -> bytes:
    return feed(NAME, "Slik det sto.", found, "nb")


def test_lines_are_folded_and_end_as_the_standard_says(content: bytes) -> None:
    assert content.endswith(b"END:VCALENDAR\r\n")
    lines = content.split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert not [line for line in lines if b"\n" in line or b"\r" in line]
    content.decode("utf-8")


def test_an_independent_parser_reads_every_event(content: bytes, found: tuple[Event, ...]) -> None:
    calendar = vobject.readOne(content.decode("utf-8"))
    assert calendar.contents["x-wr-calname"][0].value == NAME
    assert calendar.contents["x-wr-timezone"][0].value == "Europe/Oslo"
    parsed = {event.uid.value: event for event in calendar.vevent_list}
    assert parsed.keys() == {event.uid for event in found}
    for event in found:
        other = parsed[event.uid]
        assert other.dtstart.value == event.day
        assert type(other.dtstart.value) is date
        assert other.dtend.value == event.day + timedelta(days=1)
        assert other.summary.value == event.summary
        assert other.description.value == event.description
        assert other.status.value == event.status
        assert int(other.sequence.value) == event.sequence
        assert other.dtstamp.value == event.changed
    assert HOSTILE in {event.summary.value for event in calendar.vevent_list}


def test_it_survives_being_read_and_written_again(content: bytes) -> None:
    calendar = icalendar.Calendar.from_ical(content)
    assert not calendar.errors
    again = icalendar.Calendar.from_ical(calendar.to_ical())
    assert [dict(event) for event in again.events] == [dict(event) for event in calendar.events]
    assert len(calendar.events) > 5


def test_an_event_tells_why_by_which_paragraph_and_where(content: bytes) -> None:
    calendar = icalendar.Calendar.from_ical(content)
    event: Any
    (event,) = [one for one in calendar.events if str(one["uid"]).startswith("kl14-3-vedtak")]
    assert "kommuneloven § 14-3" in event["description"]
    assert "Planlagt 10.12.2026. Regelen gir 31.12.2026." in event["description"]
    assert event["url"].startswith("https://lovdata.no/")
    assert event["status"] == "TENTATIVE"
    assert event["transp"] == "TRANSPARENT"
    assert [str(one) for one in event["categories"].cats] == ["Budsjett og økonomiplan", "Lov"]
