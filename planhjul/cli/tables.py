"""Answers as tables for people, printed by rich."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from rich import box
from rich.console import Console
from rich.table import Table

from planhjul.choices.results import Effects
from planhjul.house.time import WindowsAnswer
from planhjul.issues import Issue, Level
from planhjul.language import Language
from planhjul.ledger.income.funding import FREE, SURPLUS
from planhjul.ledger.income.results import IncomeComposition
from planhjul.ledger.key_figures.balance import BALANCE
from planhjul.ledger.lines import DRIFT, INVESTERING
from planhjul.ledger.versions import Version, VersionKind
from planhjul.staged import Staged
from planhjul.texts import Kroner, Text, Year, text, verbatim
from planhjul.wheel.results import Finding, Milestone, Wheel
from planhjul.writing.imports import contents

BLANK = verbatim("")
_LEVELS = {"error": text("FEIL"), "warning": text("VARSEL"), "info": text("INFO")}
_STATUSES = {
    "planned": text("planlagt"),
    "waiting": text("venter"),
    "held": text("holdt"),
    "late": text("forsinket"),
}
# A pipe has no width of its own; a table that is cut loses numbers.
_PIPE_WIDTH = 160
_PARTS = {DRIFT: text("Drift"), INVESTERING: text("Investering"), BALANCE: text("Balanse")}
_MOST_CHAINS = 10


def console() -> Console:
    """The terminal, or a pipe wide enough that no number is cut."""
    plain = Console(highlight=False, soft_wrap=False)
    return plain if plain.is_terminal else Console(highlight=False, width=_PIPE_WIDTH)


def table(
    title: Text,
    columns: Sequence[tuple[Text, bool]],
    rows: Iterable[Sequence[Text | str]],
    language: Language,
) -> Table:
    """A table; each column is (heading, is a number)."""
    made = Table(
        title=language.say(title),
        title_justify="left",
        box=box.SIMPLE,
        title_style="bold",
        pad_edge=False,
        padding=(0, 1, 0, 0),
    )
    said = [[language.say(cell) for cell in row] for row in rows]
    for place, (heading, numeric) in enumerate(columns):
        words = language.say(heading)
        if numeric:
            # A number is never broken, and its heading takes no more room from the names than it must.
            longest = max((len(row[place]) for row in said), default=0)
            width = max(longest, *map(len, words.split(" ")))
            made.add_column(words, justify="right", min_width=longest, max_width=width, overflow="fold")
        else:
            made.add_column(words, overflow="fold")
    for row in said:
        # Square brackets in somebody's text are text, not rich's markup.
        made.add_row(*(cell.replace("[", r"\[") for cell in row))
    return made


def shown_day(day: date | None, language: Language) -> str:
    """The day in figures, or a dash when there is none."""
    return language.date(day) if day else "–"


def show_issues(issues: Sequence[Issue], language: Language) -> None:
    """The issues, errors first, each with its cell and what to do."""
    order = [Level.ERROR, Level.WARNING, Level.INFO]
    quoted = any(issue.found for issue in issues)
    rows: list[tuple[Text | str, ...]] = [
        (
            _LEVELS[issue.level],
            str(issue.where),
            *([issue.found] if quoted else []),
            f"{language.say(issue.message)} {language.say(issue.advice)}",
        )
        for issue in sorted(issues, key=lambda issue: order.index(issue.level))
    ]
    columns = [
        (BLANK, False),
        (text("Hvor"), False),
        *([(text("Sto der"), False)] if quoted else []),
        (text("Hva er galt, og hva gjør du"), False),
    ]
    console().print(table(BLANK, columns, rows, language))


def show_import(
    file: str,
    staged: Staged,
    status: str,
    batch: int | None,
    replaced: Sequence[Version],
    language: Language,
) -> None:
    """One imported file: what it was, its rows, totals, what it takes the place of, and issues."""
    number = str(batch)
    outcome = {
        "accepted": (
            text("lest inn som nr. {batch}", batch=number)
            if batch
            else text("kan leses inn (ingenting er lagret)")
        ),
        "already_imported": text("var lest inn fra før som nr. {batch}", batch=number),
        "rejected": text("avvist, ingenting er lagret"),
    }[status]
    out = console()
    out.print(f"[bold]{file}[/bold]: {language.say(outcome)}")
    rows = staged.rows
    counted = [text("  Rader: {read} lest, {taken} tatt inn", read=rows.read, taken=rows.taken)]
    if rows.explained:
        counted.append(text("{explained} utelatt med grunn", explained=rows.explained))
    if rows.zero:
        counted.append(text("{zero} av dem med bare 0", zero=rows.zero))
    out.print(", ".join(language.say(one) for one in counted))
    if brought := ", ".join(language.say(one) for one in contents(staged.content)):
        out.print(language.say(text("  Innhold: {what}", what=verbatim(brought))))
    if staged.totals:
        columns = [
            (text("Versjon"), False),
            (text("År"), False),
            (text("Del"), False),
            (text("Utgift kr"), True),
            (text("Inntekt kr"), True),
            (text("Sum kr"), True),
        ]
        totals = [
            (
                VersionKind(total.version).title,
                str(total.year),
                _PARTS.get(total.kontoklasse, total.kontoklasse),
                language.kroner(total.expense_ore),
                language.kroner(total.income_ore),
                language.kroner(total.sum_ore),
            )
            for total in staged.totals
        ]
        out.print(table(BLANK, columns, totals, language))
    if replaced and status == "accepted":
        files = ", ".join(dict.fromkeys(f"{version.file} ({version.batch})" for version in replaced))
        out.print(language.say(text("  Erstatter {files} fra dagen den gjelder fra.", files=files)))
    if staged.unclassified_lines:
        left = text(
            "  Uklassifisert eller utgått: {lines} linjer, {amount} (tatt inn, ikke droppet)",
            lines=staged.unclassified_lines,
            amount=Kroner(staged.unclassified_ore),
        )
        out.print(language.say(left))
    if staged.issues:
        show_issues(staged.issues, language)


def findings_table(findings: Sequence[Finding], language: Language) -> Table:
    """What the law checks say."""
    columns = [(BLANK, False), (text("Regel"), False), (text("Hva"), False)]
    rows = [(_LEVELS[finding.level], finding.rule, language.say(finding.message)) for finding in findings]
    return table(text("Lovsjekk"), columns, rows, language)


def _milestones(title: Text, milestones: Sequence[Milestone], language: Language) -> Table:
    columns = [
        (text("Dag"), False),
        (text("Hva"), False),
        (text("Hvem"), False),
        (text("Status"), False),
        (text("Slag"), False),
        (text("Hvorfor"), False),
    ]
    rows = [
        (
            shown_day(milestone.day, language),
            language.say(milestone.title),
            milestone.organ.value,
            _STATUSES[milestone.status.value],
            milestone.kind.value,
            language.say(milestone.because),
        )
        for milestone in milestones
    ]
    return table(title, columns, rows, language)


def show_wheel(wheel: Wheel, language: Language) -> None:
    """The wheel as a list, then the law checks."""
    out = console()
    out.print(_milestones(text("Årshjulet {year}", year=Year(wheel.year)), wheel.milestones, language))
    if wheel.findings:
        out.print(findings_table(wheel.findings, language))
    else:
        out.print(language.say(text("Lovsjekk: ingen merknader.")))


def show_windows(answer: WindowsAnswer, language: Language) -> None:
    """What can still be changed."""
    columns = [
        (text("Plan"), False),
        (text("Fase"), False),
        (text("Neste vedtak"), False),
        (text("Virkedager"), True),
        (text("Kan flyttes, mill. kr (lav–antatt–høy)"), True),
        (text("Virkemidler"), False),
    ]
    rows = []
    for open_window in answer.windows:
        window, band = open_window.window, open_window.movable
        decision = window.next_decision
        rows.append(
            (
                language.say(window.title),
                language.say(window.phase),
                f"{language.say(decision.title)} {language.date(decision.day)}" if decision else "–",
                str(window.working_days_left) if window.working_days_left is not None else "–",
                (
                    f"{language.million(band.low_ore)}–{language.million(band.default_ore)}–"
                    f"{language.million(band.high_ore)}"
                    if band
                    else "–"
                ),
                "; ".join(language.say(instrument.title) for instrument in window.instruments),
            )
        )
    out = console()
    out.print(table(text("Åpent per {on}", on=answer.on), columns, rows, language))
    if answer.closing_soon:
        out.print(_milestones(text("Stenger innen 14 dager"), answer.closing_soon, language))
    if answer.late:
        out.print(_milestones(text("Forsinket"), answer.late, language))


def show_income(composition: IncomeComposition, language: Language) -> None:
    """The composition of income, the definitions and what is unclassified."""
    out = console()
    columns = [
        (text("Klasse"), False),
        (text("Gruppe"), False),
        (text("Mill. kr"), True),
        (text("Andel"), True),
    ]
    rows: list[Sequence[Text | str]] = [
        (
            language.say(income_class.title),
            income_class.group.value,
            language.million(income_class.amount_ore),
            language.percent(income_class.share),
        )
        for income_class in composition.classes
    ]
    rows.append((text("Sum"), "", language.million(composition.total_ore), ""))
    title = text(
        "Inntekter {year}, {version}", year=Year(composition.year), version=composition.version.title
    )
    out.print(table(title, columns, rows, language))
    definitions = [
        (
            language.say(definition.title),
            language.million(definition.amount_ore),
            language.percent(definition.share),
            language.say(definition.words),
        )
        for definition in composition.definitions
    ]
    headings = [
        (text("Definisjon"), False),
        (text("Mill. kr"), True),
        (text("Andel"), True),
        (text("I ord"), False),
    ]
    out.print(table(text("Hva er «frie inntekter»?"), headings, definitions, language))
    out.print(_funding_table(composition, language))
    for override in composition.overrides:
        out.print(
            language.say(
                text(
                    "Kommunens egen klasse «{key}»: {amount} er lagt til «{title}». Kilde: {kilde}",
                    key=override.key,
                    amount=Kroner(override.amount_ore),
                    title=override.title,
                    kilde=override.kilde,
                )
            )
        )
    if composition.unclassified_ore:
        out.print(
            language.say(
                text("Uklassifisert eller utgått: {amount}", amount=Kroner(composition.unclassified_ore))
            )
        )
    for warning in composition.warnings:
        out.print(language.say(text("Merk: {warning}", warning=warning)))


def _funding_table(composition: IncomeComposition, language: Language) -> Table:
    """Who pays for the services with the most bound income, and for all of them."""
    columns = [
        (text("Funksjon"), False),
        (text("Utgift, mill. kr"), True),
        (text("Bundet inntekt"), True),
        (text("Annen egen inntekt"), True),
        (text("Frie inntekter"), True),
    ]
    total = replace(composition.funding.total, title=language.say(text("Alle tjenester")))
    rows: list[Sequence[Text | str]] = []
    for chain in (*composition.funding.chains[:_MOST_CHAINS], total):
        free = chain.amount_of(FREE) + chain.amount_of(SURPLUS)
        amounts = (chain.cost_ore, chain.bound_ore, chain.cost_ore - free - chain.bound_ore, free)
        rows.append((f"{chain.key} {chain.title}".strip(), *(language.million(amount) for amount in amounts)))
    return table(text("Hvem som betaler for tjenestene"), columns, rows, language)


def show_effects(effects: Effects, language: Language) -> None:
    """Measures and balance per year, then the checks."""
    out = console()
    years = [(verbatim(str(year)), True) for year in effects.years]
    measures = [
        (measure.title, *(language.million(measure.net_ore[year], 3) for year in effects.years))
        for measure in effects.measures
    ]
    balance: list[Sequence[Text | str]] = [
        (text("Sum tiltak"), *(language.million(effects.totals_ore[year], 3) for year in effects.years)),
        (
            text("Rest (0 = i balanse, minus = mangler)"),
            *(language.million(effects.rest_ore[year], 3) for year in effects.years),
        ),
        (
            text("Netto driftsresultat"),
            *(language.percent(effects.ndr_share[year], 2) for year in effects.years),
        ),
    ]
    if effects.fund_ore:
        balance.append(
            (text("Disposisjonsfond"), *(language.million(effects.fund_ore[year]) for year in effects.years))
        )
    headings = [(text("Netto virkning, mill. kr"), False), *years]
    out.print(table(verbatim(effects.title), headings, measures, language))
    out.print(table(BLANK, [(text("Balanse, mill. kr"), False), *years], balance, language))
    flags = [
        (
            _LEVELS[flag.level],
            flag.code,
            str(flag.year or ""),
            f"{language.say(flag.message)} {language.say(flag.fix)} ({language.say(flag.basis)})",
        )
        for flag in effects.flags
    ]
    columns = [
        (BLANK, False),
        (text("Kode"), False),
        (text("År"), False),
        (text("Hva og hva som skal til"), False),
    ]
    if flags:
        out.print(table(text("Sjekk (råd, ikke avgjørelser)"), columns, flags, language))
    for misfit in effects.misfits:
        out.print(
            language.say(
                text(
                    "Passer ikke: {measure} {year}: {why}",
                    measure=misfit.measure,
                    year=Year(misfit.year),
                    why=misfit.why,
                )
            )
        )
