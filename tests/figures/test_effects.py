"""Figures of measures: the balance in words, steps that add up, and valid pictures."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import plotly.graph_objects as go
import pytest

from planhjul.choices.results import Effects
from planhjul.figures import effects as figures
from planhjul.figures.template import DARK, LIGHT, PAGE, Theme
from planhjul.language import language
from tests.figures.examples import MILLION, YEARS, effects, scenario_keys

NB = language()
S0, S1 = effects(scenario_keys("s0")), effects(scenario_keys("s1"))
NONE = effects(())
SAVINGS = effects(("T01", "T02", "T03"))


def _plain(said: str) -> str:
    return said.replace("\N{NO-BREAK SPACE}", " ").replace("\N{MINUS SIGN}", "-")


@pytest.mark.parametrize(
    ("scenario", "words"),
    [
        (S0, "i balanse"),
        (S1, "mangler 10,0 mill. kr"),
        (NONE, "mangler 20,0 mill. kr"),
        (SAVINGS, "10,0 mill. kr til overs"),
    ],
)
def test_the_meter_says_each_year_in_words(scenario: Effects, words: str) -> None:
    said = [_plain(NB.say(balance.words)) for balance in figures.year_balances(scenario)]
    assert said == [words] * 4
    assert _plain(figures.balance_sentence(scenario, NB)).startswith(f"2027: {words}")


@pytest.mark.parametrize("scenario", [S0, S1, NONE, SAVINGS])
@pytest.mark.parametrize("theme", [LIGHT, DARK, PAGE], ids=lambda theme: theme.name)
def test_a_gauge_is_svg_within_its_frame(scenario: Effects, theme: Theme) -> None:
    reach = figures.balance_reach(scenario)
    for balance in figures.year_balances(scenario):
        root = ET.fromstring(figures.balance_gauge(balance, reach, theme))
        marks = [node for node in root.iter() if node.tag.endswith("rect") and "x" in node.attrib]
        assert all(0 <= float(node.get("x", 0)) <= 200 for node in marks)
        assert root.get("aria-hidden") == "true"


def test_a_gauge_without_reach_draws_no_length() -> None:
    balance = figures.year_balances(S1)[0]
    assert 'width="0.0"' in figures.balance_gauge(balance, 0, PAGE)


def test_the_largest_need_fills_the_gauge() -> None:
    assert figures.balance_reach(S0) == 20 * MILLION


@pytest.mark.parametrize("year", YEARS)
def test_gross_to_net_adds_up(year: int) -> None:
    for measure in S1.measures:
        *steps, net = figures.gross_to_net(measure, year)
        assert sum(step.amount_ore for step in steps) == net.amount_ore == measure.net_ore[year]
        assert all(step.amount_ore for step in steps)
        assert net.total


@pytest.mark.parametrize("scenario", [S0, S1, NONE])
def test_need_to_rest_adds_up(scenario: Effects) -> None:
    first, *kinds, last = figures.need_to_rest(scenario, 2027)
    assert first.amount_ore + sum(step.amount_ore for step in kinds) == last.amount_ore


def test_need_to_rest_names_the_kinds_in_order() -> None:
    titles = [NB.say(step.title) for step in figures.need_to_rest(S1, 2028)]
    assert titles == ["Før tiltak", "Innsparinger", "Økninger", "Ønsker", "Etter tiltak"]


def test_the_waterfall_is_valid_and_has_room_for_its_numbers() -> None:
    steps = figures.need_to_rest(S1, 2027)
    figure = go.Figure(figures.waterfall(steps, NB, LIGHT))
    trace = figure.data[0]
    assert list(trace.measure) == ["absolute", "relative", "relative", "relative", "absolute"]
    assert [_plain(shown) for shown in trace.text] == ["-20,0", "+30,0", "-10,0", "-10,0", "-10,0"]
    low, high = figure.layout.xaxis.range
    assert low < -20
    assert high > 10
    assert figure.layout.annotations[0].text == "Før tiltak"


def test_a_waterfall_of_nothing_still_has_an_axis() -> None:
    step = figures.WaterfallStep(S0.measures[0].steps[0].title, 0, total=True)
    low, high = go.Figure(figures.waterfall((step,), NB, DARK)).layout.xaxis.range
    assert low < 0 < high


@pytest.mark.parametrize(
    ("ore", "said"),
    [
        (300_000_000, "+3,0"),
        (-103_836_500, "-1,0"),
        (0, "0,0"),
        (4_999_999, "0,0"),
        (5_000_000, "+0,1"),
        (-1, "0,0"),
    ],
)
def test_a_signed_million_never_says_plus_or_minus_nothing(ore: int, said: str) -> None:
    assert _plain(figures.signed_million(ore, NB)) == said
