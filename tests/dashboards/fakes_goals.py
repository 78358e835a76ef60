"""A fake of the goals service: the real threads on the small municipality of the threads' own tests."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Final

from planhjul.goals.results import GoalThreads, MoneyColumn
from planhjul.issues import CellRef, Refused
from planhjul.plans import Goal, GoalLink, LinkEntry, LinkTarget, Plan
from planhjul.services.goals import PieceLine
from planhjul.texts import text
from tests.goals.examples import COLUMNS, GOALS, PLAN, THEME, link, pieces, threads

STORVIK: Final = "9901"
LINKS: Final = (
    link("1.1", LinkTarget.FUNKSJON, "202"),
    link("1.1.1", LinkTarget.ANSVAR, "2110"),
    link("1.2", LinkTarget.PROSJEKT, "P9"),
)
MONEY: Final = pieces()
NO_MONEY: Final = pieces(columns=())


@dataclass
class FakeGoals:
    """GoalsService with entries in memory."""

    plans: tuple[Plan, ...] = (PLAN, THEME)
    goals: tuple[Goal, ...] = GOALS
    links: tuple[GoalLink, ...] = LINKS
    without_money: bool = False
    entries: list[LinkEntry] = field(default_factory=list)
    most_lines: int = 2

    def threads(self, nr: str, on: date, year: int | None = None) -> GoalThreads:
        """The threads; Lillevik has no plans and no money."""
        if nr != STORVIK:
            return threads(plans=(), goals=(), money=NO_MONEY)
        money = NO_MONEY if self.without_money else MONEY
        return threads(*self.links, entries=self.entries, money=money, plans=self.plans, goals=self.goals)

    def lines(
        self, nr: str, on: date, column: MoneyColumn, piece: tuple[str, str, str, str]
    ) -> tuple[PieceLine, ...]:
        """Two lines, or as many as the test wants."""
        assert column in COLUMNS
        one = PieceLine("010", "", 0, 30_000_000_00, CellRef("forslag.xlsx", "Økonomiplan", 7, 8))
        other = PieceLine("050", "Lærere", 3, 10_000_000_00, CellRef("forslag.xlsx", "Økonomiplan", 8, 8))
        return (one, other) * (self.most_lines // 2) if piece[1] == "202" else ()

    def targets(self, nr: str, on: date, target: LinkTarget) -> tuple[tuple[str, str], ...]:
        """Two measures, two functions, nothing else."""
        return {
            LinkTarget.TILTAK: (("MAT", "Gratis skolemat"), ("ENERGI", "Energisparing")),
            LinkTarget.FUNKSJON: (("202", "Grunnskole"), ("222", "Skolelokaler")),
        }.get(target, ())

    def link(
        self, nr: str, goal: str, target: LinkTarget, code: str, by: str, why: str, at: datetime
    ) -> LinkEntry | Refused:
        """Keeps the link; a name is wanted."""
        return self._keep(goal, target, code, by, why, at, made=True)

    def unlink(
        self, nr: str, goal: str, target: LinkTarget, code: str, by: str, why: str, at: datetime
    ) -> LinkEntry | Refused:
        """Takes the link away; a name is wanted."""
        return self._keep(goal, target, code, by, why, at, made=False)

    def undo(self, nr: str, entry: int, by: str, why: str, at: datetime) -> LinkEntry | Refused:
        """Does the opposite of the entry."""
        found = self.entries[entry - 1]
        goal = f"{found.link.plan}/{found.link.goal}"
        return self._keep(goal, found.link.target, found.link.code, by, why, at, made=not found.made)

    def _keep(
        self, goal: str, target: LinkTarget, code: str, by: str, why: str, at: datetime, *, made: bool
    ) -> LinkEntry | Refused:
        if not by:
            return Refused(text("Skriv navnet ditt, så andre ser hvem som gjorde det."))
        plan, _, key = goal.partition("/")
        kept = LinkEntry(
            len(self.entries) + 1, GoalLink(plan, key, target, code, None, by, why), made, at.date()
        )
        self.entries.append(kept)
        return kept
