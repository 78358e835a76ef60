"""Storvik of the money model (E.6 and F) as frames and areas, without workbooks."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache

import pandas as pd

from planhjul.choices.assumptions import Assumptions
from planhjul.choices.bindings import Binding, Commitment, CommitmentKind
from planhjul.choices.bound_by import BoundBy
from planhjul.choices.effects.scenario import baseline, effects
from planhjul.choices.measures import Measure, MeasureKind, Part, PartKind
from planhjul.choices.results import Baseline, Effects
from planhjul.choices.room.budget import OperatingBudget, Scope
from planhjul.choices.room.year import Ground, YearRoom, year_room_of
from planhjul.issues import CellRef
from planhjul.ledger.areas import Area
from planhjul.ledger.codes import CodeLists
from planhjul.reference.assumptions import load_assumptions
from planhjul.reference.bindings import load_bindings
from planhjul.reference.codes import load_codes
from planhjul.wheel.roles import Role
from tests.ledger.frames import MILLION, sums_of

HERE = CellRef("storvik.xlsx")
YEARS = (2027, 2028, 2029, 2030)
CODES: CodeLists = load_codes()
ASSUMPTIONS: Assumptions = load_assumptions()
BOUND_BY: BoundBy = load_bindings()

# title, function, net in million kroner, level, lead in months (E.6).
LINES = (
    ("Grunnskole", "202", 150, 2, 7),
    ("Barnehage", "201", 100, 1, 6),
    ("Institusjon", "253", 110, 1, 6),
    ("Hjemmetjenester", "257", 130, 1, 6),
    ("Barnevern", "244", 35, 1, 6),
    ("Sosialhjelp", "281", 20, 1, 1),
    ("Administrasjon", "120", 45, 2, 6),
    ("Kultur og idrett", "380", 20, 3, 1),
    ("Veier", "332", 15, 2, 3),
    ("Næring", "325", 5, 3, 2),
)


def areas() -> tuple[Area, ...]:
    """The ten areas with the levels and leads of E.6 and the default shares."""
    return tuple(
        Area(funksjon, title, (funksjon,), level, float(lead), None, "Vedtak sak 12/26", HERE)
        for title, funksjon, _, level, lead in LINES
    )


def budget_of(*scopes: Scope, year: int = 2027) -> OperatingBudget:
    """A budget of these scopes and nothing else."""
    return OperatingBudget(year, scopes, {})


def nets() -> OperatingBudget:
    """The ten areas' net cost in 2027; ΣN is 630 million."""
    return budget_of(*(Scope(funksjon, net * MILLION, 0) for _, funksjon, net, _, _ in LINES))


def ready(
    budget: OperatingBudget | None = None,
    held: tuple[Area, ...] | None = None,
    assumptions: Assumptions | None = None,
    bindings: tuple[Binding, ...] = (),
    commitments: tuple[Commitment, ...] = (),
    milestones: Mapping[Role, date] | None = None,
) -> YearRoom:
    """A budget year made ready: Storvik's, where nothing else is said."""
    ground = Ground(
        assumptions or ASSUMPTIONS,
        CODES,
        BOUND_BY,
        areas() if held is None else held,
        bindings,
        commitments,
    )
    return year_room_of(budget or nets(), ground, milestones)


def binding(key: str, **given: object) -> Binding:
    """A local binding; what is not given points nowhere and says nothing."""
    values: dict[str, object] = {
        "level": None,
        "area": "",
        "funksjon": "",
        "ansvar": "",
        "art": "",
        "bound": None,
        "short": None,
        "structural": None,
        "lead_short": None,
        "lead_structural": None,
        "kilde": f"Sak {key}",
        "source": HERE,
    }
    return Binding(key, **(values | given))  # type: ignore[arg-type]


def commitment(key: str, amount_ore: int, **given: object) -> Commitment:
    """An agreement on function 380 without dates, where nothing else is said."""
    values: dict[str, object] = {
        "title": f"Avtale {key}",
        "kind": CommitmentKind.AVTALE,
        "area": "",
        "funksjon": "380",
        "ansvar": "",
        "starts": None,
        "ends": None,
        "notice_months": 0,
        "kilde": f"Arkivsak {key}",
        "source": HERE,
    }
    return Commitment(key, amount_ore=amount_ore, **(values | given))  # type: ignore[arg-type]


@cache
def plan(free_income: int = 670) -> Mapping[int, pd.DataFrame]:
    """The plan's four years: ΣN 630, finance 45, transfer to investment 15, other income 240 (F.1)."""
    rows = [("010", funksjon, net * MILLION) for _, funksjon, net, _, _ in LINES]
    rows += [
        ("120", "202", 240 * MILLION),
        ("770", "202", -240 * MILLION),
        ("800", "840", -300 * MILLION),
        ("870", "800", -(free_income - 300) * MILLION),
        ("500", "870", 45 * MILLION),
        ("570", "880", 15 * MILLION),
    ]
    return {year: sums_of(rows, year=year) for year in YEARS}


@cache
def base() -> Baseline:
    """The plan as a base; the fund is 60 million when 2027 starts."""
    return baseline(plan(), 60 * MILLION)


def part(
    kind: PartKind,
    amounts: Mapping[int, int] | int,
    *,
    funksjon: str = "202",
    art: str = "",
    ansvar: str = "",
    start_month: int = 1,
    kept_share: float = 0.0,
    one_off: bool = False,
) -> Part:
    """One part; a single amount stands in every year of the plan."""
    per_year = dict.fromkeys(YEARS, amounts) if isinstance(amounts, int) else amounts
    return Part(kind, funksjon, art, ansvar, per_year, start_month, kept_share, one_off, HERE)


def measure(
    *parts: Part,
    key: str = "t1",
    kind: MeasureKind = MeasureKind.INNSPARING,
    proposed_by: str = "Kommunedirektøren",
) -> Measure:
    """A measure of these parts."""
    return Measure(key, f"Tiltak {key}", kind, proposed_by, (), parts)


def judged(
    *measures: Measure, on: Baseline | None = None, sums: Mapping[int, pd.DataFrame] | None = None
) -> Effects:
    """The measures' effects on Storvik's plan."""
    return effects(
        on or base(), measures, ASSUMPTIONS, CODES, plan() if sums is None else sums, scenario="s", title="S"
    )
