"""Runs commands as a person would, on a copy of the demo database."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from planhjul.cli.app import cli
from tests.demo import copy_of


@dataclass(frozen=True)
class Answer:
    """What a command printed and how it ended."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


Run = Callable[..., Answer]


def runner(db: str) -> Run:
    def run(*args: object, kommune: str | None = "9901") -> Answer:
        chosen = ["--kommune", kommune] if kommune else []
        result = CliRunner().invoke(cli, ["--db", db, *chosen, *map(str, args)])
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        return Answer(result.exit_code, result.stdout, result.stderr)

    return run


@pytest.fixture
def storvik(demo_db: Path, tmp_path: Path) -> Run:
    """Commands on a copy of the demo database, with Storvik chosen."""
    return runner(copy_of(demo_db, tmp_path))


@pytest.fixture
def empty(tmp_path: Path) -> Run:
    """Commands on a database that is not there yet."""
    return runner(f"sqlite:///{tmp_path / 'empty.db'}")
