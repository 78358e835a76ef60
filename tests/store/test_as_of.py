"""What a question «per» a day sees, and the sums and lines behind it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from itertools import count
from typing import Any

import pandas as pd
import pytest
from hypothesis import HealthCheck, given
from hypothesis import strategies as st

from planhjul.choices.measures import Measure
from planhjul.ledger.areas import Area
from planhjul.ledger.lines import LINE_COLUMNS, SUM_COLUMNS, sums
from planhjul.ledger.versions import Version, VersionKind
from planhjul.plans import Goal, Plan
from planhjul.staged import Content
from planhjul.store import lines as bulk
from planhjul.wheel.meetings import Case, Meeting
from tests.fuzz import tried
from tests.store.conftest import AsOfStore

from . import examples
from .examples import (
    AT,
    NEW_YEAR,
    STORVIK,
    area,
    budget,
    case,
    goal,
    measure,
    meeting,
    plan,
    scenario,
    setting,
)

JUNE, JULY, LATER = date(2026, 6, 1), date(2026, 7, 1), date(2030, 1, 1)
BUDGET = VersionKind.OPPRINNELIG_BUDSJETT
_SHAS = count(1)


@pytest.fixture
def storvik(repository: AsOfStore) -> AsOfStore:
    """The store with Storvik registered."""
    repository.register(STORVIK)
    return repository


def put(store: AsOfStore, content: Content, stood_from: date) -> int:
    """Stores the content as a file of its own."""
    file = examples.staged(content, sha=f"sha{next(_SHAS)}", stood_from=stood_from)
    return store.commit("9901", file, NEW_YEAR, AT)


@pytest.mark.parametrize(
    ("on", "amounts"),
    [
        (date(2025, 12, 31), []),
        (NEW_YEAR, [100]),
        (date(2026, 5, 31), [100]),
        (JUNE, [300]),
        (LATER, [300]),
    ],
)
def test_a_version_stands_from_its_day_until_the_next(
    storvik: AsOfStore, on: date, amounts: list[int]
) -> None:
    """Two stood from June: the last imported holds; an older one imported later does not."""
    for sha, amount, day in (("a", 100, NEW_YEAR), ("b", 200, JUNE), ("c", 300, JUNE)):
        storvik.commit("9901", budget(sha, amount, day), NEW_YEAR, AT)
    storvik.commit("9901", budget("d", 400, date(2025, 6, 1), year=2025), NEW_YEAR, AT)
    assert storvik.sums("9901", BUDGET, 2026, on)["amount_ore"].tolist() == amounts
    assert storvik.lines("9901", BUDGET, 2026, on)["amount_ore"].tolist() == amounts


def test_an_older_version_imported_later_does_not_replace(storvik: AsOfStore) -> None:
    storvik.commit("9901", budget("new", 200, JUNE), NEW_YEAR, AT)
    storvik.commit("9901", budget("old", 100, NEW_YEAR), NEW_YEAR, AT)
    assert storvik.sums("9901", BUDGET, 2026, LATER)["amount_ore"].tolist() == [200]
    assert storvik.sums("9901", BUDGET, 2026, NEW_YEAR)["amount_ore"].tolist() == [100]


def test_kontoklasser_are_replaced_each_for_itself(storvik: AsOfStore) -> None:
    storvik.commit("9901", budget("drift", 100, NEW_YEAR), NEW_YEAR, AT)
    storvik.commit("9901", budget("investering", 700, NEW_YEAR, kontoklasse="0"), NEW_YEAR, AT)
    storvik.commit("9901", budget("drift2", 200, JUNE), NEW_YEAR, AT)
    assert storvik.versions("9901", LATER) == (
        Version(BUDGET, 2026, "0", NEW_YEAR, 2, "investering.xlsx"),
        Version(BUDGET, 2026, "1", JUNE, 3, "drift2.xlsx"),
    )
    found = storvik.sums("9901", BUDGET, 2026, LATER)
    assert found[["kontoklasse", "amount_ore"]].values.tolist() == [["0", 700], ["1", 200]]
    lines = storvik.lines("9901", BUDGET, 2026, LATER)
    assert lines[["kontoklasse", "amount_ore", "batch"]].values.tolist() == [["0", 700, 2], ["1", 200, 3]]
    only = storvik.lines("9901", BUDGET, 2026, LATER, kontoklasse="1")
    assert only["amount_ore"].tolist() == [200]
    assert storvik.lines("9901", BUDGET, 2026, LATER, kontoklasse="5").empty


def test_the_versions_come_by_kind_year_and_kontoklasse(storvik: AsOfStore) -> None:
    rows = [
        {"kind": kind, "year": year, "kontoklasse": kontoklasse}
        for kind in ("regnskap", "okonomiplan", "opprinnelig_budsjett")
        for year in (2027, 2026)
        for kontoklasse in ("1", "0")
    ]
    put(storvik, Content(lines=examples.lines(*rows)), NEW_YEAR)
    found = [(v.kind.value, v.year, v.kontoklasse) for v in storvik.versions("9901", LATER)]
    assert found == sorted((row["kind"], row["year"], row["kontoklasse"]) for row in rows)


def test_the_history_has_every_version_whatever_day_it_stands_from(storvik: AsOfStore) -> None:
    storvik.commit("9901", budget("b", 200, LATER), NEW_YEAR, AT)
    storvik.commit("9901", budget("a", 100, NEW_YEAR), NEW_YEAR, AT)
    storvik.commit("9901", budget("undone", 300, JUNE), NEW_YEAR, AT)
    storvik.undo("9901", 3, AT)
    assert storvik.history("9901") == (
        Version(BUDGET, 2026, "1", NEW_YEAR, 2, "a.xlsx"),
        Version(BUDGET, 2026, "1", LATER, 1, "b.xlsx"),
    )


def test_no_version_gives_empty_frames_with_the_declared_columns(storvik: AsOfStore) -> None:
    sums_found = storvik.sums("9901", BUDGET, 2026, LATER)
    lines_found = storvik.lines("9901", BUDGET, 2026, LATER)
    assert sums_found.dtypes.astype(str).to_dict() == dict(SUM_COLUMNS)
    assert lines_found.dtypes.astype(str).to_dict() == {**LINE_COLUMNS, "file": "str", "batch": "int64"}
    assert sums_found.empty
    assert lines_found.empty


def grid(kontoklasser: tuple[str, ...] = ("1",)) -> pd.DataFrame:
    """Three arter, two functions and three lines of each, shuffled as a file may be."""
    rows = [
        {"kontoklasse": kontoklasse, "art": art, "funksjon": funksjon, "month": month, "amount_ore": month}
        for month in (1, 2, 3)
        for art in ("110", "010", "800")
        for funksjon in ("215", "202")
        for kontoklasse in kontoklasser
    ]
    return examples.lines(*rows)


@pytest.mark.parametrize(
    ("only", "number"),
    [({}, 18), ({"art": "010"}, 6), ({"funksjon": "202", "art": "800"}, 3), ({"ansvar": "9999"}, 0)],
)
def test_drilling_down_gives_just_the_lines_behind(
    storvik: AsOfStore, only: dict[str, str], number: int
) -> None:
    put(storvik, Content(lines=grid()), NEW_YEAR)
    found = storvik.lines("9901", BUDGET, 2026, LATER, **only)
    assert len(found) == number
    for column, value in only.items():
        assert set(found[column]) <= {value}


@pytest.mark.parametrize("size", [5, 7, 36])
def test_pages_of_lines_join_to_the_whole(
    storvik: AsOfStore, size: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bulk, "_ASKED_AT_ONCE", 5)
    put(storvik, Content(lines=grid(("0", "1"))), NEW_YEAR)
    whole = storvik.lines("9901", BUDGET, 2026, LATER, limit=None)
    order = ["kontoklasse", "art", "funksjon", "row"]
    pd.testing.assert_frame_equal(whole, whole.sort_values(order).reset_index(drop=True))
    pages = [
        storvik.lines("9901", BUDGET, 2026, LATER, limit=size, offset=start) for start in range(0, 36, size)
    ]
    assert {len(page) for page in pages[:-1]} <= {size}
    pd.testing.assert_frame_equal(pd.concat(pages, ignore_index=True), whole)
    pd.testing.assert_frame_equal(
        storvik.lines("9901", BUDGET, 2026, LATER, limit=None, offset=5),
        whole.iloc[5:].reset_index(drop=True),
    )
    assert storvik.lines("9901", BUDGET, 2026, LATER, offset=36).empty


def test_a_sheet_a_group_and_a_text_come_back_with_their_line(storvik: AsOfStore) -> None:
    frame = examples.lines(
        {"sheet": "Ark1", "change_group": "N10", "change_title": "Kutt i drift", "tekst": 'a\tb\\c"æ'},
        {"sheet": "Ark2", "change_group": "N11", "change_title": "Ark1", "prosjekt": "P-7"},
        {"sheet": "", "row": 9, "column": 3, "month": 12},
    )
    put(storvik, Content(lines=frame), NEW_YEAR)
    found = storvik.lines("9901", BUDGET, 2026, LATER)[list(LINE_COLUMNS)]
    expected = frame.sort_values(["change_group", "row"]).reset_index(drop=True)
    pd.testing.assert_frame_equal(found, expected)


def test_lines_are_stored_in_pieces(storvik: AsOfStore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bulk, "_CHUNK", 4)
    put(storvik, Content(lines=grid()), NEW_YEAR)
    pd.testing.assert_frame_equal(storvik.sums("9901", BUDGET, 2026, LATER), sums(grid()))
    assert len(storvik.lines("9901", BUDGET, 2026, LATER)) == 18


_CODE = st.sampled_from(["", "0", "010", "1", "10", "800", "Ø", "a b"])
_ROWS = st.lists(
    st.fixed_dictionaries(
        {
            "kontoklasse": st.sampled_from(["0", "1"]),
            "art": _CODE,
            "funksjon": _CODE,
            "ansvar": _CODE,
            "change_group": _CODE,
            "side": st.sampled_from(["expense", "income"]),
            "amount_ore": st.integers(-(10**15), 10**15),
            "tekst": st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=5),
        }
    ),
    min_size=1,
    max_size=12,
)


@tried(10, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=_ROWS)
def test_the_sums_are_the_lines_to_the_ore(storvik: AsOfStore, rows: list[dict[str, Any]]) -> None:
    storvik.clear("9901")
    frame = examples.lines(*rows)
    put(storvik, Content(lines=frame), NEW_YEAR)
    kept = storvik.sums("9901", BUDGET, 2026, LATER)
    found = storvik.lines("9901", BUDGET, 2026, LATER, limit=None)[list(LINE_COLUMNS)]
    pd.testing.assert_frame_equal(kept, sums(frame))
    pd.testing.assert_frame_equal(kept, sums(found))
    pd.testing.assert_frame_equal(found.sort_values("row").reset_index(drop=True), frame)
    assert kept["amount_ore"].sum() == frame["amount_ore"].sum()
    assert storvik.health() == ()


def titles(found: tuple[Any, ...]) -> list[tuple[str, str]]:
    return [(item.key, item.title) for item in found]


def test_a_meeting_plan_replaces_its_calendar_years_whole(storvik: AsOfStore) -> None:
    first = (meeting(date(2026, 3, 1), "gammel"), meeting(date(2027, 3, 1), "2027"))
    put(storvik, Content(meetings=first), NEW_YEAR)
    put(storvik, Content(meetings=(meeting(date(2026, 4, 1), "ny"),)), JUNE)
    assert [m.purpose for m in storvik.known("9901", Meeting, NEW_YEAR)] == ["gammel", "2027"]
    assert [m.purpose for m in storvik.known("9901", Meeting, JUNE)] == ["ny", "2027"]


def test_a_case_list_replaces_its_calendar_years_whole(storvik: AsOfStore) -> None:
    put(storvik, Content(cases=(case(date(2026, 3, 1), "1/26"), case(date(2025, 3, 1), "9/25"))), NEW_YEAR)
    put(storvik, Content(cases=(case(date(2026, 2, 1), "2/26"), case(date(2026, 2, 1), "2/26"))), JUNE)
    assert [c.key for c in storvik.known("9901", Case, NEW_YEAR)] == ["9/25", "1/26"]
    assert [c.key for c in storvik.known("9901", Case, JUNE)] == ["9/25", "2/26", "2/26"]


@pytest.mark.parametrize(
    ("kind", "make"),
    [("plans", plan), ("scenarios", scenario), ("measures", lambda key, title: measure(key, title=title))],
)
def test_what_has_a_key_is_replaced_by_key(
    storvik: AsOfStore, kind: str, make: Callable[[str, str], Any]
) -> None:
    def ask(on: date) -> list[tuple[str, str]]:
        return titles(storvik.named(kind)("9901", on))

    first: dict[str, Any] = {kind: (make("b", "B1"), make("a", "A1"))}
    put(storvik, Content(**first), NEW_YEAR)
    second: dict[str, Any] = {kind: (make("a", "A2"),)}
    put(storvik, Content(**second), JUNE)
    assert ask(date(2025, 1, 1)) == []
    assert ask(NEW_YEAR) == [("b", "B1"), ("a", "A1")]
    assert ask(JUNE) == [("b", "B1"), ("a", "A2")]


def test_a_replaced_measure_brings_its_own_parts_only(storvik: AsOfStore) -> None:
    put(storvik, Content(measures=(measure("t1", -100), measure("t2", -50))), NEW_YEAR)
    put(storvik, Content(measures=(measure("t1", -300),)), JUNE)
    assert {m.key: dict(m.parts[0].amounts) for m in storvik.known("9901", Measure, JUNE)} == {
        "t1": {2027: -300, 2028: -600},
        "t2": {2027: -50, 2028: -100},
    }
    assert [len(m.parts) for m in storvik.known("9901", Measure, JUNE)] == [2, 2]


def test_a_plans_goals_are_replaced_with_it(storvik: AsOfStore) -> None:
    put(
        storvik, Content(plans=(plan("SD"), plan("TP")), goals=(goal("M1", "SD"), goal("M2", "TP"))), NEW_YEAR
    )
    put(storvik, Content(plans=(plan("SD", "Ny"),), goals=(goal("M9", "SD"),)), JUNE)
    put(storvik, Content(plans=(plan("SD", "Uten mål"),)), JULY)
    assert [g.key for g in storvik.known("9901", Goal, NEW_YEAR)] == ["M1", "M2"]
    assert [g.key for g in storvik.known("9901", Goal, JUNE)] == ["M2", "M9"]
    assert [g.key for g in storvik.known("9901", Goal, JULY)] == ["M2"]


def test_goals_in_a_file_of_their_own_are_not_lost(storvik: AsOfStore) -> None:
    put(storvik, Content(plans=(plan("SD"),)), NEW_YEAR)
    put(storvik, Content(goals=(goal("M1", "SD"),)), JUNE)
    assert titles(storvik.known("9901", Plan, JUNE)) == [("SD", "Samfunnsdelen")]
    assert titles(storvik.known("9901", Goal, JUNE)) == [("M1", "Gode skoler")]


def test_a_setting_stands_until_another_with_its_key(storvik: AsOfStore) -> None:
    put(storvik, Content(settings=(setting("a", "1"), setting("b", "2"))), NEW_YEAR)
    put(storvik, Content(settings=(setting("a", "3"),)), JUNE)
    put(storvik, Content(settings=(setting("b", "4"),)), JULY)
    values = {
        on: {k: s.value for k, s in storvik.settings("9901", on).items()} for on in (NEW_YEAR, JUNE, JULY)
    }
    assert values == {
        NEW_YEAR: {"a": "1", "b": "2"},
        JUNE: {"a": "3", "b": "2"},
        JULY: {"a": "3", "b": "4"},
    }


def test_the_areas_come_together_from_the_latest_that_has_any(storvik: AsOfStore) -> None:
    put(storvik, Content(areas=(area("skole"), area("helse", (0.5, 0.25, 0.25)))), NEW_YEAR)
    put(storvik, Content(areas=(area("alt"),)), JUNE)
    put(storvik, Content(settings=(setting("a", "1"),)), JULY)
    assert [(a.key, a.lss) for a in storvik.known("9901", Area, NEW_YEAR)] == [
        ("skole", None),
        ("helse", (0.5, 0.25, 0.25)),
    ]
    assert [a.key for a in storvik.known("9901", Area, JULY)] == ["alt"]
