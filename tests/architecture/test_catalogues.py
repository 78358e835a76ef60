"""A translation says the same as its source: the same holes, nothing left over, nothing empty."""

from __future__ import annotations

import re

import pytest
from babel.messages.pofile import read_po

from planhjul.language import LANGUAGES, LOCALE_DIR, SOURCE_LANGUAGE, Language, UnknownLanguage
from planhjul.locale.__main__ import sentences
from planhjul.texts import Named, Year, text
from planhjul.wheel.anchors import Event

TRANSLATED = [code for code in LANGUAGES if code != SOURCE_LANGUAGE]
# What a published site and the wheel's own pages say must be whole in every language.
WHOLE = ("data/law", "planhjul/wheel/", "planhjul/publish/", "planhjul/figures/", "dashboards/")


def entries(code: str) -> dict[str, str]:
    with (LOCALE_DIR / code / "planhjul.po").open("rb") as file:
        return {str(entry.id): str(entry.string) for entry in read_po(file) if entry.id}


def holes(message: str) -> list[str]:
    return sorted(re.findall(r"\{\w+\}", message))


def test_there_is_a_translation() -> None:
    assert "nn" in TRANSLATED


@pytest.mark.parametrize("code", TRANSLATED)
def test_each_entry_keeps_its_holes_and_is_still_used(code: str) -> None:
    source = sentences()
    found = entries(code)
    assert not [message for message in found if message not in source], "left over"
    assert not [message for message, said in found.items() if not said.strip()], "empty"
    assert not [message for message, said in found.items() if holes(message) != holes(said)], "holes"


@pytest.mark.parametrize("code", TRANSLATED)
def test_the_pages_are_whole(code: str) -> None:
    found = entries(code)
    missing = [
        message
        for message, places in sentences().items()
        if any(place.startswith(WHOLE) for place in places) and message not in found
    ]
    assert not missing


def test_a_text_is_said_in_its_language() -> None:
    said = text("Årshjulet {year}", year=Year(2026))
    assert Language("nb").say(said) == "Årshjulet 2026"
    assert Language("nn").say(said) == "Årshjulet 2026"
    assert Language("nn").say(text("Slett det ingen har oversatt")) == "Slett det ingen har oversatt"
    with pytest.raises(UnknownLanguage):
        Language("fi")


def test_every_named_key_has_its_words() -> None:
    named = Named.__subclasses__()
    assert Event in named
    assert not [key for kind in named for key in kind if not key.words.source]
