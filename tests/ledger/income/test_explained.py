"""«Forklar tallet» for income: the inputs add up to the value, however many they are."""

from __future__ import annotations

from fractions import Fraction

from planhjul.ledger.income.explained import explain_class, explain_scale, explain_total
from planhjul.ledger.income.results import Base
from planhjul.ledger.income.scale import Scale, ScaleKind, Stated, scale
from planhjul.texts import Kroner, Million
from tests.ledger.frames import sums_of
from tests.ledger.income.test_composition import composed

SERVICES = ("201", "202", "211", "213", "215", "221", "222", "231", "232", "233", "234", "241", "242", "243")


def test_small_items_are_one_input_and_nothing_is_lost() -> None:
    composition = composed(sums_of([("700", funksjon, -10) for funksjon in SERVICES]))
    [member] = composition.classes
    explanation = explain_class(composition, member)
    assert len(explanation.inputs) == 13
    amounts = [value for one in explanation.inputs for _, value in one.value.values]
    assert sum(amount.ore for amount in amounts if isinstance(amount, Million)) == 140


def test_the_wider_base_is_named_and_the_unclassified_is_among_the_inputs() -> None:
    composition = composed(sums_of([("900", "870", -5), ("", "202", -7)], side="income"), base=Base.DI_FINANS)
    explanation = explain_total(composition)
    assert explanation.title.source == "Brutto driftsinntekter med renter og utbytte"
    assert [one.title.source for one in explanation.inputs] == ["Renter og utbytte", "Uklassifisert"]
    [member] = composition.classes
    assert "med renter" in str(explain_class(composition, member).formula.values)


def test_a_scaled_amount_says_its_unit_and_fixed_prices_are_an_estimate() -> None:
    composition = composed(sums_of([("870", "800", -1200)]), 2026)
    growth, people = {2027: Stated(Fraction(1, 10), "")}, Stated(Fraction(12), "")
    fixed = scale(ScaleKind.FAST, 2026, 2027, people, growth)
    per_head = scale(ScaleKind.INNBYGGER, 2026, 2026, people, growth)
    plain = scale(ScaleKind.KRONER, 2026, 2026, people, growth)
    assert isinstance(fixed, Scale)
    assert isinstance(per_head, Scale)
    assert isinstance(plain, Scale)
    assert explain_scale(composition, fixed).estimate
    assert explain_scale(composition, fixed).value.values == (("amount", Million(1320)),)
    assert explain_scale(composition, per_head).value.values == (("amount", Kroner(100)),)
    assert explain_scale(composition, plain).title.source == "Brutto driftsinntekter"
