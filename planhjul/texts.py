"""Sentences for users as values: the bokmål source text with named holes.

The pure rooms say *what* is to be said; `planhjul.language` says it in a language, with numbers and
dates in that language's form. A `Text` is therefore never formatted where it is made.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date


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


TextValue = str | int | float | date | Kroner | Million | Share | Year | Text


def text(source: str, /, **values: TextValue) -> Text:
    """A text for users; `source` must be a literal so that the catalogue finds it."""
    return Text(source, tuple(values.items()))


def verbatim(content: str) -> Text:
    """Somebody's own words (a title from a workbook, a name): shown as they are, never translated."""
    return Text("{content}", (("content", content),))
