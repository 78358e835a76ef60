"""The rig: a real Chromium against the real app on the demo database, at a projector, a desk and a phone.

A visit records everything the page did: console, errors, requests. `Visit.quiet()` fails on any of them.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, Protocol

import pytest
import waitress
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import (
    Browser,
    ConsoleMessage,
    Error,
    Page,
    Request,
    Response,
    expect,
    sync_playwright,
)
from waitress import wasyncore

from tests.browser.find_chromium import MISSING, find_chromium
from tests.browser.pages import DESK, HEIGHTS, Look, State
from tests.demo import copy_of

TODAY = date(2026, 11, 21)
NOW = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # A page that was left is gone, as in a new window.
    "--disable-features=BackForwardCache",
)
SCREENSHOTS = Path(__file__).parent / "screenshots"
# No test asserts how long anything takes: a slow machine is waited for.
_PATIENCE_MS = 60_000
expect.set_options(timeout=_PATIENCE_MS)
_AXE = Axe().axe_script
_VIOLATIONS = "() => axe.run({resultTypes: ['violations']}).then(found => found.violations)"
# A chart follows its window's width a moment after the window changed.
_DRAWN = """() => new Promise(done => {
  let still = 0;
  const fits = chart => {
    const drawn = chart.querySelector('.main-svg');
    return !chart.checkVisibility() || (drawn && Math.abs(drawn.clientWidth - chart.clientWidth) < 1);
  };
  const look = () => {
    const pending = document.querySelector('.dash-graph--pending');
    still = !pending && [...document.querySelectorAll('.js-plotly-plot')].every(fits) ? still + 1 : 0;
    if (still < 3) requestAnimationFrame(look);
    else done();
  };
  look();
})"""
_FOLD_OUT = """() => {
  for (const summary of document.querySelectorAll('details > summary'))
    if (summary.checkVisibility() && !summary.parentElement.open) summary.click();
}"""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything here drives a browser; a file's tests, or a page's states, share a worker."""
    here = Path(__file__).parent
    for item in items:
        if here not in item.path.parents:
            continue
        item.add_marker(pytest.mark.browser)
        state = item.callspec.params.get("state") if hasattr(item, "callspec") else None
        group = f"page {state.path}" if isinstance(state, State) else item.path.stem
        item.add_marker(pytest.mark.xdist_group(group))


@dataclass
class Server:
    """A served app and its address."""

    address: str
    close: Callable[[], None]


def serve(app: Any) -> Server:
    """The app served on a free port of this machine, in a thread."""
    # As `serve` does: Dash's first answer sets the app up, and several at once may find it half done.
    app.server.test_client().get("/")
    server = waitress.create_server(app.server, host="127.0.0.1", port=0, threads=6)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()

    def shut() -> None:
        # In the server's own thread: a browser holds its connections for longer than a test lasts.
        for channel in list(server.active_channels.values()):
            channel.handle_close()
        wasyncore.close_all(server._map)

    def close() -> None:
        server.trigger.pull_trigger(shut)
        thread.join(timeout=10)
        server.task_dispatcher.shutdown()

    return Server(f"http://127.0.0.1:{server.effective_port}", close)


@dataclass
class Visit:
    """One browser page and what it did."""

    page: Page
    address: str
    console: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)
    answers: list[str] = field(default_factory=list)

    def listen(self) -> None:
        """Write down what the page does from now on."""
        for event, heard in self._ears().items():
            self.page.on(event, heard)  # type: ignore[call-overload]

    def deafen(self) -> None:
        """Write down no more."""
        for event, heard in self._ears().items():
            self.page.remove_listener(event, heard)

    def _ears(self) -> dict[str, Callable[..., None]]:
        return {
            "console": self._said,
            "pageerror": self._failed,
            "request": self._asked,
            "response": self._answered,
        }

    def _said(self, message: ConsoleMessage) -> None:
        self.console.append(f"{message.type}: {message.text}")

    def _failed(self, error: Error) -> None:
        self.console.append(f"error: {error}")

    def _asked(self, request: Request) -> None:
        self.requests.append(request.url)

    def _answered(self, answer: Response) -> None:
        if answer.status >= 400:
            self.answers.append(f"{answer.status} {answer.url}")

    def go(self, path: str) -> Page:
        """The page at a path, ready and settled."""
        self.page.goto(self.address + path)
        self.settle()
        return self.page

    def settle(self) -> None:
        """Wait until the page says that it is ready: every answer is here and drawn (`assets/ready.js`)."""
        self.page.wait_for_selector("html[data-ready]", state="attached", timeout=_PATIENCE_MS)

    def rests(self) -> int:
        """How many times the page has come to rest, to wait for the next."""
        return int(self.page.evaluate("document.documentElement.dataset.ready || 0"))

    def settle_anew(self, rests: int) -> None:
        """Wait until the page has come to rest once more than these."""
        self.page.wait_for_function(
            "rests => Number(document.documentElement.dataset.ready) > rests", arg=rests
        )

    def look(self, look: Look) -> None:
        """Read the page that is loaded in another window: of another size, with other colours."""
        self.page.emulate_media(color_scheme="dark" if look.scheme == "dark" else "light")
        self.page.set_viewport_size({"width": look.width, "height": HEIGHTS[look.width]})
        self.page.evaluate(_DRAWN)

    def fold_out(self) -> None:
        """Open everything a reader can fold out; what stands in a closed dialog cannot be."""
        self.page.evaluate(_FOLD_OUT)
        self.page.evaluate(_DRAWN)

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
        if self.page.evaluate("() => window.axe === undefined"):
            self.page.evaluate(_AXE)
        return [
            f"{rule['id']}: {rule['help']} – {node['target']} {node.get('failureSummary', '')}"
            for rule in self.page.evaluate(_VIOLATIONS)
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
        # A tall page is packed as JPEG in half the time of PNG.
        self.page.screenshot(path=SCREENSHOTS / f"{name}.jpg", type="jpeg", quality=70, full_page=True)


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
def demo_server(demo_db: Path) -> Iterator[Server]:
    """The app on the demo municipalities, seen on 21 November 2026; nobody writes in it."""
    yield from _served(f"sqlite:///{demo_db}")


@pytest.fixture
def writable_server(demo_db: Path, tmp_path: Path) -> Iterator[Server]:
    """The app on a copy of the demo database, for a test that imports or undoes."""
    yield from _served(copy_of(demo_db, tmp_path))


@pytest.fixture
def empty_server(tmp_path: Path) -> Iterator[Server]:
    """The app on a new database without a municipality."""
    yield from _served(f"sqlite:///{tmp_path / 'tom.db'}")


def _served(url: str) -> Iterator[Server]:
    from planhjul.cli.compose import compose, dashboard

    server = serve(dashboard(compose(url), today=lambda: TODAY, now=lambda: NOW))
    yield server
    server.close()


class Visitor(Protocol):
    """Opens a browser window of this look on the server's pages."""

    def __call__(self, server: Server, look: Look = DESK, *, private: bool = False) -> Visit: ...


def _window(chromium: Browser) -> Page:
    """A window of its own browser: nothing from before, and nothing shared."""
    page = chromium.new_context(locale="nb-NO", reduced_motion="reduce").new_page()
    page.set_default_timeout(_PATIENCE_MS)
    return page


@pytest.fixture(scope="session")
def idle(chromium: Browser) -> Iterator[list[Page]]:
    """Windows that tests have left: a window that has the scripts ready loads a page in half the time."""
    pages: list[Page] = []
    yield pages
    for page in pages:
        page.context.close()


def _leave(page: Page) -> None:
    """Make the window as a new one: no page, no mouse on anything, no paper."""
    page.goto("about:blank")
    page.mouse.move(0, 0)
    page.emulate_media(media="null")


@pytest.fixture
def visitor(chromium: Browser, idle: list[Page]) -> Iterator[Visitor]:
    """A function that opens a browser window: visitor(server, PHONE, private=True).

    Two windows open at the same time share nothing. A private one was never used, and is closed after the
    test: for what a browser remembers.
    """
    visits: list[tuple[Visit, bool]] = []

    def visit(server: Server, look: Look = DESK, *, private: bool = False) -> Visit:
        page = idle.pop() if idle and not private else _window(chromium)
        found = Visit(page, server.address)
        found.look(look)
        found.listen()
        visits.append((found, private))
        return found

    yield visit
    for found, private in visits:
        found.deafen()
        if private:
            found.page.context.close()
        else:
            _leave(found.page)
            idle.append(found.page)
