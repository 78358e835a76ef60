"""The layers around a politician's room as a waterfall: each layer a row that opens its lines."""

from __future__ import annotations

from functools import partial
from typing import Final

from dash import html
from dash.development.base_component import Component

from dashboards import components as ui
from dashboards.ids import RoomPage
from dashboards.pages.room.view import GROSS, LAYERS
from dashboards.parts import cells
from dashboards.view import Context
from planhjul.choices.results import OPEN_LAYERS, Layer, LayerLine, Room
from planhjul.texts import Million, Text, Year, text

# A layer of a municipality without areas has a line per function; the small ones are one row together.
_MOST_LINES: Final = 40


def section(context: Context, room: Room) -> Component:
    """The waterfall from the total to what is left, by net budget or by every krone of expense."""
    gross = context.asked(LAYERS) == GROSS
    layers, total = (room.budget_layers, room.budget_ore) if gross else (room.layers, room.total_ore)
    open_layers = [layer for layer in layers if layer.key in OPEN_LAYERS]
    whole = text("Alle driftsutgifter") if gross else text("Netto driftsbudsjett")
    scale = _Scale(max(1, total, *(layer.amount_ore for layer in layers)))
    rows: list[Component] = [_plain(context, scale, whole, total)]
    left = total
    for layer in layers:
        if layer.key in OPEN_LAYERS:
            continue
        left -= layer.amount_ore
        rows.append(_layer(context, scale, layer, left, locked=True))
    rows.append(_plain(context, scale, text("Mitt mulighetsrom"), left, open_room=True))
    for layer in open_layers:
        left -= layer.amount_ore
        rows.append(_layer(context, scale, layer, left, locked=False))
    view = ui.radio_group(
        RoomPage.LAYERS,
        text("Regn lagene av"),
        [
            ("", text("Netto driftsbudsjett: det kommunen selv betaler")),
            (GROSS, text("Hele budsjettet: alle driftsutgifter")),
        ],
        GROSS if gross else "",
        address=LAYERS,
    )
    return ui.section(
        text("Lagene rundt mulighetsrommet"),
        view,
        html.Ol(rows, className="ph-layers"),
        lead=text(
            "Hver krone i budsjettet for {year} står i ett lag. Åpne et lag for å se linjene, hvorfor de "
            "er låst, hvem som kan låse dem opp, og når. Delingen er et anslag.",
            year=Year(room.year),
        ),
    )


class _Scale:
    """Amounts as places along the widest bar."""

    def __init__(self, widest: int) -> None:
        self._widest = widest

    def bar(self, low: int, high: int, look: str) -> Component:
        """A bar from one amount to another; the words beside say the same."""
        left, right = (max(0, end) for end in sorted((low, high)))
        bar = html.Span(
            className=f"ph-layer__bar ph-layer__bar--{look}",
            style={
                "left": f"{100 * left / self._widest:.2f}%",
                "width": f"{100 * (right - left) / self._widest:.2f}%",
            },
        )
        return html.Span(
            bar if right > left else None, className="ph-layer__track", **{"aria-hidden": "true"}
        )


def _plain(
    context: Context, scale: _Scale, title: Text, amount: int, *, open_room: bool = False
) -> Component:
    """A sum: the whole, or what is left inside all layers."""
    words: list[ui.Child] = [html.Strong(title)]
    if open_room:
        words += [" ", ui.badge(text("anslag"), "estimate")]
    return html.Li(
        html.Div(
            [
                html.Span(words, className="ph-layer__title"),
                scale.bar(0, amount, "open" if open_room else "total"),
                html.Span(html.Strong(_amount(amount)), className="ph-layer__amount"),
            ],
            className="ph-layer__row",
        ),
        className="ph-layer ph-layer--sum",
    )


def _layer(context: Context, scale: _Scale, layer: Layer, left: int, *, locked: bool) -> Component:
    look = "locked" if locked else "open"
    row: list[ui.Child] = [
        html.Span(
            [
                padlock(look),
                layer.title,
                html.Span(text("låst") if locked else text("åpent"), className="ph-layer__state"),
            ],
            className="ph-layer__title",
        ),
        scale.bar(left, left + layer.amount_ore, look),
        html.Span(_amount(-layer.amount_ore if locked else layer.amount_ore), className="ph-layer__amount"),
    ]
    if not layer.lines:
        return html.Li(html.Div(row, className="ph-layer__row"), className="ph-layer")
    return html.Li(
        html.Details([html.Summary(row, className="ph-layer__row"), _inside(context, layer)]),
        className="ph-layer",
    )


def padlock(look: str) -> Component:
    """A padlock, closed or open; words beside it say the same."""
    return html.Span(className=f"ph-lock ph-lock--{look}", **{"aria-hidden": "true"})


def _inside(context: Context, layer: Layer) -> Component:
    """Who unlocks the layer, and its lines, largest first; the many small ones are one row."""
    lines = sorted(layer.lines, key=lambda line: -abs(line.amount_ore))
    shown, rest = lines[:_MOST_LINES], lines[_MOST_LINES:]
    columns = [
        ui.Column("title", text("Linje"), of=lambda line: line.title, total=text("Sum")),
        cells.amounts(
            cells.million, context, "amount", text("Mill. kr"), lambda line: line.amount_ore, layer.amount_ore
        ),
        ui.Column("why", text("Hvorfor"), sortable=False, of=partial(_why, context)),
        ui.Column("who", text("Hvem kan låse opp"), of=lambda line: line.unlocked_by),
        ui.Column("when", text("Når"), sortable=False, of=lambda line: line.unlocked_when),
    ]
    rows = ui.rows_of(columns, shown, key=lambda line: line.key)
    if rest:
        title = text("{count} mindre linjer til sammen", count=len(rest))
        amount = cells.million(context, sum(line.amount_ore for line in rest))
        rows.insert(-1, ui.Row({"title": title, "amount": amount}))
    table = ui.data_table(
        None,
        text("Linjene i laget {layer}", layer=layer.title),
        columns,
        rows,
        caption_hidden=True,
        compact=True,
    )
    unlock = text("Hvem kan låse opp: {who}. Når: {when}", who=layer.unlocked_by, when=layer.unlocked_when)
    return html.Div([html.P(unlock), table], className="ph-layer__inside")


def _why(context: Context, line: LayerLine) -> ui.Cell:
    say = context.say
    basis = [say(line.basis)] if line.basis is not None else []
    source = [say(text("Kilde: {kilde}", kilde=line.kilde))] if line.kilde else []
    return ui.Cell(line.because, sub=". ".join([*basis, *source]))


def _amount(ore: int) -> Text:
    return text("{amount}", amount=Million(ore))
