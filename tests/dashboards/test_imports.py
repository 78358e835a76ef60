"""Page Import over HTTP: look, commit, undo; a bad file is a sentence, never a stack trace."""

from __future__ import annotations

import base64
from datetime import date
from typing import Any, Final

import pytest

from dashboards.pages.imports import report as imports_report
from dashboards.pages.imports.page import MAX_FILE_BYTES, _upload
from planhjul.staged import BatchRow
from planhjul.writing import Services
from tests.dashboards.conftest import NOW, ON, Store, app_of
from tests.dashboards.http import Browser, components, words
from tests.importers.line_workbooks import DETAILS, own_workbook, saved
from tests.store.examples import budget

STORVIK = "?kommune=9901"
_BUDGET: Final = {**DETAILS, "År": 2027, "Gjelder fra": "01.11.2026"}
_GOOD: Final = [
    ("1", "2100", "202", "010", "", "Lønn", "", 910_000_000),
    ("1", "9000", "840", "800", "", "Rammetilskudd", "", -910_000_000),
    *(("1", "2100", "202", "050", "", "Lønn", "", amount) for amount in (1, -1, 2, -2, 3, -3, 4, -4)),
    ("1", "2100", "202", "105", "", "Kjøp", "", 0),
    ("1", "2100", "202", "110", "", "Kjøp", "", 0),
]
_GONE_OUT: Final = [
    ("1", "9000", "800", "875", "", "Eiendomsskatt", "", -123),
    ("1", "2100", "202", "010", "", "Lønn", "", 123),
]
_UNREADABLE: Final = [("1", "2100", "202", "010", "", "Lønn", "", "12,3.4")] * 2
# What a file brings → its bytes: the same bytes each time are the same file.
FILES: Final = {
    "greit": saved(own_workbook(_GOOD, _BUDGET)),
    "advarsel": saved(own_workbook([*_GOOD, *_GONE_OUT], _BUDGET)),
    "feil": saved(own_workbook([*_GOOD, *_UNREADABLE], _BUDGET)),
    "feil og advarsel": saved(own_workbook(_GOOD[:1], {"Kommune": "9901", "Enhet": "kroner"})),
    "ukjent": saved(own_workbook(_GOOD, {}, headings=("Hva", "Hvor", "Hvem", "Hvor mye"))),
}


@pytest.fixture
def services(store: Store) -> Services:
    """Storvik with an earlier budget for 2027."""
    return store(budget("gammel", 100, date(2026, 10, 1), year=2027))


@pytest.fixture
def browser(services: Services) -> Browser:
    return app_of(services)


def stored(services: Services) -> tuple[BatchRow, ...]:
    """The imports of the page, newest first."""
    return services.house.as_of("9901", ON).batches[:-1]


def upload(file: str, **props: Any) -> dict[str, Any]:
    return {
        "import-fil.changes": 1,
        "import-fil.name": "budsjett.xlsx",
        "import-fil.content": base64.b64encode(FILES[file]).decode(),
        "adresse.search": STORVIK,
    } | props


def look(browser: Browser, file: str, **props: Any) -> dict[str, Any]:
    return browser.call("import-fil.changes", upload(file, **props))


def table_rows(tree: Any, caption: str) -> list[dict[str, Any]]:
    [table] = [one for one in components(tree, "DataTable") if one["props"]["caption"] == caption]
    rows: list[dict[str, Any]] = table["props"]["rows"]
    return rows


def test_a_good_file_is_shown_before_it_is_stored(browser: Browser) -> None:
    answer = look(browser, "greit")
    said = words(answer["import-resultat"]["children"])
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
        "Opprinnelig budsjett 2027, Drift, fra gammel.xlsx",
    ):
        assert expected in said
    assert answer["import-lagre-plass"]["hidden"] is False


def test_a_warning_does_not_stop_the_file(browser: Browser) -> None:
    answer = look(browser, "advarsel")
    said = words(answer["import-resultat"]["children"])
    assert "Det er 1 advarsel å se på" in said
    assert "1 linje har koder vi ikke kjenner" in said
    assert answer["import-lagre-plass"]["hidden"] is False


def test_every_mistake_stands_with_cell_and_advice(browser: Browser) -> None:
    answer = look(browser, "feil")
    tree = answer["import-resultat"]["children"]
    assert "kan ikke lagres: 2 feil" in words(tree)
    rows = table_rows(tree, "Feil og merknader")
    assert [row["cells"]["where"]["t"] for row in rows[:2]] == ["Linjer!H16", "Linjer!H17"]
    assert [row["group"] for row in rows[:2]] == ["error", "error"]
    assert rows[0]["cells"]["message"]["sub"] == "Sto der: 12,3.4"
    assert answer["import-lagre-plass"]["hidden"] is True


def test_mistakes_and_warnings_can_be_looked_at_apart(browser: Browser) -> None:
    tree = look(browser, "feil og advarsel")["import-resultat"]["children"]
    assert "kan ikke lagres: 2 feil" in words(tree)
    rows = table_rows(tree, "Feil og merknader")
    assert [row["group"] for row in rows] == ["error", "error", "warning"]
    [table] = [one for one in components(tree, "DataTable") if one["props"]["filters"]]
    assert [option[1] for option in table["props"]["filters"]] == ["Alle (3)", "Feil (2)", "Advarsel (1)"]


def test_many_issues_say_how_many_are_shown(browser: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(imports_report, "ISSUES_SHOWN", 2)
    said = words(look(browser, "feil og advarsel")["import-resultat"]["children"])
    assert "de første 2 av 3" in said


def test_an_unknown_file_asks_for_the_format(browser: Browser) -> None:
    answer = look(browser, "ukjent")
    assert "Velg formatet selv" in words(answer["import-resultat"]["children"])
    assert answer["import-valg"]["open"] is True


def test_what_a_file_does_not_say_can_be_chosen(browser: Browser) -> None:
    assert "kan ikke lagres" in words(look(browser, "feil og advarsel")["import-resultat"]["children"])
    chosen = upload(
        "feil og advarsel",
        **{
            "import-format.changes": 1,
            "import-format.value": "lines",
            "import-versjon.value": "opprinnelig_budsjett",
            "import-aar.value": "2027",
        },
    )
    again = browser.call("import-format.changes", chosen)
    assert "kan lagres" in words(again["import-resultat"]["children"])
    assert again["import-lagre-plass"]["hidden"] is False


def test_choices_reach_the_importer(browser: Browser) -> None:
    props = {
        "import-versjon.value": "opprinnelig_budsjett",
        "import-aar.value": "2030",
        "import-gjelder-fra.value": "2026-12-01",
    }
    said = words(look(browser, "feil og advarsel", **props)["import-resultat"]["children"])
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
    answer = browser.call(trigger, upload("greit", **props) | {"import-lagre.n_clicks": 1})
    place = "import-resultat" if trigger.startswith("import-fil") else "import-lagret"
    assert expected in words(answer[place]["children"])
    assert answer["import-lagre-plass"]["hidden"] is True


def test_a_file_that_is_too_big_is_a_sentence() -> None:
    content = base64.b64encode(b"x" * (MAX_FILE_BYTES + 1)).decode()
    wrong = _upload("stor.xlsx", content, "", "", "", "").wrong
    assert wrong is not None
    assert "større enn" in wrong.source


def commit(browser: Browser, file: str = "greit") -> dict[str, Any]:
    return browser.call("import-lagre.n_clicks", upload(file) | {"import-lagre.n_clicks": 1})


def test_commit_stores_once_and_renews_the_frame(browser: Browser, services: Services) -> None:
    answer = commit(browser)
    assert "«budsjett.xlsx» er lagret" in words(answer["import-lagret"]["children"])
    assert answer["revisjon"]["data"] == NOW.isoformat()
    assert [row["cells"]["undo"]["a"] for row in answer["import-liste"]["rows"]] == ["2", "1"]
    again = commit(browser)
    assert "er lest inn før" in words(again["import-lagret"]["children"])
    assert len(stored(services)) == 1


def test_a_file_that_has_become_bad_is_not_stored(browser: Browser, services: Services) -> None:
    answer = commit(browser, "feil")
    assert "kan ikke lagres" in words(answer["import-resultat"]["children"])
    assert stored(services) == ()


def test_undo_asks_first_and_then_takes_it_out(browser: Browser, services: Services) -> None:
    commit(browser)
    pressed = {"import-liste.presses": 1, "import-liste.pressed": "2", "adresse.search": STORVIK}
    asked = browser.call("import-liste.presses", pressed)
    assert asked["import-angre"]["open"] is True
    assert "«budsjett.xlsx» tas ut" in words(asked["import-angre-tekst"]["children"])
    confirmed = pressed | {"import-angre-ja.n_clicks": 1}
    done = browser.call("import-angre-ja.n_clicks", confirmed)
    assert done["import-angre"]["open"] is False
    assert "er tatt ut" in words(done["import-angret"]["children"])
    assert done["import-liste"]["rows"][0]["cells"]["undo"]["t"] == "Angret 21.11.2026"
    assert stored(services)[0].undone_at == NOW
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
        ("import-fil.changes", upload("greit") | {"adresse.search": "?kommune=0301"}),
    ],
)
def test_nothing_asked_changes_nothing(browser: Browser, trigger: str, props: dict[str, Any]) -> None:
    assert browser.call(trigger, props) == {}


def test_the_page_lists_templates_and_batches(browser: Browser, services: Services) -> None:
    commit(browser)
    tree = browser.show("/import", STORVIK)["innhold"]["children"]
    links = {
        one["props"]["href"]: one["props"]["download"]
        for one in components(tree, "A")
        if "download" in one["props"]
    }
    assert links == {
        f"/mal/{kind}.xlsx": f"planhjul-{kind}.xlsx" for kind in services.imports.template_kinds()
    }
    assert "/mal/budget.xlsx" in links
    row, _ = table_rows(tree, "Innlesinger i Storvik")
    assert row["cells"]["content"] == {
        "t": "Budsjett- eller regnskapslinjer",
        "sub": "Opprinnelig budsjett 2027",
    }


def test_the_frame_names_the_file_behind_the_numbers(browser: Browser) -> None:
    commit(browser)
    named = browser.show("/", STORVIK + "&aar=2027&versjon=opprinnelig_budsjett")["grunnlag"]["children"]
    assert "Fil: budsjett.xlsx." in words(named)
    frame = browser.show("/", STORVIK + "&aar=2027&versjon=direktorens_forslag")["grunnlag"]["children"]
    assert "Fil:" not in words(frame)
