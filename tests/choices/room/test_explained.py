"""«Forklar tallet» for handlingsrom: what it lists adds up, and every assumption it rests on is there."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from planhjul.choices.results import Mark, Room
from planhjul.choices.room.explained import explain_room
from planhjul.choices.room.year import Ground, room, year_room_of
from planhjul.explanation import Explanation
from planhjul.language import language
from planhjul.ledger.versions import VersionKind
from planhjul.texts import Million
from tests.choices.storvik import ASSUMPTIONS, BOUND_BY, CODES, areas, binding, nets, ready

NB = language("nb")
STOOD_FROM = date(2026, 10, 28)
KIND = VersionKind.DIREKTORENS_FORSLAG.title
PARTS = (
    "Bundet",
    "For sent å endre i tid",
    "Kan flyttes på kort sikt",
    "Kan flyttes ved omlegging",
)


def seen_from(day: date) -> Room:
    return room(year_room_of(nets(), Ground(ASSUMPTIONS, CODES, BOUND_BY, areas())), day)


def amounts(explained: Explanation) -> dict[str, int]:
    """Title → øre, for the inputs that are one amount."""
    found = {}
    for one in explained.inputs:
        match dict(one.value.values):
            case {"amount": Million(ore)}:
                found[NB.say(one.title)] = ore
    return found


@pytest.mark.parametrize("day", [date(2025, 7, 1), date(2026, 11, 22), date(2027, 4, 1), date(2027, 12, 31)])
def test_the_parts_add_up_to_the_budget_and_the_movable_to_the_value(day: date) -> None:
    answer = seen_from(day)
    explained = explain_room(answer, KIND, STOOD_FROM)
    held = amounts(explained)

    assert held["Netto driftsbudsjett til tjenestene"] == answer.total_ore
    assert sum(held[part] for part in PARTS) == answer.total_ore
    assert held[PARTS[2]] + held[PARTS[3]] == answer.default_ore
    assert dict(explained.value.values)["amount"] == Million(answer.default_ore)
    assert (explained.version, explained.stood_from) == (KIND, STOOD_FROM)
    assert explained.estimate
    assert explained.basis is None


def test_every_assumption_stands_with_value_band_and_reason() -> None:
    answer = seen_from(date(2026, 11, 22))
    told = {NB.say(one.title): one for one in explain_room(answer, None, None).inputs}

    # How the bound money divides between law and agreements moves no krone of the room.
    behind = [one for one in answer.assumptions if not one.key.startswith("lag.")]
    assert {one.mark for one in behind} >= {Mark.ANTAKELSE}
    for one in behind:
        shown = told[NB.say(one.title)]
        assert NB.say(one.value) in NB.say(shown.value)
        assert NB.say(one.band or "") in NB.say(shown.value)
        assert shown.source == one.reason
    assert not any("delt på lov" in title for title in told)


def test_the_assumptions_are_said_in_the_readers_language() -> None:
    own = binding("egen", level=2, lead_short=Fraction(7), lead_structural=Fraction(1))
    for year in (ready(), ready(held=(), bindings=(own,))):
        said = [language("nn").say(entry.value) for entry in room(year, date(2026, 11, 22)).assumptions]
        assert "18 månader" in said
        assert not any("måned" in value or "jevnt" in value for value in said)
    assert "tid til verknad 7 månader, omlegging 1 månad" in said


def test_low_and_high_are_said_with_the_day_they_are_seen_from() -> None:
    answer = seen_from(date(2026, 11, 22))
    explained = explain_room(answer, KIND, STOOD_FROM)
    [both] = [one for one in explained.inputs if NB.say(one.title) == "Lavt og høyt anslag"]

    assert dict(both.value.values) == {"low": Million(answer.low_ore), "high": Million(answer.high_ore)}
    assert explained.definition is not None
    assert "22.11.2026" in NB.say(explained.definition)
