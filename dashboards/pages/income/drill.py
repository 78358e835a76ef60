"""The way down from a class of income: arts and functions, then lines with file and cell."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from dash import html
from dash.development.base_component import Component

from dashboards import components as ui
from dashboards.ids import Income
from dashboards.pages.income.amounts import Amounts
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
        ui.Column("art", text("Art")),
        ui.Column("funksjon", text("Funksjon")),
        ui.Column("amount", text("Beløp (kr)"), "number"),
        ui.Column("why", text("Hvorfor i denne klassen"), sortable=False, width="16rem"),
    ]
    rows = [_sum_row(context, one) for one in sums]
    rows.append(_sum_total(context, sums))
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


def _sum_row(context: Context, one: ClassifiedSum) -> ui.Row:
    return ui.Row(
        {
            "art": ui.Cell(
                f"{one.art} {one.art_title}".strip(),
                one.art,
                href=context.href(
                    klasse=one.income_class,
                    art=one.art,
                    funksjon=one.funksjon,
                    ansvar=one.ansvar,
                    prosjekt=one.prosjekt,
                ),
            ),
            "funksjon": ui.Cell(f"{one.funksjon} {one.funksjon_title}".strip(), one.funksjon),
            "amount": ui.Cell(context.language.kroner(one.amount_ore), one.amount_ore),
            "why": one.reason,
        }
    )


def _sum_total(context: Context, sums: Sequence[ClassifiedSum]) -> ui.Row:
    total = sum(one.amount_ore for one in sums)
    return ui.Row({"art": text("Sum"), "amount": context.language.kroner(total)}, tone="total")


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
