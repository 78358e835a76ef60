"""What a file brings beside lines: each kind of `planhjul.staged.KINDS` in and out of its table."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, Final, TypeVar

from sqlalchemy import Connection, select

from planhjul.choices.measures import Measure
from planhjul.choices.priorities import Priority
from planhjul.issues import CellRef, Issue, Level
from planhjul.plans import Goal, GoalLink
from planhjul.staged import Content, Kind
from planhjul.store import measures, tables, threads, wishes
from planhjul.store.records import text_from_json, text_to_json
from planhjul.store.rows import SHAPES, Row, chosen_of, insert, read_chosen

T = TypeVar("T")

# The kinds of which a file also speaks in another table, or people in the page.
_READ: Final[Mapping[type[Any], Callable[[Connection, str, date], tuple[Any, ...]]]] = {
    Goal: threads.read_goals,
    GoalLink: threads.read_links,
    Measure: measures.read_measures,
    Priority: wishes.read_priorities,
}


def read(connection: Connection, of: type[T], nr: str, on: date) -> tuple[T, ...]:
    """The values of a kind (`Meeting`, `Plan` …) that stand on the day, () when no file has any."""
    special = _READ.get(of)
    if special is not None:
        return special(connection, nr, on)
    return read_chosen(connection, of, select(chosen_of(of, nr, on)))


def write_content(connection: Connection, nr: str, batch: int, content: Content) -> None:
    """Stores everything the file brings beside its lines."""
    for kind, values in content.brought():
        insert(connection, tables.OF_KIND[kind.of], nr, batch, _rows(kind, values))
    for table, rows in (
        (tables.measure_part, measures.part_rows(content.measures)),
        (tables.measure_amount, measures.amount_rows(content.measures)),
    ):
        insert(connection, table, nr, batch, rows)


def write_issues(connection: Connection, nr: str, batch: int, issues: tuple[Issue, ...]) -> None:
    """Stores the report's issues; they stay when the batch is undone."""
    insert(connection, tables.issue, nr, batch, [_issue_row(n, issue) for n, issue in enumerate(issues, 1)])


def read_issues(connection: Connection, nr: str) -> dict[int, tuple[Issue, ...]]:
    """Batch → its issues in the report's order."""
    issue = tables.issue
    found: dict[int, list[Issue]] = defaultdict(list)
    rows = connection.execute(select(issue).where(issue.c.kommune == nr).order_by(issue.c.batch, issue.c.nr))
    for row in rows:
        found[row.batch].append(
            Issue(
                code=row.code,
                level=Level(row.level),
                where=CellRef(row.file, row.sheet, row.row, row.column),
                found=row.found,
                message=text_from_json(row.message),
                advice=text_from_json(row.advice),
            )
        )
    return {batch: tuple(issues) for batch, issues in found.items()}


def _rows(kind: Kind, values: tuple[Any, ...]) -> list[Row]:
    shape = SHAPES[kind.of]
    rows = [{**shape.row(value), "nr": number} for number, value in enumerate(values, 1)]
    if not kind.repeats:
        return rows
    keys = [column.name for column in shape.table.primary_key if column.name not in ("kommune", "batch")]
    first: dict[tuple[Any, ...], Row] = {}
    for row in rows:
        first.setdefault(tuple(row[key] for key in keys), row)
    return list(first.values())


def _issue_row(nr: int, issue: Issue) -> Row:
    return {
        "nr": nr,
        "code": issue.code,
        "level": issue.level.value,
        "file": issue.where.file,
        "sheet": issue.where.sheet,
        "row": issue.where.row,
        "column": issue.where.column,
        "found": issue.found,
        "message": text_to_json(issue.message),
        "advice": text_to_json(issue.advice),
    }
