"""The words for the wheel's and the import's own terms, where the rooms only have keys."""

from __future__ import annotations

from typing import Final

from planhjul.issues import Level
from planhjul.texts import Text, text
from planhjul.wheel.meetings import Organ
from planhjul.wheel.results import Process, RuleKind, Sense, Status

ORGAN: Final[dict[Organ, Text]] = {
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

STATUS: Final[dict[Status, tuple[Text, str]]] = {
    Status.PLANNED: (text("Kommer"), "info"),
    Status.WAITING: (text("Venter"), "neutral"),
    Status.HELD: (text("Gjort"), "ok"),
    Status.LATE: (text("Forsinket"), "error"),
}

KIND: Final[dict[RuleKind, Text]] = {
    RuleKind.LOV: text("Lov"),
    RuleKind.FORSKRIFT: text("Forskrift"),
    RuleKind.STAT: text("Staten"),
    RuleKind.SEDVANE: text("Skikk, ikke lov"),
    RuleKind.LOKAL: text("Kommunens egen plan"),
}

SENSE: Final[dict[Sense, Text]] = {
    Sense.LATEST: text("Senest"),
    Sense.EARLIEST: text("Tidligst"),
    Sense.ON: text("På dagen"),
    Sense.COUNT: text("Telles"),
}

PROCESS: Final[dict[Process, Text]] = {
    Process.BUDSJETT: text("Budsjett og økonomiplan"),
    Process.REGNSKAP: text("Regnskap og årsberetning"),
    Process.RAPPORTERING: text("Rapportering"),
    Process.PLAN: text("Kommuneplan og planstrategi"),
    Process.STAT: text("Staten"),
    Process.MOTE: text("Møter"),
}

LEVEL: Final[dict[Level, Text]] = {
    Level.ERROR: text("Feil"),
    Level.WARNING: text("Advarsel"),
    Level.INFO: text("Til opplysning"),
}

KONTOKLASSE: Final[dict[str, Text]] = {"0": text("Investering"), "1": text("Drift")}
