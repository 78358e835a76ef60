"""Which version of the money a heading, a title or a file name speaks of."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from importers.staging import Details
from planhjul.issues import error
from planhjul.ledger.versions import VersionKind
from planhjul.staged import ImportChoices
from planhjul.texts import text

# In the order they win: a proposal for a budget is a proposal, a revised budget is revised.
_WORDS: Final = (
    (VersionKind.INNSTILLING, r"innstilling"),
    (VersionKind.ALTERNATIV, r"alternativ"),
    (VersionKind.DIREKTORENS_FORSLAG, r"forslag"),
    (VersionKind.OKONOMIPLAN, r"(?:ø|o|oe)konomiplan|\bøp\b"),
    (VersionKind.REVIDERT_BUDSJETT, r"revidert|regulert|justert|\brev\b|\bjust\b"),
    (VersionKind.OPPRINNELIG_BUDSJETT, r"budsjett|opprinnel|oppr\b|vedtatt"),
)
_ACCOUNTS: Final = re.compile(r"regnskap|rekneskap|\bregnsk\b|\brekn\b")
_BUDGET: Final = re.compile(r"budsjett|forslag|innstilling|(?:ø|o)konomiplan")
_YEARS: Final = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")

VERSION_MISSING: Final = error(
    "VERSION_MISSING",
    text("Filen sier ikke om tallene er regnskap, budsjett eller forslag."),
    text("Velg versjon ved import (--version), eller fyll ut Versjon i arket Opplysninger."),
)
YEAR_MISSING: Final = error(
    "YEAR_MISSING",
    text("Filen sier ikke hvilket år tallene gjelder."),
    text("Velg år ved import (--year), eller fyll ut År i arket Opplysninger."),
)


@dataclass(frozen=True, slots=True)
class Said:
    """A version kind and a year as far as a text says them."""

    kind: VersionKind | None
    year: int | None


def version_said(shown: str) -> Said:
    """What a text says; of both accounts and budget no kind, of a span of years the first."""
    said = re.sub(r"[_\s]+", " ", shown).casefold()
    years = [int(year) for year in _YEARS.findall(said)]
    span = len(years) == 2 and bool(re.search(rf"{years[0]} ?[-–] ?{years[1]}", said))
    year = years[0] if years and (span or len(set(years)) == 1) else None
    if _ACCOUNTS.search(said):
        return Said(None if _BUDGET.search(said) else VersionKind.REGNSKAP, year)
    return Said(next((kind for kind, words in _WORDS if re.search(words, said)), None), year)


def decide_version(
    choices: ImportChoices,
    details: Details,
    titles: Iterable[str],
    file: str,
    default: VersionKind | None = None,
) -> Said:
    """Kind and year: the user's choice, else Opplysninger, else headings and titles, else the file's name."""
    kind: VersionKind | None = VersionKind(choices.version) if choices.version else details.version
    year = choices.year or details.year
    for shown in (*titles, file.rpartition(".")[0]):
        said = version_said(shown)
        kind, year = kind or said.kind, year or said.year
    return Said(kind or default, year)
