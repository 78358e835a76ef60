"""Holds what the tests cover, branches counted, to a floor for each folder: `python -m tests.floors FILE`.

The file is coverage's own JSON. A breach says the folder, its share, and the lines and branches to look at.
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import Any, Final

ELSEWHERE: Final = 90
FLOORS: Final[Mapping[str, int]] = {
    "planhjul/wheel": 100,
    "planhjul/ledger": 100,
    "planhjul/choices": 100,
    "importers": 100,
}


def folder_of(file: str) -> str:
    """The folder with a floor of its own that holds the file, or the folder it stands in."""
    here = PurePosixPath(file.replace("\\", "/"))
    return next((floor for floor in FLOORS if here.is_relative_to(floor)), str(here.parent))


def breaches(files: Mapping[str, Mapping[str, Any]]) -> Iterator[str]:
    """One sentence for each folder below its floor."""
    folders: dict[str, list[str]] = defaultdict(list)
    for file in files:
        folders[folder_of(file)].append(file)
    for folder, names in sorted(folders.items()):
        sums = [files[name]["summary"] for name in names]
        count = sum(one["num_statements"] + one["num_branches"] for one in sums)
        covered = sum(one["covered_lines"] + one["covered_branches"] for one in sums)
        if covered * 100 >= count * FLOORS.get(folder, ELSEWHERE):
            continue
        yield f"{folder}: {100 * covered / count:.2f} % of {FLOORS.get(folder, ELSEWHERE)} %"
        for name in sorted(names):
            lines, branches = files[name]["missing_lines"], files[name].get("missing_branches", [])
            if lines or branches:
                yield f"  {name}: lines {lines}, branches {branches}"


def main(arguments: list[str]) -> int:
    """Print every breach; 1 when there is one."""
    found = list(breaches(json.loads(Path(arguments[0]).read_text(encoding="utf-8"))["files"]))
    sys.stdout.write("".join(f"{line}\n" for line in found))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
