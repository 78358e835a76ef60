"""What every table is made of: one set of names, keys that begin with `kommune`, moments in UTC."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import (
    Column,
    DateTime,
    Dialect,
    ForeignKeyConstraint,
    Integer,
    MetaData,
    String,
    Table,
    TypeDecorator,
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


def key(name: str, *, number: bool = False) -> Column[str] | Column[int]:
    """A column of the primary key."""
    if number:
        return Column(name, Integer, primary_key=True, autoincrement=False)
    return Column(name, String, primary_key=True)


def refers(table: str, *columns: str) -> ForeignKeyConstraint:
    """The reference to the municipality's row of another table that has the same values in the columns."""
    ours = ["kommune", *columns]
    return ForeignKeyConstraint(ours, [f"{table}.{column}" for column in ours])


def content(name: str, *items: SchemaItem) -> Table:
    """A table of what a batch brought, clustered by its key where the database can."""
    return Table(
        name,
        metadata,
        key("kommune"),
        key("batch", number=True),
        *items,
        refers("batch", "batch"),
        sqlite_with_rowid=False,
    )


def place() -> tuple[Column[str], Column[int], Column[int]]:
    """The cell the row came from."""
    return (
        Column("sheet", String, nullable=False),
        Column("row", Integer, nullable=False),
        Column("column", Integer, nullable=False),
    )


def order() -> Column[int]:
    """The row's place in its file."""
    return Column("nr", Integer, nullable=False, doc="place in the file, from 1")
