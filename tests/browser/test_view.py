"""The address is the view: controls write it, links and the back button read it, nobody shares it."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.browser.conftest import Server, Visitor
from tests.browser.pages import PHONE

STORVIK = "?kommune=9901"


def test_a_control_changes_the_address_and_back_undoes_it(demo_server: Server, visitor: Visitor) -> None:
    visit = visitor(demo_server)
    page = visit.go("/" + STORVIK)
    year = page.get_by_label("År", exact=True)
    expect(year).to_have_value("2027")
    year.focus()
    year.select_option("2026")
    expect(page).to_have_url(re.compile(r"aar=2026"))
    expect(page.locator("#grunnlag")).to_contain_text("2026")
    expect(year).to_be_focused()
    page.go_back()
    expect(page).not_to_have_url(re.compile(r"aar="))
    expect(year).to_have_value("2027")
    visit.quiet()


def test_choosing_a_municipality_forgets_its_year_and_version(demo_server: Server, visitor: Visitor) -> None:
    page = visitor(demo_server).go("/" + STORVIK + "&aar=2025&versjon=regnskap&per=2026-11-01")
    page.get_by_label("Kommune", exact=True).select_option("9902")
    expect(page).to_have_url(re.compile(r"\?per=2026-11-01&kommune=9902$|\?kommune=9902&per=2026-11-01$"))
    expect(page.locator("main h1")).to_contain_text("Lillevik")


def test_a_date_is_written_as_norwegians_write_it(demo_server: Server, visitor: Visitor) -> None:
    page = visitor(demo_server).go("/" + STORVIK)
    day = page.get_by_label("Per dato")
    day.fill("31.02.2026")
    day.press("Enter")
    expect(page.get_by_text("Dette er ikke en dato")).to_be_visible()
    assert "per=" not in page.url
    day.fill("1.6.26")
    day.press("Enter")
    expect(page).to_have_url(re.compile(r"per=2026-06-01"))
    expect(day).to_have_value("01.06.2026")
    expect(page.get_by_text("Dette er ikke en dato")).to_have_count(0)
    expect(page.locator(".ph-lead")).to_contain_text("1. juni 2026")


def test_a_link_keeps_the_view_and_moves_the_focus(demo_server: Server, visitor: Visitor) -> None:
    visit = visitor(demo_server)
    page = visit.go("/" + STORVIK + "&per=2026-06-01")
    page.get_by_role("link", name="Import").click()
    expect(page).to_have_url(re.compile(r"/import\?kommune=9901&per=2026-06-01$"))
    heading = page.locator("main h1")
    expect(heading).to_have_text("Import")
    expect(heading).to_be_focused()
    expect(page).to_have_title("Import – Storvik – planhjul")
    expect(page.get_by_role("link", name="Import")).to_have_attribute("aria-current", "page")
    visit.quiet()


def test_two_readers_do_not_see_each_other(demo_server: Server, visitor: Visitor) -> None:
    first, second = visitor(demo_server, private=True), visitor(demo_server, private=True)
    one, other = first.go("/?kommune=9901"), second.go("/?kommune=9902")
    one.get_by_label("Per dato").fill("01.06.2026")
    one.get_by_label("Per dato").press("Enter")
    expect(one.locator(".ph-lead")).to_contain_text("1. juni 2026")
    other.reload()
    second.settle()
    expect(other.locator("main h1")).to_contain_text("Lillevik")
    expect(other.get_by_label("Per dato")).to_have_value("21.11.2026")


def test_a_bad_address_is_a_sentence(demo_server: Server, visitor: Visitor) -> None:
    visit = visitor(demo_server)
    page = visit.go("/?kommune=9901&aar=tjue&per=i-gaar&versjon=x&spraak=y")
    expect(page.locator("#varsel .ph-status")).to_have_count(4)
    expect(page.locator("main h1")).to_contain_text("Storvik")
    assert visit.violations() == []
    visit.quiet()


def test_an_unknown_municipality_offers_the_known(demo_server: Server, visitor: Visitor) -> None:
    visit = visitor(demo_server)
    page = visit.go("/?kommune=0301")
    page.get_by_role("link", name="Storvik (9901)").click()
    expect(page.locator("main h1")).to_contain_text("Storvik")
    visit.quiet()


def test_dark_is_remembered(demo_server: Server, visitor: Visitor) -> None:
    visit = visitor(demo_server, private=True)
    page = visit.go("/" + STORVIK)
    switch = page.get_by_role("button", name="Mørk visning")
    expect(switch).to_have_attribute("aria-pressed", "false")
    switch.click()
    expect(page.locator("html")).to_have_attribute("data-color-scheme", "dark")
    page.reload()
    visit.settle()
    expect(page.locator("html")).to_have_attribute("data-color-scheme", "dark")
    expect(switch).to_have_attribute("aria-pressed", "true")
    assert visit.violations() == []


def test_a_new_database_says_what_to_do(empty_server: Server, visitor: Visitor) -> None:
    visit = visitor(empty_server, PHONE)
    page = visit.go("/")
    expect(page.get_by_text("planhjul init --kommune 9901 --navn Storvik")).to_be_visible()
    assert visit.violations() == []
    assert visit.sideways() == 0
    visit.quiet()
