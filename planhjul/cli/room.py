"""The command about handlingsrom: on a day, as a curve, or the four-year clock."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Final

import click

from planhjul.cli.session import USAGE, Session, given, reading, stop
from planhjul.cli.tables import BLANK, Column, Paper, show_assumptions
from planhjul.texts import Million, Text, Year, text

if TYPE_CHECKING:
    from planhjul.choices.results import Assumption, Layer, Lock, Point, Room, Term

_DAYS: Final = (
    Column(text("Dag"), "on"),
    Column(text("Lav"), "low_ore", "million"),
    Column(text("Antatt"), "default_ore", "million"),
    Column(text("Høy"), "high_ore", "million"),
)


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
    seen = session.seen(on)
    if term is not None:
        session.show(given(seen.room.term(term)), as_json, show_term)
    elif year is not None and curve:
        points = given(seen.room.curve(year, area=area))
        behind = given(seen.room.room(year, area=area)).assumptions
        answer = {"year": year, "points": points, "assumptions": behind}
        session.show(answer, as_json, lambda _, out: show_curve(points, behind, out))
    elif year is not None:
        session.show(given(seen.room.room(year, area=area)), as_json, show_room)


def show_room(answer: Room, out: Paper) -> None:
    """The room as a sentence, its layers and lines, what is locked, and the assumptions behind it."""
    out.say(
        text(
            "{on} kan anslagsvis {default} av {total} fortsatt flyttes med virkning i {year} "
            "(mellom {low} og {high}).",
            on=out.language.long_date(answer.on),
            default=Million(answer.default_ore),
            total=Million(answer.total_ore),
            year=Year(answer.year),
            low=Million(answer.low_ore),
            high=Million(answer.high_ore),
        ),
        answer.needs_cover,
    )
    out.remark(*answer.problems)
    _show_layers(text("Netto driftsbudsjett lag for lag"), answer.layers, out)
    _show_layers(text("Hele driftsbudsjettet lag for lag"), answer.budget_layers, out)
    out.table(
        BLANK,
        answer.lines,
        Column(text("Område"), "title"),
        Column(text("Netto mill. kr"), "amount_ore", "million"),
        Column(text("Kan flyttes"), "movable_ore", "million 2"),
        Column(text("Kort sikt"), "short_ore", "million 2"),
        Column(text("Strukturelt"), "structural_ore", "million 2"),
        Column(text("Hvorfor resten er bundet"), "locked_because"),
    )
    if answer.locks:
        _show_locks(answer.locks, out)
    show_assumptions(answer.assumptions, out)


def show_curve(points: Iterable[Point], assumptions: Iterable[Assumption], out: Paper) -> None:
    """The room's curve, a row per day, and the assumptions behind it."""
    from planhjul.choices.room.phases import Phase

    out.table(
        text("Handlingsrom, mill. kr"),
        points,
        *_DAYS,
        Column(
            text("Hendelse"),
            lambda point: out.joined(*(event.title for event in point.events), between=" · "),
        ),
        Column(text("Fase"), lambda point: Phase(point.phase).words),
    )
    show_assumptions(assumptions, out)


def show_term(answer: Term, out: Paper) -> None:
    """The four-year clock as a sentence, a row per month, and the assumptions behind it."""
    out.say(
        text(
            "{on} kan anslagsvis {default} fortsatt flyttes i budsjettene for {first}–{last} (mellom "
            "{low} og {high}).",
            on=out.language.long_date(answer.now.on),
            default=Million(answer.now.default_ore),
            first=Year(answer.years[0]),
            last=Year(answer.years[-1]),
            low=Million(answer.now.low_ore),
            high=Million(answer.now.high_ore),
        )
    )
    out.remark(*answer.problems)
    share = Column(text("Av det første budsjettet, prosent"), "index", "number 1")
    out.table(text("Fireårsklokka, mill. kr"), answer.points, *_DAYS, share)
    show_assumptions(answer.assumptions, out)


def _show_layers(title: Text, layers: Iterable[Layer], out: Paper) -> None:
    out.table(
        title,
        layers,
        Column(text("Lag"), "title"),
        Column(text("Mill. kr"), "amount_ore", "million"),
        Column(text("Hvem kan låse opp"), "unlocked_by"),
    )


def _show_locks(locks: Iterable[Lock], out: Paper) -> None:
    out.table(
        text("Avtaler, lån og vedtak"),
        locks,
        Column(text("Avtale, lån eller vedtak"), "title"),
        Column(text("Binder, mill. kr"), "amount_ore", "million 2"),
        Column(text("Senker rommet, mill. kr"), "lowers_ore", "million 2"),
        Column(text("Hvem kan låse opp"), "unlocked_by"),
        Column(text("Når"), "unlocked_when"),
    )


COMMANDS: Final = {"room": room}
