"""Every kind of issue is declared once, told with its holes filled, and stands in docs/feilmeldinger.md."""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest

from importers import issue_kinds
from importers.issue_kinds import PAGE, declared, page
from planhjul.issues import CellRef, IssueKind, Level, error
from planhjul.texts import text

ROOT = Path(__file__).resolve().parents[2]
SOURCES = [file for package in ("importers", "planhjul") for file in sorted((ROOT / package).rglob("*.py"))]
# The one place that makes issues, and the one that reads stored ones back.
MAKERS = {"planhjul/issues.py", "planhjul/store/content.py"}
# Where the kind stands in a call that tells of one: before the method, or as its first argument.
TELLING = ("at", "tell", "add")


def calls(file: Path) -> Iterator[ast.Call]:
    tree = ast.parse(file.read_text(encoding="utf-8"))
    return (node for node in ast.walk(tree) if isinstance(node, ast.Call))


def test_the_page_is_current() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "run: make docs"


def test_the_page_is_written_by_its_command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(issue_kinds, "PAGE", tmp_path / "side.md")
    issue_kinds.write_page()
    assert (tmp_path / "side.md").read_text(encoding="utf-8") == page()


def test_every_code_is_declared_exactly_once() -> None:
    first = Counter(kind.code for kind in declared() if not kind.other)
    assert {code for code, times in first.items() if times > 1} == set()
    assert {kind.code for kind in declared()} == set(first)
    assert all(code.isascii() and code == code.upper() for code in first)


def test_an_issue_is_made_from_its_kind_alone() -> None:
    made = {
        file.relative_to(ROOT).as_posix()
        for file in SOURCES
        for call in calls(file)
        if isinstance(call.func, ast.Name) and call.func.id == "Issue"
    }
    assert made <= MAKERS


def test_a_kind_that_is_told_gets_exactly_its_holes() -> None:
    told = 0
    for file in [file for file in SOURCES if file.name != "__main__.py"]:
        for call in calls(file):
            if not isinstance(call.func, ast.Attribute) or call.func.attr not in TELLING:
                continue
            shown = call.func.value if call.func.attr == "at" else next(iter(call.args), None)
            if not isinstance(shown, ast.Name) or any(word.arg is None for word in call.keywords):
                continue
            module = import_module(".".join(file.relative_to(ROOT).with_suffix("").parts))
            kind = getattr(module, shown.id, None)
            if isinstance(kind, IssueKind):
                told += 1
                holes = {*kind.message.holes(), *kind.advice.holes()}
                given = {word.arg for word in call.keywords}
                assert holes - {"found"} <= given <= holes, f"{file.name}:{call.lineno}"
    assert told > 80


def test_every_kind_is_used() -> None:
    used = Counter(
        node.id
        for file in SOURCES
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Name)
    )
    names = {
        name
        for file in SOURCES
        for node in ast.parse(file.read_text(encoding="utf-8")).body
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name)
        for name in [node.target.id]
        if isinstance(node.value, ast.Call)
        and (
            (isinstance(node.value.func, ast.Name) and node.value.func.id in {"error", "warning", "info"})
            or (isinstance(node.value.func, ast.Attribute) and node.value.func.attr == "but")
        )
    }
    assert {name for name in names if used[name] < 2} == set()


def test_an_issue_is_the_kind_at_a_place() -> None:
    kind = error("CODE", text("«{found}» står i {where}."), text("Rett {what}.", what="feltet"))
    issue = kind.at(CellRef("a.xlsx", "Ark", 2, 3), "x", where="C1")
    assert (issue.code, issue.level, str(issue.where), issue.found) == ("CODE", Level.ERROR, "Ark!C2", "x")
    assert dict(issue.message.values) == {"found": "x", "where": "C1"}
    assert dict(issue.advice.values) == {"what": "feltet"}
    with pytest.raises(KeyError):
        kind.at(CellRef("a.xlsx"))


def test_another_wording_keeps_the_code() -> None:
    kind = error("CODE", text("Slik."), text("Gjør det."))
    other = kind.but(level=Level.INFO, message=text("Eller slik."))
    assert (other.code, other.level, other.message, other.advice, other.other) == (
        "CODE",
        Level.INFO,
        text("Eller slik."),
        kind.advice,
        True,
    )
