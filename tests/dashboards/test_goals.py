"""Page Mål og tiltak: the tree, one goal, what is broken, and links made with who and why."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any, Final

import pytest

from dashboards.pages.goals.links import Act, Pending, read_pending
from planhjul.house.as_of import AsOf
from planhjul.house.goals import Goals
from planhjul.house.money import LineDetail
from planhjul.issues import CellRef
from planhjul.plans import GoalKind, LinkEntry, LinkTarget
from planhjul.staged import Content
from planhjul.writing import Services
from tests.dashboards.conftest import NOW, ON, Odd, Store, app_of
from tests.dashboards.http import Browser, components, words
from tests.store.examples import goal, link, plan

STORVIK = "?kommune=9901&aar=2027"
SCHOOL: Final = "SD25/SD25-1.1"
GOAL = f"{STORVIK}&mal={SCHOOL}"
EARLY_HELP: Final = f"{STORVIK}&mal=SD25/SD25-1.1.1"


def show(browser: Browser, search: str = STORVIK) -> Any:
    return browser.show("/maal", search)["innhold"]["children"]


def said(page: Any) -> str:
    return words(page).replace("\N{NO-BREAK SPACE}", " ")


def table(page: Any, id: str) -> Any:
    return next(one["props"] for one in components(page, "DataTable") if one["props"].get("id") == id)


def tree_rows(page: Any) -> list[str]:
    body = next(one for one in components(page, "Tbody"))
    return [said(row) for row in components(body, "Tr")]


def levels(rows: list[str]) -> list[int]:
    """How deep each row of the tree is; its last row is the sum."""
    return [int(row.split(":")[0].removeprefix("Nivå ")) for row in rows[:-1]]


def test_the_tree_has_every_goal_with_its_kroner_once(demo: Services, browser: Browser) -> None:
    page = show(browser, f"{STORVIK}&niva=alt")
    rows = tree_rows(page)
    assert rows[0].startswith("Nivå 1: Storvik – nær folk, nær natur Visjon")
    assert len(rows) == len(demo.house.as_of("9901", ON).plan_goals) + 1 == 53
    assert levels(rows)[:12] == [1, 2, 3, 4, 5, 5, 4, 5, 5, 3, 4, 5]
    # Accounts 2025, two budgets 2026, four plan years; what two goals reach is in the sum once.
    assert rows[2].endswith("185,2 202,9 202,8 205,4 177,9 162,9 162,9")
    assert rows[3].endswith("17,3 18,0 18,0 18,6 18,8 18,9 19,1")
    assert rows[-1] == "Sum, hver linje én gang 241,4 266,9 266,8 259,8 232,3 217,4 217,4"
    assert rows[-2].endswith("– – – – – – –")
    assert "66,0 mill. kr i Kommunedirektørens forslag 2027 nås av flere mål" in said(page)
    assert "7 av 8 mål har penger i økonomiplanen." in said(page)
    assert "Helse- og omsorgsplan 2023–2030" in said(page)


@pytest.mark.parametrize(
    ("unit", "amount"),
    [("tusen", "162 900"), ("kroner", "162 900 000"), ("tull", "162,9"), ("mill", "162,9")],
)
def test_the_unit_is_chosen(browser: Browser, unit: str, amount: str) -> None:
    assert tree_rows(show(browser, f"{STORVIK}&enhet={unit}"))[2].endswith(f" {amount}")


@pytest.mark.parametrize(("depth", "count"), [("alt", 52), ("strategi", 29), ("mal", 13), ("tull", 13)])
def test_how_far_down_is_chosen(browser: Browser, depth: str, count: int) -> None:
    assert len(tree_rows(show(browser, f"{STORVIK}&niva={depth}"))) == count + 1


def test_the_page_starts_with_the_goals_and_says_what_is_broken_below(browser: Browser) -> None:
    rows = tree_rows(show(browser))
    assert levels(rows) == [1, 2, 3, 3, 2, 3, 3, 2, 3, 3, 2, 3, 3]
    chosen = tree_rows(show(browser, EARLY_HELP))
    assert len(chosen) > len(rows)
    assert "Flere fullfører videregående Mål 1 brutt under" in rows[3]
    assert "Riktig hjelp til rett tid Mål 3 brutte under" in rows[6]


def test_a_plan_without_goals_of_the_kind_asked_for_shows_what_it_has(demo: Services, odd: Odd) -> None:
    goals = tuple(
        replace(goal, kind=GoalKind.STRATEGI) if goal.kind is not GoalKind.VISJON else goal
        for goal in demo.house.as_of("9901", ON).plan_goals
    )
    assert len(tree_rows(show(odd(AsOf, "plan_goals", goals)))) == 53


def test_a_link_counts_from_today_also_on_an_earlier_day(browser: Browser, changing: Services) -> None:
    earlier = GOAL + "&per=2026-10-01"
    assert "Endringen teller fra i dag, 21.11.2026" in said(show(browser, earlier))
    assert "teller fra i dag" not in said(show(browser, GOAL))
    pending = Pending(Act.LINK, SCHOOL, LinkTarget.TILTAK, "SP02").written()
    kept = confirm(app_of(changing), pending, search=earlier)
    assert "per=" not in kept["adresse"]["search"]


BREAKS: Final = ("Mål uten penger", "Ukjent kode", "Aldri brukt")


def test_only_broken_threads_keep_the_way_down_to_them(demo: Services, browser: Browser, odd: Odd) -> None:
    rows = tree_rows(show(browser, f"{STORVIK}&brutte=ja"))
    assert [row.split(" ")[2] for row in rows[:-1]][:4] == ["Storvik", "Trygg", "Flere", "Arbeid"]
    assert len(rows) == 24
    deep = [*levels(rows), 0]
    for number, row in enumerate(rows[:-1]):
        assert any(name in row for name in BREAKS) or deep[number + 1] > deep[number], row
    [both] = [row for row in rows if "Bemanningsenhet for vikarer" in row]
    assert "Mål uten penger" in both
    assert "Ukjent kode" in both
    seen = demo.house.as_of("9901", ON)
    odd(AsOf, "links", seen.links[:1])
    whole = show(odd(AsOf, "plan_goals", seen.plan_goals[:3]), f"{STORVIK}&brutte=ja")
    assert "Ingen tråder er brutt i denne planen." in said(whole)


def test_a_goal_shows_its_threads_and_where_they_are_from(browser: Browser) -> None:
    page = show(browser, GOAL)
    (row, measure) = table(page, "maal-trader")["rows"]
    assert row["cells"]["thread"]["t"] == "budsjettområde grunnskole (Grunnskole)"
    assert row["cells"]["amount"]["t"] == "192,5"
    assert row["cells"]["source"]["t"] == "kommuneplan.xlsx, Plan!M9"
    assert row["cells"]["shared"]["t"] == "Spesialpedagog på hver skole"
    assert measure["cells"]["source"]["t"] == "tiltak.xlsx, Tiltak!Q4"
    shown = said(page)
    assert "Kommunedirektørens forslag 2027: 205,4 mill. kr netto" in shown
    assert "Forklar tallet" in shown
    assert "Linjer som nås flere ganger, trekkes fra" in shown
    assert len(table(page, "maal-versjoner")["rows"]) == 9


def test_a_thread_leads_to_its_pieces_and_a_piece_to_its_lines(browser: Browser) -> None:
    page = show(browser, f"{GOAL}&trad=omrade:grunnskole")
    behind = table(page, "maal-bak")["rows"]
    [piece] = [one for one in behind if one["cells"]["piece"]["t"] == "Funksjon 202, ansvar 2000, drift"]
    assert behind[-1]["tone"] == "total"
    key = "direktorens_forslag-2027"
    assert "linje=1%7C202%7C2000%7C" in piece["cells"][key]["h"]
    lines = show(browser, f"{GOAL}&trad=omrade:grunnskole&linje=1|202|2000|&tall={key}")
    rows = table(lines, "maal-linjer")["rows"]
    cells = [row["cells"]["cell"]["t"] for row in rows]
    assert (cells[:2], cells[-1]) == (["Økonomiplan!H465", "Økonomiplan!H466"], "Økonomiplan!H515")
    assert {row["cells"]["file"]["t"] for row in rows} == {"forslag-2027-2030.xlsx"}
    assert sum(row["cells"]["amount"]["s"] for row in rows) == piece["cells"][key]["s"] == 3_549_000_00
    assert len(rows) == 50
    assert "50 linjer, til sammen 3 549 000 kr" in said(lines)
    none = show(browser, f"{GOAL}&linje=0|222|4400|P1&tall={key}")
    assert "Ingen linjer i denne versjonen." in said(none)
    assert table(none, "maal-linjer")["rows"] == []
    assert "maal-linjer" not in json.dumps(show(browser, f"{GOAL}&linje=tull&tall={key}"))


def test_many_lines_behind_a_piece_are_said_to_be_the_first(odd: Odd) -> None:
    line = LineDetail("010", "", "2000", 0, 100, "f.xlsx", CellRef("f.xlsx", "Økonomiplan", 7, 8))
    many = show(odd(Goals, "lines", (line,) * 500), f"{GOAL}&linje=1|202|2000|&tall=direktorens_forslag-2027")
    assert "bare de første 500 linjene" in said(many)


def test_investment_and_projects_are_named(changing: Services) -> None:
    made = changing.links.link("9901", SCHOOL, LinkTarget.FUNKSJON, "222", "Kari", "Vedtatt", NOW)
    assert isinstance(made, LinkEntry)
    page = show(app_of(changing), f"{GOAL}&trad=funksjon:222")
    pieces = [row["cells"]["piece"]["t"] for row in table(page, "maal-bak")["rows"]]
    assert pieces == [
        "Funksjon 222, ansvar 4400, investering",
        "Funksjon 222, ansvar 4400, prosjekt 5010, investering",
        "Funksjon 222, ansvar 4400, drift",
        "Funksjon 222, ansvar 4410, drift",
        "Sum",
    ]
    assert "Kari: «Vedtatt»" in said(page)


def test_a_broken_goal_says_why_and_what_to_do(browser: Browser) -> None:
    page = said(show(browser, f"{STORVIK}&mal=SD25/SD25-2.2.2.b"))
    assert "Koblingene under «Bemanningsenhet for vikarer» fører ikke til penger i økonomiplanen." in page
    assert "Ingen linjer i plan, budsjett eller regnskap har ansvar 3990." in page


def test_a_goal_that_is_gone_is_said(browser: Browser) -> None:
    assert "Målet i adressen finnes ikke 21.11.2026" in said(show(browser, f"{STORVIK}&mal=SD25/99"))


def test_what_is_broken_can_be_filtered(browser: Browser) -> None:
    props = table(show(browser), "maal-brutte")
    groups = {row["group"] for row in props["rows"]}
    assert len(groups) == 5
    assert {one[0] for one in props["filters"]} == {"", *groups}
    assert props["filters"][0][1] == f"Alle ({len(props['rows'])})"


def test_from_krone_to_goal_adds_up(browser: Browser) -> None:
    *rows, total = table(show(browser), "maal-uten-mal")["rows"]
    assert [row["cells"]["amount"]["t"] for row in rows[:3]] == ["84,6", "69,3", "64,8"]
    assert sum(row["cells"]["amount"]["s"] for row in rows) == 429_860_000_00
    assert total["cells"]["amount"]["t"] == "429,9"


def test_without_money_the_tree_says_what_to_import(store: Store) -> None:
    plans = Content(plans=(plan("SD"),), goals=(goal("M1", "SD"),), links=(link("M1", plan_key="SD"),))
    page = said(show(app_of(store(plans)), f"{STORVIK}&mal=SD/M1"))
    assert "Les inn økonomiplan, budsjett eller regnskap" in page
    assert "ikke lest inn noen tall" in page


def test_without_goals_the_page_says_how_to_get_them(store: Store, browser: Browser) -> None:
    plans = Content(plans=(plan("SD"), plan("TP", "Helseplan", row=5)))
    page = said(show(app_of(store(plans))))
    assert "Fyll ut kolonnene Tiltak, Funksjon, Ansvar, Prosjekt og Område" in page
    assert "Samfunnsdelen, Helseplan" in page
    assert "Gå til Import" in said(show(browser, "?kommune=9902"))


def test_the_code_list_follows_the_kind_and_leaves_out_what_is_linked(
    demo: Services, browser: Browser
) -> None:
    def codes(page: Any) -> list[str]:
        found = next(one["props"] for one in components(page, "Select") if one["props"]["id"] == "maal-kode")
        return [option[0] for option in found["options"]]

    def known(target: LinkTarget) -> list[str]:
        return [code for code, _ in demo.house.as_of("9901", ON).goals.targets(target)]

    measures = codes(show(browser, GOAL))
    assert measures[:3] == ["", "SP02", "SP03"]
    assert measures == ["", *(code for code in known(LinkTarget.TILTAK) if code != "SP01")]
    functions = codes(show(browser, f"{EARLY_HELP}&slag=funksjon"))
    assert functions == ["", *(code for code in known(LinkTarget.FUNKSJON) if code != "211")]
    assert {"211", "202"} <= set(known(LinkTarget.FUNKSJON))


ASK = "maal-knytt.n_clicks"


def ask(browser: Browser, trigger: str, **props: Any) -> dict[str, Any]:
    callback = next(
        one for one in browser.callbacks if any(f"{i['id']}.{i['property']}" == ASK for i in one["inputs"])
    )
    state = {trigger: 1, "adresse.search": GOAL, **props}
    return browser.fire(callback, trigger, state)


def confirm(
    browser: Browser, pending: str | None, by: str = "Kari", why: str = "Vedtatt", search: str = GOAL
) -> dict[str, Any]:
    return browser.call(
        "maal-lagre.n_clicks",
        {
            "maal-lagre.n_clicks": 1, "maal-venter.data": pending, "maal-navn.value": by,
            "maal-begrunnelse.value": why, "adresse.search": search,
        },
    )  # fmt: skip


def test_a_link_is_asked_for_and_kept_with_who_and_why(changing: Services) -> None:
    def entries() -> list[tuple[str, str, str]]:
        found = changing.house.as_of("9901", ON).link_entries
        return [(one.link.goal, one.link.code, one.link.made_by) for one in found]

    browser = app_of(changing)
    asked = ask(browser, ASK, **{"maal-slag.value": "tiltak", "maal-kode.value": "SP02"})
    assert asked["maal-dialog"]["open"] is True
    assert "«Alle barn hører til og mestrer» knyttes til tiltak SP02." in said(
        asked["maal-dialog-tekst"]["children"]
    )
    pending = asked["maal-venter"]["data"]
    refused = confirm(browser, pending, by="")
    assert "Skriv navnet ditt" in said(refused["maal-feil"]["children"])
    assert "adresse" not in refused
    assert entries() == []
    kept = confirm(browser, pending)
    assert kept["maal-dialog"]["open"] is False
    assert "lagret=1" in kept["adresse"]["search"]
    assert entries() == [("SD25-1.1", "SP02", "Kari")]
    page = show(browser, kept["adresse"]["search"])
    assert "Koblingen er lagret." in said(page)
    (row,) = table(page, "maal-logg")["rows"]
    assert row["cells"]["what"]["t"] == "Knyttet «Alle barn hører til og mestrer» til tiltak SP02"
    assert row["cells"]["undo"]["t"] == "Gjør om"


def test_a_thread_is_taken_away_and_that_is_undone(changing: Services) -> None:
    def made() -> list[bool]:
        return [one.made for one in changing.house.as_of("9901", ON).link_entries]

    browser = app_of(changing)
    action = table(show(browser, EARLY_HELP), "maal-trader")["rows"][0]["cells"]["undo"]["a"]
    asked = ask(browser, "maal-trader.presses", **{"maal-trader.pressed": action})
    assert "tas bort" in said(asked["maal-dialog-tekst"]["children"])
    confirm(browser, asked["maal-venter"]["data"])
    assert made() == [False]
    page = show(browser, f"{EARLY_HELP}&lagret=1")
    assert "Koblingen er tatt bort." in said(page)
    assert "Målet har ingen egne tråder" in said(page)
    assert table(page, "maal-trader")["rows"] == []
    action = table(page, "maal-logg")["rows"][0]["cells"]["undo"]["a"]
    asked = ask(browser, "maal-logg.presses", **{"maal-logg.pressed": action})
    assert "Linje 1 i loggen gjøres om" in said(asked["maal-dialog-tekst"]["children"])
    confirm(browser, asked["maal-venter"]["data"])
    assert made() == [False, True]
    rows = table(show(browser, EARLY_HELP), "maal-logg")["rows"]
    # Only the entry that still says how it is can be turned round.
    assert [row["cells"]["undo"]["t"] for row in rows] == ["Gjør om", "–"]


def test_a_suggestion_is_a_question_until_somebody_answers(demo: Services, browser: Browser) -> None:
    rows = table(show(browser), "maal-forslag")["rows"]
    assert rows[0]["cells"]["why"]["t"] == "Samme ord i tiltaket og målet: gratis, skolemat."
    action = rows[0]["cells"]["link"]["a"]
    asked = ask(browser, "maal-forslag.presses", **{"maal-forslag.pressed": action})
    assert "«Gratis skolemat utredes» knyttes til tiltak SKOLEMAT-AUG." in said(
        asked["maal-dialog-tekst"]["children"]
    )
    assert demo.house.as_of("9901", ON).link_entries == ()


def test_what_cannot_be_done_is_said_or_left_alone(browser: Browser) -> None:
    asked = ask(browser, ASK, **{"maal-slag.value": "tiltak", "maal-kode.value": ""})
    assert "Velg først" in said(asked["maal-dialog-tekst"]["children"])
    assert "Lukk dette vinduet" in said(confirm(browser, None)["maal-feil"]["children"])
    assert ask(browser, "maal-logg.presses", **{"maal-logg.pressed": "tull"}) == {}
    assert ask(browser, ASK, **{ASK: 0}) == {}
    nothing = {"maal-lagre.n_clicks": 0, "adresse.search": GOAL}
    assert browser.call("maal-lagre.n_clicks", nothing) == {}


def test_what_a_button_carries_is_read_strictly() -> None:
    pending = Pending(Act.UNDO, "SD/1", LinkTarget.OMRADE, "skole", 3)
    assert read_pending(pending.written()) == pending
    for written in (None, "", "{}", "[]", '["tull","a","tiltak","b",0]', '["knytt","a","tull","b",0]'):
        assert read_pending(written) is None
