"""One goal: its threads and where they are from, kroner per version, the lines behind, and new links."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Final

from dash import html
from dash.development.base_component import Component

from dashboards import components as ui
from dashboards.components.number import explain_number
from dashboards.ids import Goals
from dashboards.pages.goals.links import Act, Pending
from dashboards.pages.goals.tree import GOAL, TONES, short_title, unit_of
from dashboards.parts import units
from dashboards.parts.choices import chosen
from dashboards.parts.detail import CLOSE_LINES, opened
from dashboards.parts.lines import MINUS, counted, lines_table
from dashboards.parts.units import Unit, amount_shown
from dashboards.view import Context
from planhjul.figures.goals import VersionBar, bars_height, version_bars
from planhjul.figures.template import LIGHT
from planhjul.goals.results import Behind, GoalNode, GoalThreads, MoneyColumn, Thread
from planhjul.goals.words import (
    column_title,
    explain_total,
    goal_title,
    source_words,
    thread_title,
)
from planhjul.ledger.lines import DRIFT
from planhjul.plans import LinkTarget
from planhjul.texts import Million, Text, text

THREAD: Final = "trad"
PIECE: Final = "linje"
COLUMN: Final = "tall"
TARGET: Final = "slag"
_PARTS: Final = 4
_SEPARATOR: Final = "|"


def detail(context: Context, threads: GoalThreads) -> list[Component]:
    """The goal in the address, or nothing; a goal that is gone is said."""
    id = context.asked(GOAL)
    if not id:
        return []
    node = threads.node(id)
    close = ui.link(
        text("Lukk målet"),
        context.href(**{GOAL: None, THREAD: None, PIECE: None, COLUMN: None, TARGET: None}),
        look="quiet",
    )
    if node is None:
        words = text("Målet i adressen finnes ikke {on}. Velg et mål i treet.", on=context.on)
        return [html.Div([ui.status("warning", words), close], id=Goals.DETAIL)]
    body = [
        html.P(text("{kind} {key}", kind=node.goal.kind.words, key=node.goal.key), className="ph-hint"),
        *_breaks(context, node),
        *_money(context, threads, node),
        _threads(context, threads, node),
        *_behind(context, threads, node),
        *_lines(context, threads),
        _form(context, node),
        close,
    ]
    return [ui.card(node.goal.title, *body, id=Goals.DETAIL)]


def _breaks(context: Context, node: GoalNode) -> list[Component]:
    return [
        html.Div(
            [
                ui.badge(found.kind.words, TONES[found.kind]),
                html.P(found.why),
                html.P(found.advice, className="ph-hint"),
            ],
            className="ph-goals__break",
        )
        for found in node.broken
    ]


def _money(context: Context, threads: GoalThreads, node: GoalNode) -> list[Component]:
    """Kroner per version as chart and table, and how a number came about."""
    language = context.language
    if not threads.columns or not any(one.threads for one in node.walk()):
        return []
    first = _explained(threads)
    bars = [VersionBar(column, context.say(short_title(column))) for column in threads.columns]

    def kroner(held: Mapping[str, int]) -> Callable[[MoneyColumn], str]:
        return lambda column: language.kroner(held.get(column.key, 0))

    columns = [
        ui.Column("version", text("Versjon"), sortable=False, of=column_title),
        ui.Column("own", text("Egne tråder (kr)"), "number", sortable=False, of=kroner(node.own)),
        ui.Column("total", text("Med alt under (kr)"), "number", sortable=False, of=kroner(node.total)),
    ]
    rows = ui.rows_of(columns, threads.columns)
    sentence = text(
        "{column}: {amount} netto, med alt som står under målet.",
        column=column_title(first),
        amount=Million(node.total.get(first.key, 0)),
    )
    table = ui.data_table(
        Goals.VERSIONS, text("Kroner per versjon"), columns, rows, compact=True, sortable=False
    )
    return [
        ui.chart(
            Goals.CHART,
            version_bars(bars, node.total, language, LIGHT),
            name=text("Kroner per versjon, mill. kroner"),
            sentence=sentence,
            table=table,
            table_label=text("Vis som tabell"),
            height=bars_height(len(bars)),
        ),
        explain_number(explain_total(node, first)),
    ]


def _explained(threads: GoalThreads) -> MoneyColumn:
    return next((column for column in threads.columns if column.plan), threads.columns[-1])


def _threads(context: Context, threads: GoalThreads, node: GoalNode) -> Component:
    """The goal's own threads, each with where it is from, its money, and the way to take it away."""
    unit = unit_of(context)
    first = _explained(threads) if threads.columns else None
    columns = [
        ui.Column("thread", text("Tråd"), sortable=False),
        ui.Column("amount", _amount_label(context, first, unit), "number", sortable=False),
        ui.Column("source", text("Kommer fra"), sortable=False, width="14rem"),
        ui.Column("shared", text("Deles med"), sortable=False),
        ui.Column("undo", text("Ta bort"), sortable=False),
    ]
    rows = [_thread_row(context, threads, node, thread, first, unit) for thread in node.threads]
    return ui.section(
        text("Tråder til penger"),
        ui.data_table(
            Goals.THREADS,
            text("Målets egne tråder"),
            columns,
            rows,
            empty=text("Målet har ingen egne tråder. Knytt det til penger under."),
            caption_hidden=True,
            sortable=False,
        ),
        level=3,
        lead=text("Velg en tråd for å se budsjettlinjene bak.") if node.threads else "",
    )


def _amount_label(context: Context, column: MoneyColumn | None, unit: Unit) -> ui.Words:
    if column is None:
        return text("Beløp")
    return text("{column}, {unit}", column=short_title(column), unit=units.WORDS[unit])


def _thread_row(
    context: Context,
    threads: GoalThreads,
    node: GoalNode,
    thread: Thread,
    first: MoneyColumn | None,
    unit: Unit,
) -> ui.Row:
    say = context.say
    title = say(thread_title(thread))
    name = f"{thread.target.value}:{thread.code}"
    href = context.href(**{THREAD: name, PIECE: None, COLUMN: None}) if thread.behind else ""
    shared = ui.joined(*(goal_title(threads, id) for id in thread.shared_with), between=", ")
    pending = Pending(Act.UNLINK, node.id, thread.target, thread.code).written()
    undo = say(text("Ta bort"))
    return ui.Row(
        {
            "thread": ui.Cell(title, href=href, tone="" if thread.found else "error"),
            "amount": amount_shown(context, thread.amounts.get(first.key) if first else None, unit),
            "source": ui.joined(*(source_words(link) for link in thread.sources), between="; "),
            "shared": ui.Cell(shared) if thread.shared_with else ui.Cell("–", tone="muted"),
            "undo": ui.Cell(undo, action=pending, label=f"{undo}: {title}"),
        },
        key=name,
        selected=context.asked(THREAD) == name,
    )


def _behind(context: Context, threads: GoalThreads, node: GoalNode) -> list[Component]:
    """The pieces of budget lines behind the thread in the address, by version."""
    wanted = context.asked(THREAD)
    thread = next((one for one in node.threads if f"{one.target.value}:{one.code}" == wanted), None)
    if thread is None or not thread.behind:
        return []
    unit = unit_of(context)

    def amount(column: MoneyColumn, piece: Behind) -> ui.Cell:
        ore = piece.amounts.get(column.key)
        href = context.href(**{PIECE: _piece_key(piece), COLUMN: column.key}) if ore else ""
        return ui.Cell(amount_shown(context, ore, unit), ore or 0, href=href)

    columns = [
        ui.Column("piece", text("Ansvar og funksjon"), of=_piece_title, total=text("Sum")),
        *(
            ui.Column(
                column.key,
                short_title(column),
                "number",
                of=partial(amount, column),
                total=amount_shown(context, thread.amounts.get(column.key), unit),
            )
            for column in threads.columns
        ),
    ]
    rows = ui.rows_of(columns, thread.behind)
    return [
        ui.section(
            text("Bak tråden: {thread}", thread=thread_title(thread)),
            ui.data_table(
                Goals.BEHIND,
                text("Ansvar og funksjoner bak tråden, {unit}", unit=units.WORDS[unit]),
                columns,
                rows,
                compact=True,
            ),
            level=3,
            lead=text("Velg et beløp for å se linjene i filen."),
        )
    ]


def _piece_title(piece: Behind) -> Text:
    return ui.joined(
        text("Funksjon {code}", code=piece.funksjon or "–"),
        text("ansvar {code}", code=piece.ansvar or "–"),
        *([text("prosjekt {code}", code=piece.prosjekt)] if piece.prosjekt else []),
        text("drift") if piece.kontoklasse == DRIFT else text("investering"),
        between=", ",
    )


def _piece_key(piece: Behind) -> str:
    return _SEPARATOR.join((piece.kontoklasse, piece.funksjon, piece.ansvar, piece.prosjekt))


def _lines(context: Context, threads: GoalThreads) -> list[Component]:
    """The stored lines of the piece and version in the address, each with its file and cell."""
    written = context.asked(PIECE).split(_SEPARATOR)
    column = next((one for one in threads.columns if one.key == context.asked(COLUMN)), None)
    if column is None or len(written) != _PARTS:
        return []
    kontoklasse, funksjon, ansvar, prosjekt = written
    lines = context.seen.goals.lines(column, (kontoklasse, funksjon, ansvar, prosjekt))
    title = text("Linjene i {column}", column=column_title(column))
    return [
        opened(
            context,
            title,
            lines_table(
                context,
                Goals.LINES,
                lines,
                ("art", text("Art"), lambda line: line.art),
                caption=title,
                empty=text("Ingen linjer i denne versjonen."),
            ),
            closes={PIECE: None, COLUMN: None},
            close=CLOSE_LINES,
            level=3,
            lead=ui.joined(counted(lines), MINUS),
        )
    ]


def _form(context: Context, node: GoalNode) -> Component:
    """Link the goal to something: first what kind, then which; the dialog asks who and why."""
    say = context.say
    target = target_of(context)
    linked = {thread.code for thread in node.threads if thread.target is target}
    codes = [
        (code, f"{code} {title}".strip())
        for code, title in context.seen.goals.targets(target)
        if code not in linked
    ]
    kinds = [(one.value, say(one.words).capitalize()) for one in LinkTarget]
    choose: Text = text("Velg …")
    fields = [
        ui.select(Goals.TARGET, text("Knytt målet til"), kinds, target.value, address=TARGET),
        ui.select(Goals.CODE, text("Hvilket"), [("", choose), *codes]),
    ]
    return ui.section(
        text("Knytt målet til penger"),
        html.Div(fields, className="ph-fields"),
        html.Div(ui.button(Goals.LINK, text("Knytt"), kind="primary"), className="ph-actions"),
        level=3,
        lead=text(
            "Koblingen lagres med navn og begrunnelse, og kan tas bort igjen. Arbeidsboken endres ikke."
        ),
    )


def target_of(context: Context) -> LinkTarget:
    """The kind of code the form is about."""
    return chosen(context, TARGET, LinkTarget.TILTAK)
