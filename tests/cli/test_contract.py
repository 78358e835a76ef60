"""The command line's contract: JSON shapes, exit codes, and the figures the demo must give."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Run

MILLION = 100_000_000


def keys(shape: dict[str, Any]) -> set[str]:
    return set(shape)


@pytest.mark.parametrize(
    ("on", "low", "default", "high"),
    [
        ("2026-06-16", 17.1562, 35.1021, 55.9229),
        ("2026-11-01", None, 26.9625, None),
        ("2027-06-16", 5.1250, 7.4333, 9.8198),
    ],
)
def test_room_gives_storviks_figures(
    storvik: Run, on: str, low: float | None, default: float, high: float | None
) -> None:
    answer = storvik("room", "--year", 2027, "--on", on, "--json")
    assert answer.code == 0, answer.err
    room = answer.json
    assert keys(room) >= {
        "year", "on", "total_ore", "low_ore", "default_ore", "high_ore", "layers", "lines", "assumptions",
    }  # fmt: skip
    assert room["total_ore"] == 630 * MILLION
    assert round(room["default_ore"] / MILLION, 4) == default
    for key, expected in (("low_ore", low), ("high_ore", high)):
        if expected is not None:
            assert round(room[key] / MILLION, 4) == expected
    assert sum(layer["amount_ore"] for layer in room["layers"]) == room["total_ore"]
    assert sum(line["movable_ore"] for line in room["lines"]) == room["default_ore"]
    assert len(room["lines"]) == 10
    assert {
        "key",
        "title",
        "amount_ore",
        "movable_ore",
        "short_ore",
        "structural_ore",
        "locked_because",
    } <= keys(room["lines"][0])


def test_the_layers_of_the_room_hold_every_krone(storvik: Run) -> None:
    room = storvik("room", "--year", 2027, "--on", "2026-11-21", "--json").json
    assert [layer["key"] for layer in room["layers"]] == [
        "lov", "forskrift", "avtaler", "vedtak", "egenfinansiert", "for_sent", "kort", "strukturelt",
    ]  # fmt: skip
    assert sum(layer["amount_ore"] for layer in room["layers"][-2:]) == room["default_ore"]
    assert sum(layer["amount_ore"] for layer in room["budget_layers"]) == room["budget_ore"]
    assert "teknisk" in [layer["key"] for layer in room["budget_layers"]]
    for layer in room["budget_layers"]:
        assert sum(line["amount_ore"] for line in layer["lines"]) == layer["amount_ore"]
        assert all(
            line["because"] and line["unlocked_by"] and line["unlocked_when"] for line in layer["lines"]
        )
    assert room["needs_cover"] is None
    assert room["problems"] == []
    assert {entry["mark"] for entry in room["assumptions"]} <= {"antakelse", "lokal", "verifisert"}
    after = storvik("room", "--year", 2026, "--on", "2026-11-21", "--json").json
    assert "inndekning" in after["needs_cover"]


def test_the_room_of_one_area(storvik: Run) -> None:
    whole = storvik("room", "--year", 2027, "--on", "2026-11-01", "--json").json
    key = whole["lines"][0]["area"]
    part = storvik("room", "--year", 2027, "--on", "2026-11-01", "--area", key, "--json").json
    assert (part["area"], part["total_ore"]) == (key, whole["lines"][0]["amount_ore"])
    curve = storvik("room", "--year", 2027, "--on", "2026-11-01", "--area", key, "--curve", "--json").json
    assert max(point["high_ore"] for point in curve["points"]) < part["total_ore"]
    assert curve["assumptions"] == part["assumptions"]
    unknown = storvik("room", "--year", 2027, "--on", "2026-11-01", "--area", "finnesikke")
    assert unknown.code == 2
    assert key in unknown.err


def test_the_four_year_clock(storvik: Run) -> None:
    answer = storvik("room", "--term", 2025, "--on", "2026-11-21", "--json")
    assert answer.code == 0, answer.err
    clock = answer.json
    assert keys(clock) >= {"term", "points", "assumptions"}
    assert (clock["term"], clock["years"]) == (2023, [2024, 2025, 2026, 2027])
    assert keys(clock["points"][0]) == {"on", "low_ore", "default_ore", "high_ore", "index"}
    assert clock["points"][0]["index"] == 100
    for earlier, later in pairwise(clock["points"]):
        assert earlier["index"] >= later["index"]
    ahead = storvik("room", "--term", 2027, "--on", "2026-11-21", "--json").json
    assert ahead["borrowed"] == {"2031": 2030}
    assert "budsjett.2031" in [entry["key"] for entry in ahead["assumptions"]]


def test_the_curve_never_rises(storvik: Run) -> None:
    points = storvik("room", "--year", 2027, "--curve", "--on", "2026-11-21", "--json").json["points"]
    assert len(points) > 12
    assert [point["on"] for point in points] == sorted(point["on"] for point in points)
    for earlier, later in pairwise(points):
        assert earlier["default_ore"] >= later["default_ore"]
    assert {point["event"] for point in points} > {""}
    assert all(point["low_ore"] <= point["default_ore"] <= point["high_ore"] for point in points)


@pytest.mark.parametrize(("scenario", "rest"), [("s0", 0), ("s1", -10), ("s2", 0), ("s3", -10)])
def test_effects_give_table_f1(storvik: Run, scenario: str, rest: int) -> None:
    answer = storvik("effects", "--scenario", scenario, "--on", "2026-11-21", "--json")
    assert answer.code == 0, answer.err
    effects = answer.json
    assert effects["years"] == [2027, 2028, 2029, 2030]
    assert effects["rest_ore"] == {str(year): rest * MILLION for year in effects["years"]}
    unbalanced = {flag["year"] for flag in effects["flags"] if flag["code"] == "UBALANSE"}
    assert unbalanced == (set(effects["years"]) if rest else set())
    if scenario == "s0":
        assert round(effects["ndr_share"]["2027"], 5) == 0.01648
        assert "NDR_LAV" in {flag["code"] for flag in effects["flags"]}
    if rest:
        covered = effects["covered_by_fund"]
        assert covered["fund_ore"] == {
            "2027": 50 * MILLION, "2028": 40 * MILLION, "2029": 30 * MILLION, "2030": 20 * MILLION,
        }  # fmt: skip
        assert {flag["year"] for flag in covered["flags"] if flag["code"] == "FOND_LAV"} >= {2028, 2029, 2030}


@pytest.mark.parametrize(
    ("scenario", "first", "later"),
    [
        ("f2-jan", -1.038, 0.0),
        ("f2-aug", 0.712, 0.0),
        ("f2-aug-halv", -0.015, -1.246),
        ("f2-jan-halv", -1.765, -1.246),
    ],
)
def test_effects_give_the_figures_of_f2(storvik: Run, scenario: str, first: float, later: float) -> None:
    effects = storvik("effects", "--scenario", scenario, "--on", "2026-11-21", "--json").json
    net = {year: round(ore / MILLION, 3) + 0.0 for year, ore in effects["totals_ore"].items()}
    assert net == {"2027": first, "2028": later, "2029": later, "2030": later}
    for measure in effects["measures"]:
        for year, ore in measure["net_ore"].items():
            assert ore == sum(step["per_year"][year] for step in measure["steps"])


def test_income_before_and_after_the_property_tax_change(storvik: Run) -> None:
    income = storvik("income", "--year", 2027, "--on", "2026-11-21", "--json").json
    assert income["version"] == "direktorens_forslag"
    assert income["total_ore"] == 910 * MILLION
    assert income["definitions"]["tbu"]["amount_ore"] == 670 * MILLION
    assert income["unclassified_ore"] == 0
    assert sum(c["amount_ore"] for c in income["classes"]) + income["unclassified_ore"] == income["total_ore"]
    assert {c["group"] for c in income["classes"]} <= {"fri", "bundet", "ovrig"}
    assert keys(income["definitions"]) >= {"ssb", "tbu", "frie_disponible"}


def test_windows_say_what_is_open_the_night_before(storvik: Run) -> None:
    answer = storvik("windows", "--on", "2026-12-09", "--json").json
    assert keys(answer) >= {"on", "windows", "closing_soon", "late"}
    budget = next(window for window in answer["windows"] if window["plan"] == "budsjett-2027")
    assert budget["next_decision"] == {
        "key": budget["next_decision"]["key"], "organ": "kommunestyre", "date": "2026-12-10",
    }  # fmt: skip
    assert budget["working_days_left"] == 1
    assert budget["movable_ore"]["low"] < budget["movable_ore"]["default"] < budget["movable_ore"]["high"]
    assert budget["instruments"]


def test_the_wheel_of_the_year(storvik: Run) -> None:
    wheel = storvik("wheel", "--year", 2026, "--on", "2026-11-21", "--json").json
    milestones = {milestone["key"]: milestone for milestone in wheel["milestones"]}
    assert milestones["kl14-3-pub"]["written"] == "2026-11-26"
    assert milestones["kl14-3-vedtak"]["planned"] == "2026-12-10"
    assert milestones["kl14-3-vedtak"]["legal"]["section"]
    assert not [finding for finding in wheel["findings"] if finding["level"] == "error"]


def test_the_same_file_twice_changes_nothing_and_undo_takes_it_back(storvik: Run, demo_folder: Path) -> None:
    file = demo_folder / "budsjett-2026-opprinnelig.xlsx"
    before = storvik("income", "--year", 2026, "--version", "opprinnelig_budsjett", "--json").json
    again = storvik("import", file, "--json")
    assert again.code == 0
    assert again.json["files"][0]["status"] == "already_imported"
    after = storvik("income", "--year", 2026, "--version", "opprinnelig_budsjett", "--json").json
    assert after == before
    batch = again.json["files"][0]["batch"]
    assert storvik("undo", batch).code == 0
    gone = storvik("income", "--year", 2026, "--version", "opprinnelig_budsjett", "--json")
    assert gone.code == 2
    assert "2026" in gone.err
    assert storvik("undo", batch).code == 2
    assert storvik("import", file, "--json").json["files"][0]["status"] == "accepted"
    assert storvik("income", "--year", 2026, "--version", "opprinnelig_budsjett", "--json").json["classes"]


def test_a_dry_run_stores_nothing(empty: Run, demo_folder: Path) -> None:
    assert empty("init", "--kommune", "9901", "--navn", "Storvik", kommune=None).code == 0
    answer = empty("import", demo_folder / "budsjett-2026-opprinnelig.xlsx", "--dry-run", "--json")
    assert (answer.code, answer.json["files"][0]["status"], answer.json["files"][0]["batch"]) == (
        0, "accepted", None,
    )  # fmt: skip
    assert empty("batches", "--json").json == {"batches": []}


def test_usage_mistakes_end_with_2(storvik: Run, empty: Run, tmp_path: Path) -> None:
    for args in (
        ("wheel",),
        ("wheel", "--year", 2026, "--term", 2023),
        ("income", "--year", 1999),
        ("room", "--year", 2027, "--on", "31.02.2026"),
        ("room", "--on", "2026-11-21"),
        ("room", "--year", 2027, "--term", 2023),
        ("room", "--term", 2023, "--curve"),
        ("effects", "--scenario", "finnes-ikke"),
        ("undo", 9999),
        ("import", tmp_path / "mangler.xlsx"),
        ("init", "--kommune", "99", "--navn", "X"),
        ("init", "--kommune", "9903", "--navn", "X", "--members", 20),
    ):
        answer = storvik(*args)
        assert answer.code == 2, (args, answer)
        assert answer.err
    assert storvik("windows", kommune="1234").code == 2
    several = storvik("windows", kommune=None)
    assert several.code == 2
    assert "9901" in several.err
    assert "9902" in several.err


def test_a_registered_municipality_keeps_its_name_unless_asked(empty: Run) -> None:
    def names() -> list[str]:
        return [kommune["navn"] for kommune in empty("check", "--json").json["kommuner"]]

    first = ("init", "--kommune", "9901", "--navn", "Storvik", "--members", 25)
    assert empty(*first, kommune=None).code == 0
    assert empty(*first, kommune=None).code == 0
    other = empty("init", "--kommune", "9901", "--navn", "Storevik", kommune=None)
    assert other.code == 2
    assert "Storvik" in other.err
    assert "--rename" in other.err
    assert names() == ["Storvik"]
    renamed = empty("init", "--kommune", "9901", "--navn", "Storevik", "--rename", kommune=None)
    assert renamed.code == 0
    assert "het Storvik" in renamed.out
    assert names() == ["Storevik"]
    assert "het" not in empty("init", "--kommune", "9901", "--navn", "Storevik", kommune=None).out


def test_no_database_ends_with_3_and_makes_none(empty: Run, tmp_path: Path) -> None:
    answer = empty("windows", kommune=None)
    assert answer.code == 3
    assert answer.err
    assert not list(tmp_path.glob("*.db"))


def test_a_broken_database_ends_with_3(tmp_path: Path) -> None:
    from tests.cli.conftest import runner

    broken = tmp_path / "broken.db"
    broken.write_bytes(b"this is no database, whatever its name says" * 50)
    answer = runner(f"sqlite:///{broken}")("windows")
    assert answer.code == 3
    assert answer.err
    assert broken.read_bytes().startswith(b"this is no database")


def test_tables_for_people_are_printed(storvik: Run) -> None:
    for args, words in (
        (("windows", "--on", "2026-11-21"), "Budsjett"),
        (("wheel", "--year", 2026, "--on", "2026-11-21"), "Årshjulet 2026"),
        (("wheel", "--term", 2023, "--on", "2026-11-21"), "Årshjulet"),
        (("income", "--year", 2027, "--on", "2026-11-21"), "frie inntekter"),
        (("room", "--year", 2027, "--on", "2026-11-21"), "kan anslagsvis"),
        (("room", "--year", 2027, "--curve", "--on", "2026-11-21"), "Handlingsrom"),
        (("room", "--year", 2026, "--on", "2026-11-21"), "inndekning"),
        (("room", "--term", 2023, "--on", "2026-11-21"), "Fireårsklokka"),
        (("effects", "--scenario", "s1", "--on", "2026-11-21"), "UBALANSE"),
        (("batches",), "budsjett-2026-opprinnelig.xlsx"),
        (("check", "--law"), "Alt er i orden"),
    ):
        answer = storvik(*args)
        assert answer.code == 0, (args, answer.err)
        assert words in answer.out, args


def test_check_as_json(storvik: Run) -> None:
    answer = storvik("check", "--json").json
    assert answer["ok"] is True
    assert [kommune["nr"] for kommune in answer["kommuner"]] == ["9901", "9902"]
    assert answer["findings"] == []


@pytest.mark.parametrize(
    "kind",
    ["budget", "accounts", "financial-plan", "municipal-plan", "meetings", "measures", "cases", "settings"],
)
def test_an_empty_template_is_written_and_kindly_refused(storvik: Run, tmp_path: Path, kind: str) -> None:
    target = tmp_path / f"{kind}.xlsx"
    assert storvik("template", kind, "-o", target).code == 0
    answer = storvik("import", target, "--json")
    assert answer.code == 1
    assert answer.json["files"][0]["status"] == "rejected"
    assert answer.json["files"][0]["format"], "our own template must be recognised"


def test_an_import_says_what_it_takes_the_place_of(storvik: Run, demo_folder: Path, tmp_path: Path) -> None:
    content = (demo_folder / "kostra-0A-2025.dat").read_bytes()
    again = tmp_path / "kostra-0A-2025.dat"
    again.write_bytes(content)
    shape = storvik("import", again, "--json").json["files"][0]
    assert shape["status"] == "accepted"
    assert {(old["version"], old["year"], old["kontoklasse"]) for old in shape["replaces"]} == {
        ("regnskap", 2025, "0"), ("regnskap", 2025, "1"),
    }  # fmt: skip
    assert storvik("undo", shape["batch"]).code == 0
    told = storvik("import", again)
    assert "Erstatter regnskap-2025.xlsx" in told.out


def test_income_says_who_pays_for_each_service_to_the_ore(storvik: Run) -> None:
    income = storvik("income", "--year", 2027, "--on", "2026-11-21", "--json").json
    assert all(override["kilde"] and override["class"] for override in income["overrides"])
    for chain in income["bound_to"]:
        assert keys(chain) == {"funksjon", "title", "amount_ore", "cost_ore", "sources"}
        assert sum(source["amount_ore"] for source in chain["sources"]) == chain["cost_ore"]
    assert sum(chain["cost_ore"] for chain in income["bound_to"]) == income["funding"]["cost_ore"]
    told = storvik("income", "--year", 2027, "--on", "2026-11-21").out
    assert "Hvem som betaler for tjenestene" in told
    assert "Alle tjenester" in told
