"""§ 5-9: the year's total deviation from the budget and what was done about it when the year was closed.

The dispositions of the budget are held against those of the accounts: less in the accounts than the budget
had is a strykning, more is either a year-end disposition or somebody's authority to dispose (legal calendar
9.5, 9.6).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

import pandas as pd

from planhjul.ledger.codes import CodeLists
from planhjul.ledger.forms.checks import Check
from planhjul.ledger.forms.lines import FIRST_YEAR, ClosingRules, Filled, FormCatalogue, FormKey, fill, posted
from planhjul.ledger.forms.overviews import FormLine
from planhjul.ledger.lines import DRIFT, INVESTERING
from planhjul.ledger.net import (
    DEFICIT_COVER,
    FROM_BOUND_FUNDS,
    FROM_FUND,
    TO_BOUND_FUNDS,
    TO_FUND,
    TO_INVESTMENT,
)
from planhjul.ledger.versions import VersionKind
from planhjul.texts import Kroner, Text, Year, text

CLOSING: Final = "5-9"
_LOANS: Final = frozenset({"910", "911", "912"})
_FROM_OPERATIONS: Final = frozenset({"970"})
_RESULT: Final = "netto_driftsresultat"
_CARRIED: Final = "fremfort"


@dataclass(frozen=True, slots=True)
class ClosingPart:
    """The overview for drift or for investering; lines as in the other overviews, øre."""

    kontoklasse: str
    title: Text
    lines: tuple[FormLine, ...]

    def amount(self, key: str) -> int:
        """The amount of the line with the key, øre.

        Raises:
            KeyError: the part has no such line.
        """
        return {line.key: line.amount_ore for line in self.lines}[key]


@dataclass(frozen=True, slots=True)
class Closing:
    """§ 5-9 of one year's accounts, held against the budget of kind `budget`."""

    form: Literal["5-9"]
    title: Text
    year: int
    version: VersionKind
    stood_from: date
    budget: VersionKind
    parts: tuple[ClosingPart, ...]
    checks: tuple[Check, ...]
    notes: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class _Disposed:
    """One disposition in the budget and in the accounts, øre, positive."""

    planned: int
    booked: int

    @property
    def struck(self) -> int:
        """What the accounts have less than the budget."""
        return max(0, self.planned - self.booked)

    @property
    def beyond(self) -> int:
        """What the accounts have more than the budget."""
        return max(0, self.booked - self.planned)


def closing(
    accounts: pd.DataFrame,
    budget: pd.DataFrame,
    catalogue: FormCatalogue,
    codes: CodeLists,
    *,
    year: int,
    stood_from: date,
    budget_kind: VersionKind,
    tolerance_ore: int = 0,
    notes: Iterable[Text] = (),
) -> Closing:
    """§ 5-9 of the year's accounts.

    Args:
        accounts: `SUM_COLUMNS` of the accounts, all kontoklasser.
        budget: `SUM_COLUMNS` of the budget that stood when the year ended: revised, else original.
        catalogue: the overviews' lines.
        codes: arts and functions by year.
        year: the accounts' year.
        stood_from: the day from which the accounts stood, passed on.
        budget_kind: which budget it is.
        tolerance_ore: what a control may be off by.
        notes: what else must be known of the accounts.
    """
    art = fill(catalogue.forms[FormKey.ART], posted(accounts, DRIFT), codes, year)
    investment = fill(catalogue.forms[FormKey.INVESTERING], posted(accounts, INVESTERING), codes, year)
    planned = {klasse: _by_art(budget, klasse) for klasse in (DRIFT, INVESTERING)}
    drift_part = _drift(catalogue.closing[DRIFT], art, _by_art(accounts, DRIFT), planned[DRIFT])
    parts: list[ClosingPart] = [drift_part]
    checks: list[Check] = []
    said = [*notes, *_drift_notes(drift_part, _by_art(accounts, DRIFT))]
    if investment.empty:
        said.append(text("Regnskapet har ingen tall for investering, så den delen mangler."))
    elif not planned[INVESTERING]:
        said.append(
            text("Budsjettet har ingen tall for investering, så den delen kan ikke regnes ut. Les det inn.")
        )
    else:
        part = _investment(
            catalogue.closing[INVESTERING], investment, _by_art(accounts, INVESTERING), planned[INVESTERING]
        )
        parts.append(part)
        checks.append(_struck_alike(drift_part, part, tolerance_ore))
    said.append(
        text(
            "Strykningene er regnet ut: forskjellen mellom disponeringene i «{budget}» og i regnskapet. Det "
            "som er disponert etter fullmakt, og den delen av disposisjonsfondet som neste års budsjett "
            "bruker, står ikke i tallene.",
            budget=budget_kind.title,
        )
    )
    return Closing(
        form="5-9",
        title=text("Samlet budsjettavvik og årsavslutningsdisposisjoner (§ 5-9)"),
        year=year,
        version=VersionKind.REGNSKAP,
        stood_from=stood_from,
        budget=budget_kind,
        parts=tuple(parts),
        checks=tuple(checks),
        notes=tuple(said),
    )


def _by_art(sums: pd.DataFrame, kontoklasse: str) -> Mapping[str, int]:
    rows = sums[sums["kontoklasse"] == kontoklasse].groupby("art")["amount_ore"].sum()
    return {str(art): int(amount) for art, amount in rows.items()}


def _disposed(
    arts: frozenset[str], planned: Mapping[str, int], booked: Mapping[str, int], sign: int
) -> _Disposed:
    return _Disposed(
        sign * sum(planned.get(art, 0) for art in arts), sign * sum(booked.get(art, 0) for art in arts)
    )


def _drift(
    rules: ClosingRules, form: Filled, booked: Mapping[str, int], planned: Mapping[str, int]
) -> ClosingPart:
    to_investment = _disposed(TO_INVESTMENT, planned, booked, 1)
    to_fund = _disposed(TO_FUND, planned, booked, 1)
    from_fund = _disposed(FROM_FUND, planned, booked, -1)
    cover = _disposed(DEFICIT_COVER, planned, booked, 1)
    to_bound = sum(booked.get(art, 0) for art in TO_BOUND_FUNDS)
    from_bound = -sum(booked.get(art, 0) for art in FROM_BOUND_FUNDS)
    # Both more set aside and more used than budgeted: no year-end rule does that, so it was by authority.
    by_authority = min(to_fund.beyond, from_fund.beyond)
    set_aside, used = to_fund.beyond - by_authority, from_fund.beyond - by_authority
    before_use = (
        form.amounts[_RESULT]
        - to_bound
        + from_bound
        - max(to_investment.planned, to_investment.booked)
        - to_fund.planned
        + from_fund.planned
        - cover.planned
        + to_investment.struck
        + to_fund.struck
        + cover.struck
        - from_fund.struck
    )
    reduced = min(used, max(0, -before_use))
    for_earlier = min(used - reduced, cover.beyond)
    # What is left of the use covers nothing of this year's or earlier deficits: it, too, was by authority.
    more_used = used - reduced - for_earlier
    amounts = {
        "ndr": form.amounts[_RESULT],
        "til_bundne": to_bound,
        "fra_bundne": from_bound,
        "til_investering": max(to_investment.planned, to_investment.booked),
        "til_fond": to_fund.planned + by_authority,
        "fra_fond": from_fund.planned + by_authority + more_used,
        "dekning": cover.planned,
        "stroket_investering": to_investment.struck,
        "stroket_avsetning": to_fund.struck,
        "stroket_dekning": cover.struck,
        "stroket_bruk": from_fund.struck,
        "bruk_reduksjon": reduced,
        "bruk_inndekning": for_earlier,
        "mindreforbruk_dekning": cover.beyond - for_earlier,
        "mindreforbruk_avsatt": set_aside,
    }
    return _part(rules, amounts)


def _investment(
    rules: ClosingRules, form: Filled, booked: Mapping[str, int], planned: Mapping[str, int]
) -> ClosingPart:
    loans = _disposed(_LOANS, planned, booked, -1)
    transfer = _disposed(_FROM_OPERATIONS, planned, booked, -1)
    to_fund = _disposed(TO_FUND, planned, booked, 1)
    from_fund = _disposed(FROM_FUND, planned, booked, -1)
    to_bound = sum(booked.get(art, 0) for art in TO_BOUND_FUNDS)
    from_bound = -sum(booked.get(art, 0) for art in FROM_BOUND_FUNDS)
    cover = sum(booked.get(art, 0) for art in DEFICIT_COVER)
    disposed = (
        loans.booked + transfer.booked - to_fund.booked + from_fund.booked - to_bound + from_bound - cover
    )
    more_used = min(to_fund.beyond, from_fund.beyond)
    amounts = {
        # What the lines come to without loans and dispositions, whatever line they stand on.
        "netto": disposed - form.amounts[_CARRIED],
        "til_bundne": to_bound,
        "fra_bundne": from_bound,
        "lan": max(loans.planned, loans.booked),
        "fra_drift": max(transfer.planned, transfer.booked),
        "til_fond": to_fund.planned + more_used,
        "fra_fond": max(from_fund.planned, from_fund.booked),
        "dekning": cover,
        "stroket_avsetning": to_fund.struck,
        "stroket_lan": loans.struck,
        "stroket_drift": transfer.struck,
        "stroket_bruk": from_fund.struck,
        "avsatt": to_fund.beyond - more_used,
    }
    return _part(rules, amounts)


def _part(rules: ClosingRules, given: Mapping[str, int]) -> ClosingPart:
    amounts = dict(given)
    lines = []
    for nr, rule in enumerate(rules.lines, start=1):
        if rule.terms:
            amounts[rule.key] = sum(sign * amounts[key] for sign, key in rule.terms)
        lines.append(
            FormLine(nr, rule.key, rule.name, None, bool(rule.terms), amounts[rule.key], (), rule.terms)
        )
    return ClosingPart(rules.kontoklasse, rules.title, tuple(lines))


def _struck_alike(drift: ClosingPart, investment: ClosingPart, tolerance: int) -> Check:
    given, received = drift.amount("stroket_investering"), investment.amount("stroket_drift")
    ok = abs(given - received) <= tolerance
    message = (
        text("Strykning av overføringen er lik i drift og investering: {amount}.", amount=Kroner(given))
        if ok
        else text(
            "Strykning av overføringen er {given} i drift og {received} i investering. Se på art 570 og 970 "
            "i budsjettet og regnskapet.",
            given=Kroner(given),
            received=Kroner(received),
        )
    )
    return Check("STRYKNING_LIK", ok, given - received, tolerance, message)


def _drift_notes(part: ClosingPart, booked: Mapping[str, int]) -> Iterable[Text]:
    """What the rules on strykninger ask to look at (legal calendar 9.6)."""
    left = part.amount("etter_strykninger")
    to_investment = sum(booked.get(art, 0) for art in TO_INVESTMENT)
    to_fund = sum(booked.get(art, 0) for art in TO_FUND)
    from_fund = -sum(booked.get(art, 0) for art in FROM_FUND)
    if left < 0 and to_investment + to_fund > 0:
        yield text(
            "Regnskapet har et merforbruk på {deficit} etter strykninger, men overfører {transfer} til "
            "investering og setter av {fund} til disposisjonsfond. Slike disponeringer skal strykes først "
            "(forskriften § 4-2).",
            deficit=Kroner(-left),
            transfer=Kroner(to_investment),
            fund=Kroner(to_fund),
        )
    if part.amount("mindreforbruk_avsatt") > 0 and from_fund > 0:
        yield text(
            "Regnskapet har et mindreforbruk og bruker likevel {used} av disposisjonsfondet. Bruken skal "
            "strykes først (forskriften § 4-3).",
            used=Kroner(from_fund),
        )


def no_closing(year: int, *, accounts: bool) -> Text:
    """Why § 5-9 cannot be shown: too early a year, no accounts, or no budget to hold them against."""
    if year < FIRST_YEAR:
        return text(
            "§ 5-9 gjelder fra {first}. Velg et senere år, eller en annen oversikt.", first=Year(FIRST_YEAR)
        )
    if not accounts:
        return text(
            "§ 5-9 hører til årsregnskapet. Velg regnskapet for {year}, eller les det inn.", year=Year(year)
        )
    return text(
        "§ 5-9 sammenligner regnskapet med budsjettet, men budsjettet for {year} er ikke lest inn. Les inn "
        "revidert eller opprinnelig budsjett.",
        year=Year(year),
    )
