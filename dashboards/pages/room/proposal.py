"""A proposal as a dot on page Handlingsrom: inside or outside the funnel, and what would make it fit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from dash import html
from dash.development.base_component import Component

from dashboards import components as ui
from dashboards.components.blocks import Level
from dashboards.ids import RoomPage
from dashboards.pages.room.curve import drawing, funnel
from dashboards.pages.room.view import AMOUNT, MEASURE, proposal
from dashboards.parts.estimates import estimate_band
from dashboards.view import Context
from planhjul.choices.results import Held, Placement, Room, Verdict
from planhjul.choices.room.words import NextYear, ways_to_fit
from planhjul.figures.room.funnel import Dot
from planhjul.house.money import NoVersion
from planhjul.texts import Million, Text, Year, text

VERDICTS: Final[dict[Verdict, tuple[Text, Level]]] = {
    Verdict.INSIDE: (text("innenfor"), "ok"),
    Verdict.UNCERTAIN: (text("usikkert"), "warning"),
    Verdict.OUTSIDE: (text("utenfor"), "error"),
}
_TONES: Final[dict[Level, str]] = {"ok": "ok", "warning": "warning", "error": "error", "info": "info"}


@dataclass(frozen=True, slots=True)
class Answer:
    """The proposal of the address: where it falls, or why that cannot be said; both None for none."""

    placement: Placement | None
    problem: Text | None


def placed(context: Context, room: Room) -> Answer:
    """The proposal held against the room on the day seen from."""
    asked = proposal(context)
    if asked.measure:
        found = context.seen.room.placed_measure(room.year, asked.measure, seen_from=room.on)
    elif asked.amount_ore is not None:
        found = context.seen.room.placed(room.year, asked.amount_ore, area=room.area, seen_from=room.on)
    else:
        return Answer(None, asked.error)
    return Answer(None, found.message) if isinstance(found, NoVersion) else Answer(found, None)


def dot(context: Context, room: Room, answer: Answer) -> Dot | None:
    """The proposal in the page's funnel; None when there is none, or it belongs in another area's."""
    placement = answer.placement
    if placement is None or not placement.amount_ore:
        return None
    if not room.area:
        return _dot(context, placement, placement.total)
    own = placement.own
    return _dot(context, placement, own) if own is not None and own.line == room.area else None


def section(context: Context, room: Room, answer: Answer) -> Component:
    """The form, and when a proposal is chosen: the verdict in words, the ways, and its area's own funnel."""
    asked = proposal(context)
    measures = context.seen.measures
    fields: list[ui.Child] = [
        ui.select(
            RoomPage.MEASURE,
            text("Tiltak"),
            [("", text("Eget beløp")), *((measure.key, measure.title) for measure in measures)],
            asked.measure,
            address=MEASURE,
            clears=(AMOUNT,),
        )
    ]
    if not asked.measure:
        fields.append(
            ui.number_field(
                RoomPage.AMOUNT,
                text("Beløp i året"),
                asked.written,
                hint=text("Det forslaget flytter. Velg tjenesteområde øverst på siden."),
                error=asked.error if asked.error else "",
                unit=text("kr"),
                address=AMOUNT,
            )
        )
    parts: list[ui.Child] = [html.Div(fields, className="ph-room__controls ph-room__controls--proposal")]
    if answer.problem is not None and asked.error is None:
        parts.append(ui.status("warning", answer.problem))
    elif answer.placement is not None:
        parts += _answer(context, room, answer.placement)
    return ui.section(
        text("Er det plass til forslaget?"),
        *parts,
        lead=text("Velg et tiltak eller skriv et beløp, så står det som et punkt i eller utenfor trakten."),
    )


def _answer(context: Context, room: Room, placement: Placement) -> list[ui.Child]:
    if not placement.amount_ore:
        return [
            ui.status(
                "info",
                text("Tiltaket flytter ingenting i {year}. Velg et annet år øverst.", year=Year(room.year)),
            )
        ]
    held = placement.own or placement.total
    ways = ways_to_fit(placement, _following(context, placement))
    inside: list[ui.Child] = []
    if ways:
        inside.append(html.P(html.Strong(text("Dette ville gjort at det får plass:"))))
        inside.append(html.Ul([html.Li(way) for way in ways]))
    if room.needs_cover is not None:
        inside.append(html.P(room.needs_cover))
    parts: list[ui.Child] = [
        ui.status(VERDICTS[held.verdict][1], placement.words, *inside),
        ui.grid(*(_held(context, placement, one) for one in (placement.own, placement.total) if one)),
    ]
    return [*parts, *_own_funnel(context, room, placement)]


def _held(context: Context, placement: Placement, held: Held) -> Component:
    """The proposal against one room, as a small bar with the verdict in words."""
    words, level = VERDICTS[held.verdict]
    return ui.card(
        text("Mot {where}", where=held.title),
        html.P(
            [
                text("Forslaget er på {amount}:", amount=Million(placement.amount_ore)),
                " ",
                ui.badge(words, _TONES[level]),
                " ",
                ui.badge(text("anslag"), "estimate"),
            ]
        ),
        estimate_band(context, held),
        level=3,
    )


def _following(context: Context, placement: Placement) -> NextYear | None:
    """The room in the same place in the year after, seen from the same day."""
    year = context.seen.room.year_room(placement.year + 1)
    area = placement.own.line if placement.own is not None else ""
    if isinstance(year, NoVersion) or not year.has(area):
        return None
    return NextYear(placement.year + 1, year.band(placement.on, area)[1])


def _own_funnel(context: Context, room: Room, placement: Placement) -> list[ui.Child]:
    """The funnel of the area the proposal takes from, when the page's own is another."""
    own = placement.own
    if own is None or own.line == room.area:
        return []
    there = context.seen.room.room(room.year, seen_from=room.on, area=own.line)
    points = context.seen.room.curve(room.year, area=own.line)
    if isinstance(there, NoVersion) or isinstance(points, NoVersion):
        return []
    shown = funnel(context, there, points, _dot(context, placement, own))
    name = text("Trakten for {area} med forslaget som punkt", area=own.title)
    return [
        html.Div(
            [html.P(html.Strong(name)), drawing(context, shown, name, RoomPage.OWN_FUNNEL)],
            className="ph-room__figure",
        )
    ]


def _dot(context: Context, placement: Placement, held: Held) -> Dot:
    words = text(
        "Forslaget: {amount}, {verdict}",
        amount=Million(placement.amount_ore),
        verdict=VERDICTS[held.verdict][0],
    )
    return Dot(placement.on, placement.amount_ore, held.verdict, context.say(words))
