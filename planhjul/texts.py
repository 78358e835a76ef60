"""Sentences for users as values: the bokmål source text with named holes.

The pure rooms say *what* is to be said; `planhjul.language` says it in a language, with numbers and
dates in that language's form. A `Text` is therefore never formatted where it is made. A `Decimal` is shown
with the decimals it has.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cache, reduce
from typing import Self


@dataclass(frozen=True, slots=True)
class Kroner:
    """An amount in øre that is shown as whole kroner."""

    ore: int


@dataclass(frozen=True, slots=True)
class Million:
    """An amount in øre that is shown as millions of kroner with one decimal."""

    ore: int


@dataclass(frozen=True, slots=True)
class Share:
    """A share 0–1 that is shown as a percentage with `decimals` decimals."""

    value: float
    decimals: int = 1


@dataclass(frozen=True, slots=True)
class Year:
    """A calendar year: a number that is never grouped in thousands."""

    value: int


@dataclass(frozen=True, slots=True)
class Text:
    """One sentence or label for a user.

    `source` is bokmål and the key in the gettext catalogues; `values` fill its holes.
    """

    source: str
    values: tuple[tuple[str, TextValue], ...] = ()

    def texts(self) -> Iterator[Text]:
        """This text and every text in its holes."""
        yield self
        for _, value in self.values:
            if isinstance(value, Text):
                yield from value.texts()

    def holes(self) -> tuple[str, ...]:
        """The names of the holes that nothing fills yet, in their order."""
        filled = {name for name, _ in self.values}
        return tuple(name for name in _holes(self.source) if name not in filled)

    def filled(self, given: Mapping[str, TextValue]) -> Text:
        """The text with its open holes filled; of what is given the rest is left out.

        Raises:
            KeyError: an open hole is not among what is given.
        """
        return Text(self.source, (*self.values, *((name, given[name]) for name in self.holes())))


TextValue = str | int | float | Decimal | date | Kroner | Million | Share | Year | Text

_HOLE = re.compile(r"\{(\w+)\}")


@cache
def _holes(source: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_HOLE.findall(source)))


def text(source: str, /, **values: TextValue) -> Text:
    """A text for users; `source` must be a literal so that the catalogue finds it."""
    return Text(source, tuple(values.items()))


def verbatim(content: str) -> Text:
    """Somebody's own words (a title from a workbook, a name): shown as they are, never translated."""
    return Text("{content}", (("content", content),))


def listed(parts: Iterable[Text]) -> Text:
    """The texts, at least one, with commas between."""
    return reduce(lambda before, part: text("{before}, {part}", before=before, part=part), parts)


class Named(StrEnum):
    """Keys with what a user reads for each: `KEY = "value", text("…")`; the value is what is stored."""

    words: Text

    def __new__(cls, value: str, words: Text = Text("")) -> Self:
        """A member is the string `value`; to look one up needs no words."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.words = words
        return member
