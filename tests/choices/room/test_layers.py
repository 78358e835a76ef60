"""Each krone stands in one layer, and commitments bind what they say for as long as they run."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from fractions import Fraction

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from planhjul.choices.assumptions import localise
from planhjul.choices.bindings import Binding, Commitment, CommitmentKind
from planhjul.choices.results import OPEN_LAYERS, Layer, Room
from planhjul.choices.room.budget import (
    OperatingBudget,
    OtherKind,
    Scope,
    apportion,
    operating_budget,
    rounded_to,
)
from planhjul.choices.room.layers import BUDGET_LAYERS, NET_LAYERS
from planhjul.choices.room.lines import Shares
from planhjul.choices.room.pools import split
from planhjul.choices.room.year import YearRoom, room, year_room
from planhjul.language import Language
from planhjul.ledger.areas import Area
from planhjul.ledger.lines import SUM_COLUMNS, conform
from planhjul.wheel.roles import Role
from tests.choices.storvik import (
    ASSUMPTIONS,
    BOUND_BY,
    CODES,
    HERE,
    areas,
    binding,
    commitment,
    nets,
    plan,
    ready,
)
from tests.fuzz import tried
from tests.ledger.frames import MILLION, sums_of

JUNE, NOVEMBER, INSIDE = date(2026, 6, 16), date(2026, 11, 1), date(2027, 6, 16)
SAY = Language("nb").say


def layer(answer: Room, key: str) -> Layer:
    return next(layer for layer in answer.layers if layer.key == key)


def sound(answer: Room, budget: OperatingBudget) -> None:
    """What always holds: every krone once, in both views, and the open layers are the room."""
    assert [found.key for found in answer.layers] == [key.value for key in NET_LAYERS]
    assert [found.key for found in answer.budget_layers] == [key.value for key in BUDGET_LAYERS]
    assert sum(found.amount_ore for found in answer.layers) == answer.total_ore
    assert sum(found.amount_ore for found in answer.budget_layers) == answer.budget_ore == budget.expense_ore
    for view in (answer.layers, answer.budget_layers):
        assert sum(found.amount_ore for found in view if found.key in OPEN_LAYERS) == answer.default_ore
        for found in view:
            assert sum(line.amount_ore for line in found.lines) == found.amount_ore
            assert len({(line.key, line.because) for line in found.lines}) == len(found.lines)
    assert sum(line.movable_ore for line in answer.lines) == answer.default_ore
    assert answer.low_ore <= answer.default_ore <= answer.high_ore


def test_storviks_layers() -> None:
    sums = plan()[2027]
    year = year_room(sums, 2027, ready().ground)
    answer = room(year, JUNE)
    sound(answer, year.budget)
    assert (answer.total_ore, answer.budget_ore) == (630 * MILLION, 930 * MILLION)
    assert answer.default_ore == 3_510_208_333
    gross = {found.key: found.amount_ore for found in answer.budget_layers}
    net = {found.key: found.amount_ore for found in answer.layers}
    # Interest and instalments 45, transfer to investment 15, and 240 that income pays.
    assert gross["avtaler"] == net["avtaler"] + 45 * MILLION
    assert gross["vedtak"] == 15 * MILLION
    assert gross["egenfinansiert"] == 240 * MILLION
    assert all(gross[key] == net[key] for key in ("lov", "forskrift", "for_sent", "kort", "strukturelt"))


def test_each_line_says_why_and_who_unlocks_it() -> None:
    answer = room(ready(), NOVEMBER)
    school = next(line for line in layer(answer, "lov").lines if line.line == "202")
    assert SAY(school.because) == "Rettigheter og plikter i lov."
    assert SAY(school.unlocked_by) == "Stortinget"
    assert school.basis is not None
    assert "opplæringslova" in SAY(school.basis)
    assert "ikke kontrollert" in SAY(school.basis)
    assert school.kilde == "Vedtak sak 12/26"
    late = layer(answer, "for_sent").lines[0]
    assert SAY(late.unlocked_when) == "Fra og med budsjettet for 2028."
    assert all(SAY(found.unlocked_by) and SAY(found.unlocked_when) for found in answer.budget_layers)


def test_a_function_without_level_is_bound_by_the_budget_itself() -> None:
    answer = room(ready(OperatingBudget(2027, (Scope("691", 70, 0), Scope("", 5, 0)), {}), ()), JUNE)
    assert {line.line for line in layer(answer, "vedtak").lines} == {"691", ""}
    assert layer(answer, "vedtak").amount_ore == 75


def test_bookkeeping_stands_apart_in_the_whole_budget() -> None:
    other = {OtherKind.DEPRECIATION: 40, OtherKind.CARRIED: 7, OtherKind.FINANCE: 9}
    scopes = (Scope("170", 30, 32), Scope("173", 6, 0), Scope("202", 100, 0), Scope("860", 3, 0))
    year = ready(OperatingBudget(2027, scopes, other), ())
    answer = room(year, JUNE)
    sound(answer, year.budget)
    technical = next(found for found in answer.budget_layers if found.key == "teknisk")
    assert {line.key: line.amount_ore for line in technical.lines} == {
        "170": 30,
        "173": 6,
        "avskrivning": 40,
        "framfort": 7,
        "felles": 3,
    }


def test_after_the_vote_a_change_needs_cover() -> None:
    year = ready(milestones={Role.ADOPTION: date(2026, 12, 10)})
    assert room(year, date(2026, 12, 10)).needs_cover is None
    after = room(year, date(2026, 12, 11))
    assert after.phase == "aaret"
    assert after.needs_cover is not None
    assert "inndekning" in SAY(after.needs_cover)


def test_a_phase_with_less_openness_puts_the_rest_with_the_councils_own_rules() -> None:
    local, problems = localise(ASSUMPTIONS, {"aapenhet.innstilling": ("25 %", "Reglement § 4")})
    assert problems == ()
    year = ready(assumptions=local)
    full, part = room(ready(), date(2026, 11, 20)), room(year, date(2026, 11, 20))
    assert part.default_ore == round(Fraction(full.default_ore, 4))
    closed = full.default_ore - part.default_ore
    # Øre are rounded line by line.
    assert layer(part, "vedtak").amount_ore == pytest.approx(closed, abs=len(part.lines))
    assert "aapenhet.innstilling" in [entry.key for entry in part.assumptions]
    assert room(year, JUNE).default_ore == room(ready(), JUNE).default_ore
    sound(part, year.budget)


# An agreement on culture (N 20, l .2, s .6, q .2, lead 1), of 5 mill. a year.
def with_one(**given: object) -> YearRoom:
    return ready(commitments=(commitment("A", 5 * MILLION, **given),))


@pytest.mark.parametrize(
    ("given", "on", "lowers", "held"),
    [
        # All year: of 5 mill. 4 were open 18 months ahead.
        ({}, date(2025, 7, 1), 4.0, 5.0),
        # It ends with June: half the year is bound, the rest open.
        ({"ends": date(2027, 6, 30)}, date(2025, 7, 1), 2.0, 2.5),
        # It starts in October.
        ({"starts": date(2027, 10, 1)}, date(2025, 7, 1), 1.0, 1.25),
        # Half a year into the budget year, a decision bites from July: what ended in June takes nothing.
        ({"ends": date(2027, 6, 30)}, date(2027, 6, 1), 0.0, 2.5),
        # Without an end it can be called off with four months' notice: the lead is four months, not one.
        ({"notice_months": 4}, date(2027, 1, 1), 3.0 * 3 / 12, 5.0),
        ({"notice_months": 1}, date(2027, 1, 1), 0.0, 5.0),
    ],
    ids=str,
)
def test_an_agreement_lowers_the_room_while_it_runs(
    given: Mapping[str, object], on: date, lowers: float, held: float
) -> None:
    year = with_one(**given)
    free, bound = room(ready(), on), room(year, on)
    sound(bound, year.budget)
    assert (free.default_ore - bound.default_ore) / MILLION == pytest.approx(lowers)
    (lock,) = bound.locks
    assert lock.lowers_ore / MILLION == pytest.approx(lowers)
    assert lock.amount_ore / MILLION == pytest.approx(held)
    assert (lock.lines, lock.layer) == (("380",), "avtaler")
    assert "avtaler_tar_likt" in [entry.key for entry in bound.assumptions]


def test_an_agreement_that_does_not_run_in_the_year_is_not_there() -> None:
    assert room(with_one(ends=date(2026, 12, 31)), JUNE).locks == ()
    assert room(with_one(starts=date(2028, 1, 1)), JUNE).locks == ()


@pytest.mark.parametrize("kind", [kind for kind in CommitmentKind if kind is not CommitmentKind.AVTALE])
def test_other_commitments_name_bound_money_first(kind: CommitmentKind) -> None:
    within = ready(commitments=(commitment("A", 4 * MILLION, kind=kind),))
    assert room(within, JUNE).default_ore == 3_510_208_333
    above = ready(commitments=(commitment("A", 6 * MILLION, kind=kind),))
    ahead = date(2025, 7, 1)
    answer = room(above, ahead)
    sound(answer, above.budget)
    assert room(ready(), ahead).default_ore - answer.default_ore == 2 * MILLION
    assert answer.locks[0].amount_ore == 6 * MILLION
    named = [line for line in layer(answer, answer.locks[0].layer).lines if line.key == "380·A"]
    assert sum(line.amount_ore for line in named) == 6 * MILLION
    assert SAY(answer.locks[0].unlocked_by)
    assert SAY(answer.locks[0].unlocked_when)


def test_a_commitment_is_shared_by_the_lines_it_points_at_and_never_too_large() -> None:
    schools = Area("skole", "Skole", ("202", "215"), 2, 7.0, None, "Sak 1/26", HERE)
    money = OperatingBudget(2027, (Scope("202", 30, 0), Scope("215", 10, 0)), {})
    own = (binding("b", funksjon="215", lead_short=Fraction(2)),)
    year = ready(
        money, (schools,), bindings=own, commitments=(commitment("A", 20, funksjon="", area="skole"),)
    )
    assert [line.slices[0].amount_ore for line in year.lines] == [15, 5]
    large = ready(money, (schools,), commitments=(commitment("A", 50, area="skole", funksjon="202"),))
    assert large.lines[0].slices[0].amount_ore == 40
    assert "større enn" in SAY(large.problems[0])
    assert room(large, JUNE).default_ore == 0


def test_a_commitment_by_centre_finds_the_line_of_the_centre() -> None:
    schools = Area("skole", "Skole", (), 2, 7.0, None, "Sak 1/26", HERE, ("2010",))
    money = OperatingBudget(2027, (Scope("202", 30, 0, None, "2010"), Scope("202", 10, 0, None, "2020")), {})
    year = ready(money, (schools,), commitments=(commitment("A", 8, funksjon="202", ansvar="2020"),))
    assert {line.key: [held.amount_ore for held in line.slices] for line in year.lines} == {
        "skole": [],
        "202": [8],
    }


def test_a_commitment_on_a_line_without_net_binds_nothing() -> None:
    money = OperatingBudget(2027, (Scope("380", 30, 30),), {})
    year = ready(money, (), commitments=(commitment("A", 8),))
    assert year.lines[0].slices == ()
    assert "større enn" in SAY(year.problems[0])


def test_a_commitment_that_points_nowhere_is_said() -> None:
    year = ready(
        commitments=(
            commitment("A", 8, funksjon="231"),
            commitment("B", 8, funksjon=""),
            commitment("C", 8, area="ukjent"),
        )
    )
    told = [SAY(problem).split(" peker")[0] for problem in year.problems]
    assert told == ["«Avtale A»", "«Avtale B»", "«Avtale C»"]
    assert room(year, JUNE).problems == year.problems


def test_a_loan_names_interest_and_instalments() -> None:
    loan = commitment("L", 30 * MILLION, kind=CommitmentKind.LAN, funksjon="")
    more = commitment("M", 90 * MILLION, kind=CommitmentKind.LAN, funksjon="870")
    year = year_room(plan()[2027], 2027, ready(commitments=(loan, more)).ground)
    answer = room(year, JUNE)
    sound(answer, year.budget)
    agreements = next(found for found in answer.budget_layers if found.key == "avtaler")
    named = {line.key: line.amount_ore for line in agreements.lines if not line.line}
    assert named == {"L": 30 * MILLION, "M": 15 * MILLION}
    assert answer.default_ore == 3_510_208_333
    assert [lock.lines for lock in answer.locks] == [(), ()]


def test_one_area_alone_adds_up_to_itself() -> None:
    year = year_room(plan()[2027], 2027, ready().ground)
    answer = room(year, JUNE, "202")
    assert (answer.area, answer.total_ore, answer.budget_ore) == ("202", 150 * MILLION, 390 * MILLION)
    assert sum(found.amount_ore for found in answer.layers) == answer.total_ore
    assert sum(found.amount_ore for found in answer.budget_layers) == answer.budget_ore
    assert sum(room(year, JUNE, line.area).default_ore for line in year.lines) == pytest.approx(
        room(year, JUNE).default_ore, abs=10
    )


@pytest.mark.parametrize(
    ("given", "on", "words"),
    [
        ({"ends": date(2028, 12, 31)}, JUNE, "Løper til 31.12.2028."),
        (
            {"ends": date(2028, 12, 31), "notice_months": 6},
            JUNE,
            "Løper til 31.12.2028. Si opp innen 30.06.2028.",
        ),
        (
            {"ends": date(2028, 12, 31), "notice_months": 6},
            date(2028, 8, 1),
            "Løper til 31.12.2028. Fristen for å si opp er ute.",
        ),
        ({"notice_months": 3}, JUNE, "Kan sies opp med 3 måneders varsel."),
        ({}, JUNE, "Har ingen utløpsdato eller oppsigelsestid. Legg den inn i arket Avtaler."),
    ],
    ids=str,
)
def test_when_an_agreement_is_unlocked(given: Mapping[str, object], on: date, words: str) -> None:
    lock = room(with_one(**given), on).locks[0]
    assert SAY(lock.unlocked_when) == words
    assert SAY(lock.unlocked_by) == "Avtalepartene"
    assert "Arkivsak A" in SAY(lock.because)


def test_amounts_are_rounded_to_their_total() -> None:
    thirds = [Fraction(1, 3)] * 3
    assert rounded_to(1, thirds) == [1, 0, 0]
    assert rounded_to(2, [Fraction(2), Fraction(1)]) == [1, 1]
    assert apportion(10, [Fraction(1), Fraction(2)]) == [3, 7]


def test_the_operating_budget_is_every_krone_of_expense() -> None:
    rows = [
        ("010", "202", 100),
        ("370", "202", 30),
        ("600", "202", -20),
        ("590", "202", 10),
        ("990", "860", -10),
        ("500", "870", 7),
        ("550", "880", 3),
        ("580", "899", 2),
        ("870", "800", -122),
        ("520", "281", 5),
    ]
    found = operating_budget(sums_of(rows), 2027, by_ansvar=True, wanted_art=lambda art: art == "370")
    assert found.expense_ore == 157
    assert found.other == {
        OtherKind.DEPRECIATION: 10,
        OtherKind.FINANCE: 7,
        OtherKind.DISPOSITION: 3,
        OtherKind.CARRIED: 2,
    }
    assert found.scopes == (Scope("202", 130, 20, 100, "", {"370": 30}), Scope("281", 5, 0, 0))
    without_art = operating_budget(sums_of([("", "202", 9)], side="expense"), 2027)
    assert without_art.scopes == (Scope("202", 9, 0),)
    before = operating_budget(sums_of([("520", "281", 5)], year=2019), 2019)
    assert before.other == {OtherKind.FINANCE: 5}
    assert operating_budget(sums_of([]), 2027) == OperatingBudget(2027, (), {})


row = st.tuples(
    st.sampled_from(
        ["010", "195", "370", "429", "500", "540", "570", "580", "590", "600", "640", "729", "810", "870"]
    ),
    st.sampled_from(["", "120", "170", "202", "290", "345", "380", "691", "850", "880"]),
    st.sampled_from(["", "10", "20"]),
    st.integers(-(10**7), 10**11),
)
contract = st.builds(
    lambda number, amount, **given: commitment(f"k{number}", amount, **given),
    st.integers(0, 10**6),
    st.integers(1, 10**11),
    kind=st.sampled_from(list(CommitmentKind)),
    funksjon=st.sampled_from(["", "202", "380", "870"]),
    ansvar=st.sampled_from(["", "10"]),
    starts=st.none() | st.dates(date(2025, 1, 1), date(2028, 1, 1)),
    ends=st.none() | st.dates(date(2025, 1, 1), date(2030, 1, 1)),
    notice_months=st.integers(0, 24),
)
bindings = st.lists(
    st.sampled_from(
        [
            binding("art", art="370", bound=Fraction(1), short=Fraction(0), structural=Fraction(0)),
            binding("senter", ansvar="10", lead_short=Fraction(3)),
            binding("nivaa", level=3, bound=Fraction(1, 3), short=Fraction(1, 3), structural=Fraction(1, 3)),
            binding("f", funksjon="691", bound=Fraction(2, 3), short=Fraction(1, 3), structural=Fraction(0)),
        ]
    ),
    unique_by=lambda one: one.key,
)


def frame(rows: list[tuple[str, str, str, int]]) -> pd.DataFrame:
    parts = [
        sums_of([(art, funksjon, amount if art < "600" else -amount)], ansvar=ansvar)
        for art, funksjon, ansvar, amount in rows
    ]
    return pd.concat(parts) if parts else conform(sums_of([]), SUM_COLUMNS)


def made(rows: list[tuple[str, str, str, int]], own: list[Binding], contracts: list[Commitment]) -> YearRoom:
    unique = tuple({one.key: one for one in contracts}.values())
    schools = Area("skole", "Skole", ("202",), 2, 7.0, None, "Sak", HERE)
    ground = ready(held=(schools,), bindings=tuple(own), commitments=unique).ground
    return year_room(frame(rows), 2027, ground)


@tried(80)
@given(
    st.lists(row, max_size=12),
    bindings,
    st.lists(contract, max_size=3),
    st.dates(date(2024, 6, 1), date(2028, 2, 1)),
)
def test_every_krone_of_any_budget_stands_in_one_layer(
    rows: list[tuple[str, str, str, int]], own: list[Binding], contracts: list[Commitment], on: date
) -> None:
    year = made(rows, own, contracts)
    answer = room(year, on)
    sound(answer, year.budget)
    expense = sum(amount for art, _, _, amount in rows if art < "600")
    assert answer.budget_ore == expense
    for found in answer.layers:
        if found.key != "egenfinansiert":
            assert found.amount_ore >= 0


@tried(60)
@given(
    st.lists(row, max_size=8),
    st.lists(contract, max_size=3),
    st.dates(date(2024, 6, 1), date(2028, 2, 1)),
    st.integers(0, 400),
)
def test_commitments_never_give_more_room_and_time_never_does(
    rows: list[tuple[str, str, str, int]], contracts: list[Commitment], on: date, later: int
) -> None:
    free, bound = made(rows, [], []), made(rows, [], contracts)
    for less, more in zip(bound.band(on), free.band(on), strict=True):
        assert less <= more
    after = date.fromordinal(on.toordinal() + later)
    for less, more in zip(bound.band(after), bound.band(on), strict=True):
        assert less <= more


@given(st.lists(contract, max_size=4), st.fractions(0, 1, max_denominator=50))
def test_a_split_line_keeps_all_its_money(contracts: list[Commitment], bound: Fraction) -> None:
    shares = Shares(bound, (1 - bound) / 3, (1 - bound) * 2 / 3)
    for line in made([("010", "380", "", 10**9), ("010", "202", "10", 10**8)], [], contracts).lines:
        parted = split(line, shares)
        assert sum(part.amount for part in parted.parts) == line.base_ore * (1 - bound)
        assert sum(amount for _, amount in parted.named) <= line.base_ore * bound
        assert all(part.amount > 0 for part in parted.parts)


def test_the_shares_of_layers_are_listed_as_assumptions() -> None:
    listed = {entry.key: entry for entry in room(ready(), JUNE).assumptions}
    assert SAY(listed["lag.nivaa_2"].value) == "55 % / 10 % / 35 %"
    assert BOUND_BY.of("202", None) is None
    assert BOUND_BY.of("202", 1) == BOUND_BY.levels[1][0]
    assert CODES.funksjoner["202"].level == 2
    assert len(areas()) == len(nets().scopes)
