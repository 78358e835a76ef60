"""Commands about wishes: route, agenda."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Final

import click

from planhjul.cli.route.tables import show_agenda, show_route
from planhjul.cli.session import USAGE, Session, given, now, reading, stop, tell, write
from planhjul.texts import text

_CALENDAR, _WORKBOOK = ".ics", ".xlsx"


@click.command(
    "route",
    help="Vis siste sjanse og neste sjanse: vedtakene som er igjen for ett tiltak eller én sak.",
    short_help="Vis siste sjanse for én sak.",
)
@click.option("--measure", metavar="NØKKEL", default=None, help="Nøkkelen til et tiltak.")
@click.option("--case", metavar="NØKKEL", default=None, help="Nøkkelen til en sak på en saksliste.")
@reading
@click.pass_obj
def route(session: Session, measure: str | None, case: str | None, on: date, as_json: bool) -> None:
    """Show the way of one wish."""
    if (measure is None) == (case is None):
        stop(text("Velg enten --measure NØKKEL eller --case NØKKEL."), USAGE)
    seen = session.seen(on).agenda
    answer = given(seen.route_of_measure(measure) if measure is not None else seen.route_of_case(case or ""))
    session.show(answer, as_json, show_route)


@click.group(
    "agenda",
    help="Vis sakslister med neste og siste sjanse for hver sak, eller hent en liste ut.",
    short_help="Vis sakslister.",
    invoke_without_command=True,
)
@click.option("--list", "owner", metavar="NAVN", default="", help="Bare denne lista.")
@reading
@click.pass_context
def agenda(ctx: click.Context, owner: str, on: date, as_json: bool) -> None:
    """Show the lists, unless a subcommand is called."""
    if ctx.invoked_subcommand is not None:
        return
    session: Session = ctx.obj
    seen = session.seen(on).agenda
    lists, shares = seen.lists(owner), seen.shares()
    if owner and not lists:
        names = ", ".join(seen.owners()) or "–"
        stop(text("Lista «{navn}» finnes ikke. Listene er: {lister}", navn=owner, lister=names), USAGE)
    answer = {"on": on, "lists": lists, "case_shares": shares}
    session.show(answer, as_json, lambda _, out: show_agenda(lists, shares, out))


@agenda.command(
    "export",
    help="Skriv en saksliste som kalender (.ics) eller regneark (.xlsx) som kan leses inn igjen.",
    short_help="Skriv en saksliste til fil.",
)
@click.option("--list", "owner", metavar="NAVN", required=True, help="Navnet på lista.")
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    required=True,
    help="Fila som skrives: .ics eller .xlsx.",
)
@click.option("--on", default=None, metavar="DATO", help="«Per dato»: lista slik den sto denne dagen.")
@click.pass_obj
def export(session: Session, owner: str, output: Path, on: str | None) -> None:
    """Write a list to a file."""
    from planhjul.cli.session import DayType

    ending = output.suffix.casefold()
    if ending not in (_CALENDAR, _WORKBOOK):
        stop(text("Fila må ende på .ics (kalender) eller .xlsx (regneark)."), USAGE)
    day = now().date() if on is None else DayType().convert(on, None, None)
    wishes, seen = session.services().wishes, session.seen(day)
    content = given(
        wishes.calendar_file(seen, owner, now()) if ending == _CALENDAR else wishes.workbook(seen, owner)
    )
    write(output, content)
    tell(text("Skrev {fil}.", fil=str(output)))


COMMANDS: Final = {"route": route, "agenda": agenda}
