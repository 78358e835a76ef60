"""Amounts that rest on assumptions: their band, their columns in a table, and the assumptions behind them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, TypeAlias

from dash.development.base_component import Component

from dashboards import components as ui
from dashboards.view import Context
from planhjul.choices.band import Band
from planhjul.choices.results import Assumption, Held, Mark, Point, Room, TermPoint
from planhjul.texts import Text, text

_BAND: Final = text("Fra lavt til høyt anslag, i millioner kroner")
_MARKS: Final[dict[Mark, Text]] = {
    Mark.ANTAKELSE: text("Antakelse"),
    Mark.LOKAL: text("Kommunens egen"),
    Mark.VERIFISERT: text("Verifisert"),
}
COLUMNS: Final = (
    ui.Column("low", text("Lavt (mill. kr)"), "number"),
    ui.Column("default", text("Anslag (mill. kr)"), "number"),
    ui.Column("high", text("Høyt (mill. kr)"), "number"),
)


# Amounts in øre with a band: low ≤ default ≤ high.
Estimate: TypeAlias = "Band | Held | Point | Room | TermPoint"


def estimate_band(context: Context, estimate: Estimate, name: Text = _BAND) -> Component:
    """The band as a bar with its three amounts in words."""
    million = context.language.million
    return ui.band(
        estimate.low_ore,
        estimate.default_ore,
        estimate.high_ore,
        labels=(
            text("lavt {amount}", amount=million(estimate.low_ore)),
            text("anslag {amount}", amount=million(estimate.default_ore)),
            text("høyt {amount}", amount=million(estimate.high_ore)),
        ),
        name=name,
    )


def estimate_cells(context: Context, estimate: Estimate) -> dict[str, ui.Cell | ui.Words]:
    """The cells of `COLUMNS`."""
    amounts = {"low": estimate.low_ore, "default": estimate.default_ore, "high": estimate.high_ore}
    return {key: ui.Cell(context.language.million(ore), ore) for key, ore in amounts.items()}


def assumptions(id: str, behind: Iterable[Assumption], lead: Text, *, keyed: bool) -> Component:
    """Every assumption behind a page's figures: value, band, how sure, and why or from where.

    `keyed` shows each one's key, by which the municipality sets its own value.
    """
    columns = [
        ui.Column("title", text("Antakelse")),
        ui.Column("value", text("Verdi")),
        ui.Column("band", text("Spenn")),
        ui.Column("mark", text("Hvor sikker")),
        ui.Column("why", text("Grunn eller kilde"), sortable=False),
    ]
    rows = [
        ui.Row(
            {
                "title": ui.Cell(assumption.title, sub=assumption.key if keyed else ""),
                "value": assumption.value,
                "band": assumption.band or "–",
                "mark": _MARKS[assumption.mark],
                "why": assumption.reason,
            },
            key=assumption.key,
        )
        for assumption in behind
    ]
    table = ui.data_table(id, text("Antakelser"), columns, rows, caption_hidden=True)
    return ui.section(text("Antakelsene bak tallene"), table, lead=lead)
