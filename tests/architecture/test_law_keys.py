"""A rule is data, wholly: no Python outside the tests knows a rule or an instrument by its key."""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SOURCES = sorted(
    file
    for package in ("planhjul", "importers", "dashboards", "benchmarks")
    for file in (ROOT / package).rglob("*.py")
)


@cache
def keys() -> frozenset[str]:
    """Every rule's and every instrument's key, as the files say."""
    found = set()
    for path in (ROOT / "data" / "law").glob("*.toml"):
        for entries in tomllib.loads(path.read_text(encoding="utf-8")).values():
            found |= {entry["key"] for entry in entries}
    return frozenset(found)


def literals(source: str) -> Iterator[tuple[int, str]]:
    """Every string in a module with its line, those inside f-strings too; what only explains is left out."""
    tree = ast.parse(source)
    explains = {
        id(node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in explains:
            yield node.lineno, node.value


def known_by(literal: str) -> str | None:
    """The key that a string is, holds as a word, begins or ends; None when it knows none.

    An instrument whose key is a common word («innsyn») is in many a sentence: only the word alone is its key.
    """
    for key in keys():
        whole = literal == key
        within = bool(re.search(r"[-\d]", key)) and re.search(rf"(?<![\w-]){key}(?![a-z0-9])", literal)
        begins = re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*-", literal) and key.startswith(literal)
        ends = re.fullmatch(r"-[a-z0-9]*[a-z][a-z0-9-]*", literal) and key.endswith(literal)
        if whole or within or begins or ends:
            return key
    return None


@pytest.mark.parametrize("file", SOURCES, ids=lambda file: str(file.relative_to(ROOT)))
def test_no_rule_and_no_instrument_is_known_by_its_key(file: Path) -> None:
    found = [
        f"{file.relative_to(ROOT)}:{line}: «{literal}» is {key}: ask for its role, or let data/law say it"
        for line, literal in literals(file.read_text(encoding="utf-8"))
        if (key := known_by(literal)) is not None
    ]
    assert not found, "\n".join(found)


@pytest.mark.parametrize(
    ("source", "known"),
    [
        ('ADOPTION = "kl14-3-vedtak"', True),
        ('STOPS = {"sedvane-rammesak": 1}', True),
        ('key = f"kl14-3-vedtak-{year}"', True),
        ('key = f"sedvane-{name}"', True),
        ('key.startswith("pbl11-")', True),
        ('key.endswith("-rammesak")', True),
        ('setting = "skikk.sedvane-horing"', True),
        ('carrier = ("innsyn",)', True),
        ('text("Be om innsyn i dokumentene.")', False),
        ('key = f"plan-{plan}-vedtatt"', False),
        ('key = f"mote-{organ}-{day}"', False),
        ('"""Such as `Actual("kl14-3-vedtak", 2026)`."""', False),
    ],
)
def test_the_ban_finds_keys_their_parts_and_nothing_else(source: str, known: bool) -> None:
    assert any(known_by(literal) for _, literal in literals(source)) is known
