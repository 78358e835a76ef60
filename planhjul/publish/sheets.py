"""The wheel as a workbook and as comma-separated text, in the columns a finance office sorts by."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from planhjul.figures.wheel.rings import PROCESS_TITLES, wheel_numbers
from planhjul.issues import Level
from planhjul.language import Language
from planhjul.publish.edition import Edition, bodies, body_key, citation
from planhjul.publish.workbook import DATE, TITLE, WRAP, empty_book, head, on_paper, stored
from planhjul.texts import Text, text

Cell = str | int | date | None

_COLUMNS: Final = (
    (text("Nr."), 6),
    (text("Dag"), 12),
    (text("Hva"), 46),
    (text("Hvem"), 26),
    (text("Prosess"), 26),
    (text("Status"), 20),
    (text("Slag"), 20),
    (text("Budsjettår"), 12),
    (text("Regelens dag"), 14),
    (text("Planlagt"), 12),
    (text("Hva dagen betyr"), 16),
    (text("Hvorfor"), 70),
    (text("Hjemmel"), 40),
    (text("Lenke"), 50),
    (text("Kilden lest"), 12),
    (text("Nøkkel"), 34),
)
_FINDING_COLUMNS: Final = (
    (text("Alvor"), 16),
    (text("Hva"), 90),
    (text("Hjemmel"), 40),
    (text("Lenke"), 50),
    (text("Milepæl"), 34),
)
# A cell that begins with one of these may be run as a formula by the program that opens the file.
_FORMULA_SIGNS: Final = ("=", "+", "-", "@", "\t", "\r")


def rows(edition: Edition, language: Language) -> Iterable[tuple[Cell, ...]]:
    """One row per milestone under the headings of the workbook and the text file."""
    say = language.say
    numbers = {milestone.key: number for number, milestone in wheel_numbers(edition.wheel)}
    names = {body.key: say(body.name) for body in bodies(edition.wheel.milestones)}
    for milestone in edition.wheel.milestones:
        cited, legal = citation(milestone), milestone.legal
        yield (
            numbers.get(milestone.key),
            milestone.day,
            say(milestone.title),
            names[body_key(milestone)],
            say(PROCESS_TITLES[milestone.process]),
            say(milestone.status.words),
            say(milestone.kind.words),
            milestone.budget_year,
            milestone.lands,
            milestone.planned,
            say(milestone.sense.words),
            say(milestone.because),
            say(cited) if cited else "",
            legal.url if legal else "",
            legal.read_on if legal else None,
            milestone.key,
        )


def csv_bytes(edition: Edition, language: Language) -> bytes:
    """The milestones as UTF-8 with BOM and semicolons, as Norwegian Excel opens it.

    A text that a spreadsheet could run as a formula gets an apostrophe in front.
    """
    written = io.StringIO()
    writer = csv.writer(written, delimiter=";", lineterminator="\r\n")
    writer.writerow([language.say(title) for title, _ in _COLUMNS])
    for row in rows(edition, language):
        writer.writerow([_written(cell, language) for cell in row])
    return written.getvalue().encode("utf-8-sig")


def _written(cell: Cell, language: Language) -> str:
    if cell is None:
        return ""
    if isinstance(cell, date):
        return language.date(cell)
    shown = str(cell)
    return f"'{shown}" if shown.startswith(_FORMULA_SIGNS) else shown


def xlsx_bytes(edition: Edition, language: Language) -> bytes:
    """The workbook: the milestones, the law checks, and what it is."""
    say = language.say
    book = empty_book(edition.title, edition.wheel.on, f"planhjul {edition.version}", language)
    _table(book.create_sheet(say(text("Årshjulet"))), _COLUMNS, rows(edition, language), language)
    _table(book.create_sheet(say(text("Lovsjekk"))), _FINDING_COLUMNS, _findings(edition, language), language)
    about = book.create_sheet(say(text("Om")))
    about.column_dimensions["A"].width = 100
    for number, line in enumerate((edition.title, edition.stamp, edition.sources), start=1):
        about.cell(number, 1, say(line)).alignment = WRAP
    about["A1"].font = TITLE
    return stored(book)


def _findings(edition: Edition, language: Language) -> Iterable[tuple[Cell, ...]]:
    for finding in edition.wheel.findings:
        legal = finding.legal
        yield (
            language.say(Level(finding.level).words),
            language.say(finding.message),
            f"{legal.act} {legal.section}" if legal else "",
            legal.url if legal else "",
            finding.milestone,
        )


def _table(
    sheet: Worksheet,
    columns: Sequence[tuple[Text, int]],
    content: Iterable[tuple[Cell, ...]],
    language: Language,
) -> None:
    """The rows under headings that stay in view and can be filtered."""
    for number, (title, width) in enumerate(columns, start=1):
        head(sheet.cell(1, number), language.say(title))
        sheet.column_dimensions[get_column_letter(number)].width = width
    last = 1
    for last, row in enumerate(content, start=2):
        for number, value in enumerate(row, start=1):
            cell = sheet.cell(last, number)
            cell.alignment = WRAP
            if isinstance(value, str):
                # Set as text, so that a title that begins with «=» is never a formula.
                cell.value, cell.data_type = value, "s"
                if value.startswith("https://"):
                    cell.hyperlink = value
            else:
                cell.value = value
                if isinstance(value, date):
                    cell.number_format = DATE
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(columns))}{last}"
    on_paper(sheet, 1)
