"""What an importer hands over, a file read, recognised and checked; and the report kept of one stored."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

import pandas as pd

from planhjul.choices.bindings import Binding, Commitment
from planhjul.choices.measures import Measure, Scenario
from planhjul.choices.priorities import Priority
from planhjul.issues import Issue, Level
from planhjul.ledger.areas import Area
from planhjul.ledger.forms.documents import PrintedForm
from planhjul.ledger.income.overrides import IncomeOverride
from planhjul.ledger.lines import empty_lines
from planhjul.municipality import Setting
from planhjul.plans import Goal, GoalLink, Plan
from planhjul.wheel.meetings import Case, Meeting


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
class BatchRow:
    """One import with its whole report, moments in UTC; `undone_at` is None while its content is there."""

    id: int
    file: str
    format: str
    sha256: str
    imported_at: datetime
    stood_from: date
    rows: RowCount
    totals: tuple[Total, ...]
    issues: tuple[Issue, ...]
    undone_at: datetime | None
    unclassified_lines: int
    unclassified_ore: int


@dataclass(frozen=True, slots=True)
class ImportChoices:
    """What the user has decided about a file instead of leaving it to recognition; None, "" = not decided."""

    format: str = ""
    version: str = ""
    year: int | None = None
    stood_from: date | None = None
