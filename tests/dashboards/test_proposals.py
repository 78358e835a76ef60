"""Page Tiltak og forslag: the address holds the choice, the meter says the balance, mistakes are said."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any, Final
from urllib.parse import parse_qs, quote

import pytest

from planhjul.choices.results import Effects
from planhjul.house.as_of import AsOf
from planhjul.house.effects import Worth
from planhjul.house.money import NoVersion
from planhjul.staged import BatchRow, RowCount, Total
from planhjul.writing import Services
from tests.dashboards.conftest import NOW, ON, Odd, Store, app_of
from tests.dashboards.http import Browser, components, words
from tests.figures import examples

VIEW = "?kommune=9901&aar=2027"
OWN = (
    '[{"t":"Gratis skolemat","s":"onske","d":"netto","f":"202","m":1,"e":0,'
    '"b":{"2027":300000000,"2028":300000000,"2029":300000000,"2030":300000000}}]'
)


MISFIT: Final = (
    '[{"t":"Svømmehallen stenges","s":"innsparing","d":"lonn","f":"381","m":1,"e":0,"b":{"2027":-900000000}}]'
)
# The measures of scenario s0, and what s1 has more.
PACKAGE: Final = [*(f"SP{nr:02}" for nr in range(1, 16)), *(f"OK{nr:02}" for nr in range(1, 7))]
WISHES: Final = [f"ON{nr:02}" for nr in range(1, 7)]


def show(browser: Browser, search: str = "", view: str = VIEW) -> Any:
    return browser.show("/forslag", view + search)["innhold"]["children"]


def plain(page: Any) -> str:
    return words(page).replace("\N{NO-BREAK SPACE}", " ").replace("\N{MINUS SIGN}", "-")


def said(browser: Browser, search: str = "", view: str = VIEW) -> str:
    return plain(show(browser, search, view))


def changed(**changes: Any) -> Callable[..., Effects | NoVersion]:
    """The real effects with this changed, in place of `Worth.effects`."""
    real = Worth.effects

    def effects(self: Worth, *given: Any, **named: Any) -> Effects | NoVersion:
        answer = real(self, *given, **named)
        return replace(answer, **changes) if isinstance(answer, Effects) else answer

    return effects


def ticked(page: Any) -> list[str]:
    [found] = [one for one in components(page, "DataTable") if one["props"].get("id") == "forslag-tiltak"]
    selected: list[str] = found["props"]["selected"]
    return selected


@pytest.mark.parametrize(
    ("search", "keys", "balance"),
    [
        ("", PACKAGE, "2027: i balanse"),
        ("&scenario=s1", [*PACKAGE, *WISHES], "2030: mangler 10,0 mill. kr"),
        (
            "&tiltak=" + ",".join(key for key in PACKAGE if key != "OK01"),
            [key for key in PACKAGE if key != "OK01"],
            "2028: 3,0 mill. kr til overs",
        ),
        ("&tiltak=ingen", [], "2029: mangler 20,0 mill. kr"),
        ("&eget=" + quote(OWN), PACKAGE, "2027: mangler 3,0 mill. kr"),
    ],
)
def test_the_address_chooses_and_the_meter_answers(
    browser: Browser, search: str, keys: list[str], balance: str
) -> None:
    page = show(browser, search)
    assert ticked(page) == keys
    assert balance in plain(page)


def test_the_baseline_is_named_with_version_and_day(browser: Browser) -> None:
    sentence = "Tiltakene er lagt på Kommunedirektørens forslag for 2027–2030, som gjelder fra 28.10.2026."
    assert sentence in said(browser)


@pytest.mark.parametrize(
    ("search", "warning"),
    [
        ("&tiltak=SP01,BORTE", "Disse tiltakene fra adressen finnes ikke per denne datoen: BORTE."),
        ("&scenario=s9", "Scenarioet «s9» finnes ikke per denne datoen."),
        ("&eget=%5B%7B", "Adressen inneholder egne tiltak som ikke kan leses. De er ikke regnet med."),
    ],
)
def test_what_the_address_asks_for_in_vain_is_said(browser: Browser, search: str, warning: str) -> None:
    assert warning in said(browser, search)


def test_flags_say_reason_basis_and_what_turns_them_green(browser: Browser) -> None:
    page = said(browser, "&scenario=s1")
    assert "2027 mangler 10 000 000 kr på å gå i balanse." in page
    assert "Grunnlag Kommuneloven § 14-10: hvert år i økonomiplanen skal gå i balanse." in page
    assert "Blir grønt når Legg inn varig inndekning på 10 000 000 kr i 2027." in page
    assert page.count("Legg inn varig inndekning på 10 000 000 kr i 2027.") == 1


def test_what_turns_several_years_green_is_said_once(odd: Odd) -> None:
    flags = examples.effects(()).flags
    page = said(odd(Worth, "effects", changed(flags=flags)))
    assert "2027 mangler 20,0 mill. kr i dekning." in page
    assert "2030 mangler 20,0 mill. kr i dekning." in page
    assert page.count("Legg til innsparinger eller inntekter på 20,0 mill. kr.") == 1


def test_the_fund_view_shows_the_fund_and_its_own_flags(browser: Browser) -> None:
    page = said(browser, "&scenario=s1&fond=ja")
    assert "fond igjen 50,0 mill. kr (5,5 %)" in page
    assert "fond igjen 20,0 mill. kr (2,2 %)" in page
    assert "Disposisjonsfondet er 4,4 % av driftsinntektene ved utgangen av 2028." in page
    assert "på å gå i balanse." not in page
    without = said(browser, "&scenario=s1")
    assert "fond igjen" not in without
    assert "ved utgangen av 2028." not in without


def test_with_the_fund_and_nothing_missing_no_check_speaks(odd: Odd) -> None:
    nothing_covered = odd(Worth, "effects", changed(covered_flags=()))
    assert "Ingen av kontrollene slår ut." in said(nothing_covered, "&scenario=s0&fond=ja")
    assert "Ingen av kontrollene slår ut." not in said(nothing_covered, "&scenario=s0")


def test_misfits_and_assumptions_are_shown(browser: Browser) -> None:
    page = said(browser, "&eget=" + quote(MISFIT))
    assert "Tiltak som ikke passer med budsjettet" in page
    assert (
        "Svømmehallen stenges (2027): Tiltaket tar 9 000 000 kr, men grunnlaget for 2027 har bare "
        "1 521 000 kr på funksjon 381."
    ) in page
    assert "Pensjonsinnskudd, arbeidsgivers del 12 % 10 % – 14 % Kommunens egen" in page
    assert "Tiltak som ikke passer med budsjettet" not in said(browser, "&scenario=s0")


def test_the_chosen_year_and_measure_are_drawn(browser: Browser) -> None:
    page = said(browser, "&scenario=s1&visaar=2029&vis=SP02")
    assert "Fra behov til rest i 2029 (mill. kr)" in page
    assert "Færre assistenter på ungdomsskolen i 2029 (mill. kr)" in page
    assert "Netto 2,6 mill. kr i 2029. Helårsvirkning 2,6 mill. kr." in page
    in_parts = said(browser, "&scenario=f2-jan&vis=KOM-HEL")
    assert "Netto 2,0 mill. kr i 2027. Helårsvirkning 3,0 mill. kr." in in_parts


def test_no_measure_chosen_draws_no_gross_to_net(browser: Browser) -> None:
    assert "Fra brutto til netto" not in said(browser, "&tiltak=ingen")


def test_own_measures_are_listed_with_a_link_that_removes_them(browser: Browser) -> None:
    page = show(browser, "&eget=" + quote(OWN))
    [remove] = [
        one for one in components(page, "Link") if one["props"]["children"] == "Fjern Gratis skolemat"
    ]
    assert "eget" not in parse_qs(remove["props"]["href"].partition("?")[2])


def test_without_a_plan_the_page_says_what_to_do(store: Store) -> None:
    page = said(app_of(store()))
    assert "Det finnes ingen økonomiplan eller noe budsjettforslag 21.11.2026." in page
    assert "Tiltak trenger et budsjett å stå på" in page
    assert "Gå til Import" in page


def test_without_a_fund_or_assumptions_those_parts_are_left_out(odd: Odd) -> None:
    page = said(odd(Worth, "effects", changed(covered_fund_ore={}, assumptions=())), "&scenario=s1&fond=ja")
    assert "disposisjonsfondet dekker" not in page
    assert "Antakelsene bak tallene" not in page
    assert "2027 mangler 10 000 000 kr på å gå i balanse." in page


def batch_of(file: str, *, undone: bool = False) -> BatchRow:
    """A batch with kommunedirektørens forslag for 2027 from 28 October."""
    return BatchRow(
        id=1,
        file=file,
        format="financial-plan",
        sha256=file,
        imported_at=NOW,
        stood_from=date(2026, 10, 28),
        rows=RowCount(1, 1, 0, 0),
        totals=(Total(2027, "direktorens_forslag", "1", 1, 1),),
        issues=(),
        undone_at=NOW if undone else None,
        unclassified_lines=0,
        unclassified_ore=0,
    )


def test_the_file_behind_the_baseline_is_named(browser: Browser, odd: Odd) -> None:
    assert "Fil: forslag-2027-2030.xlsx." in said(browser)
    batches = (batch_of("gammel.xlsx", undone=True), batch_of("forslag.xlsx"), batch_of("forslag.xlsx"))
    page = said(odd(AsOf, "batches", batches))
    assert "Fil: forslag.xlsx." in page
    assert "gammel.xlsx" not in page


def test_without_measures_the_page_says_what_to_do(browser: Browser) -> None:
    page = said(browser, view="?kommune=9902&aar=2027")
    assert "Ingen tiltak er lest inn per denne datoen." in page
    assert "Skriv inn et eget tiltak" in page


def test_measures_without_scenarios_are_all_in(demo: Services, odd: Odd) -> None:
    every = [measure.key for measure in demo.house.as_of("9901", ON).measures]
    assert ticked(show(odd(AsOf, "scenarios", ()))) == every
    assert len(every) > len(PACKAGE)


def test_ids_are_unique(browser: Browser) -> None:
    page = show(browser, "&scenario=s1&fond=ja")
    ids = [one["props"]["id"] for one in components(page) if one["props"].get("id")]
    assert len(ids) == len(set(ids))


def tick(
    browser: Browser, keys: list[str] | None, changes: int | None = 1, search: str = VIEW
) -> dict[str, Any]:
    return browser.call(
        "forslag-tiltak.changes",
        {
            "forslag-tiltak.changes": changes,
            "forslag-tiltak.selected": keys,
            "adresse.search": search,
        },
    )


def test_ticking_puts_the_choice_in_the_address_in_place_of_the_scenario(browser: Browser) -> None:
    answer = tick(browser, ["SP01", "ON01"], search=VIEW + "&scenario=s1&visaar=2028")
    assert answer["adresse"]["search"] == "?kommune=9901&aar=2027&visaar=2028&tiltak=SP01,ON01"


def test_ticking_nothing_is_a_choice_too(browser: Browser) -> None:
    assert tick(browser, [])["adresse"]["search"] == VIEW + "&tiltak=ingen"


@pytest.mark.parametrize(("changes", "search"), [(None, VIEW), (1, "?kommune=0000")])
def test_ticking_nothing_new_or_nowhere_changes_nothing(
    browser: Browser, changes: int | None, search: str
) -> None:
    assert "adresse" not in tick(browser, ["SP01"], changes, search)


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


def test_an_own_measure_goes_into_the_address_and_nowhere_else(browser: Browser) -> None:
    answer = browser.call("forslag-eget-legg-til.n_clicks", FORM)
    assert parse_qs(answer["adresse"]["search"][1:]) == {
        "kommune": ["9901"],
        "aar": ["2027"],
        "scenario": ["s0"],
        "eget": [OWN],
    }
    assert answer["forslag-eget-feil"]["children"] == []


def test_mistakes_are_shown_all_at_once_and_the_address_stays(browser: Browser) -> None:
    answer = browser.call(
        "forslag-eget-legg-til.n_clicks",
        FORM | {"forslag-eget-navn.value": None, "forslag-eget-belop-1.value": "3,5 mill"},
    )
    assert "adresse" not in answer
    shown = words(answer["forslag-eget-feil"]["children"])
    assert "Tiltaket er ikke lagt til ennå. Rett dette:" in shown
    assert "Gi tiltaket et navn." in shown
    assert "«3,5 mill» for 2027 er ikke et beløp i kroner." in shown


def test_an_eleventh_own_measure_is_refused(browser: Browser) -> None:
    ten = "[" + ",".join([OWN[1:-1]] * 10) + "]"
    answer = browser.call(
        "forslag-eget-legg-til.n_clicks", FORM | {"adresse.search": VIEW + "&eget=" + quote(ten)}
    )
    assert "Du kan ha høyst 10 egne tiltak. Fjern ett først." in words(
        answer["forslag-eget-feil"]["children"]
    )


def test_an_unreadable_address_is_replaced_by_the_new_measure(browser: Browser) -> None:
    answer = browser.call("forslag-eget-legg-til.n_clicks", FORM | {"adresse.search": VIEW + "&eget=%5B"})
    assert parse_qs(answer["adresse"]["search"][1:])["eget"] == [OWN]


@pytest.mark.parametrize(
    "change", [{"forslag-eget-legg-til.n_clicks": 0}, {"adresse.search": "?kommune=0000"}]
)
def test_no_click_or_no_municipality_changes_nothing(browser: Browser, change: dict[str, Any]) -> None:
    answer = browser.call("forslag-eget-legg-til.n_clicks", FORM | change)
    assert "adresse" not in answer
