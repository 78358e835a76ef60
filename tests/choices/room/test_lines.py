"""Local bindings divide a budget into lines that still add up."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planhjul.choices.assumptions import localise
from planhjul.choices.bindings import Binding
from planhjul.choices.room.budget import Scope
from planhjul.choices.room.lines import BudgetLine, budget_lines
from planhjul.choices.room.year import room
from planhjul.language import Language
from planhjul.ledger.areas import Area
from tests.choices.storvik import ASSUMPTIONS, CODES, HERE, binding, budget_of, ready
from tests.fuzz import tried

OWN = {"bound": Fraction(1, 2), "short": Fraction(1, 4), "structural": Fraction(1, 4)}
SCHOOL = Area("skole", "Skole", ("202", "215"), 2, 7.0, None, "Sak 1/26", HERE, ("21*",))
MONEY = (
    Scope("202", 1000, 100, 800, "2010", {"370": 200}),
    Scope("202", 600, 0, 300, "2020"),
    Scope("215", 300, 250, 200, "2010"),
    Scope("120", 90, 0, 90, "2100"),
    Scope("380", 70, 10, 20, "3800", {"370": 40}),
)


def lines(*bindings: Binding, areas: tuple[Area, ...] = (SCHOOL,)) -> tuple[BudgetLine, ...]:
    return budget_lines(budget_of(*MONEY), areas, ASSUMPTIONS, CODES, bindings)


def amounts(*bindings: Binding) -> Mapping[str, int]:
    return {line.key: line.amount_ore for line in lines(*bindings)}


def test_an_area_holds_the_centres_it_names() -> None:
    assert amounts() == {"skole": 1640, "380": 60}


@pytest.mark.parametrize(
    ("own", "expected"),
    [
        ({"area": "skole"}, {"skole": 1640, "380": 60}),
        ({"level": 2}, {"skole": 1640, "380": 60}),
        ({"funksjon": "215"}, {"skole": 1590, "skole:b": 50, "380": 60}),
        ({"funksjon": "202", "ansvar": "2020"}, {"skole": 1040, "skole:b": 600, "380": 60}),
        ({"ansvar": "20*"}, {"skole": 90, "skole:b": 1550, "380": 60}),
        # Income follows the cost: 370 is 200 of 1 990 gross, so it pays 35 of the 350.
        ({"art": "370"}, {"skole": 1475, "skole:b": 165, "380": 26, "380:b": 34}),
        ({"art": "370", "funksjon": "380"}, {"skole": 1640, "380": 26, "380:b": 34}),
    ],
    ids=str,
)
def test_a_binding_takes_its_part_out_of_the_line(
    own: Mapping[str, object], expected: Mapping[str, int]
) -> None:
    found = lines(binding("b", **OWN, **own))
    assert {line.key: line.amount_ore for line in found} == expected
    for line in found:
        narrow = line.key.endswith(":b") or (line.key == "skole" and len(expected) == 2)
        assert (line.default.bound == Fraction(1, 2)) == narrow, line.key
        assert line.area == line.key.split(":")[0]


def test_the_narrowest_binding_wins_and_the_first_of_two_as_narrow() -> None:
    level = binding("nivaa", level=2, **OWN)
    area = binding("omraade", area="skole", bound=Fraction(1), short=Fraction(0), structural=Fraction(0))
    funksjon = binding("funksjon", funksjon="215", lead_short=Fraction(3), lead_structural=Fraction(30))
    again = binding("igjen", funksjon="215", lead_short=Fraction(9))
    found = {line.key: line for line in lines(level, area, funksjon, again)}
    assert found["skole"].default.bound == 1
    part = found["skole:funksjon"]
    assert (part.default.bound, part.short_leads, part.structural_lead) == (
        Fraction(1),
        ((Fraction(1), Fraction(3)),),
        Fraction(30),
    )
    assert part.title == "Skole – Skolefritidstilbud"
    assert [entry.key for entry in part.local] == ["omraade.skole", "binding.omraade", "binding.funksjon"]
    assert Language("nb").say(part.local[2].value) == "ledetid 3 måneder, omlegging 30 måneder"


def test_a_part_by_centre_and_by_art_is_named_by_them() -> None:
    centre = binding("senter", ansvar="2020", **OWN)
    art = binding("art", art="370", **OWN)
    titles = {line.key: line.title for line in lines(centre, art)}
    assert titles["skole:senter"] == "Skole – 2020"
    assert titles["skole:art"] == f"Skole – {CODES.art_title('370')}"


def test_an_art_inside_a_centre_keeps_both_bindings() -> None:
    centre = binding("senter", ansvar="2010", lead_short=Fraction(4))
    art = binding("art", art="370", **OWN)
    found = {line.key: line for line in lines(centre, art)}
    assert found["skole:senter:art"].short_leads == ((Fraction(1), Fraction(4)),)
    assert found["skole:senter:art"].default.bound == Fraction(1, 2)
    assert sum(line.amount_ore for line in found.values()) == 1700


def test_a_level_gives_a_function_its_lead_but_an_area_has_its_own() -> None:
    found = {line.key: line for line in lines(binding("to", level=2, lead_short=Fraction(11)))}
    assert found["skole"].short_leads == ((Fraction(1), Fraction(7)),)
    three = lines(binding("tre", level=3, lead_short=Fraction(11)))[-1]
    assert three.short_leads == ((Fraction(1), Fraction(11)),)


def test_an_areas_own_shares_go_before_its_levels() -> None:
    own = Area("skole", "Skole", ("202",), 2, 7.0, (0.9, 0.05, 0.05), "Plan", HERE)
    found = budget_lines(
        budget_of(Scope("202", 100, 0)), (own,), ASSUMPTIONS, CODES, [binding("n", level=2, **OWN)]
    )
    assert found[0].default.bound == Fraction(9, 10)
    narrow = budget_lines(
        budget_of(Scope("202", 100, 0)), (own,), ASSUMPTIONS, CODES, [binding("o", area="skole", **OWN)]
    )
    assert narrow[0].default.bound == Fraction(1, 2)
    assert "Sak o" in Language("nb").say(narrow[0].because)


def test_a_function_nobody_has_judged_can_be_judged_locally() -> None:
    (line,) = budget_lines(
        budget_of(Scope("691", 100, 0)), (), ASSUMPTIONS, CODES, [binding("b", funksjon="691", **OWN)]
    )
    assert line.default == line.low == line.high
    assert line.default.bound == Fraction(1, 2)


def test_a_binding_keeps_the_levels_band() -> None:
    (line, _) = lines(binding("b", area="skole", **OWN))
    assert (line.low.bound, line.high.bound) == (Fraction(9, 10), Fraction(1, 2))


def test_self_cost_frees_nothing() -> None:
    answer = room(ready(budget_of(Scope("345", 100, 60, 40)), ()), date(2025, 1, 1))
    assert (answer.total_ore, answer.default_ore, answer.high_ore) == (40, 0, 0)
    assert [(layer.key, layer.amount_ore) for layer in answer.layers if layer.amount_ore] == [
        ("egenfinansiert", 40)
    ]
    assert "selvkost" in Language("nb").say(answer.lines[0].locked_because)
    assert "selvkost_full" in [entry.key for entry in answer.assumptions]


def test_a_share_of_self_cost_frees_the_rest() -> None:
    local, _ = localise(ASSUMPTIONS, {"selvkost.302": ("70 %", "Kalkyle 2026")})
    year = ready(budget_of(Scope("302", 100, 60, 40)), (), local)
    # A cut of all 100 would take 70 of fees with it; 30 of the net of 40 can be used for something else.
    assert (year.lines[0].financed_ore, year.lines[0].base_ore) == (10, 30)
    listed = {
        entry.key: Language("nb").say(entry.value) for entry in room(year, date(2026, 1, 1)).assumptions
    }
    assert listed["selvkost.302"] == "70 %"


def test_a_negative_art_leaves_the_income_where_it_is() -> None:
    money = budget_of(Scope("202", 100, 40, None, "", {"370": -20}))
    found = budget_lines(money, (), ASSUMPTIONS, CODES, [binding("b", art="370", **OWN)])
    assert [line.amount_ore for line in found] == [80, -20]


scope = st.builds(
    Scope,
    st.sampled_from(["120", "202", "215", "345", "380", "840"]),
    st.integers(-(10**6), 10**9),
    st.integers(-(10**6), 10**9),
    st.none() | st.integers(0, 10**8),
    st.sampled_from(["", "2010", "2110"]),
    st.dictionaries(st.sampled_from(["010", "370", "375"]), st.integers(-(10**5), 10**8), max_size=2),
)
local = st.builds(
    lambda number, **given: binding(f"b{number}", **OWN, **given),
    st.integers(0, 99),
    level=st.none() | st.integers(1, 3),
    area=st.sampled_from(["", "skole"]),
    funksjon=st.sampled_from(["", "202", "38*"]),
    ansvar=st.sampled_from(["", "2010"]),
    art=st.sampled_from(["", "370", "37*"]),
)


@tried(60)
@given(
    st.lists(scope, max_size=6, unique_by=lambda one: (one.funksjon, one.ansvar)), st.lists(local, max_size=4)
)
def test_the_lines_add_up_however_they_are_divided(scopes: list[Scope], own: list[Binding]) -> None:
    unique = list({one.key: one for one in own}.values())
    found = budget_lines(budget_of(*scopes), (SCHOOL,), ASSUMPTIONS, CODES, unique)
    service = [one for one in scopes if one.funksjon < "800" or one.ansvar.startswith("21")]
    assert sum(line.amount_ore for line in found) == sum(one.net_ore for one in service)
    assert sum(line.gross_ore for line in found) == sum(one.gross_ore for one in service)
    assert len({line.key for line in found}) == len(found)
    assert all(0 <= line.financed_ore <= max(0, line.amount_ore) for line in found)
