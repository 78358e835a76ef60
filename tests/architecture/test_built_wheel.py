"""The built wheel is whole: it finds its data, migrations, catalogues and templates without the checkout."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

pytestmark = pytest.mark.processes

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel's content in a folder of its own."""
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    [wheel] = folder.glob("*.whl")
    target = folder / "site"
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(target)
    return target


def run(unpacked: Path, folder: Path, *args: str) -> str:
    environment = {**os.environ, "PYTHONPATH": str(unpacked), "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(
        [sys.executable, *args], cwd=folder, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_wheel_holds_no_leavings(unpacked: Path) -> None:
    found = [
        str(file.relative_to(unpacked))
        for file in unpacked.rglob("*")
        if file.suffix in {".pyc", ".db"} or file.name in {"tests", "__pycache__"}
    ]
    assert not found


def test_the_demo_runs_from_the_wheel_alone(unpacked: Path, tmp_path: Path) -> None:
    where = run(unpacked, tmp_path, "-c", "import planhjul; print(planhjul.__file__)")
    assert str(unpacked) in where
    db = f"sqlite:///{tmp_path / 'wheel.db'}"
    run(unpacked, tmp_path, "-m", "planhjul", "--db", db, "demo", "--no-serve")
    said = run(
        unpacked, tmp_path, "-m", "planhjul", "--db", db, "--kommune", "9901",
        "room", "--year", "2027", "--on", "2026-06-16",
    )  # fmt: skip
    assert "35,1" in said
    run(
        unpacked, tmp_path, "-m", "planhjul", "--db", db, "--kommune", "9901",
        "publish", "--year", "2026", "-o", str(tmp_path / "ut"), "--on", "2026-11-21",
    )  # fmt: skip
    assert (tmp_path / "ut" / "index.html").is_file()
