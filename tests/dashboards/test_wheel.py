"""Page Årshjulet over HTTP."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from planhjul.services.timeline import OpenWindow, WindowsAnswer
from planhjul.texts import text
from planhjul.wheel.results import Finding, Instrument, Wheel
from tests.dashboards.fakes import ADOPTION, FINDING, MILESTONES, PREPARED, STRATEGY, FakeTimeline
from tests.dashboards.http import Browser, components, words

Open = Callable[..., Browser]
STORVIK = "?kommune=9901"
PATH = "/arshjul"


def page(browser: Browser, query: str = "") -> Any:
    return browser.show(PATH, STORVIK + query)["innhold"]["children"]


def drawing(browser: Browser, query: str = "") -> str:
    (svg,) = components(page(browser, query), "Svg")
    return str(svg["props"]["markup"])


def rows(browser: Browser, query: str = "") -> list[dict[str, Any]]:
    return next(iter(tables(browser, query)))["rows"]  # type: ignore[no-any-return]


def tables(browser: Browser, query: str) -> Iterator[dict[str, Any]]:
    yield from (one["props"] for one in components(page(browser, query), "DataTable"))


def keys(browser: Browser, query: str = "") -> list[str]:
    return [row["key"] for row in rows(browser, query)]


def explain(browser: Browser, key: str, query: str = "") -> str:
    answer = browser.call(
        "arshjul-tegning.selections",
        {
            "arshjul-tegning.selections": 1,
            "arshjul-tegning.selected": key,
            "adresse.search": STORVIK + query,
        },
    )
    return words(answer["arshjul-forklaring"]["children"]) if answer.get("arshjul-forklaring") else ""


def test_the_wheel_and_the_list_say_the_same(browser: Browser) -> None:
    markup = drawing(browser)
    assert 'class="ph-arshjul"' in markup
    assert keys(browser) == [m.key for m in MILESTONES]
    for one in MILESTONES:
        assert (f'data-key="{one.key}"' in markup) == (one.day is not None)
    titles = [row["cells"]["title"]["t"] for row in rows(browser)]
    assert titles[0] == "1. Rammesak"
    assert titles[-1] == "Innbyggerinitiativ <b>"


@pytest.mark.parametrize(
    ("query", "kind"),
    [
        ("&vis=tidslinje", "ph-arshjul--linje"),
        ("&spenn=periode", "ph-arshjul--periode"),
        ("&spenn=periode&vis=tidslinje", "ph-arshjul--linje"),
    ],
)
def test_the_address_chooses_the_drawing(browser: Browser, query: str, kind: str) -> None:
    assert kind in drawing(browser, query)


def test_the_list_alone_has_every_column_and_no_drawing(browser: Browser) -> None:
    assert not list(components(page(browser, "&vis=liste"), "Svg"))
    (table,) = tables(browser, "&vis=liste")
    labels = [column["label"] for column in table["columns"]]
    assert labels == ["Hva", "Når", "Hvem", "Ring", "Prosess", "Bygger på", "Budsjettår"]
    assert table["rows"][0]["cells"]["ring"]["t"] == "Politikken"


def test_the_term_lists_what_both_wheels_have_once(browser: Browser) -> None:
    found = keys(browser, "&spenn=periode")
    assert found[0] == STRATEGY.key
    assert "kl14-3-vedtak" in found
    assert "kl14-3-vedtak-2026" not in found
    assert "Valgperioden 2023–2027 og årshjulet 2026" in words(page(browser, "&spenn=periode"))


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("&organ=formannskap", ["sedvane-innstilling"]),
        ("&prosess=rapportering", ["kl14-5-rapport"]),
        ("&slag=sedvane", ["sedvane-rammesak", "sedvane-innstilling"]),
        ("&budsjettaar=2027", [m.key for m in MILESTONES]),
        ("&organ=formannskap&slag=sedvane", ["sedvane-innstilling"]),
    ],
)
def test_filters_choose_what_is_drawn_and_listed(browser: Browser, query: str, expected: list[str]) -> None:
    assert keys(browser, query) == expected
    assert drawing(browser, query).count("data-key=") == len([k for k in expected if k != "kl27-1"])


def test_a_filter_with_nothing_in_it_says_what_to_do(browser: Browser) -> None:
    said = words(page(browser, "&organ=eldrerad"))
    assert "Velg «Alle»" in said
    chosen = [field["props"]["value"] for field in components(page(browser, "&organ=eldrerad"), "Select")]
    assert "eldrerad" in chosen


@pytest.mark.parametrize(("query", "year"), [("", 2026), ("&hjulaar=2027", 2027), ("&hjulaar=1066", 2026)])
def test_the_wheels_year_is_the_readers_choice_near_the_day(browser: Browser, query: str, year: int) -> None:
    assert f"Årshjulet {year}" in words(page(browser, query))


def test_the_day_one_looks_is_on_the_hub(browser: Browser) -> None:
    assert "Per 01.03.2026" in drawing(browser, "&per=2026-03-01")


def test_colour_by_budget_year(browser: Browser) -> None:
    assert "Budsjettår 2027" in drawing(browser, "&farge=budget_year")
    assert "Budsjettår 2027" not in drawing(browser)


def test_what_comes_is_shown_first_unless_all_is_done(browser: Browser, open_app: Open) -> None:
    (table,) = tables(browser, "")
    assert table["filters"][0] == ["kommer", "Som kommer"]

    class Done(FakeTimeline):
        def wheel(self, nr: str, year: int, on: Any) -> Wheel:
            return Wheel(year, on, MILESTONES[:1], ())

    (done,) = tables(open_app(timeline=Done()), "")
    assert done["filters"][0] == ["", "Alle"]


def test_the_checks_say_what_is_wrong_and_by_which_paragraph(browser: Browser, open_app: Open) -> None:
    assert "Det er 13 dager mellom innstilling og vedtak. Flytt møtet." in words(page(browser))
    assert "§ 14-3" in words(page(browser))
    assert "fant ingenting å si fra om" in words(page(open_app(timeline=FakeTimeline(findings=()))))


def test_a_point_explains_itself_with_what_the_checks_say(browser: Browser) -> None:
    said = explain(browser, ADOPTION.key)
    for expected in ("Årsbudsjettet vedtas", "10.12.2026. Regelen sier senest 31.12.2026", "Loven sier det"):
        assert expected in said
    assert "Det er 13 dager" in said
    assert "Planstrategien vedtas" in explain(browser, STRATEGY.key, "&spenn=periode")


def test_a_row_explains_the_same(browser: Browser) -> None:
    answer = browser.call(
        "arshjul-liste.presses",
        {
            "arshjul-liste.presses": 1,
            "arshjul-liste.pressed": ADOPTION.key,
            "adresse.search": STORVIK,
        },
    )
    assert answer["arshjul-tegning"]["selected"] == ADOPTION.key
    marked = [row["key"] for row in answer["arshjul-liste"]["rows"] if row["tone"] == "chosen"]
    assert marked == [ADOPTION.key]


@pytest.mark.parametrize(("key", "query"), [("finnes-ikke", ""), (ADOPTION.key, "&kommune=0000")])
def test_what_is_not_there_explains_nothing(browser: Browser, key: str, query: str) -> None:
    assert explain(browser, key, query) == ""


def test_before_anything_is_chosen_nothing_is_explained(browser: Browser) -> None:
    assert browser.call("arshjul-liste.presses", {"adresse.search": STORVIK}) == {}


def test_a_phase_says_from_when_to_when(open_app: Open) -> None:
    long = replace(ADOPTION, begins=date(2026, 11, 26))

    class Long(FakeTimeline):
        def wheel(self, nr: str, year: int, on: Any) -> Wheel:
            return Wheel(year, on, (long,), ())

    assert "26.11.2026 til 10.12.2026" in explain(open_app(timeline=Long()), long.key)


def test_what_a_councillor_can_do_says_what_it_gives_and_what_not(open_app: Open) -> None:
    able = Instrument(
        "verbalforslag",
        text("Verbalforslag"),
        None,
        text("Lokal skikk."),
        can=text("Bestille en sak."),
        cannot=text("Gir ingen penger."),
    )

    class Able(FakeTimeline):
        def windows(self, nr: str, on: Any) -> WindowsAnswer:
            return WindowsAnswer(on, (OpenWindow(replace(PREPARED, instruments=(able,)), None),), (), ())

    said = explain(open_app(timeline=Able()), ADOPTION.key)
    assert "Verbalforslag, uten fast frist" in said
    assert "Bestille en sak. Gir ingen penger." in said


def test_levels_of_findings(open_app: Open) -> None:
    found = tuple(
        Finding("x", level, text("Si fra."), None, ADOPTION.key) for level in ("error", "warning", "info")
    )
    assert words(page(open_app(timeline=FakeTimeline(findings=found)))).count("Si fra.") == 3
    assert FINDING.milestone == ADOPTION.key
