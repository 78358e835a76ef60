"""`publish` on the demo: files in a folder, moved meetings followed, other people's files left alone."""

from __future__ import annotations

import json
from datetime import date, datetime
from pathlib import Path
from typing import Any

import icalendar
import pytest
from openpyxl import load_workbook

from tests.cli.conftest import Run

ON = "2026-11-21"


def feed(folder: Path, name: str = "alle") -> dict[str, Any]:
    calendar = icalendar.Calendar.from_ical((folder / "kalender" / f"{name}.ics").read_bytes())
    return {str(event["uid"]): event for event in calendar.events}


def test_a_year_is_published_in_every_form(storvik: Run, tmp_path: Path) -> None:
    folder = tmp_path / "ut"
    answer = storvik("publish", "-o", folder, "--year", 2026, "--on", ON, "--json")
    assert answer.code == 0, answer.err
    assert {path.suffix for path in folder.rglob("*") if path.is_file()} == {
        ".html", ".css", ".ics", ".pdf", ".xlsx", ".csv", ".json",
    }  # fmt: skip
    written = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    assert {*answer.json["written"]} == written - {"planhjul.json"}
    published = json.loads((folder / "wheel.json").read_text(encoding="utf-8"))
    wheel = storvik("wheel", "--year", 2026, "--on", ON, "--json").json
    assert {key: published[key] for key in wheel} == wheel
    assert published["kommune"] == {"nr": "9901", "navn": "Storvik"}
    dated = [m for m in wheel["milestones"] if m["planned"] or m["lands"]]
    assert len(feed(folder)) == len(dated)
    assert len(feed(folder, "kommunestyre")) == len([m for m in dated if m["organ"] == "kommunestyre"])


def test_publishing_again_changes_no_event(storvik: Run, tmp_path: Path) -> None:
    folder = tmp_path / "ut"
    storvik("publish", "-o", folder, "--year", 2026, "--on", ON)
    before = (folder / "kalender" / "alle.ics").read_bytes()
    answer = storvik("publish", "-o", folder, "--year", 2026, "--on", ON)
    assert answer.code == 0, answer.err
    assert "0 fjernet" in answer.out
    assert (folder / "kalender" / "alle.ics").read_bytes() == before


def test_a_moved_meeting_moves_in_the_calendars_without_a_duplicate(
    storvik: Run, demo_folder: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "ut"
    storvik("publish", "-o", folder, "--year", 2026, "--on", ON)
    before = feed(folder)
    plan = tmp_path / "moteplan-2026.xlsx"
    move_meeting(demo_folder / "moteplan-2026.xlsx", plan, date(2026, 12, 10), date(2026, 12, 15))
    imported = storvik("import", plan)
    assert imported.code == 0, imported.out + imported.err
    answer = storvik("publish", "-o", folder, "--year", 2026, "--on", "2026-12-01", "--json")
    assert answer.code == 0, answer.err
    moved = [one for one in answer.json["moved"] if one["title"].startswith("Kommunestyret:")]
    assert [(one["from"], one["to"]) for one in moved] == [("2026-12-10", "2026-12-15")]
    after = feed(folder)
    assert after.keys() == before.keys()
    (uid,) = [
        uid
        for uid, event in after.items()
        if uid.startswith("mote-") and event["dtstart"].dt == date(2026, 12, 15)
    ]
    assert before[uid]["dtstart"].dt == date(2026, 12, 10)
    assert int(after[uid]["sequence"]) == int(before[uid]["sequence"]) + 1


def move_meeting(source: Path, target: Path, before: date, after: date) -> None:
    """Write the meeting plan with one day's meeting moved, standing from 22 November 2026."""
    book = load_workbook(source)
    days = [cell for row in book["Møter"].iter_rows() for cell in row if _day(cell.value) == before]
    assert days
    for cell in days:
        cell.value = after
    for row in book["Opplysninger"].iter_rows():
        if row[0].value == "Gjelder fra":
            row[1].value = "22.11.2026"
    book.save(target)


def _day(value: object) -> date | None:
    return value.date() if isinstance(value, datetime) else value if isinstance(value, date) else None


def test_another_year_takes_the_place_of_the_one_before(storvik: Run, tmp_path: Path) -> None:
    folder = tmp_path / "ut"
    storvik("publish", "-o", folder, "--year", 2026, "--on", ON)
    answer = storvik("publish", "-o", folder, "--year", 2027, "--on", ON, "--json")
    assert "arshjul-2026.xlsx" in answer.json["removed"]
    assert "arshjul-2027.xlsx" in answer.json["written"]
    assert answer.json["cancelled"] == []


@pytest.mark.parametrize(
    ("make", "says"),
    [
        (lambda folder: (folder.mkdir(), (folder / "notat.txt").write_text("mitt")), "annet innhold"),
        (lambda folder: folder.write_text("mitt"), "er en fil"),
    ],
)
def test_a_folder_that_is_somebody_elses_is_refused(
    storvik: Run, tmp_path: Path, make: object, says: str
) -> None:
    folder = tmp_path / "ut"
    make(folder)  # type: ignore[operator]
    answer = storvik("publish", "-o", folder, "--year", 2026)
    assert answer.code == 2
    assert says in answer.err
    left = [path.name for path in folder.rglob("*")] if folder.is_dir() else [folder.read_text()]
    assert left in (["notat.txt"], ["mitt"])


def test_a_folder_that_cannot_be_written_ends_with_3(
    storvik: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("planhjul.publish.folder.os.replace", full)
    answer = storvik("publish", "-o", tmp_path / "ut", "--year", 2026, "--on", ON)
    assert answer.code == 3
    assert "Kan ikke skrive" in answer.err


def test_a_missing_package_is_said(storvik: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(*_: object, **__: object) -> None:
        raise ModuleNotFoundError("No module named 'typst'", name="typst")

    monkeypatch.setattr("planhjul.writing.publishing.Publishing.publish", missing)
    answer = storvik("publish", "-o", tmp_path / "ut", "--year", 2026)
    assert answer.code == 3
    assert "typst" in answer.err
    assert "pip install 'planhjul[publish]'" in answer.err


@pytest.mark.parametrize(
    "options",
    [
        ("--year", 2026),
        ("-o", "ut"),
        ("-o", "ut", "--year", 1),
        ("-o", "ut", "--year", 2026, "--url", "storvik.no"),
    ],
)
def test_usage_mistakes_end_with_2(storvik: Run, options: tuple[object, ...]) -> None:
    assert storvik("publish", *options).code == 2
