"""The plans' trees with money on every node, each line counted once however many goals reach it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Final

from planhjul.goals.broken import (
    goal_without_money,
    has_money,
    measures_without_goal,
    money_without_goal,
    reach,
    thread_breaks,
    unknown_goals,
)
from planhjul.goals.links import LinkKey, goal_ids, node_id, standing, taken_away
from planhjul.goals.money import Pieces
from planhjul.goals.results import Amounts, GoalNode, GoalThreads, PlanTree, Thread
from planhjul.goals.suggest import suggest
from planhjul.ledger.areas import Area
from planhjul.ledger.codes import CodeLists
from planhjul.plans import Goal, GoalKind, GoalLink, LinkEntry, LinkTarget, Plan

_COUNTED: Final = (GoalKind.MAL, GoalKind.DELMAL)
# A vision or a focus area stands over many goals: money on it says nothing of the goals below.
_ABOVE_GOALS: Final = (GoalKind.VISJON, GoalKind.SATSINGSOMRADE)


def goal_threads(
    plans: Sequence[Plan],
    goals: Sequence[Goal],
    links: Iterable[GoalLink],
    entries: Sequence[LinkEntry],
    areas: Sequence[Area],
    pieces: Pieces,
    codes: CodeLists,
    *,
    on: date,
    year: int,
    names: Sequence[str] = (),
) -> GoalThreads:
    """Every plan's goals with their money, the broken threads, and what may be linked.

    Args:
        plans: the plans that stand on the day.
        goals: their goals, a parent anywhere before or after its children.
        links: the workbooks' links.
        entries: what was made and undone by hand.
        areas: the municipality's areas.
        pieces: the money, with the columns that are looked at.
        codes: names of functions, and which codes there are.
        on: the day.
        year: the budget year the plan begins with.
        names: words that say nothing here, such as the municipality's name.
    """
    ids = goal_ids(goals)
    held = standing(links, entries, ids)
    grower = _Grower(goals, held, areas, pieces, codes)
    trees = tuple(grower.tree(plan) for plan in plans if plan.key in grower.planned)
    known = {node.id for tree in trees for node in tree.walk()}
    at_known = [key for key in held if key[0] in known]
    answered = reach(pieces, grower.reached(at_known), areas, codes)
    loose = (
        *unknown_goals(held, known),
        *(money_without_goal(answered) if answered and trees else ()),
        *(measures_without_goal(pieces, at_known) if trees else ()),
    )
    return GoalThreads(
        on=on,
        year=year,
        columns=pieces.columns,
        plans=trees,
        plans_without_goals=tuple(plan for plan in plans if plan.key not in grower.planned),
        loose=loose,
        reach=answered,
        suggestions=suggest(goals, pieces.measures, at_known, taken_away(entries, ids), names=names),
        entries=tuple(sorted(entries, key=lambda entry: -entry.nr)),
    )


class _Grower:
    """Makes the trees; knows which pieces every link reaches."""

    def __init__(
        self,
        goals: Sequence[Goal],
        held: Mapping[LinkKey, tuple[GoalLink, ...]],
        areas: Sequence[Area],
        pieces: Pieces,
        codes: CodeLists,
    ) -> None:
        self._pieces = pieces
        self._codes = codes
        self._areas = {area.key: area.title for area in areas}
        self._held = held
        self._reached = {key: pieces.reached(key[1], key[2]) for key in held}
        self._by_goal: dict[str, list[LinkKey]] = {}
        # Piece → the goals with a link of their own to it.
        self._goals_of: dict[int, set[str]] = {}
        for key, reached in self._reached.items():
            self._by_goal.setdefault(key[0], []).append(key)
            for piece in reached:
                self._goals_of.setdefault(piece, set()).add(key[0])
        self._children: dict[tuple[str, str], list[Goal]] = {}
        for goal in goals:
            self._children.setdefault((goal.plan, goal.parent), []).append(goal)
        self.planned = {goal.plan for goal in goals}

    def reached(self, keys: Iterable[LinkKey]) -> frozenset[int]:
        """The pieces the links reach together."""
        return frozenset().union(*(self._reached[key] for key in keys))

    def tree(self, plan: Plan) -> PlanTree:
        """The plan with its goals."""
        grown = [
            self._grow(plan, goal, 1, False, False) for goal in self._children.get((plan.key, plan.key), ())
        ]
        nodes = tuple(node for node, _ in grown)
        union = frozenset().union(*(found for _, found in grown))
        total = self._pieces.total(union)
        walked = [node for top in nodes for node in top.walk()]
        counted = [node for node in walked if node.goal.kind in _COUNTED] or walked
        return PlanTree(
            plan=plan,
            nodes=nodes,
            total=total,
            overlap=_minus(_plus(node.total for node in nodes), total),
            goals=len(counted),
            with_money=sum(node.has_money for node in counted),
        )

    def _grow(
        self, plan: Plan, goal: Goal, depth: int, covered: bool, told: bool
    ) -> tuple[GoalNode, frozenset[int]]:
        """The node and the pieces it reaches.

        `covered`: a goal above has money of its own. `told`: the break «without money» stands above already.
        """
        id = node_id(goal.plan, goal.key)
        keys = self._by_goal.get(id, [])
        own = self.reached(keys)
        threads = tuple(self._thread(key) for key in keys)
        children = self._children.get((goal.plan, goal.key), ())
        linked = [*keys, *self._links_below(goal)]
        with_money = has_money(self._pieces, self.reached(linked))
        # A vision is for the whole plan: what lacks money is told from the focus areas down.
        spoken_of = goal.kind is not GoalKind.VISJON or not children
        without = spoken_of and not (with_money or covered or told)
        covers = covered or (goal.kind not in _ABOVE_GOALS and has_money(self._pieces, own))
        grown = [self._grow(plan, child, depth + 1, covers, told or without) for child in children]
        union = own.union(*(found for _, found in grown))
        total, own_total = self._pieces.total(union), self._pieces.total(own)
        parts = _plus([own_total, *(node.total for node, _ in grown)])
        broken = [goal_without_money(id, goal, linked=bool(linked), alone=not grown)] if without else []
        for thread, key in zip(threads, keys, strict=True):
            broken += thread_breaks(id, plan, thread, self._reached[key], self._pieces)
        node = GoalNode(
            id=id,
            goal=goal,
            depth=depth,
            threads=threads,
            own=own_total,
            total=total,
            overlap=_minus(parts, total),
            has_money=with_money,
            broken=tuple(broken),
            children=tuple(node for node, _ in grown),
        )
        return node, union

    def _links_below(self, goal: Goal) -> list[LinkKey]:
        found: list[LinkKey] = []
        for child in self._children.get((goal.plan, goal.key), ()):
            found += self._by_goal.get(node_id(child.plan, child.key), [])
            found += self._links_below(child)
        return found

    def _thread(self, key: LinkKey) -> Thread:
        id, target, code = key
        reached = self._reached[key]
        others = {goal for piece in reached for goal in self._goals_of[piece]} - {id}
        return Thread(
            target=target,
            code=code,
            title=self._title(target, code),
            sources=self._held[key],
            found=bool(reached) or self._exists(target, code),
            amounts=self._pieces.total(reached),
            behind=self._pieces.behind(reached),
            shared_with=tuple(sorted(others)),
        )

    def _title(self, target: LinkTarget, code: str) -> str:
        if target is LinkTarget.TILTAK:
            measure = self._pieces.measure(code)
            return measure.title if measure else ""
        if target is LinkTarget.OMRADE:
            return self._areas.get(code, "")
        return self._codes.funksjon_title(code) if target is LinkTarget.FUNKSJON else ""

    def _exists(self, target: LinkTarget, code: str) -> bool:
        """True for a code that is known although no version has money on it."""
        if target is LinkTarget.FUNKSJON:
            return code in self._codes.funksjoner
        return target is LinkTarget.OMRADE and code in self._areas


def _plus(parts: Iterable[Amounts]) -> dict[str, int]:
    total: dict[str, int] = {}
    for part in parts:
        for key, amount in part.items():
            total[key] = total.get(key, 0) + amount
    return total


def _minus(parts: Mapping[str, int], total: Amounts) -> Amounts:
    return {key: parts.get(key, 0) - amount for key, amount in total.items()}
