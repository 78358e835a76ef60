"""The callbacks of the pages, in two kinds: `reads` only looks, `writes` changes what is stored.

A page declares the props it listens to and a function of the context and the state; the rest stands here. A
callback answers only when something was pressed or chosen, and only for a municipality that is there; None
changes nothing; texts are said in the reader's language. `hands_out` declares a file to download.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from enum import StrEnum
from typing import Any, Final, TypeAlias, TypeVar

from dash import Input, Output, State, ctx
from dash.exceptions import PreventUpdate
from flask import Response, abort, request

from dashboards.components import said
from dashboards.ids import Shell
from dashboards.view import Context, Wiring, context_from

# An id and one of its props.
Place: TypeAlias = "tuple[StrEnum, str]"
# What the files are, by their endings.
_KINDS: Final = {
    "html": "text/html",
    "ics": "text/calendar; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
Callback = TypeVar("Callback", bound=Callable[..., Any])


def only_reads(callback: Callback, *, kept: bool = True) -> Callback:
    """The callback, marked as a function of its arguments, which of them asked, the day and what is stored.

    Args:
        callback: what Dash calls; it must change nothing.
        kept: False for an answer that is asked for once and is not worth keeping, such as of a file.
    """
    callback.reading = True  # type: ignore[attr-defined]
    callback.kept = kept  # type: ignore[attr-defined]
    return callback


def reads(
    wiring: Wiring,
    outputs: Sequence[Place],
    inputs: Sequence[Place],
    state: Sequence[Place] = (),
    *,
    kept: bool = True,
) -> Callable[[Callable[..., Any]], None]:
    """Registers `function(context, *state)`, which answers with the outputs' values or None.

    `context.asked_by` is the id of the input that was pressed; the inputs' own values only count presses.
    """

    def declare(function: Callable[..., Any]) -> None:
        def look(*values: Any) -> Any:
            return _answer(_context(wiring, values[-1]), function, values[len(inputs) : -1])

        _register(wiring, only_reads(look, kept=kept), outputs, inputs, state)

    return declare


def writes(
    wiring: Wiring, outputs: Sequence[Place], inputs: Sequence[Place], state: Sequence[Place] = ()
) -> Callable[[Callable[..., Any]], None]:
    """Registers `function(context, at, *state)`, which may change what is stored; `at` is the moment, UTC."""

    def declare(function: Callable[..., Any]) -> None:
        def change(*values: Any) -> Any:
            context = _context(wiring, values[-1])
            at: datetime = wiring.clock.now()
            return _answer(context, function, (at, *values[len(inputs) : -1]))

        _register(wiring, change, outputs, inputs, state)

    return declare


def hands_out(wiring: Wiring, address: str) -> Callable[[Callable[..., tuple[str, bytes] | None]], None]:
    """Registers `function(context, at, **parts)`, which gives the name and content of a file to download.

    `parts` are those of the address (`<suffix>`). None is a page that is not there, and so is an address
    without a municipality.
    """

    def declare(function: Callable[..., tuple[str, bytes] | None]) -> None:
        def answer(**parts: str) -> Response:
            search = request.query_string.decode()
            context = context_from(wiring.services, wiring.clock, search, wiring.path)
            if not isinstance(context, Context):
                abort(404)
            file = function(context, wiring.clock.now(), **parts)
            if file is None:
                abort(404)
            name, content = file
            disposition = f'attachment; filename="{name}"'
            kind = _KINDS[name.rpartition(".")[2]]
            return Response(content, mimetype=kind, headers={"Content-Disposition": disposition})

        wiring.app.server.add_url_rule(address, address, answer)

    return declare


def _context(wiring: Wiring, search: str | None) -> Context:
    """The context of what was asked; nothing is answered when nobody asked, or there is nothing to see."""
    if not ctx.triggered or not ctx.triggered[0]["value"]:
        raise PreventUpdate
    context = context_from(wiring.services, wiring.clock, search, wiring.path)
    if not isinstance(context, Context):
        raise PreventUpdate
    return replace(context, asked_by=str(ctx.triggered_id))


def _answer(context: Context, function: Callable[..., Any], values: Sequence[Any]) -> Any:
    answer = function(context, *values)
    if answer is None:
        raise PreventUpdate
    return said(answer, context.say)


def _register(
    wiring: Wiring,
    callback: Callable[..., Any],
    outputs: Sequence[Place],
    inputs: Sequence[Place],
    state: Sequence[Place],
) -> None:
    """Several callbacks may answer in the same place, so every output after its first is a duplicate."""
    targets = []
    for id, prop in outputs:
        targets.append(Output(id, prop, allow_duplicate=(id, prop) in wiring.answered))
        wiring.answered.add((id, prop))
    wiring.app.callback(
        *targets,
        *(Input(id, prop) for id, prop in inputs),
        *(State(id, prop) for id, prop in state),
        State(Shell.ADDRESS, "search"),
        prevent_initial_call=True,
    )(callback)
