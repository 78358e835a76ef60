"""Page Handlingsrom over HTTP, on Storvik, whose budget is that of the money model."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from dashboards.pages.room.term import clock_year
from planhjul.house.money import NoVersion
from planhjul.house.room import Handlingsrom
from planhjul.staged import Content
from planhjul.texts import text
from tests.dashboards.conftest import Odd, Store, app_of
from tests.dashboards.http import Browser, components, words
from tests.store.examples import lines, setting

YEAR = "?kommune=9901&aar=2027"


def show(browser: Browser, search: str = "") -> Any:
    return browser.show("/handlingsrom", YEAR + search)["innhold"]["children"]


def said(browser: Browser, search: str = "") -> str:
    return words(show(browser, search)).replace("\N{NO-BREAK SPACE}", " ")


def table(page: Any, id: str) -> dict[str, Any]:
    [found] = [one for one in components(page, "DataTable") if one["props"].get("id") == id]
    props: dict[str, Any] = found["props"]
    return props


def drawings(page: Any) -> list[str]:
    return [one["props"]["markup"] for one in components(page, "Svg")]


@pytest.mark.parametrize(
    ("search", "expected"),
    [
        (
            "&dag=2026-11-15&per=2026-11-01",
            "15. november 2026 kan 26 av 630 millioner kroner fortsatt flyttes med virkning i 2027; "
            "i juni 2026 var det 35.",
        ),
        (
            "&dag=2026-11-01&per=2026-11-01",
            "1. november 2026 kan 27 av 630 millioner kroner fortsatt flyttes med virkning i 2027; "
            "i juni 2026 var det 35.",
        ),
        (
            "&dag=2025-07-01",
            "1. juli 2025 kunne 82 av 630 millioner kroner flyttes med virkning i 2027; "
            "i juni 2026 var det 35.",
        ),
        (
            "&dag=2026-02-01&per=2026-02-01",
            "1. februar 2026 kan 54 av 630 millioner kroner fortsatt flyttes med virkning i 2027; "
            "i juni 2026 blir det 35.",
        ),
        (
            "&dag=2027-12-31",
            "31. desember 2027 kan ingenting av 630 millioner kroner flyttes med virkning i 2027; "
            "i juni 2026 var det 35.",
        ),
        (
            "&dag=2027-12-20&per=2028-02-01",
            "20. desember 2027 kunne ingenting av 630 millioner kroner flyttes med virkning i 2027; "
            "i juni 2026 var det 35.",
        ),
        (
            "&omrade=kultur&dag=2026-12-16",
            "16. desember 2026 kan 12 av 20 millioner kroner til Kultur og idrett fortsatt flyttes med "
            "virkning i 2027; i juni 2026 var det 12.",
        ),
    ],
)
def test_one_sentence_says_what_can_be_moved(browser: Browser, search: str, expected: str) -> None:
    assert expected in said(browser, search)


def test_the_curve_stands_as_drawing_and_as_table(browser: Browser) -> None:
    page = show(browser)
    wide, narrow = drawings(page)[:2]
    assert "Rammesaken" in wide
    assert "16.06.2026: 35,1" in wide
    assert "Rammesaken" not in narrow
    assert "Rammesaken, 16.06.2026: 35,1" in said(browser)
    rows = {row["key"]: row["cells"] for row in table(page, "rom-trakt-tabell")["rows"]}
    assert rows["2026-06-16"]["default"]["t"] == "35,1"
    assert rows["2026-06-16"]["event"]["t"] == "Rammesaken"
    assert rows["2026-06-16"]["event"]["sub"] == "Fram til rammesaken"
    assert all(row["low"]["s"] <= row["default"]["s"] <= row["high"]["s"] for row in rows.values())


def test_the_slider_moves_the_room_and_not_what_is_known(browser: Browser) -> None:
    page = show(browser, "&dag=2026-06-16")
    [slider] = components(page, "RangeField")
    assert slider["props"]["value"] == "2026-06-16"
    assert slider["props"]["first_day"] == "2025-07-01"
    assert slider["props"]["high"] == (date(2027, 12, 31) - date(2025, 7, 1)).days
    assert "Kan flyttes 16.06.2026 35,1 mill. kr Anslag. 5,6 % av netto driftsbudsjett." in said(
        browser, "&dag=2026-06-16"
    )
    assert "nå, 21.11.2026" in drawings(page)[0]


@pytest.mark.parametrize(("day", "shown"), [("2020-01-01", "2025-07-01"), ("2031-01-01", "2027-12-31")])
def test_a_day_outside_the_curve_becomes_its_nearest(browser: Browser, day: str, shown: str) -> None:
    [slider] = components(show(browser, f"&dag={day}"), "RangeField")
    assert slider["props"]["value"] == shown


def test_a_year_far_ahead_says_where_the_slider_begins(browser: Browser) -> None:
    assert "Glideren begynner 01.07.2025, halvannet år før budsjettåret." in said(browser, "&per=2025-01-01")
    assert "Glideren begynner" not in said(browser)


@pytest.mark.parametrize(
    ("search", "message"),
    [
        ("&dag=i+morgen", "dag «i morgen», som ikke er en dato"),
        ("&omrade=finnes-ikke", "Området «finnes-ikke» finnes ikke"),
        ("&belop=mye", "«mye» er ikke et beløp i kroner"),
        ("&belop=0", "«0» er ikke et beløp i kroner"),
        ("&tiltak=X", "Tiltaket «X» finnes ikke"),
    ],
)
def test_what_cannot_be_read_is_said(browser: Browser, search: str, message: str) -> None:
    page = said(browser, search)
    assert message in page
    assert "av 630 millioner kroner" in page


def test_the_layers_are_a_waterfall_that_opens_its_lines(browser: Browser) -> None:
    page = show(browser, "&dag=2026-06-16")
    opened = [one for one in components(page, "Details") if "Lov" in words(one)[:20]]
    [law] = [one for one in opened if "Stortinget" in words(one)]
    inside = words(law)
    assert "låst" in inside
    assert "Når loven endres." in inside
    assert "Barnehage" in inside
    rows = next(components(law, "DataTable"))["props"]["rows"]
    assert rows[-1]["tone"] == "total"
    assert sum(row["cells"]["amount"]["s"] for row in rows[:-1]) > 0
    text = said(browser, "&dag=2026-06-16")
    assert "Netto driftsbudsjett 630,0 mill. kr" in text
    assert "Mitt mulighetsrom anslag 35,1 mill. kr" in text
    assert "Kan flyttes på kort sikt åpent 33,1 mill. kr" in text


def test_the_whole_budget_has_its_layers_too(browser: Browser) -> None:
    text = said(browser, "&lag=alt&dag=2026-06-16")
    assert "Alle driftsutgifter 995,2 mill. kr" in text
    assert "Egenfinansiert låst −240,0 mill. kr" in text
    assert "Mitt mulighetsrom anslag 35,1 mill. kr" in text


def test_a_layer_of_many_lines_sums_the_small_ones(store: Store) -> None:
    functions = [f"{code}" for code in (100, 110, 120, 121, 130, 180, 201, 202, 211, 213, 215, 221, 222, 223,
        231, 232, 233, 234, 241, 242, 243, 244, 251, 252, 253, 254, 256, 261, 265, 273, 275, 276, 281, 283,
        285, 301, 302, 303, 315, 320, 325, 329, 332, 335, 338, 339, 340, 345)]  # fmt: skip
    budget = lines(
        *(
            {"year": 2027, "funksjon": funksjon, "amount_ore": (9 + nr) * 100_000_000}
            for nr, funksjon in enumerate(functions)
        )
    )
    browser = app_of(store(Content(lines=budget)))
    [layer] = [
        one
        for one in components(show(browser, "&dag=2026-06-16"), "Details")
        if words(one).startswith("For sent")
    ]
    rows = next(components(layer, "DataTable"))["props"]["rows"]
    assert len(rows) == 42
    assert "mindre linjer til sammen" in rows[40]["cells"]["title"]["t"]
    amounts = [row["cells"]["amount"]["s"] for row in rows[:40]]
    assert amounts == sorted(amounts, reverse=True)


def test_locked_lines_are_shown_and_lead_to_their_area(browser: Browser) -> None:
    rows = table(show(browser, "&dag=2027-11-15"), "rom-linjer")["rows"]
    assert len(rows) == 11
    assert {row["cells"]["state"]["t"] for row in rows[:-1]} == {"Låst", "Mest låst"}
    school = next(row for row in rows if row["cells"]["title"]["t"] == "Grunnskole")
    assert "omrade=grunnskole" in school["cells"]["title"]["h"]
    assert "binder 80,0" in school["cells"]["because"]["t"]
    early = table(show(browser, "&dag=2026-12-16"), "rom-linjer")["rows"]
    culture = next(row for row in early if row["cells"]["title"]["t"] == "Kultur og idrett")
    assert (culture["tone"], culture["cells"]["state"]["t"]) == ("free", "Mest åpen")
    assert culture["cells"]["default"]["t"] == "11,52"


def test_an_agreement_is_a_padlock_with_who_and_when(browser: Browser, store: Store) -> None:
    rows = {row["key"]: row["cells"] for row in table(show(browser), "rom-laser")["rows"]}
    school = rows["skolestruktur"]
    assert school["title"]["t"] == "Skolestrukturen ligger fast"
    assert school["title"]["sub"] == "Grunnskole"
    assert school["kind"]["t"] == "Eget vedtak"
    assert "31.07.2029" in school["when"]["t"]
    assert rows["legevakt"]["kind"]["t"] == "Avtale"
    assert rows["legevakt"]["who"]["t"] == "Avtalepartene"
    bare = app_of(store(Content(lines=lines({"year": 2027, "amount_ore": 900_000_000}))))
    assert "Ingen avtaler eller vedtak er lagt inn" in said(bare)


def test_an_area_has_its_own_funnel(browser: Browser) -> None:
    text = said(browser, "&omrade=grunnskole")
    assert "Trakten for Grunnskole, budsjett 2027" in text
    assert "Netto driftsbudsjett 150,0 mill. kr" in text


@pytest.mark.parametrize(
    ("search", "verdict", "shape"),
    [
        ("&belop=1+000+000&dag=2026-11-01", "Innenfor:", "innenfor"),
        ("&belop=20+000+000&dag=2026-11-01", "Usikkert:", "usikkert"),
        ("&belop=90+000+000&dag=2026-11-01", "Utenfor:", "utenfor"),
    ],
)
def test_an_amount_is_a_dot_with_words(browser: Browser, search: str, verdict: str, shape: str) -> None:
    page = show(browser, search)
    assert verdict in words(page)
    assert f"ph-dot--{shape}" in drawings(page)[0]
    assert ("Dette ville gjort at det får plass" in words(page)) == (shape != "innenfor")


def test_what_would_make_a_proposal_fit(browser: Browser) -> None:
    unsure = said(browser, "&tiltak=SP02&dag=2027-01-10")
    assert "Usikkert" in unsure
    assert "2,6 mill. kr" in unsure
    assert "Gjør det mindre: inntil 1,5 mill. kr" in unsure
    assert "Del det på flere områder: i hele budsjettet kan 21,6 mill. kr" in unsure
    assert "Ta det i budsjettet for 2028" in unsure
    too_late = said(browser, "&tiltak=SP02&dag=2027-06-01")
    assert "Utenfor" in too_late
    for page in (unsure, too_late):
        assert "En endring må ha inndekning" in page
        assert "Mot Grunnskole" in page
        assert "Mot hele budsjettet" in page


def test_a_measure_has_the_funnel_of_its_own_area(browser: Browser) -> None:
    page = show(browser, "&tiltak=SP02")
    assert "Trakten for Grunnskole med forslaget som punkt" in words(page)
    inside_its_own = show(browser, "&tiltak=SP02&omrade=grunnskole")
    assert "med forslaget som punkt" not in words(inside_its_own)
    assert "ph-dot" in drawings(inside_its_own)[0]
    elsewhere = show(browser, "&tiltak=SP02&omrade=kultur")
    assert "ph-dot" not in drawings(elsewhere)[0]
    assert not [one for one in components(page, "TextField") if one["props"]["id"] == "rom-belop"]


def test_a_measure_that_moves_nothing_this_year_says_so(browser: Browser) -> None:
    assert "Tiltaket flytter ingenting i 2026" in words(
        browser.show("/handlingsrom", "?kommune=9901&aar=2026&tiltak=SP02")["innhold"]["children"]
    )


def test_after_the_vote_a_change_needs_cover(browser: Browser) -> None:
    assert "Etter vedtaket må en endring ha inndekning" in said(browser, "&dag=2027-02-01")
    assert "inndekning" not in said(browser, "&dag=2026-10-01")


def test_the_four_year_clock_has_sentence_index_and_table(browser: Browser) -> None:
    page = show(browser)
    text = said(browser)
    assert "Fireårsklokka: budsjettene 2024–2027" in text
    assert "1. november 2023 hadde kommunestyret 245,4 mill. kr å flytte i fire budsjetter." in text
    rows = table(page, "rom-periode")["rows"]
    assert (rows[0]["cells"]["index"]["t"], rows[-1]["cells"]["index"]["t"]) == ("100,0", "0,0")
    assert any("Indeks 6" in drawing for drawing in drawings(page))


@pytest.mark.parametrize(
    ("per", "expected"),
    [
        ("2023-11-01", "1. november 2023 har kommunestyret 228,9 mill. kr å flytte"),
        ("2027-10-31", "Nå er 0 % igjen"),
    ],
)
def test_the_clock_follows_the_date_of_the_page(browser: Browser, per: str, expected: str) -> None:
    assert expected in said(browser, f"&per={per}")


def test_the_clock_is_the_old_councils_until_november() -> None:
    assert clock_year(date(2027, 10, 31)) == 2026
    assert clock_year(date(2027, 11, 1)) == 2027


def test_a_year_that_borrows_says_so(browser: Browser) -> None:
    page = said(browser, "&per=2023-11-01")
    assert "lånte et annet: 2025 på 2024, 2026 på 2024, 2027 på 2024." in page
    assert "budsjett.2026" in said(browser, "&per=2023-11-01")


def test_the_margin_explains_itself(browser: Browser) -> None:
    text = said(browser)
    assert "Økonomisk margin i 2027 60,8 mill. kr Anslag, mellom" in text
    assert "14,5 mill. kr Anslag. Av et disposisjonsfond på 60,0 mill. kr. Kan brukes én gang." in text
    assert text.count("Forklar tallet") == 3


def test_without_a_fund_or_a_term_the_page_says_so_or_leaves_it_out(store: Store, odd: Odd) -> None:
    bare = app_of(store(Content(lines=lines({"year": 2027, "amount_ore": 900_000_000}))))
    assert "Skriv disposisjonsfond.2026" in said(bare)
    missing = NoVersion(text("Det finnes ingen tall for dette året."))
    odd(Handlingsrom, "term", missing)
    page = said(odd(Handlingsrom, "margin", missing))
    assert "Fireårsklokka" not in page
    assert "Taket over tid" not in page
    assert "Antakelsene bak tallene" in page


def test_every_assumption_is_listed_once(browser: Browser) -> None:
    rows = table(show(browser), "rom-antakelser")["rows"]
    keys = [row["key"] for row in rows]
    assert len(keys) == len(set(keys))
    assert {"nivaa_1.bundet", "aapenhet", "omraade.grunnskole", "ledetid_strukturell", "mal_ndr"} <= set(keys)
    level = next(row["cells"] for row in rows if row["key"] == "nivaa_1.bundet")
    assert level["title"]["sub"] == "nivaa_1.bundet"
    assert level["mark"]["t"] == "Antakelse"
    own = next(row["cells"] for row in rows if row["key"] == "omraade.grunnskole")
    assert (own["mark"]["t"], own["why"]["t"]) == ("Kommunens egen", "Økonomiavdelingens vurdering")


def test_settings_that_could_not_be_used_are_said(store: Store) -> None:
    services = store(
        Content(
            lines=lines({"year": 2027, "amount_ore": 900_000_000}),
            settings=(setting("nivaa_1.bundet", "mye"),),
        )
    )
    page = said(app_of(services))
    assert "Innstillingen «nivaa_1.bundet»" in page
    assert "«mye»" in page


def test_a_past_year_says_that_it_is_over(browser: Browser) -> None:
    page = words(browser.show("/handlingsrom", "?kommune=9901&aar=2025")["innhold"]["children"])
    assert "Budsjettåret 2025 er over." in page
    assert "Velg et senere år øverst" in page


@pytest.mark.parametrize(
    ("search", "message"),
    [
        ("?kommune=9901&aar=2031", "Det finnes ingen tall for 2031."),
        ("?kommune=9901&aar=2019&per=2020-01-01", "Det finnes ingen tall for 2019."),
    ],
)
def test_no_budget_says_what_to_do(browser: Browser, search: str, message: str) -> None:
    page = words(browser.show("/handlingsrom", search)["innhold"]["children"])
    assert message in page
    assert "Gå til Import" in page


def test_without_any_version_no_budget_stands(store: Store) -> None:
    page = words(app_of(store()).show("/handlingsrom", "?kommune=9901")["innhold"]["children"])
    assert "Ingen budsjett gjelder per denne datoen." in page
    assert "Gå til Import" in page


def test_only_investment_is_no_budget_to_move(store: Store) -> None:
    services = store(Content(lines=lines({"year": 2027, "kontoklasse": "0", "art": "230"})))
    page = app_of(services).show("/handlingsrom", "?kommune=9901")
    assert "Ingen budsjett gjelder" in words(page["innhold"]["children"])
