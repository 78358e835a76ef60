"""Page Nå over HTTP."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from planhjul.house.calendar import Calendar
from planhjul.house.room import Handlingsrom
from planhjul.house.time import Time, WindowsAnswer
from planhjul.staged import Content
from planhjul.texts import text
from planhjul.wheel.results import Finding, Status, Wheel
from planhjul.writing import Services
from tests.dashboards.conftest import ON, Odd, Store, app_of
from tests.dashboards.http import Browser, components, words
from tests.store.examples import plan

STORVIK = "?kommune=9901"


def said(browser: Browser, search: str = STORVIK) -> str:
    page = words(browser.show("/", search)["innhold"]["children"])
    return page.replace("\N{NO-BREAK SPACE}", " ")


@pytest.fixture(scope="module")
def page(browser: Browser) -> str:
    """What Storvik's page says on the day."""
    return said(browser)


@pytest.fixture(scope="module")
def open_now(demo: Services) -> WindowsAnswer:
    """What is open in Storvik on the day."""
    return demo.house.as_of("9901", ON).time.windows()


def test_a_window_says_phase_decision_time_money_and_means(page: str) -> None:
    for expected in (
        "Budsjett 2027 og økonomiplan 2027–2030",
        "Kommunedirektørens forslag ligger ute",
        "Neste vedtak 25.11.2026 Formannskapet innstiller",
        "3 virkedager",
        "Lukkes 25.11.2026",
        "25,8 mill. kr",
        "Anslag",
        "lavt 14,1",
        "høyt 39,0",
        "9 måter å påvirke på",
        "til og med 10.12.2026",
        "uten fast frist",
    ):
        assert expected in page


def test_the_kroner_of_a_window_explain_themselves(page: str, odd: Odd) -> None:
    assert page.count("Forklar tallet : Kan ennå flyttes i budsjettet for 2027") == 1
    assert "Budsjettet minus det som er bundet og det som er for sent." in page
    assert "Rettigheter og normer låser nesten hele beløpet." in page
    told = odd.services.house.as_of("9901", ON).time.windows()
    bare = tuple(replace(one, explanation=None) for one in told.windows)
    untold = said(odd(Time, "windows", replace(told, windows=bare)))
    assert "Forklar tallet" not in untold
    assert "25,8 mill. kr" in untold


def test_a_plan_without_a_decision_says_what_to_do(store: Store, odd: Odd, open_now: WindowsAnswer) -> None:
    page = said(app_of(store(Content(plans=(plan("SD"),)))))
    assert "Samfunnsdelen Gjelder Ingen neste vedtak er datofestet." in page
    assert "Legg møtet inn i møteplanen" in page
    closed = tuple(replace(one, window=replace(one.window, instruments=())) for one in open_now.windows)
    assert "Ingen virkemidler er åpne" in said(odd(Time, "windows", replace(open_now, windows=closed)))


def test_a_window_without_kroner_says_why(page: str, browser: Browser) -> None:
    assert "Flytter ingen kroner i seg selv" in page
    early = said(browser, STORVIK + "&per=2020-01-01")
    assert "Tallene for 2021 er ikke lest inn" in early


def test_what_is_late_and_what_closes_soon(page: str, odd: Odd, open_now: WindowsAnswer) -> None:
    assert "Lukkes innen 14 dager 25.11.2026 Formannskapet innstiller" in page
    assert "Fristen er ute" not in page
    late = said(odd(Time, "windows", replace(open_now, late=open_now.closing_soon[:1])))
    assert "Forsinket Fristen er ute" in late
    assert "finner ikke at det er gjort. 25.11.2026 Formannskapet innstiller" in late


def test_a_deadline_the_law_sets_has_its_paragraph(browser: Browser, open_now: WindowsAnswer) -> None:
    [legal] = [one.legal for one in open_now.closing_soon if one.key == "kl14-3-pub"]
    assert legal is not None
    tree = browser.show("/", STORVIK)
    links = [
        (one["props"]["children"], one["props"]["href"])
        for one in components(tree["innhold"]["children"], "A")
        if one["props"].get("href") == legal.url
    ]
    assert (f"{legal.act} {legal.section}", legal.url) in links


def test_nothing_open_and_nothing_wrong(odd: Odd) -> None:
    wheel = odd.services.house.as_of("9901", ON).time.wheel(2026)
    odd(Calendar, "wheel", replace(wheel, findings=()))
    page = said(odd(Time, "windows", WindowsAnswer(ON, (), (), ())))
    assert "Vi finner ingen åpne budsjett" in page
    assert "Ingenting lukkes de neste 14 dagene" in page
    assert "fant ingenting å si fra om" in page
    assert "Fristen er ute" not in page


@pytest.mark.parametrize("level", ["error", "warning", "info"])
def test_findings_carry_their_level_and_paragraph(odd: Odd, level: str) -> None:
    finding = Finding("kl14-3-pub", level, text("Flytt møtet."), None, "kl14-3-vedtak")
    wheel = Wheel(2026, ON, (), (finding,))
    odd(Time, "windows", WindowsAnswer(ON, (), (), ()))
    page = odd(Calendar, "wheel", wheel).show("/", STORVIK)
    classes = [one["props"].get("className", "") for one in components(page["innhold"]["children"], "Div")]
    assert f"ph-status ph-status--{level}" in classes


def test_the_wheel_is_a_drawing_and_a_list_of_the_same(browser: Browser, demo: Services) -> None:
    tree = browser.show("/", STORVIK)["innhold"]["children"]
    [_, drawing] = components(tree, "Svg")
    lists = {one["props"]["id"]: one for one in components(tree, "DataTable") if one["props"].get("id")}
    keys = [row["key"] for row in lists["hjul-liste"]["props"]["rows"]]
    milestones = demo.house.as_of("9901", ON).time.wheel(2026).milestones
    assert sorted(keys) == sorted(one.key for one in milestones)
    assert len(keys) == 137
    for one in milestones:
        assert (f'data-key="{one.key}"' in drawing["props"]["markup"]) == (one.day is not None)


def test_a_name_with_markup_stands_as_it_is_written(store: Store) -> None:
    odd_name = replace(plan("SD", "Kystplan <b>"), adopted=date(2026, 5, 5))
    tree = app_of(store(Content(plans=(odd_name,)))).show("/", STORVIK)["innhold"]["children"]
    assert "Kystplan <b>" in words(tree)
    drawing = list(components(tree, "Svg"))[-1]["props"]["markup"]
    assert "plan-SD-vedtatt" in drawing
    assert "<b>" not in drawing


EXPLAINED = {
    "kl14-3-vedtak": (
        "Kommunestyret vedtar økonomiplan og årsbudsjett",
        "10.12.2026. Regelen sier senest 31.12.2026",
        "§ 14-3",
        "Verbalforslag",
    ),
    "sedvane-innstilling": ("Formannskapet innstiller", "25.11.2026", "Skikk, ikke lov"),
    "kl14-5-rapport": ("minst to økonomirapporter", "31.12.2026", "Følge saken"),
    "kl27-1": (
        "Siste dag for å kreve lovlighetskontroll",
        "Har ingen dato ennå",
        "Venter",
        "ikke åpne per denne datoen",
    ),
}


@pytest.mark.parametrize(("key", "expected"), EXPLAINED.items())
def test_a_mark_explains_itself(browser: Browser, key: str, expected: tuple[str, ...]) -> None:
    props = {"hjul.selections": 1, "hjul.selected": key, "adresse.search": STORVIK}
    answer = browser.call("hjul.selections", props)
    for words_ in expected:
        assert words_ in words(answer["hjul-forklaring"]["children"])
    assert answer["hjul"]["selected"] == key


def test_a_late_mark_says_that_it_is_late(odd: Odd) -> None:
    wheel = odd.services.house.as_of("9901", ON).time.wheel(2026)
    late = tuple(
        replace(one, status=Status.LATE) for one in wheel.milestones if one.key == "sedvane-tertial-2"
    )
    props = {"hjul.selections": 1, "hjul.selected": "sedvane-tertial-2", "adresse.search": STORVIK}
    answer = odd(Calendar, "wheel", replace(wheel, milestones=late)).call("hjul.selections", props)
    explained = words(answer["hjul-forklaring"]["children"])
    assert "andre tertialrapport" in explained
    assert "Forsinket" in explained


def test_a_row_explains_the_same_and_marks_the_wheel(browser: Browser) -> None:
    props = {"hjul-liste.presses": 2, "hjul-liste.pressed": "kl14-3-vedtak", "hjul.selected": "kl27-1"}
    answer = browser.call("hjul-liste.presses", props | {"adresse.search": STORVIK})
    assert answer["hjul"]["selected"] == "kl14-3-vedtak"
    assert "Kommunestyret vedtar økonomiplan" in words(answer["hjul-forklaring"]["children"])


@pytest.mark.parametrize(
    "props",
    [
        {},
        {"hjul.selections": 1, "hjul.selected": "finnes-ikke", "adresse.search": STORVIK},
        {"hjul.selections": 1, "hjul.selected": "kl27-1", "adresse.search": "?kommune=0301"},
    ],
)
def test_nothing_to_explain_changes_nothing(browser: Browser, props: dict[str, object]) -> None:
    assert browser.call("hjul.selections", props) == {}


def test_the_room_shrinks_towards_the_decision(page: str) -> None:
    assert "Handlingsrommet er størst når du starter tidlig" in page
    assert "01.07.2025 kunne 81,8 mill. kr flyttes med virkning i 2027" in page
    assert "10.12.2026 Kommunestyret vedtar økonomiplan og årsbudsjett 13,5 24,4 36,7" in page


def test_a_day_with_two_events_stands_in_the_table_with_both(odd: Odd) -> None:
    curve = odd.services.house.as_of("9901", ON).room.curve(2027)
    assert isinstance(curve, tuple)
    [frames, report] = [one for one in curve if one.on in (date(2026, 6, 16), date(2027, 6, 17))]
    both = replace(frames, events=(*frames.events, *report.events))
    changed = tuple(both if one is frames else one for one in curve)
    page = said(odd(Handlingsrom, "curve", changed))
    assert "Kommunestyret behandler rammesaken · Kommunestyret behandler første tertialrapport" in page


def test_without_kroner_there_is_no_curve(odd: Odd, open_now: WindowsAnswer) -> None:
    plans = tuple(one for one in open_now.windows if one.movable is None)
    page = said(odd(Time, "windows", replace(open_now, windows=plans)))
    assert "Kommuneplanens samfunnsdel" in page
    assert "starter tidlig" not in page
