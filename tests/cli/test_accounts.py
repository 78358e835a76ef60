"""`forms` and `keyfigures`: the contract's keys, Storvik's figures, and a real KOSTRA extract."""

from __future__ import annotations

import pytest

from tests.cli.conftest import Run
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
    assert figures["netto_lanegjeld_andel"]["value"] is None


def test_key_figures_as_a_table(storvik: Run) -> None:
    out = storvik("keyfigures", "--year", 2025, "--version", "regnskap", *ON).out
    assert "Disposisjonsfond ved årets slutt" in out
    assert "57\N{NO-BREAK SPACE}900\N{NO-BREAK SPACE}000" in out
    assert "–" in out


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

        def run(*args: object) -> object:
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

    def test_rounded_thousands_are_tolerated(self, kongsvinger: Run) -> None:
        shape = kongsvinger("forms", "--form", "5-4", "--year", 2019, "--json").json
        depreciation = next(check for check in shape["checks"] if check["code"] == "AVSKRIVNING_LIK")
        assert depreciation["tolerance_ore"] == 30 * THOUSAND_KRONER
        assert depreciation["ok"]
        assert depreciation["difference_ore"] == -THOUSAND_KRONER
        assert len(shape["notes"]) == 3
