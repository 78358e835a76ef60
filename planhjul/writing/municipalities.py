"""Municipalities: registered, and emptied."""

from __future__ import annotations

from planhjul.municipality import Kommune
from planhjul.store import Repository


class Municipalities:
    """What is done to a municipality as a whole."""

    def __init__(self, repository: Repository) -> None:
        self._repository = repository

    def register(self, nr: str, navn: str, members: int | None) -> None:
        """Register the municipality, or give a registered one a new name."""
        self._repository.register(Kommune(nr, navn, members, None))

    def clear(self, nr: str) -> None:
        """Remove everything that was imported for the municipality; it stays registered."""
        self._repository.clear(nr)
