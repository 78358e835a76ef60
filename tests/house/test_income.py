"""Income over a real database: local classes from the workbook's facts, chains by function and by area."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from fractions import Fraction
from pathlib import Path

import pytest

from planhjul.house import House
from planhjul.house.income import Income
from planhjul.house.money import NoVersion
from planhjul.issues import CellRef
from planhjul.ledger.areas import Area, AreaMap
from planhjul.ledger.income.overrides import IncomeOverride
from planhjul.ledger.income.results import FundingChain, IncomeComposition
from planhjul.ledger.income.scale import MissingSetting, Scale, ScaleKind
from planhjul.ledger.versions import VersionKind
from planhjul.municipality import Setting
from planhjul.staged import Content
from planhjul.store import Repository, open_engine, upgrade
from tests.store import examples

NR = examples.STORVIK.nr
ON = date(2026, 11, 21)
BUDGET = VersionKind.OPPRINNELIG_BUDSJETT
CELL = CellRef("innstillinger.xlsx", "Inntektsklasser", 4, 1)


@pytest.fixture
def repository(tmp_path: Path) -> Iterator[Repository]:
    engine = open_engine(f"sqlite:///{tmp_path / 'inntekt.db'}", create=True)
    upgrade(engine)
    repository = Repository(engine)
    repository.register(examples.STORVIK)
    store(repository, "a", lines=MONEY)
    yield repository
    engine.dispose()


def line(art: str, funksjon: str, ansvar: str, prosjekt: str, amount: int) -> dict[str, object]:
    side = "income" if art >= "600" else "expense"
    return {
        "art": art,
        "funksjon": funksjon,
        "ansvar": ansvar,
        "prosjekt": prosjekt,
        "side": side,
        "amount_ore": amount,
    }


MONEY = examples.lines(
    line("010", "202", "2010", "", 600),
    line("010", "202", "7700", "", 40),
    line("429", "202", "2010", "", 50),
    line("700", "202", "2010", "9001", -70),
    line("700", "202", "2010", "", -30),
    line("729", "202", "2010", "", -50),
    line("640", "345", "3450", "", -80),
    line("240", "345", "3450", "", 60),
    line("870", "800", "9000", "", -900),
)


def store(repository: Repository, sha: str, **content: object) -> None:
    staged = examples.staged(Content(**content), sha=sha)  # type: ignore[arg-type]
    repository.commit(NR, staged, ON, datetime(2026, 1, 2, 12, tzinfo=UTC))


def service(repository: Repository) -> Income:
    return House(repository).as_of(NR, ON).income


def composition(income: Income) -> IncomeComposition:
    found = income.composition(2026)
    assert isinstance(found, IncomeComposition)
    return found


def by_class(income: Income) -> dict[str, int]:
    return {entry.key: entry.amount_ore for entry in composition(income).classes}


OVERRIDE = IncomeOverride(
    "tilskudd", "", "", "", "9001", "bundet_oremerket", Fraction(1, 2), "Tilskuddsbrev", CELL
)


def test_a_projects_class_holds_from_the_day_it_is_read_in(repository: Repository) -> None:
    income = service(repository)
    assert by_class(income)["bundet_stat_refusjon"] == 100
    store(repository, "b", income_overrides=(OVERRIDE,))
    after = by_class(income)
    assert (after["bundet_stat_refusjon"], after["bundet_oremerket"]) == (65, 35)
    assert [one.income_class for one in income.overview()[0].overrides] == ["bundet_oremerket"]


def test_the_lines_of_a_local_class_are_only_its_own(repository: Repository) -> None:
    income = service(repository)
    every = income.lines(2026, BUDGET, "700", "202")
    own = income.lines(2026, BUDGET, "700", "202", "2010", "9001")
    assert sorted(one.amount_ore for one in every) == [-70, -30]
    assert [one.amount_ore for one in own] == [-70]
    assert income.lines(2026, BUDGET, "700", "202", "7700") == ()


def amounts(chain: FundingChain) -> dict[str, int]:
    return {source.key: source.amount_ore for source in chain.sources}


def test_a_functions_chain_has_its_income_and_costs(repository: Repository) -> None:
    detail = service(repository).chain(2026, BUDGET, "202")
    assert detail is not None
    assert amounts(detail.chain) == {"bundet_stat_refusjon": 100, "momskompensasjon": 50, "fri": 540}
    assert [(one.art, one.source, one.amount_ore) for one in detail.income] == [
        ("700", "bundet_stat_refusjon", 100),
        ("729", "momskompensasjon", 50),
    ]
    assert [(one.art, one.amount_ore) for one in detail.costs] == [("010", 640), ("429", 50)]
    assert service(repository).chain(2026, BUDGET, "999") is None


def test_areas_have_chains_when_there_are_areas(repository: Repository) -> None:
    income = service(repository)
    assert income.area_funding(2026, BUDGET).chains == ()
    school = Area("skole", "Skole", ("202",), 2, 6, None, "Økonomireglementet", CELL)
    it = replace(school, key="it", title="IT", funksjoner=(), ansvar=("77*",))
    store(repository, "c", areas=(school, it))
    assert AreaMap(repository.known(NR, Area, ON)).of("202", "7700") == "it"
    funding = income.area_funding(2026, BUDGET)
    assert {chain.title: chain.cost_ore for chain in funding.chains} == {"Skole": 650, "IT": 40, "": 60}
    detail = income.chain(2026, BUDGET, "it", area=True)
    assert detail is not None
    assert (amounts(detail.chain), detail.income) == ({"fri": 40}, ())


def test_scales_are_made_of_the_stated_settings(repository: Repository) -> None:
    income = service(repository)
    bare = income.scales(ScaleKind.FAST, (2026, 2027), 2026)
    assert isinstance(bare[2026], Scale)
    assert isinstance(bare[2027], MissingSetting)
    stated = (
        Setting("innbyggere", "12 000", "Folketall 1. januar 2026", CELL),
        Setting("deflator.2027", "3,1 %", "Kommuneproposisjonen 2027", CELL),
        Setting("deflator.2028", "3,1", "uten prosenttegn", CELL),
        Setting("deflator.2029", "vet ikke", "", CELL),
    )
    store(repository, "d", settings=stated)
    fixed = income.scales(ScaleKind.FAST, (2027, 2028, 2029), 2026)
    one = fixed[2027]
    assert isinstance(one, Scale)
    assert one.amount(1_031) == 1_000
    assert all(isinstance(fixed[year], MissingSetting) for year in (2028, 2029))
    people = income.scales(ScaleKind.INNBYGGER, (2027,), 2026)[2027]
    assert isinstance(people, Scale)
    assert people.factor == Fraction(1, 12_000)
    store(repository, "e", settings=(Setting("innbyggere", "mange", "", CELL),))
    assert isinstance(income.scales(ScaleKind.INNBYGGER, (2027,), 2026)[2027], MissingSetting)


def test_a_year_without_money_says_so(repository: Repository) -> None:
    assert isinstance(service(repository).composition(1999), NoVersion)
