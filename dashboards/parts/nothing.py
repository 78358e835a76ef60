"""Nothing here, or not yet: what is missing or wrong, and what to do about it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from dash import html
from dash.development.base_component import Component

from dashboards import components as ui
from dashboards.view import Context
from planhjul.texts import Text, text

ANOTHER_VERSION: Final = text("Velg en annen dato eller versjon over, eller les inn en fil.")


def nothing(context: Context, missing: ui.Words, advice: ui.Words, *steps: ui.Child) -> Component:
    """What is missing ("" when the advice says it), the advice, and the way to Import."""
    return ui.status("info", advice, to_import(context), title=missing)


def to_import(context: Context) -> Component:
    """The way to page Import."""
    return html.P(ui.link(text("Gå til Import"), context.href("/import")))


def mistakes(title: Text, wrong: Sequence[Text]) -> Component:
    """Every mistake in a form, under what was not done because of them."""
    return ui.status("error", "", html.Ul([html.Li(mistake) for mistake in wrong]), title=title)
