"""Law checks of the planning strategy and of hearings."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from planhjul.texts import text
from planhjul.wheel.anchors import EventAnchor
from planhjul.wheel.calendar import is_working_day, previous_working_day
from planhjul.wheel.checks.checked import Checked
from planhjul.wheel.meetings import Organ
from planhjul.wheel.results import Finding
from planhjul.wheel.roles import Role

_FELLESFERIE = (28, 30)


def _strategy(checked: Checked) -> Iterator[Finding]:
    """PBL § 10-1 første ledd, in the year its deadline lands."""
    found = checked.milestone(Role.STRATEGY)
    if found is None or found.lands is None or found.planned is None or found.planned <= found.lands:
        return
    message = text(
        "Planstrategien er satt opp til vedtak {dag}. Loven krever vedtak senest {frist}, ett år "
        "etter konstitueringen. Flytt behandlingen fram.",
        dag=found.planned,
        frist=found.lands,
    )
    earliest = date(checked.year, 1, 15)
    mend = checked.mend(Organ.KOMMUNESTYRE, earliest, found.lands, found.lands)
    yield checked.finding(Role.STRATEGY, "error", message, mend=mend)


def _hearings(checked: Checked) -> Iterator[Finding]:
    """A hearing that runs through fellesferie should be longer: custom, not law."""
    for rule in checked.rules:
        anchor = rule.versions[-1].anchor
        if rule.traits.role is not Role.HEARING or not isinstance(anchor, EventAnchor):
            continue
        found, published = checked.milestone(rule.key), checked.day(anchor.event)
        if found is None or found.lands is None or published is None:
            continue
        ends = found.planned or found.lands
        first = date.fromisocalendar(published.year, _FELLESFERIE[0], 1)
        last = date.fromisocalendar(published.year, _FELLESFERIE[1], 7)
        if published <= last and ends >= first:
            message = text(
                "Høringen går fra {fra} til {til}, gjennom fellesferien. Loven krever bare seks uker, "
                "men skikken er å gi lengre frist. Sett den til midten av august eller senere.",
                fra=published,
                til=ends,
            )
            yield checked.finding(rule.key, "warning", message)


def _public(checked: Checked) -> Iterator[Finding]:
    """PBL § 10-1 andre ledd: at least 30 days, so a last day off is never moved (legal calendar 2.2)."""
    found = checked.milestone(Role.STRATEGY_PUBLICATION)
    if found is None or found.lands is None or is_working_day(found.lands):
        return
    message = text(
        "Siste dag for å offentliggjøre forslaget til planstrategi, {senest}, er ikke en virkedag. Fristen "
        "flyttes ikke: offentliggjør senest {virkedag}.",
        senest=found.lands,
        virkedag=previous_working_day(found.lands),
    )
    yield checked.finding(Role.STRATEGY_PUBLICATION, "warning", message)


PLAN_CHECKS: tuple[Callable[[Checked], Iterator[Finding]], ...] = (_strategy, _public, _hearings)
