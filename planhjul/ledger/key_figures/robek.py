"""The grounds for being listed in ROBEK (kommuneloven § 28-1), and which of them the figures can judge."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from planhjul.ledger.versions import VersionKind
from planhjul.texts import Kroner, Share, Text, Year, text

_DEFICIT_LIMIT: Final = Fraction(3, 100)
_YEARS_TO_COVER: Final = 2
_UNKNOWN: Final = text("Kan ikke avgjøres fra tallene.")


@dataclass(frozen=True, slots=True)
class RobekGround:
    """One ground. `hit` is None when it is not judged; `reason` says what it rests on or what is missing."""

    letter: str
    title: Text
    judged: bool
    hit: bool | None
    reason: Text
    basis: Text


@dataclass(frozen=True, slots=True)
class BudgetYear:
    """What is left of one year's budget after the dispositions, øre: below 0 it is a merforbruk.

    `cover_ore` is what the year covers of earlier merforbruk (art 530).
    """

    year: int
    version: VersionKind
    rest_ore: int
    cover_ore: int


@dataclass(frozen=True, slots=True)
class Accumulated:
    """Merforbruk that was not covered at the end of the year, and the year's driftsinntekter; øre."""

    year: int
    deficit_ore: int
    income_ore: int


def robek(
    year: int,
    budgets: Mapping[int, BudgetYear],
    accumulated: Accumulated | None,
    *,
    accounts_year: int | None = None,
    budget_in_time: bool | None = None,
    accounts_in_time: bool | None = None,
) -> tuple[RobekGround, ...]:
    """The grounds a–g for the budget year.

    Args:
        year: the budget's year.
        budgets: the year's budget and the plan's other years, by year; those that are not there are missing.
        accumulated: merforbruk not covered, None when neither the balance nor the settings say.
        accounts_year: the newest closed accounts' year; None = the year before.
        budget_in_time: whether budget and økonomiplan were adopted in time; None = not known.
        accounts_in_time: whether the accounts were adopted in time; None = not known.
    """
    titles = _TITLES
    last = year - 1 if accounts_year is None else accounts_year
    return (
        _ground("a", titles["a"], *_budget(year, budgets.get(year))),
        _ground("b", titles["b"], *_plan(year, budgets)),
        _ground("c", titles["c"], *_cover(accumulated, budgets, last)),
        _ground("d", titles["d"], *_size(accumulated, last)),
        _ground("e", titles["e"], *_in_time(budget_in_time)),
        _ground("f", titles["f"], *_in_time(accounts_in_time)),
        _ground(
            "g",
            titles["g"],
            None,
            text("Ikke vurdert: grunnlaget er en egen lov, og opplysningene er ikke lest inn."),
        ),
    )


_TITLES: Final = {
    "a": text("Årsbudsjettet er vedtatt med merforbruk"),
    "b": text("Økonomiplanen er vedtatt med merforbruk"),
    "c": text("Merforbruk skal dekkes inn over mer enn to år"),
    "d": text("Oppsamlet merforbruk er over 3 % av driftsinntektene"),
    "e": text("Økonomiplan eller årsbudsjett er ikke vedtatt i tide"),
    "f": text("Årsregnskapet er ikke vedtatt i tide"),
    "g": text("Vilkår etter inndelingslova § 16 a"),
}


def _ground(letter: str, title: Text, hit: bool | None, reason: Text) -> RobekGround:
    basis = text("Kommuneloven § 28-1 bokstav {letter}", letter=letter)
    return RobekGround(letter, title, hit is not None, hit, reason, basis)


def _budget(year: int, budget: BudgetYear | None) -> tuple[bool | None, Text]:
    if budget is None:
        return None, text("Budsjettet for {year} er ikke lest inn.", year=Year(year))
    version, adopted = budget.version.title, budget.version.adopted
    if budget.rest_ore >= 0:
        return False, text("{version} {year} har ikke merforbruk.", version=version, year=Year(year))
    lacking = Kroner(-budget.rest_ore)
    if adopted:
        return True, text(
            "{version} {year} har et merforbruk på {amount}.",
            version=version,
            year=Year(year),
            amount=lacking,
        )
    return True, text(
        "{version} {year} mangler {amount}. Grunnlaget gjelder hvis det vedtas slik.",
        version=version,
        year=Year(year),
        amount=lacking,
    )


def _plan(year: int, budgets: Mapping[int, BudgetYear]) -> tuple[bool | None, Text]:
    """The plan's years after the budget's own, which is ground a."""
    later = [budget for key, budget in sorted(budgets.items()) if key > year]
    short = [budget for budget in later if budget.rest_ore < 0]
    if short:
        first = short[0]
        return True, text(
            "{count} av {total} planår etter {year} har merforbruk. Det første er {first}, med {amount}.",
            count=len(short),
            total=len(later),
            year=Year(year),
            first=Year(first.year),
            amount=Kroner(-first.rest_ore),
        )
    if not later:
        return None, text("Økonomiplanen for årene etter {year} er ikke lest inn.", year=Year(year))
    return False, text(
        "Ingen av de {total} planårene etter {year} har merforbruk.", total=len(later), year=Year(year)
    )


def _cover(
    accumulated: Accumulated | None, budgets: Mapping[int, BudgetYear], accounts_year: int
) -> tuple[bool | None, Text]:
    if accumulated is None:
        return None, _no_deficit_known(accounts_year)
    last = accumulated.year + _YEARS_TO_COVER
    if accumulated.deficit_ore <= 0:
        return False, _no_deficit(accumulated)
    years = range(accumulated.year + 1, last + 1)
    planned = sum(budgets[year].cover_ore for year in years if year in budgets)
    left = accumulated.deficit_ore - planned
    if left <= 0:
        return False, text(
            "Merforbruket på {amount} dekkes inn innen {last}.",
            amount=Kroner(accumulated.deficit_ore),
            last=Year(last),
        )
    missing = [year for year in years if year not in budgets]
    if missing:
        return None, text(
            "{amount} av merforbruket har ingen dekning ennå, og budsjettet for {year} er ikke lest inn.",
            amount=Kroner(left),
            year=Year(missing[0]),
        )
    return True, text(
        "{amount} av merforbruket er ikke dekket inn innen {last}.", amount=Kroner(left), last=Year(last)
    )


def _size(accumulated: Accumulated | None, accounts_year: int) -> tuple[bool | None, Text]:
    if accumulated is None:
        return None, _no_deficit_known(accounts_year)
    if accumulated.deficit_ore <= 0:
        return False, _no_deficit(accumulated)
    if accumulated.income_ore <= 0:
        return None, text("Versjonen har ingen driftsinntekter å regne andelen av.")
    share = Fraction(accumulated.deficit_ore, accumulated.income_ore)
    return share > _DEFICIT_LIMIT, text(
        "Merforbruket var {amount} ved utgangen av {year}, {share} av driftsinntektene.",
        amount=Kroner(accumulated.deficit_ore),
        year=Year(accumulated.year),
        share=Share(float(share), 2),
    )


def _no_deficit_known(accounts_year: int) -> Text:
    return text(
        "Kan ikke avgjøres fra tallene. Les inn balansen, eller legg inn merforbruk.{year} i innstillingene.",
        year=Year(accounts_year),
    )


def _no_deficit(accumulated: Accumulated) -> Text:
    return text("Det var ikke noe udekket merforbruk ved utgangen av {year}.", year=Year(accumulated.year))


def _in_time(in_time: bool | None) -> tuple[bool | None, Text]:
    if in_time is None:
        return None, _UNKNOWN
    if in_time:
        return False, text("Vedtatt innen fristen, etter møtene i årshjulet.")
    return True, text("Ikke vedtatt innen fristen, etter møtene i årshjulet.")
