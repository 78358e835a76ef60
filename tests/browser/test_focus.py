"""A control or link that changes the view keeps the focus and its place in the window."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.conftest import Server, Visit, Visitor

INCOME = "/inntekter?kommune=9901&aar=2027&versjon=direktorens_forslag"
ROOM = "/handlingsrom?kommune=9901&aar=2027"
SETTLED_MS = 700


def top_of(element: Locator) -> float:
    return float(element.evaluate("element => element.getBoundingClientRect().top"))


def changed(visit: Visit, element: Locator, key: str, address: str) -> None:
    """Press the key on the element; wait until the address says so and the page has been drawn anew."""
    element.focus()
    rests = visit.rests()
    visit.page.keyboard.press(key)
    expect(visit.page).to_have_url(re.compile(re.escape(address)))
    visit.settle_anew(rests)
    visit.page.wait_for_timeout(SETTLED_MS)


@pytest.mark.parametrize(
    ("path", "before", "key", "after", "address"),
    [
        (INCOME, "#inntekter-belop-kroner", "ArrowDown", "#inntekter-belop-innbygger", "belop=innbygger"),
        (
            INCOME,
            "#inntekter-grunnlag-di",
            "ArrowDown",
            "#inntekter-grunnlag-di_finans",
            "grunnlag=di_finans",
        ),
        (INCOME, "#inntekter-tjeneste", "ArrowDown", "#inntekter-tjeneste", "tjeneste=omrade"),
        (ROOM, "#rom-dag", "ArrowRight", "#rom-dag", "dag=2026-11-22"),
        (ROOM, "#rom-lag-", "ArrowDown", "#rom-lag-alt", "lag=alt"),
    ],
    ids=["radio", "radio-below", "select", "range", "radio-room"],
)
def test_a_control_keeps_focus_and_place(
    visitor: Visitor, demo_server: Server, path: str, before: str, key: str, after: str, address: str
) -> None:
    visit = visitor(demo_server)
    page = visit.go(path)
    first = page.locator(f'[id="{before[1:]}"]')
    first.focus()
    place = top_of(first)
    changed(visit, first, key, address)
    control = page.locator(f'[id="{after[1:]}"]')
    expect(control).to_be_focused()
    assert abs(top_of(control) - place) < 60
    visit.quiet()


def test_a_link_in_a_table_keeps_focus_and_place(visitor: Visitor, demo_server: Server) -> None:
    visit = visitor(demo_server)
    page = visit.go(INCOME)
    link = page.locator("#inntekter-klasser").get_by_role("link", name="Eiendomsskatt")
    link.focus()
    place = top_of(link)
    changed(visit, link, "Enter", "klasse=fri_eiendomsskatt")
    expect(page.get_by_role("heading", name="Bak tallet: Eiendomsskatt")).to_be_visible()
    expect(link).to_be_focused()
    assert abs(top_of(link) - place) < 2


def test_what_is_folded_out_stays_so_and_a_link_in_it_keeps_the_focus(
    visitor: Visitor, demo_server: Server
) -> None:
    visit = visitor(demo_server)
    page = visit.go(INCOME + "&tjeneste=202")
    page.get_by_text("Vis som tabell, og følg en inntekt").click()
    link = page.locator("#inntekter-betalere").get_by_role("link", name="Sykelønnsrefusjon")
    changed(visit, link, "Enter", "betaler=sykelonnsrefusjon")
    expect(link).to_be_visible()
    expect(link).to_be_focused()


def test_closing_gives_the_focus_back_to_what_opened(visitor: Visitor, demo_server: Server) -> None:
    visit = visitor(demo_server)
    page = visit.go(INCOME)
    opener = page.locator("#inntekter-klasser").get_by_role("link", name="Rammetilskudd")
    changed(visit, opener, "Enter", "klasse=fri_ramme")
    close = page.get_by_role("link", name="Lukk", exact=True)
    close.focus()
    page.keyboard.press("Enter")
    expect(page).not_to_have_url(re.compile("klasse="))
    expect(opener).to_be_focused()


def test_a_part_that_goes_away_leaves_the_focus_on_its_heading(visitor: Visitor, demo_server: Server) -> None:
    visit = visitor(demo_server)
    page = visit.go(INCOME + "&klasse=fri_ramme")
    close = page.get_by_role("link", name="Lukk", exact=True)
    close.focus()
    page.keyboard.press("Enter")
    expect(page).not_to_have_url(re.compile("klasse="))
    expect(page.get_by_role("heading", name="Bak tallet")).to_have_count(0, timeout=20_000)
    expect(page.locator("main h1")).to_be_focused()


def test_back_gives_the_focus_to_what_was_left(visitor: Visitor, demo_server: Server) -> None:
    visit = visitor(demo_server)
    page = visit.go(INCOME)
    link = page.locator("#inntekter-klasser").get_by_role("link", name="Rammetilskudd")
    changed(visit, link, "Enter", "klasse=fri_ramme")
    page.go_back()
    expect(page.get_by_role("heading", name="Bak tallet")).to_have_count(0)
    expect(link).to_be_focused()


def test_a_reader_who_has_clicked_elsewhere_is_left_alone(visitor: Visitor, demo_server: Server) -> None:
    visit = visitor(demo_server)
    page = visit.go(INCOME)
    page.locator("#inntekter-tjeneste").focus()
    page.keyboard.press("ArrowDown")
    page.locator("main h1").click()
    expect(page.get_by_text("Hvem som betaler for", exact=False).first).to_be_visible()
    visit.settle()
    page.wait_for_timeout(SETTLED_MS)
    expect(page.locator("#inntekter-tjeneste")).not_to_be_focused()
