"""Budsjettområder: the municipality's own many-to-one map from lines to areas."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from planhjul.issues import CellRef

# A code that ends in this stands for every code that begins with what is before it ("21*").
ANY: Final = "*"


@dataclass(frozen=True, slots=True)
class Area:
    """A budsjettområde with its local assumptions about bindings (money model E.6 and E.7).

    `funksjoner` and `ansvar` are the codes whose net budget it holds (`AreaMap`). `level` is
    1–3, `lead_months` the lead of what can be changed in the short run; `lss`
    overrides (l, s, q) when the municipality has its own figures.
    """

    key: str
    title: str
    funksjoner: tuple[str, ...]
    level: int
    lead_months: float
    lss: tuple[float, float, float] | None
    kilde: str
    source: CellRef
    ansvar: tuple[str, ...] = ()


class AreaMap:
    """Which area a line belongs to; the same for every overview, follow-up and handlingsrom.

    An ansvar says more than a funksjon, an exact code more than a beginning, a longer beginning more than a
    shorter; of two areas that say the same, the first holds.
    """

    def __init__(self, areas: Iterable[Area]) -> None:
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
