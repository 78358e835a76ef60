"""The floors of coverage: a folder below its own is told, with where to look."""

from __future__ import annotations

from typing import Any

from tests.floors import breaches


def _file(statements: int, covered: int, *missing: int) -> dict[str, Any]:
    summary = {
        "num_statements": statements,
        "covered_lines": covered,
        "num_branches": 10,
        "covered_branches": 10,
    }
    return {"summary": summary, "missing_lines": list(missing), "missing_branches": []}


def test_a_pure_room_is_covered_wholly_and_the_rest_nearly() -> None:
    assert (
        list(breaches({"planhjul/wheel/checks/a.py": _file(90, 90), "planhjul/cli/b.py": _file(90, 80)}))
        == []
    )


def test_a_breach_names_folder_share_and_lines() -> None:
    found = list(
        breaches(
            {
                "planhjul/ledger/forms/a.py": _file(90, 89, 7),
                "planhjul/ledger/b.py": _file(90, 90),
                "planhjul/cli/c.py": _file(90, 70, 1, 2),
            }
        )
    )
    assert found == [
        "planhjul/cli: 80.00 % of 90 %",
        "  planhjul/cli/c.py: lines [1, 2], branches []",
        "planhjul/ledger: 99.50 % of 100 %",
        "  planhjul/ledger/forms/a.py: lines [7], branches []",
    ]
