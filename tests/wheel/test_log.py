"""What people record by hand, and what it does to the wheel on each day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from planhjul.wheel.log import (
    Added,
    Cancelled,
    Change,
    Done,
    Held,
    Known,
    LogEntry,
    MeetingRef,
    Moved,
    Undone,
    log_findings,
    what,
    who_and_why,
    with_entries,
    with_log,
)
from planhjul.wheel.meetings import Meeting, Organ, organ_key
from planhjul.wheel.results import Process, Status, Wheel
from planhjul.wheel.timeline import Actual, build_wheel
from tests.wheel.examples import FSK, KST, LAW, MEETINGS, SAY, TODAY, find, keys, meeting, messages

RECORDED = date(2026, 11, 1)
AT = datetime(2026, 11, 1, 9, tzinfo=UTC)
COUNCIL = MeetingRef("kommunestyre", "Kommunestyret", date(2026, 12, 10))
COMMITTEE = MeetingRef("formannskap", "Formannskapet", date(2026, 11, 25))


def entry(change: Change, nr: int = 1, on: date = RECORDED, undone: date | None = None) -> LogEntry:
    taken_back = None if undone is None else Undone(undone, AT, "Ordføreren", "Feil ført")
    return LogEntry(nr, change, "Rådhuset", "Salen er opptatt", on, AT, taken_back)


def logged(entries: Sequence[LogEntry], year: int = 2026, on: date = TODAY) -> Wheel:
    def build(meetings: Sequence[Meeting], actuals: Sequence[Actual]) -> Wheel:
        return build_wheel(year, on, LAW.rules, meetings, (), {}, actuals)

    return with_log(build, MEETINGS, (), entries, on, (date(year, 1, 1), date(year, 12, 31)))


def test_without_entries_the_wheel_is_the_meeting_plans() -> None:
    plain = build_wheel(2026, TODAY, LAW.rules, MEETINGS)
    assert logged([]) == plain
    assert logged([entry(Moved(COUNCIL, date(2026, 12, 15)), on=date(2026, 12, 1))]) == plain


def test_a_moved_meeting_moves_what_hangs_on_it_and_says_who_when_and_why() -> None:
    wheel = logged([entry(Moved(COUNCIL, date(2026, 12, 15)))])
    adoption, publication = find(wheel, "kl14-3-vedtak"), find(wheel, "kl14-3-pub")
    assert adoption.planned == date(2026, 12, 15)
    assert publication.lands == date(2026, 12, 1)
    assert "mote-kommunestyre-2026-12-10" not in keys(wheel)
    for milestone in (adoption, publication, find(wheel, "mote-kommunestyre-2026-12-15")):
        assert SAY(milestone.because).endswith(
            "Kommunestyret: Møtet 10.12.2026 er flyttet til 15.12.2026. "
            "Ført av Rådhuset 01.11.2026: Salen er opptatt."
        )
    untouched = find(wheel, "kl14-6")
    assert "Ført av" not in SAY(untouched.because)


def test_only_the_entry_that_changed_a_milestone_is_named_there() -> None:
    wheel = logged(
        [
            entry(Moved(COMMITTEE, date(2026, 11, 24)), 1),
            entry(Done("kl14-6", 2026, date(2026, 2, 20)), 2),
            entry(Held(MeetingRef("kommunestyre", "Kommunestyret", date(2026, 2, 12))), 3),
            entry(Moved(COUNCIL, date(2026, 12, 15)), 4),
        ]
    )
    assert "formannskapet" not in SAY(find(wheel, "kl14-3-vedtak").because).casefold()
    accounts = find(wheel, "kl14-6")
    assert "Regelen kl14-6 er oppfylt 20.02.2026." in SAY(accounts.because)
    assert "flyttet" not in SAY(accounts.because)
    assert "25.11.2026 er flyttet" in SAY(find(wheel, "mote-formannskap-2026-11-24").because)


def test_a_move_that_is_moved_again_is_told_whole() -> None:
    moves = [
        entry(Moved(COMMITTEE, date(2026, 11, 24)), 1),
        entry(Moved(replace(COMMITTEE, day=date(2026, 11, 24)), date(2026, 11, 23)), 2),
    ]
    wheel = logged(moves)
    for key in ("sedvane-innstilling", "mote-formannskap-2026-11-23"):
        said = SAY(find(wheel, key).because)
        assert said.index("til 24.11.2026") < said.index("til 23.11.2026")


def test_a_move_that_breaks_the_law_is_found_by_the_checks() -> None:
    wheel = logged([entry(Moved(COMMITTEE, date(2026, 12, 1)))])
    assert [level for level, _ in messages(wheel, "kl14-3-pub")][:1] == ["error"]


def test_undone_restores_and_each_day_sees_what_stood_then() -> None:
    moved = entry(Moved(COUNCIL, date(2026, 12, 15)), undone=date(2026, 11, 15))
    days = {
        on: find(logged([moved], on=on), "kl14-3-vedtak").planned
        for on in (date(2026, 10, 31), RECORDED, date(2026, 11, 14), date(2026, 11, 15))
    }
    planned, other = date(2026, 12, 10), date(2026, 12, 15)
    assert list(days.values()) == [planned, other, other, planned]


def test_a_cancelled_budget_meeting_is_said_where_it_hurts() -> None:
    wheel = logged([entry(Cancelled(COUNCIL))])
    assert "mote-kommunestyre-2026-12-10" not in keys(wheel)
    assert any(level == "error" for level, _ in messages(wheel, "kl14-3-vedtak"))


def test_held_and_done_close_a_milestone() -> None:
    on = date(2026, 12, 10)
    assert find(logged([], on=on), "kl14-3-vedtak").status is Status.PLANNED
    assert find(logged([entry(Held(COUNCIL))], on=on), "kl14-3-vedtak").status is Status.HELD
    adopted = logged([entry(Done("kl14-3-vedtak", 2026, date(2026, 12, 9)))], on=on)
    assert find(adopted, "kl14-3-vedtak").planned == date(2026, 12, 9)
    assert find(adopted, "kl14-3-vedtak").status is Status.HELD


@pytest.mark.parametrize(
    ("day", "on", "status"),
    [
        (date(2026, 12, 1), TODAY, Status.PLANNED),
        (TODAY, TODAY, Status.PLANNED),
        (date(2026, 11, 20), TODAY, Status.HELD),
    ],
)
def test_an_event_of_ones_own_is_a_milestone(day: date, on: date, status: Status) -> None:
    wheel = logged([entry(Added("Folkemøte", day, Organ.ELDRERAD, Process.PLAN), 7)], on=on)
    own = find(wheel, "egen-7")
    assert (SAY(own.title), own.day, own.organ, own.status) == ("Folkemøte", day, Organ.ELDRERAD, status)
    assert "Ført av Rådhuset 01.11.2026: Salen er opptatt." in SAY(own.because)
    days = [m.day for m in wheel.milestones if m.day is not None]
    assert days == sorted(days)


def test_an_event_of_another_year_is_not_in_the_wheel() -> None:
    own = entry(Added("Folkemøte", date(2027, 1, 5), Organ.ANNET, Process.PLAN))
    assert "egen-1" not in keys(logged([own]))
    assert "egen-1" in keys(logged([own], 2027))


def test_an_entry_whose_meeting_is_gone_changes_nothing_and_is_told() -> None:
    lost = entry(Moved(MeetingRef("formannskap", "Formannskapet", date(2026, 11, 26)), TODAY), 3)
    known = Known(tuple(MEETINGS), ())
    assert with_entries(known, [lost], RECORDED - timedelta(days=1)) == known
    after = with_entries(known, [lost], TODAY)
    assert after.meetings == known.meetings
    assert after.without_effect == (lost,)
    (finding,) = log_findings(2026, after.without_effect)
    assert finding.level == "warning"
    assert "Angre nr. 3 i loggen" in SAY(finding.message)
    assert log_findings(2027, after.without_effect) == ()


@pytest.mark.parametrize(
    ("held", "to", "expected"),
    [
        (True, date(2026, 11, 20), True),
        (True, date(2026, 11, 30), None),
        (False, date(2026, 11, 30), None),
        (None, date(2026, 11, 20), None),
    ],
)
def test_a_meeting_that_is_moved_ahead_is_to_come(held: bool | None, to: date, expected: bool | None) -> None:
    known = Known((meeting(KST, date(2026, 11, 19), held=held),), ())
    moved = entry(Moved(MeetingRef("kommunestyre", "Kommunestyret", date(2026, 11, 19)), to))
    (after,) = with_entries(known, [moved], TODAY).meetings
    assert (after.day, after.held) == (to, expected)


def test_an_organ_the_rules_do_not_know_is_found_by_its_name() -> None:
    other = meeting(Organ.ANNET, date(2026, 11, 19), name="Utvalg for plan og miljø")
    assert other.organ_key == "utvalg-for-plan-og-miljo"
    assert organ_key(Organ.ANNET, "–") == "annet"
    cancelled = entry(Cancelled(MeetingRef(other.organ_key, other.organ_name, other.day)))
    meetings = (other, meeting(FSK, date(2026, 11, 19)))
    after = with_entries(Known(meetings, ()), [cancelled], TODAY).meetings
    assert [m.held for m in after] == [False, None]


def test_what_a_change_says() -> None:
    day = date(2026, 11, 25)
    assert SAY(what(Held(COMMITTEE))) == "Formannskapet: Møtet 25.11.2026 er holdt."
    assert SAY(what(Cancelled(COMMITTEE))) == "Formannskapet: Møtet 25.11.2026 er avlyst."
    assert SAY(what(Added("Folkemøte", day, KST, Process.PLAN))) == "Folkemøte er lagt til 25.11.2026."
    assert entry(Added("Folkemøte", day, KST, Process.PLAN)).day == day
    assert entry(Done("kl14-6", 2026, day)).day == day
    assert SAY(who_and_why(replace(entry(Held(COMMITTEE)), why="Hvorfor ikke?"))).endswith("Hvorfor ikke?")
