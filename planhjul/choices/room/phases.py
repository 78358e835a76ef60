"""The phases a budget year goes through, and which of them a day lies in (money model E.5)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final

from planhjul.texts import Named, text
from planhjul.wheel.roles import Role


class Phase(Named):
    """What the council is about to decide; the values are permanent and end the keys `aapenhet.<phase>`."""

    RAMMESAK = "rammesak", text("Fram til rammesaken")
    FORSLAG = "forslag", text("Fram til kommunedirektørens forslag")
    INNSTILLING = "innstilling", text("Fram til formannskapets innstilling")
    VEDTAK = "vedtak", text("Fram til kommunestyrets budsjettvedtak")
    AARET = "aaret", text("Etter vedtaket og gjennom budsjettåret")


# The rule that ends each phase.
_ENDS: Final[Mapping[Phase, Role]] = {
    Phase.RAMMESAK: Role.FRAMES,
    Phase.FORSLAG: Role.PROPOSAL,
    Phase.INNSTILLING: Role.RECOMMENDATION,
    Phase.VEDTAK: Role.ADOPTION,
}
# The day of the year before, where the wheel has no day yet (money model E.5).
_CUSTOMARY: Final[Mapping[Phase, tuple[int, int]]] = {
    Phase.RAMMESAK: (6, 16),
    Phase.FORSLAG: (11, 1),
    Phase.INNSTILLING: (11, 25),
    Phase.VEDTAK: (12, 16),
}

PhaseDays = Mapping[Phase, date]


def phase_days(year: int, known: Mapping[Role, date]) -> dict[Phase, date]:
    """The last day of each phase before the budget year is decided, the wheel's own or the customary.

    Args:
        year: the budget year.
        known: a rule's role → its day on the wheel.
    """
    return {
        phase: known.get(_ENDS[phase], date(year - 1, *customary)) for phase, customary in _CUSTOMARY.items()
    }


def phase_on(on: date, days: PhaseDays) -> Phase:
    """The phase the day lies in: the first whose last day has not passed, `AARET` after the decision."""
    return next((phase for phase, last in days.items() if on <= last), Phase.AARET)
