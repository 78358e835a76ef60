"""The documented door from Python is true: its example runs as it stands, and answers as the commands do."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

import planhjul
from planhjul.house import AsOf
from planhjul.store import StoreUnavailable
from tests.demo import copy_of

DOOR = (Path(__file__).resolve().parents[2] / "docs" / "python.md").read_text(encoding="utf-8")


def test_the_example_runs(demo_db: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    [example] = re.findall(r"```python\n(.*?)```", DOOR, re.S)
    assert example.count("sqlite:///planhjul.db") == 1
    url = copy_of(demo_db, tmp_path)
    exec(example.replace("sqlite:///planhjul.db", url), {})
    said = capsys.readouterr().out
    assert "Budsjettet for 2027" in said or "Budsjett 2027" in said
    # Storvik's room for 2027 on 21 November 2026, in øre, as `planhjul room` answers.
    house = planhjul.open(url)
    answer = house.as_of("9901", date(2026, 11, 21)).room.room(2027)
    assert f"{answer.low_ore} {answer.default_ore} {answer.high_ore}" in said  # type: ignore[union-attr]
    assert "kl14-3-vedtak" in said


def test_every_question_the_table_names_is_there() -> None:
    named = set(re.findall(r"`seen\.(\w+)`", DOOR))
    assert named >= {"time", "money", "income", "accounts", "followup", "room", "effects", "goals", "agenda"}
    assert not [name for name in named if not hasattr(AsOf, name)]


def test_a_database_that_is_not_there_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(StoreUnavailable):
        planhjul.open(f"sqlite:///{tmp_path / 'borte.db'}")
    made = planhjul.open(f"sqlite:///{tmp_path / 'ny.db'}", create=True)
    assert made.kommuner() == ()
