"""Workbooks as bytes that are the same every time: fixed stamps, own layouts, the dirt of a real office."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font

Cell = str | int | float | date | None
Row = tuple[Cell, ...]

_STAMP = datetime(2026, 11, 16, 8, 0, 0)  # noqa: DTZ001  a workbook's properties know no time zone
_ZIP_STAMP = (2026, 11, 16, 8, 0, 0)


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: rows from A1, column widths, letters of hidden columns, rows set in bold."""

    title: str
    rows: Sequence[Row]
    widths: Mapping[str, float] = field(default_factory=dict)
    hidden: tuple[str, ...] = ()
    bold: tuple[int, ...] = (1, 3)
    money: tuple[int, ...] = ()


def info_sheet(
    kommune: str, versjon: str, aar: int | None, stood_from: date | str, enhet: str = "kroner"
) -> Sheet:
    """The sheet Opplysninger: what the file is, whose, from which day and in which unit."""
    rows: list[Row] = [("Felt", "Verdi"), ("Kommune", kommune)]
    if versjon:
        rows.append(("Versjon", versjon))
    if aar is not None:
        rows.append(("År", aar))
    rows.append(("Gjelder fra", stood_from))
    if versjon:
        rows.append(("Enhet", enhet))
    return Sheet("Opplysninger", rows, {"A": 16, "B": 34}, bold=(1,))


def explain_sheet(explained: Mapping[str, str]) -> Sheet:
    """The sheet Forklaring: each column in one sentence."""
    rows: list[Row] = [("Kolonne", "Forklaring"), *explained.items()]
    return Sheet("Forklaring", rows, {"A": 22, "B": 90}, bold=(1,))


def _fill(ws: Any, sheet: Sheet) -> None:  # openpyxl's types lack the write-only sheet's columns
    for letter, width in sheet.widths.items():
        ws.column_dimensions[letter].width = width
    for letter in sheet.hidden:
        ws.column_dimensions[letter].hidden = True
    strong = Font(bold=True)
    for number, row in enumerate(sheet.rows, start=1):
        cells: list[object] = []
        for column, value in enumerate(row, start=1):
            dated, money = isinstance(value, date), column in sheet.money and isinstance(value, int | float)
            if number not in sheet.bold and not dated and not money:
                cells.append(value)
                continue
            cell: Any = WriteOnlyCell(ws)
            cell.value = value
            if number in sheet.bold:
                cell.font = strong
            if dated:
                cell.number_format = "dd.mm.yyyy"
            elif money:
                cell.number_format = "#,##0"
            cells.append(cell)
        ws.append(cells)


def workbook_bytes(sheets: Sequence[Sheet], title: str) -> bytes:
    """The workbook as bytes; the same sheets give the same bytes on every machine and day."""
    book = Workbook(write_only=True)
    book.properties.title, book.properties.creator = title, "Økonomiavdelingen"
    book.properties.created = _STAMP
    for sheet in sheets:
        _fill(book.create_sheet(sheet.title), sheet)
    raw = io.BytesIO()
    book.save(raw)
    out = io.BytesIO()
    with (
        zipfile.ZipFile(raw) as made,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as fixed,
    ):
        for name in sorted(made.namelist()):
            content = made.read(name)
            if name == "docProps/core.xml":
                # openpyxl stamps the moment of saving; a rebuilt sample must equal the committed one
                stamp = _STAMP.strftime("%Y-%m-%dT%H:%M:%SZ").encode()
                content = re.sub(rb"(<dcterms:modified[^>]*>)[^<]*", rb"\g<1>" + stamp, content)
            entry = zipfile.ZipInfo(name, _ZIP_STAMP)
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
            fixed.writestr(entry, content)
    return out.getvalue()


def write(path: Path, sheets: Sequence[Sheet], title: str) -> None:
    """Writes the workbook to `path`."""
    path.write_bytes(workbook_bytes(sheets, title))
