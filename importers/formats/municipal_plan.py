"""Plans and the goal tree in them: vision, focus areas, goals, sub-goals, strategies and measures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from importers.cells.local_codes import ansvarssteder, funksjoner, keys_of
from importers.reading.workbook import Workbook
from importers.staging import Claim, Codes, Format, choose_stood_from, read_details, staged
from importers.tables.columns import Column, Holds
from importers.tables.records import Findings, Reading, Record, account, claim, find_tables, tell_key_twice
from planhjul.plans import Goal, GoalKind, GoalLink, LinkTarget, Plan, PlanType
from planhjul.staged import Content, ImportChoices, Staged
from planhjul.texts import text

KEY: Final = "municipal-plan"
COLUMNS: Final = (
    Column("nokkel", "Nøkkel", ("nokkel", "nummer", "id"), required=True, holds=Holds.CODE),
    Column("type", "Type", ("plantype", "nivå"), required=True, holds=Holds.CODE),
    Column(
        "overordnet", "Overordnet", ("overordna", "forelder", "hører under"), required=True, holds=Holds.CODE
    ),
    Column("tittel", "Tittel", ("navn", "namn", "tekst"), required=True),
    Column("vedtatt", "Vedtatt", ("vedteken", "vedtatt dato"), holds=Holds.DATE),
    Column("gjelder_fra", "Gjelder fra", ("gjeld frå",), holds=Holds.DATE),
    Column("gjelder_til", "Gjelder til", ("gjeld til",), holds=Holds.DATE),
    Column("neste_revisjon", "Neste revisjon", ("revideres", "neste rullering"), holds=Holds.DATE),
    Column("tiltak", "Tiltak", ("tiltaksnøkkel",), holds=Holds.CODE),
    Column("funksjon", "Funksjon", ("funksjoner", "funksjonar"), holds=Holds.CODE),
    Column("ansvar", "Ansvar", ("ansvarssted", "ansvarsstad"), holds=Holds.CODE),
    Column("prosjekt", "Prosjekt", ("prosjekter", "prosjektkode"), holds=Holds.CODE),
    Column("omrade", "Område", ("omrade", "budsjettområde"), holds=Holds.CODE),
)
_DATES: Final = ("vedtatt", "gjelder_fra", "gjelder_til", "neste_revisjon")
_MONEY: Final = frozenset(target.value for target in LinkTarget)
_LEAST_HEADINGS: Final = 4

_TYPES: Final[Mapping[str, PlanType | GoalKind]] = {
    **{kind.value: kind for kind in PlanType},
    **{kind.value: kind for kind in GoalKind},
    "økonomiplan": PlanType.OKONOMIPLAN,
    "kommuneplanenssamfunnsdel": PlanType.SAMFUNNSDEL,
    "samfunnsdelen": PlanType.SAMFUNNSDEL,
    "kommuneplanensarealdel": PlanType.AREALDEL,
    "arealdelen": PlanType.AREALDEL,
    "handlingsdelen": PlanType.HANDLINGSDEL,
    "visjonen": GoalKind.VISJON,
    "satsingsområde": GoalKind.SATSINGSOMRADE,
    "satsningsområde": GoalKind.SATSINGSOMRADE,
    "innsatsområde": GoalKind.SATSINGSOMRADE,
    "mål": GoalKind.MAL,
    "hovedmål": GoalKind.MAL,
    "hovudmål": GoalKind.MAL,
    "delmål": GoalKind.DELMAL,
}
_TYPES_SHOWN: Final = (
    "Planstrategi",
    "Planprogram",
    "Kommuneplan",
    "Samfunnsdel",
    "Arealdel",
    "Handlingsdel",
    "Kommunedelplan",
    "Økonomiplan",
    "Temaplan",
    "Visjon",
    "Satsingsområde",
    "Mål",
    "Delmål",
    "Strategi",
    "Tiltak",
)
# How deep each kind stands; sub-goals and strategies are two ways to say how a goal is reached.
_DEPTH: Final[Mapping[GoalKind, int]] = {
    GoalKind.VISJON: 1,
    GoalKind.SATSINGSOMRADE: 2,
    GoalKind.MAL: 3,
    GoalKind.DELMAL: 4,
    GoalKind.STRATEGI: 4,
    GoalKind.TILTAK: 5,
}


def identify(workbook: Workbook) -> Claim | None:
    """A claim on files with key, type, parent and title; the codes of money alone make no plan."""
    likely = [
        match
        for match in find_tables(workbook, COLUMNS)
        if len(set(match.table.columns) - _MONEY) >= _LEAST_HEADINGS
    ]
    return claim(likely, least=_LEAST_HEADINGS)


def stage(workbook: Workbook, choices: ImportChoices, _codes: Codes) -> Staged:
    """The plans and goals in the file, or what must be mended first."""
    details = read_details(workbook)
    findings = Findings()
    findings.take_over(details.issues)
    reading = Reading(find_tables(workbook, COLUMNS), findings)
    nodes: dict[str, _Node] = {}
    for record in reading.records():
        node = _node(record)
        if node is None:
            continue
        if node.key in nodes:
            tell_key_twice(record, nodes[node.key].record.where("nokkel"))
            continue
        nodes[node.key] = node
    in_ring = _tell_rings(nodes)
    for key, node in nodes.items():
        if key not in in_ring:
            _check_parent(node, nodes)
    links = tuple(link for node in nodes.values() for link in _links(node, nodes))
    findings.take_over(account(workbook, COLUMNS, reading))
    plans = tuple(_plan(node, node.type) for node in nodes.values() if isinstance(node.type, PlanType))
    goals = tuple(_goal(node, node.type, nodes) for node in nodes.values() if isinstance(node.type, GoalKind))
    return staged(
        workbook,
        KEY,
        issues=findings.in_order(workbook),
        content=Content(plans=plans, goals=goals, links=links),
        rows=reading.count(len(nodes)),
        kommune=details.kommune,
        stood_from=choose_stood_from(choices, details),
    )


FORMAT: Final = Format(KEY, text("Planer og mål"), identify, stage)


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
    key = record.need("nokkel")
    kind = record.choice("type", _TYPES, _TYPES_SHOWN) if record.need("type") else None
    title = record.need("tittel")
    days = {name: record.day(name) for name in _DATES}
    _check_order(record, days)
    if isinstance(kind, GoalKind):
        _tell_goal_dates(record)
    codes = {
        LinkTarget.TILTAK: keys_of(record.text("tiltak")),
        LinkTarget.FUNKSJON: funksjoner(record, "funksjon"),
        LinkTarget.ANSVAR: ansvarssteder(record, "ansvar"),
        LinkTarget.PROSJEKT: keys_of(record.text("prosjekt")),
        LinkTarget.OMRADE: keys_of(record.text("omrade")),
    }
    return _Node(record, key, kind, record.text("overordnet"), title, days, codes) if key else None


def _check_order(record: Record, days: Mapping[str, date | None]) -> None:
    """A plan is adopted before it holds, and holds before it ends; it is revised after it was adopted."""
    for earlier, later in (
        ("vedtatt", "gjelder_fra"),
        ("gjelder_fra", "gjelder_til"),
        ("vedtatt", "neste_revisjon"),
    ):
        first, second = days[earlier], days[later]
        if first is not None and second is not None and first > second:
            record.error(
                later,
                "DATES_ORDER",
                text(
                    "Datoen er før {heading} {day}.",
                    heading=record.heading(earlier),
                    day=first,
                ),
                text("Rett den ene av de to datoene."),
            )


def _tell_goal_dates(record: Record) -> None:
    for name in _DATES:
        if not record.blank(name):
            record.warn(
                name,
                "GOAL_DATE_UNUSED",
                text("Datoer hører til planer. Datoen på dette målet er ikke tatt med."),
                text("Flytt datoen til raden for planen, eller slett den."),
            )


def _check_parent(node: _Node, nodes: Mapping[str, _Node]) -> None:
    record = node.record
    if isinstance(node.type, GoalKind) and not node.parent:
        record.error(
            "overordnet",
            "PARENT_MISSING",
            text("Et mål må høre under en plan eller et annet mål."),
            text("Skriv nøkkelen til planen eller målet raden hører under."),
        )
        return
    if not node.parent:
        return
    parent = nodes.get(node.parent)
    if parent is None:
        record.error(
            "overordnet",
            "PARENT_UNKNOWN",
            text("Nøkkelen {key} finnes ikke i filen.", key=node.parent),
            text("Rett nøkkelen, eller legg til raden den skal vise til."),
        )
    elif isinstance(node.type, PlanType):
        _tell_plan_parent(node, parent)
    elif (
        isinstance(node.type, GoalKind)
        and isinstance(parent.type, GoalKind)
        and _DEPTH[parent.type] >= _DEPTH[node.type]
    ):
        record.error(
            "overordnet",
            "PARENT_LEVEL",
            text(
                "Nivået {kind} kan ikke stå under nivået {parent}.",
                kind=record.text("type"),
                parent=parent.record.text("type"),
            ),
            text("Rekkefølgen er visjon, satsingsområde, mål, delmål eller strategi, tiltak. Rett typen."),
        )


def _tell_plan_parent(node: _Node, parent: _Node) -> None:
    if isinstance(parent.type, GoalKind):
        node.record.error(
            "overordnet",
            "PLAN_BELOW_GOAL",
            text("En plan kan ikke høre under et mål."),
            text("La feltet stå tomt for planer."),
        )
    else:
        node.record.warn(
            "overordnet",
            "PLAN_PARENT_UNUSED",
            text("Planer står for seg selv. Koblingen til {key} er ikke tatt med.", key=node.parent),
            text("La feltet stå tomt for planer."),
        )


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
            nodes[ring[0]].record.error(
                "overordnet",
                "PARENT_RING",
                text("Radene viser til hverandre i ring: {keys}.", keys=" → ".join((*ring, ring[0]))),
                text("Rett Overordnet i en av radene så den viser oppover til planen."),
            )
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
        _tell_plan_links(node)
        return ()
    plan = _plan_of(node, nodes)
    return tuple(
        GoalLink(plan, node.key, target, code, node.record.where(target.value))
        for target, codes in node.codes.items()
        for code in codes
    )


def _tell_plan_links(node: _Node) -> None:
    for target, codes in node.codes.items():
        if codes:
            node.record.warn(
                target.value,
                "PLAN_LINK_UNUSED",
                text("Penger knyttes til mål, ikke til en hel plan. Feltet er ikke tatt med."),
                text("Flytt koden til raden for målet pengene hører til."),
            )
