"""What the wheels and the timeline draw: whose ring, which number the list explains, short names."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from planhjul.texts import Text, text
from planhjul.wheel.meetings import Organ
from planhjul.wheel.results import Milestone, Process, Status, Wheel
from planhjul.wheel.roles import Ring

PROCESS_TITLES: Final[Mapping[Process, Text]] = {
    Process.BUDSJETT: text("Budsjett og økonomiplan"),
    Process.REGNSKAP: text("Regnskap og årsberetning"),
    Process.RAPPORTERING: text("Rapportering"),
    Process.STAT: text("Staten"),
    Process.PLAN: text("Planer"),
    Process.MOTE: text("Politiske møter"),
}
STATUS_TITLES: Final[Mapping[Status, Text]] = {
    Status.PLANNED: text("planlagt"),
    Status.WAITING: text("venter"),
    Status.HELD: text("gjort eller passert"),
    Status.LATE: text("forsinket"),
}

_COUNCILS: Final = frozenset(
    {Organ.ELDRERAD, Organ.UNGDOMSRAD, Organ.RAD_FUNKSJONSNEDSETTELSE, Organ.PARTSSAMMENSATT}
)


def ring_of(milestone: Milestone) -> Ring:
    """The ring a milestone stands in: its rule's own, else the first that fits.

    The state's own days; the obligatory councils; closing the books and reporting, whoever does it, since
    that chain is read as one; then whose work it is: the administration's (kommunedirektør, revisor) or the
    politicians'.
    """
    if milestone.traits.ring is not None:
        return milestone.traits.ring
    if milestone.process is Process.STAT or milestone.organ is Organ.STAT:
        return Ring.STAT
    if milestone.organ in _COUNCILS:
        return Ring.MEDVIRKNING
    if milestone.process in (Process.REGNSKAP, Process.RAPPORTERING):
        return Ring.RAPPORTERING
    if milestone.organ in (Organ.KOMMUNEDIREKTOR, Organ.REVISOR):
        return Ring.ADMINISTRASJON
    return Ring.POLITIKK


def wheel_numbers(wheel: Wheel) -> tuple[tuple[int, Milestone], ...]:
    """The number on each mark and its milestone, by day: all that have a day, plain meetings left out."""
    dated = [m for m in wheel.milestones if m.day is not None and m.process is not Process.MOTE]
    return tuple(enumerate(dated, start=1))


def term_numbers(term: Wheel, year: Wheel) -> tuple[tuple[int, Milestone], ...]:
    """The numbers in the four-year wheel; they go on where the one-year wheel inside it ends.

    A milestone that stands in both wheels has the same number in both.
    """
    inside = {milestone.key: number for number, milestone in wheel_numbers(year)}
    numbered: list[tuple[int, Milestone]] = []
    last = len(inside)
    for _, milestone in wheel_numbers(term):
        same = inside.get(milestone.key) or inside.get(milestone.key.removesuffix(f"-{year.year}"))
        if same is None:
            last += 1
        numbered.append((same or last, milestone))
    return tuple(numbered)


def short_title(milestone: Milestone) -> Text:
    """The milestone's name in a word or two, where its rule has one; else its title."""
    return milestone.traits.short or milestone.title
