"""How a year's money is spent through the year: evenly, or as the municipality's own accounts show."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

MONTHS: Final = 12
_NUMBER: Final = re.compile(r"\d{1,3}(?:[.,]\d+)?")


class ProfileError(ValueError):
    """A text is no spending profile."""


@dataclass(frozen=True, slots=True)
class Profile:
    """The share 0–1 of the year's money that is spent at the end of each month, January first.

    Twelve shares that never fall and end at 1 (money model E.1 and E.2).
    """

    spent: tuple[Fraction, ...]

    def at(self, months: Fraction) -> Fraction:
        """σ: the share spent `months` into the year; straight between month ends, 0 before, 1 after."""
        if months <= 0:
            return Fraction(0)
        if months >= MONTHS:
            return Fraction(1)
        whole = int(months)
        before = self.spent[whole - 1] if whole else Fraction(0)
        return before + (self.spent[whole] - before) * (months - whole)


EVEN: Final = Profile(tuple(Fraction(month, MONTHS) for month in range(1, MONTHS + 1)))


def profile(written: str) -> Profile:
    """The profile a text stands for: "8,1; 16,9; …; 100", cumulative per cent at the end of each month.

    Raises:
        ProfileError: it is not twelve numbers that never fall and end at 100.
    """
    parts = [part.strip().removesuffix("%").strip() for part in written.split(";")]
    if len(parts) != MONTHS or not all(_NUMBER.fullmatch(part) for part in parts):
        raise ProfileError(written)
    spent = tuple(Fraction(part.replace(",", ".")) / 100 for part in parts)
    if list(spent) != sorted(spent) or spent[-1] != 1:
        raise ProfileError(written)
    return Profile(spent)
