"""A small municipality: one plan with goals, two areas, three measures, and money in seven versions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Final

import pandas as pd

from planhjul.goals.money import MeasureMoney, Pieces
from planhjul.goals.results import GoalThreads, MoneyColumn
from planhjul.goals.tree import goal_threads
from planhjul.issues import CellRef
from planhjul.ledger.areas import Area, AreaMap
from planhjul.ledger.lines import SUM_COLUMNS
from planhjul.ledger.versions import VersionKind
from planhjul.plans import Goal, GoalKind, GoalLink, LinkEntry, LinkTarget, Plan, PlanType
from planhjul.reference.codes import load_codes

MILLION: Final = 100_000_000
ON: Final = date(2026, 11, 21)
CODES: Final = load_codes()
FILE: Final = CellRef("kommuneplan.xlsx", "Plan", 4, 1)
PLAN: Final = Plan(
    "SD", PlanType.SAMFUNNSDEL, "Samfunnsdelen", date(2025, 9, 18), None, None, None, FILE
)  # fmt: skip
THEME: Final = Plan("TP", PlanType.TEMAPLAN, "Helseplan", None, None, None, None, FILE)


def goal(key: str, parent: str, kind: GoalKind, title: str, plan: str = "SD") -> Goal:
    return Goal(key, plan, parent, kind, title, FILE)


GOALS: Final = (
    goal("V", "SD", GoalKind.VISJON, "Nær folk"),
    goal("1", "V", GoalKind.SATSINGSOMRADE, "Trygg oppvekst"),
    goal("1.1", "1", GoalKind.MAL, "Alle barn mestrer skolen"),
    goal("1.1.1", "1.1", GoalKind.STRATEGI, "Gratis skolemat hver dag"),
    goal("1.1.2", "1.1", GoalKind.STRATEGI, "Energisparing i skolebygg"),
    goal("1.2", "1", GoalKind.MAL, "Flere fullfører"),
    goal("1.2.1", "1.2", GoalKind.TILTAK, "Verksted på ungdomsskolen"),
)
AREAS: Final = (
    Area("skole", "Grunnskole", ("202", "222"), 2, 6.0, None, "", FILE),
    Area("helse", "Helse", ("253",), 2, 6.0, None, "", FILE, ansvar=("310*",)),
)
MEASURES: Final = (
    MeasureMoney("MAT", "Gratis skolemat", {2027: 3 * MILLION, 2028: 3 * MILLION}, (("202", "2000"),)),
    MeasureMoney("ENERGI", "Energisparing i skolebygg", {2027: -MILLION, 2028: -MILLION}, (("222", "4400"),)),
    MeasureMoney("LUFT", "Ny havn", {2027: MILLION, 2028: 0}, (("330", "9999"),)),
)
ORIGINAL_2025: Final = MoneyColumn(VersionKind.OPPRINNELIG_BUDSJETT, 2025, date(2024, 12, 12))
ACCOUNTS_2025: Final = MoneyColumn(VersionKind.REGNSKAP, 2025, date(2026, 2, 20))
ORIGINAL_2026: Final = MoneyColumn(VersionKind.OPPRINNELIG_BUDSJETT, 2026, date(2025, 12, 11))
REVISED_2026: Final = MoneyColumn(VersionKind.REVIDERT_BUDSJETT, 2026, date(2026, 6, 18))
PLAN_2027: Final = MoneyColumn(VersionKind.DIREKTORENS_FORSLAG, 2027, date(2026, 10, 28), plan=True)
PLAN_2028: Final = MoneyColumn(VersionKind.DIREKTORENS_FORSLAG, 2028, date(2026, 10, 28), plan=True)
COLUMNS: Final = (ORIGINAL_2025, ACCOUNTS_2025, ORIGINAL_2026, REVISED_2026, PLAN_2027, PLAN_2028)

# (kontoklasse, art, funksjon, ansvar, øre) of an ordinary year: schools, their buildings, a nursing home.
ORDINARY: Final = (
    ("1", "010", "202", "2000", 60 * MILLION),
    ("1", "010", "202", "2110", 40 * MILLION),
    ("1", "600", "202", "2000", -5 * MILLION),
    ("1", "230", "222", "4400", 20 * MILLION),
    ("0", "230", "222", "4400", 8 * MILLION),
    ("0", "729", "222", "4400", -1 * MILLION),
    ("1", "010", "253", "3100", 50 * MILLION),
    ("1", "870", "800", "9000", -180 * MILLION),
    ("1", "570", "880", "9000", 7 * MILLION),
    ("1", "590", "222", "4400", 3 * MILLION),
)
MoneyRow = tuple[str, str, str, str, int]


def frame(
    rows: Iterable[MoneyRow], column: MoneyColumn, prosjekt: Sequence[str] | None = None
) -> pd.DataFrame:
    """Sums of the rows; with `prosjekt` one code a row, in place of the change group."""
    given = list(rows)
    data = pd.DataFrame(
        [
            (column.kind.value, column.year, kontoklasse, art, funksjon, ansvar, "",
             "income" if art >= "600" else "expense", ore, 1)
            for kontoklasse, art, funksjon, ansvar, ore in given
        ],
        columns=list(SUM_COLUMNS),
    ).astype(dict(SUM_COLUMNS))  # fmt: skip
    if prosjekt is not None:
        data = data.drop(columns="change_group").assign(prosjekt=list(prosjekt))
    return data


def pieces(
    columns: Sequence[MoneyColumn] = COLUMNS,
    extra: Mapping[str, Sequence[MoneyRow]] | None = None,
    projects: Mapping[str, Sequence[tuple[str, MoneyRow]]] | None = None,
    measures: Sequence[MeasureMoney] = MEASURES,
    rows: Sequence[MoneyRow] = ORDINARY,
) -> Pieces:
    """The ordinary year in every column, with extra rows by column key; rows on projects are in both."""
    found = {column.key: list((projects or {}).get(column.key, ())) for column in columns}
    return Pieces(
        columns,
        {
            one.key: frame([*rows, *(extra or {}).get(one.key, ()), *(row for _, row in found[one.key])], one)
            for one in columns
        },
        {
            one.key: frame([row for _, row in found[one.key]], one, [code for code, _ in found[one.key]])
            for one in columns
        },
        AreaMap(AREAS),
        measures,
    )


def link(goal: str, target: LinkTarget, code: str, plan: str = "SD") -> GoalLink:
    """A link from the workbook."""
    return GoalLink(plan, goal, target, code, FILE)


def entry(nr: int, goal: str, target: LinkTarget, code: str, *, made: bool, plan: str = "SD") -> LinkEntry:
    """What somebody did to a link by hand."""
    return LinkEntry(nr, GoalLink(plan, goal, target, code, None, "Kari", "Fordi"), made, ON)


def threads(
    *links: GoalLink,
    entries: Sequence[LinkEntry] = (),
    money: Pieces | None = None,
    plans: Sequence[Plan] = (PLAN, THEME),
    goals: Sequence[Goal] = GOALS,
) -> GoalThreads:
    """The answer for these links."""
    return goal_threads(
        plans, goals, links, entries, AREAS, money or pieces(), CODES, on=ON, year=2027, names=("Storvik",)
    )  # fmt: skip
