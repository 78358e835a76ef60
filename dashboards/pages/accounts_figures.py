"""The key figures of a version: each with its norm and its definition, or why it has no value."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dash import html

from dashboards import components as ui
from dashboards.ids import Accounts
from planhjul.texts import Share, text

if TYPE_CHECKING:
    from dash.development.base_component import Component

    from dashboards.view import Context
    from planhjul.ledger.key_figures import KeyFigure, KeyFigures

_DECIMALS = 2


def figures(context: Context, found: KeyFigures) -> Component:
    """All key figures: first those with a value, then those that cannot be computed."""
    say = context.say
    counted = [figure for figure in found.figures if figure.value is not None]
    missing = [figure for figure in found.figures if figure.value is None]
    blocks: list[Component] = [ui.grid(*(_figure(context, one) for one in counted), columns=3)]
    if missing:
        blocks += [
            html.H3(say(text("Nøkkeltall som ikke kan regnes ut"))),
            ui.definition([(say(one.title), _without_value(context, one)) for one in missing]),
        ]
    return ui.section(
        say(text("Nøkkeltall")),
        *blocks,
        id=Accounts.FIGURES,
        lead=say(text("Anbefalt nivå er et råd over flere år, ikke et krav til hvert budsjett.")),
    )


def _figure(context: Context, one: KeyFigure) -> Component:
    value, unit = _value(context, one)
    return html.Div(
        [
            ui.stat(context.say(one.title), value, unit=unit, note=_norm(context, one)),
            ui.explain(context.say(text("Forklar tallet")), *_explained(context, one)),
        ],
        className="pj-figure",
    )


def _value(context: Context, one: KeyFigure) -> tuple[str, str]:
    """What a value says and what it is counted in; the services give money as whole øre."""
    if isinstance(one.value, int):
        return context.language.million(one.value), context.say(text("mill. kr"))
    return context.language.percent(one.value or 0.0, _DECIMALS), ""


def _norm(context: Context, one: KeyFigure) -> str:
    parts = []
    if one.norm is not None:
        parts.append(context.say(text("Anbefalt: minst {norm}.", norm=Share(one.norm, _DECIMALS))))
    if one.target is not None:
        parts.append(context.say(text("Kommunens eget mål: {target}.", target=Share(one.target, _DECIMALS))))
    return " ".join(parts)


def _explained(context: Context, one: KeyFigure) -> list[Component]:
    said = [context.say(one.definition)]
    if one.why is not None:
        said.append(context.say(one.why))
    said.append(context.say(text("Kilde: {source}", source=one.source)))
    return [html.P(words) for words in said]


def _without_value(context: Context, one: KeyFigure) -> list[Component]:
    """Why there is no value first: that is what the reader asks."""
    why, definition = one.why, one.definition
    said = [context.say(why)] if why is not None else []
    return [html.P(words) for words in (*said, context.say(definition))]
