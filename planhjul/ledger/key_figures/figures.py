"""Key figures of one version: netto driftsresultat, fund, free share and debt, each with its definition."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Final, Literal

import pandas as pd

from planhjul.ledger.codes import CodeLists
from planhjul.ledger.income.composition import compose_income
from planhjul.ledger.key_figures.balance import GREATER, Balance, balance_of, band
from planhjul.ledger.key_figures.robek import RobekGround
from planhjul.ledger.lines import DRIFT
from planhjul.ledger.net import DriftTotals, drift_totals
from planhjul.ledger.versions import VersionKind
from planhjul.texts import Share, Text, Year, text

Unit = Literal["andel", "ore"]

# Premieavvik is posted on 170 and written down on 171.
_PENSION_DEVIATION: Final = frozenset({"170", "171"})


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """One key figure. `value` is whole øre or a share 0–1 by `unit`, None when it cannot be computed.

    `norm` is a recommendation (share 0–1) or None; `target` the municipality's own. `why` says why there is
    no value, or what it stands on; `source` where the definition and the norm are from; `band` what the value
    is read as.
    """

    key: str
    title: Text
    value: float | int | None
    unit: Unit
    definition: Text
    source: Text
    why: Text | None = None
    norm: float | None = None
    target: float | None = None
    band: Text | None = None


@dataclass(frozen=True, slots=True)
class KeyFigures:
    """The key figures of one version, with the grounds of ROBEK and what must be known of the version."""

    year: int
    version: VersionKind
    stood_from: date
    figures: tuple[KeyFigure, ...]
    robek: tuple[RobekGround, ...] = ()
    notes: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True)
class Norms:
    """What the figures are held against, shares 0–1; the target is the municipality's own, None = not set."""

    result: Fraction
    result_target: Fraction | None
    fund: Fraction


@dataclass(frozen=True, slots=True)
class KnownFund:
    """Disposisjonsfond at the end of `year`, in øre, as the municipality has stated it."""

    year: int
    ore: int


@dataclass(frozen=True, slots=True)
class KnownDebt:
    """Debt that others than the free income pay, øre, as the municipality has stated it; None = not stated.

    `var_ore` is paid by fees for water, sewage and waste, `compensated_ore` by the state's compensation.
    """

    var_ore: int | None = None
    compensated_ore: int | None = None


def key_figures(
    sums: pd.DataFrame,
    codes: CodeLists,
    norms: Norms,
    fund: KnownFund | None,
    *,
    year: int,
    kind: VersionKind,
    stood_from: date,
    debt: KnownDebt = KnownDebt(),
    robek: tuple[RobekGround, ...] = (),
    notes: tuple[Text, ...] = (),
) -> KeyFigures:
    """The version's key figures (money model B.2).

    Args:
        sums: `SUM_COLUMNS` of one version and year, all kontoklasser; the operating account is read, and the
            balance when there is one.
        codes: arts and functions by year.
        norms: what to hold the figures against.
        fund: the fund at the end of the year or of the year before; None when not known.
        year: the version's year.
        kind: the version's kind, passed on.
        stood_from: the day from which the version stood, passed on.
        debt: what renteeksponert gjeld leaves out, as the settings state it.
        robek: the grounds of ROBEK, passed on.
        notes: what must be known of the version, passed on.
    """
    totals, balance = drift_totals(sums, year), balance_of(sums)
    figures = (
        *_result(totals, norms),
        *_corrected(totals, _pension_deviation(sums)),
        *_fund(totals, fund, balance, norms, year),
        _free_equity(totals, balance),
        *_free(sums, codes, year, kind, stood_from),
        *_debt(totals, balance, debt, year, kind),
    )
    return KeyFigures(year, kind, stood_from, figures, robek, notes)


def _share(part: int, totals: DriftTotals) -> float | None:
    return float(Fraction(part, totals.di_ore)) if totals.di_ore else None


def _no_income(share: float | None) -> Text | None:
    return text("Versjonen har ingen driftsinntekter å regne andelen av.") if share is None else None


def _result(totals: DriftTotals, norms: Norms) -> tuple[KeyFigure, ...]:
    share = _share(totals.ndr_ore, totals)
    source = text("SSB, KLASS; det tekniske beregningsutvalget (TBU) anbefaler 1,75 % for kommuner over tid.")
    return (
        KeyFigure(
            "netto_driftsresultat",
            text("Netto driftsresultat"),
            totals.ndr_ore,
            "ore",
            text("Driftsinntekter minus driftsutgifter og netto finansutgifter. Avskrivninger teller ikke."),
            source,
        ),
        KeyFigure(
            "netto_driftsresultat_andel",
            text("Netto driftsresultat, andel av driftsinntektene"),
            share,
            "andel",
            text("Netto driftsresultat delt på brutto driftsinntekter."),
            source,
            why=_no_income(share),
            norm=float(norms.result),
            target=float(norms.result_target) if norms.result_target is not None else None,
        ),
    )


def _pension_deviation(sums: pd.DataFrame) -> int:
    """Net premieavvik taken to income, øre: what functions 170 and 171 lower the expense by."""
    rows = sums[(sums["kontoklasse"] == DRIFT) & sums["funksjon"].isin(_PENSION_DEVIATION)]
    return -int(rows["amount_ore"].sum())


def _corrected(totals: DriftTotals, deviation: int) -> tuple[KeyFigure, ...]:
    corrected = totals.ndr_ore - (totals.to_bound_funds_ore - totals.from_bound_funds_ore) - deviation
    share = _share(corrected, totals)
    definition = text(
        "Netto driftsresultat uten netto avsetning til bundne fond (art 550 minus 950) og uten netto "
        "inntektsført premieavvik (funksjon 170 og 171). Slik kommuner oftest bruker ordet."
    )
    source = text("Kommunal praksis; SSB omtaler korrigering for bundne fond i KLASS.")
    return (
        KeyFigure(
            "korrigert_ndr",
            text("Korrigert netto driftsresultat (kommunal praksis)"),
            corrected,
            "ore",
            definition,
            source,
        ),
        KeyFigure(
            "korrigert_ndr_andel",
            text("Korrigert netto driftsresultat (kommunal praksis), andel av driftsinntektene"),
            share,
            "andel",
            definition,
            source,
            why=_no_income(share),
        ),
        KeyFigure(
            "korrigert_ndr_tbu",
            text("Korrigert netto driftsresultat (TBU)"),
            None,
            "andel",
            text("Et mål TBU bruker for om formuen holdes ved like. Det er noe annet enn kommunal praksis."),
            text("Det tekniske beregningsutvalget (TBU)."),
            why=text("Ikke beregnet: formelen bygger på opplysninger som ikke er lest inn."),
        ),
    )


def _fund(
    totals: DriftTotals, known: KnownFund | None, balance: Balance | None, norms: Norms, year: int
) -> tuple[KeyFigure, ...]:
    amount, why, source = _fund_at_end(totals, known, balance, year)
    share = None if amount is None else _share(amount, totals)
    definition = text(
        "Disposisjonsfondet ved årets slutt delt på brutto driftsinntekter. Under {low} gir begrenset "
        "handlefrihet, mellom {low} og {high} moderat, over {high} større.",
        low=Share(float(norms.fund), 0),
        high=Share(float(GREATER), 0),
    )
    return (
        KeyFigure(
            "disposisjonsfond",
            text("Disposisjonsfond ved årets slutt"),
            amount,
            "ore",
            text("Det kommunen har satt av til fri bruk i drift og investering."),
            source,
            why=why,
        ),
        KeyFigure(
            "disposisjonsfond_andel",
            text("Disposisjonsfond, andel av driftsinntektene"),
            share,
            "andel",
            definition,
            source,
            why=why if amount is None else _no_income(share) or why,
            norm=float(norms.fund),
            band=None if amount is None else band(amount, totals.di_ore),
        ),
    )


def _fund_at_end(
    totals: DriftTotals, known: KnownFund | None, balance: Balance | None, year: int
) -> tuple[int | None, Text, Text]:
    """The fund, what the amount stands on, and where the definition and the amount are from."""
    if balance is not None:
        return (
            balance.fund_ore,
            text("Kapittel 56 i balansen ved utgangen av {year}.", year=Year(year)),
            text("SSB, KLASS (fri egenkapital drift). Beløpet er fra balansen."),
        )
    source = text("SSB, KLASS (fri egenkapital drift). Beløpet er fra kommunens innstillinger.")
    if known is None or known.year not in (year, year - 1):
        why = text(
            "Fondet er ikke kjent. Legg inn disposisjonsfond.{year} i innstillingene.", year=Year(year - 1)
        )
        return None, why, source
    if known.year == year:
        stated = text("Som oppgitt i innstillingene ved utgangen av {year}.", year=Year(year))
        return known.ore, stated, source
    carried = text(
        "Fondet ved utgangen av {before}, pluss avsetning og minus bruk i {year}.",
        before=Year(known.year),
        year=Year(year),
    )
    return known.ore + totals.to_fund_ore - totals.from_fund_ore, carried, source


def _free_equity(totals: DriftTotals, balance: Balance | None) -> KeyFigure:
    share = None if balance is None else _share(balance.free_equity_ore, totals)
    return KeyFigure(
        "fri_egenkapital_andel",
        text("Fri egenkapital drift, andel av driftsinntektene"),
        share,
        "andel",
        text(
            "Disposisjonsfondet (kapittel 56) minus merforbruk som ikke er dekket inn (5900), delt på brutto "
            "driftsinntekter."
        ),
        text("SSB, KLASS (fri egenkapital drift)."),
        why=_no_balance() if balance is None else _no_income(share),
        band=None if balance is None else band(balance.free_equity_ore, totals.di_ore),
    )


def _no_balance() -> Text:
    return text("Ikke beregnet: tallet krever balansen. Les inn regnskapets balanse (KOSTRA, kontoklasse 2).")


def _free(
    sums: pd.DataFrame, codes: CodeLists, year: int, kind: VersionKind, stood_from: date
) -> tuple[KeyFigure, ...]:
    composition = compose_income(sums, codes, year=year, kind=kind, stood_from=stood_from)
    titles = {
        "ssb": text("Frie inntekter (SSB), andel av driftsinntektene"),
        "tbu": text("Frie inntekter medregnet eiendomsskatt (TBU), andel av driftsinntektene"),
    }
    return tuple(
        KeyFigure(
            f"frie_inntekter_{definition.key}_andel",
            titles[definition.key],
            definition.share if composition.total_ore else None,
            "andel",
            definition.words,
            definition.title,
            why=_no_income(definition.share if composition.total_ore else None),
        )
        for definition in composition.definitions
        if definition.key in titles
    )


def _debt(
    totals: DriftTotals, balance: Balance | None, known: KnownDebt, year: int, kind: VersionKind
) -> tuple[KeyFigure, ...]:
    """Debt needs the balance; without it that is said, never guessed."""
    net = exposed = None
    why_net: Text | None = None
    why_exposed: Text | None = None
    if balance is None and kind is not VersionKind.REGNSKAP:
        why_net = why_exposed = text(
            "Ikke beregnet: gjelden står i balansen, og den hører til regnskapet. Velg et regnskap."
        )
    elif balance is None:
        why_net = why_exposed = _no_balance()
    else:
        net = balance.net_debt_ore
        if known.var_ore is None or known.compensated_ore is None:
            why_exposed = text(
                "Ikke beregnet: legg inn var_gjeld.{year} og rentekompensert_gjeld.{year} i innstillingene.",
                year=Year(year),
            )
        else:
            exposed = net - known.var_ore - known.compensated_ore
    return (
        _debt_figure(
            "netto_lanegjeld_andel",
            text("Netto lånegjeld, andel av driftsinntektene"),
            net,
            totals,
            text(
                "Langsiktig gjeld uten pensjon, minus utlån og ubrukte lånemidler, delt på driftsinntektene."
            ),
            why_net,
        ),
        _debt_figure(
            "renteeksponert_gjeld_andel",
            text("Renteeksponert gjeld, andel av driftsinntektene"),
            exposed,
            totals,
            text("Netto lånegjeld uten den gjelden som gebyrer og statlig rentekompensasjon betaler."),
            why_exposed,
        ),
    )


def _debt_figure(
    key: str, title: Text, amount: int | None, totals: DriftTotals, definition: Text, why: Text | None
) -> KeyFigure:
    share = None if amount is None else _share(amount, totals)
    because = why if amount is None else _no_income(share)
    return KeyFigure(
        key,
        title,
        share,
        "andel",
        definition,
        text("SSB, KLASS."),
        why=because,
    )
