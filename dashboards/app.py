"""The Dash app: made by `create_app`, never imported ready-made."""

from __future__ import annotations

import html as markup
import logging
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Final

import dash
from dash import html
from flask import Flask, Response, abort

import planhjul
from dashboards import shell
from dashboards.components import said, status
from dashboards.delivery import deliver, script_hash
from dashboards.ids import Shell
from dashboards.keeping import Rights, everyone, keep
from dashboards.pages import PAGES
from dashboards.pages.imports.page import MAX_REQUEST_BYTES
from dashboards.view import Clock, Wiring, close_reading
from planhjul.figures.tokens import TOKENS
from planhjul.house.memory import unkept
from planhjul.texts import text
from planhjul.writing import Services

_log = logging.getLogger(__name__)
_XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

# The colours stand in a file of their own, which the published site and the figures read too.
_PALETTE: Final = TOKENS.relative_to(Path(planhjul.__file__).parent).as_posix()

# Before the first paint, so that a dark page never flashes light.
_THEME_SCRIPT: Final = (
    'var c;try{c=localStorage.getItem("planhjul-fargevalg")}catch(e){}'
    'if(c==="dark"||c==="light")document.documentElement.dataset.colorScheme=c;'
)

_INDEX: Final = """<!DOCTYPE html>
<html lang="{lang}">
<head>
{{%metas%}}
<title>{{%title%}}</title>
<link rel="icon" type="image/svg+xml" href="assets/ikon.svg">
<script>{script}</script>
{{%css%}}
</head>
<body>
<noscript><p>{noscript}</p></noscript>
{{%app_entry%}}
{{%config%}}
{{%scripts%}}
{{%renderer%}}
</body>
</html>"""


class _App(dash.Dash):  # type: ignore[misc]
    """Dash with its loading text in the reader's language."""

    loading_text = ""

    def interpolate_index(self, **parts: str) -> str:
        """The first page, with our words where Dash has English ones."""
        parts["app_entry"] = (
            '<div id="react-entry-point"><div class="_dash-loading" role="status">'
            f"{markup.escape(self.loading_text)}</div></div>"
        )
        # Our own link to the icon stands in the page already.
        parts["favicon"] = ""
        return str(super().interpolate_index(**parts))


def create_app(
    services: Services,
    *,
    today: Callable[[], date],
    now: Callable[[], datetime],
    rights: Rights = everyone,
) -> dash.Dash:
    """A new app on the services.

    Args:
        services: the use cases; the app knows no database.
        today: the day a page is seen from when the address does not say.
        now: the moment an import or its undoing is stored with, in UTC.
        rights: what the reader of a request may see; what is kept is shared by those who see the same.
    """
    say = services.language.say
    clock = Clock(today, now)
    app = _App(
        "dashboards",
        assets_folder="assets",
        pages_folder="",
        use_pages=False,
        serve_locally=True,
        compress=False,
        title=shell.PRODUCT,
        update_title=None,
        enable_mcp=False,
        add_log_handler=False,
        meta_tags=[{"name": "viewport", "content": "width=device-width, initial-scale=1"}],
        index_string=_INDEX.format(
            lang=services.language.code,
            script=_THEME_SCRIPT,
            noscript=markup.escape(say(text("planhjul trenger JavaScript. Slå det på i nettleseren."))),
        ),
        on_error=lambda error: _report(services, error),
    )
    app.css.append_css({"namespace": planhjul.__name__, "relative_package_path": _PALETTE})
    app.loading_text = say(text("Henter siden …"))
    app.layout = shell.layout(services)
    # A Placeholder declares no props, so it lets every callback's prop pass: the ids are what counts.
    app.validation_layout = html.Div(
        [shell.layout(services), *shell.skeleton(), *(part for page in PAGES for part in page.skeleton())]
    )
    shell.register(app, services, clock, PAGES)
    answered: set[tuple[str, str]] = set()
    for page in PAGES:
        page.register(Wiring(app, services, clock, page.path, answered))
    app.server.config["MAX_CONTENT_LENGTH"] = MAX_REQUEST_BYTES
    _routes(app, services, clock)
    keep(app, services, clock, rights)
    app.server.teardown_request(close_reading)
    deliver(app.server, [script_hash(_THEME_SCRIPT), *app.csp_hashes()])
    return app


def _report(services: Services, error: Exception) -> None:
    """An unexpected error in a page's callback: logged for us, a sentence for the reader."""
    unkept()
    _log.error("callback failed", exc_info=error)
    words = text(
        "Noe gikk galt hos oss. Last siden på nytt. Skjer det igjen, gi beskjed til den som drifter planhjul."
    )
    dash.set_props(Shell.ALERT, {"children": [said(status("error", words), services.language.say)]})


def _routes(app: dash.Dash, services: Services, clock: Clock) -> None:
    """Addresses beside the pages: health and empty workbooks."""
    server: Flask = app.server

    @server.get("/health")
    def health() -> tuple[dict[str, bool], int]:
        try:
            services.house.ping()
        except Exception:
            # Whatever hinders the answer, the one who asks needs 503, and we need the reason.
            _log.exception("the database does not answer")
            return {"ok": False}, 503
        return {"ok": True}, 200

    @server.get("/mal/<kind>.xlsx")
    def template(kind: str) -> Response:
        if kind not in services.imports.template_kinds():
            abort(404)
        return Response(
            services.imports.template(kind, clock.today().year + 1),
            mimetype=_XLSX,
            headers={"Content-Disposition": f'attachment; filename="planhjul-{kind}.xlsx"'},
        )
