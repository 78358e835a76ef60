"""The sentence on top, and numbers that explain themselves."""

from __future__ import annotations

from dataclasses import replace

from planhjul.goals.words import (
    explain_reach,
    explain_total,
    goal_title,
    headline,
    reach_sentence,
    source_words,
)
from planhjul.language import language
from planhjul.plans import GoalKind, LinkTarget, PlanType
from planhjul.texts import Text
from tests.goals.examples import ACCOUNTS_2025, FILE, PLAN_2027, link, pieces, threads

T = LinkTarget


def say(words: Text) -> str:
    return language().say(words).replace("\N{NO-BREAK SPACE}", " ")


def test_every_kind_has_a_name() -> None:
    assert all(kind.words.source for kinds in (GoalKind, PlanType, LinkTarget) for kind in kinds)


def test_the_sentence_on_top() -> None:
    answer = threads(link("1.1", T.FUNKSJON, "202"))
    assert say(headline(answer)) == (
        "1 av 2 mål har penger i økonomiplanen. 6 tråder er brutt: 1 ved målene, "
        "og 5 der penger eller tiltak mangler mål."
    )
    assert "Ingen plan med mål" in say(headline(threads(plans=(), goals=())))
    assert "ikke lest inn noen tall" in say(headline(threads(money=pieces(columns=()))))
    accounts = threads(link("1.1", T.FUNKSJON, "202"), money=pieces(columns=(ACCOUNTS_2025,)))
    assert "ingen økonomiplan for 2027" in say(headline(accounts))


def test_a_sum_is_explained_by_what_adds_up_to_it() -> None:
    answer = threads(
        link("1.1", T.FUNKSJON, "202"), link("1.1", T.ANSVAR, "2000"), link("1.1.1", T.ANSVAR, "2110"),
        link("1.1.1", T.TILTAK, "MAT"),
    )  # fmt: skip
    node = answer.node("SD/1.1")
    assert node is not None
    explanation = explain_total(node, PLAN_2027)
    assert say(explanation.value) == "98 000 000 kr"
    assert [(say(one.title), say(one.value)) for one in explanation.inputs] == [
        ("funksjon 202 (Grunnskole)", "95 000 000 kr"),
        ("ansvar 2000", "55 000 000 kr"),
        ("Under: Gratis skolemat hver dag", "43 000 000 kr"),
        ("Linjer som nås flere ganger, trekkes fra", "−95 000 000 kr"),
    ]
    assert explanation.inputs[0].source is not None
    assert say(explanation.inputs[0].source) == "kommuneplan.xlsx, Plan!A4"
    assert explanation.stood_from == PLAN_2027.stood_from
    assert not explanation.estimate
    below = answer.node("SD/1.1.1")
    assert below is not None
    assert explain_total(below, PLAN_2027).estimate
    assert not explain_total(below, ACCOUNTS_2025).estimate


def test_the_money_without_goals_is_explained() -> None:
    reach = threads(link("1.1", T.FUNKSJON, "202")).reach
    assert reach is not None
    assert "når ingen mål 70,0 mill. kr av 165,0 mill. kr" in say(reach_sentence(reach))
    assert say(explain_reach(reach).value) == "70 000 000 kr"
    assert "(0,0 %)" in say(reach_sentence(replace(reach, total_ore=0, reached_ore=0)))


def test_where_a_link_is_from() -> None:
    made = replace(link("1.1", T.FUNKSJON, "202"), source=None, made_by="Kari", why="Vedtatt")
    assert say(source_words(made)) == "Kari: «Vedtatt»"
    assert str(FILE) in say(source_words(link("1.1", T.FUNKSJON, "202")))


def test_a_goal_nobody_has_is_called_by_its_key() -> None:
    assert say(goal_title(threads(), "SD/9")) == "9"
    assert say(goal_title(threads(), "SD/1.2")) == "Flere fullfører"
