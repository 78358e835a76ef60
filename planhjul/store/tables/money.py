"""Versions of money: lines, and the sums that pages read."""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    Date,
    Index,
    Integer,
    SmallInteger,
    String,
    Table,
    UniqueConstraint,
)

from planhjul.store.tables.base import content, key, metadata, refers

version = content(
    "version",
    key("version", number=True),
    Column("kind", String, nullable=False),
    Column("year", Integer, nullable=False),
    Column("kontoklasse", String, nullable=False),
    Column("stood_from", Date, nullable=False),
    UniqueConstraint("kommune", "batch", "kind", "year", "kontoklasse"),
)
# Holds everything the choice of version in force asks for, in the order it asks.
Index(
    "version_in_force",
    version.c.kommune,
    version.c.kind,
    version.c.year,
    version.c.kontoklasse,
    version.c.stood_from,
    version.c.batch,
    version.c.version,
    unique=True,
)

label = content(
    "label",
    key("label", number=True),
    Column("text", String, nullable=False, doc="a sheet's or a change group's name"),
)

total = content(
    "total",
    key("version", number=True),
    key("art"),
    key("funksjon"),
    key("ansvar"),
    key("change_group"),
    key("side"),
    Column("total", Integer, nullable=False),
    Column("amount_ore", BigInteger, nullable=False),
    Column("lines", Integer, nullable=False),
    refers("version", "batch", "version"),
    UniqueConstraint("kommune", "batch", "total"),
    CheckConstraint("side IN ('expense', 'income')", name="side"),
)


def _finer(name: str, by: Column[Any]) -> Table:
    """Sums by `by` and what a total has except its change group."""
    return content(
        name,
        key("version", number=True),
        by,
        *(key(own) for own in ("art", "funksjon", "ansvar", "side")),
        Column("amount_ore", BigInteger, nullable=False),
        Column("lines", Integer, nullable=False),
        refers("version", "batch", "version"),
    )


# What follow-up by month reads; month 0 holds what the file gives for the whole year.
month_total = _finer("month_total", key("month", number=True))

# Only what is entered on a project.
project_total = _finer("project_total", key("prosjekt"))

# The key is the way lines are asked for (drill down from a sum), so the table itself is the covering index.
line = Table(
    "line",
    metadata,
    key("kommune"),
    key("batch", number=True),
    key("total", number=True),
    key("line", number=True),
    Column("month", SmallInteger, nullable=False),
    Column("prosjekt", String, nullable=False),
    Column("tekst", String, nullable=False),
    Column("change_title", Integer, nullable=False, doc="a label's number"),
    Column("amount_ore", BigInteger, nullable=False),
    Column("sheet", Integer, nullable=False, doc="a label's number"),
    Column("row", Integer, nullable=False),
    Column("column", Integer, nullable=False),
    refers("total", "batch", "total"),
    sqlite_with_rowid=False,
)
