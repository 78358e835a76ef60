"""Page Nå over HTTP."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from planhjul.explanation import Explanation, Input
from planhjul.services.timeline import OpenWindow
from planhjul.texts import Million, text, verbatim
from planhjul.wheel.results import Finding
from tests.dashboards import fakes_room
from tests.dashboards.fakes import LEGAL, PLAN, PREPARED, RECOMMENDATION, REPORT, FakeTimeline
from tests.dashboards.http import Browser, components, words

Open = Callable[..., Browser]
STORVIK = "?kommune=9901"


def said(browser: Browser) -> str:
    return words(browser.show("/", STORVIK)["innhold"]["children"])


def test_a_window_says_phase_decision_time_money_and_means(browser: Browser) -> None:
    page = said(browser)
    for expected in (
        "Budsjett 2027 og økonomiplan 2027–2030",
        "Kommunedirektørens forslag ligger på bordet",
        "25.11.2026",
        "13 virkedager",
        "Lukkes 10.12.2026",
        "24,0",
        "Anslag",
        "lavt 13,0",
        "høyt 36,0",
        "2 måter å påvirke på",
        "til og med 10.12.2026",
        "uten fast frist",
    ):
        assert expected in page


def test_the_kroner_of_a_window_explain_themselves(open_app: Open) -> None:
    told = Explanation(
        text("Kan ennå flyttes i budsjettet"),
        text("{amount}", amount=Million(2_400_000_000)),
        text("Budsjettet minus det som er bundet."),
        (Input(text("Bundet"), verbatim("95 %"), text("Rettigheter låser beløpet.")),),
        estimate=True,
    )
    [prepared, plan] = FakeTimeline().windows_found
    windows = (replace(prepared, explanation=told), plan)
    page = said(open_app(timeline=FakeTimeline(windows_found=windows)))
    assert page.count("Forklar tallet : Kan ennå flyttes i budsjettet") == 1
    assert "Budsjettet minus det som er bundet." in page
    assert "Rettigheter låser beløpet." in page
    assert "Forklar tallet" not in said(open_app())


def test_a_plan_without_a_decision_says_what_to_do(browser: Browser) -> None:
    page = said(browser)
    assert "Kommuneplanens samfunnsdel" in page
    assert "Legg møtet inn i møteplanen" in page
    assert "Ingen virkemidler er åpne" in page


def test_a_window_without_kroner_says_why(browser: Browser, open_app: Open) -> None:
    assert "Flytter ingen kroner i seg selv" in said(browser)
    no_numbers = FakeTimeline(windows_found=(OpenWindow(PREPARED, None),))
    assert "Tallene for 2027 er ikke lest inn" in said(open_app(timeline=no_numbers))


def test_what_is_late_and_what_closes_soon(browser: Browser) -> None:
    page = said(browser)
    assert "Forsinket Fristen er ute" in page
    assert "01.10.2026 Andre tertialrapport" in page
    assert "Lukkes innen 14 dager 25.11.2026 Formannskapet innstiller" in page


def test_a_deadline_the_law_sets_has_its_paragraph(open_app: Open) -> None:
    closing = (replace(REPORT, legal=LEGAL), RECOMMENDATION)
    tree = open_app(timeline=FakeTimeline(too_late=(), closing=closing)).show("/", STORVIK)
    links = [
        (one["props"]["children"], one["props"]["href"])
        for one in components(tree["innhold"]["children"], "A")
        if one["props"].get("href") == LEGAL.url
    ]
    assert (f"{LEGAL.act} {LEGAL.section}", LEGAL.url) in links


def test_nothing_open_and_nothing_wrong(open_app: Open) -> None:
    quiet = FakeTimeline(windows_found=(), findings=(), closing=(), too_late=())
    page = said(open_app(timeline=quiet))
    assert "Vi finner ingen åpne budsjett" in page
    assert "Ingenting lukkes de neste 14 dagene" in page
    assert "fant ingenting å si fra om" in page
    assert "Fristen er ute" not in page


@pytest.mark.parametrize("level", ["error", "warning", "info"])
def test_findings_carry_their_level_and_paragraph(open_app: Open, level: str) -> None:
    finding = Finding("kl14-3-pub", level, text("Flytt møtet."), None, "kl14-3-vedtak")
    page = open_app(timeline=FakeTimeline(findings=(finding,))).show("/", STORVIK)
    classes = [one["props"].get("className", "") for one in components(page["innhold"]["children"], "Div")]
    assert f"ph-status ph-status--{level}" in classes


def test_the_wheel_is_a_drawing_and_a_list_of_the_same(browser: Browser) -> None:
    tree = browser.show("/", STORVIK)["innhold"]["children"]
    [_, drawing] = components(tree, "Svg")
    lists = {one["props"]["id"]: one for one in components(tree, "DataTable") if one["props"].get("id")}
    keys = [row["key"] for row in lists["hjul-liste"]["props"]["rows"]]
    assert keys == ["sedvane-rammesak", "kl14-5-rapport", "sedvane-innstilling", "kl14-3-vedtak", "kl27-1"]
    for key in keys[:4]:
        assert f'data-key="{key}"' in drawing["props"]["markup"]
    assert "<b>" not in drawing["props"]["markup"]


EXPLAINED = {
    "kl14-3-vedtak": (
        "Årsbudsjettet vedtas",
        "10.12.2026. Regelen sier senest 31.12.2026",
        "§ 14-3",
        "Verbalforslag",
    ),
    "sedvane-innstilling": ("Formannskapet innstiller", "25.11.2026", "Skikk, ikke lov", "Følge saken"),
    "kl14-5-rapport": ("Andre tertialrapport", "Forsinket", "ikke åpne per denne datoen"),
    "kl27-1": ("Innbyggerinitiativ <b>", "Har ingen dato ennå", "Venter"),
}


@pytest.mark.parametrize(("key", "expected"), EXPLAINED.items())
def test_a_mark_explains_itself(browser: Browser, key: str, expected: tuple[str, ...]) -> None:
    props = {"hjul.selections": 1, "hjul.selected": key, "adresse.search": STORVIK}
    answer = browser.call("hjul.selections", props)
    for words_ in expected:
        assert words_ in words(answer["hjul-forklaring"]["children"])
    assert answer["hjul"]["selected"] == key


def test_a_row_explains_the_same_and_marks_the_wheel(browser: Browser) -> None:
    props = {"hjul-liste.presses": 2, "hjul-liste.pressed": "kl14-3-vedtak", "hjul.selected": "kl27-1"}
    answer = browser.call("hjul-liste.presses", props | {"adresse.search": STORVIK})
    assert answer["hjul"]["selected"] == "kl14-3-vedtak"
    assert "Årsbudsjettet vedtas" in words(answer["hjul-forklaring"]["children"])


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


def test_the_room_shrinks_towards_the_decision(browser: Browser) -> None:
    page = said(browser).replace("\N{NO-BREAK SPACE}", " ")
    assert "Handlingsrommet er størst når du starter tidlig" in page
    assert "01.07.2025 kunne 81,8 mill. kr flyttes med virkning i 2027" in page
    assert "Kommunestyret vedtar økonomiplan og årsbudsjett" in page


def test_a_day_with_two_events_stands_in_the_table_with_both(
    open_app: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    on, frames = fakes_room.EVENTS[0]
    report = fakes_room.EVENTS[4][1]
    monkeypatch.setattr(fakes_room, "EVENTS", ((on, frames), (on, report)))
    page = said(open_app())
    assert "Kommunestyret behandler rammesaken · Kommunestyret behandler første tertialrapport" in page


def test_without_kroner_there_is_no_curve(open_app: Open) -> None:
    page = said(open_app(timeline=FakeTimeline(windows_found=(OpenWindow(PLAN, None),))))
    assert "Kommuneplanens samfunnsdel" in page
    assert "starter tidlig" not in page
