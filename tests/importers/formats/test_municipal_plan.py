"""Plans and goal trees."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from importers.formats.municipal_plan import FORMAT
from importers.tables.layouts import load_layouts
from planhjul.plans import GoalKind, PlanType
from tests.importers.plan_workbooks import codes, stage_sheets

HEADER = ["Nøkkel", "Type", "Overordnet", "Tittel", "Vedtatt", "Gjelder fra", "Gjelder til", "Neste revisjon"]
PLAN = ["P", "Samfunnsdel", "", "Samfunnsdel"]


def staged_rows(*rows: list[Any]) -> Any:
    return stage_sheets(FORMAT, {"Plan": [HEADER, *rows]})


@pytest.mark.parametrize(
    ("written", "kind"),
    [
        ("Økonomiplan", PlanType.OKONOMIPLAN),
        ("okonomiplan", PlanType.OKONOMIPLAN),
        ("Kommuneplanens arealdel", PlanType.AREALDEL),
        ("KOMMUNEDELPLAN", PlanType.KOMMUNEDELPLAN),
    ],
)
def test_plan_types_by_key_and_by_name(written: str, kind: PlanType) -> None:
    (plan,) = staged_rows(["P", written, "", "En plan"]).content.plans
    assert plan.type is kind
    assert (plan.adopted, plan.valid_from, plan.valid_to, plan.next_revision) == (None, None, None, None)


@pytest.mark.parametrize("written", ["Satsingsområde", "satsingsomrade", "Satsningsområde", "Innsatsområde"])
def test_goal_kinds_by_key_and_by_name(written: str) -> None:
    (goal,) = staged_rows(PLAN, ["G", written, "P", "Et område"]).content.goals
    assert (goal.kind, goal.plan, goal.parent) == (GoalKind.SATSINGSOMRADE, "P", "P")


def test_everything_the_template_offers_is_understood() -> None:
    offered = load_layouts(2027)["municipal-plan"].sheets[0].columns[1].choices
    for written in offered:
        found = staged_rows(PLAN, ["X", written, "P", "Tittel"])
        assert [issue.code for issue in found.issues if issue.code == "VALUE_UNKNOWN"] == []


ORDER = ["Visjon", "Satsingsområde", "Mål", "Delmål", "Tiltak"]


@pytest.mark.parametrize("upper", range(len(ORDER)))
@pytest.mark.parametrize("lower", range(len(ORDER)))
def test_a_goal_stands_below_a_higher_one_and_levels_may_be_skipped(upper: int, lower: int) -> None:
    found = staged_rows(PLAN, ["A", ORDER[upper], "P", "Øvre"], ["B", ORDER[lower], "A", "Nedre"])
    assert codes(found) == ([] if upper < lower else [("PARENT_LEVEL", "Plan!C4")])


@pytest.mark.parametrize(("upper", "lower"), [("Strategi", "Delmål"), ("Delmål", "Strategi")])
def test_sub_goals_and_strategies_stand_side_by_side(upper: str, lower: str) -> None:
    found = staged_rows(PLAN, ["A", upper, "P", "Øvre"], ["B", lower, "A", "Nedre"])
    assert codes(found) == [("PARENT_LEVEL", "Plan!C4")]


def test_a_ring_is_told_once_and_rows_below_it_are_not_blamed() -> None:
    found = staged_rows(
        ["A", "Mål", "C", "a"],
        ["B", "Delmål", "A", "b"],
        ["C", "Tiltak", "B", "c"],
        ["D", "Tiltak", "A", "d"],
    )
    assert codes(found) == [("PARENT_RING", "Plan!C2")]
    assert dict(found.issues[0].message.values)["keys"] == "A → C → B → A"


@pytest.mark.parametrize(
    ("dates", "expected"),
    [
        (["01.01.2025", "01.01.2025", "01.01.2025", "01.01.2025"], []),
        (["02.01.2025", "01.01.2025", "", ""], [("DATES_ORDER", "Plan!F2")]),
        (["", "02.01.2025", "01.01.2025", ""], [("DATES_ORDER", "Plan!G2")]),
        (["02.01.2025", "", "", "01.01.2025"], [("DATES_ORDER", "Plan!H2")]),
        (["", "", "", date(2025, 1, 1)], []),
    ],
)
def test_dates_stand_in_order(dates: list[Any], expected: list[tuple[str, str]]) -> None:
    assert codes(staged_rows([*PLAN, *dates])) == expected
