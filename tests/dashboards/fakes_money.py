"""Fakes of the income and choices services with Storvik's constructed answers, for page tests."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date

from planhjul.choices.measures import Measure, Scenario
from planhjul.choices.results import Effects, Point, Room
from planhjul.issues import CellRef
from planhjul.ledger.results import Base, IncomeComposition
from planhjul.ledger.versions import VersionKind
from planhjul.services.income import LineDetail
from planhjul.services.municipalities import NoVersion, VersionChoice
from planhjul.texts import text
from tests.figures import examples

STORVIK = "9901"
FORSLAG = VersionKind.DIREKTORENS_FORSLAG
PLAN = tuple(VersionChoice(FORSLAG, year, date(2026, 11, 1)) for year in examples.YEARS)


@dataclass
class FakeIncome:
    """IncomeService: one composition whatever is asked; `unclassified` in millions, `missing` gives none."""

    unclassified: int = 0
    missing: bool = False
    many_lines: bool = False
    many_services: bool = False

    def composition(
        self, nr: str, year: int, on: date, kind: VersionKind | None = None, base: Base = Base.DI
    ) -> IncomeComposition | NoVersion:
        """The composition of the year, with the base asked for."""
        if self.missing or nr != STORVIK:
            return NoVersion(text("Det finnes ingen tall for dette året."))
        answer = examples.composition(year, kind or FORSLAG, base, unclassified=self.unclassified)
        return replace(answer, bound_to=answer.bound_to * 4) if self.many_services else answer

    def overview(self, nr: str, on: date, base: Base = Base.DI) -> tuple[IncomeComposition, ...]:
        """Three versions, oldest first."""
        return (
            examples.composition(2025, VersionKind.REGNSKAP, base),
            examples.composition(2026, VersionKind.OPPRINNELIG_BUDSJETT, base),
            examples.composition(2027, VersionKind.DIREKTORENS_FORSLAG, base),
        )

    def lines(
        self, nr: str, year: int, on: date, kind: VersionKind, art: str, funksjon: str
    ) -> tuple[LineDetail, ...]:
        """Two lines of art 870, none of the others."""
        if art != "870":
            return ()
        cell = CellRef(examples.FILE, "Økonomiplan", 17, 8)
        yearly = LineDetail(
            "Skatt på inntekt og formue", "9000", 0, -380 * examples.MILLION, examples.FILE, cell
        )
        november = LineDetail("", "", 11, -5 * examples.MILLION, examples.FILE, cell)
        return (yearly, november) * (250 if self.many_lines else 1)


@dataclass
class FakeChoices:
    """ChoicesService on Storvik's base: without a plan, with nothing on it, or with measures only."""

    missing: bool = False
    empty: bool = False
    no_scenarios: bool = False
    bare: bool = False

    def scenarios(self, nr: str, on: date) -> tuple[Scenario, ...]:
        """Two scenarios."""
        return () if self.empty or self.no_scenarios else examples.SCENARIOS

    def measures(self, nr: str, on: date) -> tuple[Measure, ...]:
        """Five measures."""
        return () if self.empty else examples.MEASURES

    def plan(self, nr: str, on: date) -> tuple[VersionChoice, ...]:
        """Four years of kommunedirektørens forslag."""
        return () if self.missing else PLAN

    def effects(
        self,
        nr: str,
        on: date,
        scenario: str | None = None,
        keys: Collection[str] | None = None,
        extra: tuple[Measure, ...] = (),
    ) -> Effects | NoVersion:
        """The constructed effects of the chosen measures."""
        if self.missing or nr != STORVIK:
            return NoVersion(text("Det finnes ingen økonomiplan. Les inn et forslag under Import."))
        chosen = tuple(keys or ()) + (examples.scenario_keys(scenario) if scenario else ())
        answer = examples.effects(chosen, extra, scenario or "")
        return replace(answer, covered_fund_ore={}, assumptions=()) if self.bare else answer

    def room(self, nr: str, year: int, on: date) -> Room:
        """Storvik's room with no lines."""
        million = examples.MILLION
        return Room(year, on, 630 * million, 17 * million, 35 * million, 56 * million, (), (), ())

    def curve(self, nr: str, year: int, on: date) -> tuple[Point, ...]:
        """Four points."""
        return examples.curve()
