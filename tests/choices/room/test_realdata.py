"""The layers of a real municipality's accounts hold every krone of them."""

from __future__ import annotations

from datetime import date

from importers.registry import Stager
from planhjul.choices.room.year import room, year_room
from planhjul.ledger.lines import sums
from planhjul.staged import ImportChoices
from tests.choices.storvik import CODES, ready
from tests.realdata import FOLDER, needs_realdata

pytestmark = needs_realdata
THOUSAND_KRONER = 100_000


def test_kongsvingers_layers_are_its_expense() -> None:
    file = FOLDER / "kostra" / "0A_V2019_K4_R040200_OK.dat"
    staged = Stager(CODES).stage(file.name, file.read_bytes(), ImportChoices())
    year = year_room(sums(staged.content.lines), 2019, ready(held=()).ground)
    for on in (date(2018, 6, 16), date(2018, 12, 12), date(2019, 6, 16), date(2020, 1, 1)):
        answer = room(year, on)
        assert answer.budget_ore == 1_557_532 * THOUSAND_KRONER
        assert sum(layer.amount_ore for layer in answer.budget_layers) == answer.budget_ore
        assert sum(layer.amount_ore for layer in answer.layers) == answer.total_ore
        assert sum(layer.amount_ore for layer in answer.layers[-2:]) == answer.default_ore
        assert sum(line.amount_ore for line in answer.lines) == answer.total_ore
        for layer in (*answer.layers, *answer.budget_layers):
            assert sum(line.amount_ore for line in layer.lines) == layer.amount_ore
