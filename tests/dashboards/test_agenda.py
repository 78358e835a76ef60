"""Page Min saksliste: the list, the way of a wish, the form in the address, and who raises the cases."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from urllib.parse import parse_qs, quote

import pytest

from dashboards.app import create_app
from tests.dashboards.fakes import NOW, ON, fake_services
from tests.dashboards.fakes_agenda import MEALS, OWNER, SHORE, FakeAgenda
from tests.dashboards.http import Browser, components, words

STORVIK = "?kommune=9901"
WISH = "&onske=" + quote("Utvide åpningstida på biblioteket")


def browser(agenda: FakeAgenda | None = None) -> Browser:
    services = fake_services(agenda=agenda or FakeAgenda())
    return Browser(create_app(services, today=lambda: ON, now=lambda: NOW))


def show(search: str = "", agenda: FakeAgenda | None = None) -> Any:
    return browser(agenda).show("/saksliste", STORVIK + search)["innhold"]["children"]


def said(search: str = "", agenda: FakeAgenda | None = None) -> str:
    return words(show(search, agenda)).replace("\N{NO-BREAK SPACE}", " ")


def test_the_page_leads_with_the_nearest_deadline() -> None:
    assert f"{OWNER}: 1 av 2 saker har neste frist 25.11.2026, om 3 virkedager." in said()
    assert f"{OWNER}: 1 av 2 saker har neste frist 25.11.2026, om 1 virkedag." in said("&per=2026-11-24")
    assert f"{OWNER}: 1 av 2 saker har neste frist 25.11.2026, i dag." in said("&per=2026-11-25")
    no_day = said("", FakeAgenda(wishes=[SHORE]))
    assert f"Ingen av sakene på {OWNER} har en sjanse med dato ennå." in no_day


def test_the_list_shows_each_wish_with_its_next_and_last_chance() -> None:
    page = said()
    assert "Gratis skolemat 3 000 000 kr i året fra 2027" in page
    assert "25.11.2026 Formannskapet innstiller 10.12.2026 Budsjettet vedtas" in page
    assert "Verne <strandsona> Så snart som mulig, uten beløp Ingen datofestet" in page


def test_the_way_highlights_the_last_chance_and_counts_the_days() -> None:
    page = said()
    assert "Koster 3 000 000 kr i året. Skal virke fra 2027." in page
    assert "Onsdag 25. november 2026 Neste sjanse Får plass" in page
    assert "Torsdag 10. desember 2026 Siste sjanse Får plass" in page
    assert "Må leveres senest 10.12.2026: 1 virkedag igjen" in page
    assert "Må leveres senest 25.11.2026: 14 virkedager igjen" in page
    assert "Leveringsfristen står i kommunens reglement." in page
    assert "Ingen dag er satt ennå." in page
    assert "1 vedtak er passert Gikk 16.06.2026. Rammesak" in page
    assert "Etterpå: virker først etter 2027" in page
    assert "Kan flyttes da i Grunnskole, mill. kr (anslag)" in page
    assert "lavt 1,0 anslag 3,5 høyt 6,0" in page
    assert "Endringsforslag Beløp og inndekning. 1 annen måte Verbalforslag Tekst uten beløp." in page
    assert "Usikkert om det får plass" in page
    assert "Beløpet er regnet som helt år." in page


def test_the_last_chance_is_marked_in_the_list_itself() -> None:
    items = [one["props"] for one in components(show(), "Li") if "ph-way__point" in str(one["props"])]
    last = [item for item in items if "ph-way__point--last" in item.get("className", "")]
    assert len(last) == 1
    assert "Budsjettet vedtas" in words(last[0]["children"])


def test_a_wish_from_a_file_cannot_be_taken_off_here() -> None:
    page = said()
    assert "Saken står i fila saksliste.xlsx." in page
    assert "Ikke kutt i ansatte." in page
    own = said("&sak=strand")
    assert "Ta saken av lista" in own
    assert "Uten beløp." in own


def test_a_wish_in_words_is_shown_and_not_stored() -> None:
    agenda = FakeAgenda()
    page = said(WISH + "&belop=-800%20000&virkaar=2028&slag=tjeneste", agenda)
    assert "Ikke lagt på noen liste" in page
    assert "Sparer 800 000 kr i året. Skal virke fra 2028." in page
    assert len(agenda.wishes) == 2


@pytest.mark.parametrize(
    ("search", "mistake"),
    [
        (WISH + "&belop=mye", "«mye» er ikke et beløp i kroner."),
        (WISH + "&belop=1,005", "«1,005» er ikke et beløp i kroner."),
        (WISH + "&virkaar=snart", "«snart» er ikke et årstall."),
        (WISH + "&merknad=" + "x" * 501, "Skriv det kortere: høyst 500 tegn."),
        ("&onske=" + "x" * 161, "Skriv det kortere: høyst 160 tegn."),
    ],
)
def test_a_mistake_in_the_form_stands_at_its_field(search: str, mistake: str) -> None:
    assert mistake in said(search)


def test_putting_a_wish_on_a_list_leads_to_it() -> None:
    agenda = FakeAgenda()
    answer = browser(agenda).call(
        "saksliste-legg-til.n_clicks",
        {
            "saksliste-legg-til.n_clicks": 1,
            "adresse.search": STORVIK + WISH + "&belop=800000&nyliste=Bygdelista&per=2026-11-21",
        },
    )
    query = parse_qs(answer["adresse"]["search"][1:])
    assert query["liste"] == ["Bygdelista"]
    assert query["sak"] == ["ny"]
    assert query["per"] == ["2026-11-21"]
    assert not {"onske", "belop", "nyliste"} & set(query)
    assert (agenda.wishes[-1].owner, agenda.wishes[-1].amount_ore) == ("Bygdelista", 80_000_000)


@pytest.mark.parametrize(
    ("search", "mistake"),
    [
        ("", "Skriv hva dere vil, med egne ord."),
        (WISH, "Skriv hvem sin liste saken skal stå på"),
        (WISH + "&belop=mye&nyliste=A", "«mye» er ikke et beløp"),
    ],
)
def test_what_cannot_be_put_on_a_list_is_told_why(search: str, mistake: str) -> None:
    agenda = FakeAgenda()
    answer = browser(agenda).call(
        "saksliste-legg-til.n_clicks",
        {"saksliste-legg-til.n_clicks": 1, "adresse.search": STORVIK + search},
    )
    assert mistake in words(answer["saksliste-melding"]["children"])
    assert len(agenda.wishes) == 2


def test_taking_a_wish_off_leaves_it_in_the_form() -> None:
    agenda = FakeAgenda()
    answer = browser(agenda).call(
        "saksliste-fjern.n_clicks",
        {"saksliste-fjern.n_clicks": 1, "adresse.search": STORVIK + "&sak=strand"},
    )
    query = parse_qs(answer["adresse"]["search"][1:])
    assert query["onske"] == [SHORE.title]
    assert query["nyliste"] == [OWNER]
    assert agenda.wishes == [MEALS]


def test_a_wish_taken_off_and_put_back_is_the_same() -> None:
    own = replace(MEALS, key="min", area="grunnskole", goal="M1", source=None)
    agenda = FakeAgenda(wishes=[own])
    client = browser(agenda)
    taken = client.call(
        "saksliste-fjern.n_clicks",
        {"saksliste-fjern.n_clicks": 1, "adresse.search": STORVIK + "&sak=min"},
    )
    assert agenda.wishes == []
    search = taken["adresse"]["search"]
    page = words(client.show("/saksliste", search)["innhold"]["children"])
    assert "Saken er tatt av lista og står i skjemaet." in page
    client.call("saksliste-legg-til.n_clicks", {"saksliste-legg-til.n_clicks": 1, "adresse.search": search})
    assert [replace(wish, key="min") for wish in agenda.wishes] == [own]


def test_a_list_is_kept_from_today_also_on_an_earlier_day() -> None:
    earlier = "&per=2026-10-01"
    assert "Du ser på 01.10.2026. Saken legges på lista fra i dag, 21.11.2026" in said(earlier)
    assert "Du ser på" not in said()
    answer = browser().call(
        "saksliste-legg-til.n_clicks",
        {
            "saksliste-legg-til.n_clicks": 1,
            "adresse.search": STORVIK + WISH + "&nyliste=Bygdelista" + earlier,
        },
    )
    assert "per" not in parse_qs(answer["adresse"]["search"][1:])


def test_what_cannot_be_taken_off_is_told_why() -> None:
    answer = browser().call(
        "saksliste-fjern.n_clicks",
        {"saksliste-fjern.n_clicks": 1, "adresse.search": STORVIK + "&sak=skolemat"},
    )
    assert "Saken står i en fil." in words(answer["saksliste-fjernet"]["children"])


def test_nothing_is_done_before_a_button_is_pressed_or_without_a_list() -> None:
    for button in ("saksliste-legg-til", "saksliste-fjern"):
        answer = browser().call(f"{button}.n_clicks", {"adresse.search": STORVIK})
        assert not any(answer.values())
    nothing = browser(FakeAgenda(wishes=[]))
    pressed = {"saksliste-fjern.n_clicks": 1, "adresse.search": STORVIK}
    assert not any(nothing.call("saksliste-fjern.n_clicks", pressed).values())


def test_the_list_is_handed_out_as_calendar_and_workbook() -> None:
    client = browser().client
    query = f"?kommune=9901&liste={quote(OWNER)}"
    calendar = client.get(f"/saksliste/liste.ics{query}")
    assert (calendar.status_code, calendar.data) == (200, b"BEGIN:VCALENDAR")
    assert "saksliste.ics" in calendar.headers["Content-Disposition"]
    workbook = client.get(f"/saksliste/liste.xlsx{query}")
    assert (workbook.status_code, workbook.data) == (200, b"PK")
    assert client.get("/saksliste/liste.ics?kommune=9901&liste=Ingen").status_code == 404
    assert client.get("/saksliste/liste.ics?kommune=0000").status_code == 404


def test_the_links_to_the_files_keep_the_day() -> None:
    links = [one["props"].get("href", "") for one in components(show("&per=2026-10-01"), "A")]
    assert any("liste.ics" in link and "per=2026-10-01" in link for link in links)


def test_who_raises_the_cases_is_said_and_tabled() -> None:
    page = said()
    assert "I 2025 reiste kommunedirektøren 147 av 150 saker, og politikere 2." in page
    assert "I 2024 reiste kommunedirektøren 150 av 150 saker. Ingen politikere reiste sak." in page
    assert "Vi kjenner ikke igjen: Per Person." in page
    assert "Saker kommunedirektøren reiste i 2025: 147 av 150 (98 %)" in page


def test_without_lists_or_cases_the_page_says_what_to_do() -> None:
    page = said("", FakeAgenda(wishes=[], years=()))
    assert "Hva vil dere ha gjort noe med?" in page
    assert "Ingen saksliste er lagt inn per denne datoen." in page
    assert "Ingen saker er lest inn per denne datoen." in page
    assert "Usikkert" not in page


def test_an_unknown_list_in_the_address_is_said() -> None:
    assert "Adressen ber om lista «Ukjent», som ikke finnes her." in said("&liste=Ukjent")
