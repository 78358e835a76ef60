"""Where a page is said: components hold texts, and one walk says them all in the reader's language."""

from __future__ import annotations

from typing import Any

from dash.development.base_component import Component

from dashboards.components.fields import Say, Words
from planhjul.texts import Text

# What Dash keeps on a component beside its props.
_NOT_PROPS = frozenset(
    ("_prop_names", "available_properties", "available_wildcard_properties", "_valid_wildcard_attributes")
)


def said(part: Any, say: Say) -> Any:
    """A component, or whatever a callback answers, with every text in it said; components change in place.

    A figure is passed over: it is made with its words said, and is large.
    """
    if isinstance(part, Text):
        return say(part)
    if isinstance(part, Component):
        props = vars(part)
        for name, value in props.items():
            if type(value) is not str and name not in _NOT_PROPS and name != "figure":
                props[name] = said(value, say)
        return part
    if isinstance(part, (list, tuple)):
        return [said(one, say) for one in part]
    if isinstance(part, dict):
        return {name: said(value, say) for name, value in part.items()}
    return part


def joined(*parts: Words, between: str = " ") -> Text:
    """The parts one after the other as one text."""
    holes = tuple((f"part{number}", part) for number, part in enumerate(parts))
    return Text(between.join(f"{{{name}}}" for name, _ in holes), holes)
