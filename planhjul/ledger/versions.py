"""Versions of a municipality's money: what kind, which year, and from which day it stood."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from planhjul.texts import Text, text


class VersionKind(StrEnum):
    """The kinds of version; the values are permanent (command line, database, page addresses)."""

    REGNSKAP = "regnskap"
    OPPRINNELIG_BUDSJETT = "opprinnelig_budsjett"
    REVIDERT_BUDSJETT = "revidert_budsjett"
    OKONOMIPLAN = "okonomiplan"
    DIREKTORENS_FORSLAG = "direktorens_forslag"
    INNSTILLING = "innstilling"
    ALTERNATIV = "alternativ"

    @property
    def title(self) -> Text:  # type: ignore[override]  # str.title is of no use on a kind
        """The kind's name for a user."""
        return _TITLES[self]

    @property
    def adopted(self) -> bool:
        """True for a budget the kommunestyre has adopted: it must sum to zero (koml § 14-10)."""
        return self in {
            VersionKind.OPPRINNELIG_BUDSJETT,
            VersionKind.REVIDERT_BUDSJETT,
            VersionKind.OKONOMIPLAN,
        }


_TITLES = {
    VersionKind.REGNSKAP: text("Regnskap"),
    VersionKind.OPPRINNELIG_BUDSJETT: text("Opprinnelig budsjett"),
    VersionKind.REVIDERT_BUDSJETT: text("Revidert budsjett"),
    VersionKind.OKONOMIPLAN: text("Økonomiplan"),
    VersionKind.DIREKTORENS_FORSLAG: text("Kommunedirektørens forslag"),
    VersionKind.INNSTILLING: text("Formannskapets innstilling"),
    VersionKind.ALTERNATIV: text("Alternativt budsjett"),
}


@dataclass(frozen=True, slots=True)
class Version:
    """One version of one year's money for one kontoklasse.

    A version is replaced whole per kontoklasse: «the version in force on a day» is, for each kind, year and
    kontoklasse, the one with the latest `stood_from` not after that day. `batch` is the import it came with.
    """

    kind: VersionKind
    year: int
    kontoklasse: str
    stood_from: date
    batch: int
    file: str
