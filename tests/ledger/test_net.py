from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planhjul.ledger.net import FunctionNet, drift_totals, function_nets
from planhjul.reference.codes import load_codes
from tests.fuzz import tried
from tests.ledger.frames import MILLION, sums_of

CODES = load_codes()

# A real municipality's accounts 2025 in the form of § 5-6 (money model C.1), million kroner, ledger sign.
ACCOUNTS_2025 = {
    "800": -370.439, "870": -543.328, "878": -20.755, "810": -100.904, "770": -150.605, "600": -34.925,
    "620": -130.387, "010": 672.445, "090": 176.116, "120": 318.353, "470": 102.425, "590": 77.508,
    "900": -24.753, "905": -25.614, "909": -5.425, "500": 63.018, "510": 49.025, "990": -77.508,
    "570": 5.000, "550": 7.161, "950": -3.364, "540": 24.785, "940": -7.829,
}  # fmt: skip


def test_the_form_of_5_6_on_real_accounts() -> None:
    totals = drift_totals(
        sums_of([(art, "202", round(amount * MILLION)) for art, amount in ACCOUNTS_2025.items()]), 2025
    )
    tolerance = pytest.approx
    assert totals.di_ore / MILLION == tolerance(1351.343, abs=0.002)
    assert totals.expense_ore / MILLION == tolerance(1346.846, abs=0.002)
    assert totals.finance_ore / MILLION == tolerance(56.251, abs=0.002)
    assert totals.ndr_ore / MILLION == tolerance(25.753, abs=0.002)
    assert totals.ndr_ore / totals.di_ore == tolerance(0.01906, abs=0.00001)
    assert totals.rest_ore / MILLION == tolerance(0, abs=0.002)


def test_depreciation_never_reaches_the_result() -> None:
    with_it = sums_of([("870", "800", -100), ("010", "202", 90), ("590", "202", 30), ("990", "860", -30)])
    without = sums_of([("870", "800", -100), ("010", "202", 90)])
    assert drift_totals(with_it, 2027).ndr_ore == drift_totals(without, 2027).ndr_ore == 10
    assert [net.net_ore for net in function_nets(with_it, 2027)] == [90]


def test_lending_is_operations_from_2020_and_finance_before() -> None:
    frame = sums_of([("520", "281", 98), ("920", "281", -194)])
    old, new = drift_totals(frame, 2019), drift_totals(frame, 2020)
    assert (old.di_ore, old.expense_ore, old.finance_ore) == (0, 0, -96)
    assert (new.di_ore, new.expense_ore, new.finance_ore) == (194, 98, 0)
    assert old.ndr_ore == new.ndr_ore == 96
    assert function_nets(frame, 2019) == ()
    assert function_nets(frame, 2020)[0].net_ore == -96


def test_the_rest_is_what_the_dispositions_leave() -> None:
    totals = drift_totals(
        sums_of(
            [
                ("870", "800", -100),
                ("570", "880", 7),
                ("540", "880", 6),
                ("940", "880", -5),
                ("550", "880", 4),
                ("950", "880", -3),
                ("530", "880", 2),
                ("980", "899", -1),
            ]
        ),
        2027,
    )
    assert totals.ndr_ore == 100
    assert totals.rest_ore == 100 - 7 - 6 + 5 - 4 + 3 - 2
    assert totals.carried_ore == -1


def test_a_function_without_free_income() -> None:
    nets = function_nets(
        sums_of(
            [
                ("010", "202", 70),
                ("099", "202", 10),
                ("120", "202", 20),
                ("600", "202", -5),
                ("700", "202", -4),
                ("500", "202", 3),
                ("877", "325", -9),
                ("810", "850", -8),
                ("870", "800", -50),
            ]
        ),
        2027,
    )
    assert nets == (FunctionNet("202", 100, 9, 80, 5), FunctionNet("850", 0, 8, None, 0))
    assert nets[0].net_ore == 91


def test_a_file_without_arts_goes_by_side_and_has_unknown_wages() -> None:
    spent = sums_of([("", "202", 500)], side="expense")
    earned = sums_of([("", "202", -80)], side="income")
    assert function_nets(spent, 2013) == (FunctionNet("202", 500, 0, None, 0),)
    assert drift_totals(spent, 2013).expense_ore == 500
    assert function_nets(earned, 2013) == (FunctionNet("202", 0, 80, None, 0),)
    assert drift_totals(earned, 2013).di_ore == 80


arts = st.sampled_from([*sorted(CODES.arts), "728", "955"])
rows = st.lists(
    st.tuples(arts, st.sampled_from(["202", "800", "880"]), st.integers(-(10**12), 10**12)), max_size=30
)


@tried(50)
@given(rows, st.integers(2015, 2030))
def test_every_line_of_the_account_is_in_one_total(entries: list[tuple[str, str, int]], year: int) -> None:
    totals = drift_totals(sums_of(entries), year)
    assert sum(amount for _, _, amount in entries) == totals.carried_ore - totals.rest_ore
