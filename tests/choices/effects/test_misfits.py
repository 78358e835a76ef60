from __future__ import annotations

import pandas as pd
import pytest

from planhjul.choices.effects.misfits import misfits
from planhjul.choices.measures import Measure, MeasureKind, PartKind
from planhjul.language import Language
from tests.choices.storvik import YEARS, judged, measure, part
from tests.ledger.frames import sums_of

PLAN = {
    2027: pd.concat(
        [
            sums_of(
                [
                    ("010", "120", 1_000),
                    ("090", "120", 120),
                    ("099", "120", 158),
                    ("120", "120", 300),
                    ("429", "120", 75),
                    ("470", "120", 50),
                    ("600", "120", -40),
                    ("700", "120", -30),
                    ("810", "120", -20),
                ],
                ansvar="1100",
            ),
            sums_of([("010", "120", 500)], ansvar="1200"),
            sums_of([("010", "120", 9_999)], kontoklasse="0"),
        ]
    )
}


def why(held: Measure) -> list[str]:
    found = misfits([held], PLAN, [2027])
    return [Language("nb").say(misfit.why).replace("\xa0", " ") for misfit in found]


def cut(kind: PartKind, amount: int, funksjon: str = "120", art: str = "", ansvar: str = "") -> Measure:
    return measure(part(kind, {2027: -amount}, funksjon=funksjon, art=art, ansvar=ansvar))


@pytest.mark.parametrize(
    ("kind", "held"),
    [
        (PartKind.LONN, 1_500),
        (PartKind.KJOP, 300),
        (PartKind.KJOP_INKL_MVA, 375),
        (PartKind.OVERFORING, 125),
        (PartKind.GEBYR, 40),
        (PartKind.OREMERKET, 20),
        (PartKind.REFUSJON, 30),
        (PartKind.NETTO, 2_203),
    ],
)
def test_a_cut_can_take_all_there_is_and_no_more(kind: PartKind, held: int) -> None:
    assert why(cut(kind, held)) == []
    assert "Kontroller beløpet" in why(cut(kind, held + 1))[0]


def test_a_cut_is_held_against_the_line_it_names() -> None:
    assert why(cut(PartKind.LONN, 1_000, ansvar="1100", art="010")) == []
    assert "funksjon 120, ansvar 1100, art 010" in why(cut(PartKind.LONN, 1_001, ansvar="1100", art="010"))[0]
    assert why(cut(PartKind.LONN, 1_500, funksjon="", art="010")) == []
    assert "ansvar 1200" in why(cut(PartKind.LONN, 501, funksjon="", ansvar="1200"))[0]


def test_a_cut_where_there_is_nothing_is_a_misfit() -> None:
    assert "ingen linje på funksjon 202" in why(cut(PartKind.NETTO, 1, funksjon="202"))[0]
    assert "art 115" in why(cut(PartKind.KJOP, 1, art="115"))[0]


def test_what_adds_or_is_nowhere_takes_nothing() -> None:
    assert why(measure(part(PartKind.KJOP, {2027: 500}, funksjon="202"))) == []
    assert why(cut(PartKind.NETTO, 500, funksjon="")) == []
    assert why(measure(part(PartKind.KJOP, {2027: 0}, funksjon="202"))) == []
    income = measure(part(PartKind.NETTO, {2027: -500}, funksjon="202"), kind=MeasureKind.INNTEKT)
    assert why(income) == []


def test_an_amount_in_a_year_without_plan_is_not_counted_and_says_so() -> None:
    held = measure(part(PartKind.KJOP, {2026: 5, 2031: 5, 2027: 5}))
    found = misfits([held], {}, YEARS)
    assert [misfit.year for misfit in found] == [2026, 2031]
    assert "2027–2030" in Language("nb").say(found[0].why)
    assert "ingen plan" in Language("nb").say(misfits([held], {}, ())[0].why)


def test_a_year_without_lines_to_look_in_is_not_judged() -> None:
    assert misfits([cut(PartKind.NETTO, 5)], {}, [2027]) == ()


def test_a_file_without_arts_is_held_by_side() -> None:
    plan = {2027: sums_of([("", "120", 100)], side="expense")}
    assert misfits([cut(PartKind.KJOP, 100)], plan, [2027]) == ()
    assert misfits([cut(PartKind.KJOP, 100, art="120")], plan, [2027]) == ()
    assert len(misfits([cut(PartKind.GEBYR, 100)], plan, [2027])) == 1


def test_two_parts_with_the_same_mistake_are_one_misfit() -> None:
    twice = part(PartKind.KJOP, {2027: -1}, funksjon="202")
    assert len(misfits([measure(twice, twice)], PLAN, [2027])) == 1


def test_a_misfit_still_counts() -> None:
    found = judged(measure(part(PartKind.NETTO, {2027: -700}, funksjon="325", ansvar="9999")))
    assert found.totals_ore[2027] == 700
    assert [misfit.measure for misfit in found.misfits] == ["t1"]
