from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planhjul.plans import PlanType
from planhjul.wheel.meetings import Organ
from planhjul.wheel.results import Process, Status
from planhjul.wheel.rules import Event
from planhjul.wheel.timeline import Actual, build_term, build_wheel
from tests.fuzz import tried
from tests.wheel.examples import (
    FSK,
    KST,
    LAW,
    MEETINGS,
    SAY,
    TODAY,
    find,
    keys,
    meeting,
    plan,
    wheel,
    without,
)


def test_three_cycles_turn_in_one_year() -> None:
    found = wheel()
    years = {
        key: find(found, key).budget_year for key in ("kl14-3-vedtak", "kl14-3-regnskap", "kl14-5-rapport")
    }
    assert years == {"kl14-3-vedtak": 2027, "kl14-3-regnskap": 2025, "kl14-5-rapport": 2026}


def test_a_rule_stands_on_the_municipalitys_own_meeting() -> None:
    adoption = find(wheel(), "kl14-3-vedtak")
    assert (adoption.written, adoption.lands) == (date(2026, 12, 31), date(2026, 12, 31))
    assert adoption.planned == adoption.day == date(2026, 12, 10)
    assert adoption.status is Status.PLANNED
    assert adoption.legal is not None
    assert adoption.legal.section == "§ 14-3 første ledd"


def test_milestones_come_by_day_with_the_undated_last() -> None:
    milestones = wheel().milestones
    days = [m.day or date.max for m in milestones]
    assert days == sorted(days)
    assert milestones[-1].day is None


def test_custom_gives_way_to_the_law_on_the_same_meeting_and_stands_in_for_it_otherwise() -> None:
    assert "sedvane-vedtak" not in keys(wheel())
    without_plan = wheel(meetings=[])
    assert find(without_plan, "sedvane-vedtak").day == date(2026, 12, 15)
    assert find(without_plan, "kl14-3-vedtak").day == date(2026, 12, 31)


def test_a_deadline_after_the_new_year_is_in_the_year_it_lands() -> None:
    sent = find(wheel(2026), "brf5-16-budsjett")
    assert (sent.lands, sent.budget_year) == (date(2026, 1, 9), 2026)
    assert "10.12.2025" in SAY(sent.because)
    waiting = find(wheel(2027), "brf5-16-budsjett")
    assert (waiting.day, waiting.status, waiting.waiting_for) == (None, Status.WAITING, "VEDTAK_BUD")


def test_two_answers_of_one_rule_in_a_year_have_two_keys() -> None:
    early = meeting(KST, date(2026, 11, 26), "Budsjett")
    meetings = without(MEETINGS, lambda m: m.organ is KST and m.day.year == 2026 and m.day.month > 10, early)
    found = wheel(on=date(2026, 12, 28), meetings=meetings)
    assert find(found, "brf5-16-budsjett").lands == date(2026, 1, 9)
    assert find(found, "brf5-16-budsjett-2027").lands == date(2026, 12, 26)


def test_last_years_decision_does_not_take_the_place_of_this_years() -> None:
    last_year = meeting(KST, date(2025, 12, 11), "Budsjett")
    meetings = without(MEETINGS, lambda m: m.day == date(2025, 12, 10), last_year)
    found = wheel(meetings=meetings)
    assert find(found, "kl27-1").status is Status.WAITING
    assert find(found, "kl27-1-2026").lands == date(2026, 1, 2)


def test_legality_control_waits_until_the_budget_is_decided() -> None:
    assert find(wheel(), "kl27-1").status is Status.WAITING
    decided = find(wheel(on=date(2026, 12, 11)), "kl27-1")
    assert (decided.lands, decided.status) == (date(2026, 12, 31), Status.PLANNED)


def test_the_day_one_looks_decides_how_it_stands() -> None:
    council = date(2026, 6, 16)
    assert find(wheel(on=council), "kl14-3-regnskap").status is Status.PLANNED
    assert find(wheel(on=date(2026, 6, 17)), "kl14-3-regnskap").status is Status.HELD


def test_a_deadline_nobody_records_says_so_when_it_has_passed() -> None:
    passed = find(wheel(), "kl14-6")
    assert passed.status is Status.HELD
    assert SAY(passed.because).endswith("når det ble gjort, er ikke registrert.")
    assert find(wheel(on=date(2026, 2, 22)), "kl14-6").status is Status.PLANNED


def test_accounts_after_the_half_year_are_late_until_they_are_decided() -> None:
    autumn = meeting(KST, date(2026, 9, 17), "Årsregnskap")
    meetings = without(MEETINGS, lambda m: m.day == date(2026, 6, 16) or m.day == autumn.day, autumn)
    assert find(wheel(on=date(2026, 7, 1), meetings=meetings), "kl14-3-regnskap").status is Status.LATE
    assert find(wheel(on=date(2026, 9, 18), meetings=meetings), "kl14-3-regnskap").status is Status.HELD


def test_a_cancelled_meeting_is_late_by_law_and_waits_by_custom() -> None:
    cancelled = meeting(KST, date(2026, 6, 16), "Rammesak og regnskap", held=False)
    meetings = without(MEETINGS, lambda m: m.day == cancelled.day, cancelled)
    found = wheel(on=date(2026, 7, 1), meetings=meetings)
    assert find(found, "kl14-3-regnskap").status is Status.LATE
    frames = find(found, "sedvane-rammesak")
    assert (frames.status, frames.waiting_for) == (Status.WAITING, "KST_RAMMESAK")
    assert "mote-kommunestyre-2026-06-16" not in keys(found)


def test_without_a_meeting_plan_nothing_is_called_late() -> None:
    found = wheel(on=date(2027, 2, 1), meetings=[])
    assert {m.status for m in found.milestones} == {Status.HELD, Status.WAITING}
    adoption = find(found, "kl14-3-vedtak")
    assert adoption.waiting_for == "KST_BUD"
    assert "møteplanen viser ikke kommunestyrets budsjettmøte" in SAY(adoption.because)
    assert find(found, "kl14-5-rapport").waiting_for == "MOTEPLAN"


def test_a_customary_day_that_has_passed_waits_for_a_later_meeting() -> None:
    later = meeting(KST, date(2026, 6, 25), "Rammesak")
    meetings = without(MEETINGS, lambda m: m.day == date(2026, 6, 16), later)
    assert find(wheel(on=date(2026, 6, 20), meetings=meetings), "sedvane-rammesak").status is Status.PLANNED


@pytest.mark.parametrize(
    ("on", "dropped", "status"),
    [
        (date(2026, 10, 15), None, Status.PLANNED),
        (date(2026, 10, 16), None, Status.HELD),
        (date(2026, 12, 31), date(2026, 10, 15), Status.PLANNED),
        (date(2027, 1, 1), date(2026, 10, 15), Status.LATE),
    ],
)
def test_two_reports_a_year_are_counted(on: date, dropped: date | None, status: Status) -> None:
    meetings = without(MEETINGS, lambda m: m.day == dropped)
    assert find(wheel(on=on, meetings=meetings), "kl14-5-rapport").status is status


def test_an_actual_day_beats_the_meeting_plan() -> None:
    actual = Actual("kl14-3-vedtak", 2026, date(2026, 12, 17))
    unmet = Actual("kl14-6", 2026, date(2026, 2, 20))
    found = build_wheel(2026, date(2026, 12, 18), LAW.rules, MEETINGS, actuals=[actual, unmet])
    adoption = find(found, "kl14-3-vedtak")
    assert (adoption.planned, adoption.status) == (date(2026, 12, 17), Status.HELD)
    assert find(found, "kl14-3-pub").lands == date(2026, 12, 3)
    accounts = find(found, "kl14-6")
    assert (accounts.planned, accounts.status) == (date(2026, 2, 20), Status.HELD)
    assert "ikke registrert" not in SAY(accounts.because)


def test_an_actual_day_is_not_known_before_it_has_come() -> None:
    actual = Actual("kl14-3-vedtak", 2026, date(2026, 12, 17))
    found = build_wheel(2026, TODAY, LAW.rules, MEETINGS, actuals=[actual])
    assert find(found, "kl14-3-vedtak").planned == date(2026, 12, 10)


def test_every_meeting_is_a_milestone_with_its_own_key() -> None:
    day = date(2026, 11, 11)
    meetings = [
        meeting(Organ.ANNET, day, name="Utvalg for oppvekst og læring"),
        meeting(Organ.ANNET, day, "Budsjett", name="Utvalg for oppvekst og læring"),
        meeting(Organ.ANNET, day, name="«?»"),
        meeting(KST, day, held=True),
    ]
    found = [m for m in wheel(meetings=meetings).milestones if m.process is Process.MOTE]
    assert [(m.key, SAY(m.title), m.status) for m in found] == [
        ("mote-annet-2026-11-11", "«?»", Status.HELD),
        ("mote-kommunestyre-2026-11-11", "Kommunestyre", Status.HELD),
        ("mote-utvalg-for-oppvekst-og-laering-2026-11-11", "Utvalg for oppvekst og læring", Status.HELD),
        (
            "mote-utvalg-for-oppvekst-og-laering-2026-11-11-2",
            "Utvalg for oppvekst og læring: Budsjett",
            Status.HELD,
        ),
    ]


def test_plans_stand_on_their_own_days() -> None:
    plans = [
        plan("arealdel", PlanType.AREALDEL, date(2022, 9, 12), date(2026, 6, 15)),
        plan("samfunnsdel", PlanType.SAMFUNNSDEL, date(2026, 12, 10), date(2030, 6, 15)),
        plan("uten-dager", PlanType.TEMAPLAN),
    ]
    found = wheel(plans=plans)
    assert [k for k in keys(found) if k.startswith("plan-")] == [
        "plan-arealdel-revisjon",
        "plan-samfunnsdel-vedtatt",
    ]
    assert find(found, "plan-arealdel-revisjon").status is Status.LATE
    assert find(found, "plan-samfunnsdel-vedtatt").status is Status.PLANNED


@pytest.mark.parametrize(
    ("newer", "status"),
    [
        (plan("ny", PlanType.AREALDEL, date(2026, 5, 7)), Status.HELD),
        (plan("ny", PlanType.AREALDEL, date(2026, 12, 10)), Status.LATE),
        (plan("ny", PlanType.AREALDEL), Status.LATE),
        (plan("ny", PlanType.SAMFUNNSDEL, date(2026, 5, 7)), Status.LATE),
    ],
)
def test_a_revision_is_done_when_a_newer_plan_of_its_kind_stands(newer: object, status: Status) -> None:
    old = plan("arealdel", PlanType.AREALDEL, date(2022, 9, 12), date(2026, 6, 15))
    found = wheel(plans=[old, newer])  # type: ignore[list-item]
    assert find(found, "plan-arealdel-revisjon").status is status
    ahead = plan("temaplan", PlanType.TEMAPLAN, None, date(2026, 12, 1))
    assert find(wheel(plans=[ahead]), "plan-temaplan-revisjon").status is Status.PLANNED


def test_the_terms_rules_are_in_the_year_they_land() -> None:
    settings_ = {"konstituering.2023": "24.10.2023"}
    assert find(wheel(2023, settings=settings_), "kl7-1-varsel").lands == date(2023, 10, 10)
    assert find(wheel(2024, settings=settings_), "pbl10-1").lands == date(2024, 10, 24)
    assert "pbl10-1" not in keys(wheel(2025, settings=settings_))
    assert find(wheel(2028), "pbl10-1").waiting_for == "KONSTITUERING"
    assert "pbl10-1" not in keys(wheel(2029))


def test_a_planning_strategy_that_is_adopted_is_held_even_without_a_constituting_meeting() -> None:
    adopted = plan("planstrategi", PlanType.PLANSTRATEGI, date(2024, 8, 29))
    found = find(wheel(2024, plans=[adopted]), "pbl10-1")
    assert (found.status, found.planned, found.waiting_for) == (Status.HELD, date(2024, 8, 29), None)


def test_a_rule_that_is_not_in_force_is_not_in_the_wheel() -> None:
    assert not [key for key in keys(wheel(2015)) if key.startswith("kl")]


def test_the_term_runs_from_one_election_to_the_next() -> None:
    found = build_term(
        2026,
        TODAY,
        LAW.rules,
        MEETINGS,
        [plan("arealdel", PlanType.AREALDEL, date(2022, 9, 12))],
        {"konstituering.2023": "24.10.2023"},
    )
    assert found.year == 2023
    assert [key for key in keys(found) if key.startswith("kl14-3")] == [
        f"kl14-3-{what}-{year}"
        for year, what in (
            (2023, "vedtak"),
            (2024, "regnskap"),
            (2024, "vedtak"),
            (2025, "regnskap"),
            (2025, "vedtak"),
            (2026, "regnskap"),
            (2026, "vedtak"),
            (2027, "regnskap"),
        )
    ]
    assert {"kl7-1-mote", "pbl10-1", "kl5-14"} <= set(keys(found))
    assert "plan-arealdel-vedtatt" not in keys(found)
    assert find(found, "kl7-1-mote").status is Status.HELD


@tried(25)
@given(
    st.dates(date(2025, 1, 1), date(2027, 12, 31)),
    st.lists(
        st.tuples(st.sampled_from([KST, FSK]), st.dates(date(2026, 1, 1), date(2026, 12, 31)),
                  st.sampled_from(["", "Budsjett", "Regnskap", "Rammesak", "1. tertial"]),
                  st.sampled_from([None, True, False])),
        max_size=12,
    ),
)  # fmt: skip
def test_any_meeting_plan_gives_a_sound_wheel(
    on: date, drawn: list[tuple[Organ, date, str, bool | None]]
) -> None:
    found = wheel(on=on, meetings=[meeting(*one) for one in drawn])
    assert len(set(keys(found))) == len(found.milestones)
    for milestone in found.milestones:
        assert (milestone.waiting_for is not None) == (milestone.status is Status.WAITING)
        assert milestone.waiting_for in (None, "MOTEPLAN", *Event)
        assert "{" not in SAY(milestone.because)
        if milestone.process is Process.MOTE:
            assert milestone.day is not None
            assert (milestone.status is Status.PLANNED) == (milestone.day >= on) or milestone.day == on
