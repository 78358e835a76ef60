"""The plans' trees as a table: a row per goal, a column per version, broken threads beside the name."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from enum import StrEnum
from typing import Final

from dash import html
from dash.development.base_component import Component

from dashboards import components as ui
from dashboards.ids import Goals
from dashboards.parts import units
from dashboards.parts.choices import choice, chosen
from dashboards.parts.units import Unit, amount_shown, chosen_unit, unit_choice
from dashboards.view import Context
from planhjul.goals.results import BreakKind, GoalNode, GoalThreads, MoneyColumn, PlanTree
from planhjul.goals.words import column_title
from planhjul.ledger.versions import VersionKind
from planhjul.plans import GoalKind
from planhjul.texts import Million, Text, Year, text

GOAL: Final = "mal"
DEPTH: Final = "niva"
BROKEN_ONLY: Final = "brutte"
_UNITS: Final = (Unit.MILLIONS, Unit.THOUSANDS, Unit.KRONER)
_BUDGETS: Final = (VersionKind.OPPRINNELIG_BUDSJETT, VersionKind.REVIDERT_BUDSJETT)
_SHORT: Final[dict[VersionKind, Text]] = {
    VersionKind.REGNSKAP: text("Regnskap"),
    VersionKind.OPPRINNELIG_BUDSJETT: text("Oppr. budsjett"),
    VersionKind.REVIDERT_BUDSJETT: text("Rev. budsjett"),
}
TONES: Final[dict[BreakKind, str]] = {
    BreakKind.GOAL_WITHOUT_MONEY: "warning",
    BreakKind.MONEY_WITHOUT_GOAL: "warning",
    BreakKind.NEVER_BUDGETED: "error",
    BreakKind.NEVER_SPENT: "error",
    BreakKind.MEASURE_WITHOUT_GOAL: "warning",
    BreakKind.UNKNOWN_TARGET: "error",
    BreakKind.UNKNOWN_GOAL: "error",
}


class Depth(StrEnum):
    """How far down the tree is shown; the values stand in the address."""

    ALL = "alt"
    STRATEGIES = "strategi"
    GOALS = "mal"


_DEPTHS: Final[dict[Depth, Text]] = {
    Depth.GOALS: text("Mål"),
    Depth.STRATEGIES: text("Strategi"),
    Depth.ALL: text("Alt"),
}
_HIDDEN: Final[dict[Depth, Collection[GoalKind]]] = {
    Depth.ALL: (),
    Depth.STRATEGIES: (GoalKind.TILTAK,),
    Depth.GOALS: (GoalKind.TILTAK, GoalKind.STRATEGI, GoalKind.DELMAL),
}


def unit_of(context: Context) -> Unit:
    """The unit the address asks for."""
    return chosen_unit(context, _UNITS)


def controls(context: Context) -> Component:
    """What the tree shows: unit, how far down, only broken threads."""
    return html.Div(
        [
            unit_choice(Goals.UNIT, _UNITS, unit_of(context)),
            choice(Goals.DEPTH, text("Vis ned til"), _DEPTHS, _depth(context), DEPTH),
            ui.checkbox(
                Goals.BROKEN_ONLY,
                text("Bare brutte tråder"),
                context.asked(BROKEN_ONLY) == "ja",
                address=BROKEN_ONLY,
            ),
        ],
        className="ph-fields",
    )


def _depth(context: Context) -> Depth:
    """How far down the address asks for; a page starts with the goals, so that a plan can be seen at once."""
    return chosen(context, DEPTH, Depth.GOALS)


def shown_columns(columns: Sequence[MoneyColumn]) -> tuple[MoneyColumn, ...]:
    """What fits beside the tree: the closed accounts, the newest budgets, and the plan's years."""
    newest = max(
        (column.year for column in columns if column.kind in _BUDGETS and not column.plan), default=0
    )
    return tuple(
        column
        for column in columns
        if column.plan or column.kind is VersionKind.REGNSKAP or column.year == newest
    )


def short_title(column: MoneyColumn) -> Text:
    """The column's name, short enough for a heading."""
    kind = text("Plan") if column.plan else _SHORT.get(column.kind, column.kind.title)
    return text("{version} {year}", version=kind, year=Year(column.year))


def trees(context: Context, threads: GoalThreads) -> list[Component]:
    """A table per plan."""
    return [_tree(context, threads, plan) for plan in threads.plans]


def _tree(context: Context, threads: GoalThreads, plan: PlanTree) -> Component:
    unit, columns = unit_of(context), shown_columns(threads.columns)
    nodes = _chosen(context, plan)
    here = {node.id for node in nodes}
    rows = [_row(context, node, columns, unit, _below(node, here)) for node in nodes]
    if threads.columns and plan.nodes:
        rows.append(_total(context, plan, columns, unit))
    broken = sum(len(node.broken) for node in plan.walk())
    lead = text(
        "{kind}. {count} av {goals} mål har penger. {broken} tråder er brutt i treet.",
        kind=plan.plan.type.words, count=plan.with_money, goals=plan.goals, broken=broken,
    )  # fmt: skip
    if not nodes:
        body: Component = ui.status("ok", text("Ingen tråder er brutt i denne planen."))
    else:
        body = _table(context, plan, columns, unit, rows)
    return ui.section(plan.plan.title, body, *_counted_once(context, plan, columns), lead=lead)


def _chosen(context: Context, plan: PlanTree) -> list[GoalNode]:
    """The nodes to show: down to the level asked for and the way to the chosen goal; only branches with a
    broken thread when asked.
    """
    if context.asked(BROKEN_ONLY) == "ja":
        return [node for node in plan.walk() if any(one.broken for one in node.walk())]
    hidden, chosen = _HIDDEN[_depth(context)], context.asked(GOAL)
    shown = [
        node
        for node in plan.walk()
        if node.goal.kind not in hidden or any(one.id == chosen for one in node.walk())
    ]
    # A plan of strategies or measures alone has nothing above them to stop at.
    return shown if any(node.goal.kind is not GoalKind.VISJON for node in shown) else list(plan.walk())


def _table(
    context: Context, plan: PlanTree, columns: Sequence[MoneyColumn], unit: Unit, rows: list[Component]
) -> Component:
    caption = text("{plan}: kroner på hvert mål, {unit}", plan=plan.plan.title, unit=units.WORDS[unit])
    head = [
        html.Th(text("Mål"), scope="col", className="ph-goals__name"),
        *(
            html.Th(
                html.Abbr(short_title(column), title=column_title(column)),
                scope="col",
                className="ph-cell--number",
            )
            for column in columns
        ),
    ]
    return ui.wide_table(caption, head, [rows], "ph-goals")


def _below(node: GoalNode, here: Collection[str]) -> int:
    """How many threads are broken below the node, on goals that are folded away under it."""
    return sum(len(child.broken) + _below(child, here) for child in node.children if child.id not in here)


def _row(
    context: Context, node: GoalNode, columns: Sequence[MoneyColumn], unit: Unit, below: int
) -> Component:
    chosen = context.asked(GOAL) == node.id
    level = text("Nivå {level}: ", level=node.depth)
    reaches = any(one.threads for one in node.walk())
    name = [
        html.Span(level, className="ph-hidden"),
        ui.link(node.goal.title, context.href(**{GOAL: node.id})),
        html.Span(node.goal.kind.words, className="ph-table__sub"),
    ]
    badges = [
        ui.badge(kind.words, TONES[kind]) for kind in dict.fromkeys(found.kind for found in node.broken)
    ]
    if below:
        said = text("1 brutt under") if below == 1 else text("{count} brutte under", count=below)
        badges.append(ui.badge(said, "warning"))
    if badges:
        name.append(html.Span(badges, className="ph-badges"))
    cells = [
        html.Td(
            amount_shown(context, node.total.get(column.key) if reaches else None, unit),
            className="ph-cell--number",
        )
        for column in columns
    ]
    place = f"ph-goals__name ph-goals__name--{min(node.depth, 6)}"
    head = html.Th(html.Div(name), scope="row", className=place)
    return html.Tr([head, *cells], className="ph-goals__chosen" if chosen else "")


def _total(context: Context, plan: PlanTree, columns: Sequence[MoneyColumn], unit: Unit) -> Component:
    cells = [
        html.Td(amount_shown(context, plan.total.get(column.key), unit), className="ph-cell--number")
        for column in columns
    ]
    name = html.Th(text("Sum, hver linje én gang"), scope="row", className="ph-goals__name")
    return html.Tr([name, *cells], className="ph-row--total")


def _counted_once(context: Context, plan: PlanTree, columns: Sequence[MoneyColumn]) -> list[Component]:
    """What more than one goal reaches, said where sums are shown: it is why parts do not add up."""
    first = next((column for column in columns if column.plan), None) or (columns[0] if columns else None)
    if first is None:
        return []
    twice = plan.overlap.get(first.key, 0) + sum(node.overlap.get(first.key, 0) for node in plan.walk())
    if not twice:
        return []
    said = text(
        "{amount} i {column} nås av flere mål. Beløpet vises på hvert mål, men telles én gang i summene.",
        amount=Million(twice), column=column_title(first),
    )  # fmt: skip
    return [html.P(said, className="ph-hint")]
