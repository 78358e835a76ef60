"""`planhjul draft` and `planhjul event` as a person uses them."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from openpyxl import load_workbook

from planhjul.cli.planning.tables import show_draft
from planhjul.cli.session import today
from planhjul.cli.tables import Paper
from planhjul.language import language
from planhjul.wheel.drafting.draft import Draft
from tests.cli.conftest import Run

BY = ("--by", "Rådhuset", "--why", "Salen er opptatt")
ON = ("--on", "2026-11-21")
COUNCIL = "kommunestyre:2026-12-10"


def test_draft_writes_a_workbook_that_can_be_imported(storvik: Run, tmp_path: Path) -> None:
    folder = tmp_path / "forslag"
    answer = storvik("draft", "--year", 2028, "-o", folder, *ON)
    assert answer.code == 0, answer.err
    assert "Dette er et forslag. Ingenting er lagret før du leser det inn." in answer.out
    assert "Samme uke og ukedag som i fjor" in answer.out
    file = folder / "moteplan-2028-forslag.xlsx"
    assert str(file) in answer.out.replace("\n", "")
    assert load_workbook(file)["Opplysninger"]["B2"].value == "9901"
    assert storvik("import", file, "--from", "2026-11-21").code == 0
    wheel = storvik("wheel", "--year", 2028, *ON, "--json").json
    assert {m["key"]: m["planned"] for m in wheel["milestones"]}["kl14-3-vedtak"] == "2028-12-07"


def test_draft_never_writes_over_an_edited_workbook_unasked(storvik: Run, tmp_path: Path) -> None:
    first = storvik("draft", "--year", 2028, "-o", tmp_path, *ON)
    assert first.code == 0, first.err
    file = tmp_path / "moteplan-2028-forslag.xlsx"
    file.write_bytes(b"rettet")
    again = storvik("draft", "--year", 2028, "-o", tmp_path, *ON)
    assert (again.code, file.read_bytes()) == (2, b"rettet")
    assert "--force" in again.err
    assert storvik("draft", "--year", 2028, "-o", tmp_path, "--force", *ON).code == 0
    assert load_workbook(file).sheetnames[0] == "Møter"


def test_a_folder_that_cannot_be_written_is_said(storvik: Run, tmp_path: Path) -> None:
    (tmp_path / "fil").write_text("ikke en mappe")
    answer = storvik("draft", "--year", 2028, "-o", tmp_path / "fil" / "under", *ON)
    assert answer.code == 3
    assert "Velg en annen mappe" in answer.err


def test_draft_as_json(storvik: Run, tmp_path: Path) -> None:
    draft = storvik("draft", "--year", 2028, *ON, "--json").json
    assert set(draft) >= {"year", "meetings", "milestones", "findings"}
    assert (draft["year"], draft["file"]) == (2028, None)
    assert {
        "organ": "Kommunestyret",
        "organ_key": "kommunestyre",
        "purpose": "Budsjett og økonomiplan 2029–2032 med handlingsdel",
        "last_year": "2027-12-09",
        "proposed": "2028-12-07",
        "because": "Samme uke og ukedag som i fjor (uke 49).",
    } in draft["meetings"]
    assert {"key", "title", "last_year", "proposed"} == set(draft["milestones"][0])
    assert not [finding for finding in draft["findings"] if finding["level"] == "error"]
    written = storvik("draft", "--year", 2028, "-o", tmp_path, *ON, "--json").json
    assert written["file"] == str(tmp_path / "moteplan-2028-forslag.xlsx")


def test_draft_without_last_year_is_rejected(storvik: Run) -> None:
    answer = storvik("draft", "--year", 2040)
    assert answer.code == 1
    assert "Les den inn" in answer.err


def test_findings_of_the_draft_are_shown(storvik: Run) -> None:
    assert "Det er alt lest inn en møteplan for 2027" in storvik("draft", "--year", 2027, *ON).out


def test_a_draft_without_remarks_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    show_draft(Draft(2028, (), (), ()), Paper(language()))
    assert "Lovsjekk av forslaget: ingen merknader." in capsys.readouterr().out


def test_an_event_is_recorded_listed_and_undone(storvik: Run) -> None:
    moved = storvik("event", "add", "--move", COUNCIL, "--to", "17.12.2026", *BY)
    assert moved.code == 0, moved.err
    assert "Ført som nr. 1: Kommunestyret: Møtet 10.12.2026 er flyttet til 17.12.2026." in moved.out
    wheel = storvik("wheel", "--year", 2026, "--json").json
    adoption = next(m for m in wheel["milestones"] if m["key"] == "kl14-3-vedtak")
    assert adoption["planned"] == "2026-12-17"
    assert "Ført av Rådhuset" in adoption["because"]
    assert "Salen er opptatt." in storvik("event", "list").out

    undone = storvik("event", "undo", 1, "--by", "Ordføreren", "--why", "Salen er ledig")
    assert undone.code == 0, undone.err
    assert "Tatt tilbake" in storvik("event", "list").out
    (entry,) = storvik("event", "list", "--json").json["events"]
    assert (entry["kind"], entry["organ"], entry["day"], entry["new_day"]) == (
        "moved", "kommunestyre", "2026-12-10", "2026-12-17",
    )  # fmt: skip
    assert (entry["stands"], entry["meeting_found"]) == (False, True)
    assert (entry["undone"]["by"], entry["undone"]["why"]) == ("Ordføreren", "Salen er ledig")
    again = storvik("event", "undo", 1, "--by", "A", "--why", "B")
    assert again.code == 2
    assert "planhjul event list" in again.err
    wheel = storvik("wheel", "--year", 2026, "--json").json
    assert next(m for m in wheel["milestones"] if m["key"] == "kl14-3-vedtak")["planned"] == "2026-12-10"


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (("--held", "Utvalg for oppvekst:2026-11-17"), {"kind": "held", "organ": "utvalg-for-oppvekst"}),
        (("--cancel", COUNCIL), {"kind": "cancelled", "organ_name": "Kommunestyret", "day": "2026-12-10"}),
        (
            ("--actual", "kl14-6", "--day", "2026-02-20"),
            {"kind": "actual", "rule": "kl14-6", "year": 2026, "day": "2026-02-20"},
        ),
        (
            ("--actual", "brf5-16-budsjett", "--year", "2025", "--day", "2026-01-05"),
            {"kind": "actual", "year": 2025},
        ),
        (
            ("--manual", "Folkemøte", "--day", "2026-12-01", "--organ", "eldrerad", "--process", "budsjett"),
            {"kind": "manual", "title": "Folkemøte", "organ": "eldrerad", "process": "budsjett"},
        ),
    ],
)
def test_every_kind_of_event_as_json(
    storvik: Run, words: tuple[str, ...], expected: dict[str, object]
) -> None:
    answer = storvik("event", "add", *words, *BY, "--json")
    assert answer.code == 0, answer.err
    event = answer.json["event"]
    assert event.items() >= expected.items()
    assert (event["by"], event["why"], event["recorded_on"]) == (
        "Rådhuset", "Salen er opptatt", today().isoformat(),
    )  # fmt: skip
    assert storvik("event", "list", "--json").json["events"][0]["nr"] == event["nr"] == 1


def test_the_log_can_be_read_per_date_and_by_year(storvik: Run) -> None:
    storvik("event", "add", "--cancel", COUNCIL, *BY)
    yesterday = (today() - timedelta(days=1)).isoformat()
    assert storvik("event", "list", "--on", yesterday, "--json").json["events"] == []
    assert "Loggen er tom" in storvik("event", "list", "--year", 2025).out
    assert len(storvik("event", "list", "--year", 2026, "--json").json["events"]) == 1


def test_an_entry_without_its_meeting_is_marked(storvik: Run) -> None:
    storvik("event", "add", "--move", COUNCIL, "--to", "2026-12-17", *BY)
    storvik("event", "add", "--cancel", "kommunestyre:2026-12-17", *BY)
    storvik("event", "undo", 1, "--by", "A", "--why", "B")
    assert "Virker ikke" in storvik("event", "list").out


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        ((), 2, "Velg én av"),
        (("--held", COUNCIL, "--cancel", COUNCIL), 2, "Velg én av"),
        (("--move", COUNCIL), 2, "--move og --to hører sammen"),
        (("--cancel", COUNCIL, "--to", "2026-12-11"), 2, "--move og --to hører sammen"),
        (("--actual", "kl14-6"), 2, "--day hører til"),
        (("--cancel", COUNCIL, "--day", "2026-12-11"), 2, "--day hører til"),
        (("--actual", "finnes-ikke", "--day", "2026-02-20"), 2, "finnes ikke"),
        (("--cancel", "2026-12-10"), 2, "formannskap:2026-11-25"),
        (("--cancel", "kommunestyre:i morgen"), 2, "er ingen dato"),
        (("--cancel", "kommunestyre:2026-12-09"), 1, "nærmeste"),
    ],
)
def test_what_is_wrong_with_an_event_is_said(
    storvik: Run, words: tuple[str, ...], code: int, said: str
) -> None:
    answer = storvik("event", "add", *words, *BY)
    assert answer.code == code
    assert said in answer.err
    assert storvik("event", "list", "--json").json["events"] == []


def test_who_and_why_are_asked_for(storvik: Run) -> None:
    assert storvik("event", "add", "--cancel", COUNCIL, "--by", "A").code == 2
    blank = storvik("event", "add", "--cancel", COUNCIL, "--by", " ", "--why", "B")
    assert (blank.code, "hvem" in blank.err) == (1, True)
    storvik("event", "add", "--cancel", COUNCIL, *BY)
    assert storvik("event", "undo", 1, "--by", "A", "--why", " ").code == 1
