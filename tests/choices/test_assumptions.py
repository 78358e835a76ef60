from __future__ import annotations

from fractions import Fraction

import pytest

from planhjul.choices.assumptions import (
    Key,
    allowed,
    fund_at_start,
    levels_sum_to_one,
    localise,
    quantity,
)
from planhjul.choices.results import Mark
from planhjul.language import Language
from tests.choices.storvik import ASSUMPTIONS


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("12 %", Fraction(12, 100)),
        ("12%", Fraction(12, 100)),
        ("0,12", Fraction(12, 100)),
        ("0.141", Fraction(141, 1000)),
        ("14,1\xa0%", Fraction(141, 1000)),
        ("6 måneder", Fraction(6)),
        ("1 Måned", Fraction(1)),
        (" 7,5 mnd. ", Fraction(15, 2)),
        ("18", Fraction(18)),
        ("-1", Fraction(-1)),
    ],
)
def test_a_quantity_is_read_exactly(written: str, value: Fraction) -> None:
    assert quantity(written) == value


@pytest.mark.parametrize("written", ["", "tolv", "12 kr", "1.2.3", "12 % og litt"])
def test_what_is_no_quantity_is_refused(written: str) -> None:
    assert quantity(written) is None


def test_the_municipalitys_own_value_carries_its_source() -> None:
    local, problems = localise(
        ASSUMPTIONS,
        {"pensjonssats": ("13,5 %", "KLP 2026"), "mal_ndr": ("0,02", ""), "innbyggere": ("12000", "")},
    )
    assert problems == ()
    assert local[Key.PENSION] == Fraction(135, 1000)
    shown = local.parameters[Key.PENSION].shown()
    assert (shown.key, Language("nb").say(shown.value), shown.mark) == ("pensjonssats", "13,5 %", Mark.LOKAL)
    assert Language("nb").say(shown.reason) == "KLP 2026"
    assert "uten oppgitt kilde" in Language("nb").say(local.parameters[Key.NDR_TARGET].reason)
    assert ASSUMPTIONS[Key.PENSION] == Fraction(12, 100)


@pytest.mark.parametrize(
    ("key", "written"),
    [
        ("pensjonssats", "tolv"),
        ("pensjonssats", "140 %"),
        ("pensjonssats", "-1 %"),
        ("ledetid_lonn", "121 måneder"),
        ("selvkost.302", "110 %"),
        ("selvkost.302", "mye"),
    ],
)
def test_a_value_that_cannot_be_is_said_and_left_out(key: str, written: str) -> None:
    local, problems = localise(ASSUMPTIONS, {key: (written, "Sak 1/26")})
    assert local == ASSUMPTIONS
    assert len(problems) == 1
    said = Language("nb").say(problems[0])
    assert key in said
    assert written in said


def test_a_lead_is_months_and_not_a_share() -> None:
    assert allowed(Key.LEAD_STRUCTURAL, Fraction(36))
    assert not allowed(Key.PENSION, Fraction(36))


def test_a_level_that_does_not_add_up_keeps_its_defaults() -> None:
    local, problems = localise(ASSUMPTIONS, {"nivaa_2.bundet": ("75 %", "Sak 1/26")})
    assert local == ASSUMPTIONS
    assert "nivå 2" in Language("nb").say(problems[0])
    whole, none = localise(
        ASSUMPTIONS, {"nivaa_2.bundet": ("75 %", "Sak 1/26"), "nivaa_2.kort": ("10 %", "Sak 1/26")}
    )
    assert none == ()
    assert levels_sum_to_one(whole) == ()


def test_self_cost_of_a_function_is_local() -> None:
    local, _ = localise(ASSUMPTIONS, {"selvkost.302": ("62,5 %", "Kalkyle 2026")})
    assert local.self_cost["302"][0] == Fraction(625, 1000)


@pytest.mark.parametrize(
    ("written", "ore"),
    [
        ("60000000", 6_000_000_000),
        ("60 000 000", 6_000_000_000),
        ("60 000 000,50 kr", 6_000_000_050),
        ("-5", -500),
        ("seksti", None),
    ],
)
def test_the_fund_is_read_at_the_end_of_the_year_before(written: str, ore: int | None) -> None:
    assert fund_at_start({"disposisjonsfond.2026": written}, 2027) == ore


def test_a_fund_nobody_has_given_is_unknown() -> None:
    assert fund_at_start({"disposisjonsfond.2025": "60000000"}, 2027) is None


@pytest.mark.parametrize(
    ("key", "written", "shown"),
    [
        ("pensjonssats", "0,125", "12,5 %"),
        ("arbeidsgiveravgift", "14,1 %", "14,1 %"),
        ("ledetid_strukturell", "18", "18 måneder"),
        ("ledetid_kjop", "1", "1 måned"),
        ("ledetid_lonn", "2,5", "2,5 måneder"),
    ],
)
def test_a_local_value_is_shown_with_the_unit_it_was_written_without(
    key: str, written: str, shown: str
) -> None:
    local, problems = localise(ASSUMPTIONS, {key: (written, "Vedtak")})

    assert Language("nb").say(local.parameters[Key(key)].shown().value) == shown
    assert problems == ()
