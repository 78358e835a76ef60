"""Links of workbooks, and what people made and undid of them."""

from __future__ import annotations

import pytest

from planhjul.goals.links import goal_ids, link_id, standing, taken_away
from planhjul.plans import GoalKind, LinkTarget
from tests.goals.examples import GOALS, entry, goal, link

IDS = goal_ids(GOALS)
F = LinkTarget.FUNKSJON
KEY = ("SD/1.1", F, "202")


def test_a_link_without_a_plan_finds_its_goal_by_key() -> None:
    assert link_id(link("1.1", F, "202", plan=""), IDS) == "SD/1.1"
    assert link_id(link("9", F, "202", plan=""), IDS) == "/9"


def test_of_two_plans_with_the_same_key_the_first_holds() -> None:
    ids = goal_ids([*GOALS, goal("1.1", "TP", GoalKind.MAL, "Annet", plan="TP")])
    assert ids["1.1"] == "SD/1.1"


def test_two_links_that_say_the_same_are_one_thread() -> None:
    links = [link("1.1", F, "202"), link("1.1", F, "202", plan="")]
    assert standing(links, [], IDS) == {KEY: tuple(links)}


@pytest.mark.parametrize(
    ("made", "stands"),
    [
        ([], True),
        ([False], False),
        ([False, True], True),
        ([True, False], False),
        ([False, True, False], False),
    ],
)
def test_entries_count_in_their_order(made: list[bool], stands: bool) -> None:
    entries = [entry(nr, "1.1", F, "202", made=one) for nr, one in enumerate(made, 1)]
    held = standing([link("1.1", F, "202")], entries[::-1], IDS)
    assert (KEY in held) is stands
    assert (KEY in taken_away(entries, IDS)) is (not stands)


def test_undoing_what_is_not_there_changes_nothing() -> None:
    assert standing([], [entry(1, "1.1", F, "202", made=False)], IDS) == {}
