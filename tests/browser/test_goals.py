"""Page Mål og tiltak in a real browser: a link made by keyboard."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.conftest import Server, Visitor
from tests.browser.pages import PHONE

PAGE = "/maal?kommune=9901&aar=2027"
GOAL = f"{PAGE}&mal=SD25/SD25-4.1"


def test_a_link_is_made_and_undone_by_keyboard(visitor: Visitor, writable_server: Server) -> None:
    visit = visitor(writable_server)
    page = visit.go(GOAL)
    page.get_by_label("Knytt målet til").select_option("funksjon")
    page.wait_for_url("**slag=funksjon**")
    page.locator("#maal-kode option[value='375']").wait_for(state="attached")
    page.get_by_label("Hvilket").select_option("375")
    page.locator("#maal-knytt").focus()
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("knyttes til funksjon 375")
    dialog.get_by_role("button", name="Lagre").click()
    expect(dialog).to_contain_text("Skriv navnet ditt")
    dialog.get_by_label("Navn").fill("Kari Sand")
    dialog.get_by_label("Begrunnelse").fill("Vedtatt i planen")
    assert visit.violations() == []
    dialog.get_by_role("button", name="Lagre").click()
    page.wait_for_url("**lagret=1**")
    page.get_by_text("Koblingen er lagret.").wait_for()
    thread = page.locator("#maal-trader").get_by_role("row", name="funksjon 375")
    expect(thread).to_contain_text("Kari Sand: «Vedtatt i planen»")
    thread.get_by_role("button").focus()
    page.keyboard.press("Enter")
    dialog.get_by_label("Navn").fill("Kari Sand")
    dialog.get_by_label("Begrunnelse").fill("Feil funksjon")
    dialog.get_by_role("button", name="Lagre").click()
    page.wait_for_url("**lagret=2**")
    page.get_by_text("Koblingen er tatt bort.").wait_for()
    expect(page.locator("#maal-trader")).not_to_contain_text("funksjon 375")
    page.get_by_role("tab", name="Logg (2)").click()
    expect(page.locator("#maal-logg")).to_contain_text("Feil funksjon")
    visit.quiet()


def test_only_broken_threads_are_chosen_by_keyboard(visitor: Visitor, demo_server: Server) -> None:
    page = visitor(demo_server).go(f"{PAGE}&niva=alt")
    before = page.locator("#maal-tre tbody tr").count()
    page.get_by_label("Bare brutte tråder").focus()
    page.keyboard.press("Space")
    page.wait_for_url("**brutte=ja**")
    expect(page.locator("#maal-tre tbody tr")).not_to_have_count(before)
    assert 0 < page.locator("#maal-tre tbody tr").count() < before


def test_a_suggestion_asks_before_any_goal_is_chosen(visitor: Visitor, demo_server: Server) -> None:
    visit = visitor(demo_server, PHONE)
    page = visit.go(f"{PAGE}&fane=forslag&per=2026-11-01")
    page.locator("#maal-forslag").get_by_role("button", name="Knytt").first.focus()
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("knyttes til tiltak")
    expect(dialog).to_contain_text("Endringen teller fra i dag")
