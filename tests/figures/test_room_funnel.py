"""The funnel as SVG: what it draws, what it says, and that its words stay on the paper."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from xml.etree import ElementTree as ET

import pytest

from planhjul.choices.results import Point, Verdict
from planhjul.figures.room.funnel import NARROW, WIDE, Dot, Funnel, Mark, Size, funnel_svg
from planhjul.language import language
from tests.figures.examples import MILLION, ON, curve

NB = language()
SVG = "{http://www.w3.org/2000/svg}"
MARKS = (
    Mark(date(2026, 6, 16), "Rammesaken", "16.06.2026: 35,0 mill. kr"),
    Mark(date(2026, 12, 16), "Kommunestyrets vedtak <b>", "16.12.2026: 24,0 mill. kr"),
    Mark(date(2030, 1, 1), "Utenfor", "01.01.2030: 0,0 mill. kr"),
)
FUNNEL = Funnel(
    name="Handlingsrommet & mer",
    points=curve(),
    marks=MARKS,
    day=ON,
    day_words="21.11.2026: 25,0 mill. kr",
    shaded=(date(2027, 1, 1), date(2028, 1, 1)),
)


def drawn(funnel: Funnel, size: Size) -> ET.Element:
    return ET.fromstring(funnel_svg(funnel, NB, size))


def words(root: ET.Element) -> list[str]:
    return [text.text or "" for text in root.iter(f"{SVG}text")]


def test_wide_says_the_events_on_their_lines() -> None:
    root = drawn(FUNNEL, WIDE)
    assert root.findtext(f"{SVG}title") == "Handlingsrommet & mer"
    said = words(root)
    for expected in ("Rammesaken", "16.06.2026: 35,0 mill. kr", "Kommunestyrets vedtak <b>", "høyt anslag"):
        assert expected in said
    assert "Utenfor" not in said
    assert {"0", "50", "100"} <= set(said)
    assert {"juli 2025", "jan. 2026", "jan. 2027"} <= set(said)


def test_narrow_numbers_the_events() -> None:
    said = words(drawn(FUNNEL, NARROW))
    assert {"1", "2"} <= set(said)
    assert "3" not in said
    assert "Rammesaken" not in said
    assert "juli 2026" not in said


@pytest.mark.parametrize("size", [WIDE, NARROW])
def test_the_words_stay_on_the_paper_and_are_big_enough(size: Size) -> None:
    funnel = replace(FUNNEL, now=date(2027, 12, 1), now_words="nå, 01.12.2027")
    for text in drawn(funnel, size).iter(f"{SVG}text"):
        letters = float(text.attrib["font-size"])
        assert letters >= 13
        width = len(text.text or "") * letters * 0.55
        x = float(text.attrib["x"])
        before = {"start": 0.0, "middle": width / 2, "end": width}[text.attrib["text-anchor"]]
        assert x - before >= -2
        assert x - before + width <= size.width + 2


def test_today_is_marked_when_it_is_another_day() -> None:
    assert "nå, 01.12.2027" in words(
        drawn(replace(FUNNEL, now=date(2027, 12, 1), now_words="nå, 01.12.2027"), WIDE)
    )
    outside = replace(FUNNEL, now=date(2031, 1, 1), now_words="nå, 01.01.2031", day=date(2020, 1, 1))
    said = words(drawn(outside, WIDE))
    assert "nå, 01.01.2031" not in said
    assert FUNNEL.day_words not in said


@pytest.mark.parametrize("verdict", list(Verdict))
def test_a_proposal_is_a_dot_with_its_shape(verdict: Verdict) -> None:
    dot = Dot(ON, 20 * MILLION, verdict, f"Forslaget: 20,0 mill. kr, {verdict.value}")
    root = drawn(replace(FUNNEL, dot=dot), WIDE)
    assert [one for one in root.iter(f"{SVG}path") if verdict.value in (one.get("class") or "")]
    assert dot.words in words(root)
    assert dot.words not in words(drawn(replace(FUNNEL, dot=dot), NARROW))


def test_a_large_proposal_makes_the_scale_larger() -> None:
    dot = Dot(date(2027, 12, 1), 400 * MILLION, Verdict.OUTSIDE, "Forslaget: 400,0 mill. kr, utenfor")
    assert "400" in words(drawn(replace(FUNNEL, dot=dot), WIDE))
    outside = replace(dot, on=date(2031, 1, 1))
    assert dot.words not in words(drawn(replace(FUNNEL, dot=outside), WIDE))


def test_a_long_curve_names_years_only() -> None:
    points = tuple(
        Point(date(year, 1, 1), 0, (2028 - year) * MILLION, (2028 - year) * 2 * MILLION)
        for year in range(2024, 2029)
    )
    said = words(drawn(Funnel("Klokka", points), WIDE))
    assert {"2024", "2025", "2026", "2027", "2028"} <= set(said)
    assert not [word for word in said if word.startswith("juli")]


def test_labels_stand_clear_of_a_band_that_stays_high() -> None:
    points = (
        Point(date(2026, 1, 1), 0, 40 * MILLION, 80 * MILLION),
        Point(date(2027, 12, 1), 0, 40 * MILLION, 80 * MILLION),
    )
    root = drawn(Funnel("Flat", points, MARKS[:2]), WIDE)
    (polygon,) = root.findall(f"{SVG}polygon")
    band = polygon.attrib["points"].split()
    highest = min(float(point.split(",")[1]) for point in band)
    lowest_label = max(
        float(text.attrib["y"])
        for text in root.iter(f"{SVG}text")
        if (text.text or "").startswith(("Ramme", "16.", "Kommune"))
    )
    assert lowest_label < highest


def test_small_amounts_have_decimals() -> None:
    points = (
        Point(date(2026, 1, 1), 0, MILLION // 10, MILLION // 5),
        Point(date(2027, 1, 1), 0, 0, 0),
    )
    assert "0,1" in words(drawn(Funnel("Lite", points), WIDE))
    tiny = tuple(replace(point, high_ore=point.high_ore // 10, default_ore=0) for point in points)
    assert "0,01" in words(drawn(Funnel("Mindre", tiny), WIDE))


def test_a_narrow_band_has_one_word() -> None:
    points = (
        Point(date(2026, 1, 1), 99 * MILLION, 100 * MILLION, 101 * MILLION),
        Point(date(2027, 1, 1), 0, 0, 0),
    )
    said = words(drawn(Funnel("Smal", points), WIDE))
    assert "høyt anslag" in said
    assert "lavt anslag" not in said


def test_no_curve_says_so() -> None:
    assert drawn(Funnel("Tom", ()), WIDE).findtext(f"{SVG}title") == "Ingen kurve å vise."
