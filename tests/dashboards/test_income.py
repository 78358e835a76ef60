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
        "0,0 %",
        "21,4 %",
    ]
    assert rows[-1]["tone"] == "total"


def test_many_services_are_shown_ten_first_and_all_on_request() -> None:
    page = show(income=FakeIncome(many_services=True))
    assert len(table(page, "inntekter-bundet")) == 10
    assert len(table(page, "inntekter-bundet-alle")) == 13
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


SCHOOL = "?kommune=9901&aar=2027&tjeneste=202"


def test_every_figure_can_explain_itself() -> None:
    page = show()
    explained = [words(one) for one in components(page, "Summary")]
    numbers = [one.removeprefix("Forklar tallet : ") for one in explained if one.startswith("Forklar tallet")]
    assert numbers == [
        "Brutto driftsinntekter",
        "Frie inntekter",
        "Bundne inntekter",
        "Øvrige inntekter",
        "SSB: frie inntekter",
        "TBU: frie inntekter",
        "Frie og ubundne statstilskudd",
        "Alle tjenester",
    ]
    behind = said("?kommune=9901&aar=2027&klasse=fri_ramme")
    assert "Rammetilskudd: 275,0 mill. kr (30,2 %) Slik er det regnet" in behind
    assert "Art 800, funksjon 840 275,0 mill. kr Rammetilskudd" in behind


def test_a_service_is_chosen_from_a_list_with_areas_and_functions() -> None:
    [field] = [
        one for one in components(show(SCHOOL), "Select") if one["props"]["id"] == "inntekter-tjeneste"
    ]
    assert field["props"]["value"] == "202"
    assert field["props"]["options"] == [
        ["", "Alle tjenester"],
        ["omrade:oppvekst", "Område: Oppvekst"],
        ["omrade:uten", "Område: Uten område"],
        ["201", "201 Barnehage"],
        ["202", "202 Grunnskole"],
        ["254", "254 Helse- og omsorgstjenester i hjemmet"],
        ["345", "345 Distribusjon av vann"],
    ]


def test_a_chain_adds_up_and_leads_from_a_source_to_its_costs_and_back() -> None:
    page = show(SCHOOL)
    rows = table(page, "inntekter-betalere")
    assert [(row["cells"]["title"]["t"], row["cells"]["amount"]["t"]) for row in rows] == [
        ("Sykelønnsrefusjon", "20,0"),
        ("Momskompensasjon", "18,0"),
        ("Frie inntekter (resten)", "562,0"),
        ("Utgiften", "600,0"),
    ]
    assert "h" not in rows[2]["cells"]["title"]
    followed = rows[0]["cells"]["title"]["h"].removeprefix("/inntekter")
    assert "betaler=sykelonnsrefusjon" in followed
    costs = table(show(followed), "inntekter-kjede-utgift")
    assert [row["cells"]["art"]["t"] for row in costs] == ["010 Fastlønn"]
    assert costs[0]["cells"]["art"]["sub"] == "Også sykelønnsrefusjonen går hit"
    assert "Sykelønnsrefusjon på 20,0 mill. kr kan bare betale for utgiftene under" in said(followed)
    back = table(show(SCHOOL), "inntekter-kjede-utgift")[2]["cells"]["art"]
    assert back["sub"] == "Betales bare av momskompensasjon og frie inntekter"
    carried = back["h"].removeprefix("/inntekter")
    assert [row["cells"]["art"]["t"] for row in table(show(carried), "inntekter-kjede-inntekt")] == [
        "729 Moms"
    ]
    assert "429 Moms på 18,0 mill. kr kan betales av inntektene under, til sammen 18,0 mill. kr" in said(
        carried
    )
    assert len(table(show(SCHOOL), "inntekter-kjede-utgift")) == 3
    assert len(table(show(SCHOOL + "&betaler=finnes-ikke"), "inntekter-kjede-inntekt")) == 2


def test_lines_asked_for_from_a_service_stand_below_it() -> None:
    page = said(SCHOOL + "&art=870&funksjon=800")
    assert page.index("Hva de bundne kronene er bundet til") < page.index("Linjene: art 870")
    from_class = said("?kommune=9901&aar=2027&art=870&funksjon=800")
    assert from_class.index("Linjene: art 870") < from_class.index("Hva de bundne kronene er bundet til")


@pytest.mark.parametrize(
    ("service", "sentence"),
    [
        (
            "202",
            "Utgiften er 600,0 mill. kr. Egne inntekter dekker 38,0 mill. kr, frie inntekter 562,0 mill. kr.",
        ),
        ("201", "Inntektene er 30,0 mill. kr større enn utgiften på 0,0 mill. kr."),
        ("omrade:oppvekst", "Hvem som betaler for Oppvekst"),
        ("omrade:uten", "Hvem som betaler for Uten område"),
        ("finnes-ikke", "Hvem som betaler for alle tjenester"),
    ],
)
def test_the_chain_is_said_in_words(service: str, sentence: str) -> None:
    assert sentence in said(f"?kommune=9901&aar=2027&tjeneste={service}")


def test_what_the_services_leave_is_said() -> None:
    assert (
        "Av de 692,0 mill. kr som alle tjenestene deler, bruker de 624,0 mill. kr (90,2 %). "
        "68,0 mill. kr er igjen til renter, avdrag, investeringer og sparing."
    ) in said()
    assert "68,0 mill. kr må dekkes av finansinntekter eller sparte penger." in said(
        income=FakeIncome(short_pool=True)
    )


@pytest.mark.parametrize(
    ("scale", "heading", "amount"),
    [
        ("kroner", "Beløp (mill. kr)", "910,0"),
        ("innbygger", "Beløp (kr per innbygger)", "75 833"),
        ("fast&prisaar=2026", "Beløp (mill. 2026-kr)", "883,5"),
        ("fast&prisaar=1999", "Beløp (mill. 2027-kr)", "910,0"),
        ("tull", "Beløp (mill. kr)", "910,0"),
    ],
)
def test_amounts_follow_the_scale_of_the_address(scale: str, heading: str, amount: str) -> None:
    page = show(f"?kommune=9901&aar=2027&belop={scale}")
    [found] = [one for one in components(page, "DataTable") if one["props"].get("id") == "inntekter-klasser"]
    assert heading in [column["label"] for column in found["props"]["columns"]]
    assert found["props"]["rows"][-1]["cells"]["amount"]["t"].replace("\N{NO-BREAK SPACE}", " ") == amount


def test_shares_alone_leave_the_amounts_out() -> None:
    page = show("?kommune=9901&aar=2027&belop=andel")
    [found] = [one for one in components(page, "DataTable") if one["props"].get("id") == "inntekter-klasser"]
    assert [column["key"] for column in found["props"]["columns"]] == ["title", "share", "why"]
    assert "Andelen frie, bundne og øvrige inntekter i hver versjon." in words(page)


def test_a_scale_explains_itself_behind_a_class() -> None:
    page = said("?kommune=9901&aar=2027&klasse=fri_ramme&belop=innbygger")
    assert "Rammetilskudd per innbygger: 22 917 kr. Beløpet delt på folketallet." in page
    assert "Brutto driftsinntekter per innbygger: 75 833 kr" in page
    assert "Folketall 12 000 innbyggere Folketall 1. januar 2026" in page
    assert "Utgiften er 70 167 kr per innbygger." in page
    assert "Forklar tallene" in page
    assert "Forklar tallene" not in said()


@pytest.mark.parametrize(
    ("scale", "key"),
    [("innbygger", "«innbyggere»"), ("fast&prisaar=2025", "«deflator.2026», «deflator.2027»")],
)
def test_a_missing_setting_is_named_and_kroner_are_shown(scale: str, key: str) -> None:
    page = said(f"?kommune=9901&aar=2027&belop={scale}", FakeIncome(no_settings=True))
    assert "Beløpene vises i kroner." in page
    assert key in page
    assert "910,0" in page


def test_the_municipalitys_own_classes_stand_with_their_source() -> None:
    page = show(income=FakeIncome(own_classes=True))
    whole, part = table(page, "inntekter-egne")
    assert whole["cells"]["where"]["t"] == "Funksjon 201"
    assert whole["cells"]["kilde"]["t"] == "Tilskuddsbrev"
    assert part["cells"]["where"]["t"] == "Art 877, Funksjon 800, Ansvar 3110, Prosjekt 9001"
    assert part["cells"]["to"]["sub"].replace("\N{NO-BREAK SPACE}", " ") == "40,0 % av beløpet"
    assert part["cells"]["amount"]["t"] == "Ingen linjer"
    assert "Konsesjonskraft, netto 7,0 mill. kr" in words(page).replace("\N{NO-BREAK SPACE}", " ")
    assert "Det kommunen selv har bestemt" not in said()


def test_years_without_growth_are_left_out_of_the_comparison_only() -> None:
    page = show("?kommune=9901&aar=2027&belop=fast&prisaar=2027", FakeIncome(growth_from=2027))
    assert "Noen år kan ikke vises i 2027-priser." in words(page)
    assert "«deflator.2026»" in words(page)
    rows = table(page, "inntekter-versjoner-tabell")
    assert [row["cells"]["title"]["t"] for row in rows] == [
        "Opprinnelig budsjett 2026",
        "Kommunedirektørens forslag 2027",
    ]
