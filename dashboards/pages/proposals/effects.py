"""The parts of Tiltak og forslag that show what the measures are worth: figures and tables."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Final

from dash import html
from dash.development.base_component import Component

from dashboards import components as ui
from dashboards.ids import Proposals
from dashboards.view import Context
from planhjul.choices.effects.explained import explain_net, explain_rest, explain_result_share
from planhjul.choices.results import Effects
from planhjul.explanation import Explanation
from planhjul.figures import effects as figures
from planhjul.figures.template import LIGHT
from planhjul.ledger.net import DriftTotals
from planhjul.texts import Million, Text, Year, text

SHOWN_YEAR: Final = "visaar"
SHOWN_MEASURE: Final = "vis"


def _shown_year(context: Context, effects: Effects) -> int:
    written = context.asked(SHOWN_YEAR)
    return next((year for year in effects.years if str(year) == written), effects.years[0])


def need_to_rest(context: Context, effects: Effects) -> Component:
    """From the need to what is left, by kind of measure, in the chosen year."""
    language = context.language
    year = _shown_year(context, effects)
    steps = figures.need_to_rest(effects, year)
    every = [figures.need_to_rest(effects, one) for one in effects.years]
    rows = [
        ui.Row(
            {"title": step.title}
            | {
                str(one): figures.signed_million(per_year[position].amount_ore, language)
                for one, per_year in zip(effects.years, every, strict=True)
            }
        )
        for position, step in enumerate(steps)
    ]
    balance = next(
        year_balance for year_balance in figures.year_balances(effects) if year_balance.year == year
    )
    years = ui.radio_group(
        Proposals.SHOWN_YEAR,
        text("Vis år"),
        [(str(one), str(one)) for one in effects.years],
        str(year),
        address=SHOWN_YEAR,
    )
    chart = _waterfall(
        context,
        effects,
        Proposals.NEED_CHART,
        steps,
        rows,
        name=text("Fra behov til rest i {year} (mill. kr)", year=Year(year)),
        sentence=text(
            "Før tiltak: {before}. Etter tiltak: {after}.",
            before=Million(effects.baseline.rest(year)),
            after=balance.words,
        ),
        caption=text("Fra behov til rest (mill. kr)"),
        fold=text("Vis alle årene som tabell"),
    )
    return ui.section(text("Går det i balanse?"), years, chart)


def _waterfall(
    context: Context,
    effects: Effects,
    id: Proposals,
    steps: tuple[figures.WaterfallStep, ...],
    rows: Sequence[ui.Row],
    *,
    name: Text,
    sentence: Text,
    caption: Text,
    fold: Text,
) -> Component:
    """The steps of the chosen year drawn, with the rows of every year folded away under `fold`."""
    columns = _year_columns(effects, text("Ledd"))
    return ui.chart(
        id,
        figures.waterfall(steps, context.language, LIGHT),
        name=name,
        sentence=sentence,
        table=ui.data_table(None, caption, columns, rows, compact=True, sortable=False),
        table_label=fold,
        height=figures.waterfall_height(len(steps)),
    )


def _year_columns(effects: Effects, first: Text) -> list[ui.Column]:
    years = [ui.Column(str(year), str(year), "number") for year in effects.years]
    return [ui.Column("title", first), *years]


def _year_row(
    context: Context, effects: Effects, title: Text, per_year: Mapping[int, int], *, tone: str = ""
) -> ui.Row:
    cells: dict[str, ui.Cell | ui.Words] = {"title": title}
    for year in effects.years:
        cells[str(year)] = context.language.million(per_year[year]) if year in per_year else "–"
    return ui.Row(cells, tone=tone)


def four_years(context: Context, effects: Effects) -> Component:
    """The years' account: how the rest is reckoned, netto driftsresultat and the fund."""
    language, before = context.language, effects.baseline.totals

    def base(read: Callable[[DriftTotals], int]) -> Mapping[int, int]:
        return {year: read(totals) for year, totals in before.items()}

    rows = [
        _year_row(context, effects, title, per_year)
        for title, per_year in (
            (text("Netto driftsresultat før tiltak"), base(lambda totals: totals.ndr_ore)),
            (text("+ netto virkning av tiltakene"), effects.totals_ore),
            (text("= netto driftsresultat etter tiltak"), effects.ndr_ore),
            (text("− overføring til investering"), base(lambda totals: totals.to_investment_ore)),
            (text("− avsetning til bundne fond"), base(lambda totals: totals.to_bound_funds_ore)),
            (text("+ bruk av bundne fond"), base(lambda totals: totals.from_bound_funds_ore)),
            (text("− avsetning til disposisjonsfond"), base(lambda totals: totals.to_fund_ore)),
            (text("+ bruk av disposisjonsfond"), base(lambda totals: totals.from_fund_ore)),
            (text("− dekning av tidligere merforbruk"), base(lambda totals: totals.deficit_cover_ore)),
            (text("= til overs (minus: mangler)"), effects.rest_ore),
        )
    ]
    rows[2] = _toned(rows[2])
    rows[-1] = _toned(rows[-1])
    key_rows = [
        _year_row(context, effects, text("Driftsinntekter"), effects.di_ore),
        ui.Row(
            {"title": text("Netto driftsresultat i % av driftsinntektene")}
            | {str(year): language.percent(effects.ndr_share[year], 2) for year in effects.years}
        ),
        _year_row(context, effects, text("Disposisjonsfond ved utgangen av året"), effects.fund_ore),
    ]
    if effects.covered_fund_ore:
        key_rows.append(
            _year_row(
                context,
                effects,
                text("Disposisjonsfond hvis det dekker alt som mangler"),
                effects.covered_fund_ore,
            )
        )
    columns = _year_columns(effects, text("Mill. kr"))
    return ui.section(
        text("Fire år samlet"),
        ui.data_table(
            Proposals.BALANCE_TABLE,
            text("Slik er balansen regnet ut (mill. kr)"),
            columns,
            rows,
            sortable=False,
        ),
        *_explained(context, effects, explain_rest),
        ui.data_table(
            Proposals.KEY_TABLE, text("Resultat og fond (mill. kr)"), columns, key_rows, sortable=False
        ),
        *_explained(context, effects, explain_result_share),
        lead=text("Alle fire årene skal gå i balanse, ikke bare det første."),
    )


def _explained(
    context: Context, effects: Effects, explain: Callable[[Effects, int, Text, date], Explanation]
) -> list[Component]:
    """How the chosen year's number in the table above came about."""
    plan = context.seen.effects.plan()
    if not plan:
        return []
    year, standing = _shown_year(context, effects), plan[0]
    told = explain(effects, year, standing.kind.title, standing.stood_from)
    return [ui.explain_number(told, named=True)]


def _toned(row: ui.Row) -> ui.Row:
    cells = {
        key: cell if isinstance(cell, ui.Cell) else ui.Cell(cell, tone="strong")
        for key, cell in row.cells.items()
    }
    return ui.Row(cells)


def gross_to_net(context: Context, effects: Effects) -> list[Component]:
    """One measure from gross to net: waterfall for the chosen year, and every step in every year."""
    if not effects.measures:
        return []
    asked = context.asked(SHOWN_MEASURE)
    measure = next((one for one in effects.measures if one.key == asked), effects.measures[0])
    year = _shown_year(context, effects)
    steps = figures.gross_to_net(measure, year)
    rows = [
        _year_row(context, effects, step.title, step.per_year)
        for step in measure.steps
        if any(step.per_year.values())
    ]
    rows.append(_toned(_year_row(context, effects, text("Netto virkning"), measure.net_ore)))
    rows.append(_year_row(context, effects, text("Helårsvirkning"), measure.full_year_ore))
    choose = ui.select(
        Proposals.SHOWN_MEASURE,
        text("Tiltak"),
        [(one.key, one.title) for one in effects.measures],
        measure.key,
        address=SHOWN_MEASURE,
    )
    chart = _waterfall(
        context,
        effects,
        Proposals.NET_CHART,
        steps,
        rows,
        name=text("{title} i {year} (mill. kr)", title=measure.title, year=Year(year)),
        sentence=text(
            "Netto {net} i {year}. Helårsvirkning {full}.",
            net=Million(measure.net_ore.get(year, 0)),
            year=Year(year),
            full=Million(measure.full_year_ore.get(year, 0)),
        ),
        caption=text("Fra brutto til netto (mill. kr)"),
        fold=text("Vis alle leddene i alle årene"),
    )
    return [
        ui.section(
            text("Fra brutto til netto"),
            html.Div(choose, className="ph-narrow"),
            chart,
            ui.explain_number(explain_net(measure, effects, year)),
            id=Proposals.NET,
            lead=text(
                "Hva ett tiltak er verdt når pensjon, avgift, tapte inntekter og delårsvirkning "
                "er regnet med. Tallene er anslag: de bygger på antakelsene nederst på siden."
            ),
        )
    ]
