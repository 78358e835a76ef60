from __future__ import annotations

import dataclasses

from planhjul.choices.assumptions import localise
from planhjul.choices.effects.scenario import effects
from planhjul.choices.measures import Measure, MeasureKind, PartKind
from planhjul.choices.results import Baseline, Effects, Flag
from planhjul.issues import Level
from planhjul.language import Language
from planhjul.texts import Text
from tests.choices.storvik import ASSUMPTIONS, CODES, YEARS, base, judged, measure, part, plan
from tests.ledger.frames import MILLION, sums_of

COUNCIL = "Kommunestyret"


def words(sentence: Text) -> str:
    return Language("nb").say(sentence).replace("\xa0", " ")


def of(found: tuple[Flag, ...], code: str) -> list[Flag]:
    return [flag for flag in found if flag.code == code]


def years_of(found: tuple[Flag, ...], code: str) -> list[int | None]:
    return [flag.year for flag in of(found, code)]


def saving(amount: float, key: str = "kutt", by: str = "Kommunedirektøren") -> Measure:
    return measure(part(PartKind.NETTO, round(-amount * MILLION)), key=key, proposed_by=by)


def wish(amount: float, key: str = "onske", by: str = COUNCIL) -> Measure:
    return measure(
        part(PartKind.NETTO, round(amount * MILLION)), key=key, kind=MeasureKind.ONSKE, proposed_by=by
    )


def balanced_base() -> Baseline:
    """Storvik's base with 20 million less to pay: in balance without measures, and with a sound result."""
    held = base().totals
    totals = {
        year: dataclasses.replace(total, finance_ore=total.finance_ore - 20 * MILLION)
        for year, total in held.items()
    }
    return dataclasses.replace(base(), totals=totals)


def using_fund_in_2027(held: Baseline, amount_ore: int) -> Baseline:
    """The base with so much of the fund used in its first year."""
    totals = {**held.totals, 2027: dataclasses.replace(held.totals[2027], from_fund_ore=amount_ore)}
    return dataclasses.replace(held, totals=totals)


def test_a_plan_that_lacks_money_is_told_how_much_in_every_year() -> None:
    found = judged(saving(15))
    flags = of(found.flags, "UBALANSE")
    assert [flag.year for flag in flags] == list(YEARS)
    assert flags[0].level == Level.ERROR
    assert "5 000 000" in words(flags[0].message)
    assert "5 000 000 kr i 2027" in words(flags[0].fix)
    assert "§ 14-10" in words(flags[0].basis)


def test_a_gap_covered_by_the_fund_is_one_off_money_and_a_low_fund() -> None:
    found = judged(saving(20), wish(10))
    assert years_of(found.covered_flags, "UBALANSE") == []
    assert years_of(found.covered_flags, "INNDEKNING") == []
    assert years_of(found.covered_flags, "FOND_LAV") == [2028, 2029, 2030]
    assert years_of(found.covered_flags, "ENGANGS") == list(YEARS)
    assert "10 000 000" in words(of(found.covered_flags, "ENGANGS")[0].fix)
    # 5 % of 910 is 45.5; the fund is 40 at the end of 2028.
    assert "5 500 000" in words(of(found.covered_flags, "FOND_LAV")[0].fix)
    assert years_of(found.flags, "FOND_LAV") == []


def test_a_fund_that_is_too_small_cannot_cover() -> None:
    found = judged()
    assert years_of(found.covered_flags, "UBALANSE") == [2030]
    assert "20 000 000" in words(of(found.covered_flags, "UBALANSE")[0].message)


def test_planned_use_of_the_fund_for_operations_is_one_off_money() -> None:
    held = using_fund_in_2027(base(), 8 * MILLION)
    found = judged(saving(14), on=held)
    assert years_of(found.flags, "ENGANGS") == [2027]
    # 14 of the 20 lacking are found for good; 2 more are missing altogether in 2028.
    assert "6 000 000" in words(of(found.flags, "ENGANGS")[0].fix)


def test_fund_money_for_a_single_cost_is_as_it_should_be() -> None:
    held = using_fund_in_2027(balanced_base(), 8 * MILLION)
    single = measure(part(PartKind.KJOP, {2027: 8 * MILLION}, one_off=True), kind=MeasureKind.OKNING)
    assert years_of(judged(single, on=held).flags, "ENGANGS") == []


def test_a_single_income_does_not_pay_for_what_lasts() -> None:
    sale = measure(part(PartKind.GEBYR, {2027: 20 * MILLION}, one_off=True), kind=MeasureKind.INNTEKT)
    flags = of(judged(sale).flags, "ENGANGS")
    assert [flag.year for flag in flags] == [2027]
    assert "20 000 000" in words(flags[0].message)


def test_a_saving_without_function_counts_as_imbalance() -> None:
    loose = measure(
        part(PartKind.NETTO, {2027: -3 * MILLION, 2028: -5 * MILLION}, funksjon=""),
        part(PartKind.GEBYR, -1, funksjon=""),
        part(PartKind.KJOP, 2, funksjon=""),
    )
    (flag,) = of(judged(loose).flags, "USPESIFISERT")
    assert (flag.level, flag.year) == (Level.ERROR, None)
    assert "5 000 000" in words(flag.message)
    income = measure(part(PartKind.NETTO, -5, funksjon=""), kind=MeasureKind.INNTEKT)
    assert of(judged(income).flags, "USPESIFISERT") == []


def test_wishes_without_cover_are_named_with_the_sum() -> None:
    found = judged(saving(20), wish(10))
    flags = of(found.flags, "INNDEKNING")
    assert [flag.year for flag in flags] == list(YEARS)
    assert "10 000 000" in words(flags[0].message)


def test_wishes_in_a_plan_that_balances_have_cover() -> None:
    assert of(judged(saving(30), wish(10)).flags, "INNDEKNING") == []


def test_what_the_wishers_offer_themselves_is_their_cover() -> None:
    found = judged(saving(20), wish(3), saving(2, key="motytelse", by=COUNCIL))
    assert "1 000 000" in words(of(found.flags, "INNDEKNING")[0].message)
    assert of(judged(wish(3), saving(4, key="motytelse", by=COUNCIL)).flags, "INNDEKNING") == []


def test_a_wish_that_lacks_less_than_a_thousand_has_its_cover() -> None:
    department = measure(
        part(PartKind.LONN, -195_000_000, funksjon="120"),
        part(PartKind.KJOP, -50_800_000, funksjon="120"),
        key="kommunikasjon",
        proposed_by=COUNCIL,
    )
    found = judged(wish(3), department)
    assert found.totals_ore[2027] == -5_600
    assert of(found.flags, "INNDEKNING") == []


def test_a_low_result_is_told_what_it_takes() -> None:
    flags = of(judged(saving(20)).flags, "NDR_LAV")
    assert [flag.year for flag in flags] == list(YEARS)
    # 1.75 % of 910 is 15.925; the result is 15.
    assert "925 000" in words(flags[0].fix)
    assert of(judged(saving(21)).flags, "NDR_LAV") == []


def test_a_cut_on_a_self_cost_service_frees_nothing() -> None:
    (flag,) = of(judged(measure(part(PartKind.KJOP, -2 * MILLION, funksjon="345"))).flags, "SELVKOST")
    assert flag.level == Level.ERROR
    assert "2 000 000" in words(flag.message)
    more = measure(part(PartKind.KJOP, 2 * MILLION, funksjon="345"), kind=MeasureKind.OKNING)
    assert of(judged(more).flags, "SELVKOST") == []


def part_year(amount: float, month: int) -> Measure:
    kind = MeasureKind.OKNING if amount > 0 else MeasureKind.INNSPARING
    return measure(part(PartKind.NETTO, round(amount * MILLION), start_month=month), key="delaar", kind=kind)


def test_a_saving_that_starts_late_leaves_a_bridge_to_cross() -> None:
    found = judged(part_year(-24, 7))
    (flag,) = of(found.flags, "HELAAR")
    assert (flag.year, flag.level) == (2027, Level.WARNING)
    assert "8 000 000 kr i 2027" in words(flag.fix)


def test_a_cost_that_starts_late_looks_cheaper_than_it_is() -> None:
    (flag,) = of(judged(saving(40), part_year(12, 7)).flags, "HELAAR")
    assert flag.level == Level.INFO
    assert "koster 6 000 000 kr mindre i 2027" in words(flag.message)


def test_a_saving_that_starts_late_in_a_plan_that_balances_is_a_remark() -> None:
    (flag,) = of(judged(saving(40), part_year(-12, 7)).flags, "HELAAR")
    assert flag.level == Level.INFO
    assert "gir 6 000 000 kr mindre" in words(flag.message)


def test_a_deep_cut_in_a_right_must_be_defended() -> None:
    (flag,) = of(judged(measure(part(PartKind.NETTO, -6 * MILLION, funksjon="201"))).flags, "LOVPAALAGT")
    assert (flag.year, flag.level) == (2027, Level.WARNING)
    assert "barnehageloven" in words(flag.basis)
    assert "1 000 000" in words(flag.fix)


def test_a_small_cut_or_one_on_another_service_needs_no_defence() -> None:
    small = judged(measure(part(PartKind.NETTO, -5 * MILLION, funksjon="201")))
    free = judged(measure(part(PartKind.NETTO, -20 * MILLION, funksjon="380")))
    nowhere = judged(measure(part(PartKind.NETTO, -20 * MILLION, funksjon="213")))
    fees = judged(measure(part(PartKind.GEBYR, -20 * MILLION, funksjon="201")))
    for found in (small, free, nowhere, fees):
        assert of(found.flags, "LOVPAALAGT") == []


def test_a_right_without_a_known_paragraph_says_so() -> None:
    sums = {2027: sums_of([("010", "173", 100)], year=2027)}
    found = judged(measure(part(PartKind.NETTO, {2027: -50}, funksjon="173")), sums=sums)
    assert "Kontroller grunnlaget" in words(of(found.flags, "LOVPAALAGT")[0].basis)


def test_cutting_staff_is_the_councils_frame_and_the_directors_people() -> None:
    staff = measure(part(PartKind.LONN, -1, funksjon="120"))
    (flag,) = of(judged(staff).flags, "DELEGERT")
    assert (flag.level, words(flag.basis)) == (Level.INFO, "Kommuneloven § 13-1.")
    assert of(judged(measure(part(PartKind.LONN, 1))).flags, "DELEGERT") == []


def test_a_municipality_with_a_goal_of_its_own_is_judged_by_it() -> None:
    local, _ = localise(ASSUMPTIONS, {"mal_ndr": ("1 %", "Sak 5/26")})
    found: Effects = effects(base(), [saving(20)], local, CODES, plan())
    assert of(found.flags, "NDR_LAV") == []


def test_every_flag_says_why_and_what_turns_it_green() -> None:
    found = judged(
        wish(25),
        part_year(-2, 8),
        measure(part(PartKind.NETTO, -MILLION, funksjon=""), key="los"),
        measure(part(PartKind.LONN, -9 * MILLION, funksjon="201"), key="barnehage"),
        measure(part(PartKind.KJOP, -MILLION, funksjon="345"), key="vann"),
    )
    codes = {flag.code for flag in (*found.flags, *found.covered_flags)}
    assert codes == {
        "UBALANSE", "USPESIFISERT", "INNDEKNING", "NDR_LAV", "FOND_LAV", "ENGANGS", "SELVKOST", "HELAAR",
        "LOVPAALAGT", "DELEGERT",
    }  # fmt: skip
    for flag in (*found.flags, *found.covered_flags):
        assert words(flag.message)
        assert words(flag.basis)
        assert words(flag.fix)
