"""Follow-up on page Budsjett og regnskap in a real browser: walked by keyboard."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import Page, expect

from tests.browser.conftest import Server, Visitor

PAGE = "/budsjett?kommune=9901&vis=oppfolging"


def address(page: Page) -> dict[str, str]:
    """What the address says, one value each."""
    return {name: values[0] for name, values in parse_qs(urlsplit(page.url).query).items()}


def test_the_month_and_the_way_down_stay_in_the_address(visitor: Visitor, demo_server: Server) -> None:
    visit = visitor(demo_server)
    page = visit.go(PAGE)
    month = page.get_by_label("Til og med", exact=True)
    month.focus()
    page.keyboard.type("mars")
    page.keyboard.press("Enter")
    page.wait_for_url("**maaned=3**")
    expect(page.get_by_text("Til og med mars 2026 har tjenesteområdene brukt").first).to_be_visible()
    page.locator("#oppfolging-omrader").get_by_role("link", name="Barnevern").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**omrade=barnevern**")
    heading = page.get_by_role("heading", name="Bak tallet: Barnevern")
    expect(heading).to_be_in_viewport()
    page.get_by_role("link", name="Lønnsutgifter", exact=True).focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**gruppe=lonn**")
    page.locator("#oppfolging-arter").get_by_role("link").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**funksjon=**")
    expect(page.locator("#oppfolging-linjer tbody tr").first).to_be_visible()
    there = address(page)
    assert (there["maaned"], there["omrade"], there["gruppe"]) == ("3", "barnevern", "lonn")
    other = visitor(demo_server)
    opened = other.go(f"{urlsplit(page.url).path}?{urlsplit(page.url).query}")
    expect(opened.get_by_label("Til og med", exact=True)).to_have_value("3")
    expect(opened.get_by_role("heading", name="Bak tallet: Barnevern")).to_be_visible()
    expect(opened.locator("#oppfolging-linjer tbody tr").first).to_be_visible()
    visit.quiet()
