"""Bound to what: each chain adds up to its cost, and all of them to the version."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from planhjul.issues import CellRef
from planhjul.ledger.areas import Area, AreaMap
from planhjul.ledger.codes import CodeLists
from planhjul.ledger.income.composition import compose_income
from planhjul.ledger.income.entries import cells, income_entries
from planhjul.ledger.income.funding import carries, costs_of, fund
from planhjul.ledger.income.results import Funding, FundingChain, IncomeComposition
from planhjul.ledger.net import drift_totals
from planhjul.ledger.versions import VersionKind
from planhjul.reference.codes import load_codes
from tests.fuzz import tried
from tests.ledger.frames import sums_of
from tests.ledger.income.test_composition import kongsvinger
from tests.realdata import needs_realdata

CODES: CodeLists = load_codes()
BUDGET = [
    ("010", "202", 600),
    ("240", "202", 200),
    ("429", "202", 50),
    ("710", "202", -20),
    ("729", "202", -50),
    ("810", "202", -30),
    ("600", "201", -90),
    ("010", "201", 70),
    ("640", "345", -80),
    ("240", "345", 60),
    ("590", "345", 25),
    ("700", "257", -5),
    ("870", "800", -900),
    ("800", "840", -500),
    ("810", "850", -40),
    ("900", "870", -9),
]


def composed(frame: pd.DataFrame, year: int = 2026) -> IncomeComposition:
    return compose_income(
        frame, CODES, year=year, kind=VersionKind.OPPRINNELIG_BUDSJETT, stood_from=date(2025, 12, 15)
    )


def sources(chain: FundingChain) -> dict[str, int]:
    return {source.key: source.amount_ore for source in chain.sources}


def by_key(funding: Funding) -> dict[str, FundingChain]:
    return {chain.key: chain for chain in funding.chains}


def test_a_chain_says_who_pays_and_free_income_pays_the_rest() -> None:
    school = by_key(composed(sums_of(BUDGET)).funding)["202"]
    assert (school.cost_ore, school.bound_ore) == (850, 30)
    assert sources(school) == {
        "bundet_oremerket": 30,
        "sykelonnsrefusjon": 20,
        "momskompensasjon": 50,
        "fri": 750,
    }
    assert [source.share for source in school.sources] == [30 / 850, 20 / 850, 50 / 850, 750 / 850]
    assert (school.amount_of("fri"), school.amount_of("overskudd")) == (750, 0)


def test_income_above_cost_is_a_surplus_and_still_adds_up() -> None:
    chains = by_key(composed(sums_of(BUDGET)).funding)
    assert sources(chains["201"]) == {"bundet_brukerbetaling": 90, "overskudd": -20}
    # Depreciation is no cost here: it is neutralised in the account (money model 0.6).
    assert sources(chains["345"]) == {"selvkost": 80, "overskudd": -20}
    assert sources(chains["257"]) == {"bundet_stat_refusjon": 5, "overskudd": -5}
    assert [source.share for source in chains["257"].sources] == [None, None]


def test_the_total_and_the_pool_are_the_version() -> None:
    composition = composed(sums_of(BUDGET))
    funding = composition.funding
    assert [chain.key for chain in funding.chains] == ["201", "345", "202", "257"]
    assert funding.total.cost_ore == 980
    assert funding.pool_ore == 900 + 500 + 40
    assert sum(chain.bound_ore for chain in funding.chains) == funding.total.bound_ore == 205
    own = sum(amount for key, amount in sources(funding.total).items() if key not in ("fri", "overskudd"))
    assert own + funding.pool_ore == composition.total_ore
    assert funding.total.amount_of("fri") == 980 - own


def test_konsesjonskraft_is_said_net() -> None:
    power = composed(sums_of([("650", "321", -120), ("470", "321", 45), ("240", "321", 3)])).konsesjonskraft
    assert power is not None
    assert (power.sale_ore, power.purchase_ore, power.net_ore) == (120, 45, 75)
    assert composed(sums_of(BUDGET)).konsesjonskraft is None


def test_costs_are_found_from_a_source_and_back() -> None:
    frame = sums_of(BUDGET)
    held = cells(frame)
    school = by_key(composed(frame).funding)["202"]
    costs = costs_of(held, school, CODES, 2026, lambda funksjon, _: funksjon)
    assert [(cost.art, cost.amount_ore, cost.carried_by) for cost in costs] == [
        ("010", 600, ("bundet_oremerket", "sykelonnsrefusjon", "fri")),
        ("240", 200, ("bundet_oremerket", "fri")),
        ("429", 50, ("momskompensasjon", "fri")),
    ]
    assert costs[0].art_title == "Fastlønn"


@pytest.mark.parametrize(
    ("source", "art", "can"),
    [
        ("sykelonnsrefusjon", "010", True),
        ("sykelonnsrefusjon", "240", False),
        ("sykelonnsrefusjon", "", False),
        ("momskompensasjon", "429", True),
        ("momskompensasjon", "240", False),
        ("selvkost", "429", False),
        ("selvkost", "240", True),
        ("fri", "429", True),
    ],
)
def test_what_a_source_can_pay_for(source: str, art: str, can: bool) -> None:
    assert carries(source, art) is can


def test_areas_have_chains_too_by_ansvar_before_funksjon() -> None:
    cell = CellRef("innstillinger.xlsx")
    areas = AreaMap(
        [
            Area("skole", "Skole", ("202",), 1, 0, None, "", cell),
            Area("it", "IT", (), 2, 0, None, "", cell, ("77*",)),
        ]
    )
    frame = pd.concat(
        [
            sums_of([("010", "202", 100), ("600", "202", -30), ("010", "345", 8)]),
            sums_of([("010", "202", 40)], ansvar="7700"),
        ],
        ignore_index=True,
    )
    held = cells(frame, by_ansvar=True)
    funding = fund(
        held,
        income_entries(held, CODES, 2026),
        CODES,
        2026,
        key_of=lambda funksjon, ansvar: areas.of(funksjon, ansvar) or "",
        title_of=str,
    )
    assert {chain.key: chain.cost_ore for chain in funding.chains} == {"skole": 100, "it": 40, "": 8}
    assert funding.total.cost_ore == 148


arts = st.sampled_from([*sorted(CODES.arts), "728", ""])
functions = st.sampled_from(["120", "202", "321", "345", "800", "840", "850", "870", "999", ""])


@tried(50)
@given(
    st.lists(st.tuples(arts, functions, st.integers(-(10**12), 10**12)), min_size=1, max_size=25),
    st.integers(2015, 2030),
)
def test_every_chain_adds_up_to_its_cost(entries: list[tuple[str, str, int]], year: int) -> None:
    frame = sums_of(entries)
    composition = composed(frame, year)
    funding = composition.funding
    for chain in (*funding.chains, funding.total):
        assert sum(source.amount_ore for source in chain.sources) == chain.cost_ore
    assert sum(chain.cost_ore for chain in funding.chains) == funding.total.cost_ore
    totals = drift_totals(frame, year)
    depreciation = sum(amount for art, _, amount in entries if art == "590")
    assert funding.total.cost_ore == totals.expense_ore - depreciation
    own = sum(source.amount_ore for source in funding.total.sources if source.key not in ("fri", "overskudd"))
    assert own + funding.pool_ore == totals.di_ore


class TestKongsvinger:
    pytestmark = needs_realdata

    def test_the_real_accounts_add_up(self) -> None:
        frame = kongsvinger()
        funding = composed(frame, 2019).funding
        for chain in funding.chains:
            assert sum(source.amount_ore for source in chain.sources) == chain.cost_ore
        own = sum(s.amount_ore for s in funding.total.sources if s.key not in ("fri", "overskudd"))
        assert own + funding.pool_ore == 1_438_483 * 100_000
