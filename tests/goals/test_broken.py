"""Broken threads, each with its reason and what to do."""

from __future__ import annotations

from dataclasses import replace

import pytest

from planhjul.goals.broken import closed_year, current_budget
from planhjul.goals.money import MeasureMoney, Pieces
from planhjul.goals.results import BreakKind, Broken, MoneyColumn
from planhjul.language import language
from planhjul.ledger.versions import VersionKind
from planhjul.plans import LinkTarget
from tests.goals.examples import (
    ACCOUNTS_2025,
    COLUMNS,
    GOALS,
    MILLION,
    ON,
    ORIGINAL_2025,
    ORIGINAL_2026,
    PLAN,
    PLAN_2027,
    PLAN_2028,
    REVISED_2026,
    link,
    pieces,
    threads,
)

T = LinkTarget
SAY = language().say
ROAD = ("1", "230", "332", "4200", 6 * MILLION)


def breaks(kind: BreakKind, target: LinkTarget, code: str, money: Pieces | None = None) -> list[Broken]:
    answer = threads(link("1.1", target, code), money=money)
    return [one for one in answer.broken if one.kind is kind]


def said(one: Broken) -> str:
    return f"{SAY(one.why)} {SAY(one.advice)}".replace("\N{NO-BREAK SPACE}", " ")


def test_whole_threads_are_not_broken() -> None:
    answer = threads(
        link("1.1", T.FUNKSJON, "202"), link("1.2", T.OMRADE, "helse"), link("1.1.1", T.TILTAK, "MAT")
    )
    assert [one for one in answer.broken if one.goal] == []


@pytest.mark.parametrize(
    ("target", "code", "words"),
    [
        (T.TILTAK, "BORTE", "det tiltaket er ikke lest inn"),
        (T.OMRADE, "borte", "ikke står i innstillingene"),
        (T.ANSVAR, "7777", "Er det vedtatt, er det aldri budsjettert"),
        (T.PROSJEKT, "P9", "prosjekt P9"),
        (T.FUNKSJON, "999", "funksjon 999"),
    ],
)
def test_a_link_to_what_is_not_there(target: LinkTarget, code: str, words: str) -> None:
    (one,) = breaks(BreakKind.UNKNOWN_TARGET, target, code)
    assert words in said(one)
    assert (one.goal, one.code) == ("SD/1.1", code)


def test_a_goal_with_dead_links_is_told_to_mend_them() -> None:
    (one,) = breaks(BreakKind.GOAL_WITHOUT_MONEY, T.ANSVAR, "7777")[:1]
    assert "fører ikke til penger i økonomiplanen" in said(one)


def test_in_the_plan_and_not_in_the_budget() -> None:
    money = pieces(extra={PLAN_2027.key: [ROAD], PLAN_2028.key: [ROAD]})
    (one,) = breaks(BreakKind.NEVER_BUDGETED, T.FUNKSJON, "332", money)
    assert "Planen har 6,0 mill. kr" in said(one)
    assert "budsjettet for 2026 har ingenting" in said(one)
    assert one.amount_ore == 6 * MILLION


def test_what_begins_later_in_the_plan_is_not_late() -> None:
    money = pieces(extra={PLAN_2028.key: [ROAD]})
    assert breaks(BreakKind.NEVER_BUDGETED, T.FUNKSJON, "332", money) == []


def test_decided_and_never_budgeted_says_when_it_was_decided() -> None:
    (one,) = breaks(BreakKind.NEVER_BUDGETED, T.FUNKSJON, "332")
    assert "vedtatt 18.09.2025" in said(one)
    draft = threads(link("1.1", T.FUNKSJON, "332"), plans=(replace(PLAN, adopted=None),))
    (other,) = [one for one in draft.broken if one.kind is BreakKind.NEVER_BUDGETED]
    assert "vedtatt" not in said(other)


def test_what_was_budgeted_before_is_not_called_never_budgeted() -> None:
    money = pieces(extra={ORIGINAL_2025.key: [ROAD]})
    assert breaks(BreakKind.NEVER_BUDGETED, T.FUNKSJON, "332", money) == []
    assert len(breaks(BreakKind.NEVER_SPENT, T.FUNKSJON, "332", money)) == 1


def test_without_a_budget_nobody_can_say() -> None:
    money = pieces(columns=(PLAN_2027,))
    assert breaks(BreakKind.NEVER_BUDGETED, T.FUNKSJON, "332", money) == []


def test_a_measure_whose_lines_have_no_money() -> None:
    (one,) = breaks(BreakKind.NEVER_BUDGETED, T.TILTAK, "LUFT")
    assert "Ny havn" in said(one)
    assert one.amount_ore == MILLION
    assert breaks(BreakKind.NEVER_BUDGETED, T.TILTAK, "MAT") == []
    without = (MeasureMoney("LUFT", "Ny havn", {2027: 0}, (("330", "9999"),)),)
    assert breaks(BreakKind.NEVER_BUDGETED, T.TILTAK, "LUFT", pieces(measures=without)) == []


@pytest.mark.parametrize(("spent", "count"), [(0, 1), (MILLION // 20, 1), (MILLION, 0)])
def test_budgeted_and_never_spent(spent: int, count: int) -> None:
    given = {ORIGINAL_2025.key: [ROAD], PLAN_2027.key: [ROAD], REVISED_2026.key: [ROAD]}
    paid = [(*ROAD[:4], spent)] if spent else []
    found = breaks(BreakKind.NEVER_SPENT, T.FUNKSJON, "332", pieces(extra=given | {ACCOUNTS_2025.key: paid}))
    assert len(found) == count
    if found:
        assert "Opprinnelig budsjett 2025 hadde 6,0 mill. kr" in said(found[0])


def test_without_accounts_nothing_is_unspent() -> None:
    money = pieces(columns=(ORIGINAL_2026, PLAN_2027), extra={ORIGINAL_2026.key: [ROAD]})
    assert breaks(BreakKind.NEVER_SPENT, T.FUNKSJON, "332", money) == []
    assert closed_year((ACCOUNTS_2025,)) is None


def test_the_revised_budget_goes_before_the_original() -> None:
    assert current_budget(COLUMNS) == REVISED_2026
    assert closed_year(COLUMNS) == (ORIGINAL_2025, ACCOUNTS_2025)
    assert current_budget(()) is None


def test_a_link_at_a_goal_nobody_has() -> None:
    answer = threads(link("9", T.FUNKSJON, "202"), link("9", T.TILTAK, "MAT", plan=""))
    found = [one for one in answer.broken if one.kind is BreakKind.UNKNOWN_GOAL]
    assert [one.code for one in found] == ["202", "MAT"]
    assert "målet 9, som ikke finnes" in said(found[0])


def test_measures_without_a_goal() -> None:
    found = [
        one.code
        for one in threads(link("1.1", T.TILTAK, "MAT")).broken
        if one.kind is BreakKind.MEASURE_WITHOUT_GOAL
    ]
    assert found == ["ENERGI", "LUFT"]


def test_money_without_a_goal_is_largest_first_and_adds_up() -> None:
    answer = threads(link("1.1", T.ANSVAR, "2110"))
    reach = answer.reach
    assert reach is not None
    assert (reach.column, reach.total_ore, reach.reached_ore) == (PLAN_2027, 165 * MILLION, 40 * MILLION)
    shown = [
        (one.funksjon, one.area, one.amount_ore // MILLION, one.whole_ore // MILLION)
        for one in reach.functions
    ]
    assert shown == [
        ("202", "Grunnskole", 55, 95),
        ("253", "Helse", 50, 50),
        ("222", "Grunnskole", 20, 20),
    ]
    found = [one for one in answer.broken if one.kind is BreakKind.MONEY_WITHOUT_GOAL]
    assert [one.code for one in found] == ["202", "253", "222"]
    assert "55,0 mill. kr til funksjon 202" in said(found[0])


def test_income_no_goal_reaches_is_not_called_broken_and_still_counted() -> None:
    fees = [("1", "640", "354", "4300", -2 * MILLION), ("1", "010", "399", "4300", MILLION)]
    reach = threads(money=pieces(extra={PLAN_2027.key: fees})).reach
    assert reach is not None
    assert reach.unreached_ore == reach.total_ore == 164 * MILLION
    loose = threads(money=pieces(extra={PLAN_2027.key: fees})).loose
    codes = [one.code for one in loose if one.kind is BreakKind.MONEY_WITHOUT_GOAL]
    assert "354" not in codes
    assert "uten navn" in next(said(one) for one in loose if one.code == "399")


def test_without_a_plan_the_newest_version_is_judged() -> None:
    answer = threads(link("1.1", T.FUNKSJON, "202"), money=pieces(columns=(ORIGINAL_2025, ACCOUNTS_2025)))
    assert answer.reach is not None
    assert answer.reach.column == ACCOUNTS_2025
    assert answer.with_money == 1


def test_a_version_without_services_has_nothing_to_reach() -> None:
    empty = MoneyColumn(VersionKind.OKONOMIPLAN, 2027, ON, plan=True)
    reach = threads(money=pieces(columns=(empty,), rows=())).reach
    assert reach is not None
    assert (reach.total_ore, reach.functions) == (0, ())
    assert len(GOALS) == 7
