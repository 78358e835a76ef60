"""Page Min saksliste in a real browser: written, put on a list, taken off."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser.conftest import Server, Visitor

PAGE = "/saksliste?kommune=9902"


def _press_and_see(page: Page, key: str) -> None:
    """Press the key and wait until the page is drawn anew, as a reader does before the next step."""
    page.evaluate("document.querySelector('main h1').dataset.old = 'ja'")
    page.keyboard.press(key)
    page.wait_for_function("() => document.querySelector('main h1:not([data-old])') !== null")


def test_a_wish_is_written_put_on_a_list_and_taken_off(visitor: Visitor, writable_server: Server) -> None:
    page = visitor(writable_server).go(PAGE)
    page.get_by_label("Hva vil dere?").fill("Lys i løypa")
    _press_and_see(page, "Enter")
    page.wait_for_url("**onske=**")
    page.get_by_label("Legg på lista til").fill("Prøvelista")
    _press_and_see(page, "Enter")
    page.wait_for_url("**nyliste=**")
    page.get_by_label("Merknad").fill("Lovet i valget")
    _press_and_see(page, "Tab")
    page.wait_for_url("**merknad=**")
    page.get_by_label("Funksjon, hvis dere vet den").focus()
    page.keyboard.type("381")
    _press_and_see(page, "Enter")
    page.wait_for_url("**funksjon=381**")
    page.get_by_role("button", name="Legg på lista").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**sak=lys-i-loypa**")
    expect(page.get_by_role("heading", name="Lys i løypa")).to_be_in_viewport()
    expect(page.get_by_text("Siste sjanse").first).to_be_visible()
    expect(page.get_by_text("Lovet i valget").first).to_be_visible()
    page.get_by_role("button", name="Ta saken av lista").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**onske=Lys**")
    expect(page.get_by_text("Saken er tatt av lista og står i skjemaet.")).to_be_visible()
    expect(page.get_by_label("Hva vil dere?")).to_have_value("Lys i løypa")
    expect(page.get_by_label("Merknad")).to_have_value("Lovet i valget")
    expect(page.get_by_label("Funksjon, hvis dere vet den")).to_have_value("381")


def test_a_button_pressed_at_once_gets_what_was_just_written(
    visitor: Visitor, writable_server: Server
) -> None:
    """Leaving a field writes the address; the press that follows must not be lost with the old page."""
    page = visitor(writable_server).go(f"{PAGE}&onske=Lys%20i%20l%C3%B8ypa&nyliste=Pr%C3%B8velista")
    page.get_by_label("Merknad").fill("Lovet i valget")
    page.get_by_role("button", name="Legg på lista").click()
    page.wait_for_url("**sak=lys-i-loypa**")
    expect(page.get_by_text("Lovet i valget").first).to_be_visible()
    expect(page.get_by_text("Prøvelista: 1 av 1 saker")).to_be_visible()
