"""Workbooks for the tests of the small tables: built from rows, staged, and told as plain data."""

from __future__ import annotations

import string
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import date
from fractions import Fraction
from io import BytesIO
from typing import Any

from openpyxl import Workbook

from importers.formats import cases, measures, meetings, municipal_plan, priorities
from importers.formats.printed import form as printed_form
from importers.formats.settings import workbook as settings
from importers.reading.workbook import read_workbook
from importers.staging import CodeStatus, Format
from planhjul.issues import CellRef
from planhjul.staged import Content, ImportChoices, Staged
from planhjul.texts import Text

FORMATS: tuple[Format, ...] = (
    municipal_plan.FORMAT,
    meetings.FORMAT,
    cases.FORMAT,
    measures.FORMAT,
    settings.FORMAT,
    priorities.FORMAT,
    printed_form.FORMAT,
)
NO_CHOICES = ImportChoices()
Rows = Sequence[Sequence[Any]]
_STATUS: Mapping[str, CodeStatus] = {"999": "unknown", "998": "expired"}


class AllButNine:
    """Code lists in which 999 is the one code that does not exist, and 998 is no longer used."""

    def art_status(self, code: str, year: int, /) -> CodeStatus:
        return _STATUS.get(code, "valid")

    def funksjon_status(self, code: str, year: int, /) -> CodeStatus:
        return _STATUS.get(code, "valid")

    def art_ended(self, code: str, /) -> int | None:
        return None

    def funksjon_ended(self, code: str, /) -> int | None:
        return None


def xlsx(sheets: Mapping[str, Rows], hidden: Iterable[str] = ()) -> bytes:
    """A workbook with these rows; a blank text is a blank cell."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        page = book.create_sheet(name)
        for row in rows:
            page.append([None if cell == "" else cell for cell in row])
        if name in hidden:
            page.sheet_state = "hidden"
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def stage(kind: Format, name: str, content: bytes, choices: ImportChoices = NO_CHOICES) -> Staged:
    """The file staged by that format, with every row accounted for and every sentence whole."""
    claim = kind.identify(read_workbook(name, content))
    assert claim is not None
    found = claim.stage(choices, AllButNine())
    assert found.rows.taken + found.rows.explained == found.rows.read
    for issue in found.issues:
        assert_whole(issue.message)
        assert_whole(issue.advice)
    if not found.accepted:
        assert found.rows.taken == 0
        assert told(found.content) == told(Content())
    return found


def stage_sheets(kind: Format, sheets: Mapping[str, Rows], choices: ImportChoices = NO_CHOICES) -> Staged:
    """A workbook with these rows, staged."""
    return stage(kind, "fil.xlsx", xlsx(sheets), choices)


def codes(found: Staged) -> list[tuple[str, str]]:
    """(code, place) of every issue."""
    return [(issue.code, str(issue.where)) for issue in found.issues]


def assert_whole(said: Text) -> None:
    """Every hole in the sentence is filled, and nothing is given that it does not use."""
    for part in said.texts():
        holes = {name for _, name, _, _ in string.Formatter().parse(part.source) if name}
        assert holes == {name for name, _ in part.values}, part.source


def told(value: Any) -> Any:
    """A result as plain data for a golden file: addresses and dates as text."""
    if isinstance(value, CellRef | date | Fraction):
        return str(value)
    if isinstance(value, Content):
        return {
            field.name: told(getattr(value, field.name))
            for field in fields(value)
            if field.name != "lines" and getattr(value, field.name)
        }
    if is_dataclass(value):
        return {field.name: told(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, tuple | list):
        return [told(one) for one in value]
    if isinstance(value, Mapping):
        return {str(key): told(one) for key, one in value.items()}
    return value


def report(found: Staged) -> dict[str, Any]:
    """The staged file as plain data."""
    return {
        "format": found.format,
        "accepted": found.accepted,
        "kommune": found.kommune,
        "stood_from": told(found.stood_from),
        "rows": told(found.rows),
        "issues": [
            {
                "code": issue.code,
                "level": issue.level.value,
                "where": str(issue.where),
                "found": issue.found,
                "message": issue.message.source,
            }
            for issue in found.issues
        ],
        "content": told(found.content),
    }
