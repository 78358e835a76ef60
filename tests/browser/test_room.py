"""Page Handlingsrom in a real browser: slider by keyboard, folding out, projector and paper."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.conftest import Server, Visitor
from tests.browser.pages import PROJECTOR

PAGE = "/handlingsrom?kommune=9901&aar=2027"
_SMALLEST_LETTERS = """() => Math.min(...[...document.querySelectorAll('.ph-funnel svg text')]
  .filter(text => text.ownerSVGElement.checkVisibility())
  .map(text => parseFloat(text.getAttribute('font-size'))
    * text.ownerSVGElement.getBoundingClientRect().width / text.ownerSVGElement.viewBox.baseVal.width))"""


def test_the_drawing_is_read_from_the_back_of_the_room(visitor: Visitor, demo_server: Server) -> None:
    page = visitor(demo_server, PROJECTOR).go(PAGE)
    assert page.evaluate(_SMALLEST_LETTERS) >= 18


def test_the_slider_is_moved_by_keyboard_and_keeps_the_focus(visitor: Visitor, demo_server: Server) -> None:
    page = visitor(demo_server).go(PAGE + "&dag=2026-11-16")
    page.locator(".ph-layers summary").first.click()
    slider = page.get_by_role("slider", name="Dagen beslutningen tas")
    slider.focus()
    for _ in range(3):
        page.keyboard.press("ArrowLeft")
    page.wait_for_url("**dag=2026-11-13**")
    expect(page.locator(".ph-room__sentence").first).to_contain_text("13. november 2026 kunne 26 av 630")
    expect(slider).to_be_focused()
    expect(slider).to_have_attribute("aria-valuetext", "13.11.2026")
    expect(page.locator(".ph-layers details").first).to_have_attribute("open", "")
    page.go_back()
    expect(slider).to_have_attribute("aria-valuetext", "16.11.2026")


def test_an_amount_becomes_a_dot_and_an_area_a_funnel(visitor: Visitor, demo_server: Server) -> None:
    page = visitor(demo_server).go(PAGE)
    page.get_by_label("Tjenesteområde").select_option("grunnskole")
    page.wait_for_url("**omrade=grunnskole**")
    page.get_by_label("Beløp i året").fill("9 000 000")
    page.keyboard.press("Enter")
    expect(page.locator(".ph-dot").first).to_be_visible()
    expect(page.get_by_text("Utenfor:").first).to_be_visible()
    expect(page.get_by_text("Dette ville gjort at det får plass")).to_be_visible()


def test_on_paper_everything_is_folded_out(visitor: Visitor, demo_server: Server) -> None:
    page = visitor(demo_server).go(PAGE)
    page.emulate_media(media="print")
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    assert page.locator(".ph-room details:not([open])").count() == 0
    expect(page.get_by_text("nivaa_1.bundet", exact=True)).to_be_visible()
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    assert page.locator(".ph-room details[open]").count() == 0
