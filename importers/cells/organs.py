"""Which organ a name in a meeting plan means; a name we do not know keeps its own words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Final

from planhjul.reference.law import load_organs
from planhjul.wheel.meetings import Organ

# The same word in bokmål and nynorsk, with and without the definite ending, is one word here. Names are
# compared whole: a «kommunestyreverksted» is no meeting of the kommunestyre.
_ONE_WORD: Final = tuple(
    (re.compile(pattern), word)
    for pattern, word in (
        (r"utval(?:get|et|g)\b", "utval"),
        (r"(råd|skap|styre)e?t\b", r"\1"),
        (r"\b(?:menneske[rt]?|menneska|personar)\b", "personer"),
        (r"\bnedsett\b", "nedsatt"),
        (r"\bfunksjonsnedset(?:telser?|jingar|jing)\b", "nedsatt funksjonsevne"),
        (r"\bfunksjonshemma(?:de|ne)?\b", "funksjonshemmede"),
    )
)
_REMARK: Final = re.compile(r"\s*\([^()]*\)$")


def organ_of(name: str) -> Organ:
    """The organ of a name as written («Formannskapet», «Kontrollutval»), else `Organ.ANNET`.

    A remark in brackets at the end («Formannskap (ekstraordinært)») does not change which organ it is. The
    names are those of `data/organs.toml`.

    Raises:
        ReferenceDataError: `data/organs.toml` is missing or unsound.
    """
    return _organs().get(_plain(_REMARK.sub("", name.strip())), Organ.ANNET)


@cache
def _organs() -> Mapping[str, Organ]:
    return {_plain(name): organ for name, organ in load_organs().items()}


def _plain(name: str) -> str:
    plain = " ".join(name.split()).casefold()
    for pattern, word in _ONE_WORD:
        plain = pattern.sub(word, plain)
    return plain
