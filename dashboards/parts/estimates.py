"""Amounts that rest on assumptions: their band, their columns in a table, and the assumptions behind them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial
from operator import attrgetter
from typing import Final, TypeAlias

from dash.development.base_component import Component

from dashboards import components as ui
from dashboards.parts import cells
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
_TITLES: Final = {
    "low": text("Lavt (mill. kr)"),
    "default": text("Anslag (mill. kr)"),
    "high": text("Høyt (mill. kr)"),
}


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


def points_table(
    context: Context,
    id: str | None,
    caption: Text,
    points: Sequence[Point | TermPoint],
    column: ui.Column,
    *,
    compact: bool = True,
) -> Component:
    """Points of a curve day by day: the day, one column of the curve's own, and the estimate."""
    columns = [
        ui.Column("day", text("Dag"), "date", of=lambda point: cells.day(context, point.on)),
        column,
        *(
            cells.amounts(partial(cells.million, decimals=1), context, key, title, attrgetter(f"{key}_ore"))
            for key, title in _TITLES.items()
        ),
    ]
    rows = ui.rows_of(columns, points, key=lambda point: str(point.on.isoformat()))
    return ui.data_table(id, caption, columns, rows, compact=compact)


def assumptions(id: str, behind: Iterable[Assumption], lead: Text, *, keyed: bool) -> Component:
    """Every assumption behind a page's figures: value, band, how sure, and why or from where.

    `keyed` shows each one's key, by which the municipality sets its own value.
    """

    def title(one: Assumption) -> ui.Cell:
        return ui.Cell(one.title, sub=one.key if keyed else "")

    columns = [
        ui.Column("title", text("Antakelse"), of=title),
        ui.Column("value", text("Verdi"), of=lambda one: one.value),
        ui.Column("band", text("Spenn"), of=lambda one: one.band or "–"),
        ui.Column("mark", text("Hvor sikker"), of=lambda one: _MARKS[one.mark]),
        ui.Column("why", text("Grunn eller kilde"), sortable=False, of=lambda one: one.reason),
    ]
    rows = ui.rows_of(columns, behind, key=lambda one: one.key)
    table = ui.data_table(id, text("Antakelser"), columns, rows, caption_hidden=True)
    return ui.section(text("Antakelsene bak tallene"), table, lead=lead)
