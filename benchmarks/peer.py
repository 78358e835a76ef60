"""The peer of the load bench: a Dash page, served as ours is, whose one callback returns ready-made bytes.

`python -m benchmarks.peer FILE`, where the file is JSON: path → number of bytes.
"""

from __future__ import annotations

import json
import random
import string
import sys
from pathlib import Path

import dash
from dash import Input, Output, dcc, html
from flask import Flask

from planhjul.cli.serving import LOCAL_HOST, default_workers, listen, serve


def peer(sizes: dict[str, int]) -> Flask:
    """A minimal Dash app with a page of that many bytes at each path; nothing is compressed or computed."""
    letters = random.Random(1)
    stored = {path: "".join(letters.choices(string.ascii_letters, k=size)) for path, size in sizes.items()}
    # An empty name would be the folder the bench is run from, with every script in it.
    app = dash.Dash("peer", use_pages=False, pages_folder="", assets_folder="none")
    app.layout = html.Main([dcc.Location(id="address"), html.H1("Ready-made"), html.Div(id="body")])

    @app.callback(Output("body", "children"), Input("address", "pathname"))
    def show(path: str) -> str:
        return stored[path]

    made: Flask = app.server
    return made


if __name__ == "__main__":
    asked = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    serve(lambda: peer(asked), listen(LOCAL_HOST, 0), LOCAL_HOST, default_workers())
