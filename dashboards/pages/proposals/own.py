"""A councillor's own measures: read from the form, written into the address and read back from it.

Nothing is stored: the measure is only in the page's address, so that a link carries it to somebody else.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from planhjul.choices.measures import Measure, MeasureKind, Part, PartKind
from planhjul.issues import CellRef
from planhjul.language import Language
from planhjul.texts import Text, Year, text

MOST_MEASURES: Final = 10
_LONGEST_TITLE: Final = 80
_ORE: Final = 100
_LARGEST_ORE: Final = 10**13


@dataclass(frozen=True, slots=True)
class OwnForm:
    """The form as it was written; `amounts` has one text per year."""

    title: str
    kind: str
    part: str
    funksjon: str
    month: str
    one_off: bool
    amounts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Read:
    """A form that was read: the measure, or every mistake in it."""

    measure: Measure | None
    mistakes: tuple[Text, ...]


def read_form(form: OwnForm, years: Sequence[int], language: Language) -> Read:
    """The measure of the form, or all its mistakes at once.

    A blank amount after the first year repeats the year before; of a one-off it is nothing.
    """
    mistakes = [*_title_mistakes(form.title), *_code_mistakes(form)]
    amounts: dict[int, int] = {}
    before = 0
    for year, written in zip(years, form.amounts, strict=True):
        if not written.strip():
            amounts[year] = 0 if form.one_off else before
            continue
        parsed = _ore(language.parse_number(written))
        if parsed is None:
            mistakes.append(
                text(
                    "«{written}» for {year} er ikke et beløp i kroner. Skriv for eksempel −1 500 000.",
                    written=written.strip()[:30],
                    year=Year(year),
                )
            )
        amounts[year] = before = parsed or 0
    if not mistakes and not any(amounts.values()):
        mistakes.append(
            text("Skriv et beløp for minst ett år. Minus betyr mindre utgift eller mindre inntekt.")
        )
    if mistakes:
        return Read(None, tuple(mistakes))
    return Read(
        _measure(
            form.title.strip(),
            MeasureKind(form.kind),
            PartKind(form.part),
            form.funksjon.strip(),
            int(form.month),
            one_off=form.one_off,
            amounts={year: amount for year, amount in amounts.items() if amount},
        ),
        (),
    )


def _title_mistakes(title: str) -> list[Text]:
    if not title.strip():
        return [text("Gi tiltaket et navn.")]
    if len(title.strip()) > _LONGEST_TITLE:
        return [text("Navnet er for langt. Bruk høyst {most} tegn.", most=_LONGEST_TITLE)]
    return []


def _code_mistakes(form: OwnForm) -> list[Text]:
    mistakes = []
    if form.kind not in set(MeasureKind):
        mistakes.append(text("Velg hva slags tiltak det er."))
    if form.part not in set(PartKind):
        mistakes.append(text("Velg hva beløpet gjelder."))
    if not _is_funksjon(form.funksjon.strip()):
        mistakes.append(text("Funksjon skal ha tre siffer, for eksempel 202 for grunnskole."))
    if form.month not in {str(month) for month in range(1, 13)}:
        mistakes.append(text("Velg hvilken måned tiltaket starter."))
    return mistakes


def _is_funksjon(written: str) -> bool:
    return len(written) == 3 and written.isascii() and written.isdigit()


def _ore(kroner: Decimal | None) -> int | None:
    if kroner is None:
        return None
    exact = kroner * _ORE
    return int(exact) if exact == exact.to_integral_value() and abs(exact) <= _LARGEST_ORE else None


def _measure(
    title: str,
    kind: MeasureKind,
    part: PartKind,
    funksjon: str,
    month: int,
    *,
    one_off: bool,
    amounts: Mapping[int, int],
    key: str = "",
) -> Measure:
    source = CellRef("adressen til siden")
    return Measure(
        key=key,
        title=title,
        kind=kind,
        proposed_by="",
        scenarios=(),
        parts=(Part(part, funksjon, "", "", dict(amounts), month, 0.0, one_off, source),),
    )


def write_address(measures: Sequence[Measure]) -> str:
    """The measures as they stand in the address: compact JSON, "" for none."""
    if not measures:
        return ""
    written = [
        {
            "t": measure.title,
            "s": measure.kind.value,
            "d": part.kind.value,
            "f": part.funksjon,
            "m": part.start_month,
            "e": int(part.one_off),
            "b": {str(year): ore for year, ore in part.amounts.items()},
        }
        for measure in measures
        for part in measure.parts
    ]
    return json.dumps(written, ensure_ascii=False, separators=(",", ":"))


def read_address(written: str) -> tuple[Measure, ...] | Text:
    """The measures in the address with keys `eget-1` …, or what to do when it cannot be read."""
    if not written:
        return ()
    try:
        found = json.loads(written)
        if not isinstance(found, list) or len(found) > MOST_MEASURES:
            return _UNREADABLE
        return tuple(_from_address(position, one) for position, one in enumerate(found, start=1))
    except (ValueError, TypeError, KeyError, AttributeError):
        # Somebody changed the address by hand, or it was cut off on its way.
        return _UNREADABLE


_UNREADABLE: Final = text(
    "Adressen inneholder egne tiltak som ikke kan leses. De er ikke regnet med. Legg dem inn på nytt."
)


def _from_address(position: int, one: Mapping[str, object]) -> Measure:
    title, funksjon, month, amounts = one["t"], one["f"], one["m"], one["b"]
    if not isinstance(title, str) or _title_mistakes(title):
        raise ValueError(title)
    if not isinstance(funksjon, str) or not _is_funksjon(funksjon):
        raise ValueError(funksjon)
    if not isinstance(month, int) or not 1 <= month <= 12:
        raise ValueError(month)
    if not isinstance(amounts, dict) or not amounts:
        raise ValueError(amounts)
    return _measure(
        title.strip(),
        MeasureKind(str(one["s"])),
        PartKind(str(one["d"])),
        funksjon,
        month,
        one_off=one["e"] == 1,
        amounts={_year(year): _amount(ore) for year, ore in amounts.items()},
        key=f"eget-{position}",
    )


def _year(written: str) -> int:
    year = int(written)
    if not 1900 <= year <= 2200:
        raise ValueError(written)
    return year


def _amount(ore: object) -> int:
    if not isinstance(ore, int) or isinstance(ore, bool) or abs(ore) > _LARGEST_ORE:
        raise ValueError(ore)
    return ore
