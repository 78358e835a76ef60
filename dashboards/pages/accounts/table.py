"""The prescribed overview as a table, one column per version, and its second part by area."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from dash import html
from dash.development.base_component import Component

from dashboards import components as ui
from dashboards.components import native
from dashboards.ids import Accounts
from dashboards.parts.units import Unit, amount_shown, unit_heading
from dashboards.view import Context
from planhjul.ledger.forms.columns import aligned
from planhjul.ledger.forms.overviews import FormLine, Overview
from planhjul.ledger.versions import version_title
from planhjul.texts import Text, text

_NAME: Final = "ph-form-table__name"


def lines(context: Context, overviews: Sequence[Overview], chosen: int, unit: Unit) -> Component:
    """The first part: the regulation's lines with their numbers."""
    answer = overviews[chosen]
    width = len(overviews) + 2
    bodies: list[list[Component]] = [[]]
    for one in aligned(overviews, chosen):
        if one.line.heading is not None:
            bodies.append([_heading(one.line.heading, width)])
        bodies[-1].append(
            html.Tr(
                [
                    html.Td(str(one.nr) if one.nr is not None else "", className="ph-cell--number"),
                    html.Th(_to_line(context, one.line), scope="row", className=_NAME),
                    *_amounts(context, one.amounts, chosen, unit),
                ],
                className="ph-row--total" if one.line.is_sum else "",
            )
        )
    head = [html.Th(text("Nr."), scope="col", className="ph-cell--number ph-form-table__nr")]
    return ui.section(
        answer.title,
        ui.wide_table(
            answer.title, [*head, *_head(context, overviews, chosen, unit)], bodies, "ph-form-table"
        ),
        ui.explain(
            text("Slik leser du fortegnene"),
            html.P(
                text(
                    "Inntekter og utgifter står uten fortegn. Minus betyr at noe mangler, eller at en "
                    "linje går motsatt vei."
                )
            ),
        ),
        id=Accounts.TABLE,
        lead=text(
            "{version}, som gjelder fra {day}. Velg en linje for å se hva som ligger bak.",
            version=version_title(answer.version, answer.year),
            day=answer.stood_from,
        ),
    )


def areas(context: Context, overviews: Sequence[Overview], chosen: int, unit: Unit) -> list[Component]:
    """The second part: each distributed line by area and with its sum; nothing when there is none."""
    held = [
        {(part.line, part.area): part.amount_ore for part in overview.second_part} for overview in overviews
    ]
    # The chosen column's areas in their order; an area that only another column has comes after them.
    ordered = [overviews[chosen], *overviews]
    titles = {part.area: part.title for overview in ordered for part in overview.second_part}
    bodies: list[list[Component]] = []
    for one in aligned(overviews, chosen):
        found = [area for area in titles if any((one.line.key, area) in column for column in held)]
        if not found:
            continue
        body = [_heading(one.line.name, len(overviews) + 1)]
        for area in found:
            amounts = [column.get((one.line.key, area)) for column in held]
            body.append(
                html.Tr(
                    [
                        html.Th(titles[area], scope="row", className=_NAME),
                        *_amounts(context, amounts, chosen, unit),
                    ]
                )
            )
        body.append(
            html.Tr(
                [
                    html.Th(text("Sum"), scope="row", className=_NAME),
                    *_amounts(context, one.amounts, chosen, unit),
                ],
                className="ph-row--total",
            )
        )
        bodies.append(body)
    if not bodies:
        return []
    title = text("Andre del: fordelt på områder")
    return [
        ui.section(
            title,
            ui.wide_table(title, _head(context, overviews, chosen, unit), bodies, "ph-form-table"),
            id=Accounts.AREAS,
            lead=text("Linjene over som kommunestyret bevilger, fordelt på kommunens egne områder."),
        )
    ]


def _to_line(context: Context, line: FormLine) -> Component:
    """The line's name as the way to what is behind it, and back from there: the focus stays on a link."""
    name = line.name
    if context.asked("linje") == line.key:
        closed = context.href(linje=None, art=None, funksjon=None)
        return native.Link(children=html.Strong(name), href=closed, className="ph-link")
    return ui.link(name, context.href(linje=line.key, art=None, funksjon=None))


def _head(context: Context, overviews: Sequence[Overview], chosen: int, unit: Unit) -> list[Component]:
    """What the rows are, then each version with the way to it; the chosen one is no link to itself."""
    cells = [html.Th(unit_heading(unit), scope="col", className=_NAME)]
    for place, one in enumerate(overviews):
        title = version_title(one.version, one.year)
        content = (
            html.Strong(title)
            if place == chosen
            else ui.link(
                title, context.href(aar=one.year, versjon=one.version.value, art=None, funksjon=None)
            )
        )
        cells.append(html.Th(content, scope="col", className=_amount_class(place, chosen)))
    return cells


def _amounts(context: Context, amounts: Sequence[int | None], chosen: int, unit: Unit) -> list[Component]:
    return [
        html.Td(amount_shown(context, ore, unit), className=_amount_class(place, chosen))
        for place, ore in enumerate(amounts)
    ]


def _amount_class(place: int, chosen: int) -> str:
    return "ph-cell--number" + (" ph-form-table__chosen" if place == chosen else "")


def _heading(words: Text, width: int) -> Component:
    return html.Tr(html.Th(words, colSpan=width, scope="rowgroup"), className="ph-form-table__heading")
