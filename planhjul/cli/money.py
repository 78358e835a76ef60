"""Commands about money: income, effects."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from planhjul.cli.files import VERSIONS, unreadable
from planhjul.cli.session import REJECTED, USAGE, Session, given, reading, stop
from planhjul.cli.tables import BLANK, LEVELS, Column, Paper, show_issues
from planhjul.texts import Kroner, Text, Year, text, verbatim

if TYPE_CHECKING:
    from planhjul.choices.measures import Measure
    from planhjul.choices.results import Effects
    from planhjul.ledger.income.results import FundingChain, IncomeComposition

_MOST_CHAINS: Final = 10


@click.command("income", help="Vis inntektene: hva er fritt, hva er bundet, og etter hvilken definisjon.")
@click.option("--year", type=int, required=True, help="Budsjett- eller regnskapsåret.")
@click.option("--version", type=click.Choice(VERSIONS), default=None, help="Uten: den nyeste som gjelder.")
@click.option(
    "--base",
    type=click.Choice(["di", "di_finans"]),
    default="di",
    show_default=True,
    help="Nevneren: brutto driftsinntekter, eller også renter og utbytte.",
)
@reading
@click.pass_obj
def income(session: Session, year: int, version: str | None, base: str, on: date, as_json: bool) -> None:
    """Show the composition of income."""
    from planhjul.ledger.income.results import Base
    from planhjul.ledger.versions import VersionKind

    kind = VersionKind(version) if version else None
    answer = given(session.seen(on).income.composition(year, kind, Base(base)))
    session.show(answer, as_json, show_income)


def show_income(composition: IncomeComposition, out: Paper) -> None:
    """The composition of income, the definitions, who pays, and what is unclassified."""
    classes = [
        *((row.title, row.group, row.amount_ore, row.share) for row in composition.classes),
        (text("Sum"), "", composition.total_ore, ""),
    ]
    out.table(
        text("Inntekter {year}, {version}", year=Year(composition.year), version=composition.version.title),
        classes,
        Column(text("Klasse"), 0),
        Column(text("Gruppe"), 1),
        Column(text("Mill. kr"), 2, "million"),
        Column(text("Andel"), 3, "percent"),
    )
    out.table(
        text("Hva er «frie inntekter»?"),
        composition.definitions,
        Column(text("Definisjon"), "title"),
        Column(text("Mill. kr"), "amount_ore", "million"),
        Column(text("Andel"), "share", "percent"),
        Column(text("I ord"), "words"),
    )
    _show_funding(composition, out)
    for override in composition.overrides:
        out.say(
            text(
                "Kommunens egen klasse «{key}»: {amount} er lagt til «{title}». Kilde: {kilde}",
                key=override.key,
                amount=Kroner(override.amount_ore),
                title=override.title,
                kilde=override.kilde,
            )
        )
    if composition.unclassified_ore:
        out.say(text("Uklassifisert eller utgått: {amount}", amount=Kroner(composition.unclassified_ore)))
    out.remark(*composition.warnings)


def _show_funding(composition: IncomeComposition, out: Paper) -> None:
    """Who pays for the services with the most bound income, and for all of them."""
    from planhjul.ledger.income.funding import FREE, SURPLUS

    def free(chain: FundingChain) -> int:
        return chain.amount_of(FREE) + chain.amount_of(SURPLUS)

    total = replace(composition.funding.total, title=out.language.say(text("Alle tjenester")))
    out.table(
        text("Hvem som betaler for tjenestene"),
        (*composition.funding.chains[:_MOST_CHAINS], total),
        Column(text("Funksjon"), lambda chain: f"{chain.key} {chain.title}".strip()),
        Column(text("Utgift, mill. kr"), "cost_ore", "million"),
        Column(text("Bundet inntekt"), "bound_ore", "million"),
        Column(
            text("Annen egen inntekt"),
            lambda chain: chain.cost_ore - free(chain) - chain.bound_ore,
            "million",
        ),
        Column(text("Frie inntekter"), free, "million"),
    )


@click.command("effects", help="Vis hva tiltak er verdt fra brutto til netto, og om det går i balanse.")
@click.option("--scenario", metavar="NØKKEL", default=None, help="Et scenario som er lest inn.")
@click.option(
    "--measures",
    "measures_file",
    type=click.Path(path_type=Path, dir_okay=False),
    default=None,
    help="Et regneark med tiltak, som regnes på uten å lagres.",
)
@reading
@click.pass_obj
def effects(
    session: Session, scenario: str | None, measures_file: Path | None, on: date, as_json: bool
) -> None:
    """Show a scenario's effects; exit 1 when a measures file was rejected."""
    if scenario and measures_file:
        stop(text("Velg enten --scenario eller --measures, ikke begge."), USAGE)
    seen = session.seen(on)
    if scenario:
        known = {known_scenario.key for known_scenario in seen.scenarios}
        if scenario not in known:
            names = ", ".join(sorted(known)) or "ingen"
            stop(text("Scenarioet «{key}» finnes ikke. Lest inn: {names}", key=scenario, names=names), USAGE)
        answer = seen.effects.effects(scenario=scenario, keys=None)
    else:
        extra = _measures(session, measures_file) if measures_file else ()
        answer = seen.effects.effects(keys=(), extra=extra)
    session.show(given(answer), as_json, show_effects)


def _measures(session: Session, file: Path) -> tuple[Measure, ...]:
    """The measures of a file that is not stored; stops with its issues when it is not accepted."""
    services = session.services()
    try:
        content = file.read_bytes()
    except OSError as error:
        stop(unreadable(file, error), USAGE)
    staged = services.imports.stage(file.name, content)
    if not staged.accepted or not staged.content.measures:
        show_issues(staged.issues, Paper(services.language))
        stop(text("{file} er ikke et gyldig regneark med tiltak. Rett det over.", file=str(file)), REJECTED)
    return staged.content.measures


def show_effects(answer: Effects, out: Paper) -> None:
    """Measures and balance per year, then the checks."""
    million, percent = out.language.million, out.language.percent
    years = [Column(verbatim(str(year)), place, "count") for place, year in enumerate(answer.years, 1)]

    def in_millions(title: Text | str, amounts: Mapping[int, int], decimals: int = 3) -> tuple[object, ...]:
        return (title, *(million(amounts[year], decimals) for year in answer.years))

    measures = [in_millions(measure.title, measure.net_ore) for measure in answer.measures]
    out.table(verbatim(answer.title), measures, Column(text("Netto virkning, mill. kr"), 0), *years)
    balance = [
        in_millions(text("Sum tiltak"), answer.totals_ore),
        in_millions(text("Rest (0 = i balanse, minus = mangler)"), answer.rest_ore),
        (text("Netto driftsresultat"), *(percent(answer.ndr_share[year], 2) for year in answer.years)),
        *([in_millions(text("Disposisjonsfond"), answer.fund_ore, 1)] if answer.fund_ore else []),
    ]
    out.table(BLANK, balance, Column(text("Balanse, mill. kr"), 0), *years)
    if answer.flags:
        out.table(
            text("Sjekk (råd, ikke avgjørelser)"),
            answer.flags,
            Column(BLANK, lambda flag: LEVELS[flag.level]),
            Column(text("Kode"), "code"),
            Column(text("År"), lambda flag: str(flag.year or "")),
            Column(
                text("Hva og hva som skal til"),
                lambda flag: f"{out.joined(flag.message, flag.fix)} ({out.joined(flag.basis)})",
            ),
        )
    for misfit in answer.misfits:
        out.say(
            text(
                "Passer ikke: {measure} {year}: {why}",
                measure=misfit.measure,
                year=Year(misfit.year),
                why=misfit.why,
            )
        )


COMMANDS: Final = {"income": income, "effects": effects}
