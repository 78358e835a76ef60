"""Bound to what: for every function, who pays for its cost, to the øre (money model B.1 and B.2)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Final

from planhjul.ledger.codes import FIRST_FINANCIAL_FUNCTION, CodeLists, SelfCost
from planhjul.ledger.income.classes import CLASS_RULES
from planhjul.ledger.income.entries import Cell, IncomeEntry
from planhjul.ledger.income.results import CarriedCost, Funding, FundingChain, FundingSource, IncomeGroup
from planhjul.ledger.net import is_operating_expense
from planhjul.texts import Text, text

FREE: Final = "fri"
SURPLUS: Final = "overskudd"
SELF_COST: Final = "selvkost"
_FEES: Final = "bundet_gebyr_salg"
SICK_PAY: Final = "sykelonnsrefusjon"
VAT: Final = "momskompensasjon"
_LAST_WAGE_ART: Final = "099"
VAT_ART: Final = "429"

SOURCE_TITLES: Final[dict[str, Text]] = {
    SELF_COST: text("Selvkostgebyrer"),
    **{key: rule.title for key, rule in CLASS_RULES.items() if rule.group is not IncomeGroup.FRI},
    FREE: text("Frie inntekter (resten)"),
    SURPLUS: text("Overskudd på tjenesten"),
}
"""Every source a chain may have, in the order in which they are shown."""

KeyOf = Callable[[str, str], str]


@dataclass(slots=True)
class _Part:
    cost: int = 0
    bound: int = 0
    sources: dict[str, int] = field(default_factory=dict)

    def add(self, source: str, amount: int) -> None:
        self.sources[source] = self.sources.get(source, 0) + amount


def fund(
    held: Iterable[Cell],
    entries: Iterable[IncomeEntry],
    codes: CodeLists,
    year: int,
    *,
    key_of: KeyOf,
    title_of: Callable[[str], str],
) -> Funding:
    """Who pays for each function (or area): fees, refunds and grants of its own, free income for the rest.

    Cost is driftsutgifter without depreciation. Own income is bound income wherever it stands, and other
    driftsinntekter on a service; all else is the pool that everything shares. So the chains' cost is the
    version's cost, and their own income and the pool are its driftsinntekter.

    Args:
        held: the operating account.
        entries: its income with classes.
        codes: says which functions are at self-cost.
        year: says what belongs to operations.
        key_of: (funksjon, ansvar) → the key of the chain it belongs to.
        title_of: that key's name.
    """
    parts: dict[str, _Part] = {}
    whole = _Part()
    pool = 0
    for cell in held:
        if is_operating_expense(cell.art, cell.side, year):
            for part in (_part(parts, key_of(cell.funksjon, cell.ansvar)), whole):
                part.cost += cell.amount_ore
    for entry in entries:
        if not entry.operating:
            continue
        if not own_income(entry):
            pool += entry.amount_ore
            continue
        bound = CLASS_RULES[entry.income_class].group is IncomeGroup.BUNDET
        for part in (_part(parts, key_of(entry.funksjon, entry.ansvar)), whole):
            part.add(source_of(entry, codes), entry.amount_ore)
            part.bound += entry.amount_ore if bound else 0
    chains = [_chain(key, title_of(key), part) for key, part in parts.items()]
    return Funding(
        chains=tuple(sorted(chains, key=lambda chain: (-chain.bound_ore, -chain.cost_ore, chain.key))),
        total=_chain("", "", whole),
        pool_ore=pool,
    )


def own_income(entry: IncomeEntry) -> bool:
    """True when the income pays for the function it stands on, not for everything."""
    group = CLASS_RULES[entry.income_class].group
    on_service = entry.funksjon < FIRST_FINANCIAL_FUNCTION
    return group is IncomeGroup.BUNDET or (group is IncomeGroup.OVRIG and on_service)


def source_of(entry: IncomeEntry, codes: CodeLists) -> str:
    """The key of the source an own income belongs to: its class, or self-cost for such a function's fees."""
    if entry.income_class == _FEES and codes.self_cost(entry.funksjon) is not SelfCost.NONE:
        return SELF_COST
    return entry.income_class


def _part(parts: dict[str, _Part], key: str) -> _Part:
    return parts.setdefault(key, _Part())


def _chain(key: str, title: str, part: _Part) -> FundingChain:
    rest = part.cost - sum(part.sources.values())
    amounts = part.sources | {FREE if rest >= 0 else SURPLUS: rest}
    sources = tuple(
        FundingSource(source, words, amounts[source], amounts[source] / part.cost if part.cost > 0 else None)
        for source, words in SOURCE_TITLES.items()
        if amounts.get(source)
    )
    return FundingChain(key, title, part.cost, part.bound, sources)


def costs_of(
    held: Iterable[Cell], chain: FundingChain, codes: CodeLists, year: int, key_of: KeyOf
) -> tuple[CarriedCost, ...]:
    """The chain's cost by art and function, the largest first, each with the sources that can carry it.

    Sick-pay refunds answer to wages and VAT compensation to VAT; the other sources pay for all but VAT.
    """
    amounts: dict[tuple[str, str], int] = {}
    for cell in held:
        here = key_of(cell.funksjon, cell.ansvar) == chain.key
        if here and is_operating_expense(cell.art, cell.side, year):
            code = (cell.art, cell.funksjon)
            amounts[code] = amounts.get(code, 0) + cell.amount_ore
    keys = tuple(source.key for source in chain.sources if source.key != SURPLUS)
    found = (
        CarriedCost(
            art,
            codes.art_title(art),
            funksjon,
            codes.funksjon_title(funksjon),
            amount,
            tuple(key for key in keys if carries(key, art)),
        )
        for (art, funksjon), amount in amounts.items()
        if amount
    )
    return tuple(sorted(found, key=lambda cost: (-cost.amount_ore, cost.art, cost.funksjon)))


def carries(source: str, art: str) -> bool:
    """True when income of the source can pay for the art."""
    if source == SICK_PAY:
        return "" < art <= _LAST_WAGE_ART
    if source == VAT:
        return art == VAT_ART
    return art != VAT_ART or source == FREE
