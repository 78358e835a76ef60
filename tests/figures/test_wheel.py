from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planhjul.figures.ink import ColourBy
from planhjul.figures.wheel.marks import ring_wants
from planhjul.figures.wheel.placing import Scale
from planhjul.figures.wheel.rings import STATUS_TITLES, ring_of, short_title, wheel_numbers
from planhjul.figures.wheel.year import wheel_svg
from planhjul.wheel.meetings import Organ
from planhjul.wheel.results import Process, RuleKind, Status, Wheel
from planhjul.wheel.roles import Ring
from tests.figures.wheel_examples import (
    MONTHS,
    SAY,
    SMALL,
    SVG,
    TODAY,
    box,
    crowd,
    marks,
    meeting,
    milestone,
    overlapping,
    parse,
    phase,
    radius,
    said,
    wheel,
)
from tests.fuzz import tried
from tests.wheel.examples import traits


def drawn(found: Wheel, label: str = "21. november 2026", **options: str) -> ElementTree.Element:
    return parse(wheel_svg(found, SAY, months=MONTHS, on_label=label, **options))


def by_key(svg: ElementTree.Element) -> dict[str, ElementTree.Element]:
    return {mark.get("data-key") or "": mark for mark in marks(svg)}


def test_every_dated_milestone_is_a_button_in_the_list_with_its_key() -> None:
    svg = drawn(SMALL)
    assert set(by_key(svg)) == {m.key for m in SMALL.milestones if m.day}
    (listed,) = (g for g in svg.iter(f"{SVG}g") if g.get("role") == "list")
    assert {item.get("role") for item in listed} == {"listitem"}
    for mark in marks(svg):
        assert (mark.get("role"), mark.get("tabindex")) == ("button", "0")
        assert mark.findtext(f"{SVG}title") == mark.get("aria-label")


def test_with_links_every_mark_is_a_link_to_its_row() -> None:
    for mark in marks(drawn(SMALL, links="hjulet.html#rad-")):
        assert mark.tag == f"{SVG}a"
        assert mark.get("href") == f"hjulet.html#rad-{mark.get('data-key')}"
        assert mark.get("role") is None


def test_the_name_of_a_mark_begins_with_the_number_it_shows() -> None:
    shown = by_key(drawn(SMALL))
    for number, one in wheel_numbers(SMALL):
        (label,) = said(shown[one.key])
        assert re.match(rf"{number}( |$)", label)
        assert (shown[one.key].get("aria-label") or "").startswith(f"{number}. {SAY(one.title)}, ")
    council = shown["mote-kommunestyre-2026-12-10-1"]
    assert said(council) == []
    assert "10.12.2026, planlagt" in (council.get("aria-label") or "")
    assert "28.10.2026 til 20.11.2026, gjort" in (shown["sedvane-horing"].get("aria-label") or "")


def test_numbers_run_by_day_and_leave_out_meetings_and_the_undated() -> None:
    numbered = wheel_numbers(SMALL)
    assert [number for number, _ in numbered] == list(range(1, len(numbered) + 1))
    days = [m.day for _, m in numbered]
    assert all(before <= after for before, after in pairwise(day for day in days if day))
    assert Process.MOTE not in {m.process for _, m in numbered}


def test_a_phase_is_an_arc_with_as_much_of_its_name_as_fits_else_its_number() -> None:
    shown = by_key(drawn(SMALL))
    assert said(shown["sedvane-horing"])[0].endswith(" Høring")
    assert SAY(short_title(next(m for m in SMALL.milestones if m.key == "sedvane-horing"))) == "Høring"
    for key in ("kort", "hele"):
        assert box(shown[key]) is not None, "too short or without an end in sight: a mark"
    assert box(shown["sedvane-horing"]) is None
    tight = wheel([phase("et-navn-som-aldri-kan-stå-her", date(2026, 3, 1), date(2026, 3, 18))])
    assert said(by_key(drawn(tight))["et-navn-som-aldri-kan-stå-her"]) == ["1"]


def test_phases_that_overlap_stand_beside_each_other() -> None:
    shown = by_key(drawn(SMALL))

    def outer(key: str) -> str:
        path = shown[key].find(f"{SVG}path")
        assert path is not None
        found = re.search(r"A([\d.]+) ", path.get("d", ""))
        assert found is not None
        return found.group(1)

    assert outer("sedvane-horing") != outer("sedvane-offentlig-debatt")


def test_the_drawing_scales_and_takes_its_colours_from_the_page() -> None:
    svg = drawn(SMALL)
    assert re.fullmatch(r"0 0 1000 \d+", svg.get("viewBox", ""))
    assert svg.get("width") is None
    assert svg.get("aria-label") == "Årshjul 2026"
    patterns = {f"url(#{pattern.get('id')})" for pattern in svg.iter(f"{SVG}pattern")}
    for element in svg.iter():
        for attribute in ("fill", "stroke"):
            paint = element.get(attribute, "none")
            if paint.startswith("url("):
                assert paint in patterns
            else:
                assert re.fullmatch(r"none|var\(--(ds|ph)-[a-z0-9-]+, #[0-9a-f]{6}\)", paint)


def test_todays_hand_and_month_are_only_in_their_own_year() -> None:
    today, other = drawn(SMALL), drawn(replace(SMALL, year=2027))
    shades = [path.get("fill-opacity") for path in today.iter(f"{SVG}path") if path.get("fill-opacity")]
    assert shades[:12].index("1") == 10
    hand = "var(--ph-today, #b3261e)"
    assert [c for c in today.iter(f"{SVG}circle") if c.get("fill") == hand]
    assert not [c for c in other.iter(f"{SVG}circle") if c.get("fill") == hand]
    assert "21. november 2026" in said(other)


def test_months_rings_and_signs_are_said_and_months_stand_upright() -> None:
    svg = drawn(SMALL)
    assert set(MONTHS) < set(said(svg))
    titles = (*(ring.words for ring in Ring), *STATUS_TITLES.values())
    assert {SAY(title) for title in titles} < set(said(svg))
    upright = [text for text in svg.iter(f"{SVG}text") if (text.text or "") in MONTHS]
    assert len(upright) == 12
    assert not any(text.get("transform") or len(text) for text in upright)


@pytest.mark.parametrize(
    ("changes", "ring"),
    [
        ({"process": Process.STAT, "organ": Organ.STAT}, Ring.STAT),
        ({"organ": Organ.STAT, "process": Process.PLAN}, Ring.STAT),
        ({"organ": Organ.ELDRERAD, "process": Process.MOTE}, Ring.MEDVIRKNING),
        ({"traits": traits("kl14-3-pub"), "organ": Organ.FORMANNSKAP}, Ring.MEDVIRKNING),
        ({"traits": traits("pbl10-1-pub-2028")}, Ring.MEDVIRKNING),
        ({"traits": traits("pbl10-1-2028")}, Ring.POLITIKK),
        ({"process": Process.REGNSKAP}, Ring.RAPPORTERING),
        ({"process": Process.RAPPORTERING, "organ": Organ.KOMMUNEDIREKTOR}, Ring.RAPPORTERING),
        ({"organ": Organ.KOMMUNEDIREKTOR}, Ring.ADMINISTRASJON),
        ({"organ": Organ.REVISOR, "process": Process.PLAN}, Ring.ADMINISTRASJON),
        ({"organ": Organ.ANNET, "process": Process.MOTE}, Ring.POLITIKK),
    ],
)
def test_each_thing_stands_in_the_ring_of_whose_work_it_is(changes: dict[str, object], ring: Ring) -> None:
    assert ring_of(replace(milestone("noe", TODAY), **changes)) is ring  # type: ignore[arg-type]


def test_rings_stand_from_the_hub_outwards_and_do_not_mix() -> None:
    found = crowd(80, 60)
    shown = by_key(drawn(found))
    reach: dict[Ring, list[float]] = {ring: [] for ring in Ring}
    for one in found.milestones:
        place = box(shown[one.key])
        assert place is not None
        reach[ring_of(one)].append(radius(place))
    spans = [(min(found), max(found)) for found in reach.values()]
    assert all(inner[1] < outer[0] for inner, outer in pairwise(spans))


def test_somebody_elses_words_are_text_and_never_markup() -> None:
    odd = '<script>alert("x")</script> & «æ»'
    found = wheel(
        [
            milestone('"><b>', TODAY),
            phase("<u>'", date(2026, 1, 1), date(2026, 8, 1)),
            meeting(TODAY),
        ]
    )
    svg = wheel_svg(found, SAY, months=["<i>"] * 12, on_label=odd, links='"><s>')
    for tag in ("<script", "<b>", "<i>", "<u>", "<s>"):
        assert tag not in svg
    assert odd in said(parse(svg))


def test_how_a_milestone_stands_is_told_without_colour() -> None:
    by_status = {m.key: m.status for m in SMALL.milestones if m.day}
    assert set(by_status.values()) == set(Status) == set(STATUS_TITLES)
    for key, mark in by_key(drawn(SMALL)).items():
        status = by_status[key]
        assert (mark.get("aria-label") or "").endswith(SAY(STATUS_TITLES[status]))
        if box(mark) is None:
            continue
        shape = next(s for s in mark if s.tag in (f"{SVG}circle", f"{SVG}rect"))
        assert (shape.get("stroke-dasharray") is not None) == (status is Status.WAITING)
        assert (shape.get("fill") == shape.get("stroke")) == (status is Status.HELD)


def test_law_is_round_and_custom_is_square() -> None:
    found = wheel([milestone(kind.value, TODAY, kind=kind) for kind in RuleKind])
    for key, mark in by_key(drawn(found)).items():
        square = any(shape.tag == f"{SVG}rect" for shape in mark)
        assert square == (key in ("sedvane", "lokal"))


def test_the_pattern_for_paper_says_what_the_colour_says() -> None:
    for option in ColourBy:
        svg = drawn(SMALL, colour_by=option.value)
        pairs = {
            (shapes[0].get("stroke"), (shapes[1].get("fill") or "").replace("-paper", ""))
            for mark in marks(svg)
            if len(shapes := [s for s in mark if s.tag in (f"{SVG}circle", f"{SVG}rect")]) == 2
            if shapes[0].get("stroke-width") == "3"
        }
        assert (
            len({colour for colour, _ in pairs}) == len({pattern for _, pattern in pairs}) == len(pairs) > 1
        )
        for mark in marks(svg):
            printed = [shape for shape in mark if shape.get("class") == "ph-print"]
            assert all(shape.get("display") == "none" for shape in printed)


def test_colour_by_budget_year_says_the_years() -> None:
    years = said(drawn(SMALL, colour_by="budget_year"))
    assert {"Budsjettår 2025", "Budsjettår 2026", "Budsjettår 2027", "Uten budsjettår"} < set(years)
    assert "Budsjett og økonomiplan" not in years
    assert "Budsjettår 2027" not in said(drawn(SMALL))


def test_a_budget_year_keeps_its_colour_in_every_drawing() -> None:
    def colour(number: int) -> str | None:
        one = milestone("punkt", date(number, 5, 5))
        (mark,) = marks(drawn(wheel([one], number), colour_by="budget_year"))
        return next(iter(mark.iter(f"{SVG}circle"))).get("stroke")

    assert colour(2026) == colour(2027)


def test_a_day_outside_the_year_stands_at_its_edge() -> None:
    (mark,) = marks(drawn(wheel([milestone("sent", date(2027, 1, 21))])))
    place = box(mark)
    assert place is not None
    assert place[0] < 500
    assert place[1] < 400


def test_an_empty_year_is_a_wheel_with_its_rings() -> None:
    svg = drawn(Wheel(2026, TODAY, (), ()))
    assert marks(svg) == []
    assert set(MONTHS) < set(said(svg))


def test_a_leap_year_has_its_days() -> None:
    assert len(marks(drawn(wheel([meeting(date(2028, 2, 29))], 2028)))) == 1


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("days", [1, 31, 120, 365])
def test_eighty_milestones_and_as_many_meetings_never_touch(seed: int, days: int) -> None:
    found = crowd(80, 80, seed, days)
    svg = drawn(found)
    assert len(marks(svg)) == len(found.milestones)
    assert overlapping(svg) == []


def test_eighty_of_one_kind_on_new_years_eve_never_touch_and_can_be_read() -> None:
    svg = drawn(wheel([milestone(f"punkt-{n}", date(2026, 12, 31)) for n in range(80)]))
    assert overlapping(svg) == []
    sizes = {float(text.get("font-size", "")) for mark in marks(svg) for text in mark.iter(f"{SVG}text")}
    assert min(sizes) > 9


@tried(25)
@given(st.lists(st.integers(0, 364), max_size=40), st.lists(st.integers(0, 364), max_size=60))
def test_no_mark_ever_hides_another(days: list[int], met: list[int]) -> None:
    first = date(2026, 1, 1)
    found = [milestone(f"punkt-{n}", first + timedelta(days=day)) for n, day in enumerate(days)]
    met_on = [meeting(first + timedelta(days=day), Organ.ELDRERAD, n) for n, day in enumerate(met)]
    assert overlapping(drawn(wheel([*found, *met_on]))) == []


def test_more_than_a_wheel_can_hold_is_refused_with_words() -> None:
    with pytest.raises(OverflowError, match="room"):
        drawn(wheel([milestone(f"punkt-{n}", TODAY) for n in range(5000)]))


def test_more_meetings_than_a_wheel_can_hold_are_refused_with_words() -> None:
    with pytest.raises(OverflowError, match="room"):
        drawn(wheel([meeting(TODAY, number=n) for n in range(5000)]))


def test_what_has_no_day_is_not_placed() -> None:
    scale = Scale(date(2026, 1, 1), date(2027, 1, 1))
    wants = ring_wants(SMALL, [(1, milestone("uten-dag", None))], scale)
    assert [want.marks for want in wants] == [()] * len(Ring)
