"""A municipality as it is registered, and what it says of itself."""

from __future__ import annotations

from dataclasses import dataclass

from planhjul.issues import CellRef


@dataclass(frozen=True, slots=True)
class Kommune:
    """A registered municipality; `members` are the members of its kommunestyre, None when not known."""

    nr: str
    navn: str
    members: int | None
    inhabitants: int | None


@dataclass(frozen=True, slots=True)
class Setting:
    """One local setting with where it comes from; `kilde` is the user's own words."""

    key: str
    value: str
    kilde: str
    source: CellRef
