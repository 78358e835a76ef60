"""Who raised a case, read from the words of the case list; every case is counted once."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planhjul.issues import CellRef
from planhjul.language import language
from planhjul.wheel.meetings import Case
from planhjul.wheel.raised_by import Raiser, case_shares, raiser, shares_sentence

NB = language()


def case(key: str, year: int, by: str) -> Case:
    return Case(key, date(year, 3, 1), "Kommunestyret", "Sak", by, "", CellRef("saker.xlsx", "Saker", 4, 1))


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Kommunedirektøren", Raiser.KOMMUNEDIREKTOR),
        ("rådmannen", Raiser.KOMMUNEDIREKTOR),
        ("Kommunalsjef oppvekst", Raiser.KOMMUNEDIREKTOR),
        ("Administrasjonen", Raiser.KOMMUNEDIREKTOR),
        ("Kåre Sands liste", Raiser.POLITIKERE),
        ("Ap", Raiser.POLITIKERE),
        ("Høyre og Venstre", Raiser.POLITIKERE),
        ("Ordføreren", Raiser.POLITIKERE),
        ("Utvalg for oppvekst", Raiser.POLITIKERE),
        ("Kontrollutvalget", Raiser.ANDRE),
        ("Eldrerådet", Raiser.ANDRE),
        ("Innbyggerforslag", Raiser.ANDRE),
        ("Ungdomsrådet", Raiser.ANDRE),
        ("", Raiser.UKJENT),
        ("Per Person", Raiser.UKJENT),
    ],
)
def test_the_words_say_who(words: str, expected: Raiser) -> None:
    assert raiser(words) is expected


def test_years_come_newest_first_with_what_was_not_recognised() -> None:
    shares = case_shares(
        [case("1/24", 2024, "Kommunedirektøren"), case("1/25", 2025, "Per"), case("2/25", 2025, "SV")]
    )
    assert [share.year for share in shares] == [2025, 2024]
    assert shares[0].counts == {
        Raiser.KOMMUNEDIREKTOR: 0,
        Raiser.POLITIKERE: 1,
        Raiser.ANDRE: 0,
        Raiser.UKJENT: 1,
    }
    assert shares[0].unknown == ("Per",)
    assert shares[0].share(Raiser.POLITIKERE) == 0.5


def test_no_cases_give_no_years() -> None:
    assert case_shares([]) == ()


def test_one_sentence_says_the_year() -> None:
    many = [case(str(n), 2025, "Kommunedirektøren") for n in range(147)]
    politicians = [case(f"p{n}", 2025, "Kåre Sands liste") for n in range(3)]
    [with_both] = case_shares([*many, *politicians])
    [alone] = case_shares(many)
    assert (
        NB.say(shares_sentence(with_both))
        == "I 2025 reiste kommunedirektøren 147 av 150 saker, og politikere 3."
    )
    assert "147 av 147 saker. Ingen politikere reiste sak." in NB.say(shares_sentence(alone))


@given(st.lists(st.tuples(st.integers(2019, 2027), st.text(max_size=20)), max_size=40))
def test_every_case_is_counted_once(drawn: list[tuple[int, str]]) -> None:
    shares = case_shares(case(str(n), year, by) for n, (year, by) in enumerate(drawn))
    assert sum(share.total for share in shares) == len(drawn)
    for share in shares:
        assert sum(share.share(who) for who in Raiser) == pytest.approx(1)
