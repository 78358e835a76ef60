"""Files as the importers hand them over, small and with every kind of content."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime
from fractions import Fraction
from typing import Any

import pandas as pd

from planhjul.choices.bindings import Binding, Commitment, CommitmentKind
from planhjul.choices.measures import Measure, MeasureKind, Part, PartKind, Scenario
from planhjul.choices.priorities import Priority, PriorityKind
from planhjul.issues import CellRef, Issue, Level
from planhjul.ledger.areas import Area
from planhjul.ledger.forms.documents import PrintedColumn, PrintedForm, PrintedLine
from planhjul.ledger.income.overrides import IncomeOverride
from planhjul.ledger.lines import LINE_COLUMNS, conform
from planhjul.ledger.versions import VersionKind
from planhjul.municipality import Setting
from planhjul.plans import Goal, GoalKind, GoalLink, LinkTarget, Plan, PlanType
from planhjul.staged import Content, RowCount, Staged, Total
from planhjul.store import Kommune
from planhjul.texts import Kroner, Million, Share, Year, text
from planhjul.wheel.meetings import Case, Meeting, Organ

STORVIK = Kommune("9901", "Storvik", 35, 12_000)
LILLEVIK = Kommune("9902", "Lillevik", 43, None)
AT = datetime(2026, 11, 21, 12, 30, tzinfo=UTC)
NEW_YEAR = date(2026, 1, 1)
FILE = "fil.xlsx"

_DEFAULT_LINE: dict[str, Any] = {
    "kind": "opprinnelig_budsjett",
    "year": 2026,
    "month": 0,
    "kontoklasse": "1",
    "art": "010",
    "funksjon": "202",
    "ansvar": "2010",
    "prosjekt": "",
    "tekst": "Lønn",
    "change_group": "",
    "change_title": "",
    "side": "expense",
    "amount_ore": 100,
    "sheet": "Linjer",
    "row": 4,
    "column": 8,
}


def lines(*rows: dict[str, Any]) -> pd.DataFrame:
    """A frame of lines; each row names only what differs from an ordinary one; rows count from 4."""
    filled = [{**_DEFAULT_LINE, "row": 4 + n, **row} for n, row in enumerate(rows)]
    return conform(pd.DataFrame(filled, columns=list(LINE_COLUMNS)))


def staged(
    content: Content | None = None,
    *,
    sha: str = "a",
    file: str = FILE,
    stood_from: date | None = NEW_YEAR,
    issues: Sequence[Issue] = (),
) -> Staged:
    """An accepted file with this content."""
    return Staged(
        file=file,
        sha256=sha,
        format="lines",
        kommune=STORVIK.nr,
        stood_from=stood_from,
        rows=RowCount(read=5, taken=3, zero=1, explained=2),
        totals=(Total(2026, "opprinnelig_budsjett", "1", 9_300_000_000_000, 9_300_000_000_000),),
        unclassified_lines=1,
        unclassified_ore=-250,
        issues=tuple(issues),
        content=content or Content(),
    )


def budget(sha: str, amount: int, stood_from: date, **line: Any) -> Staged:
    """A file with one line of this amount, that stood from the day."""
    frame = lines({"amount_ore": amount, **line})
    return staged(Content(lines=frame), sha=sha, file=f"{sha}.xlsx", stood_from=stood_from)


def issue(level: Level = Level.WARNING) -> Issue:
    """A remark with every kind of value in its words."""
    return Issue(
        code="EXPIRED_CODE",
        level=level,
        where=CellRef("fil.xlsx", "Linjer", 17, 6),
        found="æøå",
        message=text(
            "{a} {b} {c} {d} {e} {f} {g} {h} {i}",
            a="ord",
            b=7,
            c=0.25,
            d=date(2026, 1, 1),
            e=Kroner(123_456_789_012_345_678),
            f=Million(-5),
            g=Share(0.1),
            h=Year(2027),
            i=text("innerst {x}", x="her"),
        ),
        advice=text("Rett det."),
    )


def cell(row: int, sheet: str = "Ark", column: int = 1, file: str = FILE) -> CellRef:
    """A cell of the example file."""
    return CellRef(file, sheet, row, column)


def meeting(day: date, purpose: str = "", held: bool | None = None, row: int = 4) -> Meeting:
    """A meeting of the kommunestyre."""
    return Meeting(Organ.KOMMUNESTYRE, "Kommunestyret", day, purpose, held, cell(row))


def case(day: date, key: str, row: int = 4) -> Case:
    """A case raised by the kommunedirektør."""
    return Case(key, day, "Kommunestyret", "Skolestruktur", "Kommunedirektøren", "Vedtatt", cell(row))


def plan(key: str, title: str = "Samfunnsdelen", row: int = 4) -> Plan:
    """A plan whose end is not known."""
    return Plan(key, PlanType.SAMFUNNSDEL, title, date(2024, 6, 1), date(2024, 7, 1), None, None, cell(row))


def goal(key: str, plan_key: str, title: str = "Gode skoler", row: int = 5) -> Goal:
    """A goal at the top of its plan."""
    return Goal(key, plan_key, plan_key, GoalKind.MAL, title, cell(row))


def measure(key: str, amount: int = -100_000, title: str = "Kutt", row: int = 4) -> Measure:
    """A measure in two parts, one of them a single sum."""
    wages = Part(
        PartKind.LONN, "120", "010", "1200", {2027: amount, 2028: 2 * amount}, 8, 0.25, False, cell(row)
    )
    once = Part(PartKind.NETTO, "120", "", "", {2027: 5}, 1, 0.0, True, cell(row + 1))
    return Measure(key, title, MeasureKind.INNSPARING, "Ap", ("s0", "s1"), (wages, once))


def scenario(key: str, title: str = "Kommunedirektørens") -> Scenario:
    """A scenario."""
    return Scenario(key, title, "Ap", "Slik tenker vi", cell(4))


def setting(key: str, value: str, row: int = 4) -> Setting:
    """A setting."""
    return Setting(key, value, "KLP", cell(row))


def area(key: str, lss: tuple[float, float, float] | None = None) -> Area:
    """A budget area of two functions."""
    return Area(key, "Skole", ("202", "215"), 2, 7.5, lss, "Kommunen", cell(4), ansvar=("20*", "3100"))


def link(
    goal_key: str,
    target: LinkTarget = LinkTarget.FUNKSJON,
    code: str = "202",
    *,
    plan_key: str = "",
    row: int = 6,
) -> GoalLink:
    """A thread from a goal, of no plan when it is not said."""
    return GoalLink(plan_key, goal_key, target, code, cell(row))


def binding(key: str, row: int = 4) -> Binding:
    """A binding of one function, with shares no float can hold."""
    third = Fraction(1, 3)
    return Binding(
        key, None, "skole", "202", "", "", third, third, third, Fraction(6), None, "KLP", cell(row)
    )


def commitment(key: str, ends: date | None = None, row: int = 4) -> Commitment:
    """A contract of a million a year."""
    kind, starts = CommitmentKind.AVTALE, date(2024, 8, 1)
    return Commitment(
        key, "Skoleskyss", kind, "skole", "223", "2010", 100_000_000, starts, ends, 12, "Avtale", cell(row)
    )


def override(key: str, row: int = 4) -> IncomeOverride:
    """Two thirds of a grant are earmarked."""
    return IncomeOverride(key, "810", "273", "", "P-7", "oremerket", Fraction(2, 3), "Brev", cell(row))


def document(key: str, title: str = "Bevilgningsoversikt drift") -> PrintedForm:
    """A printed overview with an empty cell and a column that does not say what it is."""
    return PrintedForm(
        key=key,
        title=title,
        form="5-4",
        unit_ore=100_000,
        columns=(
            PrintedColumn("Regnskap 2025", VersionKind.REGNSKAP, 2025),
            PrintedColumn("Prognose 2026", None, 2026),
        ),
        lines=(
            PrintedLine("rammetilskudd", "1", "Rammetilskudd", (9_300_000_000_000_000_001, None), cell(5)),
            PrintedLine("", "", "Skole", (-5, 0), cell(6, column=3)),
        ),
        source=cell(1),
    )


def priority(
    key: str, owner: str = "Kåre Sand", title: str = "Svømmehall", amount: int | None = 500, row: int = 4
) -> Priority:
    """A wish from a file."""
    kind, year = PriorityKind.PENGER, None if amount is None else 2028
    return Priority(key, owner, title, kind, "381", "kultur", "M1", amount, year, "Haster", cell(row))


def everything() -> Content:
    """Content of every kind."""
    return Content(
        lines=lines(
            {"month": 3, "prosjekt": "P-7"},
            {"art": "800", "funksjon": "840", "side": "income", "amount_ore": -100},
        ),
        meetings=(meeting(date(2026, 12, 10), "budsjett", False),),
        cases=(case(date(2026, 2, 1), "1/26"),),
        plans=(plan("SD"),),
        goals=(goal("M1", "SD"),),
        measures=(measure("t1"),),
        scenarios=(scenario("s0"),),
        settings=(setting("innbyggere", "12000"),),
        areas=(area("skole", (0.25, 0.5, 0.125)),),
        links=(link("M1", plan_key="SD"), link("M1", LinkTarget.TILTAK, "t1")),
        bindings=(
            binding("b1"),
            Binding("b2", 2, "", "", "", "", None, None, None, None, Fraction(15, 2), "Vedtak", cell(5)),
        ),
        commitments=(
            commitment("a1", ends=date(2028, 7, 31)),
            Commitment("a2", "Lån", CommitmentKind.LAN, "", "", "", 10**15, None, None, 0, "KBN", cell(5)),
        ),
        income_overrides=(override("i1"),),
        documents=(document("5-4"),),
        priorities=(priority("p1"), priority("p2", amount=None, row=5)),
    )


def grid_of(number: int) -> pd.DataFrame:
    """So many lines, over some hundred sums."""
    return lines(
        *({"art": f"{n % 37:03}", "ansvar": f"{n % 11:04}", "amount_ore": n - 700} for n in range(number))
    )
