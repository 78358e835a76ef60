"""The command about goals: which money each one reaches, and where the thread is broken."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

import click

from planhjul.cli.session import Session, print_json, reading
from planhjul.language import Language
from planhjul.publish.shapes import Shape
from planhjul.texts import Text, Year, text

if TYPE_CHECKING:
    from planhjul.goals.results import Broken, GoalNode, GoalThreads, PlanTree, Reach, Thread
    from planhjul.plans import GoalLink


@click.command("goals", help="Vis pengene bak hvert mål, og hvor tråden er brutt.")
@click.option("--year", type=int, default=None, help="Planens første år. Uten: året som forberedes.")
@reading
@click.pass_obj
def goals(session: Session, year: int | None, on: date, as_json: bool) -> None:
    """Show the goals with their money."""
    services = session.services()
    answer = session.seen(on).goals.threads(year)
    if as_json:
        print_json(goals_shape(answer, services.language))
    else:
        show_goals(answer, services.language)


def goals_shape(answer: GoalThreads, language: Language) -> Shape:
    """`goals`: net expense in øre, expense +, income −; a sum has each line once."""
    return {
        "on": answer.on.isoformat(),
        "year": answer.year,
        "columns": [
            {
                "key": column.key,
                "version": column.kind.value,
                "year": column.year,
                "stood_from": column.stood_from.isoformat(),
                "plan": column.plan,
            }
            for column in answer.columns
        ],
        "goals": answer.goals,
        "with_money": answer.with_money,
        "plans": [_plan_shape(plan, language) for plan in answer.plans],
        "plans_without_goals": [
            {"key": plan.key, "type": plan.type.value, "title": plan.title}
            for plan in answer.plans_without_goals
        ],
        "broken": [_broken_shape(broken, language) for broken in answer.broken],
        "reach": _reach_shape(answer.reach) if answer.reach else None,
        "suggestions": [
            {
                "goal": one.goal,
                "target": one.target.value,
                "code": one.code,
                "title": one.title,
                "why": language.say(one.why),
            }
            for one in answer.suggestions
        ],
        "entries": [
            {
                "nr": entry.nr,
                "on": entry.recorded_on.isoformat(),
                "made": entry.made,
                "plan": entry.link.plan,
                "goal": entry.link.goal,
                "target": entry.link.target.value,
                "code": entry.link.code,
                "by": entry.link.made_by,
                "why": entry.link.why,
            }
            for entry in answer.entries
        ],
    }


def _plan_shape(plan: PlanTree, language: Language) -> Shape:
    return {
        "key": plan.plan.key,
        "type": plan.plan.type.value,
        "title": plan.plan.title,
        "goals": plan.goals,
        "with_money": plan.with_money,
        "total_ore": dict(plan.total),
        "overlap_ore": dict(plan.overlap),
        "nodes": [_node_shape(node, language) for node in plan.nodes],
    }


def _node_shape(node: GoalNode, language: Language) -> Shape:
    return {
        "id": node.id,
        "key": node.goal.key,
        "kind": node.goal.kind.value,
        "title": node.goal.title,
        "has_money": node.has_money,
        "own_ore": dict(node.own),
        "total_ore": dict(node.total),
        "overlap_ore": dict(node.overlap),
        "threads": [_thread_shape(thread) for thread in node.threads],
        "broken": [_broken_shape(broken, language) for broken in node.broken],
        "children": [_node_shape(child, language) for child in node.children],
    }


def _thread_shape(thread: Thread) -> Shape:
    return {
        "target": thread.target.value,
        "code": thread.code,
        "title": thread.title,
        "found": thread.found,
        "amounts_ore": dict(thread.amounts),
        "shared_with": list(thread.shared_with),
        "sources": [_source_shape(link) for link in thread.sources],
    }


def _source_shape(link: GoalLink) -> Shape:
    if link.source is not None:
        return {"file": link.source.file, "cell": str(link.source)}
    return {"by": link.made_by, "why": link.why}


def _broken_shape(broken: Broken, language: Language) -> Shape:
    return {
        "kind": broken.kind.value,
        "goal": broken.goal or None,
        "target": broken.target.value if broken.target else None,
        "code": broken.code or None,
        "amount_ore": broken.amount_ore,
        "why": language.say(broken.why),
        "advice": language.say(broken.advice),
    }


def _reach_shape(reach: Reach) -> Shape:
    return {
        "column": reach.column.key,
        "total_ore": reach.total_ore,
        "reached_ore": reach.reached_ore,
        "unreached_ore": reach.unreached_ore,
        "functions": [
            {
                "funksjon": one.funksjon,
                "title": one.title,
                "area": one.area,
                "amount_ore": one.amount_ore,
                "whole_ore": one.whole_ore,
                "share": one.share,
            }
            for one in reach.functions
        ],
    }


def show_goals(answer: GoalThreads, language: Language) -> None:
    """The sentence, a tree per plan in millions, and the broken threads."""
    from planhjul.cli.tables import console, table
    from planhjul.goals.broken import current_budget, plan_columns
    from planhjul.goals.words import BREAK_TITLES, headline, reach_sentence
    from planhjul.ledger.versions import VersionKind

    out = console()
    out.print(language.say(headline(answer)))
    # A terminal is narrow: the JSON has every version.
    shown = [column for column in answer.columns if column.kind is VersionKind.REGNSKAP]
    shown += [
        column for column in (current_budget(answer.columns), *plan_columns(answer.columns)[:1]) if column
    ]
    columns: list[tuple[Text, bool]] = [
        (text("Mål"), False),
        *((text("{version} {year}", version=one.kind.title, year=Year(one.year)), True) for one in shown),
        (text("Brutte tråder"), True),
    ]
    for plan in answer.plans:
        rows: list[Sequence[Text | str]] = []
        for node in plan.walk():
            reaches = any(one.threads for one in node.walk())
            amounts = [language.million(node.total[column.key]) if reaches else "–" for column in shown]
            broken = str(len(node.broken)) if node.broken else ""
            rows.append((f"{'· ' * (node.depth - 1)}{node.goal.title}", *amounts, broken))
        out.print(table(text("{plan}, mill. kr", plan=plan.plan.title), columns, rows, language))
    if answer.broken:
        headings = [(text("Brutt tråd"), False), (text("Hvorfor"), False), (text("Hva du kan gjøre"), False)]
        found = [(BREAK_TITLES[one.kind], one.why, one.advice) for one in answer.broken]
        out.print(table(text("Brutte tråder"), headings, found, language))
    if answer.reach is not None and answer.plans:
        out.print(language.say(reach_sentence(answer.reach)))


COMMANDS = {"goals": goals}
