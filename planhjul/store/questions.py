"""What is asked «per» a day: money, time, goals, choices and what the municipality itself knows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from typing import TypeVar

import pandas as pd
from sqlalchemy import Connection, select

from planhjul.ledger.lines import MOST_LINES
from planhjul.ledger.versions import Version, in_force
from planhjul.municipality import Kommune
from planhjul.plans import LinkEntry
from planhjul.staged import BatchRow, RowCount
from planhjul.store import content, events, lines, moments, tables, threads
from planhjul.store.database import Database
from planhjul.store.engine import available
from planhjul.store.errors import UnknownKommune
from planhjul.store.lines import MONTH_SUM_COLUMNS, PROJECT_SUM_COLUMNS
from planhjul.store.records import totals_from_json
from planhjul.wheel.log import LogEntry

T = TypeVar("T")


class Questions(Database):
    """The questions to the store; each answer is from one moment of the database.

    What a question «per» a day sees is what stood then: only imports whose `stood_from` is not after the day,
    and of those the latest (of two from the same day the last imported).
    """

    # The municipality, and how its data have changed

    def kommuner(self) -> tuple[Kommune, ...]:
        """The registered municipalities by number."""
        with self._reading() as connection:
            rows = connection.execute(select(tables.kommune).order_by(tables.kommune.c.kommune))
            return tuple(Kommune(row.kommune, row.navn, row.members, row.inhabitants) for row in rows)

    def kommune(self, nr: str) -> Kommune:
        """The municipality with this number.

        Raises:
            UnknownKommune: it is not registered.
        """
        with self._reading() as connection:
            row = connection.execute(
                select(tables.kommune).where(tables.kommune.c.kommune == nr)
            ).one_or_none()
        if row is None:
            raise UnknownKommune(nr)
        return Kommune(row.kommune, row.navn, row.members, row.inhabitants)

    def data_versions(self, nr: str) -> dict[str, int]:
        """Kind of content → a number that grows with every change of it; a kind never changed is not there.

        What is made from some kinds holds as long as their numbers do. `""` grows with every change.

        Raises:
            UnknownKommune: it is not registered.
        """
        kommune, version = tables.kommune, tables.data_version
        with self._reading() as connection:
            rows = connection.execute(
                select(kommune.c.data_version, version.c.kind, version.c.version)
                .outerjoin(version, version.c.kommune == kommune.c.kommune)
                .where(kommune.c.kommune == nr)
            ).all()
        if not rows:
            raise UnknownKommune(nr)
        return {"": rows[0].data_version} | {row.kind: row.version for row in rows if row.kind is not None}

    def moments(self, nr: str) -> dict[str, tuple[date, ...]]:
        """Kind of content → the days from which something of it stood or ceased to stand, in order.

        What a question «per» a day sees of a kind is the same on every day between two of them.
        """
        with self._reading() as connection:
            return moments.read_moments(connection, nr)

    def batches(self, nr: str) -> tuple[BatchRow, ...]:
        """The municipality's imports with their reports, newest first, those undone included."""
        table = tables.batch
        with self._reading() as connection:
            issues = content.read_issues(connection, nr)
            rows = connection.execute(
                select(table).where(table.c.kommune == nr).order_by(table.c.batch.desc())
            ).all()
        return tuple(
            BatchRow(
                id=row.batch,
                file=row.file,
                format=row.format,
                sha256=row.sha256,
                imported_at=row.imported_at,
                stood_from=row.stood_from,
                rows=RowCount(row.rows_read, row.rows_taken, row.rows_zero, row.rows_explained),
                totals=totals_from_json(row.totals),
                issues=issues.get(row.batch, ()),
                undone_at=row.undone_at,
                unclassified_lines=row.unclassified_lines,
                unclassified_ore=row.unclassified_ore,
            )
            for row in rows
        )

    def log(self, nr: str) -> tuple[LogEntry, ...]:
        """What people have recorded by hand, in the order it was recorded, what is undone included."""
        with self._reading() as connection:
            return events.read_log(connection, nr)

    # Money

    def history(self, nr: str) -> tuple[Version, ...]:
        """Every version that was imported and not undone, whatever day it stands from."""
        with self._reading() as connection:
            return lines.read_history(connection, nr)

    def versions(self, nr: str, on: date) -> tuple[Version, ...]:
        """The versions in force on the day, by kind, year and kontoklasse."""
        return in_force(self.history(nr), on)

    def sums(self, nr: str, versions: Sequence[Version]) -> dict[Version, pd.DataFrame]:
        """Each version's sums: columns of `SUM_COLUMNS`."""
        with self._reading() as connection:
            return lines.read_sums(connection, nr, versions)

    def month_sums(self, nr: str, versions: Sequence[Version]) -> dict[Version, pd.DataFrame]:
        """Each version's sums by month: columns of `MONTH_SUM_COLUMNS`; month 0 is the whole year."""
        with self._reading() as connection:
            return lines.read_fine_sums(connection, nr, tables.month_total, versions, MONTH_SUM_COLUMNS)

    def project_sums(self, nr: str, versions: Sequence[Version]) -> dict[Version, pd.DataFrame]:
        """Each version's sums of what is entered on projects: columns of `PROJECT_SUM_COLUMNS`."""
        with self._reading() as connection:
            return lines.read_fine_sums(connection, nr, tables.project_total, versions, PROJECT_SUM_COLUMNS)

    def last_months(self, nr: str, versions: Sequence[Version]) -> dict[Version, int]:
        """The last month (1–12) with lines in each version, 0 when it is only for the whole year."""
        with self._reading() as connection:
            return lines.last_months(connection, nr, versions)

    def lines(
        self,
        nr: str,
        versions: Sequence[Version],
        *,
        kontoklasse: str | None = None,
        art: str | None = None,
        funksjon: str | None = None,
        ansvar: str | None = None,
        limit: int | None = MOST_LINES,
        offset: int = 0,
    ) -> pd.DataFrame:
        """The lines behind the versions' sums: columns of `LINE_COLUMNS`, `file` and `batch`.

        Sorted as the sums are, then as in the file. None asks for all.
        """
        only = {"kontoklasse": kontoklasse, "art": art, "funksjon": funksjon, "ansvar": ansvar}
        with self._reading() as connection:
            return lines.read_lines(connection, nr, versions, only=only, limit=limit, offset=offset)

    # What the files said, and what people have done

    def known(self, nr: str, kind: type[T], on: date) -> tuple[T, ...]:
        """The values of a kind of content (`Meeting`, `Plan` …) that stand on the day."""
        with self._reading() as connection:
            return content.read(connection, kind, nr, on)

    def link_entries(self, nr: str, on: date) -> tuple[LinkEntry, ...]:
        """What people have done to threads up to and with the day, in the order it was done."""
        with self._reading() as connection:
            return threads.read_entries(connection, nr, on)


class Moment(Questions):
    """The questions asked through one transaction from `hold` to `close`, each through its own elsewhere.

    For one thread at a time.
    """

    _holding = False
    _held: Connection | None = None

    def hold(self) -> None:
        """From the next question on, everything is answered from the moment of that question."""
        self._holding = True

    def close(self) -> None:
        """Lets go of the transaction."""
        self._holding = False
        if self._held is not None:
            self._held.close()
            self._held = None

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        if not self._holding:
            with super()._reading() as connection:
                yield connection
            return
        with available(self._engine):
            if self._held is None:
                self._held = self._reader.connect()
            yield self._held
