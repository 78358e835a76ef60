"""Amounts, units and what a dot means, from cases in `amounts.toml`."""

from __future__ import annotations

import tomllib
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planhjul.ledger.amounts import (
    AmountError,
    AmountProblem,
    Dot,
    Unit,
    dot_meaning,
    loses_decimals,
    parse_amount,
    unit_of_title,
)

CASES = tomllib.loads((Path(__file__).parent / "amounts.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES["amount"], ids=lambda case: case["name"])
def test_amount(case: dict[str, Any]) -> None:
    unit = Unit[case.get("unit", "KRONER")]
    dot = Dot[case["dot"]] if "dot" in case else None
    found = parse_amount(case["value"], unit, dot)
    if "error" in case:
        assert isinstance(found, AmountError)
        assert found.problem is AmountProblem(case["error"])
        assert not loses_decimals(case["value"], unit, dot)
    else:
        assert found == case["ore"]


@pytest.mark.parametrize("case", CASES["title"], ids=lambda case: case["text"])
def test_unit_of_title(case: dict[str, str]) -> None:
    assert unit_of_title(case["text"]) == (Unit[case["unit"]] if "unit" in case else None)


@pytest.mark.parametrize("case", CASES["evidence"], ids=lambda case: str(case["values"]))
def test_dot_meaning(case: dict[str, Any]) -> None:
    assert dot_meaning(case["values"]) is (Dot[case["dot"]] if "dot" in case else None)


def test_only_parts_of_an_ore_are_lost() -> None:
    assert loses_decimals(0.333, Unit.KRONER)
    assert not loses_decimals(0.33, Unit.KRONER)
    assert not loses_decimals(1234.5600000000001, Unit.KRONER)
    assert not loses_decimals(0.333, Unit.TUSEN)


def test_a_decimal_is_exact() -> None:
    assert parse_amount(Decimal("12345678901.23"), Unit.KRONER) == 1234567890123


@given(st.integers(-(10**13), 10**13))
def test_every_written_form_of_an_amount_is_the_same_amount(ore: int) -> None:
    kroner, rest = divmod(abs(ore), 100)
    grouped = f"{kroner:,}".replace(",", "\u00a0") + f",{rest:02d}"
    sign = "-" if ore < 0 else ""
    for written in (
        f"{sign}{grouped}",
        f"{sign}{kroner},{rest:02d}",
        f"({grouped})" if ore < 0 else grouped,
        f"{grouped}-" if ore < 0 else f"+{grouped}",
        ore / 100,
    ):
        assert parse_amount(written, Unit.KRONER) == ore
