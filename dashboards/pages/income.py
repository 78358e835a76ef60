"""Page Inntekter: what is free and what is bound, by which definition, down to the cell."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from dash import html

from dashboards import components as ui
from dashboards.ids import Income
from dashboards.pages.income_compare import BASE_WORDS, legend, national, versions
from dashboards.pages.income_drill import behind_class, lines_behind
from dashboards.view import Context, Page
from planhjul.figures import income as figures
from planhjul.figures.template import LIGHT
from planhjul.ledger.results import Base, IncomeClass, IncomeComposition
from planhjul.texts import Million, Share, Text, text

if TYPE_CHECKING:
    from dash import Dash
    from dash.development.base_component import Component

    from dashboards.view import Clock
    from planhjul.services import Services

TITLE: Final = text("Inntekter")
BASE: Final = "grunnlag"
_MOST_SERVICES: Final = 10
_BASE_OPTIONS: Final[dict[Base, Text]] = {
    Base.DI: text("Brutto driftsinntekter"),
    Base.DI_FINANS: text("Brutto driftsinntekter med renter og utbytte"),
}


def render(context: Context) -> Component:
    """The page for the version the address names."""
    say, choice = context.say, context.choice
    if choice is None:
        return ui.page(
            say(TITLE), _nothing(context, text("Ingen budsjett eller regnskap gjelder per denne datoen."))
        )
    base = _base(context.view.others.get(BASE, ""))
    answer = context.services.income.composition(
        context.kommune.nr, choice.year, context.on, choice.kind, base
    )
    if not isinstance(answer, IncomeComposition):
        return ui.page(say(TITLE), _nothing(context, answer.message))
    overview = context.services.income.overview(context.kommune.nr, context.on, base)
    return ui.page(
        say(TITLE),
        *_loud(context, answer),
        _composition(context, answer),
        _definitions(context, answer),
        _classes(context, answer),
        *behind_class(context, answer),
        *lines_behind(context, answer),
        _bound_to(context, answer),
        versions(context, overview, base),
        national(context),
        lead=say(figures.hundred_kroner(answer)),
    )


def register(app: Dash, services: Services, clock: Clock) -> None:
    """Nothing to register: every control of this page is part of its address."""


def skeleton() -> list[Component]:
    """The ids of this page, for the validation layout; no callback uses them."""
    return [html.Div(id=name) for name in Income]


PAGE: Final = Page(path="/inntekter", title=TITLE, render=render, register=register, skeleton=skeleton)


def _base(written: str) -> Base:
    return Base(written) if written in set(Base) else Base.DI


def _nothing(context: Context, message: Text) -> Component:
    say = context.say
    return ui.status(
        "info",
        say(text("Velg en annen dato eller versjon over, eller les inn en fil.")),
        html.P(ui.link(say(text("Gå til Import")), context.href("/import"))),
        title=say(message),
    )


def _loud(context: Context, composition: IncomeComposition) -> list[Component]:
    say = context.say
    warnings: list[Component] = [ui.status("warning", say(warning)) for warning in composition.warnings]
    if not composition.unclassified_ore and not composition.unclassified:
        return warnings
    columns = [
        ui.Column("line", say(text("Art og funksjon"))),
        ui.Column("amount", say(text("Beløp (kr)")), "number"),
        ui.Column("why", say(text("Hvorfor"))),
    ]
    rows = [
        ui.Row(
            {
                "line": ui.Cell(
                    say(text("Art {art}, funksjon {funksjon}", art=line.art, funksjon=line.funksjon or "–")),
                    href=context.href(art=line.art, funksjon=line.funksjon),
                ),
                "amount": ui.Cell(context.language.kroner(line.amount_ore), line.amount_ore),
                "why": say(line.reason),
            }
        )
        for line in composition.unclassified
    ]
    unclassified = ui.status(
        "error",
        say(text("De er med i summen, men i ingen klasse. Rett arten i filen og les den inn på nytt.")),
        ui.data_table(
            Income.UNCLASSIFIED,
            say(text("Uklassifiserte inntekter")),
            columns,
            rows,
            caption_hidden=True,
            compact=True,
        ),
        title=say(text("{amount} er uklassifisert.", amount=Million(composition.unclassified_ore))),
    )
    return [unclassified, *warnings]


def _composition(context: Context, composition: IncomeComposition) -> Component:
    say, language = context.say, context.language
    base = ui.radio_group(
        Income.BASE,
        say(text("Regn andelene av")),
        [(one.value, say(title)) for one, title in _BASE_OPTIONS.items()],
        composition.base.value,
        hint=say(BASE_WORDS[composition.base]),
        address=BASE,
    )
    groups, colours = figures.group_sums(composition), figures.class_fills(composition)
    sentence = " ".join(
        say(
            text(
                "{group}: {amount} ({share}).",
                group=figures.GROUP_TITLES[part.group],
                amount=Million(part.amount_ore),
                share=Share(part.share),
            )
        )
        for part in groups
    )
    columns = _amount_columns(context, text("Klasse"))
    rows = [_class_row(context, member) for member in composition.classes]
    chart = ui.chart(
        Income.BANDS,
        figures.two_bands(composition, language, LIGHT),
        name=say(text("Frie og bundne inntekter")),
        sentence=sentence,
        table=ui.data_table(
            None,
            say(text("Inntektene etter klasse")),
            columns,
            [*rows, _total_row(context, composition)],
            compact=True,
        ),
        table_label=say(text("Vis som tabell")),
        height=220,
    )
    return ui.section(
        say(figures.version_title(composition.version, composition.year)),
        chart,
        legend(
            say(text("Fargene i figuren")),
            [
                (colours[member.key], say(member.title), language.percent(member.share))
                for member in composition.classes
            ],
        ),
        base,
        lead=say(
            text(
                "Inntektene er {total}. Tallene gjelder fra {day}.",
                total=Million(composition.total_ore),
                day=composition.stood_from,
            )
        ),
    )


def _definitions(context: Context, composition: IncomeComposition) -> Component:
    say, language = context.say, context.language
    cards = [
        html.Div(
            [
                ui.stat(
                    say(one.title),
                    language.percent(one.share),
                    note=say(
                        text(
                            "{amount} av {total}",
                            amount=Million(one.amount_ore),
                            total=Million(composition.total_ore),
                        )
                    ),
                ),
                html.P(say(one.words)),
            ],
            className="pj-definition",
        )
        for one in composition.definitions
    ]
    return ui.section(
        say(text("Tre måter å regne frie inntekter på")),
        ui.grid(*cards, columns=3),
        lead=say(
            text(
                "Statistisk sentralbyrå, beregningsutvalget TBU og kommunene selv teller ulikt. "
                "Si alltid hvilken definisjon du bruker. {base}",
                base=BASE_WORDS[composition.base],
            )
        ),
    )


def _amount_columns(context: Context, first: Text) -> list[ui.Column]:
    say = context.say
    return [
        ui.Column("title", say(first)),
        ui.Column("amount", say(text("Mill. kr")), "number"),
        ui.Column("share", say(text("Andel")), "number"),
    ]


def _class_row(context: Context, member: IncomeClass, *, drill: bool = False) -> ui.Row:
    href = context.href(klasse=member.key, art=None, funksjon=None) if drill else ""
    cells: dict[str, ui.Cell | str] = {
        "title": ui.Cell(
            context.say(member.title), href=href, sub=context.say(figures.GROUP_TITLES[member.group])
        ),
        "amount": ui.Cell(context.language.million(member.amount_ore), member.amount_ore),
        "share": ui.Cell(context.language.percent(member.share), member.share),
    }
    if drill:
        cells["why"] = context.say(member.reason)
    return ui.Row(cells, key=member.key)


def _total_row(context: Context, composition: IncomeComposition) -> ui.Row:
    total = {
        "title": context.say(text("Sum")),
        "amount": context.language.million(composition.total_ore),
        "share": context.language.percent(1.0),
    }
    return ui.Row(total, tone="total")


def _classes(context: Context, composition: IncomeComposition) -> Component:
    say, language = context.say, context.language
    columns = [
        *_amount_columns(context, text("Klasse")),
        ui.Column("why", say(text("Forklar tallet")), sortable=False, width="18rem"),
    ]
    rows = [_class_row(context, member, drill=True) for member in composition.classes]
    if composition.unclassified_ore:
        share = composition.unclassified_ore / composition.total_ore if composition.total_ore else 0.0
        rows.append(
            ui.Row(
                {
                    "title": ui.Cell(say(text("Uklassifisert")), tone="error"),
                    "amount": ui.Cell(
                        language.million(composition.unclassified_ore), composition.unclassified_ore
                    ),
                    "share": ui.Cell(language.percent(share), share),
                    "why": say(text("Se meldingen øverst på siden.")),
                }
            )
        )
    rows.append(_total_row(context, composition))
    blocks: list[Component] = [
        ui.data_table(
            Income.CLASSES, say(text("Inntektene etter klasse")), columns, rows, caption_hidden=True
        )
    ]
    if composition.outside:
        outside = [_class_row(context, member, drill=True) for member in composition.outside]
        blocks.append(
            ui.explain(
                say(text("Inntekter som ikke er regnet med i andelene")),
                ui.data_table(
                    Income.OUTSIDE, say(text("Ikke med i grunnlaget")), columns, outside, caption_hidden=True
                ),
            )
        )
    return ui.section(
        say(text("Hva inntektene består av")),
        *blocks,
        lead=say(text("Velg en klasse for å se hvilke arter, linjer og celler den kommer fra.")),
    )


def _bound_to(context: Context, composition: IncomeComposition) -> Component:
    say, language = context.say, context.language
    columns = [
        ui.Column("title", say(text("Tjeneste"))),
        ui.Column("amount", say(text("Inntekt (mill. kr)")), "number"),
        ui.Column("cost", say(text("Utgift (mill. kr)")), "number"),
        ui.Column("share", say(text("Dekker")), "number"),
    ]
    rows = []
    for bound in composition.bound_to:
        share = figures.covered_share(bound)
        rows.append(
            ui.Row(
                {
                    "title": ui.Cell(
                        bound.title, bound.funksjon, sub=say(text("Funksjon {nr}", nr=bound.funksjon))
                    ),
                    "amount": ui.Cell(language.million(bound.amount_ore), bound.amount_ore),
                    "cost": ui.Cell(language.million(bound.cost_ore), bound.cost_ore),
                    "share": ui.Cell(language.percent(share), share)
                    if share is not None
                    else ui.Cell("–", -1.0),
                }
            )
        )
    caption = say(text("Bundne inntekter mot brutto utgift per tjeneste (mill. kr)"))
    blocks: list[Component] = [
        ui.data_table(
            Income.BOUND_TO,
            caption,
            columns,
            rows[:_MOST_SERVICES],
            empty=say(text("Versjonen har ingen bundne inntekter.")),
            caption_hidden=True,
        )
    ]
    if len(rows) > _MOST_SERVICES:
        blocks.append(
            ui.explain(
                say(text("Vis alle {count} tjenester", count=len(rows))),
                ui.data_table(Income.BOUND_TO_ALL, caption, columns, rows, caption_hidden=True, compact=True),
            )
        )
    return ui.section(
        say(text("Hva de bundne kronene er bundet til")),
        *blocks,
        lead=say(
            text(
                "Faller tjenesten bort, faller også inntekten bort. "
                "Et kutt her er derfor verdt mindre enn det ser ut til. Gebyrer kan dekke mer enn "
                "utgiften her, fordi de også skal betale for bygg og anlegg."
            )
        ),
    )
