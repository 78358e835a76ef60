"""Plans and the goal tree in them: vision, focus areas, goals, sub-goals, strategies and measures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Final

from importers.cells.local_codes import ansvarssteder, funksjoner, keys_of
from importers.tables.columns import Match, Table
from importers.tables.layouts import columns_of, meanings, offered
from importers.tables.records import KEY_TWICE, Reading, Record, small_tables
from planhjul.issues import error, warning
from planhjul.plans import Goal, GoalKind, GoalLink, LinkTarget, Plan, PlanType
from planhjul.staged import Content, Staged
from planhjul.texts import text

KEY: Final = "municipal-plan"
COLUMNS: Final = columns_of("municipal-plan")
_DATES: Final = ("vedtatt", "gjelder_fra", "gjelder_til", "neste_revisjon")
_LEAST_HEADINGS: Final = 4
_MONEY: Final = frozenset(target.value for target in LinkTarget)

_TYPES: Final[Mapping[str, PlanType | GoalKind]] = {
    **meanings("plan_types", PlanType),
    **meanings("goal_kinds", GoalKind),
}
_TYPES_SHOWN: Final = offered("plan_types")
# How deep each kind stands; sub-goals and strategies are two ways to say how a goal is reached.
_DEPTH: Final[Mapping[PlanType | GoalKind | None, int]] = {
    GoalKind.VISJON: 1,
    GoalKind.SATSINGSOMRADE: 2,
    GoalKind.MAL: 3,
    GoalKind.DELMAL: 4,
    GoalKind.STRATEGI: 4,
    GoalKind.TILTAK: 5,
}

GOAL_DATE_UNUSED: Final = warning(
    "GOAL_DATE_UNUSED",
    text("Datoer hører til planer. Datoen på dette målet er ikke tatt med."),
    text("Flytt datoen til raden for planen, eller slett den."),
)
PARENT_MISSING: Final = error(
    "PARENT_MISSING",
    text("Et mål må høre under en plan eller et annet mål."),
    text("Skriv nøkkelen til planen eller målet raden hører under."),
)
PARENT_UNKNOWN: Final = error(
    "PARENT_UNKNOWN",
    text("Nøkkelen {key} finnes ikke i filen."),
    text("Rett nøkkelen, eller legg til raden den skal vise til."),
)
PARENT_LEVEL: Final = error(
    "PARENT_LEVEL",
    text("Nivået {kind} kan ikke stå under nivået {parent}."),
    text("Rekkefølgen er visjon, satsingsområde, mål, delmål eller strategi, tiltak. Rett typen."),
)
PARENT_RING: Final = error(
    "PARENT_RING",
    text("Radene viser til hverandre i ring: {keys}."),
    text("Rett Overordnet i en av radene så den viser oppover til planen."),
)
PLAN_BELOW_GOAL: Final = error(
    "PLAN_BELOW_GOAL",
    text("En plan kan ikke høre under et mål."),
    text("La feltet stå tomt for planer."),
)
PLAN_PARENT_UNUSED: Final = warning(
    "PLAN_PARENT_UNUSED",
    text("Planer står for seg selv. Koblingen til {key} er ikke tatt med."),
    text("La feltet stå tomt for planer."),
)
PLAN_LINK_UNUSED: Final = warning(
    "PLAN_LINK_UNUSED",
    text("Penger knyttes til mål, ikke til en hel plan. Feltet er ikke tatt med."),
    text("Flytt koden til raden for målet pengene hører til."),
)


def _stage(reading: Reading, tables: Sequence[Match]) -> Staged:
    """The plans and goals in the file, or what must be mended first."""
    nodes: dict[str, _Node] = {}
    for record in reading.records(tables):
        node = _node(record)
        if node is None:
            continue
        if node.key in nodes:
            first = nodes[node.key].record.where("nokkel")
            record.tell(KEY_TWICE, "nokkel", key=node.key, where=str(first))
            continue
        nodes[node.key] = node
    in_ring = _tell_rings(nodes)
    for key, node in nodes.items():
        if key not in in_ring:
            _check_parent(node, nodes)
    links = tuple(link for node in nodes.values() for link in _links(node, nodes))
    plans = tuple(_plan(node, node.type) for node in nodes.values() if isinstance(node.type, PlanType))
    goals = tuple(_goal(node, node.type, nodes) for node in nodes.values() if isinstance(node.type, GoalKind))
    return reading.staged(KEY, Content(plans=plans, goals=goals, links=links), len(nodes))


def _is_plan(table: Table) -> bool:
    """The codes of money alone make no plan."""
    return len(set(table.columns) - _MONEY) >= _LEAST_HEADINGS


FORMAT: Final = small_tables(KEY, text("Planer og mål"), COLUMNS, _LEAST_HEADINGS, _stage, _is_plan)


@dataclass(frozen=True, slots=True)
class _Node:
    """One row: a plan or a goal, with its dates by column key."""

    record: Record
    key: str
    type: PlanType | GoalKind | None
    parent: str
    title: str
    days: Mapping[str, date | None]
    codes: Mapping[LinkTarget, tuple[str, ...]]


def _node(record: Record) -> _Node | None:
    """The row as a node; a row without a key cannot be one. What else is wrong is told and the node kept."""
    key, title = record.need("nokkel"), record.need("tittel")
    kind = record.choice("type", _TYPES, _TYPES_SHOWN)
    days = {name: record.day(name) for name in _DATES}
    # A plan is adopted before it holds, and holds before it ends; it is revised after it was adopted.
    for earlier, later in pairwise(_DATES[:3]):
        record.in_order(earlier, days[earlier], later, days[later])
    record.in_order("vedtatt", days["vedtatt"], "neste_revisjon", days["neste_revisjon"])
    if isinstance(kind, GoalKind):
        for name in _DATES:
            if not record.blank(name):
                record.tell(GOAL_DATE_UNUSED, name)
    codes = {
        LinkTarget.TILTAK: keys_of(record.text("tiltak")),
        LinkTarget.FUNKSJON: funksjoner(record, "funksjon"),
        LinkTarget.ANSVAR: ansvarssteder(record, "ansvar"),
        LinkTarget.PROSJEKT: keys_of(record.text("prosjekt")),
        LinkTarget.OMRADE: keys_of(record.text("omrade")),
    }
    return _Node(record, key, kind, record.text("overordnet"), title, days, codes) if key else None


def _check_parent(node: _Node, nodes: Mapping[str, _Node]) -> None:
    tell, parent = node.record.tell, nodes.get(node.parent)
    if not node.parent:
        if isinstance(node.type, GoalKind):
            tell(PARENT_MISSING, "overordnet")
    elif parent is None:
        tell(PARENT_UNKNOWN, "overordnet", key=node.parent)
    elif isinstance(node.type, PlanType):
        below_goal = isinstance(parent.type, GoalKind)
        tell(PLAN_BELOW_GOAL if below_goal else PLAN_PARENT_UNUSED, "overordnet", key=node.parent)
    elif node.type in _DEPTH and parent.type in _DEPTH and _DEPTH[parent.type] >= _DEPTH[node.type]:
        kind, above = node.record.text("type"), parent.record.text("type")
        tell(PARENT_LEVEL, "overordnet", kind=kind, parent=above)


def _tell_rings(nodes: Mapping[str, _Node]) -> set[str]:
    """The keys that stand in a ring of parents; each ring is told once, at the first of its rows."""
    settled: set[str] = set()
    in_ring: set[str] = set()
    for key in nodes:
        path: list[str] = []
        step = key
        while step in nodes and step not in settled and step not in path:
            path.append(step)
            step = nodes[step].parent
        if step in path:
            ring = path[path.index(step) :]
            keys = " → ".join((*ring, ring[0]))
            nodes[ring[0]].record.tell(PARENT_RING, "overordnet", keys=keys)
            in_ring.update(ring)
        settled.update(path)
    return in_ring


def _plan(node: _Node, kind: PlanType) -> Plan:
    return Plan(
        node.key,
        kind,
        node.title,
        node.days["vedtatt"],
        node.days["gjelder_fra"],
        node.days["gjelder_til"],
        node.days["neste_revisjon"],
        node.record.where("nokkel"),
    )


def _goal(node: _Node, kind: GoalKind, nodes: Mapping[str, _Node]) -> Goal:
    return Goal(node.key, _plan_of(node, nodes), node.parent, kind, node.title, node.record.where("nokkel"))


def _plan_of(node: _Node, nodes: Mapping[str, _Node]) -> str:
    """The plan found at the top of the goal's tree; "" when the tree must be mended first."""
    seen = {node.key}
    top = node.parent
    while top in nodes and isinstance(nodes[top].type, GoalKind) and top not in seen:
        seen.add(top)
        top = nodes[top].parent
    return top if top in nodes and isinstance(nodes[top].type, PlanType) else ""


def _links(node: _Node, nodes: Mapping[str, _Node]) -> tuple[GoalLink, ...]:
    """The threads from a goal's row to money; a plan has none, its goals have."""
    if isinstance(node.type, PlanType):
        for target, codes in node.codes.items():
            if codes:
                node.record.tell(PLAN_LINK_UNUSED, target.value)
        return ()
    plan = _plan_of(node, nodes)
    return tuple(
        GoalLink(plan, node.key, target, code, node.record.where(target.value))
        for target, codes in node.codes.items()
        for code in codes
    )
