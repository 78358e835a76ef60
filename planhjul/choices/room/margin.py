"""The fiscal margin R: what free income is not spoken for, and what the fund adds once (money model E.4)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from planhjul.choices.assumptions import LEVELS, Assumptions, Key
from planhjul.choices.results import FiscalMargin
from planhjul.choices.room.lines import BudgetLine
from planhjul.explanation import Explanation, Input, kroner
from planhjul.texts import Kroner, Share, Year, text


@dataclass(frozen=True, slots=True)
class MarginBase:
    """The amounts R stands on, in øre: free income with eiendomsskatt, finance with instalments, and DI."""

    free_income_ore: int
    finance_ore: int
    di_ore: int
    fund_ore: int | None


def fiscal_margin(
    year: int, base: MarginBase, lines: Iterable[BudgetLine], assumptions: Assumptions
) -> FiscalMargin:
    """R = free income − Σ N·l − net finance − target·DI, as a band; and the fund above the local minimum.

    Args:
        year: the budget year.
        base: the year's amounts.
        lines: the year's budget lines.
        assumptions: the target for netto driftsresultat and the least fund.
    """
    held = tuple(lines)
    bound = sum((line.amount_ore * line.default.bound for line in held), Fraction(0))
    most = sum((line.amount_ore * line.low.bound for line in held), Fraction(0))
    least = sum((line.amount_ore * line.high.bound for line in held), Fraction(0))
    target = assumptions[Key.NDR_TARGET]

    def margin(bound_ore: Fraction) -> int:
        return round(base.free_income_ore - bound_ore - base.finance_ore - target * base.di_ore)

    amount = margin(bound)
    explanation = Explanation(
        title=text("Økonomisk margin i {year}", year=Year(year)),
        value=kroner(amount),
        formula=text(
            "Frie inntekter − bundet del av netto driftsutgifter − netto finans og avdrag − mål for netto "
            "driftsresultat × driftsinntekter"
        ),
        inputs=(
            Input(text("Frie inntekter med eiendomsskatt"), kroner(base.free_income_ore)),
            Input(text("Bundet del av netto driftsutgifter"), kroner(round(bound))),
            Input(text("Netto finansutgifter og avdrag"), kroner(base.finance_ore)),
            Input(
                text("Mål for netto driftsresultat"),
                text("{share} av driftsinntektene", share=Share(float(target), 2)),
                assumptions.parameters[Key.NDR_TARGET].reason,
            ),
            Input(text("Brutto driftsinntekter"), kroner(base.di_ore)),
        ),
        definition=text(
            "Det av de frie inntektene som ikke er lovet bort til bundne oppgaver, gjeld og et sunt "
            "resultat. Det er taket over tid. Handlingsrommet sier hvor mye av det som kan nås i tide."
        ),
        estimate=True,
    )
    fund, once, fund_explanation = _fund(year, base, assumptions)
    return FiscalMargin(
        year=year,
        low_ore=margin(most),
        default_ore=amount,
        high_ore=margin(least),
        explanation=explanation,
        fund_ore=fund,
        one_off_ore=once,
        fund_explanation=fund_explanation,
        assumptions=assumptions.shown(
            (*(keys[0] for keys in LEVELS.values()), Key.NDR_TARGET, Key.FUND_LIMIT)
        ),
    )


def _fund(
    year: int, base: MarginBase, assumptions: Assumptions
) -> tuple[int | None, int | None, Explanation | None]:
    """The fund, what of it can be used once, and how that was found; nothing when the fund is not known."""
    if base.fund_ore is None:
        return None, None, None
    limit = assumptions[Key.FUND_LIMIT]
    least = round(limit * base.di_ore)
    once = max(0, base.fund_ore - least)
    explanation = Explanation(
        title=text("Engangsrom i disposisjonsfondet før {year}", year=Year(year)),
        value=kroner(once),
        formula=text("Disposisjonsfond − laveste andel × driftsinntekter, aldri under null"),
        inputs=(
            Input(text("Disposisjonsfond når året starter"), kroner(base.fund_ore)),
            Input(
                text("Laveste disposisjonsfond"),
                text(
                    "{share} av driftsinntektene: {amount}",
                    share=Share(float(limit)),
                    amount=Kroner(least),
                ),
                assumptions.parameters[Key.FUND_LIMIT].reason,
            ),
            Input(text("Brutto driftsinntekter"), kroner(base.di_ore)),
        ),
        definition=text("Penger som kan brukes én gang. De dekker ikke en utgift som kommer hvert år."),
        estimate=True,
    )
    return base.fund_ore, once, explanation
