"""Which version a page shows when the reader has not chosen, and what it says when there is none."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from planhjul.cli.compose import compose
from planhjul.ledger.income.results import IncomeComposition
from planhjul.ledger.versions import VersionKind
from planhjul.services import Services
from planhjul.services.municipalities import NoVersion, VersionChoice, preferred

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
    assert preferred(choices, on) == expected
    assert preferred(choices[::-1], on) == expected


@pytest.fixture(scope="module")
def services(demo_db: Path) -> Services:
    return compose(f"sqlite:///{demo_db}")


def test_without_a_choice_the_year_being_prepared_is_shown(services: Services) -> None:
    shown = services.municipalities.default(STORVIK, AUTUMN)
    assert shown is not None
    assert (shown.kind, shown.year, shown.stood_from) == (
        VersionKind.DIREKTORENS_FORSLAG, 2027, date(2026, 10, 28),
    )  # fmt: skip


def test_the_first_of_june_shows_what_was_known_then(services: Services) -> None:
    shown = services.municipalities.default(STORVIK, date(2026, 6, 1))
    assert shown is not None
    assert shown.stood_from == date(2026, 4, 20)
    before = services.municipalities.default(STORVIK, date(2026, 4, 19))
    assert before is not None
    assert before.year == 2026


@pytest.mark.parametrize(
    ("year", "on", "kind", "words"),
    [
        (2027, date(2026, 4, 19), None, "20.04.2026"),
        (2026, AUTUMN, VersionKind.INNSTILLING, "innstilling"),
        (1999, AUTUMN, None, "1999"),
    ],
)
def test_a_missing_version_says_what_to_do(
    services: Services, year: int, on: date, kind: VersionKind | None, words: str
) -> None:
    answer = services.income.composition(STORVIK, year, on, kind)
    assert isinstance(answer, NoVersion)
    assert words in services.language.say(answer.message)


def test_room_and_curve_without_a_budget_say_so(services: Services) -> None:
    for answer in (
        services.choices.room(STORVIK, 1999, AUTUMN),
        services.choices.curve(STORVIK, 1999, AUTUMN),
        services.choices.effects("0000", AUTUMN),
    ):
        assert isinstance(answer, NoVersion)


def test_the_overview_runs_through_every_version(services: Services) -> None:
    overview = services.income.overview(STORVIK, AUTUMN)
    assert {row.year for row in overview} == {2023, 2024, 2025, 2026, 2027, 2028, 2029, 2030}
    assert [row.year for row in overview] == sorted(row.year for row in overview)
    for row in overview:
        classes = sum(income_class.amount_ore for income_class in row.classes)
        assert classes + row.unclassified_ore == row.total_ore


def test_a_class_leads_to_lines_and_cells_that_add_up(services: Services) -> None:
    composition = services.income.composition(STORVIK, 2027, AUTUMN)
    assert isinstance(composition, IncomeComposition)
    # A local class may take a share of an art's money, so an art and function can stand in two classes.
    classed: dict[tuple[str, str], int] = {}
    for row in composition.sums:
        classed[row.art, row.funksjon] = classed.get((row.art, row.funksjon), 0) + row.amount_ore
    assert len(classed) < len(composition.sums)
    for (art, funksjon), amount in classed.items():
        lines = services.income.lines(STORVIK, 2027, AUTUMN, composition.version, art, funksjon)
        assert -sum(line.amount_ore for line in lines) == amount
        assert all(line.cell.row > 0 and line.cell.column > 0 for line in lines)
        assert {line.file for line in lines} == {"forslag-2027-2030.xlsx"}


def test_plans_have_their_milestones(services: Services) -> None:
    cycles = services.timeline.plans(STORVIK, AUTUMN)
    assert cycles
    dated = [cycle for cycle in cycles if cycle.plan.adopted]
    assert dated
    assert all(cycle.milestones for cycle in dated)
    assert services.timeline.plans("0000", AUTUMN) == ()


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
