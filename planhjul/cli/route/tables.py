"""A route and the lists as tables for people."""

from __future__ import annotations

from collections.abc import Sequence

from planhjul.choices.route.results import PointState, Route, RoutePoint
from planhjul.choices.route.way import in_words
from planhjul.cli.tables import BLANK, console, shown_day, table
from planhjul.house.agenda import AgendaList
from planhjul.language import Language
from planhjul.texts import Kroner, Text, Year, text
from planhjul.wheel.raised_by import TITLES, Raiser, YearShare, shares_sentence
from planhjul.wheel.words import ORGAN

_NONE = text("Ingen")


def show_route(route: Route, language: Language) -> None:
    """The sentence, the points in order, and what the answer rests on."""
    out = console()
    out.print(language.say(route.sentence), markup=False)
    columns = [
        (text("Når"), False),
        (text("Vedtak"), False),
        (text("Organ"), False),
        (text("Leveres senest"), False),
        (text("Virkedager igjen"), True),
        (text("Kan flyttes (mill. kr)"), True),
        (text("Hvordan"), False),
    ]
    rows = [
        (
            point.when,
            _marked(point),
            ORGAN[point.organ],
            shown_day(point.deadline, language),
            "–" if point.working_days_left is None else str(point.working_days_left),
            _movable(point, language),
            ", ".join(language.say(way.title) for way in point.ways),
        )
        for point in route.points
    ]
    out.print(table(text("Veien for {sak}", sak=route.title), columns, rows, language))
    if route.next is not None:
        for way in route.next.ways:
            out.print(language.say(text("{hva}: {form}", hva=way.title, form=way.form)), markup=False)
    for note in route.notes:
        out.print(language.say(note), markup=False)


def show_agenda(lists: Sequence[AgendaList], shares: Sequence[YearShare], language: Language) -> None:
    """Each list with the next and the last point of its wishes, then who raises the cases."""
    out = console()
    if not lists:
        out.print(
            language.say(text("Ingen sakslister. Lag en med: planhjul template priorities -o saksliste.xlsx"))
        )
    for one in lists:
        rows = [
            (
                item.priority.key,
                item.priority.title,
                BLANK
                if item.priority.amount_ore is None
                else text("{b}", b=Kroner(item.priority.amount_ore)),
                _NONE if item.route.next is None else in_words(item.route.next),
                _NONE if item.route.last is None else in_words(item.route.last),
            )
            for item in one.items
        ]
        columns = [
            (text("Nøkkel"), False),
            (text("Sak"), False),
            (text("Beløp"), True),
            (text("Neste sjanse"), False),
            (text("Siste sjanse"), False),
        ]
        out.print(table(text("Saksliste: {liste}", liste=one.owner), columns, rows, language))
    if shares:
        columns = [(text("År"), False), *((TITLES[who], True) for who in Raiser), (text("I alt"), True)]
        counted = [
            (str(share.year), *(str(share.counts[who]) for who in Raiser), str(share.total))
            for share in shares
        ]
        out.print(table(text("Hvem reiser sakene?"), columns, counted, language))
        out.print(language.say(shares_sentence(shares[0])))


def _marked(point: RoutePoint) -> Text:
    if point.last_chance:
        return text("{hva} (siste sjanse)", hva=point.title)
    if point.next_chance:
        return text("{hva} (neste sjanse)", hva=point.title)
    if point.state is PointState.PASSED:
        return text("{hva} (passert)", hva=point.title)
    if not point.reaches and point.budget_year is not None:
        return text("{hva} (virker først i {aar})", hva=point.title, aar=Year(point.budget_year))
    return point.title


def _movable(point: RoutePoint, language: Language) -> str:
    if point.movable is None:
        return "–"
    movable = point.movable
    return "–".join(language.million(ore) for ore in (movable.low_ore, movable.default_ore, movable.high_ore))
