"""Choices that stand in the address: read from it, and the control that writes it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import TypeVar

from dash.development.base_component import Component

from dashboards import components as ui
from dashboards.view import Context
from planhjul.texts import Text

Kind = TypeVar("Kind", bound=StrEnum)


def chosen(context: Context, name: str, default: Kind) -> Kind:
    """What the address says of the parameter, else the default, whose values it takes."""
    written, kinds = context.asked(name), type(default)
    return kinds(written) if written in set(kinds) else default


def choice(
    id: str,
    legend: Text,
    titles: Mapping[Kind, Text],
    selected: Kind,
    address: str,
    *,
    hint: ui.Words = "",
    clears: Sequence[str] = (),
) -> Component:
    """Radio buttons between the kinds; `clears` are the parameters that mean nothing after a change."""
    options = [(kind.value, title) for kind, title in titles.items()]
    return ui.radio_group(id, legend, options, selected.value, hint=hint, address=address, clears=clears)
