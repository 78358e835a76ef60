"""The published site in a real browser: accessible, quiet, closed to the outside, without a script."""

from __future__ import annotations

import functools
import threading
from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.conftest import NOW, TODAY, Server, Visitor
from tests.browser.pages import DESK, DESK_DARK, PHONE, PHONE_DARK, SMALLEST

UNDER = "/kommune/arshjul/"
PAGES = (
    "index.html",
    "valgperioden.html",
    "organ.html",
    "organ/kommunestyre.html",
    "lovsjekk.html",
    "innebygd.html",
    "om.html",
)


@pytest.fixture(scope="session")
def site(demo_db: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Storvik's 2026 published in a folder some way down."""
    from planhjul.cli.compose import compose

    folder = tmp_path_factory.mktemp("nettsted")
    services = compose(f"sqlite:///{demo_db}")
    services.publishing.publish(services.house.as_of("9901", TODAY), 2026, folder / UNDER.strip("/"), NOW)
    return folder


class _Quiet(SimpleHTTPRequestHandler):
    """A plain file server; a browser always asks for an icon, which a municipality's own server has."""

    def do_GET(self) -> None:
        if self.path == "/favicon.ico":
            self.send_response(204)
            self.end_headers()
        else:
            super().do_GET()

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="session")
def site_server(site: Path) -> Iterator[Server]:
    """The folder served as any web server serves files, the site under a path."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Quiet, directory=str(site)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield Server(f"http://127.0.0.1:{server.server_port}", server.shutdown)
    server.shutdown()
    server.server_close()
    thread.join(timeout=10)


@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_accessible_quiet_and_fits(site_server: Server, visitor: Visitor, path: str) -> None:
    visit = visitor(site_server)
    visit.page.goto(site_server.address + UNDER + path)
    found: dict[str, list[str]] = {}
    for look in (DESK, DESK_DARK, PHONE, PHONE_DARK):
        visit.look(look)
        visit.picture(f"nettsted-{path.removesuffix('.html').replace('/', '-')}-{look}")
        found[str(look)] = visit.violations()
        assert visit.sideways() == 0, look
    assert {look: mistakes for look, mistakes in found.items() if mistakes} == {}
    visit.look(SMALLEST)
    assert visit.sideways() == 0
    visit.quiet()
    assert all(url.startswith(site_server.address + UNDER) or "favicon" in url for url in visit.requests)


def test_it_works_from_a_folder_without_javascript(site: Path, chromium: Browser) -> None:
    context = chromium.new_context(java_script_enabled=False, viewport={"width": 1280, "height": 800})
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    root = (site / UNDER.strip("/")).as_uri()
    page.goto(f"{root}/index.html")
    mark = page.locator('a.ph-mark[data-key="kl14-3-vedtak"]')
    mark.focus()
    page.keyboard.press("Enter")
    page.wait_for_url(f"{root}/index.html#m-kl14-3-vedtak")
    row = page.locator("#m-kl14-3-vedtak")
    assert row.get_by_role("heading").inner_text().startswith("Kommunestyret vedtar")
    assert row.get_by_role("link", name="kommuneloven § 14-3").count() == 1
    page.get_by_role("navigation").get_by_role("link", name="Organene").click()
    page.get_by_role("link", name="Formannskapet", exact=True).click()
    assert page.get_by_role("heading", level=1).inner_text() == "Formannskapet i 2026"
    assert asked
    assert all(url.startswith(root) for url in asked)
    context.close()


def test_every_mark_has_its_place_in_the_list(site_server: Server, visitor: Visitor) -> None:
    for path in ("index.html", "valgperioden.html"):
        page = visitor(site_server).page
        page.goto(site_server.address + UNDER + path)
        marks = page.locator("svg a.ph-mark").evaluate_all("all => all.map(one => one.getAttribute('href'))")
        assert len(marks) > 40
        missing = [href for href in marks if page.locator(f"[id='{href[1:]}']").count() != 1]
        assert missing == []


def test_the_wheel_stands_in_another_page_and_its_links_leave_the_frame(
    site_server: Server, visitor: Visitor, site: Path
) -> None:
    (site / "annen.html").write_text(
        f'<!doctype html><html lang="nb"><title>Annen</title><iframe src=".{UNDER}innebygd.html" '
        'title="Årshjulet" width="900" height="900"></iframe></html>',
        encoding="utf-8",
    )
    page = visitor(site_server).page
    page.goto(f"{site_server.address}/annen.html")
    page.frame_locator("iframe").get_by_role("link", name="Les hele årshjulet som liste").click()
    page.wait_for_url(f"{site_server.address}{UNDER}index.html")
    assert page.locator("main h1").count() == 1


def test_paper_gets_the_wheel_and_the_list(site: Path, chromium: Browser) -> None:
    context = chromium.new_context()
    page = context.new_page()
    page.emulate_media(media="print")
    page.goto((site / UNDER.strip("/") / "index.html").as_uri())
    assert page.locator("svg.ph-arshjul").is_visible()
    assert page.locator("#m-kl14-3-vedtak").is_visible()
    assert not page.get_by_role("navigation").is_visible()
    context.close()
