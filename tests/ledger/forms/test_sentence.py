"""The one sentence about an overview: balance, what is missing, what is left, what is carried forward."""

from __future__ import annotations

from datetime import date

import pytest

from planhjul.language import language
from planhjul.ledger.forms.lines import FormKey
from planhjul.ledger.forms.overviews import balance_sentence, overview
from planhjul.ledger.versions import VersionKind
from planhjul.reference.codes import load_codes
from planhjul.reference.forms import load_forms
from tests.ledger.frames import MILLION, sums_of

CODES = load_codes()
FORMS = load_forms()
DRIFT, INVESTERING = FormKey.DRIFT, FormKey.INVESTERING


@pytest.mark.parametrize(
    ("key", "kind", "expense", "carried", "tolerance", "sentence"),
    [
        (DRIFT, "opprinnelig_budsjett", 100 * MILLION, 0, 0, "Opprinnelig budsjett 2027 går i balanse."),
        (
            DRIFT, "opprinnelig_budsjett", 120 * MILLION, 0, 0,
            "Opprinnelig budsjett 2027 mangler 20,0 mill. kr på å gå i balanse.",
        ),
        (
            DRIFT, "opprinnelig_budsjett", 100 * MILLION + 4_999_900, 0, 0,
            "Opprinnelig budsjett 2027 mangler 49 999 kr på å gå i balanse.",
        ),
        (
            DRIFT, "opprinnelig_budsjett", 100 * MILLION + 4_999_900, 0, 5_000_000,
            "Opprinnelig budsjett 2027 går i balanse.",
        ),
        (
            DRIFT, "opprinnelig_budsjett", 97 * MILLION, 0, 0,
            "Opprinnelig budsjett 2027 har 3,0 mill. kr som ikke er disponert.",
        ),
        (
            DRIFT, "regnskap", 120 * MILLION, -20 * MILLION, 0,
            "Regnskap 2027 fører 20,0 mill. kr fram til senere år.",
        ),
        (DRIFT, "regnskap", 0, 0, 0, "Regnskap 2027 har ingen tall for drift."),
        (
            INVESTERING, "opprinnelig_budsjett", 100 * MILLION, 0, 0,
            "Opprinnelig budsjett 2027 går i balanse i investering.",
        ),
        (
            INVESTERING, "opprinnelig_budsjett", 107 * MILLION, 0, 0,
            "Opprinnelig budsjett 2027 mangler 7,0 mill. kr på å gå i balanse i investering.",
        ),
        (INVESTERING, "regnskap", 0, 0, 0, "Regnskap 2027 har ingen tall for investering."),
    ],
)  # fmt: skip
def test_the_sentence(
    key: FormKey, kind: str, expense: int, carried: int, tolerance: int, sentence: str
) -> None:
    investment = key is INVESTERING
    rows = [
        ("230" if investment else "010", "202", expense),
        ("910" if investment else "800", "840", -100 * MILLION),
    ]
    if carried:
        rows.append(("980", "880", carried))
    frame = sums_of(rows if expense else [], kontoklasse="0" if investment else "1")
    answer = overview(
        key, frame, FORMS, CODES, (),
        year=2027, kind=VersionKind(kind), stood_from=date(2026, 1, 1), tolerance_ore=tolerance,
    )  # fmt: skip
    assert language().say(balance_sentence(answer)).replace("\N{NO-BREAK SPACE}", " ") == sentence
