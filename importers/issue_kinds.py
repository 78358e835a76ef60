"""Every kind of issue an import can tell of, gathered from where each is declared.

`python -m importers.issue_kinds` writes them to `docs/feilmeldinger.md`.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages
from typing import Final

import importers
from planhjul import staged
from planhjul.issues import IssueKind, Level
from planhjul.language import Language
from planhjul.texts import Text

PAGE: Final = Path(__file__).resolve().parents[1] / "docs" / "feilmeldinger.md"
_LEVELS: Final = {Level.ERROR: "feil", Level.WARNING: "advarsel", Level.INFO: "opplysning"}
_HEAD: Final = """# Feilmeldinger

Alt en import kan si om en fil, ordnet etter kode. En *feil* avviser filen, en *advarsel* og en *opplysning*
gjør det ikke. Tre prikker (…) står for det som er i filen. En kode som kan sies på flere måter, har flere
rader. Siden skrives av `make docs` fra det som står i koden.

| Kode | Nivå | Hva den sier | Hva du gjør |
|---|---|---|---|
"""


def declared() -> tuple[IssueKind, ...]:
    """Every kind of issue and every other wording of one, each once, sorted by code."""
    names = [module.name for module in walk_packages(importers.__path__, "importers.")]
    modules = [staged, *(import_module(name) for name in names if name != __name__)]
    kinds = {id(kind): kind for module in modules for kind in _kinds_in(list(vars(module).values()))}
    return tuple(sorted(kinds.values(), key=lambda kind: (kind.code, kind.other)))


def _kinds_in(value: object) -> Iterator[IssueKind]:
    """The kinds in a module's constants: alone, by key, in rows."""
    if isinstance(value, IssueKind):
        yield value
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _kinds_in(inner)
    elif isinstance(value, Mapping):
        yield from _kinds_in(list(value.values()))
    elif dataclasses.is_dataclass(value) and not isinstance(value, type):
        yield from _kinds_in([getattr(value, field.name) for field in dataclasses.fields(value)])


def page() -> str:
    """The page, in bokmål as the rest of the documentation for users."""
    language = Language("nb")

    def said(words: Text) -> str:
        return language.say(words.filled(dict.fromkeys(words.holes(), "…"))).replace("|", "\\|")

    rows = (
        f"| `{kind.code}` | {_LEVELS[kind.level]} | {said(kind.message)} | {said(kind.advice)} |\n"
        for kind in declared()
    )
    return _HEAD + "".join(rows)


def write_page() -> None:
    """Writes the page where it stands in a checkout."""
    PAGE.write_text(page(), encoding="utf-8")


if __name__ == "__main__":
    write_page()
