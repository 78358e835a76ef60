"""«Forklar tallet» for income: how each figure of the composition came about."""

from __future__ import annotations

from typing import Final

from planhjul.explanation import Explanation, Input, kroner, million
from planhjul.ledger.income.funding import FREE, SURPLUS
from planhjul.ledger.income.results import (
    Base,
    ClassifiedSum,
    Definition,
    FundingChain,
    IncomeClass,
    IncomeComposition,
    IncomeGroup,
    Konsesjonskraft,
)
from planhjul.ledger.income.scale import Scale, ScaleKind
from planhjul.ledger.versions import version_title
from planhjul.texts import Million, Share, Text, Year, text, verbatim

_MOST_INPUTS: Final = 12
_BASES: Final[dict[Base, tuple[Text, Text]]] = {
    Base.DI: (
        text("Brutto driftsinntekter"),
        text("Artene 600–899 i driften, og fra 2020 også art 920. Renter og utbytte er ikke med."),
    ),
    Base.DI_FINANS: (
        text("Brutto driftsinntekter med renter og utbytte"),
        text("Artene 600–899 i driften, fra 2020 også art 920, og artene 900, 905 og 909."),
    ),
}
_PARAGRAPH_5_4: Final = text("Budsjett- og regnskapsforskriften § 5-4 første ledd")
_KOSTRA: Final = text("Statistisk sentralbyrås definisjoner i KOSTRA")


def explain_total(composition: IncomeComposition) -> Explanation:
    """The base that every share is a share of."""
    title, definition = _BASES[composition.base]
    inputs = [Input(one.title, million(one.amount_ore)) for one in composition.classes]
    formula = text("Summen av alle klassene. Ingen linjer er utelatt.")
    if composition.unclassified_ore:
        formula = text("Summen av alle klassene og det uklassifiserte. Ingen linjer er utelatt.")
        inputs.append(Input(text("Uklassifisert"), million(composition.unclassified_ore)))
    return Explanation(
        title=title,
        value=million(composition.total_ore),
        formula=formula,
        inputs=tuple(inputs),
        definition=definition,
        basis=_KOSTRA,
        version=version_title(composition.version, composition.year),
        stood_from=composition.stood_from,
    )


def explain_class(composition: IncomeComposition, member: IncomeClass) -> Explanation:
    """One class: the arts and functions it is the sum of, and why they are in it."""
    lines = [line for line in composition.sums if line.income_class == member.key]
    largest = sorted(lines, key=lambda line: -abs(line.amount_ore))
    inputs = [_line(line) for line in largest[:_MOST_INPUTS]]
    if rest := largest[_MOST_INPUTS:]:
        amount = sum(line.amount_ore for line in rest)
        inputs.append(Input(text("{count} mindre poster", count=len(rest)), million(amount)))
    return Explanation(
        title=member.title,
        value=_with_share(member.amount_ore, member.share),
        formula=text("Summen av artene under. Andelen er summen delt på {base}.", base=_base(composition)),
        inputs=tuple(inputs),
        definition=member.reason,
        basis=text("Inndelingen følger art og funksjon i KOSTRA. Kommunen kan overstyre den med kilde."),
        version=version_title(composition.version, composition.year),
        stood_from=composition.stood_from,
    )


def explain_group(composition: IncomeComposition, group: IncomeGroup, title: Text) -> Explanation:
    """One of the three groups: free, bound, other."""
    members = [member for member in composition.classes if member.group is group]
    amount = sum(member.amount_ore for member in members)
    share = amount / composition.total_ore if composition.total_ore else 0.0
    return Explanation(
        title=title,
        value=_with_share(amount, share),
        formula=text("Summen av klassene under. Andelen er summen delt på {base}.", base=_base(composition)),
        inputs=tuple(Input(member.title, _with_share(member.amount_ore, member.share)) for member in members),
        definition=_GROUP_WORDS[group],
        version=version_title(composition.version, composition.year),
        stood_from=composition.stood_from,
    )


_GROUP_WORDS: Final[dict[IncomeGroup, Text]] = {
    IncomeGroup.FRI: text("Penger som kommunestyret kan bruke til hva det vil innenfor loven."),
    IncomeGroup.BUNDET: text("Penger som er gitt eller betalt for en bestemt tjeneste og følger den."),
    IncomeGroup.OVRIG: text(
        "Penger som verken er frie eller bundet: de svarer til en utgift, eller kommer én gang."
    ),
}


def explain_definition(composition: IncomeComposition, definition: Definition) -> Explanation:
    """One of the competing definitions of free income, with the arts it counts."""
    return Explanation(
        title=definition.title,
        value=_with_share(definition.amount_ore, definition.share),
        formula=text("Summen av det definisjonen regner med, delt på {base}.", base=_base(composition)),
        inputs=(
            Input(text("Regnet med"), million(definition.amount_ore)),
            Input(_BASES[composition.base][0], million(composition.total_ore)),
        ),
        definition=definition.words,
        basis=_DEFINITION_BASIS[definition.key],
        version=version_title(composition.version, composition.year),
        stood_from=composition.stood_from,
    )


_DEFINITION_BASIS: Final[dict[str, Text]] = {
    "ssb": _KOSTRA,
    "tbu": text("Det tekniske beregningsutvalget for kommunal og fylkeskommunal økonomi (TBU)"),
    "frie_disponible": _PARAGRAPH_5_4,
}


def explain_chain(composition: IncomeComposition, chain: FundingChain, title: Text) -> Explanation:
    """Who pays for a function, an area or all of it."""
    own = sum(one.amount_ore for one in chain.sources if one.key not in (FREE, SURPLUS))
    if chain.amount_of(SURPLUS):
        formula = text(
            "De egne inntektene er {own}. Det er {surplus} mer enn utgiften, som er {cost}.",
            own=million(own),
            surplus=million(-chain.amount_of(SURPLUS)),
            cost=million(chain.cost_ore),
        )
    else:
        formula = text(
            "Utgiften er {cost}. Egne inntekter dekker {own}. Frie inntekter dekker resten, {free}.",
            cost=million(chain.cost_ore),
            own=million(own),
            free=million(chain.amount_of(FREE)),
        )
    return Explanation(
        title=title,
        value=million(chain.cost_ore),
        formula=formula,
        inputs=tuple(Input(source.title, million(source.amount_ore)) for source in chain.sources),
        definition=text(
            "Brutto driftsutgift uten avskrivninger (artene 010–499, fra 2020 også 520). Alle inntektene i "
            "driften er fordelt: på tjenesten de står på, eller på fellespotten som dekker resten."
        ),
        version=version_title(composition.version, composition.year),
        stood_from=composition.stood_from,
    )


def explain_power(composition: IncomeComposition, power: Konsesjonskraft) -> Explanation:
    """Konsesjonskraft net."""
    return Explanation(
        title=text("Konsesjonskraft, netto"),
        value=million(power.net_ore),
        formula=text("Inntektene på funksjon 321 minus kjøp av kraft (art 470) på samme funksjon."),
        inputs=(
            Input(text("Inntekter på funksjon 321"), million(power.sale_ore)),
            Input(text("Kjøp av kraft, art 470"), million(power.purchase_ore)),
        ),
        definition=text(
            "Salget står brutto i klassene, men bare nettoen er igjen til kommunen. TBU regner nettoen som "
            "en ubundet inntekt i sitt videste begrep."
        ),
        version=version_title(composition.version, composition.year),
        stood_from=composition.stood_from,
    )


def explain_scale(composition: IncomeComposition, scale: Scale) -> Explanation:
    """The version's income on the chosen scale: per inhabitant, or in the prices of one year."""
    title, definition = _BASES[composition.base]
    return Explanation(
        title=scaled_title(title, scale),
        value=scaled_value(composition.total_ore, scale),
        formula=scale.words,
        inputs=(Input(title, million(composition.total_ore)), *scale.inputs),
        definition=definition,
        version=version_title(composition.version, composition.year),
        stood_from=composition.stood_from,
        estimate=scale.kind is ScaleKind.FAST and scale.factor != 1,
    )


def scaled_title(title: Text, scale: Scale) -> Text:
    """The title with what the amount is counted in."""
    if scale.kind is ScaleKind.INNBYGGER:
        return text("{title} per innbygger", title=title)
    if scale.kind is ScaleKind.FAST:
        return text("{title} i {year}-priser", title=title, year=Year(scale.price_year))
    return title


def scaled_value(ore: int, scale: Scale) -> Text:
    """The amount on the scale in words: whole kroner per inhabitant, else millions."""
    if scale.kind is ScaleKind.INNBYGGER:
        return kroner(scale.amount(ore))
    return million(scale.amount(ore))


def _line(line: ClassifiedSum) -> Input:
    return Input(
        text(
            "Art {art}, funksjon {funksjon}",
            art=verbatim(line.art or "–"),
            funksjon=verbatim(line.funksjon or "–"),
        ),
        million(line.amount_ore),
        verbatim(line.art_title) if line.art_title else None,
    )


def _with_share(ore: int, share: float) -> Text:
    return text("{amount} ({share})", amount=Million(ore), share=Share(share))


def _base(composition: IncomeComposition) -> Text:
    if composition.base is Base.DI:
        return text("brutto driftsinntekter")
    return text("brutto driftsinntekter med renter og utbytte")
