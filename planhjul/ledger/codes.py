"""KOSTRA's arts and functions by year: which codes held when, and what we know about each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, Literal

CodeStatus = Literal["valid", "expired", "future", "unknown"]

# Functions from 800 hold tax, general grants, interest and funds: money for everything, no service.
FIRST_FINANCIAL_FUNCTION: Final = "800"


class SelfCost(StrEnum):
    """How a function's cost may be charged to its users (koml § 15-1; money model D.1)."""

    NONE = ""
    FULL = "full"
    FULL_REQUIRED = "full_paabudt"
    UP_TO = "inntil"
    PARTLY = "delvis"


@dataclass(frozen=True, slots=True)
class Art:
    """One art. `valid_from` None = in use in 2019 or earlier, `valid_to` None = in use today.

    `kind` is "expense", "income" or "finance"; `income_class` the key of money model B.1 or "" (no income);
    `form_line` the line of the form in § 5-6, or "".
    """

    code: str
    title: str
    kind: str
    income_class: str
    form_line: str
    valid_from: int | None
    valid_to: int | None


@dataclass(frozen=True, slots=True)
class Funksjon:
    """One function. `level` 1–3 is how freely the council sets it (money model D.4); None = not judged."""

    code: str
    title: str
    owner: str
    area: str
    level: int | None
    legal_basis: str
    self_cost: SelfCost
    valid_from: int | None
    valid_to: int | None


@dataclass(frozen=True, slots=True)
class CodeLists:
    """All arts and functions we know, expired ones too, by code."""

    arts: Mapping[str, Art]
    funksjoner: Mapping[str, Funksjon]

    def art_status(self, code: str, year: int) -> CodeStatus:
        """Whether the art held in the year; `expired` and `future` codes are known, `unknown` are not."""
        return _status(self.arts.get(code), year)

    def funksjon_status(self, code: str, year: int) -> CodeStatus:
        """Whether the function held in the year; see `art_status`."""
        return _status(self.funksjoner.get(code), year)

    def art_ended(self, code: str) -> int | None:
        """The last year the art may be used; None when it still holds or is unknown."""
        return self.arts[code].valid_to if code in self.arts else None

    def funksjon_ended(self, code: str) -> int | None:
        """The last year the function may be used; None when it still holds or is unknown."""
        return self.funksjoner[code].valid_to if code in self.funksjoner else None

    def art_title(self, code: str) -> str:
        """The art's name, "" when we do not know the code."""
        return self.arts[code].title if code in self.arts else ""

    def funksjon_title(self, code: str) -> str:
        """The function's name, "" when we do not know the code."""
        return self.funksjoner[code].title if code in self.funksjoner else ""

    def income_class(self, art: str) -> str:
        """The art's income class in the list, in force or expired; "" when it has none."""
        return self.arts[art].income_class if art in self.arts else ""

    def level(self, funksjon: str) -> int | None:
        """The function's level of discretion 1–3, None when nobody has judged it."""
        return self.funksjoner[funksjon].level if funksjon in self.funksjoner else None

    def self_cost(self, funksjon: str) -> SelfCost:
        """How the function's cost may be charged to users; NONE also for unknown codes."""
        return self.funksjoner[funksjon].self_cost if funksjon in self.funksjoner else SelfCost.NONE


def _status(entry: Art | Funksjon | None, year: int) -> CodeStatus:
    if entry is None:
        return "unknown"
    if entry.valid_to is not None and year > entry.valid_to:
        return "expired"
    if entry.valid_from is not None and year < entry.valid_from:
        return "future"
    return "valid"
