"""The controls as a list: those to look at first, each saying how it was done."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from dashboards import components as ui
from dashboards.ids import Accounts
from dashboards.view import Context
from planhjul.ledger.forms.checks import Check
from planhjul.ledger.forms.closing import Closing
from planhjul.ledger.forms.explained import explain_check
from planhjul.ledger.forms.overviews import Overview
from planhjul.texts import Text, text


def controls(context: Context, answer: Overview | Closing) -> Component:
    """The controls: those to look at, and those that agree folded away."""
    wrong = [_check(answer, check) for check in answer.checks if not check.ok]
    right = [_check(answer, check) for check in answer.checks if check.ok]
    advice = text("Kontrollene er råd om hva du bør se på. De avgjør ikke om budsjettet er lovlig.")
    folded = text("Vis kontroller som stemmer ({count})", count=len(right))
    return ui.section(
        text("Kontroller"),
        *([ui.plain_list(wrong)] if wrong else []),
        *([ui.explain(folded, ui.plain_list(right))] if right else []),
        id=Accounts.CHECKS,
        lead=ui.joined(controls_sentence(answer), advice),
    )


def controls_sentence(answer: Overview | Closing) -> Text:
    """How many of the controls show a deviation, in one sentence."""
    wrong = sum(not check.ok for check in answer.checks)
    if wrong:
        return text("{count} av {total} kontroller viser et avvik.", count=wrong, total=len(answer.checks))
    if len(answer.checks) == 1:
        return text("Kontrollen stemmer.")
    return text("Alle {total} kontroller stemmer.", total=len(answer.checks))


def _check(answer: Overview | Closing, check: Check) -> Component:
    content = html.Div([html.P(check.message), ui.explain_number(explain_check(answer, check))])
    if check.ok:
        return ui.status("ok", "", content, title=text("Stemmer"), quiet=True)
    return ui.status("error", "", content, title=text("Avvik"), quiet=True)
