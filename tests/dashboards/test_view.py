from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboards.view import View, address, parse_view
from planhjul.ledger.versions import VersionKind

LINK = "?kommune=9901&aar=2027&versjon=direktorens_forslag&per=2026-11-21"


def test_the_contracts_link_is_read() -> None:
    view = parse_view(LINK + "&spraak=nb&base=di")
    assert (view.kommune, view.aar, view.versjon) == ("9901", 2027, VersionKind.DIREKTORENS_FORSLAG)
    assert (view.per, view.spraak, view.problems) == (date(2026, 11, 21), "nb", ())
    assert view.extra("base") == "di"
    assert view.extra("tiltak", "ingen") == "ingen"


def test_a_view_written_and_read_again_is_the_same_view() -> None:
    view = parse_view(LINK + "&tiltak=T01,T02")
    written = address("/forslag", view, {}, same_page=True)
    assert written == "/forslag" + LINK + "&tiltak=T01,T02"
    assert parse_view(written.removeprefix("/forslag")) == view


def test_a_pages_own_parameters_stay_on_that_page() -> None:
    view = parse_view(LINK + "&tiltak=T01")
    assert address("/", view, {}, same_page=False) == "/" + LINK


def test_changes_set_and_remove() -> None:
    view = parse_view(LINK)
    changed = address("/", view, {"aar": 2026, "versjon": None, "per": ""}, same_page=True)
    assert changed == "/?kommune=9901&aar=2026"
    assert address("/", View(), {}, same_page=True) == "/"


@pytest.mark.parametrize(
    ("search", "words"),
    [
        ("?aar=abc", "som ikke er et årstall"),
        ("?aar=20277", "som ikke er et årstall"),
        ("?aar=²", "som ikke er et årstall"),
        ("?per=21.13.2026", "som ikke er en dato"),
        ("?versjon=ukjent", "som ikke finnes"),
        ("?spraak=se", "Siden vises på bokmål"),
    ],
)
def test_what_cannot_be_read_becomes_a_sentence(search: str, words: str) -> None:
    [problem] = parse_view(search).problems
    assert words in problem.source


@given(st.text(max_size=60))
def test_no_address_is_an_error(search: str) -> None:
    view = parse_view("?" + search)
    assert parse_view(address("/", view, {}, same_page=True).removeprefix("/")).kommune == view.kommune
