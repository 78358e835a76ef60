"""The command group, its global options and its exit codes."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final

import click

from planhjul import __version__
from planhjul.cli.session import ENVIRONMENT, Session, fault, stop

# Command → (module, its one line of help): the help stands here so that the list needs no imports.
_COMMANDS: Final[Mapping[str, tuple[str, str]]] = MappingProxyType(
    {
        "demo": ("planhjul.cli.demo", "Vis Storvik og Lillevik i nettleseren."),
        "init": ("planhjul.cli.setup", "Opprett eller oppgrader databasen og registrer en kommune."),
        "import": ("planhjul.cli.files", "Les inn regneark og KOSTRA-filer."),
        "template": ("planhjul.cli.files", "Skriv et tomt regneark som forklarer seg selv."),
        "batches": ("planhjul.cli.files", "Vis det som er lest inn."),
        "undo": ("planhjul.cli.files", "Ta en innlesing tilbake."),
        "wheel": ("planhjul.cli.when", "Vis milepælene i årshjulet eller fireårshjulet."),
        "windows": ("planhjul.cli.when", "Vis hva som fortsatt kan endres, av hvem og hvor lenge."),
        "route": ("planhjul.cli.route.commands", "Vis siste sjanse: vedtakene som er igjen for én sak."),
        "agenda": (
            "planhjul.cli.route.commands",
            "Vis sakslister med neste og siste sjanse, og hent dem ut.",
        ),
        "draft": ("planhjul.cli.planning.commands", "Lag forslag til neste års møteplan og årshjul."),
        "event": (
            "planhjul.cli.planning.commands",
            "Før logg: møter som flyttes, holdes eller avlyses, og egne datoer.",
        ),
        "income": ("planhjul.cli.money", "Vis frie og bundne inntekter."),
        "forms": (
            "planhjul.cli.accounts.commands",
            "Vis de lovpålagte oversiktene §§ 5-4, 5-5 og 5-6 med kontroller.",
        ),
        "keyfigures": ("planhjul.cli.accounts.commands", "Vis nøkkeltall med definisjon og anbefalt nivå."),
        "goals": ("planhjul.cli.goals", "Vis pengene bak hvert mål, og hvor tråden er brutt."),
        "followup": ("planhjul.cli.followup", "Hold regnskapet mot opprinnelig og revidert budsjett."),
        "room": ("planhjul.cli.room", "Vis handlingsrommet i et budsjettår."),
        "effects": ("planhjul.cli.money", "Vis hva tiltak er verdt, år for år."),
        "publish": ("planhjul.cli.publishing", "Skriv årshjulet som nettsider, kalendere, PDF og regneark."),
        "serve": ("planhjul.cli.setup", "Start nettsidene."),
        "check": ("planhjul.cli.setup", "Sjekk at databasen, datamappa og regelverket er i orden."),
    }
)


class _LazyGroup(click.Group):
    """A group that imports a command's module only when the command is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _COMMANDS:
            return None
        module = importlib.import_module(_COMMANDS[cmd_name][0])
        command: click.Command = module.COMMANDS[cmd_name]
        return command

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except (click.ClickException, click.exceptions.Exit, click.Abort):
            raise
        except Exception as error:
            sentence = fault(error)
            if sentence is None:
                raise
            stop(sentence, ENVIRONMENT)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Kommandoer"):
            formatter.write_dl([(name, line) for name, (_, line) in _COMMANDS.items()])


@click.group(
    cls=_LazyGroup,
    help="Følg kommunens planer og penger rundt planleggingshjulet: når, hvor mye og hva om.",
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.option(
    "--db",
    metavar="URL",
    envvar="PLANHJUL_DB",
    help="Databasen som SQLAlchemy-URL. Uten: $PLANHJUL_DB, ellers en SQLite-fil i datamappa di.",
)
@click.option("--kommune", metavar="NR", help="Kommunenummer, fire sifre. Uten: den eneste registrerte.")
@click.version_option(__version__, prog_name="planhjul", message="%(prog)s %(version)s")
@click.pass_context
def cli(ctx: click.Context, db: str | None, kommune: str | None) -> None:
    """Hold the global options for the command."""
    ctx.obj = Session(db=db, kommune=kommune)


def main(args: list[str] | None = None) -> Any:
    """Run the command line; an answer that cannot be given is said in one sentence, with its exit code."""
    # Norwegian letters must survive a terminal or pipe that was set up for ASCII.
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    return cli(args, prog_name="planhjul")
