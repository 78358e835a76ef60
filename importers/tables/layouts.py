"""Our own workbook layouts, sheet by sheet: what a template shows and what an importer looks for.

Both are read from `layouts.toml`: a heading is declared once. A workbook is in bokmål because its headings
are what the importers look for; the importers also accept the usual synonyms in bokmål and nynorsk. Examples
are for the explaining sheet only: a template holds no data.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Final, TypeVar

from importers.tables.columns import Column, Holds, heading_key

_Meaning = TypeVar("_Meaning")

YEARS: Final = 4
FORMATS: Final = {
    "code": "@",
    "date": "dd.mm.yyyy",
    "kroner": "#,##0",
    "kroner_ore": "#,##0.00",
    "whole": "0",
    "free": "General",
}
_HOLDS: Final = {
    "code": Holds.CODE,
    "whole": Holds.CODE,
    "date": Holds.DATE,
    "kroner": Holds.AMOUNT,
    "free": Holds.TEXT,
}


@dataclass(frozen=True, slots=True)
class LayoutColumn:
    """One column of a data sheet, or one row of the sheet Opplysninger.

    `choices` are offered as a list in the cell; `strict` says that nothing else may be chosen.
    `number_format` is the spreadsheet's own; `value` is what the template fills in beforehand.
    """

    heading: str
    width: int
    explanation: str
    example: str
    required: bool
    number_format: str
    choices: tuple[str, ...]
    strict: bool
    value: str


@dataclass(frozen=True, slots=True)
class LayoutSheet:
    """One data sheet: its name, the title line in A1 and its columns."""

    name: str
    title: str
    columns: tuple[LayoutColumn, ...]


@dataclass(frozen=True, slots=True)
class Layout:
    """One kind of workbook: data sheets first, then Opplysninger (`facts`) and Forklaring."""

    purpose: str
    sheets: tuple[LayoutSheet, ...]
    facts: tuple[LayoutColumn, ...]


def load_layouts(first_year: int) -> dict[str, Layout]:
    """Every layout by kind, with the year columns from `first_year` on."""
    content = _content()
    return {kind: _layout(entry, content["lists"], first_year) for kind, entry in content["kinds"].items()}


def columns_of(kind: str, sheet: str = "") -> tuple[Column, ...]:
    """The columns an importer looks for in a data sheet of that kind of workbook; "" is its first sheet."""
    sheets = _content()["kinds"][kind]["sheets"]
    entry = next(each for each in sheets if sheet in {"", each["name"]})
    return tuple(
        Column(
            column["key"],
            column["heading"],
            tuple(column.get("synonyms", ())),
            column.get("needed", column.get("required", False)),
            Holds(column["holds"]) if "holds" in column else _HOLDS[column.get("format", "free")],
        )
        for column in (*entry["columns"], *entry.get("also", ()))
        if "key" in column
    )


def meanings(name: str, read: Callable[[str], _Meaning]) -> dict[str, _Meaning]:
    """`heading_key` of every word of a list of words → its value, made by `read`; a value is a word too."""
    listed: dict[str, list[str]] = _content()["words"][name]
    return {heading_key(word): read(value) for value, words in listed.items() for word in (value, *words)}


def offered(name: str) -> tuple[str, ...]:
    """The choices of a list, as a template offers them."""
    return tuple(_content()["lists"][name])


@cache
def _content() -> dict[str, Any]:
    source = files("importers.tables").joinpath("layouts.toml").read_text(encoding="utf-8")
    return tomllib.loads(source)


def _layout(entry: dict[str, Any], lists: dict[str, list[str]], first_year: int) -> Layout:
    sheets = tuple(
        LayoutSheet(
            sheet["name"],
            sheet["title"],
            tuple(
                _column(heading, column, lists)
                for column in sheet["columns"]
                for heading in _headings(column, first_year)
            ),
        )
        for sheet in entry["sheets"]
    )
    facts = tuple(
        _column(fact["name"], {"format": "code", "required": True} | fact, lists) for fact in entry["facts"]
    )
    return Layout(entry["purpose"], sheets, facts)


def _headings(column: dict[str, Any], first_year: int) -> tuple[str, ...]:
    if column.get("years"):
        return tuple(str(year) for year in range(first_year, first_year + YEARS))
    return (column["heading"],)


def _column(heading: str, entry: dict[str, Any], lists: dict[str, list[str]]) -> LayoutColumn:
    return LayoutColumn(
        heading=heading,
        width=entry.get("width", 18),
        explanation=entry["explanation"],
        example=entry["example"],
        required=entry.get("required", False),
        number_format=FORMATS[entry.get("format", "free")],
        choices=tuple(lists[entry["choices"]]) if "choices" in entry else (),
        strict=not entry.get("open", False),
        value=entry.get("value", ""),
    )
