from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planhjul.texts import text
from planhjul.wheel.anchors import Event
from planhjul.wheel.results import NotInForce, Occurrence, Waiting
from planhjul.wheel.rules import Rule, evaluate
from tests.wheel.examples import LAW, SAY

CASES: list[dict[str, Any]] = tomllib.loads(
    (Path(__file__).parent / "rules.toml").read_text(encoding="utf-8")
)["case"]
RULES = {rule.key: rule for rule in LAW.rules}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_what_a_rule_says_of_a_year(case: dict[str, Any]) -> None:
    events = {Event(key): day for key, day in case.get("events", {}).items()}
    outcome = evaluate(RULES[case["rule"]], case["year"], events)
    match outcome:
        case Occurrence(written, lands, because, begins):
            assert lands == case["lands"]
            assert begins == case.get("begins")
            assert written == case.get("written", lands)
            assert "{" not in SAY(because)
        case Waiting(event, because):
            assert "lands" not in case
            assert event == case["waits_for"]
            assert SAY(because).startswith("Datoen er klar når vi kjenner")
        case NotInForce(because):
            assert "lands" not in case
            assert "waits_for" not in case
            assert SAY(because) == f"Regelen gjelder ikke for {case['year']}."


def test_a_rule_of_the_catalogue_has_at_least_one_case() -> None:
    assert {rule.key for rule in LAW.rules} == {case["rule"] for case in CASES}


def test_the_reason_names_the_meeting_and_the_budget_year() -> None:
    published = evaluate(RULES["kl14-3-pub"], 2026, {Event.KST_BUD: date(2026, 12, 10)})
    adopted = evaluate(RULES["kl14-3-vedtak"], 2026, {})
    assert "møte 10.12.2026" in SAY(published.because)
    assert "årsbudsjettet for 2027" in SAY(adopted.because)


def test_a_waiting_rule_is_read_as_it_stands_at_the_end_of_the_year() -> None:
    rule = RULES["kl14-3-pub"]
    assert isinstance(evaluate(rule, 2018, {}), NotInForce)
    assert isinstance(evaluate(rule, 2020, {}), Waiting)


def test_the_newest_version_that_fits_answers_and_one_waiting_answer_is_enough() -> None:
    rule = RULES["pbl11-4"]
    assert [version.in_force_to for version in rule.versions] == [date(2019, 10, 31), None]
    assert evaluate(rule, 2019, {}) == Waiting(
        "KST_HANDLINGSDEL",
        text("Datoen er klar når vi kjenner {event}.", event=Event.KST_HANDLINGSDEL.words),
    )


def test_an_instrument_that_closes_comes_before_one_that_opens_and_is_named_once() -> None:
    rule = RULES["kl14-3-vedtak"]
    assert rule.instruments[-1] == "lovlighetskontroll"
    assert len(set(rule.instruments)) == len(rule.instruments)


@given(st.sampled_from(LAW.rules), st.integers(2021, 2040), st.dates(date(2021, 1, 1), date(2040, 12, 31)))
def test_a_rule_gives_the_same_answer_twice_and_never_lands_before_it_is_written(
    rule: Rule, year: int, day: date
) -> None:
    events = dict.fromkeys(Event, day)
    outcome = evaluate(rule, year, events)
    assert outcome == evaluate(rule, year, events)
    assert isinstance(outcome, Occurrence)
    assert 0 <= (outcome.lands - outcome.written).days <= 6


@given(st.dates(date(2021, 1, 1), date(2040, 12, 31)))
def test_publication_is_always_exactly_fourteen_days_before(day: date) -> None:
    outcome = evaluate(RULES["kl14-3-pub"], day.year, {Event.KST_BUD: day})
    assert isinstance(outcome, Occurrence)
    assert (day - outcome.lands).days == 14


@pytest.mark.parametrize(
    ("rule", "year", "events", "says"),
    [
        ("kl14-6", 2026, {}, "Dagen er en søndag, og ingen regel flytter fristen."),
        ("kl24-8", 2028, {}, "Dagen er en lørdag, og ingen regel flytter fristen."),
        ("kl14-3-pub", 2026, {Event.KST_BUD: date(2026, 5, 15)}, "Dagen er en helligdag, og ingen"),
    ],
)
def test_a_day_off_is_said_and_not_moved(rule: str, year: int, events: dict[Event, date], says: str) -> None:
    outcome = evaluate(RULES[rule], year, events)
    assert isinstance(outcome, Occurrence)
    assert outcome.written == outcome.lands
    assert says in SAY(outcome.because)
    assert "ingen regel flytter" not in SAY(evaluate(RULES["kl14-6"], 2027, {}).because)


def test_what_is_not_law_text_says_where_it_is_from() -> None:
    said = {
        key: SAY(evaluate(RULES[key], 2026, {}).because) for key in ("sedvane-rammesak", "vl9-1", "kl26-1")
    }
    assert said["sedvane-rammesak"].endswith("Kilde: nettsider.")
    assert said["vl9-1"].endswith("Kilde: allmenn kunnskap, ikke kontrollert.")
    assert said["kl26-1"].endswith("Dagen er utledet, den står ikke i loven.")
    assert "Kilde" not in SAY(evaluate(RULES["kl14-3-vedtak"], 2026, {}).because)
