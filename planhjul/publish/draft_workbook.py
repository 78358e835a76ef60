"""The draft of a year's meeting plan as a workbook in our own layout: to edit, adopt and import."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from io import BytesIO
from typing import Final

from openpyxl import load_workbook
from openpyxl.styles import Alignment, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from planhjul.language import Language
from planhjul.publish.workbook import BOLD, put, stored
from planhjul.texts import Text, Year, text
from planhjul.wheel.drafting.draft import Draft, DraftedMeeting

_HEADER_ROW: Final = 3
_FIRST_EXTRA: Final = 5
# The importers look for bokmål headings and pass by those they do not know.
_EXTRA: Final = (("I fjor", 13), ("Foreslått", 13), ("Hvorfor", 70))
# Another colour than the template's own headings: these columns are for reading, not for import.
_PROPOSAL: Final = PatternFill("solid", fgColor="FFF2CC")


def draft_workbook(draft: Draft, template: bytes, nr: str, navn: str, language: Language) -> bytes:
    """The drafted meetings filled into an empty meetings template (bytes in, bytes out).

    Beside the template's columns stand «I fjor», «Foreslått» and «Hvorfor», which the import passes by. A
    meeting that is not proposed is told on the sheet Forklaring. «Gjelder fra» is left for whoever adopts it.
    """
    book = load_workbook(BytesIO(template))
    page = book["Møter"]
    title = text(
        "Forslag til møteplan {aar} – {navn} kommune. Ikke vedtatt.", aar=Year(draft.year), navn=navn
    )
    page["A1"] = language.say(title)
    book.properties.title = language.say(title)
    _headings(page)
    proposed = [meeting for meeting in draft.meetings if meeting.proposed is not None]
    for row, meeting in enumerate(proposed, start=_HEADER_ROW + 1):
        values = (meeting.proposed, meeting.organ_name, meeting.purpose, None)
        extra = (meeting.last_year, meeting.proposed, language.say(meeting.because))
        _write(page, row, (*values, *extra))
    facts = book["Opplysninger"]
    for row in range(2, facts.max_row + 1):
        if facts.cell(row, 1).value == "Kommune":
            put(facts.cell(row, 2), nr)
    left_out = [meeting for meeting in draft.meetings if meeting.proposed is None]
    _explain_left_out(book["Forklaring"], left_out, language)
    return stored(book)


def _headings(page: Worksheet) -> None:
    for column, (heading, width) in enumerate(_EXTRA, start=_FIRST_EXTRA):
        cell = page.cell(_HEADER_ROW, column, heading)
        cell.font, cell.fill = BOLD, _PROPOSAL
        page.column_dimensions[get_column_letter(column)].width = width


def _explain_left_out(page: Worksheet, meetings: Sequence[DraftedMeeting], language: Language) -> None:
    """Tells which of last year's meetings have no day in the draft, under the explanations."""
    row = page.max_row + 2
    for meeting in meetings:
        sentence = text(
            "Ikke foreslått: {organ} {dag}, {formal}. {hvorfor}",
            organ=meeting.organ_name,
            dag=meeting.last_year or text("nytt møte"),
            formal=meeting.purpose or text("ordinært møte"),
            hvorfor=meeting.because,
        )
        put(page.cell(row, 1), language.say(sentence))
        page.cell(row, 1).alignment = Alignment()
        row += 1


def _write(page: Worksheet, row: int, values: Sequence[str | date | None]) -> None:
    for column, value in enumerate(values, start=1):
        put(page.cell(row, column), value)


def draft_file_name(year: int) -> Text:
    """The workbook's name in the folder."""
    return text("moteplan-{aar}-forslag.xlsx", aar=Year(year))
