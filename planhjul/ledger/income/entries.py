"""Each income of a version with its class: by art and funksjon, or by the municipality's own word."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

import pandas as pd

from planhjul.ledger.codes import CodeLists
from planhjul.ledger.income.classes import CLASS_RULES, classify
from planhjul.ledger.income.overrides import IncomeOverride
from planhjul.ledger.lines import DRIFT
from planhjul.ledger.net import is_income, is_operating_income
from planhjul.texts import Share, Text, text, verbatim

_CELL: Final = ("art", "funksjon", "ansvar", "prosjekt", "side")


@dataclass(frozen=True, slots=True)
class Cell:
    """An amount of the operating account in øre, ledger sign; `ansvar`, `prosjekt` "" when not asked."""

    art: str
    funksjon: str
    ansvar: str
    prosjekt: str
    side: str
    amount_ore: int


@dataclass(frozen=True, slots=True)
class IncomeEntry:
    """One income with its class, in øre, income positive.

    `listed_class` is what art and funksjon alone say: the official definitions go by it. `override` is the
    municipality's own word when the entry is classed by that. `operating` is True for driftsinntekter.
    """

    art: str
    funksjon: str
    ansvar: str
    income_class: str
    listed_class: str
    reason: Text
    override: IncomeOverride | None
    amount_ore: int
    operating: bool


def cells(
    sums: pd.DataFrame, projects: pd.DataFrame | None = None, *, by_ansvar: bool = False
) -> tuple[Cell, ...]:
    """The operating account in cells, by code; they add up to the account's sum.

    Args:
        sums: `SUM_COLUMNS` of one version and year.
        projects: the same with `prosjekt`, only what has one; its amounts are part of `sums`.
        by_ansvar: keep responsibility centres apart, which only some questions need.
    """
    rest = _amounts(sums, by_ansvar=by_ansvar)
    named = {} if projects is None else _amounts(projects, by_ansvar=by_ansvar)
    for (art, funksjon, ansvar, _, side), amount in named.items():
        whole = (art, funksjon, ansvar, "", side)
        rest[whole] = rest.get(whole, 0) - amount
    return tuple(Cell(*key, amount) for key, amount in sorted((rest | named).items()))


def _amounts(frame: pd.DataFrame, *, by_ansvar: bool) -> dict[tuple[str, str, str, str, str], int]:
    drift = frame[frame["kontoklasse"] == DRIFT]
    keys = [name for name in _CELL if name in drift.columns and (name != "ansvar" or by_ansvar)]
    grouped = drift.groupby(keys, sort=False)["amount_ore"].sum().reset_index()
    missing = [""] * len(grouped)
    columns = (grouped[name].tolist() if name in keys else missing for name in _CELL)
    return dict(zip(zip(*columns, strict=True), grouped["amount_ore"].tolist(), strict=True))


def income_entries(
    held: Iterable[Cell], codes: CodeLists, year: int, overrides: Iterable[IncomeOverride] = ()
) -> tuple[IncomeEntry, ...]:
    """Every income among the cells with its class; they add up to the cells' income, to the øre.

    Of the overrides that fit a cell the narrowest holds, of equally narrow ones the first. One that names no
    art speaks of driftsinntekter only. A share is taken of all an override moves of an (art, funksjon), so
    the whole is rounded once; the rest keeps its class.
    """
    by_precision = sorted(overrides, key=lambda one: one.precision, reverse=True)
    listed: dict[tuple[str, str], tuple[str, Text]] = {}
    parting = _Parting()
    found: list[IncomeEntry] = []
    for cell in held:
        if not is_income(cell.art, cell.side):
            continue
        code = (cell.art, cell.funksjon)
        if code not in listed:
            listed[code] = classify(cell.art, cell.funksjon, year, codes)
        key, reason = listed[code]
        operating = is_operating_income(cell.art, cell.side, year)
        amount = -cell.amount_ore
        override = next((one for one in by_precision if _fits(one, cell, operating=operating)), None)
        place = (cell.art, cell.funksjon, cell.ansvar)
        if override is not None:
            moved = parting.of(amount, override, code)
            found.append(
                IncomeEntry(
                    *place, override.income_class, key, _own_reason(override), override, moved, operating
                )
            )
            if override.share == 1:
                continue
            amount -= moved
        found.append(IncomeEntry(*place, key, key, reason, None, amount, operating))
    return tuple(found)


class _Parting:
    """Takes shares of amounts so that what is taken of an (art, funksjon) is the rounded whole."""

    def __init__(self) -> None:
        self._so_far: dict[tuple[str, str, str], tuple[int, int]] = {}

    def of(self, amount_ore: int, override: IncomeOverride, code: tuple[str, str]) -> int:
        held, moved = self._so_far.get((override.key, *code), (0, 0))
        held += amount_ore
        whole = rounded(held * override.share)
        self._so_far[(override.key, *code)] = (held, whole)
        return whole - moved


def rounded(value: Fraction) -> int:
    """The whole number nearest, halves away from zero, as an accountant rounds."""
    whole = (2 * abs(value.numerator) + value.denominator) // (2 * value.denominator)
    return -whole if value < 0 else whole


def _fits(override: IncomeOverride, cell: Cell, *, operating: bool) -> bool:
    return (
        (override.art == cell.art if override.art else operating)
        and override.funksjon in ("", cell.funksjon)
        and override.ansvar in ("", cell.ansvar)
        and override.prosjekt in ("", cell.prosjekt)
    )


def _own_reason(override: IncomeOverride) -> Text:
    title = CLASS_RULES[override.income_class].title
    source = verbatim(override.kilde)
    if override.share == 1:
        return text(
            "Kommunen har selv lagt inntekten til «{title}». Kilde: {kilde}", title=title, kilde=source
        )
    return text(
        "Kommunen har selv lagt {share} av inntekten til «{title}». Kilde: {kilde}",
        share=Share(float(override.share)),
        title=title,
        kilde=source,
    )


def needs(overrides: Iterable[IncomeOverride]) -> Mapping[str, bool]:
    """Which finer cells the overrides speak of: «ansvar» and «prosjekt», each True or False."""
    own = tuple(overrides)
    return {
        "ansvar": any(one.ansvar for one in own),
        "prosjekt": any(one.prosjekt for one in own),
    }
