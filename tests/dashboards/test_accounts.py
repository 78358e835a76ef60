"""Page Budsjett og regnskap: the law's lines, every control, and figures that say what they stand on."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from dashboards.app import create_app
from planhjul.issues import CellRef
from planhjul.ledger.forms.columns import aligned
from planhjul.ledger.forms.documents import PrintedColumn, PrintedForm, PrintedLine
from planhjul.ledger.forms.lines import FormKey
from planhjul.ledger.forms.overviews import Overview
from planhjul.ledger.versions import VersionKind
from planhjul.services.accounts_columns import closing_budget, decided_budget, neighbours
from planhjul.services.municipalities import VersionChoice
from tests.dashboards.fakes import NOW, ON, FakeMunicipalities, fake_services
from tests.dashboards.fakes_accounts import FakeAccounts
from tests.dashboards.http import Browser, components, words

STORVIK = "?kommune=9901&aar=2027"


def show(search: str = STORVIK, accounts: FakeAccounts | None = None) -> Any:
    app = create_app(fake_services(accounts=accounts or FakeAccounts()), today=lambda: ON, now=lambda: NOW)
    return Browser(app).show("/budsjett", search)["innhold"]["children"]


def said(search: str = STORVIK, accounts: FakeAccounts | None = None) -> str:
    return words(show(search, accounts)).replace("\N{NO-BREAK SPACE}", " ")


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
def test_the_first_sentence_says_whether_it_balances(short: int, sentence: str) -> None:
    assert sentence in said(accounts=FakeAccounts(short=short))


def test_the_lines_have_number_name_and_an_amount_per_version() -> None:
    rows = table(show(), "budsjett-oversikt")
    assert rows[0] == [
        "Nr.",
        "Tall i hele tusen kroner",
        "Regnskap 2025",
        "Revidert budsjett 2026",
        "Kommunedirektørens forslag 2027",
        "Kommunedirektørens forslag 2028",
    ]
    assert rows[1] == ["1", "Rammetilskudd", *["320 000"] * 4]
    assert ["Disponering eller dekning av netto driftsresultat:"] in rows


def test_amounts_can_be_shown_in_kroner() -> None:
    rows = table(show(STORVIK + "&enhet=kroner"), "budsjett-oversikt")
    assert rows[0][1] == "Tall i kroner"
    assert rows[1][2] == "320 000 000"


@pytest.mark.parametrize(
    ("form", "title"),
    [
        ("5-4", "Bevilgningsoversikt – drift (§ 5-4)"),
        ("5-5", "(§ 5-5)"),
        ("5-6", "(§ 5-6)"),
        ("noe annet", "Bevilgningsoversikt – drift (§ 5-4)"),
    ],
)
def test_the_overview_follows_the_address(form: str, title: str) -> None:
    heading = next(
        one
        for one in components(show(f"{STORVIK}&skjema={form}&enhet=x"), "Section")
        if one["props"].get("id") == "budsjett-oversikt"
    )
    assert title in words(next(components(heading, "H2")))


def test_the_other_versions_are_links_and_the_chosen_one_is_not() -> None:
    page = show(STORVIK + "&skjema=5-6")
    links = [one["props"] for one in components(page, "Link") if "versjon=" in one["props"]["href"]]
    assert [link["children"] for link in links] == [
        "Regnskap 2025",
        "Revidert budsjett 2026",
        "Kommunedirektørens forslag 2028",
    ]
    assert all("skjema=5-6" in link["href"] for link in links)


def test_sum_rows_and_the_second_part_agree() -> None:
    rows = table(show(), "budsjett-omrader")
    assert rows[1] == ["Sum bevilgninger drift, netto"]
    assert rows[2][:2] == ["Grunnskole", "640 000"]
    assert rows[3][:2] == ["Uten område", "5 000"]
    assert rows[4][:2] == ["Sum", "645 000"]


def test_an_overview_without_a_second_part_has_no_table_for_it() -> None:
    page = show(STORVIK + "&skjema=5-6")
    assert "Andre del" not in words(page)


def test_the_controls_to_look_at_come_first_and_give_advice() -> None:
    page = said()
    assert "2 av 9 kontroller viser et avvik." in page
    assert "De avgjør ikke om budsjettet er lovlig." in page
    assert page.index("Drift går ikke i null") < page.index("Brutto driftsresultat er likt")
    assert page.index("Avvik") < page.index("Stemmer")


def test_controls_that_all_agree_say_so() -> None:
    assert "Alle 9 kontroller stemmer." in said(accounts=FakeAccounts(short=0))


def test_an_art_that_has_gone_out_and_missing_areas_are_said_before_the_numbers() -> None:
    page = said(accounts=FakeAccounts(art="875", without_areas=True))
    assert page.index("Art 875") < page.index("Rammetilskudd")
    assert "Kommunen har ingen budsjettområder" in page


def test_key_figures_have_norm_target_definition_and_source() -> None:
    page = said()
    assert "Anbefalt: minst 1,75 %. Kommunens eget mål: 2,00 %." in page
    assert "Over 8 %: større økonomisk handlefrihet." in page
    assert "Netto driftsresultat delt på brutto driftsinntekter." in page
    assert "SSB, KLASS; det tekniske beregningsutvalget" in page
    assert "60,0 mill. kr" in page


def test_key_figures_without_a_value_say_why() -> None:
    page = said()
    after = page[page.index("Nøkkeltall som ikke kan regnes ut") :]
    assert "Ikke beregnet: gjelden står i balansen, og den hører til regnskapet." in after
    assert "Netto lånegjeld" in after


def test_without_neighbours_or_key_figures_the_page_is_still_whole() -> None:
    page = show(accounts=FakeAccounts(without_neighbours=True, without_figures=True))
    assert table(page, "budsjett-oversikt")[0][2:] == ["Kommunedirektørens forslag 2027"]
    assert "Anbefalt" not in words(page)


@pytest.mark.parametrize("search", ["?kommune=9902", "?kommune=9901&aar=2040"])
def test_no_version_sends_to_import(search: str) -> None:
    page = said(search)
    assert "Ingen budsjett eller regnskap gjelder per denne datoen." in page
    assert "Gå til Import" in page


def test_the_reason_of_the_service_is_what_is_shown() -> None:
    assert "Det finnes ingen tall for dette året." in said(accounts=FakeAccounts(missing=True))


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
    assert list(neighbours([*ALL, OTHER_DAY], chosen, date(2027, 3, 1))) == expected


def test_accounts_of_a_year_that_is_not_over_are_no_column_beside_a_budget() -> None:
    chosen = choice(VersionKind.DIREKTORENS_FORSLAG, 2027)
    unfinished = choice(VersionKind.REGNSKAP, 2026)
    shown = neighbours([*ALL, unfinished, chosen], chosen, date(2026, 11, 22))
    assert [one.year for one in shown if one.kind is VersionKind.REGNSKAP] == [2025]


def test_accounts_stand_beside_the_budgets_of_the_year() -> None:
    chosen = choice(VersionKind.REGNSKAP, 2026)
    assert neighbours([*ALL, chosen], chosen, date(2027, 3, 1)) == (chosen, REVISED, BUDGET, ACCOUNTS[2])


def test_a_line_only_another_year_has_stands_where_it_stood() -> None:
    def answer(year: int) -> Overview:
        found = FakeAccounts().form("9901", FormKey.DRIFT, year, ON)
        assert isinstance(found, Overview)
        return found

    lines = aligned([answer(2021), answer(2027)], 1)
    keys = [one.line.key for one in lines]
    only_old = [one for one in lines if one.nr is None]
    assert [one.line.key for one in only_old] == ["netto_bundne_fond", "netto_disposisjonsfond"]
    assert all(one.amounts[1] is None for one in only_old)
    assert keys.index("netto_bundne_fond") == keys.index("overforing_investering") + 1
    assert [one.nr for one in lines if one.nr] == list(range(1, 26))


ACCOUNTS_2025 = STORVIK.replace("2027", "2025") + "&versjon=regnskap"


def test_a_line_leads_to_its_arts_and_they_to_the_cells() -> None:
    page = show(STORVIK + "&linje=bevilgninger")
    [link] = [
        one["props"]
        for one in components(page, "Link")
        if one["props"]["children"] == "Rammetilskudd" and "linje=rammetilskudd" in one["props"]["href"]
    ]
    assert "aar=2027" in link["href"]
    shown = words(page).replace("\N{NO-BREAK SPACE}", " ")
    assert "Bak linjen: Sum bevilgninger drift, netto" in shown
    assert "Summen av artene som hører til linjen." in shown
    assert "645 000 000" in shown
    functions = said(STORVIK + "&linje=bevilgninger&art=010")
    assert "640 000 000" in functions
    assert "Alle artene på linjen" in functions
    assert "Linjer med fil og celle" not in functions
    fake = FakeAccounts()
    behind = said(STORVIK + "&linje=bevilgninger&art=010&funksjon=202", fake)
    assert fake.asked == [(2027, VersionKind.DIREKTORENS_FORSLAG, "1", "010", "202")]
    assert "Art 010" in behind
    assert "funksjon 202" in behind
    assert "Linjer!H4" in behind


def test_a_sum_leads_to_the_lines_it_is_made_of() -> None:
    page = said(STORVIK + "&linje=brutto_driftsresultat")
    assert "Linjen er en sum." in page
    assert "trekkes fra" in page
    assert "minus Sum netto driftsutgifter" in page


@pytest.mark.parametrize(
    ("search", "sentence"),
    [
        ("&linje=finnes_ikke", ""),
        ("&linje=bevilgninger&art=999&funksjon=202", ""),
        (
            "&linje=inntekts_og_formuesskatt&art=870&funksjon=800",
            "Tabellen viser bare de første 500 linjene.",
        ),
    ],
)
def test_a_drill_that_leads_nowhere_is_left_out_and_a_long_one_is_cut(search: str, sentence: str) -> None:
    page = said(STORVIK + search)
    assert sentence in page
    assert ("Linjer med fil og celle" in page) == bool(sentence)


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


def test_a_printed_overview_stands_beside_ours_and_a_break_points_at_the_line() -> None:
    fake = FakeAccounts(documents=(document(),), without_neighbours=True)
    page = show(STORVIK, fake)
    [section] = [one for one in components(page, "Section") if one["props"].get("id") == "budsjett-trykt"]
    shown = words(section).replace("\N{NO-BREAK SPACE}", " ")
    assert "2 beløp sammenlignet, 1 avvik ut over avrunding." in shown
    assert "Trykket står i trykt.xlsx." in shown
    assert "«Regnskap 1999» har ingen versjon å sammenlignes med." in shown
    assert "forskjell 1 000 000 kr" in shown
    assert "321 000 000" in shown
    assert "linje=rammetilskudd" in str(section)


def test_accounts_have_the_closing_overview_and_budgets_do_not() -> None:
    assert "(§ 5-9)" not in said()
    page = said(ACCOUNTS_2025 + "&skjema=5-9", FakeAccounts(short=-5))
    assert "Regnskap 2025 har et mindreforbruk på 5,0 mill. kr" in page
    assert "Strykning av bruk av lån" in page
    assert "Kontrollen stemmer." in page
    assert "har et merforbruk på 3,0 mill. kr" in said(ACCOUNTS_2025 + "&skjema=5-9", FakeAccounts(short=3))
    even = said(ACCOUNTS_2025 + "&skjema=5-9&enhet=kroner", FakeAccounts(short=0))
    assert "har ikke avvik fra budsjettet" in even
    assert "Tall i kroner" in even


def test_a_closing_overview_that_cannot_be_made_says_why() -> None:
    page = said(ACCOUNTS_2025 + "&skjema=5-9", FakeAccounts(without_figures=True))
    assert "§ 5-9 sammenligner regnskapet med budsjettet." in page
    # A proposal has no closing: the address of one shows § 5-4.
    assert "Bevilgningsoversikt – drift (§ 5-4)" in said(STORVIK + "&skjema=5-9")


def test_the_grounds_for_robek_say_which_are_judged() -> None:
    page = show()
    [section] = [one for one in components(page, "Section") if one["props"].get("id") == "budsjett-robek"]
    shown = words(section)
    assert "1 av 7 grunnlag kan avgjøres fra tallene, og 1 av dem slår til." in shown
    assert "merforbruk.2026" in str(section)
    assert "Året er ikke omme." in words(page)


@pytest.mark.parametrize(
    ("year", "title"),
    [(2027, "Bevilgningsoversikt – investering (§ 5-5)"), (2019, "Investering (budsjettskjema 2A)")],
)
def test_a_version_of_only_investment_is_shown_in_its_own_form(year: int, title: str) -> None:
    chosen = VersionChoice(VersionKind.OPPRINNELIG_BUDSJETT, year, date(2018, 1, 1))
    services = fake_services(
        accounts=FakeAccounts(only_investment=True, without_figures=True),
        municipalities=FakeMunicipalities(only_investment=(chosen,)),
    )
    app = create_app(services, today=lambda: ON, now=lambda: NOW)
    search = STORVIK.replace("2027", str(year))
    assert title in words(Browser(app).show("/budsjett", search)["innhold"]["children"])


@pytest.mark.parametrize(
    ("suffix", "status", "begins"), [("xlsx", 200, b"PK"), ("html", 200, b"<!doctype"), ("pdf", 404, b"")]
)
def test_the_overviews_can_be_downloaded(suffix: str, status: int, begins: bytes) -> None:
    app = create_app(fake_services(), today=lambda: ON, now=lambda: NOW)
    answer = app.server.test_client().get(f"/budsjett/oversikter.{suffix}{STORVIK}")
    assert answer.status_code == status
    assert answer.get_data().startswith(begins)
    if status == 200:
        assert f"oversikter-9901-2027.{suffix}" in answer.headers["Content-Disposition"]


@pytest.mark.parametrize("search", ["?kommune=9901", "?kommune=1234&aar=2027"])
def test_a_download_without_a_version_is_not_found(search: str) -> None:
    app = create_app(fake_services(), today=lambda: ON, now=lambda: NOW)
    assert app.server.test_client().get(f"/budsjett/oversikter.xlsx{search}").status_code == 404
    gone = create_app(fake_services(accounts=FakeAccounts(missing=True)), today=lambda: ON, now=lambda: NOW)
    assert gone.server.test_client().get(f"/budsjett/oversikter.xlsx{STORVIK}").status_code == 404


def test_the_budget_to_close_against_is_the_revised_one_and_the_decided_is_the_original() -> None:
    assert closing_budget(ALL, 2026) == REVISED
    assert decided_budget(ALL, 2026) == BUDGET
    assert closing_budget(ALL, 2024) is None
