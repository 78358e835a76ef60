"""An event keeps its identity whatever happens to its day, and says so by its sequence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planhjul.language import language
from planhjul.publish.events import (
    CANCELLED,
    CONFIRMED,
    TENTATIVE,
    Event,
    event_shape,
    events,
    moves,
    read_event,
)
from planhjul.wheel.meetings import Organ
from planhjul.wheel.results import Milestone, Status
from tests.publish.examples import AT, BUDGET, COUNCIL, LATER, MEETINGS, RULES, edition, meeting, moved

SEPTEMBER, OCTOBER, DECEMBER = date(2026, 9, 17), date(2026, 10, 22), date(2026, 12, 10)


def published(
    meetings: Sequence[Milestone] = MEETINGS, before: Sequence[Event] = (), rules: Sequence[Milestone] = RULES
) -> tuple[Event, ...]:
    return events(edition(meetings, rules), language(), before, LATER if before else AT)


def on(found: Sequence[Event], day: date, series: str = "mote") -> Event:
    (event,) = [one for one in found if one.day == day and one.series.startswith(series)]
    return event


def test_a_rule_is_known_by_its_key_the_year_and_the_municipality() -> None:
    uids = {event.uid for event in published()}
    assert "kl14-3-vedtak-2026-9901@planhjul" in uids
    assert len(uids) == len(RULES) - 1 + len(MEETINGS)


def test_what_has_no_day_is_no_event() -> None:
    assert not [event for event in published() if event.series == "kl27-1"]


def test_only_what_may_still_be_decided_otherwise_is_tentative() -> None:
    status = {event.series: event.status for event in published()}
    assert status == {
        "kl14-6": CONFIRMED,
        "mote-kommunestyret": CONFIRMED,
        "mote-utvalg-for-oppvekst": CONFIRMED,
        "mote-kommunestyret-budsjett-2027": CONFIRMED,
        "sedvane-innstilling": TENTATIVE,
        "kl14-3-vedtak": TENTATIVE,
    }


def test_publishing_the_same_again_changes_nothing() -> None:
    first = published()
    assert published(before=first) == first


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param(DECEMBER, date(2026, 12, 3), id="a meeting with a purpose"),
        pytest.param(OCTOBER, date(2026, 10, 29), id="one of many without a purpose"),
        pytest.param(SEPTEMBER, date(2026, 11, 12), id="past another meeting of its kind"),
    ],
)
def test_a_moved_meeting_is_the_same_event_with_a_higher_sequence(before: date, after: date) -> None:
    first = published()
    second = published(moved(before, after), first)
    old, new = on(first, before), on(second, after)
    assert new.uid == old.uid
    assert new.sequence == old.sequence + 1
    assert new.changed == LATER
    assert len(second) == len(first)
    untouched = {event.uid: event for event in first if event.uid != old.uid}
    assert {event.uid: event for event in second if event.uid != old.uid} == untouched
    assert [(move.before, move.now) for move in moves(second, first)] == [(before, after)]


def test_a_meeting_moved_twice_counts_on() -> None:
    first = published()
    second = published(moved(DECEMBER, date(2026, 12, 3)), first)
    third = published(moved(DECEMBER, date(2026, 12, 17)), second)
    assert on(third, date(2026, 12, 17)).sequence == 2


def test_a_meeting_that_only_gets_a_purpose_stays_the_same_event() -> None:
    first = published()
    second = published(moved(OCTOBER, OCTOBER, "2. tertialrapport"), first)
    assert on(second, OCTOBER).uid == on(first, OCTOBER).uid
    assert on(second, OCTOBER).sequence == 0
    assert on(second, OCTOBER).changed == LATER
    assert "tertial" in on(second, OCTOBER).summary


def test_a_purpose_that_moves_is_followed_rather_than_its_old_day() -> None:
    first = published()
    swapped = (*moved(DECEMBER, date(2026, 12, 17)), meeting(COUNCIL, DECEMBER))
    second = published(swapped, first)
    assert on(second, date(2026, 12, 17)).uid == on(first, DECEMBER).uid
    assert on(second, DECEMBER).uid not in {event.uid for event in first}


def test_a_meeting_that_is_gone_is_cancelled_and_stays_so() -> None:
    first = published()
    without = tuple(one for one in MEETINGS if one.day != OCTOBER)
    second = published(without, first)
    gone = on(second, OCTOBER)
    assert (gone.status, gone.sequence, gone.changed) == (CANCELLED, 1, LATER)
    assert published(without, second) == second
    assert not moves(second, first)


def test_a_cancelled_meeting_that_comes_back_is_the_same_event() -> None:
    first = published()
    second = published(tuple(one for one in MEETINGS if one.day != OCTOBER), first)
    third = published(before=second)
    assert (on(third, OCTOBER).uid, on(third, OCTOBER).sequence) == (on(first, OCTOBER).uid, 2)
    assert on(third, OCTOBER).status == CONFIRMED


def test_a_new_meeting_never_takes_the_identity_of_one_that_was() -> None:
    first = published()
    second = published(tuple(one for one in MEETINGS if one.day != OCTOBER), first)
    third = published((*MEETINGS, meeting(COUNCIL, date(2026, 8, 27))), second)
    assert on(third, date(2026, 8, 27)).uid not in {event.uid for event in second}


def test_two_organs_on_one_day_are_not_taken_for_each_other() -> None:
    first = published()
    renamed = (*moved(OCTOBER, date(2026, 10, 6)),)
    second = published(renamed, first)
    assert Counter(event.uid for event in second).most_common(1)[0][1] == 1
    (council,) = [e for e in second if e.day == date(2026, 10, 6) and e.body == "kommunestyre"]
    assert council.uid == on(first, OCTOBER).uid


def test_a_rule_that_moves_or_is_decided_grows_its_sequence() -> None:
    first = published()
    held = tuple(replace(one, status=Status.HELD) if one.key == "kl14-3-vedtak" else one for one in RULES)
    second = published(before=first, rules=held)
    (event,) = [one for one in second if one.series == "kl14-3-vedtak"]
    assert (event.status, event.sequence) == (CONFIRMED, 1)


def test_events_of_other_years_are_left_alone() -> None:
    other = [replace(event, year=2025, uid=f"2025-{event.uid}") for event in published()]
    assert published(before=other) == tuple(replace(event, changed=LATER) for event in published())


def test_an_event_is_remembered_as_it_was() -> None:
    for event in published():
        assert read_event(event_shape(event)) == event


_DAYS = st.lists(st.integers(0, 364), max_size=12).map(
    lambda days: tuple(
        meeting(COUNCIL, date(2026, 1, 1) + timedelta(days=day), BUDGET if day % 5 == 0 else "")
        for day in days
    )
)


@given(_DAYS, _DAYS, _DAYS)
def test_whatever_happens_no_two_events_share_an_identity(
    first: tuple[Milestone, ...], second: tuple[Milestone, ...], third: tuple[Milestone, ...]
) -> None:
    found: tuple[Event, ...] = ()
    for meetings in (first, second, third):
        before = {event.uid: event for event in found}
        found = published(meetings, found)
        assert len({event.uid for event in found}) == len(found)
        assert before.keys() <= {event.uid for event in found}
        alive = [event for event in found if event.status != CANCELLED and event.series.startswith("mote-")]
        assert Counter(event.day for event in alive) == Counter(one.day for one in meetings)
        for event in found:
            last = before.get(event.uid)
            if last is not None:
                changed = (event.day, event.status) != (last.day, last.status)
                assert event.sequence == last.sequence + changed


def test_an_unknown_organ_has_a_calendar_of_its_own() -> None:
    (event,) = [one for one in published() if one.series == "mote-utvalg-for-oppvekst"]
    assert event.body == "utvalg-for-oppvekst"
    assert MEETINGS[1].organ is Organ.ANNET
