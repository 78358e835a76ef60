"""The municipality's own word on what an income is: earmarking is a local fact, so it has a source."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from planhjul.issues import CellRef


@dataclass(frozen=True, slots=True)
class IncomeOverride:
    """Incomes that belong to another class than their art and function say.

    `art`, `funksjon`, `ansvar` and `prosjekt` say which lines; "" = any, and at least one of funksjon, ansvar
    and prosjekt is given. `income_class` is a key of `CLASS_RULES`, `share` (0–1) how much of the amount it
    holds for: the rest keeps the class it had. `kilde` is the municipality's own source.
    """

    key: str
    art: str
    funksjon: str
    ansvar: str
    prosjekt: str
    income_class: str
    share: Fraction
    kilde: str
    source: CellRef

    @property
    def precision(self) -> tuple[bool, bool, bool, bool]:
        """How narrowly it points, for choosing between two that fit: project, ansvar, function, art."""
        return bool(self.prosjekt), bool(self.ansvar), bool(self.funksjon), bool(self.art)
