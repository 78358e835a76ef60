"""What the wheels and the timeline draw: whose ring, which number the list explains, short names."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from planhjul.texts import Text, text
from planhjul.wheel.meetings import Organ
from planhjul.wheel.results import Milestone, Process, Status, Wheel


class Ring(StrEnum):
    """Whose work a thing is, from the hub outwards: from the administration's own to what others decide.

    The rings with the most in them stand outermost, where there is the most room.
    """

    ADMINISTRASJON = "administrasjon"
    MEDVIRKNING = "medvirkning"
    POLITIKK = "politikk"
    RAPPORTERING = "rapportering"
    STAT = "stat"


RING_TITLES: Final[Mapping[Ring, Text]] = {
    Ring.ADMINISTRASJON: text("Administrasjonen"),
    Ring.MEDVIRKNING: text("Medvirkning"),
    Ring.POLITIKK: text("Politikken"),
    Ring.RAPPORTERING: text("Regnskap og rapportering"),
    Ring.STAT: text("Staten"),
}
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

# Short names of the catalogue's phases, for an arc or a bar where the whole name does not fit.
_SHORT: Final[Mapping[str, Text]] = {
    "sedvane-evaluering": text("Evaluering"),
    "sedvane-strategikonferanse": text("Mål og strategi"),
    "sedvane-konsekvensjustert": text("Dagens drift"),
    "sedvane-horing": text("Høring"),
    "sedvane-offentlig-debatt": text("Debatt"),
    "sedvane-iverksetting": text("Iverksetting"),
    "sedvane-arsoppgjor": text("Årsoppgjør"),
    "sedvane-regnskapsbehandling": text("Regnskapet behandles"),
    "sedvane-fellesferie": text("Fellesferie"),
    "sedvane-kunnskapsgrunnlag": text("Kunnskapsgrunnlag"),
    "sedvane-forste-budsjett": text("Første budsjett"),
    "sedvane-planprogram": text("Planprogram"),
    "sedvane-samfunnsdel": text("Samfunnsdelen"),
    "sedvane-arealdel": text("Arealdelen"),
}

_COUNCILS: Final = frozenset(
    {Organ.ELDRERAD, Organ.UNGDOMSRAD, Organ.RAD_FUNKSJONSNEDSETTELSE, Organ.PARTSSAMMENSATT}
)
# What is laid open so that everybody can have their say (permanent keys, legal calendar § 13).
_LAID_OPEN: Final = ("kl14-3-pub", "pbl10-1-pub", "pbl11-4", "pbl11-13", "pbl11-14", "kl12-1")


def ring_of(milestone: Milestone) -> Ring:
    """The ring a milestone stands in; the first that fits.

    The state's own days; the obligatory councils and what is laid open for everybody; closing the books and
    reporting, whoever does it, since that chain is read as one; then whose work it is: the administration's
    (kommunedirektør, revisor) or the politicians'.
    """
    if milestone.process is Process.STAT or milestone.organ is Organ.STAT:
        return Ring.STAT
    if milestone.organ in _COUNCILS or _is_laid_open(milestone.key):
        return Ring.MEDVIRKNING
    if milestone.process in (Process.REGNSKAP, Process.RAPPORTERING):
        return Ring.RAPPORTERING
    if milestone.organ in (Organ.KOMMUNEDIREKTOR, Organ.REVISOR):
        return Ring.ADMINISTRASJON
    return Ring.POLITIKK


def _is_laid_open(key: str) -> bool:
    """Whether it is one of the open ones; a year may stand at the end of its key."""
    stem, _, year = key.rpartition("-")
    return key in _LAID_OPEN or (year.isdigit() and len(year) == 4 and stem in _LAID_OPEN)


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
    """The milestone's name in a word or two, where it has one; else its title."""
    stem, _, year = milestone.key.rpartition("-")
    return _SHORT.get(stem if year.isdigit() else milestone.key, milestone.title)
