"""«Forklar tallet»: how any number on a page came about, folded away under the number itself."""

from __future__ import annotations

from dash import html
from dash.development.base_component import Component

from dashboards.components.blocks import Child, badge, definition, stat
from dashboards.components.fields import Words
from planhjul.explanation import Explanation, Input
from planhjul.texts import Text, text


def explain_number(explanation: Explanation, *children: Child, named: bool = False) -> Component:
    """«Forklar tallet»: one quiet line that folds out to all the number can say of itself.

    Args:
        explanation: value, formula, inputs, definition, rule, version and day; what it lacks is left out.
        children: what stands last inside, such as a table of the lines behind.
        named: True where the number is not right above: then the line shows which one it explains.
    """
    title = Text("{title}: ", (("title", explanation.title),))
    value: list[Child] = [title, html.Strong(explanation.value)]
    if explanation.estimate:
        value += [" ", badge(text("anslag"), "estimate")]
    body = html.Div([html.P(value), definition(_rows(explanation)), *children], className="ph-explain__body")
    # All of them say the same, so who hears only the summaries must be told which number each explains.
    which = html.Span([": ", explanation.title], className="" if named else "ph-hidden")
    summary = html.Summary([text("Forklar tallet"), which])
    return html.Details([summary, body], className="ph-explain ph-explain--number")


def explained_stat(
    explanation: Explanation,
    label: Words,
    value: Words,
    *,
    unit: Words = "",
    note: Words = "",
    estimate: bool = False,
    look: str | None = None,
) -> Component:
    """One figure, big, with «Forklar tallet» under it; `look` is the class of the two together."""
    figure = stat(label, value, unit=unit, note=note, estimate=estimate)
    props = {"className": look} if look else {}
    return html.Div([figure, explain_number(explanation)], **props)


def _rows(explanation: Explanation) -> list[tuple[Text, Child | list[Child]]]:
    rows: list[tuple[Text, Child | list[Child]]] = [(text("Slik er det regnet"), explanation.formula)]
    if explanation.inputs:
        rows.append((text("Regnet av"), [_inputs(explanation.inputs)]))
    if explanation.definition is not None:
        rows.append((text("Hva ordet betyr her"), explanation.definition))
    if explanation.basis is not None:
        rows.append((text("Regel"), explanation.basis))
    version, day = explanation.version, explanation.stood_from
    if version is not None and day is not None:
        rows.append((text("Tall fra"), text("{version}, gjelder fra {day}", version=version, day=day)))
    elif version is not None:
        rows.append((text("Tall fra"), version))
    elif day is not None:
        rows.append((text("Tall fra"), text("Gjelder fra {day}", day=day)))
    return rows


def _inputs(inputs: tuple[Input, ...]) -> Component:
    rows = []
    for part in inputs:
        value: list[Child] = [html.Span(part.value, className="ph-inputs__value")]
        if part.source is not None:
            value.append(html.Span(part.source, className="ph-inputs__source"))
        rows.append(html.Div([html.Dt(part.title), html.Dd(value)]))
    return html.Dl(rows, className="ph-inputs")
