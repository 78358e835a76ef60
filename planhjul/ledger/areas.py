"""Budsjettområder: the municipality's own many-to-one map from lines to areas."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, Protocol

# A code that ends in this stands for every code that begins with what is before it ("21*").
ANY: Final = "*"


class MappedArea(Protocol):
    """An area as the map reads it: `planhjul.staged.Area`, or anything of its shape."""

    @property
    def key(self) -> str:
        """The area's permanent key."""
        ...

    @property
    def funksjoner(self) -> tuple[str, ...]:
        """The functions it holds, exact or with `ANY` at the end."""
        ...

    @property
    def ansvar(self) -> tuple[str, ...]:
        """The responsibility centres it holds, exact or with `ANY` at the end."""
        ...


class AreaMap:
    """Which area a line belongs to; the same for every overview, follow-up and handlingsrom.

    An ansvar says more than a funksjon, an exact code more than a beginning, a longer beginning more than a
    shorter; of two areas that say the same, the first holds.
    """

    def __init__(self, areas: Iterable[MappedArea]) -> None:
        self._ansvar: dict[str, str] = {}
        self._funksjon: dict[str, str] = {}
        for area in areas:
            for code in area.ansvar:
                self._ansvar.setdefault(code, area.key)
            for code in area.funksjoner:
                self._funksjon.setdefault(code, area.key)

    def of(self, funksjon: str, ansvar: str = "") -> str | None:
        """The key of the area the line belongs to, None when no area holds it."""
        return _held(self._ansvar, ansvar) or _held(self._funksjon, funksjon)


def _held(codes: dict[str, str], code: str) -> str | None:
    if not code:
        return None
    if code in codes:
        return codes[code]
    beginnings = (code[:length] + ANY for length in range(len(code), -1, -1))
    return next((codes[beginning] for beginning in beginnings if beginning in codes), None)
