"""What a folkevalgt can do, as data (legal calendar § 11), and how many must stand behind it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import assert_never

from planhjul.texts import Named, Text, text
from planhjul.wheel.local import InterpellationProposal
from planhjul.wheel.results import Certainty, LegalRef
from planhjul.wheel.roles import Stop


class Threshold(StrEnum):
    """Who must stand behind an instrument."""

    ONE = "one"
    THREE = "three"
    THIRD_OF_MEMBERS = "third_of_members"
    THIRD_OF_PRESENT = "third_of_present"
    MAJORITY = "majority"
    RESIDENTS = "residents"


class Closing(StrEnum):
    """What closes an instrument.

    The next decision, the adoption of the budget or plan, the next council meeting, a rule's date, or
    nothing."""

    DECISION = "decision"
    ADOPTION = "adoption"
    MEETING = "meeting"
    RULE = "rule"
    OPEN = "open"


class Phase(Named):
    """Where a budget year, a plan or a term stands (legal calendar § 10, money model E.5)."""

    FOR_RAMMESAK = "for-rammesak", text("Før rammesaken")
    RAMMESAK = "rammesak", text("Rammesaken forberedes")
    ADMINISTRATIVT = "administrativt", text("Administrasjonen arbeider med budsjettet")
    FORSLAG = "forslag", text("Kommunedirektørens forslag ligger ute")
    INNSTILLING = "innstilling", text("Formannskapet har innstilt")
    OFFENTLIGGJORT = "offentliggjort", text("Innstillingen er offentliggjort")
    VEDTATT = "vedtatt", text("Vedtatt")
    GJENNOMFORING_1 = "gjennomforing-1", text("Gjennomføres, før første tertialrapport")
    GJENNOMFORING_2 = "gjennomforing-2", text("Gjennomføres, før andre tertialrapport")
    GJENNOMFORING_3 = "gjennomforing-3", text("Gjennomføres, etter andre tertialrapport")
    PLAN_ARBEID = "plan-arbeid", text("Under arbeid")
    PLAN_GJELDER = "plan-gjelder", text("Gjelder")
    PLAN_REVISJON = "plan-revisjon", text("Skal revideres")
    KONSTITUERING = "konstituering", text("Det nye kommunestyret konstituerer seg")


@dataclass(frozen=True, slots=True)
class Carrying:
    """How an instrument carries a wish at one kind of point: as the `place`th strongest (1 = the strongest),
    with the form a proposal must have there."""

    stop: Stop
    place: int
    form: str


@dataclass(frozen=True, slots=True)
class InstrumentRule:
    """What a folkevalgt can do, in which phases, and what closes it.

    `can` and `cannot` say what it gives and what it does not. `closing_rule` is a rule's key when `closing`
    is RULE. `notice_setting` is the key of the municipality's own notice (days before the meeting) when
    `closing` is MEETING: a local deadline is never a constant. `warning_setting` is the key of the setting
    that decides what to know before using it. `carries` are the points on a wish's way it leads through.
    """

    key: str
    title: str
    basis: str
    can: str
    cannot: str
    threshold: Threshold
    phases: tuple[Phase, ...]
    closing: Closing
    closing_rule: str | None
    notice_setting: str | None
    certainty: Certainty
    legal: LegalRef | None
    warning_setting: str | None = None
    carries: tuple[Carrying, ...] = ()

    def at(self, stop: Stop) -> Carrying | None:
        """How it carries a wish at the kind of point; None when it does not."""
        return next((carrying for carrying in self.carries if carrying.stop is stop), None)


def third_of(members: int) -> int:
    """The least number that is at least a third: ceil(n/3) (kommuneloven §§ 11-2, 11-3)."""
    return -(-members // 3)


def needed(threshold: Threshold, members: int) -> int | None:
    """How many of a council of `members` must stand behind it, all present; None when others decide."""
    match threshold:
        case Threshold.ONE:
            return 1
        case Threshold.THREE:
            return 3
        case Threshold.THIRD_OF_MEMBERS | Threshold.THIRD_OF_PRESENT:
            return third_of(members)
        case Threshold.MAJORITY:
            return members // 2 + 1
        case Threshold.RESIDENTS:
            return None
        case _:
            assert_never(threshold)


def threshold_text(threshold: Threshold, members: int | None) -> Text | None:
    """The threshold in the municipality's own numbers; None when its size is unknown or changes nothing."""
    count = None if members is None else needed(threshold, members)
    if members is None or count is None or threshold in (Threshold.ONE, Threshold.THREE):
        return None
    if threshold is Threshold.THIRD_OF_MEMBERS:
        return text("Her er det {antall} av {medlemmer}.", antall=count, medlemmer=members)
    if threshold is Threshold.THIRD_OF_PRESENT:
        return text(
            "Tredelen regnes av dem som møter: {antall} når alle {medlemmer} er til stede.",
            antall=count,
            medlemmer=members,
        )
    return text("Det er {antall} stemmer når alle {medlemmer} er til stede.", antall=count, medlemmer=members)


def interpellation_warning(local: InterpellationProposal) -> Text:
    """What to know before a proposal is attached to an interpellasjon (legal calendar § 11)."""
    if local is InterpellationProposal.ALLOWED:
        return text(
            "Reglementet her lar kommunestyret stemme over forslag i en interpellasjon. Ordføreren eller en "
            "tredel av dem som møter, kan likevel kreve at forslaget blir en egen sak (kommuneloven § 11-3 "
            "femte ledd)."
        )
    if local is InterpellationProposal.FORBIDDEN:
        return text(
            "Reglementet her tillater ikke forslag i en interpellasjon. Meld forslaget som egen sak "
            "(kommuneloven § 11-3 første ledd)."
        )
    return text(
        "Et forslag i en interpellasjon er en ny sak. Få den på sakslista på forhånd, ellers kan ordføreren "
        "eller en tredel av dem som møter, stoppe den (kommuneloven § 11-3)."
    )
