"""Measures that do not fit the base: they cut where there is nothing, or more than there is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

import pandas as pd

from planhjul.choices.effects.steps import INCOME_PARTS
from planhjul.choices.measures import Measure, MeasureKind, Part, PartKind
from planhjul.choices.results import Misfit
from planhjul.ledger.lines import DRIFT, EXPENSE, INCOME
from planhjul.texts import Kroner, Text, Year, listed, text, verbatim

# The arts a part can be about when it names none. Wages are entered without pension (090) and tax (099).
_ARTS: Final[Mapping[PartKind, tuple[str, str]]] = {
    PartKind.LONN: ("010", "089"),
    PartKind.KJOP: ("100", "399"),
    PartKind.KJOP_INKL_MVA: ("100", "429"),
    PartKind.OVERFORING: ("400", "499"),
    PartKind.GEBYR: ("600", "699"),
    PartKind.OREMERKET: ("810", "899"),
    PartKind.REFUSJON: ("700", "799"),
    PartKind.NETTO: ("010", "529"),
}


@dataclass(frozen=True, slots=True)
class _Held:
    art: str
    ansvar: str
    side: str
    amount_ore: int


_Index = Mapping[str, tuple[_Held, ...]]


def misfits(
    measures: Iterable[Measure], sums_by_year: Mapping[int, pd.DataFrame], years: Iterable[int]
) -> tuple[Misfit, ...]:
    """The misfits in the order of the measures, one per measure, year and place; the measures still count.

    Args:
        measures: the scenario's measures.
        sums_by_year: year → `SUM_COLUMNS` of the base; a year without a frame is not judged.
        years: the plan's years; an amount in another year is a misfit, since it is not counted.
    """
    wanted = tuple(years)
    indexes = {year: _index(sums_by_year[year]) for year in wanted if year in sums_by_year}
    found: dict[Misfit, None] = {}
    for measure in measures:
        for part in measure.parts:
            for year, amount in sorted(part.amounts.items()):
                if not amount:
                    continue
                if year not in wanted:
                    why: Text | None = _outside(wanted)
                elif (
                    amount < 0 and year in indexes and _placed(part) and not _is_income_measure(measure, part)
                ):
                    why = _why(part, -amount, year, indexes[year])
                else:
                    why = None
                if why is not None:
                    found[Misfit(measure.key, year, why)] = None
    return tuple(found)


def _index(sums: pd.DataFrame) -> _Index:
    drift = sums[sums["kontoklasse"] == DRIFT]
    found: dict[str, list[_Held]] = {}
    columns = (drift[name].tolist() for name in ("funksjon", "art", "ansvar", "side", "amount_ore"))
    for funksjon, art, ansvar, side, amount in zip(*columns, strict=True):
        found.setdefault(funksjon, []).append(_Held(art, ansvar, side, amount))
    return {funksjon: tuple(held) for funksjon, held in found.items()}


def _placed(part: Part) -> bool:
    return bool(part.funksjon or part.ansvar or part.art)


def _is_income_measure(measure: Measure, part: Part) -> bool:
    """New income entered as less net cost takes nothing from a line."""
    return measure.kind is MeasureKind.INNTEKT and part.kind is PartKind.NETTO


def _outside(years: tuple[int, ...]) -> Text:
    if not years:
        return text("Det finnes ingen plan å regne på, så beløpet er ikke med.")
    return text(
        "Planen gjelder {first}–{last}, så beløpet er ikke regnet med. Flytt det til et år i planen.",
        first=Year(years[0]),
        last=Year(years[-1]),
    )


def _why(part: Part, cut: int, year: int, index: _Index) -> Text | None:
    side = INCOME if part.kind in INCOME_PARTS else EXPENSE
    rows = index.get(part.funksjon, ()) if part.funksjon else [row for rows in index.values() for row in rows]
    held = [row.amount_ore for row in rows if row.side == side and _hits(part, row)]
    if not held:
        return text(
            "Grunnlaget for {year} har ingen linje på {place} som tiltaket kan ta av. Kontroller kodene.",
            year=Year(year),
            place=_place(part),
        )
    available = abs(sum(held))
    if cut > available:
        return text(
            "Tiltaket tar {cut}, men grunnlaget for {year} har bare {available} på {place}. "
            "Kontroller beløpet.",
            cut=Kroner(cut),
            year=Year(year),
            available=Kroner(available),
            place=_place(part),
        )
    return None


def _hits(part: Part, row: _Held) -> bool:
    if part.ansvar and row.ansvar != part.ansvar:
        return False
    if not row.art:
        return True
    if part.art:
        return row.art == part.art
    low, high = _ARTS[part.kind]
    return low <= row.art <= high


def _place(part: Part) -> Text:
    """«funksjon 120, ansvar 1100»: the codes the part names, at least one."""
    named = [
        text("funksjon {code}", code=verbatim(part.funksjon)),
        text("ansvar {code}", code=verbatim(part.ansvar)),
        text("art {code}", code=verbatim(part.art)),
    ]
    codes = (part.funksjon, part.ansvar, part.art)
    return listed(name for name, code in zip(named, codes, strict=True) if code)
