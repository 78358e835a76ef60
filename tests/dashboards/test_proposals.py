"""Page Tiltak og forslag: the address holds the choice, the meter says the balance, mistakes are said."""

from __future__ import annotations

from datetime import date
from typing import Any
from urllib.parse import parse_qs, quote

import pytest

from dashboards.app import create_app
from planhjul.staged import RowCount, Total
from planhjul.store import BatchRow
from tests.dashboards.fakes import NOW, FakeImports, fake_services
from tests.dashboards.fakes_money import FakeChoices
from tests.dashboards.http import Browser, components, words

VIEW = "?kommune=9901&aar=2027"
OWN = (
    '[{"t":"Gratis skolemat","s":"onske","d":"netto","f":"202","m":1,"e":0,'
    '"b":{"2027":300000000,"2028":300000000,"2029":300000000,"2030":300000000}}]'
)


def browser(choices: FakeChoices | None = None) -> Browser:
    services = fake_services(choices=choices or FakeChoices())
    return Browser(create_app(services, today=lambda: date(2026, 11, 21), now=lambda: NOW))


def show(search: str = "", choices: FakeChoices | None = None) -> Any:
    return browser(choices).show("/forslag", VIEW + search)["innhold"]["children"]


def said(search: str = "", choices: FakeChoices | None = None) -> str:
    return words(show(search, choices)).replace("\N{NO-BREAK SPACE}", " ").replace("\N{MINUS SIGN}", "-")


def ticked(page: Any) -> list[str]:
    [found] = [one for one in components(page, "DataTable") if one["props"].get("id") == "forslag-tiltak"]
    selected: list[str] = found["props"]["selected"]
    return selected


@pytest.mark.parametrize(
    ("search", "keys", "balance"),
    [
        ("", ["T01", "T02", "T03", "T04"], "2027: i balanse"),
        ("&scenario=s1", ["T01", "T02", "T03", "T04", "T05"], "2030: mangler 10,0 mill. kr"),
        ("&tiltak=T01,T02,T03", ["T01", "T02", "T03"], "2028: 10,0 mill. kr til overs"),
        ("&tiltak=ingen", [], "2029: mangler 20,0 mill. kr"),
        ("&eget=" + quote(OWN), ["T01", "T02", "T03", "T04"], "2027: mangler 3,0 mill. kr"),
    ],
)
def test_the_address_chooses_and_the_meter_answers(search: str, keys: list[str], balance: str) -> None:
    page = show(search)
    assert ticked(page) == keys
    assert balance in words(page).replace("\N{NO-BREAK SPACE}", " ")


def test_the_baseline_is_named_with_version_and_day() -> None:
    assert (
        "Tiltakene er lagt på Kommunedirektørens forslag for 2027–2030, som gjelder fra 01.11.2026." in said()
    )


@pytest.mark.parametrize(
    ("search", "warning"),
    [
        ("&tiltak=T01,BORTE", "Disse tiltakene fra adressen finnes ikke per denne datoen: BORTE."),
        ("&scenario=s9", "Scenarioet «s9» finnes ikke per denne datoen."),
        ("&eget=%5B%7B", "Adressen inneholder egne tiltak som ikke kan leses. De er ikke regnet med."),
    ],
)
def test_what_the_address_asks_for_in_vain_is_said(search: str, warning: str) -> None:
    assert warning in said(search)


def test_flags_say_reason_basis_and_what_turns_them_green() -> None:
    page = said("&scenario=s1")
    assert "2027 mangler 10,0 mill. kr i dekning." in page
    assert "Grunnlag Årsbudsjett og økonomiplan skal være i balanse (kommuneloven § 14-4)." in page
    assert "Blir grønt når Legg til innsparinger eller inntekter på 10,0 mill. kr." in page
    assert page.count("Legg til innsparinger eller inntekter på 10,0 mill. kr.") == 1


def test_the_fund_view_shows_the_fund_and_its_own_flags() -> None:
    page = said("&scenario=s1&fond=ja")
    assert "fond igjen 50,0 mill. kr (5,5 %)" in page
    assert "fond igjen 20,0 mill. kr (2,2 %)" in page
    assert "Disposisjonsfondet er under 5 % fra 2028." in page
    assert "mangler 10,0 mill. kr i dekning." not in page


def test_with_the_fund_and_nothing_missing_no_check_speaks() -> None:
    assert "Ingen av kontrollene slår ut." in said("&scenario=s0&fond=ja")


def test_misfits_and_assumptions_are_shown() -> None:
    page = said("&scenario=s1")
    assert "Svømmehallen åpen i helgene (2027): Funksjon 381 har ikke noe å ta av." in page
    assert "Pensjonssats 12 % 10–13 % Antakelse" in page
    assert "Tiltak som ikke passer med budsjettet" not in said("&scenario=s0")


def test_the_chosen_year_and_measure_are_drawn() -> None:
    page = said("&scenario=s1&visaar=2029&vis=T02")
    assert "Fra behov til rest i 2029 (mill. kr)" in page
    assert "Færre vikarer i hjemmetjenesten i 2029 (mill. kr)" in page
    assert "Netto 10,0 mill. kr i 2029. Helårsvirkning 10,0 mill. kr." in page


def test_no_measure_chosen_draws_no_gross_to_net() -> None:
    assert "Fra brutto til netto" not in said("&tiltak=ingen")


def test_own_measures_are_listed_with_a_link_that_removes_them() -> None:
    page = show("&eget=" + quote(OWN))
    [remove] = [
        one for one in components(page, "Link") if one["props"]["children"] == "Fjern Gratis skolemat"
    ]
    assert "eget" not in parse_qs(remove["props"]["href"].partition("?")[2])


def test_without_a_plan_the_page_says_what_to_do() -> None:
    page = said("", FakeChoices(missing=True))
    assert "Tiltak trenger et budsjett å stå på" in page
    assert "Gå til Import" in page


def test_without_a_fund_or_assumptions_those_parts_are_left_out() -> None:
    page = said("&scenario=s1&fond=ja", FakeChoices(bare=True))
    assert "disposisjonsfondet dekker" not in page
    assert "Antakelsene bak tallene" not in page
    assert "mangler 10,0 mill. kr i dekning." in page


def batch_of(file: str, *, undone: bool = False) -> BatchRow:
    """A batch with kommunedirektørens forslag for 2027 from 1 November."""
    return BatchRow(
        id=1,
        file=file,
        format="financial-plan",
        sha256=file,
        imported_at=NOW,
        stood_from=date(2026, 11, 1),
        rows=RowCount(1, 1, 0, 0),
        totals=(Total(2027, "direktorens_forslag", "1", 1, 1),),
        issues=(),
        undone_at=NOW if undone else None,
        unclassified_lines=0,
        unclassified_ore=0,
    )


def test_the_file_behind_the_baseline_is_named() -> None:
    batches = [batch_of("gammel.xlsx", undone=True), batch_of("forslag.xlsx"), batch_of("forslag.xlsx")]
    services = fake_services(choices=FakeChoices(), imports=FakeImports(stored=batches))
    app = create_app(services, today=lambda: date(2026, 11, 21), now=lambda: NOW)
    page = words(Browser(app).show("/forslag", VIEW)["innhold"]["children"])
    assert "Fil: forslag.xlsx." in page
    assert "gammel.xlsx" not in page


def test_without_measures_the_page_says_what_to_do() -> None:
    page = said("", FakeChoices(empty=True))
    assert "Ingen tiltak er lest inn per denne datoen." in page
    assert "Skriv inn et eget tiltak" in page


def test_measures_without_scenarios_are_all_in() -> None:
    assert ticked(show("", FakeChoices(no_scenarios=True))) == ["T01", "T02", "T03", "T04", "T05"]


def test_ids_are_unique() -> None:
    ids = [one["props"]["id"] for one in components(show("&scenario=s1&fond=ja")) if one["props"].get("id")]
    assert len(ids) == len(set(ids))


def tick(keys: list[str] | None, changes: int | None = 1, search: str = VIEW) -> dict[str, Any]:
    return browser().call(
        "forslag-tiltak.changes",
        {
            "forslag-tiltak.changes": changes,
            "forslag-tiltak.selected": keys,
            "adresse.search": search,
        },
    )


def test_ticking_puts_the_choice_in_the_address_in_place_of_the_scenario() -> None:
    answer = tick(["T01", "T05"], search=VIEW + "&scenario=s1&visaar=2028")
    assert answer["adresse"]["search"] == "?kommune=9901&aar=2027&visaar=2028&tiltak=T01,T05"


def test_ticking_nothing_is_a_choice_too() -> None:
    assert tick([])["adresse"]["search"] == VIEW + "&tiltak=ingen"


@pytest.mark.parametrize(("changes", "search"), [(None, VIEW), (1, "?kommune=0000")])
def test_ticking_nothing_new_or_nowhere_changes_nothing(changes: int | None, search: str) -> None:
    assert "adresse" not in tick(["T01"], changes, search)


FORM = {
    "forslag-eget-legg-til.n_clicks": 1,
    "forslag-eget-navn.value": "Gratis skolemat",
    "forslag-eget-slag.value": "onske",
    "forslag-eget-del.value": "netto",
    "forslag-eget-funksjon.value": "202",
    "forslag-eget-start.value": "1",
    "forslag-eget-engangs.value": False,
    "forslag-eget-belop-1.value": "3 000 000",
    "adresse.search": VIEW + "&scenario=s0",
}


def test_an_own_measure_goes_into_the_address_and_nowhere_else() -> None:
    answer = browser().call("forslag-eget-legg-til.n_clicks", FORM)
    assert parse_qs(answer["adresse"]["search"][1:]) == {
        "kommune": ["9901"],
        "aar": ["2027"],
        "scenario": ["s0"],
        "eget": [OWN],
    }
    assert answer["forslag-eget-feil"]["children"] == []


def test_mistakes_are_shown_all_at_once_and_the_address_stays() -> None:
    answer = browser().call(
        "forslag-eget-legg-til.n_clicks",
        FORM | {"forslag-eget-navn.value": None, "forslag-eget-belop-1.value": "3,5 mill"},
    )
    assert "adresse" not in answer
    shown = words(answer["forslag-eget-feil"]["children"])
    assert "Tiltaket er ikke lagt til ennå. Rett dette:" in shown
    assert "Gi tiltaket et navn." in shown
    assert "«3,5 mill» for 2027 er ikke et beløp i kroner." in shown


def test_an_eleventh_own_measure_is_refused() -> None:
    ten = "[" + ",".join([OWN[1:-1]] * 10) + "]"
    answer = browser().call(
        "forslag-eget-legg-til.n_clicks", FORM | {"adresse.search": VIEW + "&eget=" + quote(ten)}
    )
    assert "Du kan ha høyst 10 egne tiltak. Fjern ett først." in words(
        answer["forslag-eget-feil"]["children"]
    )


def test_an_unreadable_address_is_replaced_by_the_new_measure() -> None:
    answer = browser().call("forslag-eget-legg-til.n_clicks", FORM | {"adresse.search": VIEW + "&eget=%5B"})
    assert parse_qs(answer["adresse"]["search"][1:])["eget"] == [OWN]


@pytest.mark.parametrize(
    "change", [{"forslag-eget-legg-til.n_clicks": 0}, {"adresse.search": "?kommune=0000"}]
)
def test_no_click_or_no_municipality_changes_nothing(change: dict[str, Any]) -> None:
    answer = browser().call("forslag-eget-legg-til.n_clicks", FORM | change)
    assert "adresse" not in answer
