"""The command about goals: which money each one reaches, and where the thread is broken."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

import click

from planhjul.cli.session import Session, reading
from planhjul.cli.tables import Column, Paper
from planhjul.texts import Year, text

if TYPE_CHECKING:
    from planhjul.goals.results import GoalNode, GoalThreads, MoneyColumn


@click.command("goals", help="Vis pengene bak hvert mål, og hvor tråden er brutt.")
@click.option("--year", type=int, default=None, help="Planens første år. Uten: året som forberedes.")
@reading
@click.pass_obj
def goals(session: Session, year: int | None, on: date, as_json: bool) -> None:
    """Show the goals with their money."""
    answer = session.seen(on).goals.threads(year)
    session.show(answer, as_json, show_goals)


def show_goals(answer: GoalThreads, out: Paper) -> None:
    """The sentence, a tree per plan in millions, and the broken threads."""
    from planhjul.goals.broken import current_budget, plan_columns
    from planhjul.goals.words import headline, reach_sentence
    from planhjul.ledger.versions import VersionKind

    out.say(headline(answer))
    # A terminal is narrow: the JSON has every version.
    versions = [column for column in answer.columns if column.kind is VersionKind.REGNSKAP]
    versions += [
        column for column in (current_budget(answer.columns), *plan_columns(answer.columns)[:1]) if column
    ]
    for plan in answer.plans:
        out.table(
            text("{plan}, mill. kr", plan=plan.plan.title),
            plan.walk(),
            Column(text("Mål"), lambda node: f"{'· ' * (node.depth - 1)}{node.goal.title}"),
            *(_amounts(version) for version in versions),
            Column(text("Brutte tråder"), lambda node: str(len(node.broken) or ""), "count"),
        )
    if answer.broken:
        out.table(
            text("Brutte tråder"),
            answer.broken,
            Column(text("Brutt tråd"), lambda broken: broken.kind.words),
            Column(text("Hvorfor"), "why"),
            Column(text("Hva du kan gjøre"), "advice"),
        )
    if answer.reach is not None and answer.plans:
        out.say(reach_sentence(answer.reach))


def _amounts(version: MoneyColumn) -> Column:
    """What each goal reaches in the version, nothing where no goal below it reaches money."""

    def total(node: GoalNode) -> int | None:
        return node.total[version.key] if any(below.threads for below in node.walk()) else None

    heading = text("{version} {year}", version=version.kind.title, year=Year(version.year))
    return Column(heading, total, "million")


COMMANDS: Final = {"goals": goals}
