"""The report of an import: what was recognised, rows, totals, what it replaces, and every issue by cell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import Any, Final

from dash import html
from dash.development.base_component import Component

from dashboards import components as ui
from dashboards import words
from dashboards.ids import Import
from dashboards.parts import cells
from dashboards.view import YEAR, Context
from planhjul.issues import Issue, Level
from planhjul.ledger.versions import Version, VersionKind
from planhjul.staged import BatchRow, Staged, Total
from planhjul.texts import Kroner, Text, Year, text
from planhjul.writing.imports import Committed, contents

_WEIGHT: Final = {Level.ERROR: 0, Level.WARNING: 1, Level.INFO: 2}
ISSUES_SHOWN: Final = 500


def result(context: Context, staged: Staged) -> list[Component]:
    """Everything about a staged file, the verdict first."""
    parts = [_verdict(context, staged), _recognised(context, staged)]
    if staged.totals:
        parts.append(_totals(context, staged.totals))
    if staged.unclassified_lines:
        parts.append(_unclassified(context, staged))
    if staged.accepted:
        parts += _replaces(
            context, context.services.imports.replaces(context.kommune.nr, staged, context.today)
        )
    if staged.issues:
        parts.append(issues_table(context, staged.issues))
    return parts


def _verdict(context: Context, staged: Staged) -> Component:
    errors = sum(issue.level is Level.ERROR for issue in staged.issues)
    if staged.accepted:
        warnings = sum(issue.level is Level.WARNING for issue in staged.issues)
        advice = (
            text("Se over tallene, og lagre når de stemmer.")
            if not warnings
            else text(
                "Det er {count} å se på før du lagrer.",
                count=_counted(warnings, text("advarsel"), text("advarsler")),
            )
        )
        return ui.status("ok", advice, title=text("«{file}» kan lagres.", file=staged.file))
    if not staged.format:
        advice = text("Velg formatet selv, eller bruk en av malene nederst på siden.")
    else:
        advice = text(
            "Rett dem i arbeidsboken og slipp filen her på nytt. Hver feil står under med celle og råd."
        )
    return ui.status(
        "error",
        advice,
        title=text(
            "«{file}» kan ikke lagres: {count}.",
            file=staged.file,
            count=_counted(errors, text("feil"), text("feil")),
        ),
    )


def _counted(count: int, one: Text, many: Text) -> Text:
    return text("{count} {what}", count=count, what=one if count == 1 else many)


def _recognised(context: Context, staged: Staged) -> Component:
    number = context.language.number
    formats = dict(context.services.imports.formats())
    name = formats.get(staged.format)
    recognised = name if name else text("Ikke kjent igjen")
    stood_from = (
        context.language.date(staged.stood_from)
        if staged.stood_from
        else text("Filen sier det ikke. Dagens dato brukes.")
    )
    rows = staged.rows
    brought = contents(staged.content)
    return html.Div(
        [
            ui.definition(
                [
                    (text("Format"), recognised),
                    *([(text("Innhold"), ui.joined(*brought, between=", "))] if brought else []),
                    (text("Gjelder fra"), stood_from),
                    (text("Kommune i filen"), staged.kommune or text("Står ikke i filen")),
                ]
            ),
            html.Div(
                [
                    ui.stat(text("Rader lest"), number(rows.read)),
                    ui.stat(text("Tatt inn"), number(rows.taken)),
                    ui.stat(
                        text("Utelatt med grunn"),
                        number(rows.explained),
                        note=text("av dem {zero} med bare 0", zero=rows.zero) if rows.zero else "",
                    ),
                ],
                className="ph-stats",
            ),
        ],
        className="ph-report",
    )


def _totals(context: Context, totals: Sequence[Total]) -> Component:
    amounts = partial(cells.amounts, cells.kroner, context)
    columns = [
        ui.Column("version", text("Versjon"), of=lambda total: VersionKind(total.version).title),
        ui.Column("year", text("År"), "number", of=lambda total: ui.Cell(str(total.year), total.year)),
        ui.Column("class", text("Del"), of=lambda total: _part(total.kontoklasse)),
        amounts("expense", text("Utgifter"), lambda total: total.expense_ore),
        amounts("income", text("Inntekter"), lambda total: total.income_ore),
        ui.Column(
            "sum",
            text("Utgifter minus inntekter"),
            "number",
            of=lambda total: replace(cells.kroner(context, total.sum_ore), tone="strong"),
        ),
    ]
    caption = text("Summer per versjon, i kroner")
    return ui.data_table(None, caption, columns, ui.rows_of(columns, totals))


def _part(kontoklasse: str) -> Text:
    return words.KONTOKLASSE.get(kontoklasse, text("Ukjent"))


def _unclassified(context: Context, staged: Staged) -> Component:
    return ui.status(
        "warning",
        text("De er tatt med i summene og vises som «uklassifisert». Advarslene sier hvilke koder det er."),
        title=text(
            "{count} har koder vi ikke kjenner, til sammen {amount}.",
            count=_counted(staged.unclassified_lines, text("linje"), text("linjer")),
            amount=Kroner(staged.unclassified_ore),
        ),
    )


def _replaces(context: Context, versions: Sequence[Version]) -> list[Component]:
    if not versions:
        return []
    items = [
        text(
            "{version} {year}, {part}, fra {file}",
            version=version.kind.title,
            year=Year(version.year),
            part=_part(version.kontoklasse),
            file=version.file,
        )
        for version in versions
    ]
    return [
        ui.status(
            "info",
            text("Det som lå der, blir ikke borte: Det vises på datoer før den nye filen gjelder."),
            html.Ul([html.Li(item) for item in items]),
            title=text("Filen erstatter dette:"),
        )
    ]


def issues_table(context: Context, issues: Sequence[Issue]) -> Component:
    """Every issue with its cell and advice, errors first; the table can show one level."""
    ordered = sorted(issues, key=lambda issue: (_WEIGHT[issue.level], issue.where))
    shown = ordered[:ISSUES_SHOWN]
    rows = [
        ui.Row(
            {
                "where": ui.Cell(str(issue.where), sort=index, tone=issue.level.value, sub=issue.level.words),
                "message": ui.Cell(
                    issue.message, sub=issue.found and text("Sto der: {found}", found=issue.found)
                ),
                "advice": issue.advice,
            },
            group=issue.level.value,
        )
        for index, issue in enumerate(shown)
    ]
    levels = [("", text("Alle ({count})", count=len(issues)))]
    levels += [
        (level.value, text("{level} ({count})", level=level.words, count=count))
        for level in Level
        if (count := sum(issue.level is level for issue in issues))
    ]
    table = ui.data_table(
        None,
        text("Feil og merknader"),
        [
            ui.Column("where", text("Celle")),
            ui.Column("message", text("Hva er galt"), width="min(16rem, 55vw)"),
            ui.Column("advice", text("Hva du gjør"), width="min(16rem, 55vw)"),
        ],
        rows,
        filters=ui.Filters(text("Vis"), levels),
    )
    if len(ordered) == len(shown):
        return table
    rest = text(
        "Tabellen viser de første {shown} av {count}. Kommandoen planhjul import viser alle.",
        shown=len(shown),
        count=len(ordered),
    )
    return html.Div([table, html.P(rest, className="ph-quiet")])


def committed(context: Context, file: str, done: Committed) -> list[Component]:
    """What came of the commit, and where to look next."""
    if done.status == "already_imported":
        words_ = text("«{file}» er lest inn før. Ingenting er endret.", file=file)
        return [ui.status("info", words_)]
    return [
        ui.status(
            "ok",
            text("Sidene viser de nye tallene med en gang."),
            ui.link(text("Gå til Nå"), context.href("/", **{YEAR: None})),
            title=text("«{file}» er lagret.", file=file),
        )
    ]


def batch_rows(context: Context) -> list[dict[str, Any]]:
    """The rows of the list of imports, newest first, as the table takes them."""
    return ui.rows_json(_batch_rows(context, _batch_columns(context)))


def batches_table(context: Context) -> Component:
    """Every import, with undo."""
    columns = _batch_columns(context)
    return ui.data_table(
        Import.BATCHES,
        text("Innlesinger i {kommune}", kommune=context.kommune.navn),
        columns,
        _batch_rows(context, columns),
        empty=text(
            "Ingenting er lest inn ennå. Slipp en fil øverst på siden, eller last ned en tom mal under."
        ),
    )


def _batch_rows(context: Context, columns: Sequence[ui.Column]) -> list[ui.Row]:
    return ui.rows_of(columns, context.seen.batches, key=lambda batch: str(batch.id))


def _batch_columns(context: Context) -> list[ui.Column]:
    formats = dict(context.services.imports.formats())

    def file(batch: BatchRow) -> ui.Cell:
        return ui.Cell(batch.file, tone="muted" if batch.undone_at else "")

    def content(batch: BatchRow) -> ui.Cell:
        return ui.Cell(formats.get(batch.format) or batch.format, sub=_versions(batch.totals))

    def at(batch: BatchRow) -> ui.Cell:
        return ui.Cell(context.language.date(batch.imported_at.date()), batch.imported_at.isoformat())

    def taken(batch: BatchRow) -> ui.Cell:
        return ui.Cell(context.language.number(batch.rows.taken), batch.rows.taken)

    return [
        ui.Column("file", text("Fil"), of=file),
        ui.Column("content", text("Innhold"), of=content),
        ui.Column("at", text("Lest inn"), "date", of=at),
        ui.Column("stood", text("Gjelder fra"), "date", of=lambda one: cells.day(context, one.stood_from)),
        ui.Column("rows", text("Rader tatt inn"), "number", of=taken),
        ui.Column("undo", text("Angre"), sortable=False, of=_undo),
    ]


def find_batch(context: Context, pressed: str | None) -> BatchRow | None:
    """The batch whose undo was pressed, if it is still there to undo."""
    found = [one for one in context.seen.batches if str(one.id) == pressed and one.undone_at is None]
    return found[0] if found else None


def _undo(batch: BatchRow) -> ui.Cell:
    if batch.undone_at:
        return ui.Cell(text("Angret {day}", day=batch.undone_at.date()), tone="muted")
    label = text("Angre innlesingen av {file}", file=batch.file)
    return ui.Cell(text("Angre"), action=str(batch.id), label=label)


def _versions(totals: Sequence[Total]) -> Text:
    """The versions in a file: «Opprinnelig budsjett 2026», «Økonomiplan 2027–2030»."""
    years: dict[str, list[int]] = {}
    for total in totals:
        years.setdefault(total.version, []).append(total.year)
    names = (
        text("{version} {first}–{last}", version=title, first=Year(min(of_kind)), last=Year(max(of_kind)))
        if min(of_kind) < max(of_kind)
        else text("{version} {year}", version=title, year=Year(min(of_kind)))
        for kind, of_kind in years.items()
        for title in (VersionKind(kind).title,)
    )
    return ui.joined(*names, between=", ")
