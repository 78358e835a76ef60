"""Page Import: drop a workbook, see what was read and every mistake, commit or not, take a batch back."""

from __future__ import annotations

import base64
import binascii
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from dash import html, no_update
from dash.development.base_component import Component

from dashboards import components as ui
from dashboards.ids import Import, Shell
from dashboards.pages.imports import report
from dashboards.reading import reads, writes
from dashboards.view import Context, Page, Wiring, reread
from planhjul.ledger.versions import VersionKind
from planhjul.staged import ImportChoices
from planhjul.texts import Text, text

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
    return ui.page(
        text("Import"),
        ui.section(
            text("Les inn en fil"),
            ui.file_drop(
                Import.DROP,
                text("Slipp filen her, eller velg den"),
                hint=text(
                    "Excel, CSV eller KOSTRA-uttrekk, inntil {limit} MB.", limit=MAX_FILE_BYTES // 1_000_000
                ),
                accept=_ACCEPT,
                max_bytes=MAX_FILE_BYTES,
                too_big=text(
                    "«{file}» er større enn {limit} MB. Del filen per år, eller bruk kommandoen "
                    "planhjul import.",
                    file="{file}",
                    limit=MAX_FILE_BYTES // 1_000_000,
                ),
                unreadable=text(
                    "Nettleseren kunne ikke lese «{file}». Lukk den i Excel og prøv igjen.", file="{file}"
                ),
                button_label=text("Velg fil"),
            ),
            _choices(context),
            html.Div(id=Import.RESULT, **{"aria-live": "polite"}),
            html.Div(
                ui.button(
                    Import.COMMIT, text("Lagre i {kommune}", kommune=context.kommune.navn), kind="primary"
                ),
                id=Import.COMMIT_PLACE,
                hidden=True,
                className="ph-actions",
            ),
            html.Div(id=Import.DONE, **{"aria-live": "polite"}),
            lead=text("Ingenting lagres før du har sett hva vi leste, og sier ja."),
        ),
        ui.section(
            text("Lest inn før"),
            html.Div(id=Import.UNDONE, **{"aria-live": "polite"}),
            report.batches_table(context),
            _undo_dialog(context),
        ),
        _templates(context),
        lead=text("Les inn kommunens egne filer i {kommune}.", kommune=context.kommune.navn),
    )


def _choices(context: Context) -> Component:
    guess = ("", text("Finn ut selv"))
    return html.Details(
        [
            html.Summary(text("Velg format, versjon, år eller dato selv")),
            html.Div(
                [
                    ui.select(
                        Import.FORMAT,
                        text("Format"),
                        [guess, *((key, title) for key, title in context.services.imports.formats())],
                    ),
                    ui.select(
                        Import.VERSION,
                        text("Versjon"),
                        [guess, *((kind.value, kind.title) for kind in VersionKind)],
                    ),
                    ui.number_field(Import.YEAR, text("År")),
                    ui.date_field(Import.STOOD_FROM, text("Gjelder fra"), None),
                ],
                className="ph-fields",
            ),
        ],
        id=Import.CHOICES,
        className="ph-explain",
    )


def _undo_dialog(context: Context) -> Component:
    return ui.dialog(
        Import.UNDO,
        text("Angre innlesingen?"),
        [html.Div(id=Import.UNDO_WORDS), ui.button(Import.UNDO_CONFIRM, text("Ja, angre"), kind="danger")],
        close_label=text("Nei, behold"),
    )


def _templates(context: Context) -> Component:
    links = [
        ui.link(
            TEMPLATES.get(kind, text("{kind}", kind=kind)),
            f"/mal/{kind}.xlsx",
            download=f"planhjul-{kind}.xlsx",
        )
        for kind in context.services.imports.template_kinds()
    ]
    return ui.section(
        text("Tomme maler"),
        html.Ul([html.Li(link) for link in links], className="ph-templates"),
        lead=text("Hver mal er en arbeidsbok med overskrifter og et ark som forklarer kolonnene."),
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


_CHOSEN: Final = (Import.FORMAT, Import.VERSION, Import.YEAR, Import.STOOD_FROM)
_FILE: Final = ((Import.DROP, "name"), (Import.DROP, "content"), *((field, "value") for field in _CHOSEN))


def _look(context: Context, *file: str | None) -> tuple[Any, ...] | None:
    """What is in the file, whether it can be committed, and the choices opened when they must be made."""
    upload = _upload(*file)
    if not upload.name:
        return None
    if upload.wrong is not None:
        return ui.status("error", upload.wrong), True, no_update, []
    staged = context.services.imports.stage(upload.name, upload.content, upload.choices, context.kommune.nr)
    unsure = not staged.accepted and (not staged.format or upload.choices != ImportChoices())
    return report.result(context, staged), not staged.accepted, True if unsure else no_update, []


def _commit(context: Context, at: datetime, *file: str | None) -> tuple[Any, ...]:
    """The file committed, and the page's frame told so; what is wrong with it when it cannot be."""
    upload = _upload(*file)
    if upload.wrong is not None:
        return ui.status("error", upload.wrong), no_update, True, no_update, no_update
    staged = context.services.imports.stage(upload.name, upload.content, upload.choices, context.kommune.nr)
    if not staged.accepted:
        return [], report.result(context, staged), True, no_update, no_update
    done = context.services.imports.commit(context.kommune.nr, staged, at)
    return (
        report.committed(context, staged.file, done),
        [],
        True,
        report.batch_rows(reread(context)),
        at.isoformat(),
    )


def _ask(context: Context, pressed: str | None) -> tuple[Any, ...] | None:
    """What undoing the batch would do."""
    batch = report.find_batch(context, pressed)
    if batch is None:
        return None
    words = text(
        "«{file}» tas ut, og det den erstattet, gjelder igjen. Filen kan leses inn på nytt.", file=batch.file
    )
    return True, html.P(words)


def _undo(context: Context, at: datetime, pressed: str | None) -> tuple[Any, ...]:
    """The batch taken out, and the page's frame told so."""
    batch = report.find_batch(context, pressed)
    if batch is None:
        gone = ui.status("info", text("Innlesingen er angret allerede."))
        return False, gone, report.batch_rows(context), no_update
    context.services.imports.undo(context.kommune.nr, batch.id, at)
    out = ui.status("ok", text("«{file}» er tatt ut.", file=batch.file))
    return False, out, report.batch_rows(reread(context)), at.isoformat()


def register(wiring: Wiring) -> None:
    """The callbacks: look at a file, commit it, ask before undoing, undo."""
    reads(
        wiring,
        [
            (Import.RESULT, "children"),
            (Import.COMMIT_PLACE, "hidden"),
            (Import.CHOICES, "open"),
            (Import.DONE, "children"),
        ],
        [(field, "changes") for field in (Import.DROP, *_CHOSEN)],
        _FILE,
        kept=False,
    )(_look)
    writes(
        wiring,
        [
            (Import.DONE, "children"),
            (Import.RESULT, "children"),
            (Import.COMMIT_PLACE, "hidden"),
            (Import.BATCHES, "rows"),
            (Shell.REVISION, "data"),
        ],
        [(Import.COMMIT, "n_clicks")],
        _FILE,
    )(_commit)
    reads(
        wiring,
        [(Import.UNDO, "open"), (Import.UNDO_WORDS, "children")],
        [(Import.BATCHES, "presses")],
        [(Import.BATCHES, "pressed")],
    )(_ask)
    writes(
        wiring,
        [
            (Import.UNDO, "open"),
            (Import.UNDONE, "children"),
            (Import.BATCHES, "rows"),
            (Shell.REVISION, "data"),
        ],
        [(Import.UNDO_CONFIRM, "n_clicks")],
        [(Import.BATCHES, "pressed")],
    )(_undo)


PAGE = Page(path="/import", title=text("Import"), render=render, ids=[Import], register=register)
