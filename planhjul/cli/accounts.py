"""Commands about accounts and budgets in the law's own form: the prescribed overviews and key figures."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

import click

from planhjul.cli.files import VERSIONS
from planhjul.cli.session import USAGE, Session, print_json, reading, stop
from planhjul.language import Language
from planhjul.ledger.forms import Overview
from planhjul.ledger.key_figures import KeyFigure, KeyFigures
from planhjul.publish.shapes import Shape
from planhjul.texts import Text, Year, text

# Written here, not read from the ledger: the list of options must not need its imports.
_FORMS: Final = ("5-4", "5-5", "5-6")


@click.command("forms", help="Vis en lovpålagt oversikt med kontrollene som hører til.")
@click.option("--form", "form", type=click.Choice(_FORMS), required=True, help="Paragrafen i forskriften.")
@click.option("--year", type=int, required=True, help="Budsjett- eller regnskapsåret.")
@click.option("--version", type=click.Choice(VERSIONS), default=None, help="Uten: den nyeste som gjelder.")
@reading
@click.pass_obj
def forms(session: Session, form: str, year: int, version: str | None, on: date, as_json: bool) -> None:
    """Show one prescribed overview."""
    from planhjul.ledger.form_lines import FormKey
    from planhjul.ledger.versions import VersionKind
    from planhjul.services.municipalities import NoVersion

    services = session.services()
    municipality = session.municipality()
    kind = VersionKind(version) if version else None
    answer = services.accounts.form(municipality.nr, FormKey(form), year, on, kind)
    if isinstance(answer, NoVersion):
        stop(answer.message, USAGE)
    if as_json:
        print_json(form_shape(answer, services.language))
    else:
        show_form(answer, services.language)


@click.command("keyfigures", help="Vis nøkkeltall med definisjon og anbefalt nivå.")
@click.option("--year", type=int, required=True, help="Budsjett- eller regnskapsåret.")
@click.option("--version", type=click.Choice(VERSIONS), default=None, help="Uten: den nyeste som gjelder.")
@reading
@click.pass_obj
def keyfigures(session: Session, year: int, version: str | None, on: date, as_json: bool) -> None:
    """Show the key figures."""
    from planhjul.ledger.versions import VersionKind
    from planhjul.services.municipalities import NoVersion

    services = session.services()
    municipality = session.municipality()
    kind = VersionKind(version) if version else None
    answer = services.accounts.key_figures(municipality.nr, year, on, kind)
    if isinstance(answer, NoVersion):
        stop(answer.message, USAGE)
    if as_json:
        print_json(key_figures_shape(answer, services.language))
    else:
        show_key_figures(answer, services.language)


def form_shape(answer: Overview, language: Language) -> Shape:
    """`forms`."""
    return {
        "form": answer.form.value,
        "title": language.say(answer.title),
        "year": answer.year,
        "version": answer.version.value,
        "stood_from": answer.stood_from.isoformat(),
        "lines": [
            {
                "nr": line.nr,
                "key": line.key,
                "name": language.say(line.name),
                "heading": language.say(line.heading) if line.heading else None,
                "sum": line.is_sum,
                "amount_ore": line.amount_ore,
            }
            for line in answer.lines
        ],
        "second_part": [
            {
                "line": part.nr,
                "area": part.area,
                "title": language.say(part.title),
                "amount_ore": part.amount_ore,
            }
            for part in answer.second_part
        ],
        "checks": [
            {
                "code": check.code,
                "ok": check.ok,
                "difference_ore": check.difference_ore,
                "tolerance_ore": check.tolerance_ore,
                "message": language.say(check.message),
            }
            for check in answer.checks
        ],
        "flags": [
            {
                "code": flag.code,
                "level": "warning",
                "art": flag.art,
                "amount_ore": flag.amount_ore,
                "message": language.say(flag.message),
            }
            for flag in answer.flags
        ],
        "unclassified_ore": answer.unclassified_ore,
        "unclassified": [
            {"art": row.art, "funksjon": row.funksjon, "side": row.side, "ledger_ore": row.amount_ore}
            for row in answer.unclassified
        ],
        "notes": [language.say(note) for note in answer.notes],
    }


def key_figures_shape(answer: KeyFigures, language: Language) -> Shape:
    """`keyfigures`."""
    return {
        "year": answer.year,
        "version": answer.version.value,
        "stood_from": answer.stood_from.isoformat(),
        "figures": [
            {
                "key": figure.key,
                "title": language.say(figure.title),
                "value": figure.value,
                "unit": figure.unit,
                "norm": figure.norm,
                "target": figure.target,
                "definition": language.say(figure.definition),
                "why": language.say(figure.why) if figure.why else None,
                "source": language.say(figure.source),
            }
            for figure in answer.figures
        ],
    }


def show_form(answer: Overview, language: Language) -> None:
    """The overview in whole kroner, its second part, and the controls."""
    from planhjul.cli.tables import BLANK, console, table

    out = console()
    rows: list[Sequence[Text | str]] = []
    for line in answer.lines:
        if line.heading:
            rows.append(("", line.heading, ""))
        rows.append((str(line.nr or ""), line.name, language.kroner(line.amount_ore)))
    title = text(
        "{form}: {version} {year}, kroner",
        form=answer.title,
        version=answer.version.title,
        year=Year(answer.year),
    )
    out.print(
        table(title, [(text("Nr."), True), (text("Linje"), False), (text("Kroner"), True)], rows, language)
    )
    if answer.second_part:
        parts = [(str(part.nr), part.title, language.kroner(part.amount_ore)) for part in answer.second_part]
        headings = [(text("Linje"), True), (text("Område"), False), (text("Kroner"), True)]
        out.print(table(text("Andre del: fordelt på områder"), headings, parts, language))
    checks = [
        (text("OK") if check.ok else text("AVVIK"), check.code, check.message) for check in answer.checks
    ]
    columns = [(BLANK, False), (text("Kode"), False), (text("Hva kontrollen fant"), False)]
    out.print(table(text("Kontroller"), columns, checks, language))
    for note in (*(flag.message for flag in answer.flags), *answer.notes):
        out.print(language.say(text("Merk: {warning}", warning=note)))


def show_key_figures(answer: KeyFigures, language: Language) -> None:
    """The key figures with norm and definition; why a figure has no value stands where the value would be."""
    from planhjul.cli.tables import console, table

    columns = [
        (text("Nøkkeltall"), False),
        (text("Verdi"), True),
        (text("Anbefalt"), True),
        (text("Eget mål"), True),
        (text("Definisjon"), False),
        (text("Merknad"), False),
    ]
    rows = [
        (
            figure.title,
            _shown(figure, language),
            _percent(figure.norm, language),
            _percent(figure.target, language),
            figure.definition,
            figure.why or "",
        )
        for figure in answer.figures
    ]
    title = text("Nøkkeltall {year}, {version}", year=Year(answer.year), version=answer.version.title)
    console().print(table(title, columns, rows, language))


def _shown(figure: KeyFigure, language: Language) -> str:
    if figure.value is None:
        return "–"
    if isinstance(figure.value, int):
        return language.kroner(figure.value)
    return language.percent(figure.value, 2)


def _percent(share: float | None, language: Language) -> str:
    return "–" if share is None else language.percent(share, 2)


COMMANDS: Final = {"forms": forms, "keyfigures": keyfigures}
