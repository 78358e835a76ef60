"""«Forklar tallet» for a scenario: what it lists adds up to what it explains."""

from __future__ import annotations

from datetime import date

import pytest

from planhjul.choices.effects.explained import explain_net, explain_rest, explain_result_share
from planhjul.choices.effects.scenario import effects
from planhjul.choices.measures import PartKind
from planhjul.explanation import Explanation
from planhjul.ledger.versions import VersionKind
from planhjul.texts import Million, Share
from tests.choices.storvik import ASSUMPTIONS, CODES, YEARS, base, measure, part, plan

DAY = date(2026, 10, 28)
KIND = VersionKind.DIREKTORENS_FORSLAG.title
SAVING = measure(part(PartKind.LONN, -100_000_000, start_month=6))
SCENARIO = effects(base(), (SAVING,), ASSUMPTIONS, CODES, plan(), scenario="s", title="")


def millions(explanation: Explanation) -> list[int]:
    """The amounts of the inputs, in order."""
    held = (dict(one.value.values).get("amount") for one in explanation.inputs)
    return [amount.ore for amount in held if isinstance(amount, Million)]


@pytest.mark.parametrize("year", YEARS)
def test_the_parts_of_a_rest_add_up_to_it(year: int) -> None:
    explained = explain_rest(SCENARIO, year, KIND, DAY)

    assert sum(millions(explained)) == SCENARIO.rest_ore[year]
    assert dict(explained.value.values)["amount"] == Million(SCENARIO.rest_ore[year])
    assert (explained.version, explained.stood_from, explained.estimate) == (KIND, DAY, True)


def test_the_steps_of_a_measure_add_up_to_its_net_and_bring_their_assumptions() -> None:
    [entry] = SCENARIO.measures

    explained = explain_net(entry, SCENARIO, 2027)

    assert sum(millions(explained)) == entry.net_ore[2027] != 0
    sources = [one.source for one in explained.inputs if one.source is not None]
    assert sources == [assumption.reason for assumption in SCENARIO.assumptions] != []


def test_a_scenario_without_measures_is_no_estimate() -> None:
    bare = effects(base(), (), ASSUMPTIONS, CODES, plan(), scenario="", title="")

    explained = explain_result_share(bare, 2027, KIND, DAY)

    assert not explained.estimate
    assert dict(explained.value.values)["share"] == Share(bare.ndr_share[2027], 2)
    assert millions(explained) == [bare.ndr_ore[2027], bare.di_ore[2027]]
