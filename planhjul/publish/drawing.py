"""The wheel's drawing made fit for paper, which knows no stylesheet and no links."""

from __future__ import annotations

import re
from typing import Final

from planhjul.figures.wheel.year import SIZE

_VARIABLE: Final = re.compile(r"var\(\s*--[\w-]+\s*,\s*((?:[^()]|\([^()]*\))+?)\s*\)")
_INHERITED: Final = 'font-family="inherit"'
_VIEW: Final = re.compile(r'viewBox="0 0 ([\d.]+) ([\d.]+)"')


def printed(svg: str, font: str) -> tuple[bytes, bytes]:
    """The wheel and its legend as two drawings, light colours written out and letters in `font`."""
    resolved, found = _VARIABLE.subn(r"\1", svg)
    while found:
        # A fallback may itself be a variable: the inner one goes first.
        resolved, found = _VARIABLE.subn(r"\1", resolved)
    resolved = resolved.replace(_INHERITED, f'font-family="{font}"')
    view = _VIEW.search(resolved)
    height = float(view[2]) if view else float(SIZE)

    def part(top: float, bottom: float) -> bytes:
        return _VIEW.sub(f'viewBox="0 {top:g} {SIZE} {bottom - top:g}"', resolved, count=1).encode()

    return part(0, SIZE), part(SIZE, height)
