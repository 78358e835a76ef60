"""The four-year clock, the fiscal margin, and a proposal as a dot."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from fractions import Fraction

import pytest

from planhjul.choices.assumptions import localise
from planhjul.choices.bindings import CommitmentKind
from planhjul.choices.measures import PartKind
from planhjul.choices.results import Verdict
from planhjul.choices.room.margin import MarginBase, fiscal_margin
from planhjul.choices.room.placement import measure_take, placed
from planhjul.choices.room.profile import EVEN, ProfileError, profile
from planhjul.choices.room.term import lent, term, term_room
from planhjul.choices.room.year import YearRoom, curve, room
from planhjul.language import Language
from tests.choices.storvik import ASSUMPTIONS, commitment, measure, part, ready
from tests.ledger.frames import MILLION

SAY = Language("nb").say
YEAR = ready()
TERM: Mapping[int, YearRoom] = {year: lent(YEAR, year, {}) for year in range(2024, 2028)}


def test_the_term_on_the_first_budgets_day_is_100() -> None:
    first = term_room(2024, date(2023, 11, 1), TERM)
    assert first.index == 100.0
    assert first.default_ore / MILLION == pytest.approx(256.0958, abs=0.00006)
    later = term_room(2024, date(2024, 6, 16), TERM)
    assert later.default_ore / MILLION == pytest.approx(206.0354, abs=0.00006)
    assert later.low_ore < later.default_ore < later.high_ore
    assert term_room(2024, date(2024, 6, 16), {}).index == 0.0


def test_the_clock_falls_from_the_first_budget_to_nothing() -> None:
    clock = term(2024, date(2026, 6, 16), TERM, {2026: 2025, 2027: 2025})
    assert (clock.first_year, clock.years) == (2024, (2024, 2025, 2026, 2027))
    assert (clock.points[0].on, clock.points[-1].on) == (date(2023, 11, 1), date(2028, 1, 1))
    assert len(clock.points) == 51
    for one, band in (("low", "low_ore"), ("default", "default_ore"), ("high", "high_ore")):
        amounts = [getattr(point, band) for point in clock.points]
        assert amounts == sorted(amounts, reverse=True), one
        assert amounts[-1] == 0
    assert all(point.low_ore <= point.default_ore <= point.high_ore for point in clock.points)
    assert clock.points[0].index == 100.0
    assert clock.now.default_ore / MILLION == pytest.approx(7.4333 + 35.1021, abs=0.00006)
    said = {entry.key: SAY(entry.value) for entry in clock.assumptions}
    borrowed = {key: value for key, value in said.items() if key.startswith("budsjett.")}
    assert borrowed == {"budsjett.2026": "som 2025", "budsjett.2027": "som 2025"}
    assert len({entry.key for entry in clock.assumptions}) == len(clock.assumptions)


def test_a_borrowed_year_has_its_own_commitments() -> None:
    ending = commitment("A", 5 * MILLION, ends=date(2027, 12, 31))
    with_it = ready(commitments=(ending, commitment("B", 1, funksjon="231")))
    assert lent(with_it, 2028, {}).lines[7].slices == ()
    clock = term(2027, date(2026, 6, 16), {2027: with_it, 2028: lent(with_it, 2028, {})}, {2028: 2027})
    assert [SAY(problem).split(" peker")[0] for problem in clock.problems] == ["«Avtale B»"] * 2


def test_the_fiscal_margin() -> None:
    base = MarginBase(690 * MILLION, 45 * MILLION, 930 * MILLION, 60 * MILLION)
    margin = fiscal_margin(2027, base, YEAR.lines, ASSUMPTIONS)
    assert margin.default_ore == round(80.475 * MILLION)
    # Level 1 bound 100 %, level 2 90 %, level 3 40 %, and the other way .90, .65, 0.
    assert margin.low_ore == round((690 - 594 - 45 - 16.275) * MILLION)
    assert margin.high_ore == round((690 - 492 - 45 - 16.275) * MILLION)
    assert (margin.fund_ore, margin.one_off_ore) == (60 * MILLION, round(13.5 * MILLION))
    assert margin.fund_explanation is not None
    assert margin.explanation.estimate
    said = [SAY(given.value).replace("\xa0", " ") for given in margin.explanation.inputs]
    assert said == [
        "690 000 000 kr",
        "548 250 000 kr",
        "45 000 000 kr",
        "1,75 % av driftsinntektene",
        "930 000 000 kr",
    ]
    assert {"mal_ndr", "grense_fond", "nivaa_1.bundet"} <= {entry.key for entry in margin.assumptions}


def test_a_fund_below_the_minimum_gives_nothing_and_an_unknown_fund_is_unknown() -> None:
    low = MarginBase(690 * MILLION, 45 * MILLION, 930 * MILLION, 20 * MILLION)
    assert fiscal_margin(2027, low, YEAR.lines, ASSUMPTIONS).one_off_ore == 0
    unknown = fiscal_margin(2027, MarginBase(1, 0, 1, None), (), ASSUMPTIONS)
    assert (unknown.fund_ore, unknown.one_off_ore, unknown.fund_explanation) == (None, None, None)


@pytest.mark.parametrize(
    ("amount", "on", "own", "total", "words"),
    [
        # Culture on 1 November: low 9, default 12, high 15.
        (8, date(2026, 11, 1), Verdict.INSIDE, Verdict.INSIDE, "Innenfor: 01.11.2026 kan minst"),
        (-13, date(2026, 11, 1), Verdict.UNCERTAIN, Verdict.INSIDE, "Usikkert: 01.11.2026 kan mellom"),
        (15.5, date(2026, 11, 1), Verdict.OUTSIDE, Verdict.UNCERTAIN, "fram til 01.08.2025."),
        (300, date(2026, 11, 1), Verdict.OUTSIDE, Verdict.OUTSIDE, "aldri vært rom"),
    ],
)
def test_a_proposal_is_a_dot_inside_or_outside(
    amount: float, on: date, own: Verdict, total: Verdict, words: str
) -> None:
    dot = placed(YEAR, round(amount * MILLION), on, funksjon="380")
    assert dot.own is not None
    assert (dot.own.line, dot.own.verdict, dot.total.verdict) == ("380", own, total)
    assert words in SAY(dot.words)
    assert dot.amount_ore == abs(round(amount * MILLION))


def test_the_last_day_that_fits_lies_on_the_curve() -> None:
    dot = placed(YEAR, 25 * MILLION, date(2027, 6, 1))
    assert dot.own is None
    assert dot.total.verdict is Verdict.OUTSIDE
    last = dot.total.fits_until
    points = {point.on: point.default_ore for point in curve(YEAR)}
    assert last is not None
    assert points[last] >= 25 * MILLION
    assert all(amount < 25 * MILLION for day, amount in points.items() if day > last)


def test_a_proposal_can_fit_later_when_custom_opens_again() -> None:
    closed, _ = localise(ASSUMPTIONS, {"aapenhet.rammesak": ("0 %", "Reglement")})
    dot = placed(ready(assumptions=closed), 10 * MILLION, date(2026, 6, 1))
    assert dot.total.verdict is Verdict.OUTSIDE
    assert dot.total.fits_until is not None
    assert dot.total.fits_until > dot.on
    assert "var rom" not in SAY(dot.words)


def test_an_area_goes_before_a_function_and_an_unknown_function_is_left_out() -> None:
    assert placed(YEAR, 1, date(2026, 1, 1), funksjon="380", area="202").own.line == "202"  # type: ignore[union-attr]
    assert placed(YEAR, 1, date(2026, 1, 1), funksjon="691").own is None
    assert (YEAR.area_of("332"), YEAR.area_of("")) == ("332", "")


def test_what_a_measure_moves() -> None:
    saving = measure(
        part(PartKind.LONN, -600, funksjon="120", start_month=7),
        part(PartKind.KJOP, -100, funksjon="202"),
        part(PartKind.GEBYR, -50, funksjon="120"),
        part(PartKind.KJOP, 40, funksjon="380"),
    )
    assert measure_take(saving, 2027) == (400, "120")
    assert measure_take(saving, 2028) == (700, "120")
    assert measure_take(measure(part(PartKind.NETTO, 30, funksjon="202")), 2027) == (30, "")
    once = measure(part(PartKind.KJOP, {2027: -90}, start_month=7, one_off=True))
    assert measure_take(once, 2027) == (90, "202")
    assert measure_take(once, 2040) == (0, "")


def test_a_profile_is_straight_between_month_ends() -> None:
    own = profile("8,1; 16,9; 25,1; 33,3; 42,1; 45,8; 54,9; 63,9; 72,3; 80,9; 89,4 %; 100")
    assert [float(own.at(month)) for month in map(Fraction, ("-1", "0", "1", "1.5", "6", "12", "13"))] == [
        0,
        0,
        0.081,
        0.125,
        0.458,
        1,
        1,
    ]
    assert EVEN.at(Fraction("4.5")) == Fraction("0.375")


@pytest.mark.parametrize(
    "written",
    ["", "8; 16", "1;2;3;4;5;6;7;8;9;10;11;99", "1;2;3;4;5;6;7;8;9;10;9;100", "a;2;3;4;5;6;7;8;9;10;11;100"],
)
def test_what_is_no_profile(written: str) -> None:
    with pytest.raises(ProfileError):
        profile(written)


def test_a_profile_of_its_own_moves_the_room_within_the_year() -> None:
    written = "8,1; 16,9; 25,1; 33,3; 42,1; 45,8; 54,9; 63,9; 72,3; 80,9; 89,4; 100"
    local, problems = localise(ASSUMPTIONS, {"forbruksprofil": (written, "Regnskap 2025")})
    assert problems == ()
    own = ready(assumptions=local)
    # Half the year gone, lead one month: 1 − .549 of the short part, where even spending leaves 5/12.
    assert own.band(date(2027, 7, 1), "380")[1] == round(12 * MILLION * 0.451)
    assert YEAR.band(date(2027, 7, 1), "380")[1] == round(12 * MILLION * 5 / 12)
    (shown,) = [entry for entry in room(own, date(2026, 6, 16)).assumptions if entry.key == "forbruksprofil"]
    assert (SAY(shown.value), shown.mark.value) == (written.replace(" %", ""), "lokal")


@pytest.mark.parametrize(
    ("key", "value", "words"),
    [
        ("forbruksprofil", "jevnt", "tolv tall"),
        ("aapenhet.sommer", "50 %", "ingen fase"),
        ("aapenhet.vedtak", "mye", "andel"),
    ],
)
def test_settings_that_cannot_be_used_are_said(key: str, value: str, words: str) -> None:
    local, problems = localise(ASSUMPTIONS, {key: (value, "Sak 1/26")})
    assert words in SAY(problems[0])
    assert (local.openness, local.profile) == ({}, EVEN)


def test_pensions_and_loans_say_how_they_end() -> None:
    year = ready(
        commitments=tuple(
            commitment(kind.value, MILLION, kind=kind)
            for kind in (CommitmentKind.PENSJON, CommitmentKind.VEDTAK, CommitmentKind.LOV)
        )
    )
    said = {lock.kind: SAY(lock.unlocked_when) for lock in room(year, date(2026, 6, 16)).locks}
    assert said == {
        "pensjon": "Når avtalen eller lånet er gjort opp eller endret.",
        "vedtak": "Når kommunestyret omgjør vedtaket.",
        "lov": "Når reglene endres.",
    }
