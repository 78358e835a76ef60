"""Goals and their threads to money: those the files bring, and what people have done to them in the page."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import Connection, Select, Subquery, Table, and_, literal, or_, select, union

from planhjul.choices.measures import Measure
from planhjul.plans import Goal, GoalLink, LinkEntry, LinkTarget, Plan
from planhjul.store import tables
from planhjul.store.database import next_nr
from planhjul.store.rows import Shape, in_force, read_chosen

_ENTERED: Final = Shape(GoalLink, tables.link_entry)


def read_goals(connection: Connection, nr: str, on: date) -> tuple[Goal, ...]:
    """The plans' goals on the day: a plan's goals are replaced whole by the latest file that speaks of it."""
    plan, goal = tables.OF_KIND[Plan], tables.OF_KIND[Goal]
    spoken_of = union(
        select(plan.c.kommune, plan.c.batch, plan.c.plan),
        select(goal.c.kommune, goal.c.batch, goal.c.plan),
    ).subquery("spoken_of")
    chosen = in_force(spoken_of, nr, on, spoken_of.c.plan)
    goals = (
        select(goal, chosen.c.file)
        .join(chosen, and_(goal.c.batch == chosen.c.batch, goal.c.plan == chosen.c.plan))
        .where(goal.c.kommune == nr)
    )
    return read_chosen(connection, Goal, goals)


def read_links(connection: Connection, nr: str, on: date) -> tuple[GoalLink, ...]:
    """The files' links that stand on the day, in the files' order.

    A plan's links are replaced whole by the latest file that speaks of the plan. A link that names no plan
    belongs to its target and code, and is replaced by the latest file that speaks of those: one that has
    links to them, or has the measure itself.
    """
    link = tables.OF_KIND[GoalLink]
    spoken_of = _spoken_of()
    chosen = in_force(spoken_of, nr, on, spoken_of.c.plan, spoken_of.c.target, spoken_of.c.code)
    links = (
        select(link, chosen.c.file)
        .join(
            chosen,
            and_(
                link.c.batch == chosen.c.batch,
                link.c.plan == chosen.c.plan,
                or_(
                    chosen.c.plan != "",
                    and_(link.c.target == chosen.c.target, link.c.code == chosen.c.code),
                ),
            ),
        )
        .where(link.c.kommune == nr)
    )
    return read_chosen(connection, GoalLink, links)


def read_entries(connection: Connection, nr: str, on: date) -> tuple[LinkEntry, ...]:
    """What was done to threads in the page up to and with the day, in the order it was done."""
    entry = tables.link_entry
    rows = connection.execute(
        select(entry).where(entry.c.kommune == nr, entry.c.recorded_on <= on).order_by(entry.c.nr)
    )
    return tuple(
        LinkEntry(row["nr"], _ENTERED.value(row), row["made"], row["recorded_on"]) for row in rows.mappings()
    )


def write_entry(
    connection: Connection, nr: str, link: GoalLink, made: bool, at: datetime, on: date
) -> LinkEntry:
    """Stores what was done under the next number; the caller holds the municipality's lock."""
    table = tables.link_entry
    entry = LinkEntry(next_nr(connection, table, nr), replace(link, source=None), made, on)
    connection.execute(
        table.insert().values(
            **_ENTERED.row(link), kommune=nr, nr=entry.nr, made=made, recorded_on=on, recorded_at=at
        )
    )
    return entry


def _spoken_of() -> Subquery:
    """Batch → the plans, and the targets of links without a plan, that it has something to say of."""
    link, measure = tables.OF_KIND[GoalLink], tables.OF_KIND[Measure]
    return union(
        _plans_in(tables.OF_KIND[Plan]),
        _plans_in(tables.OF_KIND[Goal]),
        _plans_in(link).where(link.c.plan != ""),
        select(link.c.kommune, link.c.batch, link.c.plan, link.c.target, link.c.code).where(
            link.c.plan == ""
        ),
        select(
            measure.c.kommune,
            measure.c.batch,
            literal("").label("plan"),
            literal(LinkTarget.TILTAK.value).label("target"),
            measure.c.measure.label("code"),
        ),
    ).subquery("spoken_of")


def _plans_in(table: Table) -> Select[Any]:
    columns = (table.c.kommune, table.c.batch, table.c.plan)
    return select(*columns, literal("").label("target"), literal("").label("code"))
