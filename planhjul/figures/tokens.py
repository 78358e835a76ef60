"""The palette as the figures need it: the tokens of `tokens.css`, which the pages and the site embed."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

TOKENS: Final = Path(__file__).with_name("tokens.css")
_TOKEN: Final = re.compile(r"^ +(--[\w-]+): (?:light-dark\((.+), (.+)\)|(.+));$", re.MULTILINE)
_VALUES: Final[dict[str, tuple[str, str]]] = {
    name: (both, both) if both else (light, dark)
    for name, light, dark, both in _TOKEN.findall(TOKENS.read_text(encoding="utf-8"))
}


def light(name: str) -> str:
    """The token's value on a light page, and on paper.

    Raises:
        KeyError: there is no such token.
    """
    return _VALUES[name][0]


def dark(name: str) -> str:
    """The token's value on a dark page.

    Raises:
        KeyError: there is no such token.
    """
    return _VALUES[name][1]


def token(name: str) -> str:
    """The token for a drawing inside a page: the page decides, and without one the light value counts.

    Raises:
        KeyError: there is no such token.
    """
    return f"var({name}, {light(name)})"
