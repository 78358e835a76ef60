"""Figures of measures: from gross to net, from need to rest, and the balance of four years."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Final

from planhjul.choices.measures import MeasureKind
from planhjul.choices.results import Effects, MeasureEffect
from planhjul.figures.template import BAD, GOOD, TOTAL, Spec, Theme, escape, layout, row_label
from planhjul.language import Language, round_half_up
from planhjul.texts import Million, Text, Year, text

KIND_TITLES: Final[dict[MeasureKind, Text]] = {
    MeasureKind.INNSPARING: text("Innsparinger"),
    MeasureKind.OKNING: text("Økninger"),
    MeasureKind.ONSKE: text("Ønsker"),
    MeasureKind.INNTEKT: text("Inntekter"),
}
_ORE_PER_MILLION: Final = 100_000_000
_ROW_HEIGHT: Final = 58
_BAR: Final = 0.42
_GAUGE_WIDTH: Final = 200
_GAUGE_HEIGHT: Final = 26


class Balance(StrEnum):
    """How a year stands after the measures."""

    SHORT = "short"
    EVEN = "even"
    OVER = "over"


@dataclass(frozen=True, slots=True)
class YearBalance:
    """One year of the balance meter: what is left (øre, below 0 is missing cover), and that in words."""

    year: int
    rest_ore: int
    state: Balance
    words: Text


@dataclass(frozen=True, slots=True)
class WaterfallStep:
    """One bar of a waterfall in øre; a total stands on zero, the others on what came before."""

    title: Text
    amount_ore: int
    total: bool


def year_balances(effects: Effects) -> tuple[YearBalance, ...]:
    """Each year's balance in words («mangler 10,0 mill. kr»)."""
    return tuple(_year_balance(year, effects.rest_ore[year]) for year in effects.years)


def _year_balance(year: int, rest_ore: int) -> YearBalance:
    if rest_ore < 0:
        return YearBalance(year, rest_ore, Balance.SHORT, text("mangler {amount}", amount=Million(-rest_ore)))
    if rest_ore > 0:
        return YearBalance(year, rest_ore, Balance.OVER, text("{amount} til overs", amount=Million(rest_ore)))
    return YearBalance(year, rest_ore, Balance.EVEN, text("i balanse"))


def balance_gauge(balance: YearBalance, reach_ore: int, theme: Theme) -> str:
    """SVG of one year: a bar from the zero line to the left (missing, hatched) or to the right (left over).

    The picture repeats the words beside it, so it is hidden from assistive technology.

    Args:
        balance: the year.
        reach_ore: the amount that fills half the gauge, the same for all years.
        theme: PAGE in a page, LIGHT or DARK elsewhere.
    """
    middle = _GAUGE_WIDTH / 2
    length = min(1.0, abs(balance.rest_ore) / reach_ore) * (middle - 4) if reach_ore else 0.0
    hatch = f"gap-{balance.year}-{theme.name}"
    if balance.state is Balance.SHORT:
        mark = (
            f'<defs><pattern id="{hatch}" width="6" height="6" patternUnits="userSpaceOnUse" '
            f'patternTransform="rotate(45)"><rect width="6" height="6" fill="{BAD}"/>'
            f'<rect width="2" height="6" fill="#ffffff" fill-opacity="0.45"/></pattern></defs>'
            f'<rect x="{middle - length:.1f}" y="5" width="{length:.1f}" height="16" fill="url(#{hatch})"/>'
        )
    elif balance.state is Balance.OVER:
        mark = f'<rect x="{middle:.1f}" y="5" width="{length:.1f}" height="16" fill="{GOOD}"/>'
    else:
        mark = f'<circle cx="{middle:.1f}" cy="13" r="8" fill="{GOOD}"/>'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_GAUGE_WIDTH} {_GAUGE_HEIGHT}" '
        f'aria-hidden="true" focusable="false">'
        f'<rect x="0" y="11" width="{_GAUGE_WIDTH}" height="4" rx="2" style="fill:{theme.rule}"/>{mark}'
        f'<rect x="{middle - 1:.1f}" y="0" width="2" height="{_GAUGE_HEIGHT}" style="fill:{theme.ink}"/>'
        f"</svg>"
    )


def balance_reach(effects: Effects) -> int:
    """The amount that fills half a gauge: the largest need or rest of the years, before or after measures."""
    amounts = [abs(effects.rest_ore[year]) for year in effects.years]
    needs = [abs(effects.baseline.rest(year)) for year in effects.years]
    return max(amounts + needs, default=0)


def gross_to_net(measure: MeasureEffect, year: int) -> tuple[WaterfallStep, ...]:
    """A measure's steps that are not zero in the year, and the net they add up to."""
    steps = tuple(
        WaterfallStep(step.title, step.per_year.get(year, 0), total=False)
        for step in measure.steps
        if step.per_year.get(year, 0)
    )
    return (*steps, WaterfallStep(text("Netto virkning"), measure.net_ore.get(year, 0), total=True))


def need_to_rest(effects: Effects, year: int) -> tuple[WaterfallStep, ...]:
    """From the year's rest before measures, by kind of measure, to the rest after them."""
    steps = [WaterfallStep(text("Før tiltak"), effects.baseline.rest(year), total=True)]
    for kind in MeasureKind:
        members = [measure for measure in effects.measures if measure.kind == kind.value]
        if members:
            amount = sum(measure.net_ore.get(year, 0) for measure in members)
            steps.append(WaterfallStep(KIND_TITLES[kind], amount, total=False))
    steps.append(WaterfallStep(text("Etter tiltak"), effects.rest_ore[year], total=True))
    return tuple(steps)


def waterfall_height(steps: int) -> int:
    """The height in pixels of `waterfall` with so many steps."""
    return _ROW_HEIGHT * steps + 50


def waterfall(steps: tuple[WaterfallStep, ...], language: Language, theme: Theme) -> Spec:
    """Horizontal waterfall in millions, first step on top; green improves the result, red weakens it."""
    rows = [float(len(steps) - 1 - position) for position in range(len(steps))]
    values = [step.amount_ore / _ORE_PER_MILLION for step in steps]
    titles = [language.say(step.title) for step in steps]
    amounts = [signed_million(step.amount_ore, language) for step in steps]
    low, high = _reach(steps)
    return {
        "data": [
            {
                "type": "waterfall",
                "orientation": "h",
                "x": values,
                "y": rows,
                "measure": ["absolute" if step.total else "relative" for step in steps],
                "width": [_BAR] * len(steps),
                "text": amounts,
                "textposition": "outside",
                "cliponaxis": False,
                "customdata": [
                    [escape(title), amount] for title, amount in zip(titles, amounts, strict=True)
                ],
                "hovertemplate": "<b>%{customdata[0]}</b><br>%{customdata[1]} mill. kr<extra></extra>",
                "increasing": {"marker": {"color": GOOD}},
                "decreasing": {"marker": {"color": BAD}},
                "totals": {"marker": {"color": TOTAL}},
                "connector": {"line": {"color": theme.muted, "width": 1, "dash": "dot"}, "mode": "between"},
            }
        ],
        "layout": layout(
            theme,
            height=waterfall_height(len(steps)),
            xaxis={"range": [low, high], "zeroline": True, "zerolinewidth": 2, "ticksuffix": "", "nticks": 6},
            yaxis={"visible": False, "range": [-0.5, len(steps) - 0.25]},
            annotations=[
                row_label(title, row, theme, lift=13) for title, row in zip(titles, rows, strict=True)
            ],
        ),
    }


def signed_million(amount_ore: int, language: Language) -> str:
    """Millions with its sign, so that up and down are told apart without colour: «+3,0», «−1,0», «0,0»."""
    shown = language.million(amount_ore)
    return f"+{shown}" if round_half_up(Decimal(amount_ore) / _ORE_PER_MILLION, 1) > 0 else shown


def balance_sentence(effects: Effects, language: Language) -> str:
    """The four years' balance as one sentence, for the meter's name and for print."""
    parts = (
        language.say(text("{year}: {words}", year=Year(balance.year), words=balance.words))
        for balance in year_balances(effects)
    )
    return " · ".join(parts)


def _reach(steps: tuple[WaterfallStep, ...]) -> tuple[float, float]:
    # Room for the number outside the bar on both sides, also when every bar is on one side.
    level, levels = 0, [0]
    for step in steps:
        level = step.amount_ore if step.total else level + step.amount_ore
        levels.append(level)
    low, high = min(levels) / _ORE_PER_MILLION, max(levels) / _ORE_PER_MILLION
    room = max((high - low) * 0.22, 0.1)
    return low - room, high + room
