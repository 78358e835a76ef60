"""The words for the wheel's own terms, where the rooms only have keys."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from planhjul.texts import Text, text
from planhjul.wheel.meetings import Organ
from planhjul.wheel.results import RuleKind, Sense, Status

ORGAN: Final[Mapping[Organ, Text]] = {
    Organ.KOMMUNESTYRE: text("Kommunestyret"),
    Organ.FORMANNSKAP: text("Formannskapet"),
    Organ.KOMMUNERAD: text("Kommunerådet"),
    Organ.KONTROLLUTVALG: text("Kontrollutvalget"),
    Organ.KOMMUNEDIREKTOR: text("Kommunedirektøren"),
    Organ.ELDRERAD: text("Eldrerådet"),
    Organ.UNGDOMSRAD: text("Ungdomsrådet"),
    Organ.RAD_FUNKSJONSNEDSETTELSE: text("Rådet for personer med funksjonsnedsettelse"),
    Organ.PARTSSAMMENSATT: text("Partssammensatt utvalg"),
    Organ.REVISOR: text("Revisor"),
    Organ.STAT: text("Staten"),
    Organ.ANNET: text("Annet organ"),
}

KIND: Final[Mapping[RuleKind, Text]] = {
    RuleKind.LOV: text("Lov"),
    RuleKind.FORSKRIFT: text("Forskrift"),
    RuleKind.STAT: text("Staten"),
    RuleKind.SEDVANE: text("Skikk, ikke lov"),
    RuleKind.LOKAL: text("Kommunens egen plan"),
}

# Passed is not the same as done: the wheel only knows that the day is behind us.
STATUS: Final[Mapping[Status, Text]] = {
    Status.PLANNED: text("Kommer"),
    Status.WAITING: text("Venter"),
    Status.HELD: text("Gjort eller passert"),
    Status.LATE: text("Forsinket"),
}

SENSE: Final[Mapping[Sense, Text]] = {
    Sense.LATEST: text("Senest"),
    Sense.EARLIEST: text("Tidligst"),
    Sense.ON: text("På dagen"),
    Sense.COUNT: text("Telles"),
}

LEVEL: Final[Mapping[str, Text]] = {
    "error": text("Feil"),
    "warning": text("Advarsel"),
    "info": text("Til opplysning"),
}
