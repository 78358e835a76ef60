"""Sums are read once, and again as soon as the data change."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from sqlalchemy import event

from planhjul.ledger.versions import VersionKind
from planhjul.services import sums as sums_module
from planhjul.services.sums import Sums
from planhjul.store import Repository, open_engine
from tests.demo import copy_of

ON = date(2026, 11, 21)
PROPOSAL = VersionKind.DIREKTORENS_FORSLAG


@pytest.fixture
def asked(demo_db: Path, tmp_path: Path) -> tuple[Repository, list[str]]:
    engine = open_engine(copy_of(demo_db, tmp_path))
    statements: list[str] = []

    @event.listens_for(engine, "before_cursor_execute")
    def note(_c: object, _cu: object, statement: str, *_rest: object) -> None:
        if "amount_ore" in statement:
            statements.append(statement)

    return Repository(engine), statements


def test_the_second_question_reads_nothing(asked: tuple[Repository, list[str]]) -> None:
    repository, statements = asked
    sums = Sums(repository)
    first = sums.of("9901", PROPOSAL, 2027, ON)
    read = len(statements)
    assert read > 0
    assert sums.of("9901", PROPOSAL, 2027, ON) is first
    assert len(statements) == read


def test_an_undone_batch_is_gone_at_once(asked: tuple[Repository, list[str]]) -> None:
    repository, _ = asked
    sums = Sums(repository)
    before = sums.of("9901", PROPOSAL, 2027, ON)
    newest = next(version for version in repository.versions("9901", ON) if version.kind is PROPOSAL)
    repository.undo("9901", newest.batch, datetime(2026, 11, 21, 12, tzinfo=UTC))
    after = sums.of("9901", PROPOSAL, 2027, ON)
    assert len(after) < len(before)


def test_only_so_many_are_kept(asked: tuple[Repository, list[str]], monkeypatch: pytest.MonkeyPatch) -> None:
    repository, statements = asked
    monkeypatch.setattr(sums_module, "_KEPT", 2)
    sums = Sums(repository)
    for year in (2027, 2028, 2029):
        sums.of("9901", PROPOSAL, year, ON)
    read = len(statements)
    sums.of("9901", PROPOSAL, 2029, ON)
    assert len(statements) == read
    sums.of("9901", PROPOSAL, 2027, ON)
    assert len(statements) > read
