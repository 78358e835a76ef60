"""The way down from a class of income: arts and functions, then lines with file and cell."""

from __future__ import annotations

from typing import Final

from dash import html
from dash.development.base_component import Component

from dashboards import components as ui
from dashboards.ids import Income
from dashboards.pages.income.amounts import Amounts
from dashboards.parts import cells
from dashboards.parts.detail import CLOSE_LINES, opened
from dashboards.parts.lines import MINUS, counted, lines_table
from dashboards.view import Context
from planhjul.ledger.income.explained import explain_class, scaled_title, scaled_value
from planhjul.ledger.income.results import ClassifiedSum, IncomeClass, IncomeComposition
from planhjul.ledger.income.scale import ScaleKind
from planhjul.texts import text

NO_LINES: Final[dict[str, None]] = {"art": None, "funksjon": None, "ansvar": None, "prosjekt": None}


def behind_class(context: Context, amounts: Amounts, composition: IncomeComposition) -> list[Component]:
    """The arts and functions behind the class in the address; nothing when it names none."""
    key = context.asked("klasse")
    members = {member.key: member for member in (*composition.classes, *composition.outside)}
    if key not in members:
        return []
    sums = [one for one in composition.sums if one.income_class == key]
    columns = [
        ui.Column("art", text("Art"), of=lambda one: _art(context, one), total=text("Sum")),
        ui.Column("funksjon", text("Funksjon"), of=_funksjon),
        cells.amounts(
            cells.kroner,
            context,
            "amount",
            text("Beløp (kr)"),
            lambda one: one.amount_ore,
            sum(one.amount_ore for one in sums),
        ),
        ui.Column(
            "why", text("Hvorfor i denne klassen"), sortable=False, width="16rem", of=lambda one: one.reason
        ),
    ]
    rows = ui.rows_of(columns, sums)
    member = members[key]
    return [
        opened(
            context,
            text("Bak tallet: {title}", title=member.title),
            ui.explain_number(explain_class(composition, member), *_on_scale(context, amounts, member)),
            ui.data_table(
                Income.SUMS, text("Arter og funksjoner i klassen"), columns, rows, caption_hidden=True
            ),
            closes={"klasse": None} | NO_LINES,
            lead=text("Velg en art for å se linjene i filen."),
        )
    ]


def _on_scale(context: Context, amounts: Amounts, member: IncomeClass) -> list[Component]:
    """The same amount as the page shows it, with its formula; nothing when it is the version's own kroner."""
    scale = amounts.scale
    if scale.kind in (ScaleKind.KRONER, ScaleKind.ANDEL):
        return []
    title = scaled_title(member.title, scale)
    value = scaled_value(member.amount_ore, scale)
    return [html.P(text("{title}: {value}. {words}", title=title, value=value, words=scale.words))]


def _art(context: Context, one: ClassifiedSum) -> ui.Cell:
    lines = {"art": one.art, "funksjon": one.funksjon, "ansvar": one.ansvar, "prosjekt": one.prosjekt}
    href = context.href(klasse=one.income_class, **lines)
    return ui.Cell(f"{one.art} {one.art_title}".strip(), one.art, href=href)


def _funksjon(one: ClassifiedSum) -> ui.Cell:
    return ui.Cell(f"{one.funksjon} {one.funksjon_title}".strip(), one.funksjon)


def lines_behind(context: Context, composition: IncomeComposition) -> list[Component]:
    """The lines of the art and function in the address, each with its file and cell."""
    art, funksjon = context.asked("art"), context.asked("funksjon")
    if not art:
        return []
    lines = context.seen.income.lines(
        composition.year,
        composition.version,
        art,
        funksjon,
        context.asked("ansvar"),
        context.asked("prosjekt"),
    )
    return [
        opened(
            context,
            text("Linjene: art {art}, funksjon {funksjon}", art=art, funksjon=funksjon or "–"),
            lines_table(context, Income.LINES, lines, ("ansvar", text("Ansvar"), lambda line: line.ansvar)),
            closes=NO_LINES,
            close=CLOSE_LINES,
            lead=ui.joined(counted(lines), MINUS),
        )
    ]
