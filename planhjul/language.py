"""Texts said in a language, and numbers, money and dates in that language's form (Babel)."""

from __future__ import annotations

import datetime
import re
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from pathlib import Path

from babel import Locale
from babel.dates import format_date, get_month_names, parse_date
from babel.numbers import NumberFormatError, format_decimal, get_minus_sign_symbol, parse_decimal

from planhjul.texts import Kroner, Million, Share, Text, TextValue, Year

LOCALE_DIR = Path(__file__).parent / "locale"
SOURCE_LANGUAGE = "nb"
_LOCALES = {"nb": "nb_NO", "nn": "nn_NO"}
_NAMES = {"nb": "Bokmål", "nn": "Nynorsk"}

_ORE_PER_KRONE = 100
_ORE_PER_MILLION = 100_000_000
_NBSP = "\N{NO-BREAK SPACE}"
_MINUS = "\N{MINUS SIGN}"
_SPACES = str.maketrans(dict.fromkeys(" \N{NARROW NO-BREAK SPACE}\N{THIN SPACE}\N{NO-BREAK SPACE}"))


def _catalogue_file(code: str) -> Path:
    return LOCALE_DIR / code / "planhjul.po"


LANGUAGES = tuple(code for code in _LOCALES if code == SOURCE_LANGUAGE or _catalogue_file(code).is_file())


class UnknownLanguage(ValueError):
    """The language has no catalogue."""


class Language:
    """One language: says texts and formats numbers, money, shares and dates.

    Raises:
        UnknownLanguage: `code` is not one of `LANGUAGES`.
    """

    def __init__(self, code: str = SOURCE_LANGUAGE) -> None:
        if code not in LANGUAGES:
            raise UnknownLanguage(code)
        self.code = code
        self.name = _NAMES[code]
        self._locale = Locale.parse(_LOCALES[code])
        self._minus = get_minus_sign_symbol(self._locale)
        # Bokmål is the source text: it needs no catalogue.
        self._catalogue = {} if code == SOURCE_LANGUAGE else _read_catalogue(_catalogue_file(code))

    def say(self, content: Text | str) -> str:
        """The text in this language with its holes filled; a plain string is said as it is."""
        if isinstance(content, str):
            return content
        holes = {name: self._fill(value) for name, value in content.values}
        return self._catalogue.get(content.source, content.source).format(**holes)

    def _fill(self, value: TextValue) -> str:
        match value:
            case Text():
                return self.say(value)
            case Kroner(ore):
                return f"{self.kroner(ore)}{_NBSP}kr"
            case Million(ore):
                return f"{self.million(ore)}{_NBSP}mill.{_NBSP}kr"
            case Share(share, decimals):
                return self.percent(share, decimals)
            case Year(year):
                return str(year)
            case str():
                return value
            case datetime.date():
                return self.date(value)
            case int():
                return self.number(value)
            case float():
                return self.number(value, 2)
            case Decimal():
                return self.number(value, len(f"{value:f}".partition(".")[2]))

    def number(self, value: int | float | Decimal, decimals: int = 0) -> str:
        """The number with this language's grouping and decimal sign, rounded half up to `decimals`."""
        exact = value if isinstance(value, Decimal) else Decimal(str(value))
        rounded = round_half_up(exact, decimals)
        pattern = "#,##0" + ("." + "0" * decimals if decimals else "")
        # A pattern of our own would write the keyboard's hyphen for the language's minus sign.
        written = format_decimal(abs(rounded), format=pattern, locale=self._locale)
        return f"{self._minus}{written}" if rounded < 0 else written

    def kroner(self, ore: int) -> str:
        """Whole kroner: 196163400 → «1 961 634»."""
        return self.number(Decimal(ore) / _ORE_PER_KRONE)

    def million(self, ore: int, decimals: int = 1) -> str:
        """Millions of kroner: 2696250000 → «27,0»."""
        return self.number(Decimal(ore) / _ORE_PER_MILLION, decimals)

    def percent(self, share: float, decimals: int = 1) -> str:
        """A share 0–1 as a percentage: 0.7199 → «72,0 %»."""
        return f"{self.number(Decimal(str(share)) * 100, decimals)}{_NBSP}%"

    def date(self, day: datetime.date) -> str:
        """The day in figures: «21.11.2026»."""
        return format_date(day, "dd.MM.yyyy", locale=self._locale)

    def long_date(self, day: datetime.date) -> str:
        """The day in words: «21. november 2026»."""
        return format_date(day, "long", locale=self._locale)

    def weekday_date(self, day: datetime.date) -> str:
        """The day with its weekday: «lørdag 21. november 2026»."""
        return format_date(day, "full", locale=self._locale)

    def month_year(self, day: datetime.date) -> str:
        """The day's month in words, as a heading: «November 2026»."""
        name = format_date(day, "LLLL y", locale=self._locale)
        return name[:1].upper() + name[1:]

    def months(self) -> tuple[str, ...]:
        """The twelve months' short names: «jan.» … «des.»."""
        names = get_month_names("abbreviated", locale=self._locale)
        return tuple(names[month] for month in range(1, 13))

    def parse_number(self, written: str) -> Decimal | None:
        """The number a person wrote, or None when it is none: «1 234,5», «−3», «3.5» is None."""
        compact = written.strip().replace(_MINUS, "-").translate(_SPACES)
        if not re.fullmatch(r"[+-]?\d+(,\d+)?", compact):
            return None
        try:
            return parse_decimal(compact, locale=self._locale)
        except NumberFormatError:
            return None

    def parse_date(self, written: str) -> datetime.date | None:
        """The day a person wrote as dd.mm.åååå (or ISO), or None when it is no day."""
        compact = written.strip()
        if re.fullmatch(r"\d{4}-\d{2}-\d{2}", compact):
            try:
                return datetime.date.fromisoformat(compact)
            except ValueError:
                return None
        if not re.fullmatch(r"\d{1,2}\.\d{1,2}\.\d{4}", compact):
            return None
        try:
            return parse_date(compact, locale=self._locale)
        except ValueError:
            return None


def _read_catalogue(file: Path) -> dict[str, str]:
    """Source text → text in the catalogue's language; what is not translated is left out."""
    # Bokmål needs no catalogue, and reading one costs more than a quick command does.
    from babel.messages.pofile import read_po

    with file.open("rb") as content:
        entries = read_po(content)
    return {str(entry.id): str(entry.string) for entry in entries if entry.id and entry.string}


def round_half_up(value: Decimal, decimals: int) -> Decimal:
    """The value rounded half away from zero, as an accountant rounds; never minus zero."""
    rounded = value.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
    return abs(rounded) if rounded == 0 else rounded


@cache
def language(code: str = SOURCE_LANGUAGE) -> Language:
    """The language, made once per process."""
    return Language(code)
