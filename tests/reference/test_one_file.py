"""A new rule is one file: laid in the law's folder it is in the wheel, its ring, its names and the routes."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from planhjul.choices.priorities import Priority, PriorityKind
from planhjul.choices.route.way import route
from planhjul.figures.wheel.rings import ring_of, short_title, wheel_numbers
from planhjul.figures.wheel.year import wheel_svg
from planhjul.language import Language
from planhjul.reference.law import load_law
from planhjul.reference.locate import data_dir
from planhjul.wheel.results import Milestone, Wheel
from planhjul.wheel.roles import Ring, Stop
from planhjul.wheel.rules import Law
from planhjul.wheel.timeline import build_term, build_wheel
from tests.wheel.examples import MEETINGS

ON = date(2026, 3, 1)
SAY = Language().say
RULE = """
[[rule]]
key = "prove-varrapport"
title = "Kommunestyret behandler vårens økonomirapport fra alle virksomheter"
short = "Vårrapport"
process = "rapportering"
organ = "kommunestyre"
kind = "sedvane"
sense = "on"
certainty = "P"
curve = "Vårrapporten"
stop = "regulering"
ring = "medvirkning"
budget_year = 0
met_by = "KST_KONFERANSE"
opens = ["budsjettregulering"]
[[rule.version]]
in_force_from = 2020-01-01
anchor = { month = 4, day = 30 }
begins = { month = 2, day = 1 }
because = "Skikk, ikke lov: våren {aar} rapporterer virksomhetene."
"""


@pytest.fixture
def law(tmp_path: Path) -> Law:
    folder = tmp_path / "law"
    shutil.copytree(data_dir() / "law", folder)
    (folder / "prove.toml").write_text(RULE, encoding="utf-8")
    return load_law(folder)


@pytest.fixture
def wheel(law: Law) -> Wheel:
    return build_wheel(2026, ON, law.rules, MEETINGS)


@pytest.fixture
def milestone(wheel: Wheel) -> Milestone:
    return next(m for m in wheel.milestones if m.key == "prove-varrapport")


def test_it_is_in_the_wheel_on_its_meeting(milestone: Milestone) -> None:
    assert (milestone.begins, milestone.lands) == (date(2026, 2, 1), date(2026, 4, 30))
    assert milestone.planned == date(2026, 4, 20)
    assert milestone.budget_year == 2026


def test_it_stands_in_its_ring_under_its_short_name(wheel: Wheel, milestone: Milestone) -> None:
    assert ring_of(milestone) is Ring.MEDVIRKNING
    assert SAY(short_title(milestone)) == "Vårrapport"
    number = next(number for number, numbered in wheel_numbers(wheel) if numbered.key == milestone.key)
    drawn = wheel_svg(wheel, SAY, months=Language().months(), on_label="")
    assert f"{number} Vårrapport" in drawn


def test_it_has_a_name_on_the_curve_of_handlingsrom(milestone: Milestone) -> None:
    assert milestone.traits.curve is not None
    assert SAY(milestone.traits.curve) == "Vårrapporten"


def test_a_wish_can_go_through_it(law: Law, milestone: Milestone) -> None:
    years = [build_wheel(year, ON, law.rules, MEETINGS) for year in (2025, 2026, 2027, 2028)]
    terms = [build_term(year, ON, law.rules, MEETINGS) for year in (2023, 2027)]
    wish = Priority("P", "Kåre", "Flere lærere", PriorityKind.PENGER, "", "", "", 100, 2026, "", None)
    answer = route(wish, years, terms, law.instruments, lambda year, on: None, ON)
    point = next(point for point in answer.points if point.rule == milestone.key)
    assert (point.stop, point.day, point.reaches) == (Stop.REGULERING, date(2026, 4, 20), True)
    assert [SAY(way.title) for way in point.ways] == ["Forslag om budsjettregulering"]
