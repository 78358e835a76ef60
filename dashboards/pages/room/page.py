"""Page Handlingsrom: how much of a budget can still be moved, until when, and what holds the rest."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from dash import html
from dash.development.base_component import Component

from dashboards import components as ui
from dashboards.ids import RoomPage
from dashboards.pages.room import curve as room_curve
from dashboards.pages.room import layers as room_layers
from dashboards.pages.room import lines as room_lines
from dashboards.pages.room import proposal as room_proposal
from dashboards.pages.room import term as room_term
from dashboards.pages.room.view import areas, chosen_area, chosen_day
from dashboards.parts.estimates import assumptions
from dashboards.parts.nothing import nothing
from dashboards.view import Context, Page
from planhjul.choices.results import Assumption, Room
from planhjul.house.money import NoVersion
from planhjul.texts import Text, Year, text

TITLE: Final = text("Handlingsrom")
_NOT_MEASURED: Final = text(
    "Ingen har målt hvor mye av et budsjett som kan endres på en gitt dag. Dette er en åpen utregning på "
    "antakelsene under. Kommunen kan sette egne verdier i filen for innstillinger, med kilde."
)


def render(context: Context) -> Component:
    """The page for the budget year of the address, seen from its day."""
    year = context.view.aar or (context.choice.year if context.choice else None)
    if year is None:
        return _nothing(context, text("Ingen budsjett gjelder per denne datoen."))
    handlingsrom = context.seen.room
    ready = handlingsrom.year_room(year)
    if isinstance(ready, NoVersion):
        return _nothing(context, ready.message)
    area, wrong_area = chosen_area(context, ready)
    points = handlingsrom.curve(year, area=area)
    if isinstance(points, NoVersion):
        return _nothing(context, points.message)
    day, wrong_day = chosen_day(context, points)
    room = handlingsrom.room(year, seen_from=day, area=area)
    version = handlingsrom.version(year)
    if isinstance(room, NoVersion):
        return _nothing(context, room.message)
    if isinstance(version, NoVersion):
        return _nothing(context, version.message)
    names = areas(ready)
    answer = room_proposal.placed(context, room)
    shown = room_curve.funnel(context, room, points, room_proposal.dot(context, room, answer))
    heading = (
        text("Trakten for {area}, budsjett {year}", area=names.get(area, area), year=Year(year))
        if area
        else text("Trakten for budsjett {year}", year=Year(year))
    )
    behind, after = _whole_term(context, room)
    return html.Div(
        ui.page(
            TITLE,
            html.P(
                room_curve.sentence(context, room, points, names.get(area, area)),
                className="ph-room__sentence",
                role="status",
            ),
            *_messages(context, room, [wrong_area, wrong_day]),
            room_curve.controls(context, room, points, names),
            room_curve.section(context, room, version, points, shown, heading),
            room_proposal.section(context, room, answer),
            room_layers.section(context, room),
            room_lines.lines_section(context, room),
            *room_lines.locks_section(context, room),
            *after,
            assumptions(RoomPage.ASSUMPTIONS, behind.values(), _NOT_MEASURED, keyed=True),
        ),
        className="ph-room",
    )


PAGE: Final = Page(path="/handlingsrom", title=TITLE, render=render, ids=[RoomPage])


def _whole_term(context: Context, room: Room) -> tuple[dict[str, Assumption], list[Component]]:
    """The clock and the margin where they can be had, and every assumption behind the page by key."""
    behind = {assumption.key: assumption for assumption in room.assumptions}
    parts: list[Component] = []
    term = context.seen.room.term(room_term.clock_year(context.on))
    if not isinstance(term, NoVersion):
        parts.append(room_term.clock(context, term))
        behind |= {one.key: one for one in term.assumptions if one.key not in behind}
    margin = context.seen.room.margin(room.year)
    if not isinstance(margin, NoVersion):
        parts.append(room_term.margin(context, margin))
        behind |= {one.key: one for one in margin.assumptions if one.key not in behind}
    return behind, parts


def _messages(context: Context, room: Room, wrong: Iterable[Text | None]) -> list[Component]:
    """What a reader must know first: mistakes in the address or the settings, a past year, cover."""
    found = [ui.status("warning", one) for one in wrong if one is not None]
    if context.on.year > room.year:
        found.append(
            ui.status(
                "info",
                text(
                    "Flytt glideren for å se hvor stort rommet var. Velg et senere år øverst for å se "
                    "hva som kan flyttes nå."
                ),
                title=text("Budsjettåret {year} er over.", year=Year(room.year)),
            )
        )
    elif room.needs_cover is not None:
        found.append(
            ui.status("warning", room.needs_cover, title=text("Etter vedtaket må en endring ha inndekning"))
        )
    if room.problems:
        found.append(
            ui.status(
                "warning",
                "",
                html.Ul([html.Li(problem) for problem in room.problems]),
                title=text("Noe i innstillingene kunne ikke brukes. Rett filen og les den inn på nytt."),
            )
        )
    return found


def _nothing(context: Context, message: Text) -> Component:
    advice = text("Velg en annen dato eller et annet år over, eller les inn et budsjett.")
    return ui.page(TITLE, nothing(context, message, advice))
