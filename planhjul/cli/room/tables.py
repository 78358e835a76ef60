"""Handlingsrom as tables for people."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.table import Table

from planhjul.choices.results import Assumption, Layer, Lock, Point, Room, Term
from planhjul.choices.room.phases import PHASE_TITLES, Phase
from planhjul.cli.tables import BLANK, console, table
from planhjul.language import Language
from planhjul.texts import Million, Text, Year, text


def show_room(room: Room, language: Language) -> None:
    """The room as a sentence, its layers and lines, what is locked, and the assumptions behind it."""
    out = console()
    out.print(
        language.say(
            text(
                "{on} kan anslagsvis {default} av {total} fortsatt flyttes med virkning i {year} "
                "(mellom {low} og {high}).",
                on=language.long_date(room.on),
                default=Million(room.default_ore),
                total=Million(room.total_ore),
                year=Year(room.year),
                low=Million(room.low_ore),
                high=Million(room.high_ore),
            )
        )
    )
    if room.needs_cover is not None:
        out.print(language.say(room.needs_cover))
    for problem in room.problems:
        out.print(language.say(text("Merk: {warning}", warning=problem)))
    out.print(_layers(text("Netto driftsbudsjett lag for lag"), room.layers, language))
    out.print(_layers(text("Hele driftsbudsjettet lag for lag"), room.budget_layers, language))
    columns = [
        (text("Område"), False),
        (text("Netto mill. kr"), True),
        (text("Kan flyttes"), True),
        (text("Kort sikt"), True),
        (text("Strukturelt"), True),
        (text("Hvorfor resten er bundet"), False),
    ]
    rows = [
        (
            line.title,
            language.million(line.amount_ore),
            language.million(line.movable_ore, 2),
            language.million(line.short_ore, 2),
            language.million(line.structural_ore, 2),
            language.say(line.locked_because),
        )
        for line in room.lines
    ]
    out.print(table(BLANK, columns, rows, language))
    if room.locks:
        out.print(_locks(room.locks, language))
    _show_assumptions(room.assumptions, language)


def show_curve(points: Iterable[Point], assumptions: Iterable[Assumption], language: Language) -> None:
    """The room's curve, a row per day, and the assumptions behind it."""
    columns = [
        (text("Dag"), False),
        (text("Lav"), True),
        (text("Antatt"), True),
        (text("Høy"), True),
        (text("Hendelse"), False),
        (text("Fase"), False),
    ]
    rows: list[Sequence[Text | str]] = [
        (
            language.date(point.on),
            language.million(point.low_ore),
            language.million(point.default_ore),
            language.million(point.high_ore),
            " · ".join(language.say(event.title) for event in point.events),
            PHASE_TITLES[Phase(point.phase)],
        )
        for point in points
    ]
    console().print(table(text("Handlingsrom, mill. kr"), columns, rows, language))
    _show_assumptions(assumptions, language)


def show_term(term: Term, language: Language) -> None:
    """The four-year clock as a sentence, a row per month, and the assumptions behind it."""
    out = console()
    out.print(
        language.say(
            text(
                "{on} kan anslagsvis {default} fortsatt flyttes i budsjettene for {first}–{last} (mellom "
                "{low} og {high}).",
                on=language.long_date(term.now.on),
                default=Million(term.now.default_ore),
                first=Year(term.years[0]),
                last=Year(term.years[-1]),
                low=Million(term.now.low_ore),
                high=Million(term.now.high_ore),
            )
        )
    )
    for problem in term.problems:
        out.print(language.say(text("Merk: {warning}", warning=problem)))
    columns = [
        (text("Dag"), False),
        (text("Lav"), True),
        (text("Antatt"), True),
        (text("Høy"), True),
        (text("Av det første budsjettet, prosent"), True),
    ]
    rows = [
        (
            language.date(point.on),
            language.million(point.low_ore),
            language.million(point.default_ore),
            language.million(point.high_ore),
            language.number(point.index, 1),
        )
        for point in term.points
    ]
    out.print(table(text("Fireårsklokka, mill. kr"), columns, rows, language))
    _show_assumptions(term.assumptions, language)


def _layers(title: Text, layers: Iterable[Layer], language: Language) -> Table:
    columns = [(text("Lag"), False), (text("Mill. kr"), True), (text("Hvem kan låse opp"), False)]
    rows = [
        (
            language.say(layer.title),
            language.million(layer.amount_ore),
            language.say(layer.unlocked_by),
        )
        for layer in layers
    ]
    return table(title, columns, rows, language)


def _locks(locks: Iterable[Lock], language: Language) -> Table:
    columns = [
        (text("Avtale, lån eller vedtak"), False),
        (text("Binder, mill. kr"), True),
        (text("Senker rommet, mill. kr"), True),
        (text("Hvem kan låse opp"), False),
        (text("Når"), False),
    ]
    rows = [
        (
            lock.title,
            language.million(lock.amount_ore, 2),
            language.million(lock.lowers_ore, 2),
            language.say(lock.unlocked_by),
            language.say(lock.unlocked_when),
        )
        for lock in locks
    ]
    return table(text("Avtaler, lån og vedtak"), columns, rows, language)


def _show_assumptions(assumptions: Iterable[Assumption], language: Language) -> None:
    headings = [
        (text("Forutsetning"), False),
        (text("Verdi"), False),
        (text("Spenn"), False),
        (text("Slag"), False),
        (text("Hvorfor"), False),
    ]
    rows = [
        (
            language.say(assumption.title),
            language.say(assumption.value),
            language.say(assumption.band or ""),
            assumption.mark.value,
            language.say(assumption.reason),
        )
        for assumption in assumptions
    ]
    console().print(table(text("Tallene hviler på"), headings, rows, language))
