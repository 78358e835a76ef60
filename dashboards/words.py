"""The words of the pages for terms the rooms only have keys for; the wheel's own stand with the wheel."""

from __future__ import annotations

from typing import Final

from planhjul.texts import Text, text
from planhjul.wheel.results import Process, Status

# The word and the tone of its badge.
STATUS: Final[dict[Status, tuple[Text, str]]] = {
    Status.PLANNED: (Status.PLANNED.words, "info"),
    Status.WAITING: (Status.WAITING.words, "neutral"),
    Status.HELD: (Status.HELD.words, "ok"),
    Status.LATE: (Status.LATE.words, "error"),
}

PROCESS: Final[dict[Process, Text]] = {
    Process.BUDSJETT: text("Budsjett og økonomiplan"),
    Process.REGNSKAP: text("Regnskap og årsberetning"),
    Process.RAPPORTERING: text("Rapportering"),
    Process.PLAN: text("Kommuneplan og planstrategi"),
    Process.STAT: text("Staten"),
    Process.MOTE: text("Møter"),
}

KONTOKLASSE: Final[dict[str, Text]] = {"0": text("Investering"), "1": text("Drift"), "2": text("Balanse")}
