"""Which version a page shows when the reader has not chosen, and what it says when there is none."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from planhjul.cli.compose import compose
from planhjul.house.money import NoVersion, VersionChoice, preferred
from planhjul.ledger.income.results import IncomeComposition
from planhjul.ledger.versions import VersionKind
from planhjul.store import UnknownKommune
from planhjul.writing import Services
from tests.demo import copy_of

STORVIK = "9901"
AUTUMN = date(2026, 11, 21)


def choice(kind: VersionKind, day: date, year: int = 2026) -> VersionChoice:
    return VersionChoice(kind, year, day)


ORIGINAL = choice(VersionKind.OPPRINNELIG_BUDSJETT, date(2025, 12, 11))
REVISED = choice(VersionKind.REVIDERT_BUDSJETT, date(2026, 6, 18))
ACCOUNTS = choice(VersionKind.REGNSKAP, date(2026, 9, 30))
ALTERNATIVE = choice(VersionKind.ALTERNATIV, date(2026, 12, 1))


@pytest.mark.parametrize(
    ("choices", "on", "expected"),
    [
        ([], AUTUMN, None),
        ([ORIGINAL, REVISED], AUTUMN, REVISED),
        ([ORIGINAL, REVISED, ACCOUNTS], AUTUMN, REVISED),
        ([ORIGINAL, REVISED, ACCOUNTS], date(2027, 3, 1), ACCOUNTS),
        ([ORIGINAL, ALTERNATIVE], AUTUMN, ORIGINAL),
        ([ALTERNATIVE], AUTUMN, ALTERNATIVE),
        ([ACCOUNTS], AUTUMN, ACCOUNTS),
    ],
)
def test_the_version_that_says_most_on_the_day(
    choices: list[VersionChoice], on: date, expected: VersionChoice | None
) -> None:
    assert preferred(choices, on.year) == expected
    assert preferred(choices[::-1], on.year) == expected


@pytest.fixture(scope="module")
def services(demo_db: Path, tmp_path_factory: pytest.TempPathFactory) -> Services:
    made = compose(copy_of(demo_db, tmp_path_factory.mktemp("versions")))
    made.municipalities.register("0000", "Tom", None)
    return made


def test_a_municipality_that_is_not_registered_is_said(services: Services) -> None:
    with pytest.raises(UnknownKommune):
        services.house.as_of("1111", AUTUMN).time.plans()


def test_a_year_nobody_knew_of_yet_is_shown_as_it_came(services: Services) -> None:
    seen = services.house.as_of(STORVIK, date(2026, 4, 19))
    shown = seen.money.default(2027)
    assert shown is not None
    assert shown.stood_from == date(2026, 4, 20)
    said = seen.money.early(shown)
    assert said is not None
    assert "20.04.2026" in services.language.say(said)
    answer = seen.income.composition(2027)
    assert isinstance(answer, IncomeComposition)
    assert answer == services.house.as_of(STORVIK, date(2026, 4, 20)).income.composition(2027)
    known = seen.money.default(2026)
    assert known is not None
    assert seen.money.early(known) is None


def test_without_a_choice_the_year_being_prepared_is_shown(services: Services) -> None:
    shown = services.house.as_of(STORVIK, AUTUMN).money.default()
    assert shown is not None
    assert (shown.kind, shown.year, shown.stood_from) == (
        VersionKind.DIREKTORENS_FORSLAG, 2027, date(2026, 10, 28),
    )  # fmt: skip


def test_the_first_of_june_shows_what_was_known_then(services: Services) -> None:
    shown = services.house.as_of(STORVIK, date(2026, 6, 1)).money.default()
    assert shown is not None
    assert shown.stood_from == date(2026, 4, 20)
    before = services.house.as_of(STORVIK, date(2026, 4, 19)).money.default()
    assert before is not None
    assert before.year == 2026


@pytest.mark.parametrize(
    ("year", "on", "kind", "words"),
    [
        (2026, AUTUMN, VersionKind.INNSTILLING, "innstilling"),
        (1999, AUTUMN, None, "1999"),
    ],
)
def test_a_missing_version_says_what_to_do(
    services: Services, year: int, on: date, kind: VersionKind | None, words: str
) -> None:
    answer = services.house.as_of(STORVIK, on).income.composition(year, kind)
    assert isinstance(answer, NoVersion)
    assert words in services.language.say(answer.message)


def test_room_and_curve_without_a_budget_say_so(services: Services) -> None:
    for answer in (
        services.house.as_of(STORVIK, AUTUMN).room.room(1999),
        services.house.as_of(STORVIK, AUTUMN).room.curve(1999),
        services.house.as_of("0000", AUTUMN).effects.effects(),
    ):
        assert isinstance(answer, NoVersion)


def test_the_overview_runs_through_every_version(services: Services) -> None:
    overview = services.house.as_of(STORVIK, AUTUMN).income.overview()
    assert {row.year for row in overview} == {2023, 2024, 2025, 2026, 2027, 2028, 2029, 2030}
    assert [row.year for row in overview] == sorted(row.year for row in overview)
    for row in overview:
        classes = sum(income_class.amount_ore for income_class in row.classes)
        assert classes + row.unclassified_ore == row.total_ore


def test_a_class_leads_to_lines_and_cells_that_add_up(services: Services) -> None:
    composition = services.house.as_of(STORVIK, AUTUMN).income.composition(2027)
    assert isinstance(composition, IncomeComposition)
    # A local class may take a share of an art's money, so an art and function can stand in two classes.
    classed: dict[tuple[str, str], int] = {}
    for row in composition.sums:
        classed[row.art, row.funksjon] = classed.get((row.art, row.funksjon), 0) + row.amount_ore
    assert len(classed) < len(composition.sums)
    for (art, funksjon), amount in classed.items():
        lines = services.house.as_of(STORVIK, AUTUMN).income.lines(2027, composition.version, art, funksjon)
        assert -sum(line.amount_ore for line in lines) == amount
        assert all(line.cell.row > 0 and line.cell.column > 0 for line in lines)
        assert {line.file for line in lines} == {"forslag-2027-2030.xlsx"}


def test_plans_have_their_milestones(services: Services) -> None:
    cycles = services.house.as_of(STORVIK, AUTUMN).time.plans()
    assert cycles
    dated = [cycle for cycle in cycles if cycle.plan.adopted]
    assert dated
    assert all(cycle.milestones for cycle in dated)
    assert services.house.as_of("0000", AUTUMN).time.plans() == ()


def test_another_municipalitys_file_is_a_warning(services: Services, demo_folder: Path) -> None:
    content = (demo_folder / "moteplan-2026.xlsx").read_bytes()
    own = services.imports.stage("moteplan-2026.xlsx", content, nr=STORVIK)
    other = services.imports.stage("moteplan-2026.xlsx", content, nr="9902")
    assert "ANNEN_KOMMUNE" not in {issue.code for issue in own.issues}
    assert "ANNEN_KOMMUNE" in {issue.code for issue in other.issues}
    assert other.accepted


def test_a_file_says_what_it_would_replace(services: Services, demo_folder: Path) -> None:
    content = (demo_folder / "budsjett-2026-revidert.xlsx").read_bytes()
    staged = services.imports.stage("budsjett-2026-revidert.xlsx", content)
    replaced = services.imports.replaces(STORVIK, staged, AUTUMN)
    assert {(version.kind, version.year) for version in replaced} == {(VersionKind.REVIDERT_BUDSJETT, 2026)}
    assert {version.kontoklasse for version in replaced} == {"0", "1"}
