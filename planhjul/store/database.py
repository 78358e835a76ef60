"""One database and the two ways into it: reading from one moment, and writing all or nothing."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection, Engine

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


def changed(connection: Connection, nr: str) -> int:
    """Counts the change up; also the lock that lets one import at a time into a municipality."""
    table = tables.kommune
    counted = connection.execute(
        table.update().where(table.c.kommune == nr).values(data_version=table.c.data_version + 1)
    )
    return counted.rowcount
