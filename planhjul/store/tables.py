"""The database's tables: every key starts with `kommune`, every amount is integer øre.

The same schema runs on SQLite, PostgreSQL and a distributed PostgreSQL (rule 7 of the house): no key is
lonely, no reference crosses municipalities, and sums can be merged. Names inside a batch are numbers from 1.

A line holds only what its sum does not: what kind, year, art, funksjon … it belongs to stands once, in
`total`, so that the sums cannot describe other lines than those that are there.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Final

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    DateTime,
    Dialect,
    Float,
    ForeignKeyConstraint,
    Index,
    Integer,
    MetaData,
    SmallInteger,
    String,
    Table,
    TypeDecorator,
    UniqueConstraint,
)
from sqlalchemy.sql.schema import SchemaItem

metadata = MetaData(
    naming_convention={
        "pk": "%(table_name)s_pk",
        "fk": "%(table_name)s_%(referred_table_name)s_fk",
        "uq": "%(table_name)s_%(column_0_N_name)s_uq",
        "ck": "%(table_name)s_%(constraint_name)s_ck",
    }
)


class UtcDateTime(TypeDecorator[datetime]):
    """A point in time: aware in and out, kept as UTC (SQLite knows no time zones)."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """The moment in UTC, without a zone; a moment without a zone is our bug."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment needs a time zone")
        return value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """The moment, aware, in UTC."""
        return None if value is None else value.replace(tzinfo=UTC)


def _key(name: str, *, number: bool = False) -> Column[str] | Column[int]:
    if number:
        return Column(name, Integer, primary_key=True, autoincrement=False)
    return Column(name, String, primary_key=True)


def _of_batch() -> ForeignKeyConstraint:
    return ForeignKeyConstraint(["kommune", "batch"], ["batch.kommune", "batch.batch"])


def _content(name: str, *items: SchemaItem) -> Table:
    """A table of what a batch brought, clustered by its key where the database can."""
    return Table(
        name,
        metadata,
        _key("kommune"),
        _key("batch", number=True),
        *items,
        _of_batch(),
        sqlite_with_rowid=False,
    )


def _place() -> tuple[Column[str], Column[int], Column[int]]:
    return (
        Column("sheet", String, nullable=False),
        Column("row", Integer, nullable=False),
        Column("column", Integer, nullable=False),
    )


def _order() -> Column[int]:
    return Column("nr", Integer, nullable=False, doc="place in the file, from 1")


kommune = Table(
    "kommune",
    metadata,
    _key("kommune"),
    Column("navn", String, nullable=False),
    Column("members", Integer),
    Column("inhabitants", Integer),
    Column("last_batch", Integer, nullable=False, doc="the number of the newest import"),
    Column("data_version", BigInteger, nullable=False, doc="grows with every change; for caches"),
    sqlite_with_rowid=False,
)

batch = Table(
    "batch",
    metadata,
    _key("kommune"),
    _key("batch", number=True),
    Column("file", String, nullable=False),
    Column("format", String, nullable=False),
    Column("sha256", String, nullable=False),
    Column("imported_at", UtcDateTime, nullable=False),
    Column("undone_at", UtcDateTime),
    Column("stood_from", Date, nullable=False),
    Column("rows_read", Integer, nullable=False),
    Column("rows_taken", Integer, nullable=False),
    Column("rows_zero", Integer, nullable=False),
    Column("rows_explained", Integer, nullable=False),
    Column("unclassified_lines", Integer, nullable=False),
    Column("unclassified_ore", BigInteger, nullable=False),
    Column("totals", JSON, nullable=False, doc="the report's totals, kept when the batch is undone"),
    ForeignKeyConstraint(["kommune"], ["kommune.kommune"]),
    sqlite_with_rowid=False,
)
# The same file twice changes nothing, also when two import it at once; an undone one may come again.
Index(
    "batch_file_once",
    batch.c.kommune,
    batch.c.sha256,
    unique=True,
    sqlite_where=batch.c.undone_at.is_(None),
    postgresql_where=batch.c.undone_at.is_(None),
)

issue = _content(
    "issue",
    _key("nr", number=True),
    Column("code", String, nullable=False),
    Column("level", String, nullable=False),
    Column("file", String, nullable=False),
    *_place(),
    Column("found", String, nullable=False),
    Column("message", JSON, nullable=False),
    Column("advice", JSON, nullable=False),
)

version = _content(
    "version",
    _key("version", number=True),
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

label = _content(
    "label",
    _key("label", number=True),
    Column("text", String, nullable=False, doc="a sheet's or a change group's name"),
)

total = _content(
    "total",
    _key("version", number=True),
    _key("art"),
    _key("funksjon"),
    _key("ansvar"),
    _key("change_group"),
    _key("side"),
    Column("total", Integer, nullable=False),
    Column("amount_ore", BigInteger, nullable=False),
    Column("lines", Integer, nullable=False),
    ForeignKeyConstraint(
        ["kommune", "batch", "version"], ["version.kommune", "version.batch", "version.version"]
    ),
    UniqueConstraint("kommune", "batch", "total"),
    CheckConstraint("side IN ('expense', 'income')", name="side"),
)

# The key is the way lines are asked for (drill down from a sum), so the table itself is the covering index.
line = Table(
    "line",
    metadata,
    _key("kommune"),
    _key("batch", number=True),
    _key("total", number=True),
    _key("line", number=True),
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

meeting = _content(
    "meeting",
    _key("nr", number=True),
    Column("year", Integer, nullable=False, doc="the calendar year a meeting plan replaces whole"),
    Column("organ", String, nullable=False),
    Column("organ_name", String, nullable=False),
    Column("day", Date, nullable=False),
    Column("purpose", String, nullable=False),
    Column("held", Boolean),
    *_place(),
)

political_case = _content(
    "political_case",
    _key("nr", number=True),
    Column("year", Integer, nullable=False, doc="the calendar year a case list replaces whole"),
    Column("key", String, nullable=False),
    Column("day", Date, nullable=False),
    Column("organ_name", String, nullable=False),
    Column("title", String, nullable=False),
    Column("raised_by", String, nullable=False),
    Column("decision", String, nullable=False),
    *_place(),
)

plan = _content(
    "plan",
    _key("plan"),
    _order(),
    Column("type", String, nullable=False),
    Column("title", String, nullable=False),
    Column("adopted", Date),
    Column("valid_from", Date),
    Column("valid_to", Date),
    Column("next_revision", Date),
    *_place(),
)

# A goal may come in another file than its plan, so the plan is a name here, not a reference.
goal = _content(
    "goal",
    _key("plan"),
    _key("goal"),
    _order(),
    Column("parent", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("title", String, nullable=False),
    *_place(),
)

measure = _content(
    "measure",
    _key("measure"),
    _order(),
    Column("title", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("proposed_by", String, nullable=False),
    Column("scenarios", JSON, nullable=False),
)

measure_part = _content(
    "measure_part",
    _key("measure"),
    _key("part", number=True),
    Column("kind", String, nullable=False),
    Column("funksjon", String, nullable=False),
    Column("art", String, nullable=False),
    Column("ansvar", String, nullable=False),
    Column("start_month", SmallInteger, nullable=False),
    Column("kept_share", Float, nullable=False),
    Column("one_off", Boolean, nullable=False),
    *_place(),
    ForeignKeyConstraint(
        ["kommune", "batch", "measure"], ["measure.kommune", "measure.batch", "measure.measure"]
    ),
)

measure_amount = _content(
    "measure_amount",
    _key("measure"),
    _key("part", number=True),
    _key("year", number=True),
    Column("amount_ore", BigInteger, nullable=False),
    ForeignKeyConstraint(
        ["kommune", "batch", "measure", "part"],
        ["measure_part.kommune", "measure_part.batch", "measure_part.measure", "measure_part.part"],
    ),
)

scenario = _content(
    "scenario",
    _key("scenario"),
    _order(),
    Column("title", String, nullable=False),
    Column("party", String, nullable=False),
    Column("explanation", String, nullable=False),
    *_place(),
)

setting = _content(
    "setting",
    _key("key"),
    _order(),
    Column("value", String, nullable=False),
    Column("kilde", String, nullable=False),
    *_place(),
)

area = _content(
    "area",
    _key("area"),
    _order(),
    Column("title", String, nullable=False),
    Column("funksjoner", JSON, nullable=False),
    Column("level", SmallInteger, nullable=False),
    Column("lead_months", Float, nullable=False),
    Column("lss_l", Float),
    Column("lss_s", Float),
    Column("lss_q", Float),
    Column("kilde", String, nullable=False),
    *_place(),
)

# What people record by hand; no file brought it, so it belongs to no batch and is never deleted by an undo.
wheel_event = Table(
    "wheel_event",
    metadata,
    _key("kommune"),
    _key("nr", number=True),
    Column("kind", String, nullable=False),
    Column("target", String, nullable=False, doc="an organ's key, or a rule's"),
    Column("title", String, nullable=False, doc="the organ's name in the meeting plan, or the event's own"),
    Column("day", Date, nullable=False),
    Column("new_day", Date),
    Column("year", Integer, doc="the calendar year a rule is asked for"),
    Column("process", String, nullable=False),
    Column("recorded_by", String, nullable=False),
    Column("why", String, nullable=False),
    Column("recorded_on", Date, nullable=False, doc="the day in Norway from which it counts"),
    Column("recorded_at", UtcDateTime, nullable=False),
    Column("undone_by", String),
    Column("undone_why", String),
    Column("undone_on", Date, doc="the day in Norway from which it no longer counts"),
    Column("undone_at", UtcDateTime),
    CheckConstraint("kind IN ('moved', 'held', 'cancelled', 'actual', 'manual')", name="kind"),
    ForeignKeyConstraint(["kommune"], ["kommune.kommune"]),
    sqlite_with_rowid=False,
)

# Parents first: written in this order, removed in the opposite one.
CONTENT: Final = (
    version,
    label,
    total,
    line,
    meeting,
    political_case,
    plan,
    goal,
    measure,
    measure_part,
    measure_amount,
    scenario,
    setting,
    area,
)
