"""The controls of the prescribed overviews: when they hold, and what they say when they do not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from types import MappingProxyType

import pytest

from planhjul.ledger.forms.checks import Check, checks
from planhjul.ledger.forms.lines import Filled, FormKey, fill, posted
from planhjul.ledger.versions import VersionKind
from planhjul.texts import Kroner, Text, text, verbatim
from tests.ledger.forms.test_overviews import ART, BUDGET, CODES, DRIFT, FORMS, INVESTERING, both, shown
from tests.ledger.frames import sums_of

ACCOUNTS = VersionKind.REGNSKAP
BALANCED = [
    ("870", "800", -100),
    ("010", "202", 90),
    ("590", "202", 7),
    ("990", "860", -7),
    ("570", "880", 10),
]
INVESTED = [("200", "202", 10), ("970", "880", -10)]


def found(
    drift: Sequence[tuple[str, str, int]],
    investment: Sequence[tuple[str, str, int]] = (),
    key: FormKey = DRIFT,
    kind: VersionKind = BUDGET,
    tolerance_ore: int = 0,
) -> dict[str, Check]:
    answer = shown(key, both(drift, investment), kind=kind, tolerance_ore=tolerance_ore)
    return {check.code: check for check in answer.checks}


@pytest.mark.parametrize("key", FormKey)
def test_a_balanced_budget_passes_every_control(key: FormKey) -> None:
    assert all(check.ok and check.difference_ore == 0 for check in found(BALANCED, INVESTED, key).values())


def test_the_controls_of_5_4() -> None:
    assert list(found(BALANCED, INVESTED)) == [
        "BRUTTO_LIK", "NDR_LIK", "AVSKRIVNING_LIK", "DRIFT_NULL", "OVERFORING_LIK", "INVESTERING_NULL",
        "BEVILGNING_LIK", "MERFORBRUK", "UKLASSIFISERT",
    ]  # fmt: skip


def test_without_investment_nothing_is_said_about_it() -> None:
    assert {"OVERFORING_LIK", "INVESTERING_NULL"}.isdisjoint(found(BALANCED))


@pytest.mark.parametrize(
    ("drift", "investment", "expected"),
    [
        ([*BALANCED, ("590", "120", 3)], INVESTED, {"AVSKRIVNING_LIK": 3, "DRIFT_NULL": 3, "MERFORBRUK": -3}),
        ([*BALANCED, ("570", "880", 4)], INVESTED, {"OVERFORING_LIK": 4, "DRIFT_NULL": 4, "MERFORBRUK": -4}),
        (BALANCED, [*INVESTED, ("200", "202", 5)], {"INVESTERING_NULL": 5}),
        ([*BALANCED, ("870", "800", -6)], INVESTED, {"DRIFT_NULL": -6, "MERFORBRUK": 6}),
    ],
)
def test_a_break_says_by_how_much(
    drift: list[tuple[str, str, int]], investment: list[tuple[str, str, int]], expected: dict[str, int]
) -> None:
    broken = {code: check for code, check in found(drift, investment).items() if not check.ok}
    assert {code: check.difference_ore for code, check in broken.items()} == expected
    assert all(
        any(isinstance(value, Kroner) for _, value in check.message.values) for check in broken.values()
    )


def test_rounded_thousands_may_be_off_by_thirty() -> None:
    drift = [*BALANCED, ("010", "202", 3_000_000)]
    assert not found(drift)["DRIFT_NULL"].ok
    assert found(drift, tolerance_ore=3_000_000)["DRIFT_NULL"].ok
    assert found(drift, tolerance_ore=3_000_000)["DRIFT_NULL"].difference_ore == 3_000_000
    assert not found(drift, tolerance_ore=2_999_999)["DRIFT_NULL"].ok


def test_accounts_may_carry_a_deficit_forward_but_a_budget_may_not() -> None:
    drift = [*BALANCED, ("010", "202", 20), ("980", "899", -20)]
    booked, budget = found(drift, kind=ACCOUNTS), found(drift)
    assert (booked["MERFORBRUK"].ok, booked["DRIFT_NULL"].ok) == (True, True)
    assert (budget["MERFORBRUK"].ok, budget["MERFORBRUK"].difference_ore) == (False, -20)
    forgotten = found([*BALANCED, ("010", "202", 20)], kind=ACCOUNTS)["MERFORBRUK"]
    assert (forgotten.ok, forgotten.difference_ore) == (False, -20)
    assert "980" in forgotten.message.source
    half = found([*BALANCED, ("010", "202", 20), ("980", "899", -15)], kind=ACCOUNTS)["MERFORBRUK"]
    assert (half.ok, half.difference_ore) == (False, -5)


def test_what_has_no_line_is_pointed_at_largest_first() -> None:
    drift = [*BALANCED, ("111", "202", 5), ("728", "202", -9), ("955", "880", 2), ("956", "880", 1)]
    check = found(drift)["UKLASSIFISERT"]
    assert (check.ok, check.difference_ore) == (False, -1)
    said = dict(check.message.values)
    assert (said["income"], said["expense"]) == (Kroner(6), Kroner(5))
    assert said["look"] == text("Se først på art {arts}.", arts=verbatim("728, 111, 955"))
    frame = sums_of([("", "202", 40)], side="expense")
    (blank,) = (check for check in shown(DRIFT, frame).checks if check.code == "UKLASSIFISERT")
    look = dict(blank.message.values)["look"]
    assert isinstance(look, Text)
    assert "Les inn en fil med art" in look.source


def filled() -> dict[FormKey, Filled]:
    frame = both(BALANCED, INVESTED)
    return {
        key: fill(rules, posted(frame, rules.kontoklasse), CODES, 2027) for key, rules in FORMS.forms.items()
    }


def test_overviews_that_disagree_are_caught() -> None:
    forms = filled()
    amounts = dict(forms[ART].amounts) | {"brutto_driftsresultat": 1, "netto_driftsresultat": 2}
    forms[ART] = replace(forms[ART], amounts=MappingProxyType(amounts))
    judged = {
        check.code: check
        for check in checks(
            DRIFT, forms, (), {"bevilgninger": (90, 85), "annet": (3, 7)}, kind=BUDGET, tolerance_ore=0
        )
    }
    assert (judged["BRUTTO_LIK"].ok, judged["BRUTTO_LIK"].difference_ore) == (False, 2)
    assert (judged["NDR_LIK"].ok, judged["NDR_LIK"].difference_ore) == (False, 8)
    assert (judged["BEVILGNING_LIK"].ok, judged["BEVILGNING_LIK"].difference_ore) == (False, 9)


def test_investment_names_its_own_deficit() -> None:
    judged = found(BALANCED, [*INVESTED, ("200", "202", 5)], INVESTERING)
    assert (judged["UDEKKET"].ok, judged["UDEKKET"].difference_ore) == (False, -5)
