"""What a file brings beside lines: two small functions per type, one to the tables and one back."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import Any

from sqlalchemy import Connection, Select, Subquery, Table, select, union

from planhjul.choices.measures import Measure, MeasureKind, Part, PartKind, Scenario
from planhjul.issues import CellRef, Issue, Level
from planhjul.ledger.areas import Area
from planhjul.municipality import Setting
from planhjul.plans import Goal, GoalKind, Plan, PlanType
from planhjul.staged import Content
from planhjul.store import local, tables, threads, wishes
from planhjul.store.batched import Row, by_file, in_force, insert, place, source
from planhjul.store.records import text_from_json, text_to_json
from planhjul.wheel.meetings import Case, Meeting, Organ


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


def write_content(connection: Connection, nr: str, batch: int, content: Content) -> None:
    """Stores everything the file brings beside its lines."""
    numbered: tuple[tuple[Table, list[Row]], ...] = (
        (tables.meeting, [_meeting_row(n, item) for n, item in enumerate(content.meetings, 1)]),
        (tables.political_case, [_case_row(n, item) for n, item in enumerate(content.cases, 1)]),
        (tables.plan, [_plan_row(n, item) for n, item in enumerate(content.plans, 1)]),
        (tables.goal, [_goal_row(n, item) for n, item in enumerate(content.goals, 1)]),
        (tables.measure, [_measure_row(n, item) for n, item in enumerate(content.measures, 1)]),
        (tables.measure_part, [row for item in content.measures for row in _part_rows(item)]),
        (tables.measure_amount, [row for item in content.measures for row in _amount_rows(item)]),
        (tables.scenario, [_scenario_row(n, item) for n, item in enumerate(content.scenarios, 1)]),
        (tables.setting, [_setting_row(n, item) for n, item in enumerate(content.settings, 1)]),
        (tables.area, [_area_row(n, item) for n, item in enumerate(content.areas, 1)]),
        *local.rows_of(content),
        (tables.goal_link, threads.link_rows(content.links)),
        (tables.priority, wishes.priority_rows(content.priorities)),
    )
    for table, rows in numbered:
        insert(connection, table, nr, batch, rows)


def read_meetings(connection: Connection, nr: str, on: date) -> tuple[Meeting, ...]:
    """The meetings known on the day, by day; each calendar year whole from its latest meeting plan."""
    meeting = in_force(tables.meeting, nr, on, tables.meeting.c.year)
    rows = connection.execute(select(meeting).order_by(meeting.c.day, meeting.c.nr))
    return tuple(
        Meeting(
            organ=Organ(row.organ),
            organ_name=row.organ_name,
            day=row.day,
            purpose=row.purpose,
            held=row.held,
            source=source(row),
        )
        for row in rows
    )


def read_cases(connection: Connection, nr: str, on: date) -> tuple[Case, ...]:
    """The political cases known on the day, by day; each calendar year whole from its latest list."""
    case = in_force(tables.political_case, nr, on, tables.political_case.c.year)
    rows = connection.execute(select(case).order_by(case.c.day, case.c.nr))
    return tuple(
        Case(
            key=row.key,
            day=row.day,
            organ_name=row.organ_name,
            title=row.title,
            raised_by=row.raised_by,
            decision=row.decision,
            source=source(row),
        )
        for row in rows
    )


def read_plans(connection: Connection, nr: str, on: date) -> tuple[Plan, ...]:
    """The plans that stand on the day, each from the latest file that has it, in the files' order."""
    rows = connection.execute(by_file(in_force(tables.plan, nr, on, tables.plan.c.plan)))
    return tuple(
        Plan(
            key=row.plan,
            type=PlanType(row.type),
            title=row.title,
            adopted=row.adopted,
            valid_from=row.valid_from,
            valid_to=row.valid_to,
            next_revision=row.next_revision,
            source=source(row),
        )
        for row in rows
    )


def read_goals(connection: Connection, nr: str, on: date) -> tuple[Goal, ...]:
    """The plans' goals on the day: a plan's goals are replaced whole by the latest file that speaks of it."""
    plan, goal = tables.plan, tables.goal
    spoken_of = union(
        select(plan.c.kommune, plan.c.batch, plan.c.plan),
        select(goal.c.kommune, goal.c.batch, goal.c.plan),
    ).subquery("spoken_of")
    chosen = in_force(spoken_of, nr, on, spoken_of.c.plan)
    rows = connection.execute(
        select(goal, chosen.c.file)
        .join(
            chosen,
            (goal.c.kommune == nr) & (goal.c.batch == chosen.c.batch) & (goal.c.plan == chosen.c.plan),
        )
        .order_by(goal.c.batch, goal.c.nr)
    )
    return tuple(
        Goal(
            key=row.goal,
            plan=row.plan,
            parent=row.parent,
            kind=GoalKind(row.kind),
            title=row.title,
            source=source(row),
        )
        for row in rows
    )


def read_measures(connection: Connection, nr: str, on: date) -> tuple[Measure, ...]:
    """The measures that stand on the day, each from the latest file that has it, in the files' order."""
    chosen = in_force(tables.measure, nr, on, tables.measure.c.measure)
    part, amount = tables.measure_part, tables.measure_amount
    amounts: dict[tuple[str, int], dict[int, int]] = defaultdict(dict)
    for row in connection.execute(_of_measures(amount, chosen, nr).order_by(amount.c.year)):
        amounts[row.measure, row.part][row.year] = row.amount_ore
    parts: dict[str, list[Part]] = defaultdict(list)
    for row in connection.execute(_of_measures(part, chosen, nr).order_by(part.c.part)):
        parts[row.measure].append(_part(row, amounts[row.measure, row.part]))
    return tuple(
        Measure(
            key=row.measure,
            title=row.title,
            kind=MeasureKind(row.kind),
            proposed_by=row.proposed_by,
            scenarios=tuple(row.scenarios),
            parts=tuple(parts[row.measure]),
        )
        for row in connection.execute(by_file(chosen))
    )


def read_scenarios(connection: Connection, nr: str, on: date) -> tuple[Scenario, ...]:
    """The scenarios that stand on the day, each from the latest file that has it, in the files' order."""
    rows = connection.execute(by_file(in_force(tables.scenario, nr, on, tables.scenario.c.scenario)))
    return tuple(
        Scenario(
            key=row.scenario,
            title=row.title,
            party=row.party,
            explanation=row.explanation,
            source=source(row),
        )
        for row in rows
    )


def read_settings(connection: Connection, nr: str, on: date) -> dict[str, Setting]:
    """Key → the setting that stands on the day, each from the latest file that has it."""
    rows = connection.execute(by_file(in_force(tables.setting, nr, on, tables.setting.c.key)))
    return {
        row.key: Setting(key=row.key, value=row.value, kilde=row.kilde, source=source(row)) for row in rows
    }


def read_areas(connection: Connection, nr: str, on: date) -> tuple[Area, ...]:
    """The budget areas on the day: all from the latest file that has any, since they divide one budget."""
    rows = connection.execute(by_file(in_force(tables.area, nr, on)))
    return tuple(
        Area(
            key=row.area,
            title=row.title,
            funksjoner=tuple(row.funksjoner),
            level=row.level,
            lead_months=row.lead_months,
            lss=None if row.lss_l is None else (row.lss_l, row.lss_s, row.lss_q),
            kilde=row.kilde,
            source=source(row),
            ansvar=tuple(row.ansvar),
        )
        for row in rows
    )


def _of_measures(table: Table, chosen: Subquery, nr: str) -> Select[Any]:
    return select(table, chosen.c.file).join(
        chosen,
        (table.c.kommune == nr) & (table.c.batch == chosen.c.batch) & (table.c.measure == chosen.c.measure),
    )


def _issue_row(nr: int, issue: Issue) -> Row:
    return {
        "nr": nr,
        "code": issue.code,
        "level": issue.level.value,
        "file": issue.where.file,
        **place(issue.where),
        "found": issue.found,
        "message": text_to_json(issue.message),
        "advice": text_to_json(issue.advice),
    }


def _meeting_row(nr: int, meeting: Meeting) -> Row:
    return {
        "nr": nr,
        "year": meeting.day.year,
        "organ": meeting.organ.value,
        "organ_name": meeting.organ_name,
        "day": meeting.day,
        "purpose": meeting.purpose,
        "held": meeting.held,
        **place(meeting.source),
    }


def _case_row(nr: int, case: Case) -> Row:
    return {
        "nr": nr,
        "year": case.day.year,
        "key": case.key,
        "day": case.day,
        "organ_name": case.organ_name,
        "title": case.title,
        "raised_by": case.raised_by,
        "decision": case.decision,
        **place(case.source),
    }


def _plan_row(nr: int, plan: Plan) -> Row:
    return {
        "plan": plan.key,
        "nr": nr,
        "type": plan.type.value,
        "title": plan.title,
        "adopted": plan.adopted,
        "valid_from": plan.valid_from,
        "valid_to": plan.valid_to,
        "next_revision": plan.next_revision,
        **place(plan.source),
    }


def _goal_row(nr: int, goal: Goal) -> Row:
    return {
        "plan": goal.plan,
        "goal": goal.key,
        "nr": nr,
        "parent": goal.parent,
        "kind": goal.kind.value,
        "title": goal.title,
        **place(goal.source),
    }


def _measure_row(nr: int, measure: Measure) -> Row:
    return {
        "measure": measure.key,
        "nr": nr,
        "title": measure.title,
        "kind": measure.kind.value,
        "proposed_by": measure.proposed_by,
        "scenarios": list(measure.scenarios),
    }


def _part_rows(measure: Measure) -> list[Row]:
    return [
        {
            "measure": measure.key,
            "part": number,
            "kind": part.kind.value,
            "funksjon": part.funksjon,
            "art": part.art,
            "ansvar": part.ansvar,
            "start_month": part.start_month,
            "kept_share": part.kept_share,
            "one_off": part.one_off,
            **place(part.source),
        }
        for number, part in enumerate(measure.parts, 1)
    ]


def _amount_rows(measure: Measure) -> list[Row]:
    return [
        {"measure": measure.key, "part": number, "year": year, "amount_ore": amount}
        for number, part in enumerate(measure.parts, 1)
        for year, amount in part.amounts.items()
    ]


def _part(row: Any, amounts: dict[int, int]) -> Part:
    return Part(
        kind=PartKind(row.kind),
        funksjon=row.funksjon,
        art=row.art,
        ansvar=row.ansvar,
        amounts=amounts,
        start_month=row.start_month,
        kept_share=row.kept_share,
        one_off=row.one_off,
        source=source(row),
    )


def _scenario_row(nr: int, scenario: Scenario) -> Row:
    return {
        "scenario": scenario.key,
        "nr": nr,
        "title": scenario.title,
        "party": scenario.party,
        "explanation": scenario.explanation,
        **place(scenario.source),
    }


def _setting_row(nr: int, setting: Setting) -> Row:
    return {
        "key": setting.key,
        "nr": nr,
        "value": setting.value,
        "kilde": setting.kilde,
        **place(setting.source),
    }


def _area_row(nr: int, area: Area) -> Row:
    long, short, quota = area.lss or (None, None, None)
    return {
        "area": area.key,
        "nr": nr,
        "title": area.title,
        "funksjoner": list(area.funksjoner),
        "ansvar": list(area.ansvar),
        "level": area.level,
        "lead_months": area.lead_months,
        "lss_l": long,
        "lss_s": short,
        "lss_q": quota,
        "kilde": area.kilde,
        **place(area.source),
    }
