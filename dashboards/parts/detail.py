"""What the address opens: a detail under what it belongs to, with the link that closes it again."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from dash.development.base_component import Component

from dashboards import components as ui
from dashboards.components import native
from dashboards.view import Context
from planhjul.texts import Text, text

CLOSE: Final = text("Lukk")
CLOSE_LINES: Final = text("Lukk linjene")


def opened(
    context: Context,
    title: ui.Words,
    *content: ui.Child,
    closes: Mapping[str, None],
    close: Text = CLOSE,
    lead: ui.Words = "",
    level: int = 2,
) -> Component:
    """A section that is there because the address asks for it; `closes` are the parameters that ask."""
    back = ui.link(close, context.href(**closes), look="quiet")
    return ui.section(title, *content, back, lead=lead, level=level)


def shown_at(token: str, *content: ui.Child) -> Component:
    """Content that is scrolled into sight when another `token`, what the address asks for, is chosen."""
    return native.Reveal(token=token, children=list(content))
