"""The prescribed overviews on real figures (money model B.3, C.1) and by generation."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from planhjul.ledger.areas import Area
from planhjul.ledger.forms.lines import FIRST_YEAR, FormKey, Posted, fill, posted
from planhjul.ledger.forms.overviews import AreaAmount, Overview, overview
from planhjul.ledger.net import drift_totals
from planhjul.ledger.versions import VersionKind
from planhjul.reference.codes import load_codes
from planhjul.reference.forms import load_forms
from planhjul.texts import Text, text, verbatim
from tests.fuzz import tried
from tests.ledger.areas import area
from tests.ledger.frames import MILLION, sums_of

CODES = load_codes()
FORMS = load_forms()
BUDGET = VersionKind.OPPRINNELIG_BUDSJETT
DRIFT, INVESTERING, ART = FormKey.DRIFT, FormKey.INVESTERING, FormKey.ART


def shown(
    key: FormKey,
    frame: pd.DataFrame,
    year: int = 2027,
    kind: VersionKind = BUDGET,
    areas: Iterable[Area] = (),
    tolerance_ore: int = 0,
) -> Overview:
    return overview(
        key, frame, FORMS, CODES, areas,
        year=year, kind=kind, stood_from=date(2026, 1, 1), tolerance_ore=tolerance_ore,
    )  # fmt: skip


def million(rows: Iterable[tuple[str, str, float]]) -> list[tuple[str, str, int]]:
    return [(art, funksjon, round(amount * MILLION)) for art, funksjon, amount in rows]


def numbered(answer: Overview) -> dict[int, float]:
    return {line.nr: line.amount_ore / MILLION for line in answer.lines if line.nr}


def both(drift: Sequence[tuple[str, str, int]], investment: Sequence[tuple[str, str, int]]) -> pd.DataFrame:
    return pd.concat([sums_of(drift), sums_of(investment, kontoklasse="0")], ignore_index=True)


# A real municipality's accounts 2025 (money model C.1): one art per line, ledger sign.
ACCOUNTS_2025 = million(
    [
        ("800", "840", -370.439), ("870", "800", -543.328), ("878", "800", -20.755), ("810", "850", -100.904),
        ("770", "202", -150.605), ("600", "202", -34.925), ("620", "345", -130.387), ("010", "202", 672.445),
        ("090", "202", 176.116), ("120", "202", 318.353), ("470", "202", 102.425), ("590", "202", 77.508),
        ("900", "870", -24.753), ("905", "870", -25.614), ("909", "870", -6.425), ("509", "870", 1.000),
        ("500", "870", 63.018), ("510", "870", 49.025), ("990", "860", -77.508), ("570", "880", 5.000),
        ("550", "880", 7.161), ("950", "880", -3.364), ("540", "880", 24.785), ("940", "880", -7.829),
    ]
)  # fmt: skip
LINES_2025 = {
    1: 370.439, 2: 543.328, 3: 20.755, 4: 0, 5: 100.904, 6: 150.605, 7: 34.925, 8: 130.387, 9: 1351.343,
    10: 672.445, 11: 176.116, 12: 318.353, 13: 102.425, 14: 77.508, 15: 1346.846, 16: 4.497, 17: 24.753,
    18: 25.614, 19: 5.425, 20: 63.018, 21: 49.025, 22: 56.251, 23: 77.508, 24: 25.753, 25: 5.000, 26: 7.161,
    27: 3.364, 28: 24.785, 29: 7.829, 30: 0, 31: 25.753, 32: 0,
}  # fmt: skip


def test_5_6_on_real_accounts_line_by_line() -> None:
    answer = shown(ART, sums_of(ACCOUNTS_2025), 2025, VersionKind.REGNSKAP)
    assert numbered(answer) == pytest.approx(LINES_2025, abs=0.002)
    assert answer.unclassified == ()
    assert answer.flags == ()


def test_5_4_on_the_same_accounts_agrees_with_5_6() -> None:
    answer = shown(DRIFT, sums_of(ACCOUNTS_2025), 2025, VersionKind.REGNSKAP)
    found = numbered(answer)
    assert found[4] == pytest.approx(100.904, abs=0.002)
    assert found[5] == pytest.approx(370.439 + 543.328 + 20.755 + 100.904, abs=0.002)
    assert found[6] == pytest.approx(1346.846 - 77.508 - 150.605 - 34.925 - 130.387, abs=0.002)
    for nr, same in ((9, 16), (15, 22), (17, 24), *((nr, nr + 7) for nr in range(18, 26))):
        assert found[nr] == pytest.approx(LINES_2025[same], abs=0.002)


# A real budget 2026 (money model B.3) with property tax on art 875, which went out after 2024.
BUDGET_2026 = million(
    [
        ("870", "800", -565.217), ("875", "800", -10.985), ("878", "800", -9.921), ("800", "840", -386.592),
        ("600", "202", -30.171), ("620", "345", -119.924), ("700", "253", -60.176), ("810", "850", -63.9),
        ("810", "202", -5.839), ("710", "202", -29.162), ("729", "202", -22.773), ("770", "202", -16.637),
        ("890", "202", -0.1), ("780", "202", -0.832), ("010", "202", 1322.229 - 52.024 - 35.622),
        ("500", "870", 100.0), ("900", "870", -47.976), ("540", "880", 35.622),
    ]
)  # fmt: skip


@pytest.mark.parametrize("key", [DRIFT, ART])
def test_an_art_that_has_gone_out_is_kept_and_explained(key: FormKey) -> None:
    answer = shown(key, sums_of(BUDGET_2026, year=2026), 2026)
    assert answer.amount("netto_driftsresultat") / MILLION == pytest.approx(35.622, abs=0.0005)
    assert answer.amount("fremfort") == 0
    assert all(check.ok for check in answer.checks)
    (flag,) = answer.flags
    assert (flag.code, flag.art, flag.amount_ore) == ("UTGATT_ART", "875", 1_098_500_000)
    said = dict(flag.message.values)
    assert said["title"] == verbatim("Eiendomsskatt boliger og fritidsboliger")
    assert said["advice"] == text("Flytt beløpet til art {arts}.", arts=verbatim("878 eller 879"))
    without = said["shown"]
    assert isinstance(without, Text)
    assert [getattr(value, "ore", None) for _, value in without.values] == [
        2_463_700_000, 3_562_200_000, 1_098_500_000,
    ]  # fmt: skip


def test_the_form_of_the_real_budget() -> None:
    answer = shown(ART, sums_of(BUDGET_2026, year=2026), 2026)
    assert answer.amount("driftsinntekter") / MILLION == pytest.approx(1322.229, abs=0.0005)
    assert answer.amount("eiendomsskatt") / MILLION == pytest.approx(20.906, abs=0.0005)


def test_an_art_without_a_known_heir_or_not_yet_in_force_is_flagged_too() -> None:
    answer = shown(ART, sums_of([("895", "202", -50), ("878", "800", -70), ("010", "202", 90)]), 2023)
    assert [(flag.art, flag.amount_ore) for flag in answer.flags] == [("878", 70), ("895", 50)]
    said = [dict(flag.message.values)["advice"] for flag in answer.flags]
    assert said == [text("Finn arten som gjelder nå.")] * 2


def test_a_cost_that_has_gone_out_shows_no_false_deficit() -> None:
    answer = shown(ART, sums_of([("270", "202", 40), ("870", "800", -40)]))
    (flag,) = answer.flags
    (without,) = (value for name, value in flag.message.values if name == "shown")
    assert isinstance(without, Text)
    assert "merforbruk" not in without.source


def test_an_expired_art_in_investment() -> None:
    answer = shown(INVESTERING, sums_of([("200", "202", 80), ("948", "880", -80)], kontoklasse="0"))
    (flag,) = answer.flags
    assert flag.art == "948"
    assert answer.amount("bruk_ubundet_fond") == 80


@pytest.mark.parametrize(
    ("year", "counts"),
    [(2020, (23, 25, 30)), (2021, (23, 25, 30)), (2022, (25, 27, 32)), (2027, (25, 27, 32))],
)
def test_the_generations_have_the_regulations_numbers(year: int, counts: tuple[int, ...]) -> None:
    for key, count in zip((DRIFT, INVESTERING, ART), counts, strict=True):
        lines = shown(key, sums_of([]), year).lines
        assert [line.nr for line in lines] == list(range(1, count + 1))


def test_2020_and_2021_net_the_funds() -> None:
    rows = [
        ("870", "800", -100),
        ("540", "880", 60),
        ("940", "880", -10),
        ("550", "880", 5),
        ("950", "880", -9),
    ]
    old, new = (shown(DRIFT, sums_of(rows), year) for year in (2021, 2022))
    assert old.amount("netto_disposisjonsfond") == 50
    assert old.amount("netto_bundne_fond") == -4
    assert new.amount("bruk_disposisjonsfond") == 10
    assert old.amount("sum_disponeringer") == new.amount("sum_disponeringer") == 46
    assert old.amount("fremfort") == new.amount("fremfort") == 54


def test_the_dispositions_have_a_heading() -> None:
    lines = shown(ART, sums_of([])).lines
    assert [line.nr for line in lines if line.heading] == [25]
    assert [line.nr for line in lines if line.is_sum] == [9, 15, 16, 22, 24, 31, 32]


def test_810_is_general_only_on_840_and_850() -> None:
    rows = [
        ("810", "840", -3),
        ("810", "850", -5),
        ("810", "202", -7),
        ("877", "800", -2),
        ("010", "202", 90),
    ]
    answer = shown(DRIFT, sums_of(rows))
    assert answer.amount("andre_generelle") == 10
    assert answer.amount("bevilgninger") == 83
    assert shown(ART, sums_of(rows)).amount("fra_staten") == 15


INVESTMENT = [
    ("200", "202", 700), ("010", "202", 10), ("280", "202", 5), ("429", "202", 90), ("500", "202", 4),
    ("470", "390", 30), ("529", "170", 20), ("520", "320", 6), ("521", "320", 2), ("510", "870", 8),
    ("729", "841", -90), ("810", "265", -12), ("700", "202", -3), ("900", "870", -1), ("670", "265", -25),
    ("929", "320", -7), ("905", "320", -5), ("920", "320", -6), ("921", "320", -2), ("910", "870", -500),
    ("522", "283", 100), ("912", "283", -100), ("512", "283", 24), ("922", "283", -24), ("970", "880", -200),
    ("550", "880", 11), ("950", "880", -13), ("540", "880", 17), ("940", "880", -45), ("530", "880", 7),
]  # fmt: skip


def test_5_5_line_by_line() -> None:
    frame = both([("570", "880", 200), ("870", "800", -200)], INVESTMENT)
    answer = shown(INVESTERING, frame)
    found = {line.nr: line.amount_ore for line in answer.lines}
    assert found == {
        1: 809, 2: 30, 3: 20, 4: 8, 5: 8, 6: 875, 7: 90, 8: 16, 9: 25, 10: 7, 11: 5, 12: 8, 13: 500, 14: 651,
        15: 100, 16: 100, 17: 24, 18: 24, 19: 0, 20: 200, 21: 11, 22: 13, 23: 17, 24: 45, 25: 7, 26: 223,
        27: -1,
    }  # fmt: skip
    codes = {check.code: check.ok for check in answer.checks}
    assert codes == {
        "OVERFORING_LIK": True, "INVESTERING_NULL": False, "BEVILGNING_LIK": True, "UDEKKET": False,
        "UKLASSIFISERT": True,
    }  # fmt: skip
    old = shown(INVESTERING, frame, 2021)
    assert old.amount("sum_avsetninger") == 223
    assert old.amount("fremfort") == -1


def test_the_second_part_is_the_municipalitys_areas() -> None:
    areas = [area("skole", "Skole", ("202", "222")), area("omsorg", "Omsorg", ("222", "253"))]
    rows = [("010", "202", 60), ("010", "222", 8), ("010", "253", 50), ("600", "253", -9), ("010", "120", 4)]
    answer = shown(DRIFT, sums_of(rows), areas=areas)
    assert answer.second_part == (
        AreaAmount(6, "bevilgninger", "skole", verbatim("Skole"), 68),
        AreaAmount(6, "bevilgninger", "omsorg", verbatim("Omsorg"), 41),
        AreaAmount(6, "bevilgninger", "", text("Uten område"), 4),
    )
    assert answer.amount("bevilgninger") == 113
    assert shown(ART, sums_of(rows), areas=areas).second_part == ()
    parts = shown(INVESTERING, both([], [("200", "202", 5), ("529", "253", 3)]), areas=areas).second_part
    assert [(part.nr, part.area, part.amount_ore) for part in parts] == [(1, "skole", 5), (3, "omsorg", 3)]


def test_unknown_arts_and_rows_without_art_have_lines_of_their_own() -> None:
    frame = pd.concat(
        [
            sums_of([("123", "202", 11), ("728", "202", -5), ("955", "880", -3), ("529", "202", 2)]),
            sums_of([("", "202", 40)], side="expense"),
            sums_of([("", "202", -30)], side="income"),
        ],
        ignore_index=True,
    )
    answer = shown(ART, frame)
    extra = {line.key: line.amount_ore for line in answer.lines if line.nr is None}
    assert extra == {"uklassifisert_inntekt": 35, "uklassifisert_utgift": 51, "uklassifisert_finans": -1}
    assert answer.unclassified_ore == 15
    assert answer.amount("fremfort") == -15
    drift = shown(DRIFT, frame)
    assert drift.unclassified == answer.unclassified
    assert drift.amount("bevilgninger") == 16
    invested = shown(INVESTERING, sums_of([("299", "202", 9), ("800", "840", -4)], kontoklasse="0"))
    assert [(line.key, line.amount_ore) for line in invested.lines if line.nr is None] == [
        ("uklassifisert_utgift", 9), ("uklassifisert_inntekt", 4),
    ]  # fmt: skip
    assert [row.art for row in invested.unclassified] == ["299", "800"]


def test_notes_say_what_the_reader_must_know() -> None:
    frame = sums_of([("010", "202", 5)])
    everything = [area("alt", "Alt", ("202",))]
    assert len(shown(ART, both([], [("200", "202", 1)])).notes) == 0
    assert len(shown(DRIFT, frame, areas=everything).notes) == 1
    assert len(shown(DRIFT, frame, 2019, tolerance_ore=3_000_000).notes) == 4


arts = st.sampled_from([*sorted(CODES.arts), "", "728", "955", "123"])
entries = st.lists(
    st.tuples(arts, st.sampled_from(["202", "800", "840", "850", "880"]), st.integers(-(10**12), 10**12)),
    max_size=30,
)


@tried(60)
@given(entries, entries, st.integers(2015, 2030), st.sampled_from(["expense", "income"]))
def test_every_row_is_on_one_line_and_the_forms_agree(
    drift: list[tuple[str, str, int]], investment: list[tuple[str, str, int]], year: int, side: str
) -> None:
    def sums(rows: list[tuple[str, str, int]], kontoklasse: str) -> list[pd.DataFrame]:
        blank = [row for row in rows if not row[0]]
        return [
            sums_of([row for row in rows if row[0]], kontoklasse=kontoklasse),
            sums_of(blank, kontoklasse=kontoklasse, side=side),
        ]

    frame = pd.concat([*sums(drift, "1"), *sums(investment, "0")], ignore_index=True)
    totals = drift_totals(frame, year)
    placed = [(key, investment if key.investment else drift) for key in FormKey]
    for key, rows in placed:
        rules = FORMS.forms[key]
        filled = fill(rules, posted(frame, rules.kontoklasse), CODES, year)
        total = sum(amount for _, _, amount in rows)
        carried = sum(row.amount_ore for row in filled.carried)
        assert filled.ledger_ore == total
        assert filled.amounts["fremfort"] == carried - total
        if key in (DRIFT, ART):
            assert filled.amounts["netto_driftsresultat"] == totals.ndr_ore
        if not key.investment:
            assert filled.amounts["fremfort"] == totals.rest_ore
            assert carried == totals.carried_ore
    answer = shown(DRIFT, frame, year)
    agree = {"BRUTTO_LIK", "NDR_LIK", "BEVILGNING_LIK"} if year >= FIRST_YEAR else {"BEVILGNING_LIK"}
    assert {check.code for check in answer.checks if check.ok} >= agree
    assert sum(part.amount_ore for part in answer.second_part) == answer.amount("bevilgninger")


def test_posted_keeps_the_sides_apart() -> None:
    frame = pd.concat(
        [sums_of([("", "202", 40)], side="expense"), sums_of([("", "202", -30)], side="income")],
        ignore_index=True,
    )
    assert posted(frame, "1") == (Posted("", "202", "expense", 40), Posted("", "202", "income", -30))
    assert posted(frame, "0") == ()
