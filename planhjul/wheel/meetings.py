"""Meetings of the municipality's organs, as read from the meeting plan."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from planhjul.issues import CellRef


class Organ(StrEnum):
    """Organs the rules speak of; any other organ keeps its own name in `Meeting.organ_name`."""

    KOMMUNESTYRE = "kommunestyre"
    FORMANNSKAP = "formannskap"
    KONTROLLUTVALG = "kontrollutvalg"
    KOMMUNEDIREKTOR = "kommunedirektor"
    ELDRERAD = "eldrerad"
    UNGDOMSRAD = "ungdomsrad"
    RAD_FUNKSJONSNEDSETTELSE = "rad_funksjonsnedsettelse"
    PARTSSAMMENSATT = "partssammensatt"
    REVISOR = "revisor"
    STAT = "stat"
    ANNET = "annet"


@dataclass(frozen=True, slots=True)
class Meeting:
    """One meeting. `held` is True or False when known, None when the plan only announces it.

    `purpose` is what the meeting plan says the meeting is for («budsjett», «1. tertial» …), else "".
    """

    organ: Organ
    organ_name: str
    day: date
    purpose: str
    held: bool | None
    source: CellRef


@dataclass(frozen=True, slots=True)
class Case:
    """One political case and who raised it (case Lillevik)."""

    key: str
    day: date
    organ_name: str
    title: str
    raised_by: str
    decision: str
    source: CellRef
