"""The shell: what stands around every page, and the one callback that turns an address into a page."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from typing import Any, Final

from dash import Dash, Input, Output, ctx, dcc, html, no_update
from dash.development.base_component import Component

from dashboards import components as ui
from dashboards.components import native, said
from dashboards.ids import Shell
from dashboards.parts.files import with_files
from dashboards.reading import only_reads
from dashboards.view import (
    KOMMUNE,
    LANGUAGE,
    ON,
    VERSION,
    YEAR,
    Clock,
    Context,
    Page,
    address,
    context_from,
    parse_view,
)
from planhjul.house.memory import note, noting, unkept
from planhjul.language import LANGUAGES, language
from planhjul.texts import Year, text
from planhjul.writing import Services

PRODUCT = "planhjul"
_SKIP: Final = text("Hopp til innholdet")
_log = logging.getLogger(__name__)


def layout(services: Services) -> Component:
    """The frame: skip link, banner with menu and view, the page's place, and the promise at the bottom."""
    frame = html.Div(
        [
            dcc.Location(id=Shell.ADDRESS, refresh="callback-nav"),
            dcc.Store(id=Shell.REVISION),
            native.Head(id=Shell.HEAD),
            html.A(_SKIP, id=Shell.SKIP, href=f"#{Shell.MAIN}", className="ph-skip"),
            html.Header(
                [
                    html.Div(
                        [
                            html.Div(PRODUCT, className="ph-brand"),
                            html.Nav(id=Shell.NAVIGATION, **{"aria-label": text("Sider")}),
                        ],
                        className="ph-banner__top",
                    ),
                    html.Div(
                        [
                            html.Div(
                                id=Shell.VIEW,
                                className="ph-view",
                                role="group",
                                **{"aria-label": text("Visning")},
                            ),
                            native.ThemeToggle(id=Shell.THEME, label=text("Mørk visning")),
                        ],
                        className="ph-banner__view",
                    ),
                    html.Div(id=Shell.STANDING, className="ph-standing"),
                ],
                className="ph-banner",
            ),
            html.Div(id=Shell.ALERT, className="ph-alert", role="alert"),
            html.Main(id=Shell.MAIN, tabIndex="-1"),
            html.Footer(_promise(), id=Shell.FOOT, className="ph-foot"),
        ],
        className="ph-shell",
    )
    return said(frame, services.language.say)


def _promise() -> list[Component]:
    return [
        html.P(text("Ingenting sendes ut fra denne tjenesten.")),
        html.P(text("Sjekkene er råd med hjemmel, ikke avgjørelser.")),
    ]


def skeleton() -> list[Component]:
    """The ids the shell puts in later, for the validation layout."""
    return [
        native.Placeholder(id=name)
        for name in (Shell.KOMMUNE, Shell.YEAR, Shell.VERSION, Shell.ON, Shell.LANGUAGE)
    ]


def register(app: Dash, services: Services, clock: Clock, pages: Sequence[Page]) -> None:
    """The callback from address to page; `revision` is raised when an import changes what there is to see."""
    by_path = {page.path: page for page in pages}

    def looked(path: str, search: str | None) -> tuple[Context | Component, Any]:
        """What the address comes to, and what stands in the page's place, said."""
        page, context = by_path.get(path), context_from(services, clock, search, path)
        if ctx.triggered_prop_ids and set(ctx.triggered_prop_ids.values()) == {Shell.REVISION.value}:
            # The page that imported shows its own result: only the frame around it is made anew.
            return context, no_update
        if page is None:
            return context, said(_no_such_page(pages, search), parse_view(search).language.say)
        if isinstance(context, Context):
            return context, _rendered(page, context)
        return context, said(context, parse_view(search).language.say)

    def show(pathname: str | None, search: str | None, _revision: object) -> tuple[Any, ...]:
        path = (pathname or "/").rstrip("/") or "/"
        page = by_path.get(path)
        language = parse_view(search).language
        with noting() as reads:
            context, body = looked(path, search)
        note(reads)
        early = context.seen.early(reads) if isinstance(context, Context) else ()
        alerts = [*_problems(search), *(ui.status("info", sentence) for sentence in early)]
        title = language.say(page.title if page else text("Siden finnes ikke"))
        frame = (
            _menu(pages, search, path),
            _view_controls(context) if isinstance(context, Context) else [],
            _standing(context) if isinstance(context, Context) else [],
        )
        return (
            *said(frame, language.say),
            body,
            f"{title} – {context.kommune.navn} – {PRODUCT}"
            if isinstance(context, Context)
            else f"{title} – {PRODUCT}",
            path,
            language.code,
            *said((alerts, _SKIP, _promise()), language.say),
        )

    app.callback(
        Output(Shell.NAVIGATION, "children"),
        Output(Shell.VIEW, "children"),
        Output(Shell.STANDING, "children"),
        Output(Shell.MAIN, "children"),
        Output(Shell.HEAD, "title"),
        Output(Shell.HEAD, "path"),
        Output(Shell.HEAD, "lang"),
        Output(Shell.ALERT, "children"),
        Output(Shell.SKIP, "children"),
        Output(Shell.FOOT, "children"),
        Input(Shell.ADDRESS, "pathname"),
        Input(Shell.ADDRESS, "search"),
        Input(Shell.REVISION, "data"),
    )(only_reads(show))


def _rendered(page: Page, context: Context) -> Component:
    try:
        return said(page.render(context), context.say)
    except Exception:
        # The last line of defence: our bug is logged for us and becomes a sentence for the reader.
        unkept()
        _log.exception("page %s failed for %s", page.path, context.view.parameters())
        sorry = ui.page(
            page.title,
            ui.status(
                "error",
                text(
                    "Prøv en annen dato eller versjon. Skjer det igjen, gi beskjed til den som "
                    "drifter planhjul."
                ),
                title=text("Noe gikk galt hos oss, og siden kan ikke vises."),
            ),
        )
        return said(sorry, context.say)


def _menu(pages: Sequence[Page], search: str | None, path: str) -> Component:
    view = parse_view(search)
    return html.Ul(
        [
            html.Li(
                native.Link(
                    children=view.language.say(page.title),
                    href=address(page.path, view, {}, same_page=False),
                    className="ph-nav__link",
                    current=page.path == path,
                )
            )
            for page in pages
        ],
        className="ph-nav",
    )


def _view_controls(context: Context) -> list[Component]:
    kommuner = [(kommune.nr, kommune.navn) for kommune in context.kommuner]
    years = sorted({choice.year for choice in context.choices}, reverse=True)
    shown = context.choice.year if context.choice else context.view.aar
    if shown is not None and shown not in years:
        years.append(shown)
    kinds = [choice.kind for choice in context.choices if choice.year == shown]
    kind = context.choice.kind if context.choice else context.view.versjon
    if kind is not None and kind not in kinds:
        kinds.append(kind)
    controls = [
        ui.select(
            Shell.KOMMUNE,
            text("Kommune"),
            kommuner,
            context.kommune.nr,
            address=KOMMUNE,
            clears=(YEAR, VERSION),
        )
    ]
    if years:
        controls += [
            ui.select(
                Shell.YEAR,
                text("År"),
                [(str(year), str(year)) for year in years],
                str(shown) if shown is not None else "",
                address=YEAR,
                clears=(VERSION,),
            ),
            ui.select(
                Shell.VERSION,
                text("Versjon"),
                [(one.value, one.title) for one in kinds],
                kind.value if kind else "",
                address=VERSION,
            ),
        ]
    controls.append(ui.date_field(Shell.ON, text("Per dato"), context.on, address=ON))
    if len(LANGUAGES) > 1:
        languages = [(code, language(code).name) for code in LANGUAGES]
        controls.append(
            ui.select(Shell.LANGUAGE, text("Språk"), languages, context.language.code, address=LANGUAGE)
        )
    return controls


def _standing(context: Context) -> list[Component | str]:
    """The status line: which version, from which day, from which file."""
    choice = context.choice
    day = text("Sett {on}.", on=context.on)
    if choice is None:
        if not context.choices and context.view.aar is None:
            missing = text("Ingen budsjett eller regnskap er lest inn per denne datoen. Gå til Import.")
        else:
            missing = text(
                "Det finnes ingen slik versjon per denne datoen. Velg et annet år eller en annen versjon."
            )
        return [html.P([html.Span(day), " ", html.Span(missing)])]
    version = text(
        "Tallene er {version} {year}, som gjelder fra {stood_from}.",
        version=choice.kind.title,
        year=Year(choice.year),
        stood_from=choice.stood_from,
    )
    return [html.P(with_files(context, ui.joined(day, version), [choice]))]


def _problems(search: str | None) -> list[Component]:
    view = parse_view(search)
    return [ui.status("warning", problem) for problem in view.problems]


def _no_such_page(pages: Sequence[Page], search: str | None) -> Component:
    view = parse_view(search)
    links = [ui.link(page.title, address(page.path, view, {}, same_page=False)) for page in pages]
    return ui.page(
        text("Siden finnes ikke"),
        ui.status(
            "warning", text("Adressen fører ikke til noen side. Velg en av disse:"), ui.plain_list(links)
        ),
    )
