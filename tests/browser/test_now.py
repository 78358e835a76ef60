"""Page Nå: the wheel and the list say the same, by mouse and by keyboard."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.conftest import Server, Visitor
from tests.browser.pages import PHONE

STORVIK = "/?kommune=9901"


def test_a_mark_is_chosen_by_keyboard(demo_server: Server, visitor: Visitor) -> None:
    visit = visitor(demo_server)
    page = visit.go(STORVIK)
    mark = page.locator('#hjul [data-key="kl14-3-vedtak"]').first
    mark.focus()
    page.keyboard.press("Enter")
    answer = page.locator("#hjul-forklaring")
    expect(answer.get_by_role("heading")).to_contain_text("vedtar")
    expect(answer.get_by_role("link")).to_have_attribute("href", "https://lovdata.no/lov/2018-06-22-83/§14-3")
    expect(mark).to_have_class(
        "ph-selected" if not mark.get_attribute("class") else mark.get_attribute("class") or ""
    )
    assert visit.violations() == []
    visit.quiet()


def test_a_row_explains_itself_and_comes_into_sight(demo_server: Server, visitor: Visitor) -> None:
    visit = visitor(demo_server, PHONE)
    page = visit.go(STORVIK)
    row = page.locator("#hjul-liste tbody button").nth(1)
    title = row.inner_text().split(". ", 1)[-1]
    row.click()
    heading = page.locator("#hjul-forklaring").get_by_role("heading")
    expect(heading).to_have_text(title)
    expect(heading).to_be_in_viewport()
    assert visit.sideways() == 0


def test_the_list_filters_and_sorts(demo_server: Server, visitor: Visitor) -> None:
    page = visitor(demo_server).go(STORVIK)
    rows = page.locator("#hjul-liste tbody tr")
    coming = rows.count()
    page.get_by_role("button", name="Alle", exact=True).click()
    every = rows.count()
    page.get_by_role("button", name="Som er gjort").click()
    assert rows.count() + coming == every
    days = page.locator("#hjul-liste tbody td.ph-cell--date")
    page.get_by_role("button", name="Når").click()
    page.get_by_role("button", name="Når").click()
    expect(page.locator("#hjul-liste th[aria-sort]")).to_have_attribute("aria-sort", "descending")
    shown = [text.split("\n")[0] for text in days.all_inner_texts()]
    as_iso = [".".join(reversed(day[:10].split("."))) for day in shown if day[:1].isdigit()]
    assert as_iso == sorted(as_iso, reverse=True)


def test_each_open_budget_says_its_money_as_an_estimate(demo_server: Server, visitor: Visitor) -> None:
    page = visitor(demo_server).go(STORVIK)
    budget = page.locator("article", has=page.get_by_role("heading", name="Budsjett 2027"))
    expect(budget).to_contain_text("Kan ennå flyttes på")
    expect(budget).to_contain_text("Anslag")
    budget.get_by_text("måter å påvirke på").click()
    expect(budget.locator(".ph-instrument").first).to_be_visible()


def test_the_money_of_an_open_budget_explains_itself(demo_server: Server, visitor: Visitor) -> None:
    visit = visitor(demo_server, PHONE)
    page = visit.go(STORVIK)
    budget = page.locator("article", has=page.get_by_role("heading", name="Budsjett 2027"))
    budget.get_by_text("Forklar tallet").click()
    told = budget.locator(".ph-inputs")
    expect(told).to_be_visible()
    for title in ("Netto driftsbudsjett til tjenestene", "Bundet", "For sent å endre i tid"):
        expect(told.get_by_text(title, exact=True)).to_be_visible()
    expect(told).to_contain_text("Økonomiavdelingens vurdering")
    assert visit.violations() == []
    assert visit.sideways() == 0
