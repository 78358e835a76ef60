"""How the figures of a scenario came about, in words: what is left of a year, and a measure's net."""

from __future__ import annotations

from datetime import date

from planhjul.choices.results import Effects, MeasureEffect
from planhjul.explanation import Explanation, Input, million, percent
from planhjul.texts import Text, Year, text

_BALANCE = text("Kommuneloven § 14-4 og § 14-10: hvert år i økonomiplanen skal gå i balanse.")


def explain_rest(effects: Effects, year: int, version: Text, stood_from: date) -> Explanation:
    """What is left in the year after measures and dispositions (money model D.5)."""
    base = effects.baseline.totals[year]
    rest = effects.rest_ore[year]
    parts = (
        (text("Netto driftsresultat før tiltak"), base.ndr_ore),
        (text("Netto virkning av tiltakene"), effects.totals_ore[year]),
        (text("Overføring til investering"), -base.to_investment_ore),
        (text("Avsetning til bundne fond"), -base.to_bound_funds_ore),
        (text("Bruk av bundne fond"), base.from_bound_funds_ore),
        (text("Avsetning til disposisjonsfond"), -base.to_fund_ore),
        (text("Bruk av disposisjonsfond"), base.from_fund_ore),
        (text("Dekning av tidligere merforbruk"), -base.deficit_cover_ore),
    )
    return Explanation(
        title=text("Til overs i {year} etter tiltak", year=Year(year)),
        value=million(rest),
        formula=text("Summen av leddene under. Null er balanse, minus er det som mangler."),
        inputs=tuple(
            Input(title, million(ore)) for place, (title, ore) in enumerate(parts) if ore or place <= 1
        ),
        basis=_BALANCE,
        version=version,
        stood_from=stood_from,
        estimate=bool(effects.measures),
    )


def explain_result_share(effects: Effects, year: int, version: Text, stood_from: date) -> Explanation:
    """Netto driftsresultat after measures as a share of driftsinntekter."""
    return Explanation(
        title=text("Netto driftsresultat i {year}, andel av driftsinntektene", year=Year(year)),
        value=percent(effects.ndr_share[year]),
        formula=text("Netto driftsresultat etter tiltak delt på brutto driftsinntekter."),
        inputs=(
            Input(text("Netto driftsresultat etter tiltak"), million(effects.ndr_ore[year])),
            Input(text("Brutto driftsinntekter"), million(effects.di_ore[year])),
        ),
        definition=text(
            "Driftsinntekter minus driftsutgifter og netto finansutgifter. Avskrivninger teller ikke."
        ),
        basis=text("Det tekniske beregningsutvalget (TBU) anbefaler 1,75 % for kommuner over tid."),
        version=version,
        stood_from=stood_from,
        estimate=bool(effects.measures),
    )


def explain_net(measure: MeasureEffect, effects: Effects, year: int) -> Explanation:
    """A measure's net in the year: its steps, which add up, and the assumptions they stand on."""
    steps = tuple(
        Input(step.title, million(step.per_year[year])) for step in measure.steps if step.per_year.get(year)
    )
    assumed = tuple(
        Input(assumption.title, assumption.value, assumption.reason) for assumption in effects.assumptions
    )
    return Explanation(
        title=text("Netto virkning av «{title}» i {year}", title=measure.title, year=Year(year)),
        value=million(measure.net_ore.get(year, 0)),
        formula=text(
            "Summen av leddene fra brutto til netto. Pluss styrker netto driftsresultat. "
            "Antakelsene leddene bygger på, står sist."
        ),
        inputs=(*steps, *assumed),
        definition=text(
            "Det kommunen sitter igjen med når pensjon, avgift, tapte inntekter og delårsvirkning "
            "er regnet med."
        ),
        estimate=True,
    )
