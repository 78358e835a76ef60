"""Every page in a real browser: accessible, quiet, closed to the outside, at every size, light and dark."""

from __future__ import annotations

import pytest

from dashboards.pages import PAGES
from tests.browser.conftest import Server, Visitor

PATHS = [page.path for page in PAGES]
VIEW = "?kommune=9901"


def _name(path: str) -> str:
    return path.strip("/") or "naa"


@pytest.mark.parametrize(
    ("width", "scheme"), [(360, "light"), (360, "dark"), (1280, "light"), (1280, "dark"), (1920, "light")]
)
@pytest.mark.parametrize("path", PATHS)
def test_a_page_is_accessible_quiet_and_fits(
    demo_server: Server, visitor: Visitor, path: str, width: int, scheme: str
) -> None:
    visit = visitor(demo_server, width, scheme)
    visit.go(path + VIEW)
    visit.picture(f"{_name(path)}-{width}-{scheme}")
    assert visit.violations() == []
    assert visit.sideways() == 0
    visit.quiet()


@pytest.mark.parametrize("path", PATHS)
def test_nothing_scrolls_sideways_on_the_smallest_screen(
    demo_server: Server, visitor: Visitor, path: str
) -> None:
    visit = visitor(demo_server, 320)
    page = visit.go(path + VIEW)
    for summary in page.locator("details > summary").all():
        # What stands in a closed dialog cannot be folded out.
        if summary.is_visible():
            summary.click()
    assert visit.sideways() == 0


@pytest.mark.parametrize("path", PATHS)
def test_a_municipality_without_money_is_no_accident(
    demo_server: Server, visitor: Visitor, path: str
) -> None:
    visit = visitor(demo_server)
    page = visit.go(path + "?kommune=9902&per=2020-01-01")
    assert page.locator("main h1").count() == 1
    assert page.get_by_text("Noe gikk galt").count() == 0
    assert visit.violations() == []
    visit.quiet()


@pytest.mark.parametrize("path", PATHS)
def test_no_chart_offers_to_send_data_away(demo_server: Server, visitor: Visitor, path: str) -> None:
    page = visitor(demo_server).go(path + VIEW)
    assert page.locator(".modebar-btn, .modebar").count() == 0
    assert page.get_by_text("Share").count() == 0
    assert page.get_by_text("Produced with Plotly").count() == 0


def test_plotly_comes_only_with_a_chart(demo_server: Server, visitor: Visitor) -> None:
    for path in ("/", "/import"):
        visit = visitor(demo_server)
        visit.go(path + VIEW)
        assert [url for url in visit.requests if "plotly.min" in url] == []


@pytest.mark.parametrize("path", PATHS)
def test_tab_reaches_everything_and_the_focus_is_seen(
    demo_server: Server, visitor: Visitor, path: str
) -> None:
    page = visitor(demo_server).go(path + VIEW)
    assert page.evaluate("document.activeElement.tagName") == "BODY"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "ph-skip"
    seen: set[str] = set()
    unseen: list[str] = []
    for _ in range(400):
        page.keyboard.press("Tab")
        place = page.evaluate(
            """() => {
              const e = document.activeElement;
              if (e === document.body) return null;
              const style = getComputedStyle(e);
              const drop = e.classList.contains('ph-drop__input') && e.nextElementSibling
                ? getComputedStyle(document.querySelector('.ph-drop__button')) : style;
              const all = [...document.querySelectorAll('*')];
              return {key: String(all.indexOf(e)), what: e.outerHTML.slice(0, 120),
                      shown: drop.outlineStyle !== 'none' && parseFloat(drop.outlineWidth) > 0};
            }"""
        )
        if place is None or place["key"] in seen:
            break
        seen.add(place["key"])
        if not place["shown"]:
            unseen.append(place["what"])
    assert unseen == []
    reachable = page.evaluate(
        """() => [...document.querySelectorAll(
            'a[href], button, input, select, textarea, summary, [tabindex="0"]')]
          .filter(e => e.tabIndex >= 0 && !e.disabled && e.checkVisibility({visibilityProperty: true}))
          .filter(e => e.type !== 'radio' || e.checked).length"""
    )
    # The skip link came before the count.
    assert len(seen) + 1 >= min(reachable, 400)
