"""Fakes of the income and choices services with Storvik's constructed answers, for page tests."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from planhjul.choices.measures import Measure, Scenario
from planhjul.choices.results import Effects
from planhjul.issues import CellRef
from planhjul.ledger.income.results import Base, ChainDetail, Funding, IncomeComposition
from planhjul.ledger.income.scale import MissingSetting, Scale, ScaleKind, Stated, scale
from planhjul.ledger.versions import VersionKind
from planhjul.services.income import LineDetail
from planhjul.services.municipalities import NoVersion, VersionChoice
from planhjul.texts import text
from tests.dashboards.fakes_room import FakeRooms
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
    no_settings: bool = False
    own_classes: bool = False
    short_pool: bool = False
    growth_from: int = 2026

    def composition(
        self, nr: str, year: int, on: date, kind: VersionKind | None = None, base: Base = Base.DI
    ) -> IncomeComposition | NoVersion:
        """The composition of the year, with the base asked for."""
        if self.missing or nr != STORVIK:
            return NoVersion(text("Det finnes ingen tall for dette året."))
        answer = examples.composition(year, kind or FORSLAG, base, unclassified=self.unclassified)
        if self.short_pool:
            pool = answer.funding.pool_ore - 136 * examples.MILLION
            answer = replace(answer, funding=replace(answer.funding, pool_ore=pool))
        if self.own_classes:
            answer = examples.with_own_classes(answer)
        if not self.many_services:
            return answer
        return replace(answer, funding=replace(answer.funding, chains=answer.funding.chains * 3))

    def overview(self, nr: str, on: date, base: Base = Base.DI) -> tuple[IncomeComposition, ...]:
        """Three versions, oldest first."""
        return (
            examples.composition(2025, VersionKind.REGNSKAP, base),
            examples.composition(2026, VersionKind.OPPRINNELIG_BUDSJETT, base),
            examples.composition(2027, VersionKind.DIREKTORENS_FORSLAG, base),
        )

    def area_funding(self, nr: str, year: int, on: date, kind: VersionKind) -> Funding:
        """One area with the school's chain, and what no area holds."""
        school = examples.FUNDING.chains[-1]
        area = replace(school, key="oppvekst", title="Oppvekst")
        return replace(examples.FUNDING, chains=(area, replace(school, key="", title="")))

    def chain(
        self, nr: str, year: int, on: date, kind: VersionKind, key: str, *, area: bool = False
    ) -> ChainDetail | None:
        """The constructed chain with two incomes and three costs."""
        funding = self.area_funding(nr, year, on, kind) if area else examples.FUNDING
        [chain] = [one for one in funding.chains if one.key == key]
        return examples.chain_detail(chain)

    def scales(
        self, nr: str, on: date, kind: ScaleKind, years: Iterable[int], price_year: int
    ) -> dict[int, Scale | MissingSetting]:
        """Scales of 12 000 inhabitants and growth into 2026 and 2027."""
        people = None if self.no_settings else Stated(Fraction(12_000), "Folketall 1. januar 2026")
        growth = {
            year: Stated(Fraction(3, 100), "Nasjonalbudsjettet") for year in range(self.growth_from, 2028)
        }
        return {
            year: scale(kind, year, price_year, people, {} if self.no_settings else growth) for year in years
        }

    def lines(
        self,
        nr: str,
        year: int,
        on: date,
        kind: VersionKind,
        art: str,
        funksjon: str,
        ansvar: str = "",
        prosjekt: str = "",
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
class FakeChoices(FakeRooms):
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
