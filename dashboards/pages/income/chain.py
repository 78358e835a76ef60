"""Bound to what: who pays for each service, from a bound krone to the cost it carries, and back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from dash import html
from dash.development.base_component import Component

from dashboards import components as ui
from dashboards.ids import Income
from dashboards.pages.income.amounts import Amounts
from dashboards.pages.income.compare import legend
from dashboards.pages.income.drill import NO_LINES
from dashboards.parts import cells
from dashboards.view import Context
from planhjul.figures.income import composition as figures
from planhjul.figures.income.chain import HEIGHT, chain_bars, shown, source_fill
from planhjul.figures.template import LIGHT
from planhjul.ledger.income.explained import explain_chain, scaled_value
from planhjul.ledger.income.funding import FREE, SICK_PAY, SOURCE_TITLES, SURPLUS, VAT_ART
from planhjul.ledger.income.results import (
    CarriedCost,
    ChainDetail,
    ClassifiedSum,
    FundingChain,
    FundingSource,
    IncomeComposition,
)
from planhjul.ledger.income.scale import ScaleKind
from planhjul.texts import Million, Share, Text, text, verbatim

SERVICE: Final = "tjeneste"
SOURCE: Final = "betaler"
_AREA: Final = "omrade:"
# A line of a file may have no function; the address needs a word for it.
_NO_KEY: Final = "uten"
_MOST: Final = 10


@dataclass(frozen=True, slots=True)
class _Chosen:
    """What the address asks for: a chain, its name, and what stands behind it (None for the total)."""

    value: str
    title: Text | str
    chain: FundingChain
    detail: ChainDetail | None


def bound_to(context: Context, amounts: Amounts, composition: IncomeComposition) -> Component:
    """The section: a chain to choose, drawn, with what is behind both ends, and the list of all."""
    areas = context.seen.income.area_funding(composition.year, composition.version).chains
    chosen = _chosen(context, composition, areas)
    return ui.section(
        text("Hva de bundne kronene er bundet til"),
        html.Div(
            ui.select(
                Income.SERVICE,
                text("Tjeneste eller område"),
                _options(context, composition, areas),
                chosen.value,
                address=SERVICE,
                clears=(SOURCE, "art", "funksjon", "ansvar", "prosjekt", "klasse"),
            ),
            className="ph-narrow",
        ),
        _drawn(context, amounts, chosen),
        _legend(amounts, chosen.chain),
        ui.explain_number(explain_chain(composition, chosen.chain, _as_text(chosen.title))),
        *_behind(context, amounts, chosen),
        *_all(context, amounts, composition),
        lead=text(
            "Hver tjeneste er betalt av sine egne inntekter først, og av frie inntekter for resten. "
            "Faller tjenesten bort, faller de egne inntektene bort med den. "
            "Et kutt er derfor verdt mindre enn det ser ut til."
        ),
    )


def _as_text(title: Text | str) -> Text:
    return verbatim(title) if isinstance(title, str) else title


def _name(context: Context, chain: FundingChain, *, area: bool) -> str:
    if chain.key:
        return chain.title if area else f"{chain.key} {chain.title}".strip()
    return context.say(text("Uten område") if area else text("Uten funksjon"))


def _value(chain: FundingChain, *, area: bool) -> str:
    return (_AREA if area else "") + (chain.key or _NO_KEY)


def _options(
    context: Context, composition: IncomeComposition, areas: Sequence[FundingChain]
) -> list[ui.Option]:
    found: list[ui.Option] = [("", text("Alle tjenester"))]
    found += [
        (_value(chain, area=True), text("Område: {title}", title=_name(context, chain, area=True)))
        for chain in areas
    ]
    by_code = sorted(composition.funding.chains, key=lambda chain: chain.key)
    found += [(_value(chain, area=False), _name(context, chain, area=False)) for chain in by_code]
    return found


def _chosen(context: Context, composition: IncomeComposition, areas: Sequence[FundingChain]) -> _Chosen:
    written = context.asked(SERVICE)
    area = written.startswith(_AREA)
    for chain in areas if area else composition.funding.chains:
        if written and _value(chain, area=area) == written:
            detail = context.seen.income.chain(composition.year, composition.version, chain.key, area=area)
            return _Chosen(written, _name(context, chain, area=area), chain, detail)
    return _Chosen("", text("Alle tjenester"), composition.funding.total, None)


def _drawn(context: Context, amounts: Amounts, chosen: _Chosen) -> Component:
    chain = chosen.chain

    def source(one: FundingSource) -> ui.Cell:
        followed = chosen.detail is not None and one.key not in (FREE, SURPLUS)
        href = context.href(betaler=one.key, art=None, funksjon=None, klasse=None) if followed else ""
        return ui.Cell(one.title, href=href)

    columns = [
        ui.Column("title", text("Hvem som betaler"), of=source, total=text("Utgiften")),
        amounts.column("amount", text("Beløp"), lambda one: one.amount_ore, chain.cost_ore),
        ui.Column(
            "share",
            text("Andel av utgiften"),
            "number",
            of=lambda one: cells.share(context, one.share),
            total=context.language.percent(1.0) if chain.cost_ore > 0 else "–",
        ),
    ]
    rows = ui.rows_of(columns, chain.sources, key=lambda one: one.key)
    table = ui.data_table(
        Income.SOURCES, text("Hvem som betaler"), columns, rows, caption_hidden=True, compact=True
    )
    costs = chosen.detail.costs if chosen.detail else ()
    return ui.chart(
        Income.CHAIN,
        chain_bars(chain, costs, amounts.scale, context.language, LIGHT),
        name=text("Hvem som betaler for {service}", service=chosen.title)
        if chosen.value
        else text("Hvem som betaler for alle tjenester"),
        sentence=_sentence(amounts, chain),
        table=table,
        table_label=text("Vis som tabell, og følg en inntekt"),
        height=HEIGHT,
    )


def _legend(amounts: Amounts, chain: FundingChain) -> Component:
    context = amounts.context
    marks = [
        (
            source_fill(source.key),
            source.title,
            shown(abs(source.amount_ore), chain.cost_ore, amounts.scale, context.language),
        )
        for source in chain.sources
    ]
    return legend(text("Hvem som betaler"), marks)


def _sentence(amounts: Amounts, chain: FundingChain) -> ui.Words:
    language = amounts.context.language

    def said(ore: int) -> str:
        return shown(ore, chain.cost_ore, amounts.scale, language)

    if surplus := chain.amount_of(SURPLUS):
        return text(
            "Inntektene er {surplus} større enn utgiften på {cost}. Gebyrer kan dekke mer, fordi de også "
            "skal betale for bygg og anlegg.",
            surplus=said(-surplus),
            cost=_cost(amounts, chain),
        )
    own = chain.cost_ore - chain.amount_of(FREE)
    return text(
        "Utgiften er {cost}. Egne inntekter dekker {own}, frie inntekter {free}.",
        cost=_cost(amounts, chain),
        own=said(own),
        free=said(chain.amount_of(FREE)),
    )


def _cost(amounts: Amounts, chain: FundingChain) -> Text:
    """The whole cost on the page's scale; a share of itself would say nothing."""
    scale = amounts.scale
    if scale.kind is ScaleKind.ANDEL:
        return text("{amount}", amount=Million(chain.cost_ore))
    cost = scaled_value(chain.cost_ore, scale)
    return text("{amount} per innbygger", amount=cost) if scale.kind is ScaleKind.INNBYGGER else cost


def _behind(context: Context, amounts: Amounts, chosen: _Chosen) -> list[Component]:
    """The income of the sources and the cost they pay for.

    A source in the address leaves the costs it can pay for, a cost's art the income that can pay for it.
    """
    detail = chosen.detail
    if detail is None:
        return []
    wanted = context.view.others
    source = wanted.get(SOURCE, "") if chosen.chain.amount_of(wanted.get(SOURCE, "")) else ""
    art, funksjon = wanted.get("art", ""), wanted.get("funksjon", "")
    cost = next((one for one in detail.costs if (one.art, one.funksjon) == (art, funksjon)), None)
    income, costs, words = detail.income, detail.costs, None
    if source:
        income = tuple(one for one in income if one.source == source)
        costs = tuple(one for one in costs if source in one.carried_by)
        words = text(
            "{source} på {amount} kan bare betale for utgiftene under, til sammen {costs}.",
            source=SOURCE_TITLES[source],
            amount=Million(chosen.chain.amount_of(source)),
            costs=Million(sum(one.amount_ore for one in costs)),
        )
    elif cost is not None:
        income = tuple(one for one in income if one.source in cost.carried_by)
        words = text(
            "{cost} på {amount} kan betales av inntektene under, til sammen {income}, og av frie inntekter.",
            cost=verbatim(f"{cost.art} {cost.art_title}".strip()),
            amount=Million(cost.amount_ore),
            income=Million(sum(one.amount_ore for one in income)),
        )
    follow: list[Component] = []
    if words is not None:
        back = context.href(betaler=None, **NO_LINES)
        follow.append(ui.status("info", words, ui.link(text("Vis alle som betaler"), back)))
    return [
        *follow,
        ui.grid(
            _ends_table(
                context,
                amounts,
                Income.CHAIN_INCOME,
                (text("Inntektene"), text("Inntekt")),
                [(part, (part.ansvar, part.prosjekt), SOURCE_TITLES[part.source]) for part in income],
                empty=text("Tjenesten har ingen egne inntekter. Frie inntekter betaler alt."),
            ),
            _ends_table(
                context,
                amounts,
                Income.CHAIN_COSTS,
                (text("Utgiftene"), text("Utgift de betaler for")),
                [(part, (None, None), _tied(part)) for part in costs],
                empty=text("Ingen utgifter i denne versjonen som inntekten kan betale for."),
            ),
        ),
    ]


def _ends_table(
    context: Context,
    amounts: Amounts,
    id: Income,
    titles: tuple[Text, Text],
    parts: Sequence[tuple[ClassifiedSum | CarriedCost, tuple[str | None, str | None], ui.Words]],
    *,
    empty: Text,
) -> Component:
    """One end of the chain: each art with its amount, a note, and the way to its lines.

    `parts` are each art's sum, the ansvar and prosjekt its lines have, and its note.
    """
    caption, first = titles
    rows = []
    for part, (ansvar, prosjekt), note in parts:
        name = f"{part.art} {part.art_title}".strip() or text("Uten art")
        lines = {"art": part.art, "funksjon": part.funksjon, "ansvar": ansvar, "prosjekt": prosjekt}
        href = context.href(**lines) if part.art else ""
        title = ui.Cell(name, part.art, href=href, sub=note)
        rows.append(ui.Row({"art": title, "amount": amounts.cell(part.amount_ore)}))
    columns = [ui.Column("art", first), amounts.column("amount", text("Beløp"))]
    return ui.data_table(id, caption, columns, rows, empty=empty, compact=True)


def _tied(cost: CarriedCost) -> ui.Words:
    """Which income is tied to this very cost; the other incomes pay for all of them alike."""
    if cost.art == VAT_ART:
        return text("Betales bare av momskompensasjon og frie inntekter")
    return text("Også sykelønnsrefusjonen går hit") if SICK_PAY in cost.carried_by else ""


def _all(context: Context, amounts: Amounts, composition: IncomeComposition) -> list[Component]:
    """Every function with cost, bound income and what it covers; the total is the version's."""
    total = composition.funding.total

    def service(chain: FundingChain) -> ui.Cell:
        value = _value(chain, area=False)
        return ui.Cell(
            chain.title or _name(context, chain, area=False),
            chain.key,
            href=context.href(tjeneste=value, betaler=None, art=None, funksjon=None, klasse=None),
            sub=text("Funksjon {nr}", nr=chain.key) if chain.key else "",
        )

    def covered(chain: FundingChain) -> ui.Cell:
        return cells.share(context, figures.covered_share(chain))

    columns = [
        ui.Column("title", text("Tjeneste"), of=service, total=text("Sum")),
        amounts.column("cost", text("Utgift"), lambda chain: chain.cost_ore, total.cost_ore),
        amounts.column("amount", text("Bundet inntekt"), lambda chain: chain.bound_ore, total.bound_ore),
        ui.Column("share", text("Dekker"), "number", of=covered, total=covered(total).text),
        amounts.column("free", text("Frie inntekter"), _free, _free(total)),
    ]
    rows = ui.rows_of(columns, composition.funding.chains)
    # The last row is the sum.
    many = len(rows) - 1 > _MOST
    blocks: list[Component] = [
        ui.data_table(
            Income.BOUND_TO,
            text("Bundne inntekter mot brutto utgift per tjeneste"),
            columns,
            rows[:_MOST] if many else rows,
            empty=text("Versjonen har ingen bundne inntekter."),
            caption_hidden=True,
        )
    ]
    if many:
        blocks.append(
            ui.explain(
                text("Vis alle {count} tjenester", count=len(rows) - 1),
                ui.data_table(
                    Income.BOUND_TO_ALL,
                    text("Bundne inntekter mot brutto utgift, alle {count} tjenester", count=len(rows) - 1),
                    columns,
                    rows,
                    caption_hidden=True,
                    compact=True,
                ),
            )
        )
    return [*blocks, _pool(context, composition)]


def _free(chain: FundingChain) -> int:
    return chain.amount_of(FREE) + chain.amount_of(SURPLUS)


def _pool(context: Context, composition: IncomeComposition) -> Component:
    """What the free income is in all, what services use of it, and what is left for debt and savings."""
    funding = composition.funding
    used = _free(funding.total)
    left = funding.pool_ore - used
    share = used / funding.pool_ore if funding.pool_ore else 0.0
    return ui.status(
        "info",
        text(
            "Av de {pool} som alle tjenestene deler, bruker de {used} ({share}). {left} er igjen til "
            "renter, avdrag, investeringer og sparing.",
            pool=Million(funding.pool_ore),
            used=Million(used),
            share=Share(share),
            left=Million(left),
        )
        if left >= 0
        else text(
            "Tjenestene bruker {used} av frie inntekter, men det er bare {pool}. {short} må dekkes av "
            "finansinntekter eller sparte penger.",
            used=Million(used),
            pool=Million(funding.pool_ore),
            short=Million(-left),
        ),
    )
