"""Meetings of the municipality's organs, as read from the meeting plan."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from planhjul.issues import CellRef
from planhjul.texts import Named, text


class Organ(Named):
    """Organs the rules speak of; any other organ keeps its own name in `Meeting.organ_name`."""

    KOMMUNESTYRE = "kommunestyre", text("Kommunestyret")
    FORMANNSKAP = "formannskap", text("Formannskapet")
    KOMMUNERAD = "kommunerad", text("Kommunerådet")
    KONTROLLUTVALG = "kontrollutvalg", text("Kontrollutvalget")
    KOMMUNEDIREKTOR = "kommunedirektor", text("Kommunedirektøren")
    ELDRERAD = "eldrerad", text("Eldrerådet")
    UNGDOMSRAD = "ungdomsrad", text("Ungdomsrådet")
    RAD_FUNKSJONSNEDSETTELSE = "rad_funksjonsnedsettelse", text("Rådet for personer med funksjonsnedsettelse")
    PARTSSAMMENSATT = "partssammensatt", text("Partssammensatt utvalg")
    REVISOR = "revisor", text("Revisor")
    STAT = "stat", text("Staten")
    ANNET = "annet", text("Annet organ")


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

    @property
    def year(self) -> int:
        """The calendar year it is in; a meeting plan is for whole years."""
        return self.day.year

    @property
    def organ_key(self) -> str:
        """The organ as keys write it: the rules' own word, or the name of any other organ in ASCII."""
        return organ_key(self.organ, self.organ_name)


def organ_key(organ: Organ, name: str) -> str:
    """An organ as keys write it: «formannskap», or «utvalg-for-oppvekst» for one the rules do not know."""
    if organ is not Organ.ANNET:
        return organ.value
    ascii_name = name.casefold().replace("æ", "ae").translate(str.maketrans("øå", "oa"))
    return re.sub(r"[^a-z0-9]+", "-", ascii_name).strip("-") or organ.value


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

    @property
    def year(self) -> int:
        """The calendar year it is in; a list of cases is for whole years."""
        return self.day.year
