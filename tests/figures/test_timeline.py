from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from xml.etree import ElementTree

import pytest

from planhjul.figures.wheel.timeline import term_timeline_svg, timeline_svg
from planhjul.figures.wheel.year import wheel_svg
from planhjul.wheel.results import Wheel
from tests.figures.test_term_wheel import TERM
from tests.figures.wheel_examples import (
    MONTHS,
    SAY,
    SMALL,
    SVG,
    TODAY,
    box,
    crowd,
    marks,
    milestone,
    overlapping,
    parse,
    said,
    wheel,
)


def drawn(found: Wheel = SMALL, **options: str) -> ElementTree.Element:
    return parse(timeline_svg(found, SAY, months=MONTHS, on_label="21.11.2026", **options))


def drawn_term(term: Wheel = TERM, year: Wheel = SMALL) -> ElementTree.Element:
    return parse(term_timeline_svg(term, year, SAY, months=MONTHS, on_label="21.11.2026"))


def test_marks_keys_and_names_are_those_of_the_wheel() -> None:
    round_one = parse(wheel_svg(SMALL, SAY, months=MONTHS, on_label="21.11.2026"))

    def named(svg: ElementTree.Element) -> set[tuple[str | None, str | None]]:
        return {(mark.get("data-key"), mark.get("aria-label")) for mark in marks(svg)}

    assert named(drawn()) == named(round_one)
    assert named(drawn()) < named(drawn_term())


def test_marks_stand_by_day_from_left_to_right() -> None:
    apart = wheel([milestone(f"punkt-{month}", date(2026, month, 15)) for month in range(1, 13)])
    places = [box(mark) for mark in marks(drawn(apart))]
    lefts = [place[0] for place in places if place]
    assert len(lefts) == 12
    assert all(before < after for before, after in pairwise(lefts))


def test_each_row_says_whose_it_is_and_each_month_its_name() -> None:
    words = set(said(drawn()))
    assert {"Staten", "Politikken", "Medvirkning", "Administrasjonen", "Regnskap og rapportering"} < words
    assert set(MONTHS) < words
    assert "21.11.2026" in words
    assert {"2023", "2027"} < set(said(drawn_term()))


def test_a_bar_has_as_much_of_its_name_as_fits() -> None:
    bars = {mark.get("data-key"): said(mark) for mark in marks(drawn()) if box(mark) is None}
    assert set(bars) == {"sedvane-horing", "sedvane-offentlig-debatt"}
    assert bars["sedvane-horing"][0].split()[1:] == ["Høring"]


def test_today_is_drawn_only_where_it_is() -> None:
    def dots(svg: ElementTree.Element) -> int:
        return len([c for c in svg.iter(f"{SVG}circle") if c.get("fill") == "var(--ph-today, #b3261e)"])

    assert dots(drawn()) == 1
    assert dots(drawn(Wheel(2025, TODAY, (), ()))) == 0
    assert dots(drawn_term()) == 2


def test_ids_are_unique_and_the_name_says_what_it_is() -> None:
    for svg in (drawn(), drawn_term()):
        ids = [element.get("id") for element in svg.iter() if element.get("id")]
        assert len(ids) == len(set(ids))
    assert drawn().get("aria-label") == "Tidslinje 2026"
    assert drawn_term().get("aria-label") == "Valgperioden 2023–2027 som tidslinje, med året 2026 under"


def test_links_and_colours_work_as_in_the_wheel() -> None:
    svg = drawn(links="#", colour_by="budget_year")
    assert {m.tag for m in marks(svg)} == {f"{SVG}a"}
    assert "Budsjettår 2027" in said(svg)


@pytest.mark.parametrize("days", [1, 31, 365])
def test_eighty_milestones_and_as_many_meetings_never_touch(days: int) -> None:
    assert overlapping(drawn(crowd(80, 80, days, days))) == []


def test_a_term_of_eighty_never_touches() -> None:
    first = date(2023, 9, 1)
    many = [milestone(f"p{n}", first + timedelta(days=n * 18)) for n in range(80)]
    for one in drawn_term(wheel(many, 2023), crowd(80, 60)).iter(f"{SVG}g"):
        if one.get("role") == "list":
            assert overlapping(one) == []


def test_more_than_a_timeline_can_hold_is_refused_with_words() -> None:
    with pytest.raises(OverflowError, match="room"):
        drawn(wheel([milestone(f"punkt-{n}", TODAY) for n in range(5000)]))
