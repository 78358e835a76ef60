"""The database behind a URL: opened, told how to behave, and brought to the newest schema."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from weakref import WeakSet

from platformdirs import user_data_path
from sqlalchemy import URL, Connection, Engine, column, create_engine, event, inspect, make_url, select, table
from sqlalchemy.exc import ArgumentError, DatabaseError, InterfaceError, OperationalError

from planhjul.store.errors import StoreUnavailable
from planhjul.texts import Text, text

if TYPE_CHECKING:
    from alembic.config import Config

VERSION_TABLE: Final = "planhjul_schema"
WRITING: Final = "planhjul_writing"
_MIGRATIONS: Final = Path(__file__).parent / "migrations"
_WAIT_SECONDS: Final = 30
_CONNECT_SECONDS: Final = 10
# "planhjul" in ASCII, as the number PostgreSQL wants: one upgrade at a time per database.
_UPGRADE_LOCK: Final = int.from_bytes(b"planhjul")
_EXAMPLES: Final = "sqlite:////sti/til/planhjul.db, postgresql://bruker@tjener/database"

# A connection belongs to the process that opened it: the idle ones are closed before the process forks.
_engines: Final[WeakSet[Engine]] = WeakSet()


def _close_idle() -> None:
    for engine in tuple(_engines):
        engine.dispose()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(before=_close_idle)


def default_url() -> str:
    """The URL of the SQLite file in the user's own data folder."""
    path = user_data_path("planhjul", appauthor=False) / "planhjul.db"
    return URL.create("sqlite", database=str(path)).render_as_string()


def open_engine(url: str, *, create: bool = True) -> Engine:
    """An engine that has answered once; nothing is written to a database that exists.

    Args:
        url: an SQLAlchemy URL; `postgresql://` and `postgres://` are read with psycopg.
        create: make an absent SQLite file (and its folder); without it an absent file is an error.

    Raises:
        StoreUnavailable: the URL, the driver, the folder or the server cannot be used.
    """
    parsed = _parsed(url)
    sqlite = parsed.get_backend_name() == "sqlite"
    engine = _sqlite(parsed, create) if sqlite else _postgresql(parsed)
    try:
        with available(engine), engine.connect():
            pass
    except StoreUnavailable:
        engine.dispose()
        raise
    _engines.add(engine)
    return engine


def shown_url(engine: Engine) -> str:
    """The engine's URL for people to read: the password is hidden."""
    return engine.url.render_as_string(hide_password=True)


@contextmanager
def available(engine: Engine) -> Iterator[None]:
    """Turns «the database cannot» into `StoreUnavailable`; our own mistakes pass through.

    Raises:
        StoreUnavailable: no connection, locked, full, read-only or damaged.
    """
    driver = engine.dialect.loaded_dbapi
    try:
        yield
    except (OperationalError, InterfaceError, driver.OperationalError) as error:
        raise _cannot(engine, error) from error
    except DatabaseError as error:
        # SQLite says that a file is damaged, or no database at all, with the bare class.
        if type(error) is not DatabaseError:
            raise
        raise _cannot(engine, error) from error


def upgrade(engine: Engine) -> None:
    """Brings the database to the newest schema in one transaction; does nothing when it is there.

    Safe to call from several processes at once: the others wait and find it done.

    Raises:
        StoreUnavailable: the database is newer than the program, not ours, or cannot be written.
    """
    from alembic import command

    with available(engine):
        with engine.connect() as connection:
            if _revision(connection) == revisions()[-1]:
                return
        with engine.execution_options(**{WRITING: True}).begin() as connection:
            if connection.dialect.name == "postgresql":
                connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_UPGRADE_LOCK})")
            _revision(connection)
            config = migrations()
            config.attributes["connection"] = connection
            command.upgrade(config, "head")


def require_schema(engine: Engine) -> None:
    """Returns when the database has the newest schema; changes nothing.

    Raises:
        StoreUnavailable: the database is empty, older or newer than the program, or not ours.
    """
    with available(engine), engine.connect() as connection:
        if _revision(connection) != revisions()[-1]:
            raise StoreUnavailable(
                text(
                    "Databasen {database} er ikke klar for denne utgaven av planhjul. "
                    "Gjør den klar med: planhjul init --kommune NR --navn NAVN",
                    database=shown_url(engine),
                )
            )


def migrations() -> Config:
    """Alembic's configuration for the migrations that came with the program."""
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config


@cache
def revisions() -> tuple[str, ...]:
    """The schema's revisions, oldest first, as the migrations' file names begin.

    Read from the names, so that a command that only asks need not wait for alembic.
    """
    return tuple(sorted(file.name.partition("_")[0] for file in (_MIGRATIONS / "versions").glob("*_*.py")))


def _revision(connection: Connection) -> str | None:
    """The database's schema revision, None when it is empty; refuses one that is not ours to change."""
    inspector = inspect(connection)
    found: str | None = None
    if inspector.has_table(VERSION_TABLE):
        found = connection.scalar(select(column("version_num")).select_from(table(VERSION_TABLE)))
    if found is None:
        strangers = set(inspector.get_table_names()) - {VERSION_TABLE}
        if strangers:
            raise StoreUnavailable(
                text(
                    "Databasen {database} hører til et annet program. "
                    "Velg en tom database med --db eller PLANHJUL_DB.",
                    database=shown_url(connection.engine),
                )
            )
        return None
    if found not in revisions():
        raise StoreUnavailable(
            text(
                "Databasen {database} er laget av en nyere utgave av planhjul. "
                "Oppgrader programmet og prøv igjen.",
                database=shown_url(connection.engine),
            )
        )
    return found


def _parsed(url: str) -> URL:
    try:
        parsed = make_url(url)
    except ArgumentError as error:
        # The address is not repeated: it may hold a password.
        raise StoreUnavailable(
            text(
                "Databaseadressen er ikke skrevet riktig. Skriv den som et av disse: {examples}",
                examples=_EXAMPLES,
            )
        ) from error
    backend = parsed.get_backend_name()
    if backend in {"postgresql", "postgres"}:
        return parsed.set(drivername="postgresql+psycopg")
    if parsed.drivername in {"sqlite", "sqlite+pysqlite"} and parsed.database not in {None, "", ":memory:"}:
        return parsed
    raise StoreUnavailable(
        text(
            "planhjul bruker en SQLite-fil eller PostgreSQL, ikke {name}. Skriv adressen som et av disse: "
            "{examples}",
            name=parsed.drivername,
            examples=_EXAMPLES,
        )
    )


def _sqlite(url: URL, create: bool) -> Engine:
    path = Path(url.database or "")
    if not create and not path.exists():
        raise StoreUnavailable(
            text(
                "Databasen {database} finnes ikke. Lag den med: planhjul init --kommune NR --navn NAVN",
                database=str(path),
            )
        )
    if create:
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise StoreUnavailable(
                text(
                    "Mappen {folder} kan ikke brukes til databasen. "
                    "Velg en annen med --db eller PLANHJUL_DB.",
                    folder=str(path.parent),
                )
            ) from error
    engine = create_engine(url, connect_args={"timeout": _WAIT_SECONDS})
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: Any, _record: object) -> None:
    """Foreign keys hold, readers never wait for a writer, and what is committed survives.

    A killed process loses nothing in WAL with any level of `synchronous`; FULL is for the power cut, so that
    an import we have said is stored is stored. It costs one flush per import.
    """
    connection.isolation_level = None  # we begin transactions ourselves, see _begin_sqlite
    for pragma in ("foreign_keys = ON", "journal_mode = WAL", "synchronous = FULL"):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    """A writer takes its place at once: one that read first and then wrote could be refused half-way."""
    writing = connection.get_execution_options().get(WRITING, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")


def _postgresql(url: URL) -> Engine:
    try:
        return create_engine(url, pool_pre_ping=True, connect_args={"connect_timeout": _CONNECT_SECONDS})
    except ModuleNotFoundError as error:
        raise StoreUnavailable(
            text("PostgreSQL krever en tilleggspakke. Installer den med: pip install 'planhjul[postgres]'")
        ) from error


def _cannot(engine: Engine, error: Exception) -> StoreUnavailable:
    cause = getattr(error, "orig", None) or error
    return StoreUnavailable(_reason(shown_url(engine), str(cause).strip()))


def _reason(database: str, said: str) -> Text:
    if "unable to open" in said:
        return text(
            "Databasen {database} kan ikke åpnes. Se etter at mappen finnes og at du har tilgang til den.",
            database=database,
        )
    if "not a database" in said:
        return text(
            "{database} er ikke en database. Velg en annen fil med --db eller PLANHJUL_DB.", database=database
        )
    if "readonly" in said or "read-only" in said:
        return text(
            "Databasen {database} kan bare leses. Gi deg selv skrivetilgang, eller velg en annen med --db.",
            database=database,
        )
    if "locked" in said:
        return text(
            "Databasen {database} er opptatt av en annen import. Vent til den er ferdig og prøv igjen.",
            database=database,
        )
    return text(
        "Databasen {database} kan ikke brukes nå: {said}. Rett årsaken og prøv igjen.",
        database=database,
        said=said,
    )
