"""§ 5-9 on the page: the year's total deviation from the budget and the year-end dispositions."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from dashboards import components as ui
from dashboards.ids import Accounts
from dashboards.parts.units import Unit, amount_shown, unit_heading
from dashboards.view import Context
from planhjul.ledger.forms.closing import Closing, ClosingPart
from planhjul.ledger.versions import version_title
from planhjul.texts import Million, Text, text


def closing_sentence(answer: Closing) -> Text:
    """Whether the operating account had more or less than the budget, in one sentence."""
    deviation = answer.parts[0].amount("avvik")
    version = version_title(answer.version, answer.year)
    if deviation == 0:
        return text("{version} har ikke avvik fra budsjettet i drift før strykninger.", version=version)
    if deviation > 0:
        return text(
            "{version} har et mindreforbruk på {amount} mot budsjettet i drift før strykninger.",
            version=version,
            amount=Million(deviation),
        )
    return text(
        "{version} har et merforbruk på {amount} mot budsjettet i drift før strykninger.",
        version=version,
        amount=Million(-deviation),
    )


def closing_tables(context: Context, answer: Closing, unit: Unit) -> Component:
    """One table per account: drift, then investering."""
    return ui.section(
        answer.title,
        *(_part(context, answer, part, unit) for part in answer.parts),
        id=Accounts.TABLE,
        lead=text(
            "{version}, som gjelder fra {day}, mot «{budget}». Strykning betyr at en disponering i "
            "budsjettet ikke er gjennomført fullt ut.",
            version=version_title(answer.version, answer.year),
            day=answer.stood_from,
            budget=answer.budget.title,
        ),
    )


def _part(context: Context, answer: Closing, part: ClosingPart, unit: Unit) -> Component:
    name = text("{form}: {part}", form=answer.title, part=part.title)
    head = [
        html.Th(text("Nr."), scope="col", className="ph-cell--number ph-form-table__nr"),
        html.Th(unit_heading(unit), scope="col", className="ph-form-table__name"),
        html.Th(version_title(answer.version, answer.year), scope="col", className="ph-cell--number"),
    ]
    rows = [
        html.Tr(
            [
                html.Td(str(line.nr), className="ph-cell--number"),
                html.Th(line.name, scope="row", className="ph-form-table__name"),
                html.Td(amount_shown(context, line.amount_ore, unit), className="ph-cell--number"),
            ],
            className="ph-row--total" if line.is_sum else "",
        )
        for line in part.lines
    ]
    return html.Div([html.H3(part.title), ui.wide_table(name, head, [rows], "ph-form-table")])
