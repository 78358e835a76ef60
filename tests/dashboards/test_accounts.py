"""Page Budsjett og regnskap: the law's lines, every control, and figures that say what they stand on."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from dashboards.app import create_app
from dashboards.pages.accounts_columns import aligned, neighbours
from planhjul.ledger.form_lines import FormKey
from planhjul.ledger.forms import Overview
from planhjul.ledger.versions import VersionKind
from planhjul.services.municipalities import VersionChoice
from tests.dashboards.fakes import NOW, ON, fake_services
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
    assert "Netto driftsresultat delt på brutto driftsinntekter." in page
    assert "Kilde: SSB, KLASS" in page
    assert "60,0 mill. kr" in page


def test_key_figures_without_a_value_say_why() -> None:
    page = said()
    after = page[page.index("Nøkkeltall som ikke kan regnes ut") :]
    assert "Ikke beregnet: gjeld krever balansen, og den leses ikke inn." in after
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
        (ACCOUNTS[2], [ACCOUNTS[1], ACCOUNTS[2]]),
        (ACCOUNTS[0], [ACCOUNTS[0]]),
    ],
)
def test_the_columns_are_those_of_the_regulation(
    chosen: VersionChoice, expected: list[VersionChoice]
) -> None:
    assert list(neighbours([*ALL, OTHER_DAY], chosen)) == expected


def test_accounts_stand_beside_the_budgets_of_the_year() -> None:
    chosen = choice(VersionKind.REGNSKAP, 2026)
    assert neighbours([*ALL, chosen], chosen) == (ACCOUNTS[2], BUDGET, REVISED, chosen)


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
