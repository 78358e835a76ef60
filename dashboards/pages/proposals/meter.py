"""The top of Tiltak og forslag: what the measures stand on, and the balance meter that is always in view."""

from __future__ import annotations

from typing import Final
from urllib.parse import quote

from dash import html
from dash.development.base_component import Component

from dashboards import components as ui
from dashboards.ids import Proposals
from dashboards.parts.files import with_files
from dashboards.view import Context
from planhjul.choices.results import Effects
from planhjul.figures import effects as figures
from planhjul.figures.template import ANY
from planhjul.texts import Million, Share, Year, text

FUND: Final = "fond"
_SIGNS: Final = {figures.Balance.SHORT: "✕", figures.Balance.EVEN: "✓", figures.Balance.OVER: "✓"}


def baseline_line(context: Context, effects: Effects) -> Component:
    """What the measures stand on: the version, its day and its file."""
    plan = context.seen.effects.plan()
    standing: ui.Words = ""
    if plan:
        standing = text(
            "Tiltakene er lagt på {version} for {first}–{last}, som gjelder fra {day}.",
            version=plan[0].kind.title,
            first=Year(effects.years[0]),
            last=Year(effects.years[-1]),
            day=plan[0].stood_from,
        )
    return html.P(with_files(context, standing, plan), className="ph-baseline")


def covers(context: Context, effects: Effects) -> bool:
    """True when the reader asks what happens if disposisjonsfondet covers what is missing."""
    return context.asked(FUND) == "ja" and bool(effects.covered_fund_ore)


def meter(context: Context, effects: Effects) -> Component:
    """The balance of the years, always in view: a gauge and the words for each."""
    language = context.language
    reach = figures.balance_reach(effects)
    covered = covers(context, effects)
    items = []
    for balance in figures.year_balances(effects):
        picture = "data:image/svg+xml," + quote(figures.balance_gauge(balance, reach, ANY))
        parts: list[Component] = [
            html.Span(str(balance.year), className="ph-meter__year"),
            html.Img(src=picture, alt="", className="ph-meter__gauge"),
            html.Span(
                [
                    html.Span(_SIGNS[balance.state], **{"aria-hidden": "true"}, className="ph-meter__sign"),
                    " ",
                    balance.words,
                ],
                className="ph-meter__words",
            ),
        ]
        if covered:
            share = effects.covered_fund_share[balance.year]
            fund = text(
                "fond igjen {amount} ({share})",
                amount=Million(effects.covered_fund_ore[balance.year]),
                share=Share(share),
            )
            parts.append(html.Span(fund, className="ph-meter__fund"))
        items.append(html.Li(parts, className=f"ph-meter__item ph-meter__item--{balance.state.value}"))
    name = text("Balanse etter tiltak")
    children: list[Component] = [
        html.Ul(items, className="ph-meter__list"),
        html.P(
            text("{title}. {years}", title=name, years=figures.balance_sentence(effects, language)),
            className="ph-hidden",
            role="status",
        ),
    ]
    return html.Section(children, className="ph-meter", id=Proposals.METER, **{"aria-label": name})
