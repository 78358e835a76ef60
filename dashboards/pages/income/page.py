"""Page Inntekter: what is free and what is bound, by which definition, down to the cell."""

from __future__ import annotations

from typing import Final

from dash import html
from dash.development.base_component import Component

from dashboards import components as ui
from dashboards.ids import Income
from dashboards.pages.income.amounts import MEASURE, Amounts, controls, price_year, usable
from dashboards.pages.income.chain import SERVICE, bound_to
from dashboards.pages.income.classes import amount_columns, class_row, classes, overrides, total_row
from dashboards.pages.income.compare import legend, national, versions
from dashboards.pages.income.drill import behind_class, lines_behind
from dashboards.parts import cells
from dashboards.parts.choices import choice, chosen
from dashboards.parts.nothing import ANOTHER_VERSION, nothing
from dashboards.view import Context, Page
from planhjul.figures.income import composition as figures
from planhjul.figures.template import LIGHT
from planhjul.ledger.income.explained import explain_definition, explain_group, explain_scale, explain_total
from planhjul.ledger.income.results import Base, ClassifiedSum, IncomeComposition
from planhjul.ledger.income.scale import ScaleKind
from planhjul.texts import Million, Share, Text, text

TITLE: Final = text("Inntekter")
BASE: Final = "grunnlag"
_AS_IS: Final = (ScaleKind.KRONER, ScaleKind.ANDEL)
_BASE_OPTIONS: Final[dict[Base, Text]] = {
    Base.DI: text("Brutto driftsinntekter"),
    Base.DI_FINANS: text("Brutto driftsinntekter med renter og utbytte"),
}


def render(context: Context) -> Component:
    """The page for the version the address names."""
    choice = context.choice
    if choice is None:
        return ui.page(
            TITLE,
            nothing(
                context, text("Ingen budsjett eller regnskap gjelder per denne datoen."), ANOTHER_VERSION
            ),
        )
    base = chosen(context, BASE, Base.DI)
    answer = context.seen.income.composition(choice.year, choice.kind, base)
    if not isinstance(answer, IncomeComposition):
        return ui.page(TITLE, nothing(context, answer.message, ANOTHER_VERSION))
    overview = context.seen.income.overview(base)
    years = sorted({one.year for one in overview} | {answer.year})
    prices = price_year(context, years, answer.year)
    kind = chosen(context, MEASURE, ScaleKind.KRONER)
    scales, notes = usable(context, kind, years, answer.year, prices)
    shown = [one for one in overview if one.year in scales]
    amounts = Amounts(context, scales[answer.year])
    lines = lines_behind(context, answer)
    from_service = bool(context.asked(SERVICE))
    return ui.page(
        TITLE,
        *_loud(context, answer),
        html.Div(controls(context, kind, years, prices), className="ph-measure"),
        *notes,
        _composition(context, amounts, answer),
        _definitions(context, answer),
        classes(context, amounts, answer),
        *behind_class(context, amounts, answer),
        *([] if from_service else lines),
        *overrides(context, amounts, answer),
        bound_to(context, amounts, answer),
        *(lines if from_service else []),
        versions(context, shown, base, scales),
        national(context),
        lead=figures.hundred_kroner(answer),
    )


PAGE: Final = Page(path="/inntekter", title=TITLE, render=render, ids=[Income])


def _loud(context: Context, composition: IncomeComposition) -> list[Component]:
    warnings: list[Component] = [ui.status("warning", warning) for warning in composition.warnings]
    if not composition.unclassified_ore and not composition.unclassified:
        return warnings

    def where(line: ClassifiedSum) -> ui.Cell:
        name = text("Art {art}, funksjon {funksjon}", art=line.art, funksjon=line.funksjon or "–")
        return ui.Cell(name, href=context.href(art=line.art, funksjon=line.funksjon))

    columns = [
        ui.Column("line", text("Art og funksjon"), of=where),
        cells.amounts(cells.kroner, context, "amount", text("Beløp (kr)"), lambda line: line.amount_ore),
        ui.Column("why", text("Hvorfor"), of=lambda line: line.reason),
    ]
    rows = ui.rows_of(columns, composition.unclassified)
    unclassified = ui.status(
        "error",
        text("De er med i summen, men i ingen klasse. Rett arten i filen og les den inn på nytt."),
        ui.data_table(
            Income.UNCLASSIFIED,
            text("Uklassifiserte inntekter"),
            columns,
            rows,
            caption_hidden=True,
            compact=True,
        ),
        title=text("{amount} er uklassifisert.", amount=Million(composition.unclassified_ore)),
    )
    return [unclassified, *warnings]


def _composition(context: Context, amounts: Amounts, composition: IncomeComposition) -> Component:
    language = context.language
    base = choice(
        Income.BASE,
        text("Regn andelene av"),
        _BASE_OPTIONS,
        composition.base,
        BASE,
        hint=composition.base.words,
    )
    groups, colours = figures.group_sums(composition), figures.class_fills(composition)
    sentence = ui.joined(
        *(
            text(
                "{group}: {amount} ({share}).",
                group=part.group.words,
                amount=Million(part.amount_ore),
                share=Share(part.share),
            )
            for part in groups
        )
    )
    rows = [class_row(amounts, member) for member in composition.classes]
    chart = ui.chart(
        Income.BANDS,
        figures.two_bands(composition, language, LIGHT),
        name=text("Frie og bundne inntekter"),
        sentence=sentence,
        table=ui.data_table(
            None,
            text("Frie og bundne inntekter"),
            amount_columns(amounts, text("Klasse")),
            [*rows, total_row(amounts, composition)],
            compact=True,
        ),
        table_label=text("Vis som tabell"),
        height=figures.BANDS_HEIGHT,
    )
    return ui.section(
        figures.standing_title(composition),
        _totals(context, amounts, composition),
        chart,
        legend(
            text("Fargene i figuren"),
            [
                (colours[member.key], member.title, language.percent(member.share))
                for member in composition.classes
            ],
        ),
        *_bound_legend(context, composition),
        base,
        lead=text(
            "Inntektene er {total}. Tallene gjelder fra {day}.",
            total=Million(composition.total_ore),
            day=composition.stood_from,
        ),
    )


def _bound_legend(context: Context, composition: IncomeComposition) -> list[Component]:
    parts = figures.bound_parts(composition)
    if not parts:
        return []
    language = context.language
    title = text("De bundne inntektene er bundet til")
    marks = [(part.colour, part.title, language.percent(part.share)) for part in parts]
    return [html.P(title, className="ph-legend__title"), legend(title, marks)]


def _totals(context: Context, amounts: Amounts, composition: IncomeComposition) -> Component:
    """The base and its three groups as figures, each of which can explain itself."""
    language = context.language
    scale = amounts.scale
    whole = explain_total(composition) if scale.kind in _AS_IS else explain_scale(composition, scale)
    cards = [
        ui.explained_stat(
            whole, whole.title, amounts.shown(composition.total_ore), unit=amounts.unit, look="ph-panel"
        )
    ]
    for part in figures.group_sums(composition):
        title = part.group.words
        share, amount = language.percent(part.share), amounts.shown(part.amount_ore)
        in_shares = scale.kind is ScaleKind.ANDEL
        cards.append(
            ui.explained_stat(
                explain_group(composition, part.group, title),
                title,
                share if in_shares else amount,
                unit="" if in_shares else amounts.unit,
                note=ui.joined(amount, amounts.unit) if in_shares else share,
                look="ph-panel",
            )
        )
    return ui.grid(*cards, columns=4)


def _definitions(context: Context, composition: IncomeComposition) -> Component:
    language = context.language
    cards = [
        html.Div(
            [
                ui.stat(
                    definition.title,
                    language.percent(definition.share),
                    note=text(
                        "{amount} av {total}",
                        amount=Million(definition.amount_ore),
                        total=Million(composition.total_ore),
                    ),
                ),
                html.P(definition.words),
                ui.explain_number(explain_definition(composition, definition)),
            ],
            className="ph-panel",
        )
        for definition in composition.definitions
    ]
    return ui.section(
        text("Tre måter å regne frie inntekter på"),
        ui.grid(*cards, columns=3),
        lead=text(
            "Statistisk sentralbyrå, beregningsutvalget TBU og kommunene selv teller ulikt. "
            "Si alltid hvilken definisjon du bruker. {base}",
            base=composition.base.words,
        ),
    )
