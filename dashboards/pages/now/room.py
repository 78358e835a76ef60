"""The part of Nå that shows how handlingsrom in the budget being prepared shrinks towards the decision."""

from __future__ import annotations

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from dashboards import components as ui
from dashboards.parts import estimates
from dashboards.view import Context
from planhjul.choices.band import Band
from planhjul.choices.results import Point
from planhjul.figures.room.curve import band_curve, position
from planhjul.figures.template import PAGE
from planhjul.house.money import NoVersion
from planhjul.texts import Million, Year, text


def shrinking_room(context: Context, year: int, now: Band) -> Component | None:
    """The curve for the budget year with its named days; None when the year has no numbers on the day.

    `now` is what can be moved on the day itself, as the year's card says it.
    """
    points = context.seen.room.curve(year)
    if isinstance(points, NoVersion):
        return None
    lead = text(
        "{start} kunne {most} flyttes med virkning i {year}. Nå er det om lag {now}, og når året er "
        "halvveis, om lag {half}. Tallene er anslag og bygger på antakelser om hva som er bundet.",
        start=points[0].on,
        most=Million(points[0].default_ore),
        year=Year(year),
        now=Million(now.default_ore),
        half=Million(_halfway(points, year)),
    )
    return ui.section(
        text("Handlingsrommet er størst når du starter tidlig"),
        _figure(context, points),
        _named_days(context, points, year),
        lead=lead,
    )


def _figure(context: Context, points: Sequence[Point]) -> Component:
    """The drawing with its labels as text beside it, so that they keep their size on a phone."""
    date = context.language.date
    top = max(point.high_ore for point in points)
    here = position(points, context.on)
    return html.Div(
        [
            html.Span(text("inntil {top}", top=Million(top)), className="ph-curve__top"),
            ui.svg(
                None,
                band_curve(points, context.on, context.language, PAGE),
                name=text("Handlingsrommet over tid"),
            ),
            html.Div(
                [
                    html.Span(date(points[0].on)),
                    html.Span(text("nå"), className="ph-curve__here", style={"left": f"{here * 100:.1f}%"}),
                    html.Span(date(points[-1].on)),
                ],
                className="ph-curve__days",
            ),
        ],
        className="ph-curve",
    )


def _halfway(points: Sequence[Point], year: int) -> int:
    """What is left by default on 1 July of the budget year."""
    reached = [point for point in points if (point.on.year, point.on.month) <= (year, 7)]
    return reached[-1].default_ore


def _named_days(context: Context, points: Sequence[Point], year: int) -> Component:
    def events(point: Point) -> str:
        return " · ".join(context.say(event.title) for event in point.events)

    caption = text("Hva kan ennå flyttes med virkning i {year}, dag for dag", year=Year(year))
    named = [point for point in points if point.events]
    column = ui.Column("event", text("Hva skjer"), of=events)
    table = estimates.points_table(context, None, caption, named, column, compact=False)
    return ui.explain(text("Vis dagene som tabell"), table)
