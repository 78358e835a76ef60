"""A councillor's own measure: read from the form, kept in the address, nothing guessed."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboards.pages.proposals.own import MOST_MEASURES, OwnForm, read_address, read_form, write_address
from planhjul.choices.measures import Measure, MeasureKind, PartKind
from planhjul.language import language
from planhjul.texts import Text

NB = language()
YEARS = (2027, 2028, 2029, 2030)
MEALS = OwnForm("Gratis skolemat", "onske", "netto", "202", "8", False, ("3 000 000", "", "", ""))


def _measure(form: OwnForm) -> Measure:
    read = read_form(form, YEARS, NB)
    assert read.mistakes == ()
    assert read.measure is not None
    return read.measure


def test_a_blank_year_repeats_the_one_before() -> None:
    measure = _measure(replace(MEALS, amounts=("", "3 000 000", "", "1 500 000,50")))
    [part] = measure.parts
    assert part.amounts == {2028: 300_000_000, 2029: 300_000_000, 2030: 150_000_050}
    assert (part.kind, part.funksjon, part.start_month) == (PartKind.NETTO, "202", 8)
    assert measure.kind is MeasureKind.ONSKE


def test_a_one_off_is_only_in_the_years_that_are_written() -> None:
    [part] = _measure(replace(MEALS, one_off=True)).parts
    assert part.amounts == {2027: 300_000_000}
    assert part.one_off


def test_minus_is_a_cut() -> None:
    [part] = _measure(replace(MEALS, amounts=("-2 000 000", "", "", "0"))).parts
    assert part.amounts == {2027: -200_000_000, 2028: -200_000_000, 2029: -200_000_000}


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"title": "  "}, "Gi tiltaket et navn."),
        ({"title": "x" * 81}, "Navnet er for langt. Bruk høyst 80 tegn."),
        ({"kind": "gave"}, "Velg hva slags tiltak det er."),
        ({"part": ""}, "Velg hva beløpet gjelder."),
        ({"funksjon": "20"}, "Funksjon skal ha tre siffer, for eksempel 202 for grunnskole."),
        ({"funksjon": "²02"}, "Funksjon skal ha tre siffer, for eksempel 202 for grunnskole."),
        ({"month": "13"}, "Velg hvilken måned tiltaket starter."),
        (
            {"amounts": ("3.5 mill", "", "", "")},
            "«3.5 mill» for 2027 er ikke et beløp i kroner. Skriv for eksempel −1 500 000.",
        ),
        (
            {"amounts": ("1,005", "", "", "")},
            "«1,005» for 2027 er ikke et beløp i kroner. Skriv for eksempel −1 500 000.",
        ),
        (
            {"amounts": ("9" * 20, "", "", "")},
            f"«{'9' * 20}» for 2027 er ikke et beløp i kroner. Skriv for eksempel −1 500 000.",
        ),
        (
            {"amounts": ("", "", "", "")},
            "Skriv et beløp for minst ett år. Minus betyr mindre utgift eller mindre inntekt.",
        ),
    ],
)
def test_a_mistake_says_what_to_do(change: dict[str, Any], said: str) -> None:
    read = read_form(replace(MEALS, **change), YEARS, NB)
    assert [NB.say(mistake) for mistake in read.mistakes] == [said]
    assert read.measure is None


def test_all_mistakes_come_at_once() -> None:
    assert len(read_form(OwnForm("", "", "", "", "", False, ("x", "y", "", "")), YEARS, NB).mistakes) == 7


AMOUNTS = st.dictionaries(st.sampled_from(YEARS), st.integers(-(10**13), 10**13), min_size=1)


@given(
    title=st.text(min_size=1, max_size=80).filter(lambda title: title.strip() == title and title != ""),
    amounts=AMOUNTS,
    month=st.integers(1, 12),
    kind=st.sampled_from(MeasureKind),
    part=st.sampled_from(PartKind),
    one_off=st.booleans(),
)
def test_what_is_written_in_the_address_is_read_back(
    title: str, amounts: dict[int, int], month: int, kind: MeasureKind, part: PartKind, one_off: bool
) -> None:
    plain = _measure(MEALS)
    [only] = plain.parts
    own = replace(
        plain,
        title=title,
        kind=kind,
        parts=(replace(only, amounts=amounts, start_month=month, kind=part, one_off=one_off),),
    )
    assert read_address(write_address((own, own))) == (replace(own, key="eget-1"), replace(own, key="eget-2"))


def test_no_measures_leave_nothing_in_the_address() -> None:
    assert write_address(()) == ""
    assert read_address("") == ()


GOOD = {"t": "A", "s": "onske", "d": "netto", "f": "202", "m": 1, "e": 0, "b": {"2027": 100}}
BAD: tuple[dict[str, object], ...] = (
    {"t": 1},
    {"t": ""},
    {"s": "gave"},
    {"d": "x"},
    {"f": "2"},
    {"f": 202},
    {"m": 0},
    {"m": "1"},
    {"b": {}},
    {"b": [1]},
    {"b": {"x": 1}},
    {"b": {"1700": 1}},
    {"b": {"2027": 1.5}},
    {"b": {"2027": True}},
    {"b": {"2027": 10**14}},
)


@pytest.mark.parametrize(
    "written",
    [
        "[{",
        "3",
        "{}",
        "[1]",
        json.dumps([GOOD] * (MOST_MEASURES + 1)),
        *(json.dumps([GOOD | change]) for change in BAD),
    ],
)
def test_an_address_somebody_changed_is_said_to_be_unreadable(written: str) -> None:
    assert isinstance(read_address(written), Text)
