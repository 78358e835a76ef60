"""Fields: labelled native controls. With `address` a control is part of the view in the page address."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Literal, TypeAlias, TypedDict, Unpack

from dash import html
from dash.development.base_component import Component

from dashboards.components import native
from planhjul.texts import Text, text

Words: TypeAlias = "Text | str"
Option: TypeAlias = "tuple[str, Words]"
Say = Callable[[Text | str], str]
ButtonKind = Literal["primary", "secondary", "danger", "quiet"]
LinkLook = Literal["text", "button", "quiet"]


class Field(TypedDict, total=False):
    """What any field may have besides its name and value.

    With `address` its value is that parameter of the page's address, and a change clears the parameters of
    `clears`.
    """

    hint: Words
    error: Words
    address: str
    clears: Sequence[str]


class Measured(Field, total=False):
    """A field with a unit after it."""

    unit: Words


def _options(options: Sequence[Option]) -> list[list[Words]]:
    return [[value, label] for value, label in options]


def select(
    id: str, label: Words, options: Sequence[Option], value: str = "", **field: Unpack[Field]
) -> Component:
    """A select; options are (value, label)."""
    return native.Select(id=id, label=label, options=_options(options), value=value, **field)


def text_field(
    id: str, label: Words, value: str = "", *, multiline: bool = False, **field: Unpack[Measured]
) -> Component:
    """A text field; reports when the user leaves it or presses Enter."""
    return native.TextField(id=id, label=label, value=value, multiline=multiline, **field)


def number_field(id: str, label: Words, value: str = "", **field: Unpack[Measured]) -> Component:
    """A text field for a number; its value is what was typed, to be read by `Language.parse_number`."""
    return native.TextField(id=id, label=label, value=value, numeric=True, **field)


def date_field(id: str, label: Words, value: date | None, **field: Unpack[Field]) -> Component:
    """A date field dd.mm.åååå that checks itself; its value is an ISO date or ""."""
    return native.DateField(
        id=id,
        label=label,
        value=value.isoformat() if value else "",
        pattern=text("dd.mm.åååå"),
        not_a_date=text("Dette er ikke en dato. Skriv dag, måned og år, for eksempel 21.11.2026."),
        **field,
    )


def day_slider(
    id: str, label: Words, value: date, *, low: date, high: date, **field: Unpack[Field]
) -> Component:
    """A slider over the days from `low` to `high`, with the day beside it; the value is an ISO date."""
    return native.RangeField(
        id=id,
        label=label,
        value=value.isoformat(),
        first_day=low.isoformat(),
        low=0,
        high=(high - low).days,
        step=1,
        **field,
    )


def radio_group(
    id: str, legend: Words, options: Sequence[Option], value: str, **field: Unpack[Field]
) -> Component:
    """Radio buttons: one of few, all seen at once."""
    return native.RadioGroup(id=id, label=legend, options=_options(options), value=value, **field)


def checkbox(
    id: str, label: Words, checked: bool = False, *, on: str = "ja", **field: Unpack[Field]
) -> Component:
    """One checkbox; in the address it stands as `on` or not at all."""
    return native.Checkbox(id=id, label=label, value=checked, on=on, **field)


def button(id: str, label: Words, *, kind: ButtonKind = "secondary", disabled: bool = False) -> Component:
    """A button; its Input is `n_clicks`."""
    return html.Button(
        label, id=id, type="button", disabled=disabled, className=f"ph-button ph-button--{kind}", n_clicks=0
    )


def link(
    label: Words, href: str, *, look: LinkLook = "text", download: str = "", external: bool = False
) -> Component:
    """A link; inside the app it keeps the page loaded, `external` and `download` go the usual way."""
    style = {"text": "ph-link", "button": "ph-button ph-button--primary", "quiet": "ph-link ph-link--quiet"}[
        look
    ]
    if download:
        return html.A(label, href=href, className=style, download=download)
    if external:
        return html.A(label, href=href, className=style, rel="noreferrer")
    return native.Link(children=label, href=href, className=style)
