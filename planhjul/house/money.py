"""Which versions of a municipality's money stand on a day, their sums, and the lines behind them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

import pandas as pd

from planhjul.house.as_of import Answers, kept
from planhjul.issues import CellRef, Unknown
from planhjul.ledger.lines import DRIFT, MOST_LINES, SUM_COLUMNS, conform
from planhjul.ledger.versions import Version, VersionKind, in_force
from planhjul.store.lines import MONTH_SUM_COLUMNS, PROJECT_SUM_COLUMNS
from planhjul.texts import Text, Year, text

# When two kinds stood from the same day: the one that binds most comes first.
_AUTHORITY = (
    VersionKind.REVIDERT_BUDSJETT,
    VersionKind.OPPRINNELIG_BUDSJETT,
    VersionKind.OKONOMIPLAN,
    VersionKind.INNSTILLING,
    VersionKind.DIREKTORENS_FORSLAG,
    VersionKind.REGNSKAP,
    VersionKind.ALTERNATIV,
)


@dataclass(frozen=True, slots=True)
class VersionChoice:
    """A version one can look at: a kind of money for a year, and the day from which it stood."""

    kind: VersionKind
    year: int
    stood_from: date


class NoVersion(Unknown):
    """There is no money to look at; the message says what is missing and what to do."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class LineDetail:
    """One stored line behind a sum: øre in ledger sign, month 0 for a whole year, and its cell."""

    art: str
    tekst: str
    ansvar: str
    month: int
    amount_ore: int
    file: str
    cell: CellRef


class Money(Answers):
    """Which versions of the money there are to look at, their sums, and the lines behind them."""

    @kept
    def choices(self, kontoklasse: str = DRIFT) -> tuple[VersionChoice, ...]:
        """The versions of drift that stood on the day: newest year first, most binding kind first.

        A version that holds only investering is found when its kontoklasse is asked for.
        """
        asked = (one for one in self.seen.versions if one.kontoklasse == kontoklasse)
        found = {VersionChoice(version.kind, version.year, version.stood_from) for version in asked}
        return tuple(sorted(found, key=lambda choice: (-choice.year, _AUTHORITY.index(choice.kind))))

    def standing_with(self, choice: VersionChoice, kontoklasse: str = DRIFT) -> tuple[VersionChoice, ...]:
        """The versions that stood on the day; with one that was not known then, those that came with it."""
        standing = self.choices(kontoklasse)
        if choice in standing:
            return standing
        came = (one for one in self.seen.history if one.kontoklasse == kontoklasse)
        with_it = {
            VersionChoice(one.kind, one.year, one.stood_from)
            for one in came
            if (one.kind, one.stood_from) == (choice.kind, choice.stood_from)
        }
        return (*sorted(with_it, key=lambda one: -one.year), *standing)

    def default(
        self, year: int | None = None, kind: VersionKind | None = None, kontoklasse: str = DRIFT
    ) -> VersionChoice | None:
        """The version a page shows when the reader has not chosen: None when there is none.

        Without a year: the budget year being prepared on the day, else the newest year there is. A year
        that is over shows its accounts; else the budget or proposal that stood last (an alternative only
        when alone). A year of which nothing was known yet shows the first that came (`stood_from` tells).
        """
        choices = [one for one in self.choices(kontoklasse) if kind in (None, one.kind)]
        if year is None and choices:
            years = {choice.year for choice in choices}
            year = self.seen.year + 1 if self.seen.year + 1 in years else max(years)
        of_year = [choice for choice in choices if choice.year == year]
        return self._shown(preferred(of_year, self.seen.year) or self._first_later(year, kind, kontoklasse))

    def budget(self, year: int) -> VersionChoice | None:
        """The budget or proposal for the year that stood last on the day, never the accounts.

        Before any was known, the first that came.
        """
        budgets = [one for one in self.choices() if one.year == year and one.kind is not VersionKind.REGNSKAP]
        return self._shown(
            preferred(budgets, self.seen.year) or self._first_later(year, None, DRIFT, budget=True)
        )

    def missing(self, year: int, kind: VersionKind | None = None) -> NoVersion:
        """The sentence for a year (or a kind of it) that was never imported."""
        if kind is not None:
            return NoVersion(
                text(
                    "«{kind}» for {year} er ikke lest inn. Les den inn under Import, eller velg en annen.",
                    kind=kind.title,
                    year=Year(year),
                )
            )
        return NoVersion(
            text(
                "Det finnes ingen tall for {year}. Les inn budsjett, økonomiplan eller regnskap under "
                "Import.",
                year=Year(year),
            )
        )

    def early(self, choice: VersionChoice) -> Text | None:
        """What to say of a version that was not known on the day, None of one that was."""
        if choice.stood_from <= self.seen.day:
            return None
        return text(
            "Tallene for {year} var ikke kjent {on}. De er vist slik de står i {version} av {stood_from}.",
            year=Year(choice.year),
            on=self.seen.day,
            version=choice.kind.title,
            stood_from=choice.stood_from,
        )

    # Sums and lines

    def sums(self, kind: VersionKind, year: int) -> pd.DataFrame:
        """The sums of the year's version: columns of `SUM_COLUMNS`, not to be changed."""
        return self.sums_of([(kind, year)])[kind, year]

    def sums_of(
        self, wanted: Iterable[tuple[VersionKind, int]]
    ) -> dict[tuple[VersionKind, int], pd.DataFrame]:
        """The sums of several versions, those not in memory read at once."""
        return self._read("sums", wanted, self.seen.store.sums, SUM_COLUMNS)

    def month_sums(
        self, wanted: Iterable[tuple[VersionKind, int]]
    ) -> dict[tuple[VersionKind, int], pd.DataFrame]:
        """Several versions' sums by month: columns of `MONTH_SUM_COLUMNS`; month 0 is the whole year."""
        return self._read("months", wanted, self.seen.store.month_sums, MONTH_SUM_COLUMNS)

    def project_sums(
        self, wanted: Iterable[tuple[VersionKind, int]]
    ) -> dict[tuple[VersionKind, int], pd.DataFrame]:
        """The sums of what several versions have on projects: columns of `PROJECT_SUM_COLUMNS`."""
        return self._read("projects", wanted, self.seen.store.project_sums, PROJECT_SUM_COLUMNS)

    @kept
    def last_months(self) -> dict[tuple[VersionKind, int], int]:
        """The last month (1–12) with lines in each accounts' year, 0 when it is only for the whole year."""
        versions = [one for one in self.seen.versions if one.kind is VersionKind.REGNSKAP]
        found: dict[tuple[VersionKind, int], int] = {}
        for version, month in self.seen.store.last_months(self.seen.nr, versions).items():
            key = (version.kind, version.year)
            found[key] = max(month, found.get(key, 0))
        return found

    def through(self, year: int) -> int:
        """The last month with lines in the year's accounts; 0 when there are none, or no months."""
        return self.last_months().get((VersionKind.REGNSKAP, year), 0)

    def lines(
        self,
        kind: VersionKind,
        year: int,
        *,
        kontoklasse: str = DRIFT,
        art: str | None = None,
        funksjon: str | None = None,
        ansvar: str | None = None,
        prosjekt: str | None = None,
    ) -> tuple[LineDetail, ...]:
        """The stored lines behind a sum of the version, at most `MOST_LINES`; None asks for all of a code."""
        limit = MOST_LINES if prosjekt is None else None
        frame = self.seen.store.lines(
            self.seen.nr,
            self.standing(kind, year),
            kontoklasse=kontoklasse,
            art=art,
            funksjon=funksjon,
            ansvar=ansvar,
            limit=limit,
        )
        if prosjekt is not None:
            frame = frame[frame["prosjekt"] == prosjekt].head(MOST_LINES)
        return tuple(
            LineDetail(
                art=row["art"],
                tekst=row["tekst"],
                ansvar=row["ansvar"],
                month=row["month"],
                amount_ore=row["amount_ore"],
                file=row["file"],
                cell=CellRef(row["file"], row["sheet"], row["row"], row["column"]),
            )
            for row in frame.to_dict("records")
        )

    def _first_later(
        self, year: int | None, kind: VersionKind | None, kontoklasse: str, *, budget: bool = False
    ) -> VersionChoice | None:
        """The first version of the year (of the kind, if one is asked for) that came after the day."""
        later = [
            VersionChoice(version.kind, version.year, version.stood_from)
            for version in self.seen.history
            if version.kontoklasse == kontoklasse
            and year in (None, version.year)
            and kind in (None, version.kind)
            and not (budget and version.kind is VersionKind.REGNSKAP)
        ]
        return min(later, key=lambda choice: (choice.stood_from, -choice.year), default=None)

    def _shown(self, choice: VersionChoice | None) -> VersionChoice | None:
        """The version, noted: on a day before it stood, that is said (`AsOf.early`)."""
        if choice is not None:
            self.seen.shows(choice)
        return choice

    def standing(self, kind: VersionKind, year: int) -> tuple[Version, ...]:
        """The stored versions of the year, one for each kontoklasse; before it was known, the first ones."""
        found = tuple(one for one in self.seen.versions if (one.kind, one.year) == (kind, year))
        if found:
            return found
        own = [one for one in self.seen.history if (one.kind, one.year) == (kind, year)]
        return in_force(own, min((one.stood_from for one in own), default=date.min))

    def _read(
        self,
        what: str,
        wanted: Iterable[tuple[VersionKind, int]],
        read: Callable[[str, Sequence[Version]], dict[Version, pd.DataFrame]],
        columns: Mapping[str, str],
    ) -> dict[tuple[VersionKind, int], pd.DataFrame]:
        seen = self.seen
        with seen.one_moment():
            # Read as a value: what is made from the sums of one year outlives an import of another.
            found = {key: seen.by_value("money.standing", *key) for key in dict.fromkeys(wanted)}
            asked = {
                key: (what, *((one.batch, one.number) for one in stored)) for key, stored in found.items()
            }
            missing = [one for key in found if not seen.is_kept(asked[key]) for one in found[key]]
            fresh = read(seen.nr, missing) if missing else {}

            def joined(stored: Sequence[Version]) -> pd.DataFrame:
                # Thrown out of memory between the two looks, it is read again alone.
                frames = fresh if all(one in fresh for one in stored) else read(seen.nr, stored)
                return _below([frames[one] for one in stored], columns)

            return {key: seen.stored(asked[key], partial(joined, found[key])) for key in found}


def preferred(choices: list[VersionChoice], this_year: int) -> VersionChoice | None:
    """The one of a year's versions that says most in `this_year`."""
    if not choices:
        return None

    def rank(choice: VersionChoice) -> tuple[bool, bool, int, int]:
        closed_accounts = choice.kind is VersionKind.REGNSKAP and choice.year < this_year
        alternative = choice.kind is VersionKind.ALTERNATIV
        return (
            not closed_accounts,
            alternative or (choice.kind is VersionKind.REGNSKAP and not closed_accounts),
            -choice.stood_from.toordinal(),
            _AUTHORITY.index(choice.kind),
        )

    return min(choices, key=rank)


def _below(frames: Sequence[pd.DataFrame], columns: Mapping[str, str]) -> pd.DataFrame:
    """The frames below each other, with exactly the declared columns."""
    if len(frames) == 1:
        return frames[0]
    nothing = pd.DataFrame({name: pd.Series(dtype=dtype) for name, dtype in columns.items()})
    filled = [frame for frame in frames if not frame.empty]
    return conform(pd.concat(filled, ignore_index=True) if filled else nothing, columns)
