"""`route` and `agenda`: the contract's keys, the list out as files, and what is refused."""

from __future__ import annotations

from pathlib import Path

from openpyxl import load_workbook

from tests.cli.conftest import Run

ON = ("--on", "2026-11-22")
LIST = "Prøvelista"


def test_route_follows_the_contract(storvik: Run) -> None:
    answer = storvik("route", "--measure", "SKOLEMAT", *ON, "--json")
    assert answer.code == 0, answer.err
    shape = answer.json
    assert {"key", "title", "points", "next", "last", "assumptions"} <= set(shape)
    keys = [point["key"] for point in shape["points"]]
    assert len(set(keys)) == len(keys)
    for point in shape["points"]:
        assert {
            "key",
            "title",
            "organ",
            "date",
            "deadline",
            "working_days_left",
            "instruments",
            "movable_ore",
            "inside",
            "last_chance",
        } <= set(point)
        for instrument in point["instruments"]:
            assert {"key", "title", "form"} <= set(instrument)
        if point["movable_ore"]:
            assert list(point["movable_ore"]) == ["low", "default", "high"]
    assert shape["next"] == "sedvane-innstilling-2026"
    assert [point["key"] for point in shape["points"] if point["last_chance"]] == [shape["last"]]


def test_route_as_a_table_marks_the_chances(storvik: Run) -> None:
    out = " ".join(storvik("route", "--measure", "SKOLEMAT", *ON).out.split())
    for words in ("Siste sjanse til å nå 2027", "(neste sjanse)", "(passert)", "virker først i 2028"):
        assert words in out


def test_one_wish_at_a_time(storvik: Run) -> None:
    assert storvik("route", *ON).code == 2
    assert storvik("route", "--measure", "A", "--case", "B", *ON).code == 2
    unknown = storvik("route", "--case", "finnes-ikke", *ON)
    assert (unknown.code, "planhjul agenda" in unknown.err) == (2, True)
    assert storvik("route", "--measure", "finnes-ikke", *ON).code == 2


def own_list(run: Run, folder: Path) -> None:
    """Imports a list with two wishes, filled into the empty template."""
    path = folder / "liste.xlsx"
    assert run("template", "priorities", "-o", path, kommune=None).code == 0
    book = load_workbook(path)
    page = book["Saksliste"]
    columns = {str(cell.value): cell.column or 0 for cell in page[3]}
    wishes: list[dict[str, str | int]] = [
        {"Nøkkel": "L1", "Sak": "Lys i løypa", "Slag": "penger", "Beløp per år": 200000, "År": 2027},
        {"Nøkkel": "L2", "Sak": "Ta vare på myra", "Slag": "areal"},
    ]
    for row, wish in enumerate(wishes, start=4):
        for heading, value in {**wish, "Liste": LIST}.items():
            page.cell(row, columns[heading], value)
    facts = book["Opplysninger"]
    for row in range(1, facts.max_row + 1):
        if facts.cell(row, 1).value == "Kommune":
            facts.cell(row, 2, "9901")
        if facts.cell(row, 1).value == "Gjelder fra":
            facts.cell(row, 2, "01.09.2026")
    book.save(path)
    answer = run("import", path)
    assert answer.code == 0, answer.out + answer.err


def test_the_agenda_is_imported_and_shown(storvik: Run, tmp_path: Path) -> None:
    own_list(storvik, tmp_path)
    shape = storvik("agenda", "--list", LIST, *ON, "--json").json
    [shown] = shape["lists"]
    assert shown["list"] == LIST
    assert [wish["key"] for wish in shown["priorities"]] == ["L1", "L2"]
    assert shown["priorities"][0]["next"]["date"] == "2026-11-25"
    assert {"key", "title", "kind", "amount_ore", "year", "sentence", "next", "last"} <= set(
        shown["priorities"][0]
    )
    table = " ".join(storvik("agenda", "--list", LIST, *ON).out.split())
    assert "Lys i løypa" in table
    assert "200 000 kr" in table.replace("\N{NO-BREAK SPACE}", " ")
    assert storvik("route", "--case", "L1", *ON, "--json").json["amount_ore"] == 20_000_000
    assert storvik("agenda", "--list", "Ingen", *ON).code == 2


def test_the_agenda_is_exported_and_read_back(storvik: Run, tmp_path: Path) -> None:
    own_list(storvik, tmp_path)
    calendar, workbook = tmp_path / "liste.ics", tmp_path / "ut.xlsx"
    assert storvik("agenda", "export", "--list", LIST, "-o", calendar, *ON).code == 0
    assert b"BEGIN:VEVENT" in calendar.read_bytes()
    assert storvik("agenda", "export", "--list", LIST, "-o", workbook, *ON).code == 0
    answer = storvik("import", workbook, "--dry-run", "--json")
    assert answer.json["files"][0]["rows"]["taken"] == 2
    assert storvik("agenda", "export", "--list", LIST, "-o", tmp_path / "liste.pdf").code == 2
    assert storvik("agenda", "export", "--list", "Ingen", "-o", calendar).code == 2
    assert storvik("agenda", "export", "--list", LIST, "-o", tmp_path / "nei" / "a.ics").code == 3


def test_lillevik_says_who_raised_the_cases(storvik: Run) -> None:
    shape = storvik("agenda", *ON, "--json", kommune="9902").json
    [year] = [share for share in shape["case_shares"] if share["year"] == 2025]
    assert (year["total"], year["raised_by"]["kommunedirektor"]) == (150, 147)
    assert year["sentence"].startswith("I 2025 reiste kommunedirektøren 147 av 150 saker")
    assert "Hvem reiser sakene?" in storvik("agenda", *ON, kommune="9902").out
