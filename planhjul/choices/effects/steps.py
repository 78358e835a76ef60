"""A measure's way from gross to net, as named steps that add up to the øre (money model D.1)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Final, assert_never

from planhjul.choices.assumptions import Assumptions, Key
from planhjul.choices.measures import Measure, Part, PartKind
from planhjul.choices.results import MeasureEffect, Step
from planhjul.ledger.codes import CodeLists, SelfCost
from planhjul.ledger.net import FunctionNet
from planhjul.texts import Named, text


class StepKey(Named):
    """The steps in the order they are taken; the values are permanent."""

    WAGES = "lonn", text("Lønn")
    PENSION = "pensjon", text("Pensjon")
    EMPLOYER_TAX = "arbeidsgiveravgift", text("Arbeidsgiveravgift")
    PURCHASES = "kjop", text("Kjøp")
    VAT = "mva", text("Merverdiavgift som kompenseres")
    TRANSFERS = "overforing", text("Tilskudd og overføringer")
    FEES = "gebyr", text("Gebyrer og salg")
    EARMARKED = "oremerket", text("Øremerkede tilskudd")
    REFUNDS = "refusjon", text("Refusjoner")
    NET = "netto", text("Netto, ikke delt opp")
    KEPT_TASK = "beholdt_oppgave", text("Oppgaver som må beholdes")
    PART_YEAR = "delaar", text("Virker bare en del av året")
    SELF_COST = "selvkost", text("Lavere gebyrer (selvkost)")
    ONE_OFF = "engangs", text("Engangsbeløp")


INCOME_PARTS: Final = frozenset({PartKind.GEBYR, PartKind.OREMERKET, PartKind.REFUSJON})


@dataclass(frozen=True, slots=True)
class ExactEffect:
    """One measure before rounding, year by year in øre: plus is good for netto driftsresultat.

    `income` is the change of driftsinntekter, `full_year` the net without part-year reduction.
    """

    steps: Mapping[StepKey, Mapping[int, Fraction]]
    income: Mapping[int, Fraction]
    full_year: Mapping[int, Fraction]

    def net(self, year: int) -> Fraction:
        """The measure's net effect in the year."""
        return sum((per_year[year] for per_year in self.steps.values()), Fraction(0))


def self_cost_coverage(
    nets: Iterable[FunctionNet], assumptions: Assumptions, codes: CodeLists
) -> Mapping[str, Fraction]:
    """Function → share 0–1 of its cost that fees cover (d of money model D.1), where there is any.

    A municipality's own figure goes first; then full cover where the code list says so; where fees may go
    up to self-cost, the year's fees over the year's cost.
    """
    coverage = {funksjon: given for funksjon, (given, _) in assumptions.self_cost.items()}
    cost = {net.funksjon: net for net in nets}
    for funksjon in codes.funksjoner:
        if funksjon in coverage:
            continue
        kind = codes.self_cost(funksjon)
        if kind in (SelfCost.FULL, SelfCost.FULL_REQUIRED):
            coverage[funksjon] = assumptions[Key.SELF_COST_FULL]
        elif kind is not SelfCost.NONE and funksjon in cost and cost[funksjon].gross_ore > 0:
            share = Fraction(cost[funksjon].fees_ore, cost[funksjon].gross_ore)
            coverage[funksjon] = min(Fraction(1), max(Fraction(0), share))
    return {funksjon: share for funksjon, share in coverage.items() if share}


def exact_effect(
    measure: Measure, years: Iterable[int], assumptions: Assumptions, coverage: Mapping[str, Fraction]
) -> ExactEffect:
    """The measure's steps in the years, exact.

    Args:
        measure: the measure; years it has amounts for beyond `years` are left out.
        years: the plan's years.
        assumptions: pension, employer tax and VAT.
        coverage: self-cost cover by function, see `self_cost_coverage`.
    """
    wanted = tuple(years)
    steps: dict[StepKey, dict[int, Fraction]] = {key: dict.fromkeys(wanted, Fraction(0)) for key in StepKey}
    income = dict.fromkeys(wanted, Fraction(0))
    full_year = dict.fromkeys(wanted, Fraction(0))
    for part in measure.parts:
        covered = coverage.get(part.funksjon, Fraction(0))
        for year in wanted:
            taken = _part_steps(part, year, assumptions, covered)
            for key, amount in taken.items():
                steps[key][year] += amount
            net = sum(taken.values(), Fraction(0))
            income[year] += taken.get(StepKey.SELF_COST, Fraction(0))
            if part.kind in INCOME_PARTS:
                income[year] += net - taken.get(StepKey.SELF_COST, Fraction(0))
            full_year[year] += net - taken.get(StepKey.PART_YEAR, Fraction(0)) * (1 - covered)
    return ExactEffect(steps, income, full_year)


def rounded_effect(measure: Measure, exact: ExactEffect, years: Iterable[int]) -> MeasureEffect:
    """The measure's effect in whole øre; steps that are 0 in every year are left out.

    Each step is what the running total grows by when it is rounded, so that the steps add up to the net.
    """
    wanted = tuple(years)
    amounts: dict[StepKey, dict[int, int]] = {key: {} for key in StepKey}
    for year in wanted:
        running = Fraction(0)
        for key in StepKey:
            before, running = running, running + exact.steps[key][year]
            amounts[key][year] = round(running) - round(before)
    return MeasureEffect(
        key=measure.key,
        title=measure.title,
        kind=measure.kind.value,
        proposed_by=measure.proposed_by,
        funksjoner=tuple(sorted({part.funksjon for part in measure.parts if part.funksjon})),
        steps=tuple(
            Step(key.value, key.words, per_year)
            for key, per_year in amounts.items()
            if any(per_year.values())
        ),
        net_ore={year: round(exact.net(year)) for year in wanted},
        full_year_ore={year: round(exact.full_year[year]) for year in wanted},
    )


def first_year(part: Part) -> int | None:
    """The first year the part has an amount, None when it has none."""
    return min((year for year, amount in part.amounts.items() if amount), default=None)


def _part_steps(
    part: Part, year: int, assumptions: Assumptions, covered: Fraction
) -> Mapping[StepKey, Fraction]:
    gross = _gross(part, Fraction(part.amounts.get(year, 0)), assumptions)
    total = sum(gross.values(), Fraction(0))
    kept = -total * Fraction(str(part.kept_share))
    if part.one_off:
        return _one_off(total + kept, covered)
    phase = Fraction(13 - part.start_month, 12) if year == first_year(part) else Fraction(1)
    part_year = -(total + kept) * (1 - phase)
    self_cost = -(total + kept + part_year) * covered
    return gross | {StepKey.KEPT_TASK: kept, StepKey.PART_YEAR: part_year, StepKey.SELF_COST: self_cost}


def _one_off(amount: Fraction, covered: Fraction) -> Mapping[StepKey, Fraction]:
    """A single sum: a cost counts whole, but a gain on a self-cost service goes to the fee payers."""
    self_cost = -amount * covered if amount > 0 else Fraction(0)
    return {StepKey.ONE_OFF: amount, StepKey.SELF_COST: self_cost}


def _gross(part: Part, change: Fraction, assumptions: Assumptions) -> dict[StepKey, Fraction]:
    """The effect before reductions: less cost and more income are plus."""
    match part.kind:
        case PartKind.LONN:
            pension, tax = assumptions[Key.PENSION], assumptions[Key.EMPLOYER_TAX]
            return {
                StepKey.WAGES: -change,
                StepKey.PENSION: -change * pension,
                # Employer tax is paid on wages and pension premium both.
                StepKey.EMPLOYER_TAX: -change * (1 + pension) * tax,
            }
        case PartKind.KJOP:
            return {StepKey.PURCHASES: -change}
        case PartKind.KJOP_INKL_MVA:
            rate = assumptions[Key.VAT]
            return {StepKey.PURCHASES: -change, StepKey.VAT: change * rate / (1 + rate)}
        case PartKind.OVERFORING:
            return {StepKey.TRANSFERS: -change}
        case PartKind.GEBYR:
            return {StepKey.FEES: change}
        case PartKind.OREMERKET:
            return {StepKey.EARMARKED: change}
        case PartKind.REFUSJON:
            return {StepKey.REFUNDS: change}
        case PartKind.NETTO:
            return {StepKey.NET: -change}
        case _:
            assert_never(part.kind)
