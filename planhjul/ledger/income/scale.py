"""Amounts made comparable: per inhabitant, and in the prices of one year."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from math import prod

from planhjul.explanation import Input
from planhjul.ledger.income.entries import rounded
from planhjul.texts import Share, Text, Year, text, verbatim


class ScaleKind(StrEnum):
    """How an amount is shown; the values stand in addresses."""

    KRONER = "kroner"
    INNBYGGER = "innbygger"
    ANDEL = "andel"
    FAST = "fast"


@dataclass(frozen=True, slots=True)
class Stated:
    """A number somebody has given, exact, with its source in their own words."""

    value: Fraction
    kilde: str


@dataclass(frozen=True, slots=True)
class Scale:
    """How one year's amounts are shown: `amount` multiplies exactly and rounds once.

    `words` says the formula, `inputs` what was put into it.
    """

    kind: ScaleKind
    year: int
    price_year: int
    factor: Fraction
    words: Text
    inputs: tuple[Input, ...] = ()

    def amount(self, ore: int) -> int:
        """The amount in øre on this scale: the year's kroner, kroner per inhabitant, or fixed prices."""
        return rounded(ore * self.factor)


@dataclass(frozen=True, slots=True)
class MissingSetting:
    """The amounts cannot be shown so: which settings are missing, and what to write in them."""

    keys: tuple[str, ...]
    message: Text


def scale(
    kind: ScaleKind,
    year: int,
    price_year: int,
    inhabitants: Stated | None,
    deflators: Mapping[int, Stated],
) -> Scale | MissingSetting:
    """The scale for one year's amounts, or which settings it lacks.

    Args:
        kind: how amounts are to be shown.
        year: the year the amounts are of.
        price_year: the year whose prices they are to be in; read for fixed prices only.
        inhabitants: how many live there.
        deflators: year → cost growth into that year as a share (0.031). Nominal through real is
            Π(1 + deflator) over the years between; never built in, always stated.
    """
    if kind is ScaleKind.INNBYGGER:
        return _per_inhabitant(year, price_year, inhabitants)
    if kind is ScaleKind.FAST:
        return _fixed(year, price_year, deflators)
    words = (
        text("Andel av grunnlaget som er valgt.")
        if kind is ScaleKind.ANDEL
        else text("Kroner slik de står i versjonen, i det årets priser.")
    )
    return Scale(kind, year, price_year, Fraction(1), words)


def _per_inhabitant(year: int, price_year: int, inhabitants: Stated | None) -> Scale | MissingSetting:
    if inhabitants is None or inhabitants.value <= 0:
        return MissingSetting(
            ("innbyggere",),
            text(
                "Folketallet mangler eller er ikke et helt tall. Skriv innstillingen «innbyggere» i arket "
                "Innstillinger, for eksempel 12 000 med kilden «Folketall 1. januar», og les det inn på nytt."
            ),
        )
    return Scale(
        ScaleKind.INNBYGGER,
        year,
        price_year,
        1 / inhabitants.value,
        text("Beløpet delt på folketallet. Det samme folketallet er brukt for alle år."),
        (Input(text("Folketall"), _whole(inhabitants.value), _kilde(inhabitants)),),
    )


def lacking_together(lacking: Sequence[MissingSetting]) -> MissingSetting:
    """All that several years lack, as one: what to write so that none of them lacks anything."""
    keys = tuple(sorted({key for one in lacking for key in one.keys}))
    return next((one for one in lacking if set(one.keys) == set(keys)), None) or _no_growth(keys)


def _no_growth(keys: tuple[str, ...]) -> MissingSetting:
    return MissingSetting(
        keys,
        text(
            "Kostnadsveksten mangler eller er ikke en prosent. Skriv innstillingen {keys} i arket "
            "Innstillinger, for eksempel 3,1 % med kilde, eller 0 % for år i økonomiplanen som alt er i "
            "faste priser. Les så innstillingene inn på nytt.",
            keys=verbatim(", ".join(f"«{key}»" for key in keys)),
        ),
    )


def _fixed(year: int, price_year: int, deflators: Mapping[int, Stated]) -> Scale | MissingSetting:
    years = range(min(year, price_year) + 1, max(year, price_year) + 1)
    missing = [between for between in years if between not in deflators]
    if missing:
        return _no_growth(tuple(f"deflator.{between}" for between in missing))
    growth = prod((1 + deflators[between].value for between in years), start=Fraction(1))
    later = price_year >= year
    return Scale(
        ScaleKind.FAST,
        year,
        price_year,
        growth if later else 1 / growth,
        _fixed_words(year, price_year),
        tuple(
            Input(
                text("Kostnadsvekst til {year}", year=Year(between)),
                text("{share}", share=Share(float(deflators[between].value))),
                _kilde(deflators[between]),
            )
            for between in years
        ),
    )


def _fixed_words(year: int, price_year: int) -> Text:
    if year == price_year:
        return text("Beløpet er alt i {year}-priser.", year=Year(price_year))
    if year < price_year:
        return text(
            "Kronene i {year} ganget med (1 + kostnadsveksten) for hvert år til og med {prices}.",
            year=Year(year),
            prices=Year(price_year),
        )
    return text(
        "Kronene i {year} delt på (1 + kostnadsveksten) for hvert år fra {first} til {year}.",
        year=Year(year),
        first=Year(price_year + 1),
    )


def _whole(value: Fraction) -> Text:
    return text("{count} innbyggere", count=rounded(value))


def _kilde(stated: Stated) -> Text | None:
    return verbatim(stated.kilde) if stated.kilde else None
