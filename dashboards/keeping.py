"""Answers kept as the bytes that leave the server: a page is made once for all who ask for the same view.

What a callback that only reads answers with is a function of what the browser asks, the day, what the reader
may see, and the state of what it read. Its bytes are kept by just that, compressed; the next reader of the
same view gets them without rendering, and fifty who ask at once wait for one rendering.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from typing import Any, Final

import dash
import orjson
from flask import Flask, Response, request

from dashboards.delivery import compressed, takes_brotli
from dashboards.ids import Shell
from dashboards.view import Clock, parse_view, reading
from planhjul.writing import Services

_CALLBACK: Final = "/_dash-update-component"
# What Dash makes of the code alone: the frame of every page and the list of its callbacks.
_FIXED: Final = ("/_dash-layout", "/_dash-dependencies")
_EVERYONE: Final = frozenset({"alt"})

# What the reader of a request may see, as names: two readers share bytes only when these are the same.
Rights = Callable[[], frozenset[str]]


def everyone() -> frozenset[str]:
    """Today every reader may see everything."""
    return _EVERYONE


@dataclass(frozen=True, slots=True)
class _Bytes:
    """An answer ready to be sent."""

    body: bytes
    mimetype: str
    encoding: str

    def __len__(self) -> int:
        return len(self.body)

    def response(self) -> Response:
        found = Response(self.body, mimetype=self.mimetype)
        if self.encoding:
            found.headers["Content-Encoding"] = self.encoding
        found.vary.add("Accept-Encoding")
        return found


class _NotKept(Exception):
    """An answer that is sent once: an error, or that nothing changes."""

    def __init__(self, response: Response) -> None:
        super().__init__(response.status)
        self.response = response


def keep(app: dash.Dash, services: Services, clock: Clock, rights: Rights = everyone) -> None:
    """Let the app answer from memory where it can.

    Args:
        app: with every callback registered; those marked by `only_reads` may be kept.
        services: the house whose memory holds the answers.
        clock: the day, when the address does not say.
        rights: what the reader of the current request may see.
    """
    server: Flask = app.server
    callbacks: Mapping[str, Mapping[str, Any]] = app.callback_map
    fixed: dict[Hashable, _Bytes] = {}

    @server.before_request
    def from_memory() -> Response | None:
        path = request.path
        if request.method == "GET" and path in _FIXED:
            key = (path, takes_brotli(request))
            if key not in fixed:
                fixed[key] = _answered(server)
            return fixed[key].response()
        if request.method != "POST" or path != _CALLBACK:
            return None
        asked = orjson.loads(request.get_data(cache=True))
        callback = callbacks.get(asked.get("output", ""), {}).get("callback")
        return _kept(asked) if getattr(callback, "kept", False) else None

    def _kept(asked: Mapping[str, Any]) -> Response | None:
        view = parse_view(_search(asked))
        moment = reading(services.house)
        kommuner = moment.kommuner()
        found = [one for one in kommuner if one.nr == view.kommune] or kommuner[:1]
        if not found:
            return None
        today = clock.today()
        seen = services.house.as_of(found[0].nr, view.per or today, moment)
        question = ("bytes", rights(), kommuner, today, view.per, takes_brotli(request), _told(asked))
        try:
            answer: _Bytes = seen.answer(question, lambda: _answered(server))
        except _NotKept as once:
            return once.response
        return answer.response()


def _answered(server: Flask) -> _Bytes:
    """What the request's own view answers, compressed.

    Raises:
        _NotKept: it is no answer to keep.
    """
    view: Callable[[], Any] = server.view_functions[str(request.endpoint)]
    made = server.make_response(view())
    if made.status_code != 200:
        raise _NotKept(made)
    sent = compressed(request, made)
    return _Bytes(sent.get_data(), sent.mimetype or "", sent.headers.get("Content-Encoding", ""))


def _search(asked: Mapping[str, Any]) -> str | None:
    """The address's query among what the callback was told."""
    for told in (*asked.get("inputs", ()), *asked.get("state", ())):
        if told.get("id") == Shell.ADDRESS.value and told.get("property") == "search":
            search: str | None = told.get("value")
            return search
    return None


def _told(asked: Mapping[str, Any]) -> bytes:
    """What the callback is told, as one text; a count of presses only says that there was one."""
    inputs = [{**told, "value": _pressed(told.get("value"))} for told in asked.get("inputs", ())]
    return orjson.dumps({**asked, "inputs": inputs}, option=orjson.OPT_SORT_KEYS)


def _pressed(value: object) -> object:
    return value if isinstance(value, bool) or not isinstance(value, int) else min(value, 1)
