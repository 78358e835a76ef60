"""What holds for every small table, whatever stands in its cells."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given
from hypothesis import strategies as st

from importers.reading.workbook import Sheet, Workbook
from importers.staging import Format
from importers.tables.layouts import load_layouts
from planhjul.staged import Content
from tests.fuzz import tried
from tests.importers.plan_workbooks import FORMATS, NO_CHOICES, AllButNine, assert_whole, told

# A printed overview has no layout of ours; its own test reads any rows among its lines.
OWN = [known for known in FORMATS if known.key in load_layouts(2027)]
EXAMPLES = sorted(
    {
        value
        for layout in load_layouts(2027).values()
        for sheet in layout.sheets
        for column in sheet.columns
        for value in (column.example, *column.choices, column.heading)
    }
)
CELLS = st.one_of(
    st.none(),
    st.just(""),
    st.sampled_from(EXAMPLES),
    st.sampled_from(
        ["2026-02-30", "31.12.2025", "10/12/2026", "0001-01-01T00:00:00+14:00", "1 %", "-", "٣", "²"]
    ),
    st.text(max_size=12),
    st.integers(-1000, 3000),
    st.floats(),
    st.booleans(),
    st.dates(date(1, 1, 1)),
    st.datetimes(datetime(1, 1, 1)),  # noqa: DTZ001 - Excel knows no time zone
    st.just(time(12, 0)),
    st.just(timedelta(days=1)),
)


@pytest.mark.parametrize("known", OWN, ids=lambda known: known.key)
@tried(60, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_any_cells_are_accounted_for_and_never_a_crash(known: Format, data: st.DataObject) -> None:
    sheets = []
    for layout in load_layouts(2027)[known.key].sheets:
        width = len(layout.columns)
        rows: list[list[Any]] = [[column.heading for column in layout.columns]]
        rows += data.draw(st.lists(st.lists(CELLS, max_size=width + 1), max_size=6))
        sheets.append(Sheet(layout.name, rows, range(1, len(rows) + 1)))
    workbook = Workbook("fil.xlsx", "", tuple(sheets))
    claim = known.identify(workbook)
    assert claim is not None
    found = claim.stage(NO_CHOICES, AllButNine())
    blank = sum(
        all(cell is None or not str(cell).strip() for cell in row)
        for sheet in sheets
        for row in sheet.rows[1:]
    )
    assert found.rows.read == sum(len(sheet.rows) - 1 for sheet in sheets) - blank
    assert found.rows.taken + found.rows.explained == found.rows.read
    for issue in found.issues:
        assert_whole(issue.message)
        assert_whole(issue.advice)
    if not found.accepted:
        assert told(found.content) == told(Content())
