"""«Forklar tallet»: how any number on a page came about, folded away under the number itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dash import html

from dashboards.components.blocks import Child, badge, definition
from dashboards.components.fields import Say
from planhjul.texts import text

if TYPE_CHECKING:
    from dash.development.base_component import Component

    from planhjul.explanation import Explanation, Input


def explain_number(say: Say, explanation: Explanation, *children: Child, named: bool = False) -> Component:
    """«Forklar tallet»: one quiet line that folds out to all the number can say of itself.

    Args:
        say: says a text in the page's language.
        explanation: value, formula, inputs, definition, rule, version and day; what it lacks is left out.
        children: what stands last inside, such as a table of the lines behind.
        named: True where the number is not right above: then the line shows which one it explains.
    """
    value: list[Child] = [f"{say(explanation.title)}: ", html.Strong(say(explanation.value))]
    if explanation.estimate:
        value += [" ", badge(say(text("anslag")), "estimate")]
    body = html.Div(
        [html.P(value), definition(_rows(say, explanation)), *children], className="ph-explain__body"
    )
    # All of them say the same, so who hears only the summaries must be told which number each explains.
    which = html.Span([": ", say(explanation.title)], className="" if named else "ph-hidden")
    summary = html.Summary([say(text("Forklar tallet")), which])
    return html.Details([summary, body], className="ph-explain ph-explain--number")


def _rows(say: Say, explanation: Explanation) -> list[tuple[str, Child | list[Child]]]:
    rows: list[tuple[str, Child | list[Child]]] = [
        (say(text("Slik er det regnet")), say(explanation.formula)),
    ]
    if explanation.inputs:
        rows.append((say(text("Regnet av")), [_inputs(say, explanation.inputs)]))
    if explanation.definition is not None:
        rows.append((say(text("Hva ordet betyr her")), say(explanation.definition)))
    if explanation.basis is not None:
        rows.append((say(text("Regel")), say(explanation.basis)))
    if explanation.version is not None and explanation.stood_from is not None:
        standing = text(
            "{version}, gjelder fra {day}", version=explanation.version, day=explanation.stood_from
        )
        rows.append((say(text("Tall fra")), say(standing)))
    elif explanation.version is not None:
        rows.append((say(text("Tall fra")), say(explanation.version)))
    elif explanation.stood_from is not None:
        rows.append((say(text("Tall fra")), say(text("Gjelder fra {day}", day=explanation.stood_from))))
    return rows


def _inputs(say: Say, inputs: tuple[Input, ...]) -> Component:
    rows = []
    for one in inputs:
        value: list[Child] = [html.Span(say(one.value), className="ph-inputs__value")]
        if one.source is not None:
            value.append(html.Span(say(one.source), className="ph-inputs__source"))
        rows.append(html.Div([html.Dt(say(one.title)), html.Dd(value)]))
    return html.Dl(rows, className="ph-inputs")
