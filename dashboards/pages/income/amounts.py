"""How the page shows amounts: in kroner, per inhabitant, as shares, or in the prices of one year."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from dash.development.base_component import Component

from dashboards import components as ui
from dashboards.ids import Income
from dashboards.parts.choices import choice
from dashboards.parts.nothing import to_import
from dashboards.view import Context
from planhjul.ledger.income.scale import MissingSetting, Scale, ScaleKind, lacking_together
from planhjul.texts import Text, Year, text

MEASURE: Final = "belop"
PRICES: Final = "prisaar"
_ORE: Final = 100
_OPTIONS: Final[dict[ScaleKind, Text]] = {
    ScaleKind.KRONER: text("Kroner"),
    ScaleKind.INNBYGGER: text("Per innbygger"),
    ScaleKind.ANDEL: text("Andel"),
    ScaleKind.FAST: text("Faste priser"),
}


@dataclass(frozen=True, slots=True)
class Amounts:
    """One version's amounts on the scale of the page."""

    context: Context
    scale: Scale

    @property
    def unit(self) -> ui.Words:
        """What the numbers of a column are counted in."""
        match self.scale.kind:
            case ScaleKind.INNBYGGER:
                return text("kr per innbygger")
            case ScaleKind.FAST:
                return text("mill. {year}-kr", year=Year(self.scale.price_year))
            case _:
                return text("mill. kr")

    def column(
        self, key: str, title: Text, of: Callable[[Any], int] | None = None, total: int | None = None
    ) -> ui.Column:
        """A column of amounts with its unit, and their sum where the table has one."""
        return ui.Column(
            key,
            Text("{title} ({unit})", (("title", title), ("unit", self.unit))),
            "number",
            of=None if of is None else lambda item: self.cell(of(item)),
            total=None if total is None else self.shown(total),
        )

    def shown(self, ore: int) -> str:
        """The number alone, for a column that names the unit."""
        amount = self.scale.amount(ore)
        language = self.context.language
        return language.kroner(amount) if self.scale.kind is ScaleKind.INNBYGGER else language.million(amount)

    def cell(self, ore: int, *, sub: str = "", href: str = "", tone: str = "") -> ui.Cell:
        """A cell with the amount, sorted by size."""
        return ui.Cell(self.shown(ore), self.scale.amount(ore), sub=sub, href=href, tone=tone)


def price_year(context: Context, years: Sequence[int], default: int) -> int:
    """The year whose prices the address asks for, else the version's own."""
    written = context.asked(PRICES)
    asked = int(written) if written.isascii() and written.isdigit() else default
    return asked if asked in years else default


def controls(context: Context, kind: ScaleKind, years: Sequence[int], prices: int) -> list[Component]:
    """The choice of how amounts are shown, and of the price year when prices are fixed."""
    found = [choice(Income.MEASURE, text("Vis beløp som"), _OPTIONS, kind, MEASURE)]
    if kind is ScaleKind.FAST:
        found.append(
            ui.select(
                Income.PRICES,
                text("I prisene fra"),
                [(str(year), str(year)) for year in sorted(years)],
                str(prices),
                address=PRICES,
            )
        )
    return found


def usable(
    context: Context, kind: ScaleKind, years: Sequence[int], shown: int, prices: int
) -> tuple[dict[int, Scale], list[Component]]:
    """The scales to show by, and what to say when some or all cannot be what the address asks for.

    Without a scale for the year that is shown everything is in plain kroner; other years that lack one are
    left out.
    """
    asked = context.seen.income.scales(kind, years, prices)
    found = {year: one for year, one in asked.items() if isinstance(one, Scale)}
    lacking = [one for one in asked.values() if isinstance(one, MissingSetting)]
    if not lacking:
        return found, []
    title = text("Noen år kan ikke vises i {year}-priser.", year=Year(prices))
    if shown not in found:
        plain = context.seen.income.scales(ScaleKind.KRONER, years, prices)
        found = {year: one for year, one in plain.items() if isinstance(one, Scale)}
        title = text("Beløpene vises i kroner.")
    return found, [_missing(context, title, lacking)]


def _missing(context: Context, title: Text, lacking: Sequence[MissingSetting]) -> Component:
    """What to add, every setting once."""
    return ui.status("warning", lacking_together(lacking).message, to_import(context), title=title)
