"""A command is a process of its own: it imports what it needs, and nothing else."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from importers.tables.templates import KINDS
from planhjul.cli.files import TEMPLATES
from tests.demo import copy_of

pytestmark = pytest.mark.processes

# What no answer in a terminal needs.
NEVER = {
    "alembic",
    "dash",
    "flask",
    "plotly",
    "openpyxl",
    "python_calamine",
    "typst",
    "icalendar",
    "waitress",
}
FILES = {"importers", "dashboards", "pydantic"}
RUN = """
import json, sys
from planhjul.cli import main
try:
    main(sys.argv[2:])
finally:
    open(sys.argv[1], "w").write(json.dumps(sorted(sys.modules)))
"""


def imported(folder: Path, *args: str, code: int = 0) -> set[str]:
    """The modules a process has imported when the command has answered."""
    report = folder / "modules.json"
    ended = subprocess.run([sys.executable, "-c", RUN, str(report), *args], capture_output=True, text=True)
    assert ended.returncode == code, ended.stderr
    return set(json.loads(report.read_text()))


def heavy(modules: set[str], forbidden: set[str]) -> set[str]:
    return {name for name in modules if name.partition(".")[0] in forbidden or name in forbidden}


@pytest.mark.parametrize(
    ("args", "forbidden", "code"),
    [
        (("batches",), {"pydantic", "holidays", "planhjul.reference"}, 0),
        (("undo", "9999"), {"pydantic", "holidays", "planhjul.reference"}, 2),
        (("event", "list", "--json"), set(), 0),
        (("wheel", "--year", "2026", "--on", "2026-11-21"), set(), 0),
        (("windows", "--on", "2026-11-21"), set(), 0),
        (("windows", "--on", "2026-11-21", "--json"), {"rich"}, 0),
        (("income", "--year", "2027", "--on", "2026-11-21"), {"holidays", "planhjul.reference.law"}, 0),
        (("keyfigures", "--year", "2025", "--on", "2026-11-21"), set(), 0),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_a_command_imports_what_it_needs(
    demo_db: Path, tmp_path: Path, args: tuple[str, ...], forbidden: set[str], code: int
) -> None:
    chosen = ("--db", copy_of(demo_db, tmp_path), "--kommune", "9901")
    modules = imported(tmp_path, *chosen, *args, code=code)
    assert not heavy(modules, NEVER | forbidden)


@pytest.mark.parametrize("args", [("--help",), ("income", "--help")], ids=" ".join)
def test_help_needs_neither_a_database_nor_figures(tmp_path: Path, args: tuple[str, ...]) -> None:
    heaviest = {"pydantic", "pandas", "numpy", "sqlalchemy", "babel", "rich", "holidays"}
    assert not heavy(imported(tmp_path, *args), NEVER | heaviest)


def test_the_kinds_of_template_are_the_importers_own() -> None:
    assert TEMPLATES == KINDS


BLOCKED = """
import sys
sys.modules[sys.argv[1]] = None
from planhjul.cli import main
main(sys.argv[2:])
"""


@pytest.mark.parametrize(
    ("package", "args"),
    [
        ("icalendar", ("agenda", "export", "--list", "Bygdelista", "-o", "liste.ics", "--on", "2026-11-22")),
        ("icalendar", ("publish", "-o", "ut", "--year", "2026", "--on", "2026-11-21")),
        ("typst", ("publish", "-o", "ut", "--year", "2026", "--on", "2026-11-21")),
    ],
)
def test_a_package_that_is_not_installed_is_said_with_its_pip_line(
    demo_db: Path, tmp_path: Path, package: str, args: tuple[str, ...]
) -> None:
    placed = [str(tmp_path / arg) if arg in ("ut", "liste.ics") else arg for arg in args]
    chosen = ("--db", copy_of(demo_db, tmp_path), "--kommune", "9901")
    ended = subprocess.run(
        [sys.executable, "-c", BLOCKED, package, *chosen, *placed], capture_output=True, encoding="utf-8"
    )
    assert ended.returncode == 3, ended.stderr
    assert "pip install 'planhjul[publish]'" in ended.stderr
    assert "Traceback" not in ended.stderr
