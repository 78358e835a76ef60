"""What a browser sends for an address, recorded from a real one, and how it is sent again.

A visit is everything that asks the server to work: the page, Dash's layout and dependencies, the callbacks.
Scripts, styles and pictures are left out: they never change under their address, so a browser keeps them.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from playwright.sync_api import Request, sync_playwright

from tests.browser.find_chromium import MISSING, find_chromium

DAY: Final = "2026-11-21"
PAGES: Final = (
    "/",
    "/arshjul",
    "/inntekter",
    "/budsjett",
    "/handlingsrom",
    "/saksliste",
    "/forslag",
    "/maal",
    "/import",
)
_VIEW: Final = f"?kommune=9901&per={DAY}"
_WORK: Final = ("document", "xhr", "fetch")
_PATIENCE_MS: Final = 120_000
_LARGEST_HEAD: Final = 1 << 20


@dataclass(frozen=True, slots=True)
class Visit:
    """An address and the HTTP requests a browser sends for it, in its order, as they go on the wire."""

    path: str
    requests: tuple[bytes, ...]

    def on(self, day: str) -> Visit:
        """The same visit on another day (`YYYY-MM-DD`)."""
        return Visit(self.path, tuple(asked.replace(DAY.encode(), day.encode()) for asked in self.requests))


def record(address: str) -> list[Visit]:
    """The visits to the nine pages, by a new browser window for each."""
    chromium = find_chromium()
    if chromium is None:
        raise SystemExit(MISSING)
    visits = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        for path in PAGES:
            sent: list[Request] = []
            window = browser.new_context(locale="nb-NO")
            page = window.new_page()
            page.set_default_timeout(_PATIENCE_MS)
            page.on("request", lambda asked, sent=sent: sent.append(asked))
            page.goto(address + path + _VIEW)
            page.wait_for_selector("main h1")
            page.wait_for_load_state("networkidle")
            work = [asked for asked in sent if asked.resource_type in _WORK]
            visits.append(Visit(path, tuple(_raw(asked, address) for asked in work)))
            window.close()
        browser.close()
    return visits


def _raw(asked: Request, address: str) -> bytes:
    body = asked.post_data_buffer or b""
    headers = {
        name: value
        for name, value in asked.all_headers().items()
        if not name.startswith(":") and name not in {"connection", "content-length"}
    }
    headers |= {"host": address.removeprefix("http://"), "content-length": str(len(body))}
    lines = [f"{asked.method} {asked.url.removeprefix(address)} HTTP/1.1"]
    lines += [f"{name}: {value}" for name, value in headers.items()]
    return "\r\n".join([*lines, "", ""]).encode() + body


class Connection:
    """A keep-alive connection; opened anew when the server has closed it."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._streams: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def send(self, requests: Sequence[bytes]) -> int:
        """Send the requests one after the other; the number of body bytes that came back.

        Raises:
            RuntimeError: an answer was not 2xx.
            OSError, asyncio.IncompleteReadError: the connection broke.
        """
        size = 0
        try:
            for asked in requests:
                size += await self._send(asked)
        except BaseException:
            self.close()
            raise
        return size

    async def _send(self, asked: bytes) -> int:
        if self._streams is None:
            self._streams = await asyncio.open_connection("127.0.0.1", self._port, limit=_LARGEST_HEAD)
        reader, writer = self._streams
        writer.write(asked)
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").lower()
        length = int(head.partition("\r\ncontent-length:")[2].partition("\r\n")[0] or 0)
        await reader.readexactly(length)
        if not 200 <= int(head[9:12]) < 300:
            raise RuntimeError(f"{head[9:12]}: {asked[:80]!r}")
        if "\r\nconnection: close" in head:
            self.close()
        return length

    def close(self) -> None:
        """Close it; the next `send` opens it again."""
        if self._streams is not None:
            self._streams[1].close()
            self._streams = None
