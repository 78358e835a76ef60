"""Making and undoing links: what is about to be done is asked for once, with who and why, and then kept."""

from __future__ import annotations

import json
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Final

from dash import Dash, Input, Output, State, ctx, dcc, html, no_update
from dash.exceptions import PreventUpdate

from dashboards import components as ui
from dashboards.ids import Goals, Shell
from dashboards.pages.goals.tree import GOAL
from dashboards.view import ON, Clock, Context, context_from
from planhjul.goals.broken import named
from planhjul.goals.words import goal_title
from planhjul.plans import LinkEntry, LinkTarget
from planhjul.texts import Text, text

if TYPE_CHECKING:
    from dash.development.base_component import Component

    from planhjul.services import Services
    from planhjul.services.refusals import Refused

PATH: Final = "/maal"
KEPT: Final = "lagret"


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
    say = context.say
    return [
        dcc.Store(id=Goals.PENDING),
        ui.dialog(
            Goals.DIALOG,
            say(text("Hvem og hvorfor?")),
            [
                html.Div(id=Goals.DIALOG_WORDS),
                *_another_day(context),
                ui.text_field(Goals.BY, say(text("Navn"))),
                ui.text_field(
                    Goals.WHY,
                    say(text("Begrunnelse")),
                    hint=say(text("Én setning er nok. Den vises i loggen.")),
                    multiline=True,
                ),
                html.Div(id=Goals.MISTAKE, **{"aria-live": "polite"}),
                ui.button(Goals.CONFIRM, say(text("Lagre")), kind="primary"),
            ],
            close_label=say(text("Avbryt")),
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
    return [ui.status("info", context.say(said))]


def kept(context: Context, entries: tuple[LinkEntry, ...]) -> list[Component]:
    """What was just kept, when the address says so."""
    written = context.view.others.get(KEPT, "")
    entry = next((one for one in entries if str(one.nr) == written), None)
    if entry is None:
        return []
    words = text("Koblingen er lagret.") if entry.made else text("Koblingen er tatt bort.")
    return [ui.status("ok", context.say(words))]


def register(app: Dash, services: Services, clock: Clock) -> None:
    """The callbacks: a button asks, the dialog answers."""

    def ask(*values: Any) -> tuple[bool, Any, Any, Any]:
        *_, links, suggestions, log, target, code, search = values
        context = context_from(services, clock, search, PATH)
        if not isinstance(context, Context) or not ctx.triggered or not ctx.triggered[0]["value"]:
            raise PreventUpdate
        pressed = {Goals.THREADS: links, Goals.SUGGESTIONS: suggestions, Goals.LOG: log}
        if ctx.triggered_id == Goals.LINK:
            if not code or target not in set(LinkTarget):
                words: Text = text("Velg først hva målet skal knyttes til i feltet «Hvilket».")
                return True, ui.status("warning", context.say(words)), None, []
            asked: Pending | None = Pending(
                Act.LINK, context.view.others.get(GOAL, ""), LinkTarget(target), code
            )
        else:
            asked = read_pending(pressed.get(ctx.triggered_id))
        if asked is None:
            raise PreventUpdate
        return True, html.P(context.say(_question(context, asked))), asked.written(), []

    app.callback(
        Output(Goals.DIALOG, "open"),
        Output(Goals.DIALOG_WORDS, "children"),
        Output(Goals.PENDING, "data"),
        Output(Goals.MISTAKE, "children"),
        Input(Goals.LINK, "n_clicks"),
        Input(Goals.THREADS, "presses"),
        Input(Goals.SUGGESTIONS, "presses"),
        Input(Goals.LOG, "presses"),
        State(Goals.THREADS, "pressed"),
        State(Goals.SUGGESTIONS, "pressed"),
        State(Goals.LOG, "pressed"),
        State(Goals.TARGET, "value"),
        State(Goals.CODE, "value"),
        State(Shell.ADDRESS, "search"),
        prevent_initial_call=True,
    )(ask)

    def keep(
        clicks: int | None, pending: str | None, by: str | None, why: str | None, search: str | None
    ) -> tuple[Any, Any, Any]:
        context = context_from(services, clock, search, PATH)
        if not clicks or not isinstance(context, Context):
            raise PreventUpdate
        asked = read_pending(pending)
        if asked is None:
            words = text("Lukk dette vinduet, og velg hva som skal knyttes.")
            return no_update, no_update, ui.status("error", context.say(words))
        answer = _done(services, clock, context, asked, by or "", why or "")
        if not isinstance(answer, LinkEntry):
            return no_update, no_update, ui.status("error", context.say(answer.message))
        # What counts from today would not be seen on an earlier day.
        today: dict[str, None] = {ON: None} if context.on < context.today else {}
        href = context.href(**{KEPT: str(answer.nr)}, **today)
        return href[href.index("?") :], False, []

    app.callback(
        Output(Shell.ADDRESS, "search", allow_duplicate=True),
        Output(Goals.DIALOG, "open", allow_duplicate=True),
        Output(Goals.MISTAKE, "children", allow_duplicate=True),
        Input(Goals.CONFIRM, "n_clicks"),
        State(Goals.PENDING, "data"),
        State(Goals.BY, "value"),
        State(Goals.WHY, "value"),
        State(Shell.ADDRESS, "search"),
        prevent_initial_call=True,
    )(keep)


def _question(context: Context, asked: Pending) -> Text:
    threads = context.services.goals.threads(context.kommune.nr, context.on, context.view.aar)
    goal, name = goal_title(threads, asked.goal), named(asked.target, asked.code)
    if asked.act is Act.LINK:
        return text("«{goal}» knyttes til {name}.", goal=goal, name=name)
    if asked.act is Act.UNLINK:
        return text("Tråden fra «{goal}» til {name} tas bort.", goal=goal, name=name)
    return text("Linje {nr} i loggen gjøres om: «{goal}» og {name}.", nr=asked.entry, goal=goal, name=name)


def _done(
    services: Services, clock: Clock, context: Context, asked: Pending, by: str, why: str
) -> LinkEntry | Refused:
    nr, goals, at = context.kommune.nr, services.goals, clock.now()
    if asked.act is Act.LINK:
        return goals.link(nr, asked.goal, asked.target, asked.code, by, why, at)
    if asked.act is Act.UNLINK:
        return goals.unlink(nr, asked.goal, asked.target, asked.code, by, why, at)
    return goals.undo(nr, asked.entry, by, why, at)
