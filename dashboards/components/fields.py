"""Fields: labelled native controls. With `address` a control is part of the view in the page address."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Literal, TypeAlias

from dash import html
from dash.development.base_component import Component

from dashboards.components import native
from planhjul.texts import Text, text

Words: TypeAlias = "Text | str"
Option: TypeAlias = "tuple[str, Words]"
Say = Callable[[Text | str], str]
ButtonKind = Literal["primary", "secondary", "danger", "quiet"]
LinkLook = Literal["text", "button", "quiet"]


def _options(options: Sequence[Option]) -> list[list[Words]]:
    return [[value, label] for value, label in options]


def select(
    id: str,
    label: Words,
    options: Sequence[Option],
    value: str = "",
    *,
    hint: Words = "",
    error: Words = "",
    address: str = "",
    clears: Sequence[str] = (),
) -> Component:
    """A select; options are (value, label)."""
    return native.Select(
        id=id,
        label=label,
        options=_options(options),
        value=value,
        hint=hint,
        error=error,
        address=address,
        clears=list(clears),
    )


def text_field(
    id: str,
    label: Words,
    value: str = "",
    *,
    hint: Words = "",
    error: Words = "",
    address: str = "",
    multiline: bool = False,
    unit: Words = "",
    clears: Sequence[str] = (),
) -> Component:
    """A text field; reports when the user leaves it or presses Enter."""
    return native.TextField(
        id=id,
        label=label,
        value=value,
        hint=hint,
        error=error,
        address=address,
        multiline=multiline,
        unit=unit,
        clears=list(clears),
    )


def number_field(
    id: str,
    label: Words,
    value: str = "",
    *,
    hint: Words = "",
    error: Words = "",
    unit: Words = "",
    address: str = "",
) -> Component:
    """A text field for a number; its value is what was typed, to be read by `Language.parse_number`."""
    return native.TextField(
        id=id, label=label, value=value, hint=hint, error=error, unit=unit, address=address, numeric=True
    )


def date_field(
    id: str,
    label: Words,
    value: date | None,
    *,
    hint: Words = "",
    error: Words = "",
    address: str = "",
    clears: Sequence[str] = (),
) -> Component:
    """A date field dd.mm.åååå that checks itself; its value is an ISO date or ""."""
    return native.DateField(
        id=id,
        label=label,
        value=value.isoformat() if value else "",
        hint=hint,
        error=error,
        address=address,
        clears=list(clears),
        pattern=text("dd.mm.åååå"),
        not_a_date=text("Dette er ikke en dato. Skriv dag, måned og år, for eksempel 21.11.2026."),
    )


def range_field(
    id: str,
    label: Words,
    value: float,
    *,
    low: float,
    high: float,
    step: float = 1,
    shown: Words = "",
    hint: Words = "",
    address: str = "",
) -> Component:
    """A slider from `low` to `high`; `shown` is the sentence beside it with the hole `{value}`."""
    return native.RangeField(
        id=id,
        label=label,
        value=value,
        low=low,
        high=high,
        step=step,
        shown=shown,
        hint=hint,
        address=address,
    )


def day_slider(
    id: str, label: Words, value: date, *, low: date, high: date, hint: Words = "", address: str = ""
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
        hint=hint,
        address=address,
    )


def radio_group(
    id: str,
    legend: Words,
    options: Sequence[Option],
    value: str,
    *,
    hint: Words = "",
    address: str = "",
    clears: Sequence[str] = (),
) -> Component:
    """Radio buttons: one of few, all seen at once."""
    return native.RadioGroup(
        id=id,
        label=legend,
        options=_options(options),
        value=value,
        hint=hint,
        address=address,
        clears=list(clears),
    )


def checkbox(
    id: str, label: Words, checked: bool = False, *, hint: Words = "", address: str = "", on: str = "ja"
) -> Component:
    """One checkbox; in the address it stands as `on` or not at all."""
    return native.Checkbox(id=id, label=label, value=checked, hint=hint, address=address, on=on)


def checkbox_group(
    id: str,
    legend: Words,
    options: Sequence[Option],
    values: Sequence[str],
    *,
    hint: Words = "",
    address: str = "",
) -> Component:
    """Checkboxes: any of few; in the address they stand with commas between."""
    return native.CheckboxGroup(
        id=id, label=legend, options=_options(options), value=list(values), hint=hint, address=address
    )


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
