"""Opening, upgrading and refusing databases."""

from __future__ import annotations

import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import create_engine, inspect, text
from sqlalchemy.exc import IntegrityError

from planhjul.store import StoreUnavailable, default_url, open_engine, require_schema, shown_url, upgrade
from planhjul.store.engine import VERSION_TABLE, available, migrations
from planhjul.store.tables import metadata


def refusal(url: str, **options: Any) -> str:
    with pytest.raises(StoreUnavailable) as caught:
        open_engine(url, **options)
    return caught.value.message.source


def test_the_default_is_a_file_in_the_users_own_folder() -> None:
    assert default_url().startswith("sqlite:///")
    assert default_url().endswith("planhjul.db")


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("planhjul.db", "ikke skrevet riktig"),
        ("mysql://tjener/db", "SQLite-fil eller PostgreSQL"),
        ("sqlite://", "SQLite-fil eller PostgreSQL"),
        ("sqlite:///:memory:", "SQLite-fil eller PostgreSQL"),
        ("postgresql://bruker:hemmelig@127.0.0.1:1/db", "kan ikke brukes nå"),
    ],
)
def test_an_address_we_cannot_use_says_what_to_write(url: str, said: str) -> None:
    assert said in refusal(url)


def test_no_message_holds_the_password() -> None:
    with pytest.raises(StoreUnavailable) as caught:
        open_engine("postgres://bruker:hemmelig@127.0.0.1:1/db")
    assert "hemmelig" not in str(caught.value)
    assert "bruker" in str(caught.value)


def test_postgresql_without_its_driver_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    assert "krever en tilleggspakke" in refusal("postgresql://tjener/db")


def test_an_absent_file_is_made_with_its_folder_only_when_asked(tmp_path: Path) -> None:
    path = tmp_path / "ny" / "planhjul.db"
    assert "finnes ikke" in refusal(f"sqlite:///{path}", create=False)
    assert not path.parent.exists()
    open_engine(f"sqlite:///{path}").dispose()
    open_engine(f"sqlite:///{path}", create=False).dispose()
    assert path.exists()


def test_a_folder_that_cannot_be_used_is_named(tmp_path: Path) -> None:
    (tmp_path / "fil").write_text("ikke en mappe")
    assert "Mappen" in refusal(f"sqlite:///{tmp_path / 'fil' / 'planhjul.db'}")
    assert "kan ikke åpnes" in refusal(f"sqlite:///{tmp_path}")


def test_a_file_that_is_no_database_is_left_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "brev.txt"
    path.write_text("Kjære kommune, dette er et brev." * 100)
    before = path.read_bytes()
    assert "er ikke en database" in refusal(f"sqlite:///{path}")
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    ("said", "message"),
    [
        ("attempt to write a readonly database", "kan bare leses"),
        ("cannot execute INSERT in a read-only transaction", "kan bare leses"),
        ("database is locked", "opptatt"),
        ("database or disk is full", "Rett årsaken"),
    ],
)
def test_what_the_driver_says_becomes_what_to_do(tmp_path: Path, said: str, message: str) -> None:
    engine = open_engine(f"sqlite:///{tmp_path / 'a.db'}")
    with pytest.raises(StoreUnavailable) as caught, available(engine):
        raise engine.dialect.loaded_dbapi.OperationalError(said)
    engine.dispose()
    assert message in caught.value.message.source


def test_our_own_mistakes_are_not_blamed_on_the_database(tmp_path: Path) -> None:
    engine = open_engine(f"sqlite:///{tmp_path / 'a.db'}")
    with pytest.raises(IntegrityError), available(engine):
        raise IntegrityError("INSERT", {}, Exception("UNIQUE"))
    engine.dispose()


def test_sqlite_keeps_references_and_survives_a_power_cut(tmp_path: Path) -> None:
    engine = open_engine(f"sqlite:///{tmp_path / 'a.db'}")
    with engine.connect() as connection:
        pragmas = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar_one()
            for name in ("foreign_keys", "journal_mode", "synchronous", "busy_timeout")
        }
    engine.dispose()
    assert pragmas == {"foreign_keys": 1, "journal_mode": "wal", "synchronous": 2, "busy_timeout": 30_000}


def test_upgrade_from_nothing_gives_the_tables_of_the_program(empty_url: str) -> None:
    engine = open_engine(empty_url)
    with pytest.raises(StoreUnavailable, match="ikke klar"):
        require_schema(engine)
    upgrade(engine)
    upgrade(engine)
    require_schema(engine)
    with engine.connect() as connection:
        context = MigrationContext.configure(
            connection, opts={"version_table": VERSION_TABLE, "compare_type": True}
        )
        assert compare_metadata(context, metadata) == []
        inspector = inspect(connection)
        assert set(inspector.get_table_names()) == {*metadata.tables, VERSION_TABLE}
        for table in metadata.tables.values():
            key = inspector.get_pk_constraint(table.name)
            assert key["constrained_columns"] == table.primary_key.columns.keys(), table.name
            assert [column["name"] for column in inspector.get_columns(table.name)] == table.c.keys()
    engine.dispose()


def test_several_upgrades_at_once_all_succeed(empty_url: str) -> None:
    def one(_: int) -> None:
        engine = open_engine(empty_url)
        upgrade(engine)
        require_schema(engine)
        engine.dispose()

    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(one, range(4))) == [None] * 4


def test_a_migration_that_fails_leaves_nothing(empty_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    from alembic import op

    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("midt i")

    engine = open_engine(empty_url)
    monkeypatch.setattr(op, "create_index", fail)
    with pytest.raises(RuntimeError, match="midt i"):
        upgrade(engine)
    with engine.connect() as connection:
        assert inspect(connection).get_table_names() == []
    engine.dispose()


def test_a_newer_database_is_refused_and_untouched(empty_url: str) -> None:
    engine = open_engine(empty_url)
    upgrade(engine)
    with engine.begin() as connection:
        connection.exec_driver_sql(f"UPDATE {VERSION_TABLE} SET version_num = '9999'")
    for attempt in (upgrade, require_schema):
        with pytest.raises(StoreUnavailable, match="nyere utgave"):
            attempt(engine)
    with engine.connect() as connection:
        assert connection.scalar(text(f"SELECT version_num FROM {VERSION_TABLE}")) == "9999"
    engine.dispose()


def test_another_programs_database_is_refused_and_untouched(empty_url: str) -> None:
    engine = open_engine(empty_url)
    with engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE kunde (id INTEGER)")
    for attempt in (upgrade, require_schema):
        with pytest.raises(StoreUnavailable, match="annet program"):
            attempt(engine)
    with engine.connect() as connection:
        assert inspect(connection).get_table_names() == ["kunde"]
    engine.dispose()


def test_the_migrations_lie_in_the_package() -> None:
    location = migrations().get_main_option("script_location")
    assert location is not None
    assert (Path(location) / "env.py").is_file()


def test_every_table_is_keyed_by_municipality_first() -> None:
    for table in metadata.tables.values():
        assert table.primary_key.columns.keys()[0] == "kommune", table.name
        for reference in table.foreign_key_constraints:
            assert reference.column_keys[0] == "kommune", table.name
        for index in table.indexes:
            assert index.columns.keys()[0] == "kommune", index.name


def test_the_address_for_people_hides_the_password() -> None:
    engine = create_engine("postgresql+psycopg://bruker:hemmelig@tjener/db")
    assert shown_url(engine) == "postgresql+psycopg://bruker:***@tjener/db"
