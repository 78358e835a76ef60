"""From goal to krone, and back: the plans' trees with money, broken threads, and links made by hand."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Final

import pandas as pd

from planhjul.choices.results import Effects
from planhjul.goals.broken import named
from planhjul.goals.links import goal_ids, link_id, standing
from planhjul.goals.money import MeasureMoney, Pieces
from planhjul.goals.results import GoalThreads, MoneyColumn
from planhjul.goals.tree import goal_threads
from planhjul.issues import CellRef
from planhjul.ledger.areas import AreaMap
from planhjul.ledger.codes import CodeLists
from planhjul.ledger.lines import MOST_LINES
from planhjul.ledger.versions import VersionKind
from planhjul.plans import GoalLink, LinkEntry, LinkTarget
from planhjul.services.choices import ChoicesService
from planhjul.services.memory import Memory
from planhjul.services.municipalities import MunicipalityService, VersionChoice
from planhjul.services.refusals import Refused
from planhjul.services.sums import Sums
from planhjul.store import Repository
from planhjul.texts import text

_BUDGETS: Final = (VersionKind.OPPRINNELIG_BUDSJETT, VersionKind.REVIDERT_BUDSJETT)
_PLANS: Final = (VersionKind.OKONOMIPLAN, VersionKind.DIREKTORENS_FORSLAG, VersionKind.INNSTILLING)
# Trees and the money behind them: a few megabytes each.
_KEPT: Final = 8
_LAST_MONTH: Final = 12


@dataclass(frozen=True, slots=True)
class PieceLine:
    """One stored line behind a thread: øre in the ledger's sign, month 0 for a whole year, and its cell."""

    art: str
    tekst: str
    month: int
    amount_ore: int
    cell: CellRef


class GoalsService:
    """Use cases about goals and their money."""

    def __init__(
        self,
        repository: Repository,
        sums: Sums,
        municipalities: MunicipalityService,
        choices: ChoicesService,
        codes: CodeLists,
    ) -> None:
        self._repository = repository
        self._sums = sums
        self._municipalities = municipalities
        self._choices = choices
        self._codes = codes
        self._threads: Memory[tuple[str, int, date, int], GoalThreads] = Memory(_KEPT)
        self._money: Memory[tuple[str, int, date, int], Pieces] = Memory(_KEPT)

    def threads(self, nr: str, on: date, year: int | None = None) -> GoalThreads:
        """Every goal with its money, seen from the day; `year` is the plan's first year (default: as pages).

        A day without plans or money is an answer too: empty trees, no columns.
        """
        chosen = year or self._year(nr, on)
        key = (nr, self._repository.data_version(nr), on, chosen)
        kept = self._threads.get(key)
        if kept is not None:
            return kept
        made = goal_threads(
            self._repository.plans(nr, on),
            self._repository.goals(nr, on),
            self._repository.links(nr, on),
            self._repository.link_entries(nr, on),
            self._repository.areas(nr, on),
            self._pieces(nr, on, chosen),
            self._codes,
            on=on,
            year=chosen,
            names=(self._municipalities.get(nr).navn,),
        )
        return self._threads.keep(key, made)

    def lines(
        self, nr: str, on: date, column: MoneyColumn, piece: tuple[str, str, str, str]
    ) -> tuple[PieceLine, ...]:
        """The stored lines of a piece (kontoklasse, funksjon, ansvar, prosjekt), at most `MOST_LINES`.

        Lines that the sums leave out (finance, funds, free income) are among them, as they stand in the file.
        """
        kontoklasse, funksjon, ansvar, prosjekt = piece
        frame = self._repository.lines(
            nr,
            column.kind,
            column.year,
            on,
            kontoklasse=kontoklasse,
            funksjon=funksjon,
            ansvar=ansvar,
            limit=None,
        )
        own = frame[frame["prosjekt"] == prosjekt].head(MOST_LINES)
        return tuple(
            PieceLine(
                art=row["art"],
                tekst=row["tekst"],
                month=row["month"],
                amount_ore=row["amount_ore"],
                cell=CellRef(row["file"], row["sheet"], row["row"], row["column"]),
            )
            for row in own.to_dict("records")
        )

    def targets(self, nr: str, on: date, target: LinkTarget) -> tuple[tuple[str, str], ...]:
        """What a goal can be linked to: (code, title), by code."""
        if target is LinkTarget.TILTAK:
            return tuple((one.key, one.title) for one in self._choices.measures(nr, on))
        if target is LinkTarget.OMRADE:
            return tuple((one.key, one.title) for one in self._repository.areas(nr, on))
        column = {LinkTarget.FUNKSJON: 1, LinkTarget.ANSVAR: 2, LinkTarget.PROSJEKT: 3}[target]
        pieces = self._pieces(nr, on, self._year(nr, on))
        found = sorted({key[column] for key in pieces.lines if key[column]})
        titled = target is LinkTarget.FUNKSJON
        return tuple((code, self._codes.funksjon_title(code) if titled else "") for code in found)

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
        goals = self._repository.goals(nr, on)
        ids = goal_ids(goals)
        found = next((one for one in goals if f"{one.plan}/{one.key}" == goal), None)
        if found is None:
            return Refused(text("Målet finnes ikke lenger. Last siden på nytt, og velg et annet."))
        known = dict(self.targets(nr, on, target))
        if written not in known:
            name = named(target, written)
            return Refused(text("Det som er lest inn, har ikke {name}. Velg en kode i listen.", name=name))
        entries = self._repository.link_entries(nr, on)
        if (goal, target, written) in standing(self._repository.links(nr, on), entries, ids):
            name = named(target, written, known[written])
            return Refused(text("Målet er alt knyttet til {name}.", name=name))
        link = GoalLink(found.plan, found.key, target, written, None, by.strip(), why.strip())
        return self._repository.record_link(nr, link, True, at, on)

    def unlink(
        self, nr: str, goal: str, target: LinkTarget, code: str, by: str, why: str, at: datetime
    ) -> LinkEntry | Refused:
        """Records that a thread is taken away; the workbook it came from is not touched."""
        on = at.date()
        mistake = _unsigned(by, why)
        if mistake is not None:
            return mistake
        ids = goal_ids(self._repository.goals(nr, on))
        held = standing(self._repository.links(nr, on), self._repository.link_entries(nr, on), ids)
        links = held.get((goal, target, code))
        if not links:
            return Refused(text("Koblingen er alt tatt bort."))
        # One entry takes away every link that says the same; it stands at the goal's own plan.
        plan, _, key = goal.partition("/")
        taken = replace(links[0], plan=plan, goal=key, source=None, made_by=by.strip(), why=why.strip())
        return self._repository.record_link(nr, taken, False, at, on)

    def undo(self, nr: str, entry: int, by: str, why: str, at: datetime) -> LinkEntry | Refused:
        """Does the opposite of an entry of the log: what was made is taken away, what was taken is made."""
        entries = self._repository.link_entries(nr, at.date())
        found = next((one for one in entries if one.nr == entry), None)
        if found is None:
            return Refused(text("Loggen har ingen linje {nr}.", nr=entry))
        ids = goal_ids(self._repository.goals(nr, at.date()))
        goal = link_id(found.link, ids)
        if found.made:
            return self.unlink(nr, goal, found.link.target, found.link.code, by, why, at)
        return self.link(nr, goal, found.link.target, found.link.code, by, why, at)

    def _year(self, nr: str, on: date) -> int:
        """The budget year being prepared when it has numbers, else the newest year of a budget or plan."""
        years = {choice.year for choice in self._municipalities.choices(nr, on)}
        if not years or on.year + 1 in years:
            return on.year + 1
        return max(years)

    def _columns(self, nr: str, on: date, year: int) -> tuple[MoneyColumn, ...]:
        """The versions to look at: the last closed year, the budget before the plan, and the plan's years."""
        choices = self._municipalities.choices(nr, on)
        plan = _plan(choices, year)
        first = min((choice.year for choice in plan), default=year)
        budgets = [choice for choice in choices if choice.kind in _BUDGETS and choice.year <= first]
        current = max((choice.year for choice in budgets), default=None)
        closed = max(
            (
                choice.year
                for choice in choices
                if choice.kind is VersionKind.REGNSKAP
                and choice.year <= year
                and self._closed(nr, on, choice)
            ),
            default=None,
        )
        wanted = [
            choice
            for choice in choices
            if (choice.kind in _BUDGETS and choice.year in (current, closed))
            or (choice.kind is VersionKind.REGNSKAP and choice.year == closed)
        ]
        order = [*_BUDGETS, *_PLANS, VersionKind.REGNSKAP]
        before = sorted(
            (choice for choice in wanted if choice not in plan),
            key=lambda choice: (choice.year, order.index(choice.kind)),
        )
        return (
            *(MoneyColumn(choice.kind, choice.year, choice.stood_from) for choice in before),
            *(MoneyColumn(choice.kind, choice.year, choice.stood_from, plan=True) for choice in plan),
        )

    def _closed(self, nr: str, on: date, accounts: VersionChoice) -> bool:
        """True for accounts of a year that is over and whose lines go through December, or have no months."""
        if accounts.year >= on.year:
            return False
        return self._repository.accounts_through(nr, accounts.year, on) in (0, _LAST_MONTH)

    def _pieces(self, nr: str, on: date, year: int) -> Pieces:
        key = (nr, self._repository.data_version(nr), on, year)
        kept = self._money.get(key)
        if kept is not None:
            return kept
        columns = self._columns(nr, on, year)
        sums: dict[str, pd.DataFrame] = {}
        projects: dict[str, pd.DataFrame] = {}
        for column in columns:
            sums[column.key] = self._sums.of(nr, column.kind, column.year, on)
            projects[column.key] = self._repository.project_sums(nr, column.kind, column.year, on)
        areas = AreaMap(self._repository.areas(nr, on))
        return self._money.keep(key, Pieces(columns, sums, projects, areas, self._measures(nr, on)))

    def _measures(self, nr: str, on: date) -> tuple[MeasureMoney, ...]:
        """Every measure with what it changes: a saving is a negative net expense."""
        measures = self._choices.measures(nr, on)
        answer = self._choices.effects(nr, on, keys={measure.key for measure in measures})
        net = {one.key: one.net_ore for one in answer.measures} if isinstance(answer, Effects) else {}
        return tuple(
            MeasureMoney(
                measure.key,
                measure.title,
                {year: -amount for year, amount in net.get(measure.key, {}).items()},
                tuple(dict.fromkeys((part.funksjon, part.ansvar) for part in measure.parts)),
            )
            for measure in measures
        )


def _plan(choices: Iterable[VersionChoice], year: int) -> tuple[VersionChoice, ...]:
    """The plan that covers the year: the proposal or økonomiplan that stood last, with its later years.

    An økonomiplan goes on after an adopted budget, so the budget of the year is its first year.
    """
    found = tuple(choices)
    covering = [choice for choice in found if choice.year == year and choice.kind in _PLANS]
    adopted = [choice for choice in found if choice.year == year and choice.kind in _BUDGETS]
    newest = max(covering, key=lambda choice: choice.stood_from, default=None)
    budget = max(adopted, key=lambda choice: choice.stood_from, default=None)
    if newest is not None and (budget is None or newest.stood_from >= budget.stood_from):
        same = (one for one in found if one.kind is newest.kind and one.stood_from == newest.stood_from)
        return tuple(sorted((one for one in same if one.year >= year), key=lambda one: one.year))
    following = sorted(
        (one for one in found if one.kind is VersionKind.OKONOMIPLAN and one.year > year),
        key=lambda one: one.year,
    )
    if budget is None and not following:
        return ()
    return (*((budget,) if budget else ()), *following)


def _unsigned(by: str, why: str) -> Refused | None:
    if not by.strip():
        return Refused(text("Skriv navnet ditt, så andre ser hvem som gjorde det."))
    if not why.strip():
        return Refused(text("Skriv en begrunnelse, så andre forstår hvorfor."))
    return None
