"""`data/controls.toml` is read strictly."""

from __future__ import annotations

from pathlib import Path

import pytest

from planhjul.reference.controls import load_controls
from planhjul.reference.locate import ReferenceDataError, data_dir

GOOD = (data_dir() / "controls.toml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("[[line]]", "[[line", "Expected"),
        ('number = "020"', 'number = "20"', "number"),
        ('level = "warning"', 'level = "feil"', "level"),
        ('kontoklasse = "1"', 'kontoklasse = "2"', "kontoklasse"),
        ('arts = ["570"]', 'arts = ["57"]', "no code or range"),
        ('arts = ["570"]', "arts = [570]", "no code or range"),
        ('arts = ["570"]', 'art = ["570"]', "art"),
        ('[[balance.where]]\nkontoklasse = "0"', "where = []", "at least 1"),
    ],
)
def test_unsound_files_are_refused(tmp_path: Path, old: str, new: str, said: str) -> None:
    assert old in GOOD
    (tmp_path / "controls.toml").write_text(GOOD.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(ReferenceDataError, match=said):
        load_controls(tmp_path)
