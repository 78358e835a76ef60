"""The composition of a version's income: classes with reasons, definitions of free income, what binds."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Final

import pandas as pd

from planhjul.ledger.codes import CodeLists
from planhjul.ledger.income.classes import CLASS_RULES, TAX_FUNCTION, UNCLASSIFIED
from planhjul.ledger.income.entries import Cell, IncomeEntry, cells, income_entries, needs
from planhjul.ledger.income.funding import fund, own_income, source_of
from planhjul.ledger.income.overrides import IncomeOverride
from planhjul.ledger.income.results import (
    AppliedOverride,
    Base,
    ClassifiedSum,
    Definition,
    IncomeClass,
    IncomeComposition,
    Konsesjonskraft,
)
from planhjul.ledger.income.warnings import code_warnings, plausibility
from planhjul.ledger.net import is_operating_income
from planhjul.ledger.versions import VersionKind
from planhjul.texts import text

# Interest, dividend and gains: what the wider base adds to brutto driftsinntekter (money model B.3).
_FINANCE_IN_BASE: Final = frozenset({"900", "905", "909"})
_POWER_FUNCTION: Final = "321"
_POWER_PURCHASE: Final = "470"


def compose_income(
    sums: pd.DataFrame,
    codes: CodeLists,
    *,
    year: int,
    kind: VersionKind,
    stood_from: date,
    base: Base = Base.DI,
    overrides: Iterable[IncomeOverride] = (),
    projects: pd.DataFrame | None = None,
) -> IncomeComposition:
    """What one version's operating income consists of (money model B).

    Args:
        sums: `SUM_COLUMNS` of one version and year, all kontoklasser; only the operating account is read.
        codes: arts and functions by year.
        year: the version's year; its code list and its definition of driftsinntekter hold.
        kind: the version's kind, passed on.
        stood_from: the day from which the version stood, passed on.
        base: what the shares are shares of.
        overrides: the municipality's own word on what its incomes are.
        projects: the part of `sums` that has a project, with `prosjekt`; needed by overrides that name one.
    """
    own = tuple(overrides)
    held = cells(sums, projects, by_ansvar=needs(own)["ansvar"])
    entries = income_entries(held, codes, year, own)
    inside = [entry for entry in entries if _in_base(entry, base)]
    outside = [entry for entry in entries if not _in_base(entry, base)]
    operating = [entry for entry in entries if entry.operating]
    total = sum(entry.amount_ore for entry in inside)
    unclassified = classified([entry for entry in inside if entry.income_class == UNCLASSIFIED], codes)
    return IncomeComposition(
        year=year,
        version=kind,
        stood_from=stood_from,
        base=base,
        total_ore=total,
        classes=_classes((entry for entry in inside if entry.income_class != UNCLASSIFIED), total),
        outside=_classes(outside, total),
        definitions=_definitions(operating, total),
        unclassified_ore=sum(line.amount_ore for line in unclassified),
        unclassified=unclassified,
        funding=fund(
            held, entries, codes, year, key_of=lambda funksjon, _: funksjon, title_of=codes.funksjon_title
        ),
        sums=classified(entries, codes),
        overrides=_applied(own, entries),
        konsesjonskraft=_power(held, year),
        warnings=(*code_warnings(entries, year, codes), *plausibility(operating)),
    )


def classified(entries: Iterable[IncomeEntry], codes: CodeLists) -> tuple[ClassifiedSum, ...]:
    """The entries summed by art, funksjon, class and what classed them, by code."""
    amounts: dict[tuple[str, str, str, str], int] = {}
    first: dict[tuple[str, str, str, str], IncomeEntry] = {}
    for entry in entries:
        key = (
            entry.art,
            entry.funksjon,
            entry.override.key if entry.override else "",
            entry.income_class,
        )
        amounts[key] = amounts.get(key, 0) + entry.amount_ore
        first.setdefault(key, entry)
    return tuple(
        ClassifiedSum(
            entry.art,
            codes.art_title(entry.art),
            entry.funksjon,
            codes.funksjon_title(entry.funksjon),
            entry.income_class,
            entry.reason,
            amounts[key],
            source_of(entry, codes) if entry.operating and own_income(entry) else "",
            *((entry.override.key, entry.override.ansvar, entry.override.prosjekt) if entry.override else ()),
        )
        for key, entry in sorted(first.items())
    )


def _in_base(entry: IncomeEntry, base: Base) -> bool:
    return entry.operating or (base is Base.DI_FINANS and entry.art in _FINANCE_IN_BASE)


def _share(amount: int, total: int) -> float:
    return amount / total if total else 0.0


def _classes(entries: Iterable[IncomeEntry], total: int) -> tuple[IncomeClass, ...]:
    amounts: dict[str, int] = {}
    for entry in entries:
        amounts[entry.income_class] = amounts.get(entry.income_class, 0) + entry.amount_ore
    return tuple(
        IncomeClass(key, rule.group, rule.title, rule.reason, amounts[key], _share(amounts[key], total))
        for key, rule in CLASS_RULES.items()
        if key in amounts
    )


def _applied(
    overrides: Iterable[IncomeOverride], entries: Iterable[IncomeEntry]
) -> tuple[AppliedOverride, ...]:
    amounts: dict[str, int] = {}
    for entry in entries:
        if entry.override is not None:
            amounts[entry.override.key] = amounts.get(entry.override.key, 0) + entry.amount_ore
    return tuple(
        AppliedOverride(
            one.key,
            one.art,
            one.funksjon,
            one.ansvar,
            one.prosjekt,
            one.income_class,
            CLASS_RULES[one.income_class].title,
            float(one.share),
            amounts.get(one.key, 0),
            one.kilde,
        )
        for one in overrides
    )


def _power(held: Iterable[Cell], year: int) -> Konsesjonskraft | None:
    sale = purchase = 0
    found = False
    for cell in held:
        if cell.funksjon != _POWER_FUNCTION:
            continue
        if is_operating_income(cell.art, cell.side, year):
            sale, found = sale - cell.amount_ore, True
        elif cell.art == _POWER_PURCHASE:
            purchase, found = purchase + cell.amount_ore, True
    return Konsesjonskraft(sale, purchase) if found else None


def _definitions(operating: Iterable[IncomeEntry], total: int) -> tuple[Definition, ...]:
    """The three definitions of money model B.2, each with what it counts in words.

    They are official: they count by art and funksjon, whatever the municipality has said of an income.
    """
    held = tuple(operating)

    def amount(*keys: str) -> int:
        return sum(line.amount_ore for line in held if line.listed_class in keys)

    other_taxes = sum(line.amount_ore for line in held if line.art == "877" and line.funksjon == TAX_FUNCTION)
    ssb = amount("fri_skatt", "fri_ramme") + other_taxes
    tbu = ssb + amount("fri_eiendomsskatt")
    general = amount(
        "fri_skatt",
        "fri_ramme",
        "fri_eiendomsskatt",
        "fri_andre_skatter",
        "bundet_andre_skatter",
        "stat_generell",
        "stat_flyktning",
    )
    return (
        Definition(
            "ssb",
            text("Frie inntekter etter SSB"),
            text(
                "Skatt (870) og andre skatter (877) på funksjon 800 og rammetilskudd (800) på "
                "funksjon 840. Uten eiendomsskatt."
            ),
            ssb,
            _share(ssb, total),
        ),
        Definition(
            "tbu",
            text("Frie inntekter med eiendomsskatt"),
            text("SSBs sum og eiendomsskatten, slik det tekniske beregningsutvalget (TBU) regner."),
            tbu,
            _share(tbu, total),
        ),
        Definition(
            "frie_disponible",
            text("Sum generelle driftsinntekter"),
            text(
                "Rammetilskudd, skatt, eiendomsskatt, andre skatter (877) og statstilskudd (810) på "
                "funksjon 840 og 850, "
                "som i bevilgningsoversikten § 5-4. Dette er ikke SSBs «frie disponible inntekter», "
                "som trekker fra "
                "anslåtte bundne kostnader."
            ),
            general,
            _share(general, total),
        ),
    )
