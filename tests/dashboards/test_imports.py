"""Page Import over HTTP: look, commit, undo; a bad file is a sentence, never a stack trace."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from typing import Any, Final

import pytest

from dashboards.pages.imports import report as imports_report
from dashboards.pages.imports.page import MAX_FILE_BYTES, _upload
from planhjul.cli.files import TEMPLATES
from planhjul.writing import Services
from tests.dashboards.conftest import NOW, ON, Store, app_of
from tests.dashboards.http import Browser, components, words
from tests.importers.line_workbooks import DETAILS, own_workbook, saved

STORVIK = "?kommune=9901"
FROM_NOVEMBER: Final = DETAILS | {"Gjelder fra": "01.11.2026"}
WAGE: Final = ["1", "2100", "202", "010", "", "Lønn", "", 182_000_000]
TAX: Final = ["1", "9000", "800", "870", "", "Skatt", "", -182_000_000]
NOTHING: Final = ["1", "2100", "202", "200", "", "Læremidler", "", 0]
UNKNOWN: Final = ["1", "2100", "299", "010", "", "Lønn", "", 182_000_000]
UNREADABLE: Final = ["1", "2100", "202", "010", "", "Lønn", "", "12,3.4"]
BALANCED: Final = [*[TAX] * 5, *[WAGE] * 4]


def workbook(*rows: list[Any], details: Mapping[str, Any] = FROM_NOVEMBER) -> bytes:
    """A budget for 2026 that stands from November 2026, with these rows from row 4 on."""
    return saved(own_workbook(rows, details))


GOOD: Final = workbook(*BALANCED, WAGE, NOTHING, NOTHING)
REMARKED: Final = workbook(*BALANCED, UNKNOWN)
BAD: Final = workbook(UNREADABLE, UNREADABLE)
BAD_AND_REMARKED: Final = workbook(UNREADABLE, UNREADABLE, details=FROM_NOVEMBER | {"Kommune": "9902"})


def two_kinds() -> bytes:
    """A workbook that is a budget, and a list of meetings too."""
    book = own_workbook([*BALANCED, WAGE], FROM_NOVEMBER)
    meetings = book.create_sheet("Møter")
    meetings.append(["Organ", "Dato"])
    meetings.append(["Kommunestyret", "10.12.2026"])
    return saved(book)


def upload(content: bytes, **props: Any) -> dict[str, Any]:
    return {
        "import-fil.changes": 1,
        "import-fil.name": "budsjett.xlsx",
        "import-fil.content": base64.b64encode(content).decode(),
        "adresse.search": STORVIK,
    } | props


def look(browser: Browser, content: bytes, **props: Any) -> dict[str, Any]:
    return browser.call("import-fil.changes", upload(content, **props))


def plain(tree: Any) -> str:
    return words(tree).replace("\N{NO-BREAK SPACE}", " ")


def table_rows(tree: Any, caption: str) -> list[dict[str, Any]]:
    [table] = [one for one in components(tree, "DataTable") if one["props"]["caption"] == caption]
    rows: list[dict[str, Any]] = table["props"]["rows"]
    return rows


def test_a_good_file_is_shown_before_it_is_stored(demo: Services, browser: Browser) -> None:
    before = demo.house.as_of("9901", ON).batches
    answer = look(browser, GOOD)
    said = plain(answer["import-resultat"]["children"])
    for expected in (
        "«budsjett.xlsx» kan lagres",
        "Budsjett- eller regnskapslinjer",
        "01.11.2026",
        "Rader lest 12",
        "Tatt inn 10",
        "Utelatt med grunn 2",
        "av dem 2 med bare 0",
        "910 000 000",
        "Filen erstatter dette",
        "Opprinnelig budsjett 2026, Drift, fra budsjett-2026-opprinnelig.xlsx",
    ):
        assert expected in said
    assert answer["import-lagre-plass"]["hidden"] is False
    assert demo.house.as_of("9901", ON).batches == before


def test_a_warning_does_not_stop_the_file(browser: Browser) -> None:
    answer = look(browser, REMARKED)
    said = words(answer["import-resultat"]["children"])
    assert "Det er 1 advarsel å se på" in said
    assert "1 linje har koder vi ikke kjenner" in said
    assert answer["import-lagre-plass"]["hidden"] is False


def test_every_mistake_stands_with_cell_and_advice(browser: Browser) -> None:
    answer = look(browser, BAD_AND_REMARKED)
    tree = answer["import-resultat"]["children"]
    assert "kan ikke lagres: 2 feil" in words(tree)
    rows = table_rows(tree, "Feil og merknader")
    assert [row["cells"]["where"]["t"] for row in rows] == ["Linjer!H4", "Linjer!H5", "budsjett.xlsx"]
    assert [row["group"] for row in rows] == ["error", "error", "warning"]
    assert rows[0]["cells"]["message"]["sub"] == "Sto der: 12,3.4"
    assert all(row["cells"]["advice"]["t"] for row in rows)
    assert answer["import-lagre-plass"]["hidden"] is True
    [table] = [one for one in components(tree, "DataTable") if one["props"]["filters"]]
    assert [option[1] for option in table["props"]["filters"]] == ["Alle (3)", "Feil (2)", "Advarsel (1)"]


def test_many_issues_say_how_many_are_shown(browser: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(imports_report, "ISSUES_SHOWN", 2)
    said = words(look(browser, BAD_AND_REMARKED)["import-resultat"]["children"])
    assert "de første 2 av 3" in said


def test_an_unknown_file_asks_for_the_format(browser: Browser) -> None:
    answer = look(browser, b"Navn;Adresse\nA;B\n", **{"import-fil.name": "kontakter.csv"})
    said = words(answer["import-resultat"]["children"])
    assert "Ikke kjent igjen" in said
    assert "Velg formatet selv" in said
    assert answer["import-valg"]["open"] is True
    assert answer["import-lagre-plass"]["hidden"] is True


def test_a_file_that_can_be_two_things_asks_for_the_format_and_takes_it(browser: Browser) -> None:
    content = two_kinds()
    answer = look(browser, content)
    assert "Velg formatet selv" in words(answer["import-resultat"]["children"])
    assert answer["import-valg"]["open"] is True
    chosen = upload(content, **{"import-format.changes": 1, "import-format.value": "lines"})
    again = browser.call("import-format.changes", chosen)
    assert "kan lagres" in words(again["import-resultat"]["children"])


def test_choices_reach_the_importer(browser: Browser) -> None:
    props = {"import-aar.value": "2030", "import-gjelder-fra.value": "2026-12-01"}
    said = words(look(browser, GOOD, **props)["import-resultat"]["children"])
    assert "2030" in said
    assert "01.12.2026" in said


@pytest.mark.parametrize(
    ("props", "expected"),
    [
        ({"import-fil.content": "ikke base64!"}, "kom ikke hel fram"),
        ({"import-fil.content": "abc"}, "kom ikke hel fram"),
        ({"import-aar.value": "tjuesju"}, "«tjuesju» er ikke et årstall"),
        ({"import-aar.value": "20270"}, "ikke et årstall"),
        ({"import-gjelder-fra.value": "31.02"}, "ikke en dato"),
    ],
)
@pytest.mark.parametrize("trigger", ["import-fil.changes", "import-lagre.n_clicks"])
def test_what_cannot_be_used_is_a_sentence(
    browser: Browser, props: dict[str, Any], expected: str, trigger: str
) -> None:
    answer = browser.call(trigger, upload(GOOD, **props) | {"import-lagre.n_clicks": 1})
    place = "import-resultat" if trigger.startswith("import-fil") else "import-lagret"
    assert expected in words(answer[place]["children"])
    assert answer["import-lagre-plass"]["hidden"] is True


def test_a_file_that_is_too_big_is_a_sentence() -> None:
    content = base64.b64encode(b"x" * (MAX_FILE_BYTES + 1)).decode()
    wrong = _upload("stor.xlsx", content, "", "", "", "").wrong
    assert wrong is not None
    assert "større enn" in wrong.source


def commit(browser: Browser, content: bytes = GOOD) -> dict[str, Any]:
    return browser.call("import-lagre.n_clicks", upload(content) | {"import-lagre.n_clicks": 1})


def test_commit_stores_once_and_renews_the_frame(store: Store) -> None:
    services = store()
    browser = app_of(services)
    answer = commit(browser)
    assert "«budsjett.xlsx» er lagret" in words(answer["import-lagret"]["children"])
    assert answer["revisjon"]["data"] == NOW.isoformat()
    assert [row["cells"]["undo"]["a"] for row in answer["import-liste"]["rows"]] == ["1"]
    again = commit(browser)
    assert "er lest inn før" in words(again["import-lagret"]["children"])
    assert len(services.house.as_of("9901", ON).batches) == 1


def test_a_file_that_has_become_bad_is_not_stored(store: Store) -> None:
    services = store()
    answer = commit(app_of(services), BAD)
    assert "kan ikke lagres" in words(answer["import-resultat"]["children"])
    assert services.house.as_of("9901", ON).batches == ()


def test_undo_asks_first_and_then_takes_it_out(store: Store) -> None:
    services = store()
    browser = app_of(services)
    commit(browser)
    pressed = {"import-liste.presses": 1, "import-liste.pressed": "1", "adresse.search": STORVIK}
    asked = browser.call("import-liste.presses", pressed)
    assert asked["import-angre"]["open"] is True
    assert "«budsjett.xlsx» tas ut" in words(asked["import-angre-tekst"]["children"])
    [batch] = services.house.as_of("9901", ON).batches
    assert batch.undone_at is None
    confirmed = pressed | {"import-angre-ja.n_clicks": 1}
    done = browser.call("import-angre-ja.n_clicks", confirmed)
    assert done["import-angre"]["open"] is False
    assert "er tatt ut" in words(done["import-angret"]["children"])
    assert done["import-liste"]["rows"][0]["cells"]["undo"]["t"] == "Angret 21.11.2026"
    [batch] = services.house.as_of("9901", ON).batches
    assert batch.undone_at == NOW
    twice = browser.call("import-angre-ja.n_clicks", confirmed)
    assert "angret allerede" in words(twice["import-angret"]["children"])


@pytest.mark.parametrize(
    ("trigger", "props"),
    [
        ("import-fil.changes", {}),
        ("import-lagre.n_clicks", {}),
        ("import-liste.presses", {}),
        ("import-liste.presses", {"import-liste.presses": 1, "import-liste.pressed": "99"}),
        ("import-angre-ja.n_clicks", {}),
        ("import-fil.changes", upload(GOOD) | {"adresse.search": "?kommune=0301"}),
    ],
)
def test_nothing_asked_changes_nothing(browser: Browser, trigger: str, props: dict[str, Any]) -> None:
    assert browser.call(trigger, props) == {}


def test_the_page_lists_templates_and_batches(store: Store) -> None:
    browser = app_of(store())
    commit(browser)
    tree = browser.show("/import", STORVIK)["innhold"]["children"]
    links = {
        one["props"]["href"]: one["props"]["download"]
        for one in components(tree, "A")
        if "download" in one["props"]
    }
    assert links == {f"/mal/{kind}.xlsx": f"planhjul-{kind}.xlsx" for kind in TEMPLATES}
    [row] = table_rows(tree, "Innlesinger i Storvik")
    assert row["cells"]["content"] == {
        "t": "Budsjett- eller regnskapslinjer",
        "sub": "Opprinnelig budsjett 2026",
    }


def test_the_frame_names_the_file_behind_the_numbers(changing: Services) -> None:
    browser = app_of(changing)
    commit(browser)

    def frame(version: str) -> str:
        search = f"{STORVIK}&aar=2026&versjon={version}"
        return words(browser.show("/", search)["grunnlag"]["children"])

    assert "Fil: budsjett.xlsx." in frame("opprinnelig_budsjett")
    assert "budsjett.xlsx" not in frame("revidert_budsjett")
