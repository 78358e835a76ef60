"""SSB's controls on stored sums: each is broken by the line it forbids, and says which line it was."""

from __future__ import annotations

import pandas as pd
import pytest

from planhjul.ledger.integrity import TOLERANCE_ORE, Control, controls
from planhjul.reference.controls import load_controls
from tests.ledger.frames import MILLION, sums_of

RULES = load_controls()
DRIFT = [("010", "202", 10 * MILLION), ("870", "800", -10 * MILLION)]
INVESTED = [("230", "222", 5 * MILLION), ("910", "880", -5 * MILLION)]


def judged(drift: list[tuple[str, str, int]], invested: list[tuple[str, str, int]]) -> dict[str, Control]:
    frames = [sums_of(drift), sums_of(invested, kontoklasse="0")]
    return {control.number: control for control in controls(pd.concat(frames, ignore_index=True), RULES)}


def test_sound_accounts_pass_every_control_by_number() -> None:
    found = judged(DRIFT, INVESTED)
    assert list(found) == sorted(found)
    assert len(found) == 16
    assert all(
        control.ok and control.rows == () and control.difference_ore == 0 for control in found.values()
    )


@pytest.mark.parametrize(
    ("number", "kontoklasse", "art", "funksjon"),
    [
        ("020", "1", "729", "841"),
        ("025", "1", "910", "880"),
        ("030", "1", "660", "202"),
        ("035", "1", "520", "202"),
        ("040", "0", "900", "840"),
        ("045", "0", "010", "100"),
        ("050", "0", "800", "222"),
        ("055", "0", "650", "222"),
        ("060", "0", "729", "222"),
        ("065", "1", "980", "880"),
        ("070", "1", "530", "202"),
        ("075", "1", "870", "840"),
        ("080", "1", "800", "850"),
        ("081", "1", "010", "850"),
        ("095", "0", "230", "222"),
        ("110", "1", "010", "202"),
        ("140", "1", "570", "880"),
        ("145", "1", "590", "202"),
        ("170", "1", "010", "290"),
        ("175", "0", "230", "290"),
    ],
)
def test_each_control_names_the_line_that_breaks_it(
    number: str, kontoklasse: str, art: str, funksjon: str
) -> None:
    line = (art, funksjon, 3 * MILLION)
    found = judged([*DRIFT, line], INVESTED) if kontoklasse == "1" else judged(DRIFT, [*INVESTED, line])
    control = found[number]
    assert not control.ok
    assert (kontoklasse, art, funksjon) in {(row.kontoklasse, row.art, row.funksjon) for row in control.rows}


def test_rounding_is_tolerated_and_no_more() -> None:
    assert judged([*DRIFT, ("010", "202", TOLERANCE_ORE)], INVESTED)["110"].ok
    assert not judged([*DRIFT, ("010", "202", TOLERANCE_ORE + 1)], INVESTED)["110"].ok


def test_depreciation_and_its_counter_are_held_against_each_other() -> None:
    pair = [("590", "202", 4 * MILLION), ("990", "860", -4 * MILLION)]
    assert judged([*DRIFT, *pair], INVESTED)["145"].ok


def test_what_cannot_be_judged_is_left_out() -> None:
    found = judged([*DRIFT, ("570", "880", 2 * MILLION)], [])
    assert {"095", "140", "170", "175"}.isdisjoint(found)
    assert not found["110"].ok
