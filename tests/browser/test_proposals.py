"""Page Tiltak og forslag in a real browser: the meter stays, the keyboard works, a link is a view."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Server, Visitor
from tests.browser.pages import DESK, PHONE, Look

PAGE = "/forslag?kommune=9901&aar=2027"


def meter(page: Page) -> str:
    """What the meter says, with plain spaces."""
    return re.sub(r"\s+", " ", page.locator("#forslag-balanse").inner_text())


@pytest.mark.parametrize(
    ("scenario", "words"),
    [("s0", "i balanse"), ("s1", "mangler 10,0 mill. kr"), ("s3", "mangler 10,0 mill. kr")],
)
def test_the_meter_says_the_scenarios_of_the_case(
    visitor: Visitor, demo_server: Server, scenario: str, words: str
) -> None:
    page = visitor(demo_server).go(f"{PAGE}&scenario={scenario}")
    assert meter(page).count(words) >= 4


@pytest.mark.parametrize("look", [DESK, PHONE], ids=str)
def test_the_meter_is_in_view_wherever_one_reads(visitor: Visitor, demo_server: Server, look: Look) -> None:
    page = visitor(demo_server, look).go(PAGE)
    page.locator("#forslag-antakelser").scroll_into_view_if_needed()
    expect(page.locator("#forslag-balanse")).to_be_in_viewport(ratio=1)
    box = page.locator("#forslag-balanse").bounding_box()
    assert box is not None
    assert box["height"] < 260


def test_a_measure_is_taken_out_by_keyboard_and_the_link_opens_the_same(
    visitor: Visitor, demo_server: Server
) -> None:
    page = visitor(demo_server).go(PAGE + "&scenario=s0")
    box = page.locator("#forslag-tiltak tbody input").first
    box.focus()
    page.keyboard.press("Space")
    page.wait_for_url("**tiltak=**")
    expect(page.locator("#forslag-balanse .ph-meter__item--short").first).to_be_visible()
    said = meter(page)
    other = visitor(demo_server).go(page.url.removeprefix(demo_server.address))
    assert meter(other) == said
    expect(other.locator("#forslag-tiltak tbody input").first).not_to_be_checked()


def test_taking_out_everything_is_a_choice_that_holds(visitor: Visitor, demo_server: Server) -> None:
    page = visitor(demo_server).go(PAGE + "&tiltak=ingen")
    assert meter(page).count("mangler 20,0 mill. kr") >= 4
    assert page.locator("#forslag-tiltak tbody input:checked").count() == 0


def test_an_own_measure_is_written_mended_added_and_removed(visitor: Visitor, demo_server: Server) -> None:
    visit = visitor(demo_server)
    page = visit.go(PAGE + "&scenario=s0")
    page.get_by_text("Skriv inn et eget tiltak").click()
    page.get_by_label("Navn på tiltaket").fill("Gratis skolemat")
    page.get_by_label("Funksjon", exact=True).fill("202")
    page.get_by_label("Endring i 2027").fill("3,5 mill")
    page.get_by_role("button", name="Legg til tiltaket").click()
    mistakes = page.locator("#forslag-eget-feil")
    expect(mistakes).to_contain_text("«3,5 mill» for 2027 er ikke et beløp i kroner.")
    page.get_by_label("Endring i 2027").fill("3 000 000")
    page.get_by_role("button", name="Legg til tiltaket").click()
    page.wait_for_url("**eget=**")
    expect(page.get_by_role("heading", name="Dine egne tiltak")).to_be_visible()
    expect(page.locator("#forslag-balanse")).to_contain_text("mangler 3,0")
    assert visit.violations() == []
    page.get_by_role("link", name="Fjern Gratis skolemat").click()
    expect(page.locator("#forslag-balanse")).to_contain_text("i balanse")
    assert "eget=" not in page.url
    visit.quiet()


def test_two_readers_do_not_see_each_others_measures(visitor: Visitor, demo_server: Server) -> None:
    one, two = visitor(demo_server, private=True), visitor(demo_server, private=True)
    one.go(PAGE + "&tiltak=ingen")
    page = two.go(PAGE + "&scenario=s0")
    assert "i balanse" in meter(page)


def test_paper_has_the_balance_and_the_table_but_no_form(visitor: Visitor, demo_server: Server) -> None:
    page = visitor(demo_server).go(PAGE + "&scenario=s1")
    page.emulate_media(media="print")
    expect(page.locator("#forslag-balanse")).to_be_visible()
    expect(page.locator("#forslag-tiltak")).to_be_visible()
    expect(page.get_by_text("Skriv inn et eget tiltak")).to_be_hidden()
