"""A chain drawn: both bars are as long as each other, whatever pays."""

from __future__ import annotations

from fractions import Fraction

import plotly.graph_objects as go
import pytest

from planhjul.figures.income import chain as income_chain
from planhjul.figures.template import DARK, GOOD, LIGHT
from planhjul.language import language
from planhjul.ledger.income.funding import SOURCE_TITLES
from planhjul.ledger.income.results import CarriedCost, FundingChain
from planhjul.ledger.income.scale import Scale, ScaleKind, Stated, scale
from tests.figures.examples import FUNDING, MILLION, chain_detail

NB = language()


def on(kind: ScaleKind) -> Scale:
    made = scale(kind, 2027, 2027, Stated(Fraction(12_000), ""), {})
    assert isinstance(made, Scale)
    return made


def row(figure: go.Figure, place: float) -> float:
    return float(sum(trace.x[0] for trace in figure.data if trace.y[0] == place))


@pytest.mark.parametrize("chain", [*FUNDING.chains, FUNDING.total], ids=lambda chain: chain.key or "alle")
def test_cost_and_payers_are_of_one_length(chain: FundingChain) -> None:
    figure = go.Figure(income_chain.chain_bars(chain, (), KRONER, NB, DARK))
    assert row(figure, 1.0) == pytest.approx(row(figure, 0.0))


def test_the_cost_is_drawn_by_kind() -> None:
    school = chain_detail(FUNDING.chains[-1])
    spec = income_chain.chain_bars(school.chain, school.costs, KRONER, NB, LIGHT)
    drawn = [trace for trace in spec["data"] if trace["y"] == [1.0]]
    above = [trace["text"][0].replace("\N{NO-BREAK SPACE}", " ") for trace in drawn]
    assert above == [
        "Lønn 500,0 mill. kr",
        "Kjøp av varer og tjenester 82,0 mill. kr",
        "Merverdiavgift 18,0 mill. kr",
    ]


def test_each_art_has_its_kind_and_empty_kinds_are_left_out() -> None:
    costs = [CarriedCost(art, "", "202", "", 1, ()) for art in ("099", "100", "399", "400", "429", "520", "")]
    found = {NB.say(kind): amount for kind, amount in income_chain.cost_kinds(costs)}
    assert found == {
        "Lønn": 1,
        "Kjøp av varer og tjenester": 2,
        "Overføringer": 1,
        "Merverdiavgift": 1,
        "Andre utgifter": 2,
    }
    assert income_chain.cost_kinds(costs[:1]) == ((income_chain.cost_kinds(costs)[0][0], 1),)


def test_a_surplus_makes_up_the_cost_bar() -> None:
    fees = FUNDING.chains[2]
    spec = income_chain.chain_bars(fees, (), KRONER, NB, LIGHT)
    surplus = next(trace for trace in spec["data"] if trace["marker"]["color"] == GOOD)
    assert surplus["y"] == [1.0]
    assert surplus["x"] == [30.0]


def test_every_source_has_a_colour() -> None:
    colours = {key: income_chain.source_fill(key) for key in SOURCE_TITLES}
    assert all(colour.startswith("#") for colour in colours.values())
    assert colours["fri"] != colours["selvkost"] != colours["bundet_stat_refusjon"]


@pytest.mark.parametrize(
    ("kind", "cost", "said"),
    [
        (ScaleKind.KRONER, 100, "12,0 mill. kr"),
        (ScaleKind.ANDEL, 100, "12,0 %"),
        (ScaleKind.ANDEL, 0, "–"),
        (ScaleKind.INNBYGGER, 100, "1 000 kr"),
    ],
)
def test_an_amount_is_said_on_the_scale(kind: ScaleKind, cost: int, said: str) -> None:
    shown = income_chain.shown(12 * MILLION, cost * MILLION, on(kind), NB)
    assert shown.replace("\N{NO-BREAK SPACE}", " ") == said


KRONER = on(ScaleKind.KRONER)
