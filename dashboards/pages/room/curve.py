"""The funnel on page Handlingsrom: the sentence, the day's slider, the drawing twice, and its table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from dash import html
from dash.development.base_component import Component

from dashboards import components as ui
from dashboards.ids import RoomPage
from dashboards.pages.room.view import AREA, DAY
from dashboards.parts import estimates
from dashboards.view import Context
from planhjul.choices.results import Point, Room
from planhjul.choices.room.explained import explain_room
from planhjul.choices.room.phases import Phase
from planhjul.choices.room.words import compared_with, events_said
from planhjul.figures.room.funnel import NARROW, WIDE, Dot, Funnel, Mark, funnel_svg
from planhjul.house.money import VersionChoice
from planhjul.texts import Million, Share, Year, text, verbatim

_TEN_MILLION = 1_000_000_000


def millions(context: Context, ore: int) -> str:
    """Millions as people say them: whole from ten and up, else with one decimal."""
    return context.language.million(ore, 0 if abs(ore) >= _TEN_MILLION else 1)


def sentence(context: Context, room: Room, points: Sequence[Point], area_title: str) -> ui.Words:
    """What can still be moved on the day, held against what it was or will be."""
    day, total = context.language.long_date(room.on), millions(context, room.total_ore)
    of = (
        text("{total} millioner kroner til {area}", total=total, area=verbatim(area_title))
        if area_title
        else text("{total} millioner kroner", total=total)
    )
    year = Year(room.year)
    left = millions(context, room.default_ore)
    past = room.on < context.on
    if not room.default_ore:
        now = (
            text("{day} kunne ingenting av {of} flyttes med virkning i {year}", day=day, of=of, year=year)
            if past
            else text("{day} kan ingenting av {of} flyttes med virkning i {year}", day=day, of=of, year=year)
        )
    elif past:
        now = text(
            "{day} kunne {left} av {of} flyttes med virkning i {year}", day=day, left=left, of=of, year=year
        )
    else:
        now = text(
            "{day} kan {left} av {of} fortsatt flyttes med virkning i {year}",
            day=day,
            left=left,
            of=of,
            year=year,
        )
    then = compared_with(points, room.on)
    if then is None:
        return text("{now}.", now=now)
    month, amount = context.language.month_year(then.on).lower(), millions(context, then.default_ore)
    if then.on <= context.on:
        return text("{now}; i {month} var det {amount}.", now=now, month=month, amount=amount)
    return text("{now}; i {month} blir det {amount}.", now=now, month=month, amount=amount)


def controls(context: Context, room: Room, points: Sequence[Point], areas: Mapping[str, str]) -> Component:
    """The area and the day seen from."""
    first = points[0].on
    how = text("Dra, eller bruk piltastene, og se hva som kan flyttes hvis det vedtas da.")
    if context.on < first:
        how = text("{how} Glideren begynner {day}, halvannet år før budsjettåret.", how=how, day=first)
    return html.Div(
        [
            ui.select(
                RoomPage.AREA,
                text("Tjenesteområde"),
                [("", text("Hele kommunen")), *areas.items()],
                room.area,
                address=AREA,
            ),
            ui.day_slider(
                RoomPage.DAY,
                text("Dagen beslutningen tas"),
                room.on,
                low=first,
                high=points[-1].on - timedelta(days=1),
                hint=how,
                address=DAY,
            ),
        ],
        className="ph-room__controls",
    )


def drawing(context: Context, funnel: Funnel, name: ui.Words, id: str | None = None) -> Component:
    """The funnel drawn for a desk and for a phone; the page shows the one that is read where it stands.

    The phone's drawing has numbers for the events, and the list under it says them.
    """
    kinds = (("wide", WIDE), ("narrow", NARROW))
    drawings = [
        html.Div(
            ui.svg(id if look == "wide" else None, funnel_svg(funnel, context.language, size), name=name),
            className=f"ph-funnel__{look}",
        )
        for look, size in kinds
    ]
    events = [html.Li(f"{mark.title}, {mark.value}") for mark in funnel.marks]
    if funnel.dot is not None:
        drawings.append(html.P(funnel.dot.words, className="ph-funnel__dot"))
    return html.Div([*drawings, html.Ol(events, className="ph-funnel__events")], className="ph-funnel")


def funnel(context: Context, room: Room, points: Sequence[Point], dot: Dot | None) -> Funnel:
    """What the drawing of a budget year shows."""
    say, date_words, million = context.say, context.language.date, context.language.million
    today = context.on if context.on != room.on else None
    amount = Million(room.default_ore)
    words = (
        text("Nå, {day}: {amount}", day=room.on, amount=amount)
        if room.on == context.on
        else text("{day}: {amount}", day=room.on, amount=amount)
    )
    name = text(
        "Handlingsrommet for {year} (anslag) fra {first} til {last}: fra {start} til {end}. {day}.",
        year=Year(room.year),
        first=points[0].on,
        last=points[-1].on,
        start=Million(points[0].default_ore),
        end=Million(points[-1].default_ore),
        day=words,
    )
    return Funnel(
        name=say(name),
        points=points,
        marks=[
            Mark(
                point.on,
                say(events_said(point)),
                f"{date_words(point.on)}: {million(point.default_ore)} {say(text('mill. kr'))}",
            )
            for point in points
            if point.events
        ],
        day=room.on,
        day_words=say(words),
        now=today,
        now_words=say(text("nå, {day}", day=context.on)),
        shaded=(date(room.year, 1, 1), date(room.year + 1, 1, 1)),
        dot=dot,
    )


def section(
    context: Context,
    room: Room,
    version: VersionChoice,
    points: Sequence[Point],
    shown: Funnel,
    title: ui.Words,
) -> Component:
    """The drawing with its legend, the events in words, and the table behind it."""
    return ui.section(
        title,
        html.Div(
            [drawing(context, shown, text("Trakten som tegning"), RoomPage.FUNNEL), _legend(context, room)],
            className="ph-room__figure",
        ),
        _now(context, room, version),
        ui.explain(text("Vis kurven som tabell"), table(context, points, room.year)),
        lead=text(
            "Tallene er anslag. De ligger mellom {low} og {high} på denne dagen, og bygger på "
            "antakelsene nederst på siden. Grunnlaget er {version}, som gjelder fra {stood_from}. "
            "Fase: {phase}.",
            low=Million(room.low_ore),
            high=Million(room.high_ore),
            version=version.kind.title,
            stood_from=version.stood_from,
            phase=Phase(room.phase).words,
        ),
    )


def table(context: Context, points: Sequence[Point], year: int) -> Component:
    """The same points as the drawing, with the events' names and the phases."""

    def event(point: Point) -> ui.Cell:
        return ui.Cell(events_said(point) if point.events else "", sub=Phase(point.phase).words)

    caption = text("Hva kan flyttes med virkning i {year}, dag for dag (anslag)", year=Year(year))
    column = ui.Column("event", text("Hva skjer"), of=event)
    return estimates.points_table(context, RoomPage.POINTS, caption, points, column)


def _now(context: Context, room: Room, version: VersionChoice) -> Component:
    """The day's amount with its band, and how it came about."""
    million = context.language.million
    share = room.default_ore / room.total_ore if room.total_ore > 0 else 0.0
    return html.Div(
        [
            ui.stat(
                text("Kan flyttes {day}", day=room.on),
                million(room.default_ore),
                unit=text("mill. kr"),
                note=text("Anslag. {share} av netto driftsbudsjett.", share=Share(share)),
                estimate=True,
            ),
            estimates.estimate_band(context, room),
            ui.explain_number(explain_room(room, version.kind.title, version.stood_from)),
        ],
        className="ph-room__now",
    )


def _legend(context: Context, room: Room) -> Component:
    marks = (
        ("line", text("Anslaget: det som kan flyttes hvis det vedtas den dagen")),
        ("band", text("Fra lavt til høyt anslag")),
        ("year", text("Budsjettåret {year}", year=Year(room.year))),
    )
    return html.Ul(
        [
            html.Li(
                [
                    html.Span(className=f"ph-funnel__key ph-funnel__key--{key}", **{"aria-hidden": "true"}),
                    words,
                ]
            )
            for key, words in marks
        ],
        className="ph-funnel__legend",
    )
