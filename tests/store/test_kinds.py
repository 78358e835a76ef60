"""Every kind of content is declared once, and stands in its table as older editions wrote it."""

from __future__ import annotations

import json
from dataclasses import fields, replace
from datetime import date
from fractions import Fraction
from typing import Any

import pytest
from sqlalchemy import Engine, insert, select

from planhjul.choices.bindings import Binding
from planhjul.ledger.forms.documents import PrintedForm
from planhjul.staged import KINDS, Content, Kind
from planhjul.store import Repository, tables
from planhjul.store.rows import SHAPES
from tests.store.conftest import AsOfStore

from .examples import AT, NEW_YEAR, STORVIK, area, cell, document, everything, override, staged

LATER = date(2030, 1, 1)
KEPT_DOCUMENT = {
    "columns": [
        {"heading": "Regnskap 2025", "kind": "regnskap", "year": 2025},
        {"heading": "Prognose 2026", "kind": None, "year": 2026},
    ],
    "lines": [
        {
            "key": "rammetilskudd",
            "nr": "1",
            "name": "Rammetilskudd",
            "amounts_ore": [9_300_000_000_000_000_001, None],
            "sheet": "Ark",
            "row": 5,
            "column": 1,
        },
        {
            "key": "",
            "nr": "",
            "name": "Skole",
            "amounts_ore": [-5, 0],
            "sheet": "Ark",
            "row": 6,
            "column": 3,
        },
    ],
}


@pytest.fixture
def storvik(repository: Repository) -> Repository:
    """The store with one municipality."""
    repository.register(STORVIK)
    return repository


def only(content: Content, name: str) -> Content:
    """The content with one kind left."""
    return Content(**{name: getattr(content, name)})


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.name)
def test_a_kind_comes_back_as_it_was(storvik: AsOfStore, kind: Kind) -> None:
    given = getattr(everything(), kind.name)
    assert given, "an example of every kind"
    storvik.commit("9901", staged(only(everything(), kind.name)), NEW_YEAR, AT)
    found = storvik.named(kind.name)("9901", LATER)
    assert (tuple(found.values()) if isinstance(found, dict) else found) == given


def test_every_field_of_content_but_the_lines_is_a_kind() -> None:
    assert [kind.name for kind in KINDS.values()] == [field.name for field in fields(Content)][1:]
    assert all(isinstance(value, of) for of in KINDS for value in getattr(everything(), KINDS[of].name))


def test_every_kind_and_no_other_table_is_content_beside_money() -> None:
    in_kinds = {kind.table for kind in KINDS.values()}
    parts_of_measures = {"measure_part", "measure_amount"}
    money = {"version", "label", "total", "month_total", "project_total", "line"}
    assert {table.name for table in tables.CONTENT} == in_kinds | parts_of_measures | money


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.name)
def test_a_kind_fills_every_column_of_its_table(kind: Kind) -> None:
    shape = SHAPES[kind.of]
    row = shape.row(getattr(everything(), kind.name)[0])
    assert {*row, "kommune", "batch", "nr"} == {column.name for column in shape.table.c}


def kept(engine: Engine, kind: type[Any]) -> dict[str, Any]:
    """The one row of the kind's table."""
    with engine.connect() as connection:
        return dict(connection.execute(select(SHAPES[kind].table)).mappings().one())


def test_what_is_kept_as_json_has_the_shape_of_older_editions(storvik: AsOfStore, engine: Engine) -> None:
    given = Content(documents=(document("5-4"),), areas=(area("skole", (0.25, 0.5, 0.125)),))
    storvik.commit("9901", staged(given), NEW_YEAR, AT)
    row = kept(engine, type(given.documents[0]))
    assert json.dumps({name: row[name] for name in ("columns", "lines")}) == json.dumps(KEPT_DOCUMENT)
    row = kept(engine, type(given.areas[0]))
    assert {name: row[name] for name in ("funksjoner", "ansvar", "lss_l", "lss_s", "lss_q")} == {
        "funksjoner": ["202", "215"],
        "ansvar": ["20*", "3100"],
        "lss_l": 0.25,
        "lss_s": 0.5,
        "lss_q": 0.125,
    }


def test_a_printed_overview_of_an_older_edition_is_read(storvik: AsOfStore, engine: Engine) -> None:
    storvik.commit("9901", staged(Content()), NEW_YEAR, AT)
    row = {"kommune": "9901", "batch": 1, "document": "5-4", "nr": 1, "title": "Bevilgningsoversikt drift"}
    place = {"sheet": "Ark", "row": 1, "column": 1}
    with engine.begin() as connection:
        connection.execute(
            insert(tables.OF_KIND[PrintedForm]).values(
                **row, form="5-4", unit_ore=100_000, **KEPT_DOCUMENT, **place
            )
        )
    assert storvik.known("9901", PrintedForm, LATER) == (document("5-4"),)


def test_fractions_are_kept_as_they_were_given(storvik: AsOfStore, engine: Engine) -> None:
    share = replace(override("i1"), share=Fraction(2, 3))
    bound = Binding(
        "b", None, "", "202", "", "", Fraction(1, 3), None, None, None, Fraction(6), "KLP", cell(4)
    )
    storvik.commit("9901", staged(Content(income_overrides=(share,), bindings=(bound,))), NEW_YEAR, AT)
    assert kept(engine, type(share))["share"] == "2/3"
    row = kept(engine, Binding)
    assert (row["bound"], row["short"], row["lead_structural"]) == ("1/3", None, "6")


def test_a_type_that_the_store_does_not_know_is_our_mistake() -> None:
    no_text: Any = object()
    wrong = replace(override("i1"), kilde=no_text)
    with pytest.raises(NotImplementedError, match="not a value the store keeps"):
        SHAPES[type(wrong)].row(wrong)
