"""Who raises the cases, by year: the director or the politicians."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from dash import html
from dash.development.base_component import Component

from dashboards import components as ui
from dashboards.ids import Agenda
from dashboards.parts.nothing import nothing
from dashboards.view import Context
from planhjul.texts import Share, text
from planhjul.wheel.raised_by import Raiser, YearShare, shares_explained, shares_sentence


def who_raises(context: Context, shares: Sequence[YearShare]) -> Component:
    """The section: one sentence, a bar per year, the table, and the names nobody recognised."""
    say = context.say
    title = text("Hvem reiser sakene?")
    if not shares:
        return ui.section(
            title,
            nothing(
                context,
                text("Ingen saker er lest inn per denne datoen."),
                text(
                    "Hent malen for saker under Import, fyll inn årets saker og hvem som reiste dem, "
                    "og les den inn."
                ),
            ),
        )
    unknown = sorted({name or say(text("(ikke oppgitt)")) for share in shares for name in share.unknown})
    children: list[ui.Child] = [
        html.Ul([_bar(context, share) for share in shares], className="ph-list ph-shares"),
        html.P(_legend(context), className="ph-shares__legend"),
        ui.explain(text("Vis som tabell"), _table(context, shares)),
        ui.explain_number(shares_explained(shares[0])),
    ]
    if unknown:
        children.append(
            ui.status(
                "info",
                text(
                    "Vi kjenner ikke igjen: {navn}. Skriv parti, organ eller rolle.", navn="; ".join(unknown)
                ),
            )
        )
    return ui.section(title, *children, lead=shares_sentence(shares[0]))


def _bar(context: Context, share: YearShare) -> Component:
    """The year's bar: decoration beside its sentence, so a screen reader hears it once."""
    parts = [
        html.Span(
            className=f"ph-shares__part ph-shares__part--{who.value}",
            style={"width": f"{100 * share.share(who):.2f}%"},
        )
        for who in Raiser
        if share.counts[who]
    ]
    return html.Li(
        [
            html.Span(str(share.year), className="ph-shares__year"),
            html.Div(parts, className="ph-shares__bar", **{"aria-hidden": "true"}),
            html.Span(shares_sentence(share), className="ph-shares__words"),
        ],
        className="ph-shares__row",
    )


def _legend(context: Context) -> list[ui.Child]:
    return [
        html.Span(
            [
                html.Span(
                    className=f"ph-shares__key ph-shares__part--{who.value}", **{"aria-hidden": "true"}
                ),
                who.words,
            ]
        )
        for who in Raiser
    ]


def _table(context: Context, shares: Sequence[YearShare]) -> Component:
    number = context.language.number

    def raised(who: Raiser, share: YearShare) -> ui.Cell:
        part = text("{andel}", andel=Share(share.share(who), 0))
        return ui.Cell(number(share.counts[who]), share.counts[who], sub=part)

    columns = [
        ui.Column("year", text("År"), "number", of=lambda share: ui.Cell(str(share.year), share.year)),
        *(ui.Column(who.value, who.words, "number", of=partial(raised, who)) for who in Raiser),
        ui.Column(
            "total", text("I alt"), "number", of=lambda share: ui.Cell(number(share.total), share.total)
        ),
    ]
    rows = ui.rows_of(columns, shares, key=lambda share: str(share.year))
    return ui.data_table(Agenda.SHARES, text("Saker etter hvem som reiste dem"), columns, rows, compact=True)
