"""Commands about files: import, template, batches, undo."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from planhjul.cli.session import REJECTED, USAGE, DayType, Session, now, stop, tell, today, write
from planhjul.cli.tables import BLANK, Column, Paper, show_issues
from planhjul.texts import Kroner, Text, text, verbatim

if TYPE_CHECKING:
    from planhjul.ledger.versions import Version
    from planhjul.staged import Staged
    from planhjul.store import BatchRow

VERSIONS: Final = (
    "regnskap",
    "opprinnelig_budsjett",
    "revidert_budsjett",
    "okonomiplan",
    "direktorens_forslag",
    "innstilling",
    "alternativ",
)
# Written here, not read from the importers: the list of kinds must not need their imports.
TEMPLATES: Final = (
    "budget",
    "accounts",
    "financial-plan",
    "municipal-plan",
    "meetings",
    "measures",
    "cases",
    "settings",
    "priorities",
)


@dataclass(frozen=True, slots=True)
class Imported:
    """What came of one file (accepted, rejected, already_imported), and the versions it replaces."""

    file: str
    staged: Staged
    status: str = "rejected"
    batch: int | None = None
    replaces: tuple[Version, ...] = ()


def unreadable(file: Path, error: OSError) -> Text:
    """The sentence for a file that cannot be opened."""
    return text("Filen {file} kan ikke leses: {why}. Sjekk navnet.", file=str(file), why=error.strerror or "")


@click.command("import", help="Les inn FILER: gjenkjenn, sjekk og lagre. Én fil lagres helt eller ikke.")
@click.argument("files", metavar="FIL…", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--as", "format_", metavar="FORMAT", default="", help="Si hva filen er, når den ikke kjennes.")
@click.option("--version", type=click.Choice(VERSIONS), default=None, help="Hvilken versjon tallene er.")
@click.option("--year", type=int, default=None, help="Budsjett- eller regnskapsåret.")
@click.option("--from", "stood_from", type=DayType(), default=None, help="Dagen versjonen gjelder fra.")
@click.option("--dry-run", is_flag=True, help="Sjekk uten å lagre.")
@click.option("--json", "as_json", is_flag=True, help="Svar som JSON.")
@click.pass_obj
def import_(
    session: Session,
    files: tuple[Path, ...],
    format_: str,
    version: str | None,
    year: int | None,
    stood_from: date | None,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Import each file in a transaction of its own; exit 1 when any was rejected."""
    from planhjul.staged import ImportChoices

    imports = session.services().imports
    known = [key for key, _ in imports.formats()]
    if format_ and format_ not in known:
        stop(
            text(
                "Formatet «{format}» finnes ikke. Velg blant: {known}",
                format=format_,
                known=", ".join(known),
            ),
            USAGE,
        )
    nr = session.municipality().nr
    decided = ImportChoices(format=format_, version=version or "", year=year, stood_from=stood_from)
    answers: list[Imported] = []
    for file in files:
        try:
            content = file.read_bytes()
        except OSError as error:
            stop(unreadable(file, error), USAGE)
        staged = imports.stage(file.name, content, decided, nr)
        answer = Imported(str(file), staged)
        if staged.accepted:
            replaces = imports.replaces(nr, staged, today())
            answer = Imported(str(file), staged, "accepted", replaces=replaces)
            if not dry_run:
                committed = imports.commit(nr, staged, now())
                answer = replace(answer, status=committed.status, batch=committed.batch)
        answers.append(answer)
        if not as_json:
            session.show(answer, as_json, show_import)
    if as_json:
        session.show({"files": answers}, as_json, lambda *_: None)
    if any(answer.status == "rejected" for answer in answers):
        raise SystemExit(REJECTED)


def show_import(answer: Imported, out: Paper) -> None:
    """One imported file: what it was, its rows, totals, what it takes the place of, and issues."""
    from planhjul.ledger.key_figures.balance import BALANCE
    from planhjul.ledger.lines import DRIFT, INVESTERING
    from planhjul.ledger.versions import VersionKind
    from planhjul.writing.imports import contents

    staged, rows = answer.staged, answer.staged.rows
    number = str(answer.batch)
    outcomes = {
        "accepted": (
            text("lest inn som nr. {batch}", batch=number)
            if answer.batch
            else text("kan leses inn (ingenting er lagret)")
        ),
        "already_imported": text("var lest inn fra før som nr. {batch}", batch=number),
        "rejected": text("avvist, ingenting er lagret"),
    }
    out.headed(answer.file, outcomes[answer.status])
    counted = (
        text("  Rader: {read} lest, {taken} tatt inn", read=rows.read, taken=rows.taken),
        text("{explained} utelatt med grunn", explained=rows.explained) if rows.explained else None,
        text("{zero} av dem med bare 0", zero=rows.zero) if rows.zero else None,
    )
    out.say(out.joined(*counted, between=", "))
    if brought := out.joined(*contents(staged.content), between=", "):
        out.say(text("  Innhold: {what}", what=verbatim(brought)))
    if staged.totals:
        parts = {DRIFT: text("Drift"), INVESTERING: text("Investering"), BALANCE: text("Balanse")}
        out.table(
            BLANK,
            staged.totals,
            Column(text("Versjon"), lambda total: VersionKind(total.version).title),
            Column(text("År"), "year"),
            Column(text("Del"), lambda total: parts.get(total.kontoklasse, total.kontoklasse)),
            Column(text("Utgift kr"), "expense_ore", "kroner"),
            Column(text("Inntekt kr"), "income_ore", "kroner"),
            Column(text("Sum kr"), "sum_ore", "kroner"),
        )
    if answer.replaces and answer.status == "accepted":
        files = ", ".join(dict.fromkeys(f"{version.file} ({version.batch})" for version in answer.replaces))
        out.say(text("  Erstatter {files} fra dagen den gjelder fra.", files=files))
    if staged.unclassified_lines:
        out.say(
            text(
                "  Uklassifisert eller utgått: {lines} linjer, {amount} (tatt inn, ikke droppet)",
                lines=staged.unclassified_lines,
                amount=Kroner(staged.unclassified_ore),
            )
        )
    if staged.issues:
        show_issues(staged.issues, out)


@click.command("template", help="Skriv et tomt regneark av slaget KIND, med overskrifter og forklaring.")
@click.argument("kind", metavar="KIND", type=click.Choice(TEMPLATES))
@click.option("-o", "--output", required=True, type=click.Path(path_type=Path, dir_okay=False))
@click.pass_obj
def template(session: Session, kind: str, output: Path) -> None:
    """Write the template."""
    from planhjul.cli.compose import template_bytes

    write(output, template_bytes(kind, now().year + 1))
    tell(text("Skrev {file}. Fyll ut og les inn med: planhjul import {file}", file=str(output)))


@click.command("batches", help="Vis det som er lest inn, nyeste først.")
@click.option("--json", "as_json", is_flag=True, help="Svar som JSON.")
@click.pass_obj
def batches(session: Session, as_json: bool) -> None:
    """List the batches."""
    rows = session.seen(today()).batches
    session.show({"batches": rows}, as_json, lambda _, out: show_batches(rows, out))


def show_batches(rows: Sequence[BatchRow], out: Paper) -> None:
    """A line per batch, never folded: it can be searched."""
    if not rows:
        tell(text("Ingenting er lest inn ennå. Les inn en fil med: planhjul import FIL"))
    for row in rows:
        undone = " (tatt tilbake)" if row.undone_at else ""
        click.echo(
            f"{row.id:>4}  {out.language.date(row.imported_at.date())}  {row.format:<18} "
            f"{row.rows.taken:>7} rader  {row.file}{undone}"
        )


@click.command("undo", help="Ta innlesing nummer BATCH tilbake. Det den erstattet, gjelder igjen.")
@click.argument("batch", type=int)
@click.pass_obj
def undo(session: Session, batch: int) -> None:
    """Take one batch back."""
    from planhjul.store import UnknownBatch

    imports, nr = session.services().imports, session.municipality().nr
    try:
        imports.undo(nr, batch, now())
    except UnknownBatch:
        stop(
            text(
                "Innlesing {batch} finnes ikke eller er tatt tilbake før. Se: planhjul batches", batch=batch
            ),
            USAGE,
        )
    tell(text("Innlesing {batch} er tatt tilbake. Det den erstattet, gjelder igjen.", batch=batch))


COMMANDS: Final = {"import": import_, "template": template, "batches": batches, "undo": undo}
