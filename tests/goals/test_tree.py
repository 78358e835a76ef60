"""The tree: every line once, whatever reaches it, and the goals that nothing pays for."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from planhjul.goals.results import BreakKind, GoalNode, GoalThreads
from planhjul.plans import LinkTarget
from tests.goals.examples import (
    COLUMNS,
    GOALS,
    MILLION,
    PLAN_2027,
    THEME,
    entry,
    link,
    pieces,
    threads,
)

T = LinkTarget
KEY = PLAN_2027.key


def node(answer: GoalThreads, key: str) -> GoalNode:
    found = answer.node(f"SD/{key}")
    assert found is not None
    return found


def test_a_parent_has_its_own_money_and_its_childrens() -> None:
    answer = threads(link("1.1", T.FUNKSJON, "202"), link("1.1.2", T.FUNKSJON, "222"))
    assert node(answer, "1.1").own[KEY] == 95 * MILLION
    assert node(answer, "1.1").total[KEY] == 122 * MILLION
    assert node(answer, "V").total[KEY] == 122 * MILLION
    assert answer.plans[0].total[KEY] == 122 * MILLION
    assert node(answer, "V").overlap[KEY] == 0


def test_a_line_two_goals_reach_is_on_both_and_once_in_the_sum() -> None:
    answer = threads(link("1.1.1", T.ANSVAR, "2110"), link("1.2", T.FUNKSJON, "202"))
    assert node(answer, "1.1.1").total[KEY] == 40 * MILLION
    assert node(answer, "1.2").total[KEY] == 95 * MILLION
    assert node(answer, "1").total[KEY] == 95 * MILLION
    assert node(answer, "1").overlap[KEY] == 40 * MILLION
    (thread,) = node(answer, "1.1.1").threads
    assert thread.shared_with == ("SD/1.2",)
    assert [(one.funksjon, one.ansvar) for one in thread.behind] == [("202", "2110")]


def test_two_threads_of_one_goal_to_the_same_line_count_it_once() -> None:
    answer = threads(link("1.1", T.FUNKSJON, "202"), link("1.1", T.ANSVAR, "2000"))
    assert node(answer, "1.1").own[KEY] == 95 * MILLION


def test_money_on_a_goal_covers_what_is_under_it_and_a_focus_area_does_not() -> None:
    covered = threads(link("1.1", T.FUNKSJON, "202"))
    assert [one.goal for one in covered.broken if one.kind is BreakKind.GOAL_WITHOUT_MONEY] == ["SD/1.2"]
    assert (covered.goals, covered.with_money) == (2, 1)
    above = threads(link("1", T.FUNKSJON, "202"))
    found = [one.goal for one in above.broken if one.kind is BreakKind.GOAL_WITHOUT_MONEY]
    assert found == ["SD/1.1", "SD/1.2"]
    assert above.with_money == 0


def test_a_plan_without_money_at_all_is_told_once() -> None:
    found = [one.goal for one in threads().broken if one.kind is BreakKind.GOAL_WITHOUT_MONEY]
    # A vision is for everything, so it is the focus area that lacks money.
    assert found == ["SD/1"]
    alone = [one for one in GOALS if one.key == "V"]
    found = [one.goal for one in threads(goals=alone).broken if one.kind is BreakKind.GOAL_WITHOUT_MONEY]
    assert found == ["SD/V"]


def test_plans_without_goals_are_named_and_an_empty_day_is_an_answer() -> None:
    assert threads().plans_without_goals == (THEME,)
    empty = threads(plans=(), goals=(), money=pieces(columns=()))
    assert (empty.plans, empty.broken, empty.reach, empty.goals) == ((), (), None, 0)


def test_a_plan_of_only_strategies_counts_every_node() -> None:
    flat = [one for one in GOALS if one.key in {"V", "1"}]
    assert threads(goals=flat).goals == 2


def test_a_link_made_by_hand_counts_and_says_who() -> None:
    answer = threads(entries=[entry(1, "1.1", T.FUNKSJON, "202", made=True)])
    (thread,) = node(answer, "1.1").threads
    assert [(one.made_by, one.why, one.source) for one in thread.sources] == [("Kari", "Fordi", None)]
    assert thread.title == "Grunnskole"
    assert [one.nr for one in answer.entries] == [1]


CODES = st.sampled_from(
    [(T.FUNKSJON, "202"), (T.FUNKSJON, "222"), (T.ANSVAR, "2000"), (T.ANSVAR, "4400"), (T.OMRADE, "skole"),
     (T.OMRADE, "helse"), (T.TILTAK, "MAT"), (T.TILTAK, "ENERGI"), (T.FUNKSJON, "2*")]
)  # fmt: skip


MONEY = pieces()


@given(st.lists(st.tuples(st.sampled_from([one.key for one in GOALS]), CODES), max_size=12))
def test_parts_minus_overlap_are_the_sum_everywhere(
    given_links: list[tuple[str, tuple[LinkTarget, str]]],
) -> None:
    answer = threads(*(link(key, target, code) for key, (target, code) in given_links), money=MONEY)
    everything: frozenset[int] = frozenset()
    for _, (target, code) in given_links:
        everything |= MONEY.reached(target, code)
    for column in COLUMNS:
        for one in answer.walk():
            parts = one.own[column.key] + sum(child.total[column.key] for child in one.children)
            assert parts - one.overlap[column.key] == one.total[column.key]
        assert answer.plans[0].total[column.key] == MONEY.total(everything)[column.key]
    reach = answer.reach
    assert reach is not None
    assert reach.reached_ore + sum(one.amount_ore for one in reach.functions) == reach.total_ore
