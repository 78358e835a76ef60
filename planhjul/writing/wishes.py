"""Min saksliste: wishes written in the page and taken away again, and a list as a file."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime

from planhjul.choices.priorities import Priority
from planhjul.house import AsOf, House
from planhjul.house.agenda import AgendaList
from planhjul.issues import Refused, Unknown
from planhjul.language import Language
from planhjul.store import UnknownPriority
from planhjul.texts import text

Template = Callable[[str, int], bytes]

_LETTERS = str.maketrans({"æ": "ae", "ø": "o", "å": "a"})
_LONGEST_KEY = 40


class Wishes:
    """What people do to their lists.

    `template` makes an empty workbook of a kind, to be filled in on export.
    """

    def __init__(self, house: House, template: Template, language: Language) -> None:
        self._house = house
        self._template = template
        self._language = language

    def add(self, nr: str, wish: Priority, at: datetime, on: date) -> Priority | Refused:
        """Puts the wish on its owner's list from the day `on`, under a key made from its title.

        A wish without an owner or a title is refused.
        """
        owner, title = wish.owner.strip(), wish.title.strip()
        if not owner:
            return Refused(text("Skriv hvem sin liste saken skal stå på, for eksempel partiets navn."))
        if not title:
            return Refused(text("Skriv hva dere vil, med egne ord."))
        with self._house.as_of(nr, on) as seen:
            key = _free_key(seen, title)
        written = replace(wish, key=key, owner=owner, title=title, source=None)
        self._house.repository.record_priority(nr, written, at, on)
        return written

    def remove(self, nr: str, key: str, at: datetime, on: date) -> Refused | None:
        """Takes a wish that was written in the page off its list; one from a file stays with its file."""
        try:
            self._house.repository.remove_priority(nr, key, at, on)
        except UnknownPriority as error:
            return Refused(error.message)
        return None

    def calendar_file(self, seen: AsOf, owner: str, at: datetime) -> bytes | Refused:
        """The list's next and last deadlines as an iCalendar file."""
        found = _list(seen, owner)
        if isinstance(found, Refused):
            return found
        # icalendar is only needed by who exports.
        from planhjul.publish.agenda import agenda_feed

        stamp = at.astimezone(UTC).replace(microsecond=0)
        routes = [(item.priority, item.route) for item in found.items]
        return agenda_feed(seen.nr, seen.kommune.navn, owner, routes, stamp, self._language)

    def workbook(self, seen: AsOf, owner: str) -> bytes | Refused:
        """The list in our own layout, so that it can be read back, with a sheet of its routes."""
        found = _list(seen, owner)
        if isinstance(found, Refused):
            return found
        from planhjul.publish.agenda_workbook import agenda_workbook

        routes = [(item.priority, item.route) for item in found.items]
        empty = self._template("priorities", seen.year + 1)
        return agenda_workbook(routes, empty, seen.nr, seen.kommune.navn, seen.day, self._language)


def _list(seen: AsOf, owner: str) -> AgendaList | Refused:
    found = seen.agenda.lists(owner) if owner else ()
    if found:
        return found[0]
    names = ", ".join(seen.agenda.owners())
    if not names:
        return Unknown(
            text(
                "Ingen saksliste er lagt inn {on}. Skriv en på siden Min saksliste, eller les inn en fil.",
                on=seen.day,
            )
        )
    return Unknown(
        text("Lista «{navn}» finnes ikke {on}. Listene er: {lister}", navn=owner, on=seen.day, lister=names)
    )


def _free_key(seen: AsOf, title: str) -> str:
    """A key made from the title that no wish of the day has."""
    taken = {priority.key for priority in seen.priorities}
    ascii_title = title.casefold().translate(_LETTERS)
    base = re.sub(r"[^a-z0-9]+", "-", ascii_title)[:_LONGEST_KEY].strip("-") or "sak"
    key, number = base, 1
    while key in taken:
        number += 1
        key = f"{base}-{number}"
    return key
