"""The house keeps its own rules: catalogue, commands, names, addresses."""

from __future__ import annotations

import ast
import re
import subprocess
import tomllib
from collections import Counter
from itertools import chain
from pathlib import Path

import pytest

from planhjul.cli.app import _COMMANDS, cli
from planhjul.locale.__main__ import POT, template

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("planhjul", "importers", "dashboards")
SOURCES = sorted(file for package in PACKAGES for file in (ROOT / package).rglob("*.py"))
MOST_MODULES = 15
BANNED_NAMES = {"utils", "util", "helpers", "helper", "manager", "managers", "misc", "common"}


def tracked_files() -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True, text=True
    ).stdout
    return [ROOT / name for name in listed.split("\0") if name and (ROOT / name).is_file()]


def test_the_catalogue_template_holds_every_text() -> None:
    assert template() == POT.read_text(encoding="utf-8"), "run: make texts"


def declaring(tree: ast.Module) -> set[ast.Call]:
    """The `text()` calls of declared issue kinds: their holes are filled by `IssueKind.at`, place by place.

    They stand in the call that declares the kind, or as a constant for the kinds that share a sentence.
    """
    declarers = {
        alias.name
        for node in tree.body
        if isinstance(node, ast.ImportFrom) and node.module == "planhjul.issues"
        for alias in node.names
    } & {"error", "warning", "info", "IssueKind"}
    kinds = [
        call
        for call in ast.walk(tree)
        if isinstance(call, ast.Call)
        if (isinstance(call.func, ast.Name) and call.func.id in declarers)
        or (isinstance(call.func, ast.Attribute) and call.func.attr == "but")
    ]
    found = {
        part
        for call in kinds
        for part in (*call.args, *(keyword.value for keyword in call.keywords))
        if isinstance(part, ast.Call)
    }
    shared = {part.id for call in kinds for part in call.args if isinstance(part, ast.Name)}
    for node in tree.body:
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name) and node.target.id in shared:
            found |= {part for part in [node.value] if isinstance(part, ast.Call)}
    return found


@pytest.mark.parametrize("file", SOURCES, ids=lambda file: str(file.relative_to(ROOT)))
def test_texts_are_literals_with_their_holes_filled(file: Path) -> None:
    tree = ast.parse(file.read_text(encoding="utf-8"))
    open_texts = declaring(tree)
    for node in ast.walk(tree):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "text"):
            continue
        where = f"{file.relative_to(ROOT)}:{node.lineno}"
        assert node.args, f"{where}: text() without a sentence"
        assert isinstance(node.args[0], ast.Constant), f"{where}: the catalogue only finds a literal"
        source = node.args[0].value
        assert isinstance(source, str)
        if any(keyword.arg is None for keyword in node.keywords):
            continue
        holes = set(re.findall(r"\{(\w+)\}", source))
        given = {keyword.arg for keyword in node.keywords}
        if node in open_texts:
            assert given <= holes, f"{where}: a value without a hole"
        else:
            assert holes == given, f"{where}: holes and values differ"


def test_no_module_has_a_name_that_says_nothing() -> None:
    names = {part for file in SOURCES for part in file.relative_to(ROOT).with_suffix("").parts}
    assert not names & BANNED_NAMES


def test_modules_stay_small_enough_to_read() -> None:
    long = {
        str(file.relative_to(ROOT)): lines
        for file in SOURCES
        if (lines := len(file.read_text(encoding="utf-8").splitlines())) > 450
    }
    assert not long


def test_folders_stay_small_enough_to_find_in() -> None:
    """Modules beside `__init__`, migrations aside: they are kept, never read through."""
    folders = Counter(
        str(file.parent.relative_to(ROOT))
        for file in SOURCES
        if file.name != "__init__.py" and "migrations" not in file.parts
    )
    assert not {folder: modules for folder, modules in folders.items() if modules > MOST_MODULES}


def test_the_group_lists_exactly_the_commands_there_are() -> None:
    for name, (module, _) in _COMMANDS.items():
        context = cli.make_context("planhjul", ["--help"], resilient_parsing=True)
        command = cli.get_command(context, name)
        assert command is not None, name
        assert command.name == name
        assert command.help, f"{name} in {module} has no help"


def test_the_top_level_is_the_one_the_user_fixed() -> None:
    allowed = {
        "planhjul", "data", "dashboards", "importers", "tests", "pyproject.toml", "README.md",
        "LICENSE", "CHANGELOG.md", "CONTRIBUTING.md", "Makefile", "requirements.lock", "docs", "benchmarks",
        ".ci", ".pre-commit-config.yaml", ".gitignore", ".gitattributes",
    }  # fmt: skip
    assert {file.relative_to(ROOT).parts[0] for file in tracked_files()} <= allowed


def test_no_file_names_a_registry_or_a_machine_path() -> None:
    # Spelled apart so that this file does not name what it looks for.
    banned = ("pypi" + ".org", "files.python" + "hosted", "registry.npm" + "js", "/ro" + "ot/", "/wo" + "rk/")
    found = [
        f"{file.relative_to(ROOT)}: {word}"
        for file in tracked_files()
        if file.suffix not in {".xlsx", ".png", ".ods"}
        for word in banned
        if word in file.read_text(encoding="utf-8", errors="replace")
    ]
    assert not found


def test_the_lock_pins_every_declared_dependency_with_hashes() -> None:
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    declared = [*project["dependencies"], *chain(*project["optional-dependencies"].values())]
    names = {re.split(r"[\[<>=;! ]", requirement)[0].lower() for requirement in declared}
    pinned = {match[1].lower() for match in re.finditer(r"^([A-Za-z0-9._-]+)(?:\[[^]]*\])?==", lock, re.M)}
    assert names <= pinned
    assert "--hash=sha256:" in lock
    assert "http" not in lock
