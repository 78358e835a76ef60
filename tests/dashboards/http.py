"""The pages' callbacks over HTTP, as the browser calls them, with Flask's client."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

import dash
from werkzeug.test import TestResponse


class Browser:
    """A browser without a screen: knows the app's callbacks and calls them by an output or an input."""

    def __init__(self, app: dash.Dash) -> None:
        self.app = app
        self.client = app.server.test_client()
        self.callbacks: list[dict[str, Any]] = self.client.get("/_dash-dependencies").get_json()

    def call(self, trigger: str, props: Mapping[str, Any]) -> dict[str, Any]:
        """The answer to the one callback that listens to `id.prop`: {id: {prop: value}}, {} for no update."""
        return self.fire(self.listening(trigger), trigger, props)

    def listening(self, trigger: str) -> dict[str, Any]:
        """The one callback that listens to `id.prop`."""
        [callback] = [
            one
            for one in self.callbacks
            if any(f"{i['id']}.{i['property']}" == trigger for i in one["inputs"])
        ]
        return callback

    def fire(self, callback: Mapping[str, Any], trigger: str, props: Mapping[str, Any]) -> dict[str, Any]:
        """One callback called with the props given by `id.prop`, the others unset."""
        answer = self.send(callback, trigger, props)
        if answer.status_code == 204:
            return {}
        assert answer.status_code == 200, answer.get_data(as_text=True)
        found: dict[str, dict[str, Any]] = answer.get_json()
        return found.get("response", {}) | {"_side": found.get("sideUpdate", {})}

    def send(
        self, callback: Mapping[str, Any], trigger: str, props: Mapping[str, Any], **headers: str
    ) -> TestResponse:
        """What the server answers to that, as it is sent; thread-safe."""

        def filled(places: list[dict[str, str]]) -> list[dict[str, Any]]:
            return [place | {"value": props.get(f"{place['id']}.{place['property']}")} for place in places]

        outputs = [_place(name) for name in _names(callback["output"])]
        body = {
            "output": callback["output"],
            "outputs": outputs if len(outputs) > 1 or callback["output"].startswith("..") else outputs[0],
            "inputs": filled(callback["inputs"]),
            "state": filled(callback["state"]),
            "changedPropIds": [trigger],
        }
        client = self.app.server.test_client()
        answer: TestResponse = client.post("/_dash-update-component", json=body, headers=headers)
        return answer

    def show(self, path: str = "/", search: str = "", **props: Any) -> dict[str, Any]:
        """The page at an address: {id: {prop: value}}."""
        return self.call(SHOWN, _at(path, search) | props)

    def bytes(self, path: str = "/", search: str = "", **headers: str) -> bytes:
        """The page at an address, as the bytes that are sent."""
        return self.send(self.listening(SHOWN), SHOWN, _at(path, search), **headers).get_data()


SHOWN = "adresse.pathname"


def _at(path: str, search: str) -> dict[str, str]:
    return {SHOWN: path, "adresse.search": search}


def _names(output: str) -> list[str]:
    return output.strip(".").split("...") if output.startswith("..") else [output]


def _place(name: str) -> dict[str, str]:
    id_, _, prop = name.rpartition(".")
    return {"id": id_, "property": prop}


def words(node: Any) -> str:
    """Every text a reader of the component sees, in order, with one plain space between words."""
    return " ".join(" ".join(_words(node)).split())


def _words(node: Any) -> Iterator[str]:
    if isinstance(node, str):
        yield node
    elif isinstance(node, (int, float)):
        yield str(node)
    elif isinstance(node, list):
        for part in node:
            yield from _words(part)
    elif isinstance(node, dict):
        props = node.get("props", {})
        for name in ("label", "hint", "error", "caption", "labels", "empty"):
            yield from _words(props.get(name))
        for option in props.get("options", []):
            yield from _words(option[1])
        for column in props.get("columns", []):
            yield column["label"]
        for row in props.get("rows", []):
            for cell in row["cells"].values() if isinstance(row, dict) else []:
                yield from (cell[part] for part in ("t", "sub") if part in cell)
        yield from _words(props.get("children"))


def components(node: Any, kind: str = "") -> Iterator[dict[str, Any]]:
    """Every component in the tree, of one type when `kind` is given."""
    if isinstance(node, list):
        for part in node:
            yield from components(part, kind)
    elif isinstance(node, dict) and "props" in node:
        if not kind or node["type"] == kind:
            yield node
        yield from components(node["props"].get("children"), kind)


def as_json(component: Any) -> Any:
    """A component as the browser gets it."""
    import plotly.io.json as plotly_json

    return json.loads(plotly_json.to_json_plotly(component))
