"""HTML made of parts: whatever is not already `Html` is escaped, so that no text can become markup."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from typing import Final


class Html(str):
    """Markup of our own making."""

    __slots__ = ()


Part = str | Html | None | Iterable["Part"]
_VOID: Final = frozenset({"base", "link", "meta"})


def tag(element: str, /, *children: Part, **attributes: str | bool | None) -> Html:
    """The element with its children; `class_="x"` is class, `aria_label` is aria-label.

    An attribute that is None or False is left out, one that is True stands alone.
    """
    written = "".join(_attribute(key, value) for key, value in attributes.items())
    opened = f"<{element}{written}>"
    return Html(opened if element in _VOID else f"{opened}{joined(children)}</{element}>")


def joined(parts: Part) -> Html:
    """The parts after one another, text escaped."""
    if parts is None:
        return Html()
    if isinstance(parts, Html):
        return parts
    if isinstance(parts, str):
        return Html(escape(parts, quote=False))
    return Html("".join(joined(part) for part in parts))


def _attribute(key: str, value: str | bool | None) -> str:
    if value is None or value is False:
        return ""
    name = key.rstrip("_").replace("_", "-")
    return f" {name}" if value is True else f' {name}="{escape(value)}"'
