"""Page Budsjett og regnskap in a real browser: by keyboard."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.conftest import Server, Visitor
from tests.browser.pages import SMALLEST

PAGE = "/budsjett?kommune=9901&aar=2027&versjon=direktorens_forslag"


def test_the_table_scrolls_in_its_own_region_on_the_smallest_phone(
    visitor: Visitor, demo_server: Server
) -> None:
    visit = visitor(demo_server, SMALLEST)
    page = visit.go(PAGE)
    assert visit.sideways() == 0
    region = page.locator("#budsjett-oversikt .ph-scroll")
    region.focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_function("() => document.querySelector('#budsjett-oversikt .ph-scroll').scrollLeft > 0")
    assert visit.sideways() == 0


def test_the_overview_and_the_unit_are_chosen_by_keyboard(visitor: Visitor, demo_server: Server) -> None:
    page = visitor(demo_server).go(PAGE)
    expect(page.get_by_text("forslag 2027 mangler 20,0 mill. kr på å gå i balanse.")).to_be_visible()
    page.get_by_role("radio", name="Drift etter bevilgning (§ 5-4)").focus()
    page.keyboard.press("ArrowDown")
    page.wait_for_url("**skjema=5-5**")
    expect(page.get_by_text("forslag 2027 går i balanse i investering.")).to_be_visible()
    page.get_by_role("radio", name="Hele tusen kroner").focus()
    page.keyboard.press("ArrowDown")
    page.wait_for_url("**enhet=kroner**")
    expect(page.locator("#budsjett-oversikt")).to_contain_text("89\N{NO-BREAK SPACE}500\N{NO-BREAK SPACE}000")
    page.go_back()
    expect(page.get_by_role("radio", name="Hele tusen kroner")).to_be_checked()


def test_a_column_leads_to_its_own_version(visitor: Visitor, demo_server: Server) -> None:
    page = visitor(demo_server).go(PAGE)
    page.locator("#budsjett-oversikt").get_by_role("link", name="Regnskap 2025").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**versjon=regnskap**")
    expect(page.locator("#budsjett-oversikt thead strong")).to_have_text("Regnskap 2025")
    expect(page.get_by_role("row", name="Rammetilskudd").first).to_be_visible()


def test_a_line_leads_to_its_arts_and_lines_by_keyboard(visitor: Visitor, demo_server: Server) -> None:
    page = visitor(demo_server).go(PAGE)
    page.locator("#budsjett-oversikt").get_by_role("link", name="Sum bevilgninger drift, netto").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**linje=bevilgninger**")
    page.locator("#budsjett-linje").get_by_role("link").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**art=**")
    expect(page.get_by_role("link", name="Alle artene på linjen")).to_be_visible()
    page.locator("#budsjett-linje table").get_by_role("link").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**funksjon=**")
    expect(page.locator("#budsjett-linjer")).to_be_visible()
    expect(page.locator("#budsjett-linje")).to_be_in_viewport()


def test_the_workbook_is_downloaded(visitor: Visitor, demo_server: Server) -> None:
    page = visitor(demo_server).go(PAGE)
    with page.expect_download() as download:
        page.get_by_role("link", name="Last ned Excel med formler").click()
    assert download.value.suggested_filename == "oversikter-9901-2027.xlsx"
