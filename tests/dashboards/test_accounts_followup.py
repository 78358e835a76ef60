"""Follow-up on page Budsjett og regnskap: the sentence, the band, the way down, and what is missing."""

from __future__ import annotations

from typing import Any

import pytest

from dashboards.app import create_app
from tests.dashboards.fakes import NOW, ON, fake_services
from tests.dashboards.fakes_followup import FakeFollowup
from tests.dashboards.http import Browser, components, words

HERE = "?kommune=9901&vis=oppfolging"
DOWN = "&omrade=skole&gruppe=lonn&art=010&funksjon=202&ansvar=2100"


def show(search: str = HERE, followup: FakeFollowup | None = None) -> Any:
    services = fake_services(followup=followup or FakeFollowup())
    app = create_app(services, today=lambda: ON, now=lambda: NOW)
    return Browser(app).show("/budsjett", search)["innhold"]["children"]


def said(search: str = HERE, followup: FakeFollowup | None = None) -> str:
    return words(show(search, followup)).replace("\N{NO-BREAK SPACE}", " ")


def rows(page: Any, id_: str) -> list[list[str]]:
    """The cells of the data table with the id, as the reader sees them."""
    [table] = [one for one in components(page, "DataTable") if one["props"].get("id") == id_]
    keys = [column["key"] for column in table["props"]["columns"]]
    return [
        [row["cells"].get(key, {}).get("t", "").replace("\N{NO-BREAK SPACE}", " ") for key in keys]
        for row in table["props"]["rows"]
    ]


def test_the_overviews_lead_to_the_follow_up_and_back() -> None:
    for search in ("?kommune=9901&aar=2027", HERE):
        radios = {one["props"]["id"]: one["props"] for one in components(show(search), "RadioGroup")}
        assert radios["oppfolging-vis"]["address"] == "vis"
        assert radios["oppfolging-vis"]["value"] == ("oppfolging" if search == HERE else "oversikter")


def test_the_newest_year_with_accounts_is_shown_with_its_month() -> None:
    text = said()
    assert "Til og med oktober 2026 har tjenesteområdene brukt 165,0 mill. kr" in text
    assert "går til og med oktober" in text
    assert "Anslag: mellom" in text


def test_the_areas_stand_worst_first_with_their_sums_last() -> None:
    found = rows(show(), "oppfolging-omrader")
    assert [row[0] for row in found] == [
        "Grunnskole",
        "Omsorg",
        "Uten område",
        "Generelle inntekter, finans og disponeringer",
        "Alle tjenesteområder",
        "Hele driften",
    ]
    assert found[0] == ["Grunnskole", "−5 000", "−5,6 %", "95 000", "90 000", "108 000", "113 000"]
    assert found[-1][2] == "–"


def test_amounts_in_kroner() -> None:
    assert rows(show(HERE + "&enhet=kroner"), "oppfolging-omrader")[0][5] == "108 000 000"


def test_an_earlier_month_and_another_profile_are_in_the_address() -> None:
    page = show(HERE + "&maaned=3&profil=jevn")
    assert rows(page, "oppfolging-omrader")[0][4] == "27 000"
    radios = {one["props"]["id"]: one["props"]["value"] for one in components(page, "RadioGroup")}
    assert radios["oppfolging-profil"] == "jevn"
    selects = {one["props"]["id"]: one["props"] for one in components(page, "Select")}
    assert selects["oppfolging-maaned"]["value"] == "3"
    assert len(selects["oppfolging-maaned"]["options"]) == 10


@pytest.mark.parametrize("month", ["0", "13", "mars", "-1"])
def test_a_month_that_is_none_shows_all_there_is(month: str) -> None:
    assert "Til og med oktober 2026" in said(f"{HERE}&maaned={month}")


def test_the_way_down_ends_at_lines_with_cells() -> None:
    page = show(HERE + DOWN)
    assert rows(page, "oppfolging-arter")[0][:3] == ["010 Fastlønn", "202 Grunnskole", "2100"]
    assert [row[:4] for row in rows(page, "oppfolging-linjer")] == [
        ["Regnskap 2026", "–", "mars", "100 000"],
        ["Revidert budsjett 2026", "Lønn lærere", "Hele året", "1 200 000"],
    ]
    assert [row[5] for row in rows(page, "oppfolging-linjer")] == ["regnskap.xlsx", "budsjett.xlsx"]
    assert "Grunnskole: budsjett og regnskap 2026" in words(page)


def test_many_lines_say_that_some_are_left_out() -> None:
    assert "bare de første 500 linjene" in said(HERE + DOWN, FakeFollowup(many_lines=True))


@pytest.mark.parametrize(
    "search", ["&omrade=finnes-ikke", "&omrade=skole&gruppe=nei", "&omrade=_uten&gruppe=kjop&art=1"]
)
def test_an_address_that_names_nothing_shows_what_there_is(search: str) -> None:
    assert "Områder: regnskap mot budsjett" in said(HERE + search)


def test_the_common_area_can_be_looked_into() -> None:
    assert "Bak tallet: Generelle inntekter" in said(HERE + "&omrade=_felles")


def test_a_closed_year_has_the_arsberetnings_table_and_no_forecast() -> None:
    page = show(HERE + "&aar=2025")
    school = rows(page, "oppfolging-arsberetning")[0]
    assert school[:5] == ["Grunnskole", "97 200", "10 800", "108 000", "114 000"]
    assert "I 2025 har tjenesteområdene brukt" in words(page)
    assert "Anslag" not in words(page)


def test_broken_controls_show_their_lines() -> None:
    text = said(HERE, FakeFollowup(broken=True))
    assert "Kontroll 145: avvik" in text
    assert "Art 590, funksjon 202: 6 000 000 kr" in text
    assert "før årsavslutningen er slike avvik vanlige" in text
    assert "før årsavslutningen" not in said(HERE + "&aar=2025", FakeFollowup(broken=True))
    assert "Alle" in said()


def test_each_figure_explains_itself() -> None:
    assert said().count("Forklar tallet") == 3
    assert "Slik er det regnet Budsjett hittil − netto regnskap hittil" in said()


def test_a_year_without_accounts_leads_to_those_with() -> None:
    text = said(HERE + "&aar=2027")
    assert "Oppfølging for 2026" in text
    assert "Gå til Import" in text
    assert "Oppfølging for" not in said(HERE, FakeFollowup(missing=True))
