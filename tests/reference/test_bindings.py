"""`data/bindings.toml` is read strictly."""

from __future__ import annotations

from pathlib import Path

import pytest

from planhjul.reference.bindings import load_bindings
from planhjul.reference.codes import load_codes
from planhjul.reference.locate import ReferenceDataError, data_dir

LEVELS = "\n".join(
    f'[[level]]\nlevel = {level}\nlov = 50\nforskrift = 20\navtaler = 30\nmark = "antakelse"\n'
    'reason = "Fordi."'
    for level in (1, 2, 3)
)
FUNKSJON = '[[funksjon]]\ncode = "130"\nlov = 0\nforskrift = 0\navtaler = 100\nmark = "antakelse"'


def test_every_share_adds_up_and_every_function_is_known() -> None:
    bound_by, codes = load_bindings(), load_codes()
    for shares in (*(level for level, _ in bound_by.levels.values()), *bound_by.functions.values()):
        assert shares.lov + shares.forskrift + shares.avtaler == 1
    assert bound_by.functions.keys() <= codes.funksjoner.keys()
    assert sorted(bound_by.levels) == [1, 2, 3]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (LEVELS, "funksjon"),
        (f"{LEVELS}\n{FUNKSJON}\n{FUNKSJON}", "twice"),
        (f"{LEVELS}\n{FUNKSJON}".replace("level = 3", "level = 2"), "twice"),
        (f"{LEVELS}\n{FUNKSJON}".replace("avtaler = 100", "avtaler = 90"), "add up"),
        (f"{LEVELS.rsplit('[[level]]', 1)[0]}\n{FUNKSJON}", "level is missing"),
        (f'{LEVELS}\n{FUNKSJON}\nukjent = "x"', "ukjent"),
        ("[[", "bindings.toml"),
    ],
    ids=["no functions", "function twice", "level twice", "sum", "level", "key", "toml"],
)
def test_an_unsound_file_says_what_is_wrong(tmp_path: Path, content: str, says: str) -> None:
    (tmp_path / "bindings.toml").write_text(content, encoding="utf-8")
    with pytest.raises(ReferenceDataError, match=says):
        load_bindings(tmp_path)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(ReferenceDataError, match=r"bindings\.toml cannot be read"):
        load_bindings(tmp_path)
    assert (data_dir() / "bindings.toml").is_file()
