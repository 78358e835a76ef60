"""What is said of handlingsrom."""

from __future__ import annotations

from datetime import date

import pytest

from planhjul.choices.results import Held, NamedDay, Placement, Point, Verdict
from planhjul.choices.room.placement import placed
from planhjul.choices.room.words import NextYear, compared_with, events_said, ways_to_fit
from planhjul.language import Language
from planhjul.texts import text
from planhjul.wheel.roles import Role
from tests.choices.storvik import ready
from tests.ledger.frames import MILLION
from tests.wheel.examples import TRAITS

SAY = Language("nb").say
START = Point(date(2025, 7, 1), 0, 80, 90)
FRAMES = Point(
    date(2026, 6, 16),
    0,
    35,
    40,
    (
        NamedDay("a", text("Kommunestyret behandler rammesaken"), text("Rammesaken"), Role.FRAMES),
        NamedDay("b", text("Regnskapet er vedtatt"), text("Regnskapet")),
    ),
)
VOTE = Point(
    date(2026, 12, 16),
    0,
    24,
    30,
    (NamedDay("c", text("Budsjettet er vedtatt"), text("Vedtaket"), Role.ADOPTION),),
)
END = Point(date(2028, 1, 1), 0, 0, 0)


@pytest.mark.parametrize(
    ("points", "on", "expected"),
    [
        ((START, FRAMES, VOTE, END), date(2026, 11, 15), FRAMES),
        ((START, FRAMES, VOTE, END), date(2025, 9, 1), FRAMES),
        ((START, FRAMES, VOTE, END), FRAMES.on, START),
        ((START, VOTE, END), date(2026, 11, 15), START),
        ((START, VOTE, END), START.on, VOTE),
        ((START, END), START.on, None),
        ((), START.on, None),
    ],
)
def test_a_day_is_held_against_what_says_most(
    points: tuple[Point, ...], on: date, expected: Point | None
) -> None:
    assert compared_with(points, on) == expected


def test_a_day_may_have_many_events_and_names_are_short_enough_for_the_curve() -> None:
    assert SAY(events_said(FRAMES)) == "Rammesaken og Regnskapet"
    assert SAY(events_said(VOTE)) == "Vedtaket"
    on_the_curve = [traits.curve for traits in TRAITS.values() if traits.curve is not None]
    assert len(on_the_curve) == 6
    assert all(len(SAY(title)) <= 26 for title in on_the_curve)


def said(placement: Placement, following: NextYear | None = None) -> list[str]:
    return [SAY(way).replace("\N{NO-BREAK SPACE}", " ") for way in ways_to_fit(placement, following)]


def test_a_proposal_inside_needs_nothing() -> None:
    assert said(placed(ready(), MILLION, date(2026, 11, 1))) == []


def test_an_uncertain_proposal_may_shrink_hurry_or_spread() -> None:
    ways = said(placed(ready(), 4 * MILLION, date(2026, 11, 1), "202"))
    assert ways == [
        "Gjør det mindre: inntil 2,2 mill. kr er trygt, og 4,4 mill. kr er anslaget.",
        "Vedta det senest 01.11.2026: så lenge holder anslaget.",
        "Del det på flere områder: i hele budsjettet kan 27,0 mill. kr flyttes.",
    ]
    between = said(placed(ready(), 4 * MILLION, date(2026, 11, 5), "202"))
    assert "Vedta det senest 05.11.2026: så lenge holder anslaget." in between
    late = said(placed(ready(), 6 * MILLION, date(2026, 11, 1), "202"))
    assert any(way.startswith("Det var rom for det fram til") for way in late)


@pytest.mark.parametrize(
    ("room", "expected"),
    [
        (6, "Ta det i budsjettet for 2028: der kan 6,0 mill. kr fortsatt flyttes."),
        (4, "I budsjettet for 2028 kan 4,0 mill. kr flyttes, så der er det heller ikke rom."),
    ],
)
def test_the_next_budget_may_have_room(room: int, expected: str) -> None:
    outside = placed(ready(), 5 * MILLION, date(2026, 12, 16), "257")
    assert outside.own is not None
    assert outside.own.verdict is Verdict.OUTSIDE
    assert said(outside, NextYear(2028, room * MILLION))[-1] == expected


def held(low: int, default: int, high: int) -> Held:
    return Held("", text("hele budsjettet"), low, default, high, Verdict.OUTSIDE, None)


@pytest.mark.parametrize(
    ("room", "expected"),
    [
        (held(0, 0, 0), "Dagen er for sen for hele budsjettet: ingenting kan flyttes."),
        (
            held(0, 2 * MILLION, 3 * MILLION),
            "Gjør det mindre: 2,0 mill. kr er anslaget, men med de strengeste antakelsene er det ikke noe "
            "rom.",
        ),
    ],
)
def test_how_much_smaller_depends_on_the_day(room: Held, expected: str) -> None:
    placement = Placement(2027, date(2027, 10, 1), 9 * MILLION, None, room, text("Utenfor."))
    assert said(placement) == [expected]
