from __future__ import annotations

from pathlib import Path

import pytest

from planhjul.reference.codes import load_codes
from planhjul.reference.locate import ReferenceDataError, data_dir

ARTS = "arter.csv"
FUNCTIONS = "funksjoner.csv"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A data folder with the real lists, to spoil."""
    (tmp_path / "codes").mkdir()
    for name in (ARTS, FUNCTIONS):
        (tmp_path / "codes" / name).write_bytes((data_dir() / "codes" / name).read_bytes())
    return tmp_path


def test_the_lists_hold_every_code_of_the_money_model() -> None:
    codes = load_codes()
    assert (len(codes.arts), len(codes.funksjoner)) == (133, 158)
    assert codes.arts["090"].kind == "expense"
    assert (codes.arts["878"].valid_from, codes.arts["875"].valid_to) == (2025, 2024)


@pytest.mark.parametrize(
    ("file", "row", "message"),
    [
        (ARTS, "010,Fastlønn,expense,lønn,,,,10,ja,ja,klass", "010 stands twice"),
        (ARTS, "9999,For lang,expense,x,,,,,ja,ja,klass", "arter.csv:135"),
        (ARTS, "999,Ukjent slag,revenue,x,,,,,ja,ja,klass", "kind"),
        (ARTS, "999,Baklengs,expense,x,2025,2020,,,ja,ja,klass", "ends before it starts"),
        (ARTS, "999,Rart år,expense,x,25,,,,ja,ja,klass", "valid_from"),
        (ARTS, "999,For mange felt,expense,x,,,,,ja,ja,klass,mer", "arter.csv:135"),
        (FUNCTIONS, "999,Nivå 4,kommune,x,,,4,,,,ja,ja,klass", "level"),
        (FUNCTIONS, "999,Rar selvkost,kommune,x,,,2,,,kanskje,ja,ja,klass", "self_cost"),
    ],
)
def test_an_unsound_row_stops_with_file_and_reason(folder: Path, file: str, row: str, message: str) -> None:
    with (folder / "codes" / file).open("a", encoding="utf-8") as opened:
        opened.write(row + "\n")
    with pytest.raises(ReferenceDataError, match=message):
        load_codes(folder)


def test_a_missing_or_empty_file_stops(folder: Path) -> None:
    path = folder / "codes" / FUNCTIONS
    path.write_text(path.read_text(encoding="utf-8").splitlines()[0], encoding="utf-8")
    with pytest.raises(ReferenceDataError, match=r"funksjoner\.csv holds no codes"):
        load_codes(folder)
    path.unlink()
    with pytest.raises(ReferenceDataError, match=r"funksjoner\.csv cannot be read"):
        load_codes(folder)
