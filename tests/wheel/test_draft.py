"""Next year's meeting plan: the cases of drafts.toml, and what holds for any plan whatever."""

from __future__ import annotations

import tomllib
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from dateutil.easter import easter
from hypothesis import given
from hypothesis import strategies as st

from planhjul.wheel.calendar import is_public_holiday, is_weekend
from planhjul.wheel.drafting.closed import closed_reason, school_breaks
from planhjul.wheel.drafting.draft import DraftedMeeting, draft_meetings, drafted_milestones, same_week
from planhjul.wheel.drafting.placing import Bound, Distance, Slot, place
from planhjul.wheel.meetings import Meeting, Organ, organ_key
from tests.fuzz import tried
from tests.wheel.examples import FSK, KST, KU, SAY, find, meeting, messages, wheel

CASES = tomllib.loads(Path(__file__).with_name("drafts.toml").read_text(encoding="utf-8"))["case"]
ORGANS = {"Kommunestyret": KST, "Formannskapet": FSK, "Kontrollutvalget": KU, "Byrådet": Organ.KOMMUNERAD}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_the_cases(case: dict[str, Any]) -> None:
    given_meetings = [
        meeting(ORGANS[row[0]], date.fromisoformat(row[1]), row[2], name=row[0]) for row in case["meetings"]
    ]
    drafted = draft_meetings(case["year"], given_meetings, case.get("settings", {}))
    by_day = {(m.organ_name, m.last_year): m for m in drafted if m.last_year is not None}
    for organ, day, purpose, proposed, why, *new_purpose in case["meetings"]:
        found = by_day.pop((organ, date.fromisoformat(day)))
        assert found.proposed == (date.fromisoformat(proposed) if proposed else None), SAY(found.because)
        assert why in SAY(found.because)
        assert found.purpose == (new_purpose[0] if new_purpose else purpose)
    assert not by_day
    new = [m for m in drafted if m.last_year is None and "new" in case]
    assert [[m.organ_name, str(m.proposed), m.purpose] for m in new] == [r[:3] for r in case.get("new", [])]
    assert all(row[3] in SAY(m.because) for m, row in zip(new, case.get("new", []), strict=True))


def test_nothing_is_drafted_from_nothing() -> None:
    assert draft_meetings(2028, []) == ()
    assert draft_meetings(2027, [meeting(KST, date(2025, 1, 2))]) == ()


def test_a_cancelled_meeting_is_drafted_with_a_remark() -> None:
    (drafted,) = draft_meetings(2028, [meeting(KST, date(2027, 1, 28), held=False)])
    assert "avlyst i fjor" in SAY(drafted.because)


def test_a_meeting_there_is_no_room_for_is_told() -> None:
    days = [date(2027, 1, 1) + timedelta(days=n) for n in range(365)]
    drafted = draft_meetings(2028, [meeting(FSK, day) for day in days])
    left_out = [m for m in drafted if m.proposed is None]
    assert len(drafted) == 365
    assert left_out
    assert all("ikke plass" in SAY(m.because) for m in left_out)
    assert [m.meeting() for m in left_out if list(m.meeting())] == []


def test_the_day_of_another_year() -> None:
    assert same_week(date(2026, 12, 31), 2027) == date(2027, 12, 30)
    assert same_week(date(2025, 12, 29), 2026) == date(2026, 12, 28)
    assert same_week(date(2027, 1, 1), 2028) == date(2028, 1, 7)
    assert same_week(date(2023, 10, 17), 2027) == date(2027, 10, 19)


def test_a_break_that_cannot_be_read_is_listed() -> None:
    settings = {"skoleferie.vinter": "uke 60", "skoleferie.host": "neste uke", "frist.sporsmal": "3"}
    breaks = school_breaks(settings, 2028)
    assert not breaks.weeks
    assert sorted(breaks.unread) == [("skoleferie.host", "neste uke"), ("skoleferie.vinter", "uke 60")]


def test_milestones_stand_beside_last_years() -> None:
    rows = {row.key: row for row in drafted_milestones(wheel(2026), wheel(2027))}
    adopted = rows["kl14-3-vedtak"]
    assert (adopted.last_year, adopted.proposed) == (date(2026, 12, 10), date(2027, 12, 10))
    assert not [key for key in rows if key.startswith("mote-")]
    assert all(row.last_year or row.proposed for row in rows.values())
    constituted = find(wheel(2027), "kl7-1-mote").key
    assert rows[constituted].last_year is None


def test_a_distance_in_the_wrong_order_and_a_bound_are_no_trap() -> None:
    slots = [Slot(n, str(n), date(2027, 1, 4 + n), date(2028, 1, 4 + n)) for n in range(3)]
    first, last = date(2028, 1, 1), date(2028, 12, 31)
    because = draft_meetings(2028, [meeting(KST, date(2027, 1, 28))])[0].because
    wrong = Distance(2, 0, 30, because)
    placed = place(first, last, slots, [wrong], [Bound(1, date(2028, 1, 4), because)], lambda _: True)
    assert [placed[n].day for n in range(3)] == [date(2028, 1, 4), date(2028, 1, 4), date(2028, 1, 6)]
    assert [placed[n].law for n in range(3)] == [None, because, None]
    closed = place(first, last, slots, [Distance(0, 1, 1, because)], [], lambda _: False)
    assert [closed[n].day for n in range(3)] == [None, None, None]


# What holds for any plan

_PURPOSES = ("", "", "", "Rammesak 2027–2030", "1. tertialrapport", "Orientering")


@st.composite
def plans(draw: st.DrawFn) -> tuple[int, list[Meeting]]:
    """A year and the year before's meetings: any days, with a lawful way to budget and accounts."""
    year = draw(st.integers(2024, 2035))
    new_year = date(year - 1, 1, 1)
    organs = st.sampled_from([(KST, None), (FSK, None), (KU, None), (Organ.ANNET, "Utvalg for oppvekst")])
    days = st.integers(0, 357).map(lambda n: new_year + timedelta(days=n))
    rows = draw(st.lists(st.tuples(organs, days, st.sampled_from(_PURPOSES)), max_size=40))
    meetings = {
        (organ, name, day): meeting(organ, day, purpose, name=name) for (organ, name), day, purpose in rows
    }
    decision = date(year - 1, 12, draw(st.integers(1, 23)))
    chain = [
        (FSK, decision - timedelta(days=draw(st.integers(1, 30))), "Budsjett og økonomiplan"),
        (KST, decision, "Budsjett og økonomiplan"),
        (KU, date(year - 1, 5, draw(st.integers(1, 20))), "Regnskap"),
        (FSK, date(year - 1, 5, draw(st.integers(21, 31))), "Regnskap"),
        (KST, date(year - 1, 6, draw(st.integers(1, 30))), "Regnskap"),
    ]
    for organ, day, purpose in chain:
        meetings[(organ, None, day)] = meeting(organ, day, purpose)
    return year, list(meetings.values())


def drafted_of(plan: tuple[int, list[Meeting]]) -> list[DraftedMeeting]:
    return [m for m in draft_meetings(plan[0], plan[1], {"skoleferie.vinter": "8"}) if m.last_year]


@given(plans())
def test_no_meeting_is_drafted_on_a_closed_day(plan: tuple[int, list[Meeting]]) -> None:
    for drafted in drafted_of(plan):
        day = drafted.proposed
        assert day is not None
        assert day.year == plan[0]
        assert not is_public_holiday(day)
        assert not is_weekend(day)
        assert day.isocalendar().week not in {8, 28, 29, 30}
        assert not timedelta(days=-7) <= day - easter(day.year) <= timedelta(days=1)
        assert (day.month, day.day) < (12, 24)
        assert closed_reason(day, school_breaks({}, day.year)) is None


@given(plans())
def test_every_meeting_is_drafted_once_and_no_organ_twice_a_day(plan: tuple[int, list[Meeting]]) -> None:
    drafted = drafted_of(plan)
    assert sorted((m.last_year, m.organ_name) for m in drafted if m.last_year) == sorted(
        (m.day, m.organ_name) for m in plan[1]
    )
    days = [(organ_key(m.organ, m.organ_name), m.proposed) for m in drafted]
    assert len(days) == len(set(days))


@given(plans())
def test_meetings_stay_in_their_order(plan: tuple[int, list[Meeting]]) -> None:
    """Kontrollutvalget may come earlier: it must speak before formannskapet."""
    rest = [m for m in drafted_of(plan) if m.organ is not KU]
    by_last_year = sorted(rest, key=lambda m: (m.last_year or date.min, m.proposed or date.max))
    for earlier, later in pairwise(by_last_year):
        if earlier.last_year != later.last_year:
            assert earlier.proposed is not None
            assert later.proposed is not None
            assert earlier.proposed <= later.proposed


@tried(50)
@given(plans())
def test_the_distances_of_the_law_are_kept(plan: tuple[int, list[Meeting]]) -> None:
    year = plan[0]
    drafted = [meeting for row in drafted_of(plan) for meeting in row.meeting()]
    made = wheel(year, date(year - 1, 11, 21), sorted(drafted, key=lambda m: m.day))
    for rule in ("kl14-3-pub", "kl14-3-vedtak", "kl14-3-ku", "kl14-3-regnskap"):
        assert not [said for level, said in messages(made, rule) if level == "error"]
