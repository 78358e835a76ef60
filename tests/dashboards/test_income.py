"""Page Inntekter: every class has its reason, every sum its way down to the cell, and nothing is hidden."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from dashboards.app import create_app
from tests.dashboards.fakes import NOW, fake_services
from tests.dashboards.fakes_money import FakeIncome
from tests.dashboards.http import Browser, components, words


def show(search: str = "?kommune=9901&aar=2027", income: FakeIncome | None = None) -> Any:
    app = create_app(
        fake_services(income=income or FakeIncome()), today=lambda: date(2026, 11, 21), now=lambda: NOW
    )
    return Browser(app).show("/inntekter", search)["innhold"]["children"]


def said(search: str = "?kommune=9901&aar=2027", income: FakeIncome | None = None) -> str:
    return words(show(search, income)).replace("\N{NO-BREAK SPACE}", " ")


def table(page: Any, id_: str) -> list[dict[str, Any]]:
    [found] = [one for one in components(page, "DataTable") if one["props"].get("id") == id_]
    rows: list[dict[str, Any]] = found["props"]["rows"]
    return rows


def test_the_first_sentence_is_the_hundred_kroner() -> None:
    assert "Av 100 kroner i 2027 er 74 frie, 20 bundet til et formål og 6 øvrige." in said()


@pytest.mark.parametrize(
    ("base", "sentence", "share"),
    [
        ("", "Andelene er regnet av brutto driftsinntekter. Renter og utbytte er ikke med.", "72,5 %"),
        ("di", "Andelene er regnet av brutto driftsinntekter. Renter og utbytte er ikke med.", "72,5 %"),
        ("di_finans", "Andelene er regnet av brutto driftsinntekter med renter og utbytte.", "71,0 %"),
        (
            "noe annet",
            "Andelene er regnet av brutto driftsinntekter. Renter og utbytte er ikke med.",
            "72,5 %",
        ),
    ],
)
def test_the_denominator_is_named_and_follows_the_address(base: str, sentence: str, share: str) -> None:
    page = said(f"?kommune=9901&aar=2027&grunnlag={base}")
    assert sentence in page
    assert f"SSB: frie inntekter {share}" in page


def test_every_class_has_amount_share_reason_and_a_way_down() -> None:
    rows = table(show(), "inntekter-klasser")
    assert len(rows) == 11
    for row in rows[:-1]:
        cells = row["cells"]
        assert cells["why"]["t"].endswith(".")
        assert f"klasse={row['key']}" in cells["title"]["h"]
    assert rows[-1]["tone"] == "total"
    assert rows[-1]["cells"]["amount"]["t"] == "910,0"


def test_a_class_opens_its_arts_and_an_art_its_lines_with_cells() -> None:
    behind = show("?kommune=9901&aar=2027&klasse=fri_skatt")
    first, total = table(behind, "inntekter-arter")
    assert first["cells"]["art"]["t"] == "870 Skatt"
    assert "art=870" in first["cells"]["art"]["h"]
    assert "funksjon=800" in first["cells"]["art"]["h"]
    assert total["cells"]["amount"]["t"].replace("\N{NO-BREAK SPACE}", " ") == "385 000 000"
    lines = table(show(first["cells"]["art"]["h"].removeprefix("/inntekter")), "inntekter-linjer")
    assert [line["cells"]["cell"]["t"] for line in lines] == ["Økonomiplan!H17"] * 2
    assert [line["cells"]["month"]["t"] for line in lines] == ["Hele året", "nov."]
    assert lines[0]["cells"]["file"]["t"].endswith(".xlsx")


def test_finance_outside_the_base_can_be_opened_too() -> None:
    assert "Bak tallet: Renter og utbytte" in said("?kommune=9901&aar=2027&klasse=finans")


def test_the_lines_sum_is_said_only_when_all_are_there() -> None:
    address = "?kommune=9901&aar=2027&art=870&funksjon=800"
    assert "2 linjer, til sammen -385 000 000 kr." in said(address).replace("\N{MINUS SIGN}", "-")
    many = said(address, FakeIncome(many_lines=True))
    assert "Tabellen viser bare de første 500 linjene." in many
    assert "til sammen" not in many


def test_an_art_without_lines_and_an_unknown_class_say_so_or_nothing() -> None:
    page = said("?kommune=9901&aar=2027&klasse=finnes-ikke&art=999&funksjon=")
    assert "Ingen linjer med denne arten og funksjonen i versjonen." in page
    assert "Bak tallet" not in page


def test_the_unclassified_is_loud_first_and_part_of_the_total() -> None:
    page = show(income=FakeIncome(unclassified=11))
    loud = words(page).replace("\N{NO-BREAK SPACE}", " ")
    assert "11,0 mill. kr er uklassifisert." in loud
    assert "Art 875 gikk ut fra 2025." in loud
    assert "Eiendomsskatten er lavere enn året før." in loud
    assert loud.index("uklassifisert") < loud.index("Frie og bundne inntekter")
    assert table(page, "inntekter-klasser")[-2]["cells"]["title"]["t"] == "Uklassifisert"
    assert "uklassifisert" not in said()


def test_bound_income_stands_against_the_cost_of_its_service() -> None:
    rows = table(show(), "inntekter-bundet")
    assert [row["cells"]["share"]["t"].replace("\N{NO-BREAK SPACE}", " ") for row in rows] == [
        "100,0 %",
        "38,7 %",
        "–",
    ]


def test_many_services_are_shown_ten_first_and_all_on_request() -> None:
    page = show(income=FakeIncome(many_services=True))
    assert len(table(page, "inntekter-bundet")) == 10
    assert len(table(page, "inntekter-bundet-alle")) == 12
    assert "Vis alle 12 tjenester" in words(page)
    assert "Vis alle" not in said().replace("Vis alle versjoner", "")


def test_every_version_stands_beside_the_others_with_a_link_to_itself() -> None:
    rows = table(show(), "inntekter-versjoner-tabell")
    assert [row["cells"]["title"]["t"] for row in rows] == [
        "Regnskap 2025",
        "Opprinnelig budsjett 2026",
        "Kommunedirektørens forslag 2027",
    ]
    assert "aar=2025" in rows[0]["cells"]["title"]["h"]
    assert "versjon=regnskap" in rows[0]["cells"]["title"]["h"]


def test_the_national_picture_is_named_national_with_source_and_year() -> None:
    page = said()
    assert "Hele landet, ikke denne kommunen" in page
    assert "Kilde: KS Folkevalgtprogram." in page
    assert "2024" in page


@pytest.mark.parametrize("search", ["?kommune=9901&aar=2027", "?kommune=9901&aar=2027&per=2020-01-01"])
def test_without_a_version_the_page_says_what_to_do(search: str) -> None:
    page = said(search, FakeIncome(missing=True))
    assert "Gå til Import" in page
    assert "Velg en annen dato eller versjon over, eller les inn en fil." in page


def test_two_ids_never_meet_on_a_page() -> None:
    ids = [
        one["props"]["id"]
        for one in components(show("?kommune=9901&aar=2027&klasse=fri_skatt&art=870&funksjon=800"))
        if one["props"].get("id")
    ]
    assert len(ids) == len(set(ids))
