"""Which rooms have files that changed, so that their tests run first (`make quick`)."""

from __future__ import annotations

import subprocess
from collections.abc import Iterable
from pathlib import Path, PurePosixPath

ROOT = Path(__file__).resolve().parents[1]
# What stands outside the rooms, and the rooms whose tests would see it break.
_BESIDE = {"data/samples": "samples", "data": "reference", "docs": "architecture"}


def changed_files() -> list[str]:
    """The files that differ from the last commit, or from where this branch left main; none without git."""
    names: set[str] = set()
    for question in (
        ["diff", "--name-only", "HEAD"],
        ["diff", "--name-only", "main...HEAD"],
        ["ls-files", "--others", "--exclude-standard"],
    ):
        try:
            answer = subprocess.run(["git", *question], cwd=ROOT, capture_output=True, text=True, check=False)
        except OSError:
            return []
        names |= set(answer.stdout.splitlines()) if answer.returncode == 0 else set()
    return sorted(names)


def rooms_of(files: Iterable[str]) -> set[str]:
    """The folders of `tests/` that the files belong to."""
    rooms = set()
    for name in files:
        first, *rest = PurePosixPath(name).parts
        if first in {"planhjul", "tests"} and len(rest) > 1:
            rooms.add(rest[0])
        elif first in {"importers", "dashboards"}:
            rooms.add(first)
        else:
            rooms |= {room for beside, room in _BESIDE.items() if name.startswith(f"{beside}/")}
    return rooms
