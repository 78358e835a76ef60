"""What to say of a version's income before anybody trusts it: odd codes, and unusual shares."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from planhjul.ledger.codes import CodeLists
from planhjul.ledger.income.classes import UNCLASSIFIED
from planhjul.ledger.income.entries import IncomeEntry
from planhjul.texts import Kroner, Share, Text, Year, text, verbatim


def code_warnings(found: Iterable[IncomeEntry], year: int, codes: CodeLists) -> tuple[Text, ...]:
    """One sentence per art that did not hold in the year, and per income that stands without class."""
    by_art: dict[str, int] = {}
    misplaced: dict[tuple[str, str], tuple[Text, int]] = {}
    without_art = 0
    for line in found:
        if not line.art:
            without_art += line.amount_ore
        elif codes.art_status(line.art, year) != "valid":
            by_art[line.art] = by_art.get(line.art, 0) + line.amount_ore
        elif line.income_class == UNCLASSIFIED:
            _, so_far = misplaced.get((line.art, line.funksjon), (line.reason, 0))
            misplaced[line.art, line.funksjon] = (line.reason, so_far + line.amount_ore)
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


def plausibility(operating: Iterable[IncomeEntry]) -> tuple[Text, ...]:
    """Warnings where a share of DI is unusual; silent for files without arts, whose shares say nothing."""
    amounts: dict[str, int] = {}
    for entry in operating:
        amounts[entry.listed_class] = amounts.get(entry.listed_class, 0) + entry.amount_ore
    total = sum(amounts.values())
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
