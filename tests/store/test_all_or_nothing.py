"""Failures, kills and several at once: the database holds all of a file or nothing of it."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, Engine

from planhjul.ledger.versions import VersionKind
from planhjul.store import AlreadyImported, StoreUnavailable, content, open_engine, tables
from planhjul.store import lines as bulk
from planhjul.store.rows import insert
from tests.store.conftest import AsOfStore

from .examples import AT, NEW_YEAR, STORVIK, budget, everything, issue, staged
from .test_repository import rows_of


@pytest.fixture
def storvik(repository: AsOfStore) -> AsOfStore:
    """The store with Storvik and its first file."""
    repository.register(STORVIK)
    repository.commit("9901", budget("first", 100, NEW_YEAR), NEW_YEAR, AT)
    return repository


@pytest.mark.parametrize("table", [table.name for table in (tables.issue, *tables.CONTENT)])
def test_a_commit_that_fails_half_way_leaves_no_rows(
    storvik: AsOfStore, engine: Engine, monkeypatch: pytest.MonkeyPatch, table: str
) -> None:
    """The failure comes after the table's rows are in."""
    load = bulk._load

    def stop_after(name: str) -> None:
        if name == table:
            raise RuntimeError(f"stopped after {name}")

    def inserting(connection: Connection, into: Any, *rest: Any) -> None:
        insert(connection, into, *rest)
        stop_after(into.name)

    def loading(connection: Connection, into: Any, *rest: Any) -> None:
        load(connection, into, *rest)
        stop_after(into.name)
        if into.name == "total":
            stop_after("version")
            stop_after("label")

    monkeypatch.setattr(content, "insert", inserting)
    monkeypatch.setattr(bulk, "_load", loading)
    before, version = rows_of(engine, "9901"), storvik.data_version("9901")
    with pytest.raises(RuntimeError, match="stopped"):
        storvik.commit("9901", staged(everything(), issues=[issue()]), NEW_YEAR, AT)
    assert rows_of(engine, "9901") == before
    assert storvik.data_version("9901") == version
    monkeypatch.undo()
    assert storvik.commit("9901", staged(everything(), issues=[issue()]), NEW_YEAR, AT) == 2


_DIES = """
import os, signal, sys
from planhjul.store import Repository, lines, open_engine, repository
from tests.store.examples import AT, NEW_YEAR, everything, grid_of, issue, staged
from planhjul.staged import Content
from sqlalchemy import event

url, moment = sys.argv[1:]
engine = open_engine(url)

def die(*_):
    os.kill(os.getpid(), signal.SIGKILL)

load = lines._load
def loading(connection, table, *rest):
    load(connection, table, *rest)
    if moment == "after lines" and table.name == "line":
        die()
lines._load = loading
if moment == "before commit":
    event.listen(engine, "commit", die)
Repository(engine).commit("9901", staged(Content(lines=grid_of(2_000)), issues=[issue()]), NEW_YEAR, AT)
die()
"""


@pytest.mark.parametrize("moment", ["after lines", "before commit", "after commit"])
def test_kill_9_in_the_middle_of_a_commit_leaves_all_or_nothing(
    storvik: AsOfStore, engine: Engine, database_url: str, moment: str
) -> None:
    before = rows_of(engine, "9901")
    killed = subprocess.run(
        [sys.executable, "-c", _DIES, database_url, moment],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=False,
    )
    assert killed.returncode == -signal.SIGKILL, killed.stderr
    reopened = open_engine(database_url)
    store = AsOfStore(reopened)
    assert store.health() == ()
    if moment == "after commit":
        assert [row.id for row in store.batches("9901")] == [2, 1]
        assert rows_of(reopened, "9901")["line"] == 2_001
    else:
        assert rows_of(reopened, "9901") == before
        assert store.commit("9901", staged(everything()), NEW_YEAR, AT) == 2
    reopened.dispose()


_WRITES = """
import sys
from planhjul.store import Repository, open_engine
from tests.store.examples import AT, NEW_YEAR, grid_of, staged
from planhjul.staged import Content

store = Repository(open_engine(sys.argv[1]))
print("writes", flush=True)
for number in range(1_000):
    store.commit("9901", staged(Content(lines=grid_of(500)), sha=f"s{number}"), NEW_YEAR, AT)
"""


@pytest.mark.soak
@pytest.mark.parametrize("kill", range(100))
def test_kill_9_at_any_moment_leaves_whole_files(
    storvik: AsOfStore, engine: Engine, database_url: str, backend: str, kill: int
) -> None:
    """A hundred kills on SQLite; a tenth of them on PostgreSQL, where a server of its own keeps the files."""
    if backend == "postgresql" and kill % 10:
        pytest.skip("sampled on PostgreSQL")
    writer = subprocess.Popen(
        [sys.executable, "-c", _WRITES, database_url],
        cwd=Path(__file__).parents[2],
        stdout=subprocess.PIPE,
        text=True,
    )
    with writer:
        assert writer.stdout is not None
        assert writer.stdout.readline() == "writes\n"
        time.sleep(random.Random(kill).uniform(0, 1))
        writer.kill()
    reopened = open_engine(database_url)
    store = AsOfStore(reopened)
    assert store.health() == ()
    batches = len(store.batches("9901"))
    assert rows_of(reopened, "9901")["line"] == 1 + 500 * (batches - 1)
    assert store.commit("9901", staged(everything()), NEW_YEAR, AT) == batches + 1
    reopened.dispose()


def test_the_same_file_from_several_at_once_is_stored_once(storvik: AsOfStore, database_url: str) -> None:
    start = threading.Barrier(4)

    def one(_: int) -> int | str:
        engine = open_engine(database_url)
        start.wait()
        try:
            return AsOfStore(engine).commit("9901", staged(everything()), NEW_YEAR, AT)
        except AlreadyImported as error:
            return f"already {error.batch}"
        finally:
            engine.dispose()

    with ThreadPoolExecutor(4) as pool:
        results = sorted(str(result) for result in pool.map(one, range(4)))
    assert results == ["2", "already 2", "already 2", "already 2"]
    assert storvik.health() == ()


def test_different_files_at_once_get_different_numbers(storvik: AsOfStore, database_url: str) -> None:
    start = threading.Barrier(4)

    def one(number: int) -> int:
        engine = open_engine(database_url)
        start.wait()
        try:
            return AsOfStore(engine).commit("9901", budget(f"f{number}", 1, NEW_YEAR), NEW_YEAR, AT)
        finally:
            engine.dispose()

    with ThreadPoolExecutor(4) as pool:
        assert sorted(pool.map(one, range(4))) == [2, 3, 4, 5]


def test_a_reader_sees_the_old_while_a_writer_is_at_work(
    storvik: AsOfStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The question is asked in the middle of a commit, from another thread; it must not wait."""
    seen: list[tuple[int, ...]] = []
    load = bulk._load

    def amounts() -> tuple[int, ...]:
        found = storvik.sums("9901", VersionKind.OPPRINNELIG_BUDSJETT, 2026, NEW_YEAR)
        return tuple(found["amount_ore"].tolist())

    def loading(connection: Connection, into: Any, *rest: Any) -> None:
        load(connection, into, *rest)
        with ThreadPoolExecutor(1) as pool:
            seen.append(pool.submit(amounts).result(timeout=20))

    monkeypatch.setattr(bulk, "_load", loading)
    storvik.commit("9901", budget("second", 200, NEW_YEAR), NEW_YEAR, AT)
    assert set(seen) == {(100,)}
    assert amounts() == (200,)


def test_a_full_disk_is_said_and_leaves_nothing(
    storvik: AsOfStore, engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The driver's own error, from the part of a commit where SQLAlchemy does not stand in between."""

    def full(*_: object) -> None:
        raise engine.dialect.loaded_dbapi.OperationalError("database or disk is full")

    before = rows_of(engine, "9901")
    monkeypatch.setattr(bulk, "_load", full)
    with pytest.raises(StoreUnavailable) as caught:
        storvik.commit("9901", staged(everything()), NEW_YEAR, AT)
    assert dict(caught.value.message.values)["said"] == "database or disk is full"
    assert rows_of(engine, "9901") == before
