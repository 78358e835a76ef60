"""Broken threads: each with why it is broken and what to do. Advice, no ruling."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from fractions import Fraction
from typing import Final

from planhjul.goals.links import LinkKey
from planhjul.goals.money import Pieces
from planhjul.goals.results import BreakKind, Broken, MoneyColumn, Reach, Thread, Unreached
from planhjul.ledger.areas import Area
from planhjul.ledger.codes import FIRST_FINANCIAL_FUNCTION, CodeLists
from planhjul.ledger.lines import DRIFT
from planhjul.ledger.versions import VersionKind
from planhjul.plans import Goal, GoalLink, LinkTarget, Plan
from planhjul.texts import Kroner, Million, Share, Text, Year, text, verbatim

# Accounts at or below this share of the year's budget count as «not spent».
SPENT_NOTHING: Final = Fraction(1, 100)
# How many functions without a goal are called broken; the table has them all.
MOST_FUNCTIONS: Final = 10
_BUDGETS: Final = (VersionKind.REVIDERT_BUDSJETT, VersionKind.OPPRINNELIG_BUDSJETT)


def named(target: LinkTarget, code: str, title: str = "") -> Text:
    """What a thread leads to, in words: «funksjon 202 (Grunnskole)»."""
    if title:
        return text("{kind} {code} ({title})", kind=target.words, code=code, title=title)
    return text("{kind} {code}", kind=target.words, code=code)


def plan_columns(columns: Iterable[MoneyColumn]) -> tuple[MoneyColumn, ...]:
    """The columns of the plan's years."""
    return tuple(column for column in columns if column.plan)


def current_budget(columns: Sequence[MoneyColumn]) -> MoneyColumn | None:
    """The newest adopted budget that is looked at: revised before original."""
    budgets = [column for column in columns if column.kind in _BUDGETS]
    newest = max((column.year for column in budgets), default=None)
    return _first_of(budgets, newest)


def closed_year(columns: Sequence[MoneyColumn]) -> tuple[MoneyColumn, MoneyColumn] | None:
    """The newest accounts and the budget of the same year, None when either is missing."""
    accounts = [column for column in columns if column.kind is VersionKind.REGNSKAP]
    if not accounts:
        return None
    newest = max(accounts, key=lambda column: column.year)
    budget = _first_of(columns, newest.year)
    return (budget, newest) if budget else None


def _first_of(columns: Iterable[MoneyColumn], year: int | None) -> MoneyColumn | None:
    found = {column.kind: column for column in columns if column.year == year}
    return next((found[kind] for kind in _BUDGETS if kind in found), None)


def has_money(pieces: Pieces, reached: Collection[int]) -> bool:
    """True when the pieces hold money in some year of the plan (of any version when there is no plan)."""
    columns = plan_columns(pieces.columns) or pieces.columns
    return any(
        pieces.net(piece, column.key) or pieces.expense((piece,), column.key)
        for piece in reached
        for column in columns
    )


def goal_without_money(id: str, goal: Goal, *, linked: bool, alone: bool) -> Broken:
    """The break of a goal that nothing pays for; told once, at the top of a branch without money."""
    if linked:
        why = text("Koblingene under «{goal}» fører ikke til penger i økonomiplanen.", goal=goal.title)
        advice = text("Se på trådene, og rett kodene eller foreslå penger.")
    else:
        why = (
            text("«{goal}» mangler kobling til penger.", goal=goal.title)
            if alone
            else text("«{goal}» og det som står under, mangler kobling til penger.", goal=goal.title)
        )
        advice = text("Knytt målet til et tiltak, en funksjon, et ansvar, et prosjekt eller et område.")
    return Broken(BreakKind.GOAL_WITHOUT_MONEY, id, None, "", why, advice)


def thread_breaks(
    id: str, plan: Plan, thread: Thread, reached: frozenset[int], pieces: Pieces
) -> Iterable[Broken]:
    """What is broken about one thread."""
    if not thread.found:
        yield _unknown_target(id, thread)
        return
    never = _never_budgeted(id, plan, thread, reached, pieces)
    if never is not None:
        yield never
    unspent = _never_spent(id, thread, reached, pieces)
    if unspent is not None:
        yield unspent


def _unknown_target(id: str, thread: Thread) -> Broken:
    name = named(thread.target, thread.code)
    if thread.target is LinkTarget.TILTAK:
        why = text("Koblingen viser til {name}, men det tiltaket er ikke lest inn.", name=name)
        advice = text("Les inn tiltakene, eller rett nøkkelen i planens arbeidsbok.")
    elif thread.target is LinkTarget.OMRADE:
        why = text("Koblingen viser til {name}, som ikke står i innstillingene.", name=name)
        advice = text("Rett koden, eller legg området til i arket Områder.")
    else:
        why = text("Ingen linjer i plan, budsjett eller regnskap har {name}.", name=name)
        advice = text("Er det vedtatt, er det aldri budsjettert. Er koden feil, så rett den.")
    return Broken(BreakKind.UNKNOWN_TARGET, id, thread.target, thread.code, why, advice)


def _never_budgeted(
    id: str, plan: Plan, thread: Thread, reached: frozenset[int], pieces: Pieces
) -> Broken | None:
    """Decided and never budgeted: linked and known, with money in the plan or measure, 0 in the budget."""
    budget = current_budget(pieces.columns)
    if budget is None:
        return None
    if thread.target is LinkTarget.TILTAK:
        return _measure_on_nothing(id, thread, pieces, budget)
    budgets = [column for column in pieces.columns if column.kind in _BUDGETS]
    if any(_any_money(pieces, reached, column) for column in budgets):
        # It was budgeted once: what became of that money is another question.
        return None
    planned = [column for column in plan_columns(pieces.columns) if _any_money(pieces, reached, column)]
    first = min((column.year for column in plan_columns(pieces.columns)), default=None)
    if planned and planned[0].year != first:
        # It begins later in the plan: nothing is late yet.
        return None
    name = named(thread.target, thread.code, thread.title)
    if planned:
        amount = thread.amounts[planned[0].key]
        why = text(
            "Planen har {amount} til {name} i {year}, men budsjettet for {before} har ingenting.",
            amount=Million(amount), name=name, year=Year(planned[0].year), before=Year(budget.year),
        )  # fmt: skip
        advice = text(
            "Følg med på at pengene kommer med i budsjettvedtaket for {year}.", year=Year(planned[0].year)
        )
        return Broken(BreakKind.NEVER_BUDGETED, id, thread.target, thread.code, why, advice, amount)
    if plan.adopted:
        why = text(
            "Planen ble vedtatt {day}, men verken budsjettet for {year} eller økonomiplanen har "
            "penger til {name}.",
            day=plan.adopted, year=Year(budget.year), name=name,
        )  # fmt: skip
    else:
        why = text(
            "Verken budsjettet for {year} eller økonomiplanen har penger til {name}.",
            year=Year(budget.year), name=name,
        )  # fmt: skip
    advice = text("Foreslå penger i budsjettet, eller ta koblingen bort.")
    return Broken(BreakKind.NEVER_BUDGETED, id, thread.target, thread.code, why, advice)


def _measure_on_nothing(id: str, thread: Thread, pieces: Pieces, budget: MoneyColumn) -> Broken | None:
    """A measure with money whose own lines have none, in the budget or in the plan."""
    measure = pieces.measure(thread.code)
    if measure is None or not any(measure.amounts.values()):
        return None
    lines = frozenset().union(*(pieces.on_lines(*line) for line in measure.lines))
    looked_at = (budget, *plan_columns(pieces.columns))
    if any(_any_money(pieces, lines, column) for column in looked_at):
        return None
    first = min(year for year, amount in measure.amounts.items() if amount)
    return Broken(
        BreakKind.NEVER_BUDGETED,
        id,
        thread.target,
        thread.code,
        text(
            "Det er regnet {amount} i {year} til {name}, men funksjonen og ansvaret det gjelder, "
            "har ingen penger.",
            name=named(thread.target, thread.code, thread.title),
            amount=Million(measure.amounts[first]),
            year=Year(first),
        ),
        text("Rett funksjon og ansvar i tiltaket, eller foreslå penger der."),
        measure.amounts[first],
    )


def _never_spent(id: str, thread: Thread, reached: frozenset[int], pieces: Pieces) -> Broken | None:
    """Budgeted and never spent: a closed year's accounts have next to nothing of the budget's expense."""
    closed = closed_year(pieces.columns)
    if closed is None:
        return None
    budget, accounts = closed
    given, spent = (pieces.expense(reached, column.key) for column in closed)
    if given <= 0 or abs(spent) > SPENT_NOTHING * given:
        return None
    return Broken(
        BreakKind.NEVER_SPENT,
        id,
        thread.target,
        thread.code,
        text(
            "{version} {year} hadde {amount} til {name}, men regnskapet viser {spent}.",
            version=budget.kind.title,
            year=Year(accounts.year),
            amount=Million(given),
            name=named(thread.target, thread.code, thread.title),
            spent=Kroner(spent),
        ),
        text("Spør hva som ble av pengene, og om de skal overføres eller omdisponeres."),
        given,
    )


def _any_money(pieces: Pieces, reached: Collection[int], column: MoneyColumn) -> bool:
    return bool(pieces.expense(reached, column.key)) or any(pieces.net(one, column.key) for one in reached)


def unknown_goals(held: Mapping[LinkKey, tuple[GoalLink, ...]], known: Collection[str]) -> Iterable[Broken]:
    """Links that stand at a goal nobody has."""
    for (id, target, code), links in held.items():
        if id not in known:
            yield Broken(
                BreakKind.UNKNOWN_GOAL,
                "",
                target,
                code,
                text(
                    "En kobling fra {name} går til målet {goal}, som ikke finnes.",
                    name=named(target, code),
                    goal=links[0].goal,
                ),
                text("Rett nøkkelen til målet, eller les inn planen det hører til."),
            )


def measures_without_goal(pieces: Pieces, held: Iterable[LinkKey]) -> Iterable[Broken]:
    """Measures no goal has."""
    linked = {code for _, target, code in held if target is LinkTarget.TILTAK}
    for measure in pieces.measures:
        if measure.key not in linked:
            yield Broken(
                BreakKind.MEASURE_WITHOUT_GOAL,
                "",
                LinkTarget.TILTAK,
                measure.key,
                text("Tiltaket «{title}» er ikke knyttet til noe mål.", title=measure.title),
                text("Knytt det til målet det tjener, eller spør hvorfor det er der."),
                measure.amounts[min(measure.amounts)] if measure.amounts else None,
            )


def reach(pieces: Pieces, reached: frozenset[int], areas: Sequence[Area], codes: CodeLists) -> Reach | None:
    """How much of the services' net operating expense goals reach: first plan year, else newest version."""
    column = next(iter(plan_columns(pieces.columns)), None) or next(reversed(pieces.columns), None)
    if column is None:
        return None
    titles = {area.key: area.title for area in areas}
    whole: dict[str, int] = {}
    missed: dict[str, int] = {}
    held_by: dict[str, str] = {}
    for piece, (kontoklasse, funksjon, _, _) in enumerate(pieces.lines):
        if kontoklasse != DRIFT or funksjon >= FIRST_FINANCIAL_FUNCTION:
            continue
        net = pieces.net(piece, column.key)
        whole[funksjon] = whole.get(funksjon, 0) + net
        if piece not in reached:
            missed[funksjon] = missed.get(funksjon, 0) + net
            held_by.setdefault(funksjon, titles.get(pieces.area(piece), ""))
    total = sum(whole.values())
    functions = [
        Unreached(
            funksjon,
            codes.funksjon_title(funksjon),
            held_by[funksjon],
            amount,
            whole[funksjon],
            amount / total if total else 0.0,
        )
        for funksjon, amount in missed.items()
        if amount
    ]
    ordered = tuple(sorted(functions, key=lambda one: (-one.amount_ore, one.funksjon)))
    return Reach(column, total, total - sum(missed.values()), ordered)


def money_without_goal(answered: Reach) -> Iterable[Broken]:
    """The functions with most money that no goal reaches."""
    for one in answered.functions[:MOST_FUNCTIONS]:
        if one.amount_ore <= 0:
            continue
        title = verbatim(one.title) if one.title else text("uten navn")
        yield Broken(
            BreakKind.MONEY_WITHOUT_GOAL,
            "",
            LinkTarget.FUNKSJON,
            one.funksjon,
            text(
                "Ingen mål når {amount} til funksjon {funksjon} ({title}), {share} av netto driftsutgifter.",
                amount=Million(one.amount_ore), funksjon=one.funksjon, title=title, share=Share(one.share),
            ),
            text("Knytt funksjonen til målet den tjener, eller spør hva pengene skal føre til."),
            one.amount_ore,
        )  # fmt: skip
