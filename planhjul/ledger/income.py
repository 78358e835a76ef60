"""The composition of a version's income: classes with reasons, definitions of free income, what binds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

import pandas as pd

from planhjul.ledger.codes import CodeLists
from planhjul.ledger.income_classes import (
    CLASS_RULES,
    TAX_FUNCTION,
    UNCLASSIFIED,
    classify,
)
from planhjul.ledger.net import (
    function_nets,
    is_income,
    is_operating_income,
    operating,
)
from planhjul.ledger.results import (
    Base,
    BoundTo,
    ClassifiedSum,
    Definition,
    IncomeClass,
    IncomeComposition,
    IncomeGroup,
)
from planhjul.ledger.versions import VersionKind
from planhjul.texts import Kroner, Share, Text, Year, text, verbatim

# Interest, dividend and gains: what the wider base adds to brutto driftsinntekter (money model B.3).
_FINANCE_IN_BASE: Final = frozenset({"900", "905", "909"})


@dataclass(frozen=True, slots=True)
class _Sum:
    line: ClassifiedSum
    operating: bool
    in_base: bool


def compose_income(
    sums: pd.DataFrame,
    codes: CodeLists,
    *,
    year: int,
    kind: VersionKind,
    stood_from: date,
    base: Base = Base.DI,
) -> IncomeComposition:
    """What one version's operating income consists of (money model B).

    Args:
        sums: `SUM_COLUMNS` of one version and year, all kontoklasser; only the operating account is read.
        codes: arts and functions by year.
        year: the version's year; its code list and its definition of driftsinntekter hold.
        kind: the version's kind, passed on.
        stood_from: the day from which the version stood, passed on.
        base: what the shares are shares of.
    """
    found = _classified(sums, codes, year, base)
    inside = [entry.line for entry in found if entry.in_base]
    outside = [entry.line for entry in found if not entry.in_base]
    total = sum(line.amount_ore for line in inside)
    unclassified = tuple(line for line in inside if line.income_class == UNCLASSIFIED)
    operating_lines = [entry.line for entry in found if entry.operating]
    return IncomeComposition(
        year=year,
        version=kind,
        stood_from=stood_from,
        base=base,
        total_ore=total,
        classes=_classes((line for line in inside if line.income_class != UNCLASSIFIED), total),
        outside=_classes(outside, total),
        definitions=_definitions(operating_lines, total),
        unclassified_ore=sum(line.amount_ore for line in unclassified),
        unclassified=unclassified,
        bound_to=_bound_to(operating_lines, sums, year, codes),
        sums=tuple(entry.line for entry in found),
        warnings=(*_code_warnings(found, year, codes), *_plausibility(operating_lines)),
    )


def _classified(sums: pd.DataFrame, codes: CodeLists, year: int, base: Base) -> tuple[_Sum, ...]:
    found = []
    for (art, funksjon, side), amount in operating(sums).items():
        if not is_income(art, side):
            continue
        key, reason = classify(art, funksjon, year, codes)
        line = ClassifiedSum(
            art, codes.art_title(art), funksjon, codes.funksjon_title(funksjon), key, reason, -amount
        )
        counts = is_operating_income(art, side, year)
        found.append(_Sum(line, counts, counts or (base is Base.DI_FINANS and art in _FINANCE_IN_BASE)))
    return tuple(found)


def _share(amount: int, total: int) -> float:
    return amount / total if total else 0.0


def _classes(lines: Iterable[ClassifiedSum], total: int) -> tuple[IncomeClass, ...]:
    amounts: dict[str, int] = {}
    for line in lines:
        amounts[line.income_class] = amounts.get(line.income_class, 0) + line.amount_ore
    return tuple(
        IncomeClass(key, rule.group, rule.title, rule.reason, amounts[key], _share(amounts[key], total))
        for key, rule in CLASS_RULES.items()
        if key in amounts
    )


def _definitions(lines: Iterable[ClassifiedSum], total: int) -> tuple[Definition, ...]:
    """The three definitions of money model B.2, each with what it counts in words."""
    held = tuple(lines)

    def amount(*keys: str) -> int:
        return sum(line.amount_ore for line in held if line.income_class in keys)

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


def _bound_to(
    lines: Iterable[ClassifiedSum], sums: pd.DataFrame, year: int, codes: CodeLists
) -> tuple[BoundTo, ...]:
    """Bound income per function with the function's cost, the largest first."""
    bound: dict[str, int] = {}
    for line in lines:
        if line.income_class != UNCLASSIFIED and CLASS_RULES[line.income_class].group is IncomeGroup.BUNDET:
            bound[line.funksjon] = bound.get(line.funksjon, 0) + line.amount_ore
    cost = {net.funksjon: net.gross_ore for net in function_nets(sums, year)}
    rows = (
        BoundTo(funksjon, codes.funksjon_title(funksjon), amount, cost.get(funksjon, 0))
        for funksjon, amount in bound.items()
    )
    return tuple(sorted(rows, key=lambda row: (-row.amount_ore, row.funksjon)))


def _code_warnings(found: Iterable[_Sum], year: int, codes: CodeLists) -> tuple[Text, ...]:
    """One sentence per art that did not hold in the year, and per income that stands without class."""
    by_art: dict[str, int] = {}
    misplaced: dict[tuple[str, str], tuple[Text, int]] = {}
    without_art = 0
    for entry in found:
        line = entry.line
        if not line.art:
            without_art += line.amount_ore
        elif codes.art_status(line.art, year) != "valid":
            by_art[line.art] = by_art.get(line.art, 0) + line.amount_ore
        elif line.income_class == UNCLASSIFIED:
            misplaced[line.art, line.funksjon] = (line.reason, line.amount_ore)
    sentences = [
        text(
            "{kroner} har ingen art og står som uklassifisert. Importer en fil med art for å se hva de er.",
            kroner=Kroner(without_art),
        )
        for _ in range(1 if without_art else 0)
    ]
    sentences += [_art_warning(art, amount, year, codes) for art, amount in by_art.items()]
    sentences += [
        text("{reason} {kroner} står som uklassifisert.", reason=reason, kroner=Kroner(amount))
        for reason, amount in misplaced.values()
    ]
    return tuple(sentences)


def _art_warning(art: str, amount: int, year: int, codes: CodeLists) -> Text:
    entry = codes.arts.get(art)
    if entry is None:
        return text(
            "Art {art} står ikke i kodelista. {kroner} er tatt med som uklassifisert. Rett arten i fila.",
            art=verbatim(art),
            kroner=Kroner(amount),
        )
    return text(
        "Art {art} ({title}) gjelder ikke i {year}. {kroner} er likevel tatt med. Rett arten i fila.",
        art=verbatim(art),
        title=verbatim(entry.title),
        year=Year(year),
        kroner=Kroner(amount),
    )


@dataclass(frozen=True, slots=True)
class _Bound:
    """A share of driftsinntekter that most municipalities lie within (money model B.3, our assumption)."""

    keys: frozenset[str]
    title: Text
    low: float
    high: float


_TAX: Final = frozenset({"fri_skatt", "fri_eiendomsskatt", "fri_andre_skatter"})
_BOUNDS: Final = (
    _Bound(_TAX, text("Skatt med eiendomsskatt"), 0.30, 0.55),
    _Bound(frozenset({"fri_ramme"}), text("Rammetilskudd"), 0.20, 0.40),
    _Bound(_TAX | {"fri_ramme"}, text("Frie inntekter med eiendomsskatt"), 0.60, 0.82),
    _Bound(
        frozenset({"bundet_brukerbetaling", "bundet_gebyr_salg"}),
        text("Gebyrer og brukerbetalinger"),
        0.07,
        0.20,
    ),
    _Bound(
        frozenset({"bundet_stat_refusjon", "bundet_oremerket", "stat_generell", "stat_flyktning"}),
        text("Statlige tilskudd og refusjoner"),
        0.04,
        0.15,
    ),
    _Bound(frozenset({"momskompensasjon"}), text("Momskompensasjon i driften"), 0.01, 0.04),
)


def _plausibility(lines: Iterable[ClassifiedSum]) -> tuple[Text, ...]:
    """Warnings where a share of DI is unusual; silent for files without arts, whose shares say nothing."""
    held = tuple(lines)
    total = sum(line.amount_ore for line in held)
    amounts: Mapping[str, int] = {entry.key: entry.amount_ore for entry in _classes(held, total)}
    if total <= 0 or set(amounts) == {UNCLASSIFIED}:
        return ()
    sentences = []
    for bound in _BOUNDS:
        share = sum(amounts.get(key, 0) for key in bound.keys) / total
        if not bound.low <= share <= bound.high:
            sentences.append(
                text(
                    "{title} er {share} av driftsinntektene. Vanlig er mellom {low} og {high}. Se "
                    "etter linjer som "
                    "mangler eller har feil art. Kommuner med kraft eller havbruk kan ligge utenfor.",
                    title=bound.title,
                    share=Share(share),
                    low=Share(bound.low),
                    high=Share(bound.high),
                )
            )
    return tuple(sentences)
