"""Suggested links: by words and by function, always with a reason, never against somebody's wish."""

from __future__ import annotations

import pytest

from planhjul.goals.money import MeasureMoney
from planhjul.goals.results import Suggestion
from planhjul.goals.suggest import stem, stems
from planhjul.language import language
from planhjul.plans import LinkTarget
from tests.goals.examples import MILLION, entry, link, pieces, threads

T = LinkTarget


def suggested(*links: object, **more: object) -> list[tuple[str, str]]:
    answer = threads(*links, **more)  # type: ignore[arg-type]
    return [(one.goal, one.code) for one in answer.suggestions]


def why(one: Suggestion) -> str:
    return language().say(one.why)


@pytest.mark.parametrize(
    ("one", "other"),
    [("skolene", "skoler"), ("barnehagen", "barnehager"), ("eldre", "eldre"), ("bygdene", "bygdas")],
)
def test_forms_of_a_word_have_the_same_stem(one: str, other: str) -> None:
    if other == "bygdas":
        assert stem(one) == "bygd"
    else:
        assert stem(one) == stem(other)


def test_words_that_say_nothing_and_the_municipalitys_name_are_left_out() -> None:
    assert stems("Bedre skole i Storvik", without={"storvik"}) == {"skol": "skole"}


def test_the_same_words_are_suggested_with_the_words() -> None:
    answer = threads()
    assert [(one.goal, one.code) for one in answer.suggestions] == [
        ("SD/1.1.2", "ENERGI"),
        ("SD/1.1.1", "MAT"),
    ]
    assert why(answer.suggestions[0]) == "Samme ord i tiltaket og målet: energisparing, skolebygg."


def test_what_is_linked_or_was_taken_away_is_not_suggested() -> None:
    assert suggested(link("1.2", T.TILTAK, "MAT")) == [("SD/1.1.2", "ENERGI")]
    gone = [entry(1, "1.1.2", T.TILTAK, "ENERGI", made=False)]
    assert suggested(entries=gone) == [("SD/1.1.1", "MAT")]


def test_the_same_function_as_a_link_of_the_goal() -> None:
    measures = (
        MeasureMoney("A", "Abc", {2027: MILLION}, (("202", ""),)),
        MeasureMoney("B", "Def", {2027: MILLION}, (("202", ""), ("", "1"))),
    )
    answer = threads(link("1.2", T.FUNKSJON, "202"), money=pieces(measures=measures))
    assert [(one.goal, one.code) for one in answer.suggestions] == [("SD/1.2", "A"), ("SD/1.2", "B")]
    assert "målet er knyttet til samme funksjon" in why(answer.suggestions[0])
    answer = threads(link("1.2", T.TILTAK, "A"), money=pieces(measures=measures))
    (one,) = answer.suggestions
    assert (one.goal, one.code) == ("SD/1.2", "B")
    assert "tiltaket «Abc» under samme mål gjelder den" in why(one)
