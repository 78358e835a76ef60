"""A councillor's or a party's own list: what somebody wants raised, before any case exists."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from importers.cells.amounts import amount_cell, numbers_of
from importers.cells.local_codes import one_funksjon
from importers.staging import YEAR_UNKNOWN
from importers.tables.columns import Match
from importers.tables.layouts import columns_of, meanings
from importers.tables.records import Reading, Record, small_tables
from planhjul.choices.priorities import Priority, PriorityKind
from planhjul.staged import Content, Staged
from planhjul.texts import text

KEY: Final = "priorities"
COLUMNS: Final = columns_of("priorities")

_KINDS: Final = meanings("priority_kinds", PriorityKind)
_KINDS_SHOWN: Final = tuple(kind.value for kind in PriorityKind)

_YEAR_FORM: Final = YEAR_UNKNOWN.but(
    message=text("«{found}» er ikke et årstall."),
    advice=text("Skriv året det skal virke fra, for eksempel 2028, eller la feltet stå tomt."),
)


def _stage(reading: Reading, tables: Sequence[Match]) -> Staged:
    """The wishes in the file, or what must be mended first."""
    numbers = numbers_of(reading, tables, "belop")

    def wish(record: Record, key: str) -> Priority | None:
        owner, title = record.need("liste"), record.need("sak")
        kind = record.choice("slag", _KINDS, _KINDS_SHOWN)
        funksjon, year = one_funksjon(record), _year(record)
        amount = amount_cell(record, "belop", numbers[record.table.sheet.name])
        if kind is None:
            return None
        return Priority(
            key,
            owner,
            title,
            kind,
            funksjon,
            record.text("omrade"),
            record.text("mal"),
            amount,
            year,
            record.text("merknad"),
            record.where("nokkel"),
        )

    wishes = reading.by_key(tables, wish)
    return reading.staged(KEY, Content(priorities=tuple(wishes.values())), len(wishes))


# «Liste» is what no other kind has.
FORMAT: Final = small_tables(
    KEY, text("Saksliste med prioriteringer"), COLUMNS, 4, _stage, lambda table: table.has("liste")
)


def _year(record: Record) -> int | None:
    shown = record.text("aar")
    if shown and not re.fullmatch(r"20\d\d", shown):
        record.tell(_YEAR_FORM, "aar")
        return None
    return int(shown) if shown else None
