"""One database and the two ways into it: reading from one moment, and writing all or nothing."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, Engine, Table, func, select
from sqlalchemy.dialects import postgresql, sqlite

from planhjul.store import tables
from planhjul.store.engine import WRITING, available


class Database:
    """A database that answers; what it cannot do is a `StoreUnavailable`."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        # One answer may take several queries: they must all see the same moment. SQLite's do.
        snapshot = {"isolation_level": "REPEATABLE READ"} if engine.dialect.name == "postgresql" else {}
        self._reader = engine.execution_options(**snapshot)
        self._writer = engine.execution_options(**{WRITING: True})

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        """A connection that sees one moment of the database."""
        with available(self._engine), self._reader.connect() as connection:
            yield connection

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        """A connection whose changes are kept when the block ends, and none of them when it fails."""
        with available(self._engine), self._writer.begin() as connection:
            yield connection


def changed(connection: Connection, nr: str, *kinds: str) -> int:
    """Counts the change up, and the kinds of content it changes; 0 when there is no such municipality.

    Also the lock that lets one import at a time into a municipality.
    """
    kommune, version = tables.kommune, tables.data_version
    counted = connection.execute(
        kommune.update().where(kommune.c.kommune == nr).values(data_version=kommune.c.data_version + 1)
    )
    if counted.rowcount and kinds:
        now = connection.scalar(select(kommune.c.data_version).where(kommune.c.kommune == nr))
        rows = [{"kommune": nr, "kind": kind, "version": now} for kind in dict.fromkeys(kinds)]
        put(connection, version, rows, {"version": now})
    return counted.rowcount


def put(connection: Connection, table: Table, rows: list[dict[str, Any]], change: dict[str, Any]) -> None:
    """Stores the rows; those whose key is there already are changed instead."""
    insert = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
    statement = insert(table).values(rows)
    connection.execute(statement.on_conflict_do_update(index_elements=list(table.primary_key), set_=change))


def next_nr(connection: Connection, table: Table, nr: str) -> int:
    """The next number (1, 2, 3 …) of what people record; the caller holds the municipality's lock."""
    last = connection.scalar(select(func.max(table.c.nr)).where(table.c.kommune == nr))
    return int(last or 0) + 1
