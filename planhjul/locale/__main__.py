"""Writes the catalogue's template `planhjul.pot`: every `text("…")` and every sentence in `data/`."""

from __future__ import annotations

import ast
import dataclasses
import re
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from babel.messages.pofile import normalize

from planhjul.reference.assumptions import load_assumptions
from planhjul.reference.bindings import load_bindings
from planhjul.reference.controls import load_controls
from planhjul.reference.forms import load_forms
from planhjul.reference.law import load_law
from planhjul.texts import Text

ROOT = Path(__file__).resolve().parents[2]
POT = Path(__file__).with_name("planhjul.pot")
_PACKAGES = ("planhjul", "importers", "dashboards")
_HOLE = re.compile(r"\{\w+\}")


def sentences() -> dict[str, list[str]]:
    """Every source text with where it is used, in the order of their first use."""
    used: dict[str, set[str]] = {}
    for package in _PACKAGES:
        for file in (ROOT / package).rglob("*.py"):
            for message in _said_in(file):
                used.setdefault(message, set()).add(file.relative_to(ROOT).as_posix())
    for message in _law_sentences():
        used.setdefault(message, set()).add("data/law")
    loaded = {
        "assumptions": load_assumptions,
        "forms": load_forms,
        "bindings": load_bindings,
        "controls": load_controls,
    }
    for name, load in loaded.items():
        for found in _texts(load()):
            if found.source != "{content}":
                used.setdefault(found.source, set()).add(f"data/{name}.toml")
    in_order = sorted((sorted(places), message) for message, places in used.items())
    return {message: places for places, message in in_order}


def _said_in(file: Path) -> Iterator[str]:
    """The literals of the `text("…")` calls of a module that has `text` from planhjul.texts."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    imported = {
        name.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module == "planhjul.texts"
        for name in node.names
    }
    if "text" not in imported and file != ROOT / "planhjul" / "texts.py":
        return
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "text":
            first = node.args[0] if node.args else None
            if isinstance(first, ast.Constant) and isinstance(first.value, str):
                yield first.value


def _law_sentences() -> Iterator[str]:
    """The sentences of the law catalogue, which are gettext keys as they stand in the TOML."""
    law = load_law()
    for rule in law.rules:
        yield rule.title
        yield from (said.source for said in _texts(rule.traits))
        yield from (version.because for version in rule.versions)
        for variant in rule.variants:
            yield from (said for said in (variant.title, variant.because) if said is not None)
    for instrument in law.instruments:
        yield instrument.title
        yield instrument.basis
        yield instrument.can
        yield instrument.cannot
        yield from (carrying.form for carrying in instrument.carries)


def _texts(value: object) -> Iterator[Text]:
    """The texts inside a value made of dataclasses, mappings and sequences."""
    if isinstance(value, Text):
        yield from value.texts()
    elif dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            yield from _texts(getattr(value, field.name))
    elif isinstance(value, Mapping):
        for inner in value.values():
            yield from _texts(inner)
    elif isinstance(value, list | tuple | set | frozenset):
        for inner in value:
            yield from _texts(inner)


def template() -> str:
    """The template: no dates and no line numbers, so that it changes only when a text does."""
    entries = []
    for message, places in sentences().items():
        lines = [f"#: {place}" for place in places]
        if _HOLE.search(message):
            lines.append("#, python-brace-format")
        lines += [f"msgid {normalize(message, width=100)}", 'msgstr ""']
        entries.append("\n".join(lines))
    return "\n\n".join(entries) + "\n"


if __name__ == "__main__":
    POT.write_text(template(), encoding="utf-8")
    sys.exit(0)
