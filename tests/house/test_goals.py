"""Goals and their money on the demo database: which versions are looked at, and links made by hand."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from planhjul.cli.compose import compose
from planhjul.goals.results import GoalNode, GoalThreads
from planhjul.house.goals import _plan
from planhjul.house.money import VersionChoice
from planhjul.issues import Refused
from planhjul.ledger.versions import VersionKind
from planhjul.plans import LinkEntry, LinkTarget
from planhjul.writing import Services
from tests.demo import copy_of

STORVIK, LILLEVIK = "9901", "9902"
ON = date(2026, 11, 21)
AT = datetime(2026, 11, 21, 12, tzinfo=UTC)
T = LinkTarget
MAL = "SD25/SD25-4.1"
BY, WHY = "Kari Sand", "Vedtatt i plan"


@pytest.fixture
def services(demo_db: Path, tmp_path: Path) -> Services:
    return compose(copy_of(demo_db, tmp_path))


def node(threads: GoalThreads, id: str = MAL) -> GoalNode:
    found = threads.node(id)
    assert found is not None
    return found


def test_the_closed_year_the_budgets_and_the_plan_are_looked_at(services: Services) -> None:
    threads = services.house.as_of(STORVIK, ON).goals.threads()
    assert [one.key for one in threads.columns] == [
        "opprinnelig_budsjett-2025",
        "revidert_budsjett-2025",
        "regnskap-2025",
        "opprinnelig_budsjett-2026",
        "revidert_budsjett-2026",
        *(f"direktorens_forslag-{year}" for year in range(2027, 2031)),
    ]
    assert [one.year for one in threads.columns if one.plan] == [2027, 2028, 2029, 2030]
    assert threads.goals == 8
    assert {plan.key for plan in threads.plans_without_goals} >= {"PS24", "TP23"}
    assert services.house.as_of(STORVIK, ON).goals.threads() is threads


def test_a_year_whose_budget_is_adopted_begins_with_it(services: Services) -> None:
    threads = services.house.as_of(STORVIK, ON).goals.threads(2026)
    assert [one.key for one in threads.columns if one.plan] == ["revidert_budsjett-2026"]


def test_before_everything_there_is_an_answer(services: Services) -> None:
    first = services.house.as_of(STORVIK, date(2015, 1, 1)).goals.threads()
    # Nothing was known yet: the plans and the money stand as they first came.
    assert {plan.plan.key for plan in first.plans} == {"SD25"}
    assert all(column.stood_from > date(2015, 1, 1) for column in first.columns)
    services.municipalities.register("0000", "Tom", None)
    empty = services.house.as_of("0000", ON).goals.threads()
    assert (empty.columns, empty.plans, empty.broken) == ((), (), ())
    assert services.house.as_of(LILLEVIK, ON).goals.threads().year == 2027


def choice(kind: VersionKind, year: int, stood_from: date) -> VersionChoice:
    return VersionChoice(kind, year, stood_from)


def test_an_okonomiplan_goes_on_after_the_adopted_budget() -> None:
    proposed = [choice(VersionKind.DIREKTORENS_FORSLAG, year, date(2026, 10, 28)) for year in (2027, 2028)]
    adopted = choice(VersionKind.OPPRINNELIG_BUDSJETT, 2027, date(2026, 12, 10))
    plan = choice(VersionKind.OKONOMIPLAN, 2028, date(2026, 12, 10))
    assert _plan([*proposed, adopted, plan], 2027) == (adopted, plan)
    assert _plan(proposed, 2027) == tuple(proposed)
    assert _plan([plan], 2027) == (plan,)
    assert _plan([adopted], 2030) == ()


def test_links_are_made_taken_away_and_made_again(services: Services) -> None:
    links = services.links

    def threads(on: date = ON) -> GoalThreads:
        return services.house.as_of(STORVIK, on).goals.threads()

    made = links.link(STORVIK, MAL, T.FUNKSJON, " 375 ", BY, WHY, AT)
    assert isinstance(made, LinkEntry)
    (thread,) = [one for one in node(threads()).threads if one.code == "375"]
    assert (thread.sources[0].made_by, thread.sources[0].why) == (BY, WHY)
    again = links.link(STORVIK, MAL, T.FUNKSJON, "375", BY, WHY, AT)
    assert isinstance(again, Refused)
    undone = links.undo(STORVIK, made.nr, BY, "Feil", AT)
    assert isinstance(undone, LinkEntry)
    assert not undone.made
    assert isinstance(links.unlink(STORVIK, MAL, T.FUNKSJON, "375", BY, WHY, AT), Refused)
    back = links.undo(STORVIK, undone.nr, BY, "Likevel", AT)
    assert isinstance(back, LinkEntry)
    assert back.made
    assert [entry.made for entry in threads().entries] == [True, False, True]
    assert "375" in {one.code for one in node(threads()).threads}
    assert "375" not in {one.code for one in node(threads(date(2026, 11, 20))).threads}


def test_a_link_without_name_reason_goal_or_code_is_refused_in_words(services: Services) -> None:
    links, say = services.links, services.language.say
    for goal, code, by, why, words in (
        (MAL, "375", " ", WHY, "Skriv navnet"),
        (MAL, "375", BY, "", "begrunnelse"),
        (MAL, " ", BY, WHY, "Velg hva"),
        ("SD25/borte", "375", BY, WHY, "Målet finnes ikke"),
        (MAL, "099", BY, WHY, "har ikke funksjon 099"),
    ):
        answer = links.link(STORVIK, goal, T.FUNKSJON, code, by, why, AT)
        assert isinstance(answer, Refused)
        assert words in say(answer.message)
    assert isinstance(links.unlink(STORVIK, MAL, T.FUNKSJON, "375", "", WHY, AT), Refused)
    assert isinstance(links.undo(STORVIK, 999, BY, WHY, AT), Refused)
    assert services.house.as_of(STORVIK, ON).goals.threads().entries == ()


@pytest.mark.parametrize(
    ("target", "code", "title"),
    [
        (T.TILTAK, "SKOLEMAT", "Gratis skolemat"),
        (T.OMRADE, "grunnskole", "Grunnskole"),
        (T.FUNKSJON, "202", "Grunnskole"),
        (T.ANSVAR, "2110", ""),
    ],
)
def test_what_a_goal_can_be_linked_to(services: Services, target: LinkTarget, code: str, title: str) -> None:
    assert (code, title) in services.house.as_of(STORVIK, ON).goals.targets(target)
    assert "" not in dict(services.house.as_of(STORVIK, ON).goals.targets(T.PROSJEKT))


def test_a_piece_leads_to_its_lines(services: Services) -> None:
    services.links.link(STORVIK, MAL, T.ANSVAR, "2110", BY, WHY, AT)
    goals = services.house.as_of(STORVIK, ON).goals
    threads = goals.threads()
    thread = next(one for one in node(threads).threads if one.code == "2110")
    column = next(one for one in threads.columns if one.plan)
    for piece in thread.behind:
        key = (piece.kontoklasse, piece.funksjon, piece.ansvar, piece.prosjekt)
        lines = goals.lines(column, key)
        assert sum(line.amount_ore for line in lines) == piece.amounts[column.key]
        assert all(line.cell.file and line.cell.row for line in lines)
