"""The map from lines to budsjettområder."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planhjul.ledger.areas import AreaMap
from tests.ledger.areas import area

AREAS = (
    area("skole", "", ("202", "215"), ("21*",)),
    area("lia", "", (), ("2120",)),
    area("kultur", "", ("38*",)),
    area("idrett", "", ("381",)),
    area("ogsa-skole", "", ("202",)),
)


@pytest.mark.parametrize(
    ("funksjon", "ansvar", "area"),
    [
        ("202", "", "skole"),
        ("120", "2110", "skole"),
        ("202", "2120", "lia"),
        ("381", "2199", "skole"),
        ("381", "9999", "idrett"),
        ("385", "", "kultur"),
        ("120", "9999", None),
        ("", "", None),
    ],
    ids=[
        "a function of its own",
        "the beginning of an ansvar",
        "an exact ansvar before a beginning",
        "an ansvar before a function",
        "an exact function before a beginning",
        "the beginning of a function",
        "on no area",
        "a line without codes",
    ],
)
def test_the_narrowest_code_decides(funksjon: str, ansvar: str, area: str | None) -> None:
    assert AreaMap(AREAS).of(funksjon, ansvar) == area


def test_a_longer_beginning_goes_before_a_shorter() -> None:
    held = AreaMap(
        (area("alt", "", (), ("*",)), area("to", "", (), ("2*",)), area("tjueen", "", (), ("21*",)))
    )

    assert [held.of("100", ansvar) for ansvar in ("2101", "2201", "9000")] == ["tjueen", "to", "alt"]


@given(st.text("0123456789", max_size=4), st.text("0123456789", max_size=5))
def test_without_areas_nothing_is_held(funksjon: str, ansvar: str) -> None:
    assert AreaMap(()).of(funksjon, ansvar) is None
