"""Which links hold on a day: those of the workbooks, with what was made and undone by hand in order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from planhjul.plans import Goal, GoalLink, LinkEntry, LinkTarget

LinkKey = tuple[str, LinkTarget, str]
"""(node id, target, code)."""


def node_id(plan: str, goal: str) -> str:
    """The id of a goal in its plan: unique across plans, and what stands in an address."""
    return f"{plan}/{goal}"


def goal_ids(goals: Iterable[Goal]) -> Mapping[str, str]:
    """Goal key → node id for links that name no plan; of two plans with the same key the first holds."""
    found: dict[str, str] = {}
    for goal in goals:
        found.setdefault(goal.key, node_id(goal.plan, goal.key))
    return found


def link_id(link: GoalLink, ids: Mapping[str, str]) -> str:
    """The id of the node a link stands at; one without a plan finds its goal by key alone."""
    return node_id(link.plan, link.goal) if link.plan else ids.get(link.goal, node_id("", link.goal))


def standing(
    links: Iterable[GoalLink], entries: Sequence[LinkEntry], ids: Mapping[str, str]
) -> Mapping[LinkKey, tuple[GoalLink, ...]]:
    """The links that hold, by what they join; several may say the same thing."""
    held: dict[LinkKey, tuple[GoalLink, ...]] = {}
    for link in links:
        key = (link_id(link, ids), link.target, link.code)
        held[key] = (*held.get(key, ()), link)
    for entry in sorted(entries, key=lambda entry: entry.nr):
        key = (link_id(entry.link, ids), entry.link.target, entry.link.code)
        if entry.made:
            held[key] = (*held.get(key, ()), entry.link)
        else:
            held.pop(key, None)
    return held


def taken_away(entries: Sequence[LinkEntry], ids: Mapping[str, str]) -> frozenset[LinkKey]:
    """The links somebody took away by hand and nobody has made again."""
    last = {
        (link_id(entry.link, ids), entry.link.target, entry.link.code): entry.made
        for entry in sorted(entries, key=lambda entry: entry.nr)
    }
    return frozenset(key for key, made in last.items() if not made)
