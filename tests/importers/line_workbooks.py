"""Workbooks of lines for the tests: rows to xlsx or csv, and the whole importer on top."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from io import BytesIO
from typing import Any

import openpyxl

from importers.registry import Stager
from planhjul.reference.codes import load_codes
from planhjul.staged import ImportChoices, Staged
from tests.importers.plan_workbooks import assert_whole

Rows = Sequence[Sequence[Any]]
HEADINGS = ("Kontoklasse", "Ansvar", "Funksjon", "Art", "Prosjekt", "Tekst", "Periode", "Beløp")
PLAN_HEADINGS = (
    "Kontoklasse",
    "Ansvar",
    "Funksjon",
    "Art",
    "Endringsgruppe",
    "Endringsgruppe tekst",
    "Tekst",
    "2027",
    "2028",
    "2029",
    "2030",
)
DETAILS: dict[str, Any] = {
    "Kommune": "9901",
    "Versjon": "Opprinnelig budsjett",
    "År": 2026,
    "Gjelder fra": "11.12.2025",
    "Enhet": "kroner",
}
STAGER = Stager(load_codes())


def own_workbook(
    rows: Rows,
    details: Mapping[str, Any] = DETAILS,
    headings: Sequence[str] = HEADINGS,
    sheet: str = "Linjer",
    title: str = "Budsjett – Storvik kommune",
) -> openpyxl.Workbook:
    """A workbook in our own layout with these rows from row 4 on."""
    book = openpyxl.Workbook()
    page = book.worksheets[0]
    page.title = sheet
    page.append([title])
    page.append([])
    page.append(list(headings))
    for row in rows:
        page.append(list(row))
    facts = book.create_sheet("Opplysninger")
    facts.append(["Felt", "Verdi"])
    for name, value in details.items():
        facts.append([name, value])
    return book


def saved(book: openpyxl.Workbook) -> bytes:
    """The workbook's bytes."""
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def stage(name: str, content: bytes, **choices: Any) -> Staged:
    """The file staged, with every row accounted for and every sentence whole."""
    found = STAGER.stage(name, content, ImportChoices(**choices))
    assert found.rows.taken + found.rows.explained == found.rows.read
    for issue in found.issues:
        assert_whole(issue.message)
        assert_whole(issue.advice)
    if found.accepted:
        lines = found.content.lines
        assert sum(total.sum_ore for total in found.totals) == int(lines["amount_ore"].sum())
    else:
        assert found.rows.taken == 0
        assert found.content.lines.empty
        assert found.totals == ()
    return found


def stage_rows(rows: Rows, details: Mapping[str, Any] = DETAILS, **choices: Any) -> Staged:
    """Rows of our own budget layout, staged."""
    return stage("fil.xlsx", saved(own_workbook(rows, details)), **choices)


def stage_csv(content: str, name: str = "budsjett 2026.csv", **choices: Any) -> Staged:
    """A text file, staged."""
    return stage(name, content.encode(), **choices)


def places(found: Staged, level: str = "") -> list[tuple[str, str]]:
    """(code, place) of every issue, of one level when named."""
    return [(i.code, str(i.where)) for i in found.issues if not level or i.level.value == level]
