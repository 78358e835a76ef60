"""The budget lines with their room, and the commitments that lock them: shown, never hidden."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from operator import attrgetter
from typing import Final

from dash import html
from dash.development.base_component import Component

from dashboards import components as ui
from dashboards.ids import RoomPage
from dashboards.pages.room.view import AREA
from dashboards.parts import cells
from dashboards.view import Context
from planhjul.choices.results import Lock, Room, RoomLine
from planhjul.texts import Text, text, verbatim

_LOCK_KINDS: Final[dict[str, Text]] = {
    "avtale": text("Avtale"),
    "lan": text("Lån"),
    "pensjon": text("Pensjon"),
    "vedtak": text("Eget vedtak"),
    "lov": text("Lov"),
    "forskrift": text("Forskrift"),
}


def lines_section(context: Context, room: Room) -> Component:
    """Every line with its amount, what can be moved, and what holds the rest."""
    amounts = partial(cells.amounts, cells.million, context)
    short, structural = (
        sum(of(line) for line in room.lines) for of in (attrgetter("short_ore"), attrgetter("structural_ore"))
    )
    columns = [
        ui.Column("title", text("Linje"), of=lambda line: _to_area(context, line), total=text("Sum")),
        ui.Column("state", text("Lås"), of=_state),
        amounts("amount", text("Budsjett"), lambda line: line.amount_ore, room.total_ore),
        ui.Column(
            "default",
            text("Kan flyttes"),
            "number",
            of=lambda line: replace(cells.million(context, line.movable_ore), tone="strong"),
            total=context.language.million(room.default_ore, 2),
        ),
        amounts("low", text("Lavt"), lambda line: line.low_ore),
        amounts("high", text("Høyt"), lambda line: line.high_ore),
        amounts("short", text("Kort sikt"), lambda line: line.short_ore, short),
        amounts("structural", text("Omlegging"), lambda line: line.structural_ore, structural),
        ui.Column("because", text("Hva holder resten"), sortable=False, of=lambda line: line.locked_because),
    ]
    return ui.section(
        text("Linje for linje"),
        ui.data_table(
            RoomPage.LINES,
            text("Handlingsrommet i hver budsjettlinje {day}, i millioner kroner (anslag)", day=room.on),
            columns,
            ui.rows_of(columns, room.lines, key=lambda line: line.key, tone=lambda line: _standing(line)[1]),
            empty=text("Budsjettet har ingen linjer i dette området."),
            compact=True,
        ),
        lead=text("Låste linjer står her også. Velg en linje for å se trakten for det området alene."),
    )


def _to_area(context: Context, line: RoomLine) -> ui.Cell:
    return ui.Cell(line.title, href=context.href(**{AREA: line.area or line.key}))


def _standing(line: RoomLine) -> tuple[Text, str]:
    """How locked the line is, and the tone of its row."""
    if line.movable_ore <= 0:
        return text("Låst"), "shut"
    most = line.movable_ore * 2 < line.amount_ore
    return (text("Mest låst"), "held") if most else (text("Mest åpen"), "free")


def _state(line: RoomLine) -> ui.Cell:
    return ui.Cell(_standing(line)[0], line.movable_ore / max(1, line.amount_ore))


def locks_section(context: Context, room: Room) -> list[Component]:
    """The commitments that have been entered: what they bind, who can unlock them, and when."""
    if not room.locks:
        return [
            ui.section(
                text("Hengelåser"),
                html.P(
                    text(
                        "Ingen avtaler eller vedtak er lagt inn for dette. Legg dem på arket Avtaler i "
                        "filen for innstillinger."
                    ),
                    className="ph-quiet",
                ),
            )
        ]
    titles = {line.key: line.title for line in room.lines}

    def title(lock: Lock) -> ui.Cell:
        return ui.Cell(lock.title, sub=", ".join(titles.get(key, key) for key in lock.lines))

    amounts = partial(cells.amounts, cells.million, context)
    columns = [
        ui.Column("title", text("Avtale eller vedtak"), of=title),
        ui.Column("kind", text("Slag"), of=lambda lock: _LOCK_KINDS.get(lock.kind, verbatim(lock.kind))),
        amounts("amount", text("Binder"), lambda lock: lock.amount_ore),
        amounts("lowers", text("Minsker rommet"), lambda lock: lock.lowers_ore),
        ui.Column("who", text("Hvem kan låse opp"), of=lambda lock: lock.unlocked_by),
        ui.Column("when", text("Når"), of=_until),
        ui.Column("source", text("Kilde"), of=lambda lock: lock.kilde),
    ]
    return [
        ui.section(
            text("Hengelåser"),
            ui.data_table(
                RoomPage.LOCKS,
                text("Avtaler, lån og vedtak som binder budsjettet, i millioner kroner"),
                columns,
                ui.rows_of(columns, room.locks, key=lambda lock: lock.key, tone=lambda _: "shut"),
                caption_hidden=True,
                compact=True,
            ),
            lead=text("Det kommunen har bundet seg til, og når det kan låses opp."),
        )
    ]


def _until(lock: Lock) -> ui.Cell:
    call_off = text("Si opp senest {day}", day=lock.call_off_by) if lock.call_off_by is not None else ""
    return ui.Cell(lock.unlocked_when, lock.ends.isoformat() if lock.ends else "9999", sub=call_off)
