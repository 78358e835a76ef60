"""Cells that say an amount, a share or a day in the page's language and are sorted by it; columns of them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any, TypeVar

from dashboards import components as ui
from dashboards.view import Context

Ore = TypeVar("Ore", bound="int | None")


def kroner(context: Context, ore: int) -> ui.Cell:
    """Kroner, without the unit."""
    return ui.Cell(context.language.kroner(ore), ore)


def million(context: Context, ore: int, decimals: int = 2) -> ui.Cell:
    """Millions of kroner, without the unit."""
    return ui.Cell(context.language.million(ore, decimals), ore)


def share(context: Context, part: float | None) -> ui.Cell:
    """A share in percent, a dash where there is none."""
    return ui.Cell("–", -1.0) if part is None else ui.Cell(context.language.percent(part), part)


def day(context: Context, on: date) -> ui.Cell:
    """A day."""
    return ui.Cell(context.language.date(on), on.isoformat())


def amounts(
    say: Callable[[Context, Ore], ui.Cell],
    context: Context,
    key: str,
    title: ui.Words,
    of: Callable[[Any], Ore],
    total: Ore | None = None,
) -> ui.Column:
    """A column of amounts in øre, each said by `say`; `total` is their sum where the table has one."""
    whole = None if total is None else say(context, total).text
    return ui.Column(key, title, "number", of=lambda item: say(context, of(item)), total=whole)
