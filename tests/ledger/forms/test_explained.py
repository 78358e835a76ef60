"""«Forklar tallet» for lines and controls: what a sum is made of, and every control has its own words."""

from __future__ import annotations

import pytest

from planhjul.ledger.forms.explained import basis, explain_check, explain_line
from planhjul.ledger.forms.lines import FormKey
from planhjul.ledger.versions import VersionKind
from planhjul.texts import Kroner, text
from tests.ledger.forms.test_closing import shown as closed
from tests.ledger.forms.test_overviews import ACCOUNTS_2025, shown
from tests.ledger.frames import sums_of


def test_a_sum_names_its_lines_and_which_are_taken_away() -> None:
    answer = shown(FormKey.ART, sums_of(ACCOUNTS_2025), 2025, VersionKind.REGNSKAP)
    lines = {line.key: line for line in answer.lines}
    found = explain_line(answer, lines["brutto_driftsresultat"])
    assert [one.title.source for one in found.inputs] == ["Sum driftsinntekter", "minus {line}"]
    assert found.value == text("{amount}", amount=Kroner(lines["brutto_driftsresultat"].amount_ore))
    assert found.stood_from == answer.stood_from
    leaf = explain_line(answer, lines["lonn"])
    assert leaf.inputs == ()
    assert "Summen av artene" in leaf.formula.source


def test_a_line_of_ours_says_that_it_is() -> None:
    answer = shown(FormKey.ART, sums_of([("123", "202", 5)]), 2027)
    lines = {line.key: line for line in answer.lines}
    assert "en art oversikten ikke har" in explain_line(answer, lines["uklassifisert_utgift"]).formula.source
    inputs = explain_line(answer, lines["driftsutgifter"]).inputs
    assert inputs[-1].source is None
    assert inputs[0].source is not None


@pytest.mark.parametrize("tolerance", [0, 3_000_000])
@pytest.mark.parametrize("key", FormKey)
def test_every_control_explains_itself(key: FormKey, tolerance: int) -> None:
    rows = sums_of(ACCOUNTS_2025, year=2019)
    for year in (2019, 2025):
        answer = shown(key, rows, year, tolerance_ore=tolerance)
        for check in answer.checks:
            found = explain_check(answer, check)
            assert found.formula.source
            assert found.definition is not None
            exact = found.definition == text("Tåler ingen forskjell.")
            assert exact == (not check.tolerance_ore)


def test_the_closing_overview_explains_its_control() -> None:
    answer = closed([], [], [("230", "222", 1)], [("230", "222", 1)])
    [check] = answer.checks
    assert "Strøket" in explain_check(answer, check).formula.source


@pytest.mark.parametrize(("form", "said"), [("5-4", "regnskapsforskriften §"), ("1A", "15. desember 2000")])
def test_the_rule_is_named(form: str, said: str) -> None:
    assert said in basis(FormKey(form)).source
