"""What is open says what can be moved and how that came about, from memory while the data stand."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from planhjul.choices.band import Band
from planhjul.choices.results import Room
from planhjul.cli.compose import compose
from planhjul.house.money import NoVersion, VersionChoice
from planhjul.house.time import OpenWindow
from planhjul.ledger.versions import VersionKind
from planhjul.texts import Million
from planhjul.writing import Services
from tests.demo import copy_of

ON = date(2026, 11, 22)
STORVIK = "9901"


@pytest.fixture(scope="module")
def services(demo_db: Path, tmp_path_factory: pytest.TempPathFactory) -> Services:
    return compose(copy_of(demo_db, tmp_path_factory.mktemp("timeline")))


def budget(services: Services, on: date, year: int) -> OpenWindow:
    found = services.house.as_of(STORVIK, on).time.windows().windows
    [one] = [one for one in found if (one.window.plan, one.window.year) == (f"budsjett-{year}", year)]
    return one


def test_an_open_budget_explains_the_room_of_the_day(services: Services) -> None:
    one = budget(services, ON, 2027)
    room = services.house.as_of(STORVIK, ON).room.room(2027)
    assert isinstance(room, Room)
    assert one.movable == Band(room.low_ore, room.default_ore, room.high_ore)
    assert one.explanation is not None
    assert dict(one.explanation.value.values)["amount"] == Million(room.default_ore)
    assert one.explanation.version == VersionKind.DIREKTORENS_FORSLAG.title
    assert one.explanation.stood_from == date(2026, 10, 28)


def test_it_is_made_once_and_anew_when_the_data_change(services: Services) -> None:
    first = budget(services, ON, 2027).explanation
    assert budget(services, ON, 2027).explanation is first
    services.municipalities.register(STORVIK, "Storvik", 27)
    assert budget(services, ON, 2027).explanation is first
    at = datetime(2026, 11, 22, 12, tzinfo=UTC)
    services.log.move(STORVIK, "Kommunestyret", date(2026, 12, 10), date(2026, 12, 11), "Jo", "Sykdom", at)
    again = budget(services, ON, 2027).explanation
    assert again is not first
    assert again == first


def test_a_budget_without_numbers_and_a_plan_say_no_kroner(services: Services) -> None:
    early = date(2019, 3, 1)
    for one in services.house.as_of(STORVIK, early).time.windows().windows:
        assert (one.movable, one.explanation) == (None, None)
    plans = [
        one
        for one in services.house.as_of(STORVIK, ON).time.windows().windows
        if not one.window.plan.startswith("budsjett-")
    ]
    assert plans
    assert all((one.movable, one.explanation) == (None, None) for one in plans)


def test_the_version_a_room_is_made_from(services: Services) -> None:
    assert services.house.as_of(STORVIK, ON).room.version(2027) == VersionChoice(
        VersionKind.DIREKTORENS_FORSLAG, 2027, date(2026, 10, 28)
    )
    assert isinstance(services.house.as_of(STORVIK, ON).room.version(2019), NoVersion)
