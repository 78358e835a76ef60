from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from planhjul.wheel.meetings import Meeting, Organ
from planhjul.wheel.results import Wheel
from planhjul.wheel.timeline import Actual, build_wheel
from tests.wheel.examples import KST, LAW, SAY, find, keys, meeting, messages, wheel

HERE = Path(__file__).parent


def cases(file: str, table: str = "case") -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = tomllib.loads((HERE / file).read_text(encoding="utf-8"))[table]
    return found


def named(case: dict[str, Any]) -> str:
    return str(case["name"])


def planned(case: dict[str, Any]) -> list[Meeting]:
    standing = [meeting(Organ(o), day, purpose) for o, day, purpose in case.get("meetings", [])]
    cancelled = [meeting(Organ(o), day, purpose, held=False) for o, day, purpose in case.get("cancelled", [])]
    return [*standing, *cancelled]


@pytest.mark.parametrize("case", cases("negative.toml"), ids=named)
def test_what_the_law_checks_say(case: dict[str, Any]) -> None:
    meetings = planned(case)
    on = case.get("on", date(2026, 11, 1))
    year = meetings[0].day.year if meetings else on.year
    actuals = [Actual(*actual) for actual in case.get("actuals", [])]
    found = build_wheel(year, on, LAW.rules, meetings, settings=case.get("settings", {}), actuals=actuals)
    findings = [f for f in found.findings if f.rule == case["rule"]]
    if "level" not in case:
        assert findings == []
        return
    (finding,) = findings
    assert finding.level == case["level"]
    said = SAY(finding.message)
    assert [words for words in case["says"] if words not in said] == []
    if "mend" in case:
        assert finding.mend is not None
        assert [finding.mend.organ, finding.mend.day] == case["mend"]


@pytest.mark.parametrize("case", [c for c in cases("negative.toml") if "mend" in c], ids=named)
def test_the_meeting_that_mends_really_mends(case: dict[str, Any]) -> None:
    """With the proposed meeting in place of the organ's own for that purpose, the error is gone."""
    meetings = planned(case)
    organ, day = Organ(case["mend"][0]), case["mend"][1]
    event_words = [m.purpose for m in meetings if m.organ is organ and m.purpose]
    purpose = event_words[-1] if event_words else "Budsjett"
    kept = [m for m in meetings if not (m.organ is organ and m.purpose == purpose)]
    mended = [*kept, meeting(organ, day, purpose)]
    on = case.get("on", date(2026, 11, 1))
    found = build_wheel(day.year, on, LAW.rules, mended, settings=case.get("settings", {}))
    assert [f.level for f in found.findings if f.rule == case["rule"] and f.level == "error"] == []


@pytest.mark.parametrize("case", cases("variants.toml"), ids=named)
def test_the_year_in_each_variant(case: dict[str, Any]) -> None:
    on = case.get("on", date(case["year"], 1, 5))
    found: Wheel = wheel(case["year"], on, planned(case), settings=case.get("settings", {}))
    assert {key: find(found, key).day for key in case.get("has", {})} == case.get("has", {})
    assert {key: find(found, key).begins for key in case.get("begins", {})} == case.get("begins", {})
    assert [key for key in case.get("lacks", []) if key in keys(found)] == []
    for key, words in case.get("titles", {}).items():
        assert words in SAY(find(found, key).title)
    for key, organ in case.get("organs", {}).items():
        assert find(found, key).organ is Organ(organ)
    assert [f for f in found.findings if f.rule == "innstilling"] == []


@pytest.mark.parametrize("case", cases("chains.toml", "decision"), ids=named)
def test_real_decisions_are_in_time(case: dict[str, Any]) -> None:
    day = case["kommunestyre"]
    found = wheel(day.year, day, [meeting(KST, day, "Budsjett og økonomiplan")])
    assert day.weekday() == 3
    assert messages(found, "kl14-3-vedtak") == []
