"""The workbook and the text file hold every milestone, and nothing in them can be run."""

from __future__ import annotations

import csv
import io
import json
from datetime import datetime

from openpyxl import load_workbook

from planhjul.language import language
from planhjul.publish.shapes import edition_shape
from planhjul.publish.sheets import csv_bytes, xlsx_bytes
from tests.publish.examples import HOSTILE, edition


def test_the_text_file_opens_in_norwegian_excel() -> None:
    content = csv_bytes(edition(), language())
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))
    assert len(rows) == len(edition().wheel.milestones)
    row = next(row for row in rows if row["Nøkkel"] == "kl14-3-vedtak")
    assert row["Dag"] == "10.12.2026"
    assert row["Regelens dag"] == "31.12.2026"
    assert row["Hva"] == f"'{HOSTILE}"
    assert row["Hjemmel"] == "kommuneloven § 14-3"
    assert row["Budsjettår"] == "2027"
    assert next(row for row in rows if row["Nøkkel"] == "kl27-1")["Dag"] == ""


def test_the_workbook_has_dates_links_and_no_formula() -> None:
    book = load_workbook(io.BytesIO(xlsx_bytes(edition(), language())))
    assert book.sheetnames == ["Årshjulet", "Lovsjekk", "Om"]
    sheet = book["Årshjulet"]
    headings = [cell.value for cell in sheet[1]]
    rows = [dict(zip(headings, row, strict=True)) for row in sheet.iter_rows(min_row=2)]
    assert len(rows) == len(edition().wheel.milestones)
    row = next(row for row in rows if row["Nøkkel"].value == "kl14-3-vedtak")
    assert row["Dag"].value == datetime(2026, 12, 10)  # noqa: DTZ001 (a workbook's days have no zone)
    assert row["Hva"].value == HOSTILE
    assert row["Lenke"].hyperlink is not None
    cells = [cell for one in book for line in one.iter_rows() for cell in line]
    assert not [cell.coordinate for cell in cells if cell.data_type == "f"]
    assert sheet.auto_filter.ref == f"A1:P{len(rows) + 1}"
    assert sheet.freeze_panes == "A2"
    assert book["Om"]["A2"].value.startswith("Slik det sto 21.11.2026. Kommune 9901 Storvik.")
    assert book.properties.title == "Årshjulet 2026 for Storvik"


def test_the_data_carry_the_stamp() -> None:
    shape = json.loads(json.dumps(edition_shape(edition(), language())))
    assert shape["kommune"] == {"nr": "9901", "navn": "Storvik"}
    assert shape["law_read"] == {"first": "2026-11-20", "last": "2026-11-21"}
    assert shape["on"] == "2026-11-21"
    assert "kl14-3-vedtak" in {one["key"] for one in shape["milestones"]}
    assert shape["findings"][0]["level"] == "warning"
