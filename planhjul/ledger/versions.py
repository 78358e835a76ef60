"""Versions of a municipality's money: what kind, which year, and from which day it stood."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from planhjul.texts import Named, Text, Year, text


class VersionKind(Named):
    """The kinds of version; the values are permanent (command line, database, page addresses)."""

    REGNSKAP = "regnskap", text("Regnskap")
    OPPRINNELIG_BUDSJETT = "opprinnelig_budsjett", text("Opprinnelig budsjett")
    REVIDERT_BUDSJETT = "revidert_budsjett", text("Revidert budsjett")
    OKONOMIPLAN = "okonomiplan", text("Økonomiplan")
    DIREKTORENS_FORSLAG = "direktorens_forslag", text("Kommunedirektørens forslag")
    INNSTILLING = "innstilling", text("Formannskapets innstilling")
    ALTERNATIV = "alternativ", text("Alternativt budsjett")

    @property
    def title(self) -> Text:  # type: ignore[override]  # str.title is of no use on a kind
        """The kind's name for a user."""
        return self.words

    @property
    def adopted(self) -> bool:
        """True for a budget the kommunestyre has adopted: it must sum to zero (koml § 14-10)."""
        return self in {
            VersionKind.OPPRINNELIG_BUDSJETT,
            VersionKind.REVIDERT_BUDSJETT,
            VersionKind.OKONOMIPLAN,
        }


def version_title(kind: VersionKind, year: int) -> Text:
    """The version's name with its year: «Regnskap 2025»."""
    return text("{kind} {year}", kind=kind.title, year=Year(year))


@dataclass(frozen=True, slots=True)
class Version:
    """One version of one year's money for one kontoklasse.

    A version is replaced whole per kontoklasse: «the version in force on a day» is, for each kind, year and
    kontoklasse, the one with the latest `stood_from` not after that day. `batch` is the import it came with,
    `number` its number there.
    """

    kind: VersionKind
    year: int
    kontoklasse: str
    stood_from: date
    batch: int
    file: str
    number: int = field(default=0, compare=False)


def in_force(versions: Iterable[Version], day: date) -> tuple[Version, ...]:
    """The versions that stand on the day, in their order: of each grain the latest, then the last in."""
    found: dict[tuple[VersionKind, int, str], Version] = {}
    for version in versions:
        grain = (version.kind, version.year, version.kontoklasse)
        held = found.get(grain)
        if version.stood_from <= day and (
            held is None or (held.stood_from, held.batch) < (version.stood_from, version.batch)
        ):
            found[grain] = version
    return tuple(found.values())
