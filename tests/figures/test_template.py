"""The one template and the one config."""

from __future__ import annotations

import pytest

from planhjul.figures.template import (
    BAD,
    CHART_CONFIG,
    DARK,
    ESTIMATE,
    GOOD,
    GROUP_FILLS,
    LIGHT,
    TOTAL,
    Theme,
    layout,
    luminance,
    text_on,
)

FILLS = sorted(
    {colour for shades in GROUP_FILLS.values() for colour in shades} | {GOOD, BAD, TOTAL, ESTIMATE}
)


def _contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_no_chart_offers_to_send_its_data_anywhere() -> None:
    assert CHART_CONFIG["showSendToCloud"] is False
    assert CHART_CONFIG["plotlyServerURL"] == ""
    assert CHART_CONFIG["displaylogo"] is False
    assert CHART_CONFIG["locale"] in CHART_CONFIG["locales"]
    assert len(CHART_CONFIG["locales"]["no"]["format"]["months"]) == 12


@pytest.mark.parametrize("colour", FILLS)
@pytest.mark.parametrize("surface", [LIGHT.surface, DARK.surface, "#0f1720"])
def test_a_mark_stands_out_from_the_page(colour: str, surface: str) -> None:
    assert _contrast(colour, surface) >= 3


@pytest.mark.parametrize("colour", FILLS)
def test_text_on_a_mark_can_be_read(colour: str) -> None:
    assert _contrast(colour, text_on(colour)) >= 4.5


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
def test_text_can_be_read_on_the_page(theme: Theme) -> None:
    assert _contrast(theme.ink, theme.surface) >= 7
    assert _contrast(theme.muted, theme.surface) >= 4.5


def test_a_chart_may_set_one_thing_and_keep_the_rest() -> None:
    made = layout(LIGHT, height=200, xaxis={"showgrid": False}, barmode="relative")
    assert made["xaxis"]["showgrid"] is False
    assert made["xaxis"]["fixedrange"] is True
    assert made["barmode"] == "relative"
    assert layout(LIGHT, height=100)["xaxis"].get("showgrid") is None
