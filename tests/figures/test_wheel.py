from __future__ import annotations

import re
from datetime import date, timedelta
from itertools import combinations, pairwise
from math import dist
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planhjul.figures.wheel import PROCESS_TITLES, STATUS_TITLES, wheel_numbers, wheel_svg
from planhjul.goals import PlanType
from planhjul.wheel.meetings import Organ
from planhjul.wheel.results import Process, Status, Wheel
from tests.wheel.examples import KST, MEETINGS, SAY, TODAY, meeting, plan, wheel, without

MONTHS = ("jan.", "feb.", "mars", "apr.", "mai", "juni", "juli", "aug.", "sep.", "okt.", "nov.", "des.")
SVG = "{http://www.w3.org/2000/svg}"
PLANS = [
    plan("arealdel", PlanType.AREALDEL, date(2022, 9, 12), date(2026, 6, 15)),
    plan("klima", PlanType.TEMAPLAN, date(2026, 6, 15), date(2026, 6, 15)),
]


def drawn(found: Wheel, label: str = "21. november 2026") -> ElementTree.Element:
    return ElementTree.fromstring(wheel_svg(found, SAY, months=MONTHS, on_label=label))


def marks(svg: ElementTree.Element) -> list[ElementTree.Element]:
    return [element for element in svg.iter(f"{SVG}g") if element.get("data-key")]


def texts(element: ElementTree.Element) -> list[str]:
    return ["".join(found.itertext()) for found in element.iter(f"{SVG}text")]


def place(mark: ElementTree.Element) -> tuple[float, float, float]:
    """Where a mark stands and how far it reaches."""
    circle, rect = mark.find(f"{SVG}circle"), mark.find(f"{SVG}rect")
    if circle is not None:
        return float(circle.get("cx", "")), float(circle.get("cy", "")), float(circle.get("r", ""))
    assert rect is not None
    half = float(rect.get("width", "")) / 2
    return float(rect.get("x", "")) + half, float(rect.get("y", "")) + half, half


def test_every_dated_milestone_is_a_button_in_the_list_with_its_key() -> None:
    found = wheel(plans=PLANS)
    svg = drawn(found)
    assert {mark.get("data-key") for mark in marks(svg)} == {m.key for m in found.milestones if m.day}
    (listed,) = (g for g in svg.iter(f"{SVG}g") if g.get("role") == "list")
    assert {item.get("role") for item in listed} == {"listitem"}
    for mark in marks(svg):
        assert (mark.get("role"), mark.get("tabindex")) == ("button", "0")
        assert mark.findtext(f"{SVG}title") == mark.get("aria-label")


def test_the_name_of_a_mark_begins_with_the_number_it_shows() -> None:
    found = wheel(plans=PLANS)
    shown = {
        mark.get("data-key"): (texts(mark), mark.get("aria-label") or "") for mark in marks(drawn(found))
    }
    for number, milestone in wheel_numbers(found):
        label, name = shown[milestone.key]
        assert label == [str(number)]
        assert name.startswith(f"{number}. {SAY(milestone.title)}, ")
    council = shown["mote-kommunestyre-2026-12-10"]
    assert council == ([], "Kommunestyre: Budsjett og økonomiplan, 10.12.2026, planlagt")


def test_numbers_run_by_day_and_leave_out_meetings_and_the_undated() -> None:
    numbered = wheel_numbers(wheel())
    assert [number for number, _ in numbered] == list(range(1, len(numbered) + 1))
    days = [m.day for _, m in numbered]
    assert all(before <= after for before, after in pairwise(day for day in days if day))
    assert None not in days
    assert Process.MOTE not in {m.process for _, m in numbered}


def test_the_drawing_scales_and_takes_its_colours_from_the_page() -> None:
    svg = drawn(wheel())
    assert svg.get("viewBox") == "0 0 1000 1084"
    assert svg.get("width") is None
    assert svg.get("aria-label") == "Årshjul 2026"
    for element in svg.iter():
        for attribute in ("fill", "stroke"):
            assert re.fullmatch(
                r"none|var\(--(ds|ph)-[a-z0-9-]+, #[0-9a-f]{6}\)", element.get(attribute, "none")
            )


def test_todays_hand_and_month_are_only_in_their_own_year() -> None:
    today, other = drawn(wheel()), drawn(wheel(2027))
    shades = [path.get("fill-opacity") for path in today.iter(f"{SVG}path") if path.get("fill-opacity")]
    assert shades[:12].index("1") == 10
    hand = "var(--ph-today, #b3261e)"
    assert [c for c in today.iter(f"{SVG}circle") if c.get("fill") == hand]
    assert not [c for c in other.iter(f"{SVG}circle") if c.get("fill") == hand]
    assert "21. november 2026" in texts(other)


def test_months_process_names_and_phases_are_said() -> None:
    said = texts(drawn(wheel()))
    assert set(MONTHS) < set(said)
    assert {SAY(title) for title in PROCESS_TITLES.values()} < set(said)
    assert {"Analyse og rammer", "Administrasjonen lager forslag", "Partiene", "2. tertial"} < set(said)


def test_a_phase_too_short_for_its_name_is_drawn_without_it_and_one_without_an_end_is_not_drawn() -> None:
    short = without(
        MEETINGS, lambda m: m.day == date(2026, 6, 16), meeting(KST, date(2026, 5, 8), "1. tertialrapport")
    )
    assert "1. tertial" not in texts(drawn(wheel(meetings=short)))
    early = without(
        short, lambda m: "1. tertial" in m.purpose, meeting(KST, date(2026, 4, 20), "1. tertialrapport")
    )
    count = len(list(drawn(wheel(meetings=early)).iter(f"{SVG}path")))
    assert count == len(list(drawn(wheel(meetings=short)).iter(f"{SVG}path"))) - 1
    assert texts(drawn(Wheel(2026, TODAY, (), ())))[:12] == list(MONTHS)


def test_somebody_elses_words_are_text_and_never_markup() -> None:
    odd = '<script>alert("x")</script> & «æ»'
    found = wheel(
        meetings=[meeting(Organ.ANNET, date(2026, 3, 3), odd, name=odd)],
        plans=[plan('"><b>', PlanType.TEMAPLAN, date(2026, 3, 3))],
    )
    svg = wheel_svg(found, SAY, months=["<i>"] * 12, on_label=odd)
    assert "<script" not in svg
    assert "<b>" not in svg
    assert "<i>" not in svg
    names = [mark.get("aria-label") or "" for mark in marks(ElementTree.fromstring(svg))]
    assert any(odd in name for name in names)


def test_how_a_milestone_stands_is_told_without_colour() -> None:
    found = wheel(on=date(2026, 12, 14), plans=PLANS, meetings=without(MEETINGS, lambda m: m.day.month == 10))
    by_status = {m.key: m.status for m in found.milestones if m.day}
    assert set(by_status.values()) == set(Status) == set(STATUS_TITLES)
    for mark in marks(drawn(found)):
        status = by_status[mark.get("data-key") or ""]
        assert (mark.get("aria-label") or "").endswith(SAY(STATUS_TITLES[status]))
        shape = next(s for s in mark if s.tag in (f"{SVG}circle", f"{SVG}rect"))
        assert (shape.get("stroke-dasharray") is not None) == (status is Status.WAITING)
        assert (shape.get("fill") == shape.get("stroke")) == (status is Status.HELD)


def test_a_day_outside_the_year_stands_at_its_edge() -> None:
    late = meeting(KST, date(2027, 1, 21), "Budsjett og økonomiplan 2027")
    found = wheel(meetings=without(MEETINGS, lambda m: m.day == date(2026, 12, 10), late))
    (mark,) = (m for m in marks(drawn(found)) if m.get("data-key") == "kl14-3-vedtak")
    x, y, _ = place(mark)
    assert x < 500
    assert y < 200


def apart(svg: ElementTree.Element) -> bool:
    numbered = [place(mark) for mark in marks(svg) if texts(mark)]
    return all(dist(a[:2], b[:2]) >= a[2] + b[2] - 0.5 for a, b in combinations(numbered, 2))


def test_marks_of_the_same_day_stand_beside_each_other() -> None:
    assert apart(drawn(wheel(plans=PLANS)))


@pytest.mark.parametrize("count", [12, 24, 60])
def test_many_plans_on_one_day_share_the_ring(count: int) -> None:
    plans = [plan(f"plan{n}", PlanType.TEMAPLAN, date(2026, 6, 15)) for n in range(count)]
    assert apart(drawn(wheel(plans=plans)))


def test_a_leap_year_has_its_days() -> None:
    assert len(marks(drawn(wheel(2028, meetings=[meeting(KST, date(2028, 2, 29))])))) > 5


@settings(deadline=None, max_examples=25)
@given(st.lists(st.integers(0, 364), max_size=30), st.lists(st.integers(0, 364), max_size=60))
def test_no_mark_ever_hides_another(adopted: list[int], met: list[int]) -> None:
    first = date(2026, 1, 1)
    plans = [
        plan(f"plan{n}", PlanType.TEMAPLAN, first + timedelta(days=day)) for n, day in enumerate(adopted)
    ]
    meetings = [meeting(Organ.ELDRERAD, first + timedelta(days=day)) for day in met]
    svg = drawn(wheel(plans=plans, meetings=meetings))
    assert apart(svg)
    small = [place(mark) for mark in marks(svg) if not texts(mark)]
    assert all(dist(a[:2], b[:2]) >= a[2] + b[2] - 0.5 for a, b in combinations(small, 2))
