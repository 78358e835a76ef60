"""`data/forms.toml` is read strictly."""

from __future__ import annotations

from pathlib import Path

import pytest

from planhjul.ledger.forms.lines import ArtRange, FormKey
from planhjul.reference.forms import load_forms
from planhjul.reference.locate import ReferenceDataError, data_dir

GOOD = (data_dir() / "forms.toml").read_text(encoding="utf-8")


def read(folder: Path, content: str) -> None:
    (folder / "forms.toml").write_text(content, encoding="utf-8")
    load_forms(folder)


def test_our_own_file_is_sound() -> None:
    catalogue = load_forms()
    assert set(catalogue.forms) == set(FormKey)
    assert catalogue.successors["875"] == ("878", "879")
    general = next(line for line in catalogue.forms[FormKey.DRIFT].lines if line.key == "andre_generelle")
    assert general.arts == (
        ArtRange("877", "877"),
        ArtRange("810", "810", "840"),
        ArtRange("810", "810", "850"),
    )


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("[[form]]", "[[form", "Expected"),
        ('key = "5-5"', 'key = "5-6"', "5-5 missing"),
        ('arts = ["800"]', 'arts = ["80"]', "no art or range"),
        ('arts = ["800"]', "arts = [800]", "no art or range"),
        ('side = "inntekt"\narts = ["800"]\n', "", "either side and arts, or sum"),
        ('side = "inntekt"\narts = ["800"]', 'side = "inntekt"', "either side and arts, or sum"),
        ('arts = ["800"]', 'arts = ["800"]\nsplit = true', "cannot be distributed"),
        ('sum = ["bevilgninger", "avskrivninger"]', 'sum = ["bevilgninger", 1]', "is no line"),
        ('sum = ["bevilgninger", "avskrivninger"]', 'sum = ["bevilgninger", "-ndr"]', "ndr is not above it"),
        ('key = "eiendomsskatt"', 'key = "rammetilskudd"', "twice in 2021"),
        ('name = "Rammetilskudd"', 'name = "Ramme"\nfarge = "blå"', "farge"),
    ],
)
def test_unsound_files_are_refused(tmp_path: Path, old: str, new: str, said: str) -> None:
    assert old in GOOD
    with pytest.raises(ReferenceDataError, match=said):
        read(tmp_path, GOOD.replace(old, new, 1))


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(ReferenceDataError, match=r"forms\.toml cannot be read"):
        load_forms(tmp_path)
