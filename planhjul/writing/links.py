"""Threads from goals to money, made and taken away in the page, with who and why."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from planhjul.goals.broken import named
from planhjul.goals.links import goal_ids, link_id, standing
from planhjul.house import House
from planhjul.issues import Refused
from planhjul.plans import GoalLink, LinkEntry, LinkTarget
from planhjul.texts import text


class Links:
    """What people do to threads; every entry stays in the log."""

    def __init__(self, house: House) -> None:
        self._house = house

    def link(
        self, nr: str, goal: str, target: LinkTarget, code: str, by: str, why: str, at: datetime
    ) -> LinkEntry | Refused:
        """Records a thread from the goal (a node's id) to a code; who and why are required."""
        on, written = at.date(), code.strip()
        mistake = _unsigned(by, why)
        if mistake is not None:
            return mistake
        if not written:
            return Refused(text("Velg hva målet skal knyttes til."))
        with self._house.as_of(nr, on) as seen:
            goals, known = seen.plan_goals, dict(seen.goals.targets(target))
            held = standing(seen.links, seen.link_entries, goal_ids(goals))
        found = next((one for one in goals if f"{one.plan}/{one.key}" == goal), None)
        if found is None:
            return Refused(text("Målet finnes ikke lenger. Last siden på nytt, og velg et annet."))
        if written not in known:
            name = named(target, written)
            return Refused(text("Det som er lest inn, har ikke {name}. Velg en kode i listen.", name=name))
        if (goal, target, written) in held:
            name = named(target, written, known[written])
            return Refused(text("Målet er alt knyttet til {name}.", name=name))
        link = GoalLink(found.plan, found.key, target, written, None, by.strip(), why.strip())
        return self._house.repository.record_link(nr, link, True, at, on)

    def unlink(
        self, nr: str, goal: str, target: LinkTarget, code: str, by: str, why: str, at: datetime
    ) -> LinkEntry | Refused:
        """Records that a thread is taken away; the workbook it came from is not touched."""
        on = at.date()
        mistake = _unsigned(by, why)
        if mistake is not None:
            return mistake
        with self._house.as_of(nr, on) as seen:
            held = standing(seen.links, seen.link_entries, goal_ids(seen.plan_goals))
        links = held.get((goal, target, code))
        if not links:
            return Refused(text("Koblingen er alt tatt bort."))
        # One entry takes away every link that says the same; it stands at the goal's own plan.
        plan, _, key = goal.partition("/")
        taken = replace(links[0], plan=plan, goal=key, source=None, made_by=by.strip(), why=why.strip())
        return self._house.repository.record_link(nr, taken, False, at, on)

    def undo(self, nr: str, entry: int, by: str, why: str, at: datetime) -> LinkEntry | Refused:
        """Does the opposite of an entry of the log: what was made is taken away, what was taken is made."""
        with self._house.as_of(nr, at.date()) as seen:
            entries, ids = seen.link_entries, goal_ids(seen.plan_goals)
        found = next((one for one in entries if one.nr == entry), None)
        if found is None:
            return Refused(text("Loggen har ingen linje {nr}.", nr=entry))
        goal = link_id(found.link, ids)
        if found.made:
            return self.unlink(nr, goal, found.link.target, found.link.code, by, why, at)
        return self.link(nr, goal, found.link.target, found.link.code, by, why, at)


def _unsigned(by: str, why: str) -> Refused | None:
    if not by.strip():
        return Refused(text("Skriv navnet ditt, så andre ser hvem som gjorde det."))
    if not why.strip():
        return Refused(text("Skriv en begrunnelse, så andre forstår hvorfor."))
    return None
