"""Names of organs in bokmål and nynorsk."""

from __future__ import annotations

import pytest

from importers.cells.organs import organ_of
from planhjul.wheel.meetings import Organ


@pytest.mark.parametrize(
    ("name", "organ"),
    [
        ("Kommunestyre", Organ.KOMMUNESTYRE),
        ("KOMMUNESTYRET", Organ.KOMMUNESTYRE),
        ("Bystyret", Organ.KOMMUNESTYRE),
        ("heradsstyre", Organ.KOMMUNESTYRE),
        ("Formannskap", Organ.FORMANNSKAP),
        ("  Formannskapet ", Organ.FORMANNSKAP),
        ("Formannskap (ekstraordinært)", Organ.FORMANNSKAP),
        ("Kontrollutvalget", Organ.KONTROLLUTVALG),
        ("Kontrollutval", Organ.KONTROLLUTVALG),
        ("Kontrollutvalet", Organ.KONTROLLUTVALG),
        ("Eldrerådet", Organ.ELDRERAD),
        ("Ungdomsråd", Organ.UNGDOMSRAD),
        ("Rådet for menneske med nedsatt funksjonsevne", Organ.RAD_FUNKSJONSNEDSETTELSE),
        ("Råd for personer med funksjonsnedsettelse", Organ.RAD_FUNKSJONSNEDSETTELSE),
        ("Råd for menneske med nedsett funksjonsevne", Organ.RAD_FUNKSJONSNEDSETTELSE),
        ("Rådet for personar med funksjonsnedsetjing", Organ.RAD_FUNKSJONSNEDSETTELSE),
        ("Rådet for funksjonshemma", Organ.RAD_FUNKSJONSNEDSETTELSE),
        ("Administrasjonsutval", Organ.PARTSSAMMENSATT),
        ("Partssammensatt utvalg", Organ.PARTSSAMMENSATT),
        ("Kommunedirektøren", Organ.KOMMUNEDIREKTOR),
        ("Hovedutvalg for helse og oppvekst", Organ.ANNET),
        ("Kommunestyreverksted", Organ.ANNET),
        ("Eldreråd og råd for personer med funksjonsnedsettelse", Organ.ANNET),
        ("", Organ.ANNET),
    ],
)
def test_organ_of_a_name(name: str, organ: Organ) -> None:
    assert organ_of(name) is organ
