"""Wheels for the drawings' tests: one busy year, and worse ones than any municipality has."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from html import unescape
from math import hypot
from random import Random
from typing import Any
from xml.etree import ElementTree

from planhjul.language import Language
from planhjul.texts import text, verbatim
from planhjul.wheel.meetings import Organ
from planhjul.wheel.results import Milestone, Process, RuleKind, Sense, Status, Wheel
from tests.wheel.examples import traits

SAY = Language().say
MONTHS = Language().months()
TODAY = date(2026, 11, 21)
SVG = "{http://www.w3.org/2000/svg}"
PROCESSES = tuple(process for process in Process if process is not Process.MOTE)


def milestone(key: str, day: date | None, **changes: Any) -> Milestone:
    """A milestone of the budget process decided by the council, with what the test wants otherwise."""
    plain = Milestone(
        key=key,
        title=verbatim(key.capitalize()),
        process=Process.BUDSJETT,
        organ=Organ.KOMMUNESTYRE,
        written=day,
        lands=day,
        planned=None,
        status=Status.HELD if day and day < TODAY else Status.PLANNED,
        kind=RuleKind.LOV,
        sense=Sense.ON,
        waiting_for=None,
        because=text("Loven sier det."),
        legal=None,
        budget_year=2027,
        traits=traits(key),
    )
    return replace(plain, **changes)


def meeting(day: date, organ: Organ = Organ.KOMMUNESTYRE, number: int = 1) -> Milestone:
    key = f"mote-{organ}-{day.isoformat()}-{number}"
    return milestone(key, day, process=Process.MOTE, organ=organ, kind=RuleKind.LOKAL, budget_year=None)


def wheel(milestones: Iterable[Milestone], year: int = 2026, on: date = TODAY) -> Wheel:
    ordered = sorted(milestones, key=lambda m: (m.day or date.max, m.process is Process.MOTE, m.key))
    return Wheel(year, on, tuple(ordered), ())


def phase(key: str, begins: date, ends: date, **changes: Any) -> Milestone:
    return milestone(key, ends, begins=begins, **changes)


SMALL = wheel(
    [
        phase("sedvane-horing", date(2026, 10, 28), date(2026, 11, 20), kind=RuleKind.SEDVANE),
        phase("sedvane-offentlig-debatt", date(2026, 11, 10), date(2026, 12, 10), status=Status.LATE),
        phase("kort", date(2026, 3, 1), date(2026, 3, 5), organ=Organ.KOMMUNEDIREKTOR),
        phase("hele", date(2025, 6, 1), date(2026, 12, 31), status=Status.WAITING),
        milestone("sfo43-rnb", date(2026, 5, 15), process=Process.STAT, organ=Organ.STAT, budget_year=None),
        milestone("kl14-3-pub", date(2026, 11, 26)),
        milestone("kl14-3-vedtak", date(2026, 12, 10), status=Status.WAITING),
        milestone("kl14-6", date(2026, 2, 22), process=Process.REGNSKAP, budget_year=2025),
        milestone("sedvane-tertial-1", date(2026, 6, 18), process=Process.RAPPORTERING, status=Status.LATE),
        milestone("brf5-16-budsjett", date(2026, 1, 10), organ=Organ.KOMMUNEDIREKTOR, budget_year=2026),
        milestone("plan-x-revisjon", date(2026, 9, 9), process=Process.PLAN, kind=RuleKind.LOKAL),
        milestone("kl27-1", None, status=Status.WAITING),
        meeting(date(2026, 12, 10)),
        meeting(date(2026, 11, 25), Organ.FORMANNSKAP),
        meeting(date(2026, 11, 9), Organ.ELDRERAD),
    ]
)


def crowd(marks: int, meetings: int, seed: int = 1, days: int = 365) -> Wheel:
    """A generated year with so many numbered marks and meetings; few `days` make a crowd in January."""
    chance = Random(seed)

    def day() -> date:
        return date(2026, 1, 1) + timedelta(days=chance.randrange(days))

    found = [
        milestone(
            f"punkt-{number}",
            day(),
            process=chance.choice(PROCESSES),
            organ=chance.choice(list(Organ)),
            kind=chance.choice(list(RuleKind)),
            budget_year=chance.choice([2025, 2026, 2027, 2028, None]),
        )
        for number in range(marks)
    ]
    return wheel([*found, *(meeting(day(), chance.choice(list(Organ)), n) for n in range(meetings))])


def parse(svg: str) -> ElementTree.Element:
    return ElementTree.fromstring(svg)


def marks(svg: ElementTree.Element) -> list[ElementTree.Element]:
    """Everything one can press."""
    return [element for element in svg.iter() if element.get("data-key")]


def said(element: ElementTree.Element) -> list[str]:
    return [unescape("".join(found.itertext())) for found in element.iter(f"{SVG}text")]


Box = tuple[float, float, float, float]


def box(mark: ElementTree.Element) -> Box | None:
    """The square a mark takes with its stroke; None for a phase, which stands in a lane of its own."""
    for shape in mark:
        half = float(shape.get("stroke-width", "0")) / 2
        if shape.tag == f"{SVG}circle":
            x, y, r = (float(shape.get(name, "")) for name in ("cx", "cy", "r"))
            return x - r - half, y - r - half, x + r + half, y + r + half
        if shape.tag == f"{SVG}rect" and shape.get("rx") == "5":
            x, y, side = (float(shape.get(name, "")) for name in ("x", "y", "width"))
            return x - half, y - half, x + side + half, y + side + half
    return None


def overlapping(svg: ElementTree.Element) -> list[tuple[str, str]]:
    """The marks whose squares meet."""
    boxes = sorted(
        (found, mark.get("data-key") or "") for mark in marks(svg) if (found := box(mark)) is not None
    )
    return [
        (one, other)
        for number, (a, one) in enumerate(boxes)
        for b, other in boxes[number + 1 :]
        if b[0] < a[2] - 0.2 and b[1] < a[3] - 0.2 and a[1] < b[3] - 0.2
    ]


def radius(found: Box, centre: float = 500) -> float:
    """How far a mark's middle is from the drawing's."""
    return hypot((found[0] + found[2]) / 2 - centre, (found[1] + found[3]) / 2 - centre)
