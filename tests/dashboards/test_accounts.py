"""Page Budsjett og regnskap: the law's lines, every control, and figures that say what they stand on."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from planhjul.house.accounts import Accounts
from planhjul.house.columns import closing_budget, decided_budget, neighbours
from planhjul.house.money import LineDetail, NoVersion, VersionChoice
from planhjul.issues import CellRef
from planhjul.ledger.areas import Area
from planhjul.ledger.forms.columns import aligned
from planhjul.ledger.forms.documents import PrintedColumn, PrintedForm, PrintedLine
from planhjul.ledger.forms.lines import FormKey
from planhjul.ledger.forms.overviews import Overview, overview
from planhjul.ledger.versions import VersionKind
from planhjul.municipality import Setting
from planhjul.reference.codes import load_codes
from planhjul.reference.forms import load_forms
from planhjul.staged import Content, Staged
from planhjul.texts import text
from tests.dashboards.conftest import Odd, Store, app_of
from tests.dashboards.http import Browser, components, words
from tests.ledger.areas import area
from tests.ledger.frames import MILLION, sums_of
from tests.store.examples import lines, setting, staged

STORVIK = "?kommune=9901&aar=2027"
PATH = "/budsjett"
AREAS = (area("skole", "Grunnskole", ("202", "222")),)
SETTINGS = (setting("disposisjonsfond.2026", "60000000"), setting("mal_ndr", "0,02", 5))


def show(browser: Browser, search: str = STORVIK) -> Any:
    return browser.show(PATH, search)["innhold"]["children"]


def said(browser: Browser, search: str = STORVIK) -> str:
    return plain(show(browser, search))


def plain(page: Any) -> str:
    return words(page).replace("\N{NO-BREAK SPACE}", " ")


def year(
    of: int = 2027, kind: str = "direktorens_forslag", *, short: int = 20, art: str = "878"
) -> list[dict[str, Any]]:
    """The lines of a year in millions: drift that lacks so many, property tax on the art, an investment."""
    drift = [
        ("800", "840", -320),
        ("870", "800", -300),
        (art, "800", -20),
        ("010", "202", 620 + short),
        ("010", "201", 5),
        ("570", "880", 15),
    ]
    found = [("1", *line) for line in drift] + [("0", "230", "222", 15), ("0", "970", "880", -15)]
    return [
        {
            "year": of, "kind": kind, "kontoklasse": kontoklasse, "art": code, "funksjon": funksjon,
            "side": "income" if code >= "600" else "expense", "amount_ore": millions * MILLION,
        }
        for kontoklasse, code, funksjon, millions in found
    ]  # fmt: skip


def file(
    *rows: dict[str, Any],
    areas: tuple[Area, ...] = AREAS,
    settings: tuple[Setting, ...] = SETTINGS,
    documents: tuple[PrintedForm, ...] = (),
    name: str = "forslag.xlsx",
) -> Staged:
    """A file with the lines, known from 1 November 2026."""
    content = Content(lines=lines(*rows), areas=areas, settings=settings, documents=documents)
    return staged(content, file=name, stood_from=date(2026, 11, 1))


@pytest.fixture(scope="module")
def small(module_store: Store) -> Browser:
    """An app on a store with one proposal that lacks 20 millions, and nothing beside it."""
    return app_of(module_store(file(*year())))


def table(page: Any, id_: str) -> list[list[str]]:
    """The rows of the table in a section, as the reader sees them."""
    [section] = [one for one in components(page, "Section") if one["props"].get("id") == id_]
    return [
        [words(cell).replace("\N{NO-BREAK SPACE}", " ") for cell in _cells(row)]
        for row in components(section, "Tr")
    ]


def _cells(row: Any) -> list[Any]:
    children = row["props"]["children"]
    return children if isinstance(children, list) else [children]


@pytest.mark.parametrize(
    ("short", "sentence"),
    [
        (20, "Kommunedirektørens forslag 2027 mangler 20,0 mill. kr på å gå i balanse."),
        (0, "Kommunedirektørens forslag 2027 går i balanse."),
        (-3, "Kommunedirektørens forslag 2027 har 3,0 mill. kr som ikke er disponert."),
    ],
)
def test_the_first_sentence_says_whether_it_balances(store: Store, short: int, sentence: str) -> None:
    assert sentence in said(app_of(store(file(*year(short=short)))))


def test_the_lines_have_number_name_and_an_amount_per_version(browser: Browser) -> None:
    rows = table(show(browser), "budsjett-oversikt")
    assert rows[0] == [
        "Nr.",
        "Tall i hele tusen kroner",
        "Regnskap 2025",
        "Revidert budsjett 2026",
        *(f"Kommunedirektørens forslag {year}" for year in (2027, 2028, 2029, 2030)),
    ]
    assert rows[1] == [
        "1", "Rammetilskudd", "298 500", "309 300", "320 000", "319 000", "318 000", "317 000",
    ]  # fmt: skip
    assert ["Disponering eller dekning av netto driftsresultat:"] in rows


def test_amounts_can_be_shown_in_kroner(browser: Browser) -> None:
    rows = table(show(browser, STORVIK + "&enhet=kroner"), "budsjett-oversikt")
    assert rows[0][1] == "Tall i kroner"
    assert rows[1][4] == "320 000 000"


@pytest.mark.parametrize(
    ("form", "title"),
    [
        ("5-4", "Bevilgningsoversikt – drift (§ 5-4)"),
        ("5-5", "(§ 5-5)"),
        ("5-6", "(§ 5-6)"),
        ("noe annet", "Bevilgningsoversikt – drift (§ 5-4)"),
    ],
)
def test_the_overview_follows_the_address(browser: Browser, form: str, title: str) -> None:
    heading = next(
        one
        for one in components(show(browser, f"{STORVIK}&skjema={form}&enhet=x"), "Section")
        if one["props"].get("id") == "budsjett-oversikt"
    )
    assert title in words(next(components(heading, "H2")))


def test_the_other_versions_are_links_and_the_chosen_one_is_not(browser: Browser) -> None:
    page = show(browser, STORVIK + "&skjema=5-6")
    links = [one["props"] for one in components(page, "Link") if "versjon=" in one["props"]["href"]]
    assert [link["children"] for link in links] == [
        "Regnskap 2025",
        "Revidert budsjett 2026",
        *(f"Kommunedirektørens forslag {year}" for year in (2028, 2029, 2030)),
    ]
    assert all("skjema=5-6" in link["href"] for link in links)


def test_sum_rows_and_the_second_part_agree(browser: Browser, small: Browser) -> None:
    rows = table(show(browser), "budsjett-omrader")
    assert rows[1] == ["Sum bevilgninger drift, netto"]
    assert rows[2][:4] == ["Grunnskole", "138 969", "144 021", "150 000"]
    assert rows[-1][:4] == ["Sum", "607 499", "627 632", "651 300"]
    rows = table(show(small), "budsjett-omrader")
    assert rows[2][:2] == ["Grunnskole", "640 000"]
    assert rows[3][:2] == ["Uten område", "5 000"]
    assert rows[4][:2] == ["Sum", "645 000"]


def test_an_overview_without_a_second_part_has_no_table_for_it(browser: Browser) -> None:
    page = show(browser, STORVIK + "&skjema=5-6")
    assert "Andre del" not in words(page)


def test_the_controls_to_look_at_come_first_and_give_advice(browser: Browser) -> None:
    page = said(browser)
    assert "2 av 9 kontroller viser et avvik." in page
    assert "De avgjør ikke om budsjettet er lovlig." in page
    assert page.index("Drift går ikke i null") < page.index("Brutto driftsresultat er likt")
    assert page.index("Avvik") < page.index("Stemmer")


def test_controls_that_all_agree_say_so(store: Store) -> None:
    assert "Alle 9 kontroller stemmer." in said(app_of(store(file(*year(short=0)))))


def test_an_art_that_has_gone_out_and_missing_areas_are_said_before_the_numbers(store: Store) -> None:
    page = said(app_of(store(file(*year(art="875"), areas=()))))
    assert page.index("Art 875") < page.index("Rammetilskudd")
    assert "Kommunen har ingen budsjettområder" in page


def test_key_figures_have_norm_target_definition_and_source(browser: Browser, small: Browser) -> None:
    page = said(small)
    assert "Anbefalt: minst 1,75 %. Kommunens eget mål: 2,00 %." in page
    assert "Over 8 %: større økonomisk handlefrihet." in page
    assert "Netto driftsresultat delt på brutto driftsinntekter." in page
    assert "SSB, KLASS; det tekniske beregningsutvalget" in page
    assert "60,0 mill. kr" in page
    assert "Mellom 5 og 8 %: moderat økonomisk handlefrihet." in said(browser)


def test_key_figures_without_a_value_say_why(browser: Browser) -> None:
    page = said(browser)
    after = page[page.index("Nøkkeltall som ikke kan regnes ut") :]
    assert "Ikke beregnet: gjelden står i balansen, og den hører til regnskapet." in after
    assert "Netto lånegjeld" in after


def test_without_neighbours_or_key_figures_the_page_is_still_whole(small: Browser, odd: Odd) -> None:
    assert table(show(small), "budsjett-oversikt")[0][2:] == ["Kommunedirektørens forslag 2027"]
    without = odd(Accounts, "key_figures", NoVersion(text("Det finnes ingen tall for dette året.")))
    page = show(without)
    assert table(page, "budsjett-oversikt")
    assert "Anbefalt" not in words(page)


@pytest.mark.parametrize("search", ["?kommune=9901", "?kommune=9901&aar=2040"])
def test_no_version_sends_to_import(store: Store, search: str) -> None:
    page = said(app_of(store()), search)
    assert "Ingen budsjett eller regnskap gjelder per denne datoen." in page
    assert "Gå til Import" in page


def test_the_reason_of_the_house_is_what_is_shown(odd: Odd) -> None:
    missing = NoVersion(text("Det finnes ingen tall for dette året."))
    assert "Det finnes ingen tall for dette året." in said(odd(Accounts, "side_by_side", missing))


def choice(kind: VersionKind, year: int, day: date = date(2026, 11, 1)) -> VersionChoice:
    return VersionChoice(kind, year, day)


PROPOSAL = [choice(VersionKind.DIREKTORENS_FORSLAG, year) for year in (2027, 2028, 2029)]
BUDGET = choice(VersionKind.OPPRINNELIG_BUDSJETT, 2026)
REVISED = choice(VersionKind.REVIDERT_BUDSJETT, 2026)
ACCOUNTS = [choice(VersionKind.REGNSKAP, year) for year in (2023, 2024, 2025)]
PLAN = [choice(VersionKind.OKONOMIPLAN, year, date(2025, 12, 11)) for year in (2027, 2028)]
ALL = [*PROPOSAL, *PLAN, REVISED, BUDGET, *ACCOUNTS]
OTHER_DAY = choice(VersionKind.DIREKTORENS_FORSLAG, 2030, date(2025, 11, 1))


@pytest.mark.parametrize(
    ("chosen", "expected"),
    [
        (PROPOSAL[0], [ACCOUNTS[2], REVISED, *PROPOSAL]),
        (PROPOSAL[1], [ACCOUNTS[2], REVISED, *PROPOSAL]),
        (OTHER_DAY, [ACCOUNTS[2], OTHER_DAY]),
        (BUDGET, [ACCOUNTS[2], BUDGET, *PLAN]),
        (PLAN[0], [ACCOUNTS[2], REVISED, *PLAN]),
        (ACCOUNTS[2], [ACCOUNTS[2], ACCOUNTS[1]]),
        (ACCOUNTS[0], [ACCOUNTS[0]]),
    ],
)
def test_the_columns_are_those_of_the_regulation(
    chosen: VersionChoice, expected: list[VersionChoice]
) -> None:
    assert list(neighbours([*ALL, OTHER_DAY], chosen, 2027)) == expected


def test_accounts_of_a_year_that_is_not_over_are_no_column_beside_a_budget() -> None:
    chosen = choice(VersionKind.DIREKTORENS_FORSLAG, 2027)
    unfinished = choice(VersionKind.REGNSKAP, 2026)
    shown = neighbours([*ALL, unfinished, chosen], chosen, 2026)
    assert [one.year for one in shown if one.kind is VersionKind.REGNSKAP] == [2025]


def test_accounts_stand_beside_the_budgets_of_the_year() -> None:
    chosen = choice(VersionKind.REGNSKAP, 2026)
    assert neighbours([*ALL, chosen], chosen, 2027) == (chosen, REVISED, BUDGET, ACCOUNTS[2])


def test_a_line_only_another_year_has_stands_where_it_stood() -> None:
    def answer(year: int) -> Overview:
        sums = sums_of([("800", "840", -320 * MILLION), ("010", "202", 320 * MILLION)], year=year)
        return overview(
            FormKey.DRIFT, sums, load_forms(), load_codes(), (),
            year=year, kind=VersionKind.REGNSKAP, stood_from=date(2026, 11, 1),
        )  # fmt: skip

    lines = aligned([answer(2021), answer(2027)], 1)
    keys = [one.line.key for one in lines]
    only_old = [one for one in lines if one.nr is None]
    assert [one.line.key for one in only_old] == ["netto_bundne_fond", "netto_disposisjonsfond"]
    assert all(one.amounts[1] is None for one in only_old)
    assert keys.index("netto_bundne_fond") == keys.index("overforing_investering") + 1
    assert [one.nr for one in lines if one.nr] == list(range(1, 26))


ACCOUNTS_2025 = STORVIK.replace("2027", "2025") + "&versjon=regnskap"


def test_a_line_leads_to_its_arts_and_they_to_the_cells(browser: Browser) -> None:
    page = show(browser, STORVIK + "&linje=bevilgninger")
    [link] = [
        one["props"]
        for one in components(page, "Link")
        if one["props"]["children"] == "Rammetilskudd" and "linje=rammetilskudd" in one["props"]["href"]
    ]
    assert "aar=2027" in link["href"]
    shown = plain(page)
    assert "Bak linjen: Sum bevilgninger drift, netto" in shown
    assert "Summen av artene som hører til linjen." in shown
    assert "651 300 000" in shown
    functions = said(browser, STORVIK + "&linje=bevilgninger&art=010")
    assert "345 542 000" in functions
    assert "Alle artene på linjen" in functions
    assert "Linjer med fil og celle" not in functions
    behind = said(browser, STORVIK + "&linje=bevilgninger&art=010&funksjon=202")
    assert "Art 010 Fastlønn, funksjon 202 Grunnskole" in behind
    assert "19 linjer, til sammen 74 130 000 kr." in behind
    assert "2 188 000 Økonomiplan!H465 forslag-2027-2030.xlsx" in behind


def test_a_sum_leads_to_the_lines_it_is_made_of(browser: Browser) -> None:
    page = said(browser, STORVIK + "&linje=brutto_driftsresultat")
    assert "Linjen er en sum." in page
    assert "trekkes fra" in page
    assert "minus Sum netto driftsutgifter" in page


@pytest.mark.parametrize("search", ["&linje=finnes_ikke", "&linje=bevilgninger&art=999&funksjon=202"])
def test_a_drill_that_leads_nowhere_is_left_out(browser: Browser, search: str) -> None:
    assert "Linjer med fil og celle" not in said(browser, STORVIK + search)


def test_a_long_drill_is_cut(odd: Odd) -> None:
    line = LineDetail("870", "", "", 0, -1, "f.xlsx", CellRef("f.xlsx", "Ark", 4, 8))
    long = odd(Accounts, "lines", (line,) * 500)
    page = said(long, STORVIK + "&linje=inntekts_og_formuesskatt&art=870&funksjon=800")
    assert "Tabellen viser bare de første 500 linjene." in page
    assert "Linjer med fil og celle" in page


def document(key: str = "rammetilskudd") -> PrintedForm:
    cell = CellRef("trykt.xlsx", "Ark1", 5, 1)
    columns = (PrintedColumn("Budsjett 2027", None, 2027), PrintedColumn("Regnskap 1999", None, 1999))
    lines = (
        PrintedLine(key, "1", "Rammetilskudd", (32_100_000_000, 1), cell),
        PrintedLine("", "", "Grunnskole", (64_000_000_000, None), cell),
        PrintedLine("eiendomsskatt", "3", "Eiendomsskatt", (None, None), cell),
        PrintedLine("finnes_ikke", "", "Noe annet", (5, None), cell),
    )
    return PrintedForm("p1", "Trykt oversikt", "5-4", 100_000, columns, lines, cell)


def test_a_printed_overview_stands_beside_ours_and_a_break_points_at_the_line(
    browser: Browser, store: Store
) -> None:
    page = show(app_of(store(file(*year(), documents=(document(),), name="trykt.xlsx"))))
    [section] = [one for one in components(page, "Section") if one["props"].get("id") == "budsjett-trykt"]
    shown = plain(section)
    assert "2 beløp sammenlignet, 1 avvik ut over avrunding." in shown
    assert "Trykket står i trykt.xlsx." in shown
    assert "«Regnskap 1999» har ingen versjon å sammenlignes med." in shown
    assert "forskjell 1 000 000 kr" in shown
    assert "321 000 000" in shown
    assert "linje=rammetilskudd" in str(section)
    ours = said(browser, "?kommune=9901&aar=2026&versjon=opprinnelig_budsjett")
    assert "75 beløp sammenlignet, 2 avvik ut over avrunding." in ours


def test_accounts_have_the_closing_overview_and_budgets_do_not(browser: Browser, store: Store) -> None:
    assert "(§ 5-9)" not in said(browser)
    page = said(browser, ACCOUNTS_2025 + "&skjema=5-9")
    assert "Regnskap 2025 har et mindreforbruk på 5,0 mill. kr" in page
    assert "Strykning av bruk av lån" in page
    assert "Kontrollen stemmer." in page
    year_before = ACCOUNTS_2025.replace("2025", "2024")
    assert "har et merforbruk på 5,4 mill. kr" in said(browser, year_before + "&skjema=5-9")
    rows = [*year(2025, "regnskap", short=0), *year(2025, "revidert_budsjett", short=0)]
    even = said(app_of(store(file(*rows))), ACCOUNTS_2025 + "&skjema=5-9&enhet=kroner")
    assert "har ikke avvik fra budsjettet" in even
    assert "Tall i kroner" in even


def test_a_closing_overview_that_cannot_be_made_says_why(browser: Browser) -> None:
    page = said(browser, ACCOUNTS_2025.replace("2025", "2023") + "&skjema=5-9")
    assert "§ 5-9 sammenligner regnskapet med budsjettet" in page
    # A proposal has no closing: the address of one shows § 5-4.
    assert "Bevilgningsoversikt – drift (§ 5-4)" in said(browser, STORVIK + "&skjema=5-9")


def test_the_grounds_for_robek_say_which_are_judged(browser: Browser, small: Browser) -> None:
    def robek(page: Any) -> Any:
        [section] = [one for one in components(page, "Section") if one["props"].get("id") == "budsjett-robek"]
        return section

    assert "5 av 7 grunnlag kan avgjøres fra tallene, og 2 av dem slår til." in words(robek(show(browser)))
    alone = robek(show(small))
    assert "1 av 7 grunnlag kan avgjøres fra tallene, og 1 av dem slår til." in words(alone)
    assert "merforbruk.2026" in str(alone)
    unfinished = said(browser, "?kommune=9901&aar=2026&versjon=regnskap")
    assert "Det kan ikke leses som et årsregnskap." in unfinished


@pytest.mark.parametrize(
    ("year", "title"),
    [(2027, "Bevilgningsoversikt – investering (§ 5-5)"), (2019, "Investering (budsjettskjema 2A)")],
)
def test_a_version_of_only_investment_is_shown_in_its_own_form(store: Store, year: int, title: str) -> None:
    rows = [
        {"year": year, "kontoklasse": "0", "art": "230", "funksjon": "222", "amount_ore": 15 * MILLION},
        {
            "year": year, "kontoklasse": "0", "art": "970", "funksjon": "880", "side": "income",
            "amount_ore": -15 * MILLION,
        },
    ]  # fmt: skip
    app = app_of(store(file(*rows)))
    assert title in words(show(app, STORVIK.replace("2027", str(year))))


@pytest.mark.parametrize(
    ("suffix", "status", "begins"), [("xlsx", 200, b"PK"), ("html", 200, b"<!doctype"), ("pdf", 404, b"")]
)
def test_the_overviews_can_be_downloaded(browser: Browser, suffix: str, status: int, begins: bytes) -> None:
    answer = browser.client.get(f"/budsjett/oversikter.{suffix}{STORVIK}")
    assert answer.status_code == status
    assert answer.get_data().startswith(begins)
    if status == 200:
        assert f"oversikter-9901-2027.{suffix}" in answer.headers["Content-Disposition"]


@pytest.mark.parametrize("search", ["?kommune=9901", "?kommune=1234&aar=2027", "?kommune=9901&aar=2040"])
def test_a_download_without_a_version_is_not_found(browser: Browser, search: str) -> None:
    assert browser.client.get(f"/budsjett/oversikter.xlsx{search}").status_code == 404


def test_the_budget_to_close_against_is_the_revised_one_and_the_decided_is_the_original() -> None:
    assert closing_budget(ALL, 2026) == REVISED
    assert decided_budget(ALL, 2026) == BUDGET
    assert closing_budget(ALL, 2024) is None
