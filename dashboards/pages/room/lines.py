"""The budget lines with their room, and the commitments that lock them: shown, never hidden."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from dash import html

from dashboards import components as ui
from dashboards.ids import RoomPage
from dashboards.pages.room.view import AREA
from planhjul.texts import Text, text, verbatim

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dash.development.base_component import Component

    from dashboards.view import Context
    from planhjul.choices.results import Lock, Room, RoomLine

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
    say = context.say
    columns = [
        ui.Column("title", say(text("Linje"))),
        ui.Column("state", say(text("Lås"))),
        ui.Column("amount", say(text("Budsjett")), "number"),
        ui.Column("default", say(text("Kan flyttes")), "number"),
        ui.Column("low", say(text("Lavt")), "number"),
        ui.Column("high", say(text("Høyt")), "number"),
        ui.Column("short", say(text("Kort sikt")), "number"),
        ui.Column("structural", say(text("Omlegging")), "number"),
        ui.Column("because", say(text("Hva holder resten")), sortable=False),
    ]
    total = ui.Row(
        {
            "title": say(text("Sum")),
            "amount": _number(context, room.total_ore),
            "default": _number(context, room.default_ore),
            "short": _number(context, sum(line.short_ore for line in room.lines)),
            "structural": _number(context, sum(line.structural_ore for line in room.lines)),
        },
        tone="total",
    )
    return ui.section(
        say(text("Linje for linje")),
        ui.data_table(
            RoomPage.LINES,
            say(text("Handlingsrommet i hver budsjettlinje {day}, i millioner kroner (anslag)", day=room.on)),
            columns,
            [*(_line(context, line) for line in room.lines), total],
            empty=say(text("Budsjettet har ingen linjer i dette området.")),
            compact=True,
        ),
        lead=say(text("Låste linjer står her også. Velg en linje for å se trakten for det området alene.")),
    )


def _line(context: Context, line: RoomLine) -> ui.Row:
    say = context.say
    locked = line.movable_ore <= 0
    most = line.movable_ore * 2 < line.amount_ore
    state = text("Låst") if locked else text("Mest låst") if most else text("Mest åpen")
    return ui.Row(
        {
            "title": ui.Cell(line.title, href=context.href(**{AREA: line.area or line.key})),
            "state": ui.Cell(say(state), line.movable_ore / max(1, line.amount_ore)),
            "amount": _number(context, line.amount_ore),
            "default": ui.Cell(
                context.language.million(line.movable_ore, 2), line.movable_ore, tone="strong"
            ),
            "low": _number(context, line.low_ore),
            "high": _number(context, line.high_ore),
            "short": _number(context, line.short_ore),
            "structural": _number(context, line.structural_ore),
            "because": say(line.locked_because),
        },
        key=line.key,
        tone="shut" if locked else "held" if most else "free",
    )


def locks_section(context: Context, room: Room) -> list[Component]:
    """The commitments that have been entered: what they bind, who can unlock them, and when."""
    say = context.say
    if not room.locks:
        return [
            ui.section(
                say(text("Hengelåser")),
                html.P(
                    say(
                        text(
                            "Ingen avtaler eller vedtak er lagt inn for dette. Legg dem på arket Avtaler i "
                            "filen for innstillinger."
                        )
                    ),
                    className="ph-quiet",
                ),
            )
        ]
    titles = {line.key: line.title for line in room.lines}
    columns = [
        ui.Column("title", say(text("Avtale eller vedtak"))),
        ui.Column("kind", say(text("Slag"))),
        ui.Column("amount", say(text("Binder")), "number"),
        ui.Column("lowers", say(text("Minsker rommet")), "number"),
        ui.Column("who", say(text("Hvem kan låse opp"))),
        ui.Column("when", say(text("Når"))),
        ui.Column("source", say(text("Kilde"))),
    ]
    return [
        ui.section(
            say(text("Hengelåser")),
            ui.data_table(
                RoomPage.LOCKS,
                say(text("Avtaler, lån og vedtak som binder budsjettet, i millioner kroner")),
                columns,
                [_lock(context, lock, titles) for lock in room.locks],
                caption_hidden=True,
                compact=True,
            ),
            lead=say(text("Det kommunen har bundet seg til, og når det kan låses opp.")),
        )
    ]


def _lock(context: Context, lock: Lock, titles: Mapping[str, str]) -> ui.Row:
    say = context.say
    where = [titles.get(key, key) for key in lock.lines]
    call_off = say(text("Si opp senest {day}", day=lock.call_off_by)) if lock.call_off_by is not None else ""
    return ui.Row(
        {
            "title": ui.Cell(lock.title, sub=", ".join(where)),
            "kind": say(_LOCK_KINDS.get(lock.kind, verbatim(lock.kind))),
            "amount": _number(context, lock.amount_ore),
            "lowers": _number(context, lock.lowers_ore),
            "who": say(lock.unlocked_by),
            "when": ui.Cell(
                say(lock.unlocked_when),
                lock.ends.isoformat() if lock.ends else "9999",
                sub=call_off,
            ),
            "source": lock.kilde,
        },
        key=lock.key,
        tone="shut",
    )


def _number(context: Context, ore: int) -> ui.Cell:
    return ui.Cell(context.language.million(ore, 2), ore)
