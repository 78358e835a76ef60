"""Databases from every released edition: upgraded, they hold what they held and answer as a new one does."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, Table, inspect, select

from planhjul.choices.priorities import Priority
from planhjul.ledger.areas import Area
from planhjul.ledger.versions import VersionKind
from planhjul.staged import Content
from planhjul.store import Repository, StoreUnavailable, open_engine, require_schema, tables, upgrade
from planhjul.store.engine import migrations, revisions
from planhjul.wheel.log import Held, MeetingRef
from tests.store.conftest import AsOfStore

from .examples import AT, LILLEVIK, NEW_YEAR, STORVIK, area, everything, grid_of, issue, lines, staged

LATER = date(2030, 1, 1)
BUDGET = VersionKind.OPPRINNELIG_BUDSJETT
# Edition → the tables that are new after it.
_SUMS = {"month_total", "project_total"}


@pytest.fixture(scope="module")
def newest(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """A database of this edition with two municipalities, many lines, an undone import and a log."""
    path = tmp_path_factory.mktemp("newest") / "planhjul.db"
    path.write_bytes(sqlite_template.read_bytes())
    engine = open_engine(f"sqlite:///{path}")
    store = Repository(engine)
    # An older edition knows no ansvar of an area.
    content = replace(everything(), areas=(replace(area("skole"), ansvar=()),))
    several = lines(
        *(
            {
                "month": n % 13,
                "prosjekt": ("", "P1", "Ø2")[n % 3],
                "change_group": f"N{n % 2}",
                "kontoklasse": str(n % 2),
                "year": 2026 + n % 2,
                "amount_ore": n * 10**12,
            }
            for n in range(60)
        )
    )
    for nr in (STORVIK, LILLEVIK):
        store.register(nr)
        store.commit(nr.nr, staged(content, issues=[issue()]), NEW_YEAR, AT)
        store.commit(nr.nr, staged(Content(lines=several), sha="b"), NEW_YEAR, AT)
        store.commit(nr.nr, staged(Content(lines=grid_of(300)), sha="c"), NEW_YEAR, AT)
    store.undo("9902", 1, AT)
    store.record("9901", Held(MeetingRef("ks", "Kommunestyret", NEW_YEAR)), "A", "B", AT)
    yield engine
    engine.dispose()


def rows(connection: Connection, table: Table, columns: list[str]) -> list[str]:
    """The table's rows in an order of our own, as text: JSON values cannot be ordered."""
    return sorted(repr(tuple(row)) for row in connection.execute(select(*(table.c[n] for n in columns))))


def test_the_names_of_the_migrations_are_the_chain_alembic_follows() -> None:
    chain = ScriptDirectory.from_config(migrations()).walk_revisions()
    assert revisions() == tuple(script.revision for script in chain)[::-1]


# Edition → what its step leaves in SQLite: the statements of every table and index so far, as a digest.
LEFT = {
    "0001": "02dc2ce153b4d079",
    "0002": "c971e49ad7eb8fac",
    "0003": "988d90a71e8f1e04",
    "0004": "ed3b3ded2415f056",
}


@pytest.mark.parametrize("edition", revisions())
def test_a_released_step_leaves_for_ever_what_it_left(tmp_path: Path, edition: str) -> None:
    engine = open_engine(f"sqlite:///{tmp_path / 'a.db'}")
    with engine.begin() as connection:
        config = migrations()
        config.attributes["connection"] = connection
        command.upgrade(config, edition)
        made = connection.exec_driver_sql("SELECT sql FROM sqlite_master WHERE sql <> '' ORDER BY name")
        statements = "\n".join(" ".join(statement.split()) for (statement,) in made)
    engine.dispose()
    assert sha256(statements.encode()).hexdigest()[:16] == LEFT[edition]


@pytest.mark.parametrize("edition", ["0001", "0002"])
def test_an_older_database_is_upgraded_whole(newest: Engine, empty_url: str, edition: str) -> None:
    engine = open_engine(empty_url)
    known: dict[str, list[str]] = {}
    with engine.begin() as old, newest.connect() as new:
        config = migrations()
        config.attributes["connection"] = old
        command.upgrade(config, edition)
        for table in tables.metadata.sorted_tables:
            if not inspect(old).has_table(table.name):
                continue
            known[table.name] = [column["name"] for column in inspect(old).get_columns(table.name)]
            kept: list[dict[str, Any]] = [
                dict(row) for row in new.execute(select(*(table.c[n] for n in known[table.name]))).mappings()
            ]
            assert kept, table.name
            statement = table.insert().values(dict.fromkeys(known[table.name]))
            old.execute(statement, kept)
    assert not _SUMS & set(known)
    with pytest.raises(StoreUnavailable, match="ikke klar"):
        require_schema(engine)

    upgrade(engine)
    require_schema(engine)
    with engine.connect() as old, newest.connect() as new:
        for name, columns in known.items():
            table = tables.metadata.tables[name]
            assert rows(old, table, columns) == rows(new, table, columns), name
        for name in _SUMS:
            table = tables.metadata.tables[name]
            every = [column.name for column in table.columns]
            assert rows(old, table, every) == rows(new, table, every), name
    store, expected = AsOfStore(engine), AsOfStore(newest)
    assert store.health() == ()
    assert store.known("9901", Area, LATER) == expected.known("9901", Area, LATER)
    for nr in ("9901", "9902"):
        for ask in ("month_sums", "project_sums"):
            found = getattr(store, ask)(nr, BUDGET, 2026, LATER)
            assert found.equals(getattr(expected, ask)(nr, BUDGET, 2026, LATER))
            assert not found.empty
    assert store.commit("9901", staged(everything(), sha="ny"), NEW_YEAR, AT) == 4
    assert store.known("9901", Priority, LATER) == everything().priorities
    engine.dispose()
