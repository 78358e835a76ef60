"""Making and undoing links: what is about to be done is asked for once, with who and why, and then kept."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Final

from dash import dcc, html, no_update
from dash.development.base_component import Component

from dashboards import components as ui
from dashboards.ids import Goals, Shell
from dashboards.pages.goals.tree import GOAL
from dashboards.reading import reads, writes
from dashboards.view import ON, Context, Wiring, query
from planhjul.goals.broken import named
from planhjul.goals.words import goal_title
from planhjul.issues import Refused
from planhjul.plans import LinkEntry, LinkTarget
from planhjul.texts import Text, text

KEPT: Final = "lagret"
# The tables whose buttons ask for something to be done.
_TABLES: Final = (Goals.THREADS, Goals.SUGGESTIONS, Goals.LOG)


class Act(StrEnum):
    """What can be done to a link."""

    LINK = "knytt"
    UNLINK = "ta-bort"
    UNDO = "angre"


@dataclass(frozen=True, slots=True)
class Pending:
    """What a button asks to do; it travels as JSON through the page and is judged when it comes back."""

    act: Act
    goal: str
    target: LinkTarget
    code: str
    entry: int = 0

    def written(self) -> str:
        """As the page carries it."""
        return json.dumps([self.act.value, self.goal, self.target.value, self.code, self.entry])


def read_pending(written: str | None) -> Pending | None:
    """What the page sent, None when it is no such thing."""
    try:
        act, goal, target, code, entry = json.loads(written or "")
        return Pending(Act(act), str(goal), LinkTarget(target), str(code), int(entry))
    except (TypeError, ValueError):
        return None


def dialog(context: Context) -> list[Component]:
    """The one dialog that asks who and why."""
    return [
        dcc.Store(id=Goals.PENDING),
        ui.dialog(
            Goals.DIALOG,
            text("Hvem og hvorfor?"),
            [
                html.Div(id=Goals.DIALOG_WORDS),
                *_another_day(context),
                ui.text_field(Goals.BY, text("Navn")),
                ui.text_field(
                    Goals.WHY,
                    text("Begrunnelse"),
                    hint=text("Én setning er nok. Den vises i loggen."),
                    multiline=True,
                ),
                html.Div(id=Goals.MISTAKE, **{"aria-live": "polite"}),
                ui.button(Goals.CONFIRM, text("Lagre"), kind="primary"),
            ],
            close_label=text("Avbryt"),
        ),
    ]


def _another_day(context: Context) -> list[Component]:
    """A link counts from today, also when one looks at an earlier day."""
    if context.on >= context.today:
        return []
    said = text(
        "Du ser på {on}. Endringen teller fra i dag, {today}, og siden viser da målene i dag.",
        on=context.on, today=context.today,
    )  # fmt: skip
    return [ui.status("info", said)]


def kept(context: Context, entries: tuple[LinkEntry, ...]) -> list[Component]:
    """What was just kept, when the address says so."""
    written = context.asked(KEPT)
    entry = next((one for one in entries if str(one.nr) == written), None)
    if entry is None:
        return []
    words = text("Koblingen er lagret.") if entry.made else text("Koblingen er tatt bort.")
    return [ui.status("ok", words)]


def register(wiring: Wiring) -> None:
    """The callbacks: a button asks, the dialog answers."""
    reads(
        wiring,
        [
            (Goals.DIALOG, "open"),
            (Goals.DIALOG_WORDS, "children"),
            (Goals.PENDING, "data"),
            (Goals.MISTAKE, "children"),
        ],
        [(Goals.LINK, "n_clicks"), *((table, "presses") for table in _TABLES)],
        [*((table, "pressed") for table in _TABLES), (Goals.TARGET, "value"), (Goals.CODE, "value")],
    )(_ask)
    writes(
        wiring,
        [(Shell.ADDRESS, "search"), (Goals.DIALOG, "open"), (Goals.MISTAKE, "children")],
        [(Goals.CONFIRM, "n_clicks")],
        [(Goals.PENDING, "data"), (Goals.BY, "value"), (Goals.WHY, "value")],
    )(_keep)


def _ask(context: Context, *state: str | None) -> tuple[Any, ...] | None:
    """The dialog about the link whose button was pressed; `state` is what each table and the form hold."""
    *pressed, target, code = state
    if context.asked_by == Goals.LINK:
        if not code or target not in set(LinkTarget):
            words = text("Velg først hva målet skal knyttes til i feltet «Hvilket».")
            return True, ui.status("warning", words), None, []
        goal = context.asked(GOAL)
        asked: Pending | None = Pending(Act.LINK, goal, LinkTarget(target), code)
    else:
        asked = read_pending(dict(zip(map(str, _TABLES), pressed, strict=True)).get(context.asked_by, ""))
    if asked is None:
        return None
    return True, html.P(_question(context, asked)), asked.written(), []


def _keep(
    context: Context, at: datetime, pending: str | None, by: str | None, why: str | None
) -> tuple[Any, Any, Any]:
    """The link made or taken away, and the address that says so; what is wrong stands in the dialog."""
    asked = read_pending(pending)
    if asked is None:
        words = text("Lukk dette vinduet, og velg hva som skal knyttes.")
        return no_update, no_update, ui.status("error", words)
    answer = _done(context, at, asked, by or "", why or "")
    if not isinstance(answer, LinkEntry):
        return no_update, no_update, ui.status("error", answer.message)
    # What counts from today would not be seen on an earlier day.
    today: dict[str, None] = {ON: None} if context.on < context.today else {}
    return query(context.href(**{KEPT: str(answer.nr)}, **today)), False, []


def _question(context: Context, asked: Pending) -> Text:
    threads = context.seen.goals.threads(context.view.aar)
    goal, name = goal_title(threads, asked.goal), named(asked.target, asked.code)
    if asked.act is Act.LINK:
        return text("«{goal}» knyttes til {name}.", goal=goal, name=name)
    if asked.act is Act.UNLINK:
        return text("Tråden fra «{goal}» til {name} tas bort.", goal=goal, name=name)
    return text("Linje {nr} i loggen gjøres om: «{goal}» og {name}.", nr=asked.entry, goal=goal, name=name)


def _done(context: Context, at: datetime, asked: Pending, by: str, why: str) -> LinkEntry | Refused:
    if asked.act is Act.LINK:
        return context.services.links.link(
            context.kommune.nr, asked.goal, asked.target, asked.code, by, why, at
        )
    if asked.act is Act.UNLINK:
        return context.services.links.unlink(
            context.kommune.nr, asked.goal, asked.target, asked.code, by, why, at
        )
    return context.services.links.undo(context.kommune.nr, asked.entry, by, why, at)
