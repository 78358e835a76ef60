"""Commands about the installation: init, serve, check."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import click

from planhjul.cli.serving import LOCAL_HOST, run_server, serving_options
from planhjul.cli.session import ENVIRONMENT, USAGE, Session, stop, tell
from planhjul.texts import text

if TYPE_CHECKING:
    from planhjul.cli.tables import Paper
    from planhjul.house.house import HealthReport


@click.command("init", help="Opprett eller oppgrader databasen og registrer en kommune.")
@click.option("--kommune", "number", metavar="NR", default=None, help="Kommunenummer, fire sifre.")
@click.option("--navn", metavar="NAVN", required=True, help="Kommunens navn.")
@click.option("--members", type=int, default=None, help="Antall medlemmer i kommunestyret.")
@click.option("--rename", is_flag=True, help="Gi en registrert kommune dette navnet.")
@click.pass_obj
def init(session: Session, number: str | None, navn: str, members: int | None, rename: bool) -> None:
    """Register a municipality; one that is registered keeps its name unless asked."""
    number = number or session.kommune
    if number is None or not re.fullmatch(r"\d{4}", number):
        stop(text("Kommunenummer har fire sifre. Skriv for eksempel: --kommune 9901"), USAGE)
    if members is not None and (members < 1 or members % 2 == 0):
        stop(text("Antall medlemmer i kommunestyret må være et oddetall (kommuneloven § 5-5)."), USAGE)
    services = session.services(create=True)
    before = next((kommune.navn for kommune in services.house.kommuner() if kommune.nr == number), navn)
    if before != navn and not rename:
        stop(
            text(
                "Kommune {nr} er registrert med navnet {before}, og ble ikke endret. "
                "Bruk --navn {before}, eller gi den navnet {navn} med --rename.",
                nr=number,
                before=before,
                navn=navn,
            ),
            USAGE,
        )
    services.municipalities.register(number, navn, members)
    if before != navn:
        tell(text("Kommune {nr} het {before}, og heter nå {navn}.", nr=number, before=before, navn=navn))
    tell(
        text(
            "{nr} {navn} er registrert. Les inn en fil med: planhjul --kommune {nr} import FIL",
            nr=number,
            navn=navn,
        )
    )


@click.command("serve", help="Start nettsidene. Bare denne maskinen når dem, om ikke --host sier noe annet.")
@click.option("--host", default=LOCAL_HOST, show_default=True)
@serving_options
@click.pass_obj
def serve(session: Session, host: str, port: int, workers: int) -> None:
    """Serve the dashboards until interrupted."""
    run_server(session, host, port, workers)


@click.command("check", help="Sjekk at databasen, datamappa og regelverket er i orden.")
@click.option("--law", is_flag=True, help="Sjekk også regelverket.")
@click.option("--json", "as_json", is_flag=True, help="Svar som JSON.")
@click.pass_obj
def check(session: Session, law: bool, as_json: bool) -> None:
    """Report on soundness; exit 3 when something must be mended."""
    report = session.services().house.check(law)
    session.show(report, as_json, _show_report)
    if not report.ok:
        raise SystemExit(ENVIRONMENT)


def _show_report(report: HealthReport, _: Paper) -> None:
    for finding in report.findings:
        tell(text("FEIL {finding}", finding=finding))
    names = ", ".join(f"{kommune.nr} {kommune.navn}" for kommune in report.kommuner)
    tell(text("Kommuner: {names}", names=names or "–"))
    tell(text("Alt er i orden.") if report.ok else text("Noe må rettes, se over."))


COMMANDS: Final = {"init": init, "serve": serve, "check": check}
