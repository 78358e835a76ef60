"""The lines a room is computed over: areas or functions, with how much of each is bound, and how long."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Final

from planhjul.choices.assumptions import LEVELS, Assumptions, Key, months_text, share_text
from planhjul.choices.bindings import Binding
from planhjul.choices.results import Assumption, Mark
from planhjul.choices.room.budget import OperatingBudget, Scope, apportion
from planhjul.choices.room.overrides import NO_CHOICE, Choice, Overrides, by_level_only
from planhjul.choices.room.slices import Slice
from planhjul.ledger.areas import Area, AreaMap
from planhjul.ledger.codes import FIRST_FINANCIAL_FUNCTION, CodeLists, SelfCost
from planhjul.texts import Share, Text, listed, text, verbatim

# Premieavvik, pension funds and joint operations: bookkeeping that no council can cut (money model E.2).
TECHNICAL: Final = frozenset({"170", "171", "172", "173", "290"})
_LAST_WAGE_ART: Final = "099"
# Shares of wages are kept to a hundredth of a per cent: they only weigh two assumed leads.
_WAGE_STEPS: Final = 10_000


@dataclass(frozen=True, slots=True)
class Shares:
    """A line's three parts, exact, adding up to 1: bound, changeable in the short run, structural (E.2)."""

    bound: Fraction
    short: Fraction
    structural: Fraction


@dataclass(frozen=True, slots=True)
class BudgetLine:
    """One budget line: net amount N in øre and how it is bound.

    `area` is the area or function it is a part of; they are the same as `key` where nothing local divides it.
    `low` and `high` are the shares that give the least and the most room. `short_leads` are (share of the
    short part, months from decision to effect), the shares adding up to 1. `because` says what binds it.
    `financed_ore` is what fees would follow down if the cost were cut (self-cost): it frees nothing.
    `functions` weighs what the line's money is for: function → øre, `scopes` the centres and functions in it.
    `slices` are the commitments that bind some of it (`choices.commitments`).
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
    local: tuple[Assumption, ...]
    area: str
    gross_ore: int = 0
    financed_ore: int = 0
    level: int | None = None
    functions: Mapping[str, int] = field(default_factory=dict)
    scopes: tuple[Scope, ...] = ()
    slices: tuple[Slice, ...] = ()

    @property
    def base_ore(self) -> int:
        """What the shares hold for: the net that is not covered by income which follows the cost."""
        return max(0, self.amount_ore) - self.financed_ore


@dataclass(frozen=True, slots=True)
class _Base:
    """An area or a function, before local bindings divide it."""

    key: str
    title: str
    level: int | None
    area: Area | None


def budget_lines(
    budget: OperatingBudget,
    areas: Iterable[Area],
    assumptions: Assumptions,
    codes: CodeLists,
    bindings: Iterable[Binding] = (),
) -> tuple[BudgetLine, ...]:
    """The lines of a room: the areas, then the service functions no area holds.

    An area takes the functions and centres it names, 840 and 850 too. Where a local binding holds for a part
    of an area or function, that part is a line of its own; the lines add up to the same net, to the øre.

    Args:
        budget: one year's operating budget, with centres and arts apart where areas or bindings name them.
        areas: the municipality's budget areas, or none.
        assumptions: levels and leads.
        codes: which level a function has when no area holds it.
        bindings: the municipality's own shares and leads.
    """
    overrides, held = Overrides(bindings), tuple(areas)
    area_map = AreaMap(held)
    bases = {f"o:{area.key}": _Base(area.key, area.title, area.level, area) for area in held}
    scopes: dict[str, list[Scope]] = {key: [] for key in bases}
    for scope in budget.scopes:
        area_key = area_map.of(scope.funksjon, scope.ansvar)
        if area_key is not None:
            scopes[f"o:{area_key}"].append(scope)
        elif scope.funksjon < FIRST_FINANCIAL_FUNCTION:
            scopes.setdefault(scope.funksjon, []).append(scope)
            bases.setdefault(scope.funksjon, _function(scope.funksjon, codes))
    return tuple(
        line
        for key, base in bases.items()
        for line in _lines_of(base, scopes[key], overrides, assumptions, codes)
    )


def _function(funksjon: str, codes: CodeLists) -> _Base:
    level = None if funksjon in TECHNICAL else codes.level(funksjon)
    return _Base(funksjon, codes.funksjon_title(funksjon) or funksjon, level, None)


@dataclass(slots=True)
class _Piece:
    """A part of a base under one choice of bindings."""

    choice: Choice
    gross: int
    income: int
    wages: int | None
    art: str = ""
    within: Choice = NO_CHOICE

    @property
    def bindings(self) -> tuple[Binding, ...]:
        """Every binding that made it a piece: those of the piece it is taken from, and its own."""
        outer = self.within.bindings if self.art else ()
        return (*outer, *(binding for binding in self.choice.bindings if binding not in outer))


def _lines_of(
    base: _Base, scopes: list[Scope], overrides: Overrides, assumptions: Assumptions, codes: CodeLists
) -> list[BudgetLine]:
    by_choice: dict[Choice, list[Scope]] = {} if scopes else {NO_CHOICE: []}
    for scope in scopes:
        choice = overrides.choose(base.level, _area_key(base), scope.funksjon, scope.ansvar)
        by_choice.setdefault(choice, []).append(scope)
    # What holds for all of the base divides nothing, so it names no part.
    common = set.intersection(*(set(choice.bindings) for choice in by_choice))
    lines = []
    for choice, held in by_choice.items():
        pieces = _pieces(base, choice, held, overrides)
        financed = _financed(held, assumptions, codes)
        gross = [Fraction(max(0, piece.gross)) for piece in pieces]
        shared = apportion(financed, gross) if any(gross) else [0] * len(pieces)
        for piece, fees in zip(pieces, shared, strict=True):
            parts = tuple(binding for binding in piece.bindings if binding not in common)
            lines.append(_line(base, piece, parts, held, fees, assumptions, codes))
    return lines


def _area_key(base: _Base) -> str:
    return base.key if base.area is not None else ""


def _pieces(base: _Base, choice: Choice, scopes: list[Scope], overrides: Overrides) -> list[_Piece]:
    """The scopes as one piece, and the arts that a binding takes out of it; income follows the cost."""
    gross, income = sum(scope.gross_ore for scope in scopes), sum(scope.income_ore for scope in scopes)
    known = [scope.wages_ore for scope in scopes if scope.wages_ore is not None]
    rest = _Piece(choice, gross, income, sum(known) if known else None)
    taken: dict[Choice, _Piece] = {}
    for scope in scopes:
        for art, amount in scope.arts.items():
            own = overrides.choose(base.level, _area_key(base), scope.funksjon, scope.ansvar, art)
            if own == choice:
                continue
            piece = taken.setdefault(own, _Piece(own, 0, 0, 0, art, choice))
            wages = amount if art <= _LAST_WAGE_ART else 0
            piece.gross, piece.wages = piece.gross + amount, (piece.wages or 0) + wages
            rest.gross, rest.wages = rest.gross - amount, (rest.wages or 0) - wages
    pieces = [rest, *taken.values()]
    if taken and gross > 0 and all(piece.gross >= 0 for piece in pieces):
        for piece, part in zip(
            pieces, apportion(income, [Fraction(piece.gross) for piece in pieces]), strict=True
        ):
            piece.income = part
    return pieces


def _financed(scopes: list[Scope], assumptions: Assumptions, codes: CodeLists) -> int:
    """Øre of the net that fees would follow down if the cost were cut (d of money model D.1)."""
    nets: dict[str, tuple[int, int]] = {}
    for scope in scopes:
        gross, net = nets.get(scope.funksjon, (0, 0))
        nets[scope.funksjon] = (gross + scope.gross_ore, net + scope.net_ore)
    financed = Fraction(0)
    for funksjon, (gross, net) in nets.items():
        covered = _covered(funksjon, assumptions, codes)
        if covered and net > 0:
            financed += max(Fraction(0), net - (1 - covered) * gross)
    whole = max(0, sum(net for _, net in nets.values()))
    return min(whole, int(financed))


def _covered(funksjon: str, assumptions: Assumptions, codes: CodeLists) -> Fraction:
    given = assumptions.self_cost.get(funksjon)
    if given is not None:
        return given[0]
    full = codes.self_cost(funksjon) in (SelfCost.FULL, SelfCost.FULL_REQUIRED)
    return assumptions[Key.SELF_COST_FULL] if full else Fraction(0)


def _line(
    base: _Base,
    piece: _Piece,
    parts: tuple[Binding, ...],
    scopes: list[Scope],
    financed: int,
    assumptions: Assumptions,
    codes: CodeLists,
) -> BudgetLine:
    net = piece.gross - piece.income
    shares, source = _own_shares(base, piece.choice, assumptions)
    default, low, high = _band(base.level, assumptions, shares)
    functions: dict[str, int] = {}
    for scope in scopes:
        functions[scope.funksjon] = functions.get(scope.funksjon, 0) + scope.net_ore
    return BudgetLine(
        key=":".join((base.key, *(binding.key for binding in parts))),
        title=base.title if not parts else f"{base.title} – {_part_title(piece, parts, scopes, codes)}",
        amount_ore=net,
        default=default,
        low=low,
        high=high,
        short_leads=_short_leads(base, piece, assumptions),
        structural_lead=(
            piece.choice.structural.lead_structural
            if piece.choice.structural is not None and piece.choice.structural.lead_structural is not None
            else assumptions[Key.LEAD_STRUCTURAL]
        ),
        because=_because(base, default, source),
        local=(*_area_local(base), *(_binding_local(binding) for binding in piece.choice.bindings)),
        area=base.key,
        gross_ore=piece.gross,
        financed_ore=min(financed, max(0, net)),
        level=base.level,
        functions=functions,
        scopes=tuple(scopes),
    )


def _part_title(piece: _Piece, parts: tuple[Binding, ...], scopes: list[Scope], codes: CodeLists) -> str:
    if piece.art:
        return codes.art_title(piece.art) or piece.art
    centres = sorted({scope.ansvar for scope in scopes if scope.ansvar})
    functions = sorted({scope.funksjon for scope in scopes})
    if any(binding.ansvar for binding in parts):
        return ", ".join(centres)
    return ", ".join(codes.funksjon_title(funksjon) or funksjon for funksjon in functions)


def _own_shares(base: _Base, choice: Choice, assumptions: Assumptions) -> tuple[Shares | None, str]:
    """The municipality's own shares for the piece with their source; an area's own go before its level's."""
    binding = choice.shares
    lss = base.area.lss if base.area is not None else None
    if lss is not None and base.area is not None and (binding is None or by_level_only(binding)):
        return Shares(*(_exact(share) for share in lss)), base.area.kilde
    if binding is None or binding.bound is None or binding.short is None or binding.structural is None:
        return None, ""
    return Shares(binding.bound, binding.short, binding.structural), binding.kilde


def _scaled(bound: Fraction, short: Fraction, structural: Fraction) -> Shares:
    """The shares with this bound part and the ratio short : structural kept."""
    free = short + structural
    return Shares(bound, (1 - bound) * short / free, (1 - bound) * structural / free)


def _band(level: int | None, assumptions: Assumptions, local: Shares | None) -> tuple[Shares, Shares, Shares]:
    """Default, low and high: the level's, or a local split with the level's band around it."""
    if level is None:
        only = local or Shares(Fraction(1), Fraction(0), Fraction(0))
        return only, only, only
    keys = LEVELS[level]
    bound = assumptions.parameters[keys[0]]
    default = local or Shares(*(assumptions[key] for key in keys))
    ratio = default if default.short + default.structural else Shares(*(assumptions[key] for key in keys))
    if not ratio.short + ratio.structural:
        ratio = Shares(Fraction(0), Fraction(1), Fraction(0))
    return (
        _scaled(default.bound, ratio.short, ratio.structural),
        _scaled(max(bound.high, default.bound), ratio.short, ratio.structural),
        _scaled(min(bound.low, default.bound), ratio.short, ratio.structural),
    )


def _exact(value: float) -> Fraction:
    """The number as its author wrote it: 0.05 is 1/20, not the nearest binary fraction."""
    return Fraction(str(value))


def _short_leads(
    base: _Base, piece: _Piece, assumptions: Assumptions
) -> tuple[tuple[Fraction, Fraction], ...]:
    """A local lead, or the short part split by the piece's share of wages (all wages when nobody knows)."""
    binding = piece.choice.short
    narrow = binding is not None and (base.area is None or not by_level_only(binding))
    if narrow and binding is not None and binding.lead_short is not None:
        return ((Fraction(1), binding.lead_short),)
    if base.area is not None:
        return ((Fraction(1), _exact(base.area.lead_months)),)
    wages = Fraction(1)
    if piece.wages is not None and piece.gross > 0:
        share = Fraction(round(Fraction(piece.wages, piece.gross) * _WAGE_STEPS), _WAGE_STEPS)
        wages = min(Fraction(1), max(Fraction(0), share))
    return ((wages, assumptions[Key.LEAD_WAGES]), (1 - wages, assumptions[Key.LEAD_PURCHASES]))


def _because(base: _Base, default: Shares, source: str) -> Text:
    bound = Share(float(default.bound))
    if source:
        return text(
            "Kommunen har selv oppgitt at {bound} er bundet ({kilde}).", bound=bound, kilde=verbatim(source)
        )
    if base.level is None:
        return _unjudged(base.key)
    if base.level == 1:
        return text("Rettigheter og statlige normer binder {bound} av beløpet.", bound=bound)
    if base.level == 2:
        return text("Tjenesten er en plikt, og det binder {bound} av beløpet.", bound=bound)
    return text("Avtaler og ansatte binder {bound} av beløpet.", bound=bound)


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


def _area_local(base: _Base) -> tuple[Assumption, ...]:
    area = base.area
    if area is None:
        return ()
    return (
        Assumption(
            f"omraade.{area.key}",
            text("{area}: nivå og ledetid på kort sikt", area=verbatim(area.title)),
            text("nivå {level}, {lead}", level=area.level, lead=months_text(_exact(area.lead_months))),
            Mark.LOKAL,
            verbatim(area.kilde),
        ),
    )


def _binding_local(binding: Binding) -> Assumption:
    """A binding as an answer lists it: its shares and leads, and whose they are."""
    parts = []
    if binding.bound is not None and binding.short is not None and binding.structural is not None:
        parts.append(
            text(
                "bundet {bound}, kort sikt {short}, strukturelt {structural}",
                bound=share_text(binding.bound),
                short=share_text(binding.short),
                structural=share_text(binding.structural),
            )
        )
    if binding.lead_short is not None:
        parts.append(text("ledetid {lead}", lead=months_text(binding.lead_short)))
    if binding.lead_structural is not None:
        parts.append(text("omlegging {lead}", lead=months_text(binding.lead_structural)))
    return Assumption(
        f"binding.{binding.key}",
        text("Egen binding «{key}»", key=verbatim(binding.key)),
        listed(parts),
        Mark.LOKAL,
        verbatim(binding.kilde),
    )
