"""The one chart template and the one chart config, and the colours every figure uses."""

from __future__ import annotations

import html
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, Final

from planhjul.figures import tokens
from planhjul.ledger.income.results import IncomeGroup

Spec = dict[str, Any]
"""A plotly figure as a plain dict: `data` and `layout`; checked with `go.Figure` in the tests."""

_NBSP: Final = "\N{NO-BREAK SPACE}"
_FONT: Final = 'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif'
_FONT_SIZE: Final = 15
_MARGIN: Final = {"l": 8, "r": 8, "t": 8, "b": 8, "pad": 0}
_WHITE: Final = "#ffffff"
_BLACK: Final = "#000000"


@dataclass(frozen=True, slots=True)
class Theme:
    """The colours that follow the page: text, quiet text, rules and the surface behind a figure."""

    name: str
    ink: str
    muted: str
    rule: str
    surface: str


def _theme(name: str, value: Callable[[str], str]) -> Theme:
    return Theme(
        name,
        ink=value("--ds-color-neutral-text-default"),
        muted=value("--ds-color-neutral-text-subtle"),
        rule=value("--ds-color-neutral-border-subtle"),
        surface=value("--ds-color-neutral-background-default"),
    )


LIGHT: Final = _theme("light", tokens.light)
# Between the page and a card on it, so that a figure may stand on either.
DARK: Final = replace(_theme("dark", tokens.dark), surface="#14191f")
PAGE: Final = _theme("page", tokens.token)
"""For our own SVG inside a page: the stylesheet decides. Plotly cannot read it; it takes LIGHT or DARK."""

GOOD: Final = tokens.light("--ds-color-success-border-default")
BAD: Final = tokens.light("--ds-color-danger-border-default")
TOTAL: Final = tokens.light("--ph-total")
ESTIMATE: Final = tokens.light("--ph-estimate")

ANY: Final = Theme("any", ink=TOTAL, muted=TOTAL, rule="#8b95a3", surface="#ffffff")
"""For a picture that cannot know the page's colours (an image): readable on light and on dark."""

# Fills are the same in both themes: each keeps 3:1 against white and against the dark surface, and the two
# families (blue, orange) are told apart with every common colour vision deficiency.
GROUP_FILLS: Final[dict[IncomeGroup, tuple[str, ...]]] = {
    IncomeGroup.FRI: ("#1669b8", "#0e8794", "#5b86d6", "#4b93b8"),
    IncomeGroup.BUNDET: (
        "#b8540a",
        "#d97828",
        "#a8662f",
        "#c2703f",
        "#b77a1f",
        "#c9641c",
        "#8f6234",
        "#d46a4a",
    ),
    IncomeGroup.OVRIG: (TOTAL, "#8a7fa8", "#7a8aa0", "#8b95a3"),
}

CHART_CONFIG: Final[Spec] = {
    # plotly.js 4 shows a «Share chart» button that uploads the data unless all of these say no.
    "showSendToCloud": False,
    "plotlyServerURL": "",
    "displaylogo": False,
    "displayModeBar": False,
    "responsive": True,
    "locale": "no",
    # Inline, so that plotly asks nobody for its locale file.
    "locales": {
        "no": {
            "dictionary": {},
            "format": {
                "decimal": ",",
                "thousands": _NBSP,
                "date": "%d.%m.%Y",
                "days": ["søndag", "mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag"],
                "shortDays": ["søn.", "man.", "tir.", "ons.", "tor.", "fre.", "lør."],
                "months": [
                    *("januar", "februar", "mars", "april", "mai", "juni"),
                    *("juli", "august", "september", "oktober", "november", "desember"),
                ],
                "shortMonths": [
                    *("jan.", "feb.", "mars", "apr.", "mai", "juni"),
                    *("juli", "aug.", "sep.", "okt.", "nov.", "des."),
                ],
            },
        }
    },
}
"""The one config of every chart: nothing leaves the page, no logo, Norwegian."""


def fill(group: IncomeGroup, position: int) -> str:
    """The colour of the class at `position` in its group."""
    shades = GROUP_FILLS[group]
    return shades[position % len(shades)]


def text_on(colour: str) -> str:
    """White or near-black, whichever is easier to read on the colour (WCAG relative luminance)."""
    own = luminance(colour)
    on_white = (luminance(_WHITE) + 0.05) / (own + 0.05)
    on_black = (own + 0.05) / (luminance(_BLACK) + 0.05)
    return _WHITE if on_white >= on_black else _BLACK


def luminance(colour: str) -> float:
    """The relative luminance 0–1 of a colour written #rrggbb (WCAG 2.1)."""

    def linear(channel: int) -> float:
        value = channel / 255
        return value / 12.92 if value <= 0.03928 else float(((value + 0.055) / 1.055) ** 2.4)

    red, green, blue = (linear(int(colour[start : start + 2], 16)) for start in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def layout(theme: Theme, *, height: int, **more: object) -> Spec:
    """The layout every chart starts from: theme colours, Norwegian separators, no frame, no zoom.

    Args:
        theme: LIGHT or DARK.
        height: in pixels; the width follows the page.
        more: what this chart sets beside or instead.
    """
    axis = {
        "gridcolor": theme.rule,
        "linecolor": theme.rule,
        "zerolinecolor": theme.muted,
        "color": theme.muted,
        "fixedrange": True,
        "automargin": True,
        "separatethousands": True,
    }
    base: Spec = {
        "height": height,
        "autosize": True,
        "margin": dict(_MARGIN),
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "font": {"family": _FONT, "size": _FONT_SIZE, "color": theme.ink},
        "separators": f",{_NBSP}",
        "showlegend": False,
        "dragmode": False,
        "hoverlabel": {
            "bgcolor": theme.surface,
            "bordercolor": theme.muted,
            "font": {"family": _FONT, "size": _FONT_SIZE, "color": theme.ink},
            "align": "left",
        },
        "uniformtext": {"mode": "hide", "minsize": 12},
        "xaxis": dict(axis),
        "yaxis": dict(axis),
    }
    for key, value in more.items():
        if isinstance(value, dict) and isinstance(base.get(key), dict):
            base[key] = base[key] | value
        else:
            base[key] = value
    return base


def escape(content: str) -> str:
    """The text safe inside plotly's labels and our own SVG: &, < and > written out."""
    return html.escape(content, quote=False)


def row_label(content: str, row: float, theme: Theme, *, lift: int = 21) -> Spec:
    """A label above the bar of `row`, left-aligned, so that long names need no margin on a phone."""
    return {
        "text": escape(content),
        "x": 0,
        "xref": "paper",
        "xanchor": "left",
        "y": row,
        "yref": "y",
        "yanchor": "bottom",
        "yshift": lift,
        "showarrow": False,
        "align": "left",
        "bgcolor": theme.surface,
        "borderpad": 1,
        "font": {"size": _FONT_SIZE, "color": theme.ink},
    }


def piece(
    row: float, length: float, label: str, hover: str, colour: str, theme: Theme, *, width: float = 0.86
) -> Spec:
    """A piece of the lying bar of `row`, with its label inside where there is room; words already escaped."""
    return {
        "type": "bar",
        "orientation": "h",
        "x": [length],
        "y": [row],
        "width": width,
        "text": [label],
        "textposition": "inside",
        "insidetextanchor": "middle",
        "textangle": 0,
        "constraintext": "inside",
        "textfont": {"color": text_on(colour)},
        "marker": {"color": colour, "line": {"color": theme.surface, "width": 2}},
        "hovertemplate": f"{hover}<extra></extra>",
    }
