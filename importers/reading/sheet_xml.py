"""What a fast reader of workbooks cannot tell: error cells, formulas without value, what is hidden.

The reader gives values only. An error cell and a formula that was never calculated come out empty, hidden
rows come out like any other, and a number format that shows thousands is lost. This module reads the tags of
the sheet's XML for exactly those facts, so that a workbook that would lose something can say so, with sheet
and cell.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, field
from html import unescape
from typing import Final
from zipfile import ZipFile

Position = tuple[int, int]


@dataclass(frozen=True, slots=True)
class SheetFacts:
    """Facts of one sheet; positions are (row, column) from 1.

    `errors` holds the error each cell shows (`#REF!`). `last_row` and `last_column` bound what is used.
    """

    errors: dict[Position, str] = field(default_factory=dict)
    uncalculated: frozenset[Position] = frozenset()
    scaled: frozenset[Position] = frozenset()
    hidden_rows: tuple[int, ...] = ()
    hidden_columns: tuple[int, ...] = ()
    last_row: int = 0
    last_column: int = 0


_PREFIX: Final = rb"<(?:\w+:)?"
_ATTRIBUTE: Final = re.compile(rb"""([\w:]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_ROW_TAG: Final = re.compile(_PREFIX + rb"row\b([^>]*)>")
_COLUMN_TAG: Final = re.compile(_PREFIX + rb"col\b([^>]*)>")
_HIDDEN: Final = re.compile(rb"""hidden\s*=\s*["'](?:1|true)["']""")
_ERROR: Final = re.compile(rb"""\bt\s*=\s*["']e["']""")
_NO_VALUE: Final = (
    rb"(?:</(?:\w+:)?f>|<(?:\w+:)?f(?:\s[^>]*)?/>)\s*(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v>\s*</(?:\w+:)?v>)?\s*"
)
_UNCALCULATED: Final = re.compile(_NO_VALUE + rb"</(?:\w+:)?c>")
_FORMULA_ONLY: Final = re.compile(
    rb"\s*<(?:\w+:)?f\b[^>]*?(?:/>|>[^<]*</(?:\w+:)?f>)\s*(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v>\s*</(?:\w+:)?v>)?\s*$"
)
_CELL_OR_ROW: Final = re.compile(
    _PREFIX + rb"(?:row\b(?P<row>[^>]*)>|c(?=[\s/>])(?P<cell>[^>]*?)(?:/>|>(?P<body>.*?)</(?:\w+:)?c>))",
    re.DOTALL,
)
_VALUE: Final = re.compile(rb"<(?:\w+:)?v>([^<]*)<")
_WIDE: Final = re.compile(rb'r="([A-Z]{2,3})\d')
_WIDE_SINGLE: Final = re.compile(rb"r='([A-Z]{2,3})\d")
_REFERENCE: Final = re.compile(r"([A-Z]+)(\d+)$")
_NARROW_COLUMNS: Final = 26


def column_number(letters: str) -> int:
    """The number of a column's letters: A → 1, AA → 27."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def attributes(tag: bytes) -> dict[str, str]:
    """The attributes of one tag, without namespace prefixes."""
    return {
        name.decode("ascii").rpartition(":")[2]: unescape((double or single).decode("utf-8", "replace"))
        for name, double, single in _ATTRIBUTE.findall(tag)
    }


def sheet_paths(archive: ZipFile) -> list[str]:
    """The parts that hold the sheets, in the workbook's own order; "" where a sheet has no part."""
    targets = {
        relation["Id"]: relation["Target"]
        for tag in re.findall(
            _PREFIX + rb"Relationship\b([^>]*)>", archive.read("xl/_rels/workbook.xml.rels")
        )
        if {"Id", "Target"} <= (relation := attributes(tag)).keys()
    }
    paths = []
    for tag in re.findall(_PREFIX + rb"sheet\s([^>]*)>", archive.read("xl/workbook.xml")):
        target = targets.get(attributes(tag).get("id", ""), "")
        path = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
        paths.append(path if path in archive.namelist() else "")
    return paths


def scaled_styles(archive: ZipFile) -> frozenset[str]:
    """The style numbers whose number format shows thousands or millions (`#,##0,`)."""
    if "xl/styles.xml" not in archive.namelist():
        return frozenset()
    styles = archive.read("xl/styles.xml")
    scaled = set()
    for tag in re.findall(_PREFIX + rb"numFmt\b([^>]*)>", styles):
        number_format = attributes(tag)
        first_section = re.sub(r'"[^"]*"|\\.|_.', "", number_format.get("formatCode", "")).split(";")[0]
        if re.search(r"[0#?],+(?![0#?,])", first_section):
            scaled.add(number_format.get("numFmtId", ""))
    formats = re.search(_PREFIX + rb"cellXfs\b.*?</(?:\w+:)?cellXfs>", styles, re.DOTALL)
    if not scaled or formats is None:
        return frozenset()
    used = re.findall(_PREFIX + rb"xf\b([^>]*)>", formats.group())
    return frozenset(str(n) for n, tag in enumerate(used) if attributes(tag).get("numFmtId", "") in scaled)


def sheet_facts(xml: bytes, scaled: Collection[str] = ()) -> SheetFacts:
    """What the sheet's XML tells; cells are walked one by one only when something needs their address."""
    style = (
        re.compile(rb"""\bs\s*=\s*["'](?:%s)["']""" % "|".join(sorted(scaled)).encode()) if scaled else None
    )
    # Looking for plain bytes first is many times faster than the patterns, and most sheets have none of them.
    errors_possible = b'"e"' in xml or b"'e'" in xml
    formulas_possible = b"<f" in xml or b":f" in xml
    walk = bool(
        (errors_possible and _ERROR.search(xml))
        or (formulas_possible and _UNCALCULATED.search(xml))
        or (style and style.search(xml))
    )
    errors, uncalculated, shown_scaled = _walk(xml, scaled) if walk else ({}, frozenset(), frozenset())
    hidden = b"hidden" in xml and bool(_HIDDEN.search(xml))
    wide = set(_WIDE_SINGLE.findall(xml) if b"r='" in xml else _WIDE.findall(xml))
    return SheetFacts(
        errors,
        uncalculated,
        shown_scaled,
        _hidden_rows(xml) if hidden else (),
        _hidden_columns(xml) if hidden else (),
        last_row=_last_row(xml),
        last_column=max((column_number(letters.decode()) for letters in wide), default=_NARROW_COLUMNS),
    )


def _last_row(xml: bytes) -> int:
    """The number of the last row tag: rows stand in order."""
    start = max(xml.rfind(b"<row"), xml.rfind(b":row "))
    tag = xml[start : xml.find(b">", start)] if start >= 0 else b""
    return int(attributes(tag).get("r", "0"))


def _hidden_rows(xml: bytes) -> tuple[int, ...]:
    rows, row = [], 0
    for tag in _ROW_TAG.findall(xml):
        row_tag = attributes(tag)
        row = int(row_tag.get("r", row + 1))
        if row_tag.get("hidden") in {"1", "true"}:
            rows.append(row)
    return tuple(rows)


def _hidden_columns(xml: bytes) -> tuple[int, ...]:
    columns: list[int] = []
    for tag in _COLUMN_TAG.findall(xml):
        column_tag = attributes(tag)
        if column_tag.get("hidden") in {"1", "true"}:
            first = int(column_tag.get("min", "0"))
            # A hidden tail often runs to the sheet's last column; only the first of it matters to a reader.
            columns.extend(range(first, min(int(column_tag.get("max", "0")), first + 702) + 1))
    return tuple(columns)


def _walk(
    xml: bytes, scaled: Collection[str]
) -> tuple[dict[Position, str], frozenset[Position], frozenset[Position]]:
    errors: dict[Position, str] = {}
    uncalculated: set[Position] = set()
    shown_scaled: set[Position] = set()
    row = column = 0
    for tag in _CELL_OR_ROW.finditer(xml):
        if tag["row"] is not None:
            row, column = int(attributes(tag["row"]).get("r", row + 1)), 0
            continue
        cell = attributes(tag["cell"])
        place = _REFERENCE.match(cell.get("r", ""))
        row, column = (int(place[2]), column_number(place[1])) if place else (row, column + 1)
        body = tag["body"] or b""
        if cell.get("t") == "e":
            value = _VALUE.search(body)
            errors[row, column] = value[1].decode("utf-8", "replace") if value else "#"
        elif _FORMULA_ONLY.match(body):
            uncalculated.add((row, column))
        elif cell.get("s", "") in scaled and body:
            shown_scaled.add((row, column))
    return errors, frozenset(uncalculated), frozenset(shown_scaled)
