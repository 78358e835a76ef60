"""Income compared: all versions side by side, and the national picture."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dash import html
from dash.development.base_component import Component

from dashboards import components as ui
from dashboards.ids import Income
from dashboards.pages.income.amounts import Amounts
from dashboards.pages.income.drill import NO_LINES
from dashboards.view import Context
from planhjul.figures.income import composition as figures
from planhjul.figures.template import LIGHT
from planhjul.ledger.income.explained import explain_scale
from planhjul.ledger.income.results import Base, IncomeComposition, IncomeGroup
from planhjul.ledger.income.scale import Scale, ScaleKind
from planhjul.texts import text


def legend(name: ui.Words, marks: Sequence[tuple[str, ui.Words, str]]) -> Component:
    """The colours of a figure in words: (colour, what it is, its share) for each mark."""
    items = [
        html.Li(
            [
                html.Span(className="ph-swatch", style={"background": colour}, **{"aria-hidden": "true"}),
                html.Span(title),
                html.Span(share, className="ph-legend__share"),
            ]
        )
        for colour, title, share in marks
    ]
    return html.Ul(items, className="ph-legend", **{"aria-label": name})


def versions(
    context: Context, overview: Sequence[IncomeComposition], base: Base, scales: Mapping[int, Scale]
) -> Component:
    """Every version in force on the day side by side on the page's scale, each with a link to itself."""
    unit = Amounts(context, next(iter(scales.values()))).unit
    in_shares = all(scale.kind is ScaleKind.ANDEL for scale in scales.values())
    chart = ui.chart(
        Income.VERSIONS,
        figures.side_by_side(overview, context.language, LIGHT, None if in_shares else scales),
        name=text("Alle versjoner ved siden av hverandre")
        if in_shares
        else text("Alle versjoner ved siden av hverandre ({unit})", unit=unit),
        sentence=_versions_sentence(context, base, in_shares=in_shares),
        table=_versions_table(context, overview, scales),
        table_label=text("Vis som tabell, og gå til en versjon"),
        height=figures.side_by_side_height(len(overview)),
    )
    groups = [(figures.group_fill(group), group.words, "") for group in IncomeGroup]
    # Kroner are each version's own; what they are made of is explained where the version itself is shown.
    explained = [
        ui.explain_number(explain_scale(one, scales[one.year]))
        for one in overview
        if scales[one.year].kind in (ScaleKind.INNBYGGER, ScaleKind.FAST)
    ]
    return ui.section(
        text("År for år"),
        legend(text("Fargene i figuren"), groups),
        chart,
        *([ui.explain(text("Forklar tallene"), *explained)] if explained else []),
    )


def _versions_sentence(context: Context, base: Base, *, in_shares: bool) -> ui.Words:
    if in_shares:
        words = text("Andelen frie, bundne og øvrige inntekter i hver versjon. {base}", base=base.words)
    else:
        words = text(
            "Hvor store de frie, bundne og øvrige inntektene er i hver versjon. {base}", base=base.words
        )
    return words


def _versions_table(
    context: Context, overview: Sequence[IncomeComposition], scales: Mapping[int, Scale]
) -> Component:
    language = context.language
    first = Amounts(context, next(iter(scales.values())))
    columns = [
        ui.Column("title", text("Versjon")),
        *(first.column(group.value, group.words) for group in IncomeGroup),
        first.column("total", text("Sum")),
    ]
    rows = []
    for one in overview:
        amounts = Amounts(context, scales[one.year])
        cells: dict[str, ui.Cell | ui.Words] = {
            "title": ui.Cell(
                figures.standing_title(one),
                f"{one.year} {one.stood_from.isoformat()}",
                href=context.href(
                    aar=one.year, versjon=one.version.value, klasse=None, betaler=None, **NO_LINES
                ),
                sub=text("Gjelder fra {day}", day=one.stood_from),
            ),
            "total": amounts.cell(one.total_ore),
        }
        for part in figures.group_sums(one):
            cells[part.group.value] = amounts.cell(part.amount_ore, sub=language.percent(part.share))
        rows.append(ui.Row(cells))
    return ui.data_table(Income.VERSIONS_TABLE, text("Alle versjoner per denne datoen"), columns, rows)


def national(context: Context) -> Component:
    """The national picture, labelled as national, with its source and year."""

    def share(part: figures.NationalShare) -> str:
        return context.language.percent(part.share, 0)

    columns = [
        ui.Column("title", text("Klasse"), of=lambda part: ui.Cell(part.title, sub=part.group.words)),
        ui.Column("share", text("Andel"), "number", of=lambda part: ui.Cell(share(part), part.share)),
    ]
    rows = ui.rows_of(columns, figures.NATIONAL)
    chart = ui.chart(
        Income.NATIONAL,
        figures.national_bar(context.language, LIGHT),
        name=text("Hele landet, ikke denne kommunen"),
        sentence=text("Skatt 40 %, rammetilskudd 32 %, gebyrer 14 %, øremerkede tilskudd 6 %, resten 8 %."),
        table=ui.data_table(None, text("Inntektene i kommunesektoren"), columns, rows, compact=True),
        table_label=text("Vis som tabell"),
        height=110,
    )
    return ui.section(
        text("Til sammenligning: hele landet"),
        chart,
        legend(
            text("Fargene i figuren"),
            [(figures.national_fill(part), part.title, share(part)) for part in figures.NATIONAL],
        ),
        html.P(figures.NATIONAL_SOURCE, className="ph-source"),
    )
