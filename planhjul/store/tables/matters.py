"""What an import brings beside lines: a table for each kind of content, made from the kind's dataclass.

A field is a column of its name and type. The primary key is the field `key`, in a column with the table's
name, after the field a later file replaces values by; all fields when there is no `key`. What is replaced by
something that is no field, as a meeting by its year, is numbered instead. A new kind needs nothing here
unless `_OTHERWISE` must say what its types do not.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from datetime import date
from fractions import Fraction
from itertools import chain
from types import NoneType
from typing import Any, Final, get_args, get_origin, get_type_hints

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Date,
    Float,
    Integer,
    SmallInteger,
    String,
    Table,
)

from planhjul.choices.bindings import Binding
from planhjul.choices.measures import Measure, Part
from planhjul.issues import CellRef
from planhjul.ledger.areas import Area
from planhjul.municipality import Setting
from planhjul.plans import GoalLink
from planhjul.staged import KINDS, Kind
from planhjul.store.tables.base import content, key, order, place, refers

Columns = tuple[Column[Any], ...]

# Fractions are written as text ("7/10"): a local figure is kept exactly as it was given.
_TYPES: Final[Mapping[type[Any], Any]] = {
    str: String,
    int: Integer,
    float: Float,
    bool: Boolean,
    date: Date,
    Fraction: String,
}
# The fields that stand in other columns than their types say; in none what another table holds, or what is
# only said in the page.
_OTHERWISE: Final[Mapping[type[Any], Mapping[str, Columns]]] = {
    Area: {
        "level": (Column("level", SmallInteger, nullable=False),),
        "lss": tuple(Column(f"lss_{share}", Float) for share in "lsq"),
        "ansvar": (Column("ansvar", JSON, nullable=False, server_default="[]"),),
    },
    Binding: {"level": (Column("level", SmallInteger),)},
    GoalLink: {"made_by": (), "why": ()},
    Measure: {"parts": ()},
    Part: {"amounts": (), "start_month": (Column("start_month", SmallInteger, nullable=False),)},
    Setting: {"key": (Column("key", String, nullable=False),)},
}


def columns_of(of: type[Any], key_column: str = "key", *, cell: bool = True) -> Columns:
    """The columns of a dataclass; the field `key` stands in `key_column`, and its cell may be left out."""
    by_field = _by_field(of, key_column)
    return tuple(chain.from_iterable(by_field[name] for name in by_field if cell or name != "source"))


def _by_field(of: type[Any], key_column: str) -> dict[str, Columns]:
    """Field of the dataclass → its columns."""
    hints, otherwise = get_type_hints(of), _OTHERWISE.get(of, {})
    found: dict[str, Columns] = {}
    for name in (field.name for field in fields(of)):
        column = key_column if name == "key" else name
        found[name] = otherwise[name] if name in otherwise else _columns(column, hints[name])
    return found


def _columns(name: str, hint: Any) -> Columns:
    """The columns of a value of the type: one, or those of a cell."""
    optional = NoneType in get_args(hint)
    (of,) = (one for one in get_args(hint) if one is not NoneType) if optional else (hint,)
    if of is CellRef:
        return place()
    kept: Any = JSON if get_origin(of) is tuple else _TYPES[str if issubclass(of, str) else of]
    if name.endswith("_ore"):
        kept = BigInteger
    return (Column(name, kept, nullable=optional),)


def _of_kind(kind: Kind) -> Table:
    replaced_by = getattr(kind.of, kind.per, None)
    if isinstance(replaced_by, property):
        said = _columns(kind.per, get_type_hints(replaced_by.fget)["return"])
        return content(kind.table, key("nr", number=True), *said, *columns_of(kind.of))
    by_field = _by_field(kind.of, kind.table)
    named = (kind.per, "key") if "key" in by_field else tuple(name for name in by_field if name != "source")
    own = [column for name in dict.fromkeys(named) if name for column in by_field.pop(name)]
    rest = chain.from_iterable(by_field.values())
    return content(kind.table, *(key(column.name) for column in own), order(), *rest)


OF_KIND: Final[Mapping[type[Any], Table]] = {of: _of_kind(kind) for of, kind in KINDS.items()}

measure_part = content(
    "measure_part",
    key("measure"),
    key("part", number=True),
    *columns_of(Part),
    refers("measure", "batch", "measure"),
)

measure_amount = content(
    "measure_amount",
    key("measure"),
    key("part", number=True),
    key("year", number=True),
    Column("amount_ore", BigInteger, nullable=False),
    refers("measure_part", "batch", "measure", "part"),
)
