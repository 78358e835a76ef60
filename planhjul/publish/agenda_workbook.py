"""A saksliste as a workbook in our own layout: to hand out, edit and read back, with each wish's way."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from io import BytesIO
from typing import Final

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from planhjul.choices.priorities import Priority
from planhjul.choices.route.results import RoutePoint
from planhjul.language import Language
from planhjul.publish.agenda import Routes
from planhjul.publish.workbook import BOLD, Value, put, stored
from planhjul.texts import Text, text, verbatim

_HEADER_ROW: Final = 3
_ORE: Final = 100
_COLUMNS: Final = (
    (text("Sak"), 34),
    (text("Sjanse"), 12),
    (text("Vedtak"), 46),
    (text("Organ"), 20),
    (text("Dag"), 12),
    (text("Leveres senest"), 14),
    (text("Virkedager igjen"), 10),
    (text("Virkemidler og form"), 70),
    (text("Kan flyttes, lavt"), 16),
    (text("Kan flyttes, anslag"), 16),
    (text("Kan flyttes, høyt"), 16),
    (text("Får beløpet plass?"), 44),
    (text("Når"), 44),
)


def agenda_workbook(
    routes: Routes, template: bytes, nr: str, municipality: str, on: date, language: Language
) -> bytes:
    """The wishes filled into an empty template of the kind `priorities` (bytes in, bytes out).

    A sheet with the routes follows after the template's own; the import passes it by.
    """
    book = load_workbook(BytesIO(template))
    page = book["Saksliste"]
    owners = sorted({priority.owner for priority, _ in routes})
    title = language.say(
        text(
            "Saksliste for {liste} – {kommune} kommune, hele kroner",
            liste=", ".join(owners),
            kommune=municipality,
        )
    )
    put(page.cell(1, 1), title)
    book.properties.title = title
    columns = {str(cell.value): cell.column for cell in page[_HEADER_ROW] if cell.value}
    for row, (priority, _) in enumerate(routes, start=_HEADER_ROW + 1):
        for heading, value in _fields(priority).items():
            if heading in columns:
                put(page.cell(row, columns[heading]), value)
    _facts(book["Opplysninger"], nr, on)
    _routes(book.create_sheet(language.say(text("Veien videre"))), routes, language)
    return stored(book)


def _fields(priority: Priority) -> Mapping[str, Value]:
    """The wish under the layout's own headings, which are bokmål and permanent."""
    return {
        "Nøkkel": priority.key,
        "Liste": priority.owner,
        "Sak": priority.title,
        "Slag": priority.kind.value,
        "Funksjon": priority.funksjon,
        "Område": priority.area,
        "Mål": priority.goal,
        "Beløp per år": _kroner(priority.amount_ore),
        "År": priority.year,
        "Merknad": priority.note,
    }


def _facts(page: Worksheet, nr: str, on: date) -> None:
    values: Mapping[str, Value] = {"Kommune": nr, "Gjelder fra": on, "Enhet": "kroner"}
    for row in range(2, page.max_row + 1):
        field = page.cell(row, 1).value
        if field in values:
            put(page.cell(row, 2), values[str(field)])


def _routes(page: Worksheet, routes: Routes, language: Language) -> None:
    for column, (title, width) in enumerate(_COLUMNS, start=1):
        put(page.cell(1, column), language.say(title))
        page.cell(1, column).font = BOLD
        page.column_dimensions[get_column_letter(column)].width = width
    row = 1
    for values in _route_rows(routes, language):
        row += 1
        for column, value in enumerate(values, start=1):
            put(page.cell(row, column), value)
    page.freeze_panes = "A2"
    page.auto_filter.ref = f"A1:{get_column_letter(len(_COLUMNS))}{row}"


def _route_rows(routes: Routes, language: Language) -> Iterator[Sequence[Value]]:
    say = language.say
    for priority, route in routes:
        for point in route.points:
            movable = point.movable
            ways = "\n".join(
                say(text("{virkemiddel}: {form}", virkemiddel=way.title, form=way.form)) for way in point.ways
            )
            yield (
                priority.title,
                say(_chance(point)),
                say(point.title),
                say(point.organ.words),
                point.day,
                point.deadline,
                point.working_days_left,
                ways,
                _kroner(movable.low_ore if movable else None),
                _kroner(movable.default_ore if movable else None),
                _kroner(movable.high_ore if movable else None),
                say(point.fits) if point.fits else "",
                say(point.when),
            )


def _chance(point: RoutePoint) -> Text:
    if point.last_chance:
        return text("Siste sjanse")
    return text("Neste sjanse") if point.next_chance else verbatim("")


def _kroner(ore: int | None) -> int | float | None:
    """Kroner as a spreadsheet counts them: whole where they are whole."""
    if ore is None:
        return None
    return ore // _ORE if ore % _ORE == 0 else ore / _ORE
