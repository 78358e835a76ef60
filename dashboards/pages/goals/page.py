"""Page Mål og tiltak: the thread from a goal to measure, budget and accounts, and where it is broken."""

from __future__ import annotations

from typing import Final

from dash import html
from dash.development.base_component import Component

from dashboards import components as ui
from dashboards.components import native
from dashboards.ids import Goals
from dashboards.pages.goals import broken as found
from dashboards.pages.goals import links
from dashboards.pages.goals.detail import detail
from dashboards.pages.goals.tree import GOAL, controls, trees
from dashboards.parts.detail import shown_at
from dashboards.parts.nothing import nothing, to_import
from dashboards.view import Context, Page
from planhjul.goals.results import GoalThreads
from planhjul.goals.words import DEFINITION, headline
from planhjul.texts import text

TITLE: Final = text("Mål og tiltak")


def render(context: Context) -> Component:
    """The page for the year in the address."""
    threads = context.seen.goals.threads(context.view.aar)
    if not threads.plans:
        return ui.page(TITLE, _nothing(context, threads), lead=headline(threads))
    return ui.page(
        TITLE,
        *links.kept(context, threads.entries),
        *_no_money(context, threads),
        controls(context),
        html.Div(trees(context, threads), id=Goals.TREE, className="ph-report"),
        html.P(DEFINITION, className="ph-hint"),
        shown_at(context.asked(GOAL), *detail(context, threads)),
        found.panels(context, threads),
        *found.without_goals(context, threads),
        html.Div(links.dialog(context)),
        *_absent(context, threads),
        lead=headline(threads),
    )


def _absent(context: Context, threads: GoalThreads) -> list[Component]:
    """Places for what only a chosen goal has: the browser calls nobody while one of the inputs is missing."""
    if threads.node(context.asked(GOAL)) is not None:
        return []
    return [native.Placeholder(id=name) for name in (Goals.THREADS, Goals.LINK, Goals.TARGET, Goals.CODE)]


PAGE: Final = Page(path="/maal", title=TITLE, render=render, ids=[Goals], register=links.register)


def _nothing(context: Context, threads: GoalThreads) -> Component:
    """No goals yet: what to import, and which plans are there without a tree."""
    steps = [
        text("Last ned malen «Kommuneplan med mål» på siden Import, eller eksporter planen i samme form."),
        text("Skriv én rad per visjon, satsingsområde, mål, delmål eller strategi, og tiltak."),
        text(
            "Fyll ut kolonnene Tiltak, Funksjon, Ansvar, Prosjekt og Område der målet har penger. "
            "Flere koder skilles med semikolon."
        ),
        text("Les inn arbeidsboken. Koblinger som mangler, kan du lage her etterpå."),
    ]
    plans = [plan.title for plan in threads.plans_without_goals]
    without = text("Disse planene er lest inn uten mål: {plans}.", plans=", ".join(plans))
    return ui.status(
        "info",
        text("Slik får du mål og penger inn:"),
        html.Ol([html.Li(step) for step in steps]),
        to_import(context),
        *([html.P(without)] if plans else []),
        title=text("Ingen mål gjelder {on}.", on=context.on),
    )


def _no_money(context: Context, threads: GoalThreads) -> list[Component]:
    if threads.columns:
        return []
    advice = text("Les inn økonomiplan, budsjett eller regnskap, så vises kroner på hvert mål.")
    return [nothing(context, "", advice)]
