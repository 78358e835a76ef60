"""planhjul: a Norwegian municipality's plans and money around the planning wheel.

From Python: `planhjul.open("sqlite:///planhjul.db").as_of("9901", date(2026, 11, 21))` answers everything
that the pages and the commands do (docs/python.md).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from planhjul.house import House

__version__ = "0.1.0"


def open(url: str | None = None, *, create: bool = False) -> House:
    """The house on a database: `house.as_of(nr, day)` is one municipality seen on one day.

    Args:
        url: an SQLAlchemy URL; without it the one of the command line.
        create: make the database, or bring an older one to the newest schema, first.

    Raises:
        StoreUnavailable: the database cannot be used; its message says why.
    """
    from planhjul.house.house import open_house

    return open_house(url, create=create)
