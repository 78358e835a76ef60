"""The band of handlingsrom as SVG."""

from __future__ import annotations

from datetime import date
from xml.etree import ElementTree as ET

import pytest

from planhjul.figures.room.curve import band_curve, position
from planhjul.figures.template import LIGHT, PAGE
from planhjul.language import language
from tests.figures.examples import ON, curve

NB = language()
SVG = "{http://www.w3.org/2000/svg}"


def lines(root: ET.Element, kind: str) -> list[ET.Element]:
    return [line for line in root.iter(f"{SVG}line") if line.get("class") == kind]


def test_the_band_is_drawn_and_named() -> None:
    root = ET.fromstring(band_curve(curve(), ON, NB, PAGE))
    assert root.findtext(f"{SVG}title", "").replace("\N{NO-BREAK SPACE}", " ") == (
        "Handlingsrommet (anslag) fra 01.07.2025 til 31.12.2027: fra 82,0 mill. kr til 0,0 mill. kr."
    )
    (polygon,) = root.findall(f"{SVG}polygon")
    assert len(polygon.attrib["points"].split()) == 8
    assert len(lines(root, "ph-curve__now")) == 1
    assert len(lines(root, "ph-curve__event")) == 2


@pytest.mark.parametrize("on", [date(2024, 1, 1), date(2028, 1, 1)])
def test_a_day_outside_the_curve_is_not_marked(on: date) -> None:
    assert not lines(ET.fromstring(band_curve(curve(), on, NB, LIGHT)), "ph-curve__now")


def test_a_day_has_its_place_along_the_curve() -> None:
    points = curve()
    assert position(points, points[0].on) == 0
    assert position(points, points[-1].on) == 1
    assert position(points, date(2020, 1, 1)) == 0
    assert 0.5 < position(points, ON) < 0.6


def test_no_points_say_so() -> None:
    root = ET.fromstring(band_curve((), ON, NB, PAGE))
    assert root.findtext(f"{SVG}title") == "Ingen kurve å vise."
