"""Page Årshjulet over HTTP."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from planhjul.house.calendar import Calendar
from planhjul.house.time import Time
from planhjul.texts import text
from planhjul.wheel.results import Finding, Instrument, Milestone
from planhjul.writing import Services
from tests.dashboards.conftest import ON, Odd
from tests.dashboards.http import Browser, components, words

ADOPTION, STRATEGY, RECOMMENDATION = "kl14-3-vedtak", "pbl10-1", "sedvane-innstilling"
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


@pytest.fixture(scope="module")
def milestones(demo: Services) -> tuple[Milestone, ...]:
    """Storvik's milestones of the year."""
    return demo.house.as_of("9901", ON).time.wheel(2026).milestones


def test_the_wheel_and_the_list_say_the_same(browser: Browser, milestones: tuple[Milestone, ...]) -> None:
    markup = drawing(browser)
    assert 'class="ph-arshjul"' in markup
    assert sorted(keys(browser)) == sorted(m.key for m in milestones)
    for one in milestones:
        assert (f'data-key="{one.key}"' in markup) == (one.day is not None)
    titles = [row["cells"]["title"]["t"] for row in rows(browser)]
    assert titles[:3] == [
        "1. Budsjettåret begynner",
        "2. Siste dag for å kreve lovlighetskontroll av budsjettvedtaket",
        "3. Økonomiplan og årsbudsjett er sendt til departementet",
    ]
    assert titles[-1] == "Siste dag for å kreve lovlighetskontroll av budsjettvedtaket"


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
    assert table["rows"][0]["cells"]["ring"]["t"] == "Staten"


def test_the_term_lists_what_both_wheels_have_once(browser: Browser) -> None:
    found = keys(browser, "&spenn=periode")
    assert found[0] == "vl9-1"
    assert STRATEGY in found
    assert "kl14-3-vedtak" in found
    assert "kl14-3-vedtak-2026" not in found
    assert "Valgperioden 2023–2027 og årshjulet 2026" in words(page(browser, "&spenn=periode"))


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("&organ=partssammensatt&slag=sedvane", ["sedvane-partssammensatt"]),
        ("&organ=revisor", ["kl24-8", "kl24-9", "kuf19"]),
        ("&organ=formannskap&slag=sedvane", ["sedvane-regnskapsbehandling", RECOMMENDATION]),
        ("&prosess=rapportering&slag=lov", ["kl14-13-aar", "kl14-13-rapport", "kl14-5-rapport", "kl25-2"]),
        ("&budsjettaar=2027&slag=lov&organ=kommunestyre", [
            "pbl11-4", "eskl10", ADOPTION, "pbl11-1", "kl27-1",
        ]),
    ],
)  # fmt: skip
def test_filters_choose_what_is_drawn_and_listed(browser: Browser, query: str, expected: list[str]) -> None:
    assert keys(browser, query) == expected
    assert drawing(browser, query).count("data-key=") == len([k for k in expected if k != "kl27-1"])


def test_a_filter_with_nothing_in_it_says_what_to_do(browser: Browser) -> None:
    said = words(page(browser, "&organ=eldrerad&slag=lov"))
    assert "Velg «Alle»" in said
    chosen = [
        field["props"]["value"] for field in components(page(browser, "&organ=eldrerad&slag=lov"), "Select")
    ]
    assert "eldrerad" in chosen


@pytest.mark.parametrize(("query", "year"), [("", 2026), ("&hjulaar=2027", 2027), ("&hjulaar=1066", 2026)])
def test_the_wheels_year_is_the_readers_choice_near_the_day(browser: Browser, query: str, year: int) -> None:
    assert f"Årshjulet {year}" in words(page(browser, query))


def test_the_day_one_looks_is_on_the_hub(browser: Browser) -> None:
    assert "Per 01.03.2026" in drawing(browser, "&per=2026-03-01")


def test_colour_by_budget_year(browser: Browser) -> None:
    assert "Budsjettår 2027" in drawing(browser, "&farge=budget_year")
    assert "Budsjettår 2027" not in drawing(browser)


def test_what_comes_is_shown_first_unless_all_is_done(browser: Browser) -> None:
    (table,) = tables(browser, "")
    assert table["filters"][0] == ["kommer", "Som kommer"]
    (done,) = tables(browser, "&organ=partssammensatt")
    assert done["filters"][0] == ["", "Alle"]


def test_the_checks_say_what_is_wrong_and_by_which_paragraph(browser: Browser, odd: Odd) -> None:
    said = words(page(browser))
    assert "Møteplanen for 2026 viser 0 av minst 2 finansrapporter til kommunestyret." in said
    assert "§ 14-13" in said
    wheel = odd.services.house.as_of("9901", ON).time.wheel(2026)
    quiet = odd(Calendar, "wheel", replace(wheel, findings=()))
    assert "fant ingenting å si fra om" in words(page(quiet))


def test_a_point_explains_itself_with_what_the_checks_say(browser: Browser) -> None:
    said = explain(browser, ADOPTION)
    for expected in (
        "Kommunestyret vedtar økonomiplan og årsbudsjett",
        "10.12.2026. Regelen sier senest 31.12.2026",
        "skal vedtas før årsskiftet",
    ):
        assert expected in said
    assert "viser 0 av minst 2 finansrapporter" in explain(browser, "kl14-13-rapport")
    assert "Kommunestyret vedtar planstrategien" in explain(browser, STRATEGY, "&spenn=periode")


def test_a_row_explains_the_same(browser: Browser) -> None:
    answer = browser.call(
        "arshjul-liste.presses",
        {
            "arshjul-liste.presses": 1,
            "arshjul-liste.pressed": ADOPTION,
            "adresse.search": STORVIK,
        },
    )
    assert answer["arshjul-tegning"]["selected"] == ADOPTION
    marked = [row["key"] for row in answer["arshjul-liste"]["rows"] if row["tone"] == "chosen"]
    assert marked == [ADOPTION]


@pytest.mark.parametrize(("key", "query"), [("finnes-ikke", ""), (ADOPTION, "&kommune=0000")])
def test_what_is_not_there_explains_nothing(browser: Browser, key: str, query: str) -> None:
    assert explain(browser, key, query) == ""


def test_before_anything_is_chosen_nothing_is_explained(browser: Browser) -> None:
    assert browser.call("arshjul-liste.presses", {"adresse.search": STORVIK}) == {}


def test_a_phase_says_from_when_to_when(browser: Browser) -> None:
    assert "28.10.2026 til 20.11.2026" in explain(browser, "sedvane-horing")


def test_what_a_councillor_can_do_says_what_it_gives_and_what_not(odd: Odd) -> None:
    able = Instrument(
        "verbalforslag",
        text("Verbalforslag"),
        None,
        text("Lokal skikk."),
        can=text("Bestille en sak."),
        cannot=text("Gir ingen penger."),
    )
    open_now = odd.services.house.as_of("9901", ON).time.windows()
    budget, *_ = open_now.windows
    only = replace(budget, window=replace(budget.window, instruments=(able,)))
    said = explain(odd(Time, "windows", replace(open_now, windows=(only,))), ADOPTION)
    assert "Verbalforslag, uten fast frist" in said
    assert "Bestille en sak. Gir ingen penger." in said


def test_levels_of_findings(odd: Odd) -> None:
    wheel = odd.services.house.as_of("9901", ON).time.wheel(2026)
    found = tuple(
        Finding("x", level, text("Si fra."), None, ADOPTION) for level in ("error", "warning", "info")
    )
    assert words(page(odd(Calendar, "wheel", replace(wheel, findings=found)))).count("Si fra.") == 3
