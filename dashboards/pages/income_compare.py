"""Income compared: all versions side by side, and the national picture."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from dash import html

from dashboards import components as ui
from dashboards.ids import Income
from planhjul.figures import income as figures
from planhjul.figures.template import LIGHT
from planhjul.ledger.results import Base, IncomeComposition
from planhjul.texts import Text, text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dash.development.base_component import Component

    from dashboards.view import Context

BASE_WORDS: Final[dict[Base, Text]] = {
    Base.DI: text("Andelene er regnet av brutto driftsinntekter. Renter og utbytte er ikke med."),
    Base.DI_FINANS: text("Andelene er regnet av brutto driftsinntekter med renter og utbytte."),
}


def legend(name: str, marks: Sequence[tuple[str, str, str]]) -> Component:
    """The colours of a figure in words: (colour, what it is, its share) for each mark."""
    items = [
        html.Li(
            [
                html.Span(className="pj-swatch", style={"background": colour}, **{"aria-hidden": "true"}),
                html.Span(title),
                html.Span(share, className="pj-legend__share"),
            ]
        )
        for colour, title, share in marks
    ]
    return html.Ul(items, className="pj-legend", **{"aria-label": name})


def versions(context: Context, overview: Sequence[IncomeComposition], base: Base) -> Component:
    """Every version in force on the day side by side, each with a link to itself."""
    say, language = context.say, context.language
    columns = [ui.Column("title", say(text("Versjon")))]
    columns += [ui.Column(group.value, say(title), "number") for group, title in figures.GROUP_TITLES.items()]
    columns.append(ui.Column("total", say(text("Sum (mill. kr)")), "number"))
    rows = []
    for one in overview:
        cells: dict[str, ui.Cell | str] = {
            "title": ui.Cell(
                say(figures.version_title(one.version, one.year)),
                f"{one.year} {one.stood_from.isoformat()}",
                href=context.href(
                    aar=one.year, versjon=one.version.value, klasse=None, art=None, funksjon=None
                ),
                sub=say(text("Gjelder fra {day}", day=one.stood_from)),
            ),
            "total": ui.Cell(language.million(one.total_ore), one.total_ore),
        }
        for part in figures.group_sums(one):
            cells[part.group.value] = ui.Cell(language.percent(part.share), part.share)
        rows.append(ui.Row(cells))
    table = ui.data_table(Income.VERSIONS_TABLE, say(text("Alle versjoner per denne datoen")), columns, rows)
    chart = ui.chart(
        Income.VERSIONS,
        figures.side_by_side(overview, language, LIGHT),
        name=say(text("Alle versjoner ved siden av hverandre")),
        sentence=say(
            text(
                "Andelen frie, bundne og øvrige inntekter i hver versjon. {base}",
                base=BASE_WORDS[base],
            )
        ),
        table=table,
        table_label=say(text("Vis som tabell, og gå til en versjon")),
        height=figures.side_by_side_height(len(overview)),
    )
    groups = [(figures.group_fill(group), say(title), "") for group, title in figures.GROUP_TITLES.items()]
    return ui.section(say(text("År for år")), legend(say(text("Fargene i figuren")), groups), chart)


def national(context: Context) -> Component:
    """The national picture, labelled as national, with its source and year."""
    say = context.say
    rows = [
        ui.Row(
            {
                "title": ui.Cell(say(part.title), sub=say(figures.GROUP_TITLES[part.group])),
                "share": ui.Cell(context.language.percent(part.share, 0), part.share),
            }
        )
        for part in figures.NATIONAL
    ]
    columns = [ui.Column("title", say(text("Klasse"))), ui.Column("share", say(text("Andel")), "number")]
    chart = ui.chart(
        Income.NATIONAL,
        figures.national_bar(context.language, LIGHT),
        name=say(text("Hele landet, ikke denne kommunen")),
        sentence=say(
            text("Skatt 40 %, rammetilskudd 32 %, gebyrer 14 %, øremerkede tilskudd 6 %, resten 8 %.")
        ),
        table=ui.data_table(None, say(text("Inntektene i kommunesektoren")), columns, rows, compact=True),
        table_label=say(text("Vis som tabell")),
        height=110,
    )
    return ui.section(
        say(text("Til sammenligning: hele landet")),
        chart,
        legend(
            say(text("Fargene i figuren")),
            [
                (figures.national_fill(part), say(part.title), context.language.percent(part.share, 0))
                for part in figures.NATIONAL
            ],
        ),
        html.P(say(figures.NATIONAL_SOURCE), className="pj-source"),
    )
