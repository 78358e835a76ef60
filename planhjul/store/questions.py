"""What is asked «per» a day: money, time, goals, choices and what the municipality itself knows."""

from __future__ import annotations

from datetime import date

import pandas as pd

from planhjul.choices.bindings import Binding, Commitment
from planhjul.choices.measures import Measure, Scenario
from planhjul.choices.priorities import Priority
from planhjul.ledger.areas import Area
from planhjul.ledger.forms.documents import PrintedForm
from planhjul.ledger.income.overrides import IncomeOverride
from planhjul.ledger.lines import MOST_LINES
from planhjul.ledger.versions import Version, VersionKind
from planhjul.municipality import Setting
from planhjul.plans import Goal, GoalLink, LinkEntry, Plan
from planhjul.store import content, lines, threads
from planhjul.store.database import Database
from planhjul.wheel.meetings import Case, Meeting


class Questions(Database):
    """The questions to the store; each answer is from one moment of the database.

    What a question «per» a day sees is what stood then: only imports whose `stood_from` is not after the day,
    and of those the latest (of two from the same day the last imported).
    """

    # Money

    def versions(self, nr: str, on: date) -> tuple[Version, ...]:
        """The versions in force on the day, by kind, year and kontoklasse."""
        with self._reading() as connection:
            return lines.read_versions(connection, nr, on)

    def history(self, nr: str) -> tuple[Version, ...]:
        """Every version that was imported and not undone, whatever day it stands from."""
        with self._reading() as connection:
            return lines.read_history(connection, nr)

    def sums(self, nr: str, kind: VersionKind, year: int, on: date) -> pd.DataFrame:
        """The sums of the version in force, all kontoklasser: columns of `SUM_COLUMNS`."""
        with self._reading() as connection:
            return lines.read_sums(connection, nr, kind, year, on)

    def month_sums(self, nr: str, kind: VersionKind, year: int, on: date) -> pd.DataFrame:
        """The sums by month of the version in force, all kontoklasser: columns of `MONTH_SUM_COLUMNS`.

        Month 0 holds what the file gives for the whole year. Sorted by kontoklasse, month and then the codes.
        """
        with self._reading() as connection:
            return lines.read_month_sums(connection, nr, kind, year, on)

    def project_sums(self, nr: str, kind: VersionKind, year: int, on: date) -> pd.DataFrame:
        """The sums by project of the version in force, all kontoklasser: columns of `PROJECT_SUM_COLUMNS`.

        Only what is entered on a project. Sorted by kontoklasse, project and then the codes.
        """
        with self._reading() as connection:
            return lines.read_project_sums(connection, nr, kind, year, on)

    def accounts_through(self, nr: str, year: int, on: date) -> int:
        """The last month (1–12) with lines in the accounts in force for the year.

        0 when there are no accounts, or they are only for the whole year.
        """
        with self._reading() as connection:
            return lines.last_month(connection, nr, VersionKind.REGNSKAP, year, on)

    def lines(
        self,
        nr: str,
        kind: VersionKind,
        year: int,
        on: date,
        *,
        kontoklasse: str | None = None,
        art: str | None = None,
        funksjon: str | None = None,
        ansvar: str | None = None,
        limit: int | None = MOST_LINES,
        offset: int = 0,
    ) -> pd.DataFrame:
        """The lines behind the sums of the version in force: columns of `LINE_COLUMNS`, `file` and `batch`.

        Sorted as the sums are, then as in the file. None asks for all.
        """
        only = {"kontoklasse": kontoklasse, "art": art, "funksjon": funksjon, "ansvar": ansvar}
        with self._reading() as connection:
            return lines.read_lines(connection, nr, kind, year, on, only=only, limit=limit, offset=offset)

    # Time, goals and choices

    def meetings(self, nr: str, on: date) -> tuple[Meeting, ...]:
        """The meetings known on the day, by day; the latest meeting plan holds for its calendar years."""
        with self._reading() as connection:
            return content.read(connection, Meeting, nr, on)

    def cases(self, nr: str, on: date) -> tuple[Case, ...]:
        """The political cases known on the day, by day; the latest list holds for its calendar years."""
        with self._reading() as connection:
            return content.read(connection, Case, nr, on)

    def plans(self, nr: str, on: date) -> tuple[Plan, ...]:
        """The plans that stand on the day."""
        with self._reading() as connection:
            return content.read(connection, Plan, nr, on)

    def goals(self, nr: str, on: date) -> tuple[Goal, ...]:
        """The goals of the plans that stand on the day."""
        with self._reading() as connection:
            return content.read(connection, Goal, nr, on)

    def measures(self, nr: str, on: date) -> tuple[Measure, ...]:
        """The measures that stand on the day."""
        with self._reading() as connection:
            return content.read(connection, Measure, nr, on)

    def scenarios(self, nr: str, on: date) -> tuple[Scenario, ...]:
        """The scenarios that stand on the day."""
        with self._reading() as connection:
            return content.read(connection, Scenario, nr, on)

    def settings(self, nr: str, on: date) -> dict[str, Setting]:
        """Key → the local setting that stands on the day."""
        with self._reading() as connection:
            return {setting.key: setting for setting in content.read(connection, Setting, nr, on)}

    def areas(self, nr: str, on: date) -> tuple[Area, ...]:
        """The budget areas on the day, from the latest settings that have any."""
        with self._reading() as connection:
            return content.read(connection, Area, nr, on)

    # What the municipality itself knows

    def bindings(self, nr: str, on: date) -> tuple[Binding, ...]:
        """The local bindings on the day, from the latest settings that have any."""
        with self._reading() as connection:
            return content.read(connection, Binding, nr, on)

    def commitments(self, nr: str, on: date) -> tuple[Commitment, ...]:
        """The commitments known on the day, also those that have ended, from the latest settings with any."""
        with self._reading() as connection:
            return content.read(connection, Commitment, nr, on)

    def income_overrides(self, nr: str, on: date) -> tuple[IncomeOverride, ...]:
        """The municipality's own classes of income on the day, from the latest settings that have any."""
        with self._reading() as connection:
            return content.read(connection, IncomeOverride, nr, on)

    def documents(self, nr: str, on: date) -> tuple[PrintedForm, ...]:
        """The printed overviews on the day, each from the latest file that has its key."""
        with self._reading() as connection:
            return content.read(connection, PrintedForm, nr, on)

    # Threads and wishes

    def links(self, nr: str, on: date) -> tuple[GoalLink, ...]:
        """The threads from goals to money that the files bring; `link_entries` says what people did to them.

        The latest file that speaks of a plan holds for all of the plan's; one without a plan is replaced by
        the latest file that has links to its target and code, or the measure itself.
        """
        with self._reading() as connection:
            return content.read(connection, GoalLink, nr, on)

    def link_entries(self, nr: str, on: date) -> tuple[LinkEntry, ...]:
        """What people have done to threads up to and with the day, in the order it was done."""
        with self._reading() as connection:
            return threads.read_entries(connection, nr, on)

    def priorities(self, nr: str, on: date) -> tuple[Priority, ...]:
        """The wishes that stand on the day: each owner's list from its latest file, then those of the page.

        A wish of the page takes the place of one from a file with the same owner and key.
        """
        with self._reading() as connection:
            return content.read(connection, Priority, nr, on)
