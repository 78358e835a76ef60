"""What each known setting may hold: the keys that something in planhjul asks for, and the check of each."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from importers.cells.dates import parse_date
from importers.reading.workbook import Value, cell_text
from planhjul.choices.assumptions import Key, allowed, quantity
from planhjul.ledger.amounts import AmountError, Unit, parse_amount
from planhjul.texts import Text, text

_PARAMETERS: Final = frozenset(key.value for key in Key)
_MONTHS: Final = 12
_FULL_YEAR: Final = 100
# Cost growth in one year: no Norwegian year has been outside this, and 3,1 for 3,1 % is.
_LARGEST_GROWTH: Final = Fraction(1, 4)


@dataclass(frozen=True, slots=True)
class Known:
    """A group of settings: which keys, what fits, what is wanted in words, and whether a source is needed.

    `fits` is given the key and the cell. A setting that takes the place of a default of ours (`override`)
    must say where it comes from.
    """

    keys: re.Pattern[str]
    fits: Callable[[str, Value], bool]
    wanted: Text
    override: bool = False


def known_setting(key: str) -> Known | None:
    """What is known of the setting, None when nothing asks for it."""
    return next((known for known in _KNOWN if known.keys.fullmatch(key)), None)


def _is_count(_key: str, value: Value) -> bool:
    return re.fullmatch(r"[1-9]\d{0,2}(?:[ ]?\d{3})*", cell_text(value)) is not None


def _is_amount(_key: str, value: Value) -> bool:
    return not isinstance(parse_amount(cell_text(value), Unit.KRONER), AmountError)


def _is_debt(_key: str, value: Value) -> bool:
    ore = parse_amount(cell_text(value), Unit.KRONER)
    return not isinstance(ore, AmountError) and ore >= 0


def _is_day(_key: str, value: Value) -> bool:
    return parse_date(value) is not None


def _is_parameter(key: str, value: Value) -> bool:
    given = quantity(cell_text(value))
    return given is not None and allowed(Key(key) if key in _PARAMETERS else Key.SELF_COST_FULL, given)


def _is_share(_key: str, value: Value) -> bool:
    given = quantity(cell_text(value))
    return given is not None and 0 <= given <= 1


def _is_growth(_key: str, value: Value) -> bool:
    given = quantity(cell_text(value))
    return given is not None and abs(given) <= _LARGEST_GROWTH


def _is_profile(_key: str, value: Value) -> bool:
    """Twelve rising per cents, one per month's end, the last 100 (money model E.7)."""
    written = [part.strip().removesuffix("%").strip() for part in cell_text(value).strip(" ;").split(";")]
    shares = [share for part in written if (share := quantity(part)) is not None]
    rising = all(earlier < later for earlier, later in itertools.pairwise(shares))
    return len(shares) == len(written) == _MONTHS and rising and shares[0] >= 0 and shares[-1] == _FULL_YEAR


def _any_word(_key: str, _value: Value) -> bool:
    return True


_AMOUNT: Final = text("et beløp i kroner, for eksempel 60 000 000")
_KNOWN: Final = (
    Known(
        re.compile(r"innbyggere|kommunestyremedlemmer"),
        _is_count,
        text("et helt antall, for eksempel 12000"),
    ),
    Known(re.compile(r"(?:disposisjonsfond|merforbruk)\.\d{4}"), _is_amount, _AMOUNT),
    Known(re.compile(r"(?:var_gjeld|rentekompensert_gjeld)\.\d{4}"), _is_debt, _AMOUNT),
    Known(re.compile(r"konstituering\.\d{4}"), _is_day, text("en dato, for eksempel 17.10.2023")),
    Known(
        re.compile(r"aapenhet\.(?:rammesak|forslag|innstilling|vedtak|aaret)"),
        _is_share,
        text("en andel fra 0 til 1"),
        override=True,
    ),
    Known(
        re.compile(r"deflator\.\d{4}"),
        _is_growth,
        text("veksten som prosent, for eksempel 3,1 %"),
        override=True,
    ),
    Known(
        re.compile(r"forbruksprofil"),
        _is_profile,
        text("tolv stigende prosenter med semikolon mellom; den siste er 100"),
        override=True,
    ),
    Known(
        re.compile("|".join((r"selvkost\.\d{3}", *(re.escape(key) for key in sorted(_PARAMETERS))))),
        _is_parameter,
        text("en andel fra 0 til 1, eller et antall måneder"),
        override=True,
    ),
    Known(
        re.compile(
            r"frist\.[a-z_]+|budsjettinnstilling\.organ|skoleferie\.(?:vinter|host)(?:\.\d{4})?"
            r"|skikk\.[a-z0-9-]+|hendelse\.[a-z0-9-]+\.\d{4}|styreform|okonomiplan\.behandling|rapportering"
            r"|budsjettvedtak|eiendomsskatt|robek|merforbruk|kommunale_foretak"
            r"|offentliggjoring\.hele_dager|kostra\.flyttes|interpellasjon\.forslag"
        ),
        _any_word,
        text("et ord"),
    ),
)
