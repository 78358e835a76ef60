"""The Dash classes of our own components in `assets/planhjul.js`: their names and props, nothing else.

Pages do not use these classes; they use the functions of `dashboards.components`, which hold the defaults.
"""

from __future__ import annotations

from typing import Any, ClassVar

from dash.development.base_component import Component

_FIELD = "id label value changes hint error address clears"


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


def _native(name: str, purpose: str, props: str) -> type[NativeComponent]:
    """The class of one component; `props` with spaces between them."""
    said = {"__module__": __name__, "__doc__": purpose, "_type": name, "props": tuple(props.split())}
    made: type[NativeComponent] = type(name, (NativeComponent,), said)
    return made


Select = _native("Select", "A native select.", f"{_FIELD} options")
TextField = _native(
    "TextField",
    "A text or number field; reports when the user leaves it or presses Enter.",
    f"{_FIELD} multiline numeric unit",
)
DateField = _native(
    "DateField", "A date as dd.mm.åååå with its own check; the value is ISO.", f"{_FIELD} not_a_date pattern"
)
RangeField = _native(
    "RangeField",
    "A native range with the value shown beside it; with `first_day` it runs over days from that one.",
    f"{_FIELD} low high step shown first_day",
)
RadioGroup = _native("RadioGroup", "Native radio buttons in a fieldset.", f"{_FIELD} options")
Checkbox = _native("Checkbox", "One native checkbox.", f"{_FIELD} on")
Link = _native(
    "Link",
    "A link inside the app: moves without loading the page again.",
    "children id href className current",
)
Tabs = _native(
    "Tabs", "Tabs; the children are the panels in the order of `keys`.", f"children {_FIELD} keys labels"
)
Dialog = _native("Dialog", "A native modal dialog.", "children id label open close_label")
FileDrop = _native(
    "FileDrop",
    "A place to drop a file or choose one; hands over its name and its content as base64.",
    "id label hint accept max_bytes too_big unreadable button_label name content changes",
)
DataTable = _native(
    "DataTable",
    "A sortable table with row links, buttons, checkboxes and filters.",
    "id caption caption_hidden columns rows empty compact sortable filters filter_label select_label selected"
    " changes address clears pressed presses",
)
Svg = _native(
    "Svg", "Our own drawing; its marks with `data-key` can be chosen.", "id label markup selected selections"
)
ThemeToggle = _native(
    "ThemeToggle", "The switch between light and dark, remembered in the browser.", "id label"
)
Head = _native(
    "Head", "The page's name in the browser, and where the focus goes after a move.", "id title path lang"
)
Reveal = _native(
    "Reveal",
    "A region that is read out, and scrolled into sight when its `token` changes.",
    "children id token",
)
Placeholder = _native("Placeholder", "Stands for a component that a page puts in later; draws nothing.", "id")
