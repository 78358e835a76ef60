"""A municipality as known on a day: one transaction, what was known then, and what came only later."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from planhjul.house import House
from planhjul.house.as_of import Answers, AsOf, kept
from planhjul.house.memory import noting
from planhjul.house.room import ReadyYear
from planhjul.language import language
from planhjul.ledger.versions import VersionKind
from planhjul.plans import LinkTarget
from planhjul.staged import Content, Staged
from planhjul.store import Repository, UnknownKommune
from planhjul.writing.log import Log
from planhjul.writing.wishes import Wishes
from tests.store.examples import (
    AT,
    NEW_YEAR,
    STORVIK,
    budget,
    goal,
    link,
    meeting,
    plan,
    priority,
    setting,
    staged,
)

NR = STORVIK.nr
SPRING, SUMMER, AUTUMN = date(2026, 3, 1), date(2026, 6, 1), date(2026, 11, 21)


@pytest.fixture
def house(repository: Repository) -> House:
    repository.register(STORVIK)
    return House(repository)


def keep(house: House, *files: Staged) -> None:
    for file in files:
        house.repository.commit(NR, file, NEW_YEAR, AT)


def plans(seen: AsOf) -> list[str]:
    return [one.key for one in seen.plans]


def said(house: House, day: date, ask: Callable[[House], object]) -> list[str]:
    """What is said of what `ask` shows before it was known."""
    with noting() as reads:
        ask(house)
    return [language().say(one) for one in house.as_of(NR, day).early(reads)]


# One transaction


def test_all_questions_of_a_with_are_answered_from_one_moment(house: House) -> None:
    keep(house, budget("a", 100, NEW_YEAR))
    with house.as_of(NR, AUTUMN) as seen:
        assert [one.year for one in seen.versions] == [2026]
        # Written through another connection of the pool.
        keep(house, staged(Content(plans=(plan("SD"),)), sha="b"), budget("c", 200, NEW_YEAR, year=2027))
        assert plans(seen) == []
        assert seen.money.sums(VersionKind.OPPRINNELIG_BUDSJETT, 2027).empty
        assert len(seen.batches) == 1
    # The same object, asked again, is at a new moment.
    assert plans(seen) == ["SD"]
    assert [one.year for one in seen.versions] == [2026, 2027]
    with seen:
        assert len(seen.batches) == 3


def test_what_was_answered_from_an_old_moment_is_not_given_at_a_new_one(house: House) -> None:
    with house.as_of(NR, AUTUMN) as old:
        assert plans(old) == []
        keep(house, staged(Content(plans=(plan("SD"),)), sha="b"))
        assert len(house.as_of(NR, AUTUMN).plans) == 1
        assert plans(old) == []
    assert len(house.as_of(NR, AUTUMN).plans) == 1


def test_a_moment_that_is_held_already_is_used_and_left_open(house: House) -> None:
    moment = house.repository.moment()
    moment.hold()
    seen = house.as_of(NR, AUTUMN, moment)
    assert plans(seen) == []
    keep(house, staged(Content(plans=(plan("SD"),)), sha="b"))
    assert house.as_of(NR, SPRING, moment).plans == ()
    moment.close()
    assert len(house.as_of(NR, SPRING).plans) == 1


def test_an_error_lets_go_of_the_transaction(house: House) -> None:
    seen = house.as_of(NR, AUTUMN)

    def ask() -> None:
        with seen:
            assert plans(seen) == []
            raise ValueError("feil")

    with pytest.raises(ValueError, match="feil"):
        ask()
    keep(house, staged(Content(plans=(plan("SD"),))))
    assert plans(seen) == ["SD"]


def test_a_municipality_that_is_not_registered_shows_with_the_first_question(house: House) -> None:
    seen = house.as_of("1111", AUTUMN)
    with pytest.raises(UnknownKommune):
        _ = seen.kommune


# What was known on the day


def values(first: str, second: str) -> tuple[Staged, Staged]:
    """The same setting from the spring and, changed, from the summer."""
    return (
        staged(Content(settings=(setting("innbyggere", first),)), sha="a", stood_from=SPRING),
        staged(Content(settings=(setting("innbyggere", second),)), sha="b", stood_from=SUMMER),
    )


@pytest.mark.parametrize(
    ("day", "value"),
    [
        (SPRING, "100"),
        (SUMMER - timedelta(days=1), "100"),
        (SUMMER, "200"),
        (AUTUMN, "200"),
        (SPRING - timedelta(days=1), "100"),
        (date(2000, 1, 1), "100"),
    ],
)
def test_a_kind_is_as_it_stood_and_before_everything_as_it_first_came(
    house: House, day: date, value: str
) -> None:
    keep(house, *values("100", "200"))
    assert house.as_of(NR, day).setting_values == {"innbyggere": value}


def test_what_came_later_is_said_and_what_was_known_is_not(house: House) -> None:
    keep(house, *values("100", "200"), staged(Content(plans=(plan("SD"),)), sha="c", stood_from=SUMMER))
    before, between = SPRING - timedelta(days=1), SUMMER - timedelta(days=1)

    def both(day: date) -> list[str]:
        def ask(house: House) -> None:
            seen = house.as_of(NR, day)
            assert (len(seen.settings), len(seen.plans)) == (1, 1)

        return said(house, day, ask)

    [early] = both(before)
    assert "Dette var ikke kjent 28.02.2026" in early
    assert "planer fra 01.06.2026" in early
    assert "fra 01.03.2026" in early
    [later] = both(between)
    assert "planer fra 01.06.2026" in later
    assert "01.03.2026" not in later
    assert both(SUMMER) == []


def test_nothing_is_said_of_what_is_not_shown_or_never_came(house: House) -> None:
    keep(house, *values("100", "200"))
    assert said(house, date(2020, 1, 1), lambda house: house.as_of(NR, date(2020, 1, 1)).plans) == []


def test_money_that_came_later_is_shown_and_said(house: House) -> None:
    keep(house, budget("a", 100, SPRING), budget("b", 200, SUMMER))
    early = SPRING - timedelta(days=1)

    def ask(house: House) -> None:
        seen = house.as_of(NR, early)
        assert [one.stood_from for one in seen.versions] == [SPRING]
        shown = seen.money.default(2026)
        assert shown is not None
        assert shown.stood_from == SPRING

    found = said(house, early, ask)
    assert any("01.03.2026" in one for one in found)
    assert not any("01.06.2026" in one for one in found)


def test_a_year_that_came_later_than_another_is_shown_and_said_when_asked_for(house: House) -> None:
    keep(house, budget("a", 100, SPRING), budget("b", 200, SUMMER, year=2027))
    between = SUMMER - timedelta(days=1)

    def ask(house: House) -> None:
        shown = house.as_of(NR, between).money.default(2027)
        assert shown is not None
        assert shown.stood_from == SUMMER

    [found] = said(house, between, ask)
    assert "Tallene for 2027 var ikke kjent 31.05.2026" in found
    assert said(house, SUMMER, lambda house: house.as_of(NR, SUMMER).money.default(2027)) == []


def test_what_somebody_wished_or_linked_is_never_shown_earlier(house: House) -> None:
    keep(
        house,
        staged(
            Content(plans=(plan("SD"),), goals=(goal("M1", "SD"),), priorities=(priority("p1"),)),
            sha="a",
            stood_from=SUMMER,
        ),
    )
    own = priority("eget", owner="Kari")
    house.repository.record_priority(NR, own, AT, AUTUMN)
    house.repository.record_link(NR, link("M1", LinkTarget.FUNKSJON, "202", plan_key="SD"), True, AT, AUTUMN)
    before = house.as_of(NR, SUMMER - timedelta(days=1))
    assert len(before.plan_goals) == 1
    assert (before.priorities, before.link_entries) == ((), ())
    between = house.as_of(NR, AUTUMN - timedelta(days=1))
    assert {one.key for one in between.priorities} == {"p1"}
    assert between.link_entries == ()
    assert all(one.code != "202" or one.made_by == "" for one in between.links)
    now = house.as_of(NR, AUTUMN)
    assert {one.key for one in now.priorities} == {"p1", "eget"}
    assert len(now.link_entries) == 1


# What is kept, and for whom


class Counting(Answers):
    """Answers that look at the day, its year, or neither, and count how often they are made."""

    made: list[str]

    @kept
    def of_day(self) -> date:
        self.made.append("day")
        return self.seen.day

    @kept
    def of_year(self) -> int:
        self.made.append("year")
        return self.seen.year

    @kept
    def of_settings(self, *, factor: int = 1) -> int:
        self.made.append("settings")
        return factor * sum(int(one) for one in self.seen.setting_values.values())


def counting(house: House, day: date, made: list[str]) -> Counting:
    answers = Counting(house.as_of(NR, day))
    answers.made = made
    return answers


def test_an_answer_is_shared_by_the_days_that_know_the_same(house: House) -> None:
    keep(house, *values("100", "200"))
    made: list[str] = []
    days = (SPRING, SPRING + timedelta(days=9), SUMMER, AUTUMN)
    assert [counting(house, day, made).of_settings() for day in days] == [100, 100, 200, 200]
    assert made == ["settings"] * 2
    assert [counting(house, day, made).of_day() for day in (*days, SPRING)] == [*days, SPRING]
    assert made.count("day") == 4
    for day in (*days, date(2027, 1, 1)):
        assert counting(house, day, made).of_year() == day.year
    assert made.count("year") == 2


def test_arguments_are_part_of_the_question(house: House) -> None:
    keep(house, *values("100", "200"))
    made: list[str] = []
    asked = counting(house, AUTUMN, made)
    assert (asked.of_settings(), asked.of_settings(factor=2), asked.of_settings(factor=2)) == (200, 400, 400)
    assert made == ["settings"] * 2


def test_only_what_read_a_kind_is_made_again_when_it_changes(house: House) -> None:
    keep(house, *values("100", "200"))
    made: list[str] = []
    counting(house, AUTUMN, made).of_settings()
    keep(house, staged(Content(plans=(plan("SD"),)), sha="c"))
    assert counting(house, AUTUMN, made).of_settings() == 200
    assert made == ["settings"]
    more = staged(Content(settings=(setting("innbyggere", "300"),)), sha="d", stood_from=AUTUMN)
    keep(house, more)
    assert counting(house, AUTUMN, made).of_settings() == 300
    assert counting(house, SUMMER, made).of_settings() == 200


def test_an_undone_import_is_gone_from_everything_kept(house: House) -> None:
    first, second = values("100", "200")
    keep(house, first)
    number = house.repository.commit(NR, second, NEW_YEAR, AT)
    seen = house.as_of(NR, AUTUMN)
    assert seen.setting_values == {"innbyggere": "200"}
    house.repository.undo(NR, number, AT)
    assert seen.setting_values == {"innbyggere": "100"}


def test_municipalities_are_apart(house: House) -> None:
    keep(house, *values("100", "200"))
    other = STORVIK.__class__("9902", "Lillevik", 43, None)
    house.repository.register(other)
    assert house.as_of("9902", AUTUMN).settings == {}
    assert house.as_of("9902", AUTUMN).kommune == other
    assert house.as_of(NR, AUTUMN).kommune.navn == "Storvik"


def test_an_answer_made_from_role_days_is_shared_by_days_with_the_same(house: House) -> None:
    # The settings of the summer change nothing of the calendar: the milestones are on the same days.
    keep(
        house,
        staged(Content(meetings=(meeting(date(2026, 12, 10), "budsjett"),)), sha="m", stood_from=NEW_YEAR),
        budget("a", 1_000_000, NEW_YEAR, year=2027, kind="direktorens_forslag"),
    )
    days = (SPRING, SUMMER)
    first, second = (house.as_of(NR, day) for day in days)
    assert first.calendar.role_days(2027) == second.calendar.role_days(2027)
    ready = first.room.ready(2027)
    assert isinstance(ready, ReadyYear)
    assert second.room.ready(2027) is ready
    # Moving the meeting moves the adoption, so the year is made anew, on the days from then on.
    moved = Log(house).move(NR, "Kommunestyret", date(2026, 12, 10), date(2026, 12, 17), "Kari", "Sykdom", AT)
    assert not hasattr(moved, "message")
    after = house.as_of(NR, AUTUMN)
    assert after.calendar.role_days(2027) != first.calendar.role_days(2027)
    assert after.room.ready(2027) is not ready
    assert house.as_of(NR, SUMMER).room.ready(2027) is ready


def test_whether_an_answer_is_there_is_asked_without_making_it(house: House) -> None:
    seen = house.as_of(NR, AUTUMN)
    assert not seen.is_kept("spørsmål")
    assert seen.answer("spørsmål", lambda: seen.settings) == {}
    assert seen.is_kept("spørsmål")
    keep(house, *values("100", "200"))
    assert not seen.is_kept("spørsmål")


def test_what_an_import_holds_is_kept_until_one_is_taken_back(house: House) -> None:
    seen = house.as_of(NR, AUTUMN)
    number = house.repository.commit(NR, budget("a", 100, NEW_YEAR), NEW_YEAR, AT)
    made: list[int] = []

    def make() -> int:
        made.append(1)
        return len(made)

    assert (seen.stored("linjer", make), seen.stored("linjer", make)) == (1, 1)
    keep(house, budget("b", 200, SPRING))
    assert seen.stored("linjer", make) == 1
    house.repository.undo(NR, number, AT)
    assert seen.stored("linjer", make) == 2


def test_an_unknown_thing_has_no_state(house: House) -> None:
    with pytest.raises(KeyError):
        house.as_of(NR, AUTUMN)._state(3)


def test_a_wish_is_on_the_list_at_once(house: House) -> None:
    seen = house.as_of(NR, AUTUMN)
    assert not seen.priorities
    wishes = Wishes(house, lambda kind, year: b"", language())
    wishes.add(NR, priority("ny", owner="Kari"), AT, AUTUMN)
    assert [one.owner for one in seen.priorities] == ["Kari"]
