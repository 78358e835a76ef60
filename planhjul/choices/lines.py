"""The lines a room is computed over: areas or functions, with how much of each is bound, and how long."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from planhjul.choices.assumptions import LEVELS, AreaAssumption, Assumptions, Key
from planhjul.choices.results import Assumption, Mark
from planhjul.ledger.codes import CodeLists
from planhjul.ledger.net import FunctionNet
from planhjul.texts import Share, Text, text, verbatim

# Premieavvik, pension funds and joint operations: bookkeeping that no council can cut (money model E.2).
TECHNICAL: Final = frozenset({"170", "171", "172", "173", "290"})


@dataclass(frozen=True, slots=True)
class Shares:
    """A line's three parts, exact, adding up to 1: bound, changeable in the short run, structural (E.2)."""

    bound: Fraction
    short: Fraction
    structural: Fraction


@dataclass(frozen=True, slots=True)
class BudgetLine:
    """One budget line: net amount N in øre and how it is bound.

    `low` and `high` are the shares that give the least and the most room. `short_leads` are (share of the
    short part, months from decision to effect), the shares adding up to 1. `because` says what binds it.
    """

    key: str
    title: str
    amount_ore: int
    default: Shares
    low: Shares
    high: Shares
    short_leads: tuple[tuple[Fraction, Fraction], ...]
    structural_lead: Fraction
    because: Text
    local: Assumption | None


def budget_lines(
    nets: Iterable[FunctionNet],
    areas: Iterable[AreaAssumption],
    assumptions: Assumptions,
    codes: CodeLists,
) -> tuple[BudgetLine, ...]:
    """The lines of a room: the areas, then the service functions no area holds.

    An area takes the functions it names, 840 and 850 too; a function named by two areas belongs to the first.

    Args:
        nets: one year's functions.
        areas: the municipality's budget areas, or none.
        assumptions: levels and leads.
        codes: which level a function has when no area holds it.
    """
    left = {net.funksjon: net for net in nets}
    lines = []
    for area in areas:
        held = [left.pop(funksjon) for funksjon in area.funksjoner if funksjon in left]
        lines.append(_area_line(area, sum(net.net_ore for net in held), assumptions))
    lines += [_function_line(net, assumptions, codes) for net in left.values() if net.service]
    return tuple(lines)


def _scaled(bound: Fraction, short: Fraction, structural: Fraction) -> Shares:
    """The shares with this bound part and the ratio short : structural kept."""
    free = short + structural
    return Shares(bound, (1 - bound) * short / free, (1 - bound) * structural / free)


def _level_shares(
    level: int, assumptions: Assumptions, local: Shares | None
) -> tuple[Shares, Shares, Shares]:
    """Default, low and high: the level's, or a local split with the level's band around it."""
    keys = LEVELS[level]
    bound = assumptions.parameters[keys[0]]
    default = local or Shares(*(assumptions[key] for key in keys))
    ratio = default if default.short + default.structural else Shares(*(assumptions[key] for key in keys))
    if not ratio.short + ratio.structural:
        ratio = Shares(Fraction(0), Fraction(1), Fraction(0))
    return (
        _scaled(default.bound, ratio.short, ratio.structural),
        _scaled(max(bound.high.value, default.bound), ratio.short, ratio.structural),
        _scaled(min(bound.low.value, default.bound), ratio.short, ratio.structural),
    )


def _exact(value: float) -> Fraction:
    """The number as its author wrote it: 0.05 is 1/20, not the nearest binary fraction."""
    return Fraction(str(value))


def _area_line(area: AreaAssumption, amount: int, assumptions: Assumptions) -> BudgetLine:
    local = Shares(*(_exact(share) for share in area.lss)) if area.lss is not None else None
    default, low, high = _level_shares(area.level, assumptions, local)
    because = (
        text(
            "Kommunen har selv oppgitt at {bound} er bundet ({kilde}).",
            bound=Share(float(default.bound)),
            kilde=verbatim(area.kilde),
        )
        if local is not None
        else _bound_by(area.level, default)
    )
    months = f"{area.lead_months:g}".replace(".", ",")
    return BudgetLine(
        key=area.key,
        title=area.title,
        amount_ore=amount,
        default=default,
        low=low,
        high=high,
        short_leads=((Fraction(1), _exact(area.lead_months)),),
        structural_lead=assumptions[Key.LEAD_STRUCTURAL],
        because=because,
        local=Assumption(
            f"omraade.{area.key}",
            text("{area}: nivå og ledetid på kort sikt", area=verbatim(area.title)),
            f"nivå {area.level}, {months} måneder",
            "",
            Mark.LOKAL,
            verbatim(area.kilde),
        ),
    )


def _bound_by(level: int, shares: Shares) -> Text:
    bound = Share(float(shares.bound))
    if level == 1:
        return text("Rettigheter og statlige normer binder {bound} av beløpet.", bound=bound)
    if level == 2:
        return text("Tjenesten er en plikt, og det binder {bound} av beløpet.", bound=bound)
    return text("Avtaler og ansatte binder {bound} av beløpet.", bound=bound)


def _function_line(net: FunctionNet, assumptions: Assumptions, codes: CodeLists) -> BudgetLine:
    level = None if net.funksjon in TECHNICAL else codes.level(net.funksjon)
    if level is None:
        default = low = high = Shares(Fraction(1), Fraction(0), Fraction(0))
    else:
        default, low, high = _level_shares(level, assumptions, None)
    return BudgetLine(
        key=net.funksjon,
        title=codes.funksjon_title(net.funksjon) or net.funksjon,
        amount_ore=net.net_ore,
        default=default,
        low=low,
        high=high,
        short_leads=_short_leads(net, assumptions),
        structural_lead=assumptions[Key.LEAD_STRUCTURAL],
        because=_unjudged(net.funksjon) if level is None else _bound_by(level, default),
        local=None,
    )


def _unjudged(funksjon: str) -> Text:
    if funksjon in TECHNICAL:
        return text("Dette er en teknisk post som ikke kan kuttes.")
    if not funksjon:
        return text(
            "Linjene har ingen funksjon og regnes som bundet. Legg inn funksjon for å se hva som kan endres."
        )
    return text(
        "Vi vet ikke hvor bundet funksjon {funksjon} er, så alt regnes som bundet. Legg funksjonen i "
        "et område.",
        funksjon=verbatim(funksjon),
    )


def _short_leads(net: FunctionNet, assumptions: Assumptions) -> tuple[tuple[Fraction, Fraction], ...]:
    """The short part split by the function's share of wages; all wages when nobody knows, to be cautious."""
    wages = Fraction(1)
    if net.wages_ore is not None and net.gross_ore > 0:
        wages = min(Fraction(1), max(Fraction(0), Fraction(net.wages_ore, net.gross_ore)))
    return ((wages, assumptions[Key.LEAD_WAGES]), (1 - wages, assumptions[Key.LEAD_PURCHASES]))
