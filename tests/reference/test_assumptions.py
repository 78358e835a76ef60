from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from planhjul.choices.assumptions import Key, levels_sum_to_one
from planhjul.choices.results import Mark
from planhjul.reference.assumptions import load_assumptions
from planhjul.reference.locate import ReferenceDataError, data_dir

REAL = (data_dir() / "assumptions.toml").read_text(encoding="utf-8")


def test_every_parameter_has_value_band_mark_and_reason() -> None:
    assumptions = load_assumptions()
    assert set(assumptions.parameters) == set(Key)
    assert (assumptions[Key.PENSION], assumptions[Key.EMPLOYER_TAX]) == (
        Fraction(12, 100),
        Fraction(141, 1000),
    )
    assert levels_sum_to_one(assumptions) == ()
    assert assumptions.parameters[Key.NDR_TARGET].mark is Mark.VERIFISERT
    assert all(entry.reason.source for entry in assumptions.parameters.values())


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('key = "pensjonssats"', 'key = "pensjon"', "key"),
        ('key = "mva_sats"', 'key = "pensjonssats"', "stands twice"),
        ('value = "12 %"', 'value = "tolv"', "value"),
        ('value = "12 %"', 'value = "40 %"', "pensjonssats lies outside its band"),
        (
            'value = "12 %"\nlow = "10 %"\nhigh = "14 %"',
            'value = "12"\nlow = "10"\nhigh = "14"',
            "impossible",
        ),
        ('value = "80 %"', 'value = "79 %"', "level 2"),
        ('mark = "antakelse"', 'mark = "sikkert"', "mark"),
        ("title = ", "titel = ", "titel"),
        ("[[parameter]]", "[[parameter]", "assumptions.toml"),
    ],
)
def test_an_unsound_file_stops_with_the_key(tmp_path: Path, old: str, new: str, message: str) -> None:
    assert old in REAL
    (tmp_path / "assumptions.toml").write_text(REAL.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(ReferenceDataError, match=message):
        load_assumptions(tmp_path)


def test_a_missing_parameter_or_file_stops(tmp_path: Path) -> None:
    with pytest.raises(ReferenceDataError, match="cannot be read"):
        load_assumptions(tmp_path)
    head, tail = REAL.rsplit("[[parameter]]", 1)
    assert "aapenhet" in tail
    (tmp_path / "assumptions.toml").write_text(head, encoding="utf-8")
    with pytest.raises(ReferenceDataError, match="aapenhet missing"):
        load_assumptions(tmp_path)
