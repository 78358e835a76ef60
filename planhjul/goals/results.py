"""What the threads room answers, as values the page and the command show."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from planhjul.ledger.versions import VersionKind
from planhjul.plans import Goal, GoalLink, LinkEntry, LinkTarget, Plan
from planhjul.texts import Named, Text, text

Amounts = Mapping[str, int]
"""Column key → net expense in øre: expense +, income −. A column that cannot answer is not in it."""


@dataclass(frozen=True, slots=True)
class MoneyColumn:
    """One version of one year's money; `plan` is True for the years of the plan that is looked at."""

    kind: VersionKind
    year: int
    stood_from: date
    plan: bool = False

    @property
    def key(self) -> str:
        """The column's permanent key: kind and year."""
        return f"{self.kind.value}-{self.year}"


class BreakKind(Named):
    """The ways a thread is broken; the values are permanent."""

    GOAL_WITHOUT_MONEY = "mal_uten_penger", text("Mål uten penger")
    MONEY_WITHOUT_GOAL = "penger_uten_mal", text("Penger uten mål")
    NEVER_BUDGETED = "aldri_budsjettert", text("Aldri budsjettert")
    NEVER_SPENT = "aldri_brukt", text("Aldri brukt")
    MEASURE_WITHOUT_GOAL = "tiltak_uten_mal", text("Tiltak uten mål")
    UNKNOWN_TARGET = "ukjent_kode", text("Ukjent kode")
    UNKNOWN_GOAL = "ukjent_mal", text("Ukjent mål")


@dataclass(frozen=True, slots=True)
class Broken:
    """One broken thread: where, why, and what to do.

    `goal` is the node's id, "" when the break stands at no goal; `target` and `code` name what the thread was
    to reach. `amount_ore` is what is at stake, None when nobody can say.
    """

    kind: BreakKind
    goal: str
    target: LinkTarget | None
    code: str
    why: Text
    advice: Text
    amount_ore: int | None = None


@dataclass(frozen=True, slots=True)
class Behind:
    """One piece of budget lines behind a thread: the finest the stored sums know, with its net by column."""

    kontoklasse: str
    funksjon: str
    ansvar: str
    prosjekt: str
    amounts: Amounts


@dataclass(frozen=True, slots=True)
class Thread:
    """A goal's thread to money.

    `sources` are the links that say so: cells, or who made it and why. `found` is False when nothing has the
    code. `shared_with` are the ids of other goals that reach some of the same money.
    """

    target: LinkTarget
    code: str
    title: str
    sources: tuple[GoalLink, ...]
    found: bool
    amounts: Amounts
    behind: tuple[Behind, ...]
    shared_with: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GoalNode:
    """A goal with its money: `own` by its own threads, `total` with everything below it, each line once.

    `overlap` is what own and children's totals have in common: own + Σ children − overlap = total.
    `has_money` is True when it or something below it reaches money in the plan's years.
    """

    id: str
    goal: Goal
    depth: int
    threads: tuple[Thread, ...]
    own: Amounts
    total: Amounts
    overlap: Amounts
    has_money: bool
    broken: tuple[Broken, ...]
    children: tuple[GoalNode, ...]

    def walk(self) -> Iterator[GoalNode]:
        """This node and every node below it, in the plan's order."""
        yield self
        for child in self.children:
            yield from child.walk()


@dataclass(frozen=True, slots=True)
class PlanTree:
    """A plan with its goals; `total` has each line once, `overlap` as in `GoalNode`.

    `goals` is how many goals (mål and delmål, or every node when it has none) and `with_money` how many of
    them reach money in the plan's years.
    """

    plan: Plan
    nodes: tuple[GoalNode, ...]
    total: Amounts
    overlap: Amounts
    goals: int
    with_money: int

    def walk(self) -> Iterator[GoalNode]:
        """Every node of the plan, in its order."""
        for node in self.nodes:
            yield from node.walk()


@dataclass(frozen=True, slots=True)
class Unreached:
    """A service function with money no goal reaches: net operating expense, and its share of all (0–1)."""

    funksjon: str
    title: str
    area: str
    amount_ore: int
    whole_ore: int
    share: float


@dataclass(frozen=True, slots=True)
class Reach:
    """How much of the services' net operating expense a goal reaches, in one column.

    `reached_ore` + `unreached_ore` = `total_ore`; the `functions` that goals miss sum to `unreached_ore`.
    """

    column: MoneyColumn
    total_ore: int
    reached_ore: int
    functions: tuple[Unreached, ...]

    @property
    def unreached_ore(self) -> int:
        """What no goal reaches."""
        return self.total_ore - self.reached_ore


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A link somebody may want to make, with the reason; it is never made by itself."""

    goal: str
    target: LinkTarget
    code: str
    title: str
    why: Text


@dataclass(frozen=True, slots=True)
class GoalThreads:
    """Everything about goals and money on one day.

    `columns` are the versions that were looked at, oldest year first. `loose` are the breaks that stand at no
    goal. `plans_without_goals` are plans nobody has given a tree.
    """

    on: date
    year: int
    columns: tuple[MoneyColumn, ...]
    plans: tuple[PlanTree, ...]
    plans_without_goals: tuple[Plan, ...]
    loose: tuple[Broken, ...]
    reach: Reach | None
    suggestions: tuple[Suggestion, ...]
    entries: tuple[LinkEntry, ...]

    def walk(self) -> Iterator[GoalNode]:
        """Every node of every plan."""
        for plan in self.plans:
            yield from plan.walk()

    def node(self, id: str) -> GoalNode | None:
        """The node with this id, None when there is none."""
        return next((node for node in self.walk() if node.id == id), None)

    @property
    def broken(self) -> tuple[Broken, ...]:
        """Every broken thread: those at goals in the plans' order, then the loose ones."""
        return (*(found for node in self.walk() for found in node.broken), *self.loose)

    @property
    def goals(self) -> int:
        """How many goals the plans have."""
        return sum(plan.goals for plan in self.plans)

    @property
    def with_money(self) -> int:
        """How many of them reach money in the plan's years."""
        return sum(plan.with_money for plan in self.plans)
