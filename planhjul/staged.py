"""What an importer hands over: a file read, recognised and checked, not yet stored."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Final

import pandas as pd

from planhjul.choices.bindings import Binding, Commitment
from planhjul.choices.measures import Measure, Scenario
from planhjul.choices.priorities import Priority
from planhjul.issues import CellRef, Issue, Level, info, warning
from planhjul.ledger.forms.documents import PrintedForm
from planhjul.ledger.income.overrides import IncomeOverride
from planhjul.ledger.lines import empty_lines
from planhjul.plans import Goal, GoalLink, Plan
from planhjul.texts import text
from planhjul.wheel.meetings import Case, Meeting

# What is said of a file that is read in for a municipality, whatever kind of file it is.
GJELDER_FRA_IMPORT: Final = info(
    "GJELDER_FRA_IMPORT",
    text("Filen sier ikke hvilken dag den gjelder fra. Den gjelder fra dagen du leser den inn."),
    text("Gjaldt den før, så oppgi dagen i arket Opplysninger eller med --from."),
)
ANNEN_KOMMUNE: Final = warning(
    "ANNEN_KOMMUNE",
    text("Filen gjelder kommune {found}, men du leser inn i {nr}."),
    text("Er det en annen kommune, så stopp her. Har kommunen skiftet nummer, er det riktig."),
)


@dataclass(frozen=True, slots=True)
class Setting:
    """One local setting with where it comes from; `kilde` is the user's own words."""

    key: str
    value: str
    kilde: str
    source: CellRef


@dataclass(frozen=True, slots=True)
class Area:
    """A budsjettområde with its local assumptions about bindings (money model E.6 and E.7).

    `funksjoner` and `ansvar` are the codes whose net budget it holds (`ledger.areas.AreaMap`). `level` is
    1–3, `lead_months` the lead of what can be changed in the short run; `lss`
    overrides (l, s, q) when the municipality has its own figures.
    """

    key: str
    title: str
    funksjoner: tuple[str, ...]
    level: int
    lead_months: float
    lss: tuple[float, float, float] | None
    kilde: str
    source: CellRef
    ansvar: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Content:
    """Everything one file can bring; most files bring one kind."""

    lines: pd.DataFrame = field(default_factory=empty_lines)
    meetings: tuple[Meeting, ...] = ()
    cases: tuple[Case, ...] = ()
    plans: tuple[Plan, ...] = ()
    goals: tuple[Goal, ...] = ()
    measures: tuple[Measure, ...] = ()
    scenarios: tuple[Scenario, ...] = ()
    settings: tuple[Setting, ...] = ()
    areas: tuple[Area, ...] = ()
    links: tuple[GoalLink, ...] = ()
    bindings: tuple[Binding, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    income_overrides: tuple[IncomeOverride, ...] = ()
    documents: tuple[PrintedForm, ...] = ()
    priorities: tuple[Priority, ...] = ()


@dataclass(frozen=True, slots=True)
class RowCount:
    """The file's rows: `taken + explained = read`; `zero` are those of the explained that hold only 0."""

    read: int
    taken: int
    zero: int
    explained: int


@dataclass(frozen=True, slots=True)
class Total:
    """Sum of one version in the file; expense and income both positive, `sum_ore` expense minus income."""

    year: int
    version: str
    kontoklasse: str
    expense_ore: int
    income_ore: int

    @property
    def sum_ore(self) -> int:
        """Expense minus income: 0 in a budget that balances."""
        return self.expense_ore - self.income_ore


@dataclass(frozen=True, slots=True)
class Staged:
    """A file read and judged. Rejected when any issue is an error; then `content` must not be stored.

    `format` is the format's permanent key or "" when nothing recognised the file. `kommune` is the number the
    file itself names, or "". `stood_from` is the day the file says it holds from, or None.
    """

    file: str
    sha256: str
    format: str
    kommune: str
    stood_from: date | None
    rows: RowCount
    totals: tuple[Total, ...]
    unclassified_lines: int
    unclassified_ore: int
    issues: tuple[Issue, ...]
    content: Content

    @property
    def accepted(self) -> bool:
        """True when the file may be stored."""
        return all(issue.level is not Level.ERROR for issue in self.issues)


@dataclass(frozen=True, slots=True)
class ImportChoices:
    """What the user has decided about a file instead of leaving it to recognition; None, "" = not decided."""

    format: str = ""
    version: str = ""
    year: int | None = None
    stood_from: date | None = None
