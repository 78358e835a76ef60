"""Figures of income: valid plotly, nothing dropped, and words that add up."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

import plotly.graph_objects as go
import pytest

from planhjul.figures.income import composition as income
from planhjul.figures.template import DARK, LIGHT, Theme
from planhjul.language import language
from planhjul.ledger.income.results import Base, IncomeComposition, IncomeGroup
from planhjul.ledger.income.scale import Scale, ScaleKind, Stated, scale
from planhjul.ledger.versions import VersionKind
from tests.figures.examples import MILLION, composition

NB = language()


def _row_sum(figure: go.Figure, row: float) -> float:
    return float(sum(trace.x[0] for trace in figure.data if trace.y[0] == row))


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
@pytest.mark.parametrize("unclassified", [0, 5])
def test_both_bands_hold_the_whole_base(theme: Theme, unclassified: int) -> None:
    whole = composition(unclassified=unclassified)
    figure = go.Figure(income.two_bands(whole, NB, theme))
    assert _row_sum(figure, 2.0) == pytest.approx(1)
    assert _row_sum(figure, 1.0) == pytest.approx(1)
    assert _row_sum(figure, 0.0) == pytest.approx(1)
    labels = [trace.text[0] for trace in figure.data]
    assert ("Uklassifisert" in labels) is bool(unclassified)
    assert figure.layout.separators == ",\N{NO-BREAK SPACE}"


def test_a_segment_says_its_amount_and_share() -> None:
    spec = income.two_bands(composition(), NB, LIGHT)
    hovers = [trace["hovertemplate"] for trace in spec["data"]]
    assert (
        "<b>Rammetilskudd</b><br>275,0\N{NO-BREAK SPACE}mill.\N{NO-BREAK SPACE}kr "
        "(30,2\N{NO-BREAK SPACE}%)<extra></extra>" in hovers
    )


def test_group_sums_are_the_classes_added_up() -> None:
    sums = {part.group: part.amount_ore // MILLION for part in income.group_sums(composition())}
    assert sums == {IncomeGroup.FRI: 670, IncomeGroup.BUNDET: 180, IncomeGroup.OVRIG: 60}


def test_a_group_without_classes_is_left_out_and_no_income_divides_by_nothing() -> None:
    whole = composition()
    only_free = tuple(member for member in whole.classes if member.group is IncomeGroup.FRI)
    nothing = replace(whole, classes=only_free, total_ore=0)
    assert [part.group for part in income.group_sums(nothing)] == [IncomeGroup.FRI]
    assert income.group_sums(nothing)[0].share == 0
    go.Figure(income.two_bands(nothing, NB, LIGHT))


def test_every_class_has_its_own_colour_within_its_group() -> None:
    colours = income.class_fills(composition())
    assert len(set(colours.values())) == len(colours) == 10


def _shares(free: int, bound: int) -> IncomeComposition:
    whole = composition()
    first = {IncomeGroup.FRI: free, IncomeGroup.BUNDET: bound, IncomeGroup.OVRIG: 1000 - free - bound}
    classes = []
    for group, amount in first.items():
        member = next(member for member in whole.classes if member.group is group)
        classes.append(replace(member, amount_ore=amount * MILLION, share=amount / 1000))
    return replace(whole, classes=tuple(classes), total_ore=1000 * MILLION)


@pytest.mark.parametrize(
    ("free", "bound", "said"),
    [
        (736, 198, "Av 100 kroner i 2027 er 74 frie, 20 bundet til et formål og 6 øvrige."),
        (505, 495, "Av 100 kroner i 2027 er 51 frie, 49 bundet til et formål og 0 øvrige."),
        (334, 333, "Av 100 kroner i 2027 er 34 frie, 33 bundet til et formål og 33 øvrige."),
    ],
)
def test_a_hundred_kroner_are_always_a_hundred(free: int, bound: int, said: str) -> None:
    assert NB.say(income.hundred_kroner(_shares(free, bound))) == said


def test_a_function_without_cost_has_no_covered_share() -> None:
    shares = [income.covered_share(bound) for bound in composition().funding.chains]
    assert shares == [1.0, pytest.approx(58 / 150), None, 0.0]


def test_no_income_makes_no_kroner() -> None:
    nothing = replace(composition(), classes=(), total_ore=0)
    said = "Av 100 kroner i 2027 er 0 frie, 0 bundet til et formål og 0 øvrige."
    assert NB.say(income.hundred_kroner(nothing)) == said


def test_versions_stand_side_by_side_oldest_on_top() -> None:
    versions = [composition(2025, VersionKind.REGNSKAP), composition(2027), composition(base=Base.DI_FINANS)]
    figure = go.Figure(income.side_by_side(versions, NB, DARK))
    assert [label.text for label in figure.layout.annotations] == [
        "Regnskap 2025",
        "Kommunedirektørens forslag 2027",
        "Kommunedirektørens forslag 2027",
    ]
    assert [label.y for label in figure.layout.annotations] == [2, 1, 0]
    assert all(_row_sum(figure, row) == pytest.approx(1) for row in (0, 1, 2))


@pytest.mark.parametrize(
    ("kind", "stood_from", "said"),
    [
        (VersionKind.REGNSKAP, date(2026, 11, 10), "Regnskap 2026 hittil"),
        (VersionKind.REGNSKAP, date(2027, 2, 20), "Regnskap 2026"),
        (VersionKind.REVIDERT_BUDSJETT, date(2026, 6, 18), "Revidert budsjett 2026"),
    ],
)
def test_accounts_of_a_year_that_still_runs_say_so(kind: VersionKind, stood_from: date, said: str) -> None:
    assert NB.say(income.standing_title(replace(composition(2026, kind), stood_from=stood_from))) == said


def test_no_versions_give_an_empty_figure() -> None:
    assert go.Figure(income.side_by_side([], NB, LIGHT)).data == ()


def test_the_national_picture_is_the_slides_and_makes_a_hundred() -> None:
    figure = go.Figure(income.national_bar(NB, LIGHT))
    assert [round(trace.x[0] * 100) for trace in figure.data] == [40, 32, 14, 6, 8]
    assert "2024" in NB.say(income.NATIONAL_SOURCE)
    assert "2 024" not in NB.say(income.NATIONAL_SOURCE)


def test_the_bound_part_is_split_by_service_the_largest_first() -> None:
    spec = income.two_bands(composition(), NB, LIGHT)
    services = [trace for trace in spec["data"] if trace["y"] == [0.0]]
    assert [trace["text"][0] for trace in services] == [
        "Distribusjon av vann",
        "Helse- og omsorgstjenester i hjemmet",
        "Barnehage",
    ]
    assert [trace["x"][0] for trace in services] == pytest.approx([92 / 180, 58 / 180, 30 / 180])


def test_small_services_are_one_piece() -> None:
    whole = composition()
    many = replace(whole.funding, chains=whole.funding.chains[:3] * 3)
    parts = income.bound_parts(replace(whole, funding=many))
    assert len(parts) == 7
    assert NB.say(parts[-1].title) == "3 andre tjenester"
    assert sum(part.amount_ore for part in parts) == 3 * 180 * MILLION


@pytest.mark.parametrize(
    ("kind", "length", "said"),
    [
        (ScaleKind.KRONER, 670.0, "670,0 mill. kr (73,6 %)"),
        (ScaleKind.INNBYGGER, 55_833.33, "55 833 kr (73,6 %)"),
        (ScaleKind.FAST, 690.1, "690,1 mill. kr (73,6 %)"),
    ],
)
def test_versions_can_be_compared_in_size(kind: ScaleKind, length: float, said: str) -> None:
    people, growth = Stated(Fraction(12_000), ""), {2028: Stated(Fraction(3, 100), "")}
    made = scale(kind, 2027, 2028, people, growth)
    assert isinstance(made, Scale)
    spec = income.side_by_side([composition(unclassified=5)], NB, LIGHT, {2027: made})
    assert spec["layout"]["xaxis"]["tickformat"] == ",d"
    free, *_, rest = spec["data"]
    assert free["x"] == [pytest.approx(length)]
    assert said.split(" (")[0] in free["hovertemplate"].replace("\N{NO-BREAK SPACE}", " ")
    assert rest["text"] == ["Uklassifisert 0,5\N{NO-BREAK SPACE}%"]
    go.Figure(spec)
