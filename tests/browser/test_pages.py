"""Every page in a real browser: accessible, quiet, closed to the outside, at every size, light and dark."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from dashboards.pages import PAGES
from tests.browser.conftest import Server, Visit, Visitor
from tests.browser.pages import SMALLEST, STATES, Look, State

PATHS = [page.path for page in PAGES]
VIEW = "?kommune=9901"


def _mistakes(visit: Visit, state: State, look: Look, picture: str) -> list[object]:
    """What is wrong with the page in one window: nothing."""
    visit.look(look)
    for wanted in state.says:
        expect(visit.page.locator(wanted).first).to_be_visible()
    visit.picture(f"{picture}-{look}")
    return [
        *visit.violations(),
        *([f"scrolls {pixels} px sideways"] if (pixels := visit.sideways()) else []),
        *(mistake for question in state.empty for mistake in visit.page.evaluate(question)),
    ]


@pytest.mark.parametrize("state", STATES, ids=lambda state: state.name)
def test_a_page_is_accessible_quiet_and_fits(demo_server: Server, visitor: Visitor, state: State) -> None:
    visit = visitor(demo_server, *(state.looks or state.folded)[:1])
    page = visit.go(state.address)
    assert page.locator("main h1").count() == 1
    assert page.get_by_text("Noe gikk galt").count() == 0
    assert page.locator(".modebar-btn, .modebar").count() == 0
    assert page.get_by_text("Share").count() == 0
    assert page.get_by_text("Produced with Plotly").count() == 0
    found = {str(look): _mistakes(visit, state, look, state.name) for look in state.looks}
    if state.folded:
        visit.look(SMALLEST)
        visit.fold_out()
    for look in state.folded:
        found[f"{look} folded out"] = _mistakes(visit, state, look, f"{state.name}-utbrettet")
    assert found
    assert {look: mistakes for look, mistakes in found.items() if mistakes} == {}
    visit.quiet()


def test_plotly_comes_only_with_a_chart(demo_server: Server, visitor: Visitor) -> None:
    for path in ("/", "/import"):
        visit = visitor(demo_server)
        visit.go(path + VIEW)
        assert [url for url in visit.requests if "plotly.min" in url] == []


_WATCH_FOCUS = """() => {
  window.focused = [];
  document.addEventListener('focusin', event => {
    const e = event.target;
    const marked = e.classList.contains('ph-drop__input') && e.nextElementSibling
      ? document.querySelector('.ph-drop__button') : e;
    const style = getComputedStyle(marked);
    window.focused.push({element: e, what: e.outerHTML.slice(0, 120),
                         shown: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0});
  });
}"""


@pytest.mark.parametrize("path", PATHS)
def test_tab_reaches_everything_and_the_focus_is_seen(
    demo_server: Server, visitor: Visitor, path: str
) -> None:
    page = visitor(demo_server).go(path + VIEW)
    assert page.evaluate("document.activeElement.tagName") == "BODY"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "ph-skip"
    reachable = page.evaluate(
        """() => [...document.querySelectorAll(
            'a[href], button, input, select, textarea, summary, [tabindex="0"]')]
          .filter(e => e.tabIndex >= 0 && !e.disabled && e.checkVisibility({visibilityProperty: true}))
          .filter(e => e.type !== 'radio' || e.checked).length"""
    )
    page.evaluate(_WATCH_FOCUS)
    for _ in range(min(reachable, 400)):
        page.keyboard.press("Tab")
    reached = page.evaluate("() => new Set(window.focused.map(one => one.element)).size")
    assert page.evaluate("() => window.focused.filter(one => !one.shown).map(one => one.what)") == []
    # The skip link came before the count.
    assert reached + 1 >= min(reachable, 400)
