"""An amount that rests on assumptions."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Band:
    """An amount in øre that rests on assumptions: low ≤ default ≤ high."""

    low_ore: int
    default_ore: int
    high_ore: int
