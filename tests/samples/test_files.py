"""The committed files: built by the script beside them, small, listed, and taken by the importers."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from importers.registry import Stager
from planhjul.issues import Level
from planhjul.reference.codes import load_codes
from planhjul.staged import ImportChoices
from tests.samples.reading import LILLEVIK, STORVIK, facts, manifest, sheets

FOLDERS = [STORVIK, LILLEVIK]
BOTH = pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
NOT_IMPORTED = {"kostra-0A-2025.dat"}
# An unfinished year does not balance, and says so.
UNFINISHED = {"regnskap-2026-oktober.xlsx": {"BALANCE"}}
# What the deliberate dirt may say; everything else would be news.
EXPECTED_WARNINGS = {
    "HIDDEN_COLUMNS",
    "ART_EXPIRED",
    "FUNKSJON_NOT_VALID",
    "UNKNOWN_SETTING",
}


FILES = [(folder, name) for folder in FOLDERS for name in manifest(folder)["files"]]


@BOTH
def test_the_manifest_lists_every_file(folder: Path) -> None:
    made = {path.name for pattern in ("*.xlsx", "*.csv", "*.dat") for path in folder.glob(pattern)}
    assert set(manifest(folder)["files"]) == made - NOT_IMPORTED
    assert len(set(manifest(folder)["files"])) == len(manifest(folder)["files"])


@BOTH
def test_every_file_is_small(folder: Path) -> None:
    assert max(path.stat().st_size for path in folder.iterdir() if path.is_file()) < 400_000


def test_the_manifests_say_who_they_are() -> None:
    said = [
        tuple(manifest(folder)[key] for key in ("nr", "name", "members", "inhabitants")) for folder in FOLDERS
    ]
    assert said == [("9901", "Storvik", 27, 12000), ("9902", "Lillevik", 43, 6500)]


@BOTH
def test_every_workbook_names_its_municipality(folder: Path) -> None:
    for name in manifest(folder)["files"]:
        if name.endswith(".xlsx"):
            assert facts(folder / name)["Kommune"] == manifest(folder)["nr"], name


@BOTH
def test_the_script_rebuilds_the_committed_cells(folder: Path, tmp_path: Path) -> None:
    script = folder / "build.py"
    # -B: a rebuild leaves nothing behind in data/
    subprocess.run([sys.executable, "-B", str(script), str(tmp_path)], check=True, capture_output=True)
    made = sorted(path.name for path in tmp_path.iterdir())
    assert made == sorted({*manifest(folder)["files"], *(name for name in NOT_IMPORTED if folder is STORVIK)})
    for name in made:
        if name.endswith(".xlsx"):
            assert sheets(tmp_path / name) == sheets(folder / name), name
        else:
            assert (tmp_path / name).read_bytes() == (folder / name).read_bytes(), name


@pytest.fixture(scope="module")
def stager() -> Stager:
    return Stager(load_codes())


@pytest.mark.parametrize(("folder", "name"), FILES, ids=lambda part: getattr(part, "name", part))
def test_the_importers_take_the_file_with_warnings_only(folder: Path, name: str, stager: Stager) -> None:
    told = manifest(folder).get("stood_from", {}).get(name)
    staged = stager.stage(name, (folder / name).read_bytes(), ImportChoices(stood_from=told))
    assert staged.accepted, [(str(issue.where), issue.code) for issue in staged.issues]
    assert staged.rows.taken > 0
    assert staged.kommune == manifest(folder)["nr"]
    assert staged.stood_from is not None
    warned = {issue.code for issue in staged.issues if issue.level is Level.WARNING}
    assert warned - EXPECTED_WARNINGS == UNFINISHED.get(name, set())
