"""One palette: nobody else writes its colours, and every token that is asked for exists."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import planhjul
from planhjul.figures.tokens import TOKENS, dark, light, token

ROOT = Path(planhjul.__file__).parents[1]
MEASURES = ROOT / "dashboards" / "assets" / "css" / "10-tokens.css"
STYLES = sorted(path for room in ("planhjul", "dashboards") for path in (ROOT / room).rglob("*.css"))
SOURCES = [
    path
    for room in ("planhjul", "dashboards")
    for path in sorted((ROOT / room).rglob("*"))
    # The overviews as one file have colours of their own.
    if path.suffix in {".css", ".js", ".py", ".typ"} and path.name != "form_sheets_html.py"
]
# White and black are no palette.
PLAIN = {"#ffffff", "#000000"}
DEFINED = re.compile(r"^ +(--[\w-]+):", re.MULTILINE)
USED = re.compile(r"var\((--(?:ds|ph)-[\w-]+)")


def _words(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def _tokens() -> list[str]:
    return sorted(set(DEFINED.findall(_words(TOKENS))))


def test_a_token_is_its_light_value_where_no_page_decides() -> None:
    assert light("--ds-color-neutral-text-default") == "#16222f"
    assert dark("--ds-color-neutral-text-default") == "#eef2f6"
    assert token("--ds-color-neutral-text-default") == "var(--ds-color-neutral-text-default, #16222f)"
    assert light("--ph-hatch") == "rgb(11 92 171 / 22%)"
    assert light("--ph-total") == dark("--ph-total") == "#66758a"
    with pytest.raises(KeyError):
        light("--ds-color-neutral-text")


def test_no_token_is_written_twice() -> None:
    found = DEFINED.findall(_words(TOKENS)) + DEFINED.findall(_words(MEASURES))
    assert sorted(found) == sorted(set(found))


def test_every_token_that_is_used_is_written_and_the_other_way_round() -> None:
    used = {name for path in STYLES for name in USED.findall(_words(path))}
    written = {name for path in (TOKENS, MEASURES) for name in DEFINED.findall(_words(path))}
    named = {name for name in written for path in SOURCES if path.suffix == ".py" and name in _words(path)}
    families = {name for name in written if name.startswith("--ph-process-")}
    local = {name for path in STYLES for name in re.findall(r"^ +(--ph-level):", _words(path), re.MULTILINE)}
    assert used - local <= written
    assert written <= used | named | families


@pytest.mark.parametrize("name", _tokens())
def test_a_colour_of_the_palette_is_written_in_the_palette_alone(name: str) -> None:
    colours = {light(name), dark(name)} - PLAIN
    again = [
        f"{path.relative_to(ROOT)}: {colour}"
        for path in SOURCES
        if path != TOKENS
        for colour in colours
        if colour in _words(path).casefold()
    ]
    assert again == []
