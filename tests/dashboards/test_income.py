"""Page Inntekter: every class has its reason, every sum its way down to the cell, and nothing is hidden."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from planhjul.house.income import Income
from planhjul.house.money import LineDetail, NoVersion
from planhjul.issues import CellRef
from planhjul.ledger.income.results import Base, IncomeComposition
from planhjul.ledger.versions import VersionKind
from planhjul.staged import Content
from planhjul.texts import text
from planhjul.writing import Services
from tests.dashboards.conftest import ON, Odd, Store, app_of
from tests.dashboards.http import Browser, components, words
from tests.figures import examples
from tests.store.examples import lines, setting

YEAR = "?kommune=9901&aar=2027"
FORSLAG = VersionKind.DIREKTORENS_FORSLAG
PATH = "/inntekter"


def show(browser: Browser, search: str = YEAR) -> Any:
    return browser.show(PATH, search)["innhold"]["children"]


def said(browser: Browser, search: str = YEAR) -> str:
    return plain(show(browser, search))


def plain(page: Any) -> str:
    return words(page).replace("\N{NO-BREAK SPACE}", " ")


def composed(services: Services) -> IncomeComposition:
    """Storvik's income of the year."""
    found = services.house.as_of("9901", ON).income.composition(2027)
    assert isinstance(found, IncomeComposition)
    return found


def table(page: Any, id_: str) -> list[dict[str, Any]]:
    [found] = [one for one in components(page, "DataTable") if one["props"].get("id") == id_]
    rows: list[dict[str, Any]] = found["props"]["rows"]
    return rows


def test_the_first_sentence_is_the_hundred_kroner(browser: Browser) -> None:
    assert "Av 100 kroner i 2027 er 74 frie, 18 bundet til et formål og 8 øvrige." in said(browser)


@pytest.mark.parametrize(
    ("base", "sentence", "share"),
    [
        ("", "Andelene er regnet av brutto driftsinntekter. Renter og utbytte er ikke med.", "71,4 %"),
        ("di", "Andelene er regnet av brutto driftsinntekter. Renter og utbytte er ikke med.", "71,4 %"),
        ("di_finans", "Andelene er regnet av brutto driftsinntekter med renter og utbytte.", "69,5 %"),
        (
            "noe annet",
            "Andelene er regnet av brutto driftsinntekter. Renter og utbytte er ikke med.",
            "71,4 %",
        ),
    ],
)
def test_the_denominator_is_named_and_follows_the_address(
    browser: Browser, base: str, sentence: str, share: str
) -> None:
    page = said(browser, f"?kommune=9901&aar=2027&grunnlag={base}")
    assert sentence in page
    assert f"Frie inntekter etter SSB {share}" in page


def test_every_class_has_amount_share_reason_and_a_way_down(browser: Browser) -> None:
    rows = table(show(browser), "inntekter-klasser")
    assert len(rows) == 16
    for row in rows[:-1]:
        cells = row["cells"]
        assert cells["why"]["t"].endswith(".")
        assert f"klasse={row['key']}" in cells["title"]["h"]
    assert rows[-1]["tone"] == "total"
    assert rows[-1]["cells"]["amount"]["t"] == "910,0"


def test_a_class_opens_its_arts_and_an_art_its_lines_with_cells(browser: Browser) -> None:
    behind = show(browser, "?kommune=9901&aar=2027&klasse=fri_skatt")
    first, total = table(behind, "inntekter-arter")
    assert first["cells"]["art"]["t"] == "870 Skatt på inntekt og formue"
    assert "art=870" in first["cells"]["art"]["h"]
    assert "funksjon=800" in first["cells"]["art"]["h"]
    assert total["cells"]["amount"]["t"].replace("\N{NO-BREAK SPACE}", " ") == "328 000 000"
    lines = table(show(browser, first["cells"]["art"]["h"].removeprefix("/inntekter")), "inntekter-linjer")
    assert [line["cells"]["cell"]["t"] for line in lines] == ["Økonomiplan!H4291", "Økonomiplan!H4292"]
    assert [line["cells"]["month"]["t"] for line in lines] == ["Hele året"] * 2
    assert lines[0]["cells"]["file"]["t"].endswith(".xlsx")


def test_finance_outside_the_base_can_be_opened_too(browser: Browser) -> None:
    assert "Bak tallet: Renter og utbytte" in said(browser, "?kommune=9901&aar=2027&klasse=finans")


def test_the_lines_sum_is_said_only_when_all_are_there(browser: Browser, odd: Odd) -> None:
    address = "?kommune=9901&aar=2027&art=870&funksjon=800"
    assert "2 linjer, til sammen -328 000 000 kr." in said(browser, address).replace("\N{MINUS SIGN}", "-")
    cell = CellRef("f.xlsx", "Ark", 4, 8)
    november = LineDetail("870", "", "", 11, -1, "f.xlsx", cell)
    long = show(odd(Income, "lines", (november,) * 500), address)
    assert {line["cells"]["month"]["t"] for line in table(long, "inntekter-linjer")} == {"nov."}
    many = plain(long)
    assert "Tabellen viser bare de første 500 linjene." in many
    assert "til sammen" not in many


def test_an_art_without_lines_and_an_unknown_class_say_so_or_nothing(browser: Browser) -> None:
    page = said(browser, "?kommune=9901&aar=2027&klasse=finnes-ikke&art=999&funksjon=")
    assert "Ingen linjer med denne arten og funksjonen i versjonen." in page
    assert "Bak tallet" not in page


def test_the_unclassified_is_loud_first_and_part_of_the_total(browser: Browser, odd: Odd) -> None:
    unclassified = examples.composition(2027, FORSLAG, Base.DI, unclassified=11)
    page = show(odd(Income, "composition", unclassified))
    loud = plain(page)
    assert "11,0 mill. kr er uklassifisert." in loud
    assert "Art 875 gikk ut fra 2025." in loud
    assert "Eiendomsskatten er lavere enn året før." in loud
    assert loud.index("uklassifisert") < loud.index("Frie og bundne inntekter")
    assert table(page, "inntekter-klasser")[-2]["cells"]["title"]["t"] == "Uklassifisert"
    assert "uklassifisert" not in said(browser)


def test_an_art_that_went_out_is_loud(store: Store) -> None:
    services = store(Content(lines=lines(
        {"year": 2027, "art": "870", "funksjon": "800", "side": "income", "amount_ore": -900_000_000},
        {"year": 2027, "art": "875", "funksjon": "800", "side": "income", "amount_ore": -100_000_000},
    )))  # fmt: skip
    page = said(app_of(services))
    assert "Art 875" in page
    assert page.index("Art 875") < page.index("Frie og bundne inntekter")


def test_bound_income_stands_against_the_cost_of_its_service(browser: Browser) -> None:
    rows = table(show(browser), "inntekter-bundet")
    assert [row["cells"]["share"]["t"].replace("\N{NO-BREAK SPACE}", " ") for row in rows] == [
        "22,4 %",
        "19,7 %",
        "111,7 %",
        "13,0 %",
        "103,9 %",
        "65,3 %",
        "154,1 %",
        "165,2 %",
        "154,8 %",
        "4,7 %",
    ]
    whole = table(show(browser), "inntekter-bundet-alle")
    assert whole[-1]["cells"]["share"]["t"] == "19,4\N{NO-BREAK SPACE}%"
    rows = whole
    assert rows[-1]["tone"] == "total"


def test_many_services_are_shown_ten_first_and_all_on_request(browser: Browser, odd: Odd) -> None:
    page = show(browser)
    assert len(table(page, "inntekter-bundet")) == 10
    assert len(table(page, "inntekter-bundet-alle")) == 71
    assert "Vis alle 70 tjenester" in words(page)
    found = composed(odd.services)
    few = replace(found, funding=replace(found.funding, chains=found.funding.chains[:4]))
    page = show(odd(Income, "composition", few))
    assert len(table(page, "inntekter-bundet")) == 5
    assert table(page, "inntekter-bundet")[-1]["tone"] == "total"
    assert "Vis alle" not in words(page).replace("Vis alle versjoner", "")


def test_every_version_stands_beside_the_others_with_a_link_to_itself(browser: Browser) -> None:
    rows = table(show(browser), "inntekter-versjoner-tabell")
    assert [row["cells"]["title"]["t"] for row in rows] == [
        "Regnskap 2023",
        *(
            f"{kind} {year}"
            for year in (2024, 2025)
            for kind in ("Opprinnelig budsjett", "Revidert budsjett", "Regnskap")
        ),
        "Opprinnelig budsjett 2026",
        "Revidert budsjett 2026",
        "Regnskap 2026 hittil",
        *(f"Kommunedirektørens forslag {year}" for year in (2027, 2028, 2029, 2030)),
    ]
    assert "aar=2023" in rows[0]["cells"]["title"]["h"]
    assert "versjon=regnskap" in rows[0]["cells"]["title"]["h"]


def test_the_national_picture_is_named_national_with_source_and_year(browser: Browser) -> None:
    page = said(browser)
    assert "Hele landet, ikke denne kommunen" in page
    assert "Kilde: KS Folkevalgtprogram." in page
    assert "2024" in page


def test_without_a_version_the_page_says_what_to_do(browser: Browser, store: Store) -> None:
    for page in (said(browser, "?kommune=9901&aar=2035"), said(app_of(store()))):
        assert "Gå til Import" in page
        assert "Velg en annen dato eller versjon over, eller les inn en fil." in page


def test_the_reason_of_the_house_is_what_is_shown(odd: Odd) -> None:
    missing = odd(Income, "composition", NoVersion(text("Det finnes ingen tall for dette året.")))
    assert "Det finnes ingen tall for dette året." in said(missing)


def test_two_ids_never_meet_on_a_page(browser: Browser) -> None:
    ids = [
        one["props"]["id"]
        for one in components(show(browser, "?kommune=9901&aar=2027&klasse=fri_skatt&art=870&funksjon=800"))
        if one["props"].get("id")
    ]
    assert len(ids) == len(set(ids))


SCHOOL = "?kommune=9901&aar=2027&tjeneste=202"


def test_every_figure_can_explain_itself(browser: Browser) -> None:
    page = show(browser)
    explained = [words(one) for one in components(page, "Summary")]
    numbers = [one.removeprefix("Forklar tallet : ") for one in explained if one.startswith("Forklar tallet")]
    assert numbers == [
        "Brutto driftsinntekter",
        "Frie inntekter",
        "Bundne inntekter",
        "Øvrige inntekter",
        "Frie inntekter etter SSB",
        "Frie inntekter med eiendomsskatt",
        "Sum generelle driftsinntekter",
        "Alle tjenester",
    ]
    behind = said(browser, "?kommune=9901&aar=2027&klasse=fri_ramme")
    assert "Rammetilskudd: 320,0 mill. kr (35,2 %) Slik er det regnet" in behind
    assert "Art 800, funksjon 840 320,0 mill. kr Rammetilskudd" in behind


def test_a_service_is_chosen_from_a_list_with_areas_and_functions(browser: Browser) -> None:
    [field] = [
        one
        for one in components(show(browser, SCHOOL), "Select")
        if one["props"]["id"] == "inntekter-tjeneste"
    ]
    assert field["props"]["value"] == "202"
    options = field["props"]["options"]
    assert options[0] == ["", "Alle tjenester"]
    assert options[1] == ["omrade:veier", "Område: Veier og teknisk"]
    assert options[11] == ["omrade:uten", "Område: Uten område"]
    assert options[12:14] == [["100", "100 Politisk styring"], ["110", "110 Kontroll og revisjon"]]
    assert ["202", "202 Grunnskole"] in options
    assert len(options) == 82


def test_a_chain_adds_up_and_leads_from_a_source_to_its_costs_and_back(browser: Browser) -> None:
    page = show(browser, SCHOOL)
    rows = table(page, "inntekter-betalere")
    assert [(row["cells"]["title"]["t"], row["cells"]["amount"]["t"]) for row in rows] == [
        ("Øremerkede statstilskudd", "1,6"),
        ("Refusjoner fra staten", "2,0"),
        ("Refusjoner fra fylker, kommuner og andre", "2,6"),
        ("Sykelønnsrefusjon", "5,2"),
        ("Momskompensasjon", "2,4"),
        ("Frie inntekter (resten)", "118,3"),
        ("Utgiften", "132,1"),
    ]
    assert "h" not in rows[5]["cells"]["title"]
    followed = rows[3]["cells"]["title"]["h"].removeprefix(PATH)
    assert "betaler=sykelonnsrefusjon" in followed
    costs = table(show(browser, followed), "inntekter-kjede-utgift")
    assert [row["cells"]["art"]["t"][:3] for row in costs] == [
        "010",
        "099",
        "090",
        "050",
        "020",
        "030",
        "040",
    ]
    assert {row["cells"]["art"]["sub"] for row in costs} == {"Også sykelønnsrefusjonen går hit"}
    assert "Sykelønnsrefusjon på 5,2 mill. kr kan bare betale for utgiftene under" in said(browser, followed)
    whole = table(show(browser, SCHOOL), "inntekter-kjede-utgift")
    assert len(whole) == 23
    [back] = [row["cells"]["art"] for row in whole if row["cells"]["art"]["t"].startswith("429")]
    assert back["sub"] == "Betales bare av momskompensasjon og frie inntekter"
    carried = back["h"].removeprefix(PATH)
    assert [row["cells"]["art"]["t"] for row in table(show(browser, carried), "inntekter-kjede-inntekt")] == [
        "729 Kompensasjon for merverdiavgift"
    ]
    assert "på 2,4 mill. kr kan betales av inntektene under, til sammen 2,4 mill. kr" in said(
        browser, carried
    )
    unknown = show(browser, SCHOOL + "&betaler=finnes-ikke")
    assert len(table(unknown, "inntekter-kjede-inntekt")) == 5


def test_lines_asked_for_from_a_service_stand_below_it(browser: Browser) -> None:
    page = said(browser, SCHOOL + "&art=870&funksjon=800")
    assert page.index("Hva de bundne kronene er bundet til") < page.index("Linjene: art 870")
    from_class = said(browser, "?kommune=9901&aar=2027&art=870&funksjon=800")
    assert from_class.index("Linjene: art 870") < from_class.index("Hva de bundne kronene er bundet til")


@pytest.mark.parametrize(
    ("service", "sentence"),
    [
        (
            "202",
            "Utgiften er 132,1 mill. kr. Egne inntekter dekker 13,8 mill. kr, frie inntekter 118,3 mill. kr.",
        ),
        ("345", "Inntektene er 2,3 mill. kr større enn utgiften på 4,2 mill. kr."),
        ("omrade:grunnskole", "Hvem som betaler for Grunnskole"),
        ("omrade:uten", "Hvem som betaler for Uten område"),
        ("finnes-ikke", "Hvem som betaler for alle tjenester"),
    ],
)
def test_the_chain_is_said_in_words(browser: Browser, service: str, sentence: str) -> None:
    assert sentence in said(browser, f"?kommune=9901&aar=2027&tjeneste={service}")


def test_what_the_services_leave_is_said(browser: Browser, odd: Odd) -> None:
    assert (
        "Av de 690,5 mill. kr som alle tjenestene deler, bruker de 650,5 mill. kr (94,2 %). "
        "40,0 mill. kr er igjen til renter, avdrag, investeringer og sparing."
    ) in said(browser)
    found = composed(odd.services)
    pool = found.funding.pool_ore - 80 * examples.MILLION
    short = odd(Income, "composition", replace(found, funding=replace(found.funding, pool_ore=pool)))
    assert "40,0 mill. kr må dekkes av finansinntekter eller sparte penger." in said(short)


@pytest.mark.parametrize(
    ("scale", "heading", "amount"),
    [
        ("kroner", "Beløp (mill. kr)", "910,0"),
        ("innbygger", "Beløp (kr per innbygger)", "75 833"),
        ("fast&prisaar=2026", "Beløp (mill. 2026-kr)", "882,6"),
        ("fast&prisaar=1999", "Beløp (mill. 2027-kr)", "910,0"),
        ("tull", "Beløp (mill. kr)", "910,0"),
    ],
)
def test_amounts_follow_the_scale_of_the_address(
    browser: Browser, scale: str, heading: str, amount: str
) -> None:
    page = show(browser, f"?kommune=9901&aar=2027&belop={scale}")
    [found] = [one for one in components(page, "DataTable") if one["props"].get("id") == "inntekter-klasser"]
    assert heading in [column["label"] for column in found["props"]["columns"]]
    assert found["props"]["rows"][-1]["cells"]["amount"]["t"].replace("\N{NO-BREAK SPACE}", " ") == amount


def test_shares_alone_leave_the_amounts_out(browser: Browser) -> None:
    page = show(browser, "?kommune=9901&aar=2027&belop=andel")
    [found] = [one for one in components(page, "DataTable") if one["props"].get("id") == "inntekter-klasser"]
    assert [column["key"] for column in found["props"]["columns"]] == ["title", "share", "why"]
    assert "Andelen frie, bundne og øvrige inntekter i hver versjon." in words(page)


def test_a_scale_explains_itself_behind_a_class(browser: Browser) -> None:
    page = said(browser, "?kommune=9901&aar=2027&klasse=fri_ramme&belop=innbygger")
    assert "Rammetilskudd per innbygger: 26 667 kr. Beløpet delt på folketallet." in page
    assert "Brutto driftsinntekter per innbygger: 75 833 kr" in page
    assert "Folketall 12 000 innbyggere Folketall 1. januar 2026" in page
    assert "Utgiften er 72 500 kr per innbygger." in page
    assert "Forklar tallene" in page
    assert "Forklar tallene" not in said(browser)


MONEY = lines(
    {"year": 2027, "amount_ore": 91_000_000_000},
    {"year": 2027, "art": "800", "funksjon": "840", "side": "income", "amount_ore": -91_000_000_000},
    {"year": 2025, "art": "800", "funksjon": "840", "side": "income", "amount_ore": -91_000_000_000},
)


@pytest.mark.parametrize(
    ("scale", "key"),
    [("innbygger", "«innbyggere»"), ("fast&prisaar=2025", "«deflator.2026», «deflator.2027»")],
)
def test_a_missing_setting_is_named_and_kroner_are_shown(store: Store, scale: str, key: str) -> None:
    page = said(app_of(store(Content(lines=MONEY))), f"?kommune=9901&aar=2027&belop={scale}")
    assert "Beløpene vises i kroner." in page
    assert key in page
    assert "910,0" in page


def test_the_municipalitys_own_classes_stand_with_their_source(
    browser: Browser, odd: Odd, store: Store
) -> None:
    assert "Det kommunen selv har bestemt" not in said(app_of(store(Content(lines=MONEY))))
    part, whole = table(show(browser), "inntekter-egne")
    assert whole["cells"]["where"]["t"] == "Art 700, Funksjon 241"
    assert whole["cells"]["kilde"]["t"] == "Tilskuddsbrev om basistilskudd 2026"
    assert part["cells"]["to"]["sub"].replace("\N{NO-BREAK SPACE}", " ") == "40,0 % av beløpet"
    own = show(odd(Income, "composition", examples.with_own_classes(composed(odd.services))))
    _, empty = table(own, "inntekter-egne")
    assert empty["cells"]["where"]["t"] == "Art 877, Funksjon 800, Ansvar 3110, Prosjekt 9001"
    assert empty["cells"]["amount"]["t"] == "Ingen linjer"
    assert "Konsesjonskraft, netto 7,0 mill. kr" in plain(own)


def test_years_without_growth_are_left_out_of_the_comparison_only(browser: Browser, store: Store) -> None:
    page = show(browser, "?kommune=9901&aar=2027&belop=fast&prisaar=2027")
    assert "Noen år kan ikke vises i 2027-priser." in words(page)
    assert "«deflator.2026»" in words(page)
    rows = table(page, "inntekter-versjoner-tabell")
    assert [row["cells"]["title"]["t"] for row in rows] == [
        "Opprinnelig budsjett 2026",
        "Revidert budsjett 2026",
        "Regnskap 2026 hittil",
        *(f"Kommunedirektørens forslag {year}" for year in (2027, 2028, 2029, 2030)),
    ]
    known = Content(
        lines=MONEY, settings=(setting("deflator.2026", "3,0 %"), setting("deflator.2027", "3,1 %", 5))
    )
    page = show(app_of(store(known)), "?kommune=9901&aar=2027&belop=fast&prisaar=2027")
    assert "Noen år kan ikke vises" not in words(page)
    assert len(table(page, "inntekter-versjoner-tabell")) == 2
