"""One good and one broken file per format: what is taken, and every mistake with its place."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from planhjul.staged import Staged
from tests.importers.line_workbooks import stage
from tests.importers.plan_workbooks import report, told

FOLDER = Path(__file__).parent / "golden"
INPUTS = sorted(path for path in FOLDER.iterdir() if path.suffix != ".json")
LEFT_OUT = {"kind", "side", "sheet"}


def full_report(found: Staged) -> dict[str, Any]:
    """The staged file as plain data, its lines as rows."""
    lines = found.content.lines.drop(columns=list(LEFT_OUT)).to_dict("split")
    return report(found) | {
        "totals": told(found.totals),
        "unclassified": [found.unclassified_lines, found.unclassified_ore],
        "lines": [lines["columns"], *lines["data"]] if lines["data"] else [],
    }


@pytest.mark.parametrize("path", INPUTS, ids=lambda path: path.stem)
def test_golden(path: Path) -> None:
    found = full_report(stage(path.name, path.read_bytes()))
    assert found == json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))


def test_each_format_has_a_good_and_a_broken_file() -> None:
    assert {path.stem for path in INPUTS} == {
        f"{key}-{quality}" for key in ("kostra", "lines", "financial-plan") for quality in ("good", "broken")
    }
