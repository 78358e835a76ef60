"""Files as they come: what is read, and the one clear issue when nothing can be."""

from __future__ import annotations

import re
from datetime import date
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import openpyxl
import pytest

from importers.reading import workbook
from importers.reading.sheet_xml import SheetFacts, scaled_styles, sheet_facts, sheet_paths
from importers.reading.workbook import Value, cell_text, is_blank, read_workbook


def codes(name: str, content: bytes) -> list[str]:
    read = read_workbook(name, content)
    assert not read.sheets
    return [issue.code for issue in read.issues]


def archive(parts: dict[str, str]) -> bytes:
    stream = BytesIO()
    with ZipFile(stream, "w") as packed:
        for name, content in parts.items():
            packed.writestr(name, content)
    return stream.getvalue()


def saved(book: openpyxl.Workbook) -> bytes:
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "FILE_EMPTY"),
        (b" \r\n\t", "FILE_EMPTY"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "FILE_OLD_EXCEL"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "FILE_ENCRYPTED"),
        (b"PK\x03\x04 but no more", "FILE_NOT_READABLE"),
        (archive({"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}), "FILE_NOT_READABLE"),
        (archive({"xl/workbook.xml": "<x/>", "xl/_rels/workbook.xml.rels": "<x/>"}), "FILE_NOT_READABLE"),
        (b"%PDF-1.7 something", "FILE_NOT_READABLE"),
        (b"bin\0ary", "FILE_NOT_READABLE"),
        (b"\xff\xfe\x00", "FILE_NOT_READABLE"),
        (saved(openpyxl.Workbook()), "FILE_EMPTY"),
    ],
)
def test_what_cannot_be_read_is_one_clear_issue(content: bytes, code: str) -> None:
    assert codes("fil.xlsx", content) == [code]


def test_a_damaged_archive_is_not_readable() -> None:
    stream = BytesIO()
    with ZipFile(stream, "w", ZIP_DEFLATED) as packed:
        packed.writestr("xl/workbook.xml", "<workbook/>" * 50)
        packed.writestr("xl/_rels/workbook.xml.rels", "<Relationships/>" * 50)
    content = bytearray(stream.getvalue())
    start = content.index(b"xl/workbook.xml") + len(b"xl/workbook.xml")
    content[start : start + 8] = b"\xff" * 8
    assert codes("fil.xlsx", bytes(content)) == ["FILE_NOT_READABLE"]


def test_too_big_is_refused_before_it_is_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    book = openpyxl.Workbook()
    book.worksheets[0]["A1"] = "x"
    content = saved(book)
    with monkeypatch.context() as patch:
        patch.setattr(workbook, "MAX_BYTES", 10)
        assert codes("a.csv", b"a;b;c;d;e;f") == ["FILE_TOO_BIG"]
    monkeypatch.setattr(workbook, "MAX_UNPACKED", 100)
    assert codes("a.xlsx", content) == ["FILE_TOO_BIG"]


def test_one_cell_far_away_does_not_make_a_giant(monkeypatch: pytest.MonkeyPatch) -> None:
    book = openpyxl.Workbook()
    book.worksheets[0]["A1"] = "x"
    book.worksheets[0]["XFD1048576"] = "y"
    assert codes("a.xlsx", saved(book)) == ["FILE_TOO_BIG"]


def test_rows_stand_where_they_stand_in_the_sheet() -> None:
    book = openpyxl.Workbook()
    page = book.worksheets[0]
    page.title = "Ark"
    page["C3"] = 202
    page["D3"] = date(2026, 6, 16)
    page["B5"] = True
    hidden = book.create_sheet("Skjult")
    hidden["A1"] = "x"
    hidden.sheet_state = "hidden"
    read = read_workbook("a.xlsx", saved(book))
    sheet = read.sheets[0]
    assert [cell_text(cell) for cell in sheet.rows[2]] == ["", "", "202", "16.06.2026"]
    assert sheet.rows[4][1] is True
    assert (sheet.filled, list(sheet.numbers)) == ((2, 4), [1, 2, 3, 4, 5])
    assert [one.hidden for one in read.sheets] == [False, True]
    assert read.sheet(" ark ") is sheet
    assert read.sheet("Annet") is None
    assert str(read.ref("Ark", 3, 4)) == "Ark!D3"


@pytest.mark.parametrize(
    ("content", "rows"),
    [
        (b"a;b\r\n1;2\n", [["a", "b"], ["1", "2"]]),
        ("\ufeffæ;b\n".encode(), [["æ", "b"]]),
        (b"a\tb, c\n", [["a", "b, c"]]),
        (b"a,b\n1,2\n", [["a", "b"], ["1", "2"]]),
        (b'"a;1";"say ""x"""\n', [["a;1", 'say "x"']]),
        ("a;å\n".encode("utf-16"), [["a", "å"]]),
        (b"alone\n", [["alone"]]),
    ],
)
def test_text_files(content: bytes, rows: list[list[str]]) -> None:
    read = read_workbook("a.csv", content)
    assert [list(row) for row in read.sheets[0].rows] == rows
    assert read.issues == ()


def test_another_encoding_is_read_and_said() -> None:
    read = read_workbook("a.csv", "Beløp;Område\n".encode("cp1252"))
    assert list(read.sheets[0].rows[0]) == ["Beløp", "Område"]
    assert [issue.code for issue in read.issues] == ["ENCODING_GUESSED"]


def test_a_field_over_several_lines_keeps_the_line_numbers() -> None:
    read = read_workbook("a.csv", b'a;b\n"to\nlinjer";2\nc;d\n')
    assert list(read.sheets[0].numbers) == [1, 2, 4]
    assert cell_text(read.sheets[0].rows[1][0]) == "to linjer"


def test_a_quotation_mark_nobody_closed() -> None:
    content = b'a;b\n"c;d\n' + b"e;f\n" * 60
    read = read_workbook("a.csv", content)
    assert [(issue.code, str(issue.where)) for issue in read.issues] == [("QUOTE_NOT_CLOSED", "linje 2")]
    giant = read_workbook("a.csv", b'a;b\n"' + b"x" * 200_000)
    assert [(issue.code, str(issue.where)) for issue in giant.issues] == [("QUOTE_NOT_CLOSED", "linje 2")]


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (None, ""),
        (202.0, "202"),
        (1.5, "1.5"),
        (" a \n b ", "a b"),
        (date(2026, 1, 2), "02.01.2026"),
        (True, "True"),
    ],
)
def test_cell_text(value: Value, shown: str) -> None:
    assert cell_text(value) == shown
    assert is_blank(value) is (shown == "")


def test_facts_without_addresses_and_with_prefixes() -> None:
    xml = (
        b"<x:worksheet><x:cols><x:col min='2' max='3' hidden='1'/>"
        b"<x:col min='5' max='5'/></x:cols><x:sheetData>"
        b"<x:row><x:c><x:v>1</x:v></x:c><x:c t='e'><x:v>#REF!</x:v></x:c></x:row>"
        b"<x:row hidden='true'><x:c t='e'/><x:c><x:f>A1</x:f></x:c>"
        b"<x:c><x:f>A1</x:f><x:v>2</x:v></x:c></x:row>"
        b"<x:row r='9'><x:c r='B9'><x:f t='shared' si='0'/><x:v></x:v></x:c>"
        b"<x:c s='4'><x:v>5</x:v></x:c></x:row>"
        b"</x:sheetData></x:worksheet>"
    )
    assert sheet_facts(xml, {"4"}) == SheetFacts(
        errors={(1, 2): "#REF!", (2, 1): "#"},
        uncalculated=frozenset({(2, 2), (9, 2)}),
        scaled=frozenset({(9, 3)}),
        hidden_rows=(2,),
        hidden_columns=(2, 3),
        last_row=9,
        last_column=26,
    )
    assert sheet_facts(b"<worksheet/>") == SheetFacts(last_column=26)


def test_merged_areas_are_told_by_row_and_column() -> None:
    book = openpyxl.Workbook()
    page = book.worksheets[0]
    page["C4"] = "x"
    page.merge_cells("C4:D6")
    page.merge_cells("H1:J1")
    alone = book.create_sheet("Tomt")
    alone.merge_cells("B2:C3")
    first, second = read_workbook("a.xlsx", saved(book)).sheets
    assert sorted(first.merged) == [(1, 8, 1, 10), (4, 3, 6, 4)]
    assert second.merged == ((2, 2, 3, 3),)


@pytest.mark.parametrize(
    "changes",
    [
        [(r"<(/?)(\w)", r"<\1x:\2"), ("xmlns=", "xmlns:x=")],
        [("</mergeCells>", '<mergeCell ref="A4"/></mergeCells>')],
    ],
    ids=["prefixed tags", "an area of one cell"],
)
def test_merged_areas_as_other_programs_write_them(changes: list[tuple[str, str]]) -> None:
    book = openpyxl.Workbook()
    book.worksheets[0]["A1"] = 1
    book.worksheets[0].merge_cells("A1:B3")
    parts = {}
    with ZipFile(BytesIO(saved(book))) as packed:
        for name in packed.namelist():
            part = packed.read(name).decode()
            if name.endswith("sheet1.xml"):
                for pattern, instead in changes:
                    part = re.sub(pattern, instead, part)
            parts[name] = part
    (sheet,) = read_workbook("a.xlsx", archive(parts)).sheets
    assert sheet.rows[0][0] == 1.0
    assert (1, 1, 3, 2) in sheet.merged


def test_a_wide_sheet_is_measured() -> None:
    assert sheet_facts(b'<row r="2"><c r="AB2"/></row>').last_column == 28
    assert sheet_facts(b"<row r='2'><c r='XFD2'/></row>").last_column == 16384


def test_styles_that_show_thousands() -> None:
    styles = (
        '<styleSheet><numFmts><numFmt numFmtId="165" formatCode="#,##0,"/>'
        '<numFmt numFmtId="166" formatCode="#,##0"/>'
        '<numFmt numFmtId="167" formatCode="0.0,,&quot; mill, kr&quot;"/>'
        '<numFmt numFmtId="168" formatCode="0&quot;,&quot;"/>'
        '</numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="165"/><xf numFmtId="166"/><xf numFmtId="167"/>'
        '<xf numFmtId="168"/></cellXfs></styleSheet>'
    )
    with ZipFile(BytesIO(archive({"xl/styles.xml": styles}))) as packed:
        assert scaled_styles(packed) == {"1", "3"}
    with ZipFile(BytesIO(archive({"other": ""}))) as packed:
        assert scaled_styles(packed) == frozenset()


def test_sheets_by_relation_absolute_or_not() -> None:
    parts = {
        "xl/workbook.xml": '<sheets><sheet name="A" r:id="r1"/>'
        '<sheet name="B" r:id="r2"/><sheet name="C"/></sheets>',
        "xl/_rels/workbook.xml.rels": '<Relationship Id="r1" Target="/xl/a.xml"/>'
        '<Relationship Id="r2" Target="b.xml"/>'
        '<Relationship Id="r3"/>',
        "xl/a.xml": "",
        "xl/b.xml": "",
    }
    with ZipFile(BytesIO(archive(parts))) as packed:
        assert sheet_paths(packed) == ["xl/a.xml", "xl/b.xml", ""]
