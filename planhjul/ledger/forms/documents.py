"""Overviews that somebody has printed: read as a document, to hold against what our own lines give."""

from __future__ import annotations

from dataclasses import dataclass

from planhjul.issues import CellRef
from planhjul.ledger.versions import VersionKind


@dataclass(frozen=True, slots=True)
class PrintedColumn:
    """One column of amounts: what version and year its heading says; `kind` None when it says neither."""

    heading: str
    kind: VersionKind | None
    year: int


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """One printed row.

    `key` is the line's key in the form's catalogue (`data/forms.toml`), "" for a row that is no line of it
    (an area of the second part). `amounts_ore` has one amount per column, None where the cell is empty; signs
    are as in our overviews: income and expense positive, results positive when good.
    """

    key: str
    nr: str
    name: str
    amounts_ore: tuple[int | None, ...]
    source: CellRef


@dataclass(frozen=True, slots=True)
class PrintedForm:
    """A printed overview. `form` is "5-4", "5-5", "5-6", or "1A" and "2A" from before 2020.

    `unit_ore` is the øre one printed unit stands for (100 000 for thousand kroner): rounding may take one
    unit per sum.
    """

    key: str
    title: str
    form: str
    unit_ore: int
    columns: tuple[PrintedColumn, ...]
    lines: tuple[PrintedLine, ...]
    source: CellRef
