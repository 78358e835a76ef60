"""«Forklar tallet»: what any number on a page or in an answer can say of itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from planhjul.texts import Kroner, Million, Share, Text, text

# Below this, millions with one decimal would say 0,0 about money that is there: half of a tenth, øre.
_LEAST_MILLION_ORE: Final = 5_000_000


@dataclass(frozen=True, slots=True)
class Input:
    """One thing a number is made of: what it is, its value in words, and where it is from when known."""

    title: Text
    value: Text
    source: Text | None = None


@dataclass(frozen=True, slots=True)
class Explanation:
    """How a number came about.

    `formula` is in words; `definition` says what the word means here; `basis` is the rule and paragraph, None
    when no rule says it; `estimate` is True for what rests on assumptions. `version` and `stood_from` say
    which money it is computed from.
    """

    title: Text
    value: Text
    formula: Text
    inputs: tuple[Input, ...]
    definition: Text | None = None
    basis: Text | None = None
    version: Text | None = None
    stood_from: date | None = None
    estimate: bool = False


def million(ore: int) -> Text:
    """An amount in øre as an explanation says it: in millions of kroner."""
    return text("{amount}", amount=Million(ore))


def kroner(ore: int) -> Text:
    """An amount in øre in whole kroner."""
    return text("{amount}", amount=Kroner(ore))


def percent(share: float, decimals: int = 2) -> Text:
    """A share 0–1 as a percentage."""
    return text("{share}", share=Share(share, decimals))


def readable_amount(ore: int) -> Million | Kroner:
    """The amount as millions, or as kroner where millions would say nothing."""
    return Million(ore) if abs(ore) >= _LEAST_MILLION_ORE else Kroner(ore)
