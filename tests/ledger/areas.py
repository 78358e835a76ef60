"""Budget areas as the overviews and the follow-up see them: a name and the codes they hold."""

from __future__ import annotations

from planhjul.issues import CellRef
from planhjul.ledger.areas import Area


def area(key: str, title: str, funksjoner: tuple[str, ...] = (), ansvar: tuple[str, ...] = ()) -> Area:
    """An area of level 2 from a file of settings."""
    return Area(key, title, funksjoner, 2, 6.0, None, "Kommunen", CellRef("innstillinger.xlsx"), ansvar)
