"""Codes in cells: account, art, funksjon, kontoklasse, as municipalities write them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from importers.reading.workbook import Value, cell_text
from planhjul.ledger.lines import DRIFT, EXPENSE, INCOME, INVESTERING

_CODE: Final = re.compile(r"(\d+)(?:\s*[-–:.]\s*\D.*|\s+\D.*)?$")
_CLASS_WORDS: Final = {
    "1": DRIFT,
    "drift": DRIFT,
    "d": DRIFT,
    "driftsbudsjett": DRIFT,
    "driftsregnskap": DRIFT,
    "0": INVESTERING,
    "investering": INVESTERING,
    "investeringer": INVESTERING,
    "investeringar": INVESTERING,
    "i": INVESTERING,
    "inv": INVESTERING,
}
BALANCE: Final = "2"
_INCOME_WORDS: Final = ("inntekt", "inntekter", "innt", "inntektar", "i")
_EXPENSE_WORDS: Final = ("utgift", "utgifter", "utg", "kostnad", "kostnader", "u")


@dataclass(frozen=True, slots=True)
class Account:
    """What an account cell says; "" where it says nothing. `kontoklasse` may be "2" (balanse)."""

    kontoklasse: str
    art: str
    funksjon: str


def texts(values: Iterable[Value]) -> list[str]:
    """The cells as trimmed texts; equal cells are read once."""
    known: dict[tuple[type, Value], str] = {}
    result = []
    for value in values:
        key = (type(value), value)
        shown = known.get(key)
        if shown is None:
            shown = known[key] = cell_text(value)
        result.append(shown)
    return result


def digits(shown: str) -> str:
    """The code's digits («0100 - Fastlønn» → 0100), or "" when the text is no code."""
    code = _CODE.match(shown)
    return code[1] if code else ""


def funksjon_of(shown: str) -> str | None:
    """The three-digit funksjon of a code of 3–6 digits (tjeneste is funksjon and own digits), else None."""
    code = digits(shown)
    return code[:3] if 3 <= len(code) <= 6 else None


def kontoklasse_of(shown: str) -> str | None:
    """Drift, investering or balanse, by digit or word; None when it is none of them."""
    word = shown.casefold()
    return (
        BALANCE if word in {"2", "5", "balanse"} else _CLASS_WORDS.get(word) or _CLASS_WORDS.get(digits(word))
    )


def side_of(shown: str) -> str | None:
    """Income or expense by word; None when it is neither."""
    word = shown.casefold().rstrip(".")
    return INCOME if word in _INCOME_WORDS else EXPENSE if word in _EXPENSE_WORDS else None


def side_of_art(art: str) -> str:
    """Income for arts 600–999, expense for 010–599 (money model A.2)."""
    return INCOME if art >= "600" else EXPENSE


def accounts(shown: Sequence[str], with_class: bool) -> dict[str, Account | None]:
    """Every distinct account text → what it says, or None when it is no account.

    The column's own lengths decide the form: 3 digits art; 4 kontoklasse + art; 5 the same + own digit;
    7 kontoklasse + art + funksjon; 8 the same + own digit. When the kontoklasse stands in a column of its own
    (`with_class`) 4 and 5 digits are an art with own digits. Excel may have taken leading zeros: an account
    one digit shorter than most others gets its zero back, and 10 is art 010.
    """
    codes = {text: digits(text) for text in set(shown)}
    lengths = Counter(len(codes[text]) for text in shown if codes[text])
    usual = lengths.most_common(1)[0][0] if lengths else 0
    return {text: _account(code, usual, with_class) for text, code in codes.items()}


def _account(code: str, usual: int, with_class: bool) -> Account | None:
    if usual >= 4 and len(code) == usual - 1 and usual != 8:
        code = "0" + code
    if len(code) in {1, 2} and usual <= 3:
        code = code.zfill(3)
    if len(code) == 3:
        return Account("", code, "") if code != "000" else None
    if with_class and len(code) in {4, 5}:
        return Account("", code[:3], "")
    if len(code) in {4, 5, 7, 8}:
        kontoklasse = BALANCE if code[0] in "25" else code[0]
        return Account(kontoklasse, code[1:4], code[4:7] if len(code) > 5 else "")
    return None
