"""The part of Nå that shows how handlingsrom in the budget being prepared shrinks towards the decision."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dashboards import components as ui
from planhjul.figures.room import band_curve
from planhjul.figures.template import PAGE
from planhjul.services.municipalities import NoVersion
from planhjul.texts import Million, Year, text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dash.development.base_component import Component

    from dashboards.view import Context
    from planhjul.choices.results import Point

_COLUMNS = ("low", "default", "high")


def shrinking_room(context: Context, year: int) -> Component | None:
    """The curve for the budget year with its named days; None when the year has no numbers on the day."""
    points = context.services.choices.curve(context.kommune.nr, year, context.on)
    if isinstance(points, NoVersion):
        return None
    say = context.say
    before = [point for point in points if point.on <= context.on]
    now = before[-1] if before else points[0]
    drawing = band_curve(points, context.on, context.language, PAGE)
    return ui.section(
        say(text("Handlingsrommet er størst når du starter tidlig")),
        ui.svg(
            None,
            band_curve(points, context.on, context.language, PAGE),
            name=say(text("Handlingsrommet over tid")),
        ),
        _named_days(context, points, year),
        lead=say(
            text(
                "{start} kunne {most} flyttes med virkning i {year}. Nå er det om lag {now}, og når året er "
                "halvveis, om lag {half}. Tallene er anslag og bygger på antakelser om hva som er bundet.",
                start=points[0].on,
                most=Million(points[0].default_ore),
                year=Year(year),
                now=Million(now.default_ore),
                half=Million(_halfway(points, year)),
            )
        ),
    )


def _halfway(points: Sequence[Point], year: int) -> int:
    """What is left by default on 1 July of the budget year."""
    reached = [point for point in points if (point.on.year, point.on.month) <= (year, 7)]
    return reached[-1].default_ore


def _named_days(context: Context, points: Sequence[Point], year: int) -> Component:
    say, million = context.say, context.language.million
    titles = context.services.timeline.titles(context.kommune.nr, year, context.on)
    columns = [
        ui.Column("day", say(text("Dag")), kind="date"),
        ui.Column("event", say(text("Hva skjer"))),
        ui.Column("low", say(text("Lavt (mill. kr)")), kind="number"),
        ui.Column("default", say(text("Anslag (mill. kr)")), kind="number"),
        ui.Column("high", say(text("Høyt (mill. kr)")), kind="number"),
    ]
    rows = [
        ui.Row(
            {
                "day": ui.Cell(context.language.date(point.on), sort=point.on.isoformat()),
                "event": say(titles[point.event]),
                **{
                    key: ui.Cell(million(amount), sort=amount)
                    for key, amount in zip(
                        _COLUMNS, (point.low_ore, point.default_ore, point.high_ore), strict=True
                    )
                },
            },
            key=point.event,
        )
        for point in points
        if point.event in titles
    ]
    caption = say(text("Hva kan ennå flyttes med virkning i {year}, dag for dag", year=Year(year)))
    return ui.explain(say(text("Vis dagene som tabell")), ui.data_table(None, caption, columns, rows))
