"""Commands about when: wheel, windows."""

from __future__ import annotations

from datetime import date
from typing import Final

import click

from planhjul.cli.session import USAGE, Session, print_json, reading, stop
from planhjul.texts import text


@click.command("wheel", help="Vis milepælene i ett års hjul, eller i fireårshjulet, med lovsjekk.")
@click.option("--year", type=int, default=None, help="Kalenderåret.")
@click.option("--term", type=int, default=None, help="Valgperiodens valgår, for eksempel 2023.")
@reading
@click.pass_obj
def wheel(session: Session, year: int | None, term: int | None, on: date, as_json: bool) -> None:
    """Show the wheel of a year or a term."""
    if (year is None) == (term is None):
        stop(text("Velg enten --year ÅR eller --term VALGÅR."), USAGE)
    services = session.services()
    answer = session.seen(on).time.wheel(year) if year is not None else session.seen(on).time.term(term or 0)
    if as_json:
        from planhjul.publish.shapes import wheel_shape

        print_json(wheel_shape(answer, services.language))
    else:
        from planhjul.cli.tables import show_wheel

        show_wheel(answer, services.language)


@click.command("windows", help="Vis hva som fortsatt kan endres, av hvem, hvordan og til når.")
@reading
@click.pass_obj
def windows(session: Session, on: date, as_json: bool) -> None:
    """Show what is open."""
    services = session.services()
    answer = session.seen(on).time.windows()
    if as_json:
        from planhjul.cli.shapes import windows_shape

        print_json(windows_shape(answer, services.language))
    else:
        from planhjul.cli.tables import show_windows

        show_windows(answer, services.language)


COMMANDS: Final = {"wheel": wheel, "windows": windows}
