"""What binds the bound part of a service: law, regulation or agreements, as shares (`data/bindings.toml`)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from planhjul.choices.assumptions import share_text
from planhjul.choices.results import Assumption, LayerKey, Mark
from planhjul.texts import Text, text


@dataclass(frozen=True, slots=True)
class BoundShares:
    """Shares 0–1 of the bound money, adding up to 1: law, regulation, agreements (employees' too)."""

    lov: Fraction
    forskrift: Fraction
    avtaler: Fraction

    def by_layer(self) -> tuple[tuple[LayerKey, Fraction], ...]:
        """The shares with the layer they stand in."""
        return (
            (LayerKey.LOV, self.lov),
            (LayerKey.FORSKRIFT, self.forskrift),
            (LayerKey.AVTALER, self.avtaler),
        )


@dataclass(frozen=True, slots=True)
class BoundBy:
    """The shares per level 1–3 with why, and of functions where they differ. All are our assumptions."""

    levels: Mapping[int, tuple[BoundShares, Text]]
    functions: Mapping[str, BoundShares]

    def of(self, funksjon: str, level: int | None) -> BoundShares | None:
        """The function's shares, else its level's; None when nobody has judged it."""
        if funksjon in self.functions:
            return self.functions[funksjon]
        return None if level is None else self.levels[level][0]

    def shown(self) -> tuple[Assumption, ...]:
        """The shares per level as an answer lists them."""
        return tuple(
            Assumption(
                f"lag.nivaa_{level}",
                text("Nivå {level}: det bundne beløpet delt på lov, forskrift og avtaler", level=level),
                text(
                    "{lov} / {forskrift} / {avtaler}",
                    lov=share_text(shares.lov),
                    forskrift=share_text(shares.forskrift),
                    avtaler=share_text(shares.avtaler),
                ),
                Mark.ANTAKELSE,
                reason,
            )
            for level, (shares, reason) in sorted(self.levels.items())
        )
