"""Printed overviews: recognised by their lines, signs and units found, inner sums checked."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from importers.cells.versions import version_said
from importers.formats import financial_plan, lines
from importers.formats.printed.form import FORMAT
from importers.formats.printed.names import lines_named
from importers.reading.workbook import read_workbook
from importers.registry import Stager
from planhjul.ledger.forms.documents import PrintedForm
from planhjul.ledger.versions import VersionKind
from planhjul.staged import ImportChoices, Staged
from tests.fuzz import tried
from tests.importers.plan_workbooks import AllButNine, Rows, codes, stage, stage_sheets, xlsx
from tests.realdata import FOLDER, needs_realdata

# A budget that balances, in the signs of our own overviews: key, name, amount in thousand kroner.
BUDGET = (
    ("rammetilskudd", "Rammetilskudd", 300_000),
    ("inntekts_og_formuesskatt", "Inntekts- og formuesskatt", 280_000),
    ("eiendomsskatt", "Eiendomsskatt", 20_000),
    ("andre_generelle", "Andre generelle driftsinntekter", 10_000),
    ("sum_generelle", "Sum generelle driftsinntekter", 610_000),
    ("bevilgninger", "Sum bevilgninger drift, netto", 570_000),
    ("avskrivninger", "Avskrivninger", 30_000),
    ("netto_driftsutgifter", "Sum netto driftsutgifter", 600_000),
    ("brutto_driftsresultat", "Brutto driftsresultat", 10_000),
    ("renteinntekter", "Renteinntekter", 5_000),
    ("renteutgifter", "Renteutgifter", 12_000),
    ("avdrag", "Avdrag på lån", 14_000),
    ("netto_finansutgifter", "Netto finansutgifter", 21_000),
    ("motpost_avskrivninger", "Motpost avskrivninger", 30_000),
    ("netto_driftsresultat", "Netto driftsresultat", 19_000),
    ("overforing_investering", "Overføring til investering", 15_000),
    ("netto_bundne_fond", "Netto avsetninger til eller bruk av bundne driftsfond", -2_000),
    ("netto_disposisjonsfond", "Netto avsetninger til eller bruk av disposisjonsfond", 6_000),
    ("sum_disponeringer", "Sum disponeringer eller dekning av netto driftsresultat", 19_000),
    ("fremfort", "Fremført til inndekning i senere år (merforbruk)", 0),
)
INCOMES = frozenset(
    {"rammetilskudd", "inntekts_og_formuesskatt", "eiendomsskatt", "andre_generelle", "sum_generelle"}
    | {"brutto_driftsresultat", "renteinntekter", "motpost_avskrivninger", "netto_driftsresultat", "fremfort"}
)
NET_COSTS = frozenset({"netto_finansutgifter"})
DISPOSITIONS = frozenset(
    ["overforing_investering", "netto_bundne_fond", "netto_disposisjonsfond", "sum_disponeringer"]
)


def printed(turned: frozenset[str], headings: tuple[str, ...] = ("Budsjett 2021",)) -> Rows:
    """The budget as a table in which the lines `turned` have the opposite sign."""
    rows: list[list[Any]] = [["Hele 1 000"], ["", *headings]]
    return rows + [
        [name, *[-amount if key in turned else amount] * len(headings)] for key, name, amount in BUDGET
    ]


def only(found: Staged) -> PrintedForm:
    assert len(found.content.documents) == 1, found.issues
    return found.content.documents[0]


@pytest.mark.parametrize(
    "turned",
    [
        frozenset(),
        INCOMES,
        NET_COSTS,
        NET_COSTS | {"sum_disponeringer"},
        NET_COSTS | DISPOSITIONS,
        NET_COSTS | {"overforing_investering", "netto_bundne_fond", "netto_disposisjonsfond"},
    ],
    ids=["ours", "ledger", "result", "sum turned", "all turned", "lines turned"],
)
def test_every_convention_gives_the_signs_of_our_overviews(turned: frozenset[str]) -> None:
    found = stage_sheets(FORMAT, {"5-4": printed(turned)})
    assert codes(found) == []
    lines_found = {line.key: line.amounts_ore[0] for line in only(found).lines}
    assert lines_found == {key: amount * 100_000 for key, _, amount in BUDGET}


def test_a_wrong_sum_is_a_warning_at_its_cell_and_at_the_sum_it_goes_into() -> None:
    rows = [[*row] for row in printed(INCOMES)]
    rows[6][1] = -610_005
    found = stage_sheets(FORMAT, {"5-4": rows})
    assert found.accepted
    assert [(issue.code, str(issue.where), issue.level.value) for issue in found.issues] == [
        ("PRINTED_SUM", "5-4!B7", "warning"),
        ("PRINTED_SUM", "5-4!B11", "warning"),
    ]


def test_rounding_of_one_unit_per_summand_is_no_warning() -> None:
    rows = [[*row] for row in printed(INCOMES)]
    rows[6][1] = -610_004
    rows[10][1] = -10_002
    assert codes(stage_sheets(FORMAT, {"5-4": rows})) == []


def test_without_a_unit_the_size_of_the_amounts_decides_or_asks() -> None:
    rows: list[Any] = list(printed(INCOMES))[1:]
    assert codes(stage_sheets(FORMAT, {"5-4": rows})) == [("UNIT_BY_SIZE", "5-4")]
    kroner = [[row[0], *[one * 1000 if isinstance(one, int) else one for one in row[1:]]] for row in rows]
    found = stage_sheets(FORMAT, {"5-4": kroner})
    assert (codes(found), only(found).unit_ore) == ([], 100)
    millions = [[row[0], *[one / 1000 if isinstance(one, int) else one for one in row[1:]]] for row in rows]
    assert codes(stage_sheets(FORMAT, {"5-4": millions})) == [("UNIT_ASKED", "5-4")]


def test_opplysninger_may_say_the_unit() -> None:
    sheets: dict[str, Rows] = {
        "5-4": list(printed(INCOMES))[1:],
        "Opplysninger": [["Felt", "Verdi"], ["Enhet", "1000 kroner"]],
    }
    found = stage_sheets(FORMAT, sheets)
    assert (codes(found), only(found).unit_ore) == ([], 100_000)


def test_sums_without_lines_and_empty_sums_are_not_judged() -> None:
    left_out = {"Avskrivninger", "Sum bevilgninger drift, netto", "Overføring til investering"}
    rows = [[*row] for row in printed(INCOMES) if row[0] not in left_out]
    rows = [row if row[0] != "Netto driftsresultat" else [row[0], ""] for row in rows]
    netto = [row for row in rows if str(row[0]).startswith("Netto avsetninger")]
    found = stage_sheets(FORMAT, {"5-4": [row for row in rows if row not in netto]})
    assert "5-4!B9" not in {place for _, place in codes(found)}


def test_an_investment_overview_alone_cannot_show_its_unit() -> None:
    names = ("Investeringer i varige driftsmidler", "Sum investeringsutgifter", "Bruk av lån")
    more = ("Sum investeringsinntekter", "Overføring fra drift")
    rows: list[Any] = [["", "Budsjett 2027"], *[[name, 100] for name in (*names, *more)]]
    assert ("UNIT_ASKED", "5-5") in codes(stage_sheets(FORMAT, {"5-5": rows}))


def test_headings_of_every_sort() -> None:
    headings = ("Regnskap i fjor", "Just. budsjett 2026", "ØP 2027", "2028", "Endring", "Note")
    rows: list[Any] = [["Budsjettet for 2026, tall i hele 1000"], *list(printed(INCOMES, headings))[1:]]
    found = stage_sheets(FORMAT, {"Side 1": rows})
    assert [(column.kind, column.year) for column in only(found).columns] == [
        (VersionKind.REGNSKAP, 2025),
        (VersionKind.REVIDERT_BUDSJETT, 2026),
        (VersionKind.OKONOMIPLAN, 2027),
        (VersionKind.OPPRINNELIG_BUDSJETT, 2028),
    ]
    assert codes(found) == [("COLUMN_NOT_READ", "Side 1!F2"), ("COLUMN_NOT_READ", "Side 1!G2")]


def test_a_column_that_says_no_kind_is_kept_with_a_warning() -> None:
    found = stage_sheets(FORMAT, {"Ark1": printed(INCOMES, ("2026",))})
    assert codes(found) == [("COLUMN_KIND_UNKNOWN", "Ark1!B2")]
    assert only(found).columns[0].kind is None


def test_the_user_and_opplysninger_say_what_headings_do_not() -> None:
    sheets: dict[str, Rows] = {
        "Ark1": [["Hele 1 000"], ["", "Tall"], *list(printed(INCOMES))[2:]],
        "Opplysninger": [["Felt", "Verdi"], ["År", 2026], ["Versjon", "Revidert budsjett"]],
    }
    column = only(stage_sheets(FORMAT, sheets)).columns[0]
    assert (column.heading, column.kind, column.year) == ("Tall", VersionKind.REVIDERT_BUDSJETT, 2026)
    chosen = stage_sheets(FORMAT, sheets, ImportChoices(version="innstilling", year=2025))
    assert (only(chosen).columns[0].kind, only(chosen).columns[0].year) == (VersionKind.INNSTILLING, 2025)


def test_i_fjor_without_a_year_to_count_from_asks() -> None:
    found = stage_sheets(FORMAT, {"Ark1": printed(INCOMES, ("Regnskap i fjor", "Budsjett 2026"))})
    assert codes(found) == [("YEAR_MISSING", "Ark1!B2")]


def test_no_amounts_at_all_asks_for_headings() -> None:
    rows = [[name] for _, name, _ in BUDGET]
    assert ("PRINTED_NO_AMOUNTS", "fil.xlsx") in codes(stage_sheets(FORMAT, {"Ark1": rows}))


def test_the_same_overview_twice_in_a_file_has_two_keys() -> None:
    sheets = {"Kasse": printed(INCOMES), "Konsern": printed(INCOMES)}
    found = stage_sheets(FORMAT, sheets)
    assert [one.key for one in found.content.documents] == [
        "5-4 2021-2021 opprinnelig_budsjett",
        "5-4 2021-2021 opprinnelig_budsjett #2",
    ]


def test_a_column_headed_art_does_not_make_lines_of_it() -> None:
    rows: list[Any] = [["Hele 1 000"], ["Art", "Regnskap 2019", "2020", "2021"]]
    rows += [[name, *[amount] * 3] for _, name, amount in BUDGET]
    workbook = read_workbook("x.xlsx", xlsx({"Ark1": rows}))
    assert lines.FORMAT.identify(workbook) is None
    assert financial_plan.FORMAT.identify(workbook) is None
    assert Stager(AllButNine()).stage("x.xlsx", xlsx({"Ark1": rows})).format == "printed-form"


def test_lines_with_texts_like_an_overviews_stay_lines() -> None:
    rows: list[Any] = [["Funksjon", "Art", "Tekst", "Budsjett 2026"]]
    names = (
        "Rammetilskudd",
        "Eiendomsskatt",
        "Renteinntekter",
        "Renteutgifter",
        "Avdrag på lån",
        "Avskrivninger",
    )
    rows += [["840", "800", name, 5] for name in names]
    content = xlsx({"Ark1": rows})
    assert FORMAT.identify(read_workbook("x.xlsx", content)) is None
    assert Stager(AllButNine()).stage("x.xlsx", content).format == "lines"


@pytest.mark.parametrize(
    ("shown", "form", "key"),
    [
        ("Rammetilskot", "5-4", "rammetilskudd"),
        ("6. Sum løyvingar drift, netto", "5-4", "bevilgninger"),
        ("Avskrivinger", "5-4", "avskrivninger"),
        ("Som disponering eller dekking av netto driftsresultat", "5-4", "sum_disponeringer"),
        ("Fremført til inndekkning i senere år (merforbruk)", "5-4", "fremfort"),
        ("Netto avsetninger til eller bruk av bundne fond", "5-4", "netto_bundne_fond"),
        ("Sal av varige driftsmiddel", "5-5", "salg_driftsmidler"),
        ("Bruk av lån til vidareutlån", "5-5", "lan_videreutlan"),
        ("Netto avsetjingar til eller bruk av ubunde investeringsfond", "5-5", "netto_ubundet_fond"),
        ("Avsetninger til bundne investeringsfond", "5-5", "avsetning_bundne_fond"),
        ("Sals- og leigeinntekter*", "5-6", "salg_og_leie"),
        ("Skatt på inntekt og formue", "1A", "inntekts_og_formuesskatt"),
        ("Bruk av tidligere års udisponert / avsetninger", "2A", "bruk_avsetninger"),
    ],
)
def test_names_in_both_languages_and_with_slips(shown: str, form: str, key: str) -> None:
    assert {one.value: found for one, found in lines_named(shown).items()}[form] == key


@pytest.mark.parametrize("shown", ["Grunnskole", "Sum", "x" * 100, "Sum investeringsutgifter og mer"])
def test_what_is_no_line(shown: str) -> None:
    assert lines_named(shown) == {}


@pytest.mark.parametrize(
    ("shown", "kind"),
    [
        ("Rev. budsjett 2026", VersionKind.REVIDERT_BUDSJETT),
        ("Just. budsjett 2026", VersionKind.REVIDERT_BUDSJETT),
        ("ØP 2028", VersionKind.OKONOMIPLAN),
        ("Regnsk. 2025", VersionKind.REGNSKAP),
        ("Revisjon av tomt", None),
    ],
)
def test_short_words_in_headings(shown: str, kind: VersionKind | None) -> None:
    assert version_said(shown).kind is kind


CELL = st.one_of(
    st.sampled_from([name for _, name, _ in BUDGET]),
    st.sampled_from(["Budsjett 2026", "Hele 1 000", "Regnskap i fjor", "-", "5.000", "0,2 %", "2027", ""]),
    st.integers(-(10**9), 10**9),
    st.floats(allow_nan=False, allow_infinity=False, width=32),
    st.text(alphabet="abæø 12-’\u00a0", max_size=12),
)


@tried(60)
@given(
    noise=st.lists(st.lists(CELL, max_size=5), max_size=12),
    at=st.integers(0, 22),
    tail=st.lists(CELL, max_size=3),
)
def test_any_rows_among_the_lines_are_accounted_for(noise: list[list[Any]], at: int, tail: list[Any]) -> None:
    whole = [[*row, *tail] for row in printed(INCOMES)]
    found = stage(FORMAT, "x.xlsx", xlsx({"Ark1": [*whole[:at], *noise, *whole[at:]]}))
    for document in found.content.documents:
        assert all(len(line.amounts_ore) == len(document.columns) for line in document.lines)


class TestSandnes:
    """A real overview: five columns, incomes negative, every printed sum within ±1 per summand."""

    pytestmark = needs_realdata
    NAME = "sandnes_2021-2024_bevilgningsoversikt-drift_vedtatt.tsv"

    def test_sandnes(self) -> None:
        content = (FOLDER / "nettsider" / self.NAME).read_bytes()
        found = Stager(AllButNine()).stage(self.NAME, content)
        assert found.format == "printed-form"
        assert [issue.code for issue in found.issues] == ["UNIT_BY_SIZE"]
        form = only(found)
        assert (form.form, form.unit_ore) == ("5-4", 100_000)
        assert [column.year for column in form.columns] == [2020, 2021, 2022, 2023, 2024]
        amounts = {line.key: [(ore or 0) // 100_000 for ore in line.amounts_ore] for line in form.lines}
        assert amounts["rammetilskudd"] == [1824000, 1909000, 1958000, 1989000, 2013000]
        assert amounts["brutto_driftsresultat"] == [-12544, -28042, 30496, 73516, 122362]
        assert amounts["netto_driftsresultat"] == amounts["sum_disponeringer"]
        assert amounts["netto_driftsresultat"] == [20376, 28526, 86297, 126846, 191395]
        assert amounts["netto_disposisjonsfond"] == [-106980, -4450, 0, 1300, 1300]
        assert len(amounts) == 23
