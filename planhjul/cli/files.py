"""Commands about files: import, template, batches, undo."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from planhjul.cli.session import (
    ENVIRONMENT,
    REJECTED,
    USAGE,
    DayType,
    Session,
    now,
    print_json,
    stop,
    tell,
    today,
)
from planhjul.texts import Text, text

if TYPE_CHECKING:
    from planhjul.ledger.versions import Version

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
    from planhjul.cli.shapes import import_shape
    from planhjul.staged import ImportChoices

    services = session.services()
    known = [key for key, _ in services.imports.formats()]
    if format_ and format_ not in known:
        stop(
            text(
                "Formatet «{format}» finnes ikke. Velg blant: {known}",
                format=format_,
                known=", ".join(known),
            ),
            USAGE,
        )
    municipality = session.municipality()
    decided = ImportChoices(format=format_, version=version or "", year=year, stood_from=stood_from)
    shapes: list[dict[str, Any]] = []
    rejected = False
    for file in files:
        try:
            content = file.read_bytes()
        except OSError as error:
            stop(unreadable(file, error), USAGE)
        staged = services.imports.stage(file.name, content, decided, municipality.nr)
        status, batch = "rejected", None
        replaced: tuple[Version, ...] = ()
        if staged.accepted:
            status = "accepted"
            replaced = services.imports.replaces(municipality.nr, staged, today())
            if not dry_run:
                committed = services.imports.commit(municipality.nr, staged, now())
                status, batch = committed.status, committed.batch
        rejected = rejected or status == "rejected"
        if as_json:
            shapes.append(import_shape(str(file), staged, status, batch, replaced, services.language))
        else:
            from planhjul.cli.tables import show_import

            show_import(str(file), staged, status, batch, replaced, services.language)
    if as_json:
        print_json({"files": shapes})
    if rejected:
        raise SystemExit(REJECTED)


@click.command("template", help="Skriv et tomt regneark av slaget KIND, med overskrifter og forklaring.")
@click.argument("kind", metavar="KIND", type=click.Choice(TEMPLATES))
@click.option("-o", "--output", required=True, type=click.Path(path_type=Path, dir_okay=False))
@click.pass_obj
def template(session: Session, kind: str, output: Path) -> None:
    """Write the template."""
    from planhjul.cli.compose import template_bytes

    try:
        output.write_bytes(template_bytes(kind, now().year + 1))
    except OSError as error:
        stop(
            text(
                "Kan ikke skrive {file}: {why}. Velg en annen mappe.",
                file=str(output),
                why=error.strerror or "",
            ),
            ENVIRONMENT,
        )
    tell(text("Skrev {file}. Fyll ut og les inn med: planhjul import {file}", file=str(output)))


@click.command("batches", help="Vis det som er lest inn, nyeste først.")
@click.option("--json", "as_json", is_flag=True, help="Svar som JSON.")
@click.pass_obj
def batches(session: Session, as_json: bool) -> None:
    """List the batches."""
    services = session.services()
    rows = session.seen(today()).batches
    if as_json:
        print_json(
            {
                "batches": [
                    {
                        "batch": row.id,
                        "file": row.file,
                        "format": row.format,
                        "imported_at": row.imported_at.isoformat(),
                        "stood_from": row.stood_from.isoformat(),
                        "rows": {"read": row.rows.read, "taken": row.rows.taken},
                        "undone_at": row.undone_at.isoformat() if row.undone_at else None,
                    }
                    for row in rows
                ]
            }
        )
        return
    if not rows:
        tell(text("Ingenting er lest inn ennå. Les inn en fil med: planhjul import FIL"))
    for row in rows:
        undone = " (tatt tilbake)" if row.undone_at else ""
        click.echo(
            f"{row.id:>4}  {services.language.date(row.imported_at.date())}  {row.format:<18} "
            f"{row.rows.taken:>7} rader  {row.file}{undone}"
        )


@click.command("undo", help="Ta innlesing nummer BATCH tilbake. Det den erstattet, gjelder igjen.")
@click.argument("batch", type=int)
@click.pass_obj
def undo(session: Session, batch: int) -> None:
    """Take one batch back."""
    from planhjul.store import UnknownBatch

    services = session.services()
    municipality = session.municipality()
    try:
        services.imports.undo(municipality.nr, batch, now())
    except UnknownBatch:
        stop(
            text(
                "Innlesing {batch} finnes ikke eller er tatt tilbake før. Se: planhjul batches", batch=batch
            ),
            USAGE,
        )
    tell(text("Innlesing {batch} er tatt tilbake. Det den erstattet, gjelder igjen.", batch=batch))


COMMANDS: Final = {"import": import_, "template": template, "batches": batches, "undo": undo}
