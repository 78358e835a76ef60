"""Broken threads, money without a goal, suggested links, and the log of links made by hand."""

from __future__ import annotations

from functools import partial
from typing import Final

from dash import html
from dash.development.base_component import Component

from dashboards import components as ui
from dashboards.components.number import explain_number
from dashboards.ids import Goals
from dashboards.pages.goals.links import Act, Pending
from dashboards.pages.goals.tree import GOAL, TONES, unit_of
from dashboards.parts import cells, units
from dashboards.parts.units import amount_shown
from dashboards.view import Context
from planhjul.goals.broken import named
from planhjul.goals.links import goal_ids, link_id
from planhjul.goals.results import BreakKind, Broken, GoalThreads, Reach, Suggestion, Unreached
from planhjul.goals.words import explain_reach, goal_title, reach_sentence
from planhjul.plans import LinkEntry, LinkTarget
from planhjul.texts import text, verbatim

PANEL: Final = "fane"


def panels(context: Context, threads: GoalThreads) -> Component:
    """What there is to ask and to do, one panel at a time."""
    tabs = [
        ui.Tab(
            "brutte", text("Brutte tråder ({count})", count=len(threads.broken)), [broken(context, threads)]
        ),
        *(
            [ui.Tab("krone", text("Fra krone til mål"), [unreached(context, threads.reach)])]
            if threads.reach
            else []
        ),
        ui.Tab(
            "forslag",
            text("Forslag til koblinger ({count})", count=len(threads.suggestions)),
            [suggestions(context, threads)],
        ),
        ui.Tab("logg", text("Logg ({count})", count=len(threads.entries)), [log(context, threads)]),
    ]
    chosen = context.asked(PANEL)
    return ui.section(
        text("Hva du kan se etter"),
        ui.tabs(Goals.PANELS, text("Brutte tråder og koblinger"), tabs, chosen or "brutte", address=PANEL),
    )


def _panel(lead: ui.Words, *children: Component) -> Component:
    return html.Div([html.P(lead), *children], className="ph-report")


def broken(context: Context, threads: GoalThreads) -> Component:
    """Every broken thread in one table that can be filtered by kind."""
    found = threads.broken
    counts = {kind: sum(one.kind is kind for one in found) for kind in BreakKind}
    pills = [("", text("Alle ({count})", count=len(found)))] + [
        (kind.value, text("{kind} ({count})", kind=kind.words, count=count))
        for kind, count in counts.items()
        if count
    ]
    unit = unit_of(context)

    def name(one: Broken) -> ui.Cell:
        href = context.href(**{GOAL: one.goal}) if one.goal else ""
        return ui.Cell(one.kind.words, href=href, tone=TONES[one.kind])

    def amount(one: Broken) -> ui.Cell:
        return ui.Cell(amount_shown(context, one.amount_ore, unit), one.amount_ore or 0)

    columns = [
        ui.Column("kind", text("Hva"), of=name),
        ui.Column(
            "why",
            text("Hvorfor, og hva du kan gjøre"),
            sortable=False,
            of=lambda one: ui.Cell(one.why, sub=one.advice),
        ),
        ui.Column("amount", units.TITLES[unit], "number", of=amount),
    ]
    return _panel(
        text("En brutt tråd er et spørsmål å stille, ikke en feil noen har gjort."),
        ui.data_table(
            Goals.BROKEN,
            text("Brutte tråder mellom mål og penger"),
            columns,
            ui.rows_of(columns, found, group=lambda one: one.kind.value),
            empty=text("Ingen tråder er brutt."),
            caption_hidden=True,
            compact=True,
            filters=ui.Filters(text("Vis"), pills),
        ),
    )


def unreached(context: Context, reach: Reach) -> Component:
    """Back from krone to goal: the functions no goal reaches, all of them, adding up."""
    unit = unit_of(context)
    amounts = partial(cells.amounts, partial(units.amount_cell, unit=unit), context)

    def name(function: Unreached) -> ui.Cell:
        return ui.Cell(f"{function.funksjon} {function.title}".strip() or "–", function.funksjon)

    columns = [
        ui.Column("funksjon", text("Funksjon"), of=name, total=text("Sum uten mål")),
        ui.Column("area", text("Budsjettområde"), of=lambda one: one.area or "–"),
        amounts(
            "amount",
            text("Uten mål, {unit}", unit=units.WORDS[unit]),
            lambda one: one.amount_ore,
            reach.unreached_ore,
        ),
        amounts("whole", text("Hele funksjonen, {unit}", unit=units.WORDS[unit]), lambda one: one.whole_ore),
        ui.Column("share", text("Andel av alt"), "number", of=lambda one: cells.share(context, one.share)),
    ]
    table = ui.data_table(
        Goals.UNREACHED,
        text("Tjenestefunksjoner som ingen mål når"),
        columns,
        ui.rows_of(columns, reach.functions) if reach.functions else [],
        empty=text("Hver krone til tjenestene nås av et mål."),
        caption_hidden=True,
        compact=True,
    )
    return _panel(reach_sentence(reach), explain_number(explain_reach(reach)), table)


def suggestions(context: Context, threads: GoalThreads) -> Component:
    """Suggested links with their reasons; a person decides each."""
    say = context.say
    label = say(text("Knytt"))

    def goal(one: Suggestion) -> ui.Cell:
        href = context.href(**{GOAL: one.goal})
        return ui.Cell(goal_title(threads, one.goal), href=href, sub=f"{one.code} {one.title}")

    def link(one: Suggestion) -> ui.Cell:
        action = Pending(Act.LINK, one.goal, one.target, one.code).written()
        return ui.Cell(label, action=action, label=f"{label}: {one.title}")

    columns = [
        ui.Column("goal", text("Mål og tiltak"), width="12rem", of=goal),
        # Beside the name: on a phone the reason is to the right of the screen, and the button must not be.
        ui.Column("link", text("Knytt"), sortable=False, of=link),
        ui.Column("why", text("Hvorfor"), sortable=False, width="16rem", of=lambda one: one.why),
    ]
    rows = ui.rows_of(columns, threads.suggestions)
    return _panel(
        text("Forslagene er laget av like ord og like funksjoner. Ingenting knyttes før du sier ja."),
        ui.data_table(
            Goals.SUGGESTIONS,
            text("Forslag til koblinger mellom mål og tiltak"),
            columns,
            rows,
            empty=text("Ingen forslag: tiltakene er knyttet, eller ligner ikke på noe mål."),
            caption_hidden=True,
            compact=True,
        ),
    )


def log(context: Context, threads: GoalThreads) -> Component:
    """What was made and taken away by hand, newest first, each of which can be undone."""
    ids = goal_ids(node.goal for node in threads.walk())
    columns = [
        ui.Column("day", text("Dag"), "date", sortable=False),
        ui.Column("what", text("Hva"), sortable=False, width="16rem"),
        ui.Column("by", text("Navn"), sortable=False),
        ui.Column("why", text("Begrunnelse"), sortable=False, width="14rem"),
        ui.Column("undo", text("Gjør om"), sortable=False),
    ]
    return _panel(
        text("Det som er laget eller tatt bort for hånd, nyeste først. Arbeidsbøkene er ikke endret."),
        ui.data_table(
            Goals.LOG,
            text("Koblinger som er laget eller tatt bort for hånd"),
            columns,
            [_log_row(context, threads, link_id(entry.link, ids), entry) for entry in threads.entries],
            empty=text("Ingen koblinger er laget eller tatt bort for hånd."),
            caption_hidden=True,
            sortable=False,
        ),
    )


def _log_row(context: Context, threads: GoalThreads, goal: str, entry: LinkEntry) -> ui.Row:
    say, link = context.say, entry.link
    holes = {"goal": goal_title(threads, goal), "name": named(link.target, link.code)}
    said = (
        text("Knyttet «{goal}» til {name}", goal=holes["goal"], name=holes["name"])
        if entry.made
        else text("Tok bort tråden fra «{goal}» til {name}", goal=holes["goal"], name=holes["name"])
    )
    what = say(said)
    stands = _stands(threads, goal, link.target, link.code)
    undo = say(text("Gjør om"))
    asked = Pending(Act.UNDO, goal, link.target, link.code, entry.nr).written()
    # What was done can be undone only as long as the thread still is as the entry left it.
    button = ui.Cell(undo, action=asked, label=f"{undo}: {what}") if stands is entry.made else ui.Cell("–")
    return ui.Row(
        {
            "day": ui.Cell(context.language.date(entry.recorded_on), entry.recorded_on.isoformat()),
            "what": ui.Cell(what, href=context.href(**{GOAL: goal})),
            "by": verbatim(link.made_by),
            "why": verbatim(link.why),
            "undo": button,
        },
        key=str(entry.nr),
    )


def _stands(threads: GoalThreads, goal: str, target: LinkTarget, code: str) -> bool:
    node = threads.node(goal)
    return node is not None and any(
        thread.target is target and thread.code == code for thread in node.threads
    )


def without_goals(context: Context, threads: GoalThreads) -> list[Component]:
    """The plans nobody has given a tree."""
    if not threads.plans_without_goals or not threads.plans:
        return []
    items = [html.Span(plan.title) for plan in threads.plans_without_goals]
    return [ui.explain(text("{count} planer uten mål", count=len(items)), ui.plain_list(items))]
