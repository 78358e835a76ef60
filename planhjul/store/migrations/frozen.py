"""How a step writes a table down: by itself, so that a later change of the tables does not reach it.

What stands here means the same for ever: a word may be added, none may get another meaning.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

import sqlalchemy as sa
from alembic import op

_TYPES: Final[Mapping[str, Any]] = {
    "text": sa.String,
    "int": sa.Integer,
    "small": sa.SmallInteger,
    "big": sa.BigInteger,
    "float": sa.Float,
    "bool": sa.Boolean,
    "date": sa.Date,
    "moment": sa.DateTime,
    "json": sa.JSON,
}


def create_content(name: str, *, key: str, own: str, refers: Mapping[str, str] | None = None) -> None:
    """Makes a table, as `create_table` does, of what a batch brought: `batch` begins the rest of the key."""
    create_table(name, key=f"batch int, {key}", own=own, refers={**(refers or {}), "batch": "batch"})


def create_table(
    name: str,
    *,
    key: str,
    own: str,
    refers: Mapping[str, str],
    unique: str = "",
    check: tuple[str, str] | None = None,
) -> None:
    """Makes a table whose key, and every reference, begins with `kommune`.

    Args:
        key: the other columns of the key, `"batch int, nr int"`: a name, and a type when it is not text.
        own: the columns beside the key, written alike; a type that ends with `?` may be null.
        refers: table → the columns, without `kommune`, by which a row points at one with the same values.
        unique: columns that, with `kommune`, no two rows share; "" = none.
        check: what every row must fulfil: the constraint's name and its SQL.
    """
    keys = [sa.Column("kommune", sa.String(), nullable=False)]
    keys += [sa.Column(column, of(), nullable=False, autoincrement=False) for column, of, _ in _read(key)]
    held: list[sa.Constraint] = []
    if check is not None:
        held.append(sa.CheckConstraint(check[1], name=op.f(f"{name}_{check[0]}_ck")))
    for other, columns in refers.items():
        ours = _names(columns)
        theirs = [f"{other}.{column}" for column in ours]
        held.append(sa.ForeignKeyConstraint(ours, theirs, name=op.f(f"{name}_{other}_fk")))
    held.append(sa.PrimaryKeyConstraint(*(column.name for column in keys), name=op.f(f"{name}_pk")))
    if unique:
        once = _names(unique)
        held.append(sa.UniqueConstraint(*once, name=op.f("_".join((name, *once, "uq")))))
    rest = (sa.Column(column, of(), nullable=null) for column, of, null in _read(own))
    op.create_table(name, *keys, *rest, *held, sqlite_with_rowid=False)


def _names(columns: str) -> list[str]:
    return ["kommune", *(column for column, _, _ in _read(columns))]


def _read(columns: str) -> Iterator[tuple[str, Any, bool]]:
    """The columns' names and types, and whether they may be null."""
    for column in columns.split(",") if columns else ():
        name, of = (*column.split(), "text")[:2]
        yield name, _TYPES[of.removesuffix("?")], of.endswith("?")
