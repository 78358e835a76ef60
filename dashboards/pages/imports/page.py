"""Page Import: drop a workbook, see what was read and every mistake, commit or not, take a batch back."""

from __future__ import annotations

import base64
import binascii
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from dash import Dash, Input, Output, State, html, no_update
from dash.exceptions import PreventUpdate

from dashboards import components as ui
from dashboards.ids import Import, Shell
from dashboards.pages.imports import report
from dashboards.view import Clock, Context, Page, context_from
from planhjul.ledger.versions import VersionKind
from planhjul.staged import ImportChoices
from planhjul.texts import Text, text

if TYPE_CHECKING:
    from dash.development.base_component import Component

    from planhjul.services import Services

MAX_FILE_BYTES: Final = 40_000_000
# The file travels as base64 (4/3 of its size) with the choices beside it.
MAX_REQUEST_BYTES: Final = MAX_FILE_BYTES * 4 // 3 + 1_000_000
_ACCEPT: Final = ".xlsx,.xlsm,.csv,.tsv,.txt,.dat"
_FIRST_YEAR, _LAST_YEAR = 1970, 2100

TEMPLATES: Final[dict[str, Text]] = {
    "budget": text("Budsjett"),
    "accounts": text("Regnskap"),
    "financial-plan": text("Økonomiplan"),
    "municipal-plan": text("Kommuneplan med mål"),
    "meetings": text("Møteplan"),
    "measures": text("Tiltak"),
    "cases": text("Saker"),
    "settings": text("Innstillinger"),
    "priorities": text("Saksliste"),
}


@dataclass(frozen=True, slots=True)
class _Upload:
    """What the browser sent: a file, and what the user chose about it; `wrong` says what cannot be used."""

    name: str
    content: bytes
    choices: ImportChoices
    wrong: Text | None


def render(context: Context) -> Component:
    """The whole page."""
    say = context.say
    return ui.page(
        say(text("Import")),
        ui.section(
            say(text("Les inn en fil")),
            ui.file_drop(
                Import.DROP,
                say(text("Slipp filen her, eller velg den")),
                hint=say(
                    text(
                        "Excel, CSV eller KOSTRA-uttrekk, inntil {limit} MB.",
                        limit=MAX_FILE_BYTES // 1_000_000,
                    )
                ),
                accept=_ACCEPT,
                max_bytes=MAX_FILE_BYTES,
                too_big=say(
                    text(
                        "«{file}» er større enn {limit} MB. Del filen per år, eller bruk kommandoen "
                        "planhjul import.",
                        file="{file}",
                        limit=MAX_FILE_BYTES // 1_000_000,
                    )
                ),
                unreadable=say(
                    text(
                        "Nettleseren kunne ikke lese «{file}». Lukk den i Excel og prøv igjen.", file="{file}"
                    )
                ),
                button_label=say(text("Velg fil")),
            ),
            _choices(context),
            html.Div(id=Import.RESULT, **{"aria-live": "polite"}),
            html.Div(
                ui.button(
                    Import.COMMIT,
                    say(text("Lagre i {kommune}", kommune=context.kommune.navn)),
                    kind="primary",
                ),
                id=Import.COMMIT_PLACE,
                hidden=True,
                className="ph-actions",
            ),
            html.Div(id=Import.DONE, **{"aria-live": "polite"}),
            lead=say(text("Ingenting lagres før du har sett hva vi leste, og sier ja.")),
        ),
        ui.section(
            say(text("Lest inn før")),
            html.Div(id=Import.UNDONE, **{"aria-live": "polite"}),
            report.batches_table(context),
            _undo_dialog(context),
        ),
        _templates(context),
        lead=say(text("Les inn kommunens egne filer i {kommune}.", kommune=context.kommune.navn)),
    )


def _choices(context: Context) -> Component:
    say = context.say
    guess = ("", say(text("Finn ut selv")))
    return html.Details(
        [
            html.Summary(say(text("Velg format, versjon, år eller dato selv"))),
            html.Div(
                [
                    ui.select(
                        Import.FORMAT,
                        say(text("Format")),
                        [guess, *((key, say(title)) for key, title in context.services.imports.formats())],
                    ),
                    ui.select(
                        Import.VERSION,
                        say(text("Versjon")),
                        [guess, *((kind.value, say(kind.title)) for kind in VersionKind)],
                    ),
                    ui.number_field(Import.YEAR, say(text("År"))),
                    ui.date_field(Import.STOOD_FROM, say(text("Gjelder fra")), None, say),
                ],
                className="ph-fields",
            ),
        ],
        id=Import.CHOICES,
        className="ph-explain",
    )


def _undo_dialog(context: Context) -> Component:
    say = context.say
    return ui.dialog(
        Import.UNDO,
        say(text("Angre innlesingen?")),
        [
            html.Div(id=Import.UNDO_WORDS),
            ui.button(Import.UNDO_CONFIRM, say(text("Ja, angre")), kind="danger"),
        ],
        close_label=say(text("Nei, behold")),
    )


def _templates(context: Context) -> Component:
    say = context.say
    links = [
        ui.link(
            say(TEMPLATES.get(kind, text("{kind}", kind=kind))),
            f"/mal/{kind}.xlsx",
            download=f"planhjul-{kind}.xlsx",
        )
        for kind in context.services.imports.template_kinds()
    ]
    return ui.section(
        say(text("Tomme maler")),
        html.Ul([html.Li(link) for link in links], className="ph-templates"),
        lead=say(text("Hver mal er en arbeidsbok med overskrifter og et ark som forklarer kolonnene.")),
    )


def _upload(
    name: str | None,
    content: str | None,
    format_: str | None,
    version: str | None,
    year: str | None,
    stood_from: str | None,
) -> _Upload:
    """The upload as the service takes it; whatever cannot be used becomes a sentence."""
    wrong: Text | None = None
    try:
        data = base64.b64decode(content or "", validate=True)
    except (binascii.Error, ValueError):
        data, wrong = b"", text("Filen kom ikke hel fram. Velg den en gang til.")
    if len(data) > MAX_FILE_BYTES:
        wrong = text("Filen er større enn {limit} MB. Del den per år.", limit=MAX_FILE_BYTES // 1_000_000)
    written = (year or "").strip()
    number = int(written) if written.isascii() and written.isdigit() else None
    if written and (number is None or not _FIRST_YEAR <= number <= _LAST_YEAR):
        wrong = text("«{written}» er ikke et årstall. Skriv fire sifre, for eksempel 2027.", written=written)
    day: date | None = None
    try:
        day = date.fromisoformat(stood_from) if stood_from else None
    except ValueError:
        wrong = text("«{written}» er ikke en dato. Skriv for eksempel 21.11.2026.", written=stood_from or "")
    choices = ImportChoices(format=format_ or "", version=version or "", year=number, stood_from=day)
    return _Upload(name or "", data, choices, wrong)


def register(app: Dash, services: Services, clock: Clock) -> None:
    """The callbacks: look at a file, commit it, ask before undoing, undo."""
    _register_look(app, services, clock)
    _register_commit(app, services, clock)
    _register_undo(app, services, clock)


_FILE_STATE: Final = (
    (Import.DROP, "name"),
    (Import.DROP, "content"),
    (Import.FORMAT, "value"),
    (Import.VERSION, "value"),
    (Import.YEAR, "value"),
    (Import.STOOD_FROM, "value"),
)


def _context(services: Services, clock: Clock, search: str | None) -> Context:
    context = context_from(services, clock, search, PAGE.path)
    if not isinstance(context, Context):
        raise PreventUpdate
    return context


def _register_look(app: Dash, services: Services, clock: Clock) -> None:
    def look(*values: Any) -> tuple[Any, bool, Any, list[Component]]:
        *file_state, search = values[5:]
        if not values[0]:
            raise PreventUpdate
        context, upload = _context(services, clock, search), _upload(*file_state)
        if upload.wrong is not None:
            return ui.status("error", context.say(upload.wrong)), True, no_update, []
        staged = services.imports.stage(upload.name, upload.content, upload.choices, context.kommune.nr)
        unsure = not staged.accepted and (not staged.format or upload.choices != ImportChoices())
        return report.result(context, staged), not staged.accepted, True if unsure else no_update, []

    app.callback(
        Output(Import.RESULT, "children"),
        Output(Import.COMMIT_PLACE, "hidden"),
        Output(Import.CHOICES, "open"),
        Output(Import.DONE, "children"),
        *(
            Input(place, "changes")
            for place in (Import.DROP, Import.FORMAT, Import.VERSION, Import.YEAR, Import.STOOD_FROM)
        ),
        *(State(*place) for place in _FILE_STATE),
        State(Shell.ADDRESS, "search"),
        prevent_initial_call=True,
    )(look)


def _register_commit(app: Dash, services: Services, clock: Clock) -> None:
    def commit(clicks: int | None, *values: Any) -> tuple[Any, Any, bool, Any, Any]:
        *file_state, search = values
        if not clicks:
            raise PreventUpdate
        context, upload = _context(services, clock, search), _upload(*file_state)
        if upload.wrong is not None:
            return ui.status("error", context.say(upload.wrong)), no_update, True, no_update, no_update
        staged = services.imports.stage(upload.name, upload.content, upload.choices, context.kommune.nr)
        if not staged.accepted:
            return [], report.result(context, staged), True, no_update, no_update
        done = services.imports.commit(context.kommune.nr, staged, clock.now())
        return (
            report.committed(context, staged.file, done),
            [],
            True,
            report.batch_rows(context),
            clock.now().isoformat(),
        )

    app.callback(
        Output(Import.DONE, "children", allow_duplicate=True),
        Output(Import.RESULT, "children", allow_duplicate=True),
        Output(Import.COMMIT_PLACE, "hidden", allow_duplicate=True),
        Output(Import.BATCHES, "rows"),
        Output(Shell.REVISION, "data"),
        Input(Import.COMMIT, "n_clicks"),
        *(State(*place) for place in _FILE_STATE),
        State(Shell.ADDRESS, "search"),
        prevent_initial_call=True,
    )(commit)


def _register_undo(app: Dash, services: Services, clock: Clock) -> None:
    def ask(presses: int | None, pressed: str | None, search: str | None) -> tuple[bool, Any]:
        if not presses:
            raise PreventUpdate
        context = _context(services, clock, search)
        batch = report.find_batch(context, pressed)
        if batch is None:
            raise PreventUpdate
        return True, html.P(
            context.say(
                text(
                    "«{file}» tas ut, og det den erstattet, gjelder igjen. Filen kan leses inn på nytt.",
                    file=batch.file,
                )
            )
        )

    app.callback(
        Output(Import.UNDO, "open"),
        Output(Import.UNDO_WORDS, "children"),
        Input(Import.BATCHES, "presses"),
        State(Import.BATCHES, "pressed"),
        State(Shell.ADDRESS, "search"),
        prevent_initial_call=True,
    )(ask)

    def undo(clicks: int | None, pressed: str | None, search: str | None) -> tuple[bool, Any, Any, Any]:
        if not clicks:
            raise PreventUpdate
        context = _context(services, clock, search)
        batch = report.find_batch(context, pressed)
        if batch is None:
            words = text("Innlesingen er angret allerede.")
            return False, ui.status("info", context.say(words)), report.batch_rows(context), no_update
        services.imports.undo(context.kommune.nr, batch.id, clock.now())
        words = text("«{file}» er tatt ut.", file=batch.file)
        return False, ui.status("ok", context.say(words)), report.batch_rows(context), clock.now().isoformat()

    app.callback(
        Output(Import.UNDO, "open", allow_duplicate=True),
        Output(Import.UNDONE, "children"),
        Output(Import.BATCHES, "rows", allow_duplicate=True),
        Output(Shell.REVISION, "data", allow_duplicate=True),
        Input(Import.UNDO_CONFIRM, "n_clicks"),
        State(Import.BATCHES, "pressed"),
        State(Shell.ADDRESS, "search"),
        prevent_initial_call=True,
    )(undo)


def skeleton() -> list[Component]:
    """The ids of this page."""
    return [html.Div(id=name) for name in Import]


PAGE = Page(path="/import", title=text("Import"), render=render, register=register, skeleton=skeleton)
