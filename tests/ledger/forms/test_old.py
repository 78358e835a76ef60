"""1A and 2A for the years before 2020, and what areas by ansvar do to the second part."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from planhjul.ledger.forms.lines import FormKey, Side, fill, posted
from planhjul.ledger.forms.overviews import unfinished_note
from planhjul.ledger.versions import VersionKind
from tests.fuzz import tried
from tests.ledger.areas import area
from tests.ledger.forms.test_overviews import CODES, FORMS, shown
from tests.ledger.frames import sums_of

OLD_BUDGET = [
    ("870", "800", -500), ("800", "840", -300), ("875", "800", -20), ("810", "840", -10), ("877", "800", -1),
    ("900", "870", -9), ("905", "870", -3), ("909", "870", -2), ("500", "870", 30), ("509", "870", 1),
    ("510", "870", 25), ("530", "880", 4), ("540", "880", 11), ("550", "880", 5), ("930", "880", -6),
    ("940", "880", -7), ("950", "880", -8), ("570", "880", 12), ("010", "202", 800), ("600", "202", -40),
    ("520", "325", 3), ("920", "325", -2), ("590", "202", 50), ("990", "860", -50),
]  # fmt: skip
OLD_INVESTMENT = [
    ("230", "222", 100), ("429", "222", 25), ("520", "283", 9), ("529", "170", 4), ("510", "870", 3),
    ("530", "880", 2), ("540", "880", 1), ("910", "870", -70), ("670", "222", -10), ("810", "222", -8),
    ("729", "841", -25), ("920", "283", -6), ("905", "870", -5), ("970", "880", -12), ("940", "880", -8),
]  # fmt: skip


def frame() -> pd.DataFrame:
    drift, investment = sums_of(OLD_BUDGET, year=2018), sums_of(OLD_INVESTMENT, year=2018, kontoklasse="0")
    return pd.concat([drift, investment], ignore_index=True)


def test_1a_in_its_own_lines() -> None:
    answer = shown(FormKey.DRIFT, frame(), 2018)
    assert (answer.form, answer.lines[-1].nr) == (FormKey.DRIFT_1A, 23)
    assert answer.amount("sum_generelle") == 831
    assert answer.amount("netto_finans") == 14 - 56
    assert answer.amount("netto_avsetninger") == 20 - 21
    assert answer.amount("til_fordeling") == 831 - 42 + 1 - 12
    assert answer.amount("bevilgninger") == 800 - 40 + 3 - 2
    assert answer.amount("fremfort") == 778 - 761
    assert {check.code for check in answer.checks} >= {"DRIFT_NULL", "OVERFORING_LIK", "MERFORBRUK"}
    assert not {check.code for check in answer.checks} & {"NDR_LIK", "BRUTTO_LIK"}
    assert "gjelder fra" in answer.notes[0].source


def test_2a_in_its_own_lines() -> None:
    answer = shown(FormKey.INVESTERING, frame(), 2018)
    assert (answer.form, answer.lines[-1].nr) == (FormKey.INVESTERING_2A, 18)
    assert answer.amount("sum_utgifter") == 144
    assert answer.amount("sum_inntekter") == 124
    assert answer.amount("sum_finansiering") == 144
    assert answer.amount("fremfort") == 0
    assert answer.unclassified == ()


@pytest.mark.parametrize(
    ("asked", "year", "given"),
    [
        (FormKey.DRIFT_1A, 2018, FormKey.DRIFT_1A),
        (FormKey.INVESTERING_2A, 2018, FormKey.INVESTERING_2A),
        (FormKey.DRIFT_1A, 2025, FormKey.DRIFT),
        (FormKey.INVESTERING_2A, 2025, FormKey.INVESTERING),
        (FormKey.ART, 2018, FormKey.ART),
    ],
)
def test_a_year_is_shown_in_the_form_it_had(asked: FormKey, year: int, given: FormKey) -> None:
    answer = shown(asked, frame(), year)
    assert answer.form is given
    told = any("Tallene for {year}" in note.source for note in answer.notes)
    assert told == (asked is not given or asked is FormKey.ART)


def test_every_row_stands_on_a_line_of_the_old_forms_too() -> None:
    unknown = sums_of([("123", "202", 5), ("690", "202", -3), ("599", "880", 7)], year=2018)
    answer = shown(FormKey.DRIFT, unknown, 2018)
    assert answer.amount("fremfort") == -9


@pytest.mark.parametrize(
    ("key", "line", "side"),
    [
        (FormKey.DRIFT, "netto_finansutgifter", Side.EXPENSE),
        (FormKey.DRIFT, "netto_driftsresultat", Side.INCOME),
        (FormKey.DRIFT, "rammetilskudd", Side.INCOME),
        (FormKey.DRIFT_1A, "netto_avsetninger", Side.EXPENSE),
        (FormKey.INVESTERING_2A, "fremfort", Side.INCOME),
    ],
)
def test_a_sum_goes_the_way_of_its_first_line(key: FormKey, line: str, side: Side) -> None:
    assert FORMS.forms[key].side_of(line) is side


@pytest.mark.parametrize(
    ("kind", "year", "last", "said"),
    [
        (VersionKind.OPPRINNELIG_BUDSJETT, 2026, 4, None),
        (VersionKind.REGNSKAP, 2025, 12, None),
        (VersionKind.REGNSKAP, 2025, None, None),
        (VersionKind.REGNSKAP, 2025, 10, "til og med måned"),
        (VersionKind.REGNSKAP, 2026, 12, "Året er ikke omme"),
        (VersionKind.REGNSKAP, 2026, None, "Året er ikke omme"),
    ],
)
def test_accounts_that_are_not_finished_say_so(
    kind: VersionKind, year: int, last: int | None, said: str | None
) -> None:
    note = unfinished_note(kind, year, date(2026, 11, 22), last)
    assert (note is None) == (said is None)
    assert note is None or said is None or said in note.source


CODE = st.sampled_from(["202", "211", "253", "381", "800"])
CENTRE = st.sampled_from(["", "1000", "1100", "2000", "2100"])
ART = st.sampled_from(["010", "110", "470", "600", "700", "810", "920", "123", ""])
ROWS = st.lists(st.tuples(ART, CODE, CENTRE, st.integers(-(10**12), 10**12)), max_size=25)
CODES_HELD = st.lists(st.sampled_from(["202", "2*", "381", "25*"]), max_size=3, unique=True)
CENTRES_HELD = st.lists(st.sampled_from(["1*", "1100", "2000", "*"]), max_size=3, unique=True)
AREAS = st.lists(st.tuples(CODES_HELD, CENTRES_HELD), max_size=4)


@tried(80)
@given(ROWS, AREAS, st.sampled_from(["0", "1"]))
def test_the_second_part_sums_to_the_first_whatever_the_areas(
    rows: list[tuple[str, str, str, int]], areas: list[tuple[list[str], list[str]]], kontoklasse: str
) -> None:
    frames = [
        sums_of([(art, funksjon, amount)], kontoklasse=kontoklasse, ansvar=ansvar, side="expense")
        for art, funksjon, ansvar, amount in rows
    ]
    sums = pd.concat([sums_of([]), *frames], ignore_index=True)
    held = [area(f"a{i}", f"Område {i}", tuple(codes), tuple(c)) for i, (codes, c) in enumerate(areas)]
    key = FormKey.DRIFT if kontoklasse == "1" else FormKey.INVESTERING
    answer = shown(key, sums, areas=held)
    filled = fill(FORMS.forms[key], posted(sums, kontoklasse), CODES, 2027)
    for rule in filled.rules.of(2027):
        if rule.split:
            parts = [part.amount_ore for part in answer.second_part if part.line == rule.key]
            assert sum(parts) == answer.amount(rule.key)
    assert next(check for check in answer.checks if check.code == "BEVILGNING_LIK").ok


def test_an_ansvar_says_more_than_a_function() -> None:
    rows = [sums_of([("010", "202", 5)], ansvar="1100"), sums_of([("010", "202", 7)], ansvar="9000")]
    areas = [area("skole", "Skole", ("2*",)), area("stab", "Stab", (), ("11*",))]
    answer = shown(FormKey.DRIFT, pd.concat(rows, ignore_index=True), areas=areas)
    assert {part.area: part.amount_ore for part in answer.second_part} == {"skole": 7, "stab": 5}
