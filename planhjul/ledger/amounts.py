"""Amounts as people and systems write them, to whole øre; units from titles.

The number forms are those of file-formats § 5. What can mean two things is never guessed: it is an error that
asks, unless other values in the same file decide.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import Enum, IntEnum
from typing import Final


class Unit(IntEnum):
    """What one whole number in the file is worth, in øre."""

    KRONER = 100
    TUSEN = 100_000
    MILLION = 100_000_000


class Dot(Enum):
    """What a dot means in a file's numbers."""

    THOUSANDS = "thousands"
    DECIMAL = "decimal"


class AmountProblem(Enum):
    """Why a value is not an amount."""

    NOT_A_NUMBER = "not_a_number"
    PERCENT = "percent"
    AMBIGUOUS = "ambiguous"
    TOO_LARGE = "too_large"


@dataclass(frozen=True, slots=True)
class AmountError:
    """A value that is no amount, with what stood there."""

    problem: AmountProblem
    found: str


# 100 milliarder kroner on one line: more is a mistake, and sums of lines stay far inside 64 bits.
LARGEST_ORE: Final = 10**13

_SPACES: Final = re.compile(r"[\s\u00a0\u2007\u2009\u202f]+")
_MINUS: Final = str.maketrans({"\u2212": "-", "\u2013": "-", "\u2014": "-", "\u2012": "-"})
_GROUPED: Final = re.compile(r"\d{1,3}(?: \d{3})+(?=$|[.,])")
_SUFFIX: Final = re.compile(
    r"(?P<number>[^a-zæøå’'´]*?) ?"
    r"(?P<suffix>’|'|´|mill(?:\.|ioner|ion)?|mrd\.?|milliarder|tusen|kr\.?|kroner)?"
    r"(?: ?(?:kr\.?|kroner))?"
)
_SUFFIX_ORE: Final = {
    "’": Unit.TUSEN, "'": Unit.TUSEN, "´": Unit.TUSEN, "tusen": Unit.TUSEN,
    "mill": Unit.MILLION, "millioner": Unit.MILLION, "million": Unit.MILLION,
    "kr": Unit.KRONER, "kroner": Unit.KRONER,
}  # fmt: skip
_THOUSANDS: Final = re.compile(
    r"\btusen\b|\b(?:hele|heile|i) 1[ .]?000\b|\b1[ .]?000 ?(?:kr\b|kroner|nok\b)|\btkr\b|\bkr 1[ .]?000\b"
)
_MILLIARD_ORE: Final = 100_000_000_000
_DOT_GROUPS: Final = re.compile(r"-?\(?\d{1,3}(?:\.\d{3}){2,}(?!\d)|-?\(?\d{1,3}(?:\.\d{3})+,\d")
_DOT_DECIMALS: Final = re.compile(r"\d*\.(?:\d{1,2}|\d{4,})\)?-?$|^\D*\d{4,}\.\d+|^\D*0\.\d+|\d,\d{3}\.\d")


def parse_amount(value: str | int | float | Decimal, unit: Unit, dot: Dot | None = None) -> int | AmountError:
    """The amount in whole øre, half away from zero, or why it is none.

    Args:
        value: a cell; an empty text and `-` are 0.
        unit: what a plain number is worth; a suffix of its own (`’`, `mill`) overrides it.
        dot: what a dot means in this file (`dot_meaning`), None when nothing decides.
    """
    exact = _exact(value, unit, dot)
    if isinstance(exact, AmountError):
        return exact
    if abs(exact) > LARGEST_ORE:
        return AmountError(AmountProblem.TOO_LARGE, str(value))
    return int(exact.quantize(Decimal(1), ROUND_HALF_UP))


def loses_decimals(value: str | int | float | Decimal, unit: Unit, dot: Dot | None = None) -> bool:
    """True when the amount had parts of an øre that rounding takes away (a computer's tiny tail not)."""
    exact = _exact(value, unit, dot)
    if isinstance(exact, AmountError) or abs(exact) > LARGEST_ORE:
        return False
    return abs(exact - exact.quantize(Decimal(1), ROUND_HALF_UP)) > Decimal("0.001")


def dot_meaning(values: Iterable[object]) -> Dot | None:
    """What a dot means, from texts that can mean only one thing; None without evidence or in conflict."""
    seen: set[Dot] = set()
    for value in values:
        if isinstance(value, str) and "." in value:
            shown = _SPACES.sub("", value)
            if _DOT_GROUPS.search(shown):
                seen.add(Dot.THOUSANDS)
            elif _DOT_DECIMALS.search(shown):
                seen.add(Dot.DECIMAL)
    return seen.pop() if len(seen) == 1 else None


def unit_of_title(title: str) -> Unit | None:
    """The unit a title or setting names («Tusen kroner», «Alle tal i heile 1000», «mill. kr»), or None."""
    said = _SPACES.sub(" ", title).casefold().strip()
    if re.search(r"\bmill(?:\.|ioner)?\b", said):
        return Unit.MILLION
    if _THOUSANDS.search(said):
        return Unit.TUSEN
    if re.search(r"\b(?:hele|heile|i) (?:kr\b|kroner)|^(?:kr\.?|kroner|nok)$", said):
        return Unit.KRONER
    return None


def _exact(value: str | int | float | Decimal, unit: Unit, dot: Dot | None) -> Decimal | AmountError:
    if isinstance(value, bool):
        return AmountError(AmountProblem.NOT_A_NUMBER, "SANN" if value else "USANN")
    if isinstance(value, str):
        return _from_text(value, unit, dot)
    # repr of a float is what the sheet shows; its binary tail is not part of the amount.
    number = Decimal(repr(value)) if isinstance(value, float) else Decimal(value)
    if not number.is_finite():
        return AmountError(AmountProblem.NOT_A_NUMBER, str(value))
    return number * int(unit)


def _from_text(value: str, unit: Unit, dot: Dot | None) -> Decimal | AmountError:
    shown = _SPACES.sub(" ", value).strip().translate(_MINUS).casefold()
    if shown in {"", "-", "- kr", "kr -", "kr"}:
        return Decimal(0)
    if "%" in shown:
        return AmountError(AmountProblem.PERCENT, value.strip())
    sign = 1
    if shown.startswith("(") and shown.endswith(")"):
        sign, shown = -1, shown[1:-1].strip()
        if shown.startswith("-"):
            return AmountError(AmountProblem.AMBIGUOUS, value.strip())
    shown = re.sub(r"^(?:kr\.?|nok) ?", "", shown)
    found = _SUFFIX.fullmatch(re.sub(r",-+$", "", shown))
    if found is None:
        return AmountError(AmountProblem.NOT_A_NUMBER, value.strip())
    suffix = (found["suffix"] or "").rstrip(".")
    worth = _MILLIARD_ORE if suffix in {"mrd", "milliarder"} else int(_SUFFIX_ORE.get(suffix, unit))
    # «5.750’» is a thousand-suffix after a grouped number: nobody writes thousandths of a thousand.
    dot = Dot.THOUSANDS if worth == Unit.TUSEN and suffix in {"’", "'", "´"} else dot
    total = Decimal(0)
    for term in found["number"].split("+") if "+" in found["number"][1:] else [found["number"].lstrip("+")]:
        number = _number(term.strip(), worth, dot)
        if isinstance(number, AmountProblem):
            return AmountError(number, value.strip())
        total += number
    return sign * total * worth


def _number(term: str, worth: int, dot: Dot | None) -> Decimal | AmountProblem:
    """One plain number with its own sign, before or after."""
    sign = 1
    if term.startswith("-"):
        sign, term = -1, term[1:].strip()
    elif term.endswith("-"):
        sign, term = -1, term[:-1].strip()
    if _GROUPED.match(term):
        whole, comma, rest = term.partition(",")
        term = whole.replace(" ", "") + comma + rest
    digits = _plain(term, worth, dot)
    return digits if isinstance(digits, AmountProblem) else sign * digits


def _plain(term: str, worth: int, dot: Dot | None) -> Decimal | AmountProblem:
    """A number of digits, dots and commas."""
    if not re.fullmatch(r"[\d.,]*\d[\d.,]*", term):
        return AmountProblem.NOT_A_NUMBER
    if re.fullmatch(r"\d{1,3}(?:\.\d{3})+(?:,\d+)", term) or re.fullmatch(r"\d{1,3}(?:\.\d{3}){2,}", term):
        return Decimal(term.replace(".", "").replace(",", "."))
    if re.fullmatch(r"\d{1,3}(?:,\d{3})+\.\d+", term) or re.fullmatch(r"\d{1,3}(?:,\d{3}){2,}", term):
        return Decimal(term.replace(",", ""))
    if re.fullmatch(r"[1-9]\d{0,2}\.\d{3}", term):
        if dot is None:
            return AmountProblem.AMBIGUOUS
        return Decimal(term.replace(".", "") if dot is Dot.THOUSANDS else term)
    if re.fullmatch(r"[1-9]\d{0,2},\d{3}", term) and worth == Unit.KRONER:
        # Thousandths of a krone are as unlikely as an English thousands comma.
        return Decimal(term.replace(",", "")) if dot is Dot.DECIMAL else AmountProblem.AMBIGUOUS
    if re.fullmatch(r"\d*[.,]\d+|\d+[.,]?", term):
        return Decimal(term.replace(",", "."))
    return AmountProblem.NOT_A_NUMBER
