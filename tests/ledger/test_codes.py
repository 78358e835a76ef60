from __future__ import annotations

import pytest

from planhjul.ledger.codes import CodeLists, SelfCost
from planhjul.reference.codes import load_codes


@pytest.fixture(scope="module")
def codes() -> CodeLists:
    return load_codes()


@pytest.mark.parametrize(
    ("art", "year", "status"),
    [
        ("870", 2019, "valid"),
        ("875", 2024, "valid"),
        ("875", 2025, "expired"),
        ("878", 2024, "future"),
        ("878", 2025, "valid"),
        ("270", 2026, "expired"),
        ("271", 2026, "valid"),
        ("728", 2026, "unknown"),
        ("", 2026, "unknown"),
    ],
)
def test_an_art_holds_in_its_years_only(codes: CodeLists, art: str, year: int, status: str) -> None:
    assert codes.art_status(art, year) == status


@pytest.mark.parametrize(
    ("funksjon", "year", "status"),
    [("254", 2023, "valid"), ("254", 2024, "expired"), ("257", 2023, "future"), ("357", 2024, "unknown")],
)
def test_a_function_holds_in_its_years_only(codes: CodeLists, funksjon: str, year: int, status: str) -> None:
    assert codes.funksjon_status(funksjon, year) == status


def test_an_expired_art_keeps_its_name_and_class(codes: CodeLists) -> None:
    assert codes.income_class("875") == "fri_eiendomsskatt"
    assert codes.art_title("875") == "Eiendomsskatt boliger og fritidsboliger"


def test_what_is_known_of_a_function(codes: CodeLists) -> None:
    assert codes.funksjon_title("202") == "Grunnskole"
    assert (codes.level("201"), codes.level("202"), codes.level("380"), codes.level("870")) == (1, 2, 3, None)
    assert codes.self_cost("355") is SelfCost.FULL_REQUIRED
    assert codes.self_cost("302") is SelfCost.UP_TO
    assert codes.self_cost("202") is SelfCost.NONE


def test_an_unknown_code_is_blank_and_never_an_error(codes: CodeLists) -> None:
    assert (codes.art_title("999"), codes.income_class("999")) == ("", "")
    assert (codes.funksjon_title("999"), codes.level("999")) == ("", None)
    assert codes.self_cost("999") is SelfCost.NONE
