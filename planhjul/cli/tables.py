"""Answers as sentences and tables for people, printed by rich."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from enum import Enum
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from planhjul.publish.shapes import at
from planhjul.texts import Text, text, verbatim

if TYPE_CHECKING:
    from rich.console import Console

    from planhjul.choices.results import Assumption
    from planhjul.issues import Issue
    from planhjul.language import Language
    from planhjul.wheel.results import Finding, Milestone

BLANK: Final = verbatim("")
_NOTHING: Final = "–"
LEVELS: Final = {"error": text("FEIL"), "warning": text("VARSEL"), "info": text("INFO")}
_STATUSES: Final = {
    "planned": text("planlagt"),
    "waiting": text("venter"),
    "held": text("holdt"),
    "late": text("forsinket"),
}
# A pipe has no width of its own; a table that is cut loses numbers.
_PIPE_WIDTH: Final = 160


class Column(NamedTuple):
    """One column of a table.

    `cell` is the path of an attribute of the row, its place in it, or what makes the cell's value of it.
    `form` says how a number is written, to the right: "count", or a way of `Language` with its decimals, as
    "million 2"; "" is words.
    """

    heading: Text
    cell: str | int | Callable[[Any], object]
    form: str = ""


class Paper:
    """Where an answer is written for people: the terminal, or a pipe wide enough that no number is cut."""

    def __init__(self, language: Language) -> None:
        self.language = language

    @property
    def _console(self) -> Console:
        from rich.console import Console

        plain = Console(highlight=False, soft_wrap=False)
        return plain if plain.is_terminal else Console(highlight=False, width=_PIPE_WIDTH)

    @property
    def width(self) -> int:
        """How many letters a line holds."""
        return self._console.width

    def say(self, *sentences: Text | str | None, style: str | None = None) -> None:
        """Each sentence on a line of its own; None is no sentence."""
        for sentence in sentences:
            if sentence is not None:
                self._console.print(self.language.say(sentence), markup=False, style=style)

    def headed(self, name: str, sentence: Text) -> None:
        """A sentence about something, whose name stands out before it."""
        from rich.text import Text as Line

        self._console.print(Line.assemble((name, "bold"), ": ", self.language.say(sentence)))

    def joined(self, *parts: Text | str | None, between: str = " ") -> str:
        """The parts there are, said in one."""
        return between.join(self.language.say(part) for part in parts if part is not None)

    def remark(self, *remarks: Text) -> None:
        """Each remark on a line that is marked as one."""
        self.say(*(text("Merk: {warning}", warning=remark) for remark in remarks))

    def table(self, title: Text, rows: Iterable[Any], *columns: Column) -> None:
        """A row per value."""
        from rich import box
        from rich.table import Table

        made = Table(
            title=self.language.say(title),
            title_justify="left",
            box=box.SIMPLE,
            title_style="bold",
            pad_edge=False,
            padding=(0, 1, 0, 0),
        )
        written = [[self._cell(row, column) for column in columns] for row in rows]
        for place, column in enumerate(columns):
            heading = self.language.say(column.heading)
            if column.form:
                # A number is never broken, and its heading takes no more room from the names than it must.
                longest = max((len(row[place]) for row in written), default=0)
                width = max(longest, *map(len, heading.split(" ")))
                made.add_column(heading, justify="right", min_width=longest, max_width=width, overflow="fold")
            else:
                made.add_column(heading, overflow="fold")
        for row in written:
            # Square brackets in somebody's text are text, not rich's markup.
            made.add_row(*(cell.replace("[", r"\[") for cell in row))
        self._console.print(made)

    def _cell(self, row: Any, column: Column) -> str:
        match column.cell:
            case str(path):
                value = at(row, path)
            case int(place):
                value = row[place]
            case make:
                value = make(row)
        match value:
            case None:
                return _NOTHING
            case Enum():
                return str(value.value)
            case str() | Text():
                return self.language.say(value)
            case date():
                return self.language.date(value)
        way, _, decimals = column.form.partition(" ")
        if way in ("", "count"):
            return str(value)
        return str(getattr(self.language, way)(value, *([int(decimals)] if decimals else [])))


def show_issues(issues: Sequence[Issue], out: Paper) -> None:
    """The issues, errors first, each with its cell and what to do."""
    order = list(LEVELS)
    quoted = [Column(text("Sto der"), "found")] if any(issue.found for issue in issues) else []
    out.table(
        BLANK,
        sorted(issues, key=lambda issue: order.index(issue.level.value)),
        Column(BLANK, lambda issue: LEVELS[issue.level.value]),
        Column(text("Hvor"), lambda issue: str(issue.where)),
        *quoted,
        Column(text("Hva er galt, og hva gjør du"), lambda issue: out.joined(issue.message, issue.advice)),
    )


def show_findings(findings: Sequence[Finding], none: Text, out: Paper) -> None:
    """What the law checks say, or that they say nothing."""
    if not findings:
        out.say(none)
        return
    out.table(
        text("Lovsjekk"),
        findings,
        Column(BLANK, lambda finding: LEVELS[finding.level]),
        Column(text("Regel"), "rule"),
        Column(text("Hva"), "message"),
    )


def show_milestones(title: Text, milestones: Sequence[Milestone], out: Paper) -> None:
    """The milestones as a list."""
    out.table(
        title,
        milestones,
        Column(text("Dag"), "day"),
        Column(text("Hva"), "title"),
        Column(text("Hvem"), "organ"),
        Column(text("Status"), lambda milestone: _STATUSES[milestone.status.value]),
        Column(text("Slag"), "kind"),
        Column(text("Hvorfor"), "because"),
    )


def show_assumptions(assumptions: Iterable[Assumption], out: Paper) -> None:
    """What the figures rest on."""
    out.table(
        text("Tallene hviler på"),
        assumptions,
        Column(text("Forutsetning"), "title"),
        Column(text("Verdi"), "value"),
        Column(text("Spenn"), "band"),
        Column(text("Slag"), "mark"),
        Column(text("Hvorfor"), "reason"),
    )
