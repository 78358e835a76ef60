"""Bindings, commitments, classes of income, printed overviews, threads and wishes as they stand on a day."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from itertools import count
from typing import Any

import pytest
from sqlalchemy import Engine

from planhjul.choices.priorities import Priority
from planhjul.ledger.forms.documents import PrintedForm
from planhjul.plans import GoalLink, LinkEntry, LinkTarget, Plan
from planhjul.staged import Content
from planhjul.store import UnknownKommune, UnknownPriority
from tests.store.conftest import AsOfStore

from . import examples
from .examples import (
    AT,
    LILLEVIK,
    NEW_YEAR,
    STORVIK,
    binding,
    commitment,
    document,
    goal,
    link,
    measure,
    override,
    plan,
    priority,
    setting,
)
from .test_repository import rows_of

JUNE, JULY, LATER = date(2026, 6, 1), date(2026, 7, 1), date(2030, 1, 1)
_SHAS = count(1)


@pytest.fixture
def storvik(repository: AsOfStore) -> AsOfStore:
    """The store with the two municipalities registered."""
    repository.register(STORVIK)
    repository.register(LILLEVIK)
    return repository


def put(store: AsOfStore, content: Content, stood_from: date) -> int:
    """Stores the content as a file of its own."""
    file = examples.staged(content, sha=f"sha{next(_SHAS)}", stood_from=stood_from)
    return store.commit("9901", file, NEW_YEAR, AT)


@pytest.mark.parametrize(
    ("kind", "make"),
    [("bindings", binding), ("commitments", commitment), ("income_overrides", override)],
)
def test_local_facts_come_together_from_the_latest_that_has_any(
    storvik: AsOfStore, kind: str, make: Callable[[str], Any]
) -> None:
    def ask(on: date) -> list[str]:
        return [item.key for item in storvik.named(kind)("9901", on)]

    first: dict[str, Any] = {kind: (make("b"), make("a"))}
    put(storvik, Content(**first), NEW_YEAR)
    second: dict[str, Any] = {kind: (make("c"),)}
    batch = put(storvik, Content(**second), JUNE)
    put(storvik, Content(settings=(setting("a", "1"),)), JULY)
    assert ask(date(2025, 12, 31)) == []
    assert ask(NEW_YEAR) == ["b", "a"]
    assert ask(LATER) == ["c"]
    storvik.undo("9901", batch, AT)
    assert ask(LATER) == ["b", "a"]


def test_a_printed_overview_stands_until_another_with_its_key(storvik: AsOfStore) -> None:
    put(storvik, Content(documents=(document("5-4"), document("5-6"))), NEW_YEAR)
    put(storvik, Content(documents=(document("5-4", "Ny"),)), JUNE)
    titles = {
        on: [(d.key, d.title) for d in storvik.known("9901", PrintedForm, on)] for on in (NEW_YEAR, JUNE)
    }
    assert titles == {
        NEW_YEAR: [("5-4", "Bevilgningsoversikt drift"), ("5-6", "Bevilgningsoversikt drift")],
        JUNE: [("5-6", "Bevilgningsoversikt drift"), ("5-4", "Ny")],
    }


def threads(store: AsOfStore, on: date) -> list[tuple[str, str, str]]:
    return [(found.plan, found.goal, found.code) for found in store.known("9901", GoalLink, on)]


def test_a_plans_threads_are_replaced_whole_with_it(storvik: AsOfStore) -> None:
    first = (link("M1", plan_key="SD"), link("M2", plan_key="SD"), link("M3", plan_key="TP"))
    put(storvik, Content(plans=(plan("SD"), plan("TP")), links=first), NEW_YEAR)
    put(storvik, Content(plans=(plan("SD"),), links=(link("M2", code="215", plan_key="SD"),)), JUNE)
    put(storvik, Content(goals=(goal("M9", "TP"),)), JULY)
    assert threads(storvik, NEW_YEAR) == [("SD", "M1", "202"), ("SD", "M2", "202"), ("TP", "M3", "202")]
    assert threads(storvik, JUNE) == [("TP", "M3", "202"), ("SD", "M2", "215")]
    assert threads(storvik, JULY) == [("SD", "M2", "215")]


def test_threads_in_a_file_of_their_own_replace_the_plans(storvik: AsOfStore) -> None:
    put(storvik, Content(plans=(plan("SD"),), links=(link("M1", plan_key="SD"),)), NEW_YEAR)
    put(storvik, Content(links=(link("M2", plan_key="SD"),)), JUNE)
    assert threads(storvik, JUNE) == [("SD", "M2", "202")]
    assert [found.key for found in storvik.known("9901", Plan, JUNE)] == ["SD"]


def test_a_thread_without_a_plan_is_replaced_by_its_target_and_code(storvik: AsOfStore) -> None:
    tiltak = LinkTarget.TILTAK
    first = (link("M1", tiltak, "t1"), link("M2", tiltak, "t1"), link("M3", tiltak, "t2"), link("M4"))
    put(storvik, Content(links=first), NEW_YEAR)
    put(storvik, Content(links=(link("M9", tiltak, "t1"),)), JUNE)
    assert threads(storvik, NEW_YEAR) == [
        ("", "M1", "t1"),
        ("", "M2", "t1"),
        ("", "M3", "t2"),
        ("", "M4", "202"),
    ]
    assert threads(storvik, JUNE) == [("", "M3", "t2"), ("", "M4", "202"), ("", "M9", "t1")]


def test_a_measure_that_comes_anew_without_a_goal_has_none(storvik: AsOfStore) -> None:
    first = (link("M1", LinkTarget.TILTAK, "t1"), link("M1", LinkTarget.PROSJEKT, "t1"))
    put(storvik, Content(measures=(measure("t1"),), links=first), NEW_YEAR)
    put(storvik, Content(measures=(measure("t1"),)), JUNE)
    assert [found.target for found in storvik.known("9901", GoalLink, JUNE)] == [LinkTarget.PROSJEKT]


def test_a_thread_said_twice_in_a_file_is_one_from_the_first_cell(storvik: AsOfStore) -> None:
    put(storvik, Content(links=(link("M1", row=4), link("M1", row=5))), NEW_YEAR)
    assert storvik.known("9901", GoalLink, NEW_YEAR) == (link("M1", row=4),)


@pytest.mark.parametrize(
    "content",
    [
        Content(links=(replace(link("M1"), source=None),)),
        Content(priorities=(replace(priority("p1"), source=None),)),
    ],
    ids=["link", "priority"],
)
def test_what_a_file_brings_has_a_cell(storvik: AsOfStore, engine: Engine, content: Content) -> None:
    before = rows_of(engine, "9901")
    with pytest.raises(ValueError, match="has a cell"):
        put(storvik, content, NEW_YEAR)
    assert rows_of(engine, "9901") == before


def test_what_is_done_to_a_thread_is_kept_in_order_and_by_day(storvik: AsOfStore) -> None:
    made = GoalLink("SD", "M1", LinkTarget.OMRADE, "skole", None, "Kåre Sand", "Æøå")
    read = replace(link("M1", plan_key="SD"), made_by="Kari", why="Feil mål")
    entries = (
        storvik.record_link("9901", made, True, AT, JUNE),
        storvik.record_link("9901", read, False, AT + timedelta(hours=1), JULY),
    )
    assert entries == (LinkEntry(1, made, True, JUNE), LinkEntry(2, replace(read, source=None), False, JULY))
    assert storvik.link_entries("9901", NEW_YEAR) == ()
    assert storvik.link_entries("9901", JUNE) == entries[:1]
    assert storvik.link_entries("9901", JULY) == entries
    assert storvik.link_entries("9902", JULY) == ()
    assert storvik.record_link("9902", made, True, AT, JUNE).nr == 1


def wishes(store: AsOfStore, on: date) -> list[tuple[str, str, str]]:
    return [(wish.owner, wish.key, wish.title) for wish in store.known("9901", Priority, on)]


def test_a_list_is_replaced_whole_by_its_owner(storvik: AsOfStore) -> None:
    first = (priority("b"), priority("a"), priority("a", "Ordføreren"))
    put(storvik, Content(priorities=first), NEW_YEAR)
    put(storvik, Content(priorities=(priority("c"),)), JUNE)
    sand = "Kåre Sand"
    assert wishes(storvik, NEW_YEAR) == [
        (sand, "b", "Svømmehall"),
        (sand, "a", "Svømmehall"),
        ("Ordføreren", "a", "Svømmehall"),
    ]
    assert wishes(storvik, JUNE) == [("Ordføreren", "a", "Svømmehall"), (sand, "c", "Svømmehall")]


def test_a_wish_of_the_page_stands_from_its_day_until_it_is_removed(storvik: AsOfStore) -> None:
    put(storvik, Content(priorities=(priority("a"),)), NEW_YEAR)
    own = replace(priority("ny", amount=None), source=None)
    storvik.record_priority("9901", own, AT, JUNE)
    storvik.remove_priority("9901", "ny", AT, JULY)
    assert storvik.known("9901", Priority, NEW_YEAR) == (priority("a"),)
    assert storvik.known("9901", Priority, date(2026, 6, 30)) == (priority("a"), own)
    assert storvik.known("9901", Priority, JULY) == (priority("a"),)
    assert storvik.known("9902", Priority, JUNE) == ()


def test_a_wish_written_again_takes_the_place_of_the_first(storvik: AsOfStore) -> None:
    def written(key: str, title: str) -> Priority:
        return replace(priority(key, title=title), source=None)

    put(storvik, Content(priorities=(priority("a"), priority("b"))), NEW_YEAR)
    storvik.record_priority("9901", written("a", "Fra siden"), AT, JUNE)
    storvik.record_priority("9901", written("a", "Ny tekst"), AT, JULY)
    sand = "Kåre Sand"
    assert wishes(storvik, JUNE) == [(sand, "b", "Svømmehall"), (sand, "a", "Fra siden")]
    assert wishes(storvik, JULY) == [(sand, "b", "Svømmehall"), (sand, "a", "Ny tekst")]
    storvik.remove_priority("9901", "a", AT, JULY)
    assert wishes(storvik, JULY) == [(sand, "a", "Svømmehall"), (sand, "b", "Svømmehall")]


def test_a_wish_that_is_not_written_in_the_page_cannot_be_removed(storvik: AsOfStore) -> None:
    put(storvik, Content(priorities=(priority("a"),)), NEW_YEAR)
    storvik.record_priority("9901", replace(priority("b"), source=None), AT, JUNE)
    storvik.remove_priority("9901", "b", AT, JUNE)
    version = storvik.data_version("9901")
    for nr, key in (("9901", "a"), ("9901", "b"), ("9902", "b"), ("9999", "b")):
        with pytest.raises(UnknownPriority) as caught:
            storvik.remove_priority(nr, key, AT, JUNE)
        assert (caught.value.nr, caught.value.key) == (nr, key)
    assert storvik.data_version("9901") == version


def test_what_is_recorded_by_hand_counts_as_a_change_and_needs_a_municipality(storvik: AsOfStore) -> None:
    wish, thread = replace(priority("a"), source=None), replace(link("M1"), source=None)
    seen = [storvik.data_version("9901")]
    for change in (
        lambda: storvik.record_link("9901", thread, True, AT, JUNE),
        lambda: storvik.record_priority("9901", wish, AT, JUNE),
        lambda: storvik.remove_priority("9901", "a", AT, JUNE),
    ):
        change()
        seen.append(storvik.data_version("9901"))
    assert seen == sorted(set(seen))
    for refused in (
        lambda: storvik.record_link("9999", thread, True, AT, JUNE),
        lambda: storvik.record_priority("9999", wish, AT, JUNE),
    ):
        with pytest.raises(UnknownKommune):
            refused()


def test_undo_leaves_what_is_recorded_by_hand_and_clear_takes_it(storvik: AsOfStore, engine: Engine) -> None:
    for nr in ("9901", "9902"):
        storvik.record_link(nr, replace(link("M1"), source=None), True, AT, JUNE)
        storvik.record_priority(nr, replace(priority("a"), source=None), AT, JUNE)
    other = rows_of(engine, "9902")
    storvik.undo("9901", put(storvik, examples.everything(), NEW_YEAR), AT)
    assert rows_of(engine, "9901") == {"kommune": 1, "batch": 1, "link_entry": 1, "own_priority": 1}
    storvik.clear("9901")
    assert rows_of(engine, "9901") == {"kommune": 1}
    assert rows_of(engine, "9902") == other
