"""The budget lines with their room, and the commitments that lock them: shown, never hidden."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from dash import html
from dash.development.base_component import Component

from dashboards import components as ui
from dashboards.ids import RoomPage
from dashboards.pages.room.view import AREA
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
    columns = [
        ui.Column("title", text("Linje")),
        ui.Column("state", text("Lås")),
        ui.Column("amount", text("Budsjett"), "number"),
        ui.Column("default", text("Kan flyttes"), "number"),
        ui.Column("low", text("Lavt"), "number"),
        ui.Column("high", text("Høyt"), "number"),
        ui.Column("short", text("Kort sikt"), "number"),
        ui.Column("structural", text("Omlegging"), "number"),
        ui.Column("because", text("Hva holder resten"), sortable=False),
    ]
    total = ui.Row(
        {
            "title": text("Sum"),
            "amount": _number(context, room.total_ore),
            "default": _number(context, room.default_ore),
            "short": _number(context, sum(line.short_ore for line in room.lines)),
            "structural": _number(context, sum(line.structural_ore for line in room.lines)),
        },
        tone="total",
    )
    return ui.section(
        text("Linje for linje"),
        ui.data_table(
            RoomPage.LINES,
            text("Handlingsrommet i hver budsjettlinje {day}, i millioner kroner (anslag)", day=room.on),
            columns,
            [*(_line(context, line) for line in room.lines), total],
            empty=text("Budsjettet har ingen linjer i dette området."),
            compact=True,
        ),
        lead=text("Låste linjer står her også. Velg en linje for å se trakten for det området alene."),
    )


def _line(context: Context, line: RoomLine) -> ui.Row:
    locked = line.movable_ore <= 0
    most = line.movable_ore * 2 < line.amount_ore
    state = text("Låst") if locked else text("Mest låst") if most else text("Mest åpen")
    return ui.Row(
        {
            "title": ui.Cell(line.title, href=context.href(**{AREA: line.area or line.key})),
            "state": ui.Cell(state, line.movable_ore / max(1, line.amount_ore)),
            "amount": _number(context, line.amount_ore),
            "default": ui.Cell(
                context.language.million(line.movable_ore, 2), line.movable_ore, tone="strong"
            ),
            "low": _number(context, line.low_ore),
            "high": _number(context, line.high_ore),
            "short": _number(context, line.short_ore),
            "structural": _number(context, line.structural_ore),
            "because": line.locked_because,
        },
        key=line.key,
        tone="shut" if locked else "held" if most else "free",
    )


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
    columns = [
        ui.Column("title", text("Avtale eller vedtak")),
        ui.Column("kind", text("Slag")),
        ui.Column("amount", text("Binder"), "number"),
        ui.Column("lowers", text("Minsker rommet"), "number"),
        ui.Column("who", text("Hvem kan låse opp")),
        ui.Column("when", text("Når")),
        ui.Column("source", text("Kilde")),
    ]
    return [
        ui.section(
            text("Hengelåser"),
            ui.data_table(
                RoomPage.LOCKS,
                text("Avtaler, lån og vedtak som binder budsjettet, i millioner kroner"),
                columns,
                [_lock(context, lock, titles) for lock in room.locks],
                caption_hidden=True,
                compact=True,
            ),
            lead=text("Det kommunen har bundet seg til, og når det kan låses opp."),
        )
    ]


def _lock(context: Context, lock: Lock, titles: Mapping[str, str]) -> ui.Row:
    where = [titles.get(key, key) for key in lock.lines]
    call_off = text("Si opp senest {day}", day=lock.call_off_by) if lock.call_off_by is not None else ""
    return ui.Row(
        {
            "title": ui.Cell(lock.title, sub=", ".join(where)),
            "kind": _LOCK_KINDS.get(lock.kind, verbatim(lock.kind)),
            "amount": _number(context, lock.amount_ore),
            "lowers": _number(context, lock.lowers_ore),
            "who": lock.unlocked_by,
            "when": ui.Cell(lock.unlocked_when, lock.ends.isoformat() if lock.ends else "9999", sub=call_off),
            "source": lock.kilde,
        },
        key=lock.key,
        tone="shut",
    )


def _number(context: Context, ore: int) -> ui.Cell:
    return ui.Cell(context.language.million(ore, 2), ore)
