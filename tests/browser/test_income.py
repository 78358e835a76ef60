"""Page Inntekter in a real browser: by keyboard, at every width, in light and dark."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Server, Visitor

PAGE = "/inntekter?kommune=9901&aar=2027&versjon=direktorens_forslag"
DRILLED = PAGE + "&klasse=fri_skatt&art=870&funksjon=800"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1920, 1280, 360])
def test_the_page_is_accessible_and_quiet(
    visitor: Visitor, demo_server: Server, width: int, scheme: str
) -> None:
    visit = visitor(demo_server, width, scheme)
    visit.go(DRILLED if width == 1280 else PAGE)
    assert visit.violations() == []
    assert visit.sideways() == 0
    visit.picture(f"inntekter-{width}-{scheme}")
    visit.quiet()


def test_nothing_scrolls_sideways_on_the_smallest_phone(visitor: Visitor, demo_server: Server) -> None:
    visit = visitor(demo_server, 320)
    visit.go(DRILLED)
    assert visit.sideways() == 0


def test_the_denominator_is_chosen_by_keyboard_and_stays_in_the_address(
    visitor: Visitor, demo_server: Server
) -> None:
    page = visitor(demo_server).go(PAGE)
    page.get_by_role("radio", name="Brutto driftsinntekter", exact=True).focus()
    page.keyboard.press("ArrowDown")
    page.wait_for_url("**grunnlag=di_finans**")
    expect(page.get_by_text("Andelene er regnet av brutto driftsinntekter med renter").first).to_be_visible()
    page.go_back()
    expect(page.get_by_role("radio", name="Brutto driftsinntekter", exact=True)).to_be_checked()


def test_from_class_to_cell_by_keyboard(visitor: Visitor, demo_server: Server) -> None:
    page = visitor(demo_server).go(PAGE)
    page.locator("#inntekter-klasser").get_by_role("link", name="Rammetilskudd").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Bak tallet: Rammetilskudd")).to_be_visible()
    page.locator("#inntekter-arter").get_by_role("link").first.focus()
    page.keyboard.press("Enter")
    lines = page.locator("#inntekter-linjer")
    expect(lines).to_be_visible()
    expect(lines).to_contain_text(".xlsx")
    expect(lines.locator("tbody tr").first).to_contain_text("!")


def test_a_chart_is_a_named_picture_a_sentence_and_a_table(visitor: Visitor, demo_server: Server) -> None:
    page = visitor(demo_server).go(PAGE)
    picture = page.get_by_role("img", name="Frie og bundne inntekter. Frie inntekter: 670,0")
    expect(picture).to_be_visible()
    page.get_by_text("Vis som tabell", exact=True).first.click()
    expect(page.get_by_role("table", name="Inntektene etter klasse").first).to_be_visible()


def test_no_chart_offers_to_share_its_data(visitor: Visitor, demo_server: Server) -> None:
    visit = visitor(demo_server)
    page = visit.go(PAGE)
    page.wait_for_selector("#inntekter-figur .main-svg")
    page.locator("#inntekter-figur").hover()
    assert page.locator(".modebar-btn").count() == 0
    assert page.locator(".plotlyjsicon, [data-title*='loud'], [data-title*='hare']").count() == 0
    assert visit.outside() == []
