"""What an importer hands over, a file read, recognised and checked; and the report kept of one stored."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields
from datetime import date, datetime
from typing import Any, Final, TypeVar

import pandas as pd

from planhjul.choices.bindings import Binding, Commitment
from planhjul.choices.measures import Measure, Scenario
from planhjul.choices.priorities import Priority
from planhjul.issues import Issue, Level, info, warning
from planhjul.ledger.areas import Area
from planhjul.ledger.forms.documents import PrintedForm
from planhjul.ledger.income.overrides import IncomeOverride
from planhjul.ledger.lines import empty_lines
from planhjul.municipality import Setting
from planhjul.plans import Goal, GoalLink, Plan
from planhjul.texts import Text, text
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


T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of content beside lines: what a report calls it, where it is kept, what a later file replaces.

    `of` is the dataclass, `name` its field in `Content`. `one` and `many` are its words. `table` is its table
    in the store, whose columns have the names of the dataclass's fields (`store.rows` says how). Values that
    agree on `per` come whole from the latest file that has any of them; "" = all come from the latest file
    that has any. They are read by `by`, "" = in the files' order. Of values a file `repeats` the first holds.
    """

    of: type[Any]
    name: str
    table: str
    one: Text
    many: Text
    per: str = "key"
    by: str = ""
    repeats: bool = False


def _kind(of: type[T], table: str, one: Text, many: Text, **more: Any) -> tuple[T, ...]:
    declared: Any = field(default=(), metadata={"of": of, "table": table, "one": one, "many": many, **more})
    return declared  # type: ignore[no-any-return]


@dataclass(frozen=True, slots=True)
class Content:
    """Everything one file can bring; most files bring one kind. A new kind is one more field here.

    The fields stand in the order a report counts them.
    """

    lines: pd.DataFrame = field(default_factory=empty_lines)
    documents: tuple[PrintedForm, ...] = _kind(
        PrintedForm, "document", text("trykt oversikt"), text("trykte oversikter")
    )
    meetings: tuple[Meeting, ...] = _kind(
        Meeting, "meeting", text("møte"), text("møter"), per="year", by="day"
    )
    cases: tuple[Case, ...] = _kind(Case, "political_case", text("sak"), text("saker"), per="year", by="day")
    plans: tuple[Plan, ...] = _kind(Plan, "plan", text("plan"), text("planer"))
    goals: tuple[Goal, ...] = _kind(Goal, "goal", text("mål"), text("mål"), per="plan")
    links: tuple[GoalLink, ...] = _kind(
        GoalLink,
        "goal_link",
        text("tråd fra mål til penger"),
        text("tråder fra mål til penger"),
        per="plan",
        repeats=True,
    )
    measures: tuple[Measure, ...] = _kind(Measure, "measure", text("tiltak"), text("tiltak"))
    scenarios: tuple[Scenario, ...] = _kind(Scenario, "scenario", text("scenario"), text("scenarioer"))
    priorities: tuple[Priority, ...] = _kind(
        Priority, "priority", text("sak på saksliste"), text("saker på saksliste"), per="owner"
    )
    settings: tuple[Setting, ...] = _kind(Setting, "setting", text("innstilling"), text("innstillinger"))
    # Areas divide one budget, and of bindings the narrowest holds: such come together from one file.
    areas: tuple[Area, ...] = _kind(Area, "area", text("budsjettområde"), text("budsjettområder"), per="")
    bindings: tuple[Binding, ...] = _kind(Binding, "binding", text("binding"), text("bindinger"), per="")
    commitments: tuple[Commitment, ...] = _kind(
        Commitment, "commitment", text("avtale"), text("avtaler"), per=""
    )
    income_overrides: tuple[IncomeOverride, ...] = _kind(
        IncomeOverride, "income_override", text("egen inntektsklasse"), text("egne inntektsklasser"), per=""
    )

    def brought(self) -> Iterator[tuple[Kind, tuple[Any, ...]]]:
        """Each kind with the file's values of it, () for a kind it does not have."""
        for kind in KINDS.values():
            yield kind, getattr(self, kind.name)


KINDS: Final[Mapping[type[Any], Kind]] = {
    declared.metadata["of"]: Kind(name=declared.name, **declared.metadata)
    for declared in fields(Content)
    if declared.metadata
}


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
