"""Page Inntekter in a real browser: by keyboard."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.conftest import Server, Visitor

PAGE = "/inntekter?kommune=9901&aar=2027&versjon=direktorens_forslag"


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
    # 328,0 skatt + 320,0 rammetilskudd + 20,0 eiendomsskatt + 60 % of 2,0 konsesjonsavgift: the municipality
    # has bound 40 % of it to its fund.
    picture = page.get_by_role("img", name="Frie og bundne inntekter. Frie inntekter: 669,2")
    expect(picture).to_be_visible()
    page.get_by_text("Vis som tabell", exact=True).first.click()
    expect(page.get_by_role("table", name="Frie og bundne inntekter")).to_be_visible()


def test_no_chart_offers_to_share_its_data(visitor: Visitor, demo_server: Server) -> None:
    visit = visitor(demo_server)
    page = visit.go(PAGE)
    page.wait_for_selector("#inntekter-figur .main-svg")
    page.locator("#inntekter-figur").hover()
    assert page.locator(".modebar-btn").count() == 0
    assert page.locator(".plotlyjsicon, [data-title*='loud'], [data-title*='hare']").count() == 0
    assert visit.outside() == []


def test_from_a_bound_krone_to_the_cost_it_carries(visitor: Visitor, demo_server: Server) -> None:
    page = visitor(demo_server).go(PAGE + "&tjeneste=202&betaler=sykelonnsrefusjon")
    expect(page.locator("#inntekter-kjede-inntekt")).to_contain_text("710")
    costs = page.locator("#inntekter-kjede-utgift")
    expect(costs).to_contain_text("010 Fastlønn")
    costs.get_by_role("link").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#inntekter-linjer")).to_contain_text("!", timeout=20_000)
