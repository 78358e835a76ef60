"""A budget year is made ready once, and what is missing is said."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from planhjul.choices.results import Placement, Room, Term
from planhjul.choices.room.year import YearRoom
from planhjul.cli.compose import compose
from planhjul.services import Services
from planhjul.services.municipalities import NoVersion
from planhjul.services.rooms import ReadyYear, Rooms
from tests.demo import copy_of

ON = date(2026, 11, 21)
STORVIK = "9901"


@pytest.fixture(scope="module")
def services(demo_db: Path, tmp_path_factory: pytest.TempPathFactory) -> Services:
    return compose(copy_of(demo_db, tmp_path_factory.mktemp("rooms")))


@dataclass(frozen=True)
class _Setting:
    value: str
    kilde: str


def rooms(services: Services) -> Rooms:
    return services.choices._rooms


def test_a_year_is_made_once(services: Services) -> None:
    first = rooms(services).of(STORVIK, 2027, ON)
    assert isinstance(first, ReadyYear)
    assert rooms(services).of(STORVIK, 2027, ON) is first
    services.municipalities.register(STORVIK, "Storvik", 27)
    assert rooms(services).of(STORVIK, 2027, ON) is not first


def test_the_day_that_is_known_and_the_day_seen_from_are_two(services: Services) -> None:
    spring = services.choices.room(STORVIK, 2027, ON, seen_from=date(2026, 6, 16))
    assert isinstance(spring, Room)
    assert (spring.on, spring.default_ore) == (date(2026, 6, 16), 3_510_208_333)
    year = services.choices.year_room(STORVIK, 2027, ON)
    assert isinstance(year, YearRoom)
    assert year.band(date(2026, 6, 16)) == (spring.low_ore, spring.default_ore, spring.high_ore)


def test_the_curve_names_the_milestones(services: Services) -> None:
    points = services.choices.curve(STORVIK, 2027, ON)
    assert not isinstance(points, NoVersion)
    named = [event.key for point in points for event in point.events]
    assert "sedvane-rammesak" in named
    assert "kl14-3-vedtak" in named


def test_a_year_without_a_budget_is_said(services: Services) -> None:
    for answer in (
        services.choices.room(STORVIK, 2050, ON),
        services.choices.curve(STORVIK, 2050, ON),
        services.choices.margin(STORVIK, 2050, ON),
        services.choices.placed(STORVIK, 2050, ON, 100),
        services.choices.placed_measure(STORVIK, 2027, ON, "finnes-ikke"),
        services.choices.term(STORVIK, 2023, date(2000, 1, 1)),
    ):
        assert isinstance(answer, NoVersion)
        assert services.language.say(answer.message)


def test_a_term_far_ahead_stands_on_the_newest_budget(services: Services) -> None:
    term = services.choices.term(STORVIK, 2040, ON)
    assert isinstance(term, Term)
    assert term.borrowed == {2040: 2030, 2041: 2030, 2042: 2030, 2043: 2030}
    assert term.points[0].index == 100


def test_the_margin_and_the_fund(services: Services) -> None:
    margin = services.choices.margin(STORVIK, 2027, ON)
    assert not isinstance(margin, NoVersion)
    # R of E.4 with 670 free income and DI 910: 670 − 548.25 − 45 − 15.925.
    assert margin.default_ore == 6_082_500_000
    assert (margin.fund_ore, margin.one_off_ore) == (6_000_000_000, 1_450_000_000)


def test_a_measure_is_a_dot(services: Services) -> None:
    dot = services.choices.placed_measure(STORVIK, 2027, ON, "SP05", seen_from=date(2027, 6, 1))
    assert isinstance(dot, Placement)
    assert dot.own is not None
    assert (dot.amount_ore, dot.own.verdict.value) == (420_000_000, "utenfor")


def test_settings_that_cannot_be_used_are_shown(services: Services, monkeypatch: pytest.MonkeyPatch) -> None:
    broken = {"forbruksprofil": _Setting("jevnt", "Sak 1/26"), "ledetid_lonn": _Setting("mye", "Sak 1/26")}
    monkeypatch.setattr(rooms(services)._repository, "settings", lambda nr, on: broken)
    services.municipalities.register(STORVIK, "Storvik", 27)
    answer = services.choices.room(STORVIK, 2027, ON)
    assert isinstance(answer, Room)
    said = [services.language.say(problem) for problem in answer.problems]
    assert [word for word in ("forbruksprofil", "ledetid_lonn") if any(word in one for one in said)] == [
        "forbruksprofil",
        "ledetid_lonn",
    ]
