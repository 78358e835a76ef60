"""§ 5-9: strykninger and year-end dispositions; a real year's figures, the rules, and what always holds."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from planhjul.ledger.forms.closing import Closing, closing, no_closing
from planhjul.ledger.forms.lines import FormKey, fill, posted
from planhjul.ledger.versions import VersionKind
from planhjul.reference.codes import load_codes
from planhjul.reference.forms import load_forms
from tests.fuzz import tried
from tests.ledger.frames import sums_of

CODES = load_codes()
FORMS = load_forms()
Rows = list[tuple[str, str, int]]
THOUSAND = 100_000


def frame(drift: Rows, investment: Rows) -> pd.DataFrame:
    return pd.concat(
        [sums_of(drift, year=2025), sums_of(investment, year=2025, kontoklasse="0")], ignore_index=True
    )


def shown(accounts: Rows, budget: Rows, invested: Rows = [], planned: Rows = []) -> Closing:  # noqa: B006
    return closing(
        frame(accounts, invested), frame(budget, planned), FORMS, CODES,
        year=2025, stood_from=date(2026, 2, 1), budget_kind=VersionKind.REVIDERT_BUDSJETT,
    )  # fmt: skip


def amounts(answer: Closing, part: int = 0) -> dict[str, int]:
    return {line.key: line.amount_ore for line in answer.parts[part].lines if line.amount_ore}


# Stavanger's investment accounts 2021, thousand kroner: the year's loans were struck down to what was needed.
def test_a_real_investment_account_strikes_loans() -> None:
    t = THOUSAND
    accounts = [
        ("230", "222", 1_507_077 * t), ("550", "880", 21_218 * t), ("950", "880", -2_157 * t),
        ("910", "870", -(1_321_273 - 381_645) * t), ("970", "880", -442_566 * t),
        ("940", "880", -143_944 * t),
    ]  # fmt: skip
    planned = [
        ("230", "222", 1_906_089 * t), ("910", "870", -1_321_273 * t), ("970", "880", -440_872 * t),
        ("940", "880", -143_944 * t),
    ]  # fmt: skip
    answer = shown([], [], accounts, planned)
    found = {line.nr: line.amount_ore // t for line in answer.parts[1].lines}
    assert len(found) == 16
    assert (found[1], found[2], found[3], found[4]) == (1_507_077, 21_218, 2_157, 1_321_273)
    assert (found[5], found[7], found[9], found[11]) == (442_566, 143_944, 381_645, 381_645)
    assert (found[14], found[16]) == (0, 0)
    assert all(check.ok for check in answer.checks)


def test_a_surplus_strikes_the_use_of_the_fund_and_is_set_aside() -> None:
    budget = [("870", "800", -100), ("010", "202", 95), ("570", "880", 10), ("940", "880", -5)]
    accounts = [("870", "800", -110), ("010", "202", 95), ("570", "880", 10), ("540", "880", 5)]
    assert amounts(shown(accounts, budget)) == {
        "ndr": 15, "til_investering": 10, "fra_fond": 5, "avvik": 10, "stroket_bruk": 5,
        "etter_strykninger": 5, "mindreforbruk_avsatt": 5,
    }  # fmt: skip


def test_a_deficit_strikes_dispositions_and_uses_the_fund_for_the_rest() -> None:
    budget = [
        ("870", "800", -100),
        ("010", "202", 80),
        ("570", "880", 12),
        ("540", "880", 6),
        ("530", "880", 2),
    ]
    accounts = [("870", "800", -100), ("010", "202", 123), ("940", "880", -23)]
    answer = shown(accounts, budget)
    assert amounts(answer) == {
        "ndr": -23, "til_investering": 12, "til_fond": 6, "dekning": 2, "avvik": -43,
        "stroket_investering": 12, "stroket_avsetning": 6, "stroket_dekning": 2, "etter_strykninger": -23,
        "bruk_reduksjon": 23,
    }  # fmt: skip
    assert not any("§ 4-2" in note.source for note in answer.notes)


def test_an_earlier_deficit_is_covered_by_the_fund_and_by_the_surplus() -> None:
    budget = [("870", "800", -100), ("010", "202", 100)]
    accounts = [("870", "800", -104), ("010", "202", 100), ("530", "880", 7), ("940", "880", -3)]
    found = amounts(shown(accounts, budget))
    assert (found["bruk_inndekning"], found["mindreforbruk_dekning"]) == (3, 4)
    assert "fremfort" not in found


def test_what_is_both_set_aside_and_used_beyond_the_budget_was_by_authority() -> None:
    budget = [("870", "800", -100), ("010", "202", 100)]
    accounts = [("870", "800", -100), ("010", "202", 100), ("540", "880", 8), ("940", "880", -8)]
    assert amounts(shown(accounts, budget)) == {"til_fond": 8, "fra_fond": 8}


def test_dispositions_that_should_have_been_struck_are_pointed_at() -> None:
    deficit = shown([("870", "800", -100), ("010", "202", 110), ("570", "880", 4)], [("570", "880", 4)])
    assert any("§ 4-2" in note.source for note in deficit.notes)
    surplus = shown(
        [("870", "800", -110), ("010", "202", 100), ("940", "880", -5), ("540", "880", 15)],
        [("940", "880", -5)],
    )
    assert any("§ 4-3" in note.source for note in surplus.notes)


def test_what_is_missing_is_said() -> None:
    only_drift = shown([("870", "800", -1)], [("870", "800", -1)])
    assert len(only_drift.parts) == 1
    assert any("ingen tall for investering, så den delen mangler" in note.source for note in only_drift.notes)
    no_plan = shown([], [], [("230", "222", 1)], [])
    assert any("Budsjettet har ingen tall for investering" in note.source for note in no_plan.notes)
    assert "ikke lest inn" in no_closing(2025, accounts=True).source
    assert "gjelder fra" in no_closing(2019, accounts=True).source
    assert "hører til årsregnskapet" in no_closing(2025, accounts=False).source


def test_a_transfer_struck_in_one_account_only_is_a_break() -> None:
    answer = shown([], [("570", "880", 5)], [("230", "222", 5), ("970", "880", -5)], [("970", "880", -5)])
    broken = {check.code: check.difference_ore for check in answer.checks if not check.ok}
    assert broken == {"STRYKNING_LIK": 5}


AMOUNT = st.integers(0, 10**9)
DISPOSED = st.fixed_dictionaries(dict.fromkeys(("530", "540", "550", "570", "940", "950"), AMOUNT))
INVESTED = st.fixed_dictionaries(dict.fromkeys(("530", "540", "550", "910", "940", "950", "970"), AMOUNT))


def rows(held: dict[str, int]) -> Rows:
    return [(art, "880", -amount if art >= "900" else amount) for art, amount in held.items()]


@tried(60)
@given(DISPOSED, DISPOSED, INVESTED, INVESTED, AMOUNT, AMOUNT)
def test_the_last_line_is_always_that_of_the_other_overviews(
    booked: dict[str, int], planned: dict[str, int], invested: dict[str, int], plan: dict[str, int],
    income: int, cost: int,
) -> None:  # fmt: skip
    drift = [("870", "800", -income), ("010", "202", cost), *rows(booked)]
    investment = [("230", "222", cost), *rows(invested)]
    accounts = frame(drift, investment)
    answer = shown(drift, rows(planned), investment, rows(plan))
    for part, key in zip(answer.parts, (FormKey.ART, FormKey.INVESTERING), strict=False):
        form = fill(FORMS.forms[key], posted(accounts, part.kontoklasse), CODES, 2025)
        assert part.amount("fremfort") == form.amounts["fremfort"]
    positive = [line for part in answer.parts for line in part.lines if not line.is_sum]
    assert all(line.amount_ore >= 0 for line in positive if line.key not in ("ndr", "netto"))


@pytest.mark.parametrize("key", ["ndr", "avvik"])
def test_a_part_answers_by_key(key: str) -> None:
    assert shown([("870", "800", -5)], []).parts[0].amount(key) == 5
    with pytest.raises(KeyError):
        shown([], []).parts[0].amount("finnes ikke")
