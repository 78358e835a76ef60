"""`forms` and `keyfigures`: the contract's keys, Storvik's figures, and a real KOSTRA extract."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.cli.conftest import Answer, Run
from tests.realdata import FOLDER, needs_realdata

ON = ("--on", "2026-11-21")
MILLION = 100_000_000
THOUSAND_KRONER = 100_000


@pytest.mark.parametrize(("form", "count"), [("5-4", 25), ("5-5", 27), ("5-6", 32)])
def test_forms_follow_the_contract(storvik: Run, form: str, count: int) -> None:
    answer = storvik("forms", "--form", form, "--year", 2027, *ON, "--json")
    assert answer.code == 0, answer.err
    shape = answer.json
    assert (shape["form"], shape["year"], shape["version"]) == (form, 2027, "direktorens_forslag")
    assert [line["nr"] for line in shape["lines"]] == list(range(1, count + 1))
    assert all({"nr", "name", "amount_ore"} <= set(line) for line in shape["lines"])
    assert all({"code", "ok", "difference_ore", "message"} <= set(check) for check in shape["checks"])
    assert shape["unclassified_ore"] == 0


def test_the_proposal_shows_its_deficit(storvik: Run) -> None:
    shape = storvik("forms", "--form", "5-4", "--year", 2027, *ON, "--json").json
    last = shape["lines"][-1]
    assert last["name"] == "Fremført til inndekning i senere år (merforbruk)"
    assert last["amount_ore"] == -20 * MILLION
    assert {check["code"] for check in shape["checks"] if not check["ok"]} == {"DRIFT_NULL", "MERFORBRUK"}
    assert sum(part["amount_ore"] for part in shape["second_part"]) == shape["lines"][5]["amount_ore"]


def test_the_version_can_be_chosen_and_its_warning_is_in_the_answer(storvik: Run) -> None:
    arguments = ("forms", "--form", "5-6", "--year", 2025, "--version", "opprinnelig_budsjett", *ON)
    (flag,) = storvik(*arguments, "--json").json["flags"]
    assert (flag["code"], flag["art"], flag["amount_ore"]) == ("UTGATT_ART", "875", 28 * MILLION)
    table = storvik(*arguments)
    assert table.code == 0
    assert "Flytt beløpet til art 878 eller 879" in " ".join(table.out.split())


def test_forms_as_a_table(storvik: Run) -> None:
    out = storvik("forms", "--form", "5-4", "--year", 2027, *ON).out
    for words in ("Disponering eller dekning", "Andre del", "Grunnskole", "Kontroller", "AVVIK", "OK"):
        assert words in out
    assert "Andre del" not in storvik("forms", "--form", "5-6", "--year", 2027, *ON).out


def test_key_figures_follow_the_contract(storvik: Run) -> None:
    answer = storvik("keyfigures", "--year", 2025, *ON, "--json")
    assert answer.code == 0, answer.err
    assert (answer.json["year"], answer.json["version"]) == (2025, "regnskap")
    figures = {figure["key"]: figure for figure in answer.json["figures"]}
    for figure in figures.values():
        assert {"key", "title", "value", "unit", "norm", "definition"} <= set(figure)
        assert figure["value"] is not None or figure["why"]
    assert figures["netto_driftsresultat_andel"]["norm"] == 0.0175
    assert isinstance(figures["netto_driftsresultat"]["value"], int)
    assert [ground["letter"] for ground in answer.json["robek"]] == list("abcdefg")
    judged = {ground["letter"]: ground["hit"] for ground in answer.json["robek"] if ground["judged"]}
    assert (judged["a"], judged["e"], judged["f"]) == (False, False, False)
    assert set(figures["disposisjonsfond_andel"]) >= {"band", "why"}


def test_key_figures_as_a_table(storvik: Run) -> None:
    out = storvik("keyfigures", "--year", 2025, "--version", "regnskap", *ON).out
    assert "Disposisjonsfond ved årets slutt" in out
    assert "57,9\N{NO-BREAK SPACE}mill.\N{NO-BREAK SPACE}kr" in out
    assert "–" in out


def test_the_lines_come_with_their_arts_when_asked(storvik: Run) -> None:
    shape = storvik("forms", "--form", "5-4", "--year", 2027, *ON, "--detail", "--json").json
    lines = {line["key"]: line for line in shape["lines"]}
    for line in lines.values():
        stood = sum(row["amount_ore"] for row in line["arts"])
        assert abs(stood) == (0 if line["sum"] else abs(line["amount_ore"]))
    assert lines["brutto_driftsresultat"]["terms"] == [
        {"sign": 1, "line": "sum_generelle"},
        {"sign": -1, "line": "netto_driftsutgifter"},
    ]
    assert "    878 800" in storvik("forms", "--form", "5-4", "--year", 2027, *ON, "--detail").out


def test_accounts_are_closed_against_the_budget(storvik: Run) -> None:
    shape = storvik("forms", "--form", "5-9", "--year", 2025, *ON, "--json").json
    assert (shape["form"], shape["version"], shape["budget"]) == ("5-9", "regnskap", "revidert_budsjett")
    drift = {line["key"]: line["amount_ore"] for line in shape["lines"] if line["kontoklasse"] == "1"}
    assert [line["nr"] for line in shape["lines"]] == [*range(1, 19), *range(1, 17)]
    assert (drift["avvik"], drift["mindreforbruk_avsatt"], drift["fremfort"]) == (500_000_000, 500_000_000, 0)
    assert all(check["ok"] for check in shape["checks"])
    out = storvik("forms", "--form", "5-9", "--year", 2025, *ON).out
    assert "Strykning av bruk av lån" in out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--form", "5-9", "--year", 2027), "hører til årsregnskapet"),
        (("--form", "5-9", "--year", 2025, "--version", "okonomiplan"), "hører til årsregnskapet"),
        (("--form", "5-9", "--compare"), "Trykte oversikter"),
        (("--form", "5-4", "--compare"), "Ingen trykt oversikt"),
        (("--form", "5-4"), "--year"),
        (("--year", 2025), "--form"),
        (("--compare",), "--form"),
        (("--year", 2025, "-o", "oversikt.pdf"), ".xlsx eller .html"),
        (("--form", "5-9", "--year", 2025, "--version", "okonomiplan", "-o", "a.html"), "årsregnskapet"),
        (("--year", 1999, "-o", "a.html"), "1999"),
    ],
)
def test_what_cannot_be_shown_says_what_to_do(storvik: Run, arguments: tuple[object, ...], said: str) -> None:
    if arguments == ("--form", "5-4", "--compare"):
        arguments = (*arguments, "--year", 1990)
    answer = storvik("forms", *arguments, *ON)
    assert answer.code == 2
    assert said in answer.err


def test_a_file_that_cannot_be_written_is_the_environments_fault(storvik: Run, tmp_path: Path) -> None:
    answer = storvik("forms", "--year", 2025, "-o", tmp_path / "finnes_ikke" / "a.html", *ON)
    assert answer.code == 3
    assert "Kan ikke skrive" in answer.err


@pytest.mark.parametrize(("arguments", "tables"), [((), 6), (("--form", "5-6"), 1), (("--form", "5-9"), 6)])
def test_the_overviews_are_written_to_a_file(
    storvik: Run, tmp_path: Path, arguments: tuple[str, ...], tables: int
) -> None:
    page, sheet = tmp_path / "oversikter.html", tmp_path / "oversikter.XLSX"
    for file in (page, sheet):
        answer = storvik("forms", *arguments, "--year", 2025, "-o", file, *ON)
        assert answer.code == 0, answer.err
        assert str(file) in answer.out
    assert page.read_text(encoding="utf-8").count("<table>") == tables
    assert len(load_workbook(sheet).sheetnames) == (1 if tables == 1 else 4)


def test_a_printed_form_is_compared(storvik: Run) -> None:
    shape = storvik("forms", "--form", "2A", "--compare", *ON, "--json").json
    assert shape == {"form": "2A", "documents": []}


@pytest.mark.parametrize("command", [("forms", "--form", "5-4"), ("keyfigures",)])
def test_a_year_without_money_is_a_usage_error(storvik: Run, command: tuple[str, ...]) -> None:
    answer = storvik(*command, "--year", 1999, *ON)
    assert answer.code == 2
    assert "1999" in answer.err


class TestKongsvinger:
    pytestmark = needs_realdata

    @pytest.fixture
    def kongsvinger(self, empty: Run) -> Run:
        assert empty("init", "--kommune", "0402", "--navn", "Kongsvinger", kommune=None).code == 0
        file = FOLDER / "kostra" / "0A_V2019_K4_R040200_OK.dat"
        assert empty("import", file, kommune="0402").code == 0

        def run(*args: object) -> Answer:
            return empty(*args, kommune="0402")

        return run

    def test_mapped_and_unclassified_are_the_whole_account(self, kongsvinger: Run) -> None:
        art = kongsvinger("forms", "--form", "5-6", "--year", 2019, "--json").json
        amounts = {line["key"]: line["amount_ore"] for line in art["lines"]}
        # 1 438 483 thousand on arts 600–899, and 920, which is operations since 2020.
        assert amounts["driftsinntekter"] == (1_438_483 + 194) * THOUSAND_KRONER
        assert amounts["uklassifisert_inntekt"] == -art["unclassified_ore"] == 1_452 * THOUSAND_KRONER
        assert {row["art"] for row in art["unclassified"]} == {"690"}
        assert amounts["fremfort"] == -35_838 * THOUSAND_KRONER
        assert art["flags"] == []
        investment = kongsvinger("forms", "--form", "5-5", "--year", 2019, "--json").json
        assert investment["lines"][-1]["amount_ore"] == -113_385 * THOUSAND_KRONER

    def test_the_year_is_shown_in_the_forms_it_had_and_rounding_is_tolerated(self, kongsvinger: Run) -> None:
        shape = kongsvinger("forms", "--form", "5-4", "--year", 2019, "--json").json
        assert (shape["form"], shape["lines"][-1]["name"]) == ("1A", "Mer/mindreforbruk")
        assert shape["lines"][-1]["amount_ore"] == -35_838 * THOUSAND_KRONER
        assert kongsvinger("forms", "--form", "2a", "--year", 2019, "--json").json["form"] == "2A"
        depreciation = next(check for check in shape["checks"] if check["code"] == "AVSKRIVNING_LIK")
        assert depreciation["tolerance_ore"] == 30 * THOUSAND_KRONER
        assert depreciation["ok"]
        assert depreciation["difference_ore"] == -THOUSAND_KRONER
        assert len(shape["notes"]) == 3
