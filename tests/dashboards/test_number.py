"""«Forklar tallet»: everything a number can say, in order, and nothing it cannot."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from dash import html

from dashboards import components as ui
from planhjul.explanation import Explanation, Input
from planhjul.language import language
from planhjul.texts import Million, Share, Text, text, verbatim
from tests.dashboards.http import as_json, components, words

SAY = language().say
WHOLE = Explanation(
    title=text("Frie inntekter"),
    value=text("{share}", share=Share(0.736)),
    formula=text("Frie inntekter delt på driftsinntektene."),
    inputs=(
        Input(text("Skatt"), text("{amount}", amount=Million(385 * 10**8)), verbatim("Økonomiplan!H17")),
        Input(text("Rammetilskudd"), text("{amount}", amount=Million(275 * 10**8))),
    ),
    definition=text("Uten eiendomsskatt."),
    basis=text("§ 5-4"),
    version=text("Vedtatt budsjett 2027"),
    stood_from=date(2026, 12, 16),
    estimate=True,
)


def said(explanation: Explanation, *children: ui.Child) -> str:
    explained = ui.said(ui.explain_number(explanation, *children), SAY)
    return words(as_json(explained)).replace("\N{NO-BREAK SPACE}", " ")


def test_it_folds_out_to_value_formula_inputs_definition_rule_and_version() -> None:
    assert said(WHOLE, html.P("Linjene")) == (
        "Forklar tallet : Frie inntekter Frie inntekter: 73,6 % anslag "
        "Slik er det regnet Frie inntekter delt på driftsinntektene. "
        "Regnet av Skatt 385,0 mill. kr Økonomiplan!H17 Rammetilskudd 275,0 mill. kr "
        "Hva ordet betyr her Uten eiendomsskatt. Regel § 5-4 "
        "Tall fra Vedtatt budsjett 2027, gjelder fra 16.12.2026 Linjene"
    )


def test_what_it_cannot_say_is_left_out() -> None:
    bare = Explanation(text("Sum"), verbatim("3"), text("1 + 2"), ())
    assert said(bare) == "Forklar tallet : Sum Sum: 3 Slik er det regnet 1 + 2"


@pytest.mark.parametrize(
    ("version", "day", "end"),
    [
        (verbatim("Regnskap 2025"), None, "Tall fra Regnskap 2025"),
        (None, date(2026, 2, 1), "Tall fra Gjelder fra 01.02.2026"),
        (None, None, "Regel § 5-4"),
    ],
)
def test_the_version_and_its_day_stand_alone_or_together(
    version: Text | None, day: date | None, end: str
) -> None:
    assert said(replace(WHOLE, version=version, stood_from=day)).endswith(end)


def test_each_summary_says_to_a_screen_reader_which_number_it_explains() -> None:
    [summary] = components(as_json(ui.said(ui.explain_number(WHOLE), SAY)), "Summary")
    assert words(summary) == "Forklar tallet : Frie inntekter"


def test_a_number_that_stands_elsewhere_is_named_for_everybody() -> None:
    def hidden(*, named: bool) -> bool:
        [summary] = components(as_json(ui.said(ui.explain_number(WHOLE, named=named), SAY)), "Summary")
        return "ph-hidden" in str(summary)

    assert hidden(named=False)
    assert not hidden(named=True)
