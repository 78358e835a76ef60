"""Versions of money: lines, and the sums that pages read."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    Date,
    ForeignKeyConstraint,
    Index,
    Integer,
    SmallInteger,
    String,
    Table,
    UniqueConstraint,
)

from planhjul.store.tables.base import content, key, metadata

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
    ForeignKeyConstraint(
        ["kommune", "batch", "version"], ["version.kommune", "version.batch", "version.version"]
    ),
    UniqueConstraint("kommune", "batch", "total"),
    CheckConstraint("side IN ('expense', 'income')", name="side"),
)

# What follow-up by month reads; month 0 holds what the file gives for the whole year.
month_total = content(
    "month_total",
    key("version", number=True),
    key("month", number=True),
    key("art"),
    key("funksjon"),
    key("ansvar"),
    key("side"),
    Column("amount_ore", BigInteger, nullable=False),
    Column("lines", Integer, nullable=False),
    ForeignKeyConstraint(
        ["kommune", "batch", "version"], ["version.kommune", "version.batch", "version.version"]
    ),
)

# Only what is entered on a project.
project_total = content(
    "project_total",
    key("version", number=True),
    key("prosjekt"),
    key("art"),
    key("funksjon"),
    key("ansvar"),
    key("side"),
    Column("amount_ore", BigInteger, nullable=False),
    Column("lines", Integer, nullable=False),
    ForeignKeyConstraint(
        ["kommune", "batch", "version"], ["version.kommune", "version.batch", "version.version"]
    ),
)

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
    ForeignKeyConstraint(["kommune", "batch", "total"], ["total.kommune", "total.batch", "total.total"]),
    sqlite_with_rowid=False,
)
