"""A goal's money through the versions: one bar each, with its number."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from planhjul.figures.template import ESTIMATE, TOTAL, Spec, Theme, escape, fill, layout
from planhjul.goals.results import Amounts, MoneyColumn
from planhjul.language import Language
from planhjul.ledger.income.results import IncomeGroup
from planhjul.ledger.versions import VersionKind

_ORE_PER_MILLION: Final = 100_000_000
_BUDGET: Final = fill(IncomeGroup.FRI, 1)
_ROW_HEIGHT: Final = 30


@dataclass(frozen=True, slots=True)
class VersionBar:
    """One bar: the column it stands for and its name, short enough to stand under it."""

    column: MoneyColumn
    label: str


def bars_height(count: int) -> int:
    """The height in pixels of `version_bars` with so many bars."""
    return _ROW_HEIGHT * count + 24


def version_bars(bars: Sequence[VersionBar], amounts: Amounts, language: Language, theme: Theme) -> Spec:
    """Lying bars of net expense in millions, oldest on top; accounts, budgets and plan have each a colour.

    Args:
        bars: what to show, in order; labels are already said.
        amounts: column key → øre.
        language: how numbers are written.
        theme: LIGHT, DARK or ANY.
    """
    shown = [amounts.get(bar.column.key, 0) for bar in bars]
    values = [float(Decimal(ore) / _ORE_PER_MILLION) for ore in shown]
    low, high = min([0.0, *values]), max([0.0, *values])
    # Room for the number outside the bar, on the side bars go to.
    room = (high - low or 1.0) * 0.5
    return {
        "data": [
            {
                "type": "bar",
                "orientation": "h",
                "x": values,
                "y": [escape(bar.label) for bar in bars],
                "text": [language.million(ore) for ore in shown],
                "textposition": "outside",
                "cliponaxis": False,
                "marker": {"color": [_colour(bar.column) for bar in bars]},
                "hoverinfo": "skip",
            }
        ],
        "layout": layout(
            theme,
            height=bars_height(len(bars)),
            bargap=0.3,
            xaxis={"visible": False, "range": [low - (room if low < 0 else 0.0), high + room]},
            yaxis={
                "type": "category",
                "autorange": "reversed",
                "showgrid": False,
                "tickfont": {"size": 13},
            },
        ),
    }


def _colour(column: MoneyColumn) -> str:
    if column.plan:
        return ESTIMATE
    return TOTAL if column.kind is VersionKind.REGNSKAP else _BUDGET
