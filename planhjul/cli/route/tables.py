"""A route and the lists on paper."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from planhjul.cli.tables import BLANK, Column, Paper
from planhjul.texts import Kroner, Text, Year, text

if TYPE_CHECKING:
    from planhjul.choices.route.results import Route, RoutePoint
    from planhjul.house.agenda import AgendaList
    from planhjul.wheel.raised_by import YearShare


def show_route(route: Route, out: Paper) -> None:
    """The sentence, the points in order, and what the answer rests on."""

    def movable(point: RoutePoint) -> str | None:
        band = point.movable
        if band is None:
            return None
        return "–".join(map(out.language.million, (band.low_ore, band.default_ore, band.high_ore)))

    out.say(route.sentence)
    out.table(
        text("Veien for {sak}", sak=route.title),
        route.points,
        Column(text("Når"), "when"),
        Column(text("Vedtak"), _marked),
        Column(text("Organ"), lambda point: point.organ.words),
        Column(text("Leveres senest"), "deadline"),
        Column(text("Virkedager igjen"), "working_days_left", "count"),
        Column(text("Kan flyttes (mill. kr)"), movable, "count"),
        Column(text("Hvordan"), lambda point: out.joined(*(way.title for way in point.ways), between=", ")),
    )
    if route.next is not None:
        out.say(*(text("{hva}: {form}", hva=way.title, form=way.form) for way in route.next.ways))
    out.say(*route.notes)


def show_agenda(lists: Sequence[AgendaList], shares: Sequence[YearShare], out: Paper) -> None:
    """Each list with the next and the last point of its wishes, then who raises the cases."""
    from planhjul.choices.route.way import in_words
    from planhjul.wheel.raised_by import Raiser, shares_sentence

    def chance(point: RoutePoint | None) -> Text:
        return text("Ingen") if point is None else in_words(point)

    if not lists:
        out.say(text("Ingen sakslister. Lag en med: planhjul template priorities -o saksliste.xlsx"))
    for agenda in lists:
        out.table(
            text("Saksliste: {liste}", liste=agenda.owner),
            agenda.items,
            Column(text("Nøkkel"), "priority.key"),
            Column(text("Sak"), "priority.title"),
            Column(text("Beløp"), lambda item: _amount(item.priority.amount_ore), "count"),
            Column(text("Neste sjanse"), lambda item: chance(item.route.next)),
            Column(text("Siste sjanse"), lambda item: chance(item.route.last)),
        )
    if shares:
        raisers = [
            Column(raiser.words, partial(lambda who, share: share.counts[who], raiser), "count")
            for raiser in Raiser
        ]
        out.table(
            text("Hvem reiser sakene?"),
            shares,
            Column(text("År"), "year"),
            *raisers,
            Column(text("I alt"), "total", "count"),
        )
        out.say(shares_sentence(shares[0]))


def _amount(ore: int | None) -> Text:
    return BLANK if ore is None else text("{b}", b=Kroner(ore))


def _marked(point: RoutePoint) -> Text:
    from planhjul.choices.route.results import PointState

    if point.last_chance:
        return text("{hva} (siste sjanse)", hva=point.title)
    if point.next_chance:
        return text("{hva} (neste sjanse)", hva=point.title)
    if point.state is PointState.PASSED:
        return text("{hva} (passert)", hva=point.title)
    if not point.reaches and point.budget_year is not None:
        return text("{hva} (virker først i {aar})", hva=point.title, aar=Year(point.budget_year))
    return point.title
