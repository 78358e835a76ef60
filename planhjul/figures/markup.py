"""HTML made of parts: whatever is not already `Markup` is escaped, so that no text can become markup."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from typing import Final

from markupsafe import Markup

Part = str | None | Iterable["Part"]
_VOID: Final = frozenset({"base", "link", "meta"})


def raw(written: str) -> Markup:
    """Markup of our own making, as it is; never words from outside."""
    return Markup(written)  # noqa: S704


def tag(element: str, /, *children: Part, **attributes: str | bool | None) -> Markup:
    """The element with its children; `class_="x"` is class, `aria_label` is aria-label.

    An attribute that is None or False is left out, one that is True stands alone.
    """
    opened = f"<{element}{''.join(_attribute(key, value) for key, value in attributes.items())}>"
    return raw(opened if element in _VOID else f"{opened}{joined(children)}</{element}>")


def block(element: str, /, *lines: Part, **attributes: str | bool | None) -> Markup:
    """The element with each child on a line of its own."""
    return tag(element, "\n", [[line, "\n"] for line in lines], **attributes)


def joined(parts: Part) -> Markup:
    """The parts after one another, text escaped."""
    if parts is None:
        return Markup()
    if isinstance(parts, str):
        return parts if isinstance(parts, Markup) else raw(escape(parts, quote=False))
    return raw("".join(joined(part) for part in parts))


def _attribute(key: str, value: str | bool | None) -> str:
    if value is None or value is False:
        return ""
    name = key.rstrip("_").replace("_", "-")
    return f" {name}" if value is True else f' {name}="{escape(value)}"'
