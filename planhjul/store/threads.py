"""Threads from goals to money: those the files bring, and what people have done to them in the page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Select, Subquery, Table, and_, func, literal, or_, select, union

from planhjul.plans import GoalLink, LinkEntry, LinkTarget
from planhjul.store import tables
from planhjul.store.batched import Row, in_force, place, source


def link_rows(links: Iterable[GoalLink]) -> list[Row]:
    """The rows of a file's links; a thread the file says twice is one thread, from the first cell."""
    rows: dict[tuple[str, ...], Row] = {}
    for number, link in enumerate(links, 1):
        thread = {"plan": link.plan, "goal": link.goal, "target": link.target.value, "code": link.code}
        if link.source is None:
            raise ValueError("a link from a file has a cell")
        rows.setdefault(tuple(thread.values()), {**thread, "nr": number, **place(link.source)})
    return list(rows.values())


def read_links(connection: Connection, nr: str, on: date) -> tuple[GoalLink, ...]:
    """The files' links that stand on the day, in the files' order.

    A plan's links are replaced whole by the latest file that speaks of the plan. A link that names no plan
    belongs to its target and code, and is replaced by the latest file that speaks of those: one that has
    links to them, or has the measure itself.
    """
    link = tables.goal_link
    spoken_of = _spoken_of()
    chosen = in_force(spoken_of, nr, on, spoken_of.c.plan, spoken_of.c.target, spoken_of.c.code)
    rows = connection.execute(
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
        .order_by(link.c.batch, link.c.nr)
    )
    return tuple(
        GoalLink(
            plan=row.plan,
            goal=row.goal,
            target=LinkTarget(row.target),
            code=row.code,
            source=source(row),
        )
        for row in rows
    )


def read_entries(connection: Connection, nr: str, on: date) -> tuple[LinkEntry, ...]:
    """What was done to threads in the page up to and with the day, in the order it was done."""
    entry = tables.link_entry
    rows = connection.execute(
        select(entry).where(entry.c.kommune == nr, entry.c.recorded_on <= on).order_by(entry.c.nr)
    )
    return tuple(
        LinkEntry(
            nr=row.nr,
            link=GoalLink(
                plan=row.plan,
                goal=row.goal,
                target=LinkTarget(row.target),
                code=row.code,
                source=None,
                made_by=row.made_by,
                why=row.why,
            ),
            made=row.made,
            recorded_on=row.recorded_on,
        )
        for row in rows
    )


def write_entry(
    connection: Connection, nr: str, link: GoalLink, made: bool, at: datetime, on: date
) -> LinkEntry:
    """Stores what was done under the next number; the caller holds the municipality's lock."""
    table = tables.link_entry
    last = connection.scalar(select(func.max(table.c.nr)).where(table.c.kommune == nr))
    entry = LinkEntry((last or 0) + 1, replace(link, source=None), made, on)
    connection.execute(
        table.insert().values(
            kommune=nr,
            nr=entry.nr,
            plan=link.plan,
            goal=link.goal,
            target=link.target.value,
            code=link.code,
            made=made,
            made_by=link.made_by,
            why=link.why,
            recorded_on=on,
            recorded_at=at,
        )
    )
    return entry


def _spoken_of() -> Subquery:
    """Batch → the plans, and the targets of links without a plan, that it has something to say of."""
    link, measure = tables.goal_link, tables.measure
    return union(
        _plans_in(tables.plan),
        _plans_in(tables.goal),
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
