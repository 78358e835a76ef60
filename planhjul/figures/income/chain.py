"""A funding chain drawn: what the service costs, and below it, of the same length, who pays."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from planhjul.figures.template import GOOD, TOTAL, Spec, Theme, escape, fill, layout, piece, row_label
from planhjul.language import Language
from planhjul.ledger.income.classes import CLASS_RULES
from planhjul.ledger.income.explained import scaled_value
from planhjul.ledger.income.funding import FREE, SELF_COST, SURPLUS, VAT_ART
from planhjul.ledger.income.results import CarriedCost, FundingChain, IncomeGroup
from planhjul.ledger.income.scale import Scale, ScaleKind
from planhjul.texts import Text, text

HEIGHT: Final = 200
_BAR: Final = 0.5
_ORE_PER_MILLION: Final = 100_000_000
_COST_FILLS: Final = ("#4b5a6b", TOTAL, "#7f8c9d", "#56657a", "#8b95a3")
_WAGES: Final = text("Lønn")
_PURCHASES: Final = text("Kjøp av varer og tjenester")
_TRANSFERS: Final = text("Overføringer")
_VAT: Final = text("Merverdiavgift")
_OTHER: Final = text("Andre utgifter")
_KINDS: Final = (_WAGES, _PURCHASES, _TRANSFERS, _VAT, _OTHER)


def source_fill(source: str) -> str:
    """The source's colour: of the family of what it is, free, bound or other."""
    if source == FREE:
        return fill(IncomeGroup.FRI, 0)
    if source == SURPLUS:
        return GOOD
    if source == SELF_COST:
        return fill(IncomeGroup.BUNDET, 0)
    group = CLASS_RULES[source].group
    family = [key for key, rule in CLASS_RULES.items() if rule.group is group]
    # Self-cost has the family's first colour.
    return fill(group, family.index(source) + (1 if group is IncomeGroup.BUNDET else 0))


def cost_kinds(costs: Sequence[CarriedCost]) -> tuple[tuple[Text, int], ...]:
    """The costs by kind in øre: wages, purchases, transfers, VAT, other; kinds without cost are left out."""
    amounts = dict.fromkeys(_KINDS, 0)
    for cost in costs:
        amounts[_kind(cost.art)] += cost.amount_ore
    return tuple((kind, amount) for kind, amount in amounts.items() if amount)


def _kind(art: str) -> Text:
    if art == VAT_ART:
        return _VAT
    if not art or art >= "500":
        return _OTHER
    if art < "100":
        return _WAGES
    return _PURCHASES if art < "400" else _TRANSFERS


def chain_bars(
    chain: FundingChain, costs: Sequence[CarriedCost], scale: Scale, language: Language, theme: Theme
) -> Spec:
    """Two bars: the cost by kind above, the sources that pay for it below; a surplus makes up the first.

    Args:
        chain: the sources add up to the cost.
        costs: the cost behind it; without them it is one piece.
        scale: how amounts are shown; shares are of the cost.
        language: says titles and numbers.
        theme: LIGHT or DARK.
    """
    kinds = cost_kinds(costs) or ((text("Utgift"), chain.cost_ore),)
    above = [
        (language.say(title), amount, _COST_FILLS[place % len(_COST_FILLS)])
        for place, (title, amount) in enumerate(kinds)
    ]
    below: list[tuple[str, int, str]] = []
    for source in chain.sources:
        paid = (language.say(source.title), abs(source.amount_ore), source_fill(source.key))
        (above if source.key == SURPLUS else below).append(paid)
    traces = [
        _piece(row, title, amount, colour, chain.cost_ore, scale, language, theme)
        for row, pieces in ((1.0, above), (0.0, below))
        for title, amount, colour in pieces
        if amount > 0
    ]
    longest = max(sum(max(0, amount) for _, amount, _ in pieces) for pieces in (above, below))
    labels = ((1.0, text("Utgiften")), (0.0, text("Hvem som betaler")))
    return {
        "data": traces,
        "layout": layout(
            theme,
            height=HEIGHT,
            barmode="relative",
            xaxis={"visible": False, "range": [0, max(longest, 1) / _ORE_PER_MILLION]},
            yaxis={"visible": False, "range": [-0.45, 1.8]},
            annotations=[row_label(language.say(title), row, theme) for row, title in labels],
        ),
    }


def _piece(
    row: float,
    title: str,
    amount: int,
    colour: str,
    cost: int,
    scale: Scale,
    language: Language,
    theme: Theme,
) -> Spec:
    said = shown(amount, cost, scale, language)
    label, hover = escape(f"{title} {said}"), f"<b>{escape(title)}</b><br>{escape(said)}"
    return piece(row, amount / _ORE_PER_MILLION, label, hover, colour, theme, width=_BAR)


def shown(amount: int, cost: int, scale: Scale, language: Language) -> str:
    """The amount on the scale in words: a share of the cost, kroner per inhabitant, or millions."""
    if scale.kind is ScaleKind.ANDEL:
        return language.percent(amount / cost) if cost > 0 else "–"
    return language.say(scaled_value(amount, scale))
