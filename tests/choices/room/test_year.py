from __future__ import annotations

import dataclasses
import tomllib
from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planhjul.choices.assumptions import Key, localise
from planhjul.choices.results import NamedDay
from planhjul.choices.room.budget import Scope
from planhjul.choices.room.lines import BudgetLine, budget_lines
from planhjul.choices.room.pools import Timing, open_room, ready_line, tau
from planhjul.choices.room.profile import EVEN
from planhjul.choices.room.year import YearRoom, curve, room
from planhjul.language import Language
from planhjul.ledger.areas import Area
from planhjul.texts import text
from tests.choices.storvik import ASSUMPTIONS, CODES, HERE, areas, budget_of, nets, ready
from tests.ledger.frames import MILLION

CASES = tomllib.loads((Path(__file__).parent / "room.toml").read_text(encoding="utf-8"))
STORVIK = budget_lines(nets(), areas(), ASSUMPTIONS, CODES)
OPEN = open_room(STORVIK)


def shown(ore: Fraction | int) -> float:
    """Million kroner; the money model prints four decimals."""
    return float(ore / MILLION)


@pytest.mark.parametrize("case", CASES["year"], ids=lambda case: f"tau {case['tau']}")
def test_the_room_of_one_year(case: Mapping[str, float]) -> None:
    at = Fraction(str(case["tau"]))
    low, default, high = OPEN.band(at)
    short, structural = OPEN.default.left(OPEN.seen(at))
    found: dict[str, Fraction | int] = {
        "low": low,
        "default": default,
        "high": high,
        "short": short,
        "structural": structural,
    }
    for name, ore in found.items():
        if name in case:
            assert shown(ore) == pytest.approx(case[name], abs=0.00006), name


@pytest.mark.parametrize("case", CASES["term"], ids=lambda case: f"t {case['t']}")
def test_the_four_year_clock(case: Mapping[str, object]) -> None:
    at = Fraction(str(case["t"]))
    now = sum(OPEN.band(at - 12 * year)[1] for year in range(4))
    start = sum(OPEN.band(Fraction(-2) - 12 * year)[1] for year in range(4))
    assert shown(now) == pytest.approx(case["room"], abs=0.00006)
    assert 100 * now / start == pytest.approx(case["index"], abs=0.006)


@pytest.mark.parametrize(
    ("on", "months"),
    [
        (date(2026, 6, 16), Fraction(-13, 2)),
        (date(2026, 11, 1), Fraction(-2)),
        (date(2027, 1, 1), Fraction(0)),
        (date(2027, 6, 16), Fraction(11, 2)),
        (date(2027, 12, 31), Fraction(11) + Fraction(30, 31)),
        (date(2028, 2, 15), Fraction(13) + Fraction(14, 29)),
    ],
)
def test_tau_is_months_from_new_year(on: date, months: Fraction) -> None:
    assert tau(on, 2027) == months


@pytest.mark.parametrize(
    ("on", "ore"),
    [
        (date(2026, 6, 16), 3_510_208_333),
        (date(2026, 11, 1), 2_696_250_000),
        (date(2027, 6, 16), 743_333_333),
    ],
)
def test_the_room_on_a_day(on: date, ore: int) -> None:
    answer = room(ready(), on)
    assert (answer.default_ore, answer.total_ore) == (ore, 630 * MILLION)
    bound = sum(layer.amount_ore for layer in answer.layers if layer.key in ("lov", "forskrift", "avtaler"))
    assert bound == round(548.25 * MILLION)
    assert sum(layer.amount_ore for layer in answer.layers) == answer.total_ore
    assert sum(line.movable_ore for line in answer.lines) == ore


def test_the_curve_falls_month_by_month_and_names_its_events() -> None:
    frames, proposal, heard = (
        NamedDay(key, text("Dagen da det skjer"), text("Dagen")) for key in ("rammesak", "forslag", "horing")
    )
    events = [
        (date(2026, 6, 16), frames),
        (date(2026, 11, 1), heard),
        (date(2026, 11, 1), proposal),
        (date(2024, 1, 1), NamedDay("tidlig", text("For tidlig"), text("Tidlig"))),
    ]
    points = curve(ready(), events)
    assert (points[0].on, points[-1].on) == (date(2025, 7, 1), date(2028, 1, 1))
    assert len(points) == 32
    by_day = {point.on: point for point in points}
    assert by_day[date(2026, 6, 16)].events == (frames,)
    assert by_day[date(2026, 11, 1)].events == (proposal, heard)
    assert by_day[date(2026, 6, 16)].default_ore == 3_510_208_333
    rooms = [point.default_ore for point in points]
    assert rooms == sorted(rooms, reverse=True)
    assert rooms[-1] == 0


def of_lines(*lines: BudgetLine) -> YearRoom:
    return dataclasses.replace(ready(), ready=tuple(map(ready_line, lines)), pools={"": open_room(lines)})


def said(on: date, *lines: BudgetLine) -> list[str]:
    return [Language("nb").say(line.locked_because) for line in room(of_lines(*lines), on).lines]


def test_a_line_says_what_locks_it() -> None:
    school, nursery, culture = STORVIK[0], STORVIK[1], STORVIK[7]
    early, late, over = date(2024, 1, 1), date(2026, 12, 16), date(2028, 1, 1)
    assert "plikt" in said(early, school)[0]
    assert "Rettigheter" in said(early, nursery)[0]
    assert "Avtaler" in said(early, culture)[0]
    assert "kommer for sent" in said(late, school)[0]
    assert said(over, school) == ["Året er over."]


def test_a_line_that_earns_more_than_it_costs_has_no_room() -> None:
    lines = budget_lines(budget_of(Scope("345", 40, 90, 10)), (), ASSUMPTIONS, CODES)
    answer = room(of_lines(*lines), date(2026, 1, 1))
    assert (answer.total_ore, answer.default_ore, answer.high_ore) == (-50, 0, 0)
    assert [(layer.key, layer.amount_ore) for layer in answer.layers if layer.amount_ore] == [
        ("egenfinansiert", -50)
    ]
    assert "Inntektene dekker utgiftene" in said(date(2026, 1, 1), *lines)[0]


def test_a_technical_line_that_earns_is_still_technical() -> None:
    lines = budget_lines(budget_of(Scope("170", 0, 32)), (), ASSUMPTIONS, CODES)
    assert said(date(2026, 1, 1), *lines) == ["Dette er en teknisk post som ikke kan kuttes."]


def test_without_areas_each_service_function_is_a_line() -> None:
    found = (
        Scope("", 10, 0),
        Scope("171", 30, 0),
        Scope("202", 1000, 100, 600),
        Scope("380", 200, 0),
        Scope("691", 70, 0),
        Scope("850", 0, 90),
    )
    lines = budget_lines(budget_of(*found), (), ASSUMPTIONS, CODES)
    assert [line.key for line in lines] == ["", "171", "202", "380", "691"]
    assert lines[2].short_leads == ((Fraction(3, 5), Fraction(6)), (Fraction(2, 5), Fraction(2)))
    assert lines[3].short_leads[0] == (Fraction(1), Fraction(6))
    assert [line.default.bound for line in lines] == [1, 1, Fraction(4, 5), Fraction(1, 5), 1]
    words = said(date(2024, 1, 1), *lines)
    assert "ingen funksjon" in words[0]
    assert "teknisk post" in words[1]
    assert "691" in words[4]
    answer = room(ready(budget_of(*found), ()), date(2026, 1, 1))
    assert "fordeling_ledetid" in [assumption.key for assumption in answer.assumptions]


def test_functions_no_area_holds_stand_as_lines_of_their_own() -> None:
    own = Area("skole", "Skole", ("202", "850", "215"), 2, 7.5, None, "Sak 1/26", HERE)
    twice = Area("mer", "Mer skole", ("202",), 3, 1.0, None, "Sak 1/26", HERE)
    found = (
        Scope("202", 100, 0),
        Scope("385", 9, 0),
        Scope("850", 0, 30),
    )
    lines = budget_lines(budget_of(*found), (own, twice), ASSUMPTIONS, CODES)
    assert [(line.key, line.amount_ore) for line in lines] == [("skole", 70), ("mer", 0), ("385", 9)]
    assert [Language("nb").say(local.value) for local in lines[0].local] == ["nivå 2, 7,5 måneder"]


@pytest.mark.parametrize(
    ("lss", "default", "low", "high"),
    [
        ((0.85, 0.05, 0.10), (0.85, 0.05, 0.10), (0.9, 0.1 / 3, 0.2 / 3), (0.65, 0.35 / 3, 0.7 / 3)),
        ((1.0, 0.0, 0.0), (1, 0, 0), (1, 0, 0), (0.65, 0.0875, 0.2625)),
        ((0.5, 0.5, 0.0), (0.5, 0.5, 0), (0.9, 0.1, 0), (0.5, 0.5, 0)),
    ],
)
def test_a_local_split_keeps_the_levels_band_and_its_own_ratio(
    lss: tuple[float, float, float],
    default: tuple[float, float, float],
    low: tuple[float, float, float],
    high: tuple[float, float, float],
) -> None:
    area = Area("skole", "Skole", ("202",), 2, 7.0, lss, "Skolebruksplan", HERE)
    (line,) = budget_lines(budget_of(Scope("202", 100, 0)), (area,), ASSUMPTIONS, CODES)
    for shares, expected in ((line.default, default), (line.low, low), (line.high, high)):
        found = (float(shares.bound), float(shares.short), float(shares.structural))
        assert found == pytest.approx(expected)
    assert "Skolebruksplan" in Language("nb").say(line.because)


def test_a_level_that_is_all_bound_locally_splits_its_high_band_in_the_short_run() -> None:
    local, problems = localise(
        ASSUMPTIONS,
        {
            "nivaa_3.bundet": ("100 %", "Sak 2/26"),
            "nivaa_3.kort": ("0 %", "Sak 2/26"),
            "nivaa_3.strukturelt": ("0 %", "Sak 2/26"),
        },
    )
    assert problems == ()
    (line,) = budget_lines(budget_of(Scope("380", 100, 0)), (), local, CODES)
    assert (line.default.bound, line.high.short) == (Fraction(1), Fraction(1))
    assert line.high.structural == 0


def test_local_custom_lowers_the_room() -> None:
    closed, _ = localise(ASSUMPTIONS, {"aapenhet": ("50 %", "Reglement")})
    on = date(2026, 11, 1)
    half = room(ready(assumptions=closed), on)
    assert half.default_ore == room(ready(), on).default_ore // 2


months = st.fractions(min_value=-40, max_value=14, max_denominator=60)
amounts = st.integers(min_value=-(10**11), max_value=10**12)
levels = st.integers(min_value=1, max_value=3)
leads = st.integers(min_value=0, max_value=24)
generated = st.lists(st.tuples(amounts, levels, leads), max_size=8)


def lines_of(entries: list[tuple[int, int, int]], extra_lead: int = 0) -> tuple[BudgetLine, ...]:
    found = [Scope(f"{100 + number}", amount, 0) for number, (amount, _, _) in enumerate(entries)]
    held = [
        Area(net.funksjon, net.funksjon, (net.funksjon,), level, float(lead + extra_lead), None, "", HERE)
        for net, (_, level, lead) in zip(found, entries, strict=True)
    ]
    return budget_lines(budget_of(*found), held, ASSUMPTIONS, CODES)


@given(generated, months, months)
def test_the_room_never_grows_with_time(
    entries: list[tuple[int, int, int]], one: Fraction, other: Fraction
) -> None:
    opened = open_room(lines_of(entries))
    earlier, later = sorted((one, other))
    for before, after in zip(opened.band(earlier), opened.band(later), strict=True):
        assert before >= after


@given(generated, months)
def test_the_room_lies_between_nothing_and_what_is_not_bound(
    entries: list[tuple[int, int, int]], at: Fraction
) -> None:
    lines = lines_of(entries)
    low, default, high = open_room(lines).band(at)
    assert 0 <= low <= default <= high
    assert default <= round(sum(max(0, line.amount_ore) * (1 - line.default.bound) for line in lines))


@given(generated, months, st.integers(min_value=0, max_value=12))
def test_a_longer_lead_never_gives_more_room(
    entries: list[tuple[int, int, int]], at: Fraction, extra: int
) -> None:
    shorter = open_room(lines_of(entries)).band(at)
    longer = open_room(lines_of(entries, extra)).band(at)
    assert all(less <= more for less, more in zip(longer, shorter, strict=True))


@given(generated, months)
def test_the_room_is_additive_over_lines(entries: list[tuple[int, int, int]], at: Fraction) -> None:
    lines, seen = lines_of(entries), OPEN.seen(at)
    together = sum(open_room(lines).default.left(seen))
    apart = sum(sum(open_room((line,)).default.left(seen)) for line in lines)
    assert together == apart


@given(generated, months)
def test_a_bound_line_has_no_room(entries: list[tuple[int, int, int]], at: Fraction) -> None:
    bound = [
        dataclasses.replace(
            line,
            default=dataclasses.replace(
                line.default, bound=Fraction(1), short=Fraction(0), structural=Fraction(0)
            ),
        )
        for line in lines_of(entries)
    ]
    assert open_room(tuple(bound)).band(at)[1] == 0


@given(generated, st.dates(min_value=date(2024, 1, 1), max_value=date(2028, 6, 1)))
def test_every_krone_is_in_one_layer_and_the_lines_add_up(
    entries: list[tuple[int, int, int]], on: date
) -> None:
    answer = room(of_lines(*lines_of(entries)), on)
    assert sum(layer.amount_ore for layer in answer.layers) == answer.total_ore
    assert sum(line.movable_ore for line in answer.lines) == answer.default_ore
    assert all(layer.amount_ore >= 0 for layer in answer.layers if layer.key != "egenfinansiert")
    for line in answer.lines:
        assert line.short_ore + line.structural_ore == line.movable_ore
        assert line.low_ore <= line.movable_ore <= line.high_ore
        assert min(line.short_ore, line.structural_ore, line.low_ore) >= 0


@given(months)
def test_nothing_is_spent_before_the_year_and_all_after_it(at: Fraction) -> None:
    share = Timing(Fraction(0)).unspent(at, EVEN)
    assert 0 <= share <= 1
    assert (share == 1) == (at <= 0)
    assert (share == 0) == (at >= 12)


def test_every_assumption_behind_a_room_is_listed() -> None:
    keys = [entry.key for entry in room(ready(), date(2026, 6, 16)).assumptions]
    assert keys[:10] == [f"omraade.{area.key}" for area in areas()]
    assert {Key.LEVEL_2_BOUND.value, Key.LEAD_STRUCTURAL.value, Key.OPENNESS.value, "forbruk_jevnt"} <= set(
        keys
    )
    assert Key.LEAD_WAGES.value not in keys
