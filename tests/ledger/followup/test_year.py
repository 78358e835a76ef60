"""Accounts against budget: every way of adding up agrees, and the words say which way it goes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from planhjul.language import language
from planhjul.ledger.followup.cells import Places
from planhjul.ledger.followup.detail import details
from planhjul.ledger.followup.results import COMMON, NO_AREA, Followup, FollowupRow, Profile, Standing
from planhjul.ledger.followup.words import DISPOSITIONS, deviation_words, followup_sentence
from planhjul.ledger.followup.year import Books, Money, followup
from planhjul.ledger.forms.lines import FormKey, Side
from planhjul.ledger.forms.overviews import overview
from planhjul.ledger.lines import SUM_COLUMNS
from planhjul.ledger.versions import VersionKind
from planhjul.reference.codes import load_codes
from planhjul.reference.forms import load_forms
from tests.fuzz import tried
from tests.ledger.followup.frames import AREAS, MILLION, Row, accounts_of, budget_of, month_sums

CODES, FORMS = load_codes(), load_forms()
SAY = language().say
ORIGINAL = Standing(VersionKind.OPPRINNELIG_BUDSJETT, date(2025, 12, 11))
REVISED = Standing(VersionKind.REVIDERT_BUDSJETT, date(2026, 6, 16))
BOOKED = Standing(VersionKind.REGNSKAP, date(2026, 11, 1))


def follow(
    accounts: pd.DataFrame,
    budget: pd.DataFrame,
    last_year: pd.DataFrame | None = None,
    *,
    original: pd.DataFrame | None = None,
    areas: Sequence[Any] = AREAS,
    over: bool = False,
    month: int | None = None,
    profile: Profile | None = None,
) -> Followup:
    first = Money(original, ORIGINAL) if original is not None else None
    books = Books(Money(accounts, BOOKED), first, Money(budget, REVISED), last_year)
    return followup(books, FORMS, CODES, areas, year=2026, over=over, month=month, profile=profile)


def ledger(rows: Sequence[FollowupRow], name: str) -> int:
    return sum(row.sign * getattr(row, name) for row in rows)


ARTS = st.sampled_from(
    ["010", "090", "200", "590", "500", "540", "600", "700", "800", "870", "990", "980", "123"]
)
FUNCTIONS = st.sampled_from(["202", "222", "253", "120", "800", "840", "860", "880", ""])
UNITS = st.sampled_from(["", "2100", "3100"])
LINES: st.SearchStrategy[list[Row]] = st.lists(
    st.tuples(ARTS, FUNCTIONS, UNITS, st.integers(0, 12), st.integers(-(10**11), 10**11)), max_size=25
)


@tried(60)
@given(LINES, LINES, LINES, st.integers(1, 12), st.sampled_from([None, *Profile]))
def test_areas_groups_and_total_are_the_same_money(
    accounts: list[Row], budget: list[Row], before: list[Row], month: int, profile: Profile | None
) -> None:
    answer = follow(
        month_sums(accounts), month_sums(budget), month_sums(before),
        original=month_sums(before), month=month, profile=profile,
    )  # fmt: skip
    for name in ("original_ore", "revised_ore", "to_date_ore", "accounts_ore"):
        total = ledger([answer.total], name)
        assert ledger(answer.areas, name) == total
        assert ledger(answer.groups, name) == total
        for area in answer.areas:
            assert ledger(answer.by_area[area.key], name) == ledger([area], name)
    assert ledger([answer.total], "revised_ore") == sum(amount for *_, amount in budget)
    if answer.month == answer.through:
        assert ledger([answer.total], "accounts_ore") == sum(amount for *_, amount in accounts)
    for row in (*answer.areas, *answer.groups, answer.services, answer.total):
        if row.forecast is not None:
            assert row.forecast.low_ore <= row.forecast.default_ore <= row.forecast.high_ore
    forecasts = [row.forecast for row in (*answer.areas, answer.total)]
    if all(forecasts):
        defaults = [row.sign * row.forecast.default_ore for row in answer.areas if row.forecast]
        assert answer.total.forecast is not None
        assert sum(defaults) == answer.total.forecast.default_ore
    services = [area.key for area in answer.areas if area.key != COMMON]
    assert sum(one.budget_ore for one in answer.months) == answer.services.revised_ore
    for place, one in enumerate(answer.months):
        assert one.budget_ore == sum(answer.series[key][place].budget_ore for key in services)


def test_october_of_a_municipality_that_overspends_on_schools() -> None:
    answer = follow(
        accounts_of(through=10), budget_of(), accounts_of(over=0), original=budget_of(per_cent=90)
    )
    assert (answer.month, answer.through, answer.complete, answer.year_end) == (10, 10, False, False)
    assert [row.key for row in answer.areas] == ["skole", "omsorg", NO_AREA, COMMON]
    school = answer.area("skole")
    assert school is not None
    assert (school.original_ore, school.revised_ore) == (round(97.2 * MILLION), 108 * MILLION)
    assert (school.to_date_ore, school.accounts_ore) == (90 * MILLION, 95 * MILLION)
    assert (school.deviation_ore, school.change_ore) == (-5 * MILLION, round(10.8 * MILLION))
    assert school.deviation_share == pytest.approx(-5 / 90)
    assert SAY(deviation_words(school)) == "Merforbruk"
    assert school.forecast is not None
    assert (school.forecast.low_ore, school.forecast.default_ore) == (108 * MILLION, 113 * MILLION)
    assert school.forecast.high_ore == 114 * MILLION
    assert SAY(followup_sentence(answer)).replace("\N{NO-BREAK SPACE}", " ") == (
        "Til og med oktober 2026 har tjenesteområdene brukt 165,0 mill. kr, 5,0 mill. kr mer enn "
        "budsjettert. Mest over budsjettet er Grunnskole, med 5,0 mill. kr."
    )
    assert [one.accounts_ore for one in answer.months[9:]] == [165 * MILLION // 10, None, None]
    assert any("går til og med {month}" in note.source for note in answer.notes)


def test_the_areas_are_those_of_the_second_part_of_5_4() -> None:
    answer = follow(accounts_of(), budget_of())
    sums = budget_of().drop(columns="month").assign(change_group="")[list(SUM_COLUMNS)]
    drift = overview(
        FormKey.DRIFT, sums, FORMS, CODES, AREAS,
        year=2026, kind=VersionKind.REVIDERT_BUDSJETT, stood_from=date(2026, 6, 16),
    )  # fmt: skip
    theirs = {part.area: part.amount_ore for part in drift.second_part}
    assert {row.key: row.revised_ore for row in answer.areas if row.key != COMMON} == theirs
    assert answer.services.revised_ore == drift.amount("bevilgninger")


def test_the_groups_are_the_lines_of_5_6_in_their_order() -> None:
    answer = follow(accounts_of(), budget_of())
    assert [(row.key, row.side) for row in answer.groups] == [
        ("rammetilskudd", Side.INCOME),
        ("inntekts_og_formuesskatt", Side.INCOME),
        ("brukerbetalinger", Side.INCOME),
        ("lonn", Side.EXPENSE),
        ("kjop", Side.EXPENSE),
        ("avskrivninger", Side.EXPENSE),
        ("netto_finansutgifter", Side.EXPENSE),
        ("motpost_avskrivninger", Side.INCOME),
        ("sum_disponeringer", Side.EXPENSE),
    ]
    assert answer.total.revised_ore == 0
    assert answer.total.deviation_share is None


def test_a_closed_year_is_the_arsberetnings() -> None:
    answer = follow(accounts_of(over=0), budget_of(), over=True, original=budget_of())
    assert answer.year_end
    assert answer.services.forecast is None
    assert SAY(followup_sentence(answer)).endswith(
        "det samme som budsjettert. Ingen områder er over budsjettet."
    )
    assert SAY(deviation_words(answer.services)) == "Som budsjettert"
    assert answer.notes == ()


def test_income_that_is_missing_and_money_that_is_left() -> None:
    rows = [("600", "202", "", 1, -5), ("010", "202", "", 1, 40)]
    answer = follow(
        month_sums(rows), month_sums([("600", "202", "", 1, -9), ("010", "202", "", 1, 60)]), over=True
    )
    words = {row.key: SAY(deviation_words(row)) for row in answer.groups}
    assert words == {"brukerbetalinger": "Mindreinntekt", "lonn": "Mindreforbruk"}
    assert "mindre enn budsjettert" in SAY(followup_sentence(answer))


def test_what_is_set_aside_is_no_overspending() -> None:
    def said(accounts: int) -> str:
        answer = follow(
            month_sums([("550", "880", "", 1, accounts)]), month_sums([("550", "880", "", 1, 60)])
        )
        [row] = answer.groups
        assert row.key == DISPOSITIONS
        return SAY(deviation_words(row))

    assert (said(70), said(50), said(60)) == ("Mer avsatt", "Mindre avsatt", "Som budsjettert")


class TestProfile:
    def test_last_year_is_used_when_nobody_chooses(self) -> None:
        answer = follow(accounts_of(through=3), budget_of(), accounts_of())
        assert answer.profile is Profile.LAST_YEAR
        assert "slik regnskapet for {last} fordelte seg" in answer.assumptions[0].source

    def test_last_year_that_is_missing_or_unfinished_gives_even(self) -> None:
        for before in (None, accounts_of(through=9)):
            answer = follow(accounts_of(through=3), budget_of(), before, profile=Profile.LAST_YEAR)
            assert answer.profile is Profile.EVEN
            assert "fjorårets fordeling kan ikke brukes" in answer.assumptions[1].source

    def test_even_is_even_and_says_nothing_of_last_year(self) -> None:
        answer = follow(accounts_of(through=3), budget_of(), accounts_of(), profile=Profile.EVEN)
        assert not any("{last}" in one.source for one in answer.assumptions)

    def test_cells_without_a_pattern_are_counted(self) -> None:
        before = accounts_of()
        answer = follow(accounts_of(through=3), budget_of(), before[before["funksjon"] != "253"])
        said = next(SAY(one) for one in answer.assumptions if "{count}" in one.source)
        assert said.startswith("1 av 10 poster er fordelt jevnt")

    def test_a_seasonal_income_is_no_deviation_by_last_years_profile(self) -> None:
        late = month_sums([("600", "202", "", 12, -12)])
        so_far = month_sums([("010", "202", "", 6, 5)])
        budget = month_sums([("600", "202", "", 0, -12), ("010", "202", "", 0, 10)])
        by_profile = {
            profile: next(
                row.deviation_ore
                for row in follow(so_far, budget, late, profile=profile).groups
                if row.key == "brukerbetalinger"
            )
            for profile in Profile
        }
        assert by_profile == {Profile.EVEN: -6, Profile.LAST_YEAR: 0}


class TestNotes:
    def said(self, answer: Followup) -> str:
        return " ".join(SAY(note) for note in answer.notes)

    def test_accounts_without_months(self) -> None:
        flat = month_sums([("010", "202", "", 0, 5)])
        finished, unfinished = (follow(flat, budget_of(), over=over) for over in (True, False))
        assert finished.complete
        assert "holdt mot hele årets budsjett" in self.said(finished)
        assert "vi vet ikke hvor langt det går" in self.said(unfinished)
        assert unfinished.services.forecast is None
        assert {one.accounts_ore for one in finished.months} == {None}

    def test_what_has_no_month_is_on_the_last_one(self) -> None:
        rows = [("010", "202", "", 0, 500), ("010", "202", "", 4, 100)]
        answer = follow(month_sums(rows), budget_of())
        assert (answer.through, answer.services.accounts_ore) == (4, 600)
        assert "mangler måned og er lagt på april" in self.said(answer)
        assert follow(month_sums(rows), budget_of(), month=3).services.accounts_ore == 0

    def test_a_month_after_the_accounts_counts_all_there_is(self) -> None:
        answer = follow(accounts_of(through=4), budget_of(), month=9)
        assert answer.month == 4
        assert "ikke regnskap etter april" in self.said(answer)

    def test_december_before_the_year_is_over(self) -> None:
        assert "Året er ikke omme" in self.said(follow(accounts_of(), budget_of()))

    def test_budgets_that_are_missing(self) -> None:
        accounts, budget = Money(accounts_of(), BOOKED), Money(budget_of(), ORIGINAL)
        only_original = followup(
            Books(accounts, budget, None, None), FORMS, CODES, AREAS, year=2026, over=True
        )
        assert only_original.services.change_ore == 0
        assert "ikke revidert" in self.said(only_original)
        only_revised = follow(accounts_of(), budget_of())
        assert only_revised.services.change_ore is None
        assert "Opprinnelig budsjett for 2026 er ikke lest inn" in self.said(only_revised)
        with pytest.raises(ValueError, match="needs a budget"):
            followup(Books(accounts, None, None, None), FORMS, CODES, AREAS, year=2026, over=True)

    def test_a_municipality_without_areas(self) -> None:
        answer = follow(accounts_of(), budget_of(), areas=())
        assert [row.key for row in answer.areas] == [NO_AREA, COMMON]
        assert "ingen budsjettområder" in self.said(answer)

    def test_a_budget_with_months(self) -> None:
        budget = month_sums([("010", "202", "", 1, 50), ("010", "202", "", 2, 70)])
        answer = follow(month_sums([("010", "202", "", 1, 60)]), budget)
        assert answer.services.to_date_ore == 50
        assert any("selv sier hvilken måned" in one.source for one in answer.assumptions)

    def test_a_year_without_any_money(self) -> None:
        empty = month_sums([])
        answer = follow(empty, empty)
        assert (answer.areas, answer.groups, answer.total.accounts_ore) == ((), (), 0)
        assert "0\N{NO-BREAK SPACE}kr, det samme som budsjettert" in SAY(followup_sentence(answer))


class TestDetails:
    def test_a_cells_details_come_to_the_cell(self) -> None:
        answer = follow(accounts_of(through=10), budget_of(), month=6)
        places = Places(FORMS, CODES, AREAS, 2026)
        for area, groups in answer.by_area.items():
            for group in groups:
                found = details(
                    accounts_of(through=10), budget_of(), places, CODES,
                    month=6, through=10, area=area, group=group.key,
                )  # fmt: skip
                assert group.sign * sum(one.budget_ore for one in found) == group.revised_ore
                assert group.sign * sum(one.accounts_ore for one in found) == group.accounts_ore

    def test_an_area_by_ansvar_holds_what_its_function_would_not(self) -> None:
        rows = [("010", "202", "3100", 1, 7), ("010", "202", "2100", 1, 5)]
        found = details(
            month_sums(rows), month_sums([]), Places(FORMS, CODES, AREAS, 2026), CODES,
            month=12, through=12, area="omsorg", group="lonn",
        )  # fmt: skip
        assert [(one.art_title, one.funksjon_title, one.ansvar, one.accounts_ore) for one in found] == [
            ("Fastlønn", "Grunnskole", "3100", 7)
        ]
