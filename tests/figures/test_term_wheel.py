from __future__ import annotations

from datetime import date, timedelta
from xml.etree import ElementTree

import pytest

from planhjul.figures.wheel.rings import term_numbers, wheel_numbers
from planhjul.figures.wheel.term import term_scale, term_wheel_svg
from planhjul.wheel.results import Process, Wheel
from tests.figures.wheel_examples import (
    MONTHS,
    SAY,
    SMALL,
    SVG,
    TODAY,
    crowd,
    marks,
    milestone,
    overlapping,
    parse,
    phase,
    said,
    wheel,
)

TERM = wheel(
    [
        milestone("kl7-1-mote", date(2023, 10, 17), process=Process.PLAN),
        milestone("pbl10-1", date(2024, 9, 26), process=Process.PLAN),
        phase("sedvane-samfunnsdel", date(2024, 11, 1), date(2025, 9, 18), process=Process.PLAN),
        milestone("kl14-3-vedtak-2025", date(2025, 12, 11)),
        milestone("kl14-3-vedtak-2026", date(2026, 12, 10)),
        milestone("plan-x-revisjon", date(2026, 9, 9), process=Process.PLAN),
    ],
    2023,
)


def drawn(term: Wheel = TERM, year: Wheel = SMALL, links: str | None = None) -> ElementTree.Element:
    return parse(term_wheel_svg(term, year, SAY, months=MONTHS, on_label="21.11.2026", links=links))


def groups(svg: ElementTree.Element) -> tuple[ElementTree.Element, ElementTree.Element]:
    """The list of the term's marks and that of the year's."""
    term, year = (g for g in svg.iter(f"{SVG}g") if g.get("role") == "list")
    return term, year


def test_the_year_stands_inside_the_term_with_the_same_marks() -> None:
    term, year = groups(drawn())
    assert {m.get("data-key") for m in marks(term)} == {m.key for m in TERM.milestones}
    assert {m.get("data-key") for m in marks(year)} == {m.key for m in SMALL.milestones if m.day}
    assert {m.get("role") for m in marks(drawn())} == {"button"}


def test_numbers_go_on_from_the_year_and_what_is_in_both_has_one_number() -> None:
    inside = {m.key: n for n, m in wheel_numbers(SMALL)}
    outside = {m.key: n for n, m in term_numbers(TERM, SMALL)}
    assert outside["kl14-3-vedtak-2026"] == inside["kl14-3-vedtak"]
    assert outside["plan-x-revisjon"] == inside["plan-x-revisjon"]
    own = [n for key, n in outside.items() if key not in ("kl14-3-vedtak-2026", "plan-x-revisjon")]
    assert own == list(range(len(inside) + 1, len(inside) + 1 + len(own)))
    term, _ = groups(drawn())
    for mark in marks(term):
        assert said(mark)[0].split()[0] == str(outside[mark.get("data-key") or ""])


def test_the_term_runs_from_september_to_august_and_says_its_years() -> None:
    scale = term_scale(TERM)
    assert (scale.begins, scale.ends) == (date(2023, 9, 1), date(2027, 9, 1))
    assert {"2023", "2024", "2025", "2026", "2027"} < set(said(drawn()))
    assert drawn().get("aria-label") == "Valgperioden 2023–2027 med årshjulet 2026"


def test_today_has_a_hand_in_both_and_the_shown_year_is_marked() -> None:
    svg = drawn()
    hands = [c for c in svg.iter(f"{SVG}circle") if c.get("fill") == "var(--ph-today, #b3261e)"]
    assert len(hands) == 2
    sectors = [p for p in svg.iter(f"{SVG}path") if p.get("stroke-opacity") == "0.4"]
    assert len(sectors) == 1
    elsewhere = [p for p in drawn(year=crowd_of(2031)).iter(f"{SVG}path") if p.get("stroke-opacity") == "0.4"]
    assert elsewhere == []


def crowd_of(year: int) -> Wheel:
    return Wheel(year, TODAY, (), ())


def test_ids_are_unique_though_two_wheels_stand_in_one_drawing() -> None:
    ids = [element.get("id") for element in drawn().iter() if element.get("id")]
    assert len(ids) == len(set(ids))


def test_links_lead_to_rows() -> None:
    assert {m.get("href") for m in marks(drawn(links="#"))} == {
        f"#{m.key}" for m in (*TERM.milestones, *SMALL.milestones) if m.day
    }


@pytest.mark.parametrize("seed", range(4))
def test_eighty_in_the_term_and_eighty_in_the_year_never_touch(seed: int) -> None:
    first = date(2023, 9, 1)
    many = [milestone(f"p{n}", first + timedelta(days=n * 18 % (30 + 400 * seed))) for n in range(80)]
    svg = drawn(wheel(many, 2023), crowd(80, 60, seed))
    for one in groups(svg):
        assert overlapping(one) == []


def test_an_empty_term_is_a_wheel_around_the_year() -> None:
    svg = drawn(Wheel(2023, TODAY, (), ()))
    term, _ = groups(svg)
    assert marks(term) == []
