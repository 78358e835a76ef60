"""Constructed results with Storvik's figures (money model E.6 and F), for figures and pages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from planhjul.choices.measures import Measure, MeasureKind, Part, PartKind, Scenario
from planhjul.choices.results import (
    Assumption,
    Baseline,
    Effects,
    Flag,
    Mark,
    MeasureEffect,
    Misfit,
    NamedDay,
    Point,
    Step,
)
from planhjul.issues import CellRef
from planhjul.ledger.income.funding import SOURCE_TITLES
from planhjul.ledger.income.results import (
    AppliedOverride,
    Base,
    CarriedCost,
    ChainDetail,
    ClassifiedSum,
    Definition,
    Funding,
    FundingChain,
    FundingSource,
    IncomeClass,
    IncomeComposition,
    IncomeGroup,
    Konsesjonskraft,
)
from planhjul.ledger.net import DriftTotals
from planhjul.ledger.versions import VersionKind
from planhjul.texts import Million, Share, Year, text, verbatim

MILLION = 100_000_000
YEARS = (2027, 2028, 2029, 2030)
ON = date(2026, 11, 21)
FILE = "okonomiplan-2027-2030-direktorens-forslag.xlsx"

# (key, group, title, mill., art, art title, funksjon, funksjon title)
_CLASSES = (
    ("fri_skatt", "fri", "Skatt på inntekt og formue", 385, "870", "Skatt", "800", "Skatt"),
    ("fri_ramme", "fri", "Rammetilskudd", 275, "800", "Rammetilskudd", "840", "Rammetilskudd"),
    ("fri_eiendomsskatt", "fri", "Eiendomsskatt", 10, "878", "Eiendomsskatt", "800", "Skatt"),
    ("bundet_brukerbetaling", "bundet", "Brukerbetalinger", 30, "600", "Betaling", "201", "Barnehage"),
    ("bundet_gebyr_salg", "bundet", "Gebyrer, salg og utleie", 92, "640", "Gebyrer", "345", "Vann"),
    ("bundet_oremerket", "bundet", "Øremerkede tilskudd", 20, "810", "Tilskudd", "254", "Omsorg"),
    ("bundet_stat_refusjon", "bundet", "Refusjoner fra staten", 38, "700", "Refusjon", "254", "Omsorg"),
    ("stat_flyktning", "ovrig", "Integreringstilskudd", 22, "810", "Tilskudd", "850", "Flyktninger"),
    ("sykelonnsrefusjon", "ovrig", "Refusjon av sykelønn", 20, "710", "Sykelønn", "202", "Grunnskole"),
    ("momskompensasjon", "ovrig", "Momskompensasjon", 18, "729", "Moms", "202", "Grunnskole"),
)


def _chain(key: str, title: str, cost: int, bound: int, sources: Mapping[str, int]) -> FundingChain:
    return FundingChain(
        key,
        title,
        cost * MILLION,
        bound * MILLION,
        tuple(
            FundingSource(source, SOURCE_TITLES[source], amount * MILLION, amount / cost if cost else None)
            for source, amount in sources.items()
        ),
    )


FUNDING = Funding(
    chains=(
        _chain("345", "Distribusjon av vann", 92, 92, {"selvkost": 92}),
        _chain(
            "254",
            "Helse- og omsorgstjenester i hjemmet",
            150,
            58,
            {"bundet_stat_refusjon": 38, "bundet_oremerket": 20, "fri": 92},
        ),
        _chain("201", "Barnehage", 0, 30, {"bundet_brukerbetaling": 30, "overskudd": -30}),
        _chain("202", "Grunnskole", 600, 0, {"sykelonnsrefusjon": 20, "momskompensasjon": 18, "fri": 562}),
    ),
    total=_chain(
        "",
        "",
        842,
        180,
        {
            "selvkost": 92,
            "bundet_stat_refusjon": 38,
            "bundet_oremerket": 20,
            "bundet_brukerbetaling": 30,
            "sykelonnsrefusjon": 20,
            "momskompensasjon": 18,
            "fri": 624,
        },
    ),
    pool_ore=692 * MILLION,
)


def chain_detail(chain: FundingChain) -> ChainDetail:
    """What stands behind the school's chain: two incomes, three costs."""
    reason = text("Svarer til utgiften.")
    school = ("202", "Grunnskole")
    sick, vat = "sykelonnsrefusjon", "momskompensasjon"
    return ChainDetail(
        chain,
        (
            ClassifiedSum("710", "Sykelønn", *school, sick, reason, 20 * MILLION, sick),
            ClassifiedSum("729", "Moms", *school, vat, reason, 18 * MILLION, vat),
        ),
        (
            CarriedCost("010", "Fastlønn", *school, 500 * MILLION, ("sykelonnsrefusjon", "fri")),
            CarriedCost("240", "Drift", *school, 82 * MILLION, ("fri",)),
            CarriedCost("429", "Moms", *school, 18 * MILLION, ("momskompensasjon", "fri")),
        ),
    )


def with_own_classes(answer: IncomeComposition) -> IncomeComposition:
    """The composition where the municipality has classed incomes itself, and sells power."""
    title = text("Øremerkede statstilskudd")
    whole = AppliedOverride(
        "barnehage", "", "201", "", "", "bundet_oremerket", title, 1.0, 7 * MILLION, "Tilskuddsbrev"
    )
    part = AppliedOverride(
        "avgift", "877", "800", "3110", "9001", "bundet_andre_skatter", title, 0.4, 0, "Vedtekter for fondet"
    )
    power = Konsesjonskraft(12 * MILLION, 5 * MILLION)
    return replace(answer, overrides=(whole, part), konsesjonskraft=power)


def composition(
    year: int = 2027,
    version: VersionKind = VersionKind.DIREKTORENS_FORSLAG,
    base: Base = Base.DI,
    *,
    unclassified: int = 0,
) -> IncomeComposition:
    """A composition of 910 mill.: 670 free, 180 bound, 60 other (and `unclassified` mill. beside)."""
    finance = 20 if base is Base.DI_FINANS else 0
    total = (910 + finance + unclassified) * MILLION
    reason = text("Staten og innbyggerne betaler uten å si hva pengene skal brukes til.")
    classes = tuple(
        IncomeClass(key, IncomeGroup(group), text(title), reason, amount * MILLION, amount * MILLION / total)
        for key, group, title, amount, *_ in _CLASSES
    )
    sums = tuple(
        ClassifiedSum(art, art_title, funksjon, funksjon_title, key, reason, amount * MILLION)
        for key, _, _, amount, art, art_title, funksjon, funksjon_title in _CLASSES
    )
    expired = ClassifiedSum(
        "875", "", "800", "Skatt på inntekt og formue", "", text("Art 875 gikk ut fra 2025."), MILLION
    )
    renter = IncomeClass("finans", IncomeGroup.OVRIG, text("Renter og utbytte"), reason, 20 * MILLION, 0.0)
    return IncomeComposition(
        year=year,
        version=version,
        stood_from=date(year + 1, 2, 20) if version is VersionKind.REGNSKAP else date(year - 1, 11, 1),
        base=base,
        total_ore=total,
        classes=(*classes, replace(renter, share=20 * MILLION / total)) if finance else classes,
        outside=() if finance else (renter,),
        definitions=(
            Definition(
                "ssb",
                text("SSB: frie inntekter"),
                text("Skatt på inntekt og formue og rammetilskudd, uten eiendomsskatt."),
                660 * MILLION,
                660 * MILLION / total,
            ),
            Definition(
                "tbu",
                text("TBU: frie inntekter"),
                text("SSBs tall og eiendomsskatt."),
                670 * MILLION,
                670 * MILLION / total,
            ),
            Definition(
                "frie_disponible",
                text("Frie og ubundne statstilskudd"),
                text("TBUs tall og generelle statstilskudd."),
                692 * MILLION,
                692 * MILLION / total,
            ),
        ),
        unclassified_ore=unclassified * MILLION,
        unclassified=(expired,) if unclassified else (),
        funding=FUNDING,
        sums=sums,
        overrides=(),
        konsesjonskraft=None,
        warnings=(text("Eiendomsskatten er lavere enn året før."),) if unclassified else (),
    )


def _same(amount: int) -> dict[int, int]:
    return dict.fromkeys(YEARS, amount * MILLION)


def _part(kind: PartKind, funksjon: str, amounts: Mapping[int, int]) -> Part:
    return Part(kind, funksjon, "", "", amounts, 1, 0.0, False, CellRef("tiltak.xlsx", "Tiltak", 4, 9))


def _measure(
    key: str, title: str, kind: MeasureKind, amount: int, funksjon: str, scenarios: tuple[str, ...]
) -> Measure:
    return Measure(
        key,
        title,
        kind,
        "Kommunedirektøren",
        scenarios,
        (_part(PartKind.NETTO, funksjon, _same(-amount)),),
    )


MEASURES = (
    _measure("T01", "Ny skolestruktur på Nordsida", MeasureKind.INNSPARING, 12, "202", ("s0", "s1")),
    _measure("T02", "Færre vikarer i hjemmetjenesten", MeasureKind.INNSPARING, 10, "258", ("s0", "s1")),
    _measure("T03", "Færre stillinger i administrasjonen", MeasureKind.INNSPARING, 8, "120", ("s0", "s1")),
    _measure("T04", "Flere plasser i heldøgns omsorg", MeasureKind.OKNING, -10, "253", ("s0", "s1")),
    _measure("T05", "Svømmehallen åpen i helgene", MeasureKind.ONSKE, -10, "381", ("s1",)),
)
SCENARIOS = (
    Scenario("s0", "Kommunedirektørens pakke", "", "Innsparinger 30, økninger 10.", CellRef("tiltak.xlsx")),
    Scenario("s1", "Med ønskene fra budsjettkonferansen", "", "Uten inndekning.", CellRef("tiltak.xlsx")),
)


def baseline() -> Baseline:
    """Storvik's base: NDR −5, planned transfer to investment 15, so the need is 20 every year."""
    totals = DriftTotals(910 * MILLION, 915 * MILLION, 0, 0, 15 * MILLION, 0, 0, 0, 0, 0, 0)
    return Baseline(dict.fromkeys(YEARS, totals), 60 * MILLION)


def _effect(measure: Measure) -> MeasureEffect:
    gross: dict[int, int] = dict.fromkeys(YEARS, 0)
    for part in measure.parts:
        for year, amount in part.amounts.items():
            gross[year] = gross.get(year, 0) - amount
    pension = {year: amount // 10 for year, amount in gross.items()}
    late = {YEARS[0]: -(pension[YEARS[0]])} | {year: -pension[year] for year in YEARS[1:]}
    return MeasureEffect(
        key=measure.key,
        title=measure.title,
        kind=measure.kind.value,
        proposed_by=measure.proposed_by,
        funksjoner=tuple(part.funksjon for part in measure.parts),
        steps=(
            Step("brutto", text("Mindre lønn og kjøp"), gross),
            Step("pensjon", text("Pensjon og arbeidsgiveravgift"), pension),
            Step("refusjon", text("Tapte refusjoner"), late),
        ),
        net_ore=gross,
        full_year_ore=gross,
    )


def effects(keys: tuple[str, ...], extra: tuple[Measure, ...] = (), scenario: str = "") -> Effects:
    """The effects of the chosen measures on Storvik's base, with the flags of F.1."""
    base = baseline()
    chosen = tuple(_effect(measure) for measure in MEASURES if measure.key in keys)
    chosen += tuple(_effect(measure) for measure in extra)
    totals = {year: sum(effect.net_ore[year] for effect in chosen) for year in YEARS}
    rest = {year: base.rest(year) + totals[year] for year in YEARS}
    ndr = {year: base.totals[year].ndr_ore + totals[year] for year in YEARS}
    covered, level = {}, 60 * MILLION
    for year in YEARS:
        level += min(0, rest[year])
        covered[year] = level
    short = tuple(
        Flag(
            "UBALANSE",
            "error",
            year,
            text("{year} mangler {amount} i dekning.", year=Year(year), amount=Million(-rest[year])),
            text("Årsbudsjett og økonomiplan skal være i balanse (kommuneloven § 14-4)."),
            text("Legg til innsparinger eller inntekter på {amount}.", amount=Million(-rest[year])),
        )
        for year in YEARS
        if rest[year] < 0
    )
    low = Flag(
        "NDR_LAV",
        "warning",
        None,
        text("Netto driftsresultat er under {share} av driftsinntektene.", share=Share(0.0175)),
        text("TBUs anbefaling over tid."),
        text("Bedre resultatet med 0,9 mill. kr."),
    )
    drained = replace(low, code="FOND_LAV", message=text("Disposisjonsfondet er under 5 % fra 2028."))
    known = next((item for item in SCENARIOS if item.key == scenario), None)
    return Effects(
        scenario=scenario,
        title=known.title if known else "",
        years=YEARS,
        baseline=base,
        measures=chosen,
        totals_ore=totals,
        rest_ore=rest,
        ndr_ore=ndr,
        di_ore={year: totals.di_ore for year, totals in base.totals.items()},
        fund_ore=_same(60),
        ndr_share={year: ndr[year] / base.totals[year].di_ore for year in YEARS},
        covered_fund_ore=covered,
        covered_fund_share={year: covered[year] / base.totals[year].di_ore for year in YEARS},
        flags=(*short, low),
        covered_flags=(drained,) if short else (),
        misfits=(Misfit("T05", 2027, text("Funksjon 381 har ikke noe å ta av.")),) if "T05" in keys else (),
        assumptions=(
            Assumption(
                "pensjonssats",
                text("Pensjonssats"),
                verbatim("12 %"),
                Mark.ANTAKELSE,
                verbatim("E.2"),
                verbatim("10–13 %"),
            ),
        ),
    )


def scenario_keys(scenario: str) -> tuple[str, ...]:
    """The keys of the measures in a scenario."""
    return tuple(measure.key for measure in MEASURES if scenario in measure.scenarios)


def curve() -> tuple[Point, ...]:
    """Four points of Storvik's room for 2027 (E.6)."""
    frames, vote = (
        NamedDay("rammesak", text("Rammesaken behandles"), text("Rammesaken")),
        NamedDay("vedtak", text("Budsjettet vedtas"), text("Vedtaket")),
    )
    return (
        Point(date(2025, 7, 1), 50 * MILLION, 82 * MILLION, 110 * MILLION),
        Point(
            date(2026, 6, 16),
            17 * MILLION,
            35 * MILLION,
            56 * MILLION,
            (frames,),
        ),
        Point(
            date(2026, 12, 16),
            13 * MILLION,
            24 * MILLION,
            36 * MILLION,
            (vote,),
        ),
        Point(date(2027, 12, 31), 0, 0, 0),
    )
