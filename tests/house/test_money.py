"""What is stored is read once, and again as soon as the data change."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from sqlalchemy import event

from planhjul.house import House
from planhjul.ledger.versions import VersionKind
from planhjul.store import Repository, open_engine
from tests.demo import copy_of

ON = date(2026, 11, 21)
PROPOSAL = VersionKind.DIREKTORENS_FORSLAG


@pytest.fixture
def asked(demo_db: Path, tmp_path: Path) -> tuple[House, list[str]]:
    engine = open_engine(copy_of(demo_db, tmp_path))
    statements: list[str] = []

    @event.listens_for(engine, "before_cursor_execute")
    def note(_c: object, _cu: object, statement: str, *_rest: object) -> None:
        if "amount_ore" in statement:
            statements.append(statement)

    return House(Repository(engine)), statements


def test_the_second_question_reads_nothing(asked: tuple[House, list[str]]) -> None:
    house, statements = asked
    first = house.as_of("9901", ON).money.sums(PROPOSAL, 2027)
    read = len(statements)
    assert read > 0
    # Drift and investering are two stored versions, laid together anew: what is read is read once.
    assert house.as_of("9901", ON).money.sums(PROPOSAL, 2027).equals(first)
    assert house.as_of("9901", date(2026, 12, 1)).money.sums(PROPOSAL, 2027).equals(first)
    assert len(statements) == read


def test_several_versions_are_one_question(asked: tuple[House, list[str]]) -> None:
    house, statements = asked
    years = [(PROPOSAL, year) for year in (2027, 2028, 2029, 2030)]
    found = house.as_of("9901", ON).money.sums_of(years)
    assert len(statements) == 1
    for (kind, year), sums in found.items():
        assert house.as_of("9901", ON).money.sums(kind, year).equals(sums)
        assert set(sums["year"]) == {year}


def test_an_undone_batch_is_gone_at_once(asked: tuple[House, list[str]]) -> None:
    house, _ = asked
    before = house.as_of("9901", ON).money.sums(PROPOSAL, 2027)
    newest = next(version for version in house.as_of("9901", ON).versions if version.kind is PROPOSAL)
    house.repository.undo("9901", newest.batch, datetime(2026, 11, 21, 12, tzinfo=UTC))
    after = house.as_of("9901", ON).money.sums(PROPOSAL, 2027)
    assert len(after) < len(before)
