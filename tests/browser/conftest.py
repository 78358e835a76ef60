"""The rig: a real Chromium against the real app on the demo database, at a projector, a desk and a phone.

A visit records everything the page did: console, errors, requests. `Visit.quiet()` fails on any of them.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
import waitress
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.browser.find_chromium import MISSING, find_chromium
from tests.demo import copy_of, demo_file

TODAY = date(2026, 11, 21)
NOW = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
WIDTHS = {1920: 1080, 1280: 800, 360: 740, 320: 640}
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
SCREENSHOTS = Path(__file__).parent / "screenshots"
_READY = "main h1"
_PATIENCE_MS = 60_000


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything here drives a browser, and shares one worker so that one server is enough."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.xdist_group("browser"))


@dataclass
class Server:
    """A served app and its address."""

    address: str
    close: Callable[[], None]


def serve(app: Any) -> Server:
    """The app served on a free port of this machine, in a thread."""
    server = waitress.create_server(app.server, host="127.0.0.1", port=0, threads=6)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()

    def close() -> None:
        server.close()
        thread.join(timeout=10)

    return Server(f"http://127.0.0.1:{server.effective_port}", close)


@dataclass
class Visit:
    """One browser page and what it did."""

    page: Page
    address: str
    console: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)
    answers: list[str] = field(default_factory=list)

    def go(self, path: str) -> Page:
        """The page at a path, ready and settled."""
        self.page.goto(self.address + path)
        self.settle()
        return self.page

    def settle(self) -> None:
        """Wait until a page stands there and nothing is on its way."""
        self.page.wait_for_selector(_READY, timeout=_PATIENCE_MS)
        self.page.wait_for_load_state("networkidle")
        self.page.wait_for_function(
            "() => document.querySelectorAll('.dash-graph').length === "
            "document.querySelectorAll('.dash-graph .main-svg:first-child').length || "
            "document.querySelectorAll('.js-plotly-plot .main-svg').length > 0"
        )

    def outside(self) -> list[str]:
        """The requests that left this machine's server."""
        own = (self.address + "/", "data:", "blob:")
        return [url for url in self.requests if not url.startswith(own)]

    def quiet(self) -> None:
        """Fail when the console said something, an answer was an error, or a request went outside."""
        assert self.console == []
        assert self.answers == []
        assert self.outside() == []

    def violations(self) -> list[str]:
        """What axe-core finds on the page as it stands, one sentence each with the place."""
        found = Axe().run(self.page).response["violations"]
        return [
            f"{rule['id']}: {rule['help']} – {node['target']} {node.get('failureSummary', '')}"
            for rule in found
            for node in rule["nodes"]
        ]

    def sideways(self) -> int:
        """How many pixels the page scrolls sideways."""
        return int(
            self.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        )

    def picture(self, name: str) -> None:
        """Keep a picture of the whole page to look at; it is not compared with anything."""
        SCREENSHOTS.mkdir(exist_ok=True)
        self.page.screenshot(path=SCREENSHOTS / f"{name}.png", full_page=True)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """A real browser; the tests fail, never skip, when there is none."""
    path = find_chromium()
    if path is None:
        pytest.fail(MISSING)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def demo_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The app on the demo municipalities, seen on 21 November 2026; nobody writes in it."""
    shared = tmp_path_factory.getbasetemp()
    if shared.name.startswith("popen-"):
        shared = shared.parent
    yield from _served(f"sqlite:///{demo_file(shared)}")


@pytest.fixture
def writable_server(tmp_path_factory: pytest.TempPathFactory, tmp_path: Path) -> Iterator[Server]:
    """The app on a copy of the demo database, for a test that imports or undoes."""
    shared = tmp_path_factory.getbasetemp()
    if shared.name.startswith("popen-"):
        shared = shared.parent
    yield from _served(copy_of(demo_file(shared), tmp_path))


@pytest.fixture
def empty_server(tmp_path: Path) -> Iterator[Server]:
    """The app on a new database without a municipality."""
    yield from _served(f"sqlite:///{tmp_path / 'tom.db'}")


def _served(url: str) -> Iterator[Server]:
    from planhjul.cli.compose import compose, dashboard

    server = serve(dashboard(compose(url), today=lambda: TODAY, now=lambda: NOW))
    yield server
    server.close()


Visitor = Callable[..., Visit]


@pytest.fixture
def visitor(chromium: Browser) -> Iterator[Visitor]:
    """A function that opens a new, private browser window: visitor(server, width=1280, scheme="light")."""
    opened: list[BrowserContext] = []

    def visit(server: Server, width: int = 1280, scheme: str = "light") -> Visit:
        context = chromium.new_context(
            viewport={"width": width, "height": WIDTHS[width]},
            color_scheme="dark" if scheme == "dark" else "light",
            locale="nb-NO",
            reduced_motion="reduce",
        )
        opened.append(context)
        page = context.new_page()
        page.set_default_timeout(_PATIENCE_MS)
        found = Visit(page, server.address)
        page.on("console", lambda message: found.console.append(f"{message.type}: {message.text}"))
        page.on("pageerror", lambda error: found.console.append(f"error: {error}"))
        page.on("request", lambda request: found.requests.append(request.url))
        page.on(
            "response",
            lambda answer: (
                found.answers.append(f"{answer.status} {answer.url}") if answer.status >= 400 else None
            ),
        )
        return found

    yield visit
    for context in opened:
        context.close()
