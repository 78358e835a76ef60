"""Page Mål og tiltak: the tree, one goal, what is broken, and links made with who and why."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from dashboards.pages.goals.links import Act, Pending, read_pending
from planhjul.house.goals import Goals
from planhjul.house.money import LineDetail
from planhjul.issues import CellRef
from planhjul.plans import Goal, GoalKind, GoalLink, LinkEntry, LinkTarget
from planhjul.staged import Content
from planhjul.writing import Services
from tests.dashboards.conftest import ON, Odd, Store, app_of
from tests.dashboards.http import Browser, components, words
from tests.goals.examples import GOALS, PLAN, THEME, link, pieces, threads
from tests.store.examples import plan

STORVIK = "?kommune=9901&aar=2027"
GOAL = f"{STORVIK}&mal=SD/1.1"
# A goal of Storvik's own plan, with one thread to a function.
REAL = f"{STORVIK}&mal=SD25/SD25-1.1.1"
LINKS = (
    link("1.1", LinkTarget.FUNKSJON, "202"),
    link("1.1.1", LinkTarget.ANSVAR, "2110"),
    link("1.2", LinkTarget.PROSJEKT, "P9"),
)


def show(browser: Browser, search: str = STORVIK) -> Any:
    return browser.show("/maal", search)["innhold"]["children"]


def small(
    odd: Odd, search: str = STORVIK, *, links: tuple[GoalLink, ...] = LINKS, goals: tuple[Goal, ...] = GOALS
) -> Any:
    """The page on the small municipality of the threads' own tests, whose sums are easy to count."""
    made = threads(*links, money=pieces(), plans=(PLAN, THEME), goals=goals)
    return show(odd(Goals, "threads", made), search)


def said(page: Any) -> str:
    return words(page).replace("\N{NO-BREAK SPACE}", " ")


def table(page: Any, id: str) -> Any:
    return next(one["props"] for one in components(page, "DataTable") if one["props"].get("id") == id)


def tree_rows(page: Any) -> list[str]:
    body = next(one for one in components(page, "Tbody"))
    return [said(row) for row in components(body, "Tr")]


def test_the_tree_has_every_goal_with_its_kroner_once(odd: Odd) -> None:
    page = small(odd, f"{STORVIK}&niva=alt")
    rows = tree_rows(page)
    assert rows[0].startswith("Nivå 1: Nær folk Visjon")
    assert [row.split(":")[0] for row in rows[:-1]] == [f"Nivå {n}" for n in (1, 2, 3, 4, 4, 3, 4)]
    # Accounts 2025, two budgets 2026, two plan years; what two goals reach is in the sum once.
    assert rows[2].endswith("95,0 95,0 95,0 95,0 95,0")
    assert rows[3].endswith("40,0 40,0 40,0 40,0 40,0")
    assert rows[-1] == "Sum, hver linje én gang 95,0 95,0 95,0 95,0 95,0"
    assert rows[-2].endswith("– – – – –")
    assert "40,0 mill. kr i Kommunedirektørens forslag 2027 nås av flere mål" in said(page)
    assert "1 av 2 mål har penger i økonomiplanen." in said(page)
    assert "Helseplan" in said(page)


@pytest.mark.parametrize(
    ("unit", "amount"), [("tusen", "95 000"), ("kroner", "95 000 000"), ("tull", "95,0"), ("mill", "95,0")]
)
def test_the_unit_is_chosen(odd: Odd, unit: str, amount: str) -> None:
    assert tree_rows(small(odd, f"{STORVIK}&enhet={unit}"))[2].endswith(f" {amount}")


@pytest.mark.parametrize(("depth", "count"), [("alt", 7), ("strategi", 6), ("mal", 4), ("tull", 4)])
def test_how_far_down_is_chosen(odd: Odd, depth: str, count: int) -> None:
    assert len(tree_rows(small(odd, f"{STORVIK}&niva={depth}"))) == count + 1


def test_the_page_starts_with_the_goals_and_says_what_is_broken_below(odd: Odd) -> None:
    rows = tree_rows(small(odd))
    assert [row.split(":")[0] for row in rows[:-1]] == ["Nivå 1", "Nivå 2", "Nivå 3", "Nivå 3"]
    chosen = tree_rows(small(odd, f"{STORVIK}&mal=SD/1.1.1"))
    assert len(chosen) > len(rows)
    below = replace(LINKS[2], goal="1.1.1")
    folded = tree_rows(small(odd, links=(LINKS[0], below)))
    assert any("brutte under" in row or "brutt under" in row for row in folded)


def test_a_plan_without_goals_of_the_kind_asked_for_shows_what_it_has(odd: Odd) -> None:
    goals = tuple(
        replace(goal, kind=GoalKind.STRATEGI) if goal.kind is not GoalKind.VISJON else goal for goal in GOALS
    )
    assert len(tree_rows(small(odd, goals=goals))) == 8


def test_storviks_own_tree(browser: Browser) -> None:
    rows = tree_rows(show(browser, f"{STORVIK}&niva=alt"))
    assert len(rows) == 53
    assert rows[0].endswith("Visjon 241,4 266,9 266,8 259,8 232,3 217,4 217,4")
    assert rows[-1] == "Sum, hver linje én gang 241,4 266,9 266,8 259,8 232,3 217,4 217,4"
    page = said(show(browser))
    assert "7 av 8 mål har penger i økonomiplanen." in page
    assert "66,0 mill. kr i Kommunedirektørens forslag 2027 nås av flere mål" in page


def test_a_link_counts_from_today_also_on_an_earlier_day(browser: Browser, changing: Services) -> None:
    earlier = REAL + "&per=2026-10-01"
    assert "Endringen teller fra i dag, 21.11.2026" in said(show(browser, earlier))
    assert "teller fra i dag" not in said(show(browser, REAL))
    pending = Pending(Act.LINK, "SD25/SD25-1.1.1", LinkTarget.TILTAK, "SP02").written()
    kept = confirm(app_of(changing), pending, search=earlier)
    assert "per=" not in kept["adresse"]["search"]


def test_only_broken_threads_keep_the_way_down_to_them(odd: Odd) -> None:
    rows = tree_rows(small(odd, f"{STORVIK}&brutte=ja"))
    assert [row.split(" ")[2] for row in rows[:-1]] == ["Nær", "Trygg", "Flere"]
    assert "Mål uten penger" in rows[2]
    assert "Ukjent kode" in rows[2]
    whole = small(odd, f"{STORVIK}&brutte=ja", links=LINKS[:1], goals=GOALS[:4])
    assert "Ingen tråder er brutt i denne planen." in said(whole)


def test_a_goal_shows_its_threads_and_where_they_are_from(odd: Odd) -> None:
    page = small(odd, GOAL)
    (row,) = table(page, "maal-trader")["rows"]
    assert row["cells"]["thread"]["t"] == "funksjon 202 (Grunnskole)"
    assert row["cells"]["amount"]["t"] == "95,0"
    assert row["cells"]["source"]["t"] == "kommuneplan.xlsx, Plan!A4"
    assert row["cells"]["shared"]["t"] == "Gratis skolemat hver dag"
    shown = said(page)
    assert "Kommunedirektørens forslag 2027: 95,0 mill. kr netto" in shown
    assert "Forklar tallet" in shown
    assert "Linjer som nås flere ganger, trekkes fra" in shown
    assert len(table(page, "maal-versjoner")["rows"]) == 6


def test_a_thread_leads_to_its_pieces_and_a_piece_to_its_lines(browser: Browser, odd: Odd) -> None:
    page = show(browser, f"{REAL}&trad=funksjon:211")
    behind = table(page, "maal-bak")["rows"]
    assert behind[0]["cells"]["piece"]["t"] == "Funksjon 211, ansvar 2200, drift"
    assert behind[-1]["tone"] == "total"
    key = "direktorens_forslag-2027"
    assert "linje=1%7C211%7C2200%7C" in behind[0]["cells"][key]["h"]
    lines = show(browser, behind[0]["cells"][key]["h"].removeprefix("/maal"))
    rows = table(lines, "maal-linjer")["rows"]
    assert all(row["cells"]["cell"]["t"].startswith("Økonomiplan!H") for row in rows)
    assert f"{len(rows)} linjer, til sammen 2 8" in said(lines)
    none = show(browser, f"{REAL}&linje=0|222|4400|P1&tall={key}")
    assert "Ingen linjer i denne versjonen." in said(none)
    assert "maal-linjer" not in json.dumps(show(browser, f"{REAL}&linje=tull&tall={key}"))
    line = LineDetail("010", "", "2200", 0, 1, "f.xlsx", CellRef("f.xlsx", "Ark", 4, 8))
    many = odd(Goals, "lines", (line,) * 500)
    assert "bare de første 500 linjene" in said(show(many, f"{REAL}&linje=1|211|2200|&tall={key}"))


def test_investment_and_projects_are_named(odd: Odd) -> None:
    links = (GoalLink("SD", "1.1", LinkTarget.FUNKSJON, "222", None, "Kari", "Vedtatt"),)
    page = small(odd, f"{GOAL}&trad=funksjon:222", links=links)
    pieces = [row["cells"]["piece"]["t"] for row in table(page, "maal-bak")["rows"]]
    assert pieces == ["Funksjon 222, ansvar 4400, investering", "Funksjon 222, ansvar 4400, drift", "Sum"]
    assert "Kari: «Vedtatt»" in said(page)


def test_a_broken_goal_says_why_and_what_to_do(odd: Odd) -> None:
    page = said(small(odd, f"{STORVIK}&mal=SD/1.2"))
    assert "Koblingene under «Flere fullfører» fører ikke til penger i økonomiplanen." in page
    assert "Ingen linjer i plan, budsjett eller regnskap har prosjekt P9." in page


def test_a_goal_that_is_gone_is_said(odd: Odd) -> None:
    assert "Målet i adressen finnes ikke 21.11.2026" in said(small(odd, f"{STORVIK}&mal=SD/99"))


def test_what_is_broken_can_be_filtered(odd: Odd) -> None:
    props = table(small(odd), "maal-brutte")
    groups = {row["group"] for row in props["rows"]}
    assert {one[0] for one in props["filters"]} == {"", *groups}
    assert props["filters"][0][1] == f"Alle ({len(props['rows'])})"


def test_from_krone_to_goal_adds_up(odd: Odd) -> None:
    rows = table(small(odd), "maal-uten-mal")["rows"]
    assert [row["cells"]["amount"]["t"] for row in rows] == ["50,0", "20,0", "70,0"]


def test_without_money_the_tree_says_what_to_import(odd: Odd) -> None:
    bare = threads(*LINKS, money=pieces(columns=()), plans=(PLAN, THEME), goals=GOALS)
    page = said(show(odd(Goals, "threads", bare), GOAL))
    assert "Les inn økonomiplan, budsjett eller regnskap" in page
    assert "ikke lest inn noen tall" in page


def test_without_goals_the_page_says_how_to_get_them(browser: Browser, store: Store) -> None:
    plans = (plan("SD"), plan("HP", "Helseplan", row=5))
    page = said(show(app_of(store(Content(plans=plans)))))
    assert "Fyll ut kolonnene Tiltak, Funksjon, Ansvar, Prosjekt og Område" in page
    assert "Samfunnsdelen, Helseplan" in page
    assert "Gå til Import" in said(show(browser, "?kommune=9902"))


def test_the_code_list_follows_the_kind_and_leaves_out_what_is_linked(browser: Browser) -> None:
    def codes(page: Any) -> list[str]:
        found = next(one["props"] for one in components(page, "Select") if one["props"]["id"] == "maal-kode")
        return [option[0] for option in found["options"]]

    assert codes(show(browser, REAL))[:3] == ["", "SP01", "SP02"]
    functions = codes(show(browser, f"{REAL}&slag=funksjon"))
    assert functions[:3] == ["", "100", "110"]
    assert "202" in functions
    assert "211" not in functions


ASK = "maal-knytt.n_clicks"


def ask(browser: Browser, trigger: str, **props: Any) -> dict[str, Any]:
    callback = next(
        one for one in browser.callbacks if any(f"{i['id']}.{i['property']}" == ASK for i in one["inputs"])
    )
    state = {trigger: 1, "adresse.search": REAL, **props}
    return browser.fire(callback, trigger, state)


def confirm(
    browser: Browser, pending: str | None, by: str = "Kari", why: str = "Vedtatt", search: str = REAL
) -> dict[str, Any]:
    return browser.call(
        "maal-lagre.n_clicks",
        {
            "maal-lagre.n_clicks": 1, "maal-venter.data": pending, "maal-navn.value": by,
            "maal-begrunnelse.value": why, "adresse.search": search,
        },
    )  # fmt: skip


def entries(services: Services) -> tuple[LinkEntry, ...]:
    """What people have linked and taken away, in order."""
    return services.house.as_of("9901", ON).link_entries


def test_a_link_is_asked_for_and_kept_with_who_and_why(changing: Services) -> None:
    browser = app_of(changing)
    asked = ask(browser, ASK, **{"maal-slag.value": "tiltak", "maal-kode.value": "SP02"})
    assert asked["maal-dialog"]["open"] is True
    assert "«Tidlig hjelp i barnehage og skole» knyttes til tiltak SP02." in said(
        asked["maal-dialog-tekst"]["children"]
    )
    pending = asked["maal-venter"]["data"]
    refused = confirm(browser, pending, by="")
    assert "Skriv navnet ditt" in said(refused["maal-feil"]["children"])
    assert "adresse" not in refused
    assert entries(changing) == ()
    kept = confirm(browser, pending)
    assert kept["maal-dialog"]["open"] is False
    assert "lagret=1" in kept["adresse"]["search"]
    assert [(one.link.goal, one.link.code, one.link.made_by) for one in entries(changing)] == [
        ("SD25-1.1.1", "SP02", "Kari")
    ]
    page = show(browser, kept["adresse"]["search"])
    assert "Koblingen er lagret." in said(page)
    (row,) = table(page, "maal-logg")["rows"]
    assert row["cells"]["what"]["t"] == "Knyttet «Tidlig hjelp i barnehage og skole» til tiltak SP02"
    assert row["cells"]["undo"]["t"] == "Gjør om"


def test_a_thread_is_taken_away_and_that_is_undone(changing: Services) -> None:
    browser = app_of(changing)
    action = table(show(browser, REAL), "maal-trader")["rows"][0]["cells"]["undo"]["a"]
    asked = ask(browser, "maal-trader.presses", **{"maal-trader.pressed": action})
    assert "tas bort" in said(asked["maal-dialog-tekst"]["children"])
    confirm(browser, asked["maal-venter"]["data"])
    assert entries(changing)[0].made is False
    page = show(browser, f"{REAL}&lagret=1")
    assert "Koblingen er tatt bort." in said(page)
    assert "Målet har ingen egne tråder" in said(page)
    action = table(page, "maal-logg")["rows"][0]["cells"]["undo"]["a"]
    asked = ask(browser, "maal-logg.presses", **{"maal-logg.pressed": action})
    assert "Linje 1 i loggen gjøres om" in said(asked["maal-dialog-tekst"]["children"])
    confirm(browser, asked["maal-venter"]["data"])
    assert [one.made for one in entries(changing)] == [False, True]
    rows = table(show(browser, REAL), "maal-logg")["rows"]
    # Only the entry that still says how it is can be turned round.
    assert [row["cells"]["undo"]["t"] for row in rows] == ["Gjør om", "–"]


def test_a_suggestion_is_a_question_until_somebody_answers(browser: Browser) -> None:
    rows = table(show(browser), "maal-forslag")["rows"]
    assert rows[0]["cells"]["why"]["t"] == "Samme ord i tiltaket og målet: gratis, skolemat."
    action = rows[0]["cells"]["link"]["a"]
    asked = ask(browser, "maal-forslag.presses", **{"maal-forslag.pressed": action})
    assert "«Gratis skolemat utredes» knyttes til tiltak SKOLEMAT-AUG." in said(
        asked["maal-dialog-tekst"]["children"]
    )


def test_what_cannot_be_done_is_said_or_left_alone(browser: Browser) -> None:
    asked = ask(browser, ASK, **{"maal-slag.value": "tiltak", "maal-kode.value": ""})
    assert "Velg først" in said(asked["maal-dialog-tekst"]["children"])
    assert "Lukk dette vinduet" in said(confirm(browser, None)["maal-feil"]["children"])
    assert ask(browser, "maal-logg.presses", **{"maal-logg.pressed": "tull"}) == {}
    assert ask(browser, ASK, **{ASK: 0}) == {}
    nothing = {"maal-lagre.n_clicks": 0, "adresse.search": REAL}
    assert browser.call("maal-lagre.n_clicks", nothing) == {}


def test_what_a_button_carries_is_read_strictly() -> None:
    pending = Pending(Act.UNDO, "SD/1", LinkTarget.OMRADE, "skole", 3)
    assert read_pending(pending.written()) == pending
    for written in (None, "", "{}", "[]", '["tull","a","tiltak","b",0]', '["knytt","a","tull","b",0]'):
        assert read_pending(written) is None
