"""What the program needs to know of a rule beside its day: its role, ring, names and stop on a wish's way.

All of it stands with the rule in `data/law/*.toml`; Python asks for a role, never for a rule's key.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from planhjul.plans import PlanType
from planhjul.texts import Named, Text, text


class Role(StrEnum):
    """What checks, windows and handlingsrom ask a rule for; one rule has each, but any may be a HEARING.

    FRAMES, PROPOSAL, RECOMMENDATION and ADOPTION each end a phase of the budget year being prepared.
    """

    FRAMES = "frames"
    STATE_FRAMES = "state-frames"
    PROPOSAL = "proposal"
    OPINIONS = "opinions"
    CONTROL_BUDGET = "control-budget"
    RECOMMENDATION = "recommendation"
    PUBLICATION = "publication"
    PLAN_PUBLICATION = "plan-publication"
    ADOPTION = "adoption"
    FIRST_REPORT = "first-report"
    SECOND_REPORT = "second-report"
    ACCOUNTS_OPINION = "accounts-opinion"
    ACCOUNTS_ADOPTION = "accounts-adoption"
    CONSTITUTING = "constituting"
    FIRST_BUDGET = "first-budget"
    STRATEGY = "strategy"
    STRATEGY_PUBLICATION = "strategy-publication"
    HEARING = "hearing"


class Ring(Named):
    """Whose work a thing is, from the hub outwards: from the administration's own to what others decide.

    The rings with the most in them stand outermost, where there is the most room.
    """

    ADMINISTRASJON = "administrasjon", text("Administrasjonen")
    MEDVIRKNING = "medvirkning", text("Medvirkning")
    POLITIKK = "politikk", text("Politikken")
    RAPPORTERING = "rapportering", text("Regnskap og rapportering")
    STAT = "stat", text("Staten")


class Stop(StrEnum):
    """What kind of decision a point on a wish's way is; the values are permanent."""

    PLANSTRATEGI = "planstrategi"
    PLANPROGRAM = "planprogram"
    PLAN = "plan"
    HANDLINGSDEL = "handlingsdel"
    KONFERANSE = "konferanse"
    RAMMESAK = "rammesak"
    FORSLAG = "forslag"
    INNSTILLING = "innstilling"
    VEDTAK = "vedtak"
    REGULERING = "regulering"
    REGLEMENT = "reglement"
    MOTE = "mote"


@dataclass(frozen=True, slots=True)
class Traits:
    """What a rule is to the program; a milestone has its rule's, and none when no rule gave it.

    `short` is its name where the whole one does not fit, `curve` its name on the curve of handlingsrom (None
    is not on it). `ring` is given only when it is another than its process and organ say. `stop` is what it
    is on a wish's way, and `plan_type` the plan it stands in for there until the municipality has its own.
    `consequence` is what follows when its day is broken.
    """

    role: Role | None = None
    ring: Ring | None = None
    short: Text | None = None
    curve: Text | None = None
    stop: Stop | None = None
    plan_type: PlanType | None = None
    consequence: Text | None = None


NO_TRAITS = Traits()
