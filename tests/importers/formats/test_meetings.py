"""Meeting plans: which layouts are read, what is doubtful, and what is refused with the reason."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from importers.formats.cases import FORMAT as CASES
from importers.formats.meetings import FORMAT, month_grid
from importers.reading.workbook import read_workbook
from importers.registry import Stager
from planhjul.issues import Level
from planhjul.staged import ImportChoices
from planhjul.wheel.meetings import Organ
from tests.importers.plan_workbooks import AllButNine, codes, stage, stage_sheets, xlsx

REALDATA = Path(__file__).parents[4] / "shared" / "realdata" / "nettsider"
HEADER: list[Any] = ["Dato", "Organ", "Formål", "Holdt"]
SPLIT = "kommune\taar\taar_sikkerhet\tdag\tmaaned\tutvalg\n"
GRID = [
    ["Møteplan for 2026"],
    ["", "Jan.", "Feb.", "Mars", "April", "Mai", "Juni", "Juli", "Aug.", "Sept.", "Okt.", "Nov.", "Des."],
    ["Formannskap", "17.", "7.", "14.", "", "9.", "13.", "", "", "5.", "10.", "7. og 28.", ""],
]


def real(name: str) -> bytes:
    path = REALDATA / name
    if not path.exists():
        pytest.skip(f"needs {name} in ../shared/realdata, which is not here")
    return path.read_bytes()


def test_every_sheet_that_is_a_meeting_plan_is_read() -> None:
    found = stage_sheets(
        FORMAT,
        {
            "2026": [HEADER, [date(2026, 12, 10), "Kommunestyret", "", ""]],
            "2027": [HEADER, [date(2027, 1, 28), "Kommunestyret", "", ""]],
        },
    )
    assert [meeting.day for meeting in found.content.meetings] == [date(2026, 12, 10), date(2027, 1, 28)]


def test_a_hidden_sheet_is_not_read_and_that_is_said() -> None:
    rows = [HEADER, [date(2026, 12, 10), "Kommunestyret", "", ""]]
    content = xlsx(
        {"Møter": rows, "Utkast": [HEADER, [date(2026, 12, 9), "Formannskapet", "", ""]]}, ["Utkast"]
    )
    found = stage(FORMAT, "plan.xlsx", content)
    assert [meeting.organ for meeting in found.content.meetings] == [Organ.KOMMUNESTYRE]
    assert codes(found) == [("SHEET_NOT_READ", "Utkast")]


@pytest.mark.parametrize(
    ("held", "expected"),
    [
        ("ja", True),
        ("Nei", False),
        ("avlyst", False),
        ("gjennomført", True),
        ("planlagt", None),
        (True, True),
    ],
)
def test_whether_it_was_held(held: Any, expected: bool | None) -> None:
    found = stage_sheets(FORMAT, {"Møter": [HEADER, [date(2026, 12, 10), "Kommunestyret", "", held]]})
    assert [meeting.held for meeting in found.content.meetings] == [expected]


def test_the_same_meeting_twice_is_one_meeting_with_both_purposes() -> None:
    found = stage_sheets(
        FORMAT,
        {
            "Møter": [
                HEADER,
                [date(2026, 12, 10), "Kommunestyret", "Budsjett", ""],
                [date(2026, 12, 10), "KOMMUNESTYRET", "Økonomiplan", "ja"],
                [date(2026, 12, 10), "Kommunestyret", "Budsjett", "nei"],
            ]
        },
    )
    assert codes(found) == [("MEETING_TWICE", "Møter!B3"), ("MEETING_TWICE", "Møter!B4")]
    (meeting,) = found.content.meetings
    assert (meeting.purpose, meeting.held) == ("Budsjett; Økonomiplan", True)
    assert (found.rows.read, found.rows.taken, found.rows.explained) == (3, 1, 2)


def test_day_month_and_year_apart() -> None:
    rows = "\t2026\toppgitt\t22\tAugust\tFormannskap\n\t2026\tsikker\t3\t9\tKontrollutval\n"
    found = stage(FORMAT, "liste.tsv", (SPLIT + rows).encode())
    assert found.accepted
    assert [(meeting.day, meeting.organ) for meeting in found.content.meetings] == [
        (date(2026, 8, 22), Organ.FORMANNSKAP),
        (date(2026, 9, 3), Organ.KONTROLLUTVALG),
    ]
    assert codes(found) == []


def test_the_year_may_be_chosen_when_the_file_has_none() -> None:
    content = "dag;måned;utval\n22;august;Formannskap\n".encode()
    assert codes(stage(FORMAT, "liste.csv", content)) == [("YEAR_UNKNOWN", "linje 2")]
    found = stage(FORMAT, "liste.csv", content, ImportChoices(year=2026))
    assert [meeting.day for meeting in found.content.meetings] == [date(2026, 8, 22)]


def test_the_year_may_stand_in_opplysninger() -> None:
    sheets: dict[str, Any] = {
        "Møter": [["Dag", "Måned", "Utvalg"], [22, "august", "Formannskap"]],
        "Opplysninger": [["Felt", "Verdi"], ["År", 2026]],
    }
    found = stage_sheets(FORMAT, sheets)
    assert [meeting.day for meeting in found.content.meetings] == [date(2026, 8, 22)]


def test_a_kommune_number_in_the_rows_is_the_files_kommune() -> None:
    rows = "9901\t2026\t\t22\tAugust\tFormannskap\n"
    assert stage(FORMAT, "liste.tsv", (SPLIT + rows).encode()).kommune == "9901"


def test_a_list_of_cases_is_no_meeting_plan() -> None:
    workbook = read_workbook("saker.xlsx", xlsx({"Saker": [["Saksnr", "Dato", "Utvalg", "Tittel"]]}))
    assert FORMAT.identify(workbook) is None
    assert CASES.identify(workbook) is not None


def test_a_file_without_the_headings_is_no_meeting_plan() -> None:
    content = xlsx({"Ark1": [["Dette", "er", "noe", "annet"], [1, 2, 3, 4]]})
    assert FORMAT.identify(read_workbook("noe.xlsx", content)) is None
    asked = Stager(AllButNine()).stage("noe.xlsx", content, ImportChoices(format="meetings"))
    assert codes(asked) == [("FORMAT_DOES_NOT_FIT", "noe.xlsx")]


def test_a_missing_date_column_is_told_at_the_header() -> None:
    found = stage_sheets(FORMAT, {"Møter": [["Organ", "Formål", "Holdt"], ["Kommunestyret", "Budsjett", ""]]})
    assert codes(found) == [("COLUMN_MISSING", "Møter!1:1")]


@pytest.mark.parametrize("title", ["Møteplan for 2026", "Møtekalender 2026", "Utvalg"])
def test_a_month_table_is_refused_with_the_reason(title: str) -> None:
    content = xlsx({"Plan": [[title], *GRID[1:]]})
    assert FORMAT.identify(read_workbook("plan.xlsx", content)) is not None
    found = stage(FORMAT, "plan.xlsx", content)
    assert codes(found) == [("MEETINGS_IN_MONTH_TABLE", "Plan!2:2")]
    assert (found.rows.read, found.rows.explained) == (3, 3)


def test_months_as_columns_of_something_else_are_no_meeting_plan() -> None:
    workbook = read_workbook("regnskap.xlsx", xlsx({"Data": [["Regnskap per måned"], *GRID[1:]]}))
    assert month_grid(workbook) is None
    assert FORMAT.identify(workbook) is None


@pytest.mark.realdata
def test_the_real_list_of_several_municipalities_asks_which() -> None:
    found = stage(FORMAT, "moteplaner_liste.tsv", real("moteplaner_liste.tsv"))
    assert codes(found) == [
        ("YEAR_UNSURE", "linje 2, felt 2"),
        ("SEVERAL_KOMMUNER", "linje 19, felt 1"),
        ("YEAR_UNKNOWN", "linje 42, felt 2"),
    ]
    assert found.rows.read == 62


@pytest.mark.realdata
@pytest.mark.parametrize(
    ("name", "year", "count", "first", "warnings"),
    [
        ("Kviteseid", None, 17, date(2019, 8, 22), ["YEAR_UNSURE"]),
        ("Aure", None, 23, date(2018, 1, 23), []),
        ("Nissedal", 2024, 22, None, []),
    ],
)
def test_one_real_municipality_is_taken_whole(
    name: str, year: int | None, count: int, first: date | None, warnings: list[str]
) -> None:
    lines = real("moteplaner_liste.tsv").decode().splitlines()
    one = "\n".join([lines[0], *(line for line in lines if line.startswith(name))])
    found = stage(FORMAT, "liste.tsv", one.encode(), ImportChoices(year=year))
    assert found.accepted
    assert len(found.content.meetings) == count
    assert [issue.code for issue in found.issues] == warnings
    assert first in (None, found.content.meetings[0].day)


@pytest.mark.realdata
def test_the_real_month_table_is_refused() -> None:
    found = stage(FORMAT, "plan.txt", real("gjerstad_moteplan_2023_raatekst.txt"))
    assert [(issue.code, issue.level) for issue in found.issues] == [("MEETINGS_IN_MONTH_TABLE", Level.ERROR)]
