"""Figure of follow-up: budget and accounts month by month, added up, and where the year may end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Final

from planhjul.figures.template import ESTIMATE, TOTAL, Spec, Theme, escape, layout
from planhjul.language import Language
from planhjul.ledger.followup.results import MONTHS, Forecast, MonthAmount
from planhjul.texts import Text, text

HEIGHT: Final = 520
_ORE_PER_MILLION: Final = 100_000_000
# Twelve names do not stand beside each other on a phone.
_NAMED: Final = (1, 3, 6, 9, 12)


@dataclass(frozen=True, slots=True)
class Upto:
    """Budget and accounts from January to the end of a month (øre); None = not booked, or not known."""

    month: int
    budget_ore: int
    accounts_ore: int | None


def upto(months: Sequence[MonthAmount], month: int) -> tuple[Upto, ...]:
    """The months added up; accounts to the end of `month`."""
    budget = accumulate(one.budget_ore for one in months)
    booked = accumulate(one.accounts_ore or 0 for one in months)
    return tuple(
        Upto(one.month, planned, so_far if one.accounts_ore is not None and one.month <= month else None)
        for one, planned, so_far in zip(months, budget, booked, strict=True)
    )


def cumulative(months: Sequence[Upto], forecast: Forecast | None, language: Language, theme: Theme) -> Spec:
    """Two panels in millions. Above: budget (dashed) and accounts. Below: the deviation, enlarged.

    The forecast is a hatched band from the last booked month to December in both.

    Args:
        months: the twelve months, from `upto`.
        forecast: of net expense; None draws no band.
        language: names the months and says the amounts.
        theme: LIGHT or DARK.
    """
    booked = [one for one in months if one.accounts_ore is not None]
    budget = [(one.month, one.budget_ore) for one in months]
    traces = [
        _line(budget, text("Budsjett"), {"color": TOTAL, "width": 2, "dash": "dash"}, language, "y"),
        _line(_accounts(booked), text("Regnskap"), {"color": ESTIMATE, "width": 3}, language, "y"),
        _line(_deviations(booked), text("Avvik"), {"color": ESTIMATE, "width": 2}, language, "y2"),
    ]
    if booked and forecast is not None:
        whole = months[-1].budget_ore
        better = Forecast(whole - forecast.high_ore, whole - forecast.default_ore, whole - forecast.low_ore)
        traces += _band(_accounts(booked)[-1], forecast, language, "y")
        traces += _band(_deviations(booked)[-1], better, language, "y2")
    label = language.say(text("Avvik: over null er bedre"))
    return {
        "data": traces,
        "layout": layout(
            theme,
            height=HEIGHT,
            showlegend=True,
            legend={"orientation": "h", "x": 0, "y": 1.02, "yanchor": "bottom", "font": {"color": theme.ink}},
            xaxis={
                "tickmode": "array",
                "tickvals": list(_NAMED),
                "ticktext": [language.months()[month - 1] for month in _NAMED],
                "range": [0.7, MONTHS + 0.3],
                "anchor": "y2",
            },
            yaxis={"rangemode": "tozero", "nticks": 6, "domain": [0.44, 1]},
            yaxis2={
                "domain": [0, 0.34],
                "nticks": 5,
                "fixedrange": True,
                "automargin": True,
                "color": theme.muted,
                "gridcolor": theme.rule,
                "zerolinecolor": TOTAL,
                "zeroline": True,
                "zerolinewidth": 2,
            },
            annotations=[
                {
                    "text": escape(label),
                    "x": 0,
                    "xref": "paper",
                    "xanchor": "left",
                    "y": 0.35,
                    "yref": "paper",
                    "yanchor": "bottom",
                    "showarrow": False,
                    "font": {"color": theme.ink, "size": 14},
                }
            ],
        ),
    }


def _accounts(booked: Sequence[Upto]) -> list[tuple[int, int]]:
    return [(one.month, one.accounts_ore or 0) for one in booked]


def _deviations(booked: Sequence[Upto]) -> list[tuple[int, int]]:
    """Budget minus accounts by month: above 0 is less net expense than budgeted."""
    return [(one.month, one.budget_ore - (one.accounts_ore or 0)) for one in booked]


def _band(last: tuple[int, int], forecast: Forecast, language: Language, axis: str) -> list[Spec]:
    month, ore = last
    ends = (forecast.low_ore, forecast.high_ore)
    name = escape(language.say(text("Prognose (anslag)")))
    low, default, high = (
        language.million(value) for value in (forecast.low_ore, forecast.default_ore, forecast.high_ore)
    )
    band = text("{default} mill. kr, mellom {low} og {high}", default=default, low=low, high=high)
    return [
        {
            "type": "scatter",
            "mode": "lines",
            "x": [month, MONTHS, MONTHS, month],
            "y": [_million(value) for value in (ore, *ends, ore)],
            "yaxis": axis,
            "fill": "toself",
            "fillpattern": {"shape": "/", "fgcolor": ESTIMATE, "bgcolor": "rgba(31,127,209,0.16)", "size": 7},
            "line": {"width": 0},
            "name": name,
            "showlegend": axis == "y",
            "hoverinfo": "skip",
        },
        {
            "type": "scatter",
            "mode": "lines",
            "x": [month, MONTHS],
            "y": [_million(ore), _million(forecast.default_ore)],
            "yaxis": axis,
            "line": {"color": ESTIMATE, "width": 2, "dash": "dot"},
            "name": name,
            "showlegend": False,
            "hovertemplate": f"<b>{name}</b><br>{escape(language.say(band))}<extra></extra>",
        },
    ]


def _line(points: Sequence[tuple[int, int]], name: Text, look: Spec, language: Language, axis: str) -> Spec:
    title, names = escape(language.say(name)), language.months()
    return {
        "type": "scatter",
        # A line of one point is invisible.
        "mode": "lines+markers" if len(points) == 1 else "lines",
        "x": [month for month, _ in points],
        "y": [_million(ore) for _, ore in points],
        "yaxis": axis,
        "line": look,
        "name": title,
        "showlegend": axis == "y",
        "customdata": [[names[month - 1], language.million(ore)] for month, ore in points],
        "hovertemplate": f"<b>{title}</b><br>%{{customdata[0]}} %{{customdata[1]}} mill. kr<extra></extra>",
    }


def _million(ore: int) -> float:
    return ore / _ORE_PER_MILLION
