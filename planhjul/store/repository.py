"""Everything the services keep, by municipality; what they ask for «per» a day is in `Questions`."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import fields
from datetime import date, datetime
from typing import Final

from sqlalchemy import Connection, select

from planhjul.choices.priorities import Priority
from planhjul.municipality import Kommune
from planhjul.plans import GoalLink, LinkEntry
from planhjul.staged import Staged
from planhjul.store import content, events, lines, soundness, tables, threads, wishes
from planhjul.store.database import changed, put
from planhjul.store.errors import (
    AlreadyImported,
    RejectedBatch,
    UnknownBatch,
    UnknownKommune,
    UnknownLogEntry,
    UnknownPriority,
)
from planhjul.store.moments import COUNTED
from planhjul.store.questions import Moment, Questions
from planhjul.store.records import totals_to_json
from planhjul.texts import Text
from planhjul.wheel.log import Change, LogEntry, Undone

_REPORT: Final = (tables.issue, tables.batch)
# What changes beside the content when an import is taken back: what was once stored can be gone.
_TAKEN: Final = ("batches", "removed")


class Repository(Questions):
    """The store of one database; safe to share between threads.

    Every method raises `StoreUnavailable` when the database cannot answer.
    """

    def moment(self) -> Moment:
        """The same questions, all answered from one transaction."""
        return Moment(self._engine)

    # Municipalities

    def register(self, kommune: Kommune) -> None:
        """Registers a municipality or renames it; a figure that is None leaves what is known."""
        table = tables.kommune
        figures = {"members": kommune.members, "inhabitants": kommune.inhabitants}
        given = {name: value for name, value in figures.items() if value is not None}
        new = {"kommune": kommune.nr, "navn": kommune.navn, "last_batch": 0, "data_version": 1, **given}
        change = {"navn": kommune.navn, "data_version": table.c.data_version + 1, **given}
        with self._writing() as connection:
            put(connection, table, [new], change)
            changed(connection, kommune.nr, "kommune")

    # Imports

    def commit(self, nr: str, staged: Staged, stood_from_default: date, at: datetime) -> int:
        """Stores an accepted file, all of it or nothing, and returns the import's number (1, 2, 3 …).

        Args:
            stood_from_default: from which day it stands when the file does not say.
            at: the moment of the import, with a time zone.

        Raises:
            RejectedBatch: the file has errors.
            UnknownKommune: the municipality is not registered.
            AlreadyImported: the same bytes are stored and not undone.
        """
        if not staged.accepted:
            raise RejectedBatch(staged)
        stood_from = staged.stood_from or stood_from_default
        brought = staged.content
        kinds = (field.name for field in fields(brought) if len(getattr(brought, field.name)))
        with self._changing(nr, "batches", *kinds) as connection:
            batch = _next_batch(connection, nr)
            already = _find_batch(connection, nr, staged.sha256)
            if already is not None:
                raise AlreadyImported(already)
            _write_report(connection, nr, batch, staged, stood_from, at)
            lines.write_lines(connection, nr, batch, stood_from, brought.lines)
            content.write_content(connection, nr, batch, brought)
        return batch

    def undo(self, nr: str, batch: int, at: datetime) -> None:
        """Takes an import back: its content goes, its report stays, marked undone.

        Raises:
            UnknownBatch: there is no such import, or it is already undone.
        """
        table = tables.batch
        with self._writing() as connection:
            changed(connection, nr)
            marked = connection.execute(
                table.update()
                .where(table.c.kommune == nr, table.c.batch == batch, table.c.undone_at.is_(None))
                .values(undone_at=at)
            )
            if marked.rowcount == 0:
                raise UnknownBatch(nr, batch)
            for owned in reversed(tables.CONTENT):
                connection.execute(owned.delete().where(owned.c.kommune == nr, owned.c.batch == batch))
            changed(connection, nr, *COUNTED, *_TAKEN)

    def clear(self, nr: str) -> None:
        """Removes every import with its report, and all that is recorded by hand.

        The municipality stays, and numbers start at 1 again.
        """
        with self._writing() as connection:
            for owned in (*reversed(tables.CONTENT), *_REPORT, *tables.BY_HAND):
                connection.execute(owned.delete().where(owned.c.kommune == nr))
            changed(connection, nr, *COUNTED, *_TAKEN)
            connection.execute(
                tables.kommune.update().where(tables.kommune.c.kommune == nr).values(last_batch=0)
            )

    # What people record by hand

    def record(self, nr: str, change: Change, by: str, why: str, at: datetime) -> LogEntry:
        """Records the change and returns it with its number in the municipality's log (1, 2, 3 …).

        Args:
            at: now, with the time zone whose calendar says from which day the change counts.

        Raises:
            UnknownKommune: the municipality is not registered.
        """
        with self._changing(nr, "log") as connection:
            return events.write_entry(connection, nr, change, by, why, at)

    def undo_entry(self, nr: str, entry: int, undone: Undone) -> None:
        """Marks a log entry undone; it stays in the log.

        Raises:
            UnknownLogEntry: there is no such entry, or it is already undone.
        """
        with self._writing() as connection:
            changed(connection, nr, "log")
            if not events.mark_undone(connection, nr, entry, undone):
                raise UnknownLogEntry(nr, entry)

    def record_link(self, nr: str, link: GoalLink, made: bool, at: datetime, on: date) -> LinkEntry:
        """Records that a thread was made or taken away, and returns the entry with its number (1, 2, 3 …).

        Args:
            made: False when it was taken away.
            at: now, with a time zone.
            on: the day from which it counts.

        Raises:
            UnknownKommune: the municipality is not registered.
        """
        with self._changing(nr, "link_entries") as connection:
            return threads.write_entry(connection, nr, link, made, at, on)

    def record_priority(self, nr: str, priority: Priority, at: datetime, on: date) -> None:
        """Keeps a wish written in the page, in place of the one written before with its key.

        Args:
            at: now, with a time zone.
            on: the day from which it stands.

        Raises:
            UnknownKommune: the municipality is not registered.
        """
        with self._changing(nr, "own_priorities") as connection:
            wishes.write_priority(connection, nr, priority, at, on)

    def remove_priority(self, nr: str, key: str, at: datetime, on: date) -> None:
        """Takes a wish that was written in the page off its list; it stood until the day.

        Raises:
            UnknownPriority: no such wish is written in the page, or it is already taken off.
        """
        with self._writing() as connection:
            changed(connection, nr, "own_priorities")
            if not wishes.remove_priority(connection, nr, key, at, on):
                raise UnknownPriority(nr, key)

    # Soundness

    def ping(self) -> None:
        """Returns when the database answers.

        Raises:
            StoreUnavailable: it does not.
        """
        with self._reading() as connection:
            connection.scalar(select(1))

    def health(self) -> tuple[Text, ...]:
        """What is wrong with the database, () when it is sound; reads every line."""
        return soundness.findings(self._engine)

    @contextmanager
    def _changing(self, nr: str, *kinds: str) -> Iterator[Connection]:
        """As `_writing`, with the lock of a municipality whose `kinds` of content change.

        Raises:
            UnknownKommune: it is not registered.
        """
        with self._writing() as connection:
            if changed(connection, nr, *kinds) == 0:
                raise UnknownKommune(nr)
            yield connection


def _next_batch(connection: Connection, nr: str) -> int:
    table = tables.kommune
    connection.execute(table.update().where(table.c.kommune == nr).values(last_batch=table.c.last_batch + 1))
    counted = connection.execute(select(table.c.last_batch).where(table.c.kommune == nr))
    return int(counted.scalar_one())


def _find_batch(connection: Connection, nr: str, sha256: str) -> int | None:
    table = tables.batch
    found = connection.scalar(
        select(table.c.batch).where(
            table.c.kommune == nr, table.c.sha256 == sha256, table.c.undone_at.is_(None)
        )
    )
    return None if found is None else int(found)


def _write_report(
    connection: Connection, nr: str, batch: int, staged: Staged, stood_from: date, at: datetime
) -> None:
    connection.execute(
        tables.batch.insert().values(
            kommune=nr,
            batch=batch,
            file=staged.file,
            format=staged.format,
            sha256=staged.sha256,
            imported_at=at,
            stood_from=stood_from,
            rows_read=staged.rows.read,
            rows_taken=staged.rows.taken,
            rows_zero=staged.rows.zero,
            rows_explained=staged.rows.explained,
            unclassified_lines=staged.unclassified_lines,
            unclassified_ore=staged.unclassified_ore,
            totals=totals_to_json(staged.totals),
        )
    )
    content.write_issues(connection, nr, batch, staged.issues)
