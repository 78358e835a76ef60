"""Commands about money: income, room, effects."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Final

import click

from planhjul.cli.files import VERSIONS, unreadable
from planhjul.cli.session import REJECTED, USAGE, Session, given, print_json, reading, stop
from planhjul.texts import text


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

    services = session.services()
    kind = VersionKind(version) if version else None
    answer = given(session.seen(on).income.composition(year, kind, Base(base)))
    if as_json:
        from planhjul.cli.shapes import income_shape

        print_json(income_shape(answer, services.language))
    else:
        from planhjul.cli.tables import show_income

        show_income(answer, services.language)


@click.command(
    "room",
    help="Vis handlingsrommet: hvor mye som fortsatt kan flyttes i et budsjettår eller en valgperiode.",
)
@click.option("--year", type=int, default=None, help="Budsjettåret.")
@click.option("--term", type=int, default=None, help="Valgåret: vis hele perioden i stedet for ett år.")
@click.option("--curve", is_flag=True, help="Vis hele kurven i stedet for én dag.")
@click.option("--area", metavar="NØKKEL", default="", help="Bare ett område eller én funksjon.")
@reading
@click.pass_obj
def room(
    session: Session, year: int | None, term: int | None, curve: bool, area: str, on: date, as_json: bool
) -> None:
    """Show the room on a day, its curve, or the four-year clock."""
    if (year is None) == (term is None):
        stop(text("Velg enten --year eller --term."), USAGE)
    if term is not None and (curve or area):
        stop(text("--term kan ikke brukes sammen med --curve eller --area."), USAGE)
    if term is not None:
        _term(session, term, on, as_json)
    elif year is not None and curve:
        _curve(session, year, area, on, as_json)
    elif year is not None:
        _room(session, year, area, on, as_json)


def _room(session: Session, year: int, area: str, on: date, as_json: bool) -> None:
    services = session.services()
    answer = given(session.seen(on).room.room(year, area=area))
    if as_json:
        from planhjul.cli.room.shapes import room_shape

        print_json(room_shape(answer, services.language))
    else:
        from planhjul.cli.room.tables import show_room

        show_room(answer, services.language)


def _curve(session: Session, year: int, area: str, on: date, as_json: bool) -> None:
    services = session.services()
    points = given(session.seen(on).room.curve(year, area=area))
    behind = given(session.seen(on).room.room(year, area=area)).assumptions
    if as_json:
        from planhjul.cli.room.shapes import curve_shape

        print_json(curve_shape(year, points, behind, services.language))
    else:
        from planhjul.cli.room.tables import show_curve

        show_curve(points, behind, services.language)


def _term(session: Session, year: int, on: date, as_json: bool) -> None:
    services = session.services()
    answer = given(session.seen(on).room.term(year))
    if as_json:
        from planhjul.cli.room.shapes import term_shape

        print_json(term_shape(answer, services.language))
    else:
        from planhjul.cli.room.tables import show_term

        show_term(answer, services.language)


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
    services = session.services()
    known = {known_scenario.key for known_scenario in session.seen(on).scenarios}
    if scenario and scenario not in known:
        names = ", ".join(sorted(known)) or "ingen"
        stop(text("Scenarioet «{key}» finnes ikke. Lest inn: {names}", key=scenario, names=names), USAGE)
    if measures_file:
        try:
            content = measures_file.read_bytes()
        except OSError as error:
            stop(unreadable(measures_file, error), USAGE)
        staged = services.imports.stage(measures_file.name, content)
        if not staged.accepted or not staged.content.measures:
            from planhjul.cli.tables import show_issues

            show_issues(staged.issues, services.language)
            stop(
                text("{file} er ikke et gyldig regneark med tiltak. Rett det over.", file=str(measures_file)),
                REJECTED,
            )
        answer = session.seen(on).effects.effects(keys=(), extra=staged.content.measures)
    else:
        answer = session.seen(on).effects.effects(scenario=scenario, keys=None if scenario else ())
    answer = given(answer)
    if as_json:
        from planhjul.cli.shapes import effects_shape

        print_json(effects_shape(answer, services.language))
    else:
        from planhjul.cli.tables import show_effects

        show_effects(answer, services.language)


COMMANDS: Final = {"income": income, "room": room, "effects": effects}
