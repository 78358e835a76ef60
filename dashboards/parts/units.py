"""What a page shows amounts in: kroner, thousands or millions, as the address says."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from enum import StrEnum
from typing import Final

from dash.development.base_component import Component

from dashboards import components as ui
from dashboards.view import Context
from planhjul.texts import Text, text

UNIT: Final = "enhet"
_ORE_PER_THOUSAND: Final = 100_000


class Unit(StrEnum):
    """What amounts are shown in; the values stand in the address."""

    MILLIONS = "mill"
    THOUSANDS = "tusen"
    KRONER = "kroner"


WORDS: Final[dict[Unit, Text]] = {
    Unit.MILLIONS: text("mill. kroner"),
    Unit.THOUSANDS: text("hele tusen kroner"),
    Unit.KRONER: text("kroner"),
}
TITLES: Final[dict[Unit, Text]] = {
    Unit.MILLIONS: text("Mill. kroner"),
    Unit.THOUSANDS: text("Hele tusen kroner"),
    Unit.KRONER: text("Kroner"),
}


def unit_heading(unit: Unit) -> Text:
    """What a table's amounts are counted in."""
    return text("Tall i {unit}", unit=WORDS[unit])


def unit_sentence(unit: Unit) -> Text:
    """The same as a sentence."""
    return text("Tall i {unit}.", unit=WORDS[unit])


def chosen_unit(context: Context, units: Sequence[Unit]) -> Unit:
    """The unit the address asks for, else the first of those the page has."""
    written = context.asked(UNIT)
    return next((unit for unit in units if unit.value == written), units[0])


def unit_choice(id: str, units: Sequence[Unit], chosen: Unit) -> Component:
    """The choice between the page's units."""
    options = [(unit.value, TITLES[unit]) for unit in units]
    return ui.radio_group(id, text("Vis beløp i"), options, chosen.value, address=UNIT)


def amount_cell(context: Context, ore: int | None, unit: Unit) -> ui.Cell:
    """The same as a cell, sorted by the amount."""
    return ui.Cell(amount_shown(context, ore, unit), ore)


def amount_shown(context: Context, ore: int | None, unit: Unit) -> str:
    """The amount in the unit without its name, a dash where there is none."""
    if ore is None:
        return "–"
    match unit:
        case Unit.KRONER:
            return context.language.kroner(ore)
        case Unit.THOUSANDS:
            return context.language.number(Decimal(ore) / _ORE_PER_THOUSAND)
        case Unit.MILLIONS:
            return context.language.million(ore)
