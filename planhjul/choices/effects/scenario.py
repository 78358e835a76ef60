"""A scenario on a base: what the measures are worth, and what is left each year (money model D.5)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from fractions import Fraction

import pandas as pd

from planhjul.choices.assumptions import Assumptions, Key, share_text
from planhjul.choices.effects.checks import Ground, flags
from planhjul.choices.effects.misfits import misfits
from planhjul.choices.effects.steps import exact_effect, rounded_effect, self_cost_coverage
from planhjul.choices.measures import Measure
from planhjul.choices.results import Assumption, Baseline, Effects, Mark, MeasureEffect
from planhjul.ledger.codes import CodeLists
from planhjul.ledger.net import drift_totals, function_nets
from planhjul.texts import Text, text, verbatim

_BEHIND = (
    Key.PENSION,
    Key.EMPLOYER_TAX,
    Key.VAT,
    Key.SELF_COST_FULL,
    Key.NDR_TARGET,
    Key.FUND_LIMIT,
    Key.STATUTORY_LIMIT,
)


def baseline(sums_by_year: Mapping[int, pd.DataFrame], fund_start: int | None) -> Baseline:
    """The plan's years as a base (money model D.5).

    Args:
        sums_by_year: year → the year's sums (`SUM_COLUMNS`) of one version.
        fund_start: disposisjonsfond in øre at the start of the first year, None when nobody has said.
    """
    return Baseline(
        {year: drift_totals(sums_by_year[year], year) for year in sorted(sums_by_year)}, fund_start
    )


def effects(
    baseline: Baseline,
    measures: Iterable[Measure],
    assumptions: Assumptions,
    codes: CodeLists,
    sums_by_year: Mapping[int, pd.DataFrame],
    *,
    scenario: str = "",
    title: str = "",
) -> Effects:
    """What the measures do to the base, year by year, with checks (money model D.1, D.5 and F.3).

    Args:
        baseline: the plan before measures.
        measures: the measures to count; choosing them is the caller's.
        assumptions: pension, employer tax, VAT, limits.
        codes: levels and self-cost of functions.
        sums_by_year: year → `SUM_COLUMNS` of the version the base was made of; misfits are judged against it.
        scenario: the scenario's key, passed on.
        title: the scenario's title, passed on.
    """
    chosen = tuple(measures)
    years = baseline.years
    nets = {year: function_nets(sums_by_year[year], year) for year in years if year in sums_by_year}
    coverage = self_cost_coverage(nets.get(min(years, default=0), ()), assumptions, codes)
    exact = [exact_effect(measure, years, assumptions, coverage) for measure in chosen]
    rounded = tuple(
        rounded_effect(measure, effect, years) for measure, effect in zip(chosen, exact, strict=True)
    )
    totals = {year: sum(effect.net_ore[year] for effect in rounded) for year in years}
    di = {
        year: before.di_ore + round(sum((effect.income[year] for effect in exact), Fraction(0)))
        for year, before in baseline.totals.items()
    }
    rest = {year: baseline.rest(year) + totals[year] for year in years}
    ndr = {year: baseline.totals[year].ndr_ore + totals[year] for year in years}
    fund = _fund(baseline, dict.fromkeys(years, 0))
    covered = _fund(baseline, {year: max(0, -rest[year]) for year in years})
    ground = Ground(baseline, chosen, rounded, rest, ndr, di, assumptions, codes, nets)
    return Effects(
        scenario=scenario,
        title=title,
        years=years,
        baseline=baseline,
        measures=rounded,
        totals_ore=totals,
        rest_ore=rest,
        ndr_ore=ndr,
        di_ore=di,
        fund_ore=fund,
        ndr_share={year: _share(ndr[year], di[year]) for year in years},
        covered_fund_ore=covered,
        covered_fund_share={year: _share(covered[year], di[year]) for year in covered},
        flags=flags(ground, fund, covered=False),
        covered_flags=flags(ground, covered, covered=True) if covered else (),
        misfits=misfits(chosen, sums_by_year, years),
        assumptions=(
            *assumptions.shown(_BEHIND),
            *_self_cost_shown(rounded, coverage, assumptions, codes),
            _fixed_prices(),
        ),
    )


def _share(amount: int, total: int) -> float:
    return amount / total if total else 0.0


def _fund(baseline: Baseline, cover: Mapping[int, int]) -> Mapping[int, int]:
    """Disposisjonsfond at each year's end after dispositions and cover; empty when nobody knows its start."""
    if baseline.fund_start_ore is None:
        return {}
    held = baseline.fund_start_ore
    fund = {}
    for year, totals in baseline.totals.items():
        held += totals.to_fund_ore - totals.from_fund_ore - cover[year]
        fund[year] = held
    return fund


def _self_cost_shown(
    measures: Iterable[MeasureEffect],
    coverage: Mapping[str, Fraction],
    assumptions: Assumptions,
    codes: CodeLists,
) -> tuple[Assumption, ...]:
    """The self-cost cover of each function the measures touch, when it has one."""
    touched = sorted(
        {funksjon for measure in measures for funksjon in measure.funksjoner if funksjon in coverage}
    )
    shown = []
    for funksjon in touched:
        given = assumptions.self_cost.get(funksjon)
        mark = Mark.ANTAKELSE
        covered = text("{percent} %", percent=Decimal(f"{float(coverage[funksjon] * 100):.1f}"))
        reason: Text = text(
            "Lest av kodelista for selvkost, eller regnet som gebyr delt på utgift i planens første år."
        )
        if given is not None:
            covered, mark, reason = share_text(given[0]), Mark.LOKAL, given[1]
        shown.append(
            Assumption(
                f"selvkost.{funksjon}",
                text(
                    "Gebyrdekning for {funksjon}",
                    funksjon=verbatim(codes.funksjon_title(funksjon) or funksjon),
                ),
                covered,
                mark,
                reason,
            )
        )
    return tuple(shown)


def _fixed_prices() -> Assumption:
    return Assumption(
        "faste_priser",
        text("Priser"),
        text("faste"),
        Mark.ANTAKELSE,
        text("Beløpene er i faste priser fra planens første år. Lønns- og prisvekst er ikke lagt til."),
    )
