"""Commands about when: wheel, windows."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

import click

from planhjul.cli.session import USAGE, Session, reading, stop
from planhjul.cli.tables import Column, Paper, show_findings, show_milestones
from planhjul.texts import Year, text

if TYPE_CHECKING:
    from planhjul.house.time import WindowsAnswer
    from planhjul.wheel.results import Wheel


@click.command("wheel", help="Vis milepælene i ett års hjul, eller i fireårshjulet, med lovsjekk.")
@click.option("--year", type=int, default=None, help="Kalenderåret.")
@click.option("--term", type=int, default=None, help="Valgperiodens valgår, for eksempel 2023.")
@reading
@click.pass_obj
def wheel(session: Session, year: int | None, term: int | None, on: date, as_json: bool) -> None:
    """Show the wheel of a year or a term."""
    if (year is None) == (term is None):
        stop(text("Velg enten --year ÅR eller --term VALGÅR."), USAGE)
    answer = session.seen(on).time.wheel(year) if year is not None else session.seen(on).time.term(term or 0)
    session.show(answer, as_json, show_wheel)


def show_wheel(answer: Wheel, out: Paper) -> None:
    """The wheel as a list, then the law checks."""
    show_milestones(text("Årshjulet {year}", year=Year(answer.year)), answer.milestones, out)
    show_findings(answer.findings, text("Lovsjekk: ingen merknader."), out)


@click.command("windows", help="Vis hva som fortsatt kan endres, av hvem, hvordan og til når.")
@reading
@click.pass_obj
def windows(session: Session, on: date, as_json: bool) -> None:
    """Show what is open."""
    answer = session.seen(on).time.windows()
    session.show(answer, as_json, show_windows)


def show_windows(answer: WindowsAnswer, out: Paper) -> None:
    """What can still be changed."""
    million = out.language.million
    out.table(
        text("Åpent per {on}", on=answer.on),
        answer.windows,
        Column(text("Plan"), "window.title"),
        Column(text("Fase"), "window.phase"),
        Column(
            text("Neste vedtak"),
            lambda opened: (
                (decision := opened.window.next_decision)
                and out.joined(decision.title, out.language.date(decision.day))
            ),
        ),
        Column(text("Virkedager"), "window.working_days_left", "count"),
        Column(
            text("Kan flyttes, mill. kr (lav–antatt–høy)"),
            lambda opened: (
                (band := opened.movable)
                and "–".join(million(ore) for ore in (band.low_ore, band.default_ore, band.high_ore))
            ),
            "count",
        ),
        Column(
            text("Virkemidler"),
            lambda opened: out.joined(*(way.title for way in opened.window.instruments), between="; "),
        ),
    )
    if answer.closing_soon:
        show_milestones(text("Stenger innen 14 dager"), answer.closing_soon, out)
    if answer.late:
        show_milestones(text("Forsinket"), answer.late, out)


COMMANDS: Final = {"wheel": wheel, "windows": windows}
