"""Page Årshjulet in a real browser: chosen by hand and by keyboard, printed without colour."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser.conftest import Server, Visitor
from tests.browser.pages import DESK_DARK, PHONE

PATH = "/arshjul?kommune=9901"


def test_a_mark_is_chosen_by_keyboard_and_the_row_by_hand(demo_server: Server, visitor: Visitor) -> None:
    visit = visitor(demo_server)
    page = visit.go(PATH)
    mark = page.locator('#arshjul-tegning [data-key="kl14-3-vedtak"]').first
    mark.focus()
    page.keyboard.press("Enter")
    answer = page.locator("#arshjul-forklaring")
    expect(answer.get_by_role("heading")).to_contain_text("vedtar")
    expect(answer.get_by_role("link")).to_have_attribute("href", "https://lovdata.no/lov/2018-06-22-83/§14-3")
    expect(answer).to_contain_text("lest")
    expect(answer.get_by_role("heading")).to_be_in_viewport()
    assert visit.violations() == []
    row = page.locator("#arshjul-liste tbody button").first
    title = row.inner_text().split(". ", 1)[-1]
    row.click()
    expect(answer.get_by_role("heading")).to_have_text(title)
    visit.quiet()


def test_filters_and_views_are_kept_in_the_address(demo_server: Server, visitor: Visitor) -> None:
    page = visitor(demo_server).go(PATH)
    drawn = page.locator("#arshjul-tegning [data-key]")
    everything = drawn.count()
    page.get_by_label("Organ", exact=True).select_option(label="Formannskapet")
    page.wait_for_url("**organ=formannskap**")
    expect(drawn).not_to_have_count(everything)
    page.get_by_label("Tidslinje", exact=True).check()
    page.wait_for_url("**vis=tidslinje**")
    expect(page.locator("svg.ph-arshjul--linje")).to_be_visible()
    assert "organ=formannskap" in page.url
    kept = drawn.count()
    page.reload()
    expect(drawn).to_have_count(kept)


def test_the_list_comes_before_the_drawing(demo_server: Server, visitor: Visitor) -> None:
    page = visitor(demo_server, PHONE).go(PATH)
    table, drawing = page.locator("#arshjul-liste"), page.locator("#arshjul-tegning")
    top, below = table.bounding_box(), drawing.bounding_box()
    assert top
    assert below
    assert top["y"] < below["y"]


def _printed(page: Page) -> list[str]:
    return page.evaluate(  # type: ignore[no-any-return]
        "() => [...document.querySelectorAll('#arshjul-tegning .ph-print')]"
        ".map(e => getComputedStyle(e).display)"
    )


def test_on_paper_patterns_say_what_colours_say(demo_server: Server, visitor: Visitor) -> None:
    visit = visitor(demo_server, DESK_DARK)
    page = visit.go(PATH)
    assert set(_printed(page)) == {"none"}
    page.emulate_media(media="print")
    assert set(_printed(page)) == {"inline"}
    paper = page.evaluate(
        """() => {
          const probe = document.createElement('div');
          probe.style.background = 'var(--ds-color-neutral-background-default)';
          document.querySelector('.ph-arshjul').parentElement.append(probe);
          const colour = getComputedStyle(probe).backgroundColor;
          probe.remove();
          return colour;
        }"""
    )
    assert paper == "rgb(255, 255, 255)"
    page.add_style_tag(content="html { filter: grayscale(1); }")
    visit.picture("arshjul-papir-svarthvitt")


def test_from_now_to_the_wheel_through_the_menu(demo_server: Server, visitor: Visitor) -> None:
    page = visitor(demo_server).go("/?kommune=9901")
    names = page.locator("nav a").all_inner_texts()
    assert names.index("Nå") + 1 == names.index("Årshjulet") == names.index("Inntekter") - 1
    page.get_by_role("link", name="Årshjulet").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Årshjulet 2026")


def test_a_chosen_mark_brings_its_row_into_sight(demo_server: Server, visitor: Visitor) -> None:
    visit = visitor(demo_server)
    page = visit.go(PATH + "&per=2026-11-21")
    hidden = page.locator("#arshjul-tegning [data-key='kl14-6']")
    expect(page.locator(".ph-row--chosen")).to_have_count(0)
    hidden.focus()
    page.keyboard.press("Enter")
    row = page.locator(".ph-row--chosen")
    expect(row).to_be_visible()
    inside = row.evaluate(
        """row => {
          const box = row.getBoundingClientRect(), frame = row.closest('.ph-scroll').getBoundingClientRect();
          return box.top >= frame.top - 1 && box.bottom <= frame.bottom + 1;
        }"""
    )
    assert inside
