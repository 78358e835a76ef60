"""Nothing here: what is missing, and what to do about it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from dash import html

from dashboards import components as ui
from planhjul.texts import text

if TYPE_CHECKING:
    from dash.development.base_component import Component

    from dashboards.view import Context

ANOTHER_VERSION: Final = text("Velg en annen dato eller versjon over, eller les inn en fil.")


def nothing(context: Context, missing: ui.Words, advice: ui.Words, *steps: ui.Child) -> Component:
    """What is missing ("" when the advice says it), the advice, and the way to Import."""
    return ui.status("info", advice, to_import(context), title=missing)


def to_import(context: Context) -> Component:
    """The way to page Import."""
    return html.P(ui.link(text("Gå til Import"), context.href("/import")))
