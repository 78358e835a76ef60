"""Follow-up on page Budsjett og regnskap: the sentence, the band, the way down, and what is missing."""

from __future__ import annotations

from typing import Any

import pytest

from planhjul.house.followup import FollowUp
from planhjul.house.money import LineDetail
from planhjul.issues import CellRef
from planhjul.ledger.integrity import controls
from planhjul.reference.controls import load_controls
from planhjul.staged import Content
from tests.dashboards.conftest import Odd, Store, app_of
from tests.dashboards.http import Browser, components, words
from tests.ledger.followup.frames import accounts_of
from tests.store.examples import lines

HERE = "?kommune=9901&vis=oppfolging"
DOWN = "&omrade=grunnskole&gruppe=lonn&art=010&funksjon=202&ansvar=2110"


def show(browser: Browser, search: str = HERE) -> Any:
    return browser.show("/budsjett", search)["innhold"]["children"]


def said(browser: Browser, search: str = HERE) -> str:
    return words(show(browser, search)).replace("\N{NO-BREAK SPACE}", " ")


def rows(page: Any, id_: str) -> list[list[str]]:
    """The cells of the data table with the id, as the reader sees them."""
    [table] = [one for one in components(page, "DataTable") if one["props"].get("id") == id_]
    keys = [column["key"] for column in table["props"]["columns"]]
    return [
        [row["cells"].get(key, {}).get("t", "").replace("\N{NO-BREAK SPACE}", " ") for key in keys]
        for row in table["props"]["rows"]
    ]


def test_the_overviews_lead_to_the_follow_up_and_back(browser: Browser) -> None:
    for search in ("?kommune=9901&aar=2027", HERE):
        radios = {one["props"]["id"]: one["props"] for one in components(show(browser, search), "RadioGroup")}
        assert radios["oppfolging-vis"]["address"] == "vis"
        assert radios["oppfolging-vis"]["value"] == ("oppfolging" if search == HERE else "oversikter")


def test_the_newest_year_with_accounts_is_shown_with_its_month(browser: Browser) -> None:
    text = said(browser)
    assert "Til og med oktober 2026 har tjenesteområdene brukt 536,3 mill. kr, 3,3 mill. kr mer" in text
    assert "går til og med oktober" in text
    assert "Anslag: mellom" in text


def test_the_areas_stand_worst_first_with_their_sums_last(browser: Browser) -> None:
    found = rows(show(browser), "oppfolging-omrader")
    assert [row[0] for row in found] == [
        "Hjemmetjenester",
        "Institusjon og helse",
        "Barnevern",
        "Kultur og idrett",
        "Veier og teknisk",
        "Barnehage",
        "Næring",
        "Sosialhjelp og integrering",
        "Grunnskole",
        "Administrasjon",
        "Generelle inntekter, finans og disponeringer",
        "Alle tjenesteområder",
        "Hele driften",
    ]
    assert found[0] == [
        "Hjemmetjenester", "−3 444", "−3,2 %", "111 320", "107 876", "124 954", "128 398",
    ]  # fmt: skip
    assert found[-1][2] == "–"


def test_amounts_in_kroner(browser: Browser) -> None:
    assert rows(show(browser, HERE + "&enhet=kroner"), "oppfolging-omrader")[0][5] == "124 954 000"


def test_an_earlier_month_and_another_profile_are_in_the_address(browser: Browser) -> None:
    page = show(browser, HERE + "&maaned=3&profil=jevn")
    assert rows(page, "oppfolging-omrader")[0][4] == "31 239"
    radios = {one["props"]["id"]: one["props"]["value"] for one in components(page, "RadioGroup")}
    assert radios["oppfolging-profil"] == "jevn"
    selects = {one["props"]["id"]: one["props"] for one in components(page, "Select")}
    assert selects["oppfolging-maaned"]["value"] == "3"
    assert len(selects["oppfolging-maaned"]["options"]) == 10


@pytest.mark.parametrize("month", ["0", "13", "mars", "-1"])
def test_a_month_that_is_none_shows_all_there_is(browser: Browser, month: str) -> None:
    assert "Til og med oktober 2026" in said(browser, f"{HERE}&maaned={month}")


def test_the_way_down_ends_at_lines_with_cells(browser: Browser) -> None:
    page = show(browser, HERE + DOWN)
    assert ["010 Fastlønn", "202 Grunnskole", "2110"] in [row[:3] for row in rows(page, "oppfolging-arter")]
    found = rows(page, "oppfolging-linjer")
    assert len(found) == 11
    assert found[2] == [
        "Regnskap 2026", "–", "mars", "814 809", "Linjer!H984", "regnskap-2026-oktober.xlsx",
    ]  # fmt: skip
    assert found[-1] == [
        "Revidert budsjett 2026", "Fastlønn", "Hele året", "9 221 000", "Linjer!H331",
        "budsjett-2026-revidert.xlsx",
    ]  # fmt: skip
    assert "Grunnskole: budsjett og regnskap 2026" in words(page)


def test_many_lines_say_that_some_are_left_out(odd: Odd) -> None:
    line = LineDetail("010", "", "2110", 3, 1, "f.xlsx", CellRef("f.xlsx", "Ark", 4, 8))
    assert "bare de første 500 linjene" in said(odd(FollowUp, "lines", (line,) * 500), HERE + DOWN)


@pytest.mark.parametrize(
    "search", ["&omrade=finnes-ikke", "&omrade=grunnskole&gruppe=nei", "&omrade=_uten&gruppe=kjop&art=1"]
)
def test_an_address_that_names_nothing_shows_what_there_is(browser: Browser, search: str) -> None:
    assert "Områder: regnskap mot budsjett" in said(browser, HERE + search)


def test_the_common_area_can_be_looked_into(browser: Browser) -> None:
    assert "Bak tallet: Generelle inntekter" in said(browser, HERE + "&omrade=_felles")


def test_a_closed_year_has_the_arsberetnings_table_and_no_forecast(browser: Browser) -> None:
    page = show(browser, HERE + "&aar=2025")
    first, *others = rows(page, "oppfolging-arsberetning")
    assert first[:5] == ["Barnehage", "92 697", "0", "92 697", "93 755"]
    [changed] = [row for row in others if row[0] == "Hjemmetjenester"]
    assert changed[:5] == ["Hjemmetjenester", "120 584", "700", "121 284", "122 063"]
    assert "I 2025 har tjenesteområdene brukt" in words(page)
    assert "Anslag" not in words(page)


def test_broken_controls_show_their_lines(browser: Browser, odd: Odd) -> None:
    text = said(browser)
    assert "3 av 17 kontroller viser et avvik." in text
    assert "Kontroll 095: avvik Investering går ikke i null." in text
    assert "Art 230, funksjon 222: 35 340 000 kr" in text
    assert "før årsavslutningen er slike avvik vanlige" in text
    closed = said(browser, HERE + "&aar=2025")
    assert "Alle 19 kontroller stemmer." in closed
    assert "før årsavslutningen" not in closed
    sums = accounts_of(2025, 12)
    broken = odd(FollowUp, "controls", controls(sums[sums["funksjon"] != "860"], load_controls()))
    text = said(broken, HERE + "&aar=2025")
    assert "Kontroll 145: avvik" in text
    assert "Art 590, funksjon 202: 6 000 000 kr" in text
    assert "før årsavslutningen" not in text


def test_each_figure_explains_itself(browser: Browser) -> None:
    assert said(browser).count("Forklar tallet") == 3
    assert "Slik er det regnet Budsjett hittil − netto regnskap hittil" in said(browser)


def test_a_year_without_accounts_leads_to_those_with(browser: Browser, store: Store) -> None:
    text = said(browser, HERE + "&aar=2027")
    assert "Oppfølging for 2026" in text
    assert "Gå til Import" in text
    bare = app_of(store(Content(lines=lines({"year": 2026, "amount_ore": 100}))))
    assert "Oppfølging for" not in said(bare)
