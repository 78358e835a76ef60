"""Saying a page: every text in it becomes words in one language, and nothing else is touched."""

from __future__ import annotations

from dash import dcc, html

from dashboards import components as ui
from planhjul.language import language
from planhjul.texts import Million, text
from tests.dashboards.http import as_json

NN = language("nn").say


def test_texts_are_said_wherever_they_stand() -> None:
    table = ui.data_table(
        "t",
        text("Beløp"),
        [ui.Column("a", text("År"))],
        [ui.Row({"a": ui.Cell(text("{a}", a=Million(100_000_000)), sort=text("Beløp"), sub="uten")})],
    )
    page = ui.said(html.Div([text("Velg fil"), [table], html.P(text("År"), title=text("Beløp"))]), NN)
    div = as_json(page)["props"]["children"]
    assert div[0] == NN(text("Velg fil"))
    shown = div[1][0]["props"]
    assert shown["caption"] == "Beløp"
    assert shown["columns"][0]["label"] == "År"
    assert shown["rows"][0]["cells"]["a"] == {
        "t": "1,0\N{NO-BREAK SPACE}mill.\N{NO-BREAK SPACE}kr", "s": "Beløp", "sub": "uten",
    }  # fmt: skip
    assert div[2]["props"] == {"children": "År", "title": "Beløp"}


def test_what_is_no_text_stays_as_it_is() -> None:
    figure = {"data": [1, 2], "layout": {}}
    graph = dcc.Graph(figure=figure)
    assert ui.said(graph, NN).figure is figure
    assert ui.said((None, 3, True, "ord"), NN) == [None, 3, True, "ord"]


def test_parts_stand_after_each_other() -> None:
    assert NN(ui.joined(text("Velg fil"), "Og så?")) == f"{NN(text('Velg fil'))} Og så?"
    assert NN(ui.joined("a", text("År"), between=", ")) == "a, År"
    assert NN(ui.joined()) == ""
