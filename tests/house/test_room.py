"""A budget year is made ready once, and what is missing is said."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from planhjul.choices.results import Placement, Room, Term
from planhjul.choices.room.year import YearRoom
from planhjul.cli.compose import compose
from planhjul.house import AsOf
from planhjul.house.memory import Memory
from planhjul.house.money import NoVersion, VersionChoice
from planhjul.house.room import ReadyYear
from planhjul.issues import CellRef
from planhjul.municipality import Setting
from planhjul.writing import Services
from tests.demo import copy_of

ON = date(2026, 11, 21)
STORVIK = "9901"
BROKEN = {"forbruksprofil": "jevnt", "ledetid_lonn": "mye"}


@pytest.fixture(scope="module")
def services(demo_db: Path, tmp_path_factory: pytest.TempPathFactory) -> Services:
    return compose(copy_of(demo_db, tmp_path_factory.mktemp("rooms")))


def test_a_year_is_made_once_for_all_days_that_know_the_same(services: Services) -> None:
    def ready(on: date) -> ReadyYear | NoVersion:
        with services.house.as_of(STORVIK, on) as seen:
            return seen.room.ready(2027)

    first = ready(ON)
    assert isinstance(first, ReadyYear)
    assert ready(ON) is first
    assert ready(date(2026, 11, 23)) is first
    before = ready(date(2026, 10, 1))
    assert isinstance(before, ReadyYear)
    assert before.version != first.version


def test_a_day_before_the_proposal_is_answered_from_it_and_says_so(services: Services) -> None:
    early = date(2025, 3, 4)
    with services.house.as_of(STORVIK, early) as seen:
        answer, version = seen.room.room(2027), seen.room.version(2027)
        assert isinstance(answer, Room)
        assert answer.on == early
        assert isinstance(version, VersionChoice)
        assert version.stood_from > early
        said = seen.money.early(version)
        assert said is not None
    assert "04.03.2025" in services.language.say(said)
    assert services.language.date(version.stood_from) in services.language.say(said)


def test_the_day_that_is_known_and_the_day_seen_from_are_two(services: Services) -> None:
    spring = services.house.as_of(STORVIK, ON).room.room(2027, seen_from=date(2026, 6, 16))
    assert isinstance(spring, Room)
    assert (spring.on, spring.default_ore) == (date(2026, 6, 16), 3_510_208_333)
    year = services.house.as_of(STORVIK, ON).room.year_room(2027)
    assert isinstance(year, YearRoom)
    assert year.band(date(2026, 6, 16)) == (spring.low_ore, spring.default_ore, spring.high_ore)


def test_the_curve_names_the_milestones(services: Services) -> None:
    points = services.house.as_of(STORVIK, ON).room.curve(2027)
    assert not isinstance(points, NoVersion)
    named = [event.key for point in points for event in point.events]
    assert "sedvane-rammesak" in named
    assert "kl14-3-vedtak" in named


def test_a_year_without_a_budget_is_said(services: Services) -> None:
    for answer in (
        services.house.as_of(STORVIK, ON).room.room(2050),
        services.house.as_of(STORVIK, ON).room.curve(2050),
        services.house.as_of(STORVIK, ON).room.margin(2050),
        services.house.as_of(STORVIK, ON).room.placed(2050, 100),
        services.house.as_of(STORVIK, ON).room.placed_measure(2027, "finnes-ikke"),
        services.house.as_of("9902", ON).room.room(1999),
    ):
        assert isinstance(answer, NoVersion)
        assert services.language.say(answer.message)


def test_a_term_far_ahead_stands_on_the_newest_budget(services: Services) -> None:
    term = services.house.as_of(STORVIK, ON).room.term(2040)
    assert isinstance(term, Term)
    assert term.borrowed == {2040: 2030, 2041: 2030, 2042: 2030, 2043: 2030}
    assert term.points[0].index == 100


def test_the_margin_and_the_fund(services: Services) -> None:
    margin = services.house.as_of(STORVIK, ON).room.margin(2027)
    assert not isinstance(margin, NoVersion)
    # R of E.4 with 670 free income and DI 910: 670 − 548.25 − 45 − 15.925.
    assert margin.default_ore == 6_082_500_000
    assert (margin.fund_ore, margin.one_off_ore) == (6_000_000_000, 1_450_000_000)


def test_a_measure_is_a_dot(services: Services) -> None:
    dot = services.house.as_of(STORVIK, ON).room.placed_measure(2027, "SP05", seen_from=date(2027, 6, 1))
    assert isinstance(dot, Placement)
    assert dot.own is not None
    assert (dot.amount_ore, dot.own.verdict.value) == (420_000_000, "utenfor")


def test_settings_that_cannot_be_used_are_shown(services: Services, monkeypatch: pytest.MonkeyPatch) -> None:
    cell = CellRef("innstillinger.xlsx", "Innstillinger", 2, 2)
    broken = {key: Setting(key, value, "Sak 1/26", cell) for key, value in BROKEN.items()}
    monkeypatch.setattr(AsOf, "settings", broken)
    services.house.memory = Memory()
    answer = services.house.as_of(STORVIK, ON).room.room(2027)
    assert isinstance(answer, Room)
    said = [services.language.say(problem) for problem in answer.problems]
    assert [word for word in ("forbruksprofil", "ledetid_lonn") if any(word in one for one in said)] == [
        "forbruksprofil",
        "ledetid_lonn",
    ]
