"""Page Min saksliste: the list, the way of a wish, the form in the address, and who raises the cases."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any
from urllib.parse import parse_qs, quote

import pytest

from planhjul.choices.priorities import Priority, PriorityKind
from planhjul.house.agenda import Agenda, AgendaList
from planhjul.issues import Refused
from planhjul.staged import Content
from planhjul.writing import Services
from tests.dashboards.conftest import NOW, ON, Odd, Store, app_of
from tests.dashboards.http import Browser, components, words
from tests.store.examples import case, priority

STORVIK = "?kommune=9901"
OWNER = "Bygdelista"
WISH = "&onske=" + quote("Utvide åpningstida på biblioteket")
SHORE = Priority("", OWNER, "Verne <strandsona>", PriorityKind.AREAL, "", "", "", None, None, "", None)


def show(browser: Browser, search: str = "") -> Any:
    return browser.show("/saksliste", STORVIK + search)["innhold"]["children"]


def said(browser: Browser, search: str = "") -> str:
    return plain(show(browser, search))


def plain(page: Any) -> str:
    return words(page).replace("\N{NO-BREAK SPACE}", " ")


def wishes(services: Services) -> list[str]:
    """The keys of every wish there is."""
    return [one.key for one in services.house.as_of("9901", ON).priorities]


def shore(services: Services) -> str:
    """Puts an own wish on the list from the file, and gives its key."""
    added = services.wishes.add("9901", SHORE, NOW, ON)
    assert not isinstance(added, Refused)
    return added.key


def test_the_page_leads_with_the_nearest_deadline(browser: Browser, odd: Odd) -> None:
    lead = f"{OWNER}: 2 av 4 saker har neste frist 25.11.2026"
    assert f"{lead}, om 3 virkedager." in said(browser)
    assert f"{lead}, om 1 virkedag." in said(browser, "&per=2026-11-24")
    assert f"{lead}, i dag." in said(browser, "&per=2026-11-25")
    [found] = odd.services.house.as_of("9901", ON).agenda.lists()
    undated = tuple(replace(item, route=replace(item.route, points=())) for item in found.items)
    no_day = said(odd(Agenda, "lists", (AgendaList(OWNER, undated),)))
    assert f"Ingen av sakene på {OWNER} har en sjanse med dato ennå." in no_day
    assert "Fast bygdetid i kommunestyret Så snart som mulig, uten beløp Ingen datofestet" in no_day


def test_the_list_shows_each_wish_with_its_next_and_last_chance(browser: Browser, changing: Services) -> None:
    page = said(browser)
    assert "Bedre vedlikehold av grusveier 1 200 000 kr i året fra 2027" in page
    assert (
        "25.11.2026 Formannskapet innstiller til budsjett og økonomiplan "
        "10.12.2026 Kommunestyret vedtar økonomiplan og årsbudsjett"
    ) in page
    shore(changing)
    assert "Verne <strandsona> Så snart som mulig, uten beløp" in said(app_of(changing))


def test_the_way_highlights_the_last_chance_and_counts_the_days(browser: Browser, store: Store) -> None:
    page = said(browser, "&sak=B02")
    assert "Koster 1 200 000 kr i året. Skal virke fra 2027." in page
    assert "Onsdag 25. november 2026 Neste sjanse Får ikke plass" in page
    assert "Torsdag 10. desember 2026 Siste sjanse Får ikke plass" in page
    assert "Må leveres senest 25.11.2026: 3 virkedager igjen" in page
    assert "Må leveres senest 10.12.2026: 14 virkedager igjen" in page
    assert "Må leveres senest 10.12.2026: 1 virkedag igjen" in said(browser, "&sak=B02&per=2026-12-09")
    assert "Leveringsfristen står i kommunens reglement." in page
    assert "3 vedtak er passert Gikk 20.04.2026. Budsjett- og strategikonferanse" in page
    assert "Etterpå: virker først etter 2027" in page
    assert "Kan flyttes da i Veier og teknisk, mill. kr (anslag)" in page
    assert "lavt 0,3 anslag 0,6 høyt 1,1" in page
    assert "2 andre måter" in page
    assert "1 annen måte Interpellasjon Et skriftlig, begrunnet spørsmål" in page
    assert "Verbalforslag Tekst uten beløp" in page
    assert "Beløpet er regnet som helt år" in page
    about = "&onske=Skolemat&virkaar=2027&slag=penger&funksjon=202"
    assert "Neste sjanse Får plass" in said(browser, about + "&belop=300000")
    assert "Neste sjanse Usikkert om det får plass" in said(browser, about + "&belop=4000000")
    without_meetings = app_of(store(Content(priorities=(priority("p1"),))))
    assert "Ingen dag er satt ennå." in said(without_meetings)


def test_the_last_chance_is_marked_in_the_list_itself(browser: Browser) -> None:
    items = [one["props"] for one in components(show(browser), "Li") if "ph-way__point" in str(one["props"])]
    last = [item for item in items if "ph-way__point--last" in item.get("className", "")]
    assert len(last) == 1
    assert "Kommunestyret vedtar økonomiplan og årsbudsjett" in words(last[0]["children"])


def test_a_wish_from_a_file_cannot_be_taken_off_here(browser: Browser, changing: Services) -> None:
    page = said(browser, "&sak=B01")
    assert "Saken står i fila saksliste-bygdelista.xlsx." in page
    assert "Lovet i valgkampen" in page
    assert "Ta saken av lista" not in page
    own = said(app_of(changing), f"&sak={shore(changing)}")
    assert "Ta saken av lista" in own
    assert "Uten beløp." in own


def test_a_wish_in_words_is_shown_and_not_stored(changing: Services) -> None:
    page = said(app_of(changing), WISH + "&belop=-800%20000&virkaar=2028&slag=tjeneste")
    assert "Ikke lagt på noen liste" in page
    assert "Sparer 800 000 kr i året. Skal virke fra 2028." in page
    assert len(wishes(changing)) == 4


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
def test_a_mistake_in_the_form_stands_at_its_field(browser: Browser, search: str, mistake: str) -> None:
    assert mistake in said(browser, search)


def press(services: Services, button: str, search: str) -> dict[str, Any]:
    pressed = {f"saksliste-{button}.n_clicks": 1, "adresse.search": STORVIK + search}
    return app_of(services).call(f"saksliste-{button}.n_clicks", pressed)


def test_putting_a_wish_on_a_list_leads_to_it(changing: Services) -> None:
    answer = press(changing, "legg-til", WISH + "&belop=800000&nyliste=Grendelista&per=2026-11-21")
    query = parse_qs(answer["adresse"]["search"][1:])
    assert query["liste"] == ["Grendelista"]
    assert query["sak"] == ["utvide-apningstida-pa-biblioteket"]
    assert query["per"] == ["2026-11-21"]
    assert not {"onske", "belop", "nyliste"} & set(query)
    [added] = [one for one in changing.house.as_of("9901", ON).priorities if one.owner == "Grendelista"]
    assert added.amount_ore == 80_000_000


@pytest.mark.parametrize(
    ("search", "mistake"),
    [
        ("", "Skriv hva dere vil, med egne ord."),
        (WISH, "Skriv hvem sin liste saken skal stå på"),
        (WISH + "&belop=mye&nyliste=A", "«mye» er ikke et beløp"),
    ],
)
def test_what_cannot_be_put_on_a_list_is_told_why(changing: Services, search: str, mistake: str) -> None:
    answer = press(changing, "legg-til", search)
    assert mistake in words(answer["saksliste-melding"]["children"])
    assert len(wishes(changing)) == 4


def test_taking_a_wish_off_leaves_it_in_the_form(changing: Services) -> None:
    answer = press(changing, "fjern", f"&sak={shore(changing)}")
    query = parse_qs(answer["adresse"]["search"][1:])
    assert query["onske"] == [SHORE.title]
    assert query["nyliste"] == [OWNER]
    assert wishes(changing) == ["B01", "B02", "B03", "B04"]


def test_a_wish_taken_off_and_put_back_is_the_same(changing: Services) -> None:
    seen = changing.house.as_of("9901", ON)
    [school] = [one for one in seen.priorities if one.key == "B01"]
    own = changing.wishes.add("9901", replace(school, title="Gratis skolemat"), NOW, ON)
    assert not isinstance(own, Refused)
    taken = press(changing, "fjern", f"&sak={own.key}")
    assert own.key not in wishes(changing)
    search = taken["adresse"]["search"].removeprefix(STORVIK)
    page = said(app_of(changing), search)
    assert "Saken er tatt av lista og står i skjemaet." in page
    press(changing, "legg-til", search)
    assert own in seen.priorities


def test_a_list_is_kept_from_today_also_on_an_earlier_day(browser: Browser, changing: Services) -> None:
    earlier = "&per=2026-10-01"
    assert "Du ser på 01.10.2026. Saken legges på lista fra i dag, 21.11.2026" in said(browser, earlier)
    assert "Du ser på" not in said(browser)
    answer = press(changing, "legg-til", WISH + "&nyliste=Grendelista" + earlier)
    assert "per" not in parse_qs(answer["adresse"]["search"][1:])


def test_what_cannot_be_taken_off_is_told_why(changing: Services) -> None:
    answer = press(changing, "fjern", "&sak=B01")
    assert "B01" in wishes(changing)
    told = words(answer["saksliste-fjernet"]["children"])
    assert "En sak fra en fil tas bort ved å importere listen på nytt." in told


def test_nothing_is_done_before_a_button_is_pressed_or_without_a_list(browser: Browser, store: Store) -> None:
    for button in ("saksliste-legg-til", "saksliste-fjern"):
        answer = browser.call(f"{button}.n_clicks", {"adresse.search": STORVIK})
        assert not any(answer.values())
    assert not any(press(store(), "fjern", "").values())


def test_the_list_is_handed_out_as_calendar_and_workbook(browser: Browser) -> None:
    client = browser.client
    query = f"?kommune=9901&liste={quote(OWNER)}"
    calendar = client.get(f"/saksliste/liste.ics{query}")
    assert calendar.status_code == 200
    assert calendar.data.startswith(b"BEGIN:VCALENDAR")
    assert "saksliste.ics" in calendar.headers["Content-Disposition"]
    workbook = client.get(f"/saksliste/liste.xlsx{query}")
    assert workbook.status_code == 200
    assert workbook.data.startswith(b"PK")
    assert client.get("/saksliste/liste.ics?kommune=9901&liste=Ingen").status_code == 404
    assert client.get("/saksliste/liste.ics?kommune=0000").status_code == 404


def test_the_links_to_the_files_keep_the_day(browser: Browser) -> None:
    page = show(browser, "&per=2026-10-01")
    links = [one["props"].get("href", "") for one in components(page, "A")]
    assert any("liste.ics" in link and "per=2026-10-01" in link for link in links)


def test_who_raises_the_cases_is_said_and_tabled(browser: Browser, store: Store) -> None:
    page = plain(browser.show("/saksliste", "?kommune=9902")["innhold"]["children"])
    assert "I 2025 reiste kommunedirektøren 147 av 150 saker, og politikere 3." in page
    assert "I 2024 reiste kommunedirektøren 149 av 150 saker, og politikere 1." in page
    assert "Saker kommunedirektøren reiste i 2025: 147 av 150 (98 %)" in page
    unknown = replace(case(date(2025, 3, 1), "2/25"), raised_by="Per Person")
    page = said(app_of(store(Content(cases=(case(date(2025, 2, 1), "1/25"), unknown)))))
    assert "I 2025 reiste kommunedirektøren 1 av 2 saker. Ingen politikere reiste sak." in page
    assert "Vi kjenner ikke igjen: Per Person." in page


def test_without_lists_or_cases_the_page_says_what_to_do(store: Store) -> None:
    page = said(app_of(store()))
    assert "Hva vil dere ha gjort noe med?" in page
    assert "Ingen saksliste er lagt inn per denne datoen." in page
    assert "Ingen saker er lest inn per denne datoen." in page
    assert "Usikkert" not in page


def test_an_unknown_list_in_the_address_is_said(browser: Browser) -> None:
    assert "Adressen ber om lista «Ukjent», som ikke finnes her." in said(browser, "&liste=Ukjent")
