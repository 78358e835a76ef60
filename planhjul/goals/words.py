"""The threads in words: the sentence on top, names of breaks, and «Forklar tallet»."""

from __future__ import annotations

from typing import Final

from planhjul.explanation import Explanation, Input, kroner
from planhjul.goals.broken import named
from planhjul.goals.results import GoalNode, GoalThreads, MoneyColumn, Reach, Thread
from planhjul.ledger.versions import version_title
from planhjul.plans import GoalLink
from planhjul.texts import Million, Share, Text, Year, text, verbatim

DEFINITION: Final = text(
    "Netto utgift i drift og investering: utgifter (artene 010–499) minus inntekter (600–899). Skatt, "
    "rammetilskudd, lån, fond og avskrivninger er ikke med. Tiltak teller med det de endrer oppå planen, "
    "i planårene."
)


def headline(threads: GoalThreads) -> Text:
    """The page in one sentence: how many goals have money in the plan."""
    if not threads.plans:
        return text("Ingen plan med mål er lest inn ennå.")
    if not threads.columns:
        return text("Planene har {goals} mål, men det er ikke lest inn noen tall.", goals=threads.goals)
    if not any(column.plan for column in threads.columns):
        return text(
            "{count} av {goals} mål har penger i tallene som er lest inn. "
            "Det er ingen økonomiplan for {year}.",
            count=threads.with_money, goals=threads.goals, year=Year(threads.year),
        )  # fmt: skip
    at_goals = sum(1 for broken in threads.broken if broken.goal)
    return text(
        "{count} av {goals} mål har penger i økonomiplanen. {broken} tråder er brutt: {at_goals} ved målene, "
        "og {others} der penger eller tiltak mangler mål.",
        count=threads.with_money,
        goals=threads.goals,
        broken=len(threads.broken),
        at_goals=at_goals,
        others=len(threads.broken) - at_goals,
    )


def reach_sentence(reach: Reach) -> Text:
    """How much of the money no goal reaches, in one sentence."""
    share = reach.unreached_ore / reach.total_ore if reach.total_ore else 0.0
    return text(
        "I {version} {year} når ingen mål {unreached} av {total} i netto driftsutgifter til "
        "tjenestene ({share}).",
        version=reach.column.kind.title, year=Year(reach.column.year), unreached=Million(reach.unreached_ore),
        total=Million(reach.total_ore), share=Share(share),
    )  # fmt: skip


def column_title(column: MoneyColumn) -> Text:
    """The version and year."""
    return version_title(column.kind, column.year)


def thread_title(thread: Thread) -> Text:
    """What the thread leads to."""
    return named(thread.target, thread.code, thread.title)


def source_words(link: GoalLink) -> Text:
    """Where a link is from: file and cell, or who made it and why."""
    if link.source is not None:
        return text("{file}, {cell}", file=link.source.file, cell=str(link.source))
    return text("{who}: «{why}»", who=link.made_by, why=link.why)


def explain_total(node: GoalNode, column: MoneyColumn) -> Explanation:
    """How a node's sum in a column came about; its inputs add up to it."""
    key = column.key
    inputs = [
        Input(thread_title(thread), kroner(thread.amounts.get(key, 0)), _from(thread))
        for thread in node.threads
    ]
    twice = sum(thread.amounts.get(key, 0) for thread in node.threads) - node.own.get(key, 0)
    inputs += [
        Input(
            text("Under: {title}", title=child.goal.title),
            kroner(child.total.get(key, 0)),
        )
        for child in node.children
        if child.total.get(key, 0)
    ]
    counted_once = twice + node.overlap.get(key, 0)
    if counted_once:
        inputs.append(
            Input(
                text("Linjer som nås flere ganger, trekkes fra"),
                kroner(-counted_once),
            )
        )
    return Explanation(
        title=text("«{goal}», {column}", goal=node.goal.title, column=column_title(column)),
        value=kroner(node.total.get(key, 0)),
        formula=text("Målets egne tråder pluss alt under målet. Hver linje telles én gang."),
        inputs=tuple(inputs),
        definition=DEFINITION,
        version=column_title(column),
        stood_from=column.stood_from,
        estimate=any(thread.target.value == "tiltak" for thread in node.threads) and column.plan,
    )


def explain_reach(reach: Reach) -> Explanation:
    """How the money without goals came about."""
    return Explanation(
        title=text("Penger uten mål"),
        value=kroner(reach.unreached_ore),
        formula=text("Alle netto driftsutgifter til tjenestene minus dem en kobling når."),
        inputs=(
            Input(text("Netto driftsutgifter i alt"), kroner(reach.total_ore)),
            Input(text("Nås av minst ett mål"), kroner(reach.reached_ore)),
        ),
        definition=text(
            "Bare drift, og bare tjenestefunksjoner (under 800). Et mål når en linje når en kobling viser "
            "til linjens funksjon, ansvar, prosjekt eller budsjettområde."
        ),
        version=column_title(reach.column),
        stood_from=reach.column.stood_from,
    )


def goal_title(threads: GoalThreads, id: str) -> Text:
    """The goal's own words, or its key when nobody has it."""
    node = threads.node(id)
    return verbatim(node.goal.title if node else id.partition("/")[2])


def _from(thread: Thread) -> Text | None:
    return source_words(thread.sources[0]) if thread.sources else None
