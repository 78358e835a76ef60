"""One good and one broken workbook per format: what is taken, and every mistake with its cell.

The inputs are rows in TOML, the expected answers JSON beside them in `golden_plans/`.
"""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import pytest

from importers.reading.workbook import read_workbook
from tests.importers.plan_workbooks import FORMATS, report, stage, xlsx

INPUTS = sorted((Path(__file__).parent / "golden_plans").glob("*.toml"))


@pytest.mark.parametrize("path", INPUTS, ids=lambda path: path.stem)
def test_golden(path: Path) -> None:
    given = tomllib.loads(path.read_text(encoding="utf-8"))
    content = xlsx({sheet["name"]: sheet["rows"] for sheet in given["sheets"]})
    workbook = read_workbook(given["file"], content)
    claimed = [known for known in FORMATS if known.identify(workbook) is not None]
    assert len(claimed) == 1
    found = report(stage(claimed[0], given["file"], content))
    assert found == json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))


def test_every_format_has_a_good_and_a_broken_workbook() -> None:
    names = {path.stem for path in INPUTS}
    assert {f"{known.key}-{quality}" for known in FORMATS for quality in ("good", "broken")} <= names
