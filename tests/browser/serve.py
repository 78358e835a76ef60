"""Serves the pages on the fakes, to look at them by hand: `python -m tests.browser.serve [port]`."""

from __future__ import annotations

import sys

import waitress

from dashboards.app import create_app
from tests.dashboards.fakes import NOW, ON, fake_services


def main(arguments: list[str]) -> None:
    """Serve until interrupted."""
    app = create_app(fake_services(), today=lambda: ON, now=lambda: NOW)
    server = waitress.create_server(
        app.server, host="127.0.0.1", port=int(arguments[0]) if arguments else 0, threads=4
    )
    sys.stdout.write(f"http://127.0.0.1:{server.effective_port}\n")
    sys.stdout.flush()
    server.run()


if __name__ == "__main__":
    main(sys.argv[1:])
