from __future__ import annotations

import pandas as pd
import pytest

from planhjul.ledger.lines import (
    LINE_COLUMNS,
    SUM_COLUMNS,
    LinesError,
    conform,
    empty_lines,
    sums,
)
from planhjul.ledger.versions import VersionKind


def line(**values: object) -> dict[str, object]:
    blank: dict[str, object] = {name: "" if kind == "str" else 0 for name, kind in LINE_COLUMNS.items()}
    return blank | {"kind": "regnskap", "year": 2025, "kontoklasse": "1", "side": "expense"} | values


def test_a_frame_gets_the_declared_order_and_types() -> None:
    frame = conform(pd.DataFrame([line(art="010", amount_ore=5)])[list(LINE_COLUMNS)[::-1]])
    assert list(frame.columns) == list(LINE_COLUMNS)
    assert frame["amount_ore"].dtype == "int64"


@pytest.mark.parametrize(
    ("frame", "said"),
    [
        (pd.DataFrame([line(mer=1)]), "mer"),
        (pd.DataFrame([line()]).drop(columns="art"), "art"),
        (pd.DataFrame([line(art=None)]), "missing values"),
    ],
)
def test_a_frame_that_is_not_lines_is_our_mistake(frame: pd.DataFrame, said: str) -> None:
    with pytest.raises(LinesError, match=said):
        conform(frame)


def test_sums_are_the_lines_to_the_ore() -> None:
    lines = conform(
        pd.DataFrame(
            [
                line(art="010", funksjon="202", amount_ore=7, row=1),
                line(art="010", funksjon="202", amount_ore=-2, row=2, month=3),
                line(art="600", funksjon="202", amount_ore=-4, row=3, side="income"),
            ]
        )
    )
    found = sums(lines)
    assert list(found.columns) == list(SUM_COLUMNS)
    assert list(zip(found["art"], found["amount_ore"], found["lines"], strict=True)) == [
        ("010", 5, 2),
        ("600", -4, 1),
    ]


def test_no_lines_have_no_sums() -> None:
    assert list(empty_lines().columns) == list(LINE_COLUMNS)
    assert sums(empty_lines()).empty


def test_every_kind_of_version_has_a_name_and_only_decisions_are_adopted() -> None:
    assert len({kind.title.source for kind in VersionKind}) == len(VersionKind)
    assert [kind.value for kind in VersionKind if kind.adopted] == [
        "opprinnelig_budsjett",
        "revidert_budsjett",
        "okonomiplan",
    ]
