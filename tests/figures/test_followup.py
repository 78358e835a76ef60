"""The figure of follow-up is a valid plotly figure and shows what its table says."""

from __future__ import annotations

import plotly.graph_objects as go
import pytest

from planhjul.figures.followup import cumulative, upto
from planhjul.figures.template import DARK, LIGHT
from planhjul.language import language
from planhjul.ledger.followup.results import Forecast, MonthAmount

MILLION = 100_000_000
MONTHS = tuple(
    MonthAmount(month, 10 * MILLION, 11 * MILLION if month <= 10 else None) for month in range(1, 13)
)
FORECAST = Forecast(120 * MILLION, 130 * MILLION, 132 * MILLION)


def test_the_months_are_added_up_to_the_one_asked_for() -> None:
    found = upto(MONTHS, 9)
    assert [one.budget_ore for one in found] == [10 * MILLION * month for month in range(1, 13)]
    assert found[8].accounts_ore == 99 * MILLION
    assert [one.accounts_ore for one in found[9:]] == [None, None, None]


@pytest.mark.parametrize("theme", [LIGHT, DARK])
def test_the_band_runs_from_the_last_month_to_december_in_both_panels(theme) -> None:  # type: ignore[no-untyped-def]
    figure = go.Figure(cumulative(upto(MONTHS, 10), FORECAST, language(), theme))
    assert len(figure.data) == 7
    bands = [trace for trace in figure.data if trace.fill == "toself"]
    assert [list(band.y) for band in bands] == [[110.0, 120.0, 132.0, 110.0], [-10.0, -12.0, 0.0, -10.0]]
    assert all(list(band.x) == [10, 12, 12, 10] for band in bands)
    assert list(figure.data[2].y)[-1] == -10.0


def test_without_forecast_or_accounts_there_is_no_band() -> None:
    assert len(go.Figure(cumulative(upto(MONTHS, 10), None, language(), LIGHT)).data) == 3
    nothing = tuple(MonthAmount(month, MILLION, None) for month in range(1, 13))
    figure = go.Figure(cumulative(upto(nothing, 12), FORECAST, language(), LIGHT))
    assert [len(trace.x or ()) for trace in figure.data] == [12, 0, 0]


def test_one_month_is_a_mark_as_a_line_of_one_point_is_invisible() -> None:
    figure = go.Figure(cumulative(upto(MONTHS, 1), None, language(), LIGHT))
    assert figure.data[1].mode == "lines+markers"
