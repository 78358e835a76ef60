"""Storvik's proposal for 2027–2030 is money model E.6 and F to the øre, in the spring and in the autumn."""

from __future__ import annotations

from collections import Counter
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from tests.samples.reading import (
    FINANCE,
    MILLION,
    STORVIK,
    Line,
    areas,
    day,
    expired,
    facts,
    is_cost,
    is_free,
    is_income,
    lines,
    settings,
)

AUTUMN, SPRING = STORVIK / "forslag-2027-2030.xlsx", STORVIK / "forslag-2027-2030-rammer.xlsx"
YEARS = (2027, 2028, 2029, 2030)
BOTH = pytest.mark.parametrize("path", [SPRING, AUTUMN], ids=["spring", "autumn"])
EACH_YEAR = pytest.mark.parametrize("year", range(4), ids=[str(year) for year in YEARS])

# money model E.6: area → net in millions, level, lead in months
TABLE = {
    "Grunnskole": (150, 2, 7),
    "Barnehage": (100, 1, 6),
    "Institusjon og helse": (110, 1, 6),
    "Hjemmetjenester": (130, 1, 6),
    "Barnevern": (35, 1, 6),
    "Sosialhjelp og integrering": (20, 1, 1),
    "Administrasjon": (45, 2, 6),
    "Kultur og idrett": (20, 3, 1),
    "Veier og teknisk": (15, 2, 3),
    "Næring": (5, 3, 2),
}


def drift(path: Path) -> list[Line]:
    return [line for line in lines(path) if line.kontoklasse == "1"]


def total(chosen: list[Line], year: int) -> int:
    return sum(line.ore[year] for line in chosen)


def test_the_settings_reproduce_the_areas_of_the_table() -> None:
    found = {
        title: (row["Nivå"], row["Ledetid (måneder)"], row["Bundet"], row["Kort sikt"], row["Strukturelt"])
        for title, row in areas(STORVIK).items()
    }
    assert found == {title: (level, lead, None, None, None) for title, (_, level, lead) in TABLE.items()}


def test_no_function_is_in_two_areas_and_every_service_function_is_in_one() -> None:
    counted = Counter(code for row in areas(STORVIK).values() for code in row["funksjoner"])
    assert max(counted.values()) == 1
    services = {line.funksjon for line in drift(AUTUMN)} - {"800", "840", "860", "870", "880"}
    assert services | {"254"} == set(counted)


@BOTH
@EACH_YEAR
def test_every_area_has_its_net_every_year(path: Path, year: int) -> None:
    nets = {
        title: sum(
            line.ore[year]
            for line in drift(path)
            if line.funksjon in row["funksjoner"] and (is_cost(line.art) or is_income(line.art))
        )
        for title, row in areas(STORVIK).items()
    }
    assert nets == {title: net * MILLION for title, (net, _, _) in TABLE.items()}
    assert sum(nets.values()) == 630 * MILLION


@BOTH
@EACH_YEAR
def test_free_income_is_690_before_and_670_after_the_property_tax_change(path: Path, year: int) -> None:
    free = [line for line in drift(path) if is_free(line)]
    change = [line for line in free if line.group == "G50"]
    assert {line.art for line in change} == {"878", "879"}
    assert total(change, year) == 20 * MILLION
    assert -total([line for line in free if line.group != "G50"], year) == 690 * MILLION
    assert -total(free, year) == 670 * MILLION


@BOTH
@EACH_YEAR
def test_driftsinntekter_fall_from_930_to_910(path: Path, year: int) -> None:
    income = [line for line in drift(path) if is_income(line.art)]
    assert -total([line for line in income if line.group != "G50"], year) == 930 * MILLION
    assert -total(income, year) == 910 * MILLION


@BOTH
@EACH_YEAR
def test_finance_transfer_and_need(path: Path, year: int) -> None:
    every = drift(path)
    assert total([line for line in every if line.art in FINANCE], year) == 45 * MILLION
    assert total([line for line in every if line.art == "570"], year) == 15 * MILLION
    assert total(every, year) == 20 * MILLION


@BOTH
@EACH_YEAR
def test_investments_sum_to_zero_and_get_the_transfer(path: Path, year: int) -> None:
    investing = [line for line in lines(path) if line.kontoklasse == "0"]
    assert total(investing, year) == 0
    assert total([line for line in investing if line.art == "970"], year) == -15 * MILLION
    vat = [line for line in investing if line.art == "729"]
    assert {line.funksjon for line in vat} == {"841"}
    assert total(vat, year) == -total([line for line in investing if line.art == "429"], year)


@BOTH
@EACH_YEAR
def test_what_must_cancel_cancels(path: Path, year: int) -> None:
    every = drift(path)

    def cancels(*arts: str) -> int:
        return total([line for line in every if line.art in arts], year)

    assert cancels("429", "729") == 0
    assert cancels("590", "990") == 0
    assert cancels("590") > 20 * MILLION
    assert total([line for line in every if line.funksjon == "290"], year) == 0
    assert total([line for line in every if line.art in {"540", "550", "940", "950"}], year) == 0


@BOTH
def test_only_codes_valid_in_2027(path: Path) -> None:
    assert expired(path, 2027) == set()


@BOTH
def test_codes_stand_where_they_may(path: Path) -> None:
    pairs = {(line.kontoklasse, line.art, line.funksjon) for line in lines(path)}
    assert {f for _, art, f in pairs if "870" <= art <= "879"} == {"800"}
    assert {f for _, art, f in pairs if art == "800"} == {"840"}
    assert {art for _, art, f in pairs if f == "850"} == {"810"}
    assert {f for k, art, f in pairs if k == "1" and art in {"520", "920"}} == {"281"}
    only_investing = {"280", "512", "522", "529", "670", "910", "912", "922", "970"}
    assert not {art for k, art, _ in pairs if k == "1"} & only_investing


def test_the_autumn_proposal_has_a_real_proposals_size() -> None:
    assert len(lines(AUTUMN)) >= 2000
    assert len({line.funksjon for line in lines(AUTUMN)}) >= 60
    assert len({line.art for line in lines(AUTUMN)}) >= 80
    assert len({line.group for line in lines(AUTUMN)}) == 9


def test_the_years_of_the_autumn_proposal_differ() -> None:
    shifts = [line for line in lines(AUTUMN) if line.group == "G60"]
    assert len(shifts) >= 30
    assert all(sum(line.ore[year] for line in shifts) == 0 for year in range(4))
    assert sum(1 for line in shifts if len(set(line.ore)) > 1) >= 28


def test_the_first_group_is_the_adopted_budget_of_2026() -> None:
    adopted: Counter[tuple[str, str, str]] = Counter()
    for line in lines(STORVIK / "budsjett-2026-opprinnelig.xlsx"):
        if line.kontoklasse == "1":
            art = "272" if line.art == "270" else line.art
            adopted[line.ansvar, line.funksjon, art] += line.ore[0]
    carried = {
        (line.ansvar, line.funksjon, line.art): line.ore[0] for line in lines(AUTUMN) if line.group == "G10"
    }
    assert carried == dict(adopted)


@BOTH
def test_the_file_says_what_it_is(path: Path) -> None:
    said = facts(path)
    expected = {SPRING: ("direktorens_forslag", date(2026, 4, 20))}
    version, stood_from = expected.get(path, ("Kommunedirektørens forslag", date(2026, 10, 28)))
    assert (said["Kommune"], said["Versjon"], day(said["Gjelder fra"])) == ("9901", version, stood_from)


@BOTH
def test_the_communications_unit_is_large_enough_for_the_decision(path: Path) -> None:
    unit = [line for line in drift(path) if (line.ansvar, line.funksjon) == ("1110", "120")]
    assert total([line for line in unit if line.art == "010"], 0) == 195_000_000
    assert total([line for line in unit if line.art in {"090", "099"}], 0) == 54_194_400
    assert total([line for line in unit if "100" <= line.art <= "399"], 0) == 56_000_000


def test_pension_and_employer_tax_follow_the_wages() -> None:
    every = [line for line in drift(AUTUMN) if line.funksjon not in {"170", "171", "172"}]
    wages = total([line for line in every if line.art < "089"], 0)
    pension = total([line for line in every if line.art == "090"], 0)
    tax = total([line for line in every if line.art == "099"], 0)
    assert abs(Fraction(pension, wages) - Fraction(12, 100)) < Fraction(1, 1000)
    assert abs(Fraction(tax, wages + pension) - Fraction(141, 1000)) < Fraction(1, 1000)


def test_the_fiscal_margin_of_the_table() -> None:
    bound = {1: Fraction(95, 100), 2: Fraction(80, 100), 3: Fraction(20, 100)}
    bound_net = sum(net * bound[level] for net, level, _ in TABLE.values())
    assert bound_net == Fraction("548.25")
    assert 690 - bound_net - 45 - Fraction("0.0175") * 930 == Fraction("80.475")


def test_the_settings() -> None:
    said = settings(STORVIK)
    assert (said["innbyggere"], said["kommunestyremedlemmer"]) == (12000, 27)
    assert (said["pensjonssats"], said["arbeidsgiveravgift"], said["mal_ndr"]) == ("0,12", "0,141", "0,0175")
    assert said["disposisjonsfond.2026"] == 60_000_000
    assert day(facts(STORVIK / "innstillinger.xlsx")["Gjelder fra"]) == date(2023, 10, 17)
