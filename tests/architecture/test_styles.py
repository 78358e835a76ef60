"""The stylesheets: one prefix, in load order, and no rule for what no page says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import planhjul

ROOT = Path(planhjul.__file__).parents[1]
STYLES = sorted((ROOT / "dashboards" / "assets").rglob("*.css"))
SAYS = "\n".join(
    path.read_text(encoding="utf-8")
    for room in ("dashboards", "planhjul/figures")
    for path in sorted((ROOT / room).rglob("*"))
    if path.suffix in {".py", ".js"}
)
# Written by Dash, by plotly and by `band`, whose labels carry the names of their places.
FOREIGN = re.compile(
    r"^(_dash-loading|mid|js-plotly-plot|main-svg|bars|bg|zl|annotation-text(-g)?|bartext-outside|legendtext"
    r"|[gxy]title|([xy]|y2)(tick|grid)|[xy]lines-above)$"
)
NOISE = re.compile(r"/\*.*?\*/|\{[^{}]*\}|url\([^)]*\)|@[^{]*\{", re.DOTALL)
CLASS = re.compile(r"\.(-?[A-Za-z_][\w-]*)")


def _classes(style: Path) -> list[str]:
    return sorted(set(CLASS.findall(NOISE.sub(" ", style.read_text(encoding="utf-8")))))


def _said(name: str) -> bool:
    """Whether the class stands in the code whole, or as a stem that something is added to."""
    if re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", SAYS):
        return True
    stem = re.match(r"(.+(?:--|__))[\w-]+$", name)
    return stem is not None and re.search(rf"{re.escape(stem[1])}(\{{|\" \+)", SAYS) is not None


@pytest.mark.parametrize("style", STYLES, ids=lambda style: style.stem)
def test_every_class_is_ours_and_some_page_says_it(style: Path) -> None:
    ours = [name for name in _classes(style) if not FOREIGN.match(name)]
    assert [name for name in ours if not name.startswith("ph-")] == []
    assert [name for name in ours if not _said(name)] == []


def test_the_files_stand_in_load_order() -> None:
    assert STYLES[0].name == "10-tokens.css"
    assert all(re.match(r"\d\d-[a-z-]+\.css$", style.name) for style in STYLES)
    assert len({style.name[:2] for style in STYLES}) == len(STYLES)
