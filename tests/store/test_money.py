"""Sums by month and by project: what they hold, and that they are the lines to the øre."""

from __future__ import annotations

from datetime import date
from typing import Any

import pandas as pd
import pytest
from hypothesis import HealthCheck, given
from hypothesis import strategies as st
from sqlalchemy import Engine, delete, select, update

from planhjul.ledger.lines import EXPENSE, INCOME
from planhjul.ledger.versions import VersionKind
from planhjul.staged import Content
from planhjul.store import tables
from planhjul.store.lines import MONTH_SUM_COLUMNS, PROJECT_SUM_COLUMNS
from tests.fuzz import tried
from tests.store.conftest import AsOfStore

from .examples import AT, NEW_YEAR, STORVIK, lines, staged

JUNE, LATER = date(2026, 6, 1), date(2030, 1, 1)
BUDGET, ACCOUNTS = VersionKind.OPPRINNELIG_BUDSJETT, VersionKind.REGNSKAP


@pytest.fixture
def storvik(repository: AsOfStore) -> AsOfStore:
    """The store with Storvik registered."""
    repository.register(STORVIK)
    return repository


def put(store: AsOfStore, sha: str, stood_from: date, *rows: dict[str, Any]) -> int:
    """Stores the lines as a file of its own."""
    return store.commit("9901", staged(Content(lines=lines(*rows)), sha=sha, stood_from=stood_from), JUNE, AT)


def test_a_whole_year_stands_under_month_0_and_change_groups_are_one(storvik: AsOfStore) -> None:
    put(
        storvik,
        "a",
        NEW_YEAR,
        {"month": 10, "amount_ore": 5},
        {"month": 2, "amount_ore": 7, "change_group": "N1"},
        {"month": 2, "amount_ore": 8, "change_group": "N2"},
        {"month": 2, "amount_ore": -8, "side": "income"},
        {"month": 0, "amount_ore": 9, "kontoklasse": "0"},
    )
    found = storvik.month_sums("9901", BUDGET, 2026, LATER)
    assert found.dtypes.astype(str).to_dict() == MONTH_SUM_COLUMNS
    assert found[["kontoklasse", "month", "side", "amount_ore", "lines"]].values.tolist() == [
        ["0", 0, EXPENSE, 9, 1],
        ["1", 2, EXPENSE, 15, 2],
        ["1", 2, INCOME, -8, 1],
        ["1", 10, EXPENSE, 5, 1],
    ]
    assert storvik.project_sums("9901", BUDGET, 2026, LATER).empty


def test_only_what_is_entered_on_a_project_has_a_sum_by_project(storvik: AsOfStore) -> None:
    put(
        storvik,
        "a",
        NEW_YEAR,
        {"prosjekt": "P2", "amount_ore": 1, "month": 1},
        {"prosjekt": "P2", "amount_ore": 2, "month": 2},
        {"prosjekt": "P1", "amount_ore": 4, "kontoklasse": "0"},
        {"prosjekt": "", "amount_ore": 8},
    )
    found = storvik.project_sums("9901", BUDGET, 2026, LATER)
    assert found.dtypes.astype(str).to_dict() == PROJECT_SUM_COLUMNS
    assert found[["kontoklasse", "prosjekt", "amount_ore", "lines"]].values.tolist() == [
        ["0", "P1", 4, 1],
        ["1", "P2", 3, 2],
    ]


def test_no_version_gives_empty_frames_with_the_declared_columns(storvik: AsOfStore) -> None:
    for found, columns in (
        (storvik.month_sums("9901", BUDGET, 2026, LATER), MONTH_SUM_COLUMNS),
        (storvik.project_sums("9901", BUDGET, 2026, LATER), PROJECT_SUM_COLUMNS),
    ):
        assert found.empty
        assert found.dtypes.astype(str).to_dict() == columns


def test_the_version_in_force_is_the_one_summed_and_undo_brings_back_the_other(
    storvik: AsOfStore, engine: Engine
) -> None:
    put(storvik, "a", NEW_YEAR, {"amount_ore": 1, "month": 3, "prosjekt": "P"})
    put(storvik, "b", JUNE, {"amount_ore": 2, "month": 4, "prosjekt": "P"})

    def asked(on: date) -> list[list[int]]:
        months = storvik.month_sums("9901", BUDGET, 2026, on)["amount_ore"].tolist()
        return [months, storvik.project_sums("9901", BUDGET, 2026, on)["amount_ore"].tolist()]

    assert (asked(NEW_YEAR), asked(JUNE)) == ([[1], [1]], [[2], [2]])
    storvik.undo("9901", 2, AT)
    assert asked(JUNE) == [[1], [1]]
    storvik.clear("9901")
    assert asked(JUNE) == [[], []]
    with engine.connect() as connection:
        assert connection.execute(select(tables.month_total)).all() == []
        assert connection.execute(select(tables.project_total)).all() == []


@pytest.mark.parametrize(
    ("kind", "rows", "month"),
    [
        ("regnskap", [{"month": 1}, {"month": 9}, {"month": 10, "kontoklasse": "0"}], 10),
        ("regnskap", [{"month": 0}], 0),
        ("opprinnelig_budsjett", [{"month": 5}], 0),
        ("regnskap", [{"month": 12, "year": 2025}], 0),
    ],
)
def test_how_far_into_the_year_the_accounts_reach(
    storvik: AsOfStore, kind: str, rows: list[dict[str, Any]], month: int
) -> None:
    assert storvik.accounts_through("9901", 2026, LATER) == 0
    put(storvik, "a", JUNE, *({"kind": kind, **row} for row in rows))
    assert storvik.accounts_through("9901", 2026, NEW_YEAR) == 0
    assert storvik.accounts_through("9901", 2026, LATER) == month
    assert storvik.accounts_through("9902", 2026, LATER) == 0


_CODE = st.sampled_from(["", "010", "1", "10", "800", "Ø", "a b", "B"])
_ROWS = st.lists(
    st.fixed_dictionaries(
        {
            "kontoklasse": st.sampled_from(["0", "1"]),
            "month": st.integers(0, 12),
            "art": _CODE,
            "ansvar": _CODE,
            "prosjekt": _CODE,
            "change_group": st.sampled_from(["", "N1", "N2"]),
            "side": st.sampled_from([EXPENSE, INCOME]),
            "amount_ore": st.integers(-(10**15), 10**15),
        }
    ),
    min_size=1,
    max_size=14,
)


@tried(10, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=_ROWS)
def test_the_sums_are_the_lines_in_the_order_of_their_codes(
    storvik: AsOfStore, rows: list[dict[str, Any]]
) -> None:
    storvik.clear("9901")
    put(storvik, "a", NEW_YEAR, *rows)
    frame = lines(*rows)
    for found, columns, behind in (
        (storvik.month_sums("9901", BUDGET, 2026, LATER), MONTH_SUM_COLUMNS, frame),
        (
            storvik.project_sums("9901", BUDGET, 2026, LATER),
            PROJECT_SUM_COLUMNS,
            frame[frame["prosjekt"] != ""],
        ),
    ):
        keys = [name for name in columns if name not in {"amount_ore", "lines"}]
        expected = behind.groupby(keys)["amount_ore"].agg(amount_ore="sum", lines="size").reset_index()
        pd.testing.assert_frame_equal(found, expected.astype(columns))
    assert storvik.health() == ()


@pytest.mark.parametrize("table", [tables.month_total, tables.project_total], ids=lambda table: table.name)
def test_a_sum_by_month_or_project_that_does_not_match_is_found(
    storvik: AsOfStore, engine: Engine, table: Any
) -> None:
    put(
        storvik,
        "a",
        NEW_YEAR,
        {"month": 1, "prosjekt": "P1"},
        {"month": 2, "prosjekt": "P2"},
        {"month": 3, "prosjekt": "P3"},
    )
    key = table.c.month if table is tables.month_total else table.c.prosjekt
    first, second = (1, 2) if table is tables.month_total else ("P1", "P2")
    for statement, wrong in (
        (update(table).where(key == first).values(amount_ore=table.c.amount_ore + 1), 1),
        (update(table).where(key == second).values(lines=2), 2),
        (delete(table).where(key == second), 2),
        (delete(table), 3),
    ):
        with engine.begin() as connection:
            connection.execute(statement)
        (finding,) = storvik.health()
        assert dict(finding.values) == {"batch": 1, "nr": "9901", "wrong": wrong}
