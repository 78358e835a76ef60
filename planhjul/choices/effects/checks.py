"""What a scenario is warned about, on what basis, and what turns it green: advice, no ruling (D.5, F.3)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from math import ceil
from typing import Final

from planhjul.choices.assumptions import Assumptions, Key
from planhjul.choices.effects.steps import INCOME_PARTS, StepKey
from planhjul.choices.measures import Measure, MeasureKind, PartKind
from planhjul.choices.results import Baseline, Flag, MeasureEffect
from planhjul.issues import Level
from planhjul.ledger.codes import CodeLists
from planhjul.ledger.net import FunctionNet
from planhjul.texts import Kroner, Share, Text, Year, text, verbatim

_BALANCE: Final = text(
    "Kommuneloven § 14-10: hvert år i økonomiplanen skal gå i balanse. Merforbruk gir "
    "ROBEK-registrering etter § 28-1."
)

# Budgets are made in whole thousands: a wish that lacks less than that has its cover.
_ROUNDING_ORE: Final = 100_000


@dataclass(frozen=True, slots=True)
class Ground:
    """What the checks judge: a scenario's figures per year in øre.

    `nets` are the base's functions per year.
    """

    baseline: Baseline
    measures: tuple[Measure, ...]
    effects: tuple[MeasureEffect, ...]
    rest_ore: Mapping[int, int]
    ndr_ore: Mapping[int, int]
    di_ore: Mapping[int, int]
    assumptions: Assumptions
    codes: CodeLists
    nets: Mapping[int, tuple[FunctionNet, ...]]

    @property
    def years(self) -> tuple[int, ...]:
        """The plan's years."""
        return self.baseline.years


def flags(ground: Ground, fund_ore: Mapping[int, int], *, covered: bool) -> tuple[Flag, ...]:
    """Every finding on a scenario.

    Args:
        ground: the scenario's figures.
        fund_ore: disposisjonsfond at each year's end; empty when unknown.
        covered: True when the fund covers every year's missing balance.
    """
    return (
        *(() if covered else _balance(ground)),
        *_empty_fund(fund_ore),
        *_unspecified(ground),
        *(() if covered else _cover(ground)),
        *_low_result(ground),
        *_low_fund(ground, fund_ore),
        *_one_off(ground, covered),
        *_self_cost(ground),
        *_part_year(ground),
        *_statutory(ground),
        *_delegated(ground),
    )


def _balance(ground: Ground) -> Iterator[Flag]:
    for year in ground.years:
        if ground.rest_ore[year] < 0:
            missing = Kroner(-ground.rest_ore[year])
            yield Flag(
                "UBALANSE",
                Level.ERROR,
                year,
                text("{year} mangler {missing} på å gå i balanse.", year=Year(year), missing=missing),
                _BALANCE,
                text(
                    "Legg inn varig inndekning på {missing} i {year}.",
                    missing=missing,
                    year=Year(year),
                ),
            )


def _empty_fund(fund_ore: Mapping[int, int]) -> Iterator[Flag]:
    """The fund cannot pay out more than it holds: D ≥ 0 (D.5)."""
    for year, held in fund_ore.items():
        if held < 0:
            missing = Kroner(-held)
            yield Flag(
                "UBALANSE",
                Level.ERROR,
                year,
                text(
                    "Disposisjonsfondet er brukt opp i {year}. Det mangler {missing}.",
                    year=Year(year),
                    missing=missing,
                ),
                _BALANCE,
                text(
                    "Bruk {missing} mindre av fondet til og med {year}.",
                    missing=missing,
                    year=Year(year),
                ),
            )


def _unspecified(ground: Ground) -> Iterator[Flag]:
    for measure in ground.measures:
        if measure.kind is MeasureKind.INNTEKT:
            continue
        savings = [
            max(
                (-part.amounts[year] for year in ground.years if part.amounts.get(year, 0) < 0),
                default=0,
            )
            for part in measure.parts
            if not part.funksjon and part.kind not in INCOME_PARTS
        ]
        if any(savings):
            yield Flag(
                "USPESIFISERT",
                Level.ERROR,
                None,
                text(
                    "«{measure}»: {amount} i innsparing er ikke lagt på en funksjon.",
                    measure=verbatim(measure.title),
                    amount=Kroner(sum(savings)),
                ),
                text(
                    "Departementets brev 14.02.2022: uspesifisert innsparing regnes som ubalanse, og "
                    "det er det "
                    "opprinnelige vedtaket som teller."
                ),
                text("Fordel {amount} på funksjoner før vedtaket.", amount=Kroner(sum(savings))),
            )


def _cover(ground: Ground) -> Iterator[Flag]:
    """Wishes beyond what those who wish have offered themselves, as far as the year lacks it."""
    wishers = {measure.proposed_by for measure in ground.measures if measure.kind is MeasureKind.ONSKE}
    for year in ground.years:
        lacking = 0
        for wisher in sorted(wishers):
            wished = offered = 0
            for effect in ground.effects:
                if effect.proposed_by == wisher and effect.kind == MeasureKind.ONSKE:
                    wished -= effect.net_ore[year]
                elif effect.proposed_by == wisher:
                    offered += effect.net_ore[year]
            lacking += max(0, wished - max(0, offered))
        uncovered = min(lacking, -ground.rest_ore[year])
        if uncovered >= _ROUNDING_ORE:
            amount = Kroner(uncovered)
            yield Flag(
                "INNDEKNING",
                Level.ERROR,
                year,
                text("Ønskene mangler {amount} i inndekning i {year}.", amount=amount, year=Year(year)),
                text("Kommuneloven § 14-10: alle fire årene skal gå i balanse."),
                text(
                    "Legg inn innsparinger eller inntekter på {amount} i {year}, eller trekk ønsker.",
                    amount=amount,
                    year=Year(year),
                ),
            )


def _low_result(ground: Ground) -> Iterator[Flag]:
    target = ground.assumptions[Key.NDR_TARGET]
    for year in ground.years:
        di, ndr = ground.di_ore[year], ground.ndr_ore[year]
        if di > 0 and ndr < target * di:
            yield Flag(
                "NDR_LAV",
                Level.WARNING,
                year,
                text(
                    "Netto driftsresultat er {share} av driftsinntektene i {year}. Målet er {target}.",
                    share=Share(ndr / di, 2),
                    year=Year(year),
                    target=Share(float(target), 2),
                ),
                text(
                    "Det tekniske beregningsutvalget anbefaler 1,75 % for kommuner over tid (NOU 2025: 10)."
                ),
                text(
                    "Bedre resultatet med {amount} i {year}.",
                    amount=Kroner(ceil(target * di) - ndr),
                    year=Year(year),
                ),
            )


def _low_fund(ground: Ground, fund_ore: Mapping[int, int]) -> Iterator[Flag]:
    limit = ground.assumptions[Key.FUND_LIMIT]
    for year, held in fund_ore.items():
        di = ground.di_ore[year]
        if di > 0 and held < limit * di:
            yield Flag(
                "FOND_LAV",
                Level.WARNING,
                year,
                text(
                    "Disposisjonsfondet er {share} av driftsinntektene ved utgangen av {year}.",
                    share=Share(held / di),
                    year=Year(year),
                ),
                text("SSB: under 5 % er begrenset, 5–8 % moderat og over 8 % større økonomisk frihet."),
                text(
                    "Sett av {amount} mer til fondet innen utgangen av {year}.",
                    amount=Kroner(ceil(limit * di) - held),
                    year=Year(year),
                ),
            )


def _one_off(ground: Ground, covered: bool) -> Iterator[Flag]:
    """Years that balance only because of fund money or single sums (940 net of 540, one-off steps)."""
    for year in ground.years:
        cover = max(0, -ground.rest_ore[year]) if covered else 0
        totals = ground.baseline.totals[year]
        fund = max(0, totals.from_fund_ore - totals.to_fund_ore)
        single = sum(
            step.per_year[year]
            for effect in ground.effects
            for step in effect.steps
            if step.key == StepKey.ONE_OFF
        )
        relied = cover + fund + single
        permanent = ground.rest_ore[year] + cover - relied
        if relied > 0 and permanent < 0:
            amount = Kroner(min(relied, -permanent))
            yield Flag(
                "ENGANGS",
                Level.WARNING,
                year,
                text(
                    "{year} bruker {amount} fra fond eller engangsinntekter til varig drift.",
                    year=Year(year),
                    amount=amount,
                ),
                text("Kommuneloven § 14-1: den økonomiske handleevnen skal ivaretas over tid."),
                text(
                    "Bytt ut {amount} i {year} med varige innsparinger eller inntekter.",
                    amount=amount,
                    year=Year(year),
                ),
            )


def _self_cost(ground: Ground) -> Iterator[Flag]:
    for effect in ground.effects:
        passed = max(
            (
                -amount
                for step in effect.steps
                if step.key == StepKey.SELF_COST
                for amount in step.per_year.values()
            ),
            default=0,
        )
        if passed > 0:
            yield Flag(
                "SELVKOST",
                Level.ERROR,
                None,
                text(
                    "«{measure}»: gebyrgrunnlaget faller med {amount}. Det frigjør ikke "
                    "penger til andre formål.",
                    measure=verbatim(effect.title),
                    amount=Kroner(passed),
                ),
                text("Kommuneloven § 15-1 og selvkostforskriften: gebyrene kan ikke dekke mer enn selvkost."),
                text(
                    "Sett ned gebyrene med {amount}, og finn inndekningen på en annen tjeneste.",
                    amount=Kroner(passed),
                ),
            )


def _part_year(ground: Ground) -> Iterator[Flag]:
    for year in ground.years:
        gap = sum(effect.full_year_ore[year] - effect.net_ore[year] for effect in ground.effects)
        if gap == 0:
            continue
        rest = ground.rest_ore[year]
        level, fix = (
            Level.INFO,
            text("Kontroller startmånedene. Varig virkning er den som teller fra neste år."),
        )
        if gap > 0 and rest < 0 <= rest + gap:
            level = Level.WARNING
            fix = text(
                "Dekk {amount} i {year} med en engangssum, eller start tiltakene før.",
                amount=Kroner(-rest),
                year=Year(year),
            )
        message = (
            text(
                "Tiltakene gir {amount} mindre i {year} enn i et helt år.",
                amount=Kroner(gap),
                year=Year(year),
            )
            if gap > 0
            else text(
                "Tiltakene koster {amount} mindre i {year} enn i et helt år.",
                amount=Kroner(-gap),
                year=Year(year),
            )
        )
        yield Flag(
            "HELAAR",
            level,
            year,
            message,
            text("Virkning fra måned m gir (13 − m)/12 av et helt år."),
            fix,
        )


def _statutory(ground: Ground) -> Iterator[Flag]:
    """Cuts on a service that is a right, when they take more than the limit of its cost: first year only."""
    limit = ground.assumptions[Key.STATUTORY_LIMIT]
    touched = sorted({part.funksjon for measure in ground.measures for part in measure.parts})
    for funksjon in touched:
        if ground.codes.level(funksjon) != 1:
            continue
        for year in ground.years:
            cost = next((net.gross_ore for net in ground.nets.get(year, ()) if net.funksjon == funksjon), 0)
            cut = _cut(ground.measures, funksjon, year)
            if cost > 0 and cut > limit * cost:
                yield Flag(
                    "LOVPAALAGT",
                    Level.WARNING,
                    year,
                    text(
                        "Kuttet på {funksjon} er {share} av utgiften i {year}. Innbyggerne har rett "
                        "til tjenesten.",
                        funksjon=verbatim(ground.codes.funksjon_title(funksjon)),
                        share=Share(cut / cost),
                        year=Year(year),
                    ),
                    _law(ground.codes.funksjoner[funksjon].legal_basis),
                    text(
                        "Vis at nivået fortsatt er forsvarlig, eller reduser kuttet med {amount}.",
                        amount=Kroner(ceil(cut - limit * cost)),
                    ),
                )
                break


def _law(basis: str) -> Text:
    if not basis:
        return text("Tjenesten følger av lov eller avtale. Kontroller grunnlaget med fagavdelingen.")
    return text("{law} (alminnelig kunnskap, kontroller mot loven).", law=verbatim(basis))


def _cut(measures: Iterable[Measure], funksjon: str, year: int) -> int:
    return sum(
        -part.amounts.get(year, 0)
        for measure in measures
        for part in measure.parts
        if part.funksjon == funksjon and part.kind not in INCOME_PARTS
    )


def _delegated(ground: Ground) -> Iterator[Flag]:
    for measure in ground.measures:
        cuts_staff = any(
            part.kind is PartKind.LONN and any(part.amounts.get(year, 0) < 0 for year in ground.years)
            for part in measure.parts
        )
        if cuts_staff:
            yield Flag(
                "DELEGERT",
                Level.INFO,
                None,
                text(
                    "«{measure}» gjelder ansatte. Kommunestyret kan sette ned bevilgningen, men "
                    "kommunedirektøren har "
                    "personalansvaret.",
                    measure=verbatim(measure.title),
                ),
                text("Kommuneloven § 13-1."),
                text("Vedta en lavere ramme fra en dato, og be kommunedirektøren tilpasse organisasjonen."),
            )
