"""The Dash classes of our own components in `assets/planhjul.js`: their names and props, nothing else.

Pages do not use these classes; they use the functions of `dashboards.components`, which hold the defaults.
"""

from __future__ import annotations

from typing import Any, ClassVar

from dash.development.base_component import Component

_FIELD = ("id", "label", "value", "changes", "hint", "error", "address", "clears")


class NativeComponent(Component):  # type: ignore[misc]
    """A component of the namespace `planhjul`; `props` are those the script knows."""

    props: ClassVar[tuple[str, ...]] = ()
    _namespace = "planhjul"
    _type = "NativeComponent"
    _base_nodes: ClassVar[list[str]] = ["children"]
    _children_props: ClassVar[list[str]] = []
    _valid_wildcard_attributes: ClassVar[list[str]] = []

    def __init__(self, **values: Any) -> None:
        self._prop_names = list(self.props)
        self.available_properties = list(self.props)
        self.available_wildcard_properties: list[str] = []
        super().__init__(**{name: value for name, value in values.items() if value is not None})


class Select(NativeComponent):
    """A native select."""

    _type = "Select"
    props = (*_FIELD, "options")


class TextField(NativeComponent):
    """A text or number field; reports when the user leaves it or presses Enter."""

    _type = "TextField"
    props = (*_FIELD, "multiline", "numeric", "unit")


class DateField(NativeComponent):
    """A date as dd.mm.åååå with its own check; the value is ISO."""

    _type = "DateField"
    props = (*_FIELD, "not_a_date", "pattern")


class RangeField(NativeComponent):
    """A native range with the value shown beside it; with `first_day` it runs over days from that one."""

    _type = "RangeField"
    props = (*_FIELD, "low", "high", "step", "shown", "first_day")


class RadioGroup(NativeComponent):
    """Native radio buttons in a fieldset."""

    _type = "RadioGroup"
    props = (*_FIELD, "options")


class Checkbox(NativeComponent):
    """One native checkbox."""

    _type = "Checkbox"
    props = (*_FIELD, "on")


class Link(NativeComponent):
    """A link inside the app: moves without loading the page again."""

    _type = "Link"
    props = ("children", "id", "href", "className", "current")


class Tabs(NativeComponent):
    """Tabs; the children are the panels in the order of `keys`."""

    _type = "Tabs"
    props = ("children", *_FIELD, "keys", "labels")


class Dialog(NativeComponent):
    """A native modal dialog."""

    _type = "Dialog"
    props = ("children", "id", "label", "open", "close_label")


class FileDrop(NativeComponent):
    """A place to drop a file or choose one; hands over its name and its content as base64."""

    _type = "FileDrop"
    props = (
        "id",
        "label",
        "hint",
        "accept",
        "max_bytes",
        "too_big",
        "unreadable",
        "button_label",
        "name",
        "content",
        "changes",
    )


class DataTable(NativeComponent):
    """A sortable table with row links, buttons, checkboxes and filters."""

    _type = "DataTable"
    props = (
        "id",
        "caption",
        "caption_hidden",
        "columns",
        "rows",
        "empty",
        "compact",
        "sortable",
        "filters",
        "filter_label",
        "select_label",
        "selected",
        "changes",
        "address",
        "clears",
        "pressed",
        "presses",
    )


class Svg(NativeComponent):
    """Our own drawing; its marks with `data-key` can be chosen."""

    _type = "Svg"
    props = ("id", "label", "markup", "selected", "selections")


class ThemeToggle(NativeComponent):
    """The switch between light and dark, remembered in the browser."""

    _type = "ThemeToggle"
    props = ("id", "label")


class Head(NativeComponent):
    """The page's name in the browser, and where the focus goes after a move."""

    _type = "Head"
    props = ("id", "title", "path", "lang")


class Reveal(NativeComponent):
    """A region that is read out, and scrolled into sight when its `token` changes."""

    _type = "Reveal"
    props = ("children", "id", "token")


class Placeholder(NativeComponent):
    """Stands for a component that a page puts in later; draws nothing."""

    _type = "Placeholder"
    props = ("id",)
