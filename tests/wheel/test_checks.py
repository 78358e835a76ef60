from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from planhjul.wheel.checks.findings import Checked, check_year
from planhjul.wheel.meetings import Organ
from tests.wheel.examples import FSK, KST, KU, LAW, MEETINGS, SAY, meeting, messages, wheel, without

CHAINS: list[dict[str, Any]] = tomllib.loads(
    (Path(__file__).parent / "chains.toml").read_text(encoding="utf-8")
)["chain"]


def autumn(council: date, committee: date | None = None, purpose: str = "Budsjett") -> list[Any]:
    chain = [meeting(KST, council, purpose)]
    if committee is not None:
        chain.append(meeting(FSK, committee, purpose))
    kept = without(MEETINGS, lambda m: m.day.year == 2026 and m.day.month > 10)
    return [*kept, *chain]


def test_a_sound_year_has_no_findings() -> None:
    assert wheel().findings == ()


@pytest.mark.parametrize("chain", CHAINS, ids=lambda chain: chain["name"])
def test_fourteen_days_between_committee_and_council(chain: dict[str, Any]) -> None:
    committee, council = chain["formannskap"], chain["kommunestyre"]
    assert (council - committee).days == chain["days"]
    meetings = [meeting(FSK, committee, "Budsjett"), meeting(KST, council, "Budsjett")]
    found = messages(wheel(council.year, council, meetings), "kl14-3-pub")
    assert [level for level, _ in found] == (["error"] if chain["days"] < 14 else [])


def test_too_short_a_time_says_how_to_mend_it() -> None:
    found = wheel(meetings=autumn(date(2026, 12, 10), date(2026, 12, 1)))
    assert messages(found, "kl14-3-pub") == [
        (
            "error",
            "Det er 9 dager fra innstillingen i formannskapet 01.12.2026 til kommunestyrets møte 10.12.2026. "
            "Det skal være minst 14. Flytt innstillingen til senest 26.11.2026, eller kommunestyrets møte "
            "til tidligst 15.12.2026. Et møte i formannskapet 26.11.2026 retter det.",
        )
    ]
    (finding,) = (f for f in found.findings if f.rule == "kl14-3-pub")
    assert finding.legal is not None
    assert finding.legal.section == "§ 14-3 fjerde ledd"
    assert finding.milestone == "kl14-3-pub"


def test_no_committee_before_the_budget_meeting() -> None:
    ((level, message),) = messages(wheel(meetings=autumn(date(2026, 12, 10))), "kl14-3-pub")
    assert level == "error"
    assert "senest 26.11.2026" in message
    assert messages(wheel(meetings=[meeting(KST, date(2026, 12, 10), "Budsjett")]), "kl14-3-pub") == []


def test_a_last_day_that_is_no_working_day_is_not_moved_but_warned_of() -> None:
    ((level, message),) = messages(
        wheel(meetings=autumn(date(2026, 12, 12), date(2026, 11, 20))), "kl14-3-pub"
    )
    assert level == "warning"
    assert "28.11.2026, er ikke en virkedag" in message
    assert "senest 27.11.2026" in message


@pytest.mark.parametrize(
    ("meetings", "words"),
    [
        (autumn(date(2027, 1, 14), purpose="Budsjett og økonomiplan 2027"), "etter årsskiftet"),
        (autumn(date(2026, 11, 5), purpose="Seminar"), "ikke noe kommunestyremøte før årsskiftet"),
        (
            [
                *autumn(date(2026, 11, 5), purpose=""),
                meeting(KST, date(2026, 12, 10), "Budsjett", held=False),
            ],
            "er avlyst",
        ),
    ],
)
def test_a_budget_that_is_not_adopted_in_time_names_robek(meetings: list[Any], words: str) -> None:
    ((level, message),) = messages(wheel(meetings=meetings), "kl14-3-vedtak")
    assert level == "error"
    assert words in message
    assert "ROBEK (kommuneloven § 28-1 bokstav e)" in message


def test_accounts_after_the_half_year_name_robek() -> None:
    late = meeting(KST, date(2026, 9, 17), "Årsregnskap")
    meetings = without(MEETINGS, lambda m: m.organ is KST and "regnskap" in m.purpose, late)
    ((level, message),) = messages(wheel(meetings=meetings), "kl14-3-regnskap")
    assert level == "error"
    assert "ROBEK (kommuneloven § 28-1 bokstav f)" in message


def test_accounts_that_no_meeting_is_marked_with() -> None:
    meetings = without(MEETINGS, lambda m: "regnskap" in m.purpose.casefold())
    ((level, message),) = messages(wheel(meetings=meetings), "kl14-3-regnskap")
    assert level == "warning"
    assert "senest 30.06.2026" in message


@pytest.mark.parametrize(
    ("control", "levels"), [(date(2026, 5, 27), []), (date(2026, 5, 28), []), (date(2026, 5, 29), ["error"])]
)
def test_the_control_committee_comes_before_the_committee(control: date, levels: list[str]) -> None:
    meetings = without(MEETINGS, lambda m: m.organ is KU, meeting(KU, control, "Regnskap"))
    assert [level for level, _ in messages(wheel(meetings=meetings), "kl14-3-ku")] == levels


def test_a_control_committee_nobody_has_set_up() -> None:
    meetings = without(MEETINGS, lambda m: m.organ is KU)
    assert [level for level, _ in messages(wheel(meetings=meetings), "kl14-3-ku")] == ["warning"]


@pytest.mark.parametrize(("on", "level"), [(date(2026, 12, 31), "warning"), (date(2027, 1, 1), "error")])
def test_fewer_than_two_reports(on: date, level: str) -> None:
    meetings = without(MEETINGS, lambda m: m.day == date(2026, 10, 15))
    ((found, message),) = messages(wheel(on=on, meetings=meetings), "kl14-5-rapport")
    assert found == level
    assert "viser 1 av minst 2 økonomirapporter" in message


@pytest.mark.parametrize(
    ("day", "levels"),
    [(date(2024, 10, 24), []), (date(2024, 10, 25), ["error"])],
    ids=["frist", "dagen etter"],
)
def test_a_planning_strategy_within_a_year(day: date, levels: list[str]) -> None:
    found = wheel(
        2024, meetings=[meeting(KST, day, "Planstrategi")], settings={"konstituering.2023": "24.10.2023"}
    )
    assert [level for level, _ in messages(found, "pbl10-1")] == levels


@pytest.mark.parametrize(
    ("day", "rule"),
    [
        (date(2026, 5, 14), "mote-helligdag"),
        (date(2026, 5, 17), "mote-helligdag"),
        (date(2026, 11, 22), "mote-helg"),
        (date(2026, 11, 23), None),
    ],
)
def test_a_meeting_on_a_day_off(day: date, rule: str | None) -> None:
    odd = meeting(Organ.ELDRERAD, day)
    found = [f for f in wheel(meetings=[*MEETINGS, odd]).findings if f.rule.startswith("mote-")]
    assert [(f.rule, f.level, f.milestone) for f in found] == (
        [(rule, "warning", f"mote-eldrerad-{day.isoformat()}")] if rule else []
    )
    cancelled = meeting(Organ.ELDRERAD, day, held=False)
    assert wheel(meetings=[*MEETINGS, cancelled]).findings == ()


def test_a_year_without_a_meeting_plan_says_so_and_nothing_else() -> None:
    found = wheel(2024, meetings=[])
    assert [(f.rule, f.level) for f in found.findings] == [("moteplan", "info")]
    assert SAY(found.findings[0].message).startswith("Møteplanen for 2024 mangler")


def test_a_setting_that_cannot_be_read_is_told() -> None:
    ((level, message),) = messages(wheel(settings={"frist.interpellasjon": "tidlig"}), "innstilling")
    assert level == "warning"
    assert "«tidlig»" in message


def test_errors_come_first() -> None:
    meetings = without(autumn(date(2026, 12, 10), date(2026, 12, 1)), lambda m: m.day == date(2026, 10, 15))
    levels = [f.level for f in wheel(meetings=meetings).findings]
    assert levels == ["error", "warning", "info", "info", "info"]


def test_a_rule_the_catalogue_lacks_or_that_was_not_in_force_gives_a_finding_without_a_paragraph() -> None:
    checked = Checked(2026, date(2026, 1, 1), {}, [], LAW.rules, [])
    assert checked.legal("ukjent", date(2026, 1, 1)) is None
    assert checked.legal("kl14-3-pub", date(2015, 1, 1)) is None
    assert [f.rule for f in check_year(checked)] == ["moteplan"]
