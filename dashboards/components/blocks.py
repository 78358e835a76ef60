"""Blocks: what a page is put together of besides fields and tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, TypeAlias, TypedDict, Unpack

from dash import dcc, html
from dash.development.base_component import Component

from dashboards.components import native
from dashboards.components.fields import Words
from planhjul.figures.template import CHART_CONFIG
from planhjul.texts import Text

Child: TypeAlias = "Component | Text | str"
Level = Literal["error", "warning", "info", "ok"]
_ICONS = {"error": "✕", "warning": "!", "info": "i", "ok": "✓"}


@dataclass(frozen=True, slots=True)
class Tab:
    """One tab and its panel."""

    key: str
    label: Words
    children: Sequence[Child] = field(default_factory=tuple)


def heading(title: Words, level: int, **props: Any) -> Component:
    """A heading of level 1–6."""
    makers = {1: html.H1, 2: html.H2, 3: html.H3, 4: html.H4, 5: html.H5, 6: html.H6}
    return makers[level](title, **props)


def page(title: Words, *children: Child, lead: Words = "") -> Component:
    """A whole page: its one h1, a sentence under it, and the content."""
    head: list[Child] = [html.H1(title, tabIndex="-1")]
    if lead:
        head.append(html.P(lead, className="ph-lead"))
    return html.Div([html.Div(head, className="ph-page__head"), *children], className="ph-page")


def section(
    title: Words, *children: Child, id: str | None = None, level: int = 2, lead: Words = ""
) -> Component:
    """A part of a page under its heading."""
    head: list[Child] = [heading(title, level)]
    if lead:
        head.append(html.P(lead, className="ph-section__lead"))
    props = {"id": id} if id else {}
    return html.Section([*head, *children], className="ph-section", **props)


def card(
    title: Words, *children: Child, id: str | None = None, level: int = 2, note: Words = "", tone: str = ""
) -> Component:
    """A card: one thing with its heading; `tone` colours its edge."""
    head: list[Child] = [heading(title, level, className="ph-card__title")]
    if note:
        head.append(html.P(note, className="ph-card__note"))
    props = {"id": id} if id else {}
    return html.Article(
        [*head, *children], className="ph-card" + (f" ph-card--{tone}" if tone else ""), **props
    )


def grid(*children: Child, columns: int = 2) -> Component:
    """Children side by side, under each other on a phone."""
    return html.Div(list(children), className=f"ph-grid ph-grid--{columns}")


def status(
    level: Level, message: Words, *children: Child, title: Words = "", quiet: bool = False, icon: str = ""
) -> Component:
    """A message with its icon; an error is read out at once.

    `quiet` is for a row of a list: no live region, as a page has many of them. `icon` stands instead of the
    level's own.
    """
    body: list[Child] = [html.P(title, className="ph-status__title")] if title else []
    if message:
        body.append(html.P(message))
    live = {} if quiet else {"role": "alert" if level == "error" else "status"}
    return html.Div(
        [
            html.Span(icon or _ICONS[level], className="ph-status__icon", **{"aria-hidden": "true"}),
            html.Div([*body, *children], className="ph-status__body"),
        ],
        className=f"ph-status ph-status--{level}" + (" ph-check" if quiet else ""),
        **live,
    )


def command(line: str) -> Component:
    """A command to copy into a terminal."""
    return html.Pre(html.Code(line), className="ph-command", tabIndex="0")


def plain_list(items: Sequence[Child]) -> Component:
    """A list without bullets."""
    return html.Ul([html.Li(item) for item in items], className="ph-list")


def badge(label: Words, tone: str = "neutral") -> Component:
    """A short word about a state."""
    return html.Span(label, className=f"ph-badge ph-badge--{tone}")


def explain(summary: Words, *children: Child, open: bool = False) -> Component:
    """«Forklar tallet»: a summary that folds out."""
    return html.Details(
        [html.Summary(summary), html.Div(list(children), className="ph-explain__body")],
        className="ph-explain",
        open=open,
    )


def definition(pairs: Sequence[tuple[Words, Child | Sequence[Child]]]) -> Component:
    """Terms with their descriptions."""
    rows = [
        html.Div([html.Dt(term), html.Dd(list(d) if isinstance(d, (list, tuple)) else d)])
        for term, d in pairs
    ]
    return html.Dl(rows, className="ph-definition")


def stat(
    label: Words, value: Words, *, unit: Words = "", note: Words = "", estimate: bool = False
) -> Component:
    """One figure, big, with its name and what it is counted in; an estimate is hatched."""
    number: list[Child] = [html.Span(value, className="ph-stat__value")]
    if unit:
        number.append(html.Span(Text(" {unit}", (("unit", unit),)), className="ph-stat__unit"))
    parts: list[Child] = [
        html.P(label, className="ph-stat__label"),
        html.P(number, className="ph-stat__number"),
    ]
    if note:
        parts.append(html.P(note, className="ph-stat__note"))
    return html.Div(parts, className="ph-stat" + (" ph-stat--estimate" if estimate else ""))


def band(low: int, default: int, high: int, *, labels: tuple[Words, Words, Words], name: Words) -> Component:
    """A low–default–high band as a bar from 0 to `high`; amounts in øre, labels already said."""
    whole = max(high, 1)
    start, mark = (round(100 * value / whole, 2) for value in (low, default))
    bar = html.Div(
        [
            html.Div(className="ph-band__span", style={"left": f"{start}%", "right": "0%"}),
            html.Div(className="ph-band__mark", style={"left": f"{mark}%"}),
        ],
        className="ph-band__bar",
        **{"aria-hidden": "true"},
    )
    words = html.P(
        [
            html.Span(label, className=place)
            for label, place in zip(labels, ("low", "mid", "high"), strict=True)
        ],
        className="ph-band__labels",
    )
    return html.Div([html.P(name, className="ph-band__name"), bar, words], className="ph-band")


def tabs(id: str, label: Words, items: Sequence[Tab], selected: str, *, address: str = "") -> Component:
    """Tabs; every panel is in the page, one is shown."""
    return native.Tabs(
        id=id,
        label=label,
        keys=[item.key for item in items],
        labels=[item.label for item in items],
        value=selected,
        address=address,
        children=[html.Div(list(item.children)) for item in items],
    )


def dialog(
    id: str, title: Words, children: Sequence[Child], *, close_label: Words, open: bool = False
) -> Component:
    """A modal dialog; set its prop `open`, Esc and the button close it."""
    body = html.Div(list(children), className="ph-dialog__body")
    return native.Dialog(id=id, label=title, open=open, close_label=close_label, children=body)


class Drop(TypedDict):
    """What a place to drop a file says, and what it takes; words about a file have the hole `{file}`."""

    hint: Words
    accept: str
    max_bytes: int
    too_big: Words
    unreadable: Words
    button_label: Words


def file_drop(id: str, label: Words, **drop: Unpack[Drop]) -> Component:
    """A place to drop one file: props `name`, `content` (base64), `changes`."""
    return native.FileDrop(id=id, label=label, **drop)


def svg(id: str | None, markup: str, *, name: Words, selected: str = "") -> Component:
    """Our own drawing; click, Enter or Space on a mark with `data-key` sets the prop `selected`."""
    named = {} if id is None else {"id": id}
    return native.Svg(markup=markup, label=name, selected=selected, **named)


def reveal(id: str, *children: Child) -> Component:
    """A region for the answer to a choice elsewhere: read out, and scrolled to when prop `token` changes."""
    return native.Reveal(id=id, children=list(children))


def chart(
    id: str,
    spec: Mapping[str, Any],
    *,
    name: Words,
    sentence: Words,
    table: Component,
    table_label: Words,
    height: int = 360,
) -> Component:
    """A chart three times: as picture with a name, as one sentence, and as a table that folds out."""
    spoken = Text("{name}. {sentence}", (("name", name), ("sentence", sentence)))
    graph = dcc.Graph(
        id=id,
        figure=dict(spec),
        config=CHART_CONFIG,
        style={"height": f"{height}px"},
        className="ph-chart__graph",
    )
    return html.Figure(
        [
            html.Figcaption([html.Strong(name), html.Span(sentence)]),
            html.Div(graph, role="img", **{"aria-label": spoken}),
            explain(table_label, table),
        ],
        className="ph-chart",
    )
