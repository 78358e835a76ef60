from __future__ import annotations

from pathlib import Path

import pytest

from planhjul.reference import locate
from planhjul.reference.locate import ReferenceDataError, data_dir


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of a package that stands somewhere else."""
    folder = tmp_path / "planhjul"
    monkeypatch.setattr(locate, "__file__", str(folder / "reference" / "locate.py"))
    return folder


def test_an_installed_package_has_its_data_inside(package: Path) -> None:
    (package / "_data" / "codes").mkdir(parents=True)
    assert data_dir() == package / "_data"


def test_the_folder_beside_a_checkout_wins(package: Path) -> None:
    for folder in (package / "_data", package.parent / "data"):
        (folder / "codes").mkdir(parents=True)
    assert data_dir() == package.parent / "data"


@pytest.mark.usefixtures("package")
def test_no_data_anywhere_says_what_to_do() -> None:
    with pytest.raises(ReferenceDataError, match="reinstall"):
        data_dir()
