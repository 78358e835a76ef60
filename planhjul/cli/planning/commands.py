"""Commands about the year to come and what really happened: draft, event."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from planhjul.cli.planning.tables import show_draft, show_log
from planhjul.cli.session import USAGE, DayType, Session, given, now, reading, stop, tell, write
from planhjul.cli.shapes import log_entry
from planhjul.publish.shapes import Joined
from planhjul.texts import text

if TYPE_CHECKING:
    from planhjul.wheel.log import LogEntry

_PROCESSES: Final = ("budsjett", "regnskap", "rapportering", "plan", "stat")


@click.command(
    "draft",
    help=(
        "Lag forslag til årets møteplan og årshjul fra året før. Forslaget godkjennes ved å lese det inn. "
        "Skoleferier holdes fri når innstillingene skoleferie.vinter og skoleferie.host har ukenummer."
    ),
)
@click.option("--year", type=int, required=True, help="Året forslaget gjelder.")
@click.option(
    "-o",
    "folder",
    metavar="MAPPE",
    type=click.Path(path_type=Path, file_okay=False),
    default=None,
    help="Mappa regnearket skrives i. Uten: vis bare forslaget.",
)
@click.option("--force", is_flag=True, help="Skriv over et forslag som ligger i mappa fra før.")
@reading
@click.pass_obj
def draft(session: Session, year: int, folder: Path | None, force: bool, on: date, as_json: bool) -> None:
    """Draft next year's meeting plan and wheel."""
    services, municipality = session.services(), session.municipality()
    answer = given(session.seen(on).drafting.draft(year))
    workbook = None
    if folder is not None:
        from planhjul.cli.compose import template_bytes
        from planhjul.publish.draft_workbook import draft_file_name, draft_workbook

        workbook = folder / services.language.say(draft_file_name(year))
        empty = template_bytes("meetings", year)
        book = draft_workbook(answer, empty, municipality.nr, municipality.navn, services.language)
        _write(workbook, book, force=force)
    session.show(Joined(answer, {"file": workbook}), as_json, lambda _, out: show_draft(answer, out))
    if workbook is not None and not as_json:
        tell(
            text(
                "Skrevet: {fil}. Rett datoene der, skriv vedtaksdagen i «Gjelder fra», og godkjenn forslaget "
                "med: planhjul import {fil}",
                fil=str(workbook),
            )
        )


def _write(file: Path, content: bytes, *, force: bool) -> None:
    """Writes the file; one that is there may have been edited, so it is only replaced when asked."""
    if file.exists() and not force:
        stop(
            text("{fil} finnes. Velg en annen mappe, eller skriv over den med --force.", fil=str(file)), USAGE
        )
    write(file, content, parents=True)


class _MeetingType(click.ParamType[tuple[str, date]]):
    """A meeting written as ORGAN:DATO, for example formannskap:2026-11-25."""

    name = "ORGAN:DATO"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[str, date]:
        """The organ as written and the day.

        Raises:
            click.BadParameter: it is not an organ and a day.
        """
        organ, _, written = str(value).rpartition(":")
        if not organ.strip():
            from planhjul.language import language

            wrong = text("Skriv organ og dato med kolon mellom, for eksempel formannskap:2026-11-25.")
            raise click.BadParameter(language().say(wrong), ctx, param)
        return organ.strip(), DayType().convert(written, param, ctx)


@click.group(
    "event",
    help="Før logg over møter og milepæler: hvem, når og hvorfor. Loggen vises i hjulet fra dagen den føres.",
)
def event() -> None:
    """Group the log's commands."""


@event.command(
    "add",
    help="Før én endring: velg --move, --held, --cancel, --actual eller --manual.",
    short_help="Før én endring.",
)
@click.option(
    "--move",
    "moved",
    type=_MeetingType(),
    default=None,
    help="Møtet som flyttes; dagen det flyttes til i --to.",
)
@click.option("--to", "to", type=DayType(), default=None, help="Dagen møtet flyttes til.")
@click.option("--held", "held", type=_MeetingType(), default=None, help="Møtet som er holdt.")
@click.option("--cancel", "cancelled", type=_MeetingType(), default=None, help="Møtet som er avlyst.")
@click.option(
    "--actual",
    "rule",
    metavar="REGEL",
    default=None,
    help="Nøkkelen til regelen som er oppfylt, slik wheel --json viser den; dagen i --day.",
)
@click.option("--year", type=int, default=None, help="Kalenderåret regelen gjelder. Uten: året i --day.")
@click.option(
    "--manual", "title", metavar="TITTEL", default=None, help="Egen hendelse i hjulet; dagen i --day."
)
@click.option("--day", type=DayType(), default=None, help="Dagen for --actual eller --manual.")
@click.option("--organ", default="", help="Organet som står for den egne hendelsen.")
@click.option(
    "--process",
    type=click.Choice(_PROCESSES),
    default="plan",
    show_default=True,
    help="Prosessen den egne hendelsen hører til.",
)
@click.option("--by", "by", metavar="HVEM", required=True, help="Hvem som står bak endringen.")
@click.option("--why", "why", metavar="HVORFOR", required=True, help="Hvorfor.")
@click.option("--json", "as_json", is_flag=True, help="Svar som JSON.")
@click.pass_obj
def add(
    session: Session,
    moved: tuple[str, date] | None,
    to: date | None,
    held: tuple[str, date] | None,
    cancelled: tuple[str, date] | None,
    rule: str | None,
    year: int | None,
    title: str | None,
    day: date | None,
    organ: str,
    process: str,
    by: str,
    why: str,
    as_json: bool,
) -> None:
    """Record one change."""
    from planhjul.wheel.results import Process

    if sum(choice is not None for choice in (moved, held, cancelled, rule, title)) != 1:
        stop(text("Velg én av --move, --held, --cancel, --actual og --manual."), USAGE)
    if (moved is None) != (to is None):
        stop(text("--move og --to hører sammen: skriv møtet og dagen det flyttes til."), USAGE)
    if (rule is None and title is None) != (day is None):
        stop(text("--day hører til --actual og --manual: skriv dagen der, og bare der."), USAGE)
    log, nr, at = session.services().log, session.municipality().nr, now()
    if moved is not None and to is not None:
        answer = log.move(nr, *moved, to, by, why, at)
    elif held is not None:
        answer = log.hold(nr, *held, by, why, at)
    elif cancelled is not None:
        answer = log.cancel(nr, *cancelled, by, why, at)
    elif rule is not None and day is not None:
        answer = log.done(nr, rule, day.year if year is None else year, day, by, why, at)
    else:
        answer = log.add(
            nr, title or "", day or at.date(), by, why, at, organ=organ, process=Process(process)
        )
    answer = given(answer)
    session.show({"event": log_entry(answer)}, as_json, lambda *_: _tell_recorded(answer))


def _tell_recorded(entry: LogEntry) -> None:
    from planhjul.wheel.log import what

    tell(
        text(
            "Ført som nr. {nr}: {endring} "
            "Ta den tilbake med: planhjul event undo {nr} --by HVEM --why HVORFOR",
            nr=str(entry.nr),
            endring=what(entry.change),
        )
    )


@event.command(
    "list", help="Vis loggen: hva som er endret, av hvem, når og hvorfor.", short_help="Vis loggen."
)
@click.option("--year", type=int, default=None, help="Bare det som gjelder dager i dette året.")
@reading
@click.pass_obj
def list_(session: Session, year: int | None, on: date, as_json: bool) -> None:
    """Show the log."""
    log = session.seen(on).drafting.log()
    rows = [row for row in log if year is None or row.entry.day.year == year]
    events = [log_entry(row.entry) | {"stands": row.stands, "meeting_found": row.found} for row in rows]
    session.show({"on": on, "events": events}, as_json, lambda _, out: show_log(rows, out))


@event.command(
    "undo",
    help="Ta en endring tilbake fra i dag. Den blir stående i loggen.",
    short_help="Ta en endring tilbake.",
)
@click.argument("number", metavar="NR", type=int)
@click.option("--by", "by", metavar="HVEM", required=True, help="Hvem som tar den tilbake.")
@click.option("--why", "why", metavar="HVORFOR", required=True, help="Hvorfor.")
@click.pass_obj
def undo(session: Session, number: int, by: str, why: str) -> None:
    """Take an entry back."""
    from planhjul.store import UnknownLogEntry

    try:
        given(session.services().log.undo(session.municipality().nr, number, by, why, now()))
    except UnknownLogEntry as error:
        stop(error.message, USAGE)
    tell(text("Nr. {nr} er tatt tilbake. Hjulet er som før endringen.", nr=str(number)))


COMMANDS: Final = {"draft": draft, "event": event}
