from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from planhjul.wheel.instruments import (
    Threshold,
    interpellation_warning,
    needed,
    third_of,
    threshold_text,
)
from planhjul.wheel.local import InterpellationProposal
from tests.wheel.examples import LAW, SAY

COUNCILS: list[dict[str, int]] = tomllib.loads(
    (Path(__file__).parent / "fractions.toml").read_text(encoding="utf-8")
)["council"]


@pytest.mark.parametrize("council", COUNCILS, ids=lambda council: str(council["members"]))
def test_fractions_of_a_council(council: dict[str, int]) -> None:
    members = council["members"]
    assert third_of(members) == council["third"]


@pytest.mark.parametrize(
    ("threshold", "count"),
    [
        (Threshold.ONE, 1),
        (Threshold.THREE, 3),
        (Threshold.THIRD_OF_MEMBERS, 9),
        (Threshold.THIRD_OF_PRESENT, 9),
        (Threshold.MAJORITY, 14),
        (Threshold.RESIDENTS, None),
    ],
)
def test_how_many_of_27_must_stand_behind_it(threshold: Threshold, count: int | None) -> None:
    assert needed(threshold, 27) == count


def test_a_third_of_the_members_and_of_those_present_are_said_apart() -> None:
    members = threshold_text(Threshold.THIRD_OF_MEMBERS, 27)
    present = threshold_text(Threshold.THIRD_OF_PRESENT, 27)
    majority = threshold_text(Threshold.MAJORITY, 27)
    assert members is not None
    assert present is not None
    assert majority is not None
    assert SAY(members) == "Her er det 9 av 27."
    assert SAY(present) == "Tredelen regnes av dem som møter: 9 når alle 27 er til stede."
    assert SAY(majority) == "Det er 14 stemmer når alle 27 er til stede."


@pytest.mark.parametrize(
    ("threshold", "members"),
    [
        (Threshold.THIRD_OF_MEMBERS, None),
        (Threshold.ONE, 27),
        (Threshold.THREE, 27),
        (Threshold.RESIDENTS, 27),
    ],
)
def test_nothing_is_said_when_the_size_is_unknown_or_changes_nothing(
    threshold: Threshold, members: int | None
) -> None:
    assert threshold_text(threshold, members) is None


@pytest.mark.parametrize(
    ("local", "words"),
    [
        (InterpellationProposal.OWN_CASE, "Et forslag i en interpellasjon er en ny sak."),
        (InterpellationProposal.ALLOWED, "kan likevel kreve at forslaget blir en egen sak"),
        (InterpellationProposal.FORBIDDEN, "tillater ikke forslag i en interpellasjon"),
    ],
)
def test_a_proposal_in_an_interpellasjon_is_warned_of(local: InterpellationProposal, words: str) -> None:
    assert words in SAY(interpellation_warning(local))


def test_every_instrument_of_the_catalogue_is_there_once() -> None:
    assert {instrument.key for instrument in LAW.instruments} == {
        "alternativt-budsjett", "bestille-utredning", "budsjettregulering", "ekstra-mote",
        "endringsforslag", "folkeavstemning", "forholdsvalg", "forslag-i-innstilling",
        "forslag-i-rammesak", "forvaltningsrevisjon", "grunngitt-sporsmal", "innbyggerforslag",
        "innspill-til-plan", "innsyn", "interpellasjon",
        "kreve-sak-fram", "kreve-sak-pa-saklista", "lovlighetskontroll", "mindretallsanke", "motsette-ny-sak",
        "muntlig-sporretime", "oversendelsesforslag", "privat-forslag", "protokolltilforsel",
        "sporre-revisor", "sporsmal", "utsettelse", "verbalforslag",
    }  # fmt: skip
    assert len({instrument.key for instrument in LAW.instruments}) == len(LAW.instruments)


def test_what_is_not_law_has_no_constant_deadline() -> None:
    for instrument in LAW.instruments:
        assert instrument.notice_setting is None or instrument.notice_setting.startswith("frist.")
        assert not any(character.isdigit() for character in instrument.can)
