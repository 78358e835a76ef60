"""A goal's bars: in order, in millions, each kind of version with its own colour."""

from __future__ import annotations

from datetime import date

import plotly.graph_objects as go
import pytest

from planhjul.figures.goals import VersionBar, bars_height, version_bars
from planhjul.figures.template import DARK, LIGHT, Theme
from planhjul.goals.results import MoneyColumn
from planhjul.language import language
from planhjul.ledger.versions import VersionKind

DAY = date(2026, 1, 1)
BARS = (
    VersionBar(MoneyColumn(VersionKind.REGNSKAP, 2025, DAY), "Regnskap 2025"),
    VersionBar(MoneyColumn(VersionKind.REVIDERT_BUDSJETT, 2026, DAY), "Budsjett <2026>"),
    VersionBar(MoneyColumn(VersionKind.OKONOMIPLAN, 2027, DAY, plan=True), "Plan 2027"),
)


@pytest.mark.parametrize("theme", [LIGHT, DARK])
def test_the_bars_are_a_figure(theme: Theme) -> None:
    amounts = {"regnskap-2025": 1_234_500_000, "okonomiplan-2027": -150_000_000}
    figure = go.Figure(version_bars(BARS, amounts, language(), theme))
    (bar,) = figure.data
    assert list(bar.x) == [12.345, 0.0, -1.5]
    assert list(bar.text) == ["12,3", "0,0", "−1,5"]
    assert list(bar.y) == ["Regnskap 2025", "Budsjett &lt;2026&gt;", "Plan 2027"]
    assert len(set(bar.marker.color)) == 3
    low, high = figure.layout.xaxis.range
    assert low < -1.5
    assert high > 12.345
    assert figure.layout.height == bars_height(3)


def test_without_money_the_bars_are_empty_and_no_accident() -> None:
    figure = go.Figure(version_bars(BARS, {}, language(), LIGHT))
    assert list(figure.layout.xaxis.range) == [0, 0.5]
