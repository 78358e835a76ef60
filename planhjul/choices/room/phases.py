"""The phases a budget year goes through, and which of them a day lies in (money model E.5)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Final

from planhjul.texts import Text, text


class Phase(StrEnum):
    """What the council is about to decide; the values are permanent and end the keys `aapenhet.<phase>`."""

    RAMMESAK = "rammesak"
    FORSLAG = "forslag"
    INNSTILLING = "innstilling"
    VEDTAK = "vedtak"
    AARET = "aaret"


PHASE_TITLES: Final[Mapping[Phase, Text]] = {
    Phase.RAMMESAK: text("Fram til rammesaken"),
    Phase.FORSLAG: text("Fram til kommunedirektørens forslag"),
    Phase.INNSTILLING: text("Fram til formannskapets innstilling"),
    Phase.VEDTAK: text("Fram til kommunestyrets budsjettvedtak"),
    Phase.AARET: text("Etter vedtaket og gjennom budsjettåret"),
}

# The milestone that ends each phase (rule keys of the law catalogue).
PHASE_MILESTONES: Final[Mapping[Phase, str]] = {
    Phase.RAMMESAK: "sedvane-rammesak",
    Phase.FORSLAG: "sedvane-direktorens-forslag",
    Phase.INNSTILLING: "sedvane-innstilling",
    Phase.VEDTAK: "kl14-3-vedtak",
}
# The day of the year before, where the wheel has no day yet (money model E.5).
_CUSTOMARY: Final[Mapping[Phase, tuple[int, int]]] = {
    Phase.RAMMESAK: (6, 16),
    Phase.FORSLAG: (11, 1),
    Phase.INNSTILLING: (11, 25),
    Phase.VEDTAK: (12, 16),
}

PhaseDays = Mapping[Phase, date]


def phase_days(year: int, known: Mapping[str, date]) -> dict[Phase, date]:
    """The last day of each phase before the budget year is decided, the wheel's own or the customary.

    Args:
        year: the budget year.
        known: milestone key → its day on the wheel.
    """
    return {
        phase: known.get(PHASE_MILESTONES[phase], date(year - 1, *customary))
        for phase, customary in _CUSTOMARY.items()
    }


def phase_on(on: date, days: PhaseDays) -> Phase:
    """The phase the day lies in: the first whose last day has not passed, `AARET` after the decision."""
    return next((phase for phase, last in days.items() if on <= last), Phase.AARET)
