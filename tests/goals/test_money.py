"""Pieces of money: nothing is lost, nothing is counted twice, and free income is no cost."""

from __future__ import annotations

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from planhjul.plans import LinkTarget
from tests.goals.examples import ACCOUNTS_2025, COLUMNS, MILLION, ORDINARY, PLAN_2027, frame, pieces

KEY = PLAN_2027.key


def test_finance_depreciation_and_free_income_are_left_out() -> None:
    money = pieces()
    everything = money.total(range(len(money.lines)))
    # 95 for schools, 20 drift and 7 investment for buildings, 50 for the nursing home.
    assert everything[KEY] == (95 + 20 + 7 + 50) * MILLION
    assert {key[1] for key in money.lines} == {"202", "222", "253"}


def test_every_kind_of_code_reaches_its_lines() -> None:
    money = pieces()

    def net(target: LinkTarget, code: str) -> int:
        return money.total(money.reached(target, code))[KEY]

    assert net(LinkTarget.FUNKSJON, "202") == 95 * MILLION
    assert net(LinkTarget.FUNKSJON, "2*") == 172 * MILLION
    assert net(LinkTarget.ANSVAR, "2110") == 40 * MILLION
    assert net(LinkTarget.OMRADE, "skole") == 122 * MILLION
    assert net(LinkTarget.OMRADE, "helse") == 50 * MILLION
    assert net(LinkTarget.TILTAK, "ENERGI") == -MILLION
    assert not money.reached(LinkTarget.TILTAK, "FINNES-IKKE")
    assert not money.reached(LinkTarget.PROSJEKT, "P1")


def test_a_measure_has_money_only_in_the_years_of_the_plan() -> None:
    money = pieces()
    amounts = money.total(money.reached(LinkTarget.TILTAK, "MAT"))
    assert amounts[ACCOUNTS_2025.key] == 0
    assert amounts[KEY] == 3 * MILLION


def test_a_project_is_taken_out_of_the_sum_that_holds_it() -> None:
    row = ("0", "230", "332", "4200", 6 * MILLION)
    money = pieces(extra={KEY: [("0", "230", "332", "4200", 4 * MILLION)]}, projects={KEY: [("P1", row)]})
    project = money.reached(LinkTarget.PROSJEKT, "P1")
    function = money.reached(LinkTarget.FUNKSJON, "332")
    assert money.total(project)[KEY] == 6 * MILLION
    assert money.total(function)[KEY] == 10 * MILLION
    assert money.total(project | function)[KEY] == 10 * MILLION


def test_lending_is_operations_in_drift_and_financing_in_investment() -> None:
    rows = (("1", "520", "283", "3600", 2 * MILLION), ("0", "520", "283", "3600", 9 * MILLION))
    money = pieces(rows=rows)
    assert money.total(money.reached(LinkTarget.FUNKSJON, "283"))[KEY] == 2 * MILLION


def test_a_file_without_arts_is_read_by_its_sides() -> None:
    made = frame([("1", "", "202", "2000", 9 * MILLION), ("1", "", "202", "2000", -2 * MILLION)], PLAN_2027)
    made["side"] = ["expense", "income"]
    from planhjul.goals.money import Pieces
    from planhjul.ledger.areas import AreaMap

    none = frame([], PLAN_2027, [])
    money = Pieces((PLAN_2027,), {KEY: made}, {KEY: none}, AreaMap(()), ())
    assert money.total(money.reached(LinkTarget.FUNKSJON, "202"))[KEY] == 7 * MILLION
    assert money.expense(money.reached(LinkTarget.FUNKSJON, "202"), KEY) == 9 * MILLION
    assert isinstance(made, pd.DataFrame)


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["0", "1"]),
            st.sampled_from(["010", "230", "600", "729"]),
            st.sampled_from(["202", "222", "253", "332"]),
            st.sampled_from(["2000", "4400"]),
            st.integers(-(10**12), 10**12),
        ),
        max_size=25,
    )
)
def test_what_links_reach_and_do_not_reach_is_everything(rows: list[tuple[str, str, str, str, int]]) -> None:
    money = pieces(columns=COLUMNS[-2:], rows=rows)
    everything = frozenset(range(len(money.lines)))
    reached = money.reached(LinkTarget.OMRADE, "skole") | money.reached(LinkTarget.ANSVAR, "2000")
    assert (
        money.total(reached)[KEY] + money.total(everything - reached)[KEY]
        == sum(row[-1] for row in rows)
        == money.total(everything)[KEY]
    )


def test_the_ordinary_year_is_the_same_in_every_version() -> None:
    money = pieces()
    assert len(set(money.total(range(len(money.lines))).values())) == 1
    assert len(ORDINARY) == 10
