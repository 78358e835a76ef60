"""Publishing: one year's wheel in every form, into a folder that may hold an earlier publication."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from planhjul import __version__
from planhjul.house import AsOf
from planhjul.issues import Refused, Unknown
from planhjul.language import Language
from planhjul.wheel.rules import Law

if TYPE_CHECKING:
    from planhjul.publish.events import Move


@dataclass(frozen=True, slots=True)
class Published:
    """What was published: the folder's files by path, and what happened to the calendar since last time."""

    folder: Path
    year: int
    on: date
    written: tuple[str, ...]
    unchanged: tuple[str, ...]
    removed: tuple[str, ...]
    moved: tuple[Move, ...]
    cancelled: tuple[str, ...]


class Publishing:
    """Writes what is seen on a day where others can read it."""

    def __init__(self, language: Language) -> None:
        self._language = language

    def publish(
        self, seen: AsOf, year: int, folder: Path, at: datetime, address: str = ""
    ) -> Published | Refused:
        """Publish the wheel of the calendar year as it stood on the day.

        Args:
            seen: the municipality, on the day the wheel is seen from.
            year: the calendar year of the wheel.
            folder: where to; new, empty, or with an earlier publication of the same municipality.
            at: the moment of publishing.
            address: where the site will stand on the web, "" when not known.

        Raises:
            UnknownKommune: the municipality is not registered.
            ModuleNotFoundError: a package of the extra `publish` is not installed.
            OSError: the folder cannot be read or written.
        """
        # These bring typst, icalendar and openpyxl: only who publishes waits for them.
        from planhjul.publish.edition import Edition
        from planhjul.publish.events import CANCELLED, events, moves
        from planhjul.publish.folder import look, write
        from planhjul.publish.kit import kit

        earlier = look(folder, seen.nr)
        if isinstance(earlier, Refused):
            return Unknown(earlier.message)
        edition = Edition(
            nr=seen.nr,
            name=seen.kommune.navn,
            wheel=seen.calendar.wheel(year),
            term=seen.calendar.term(year),
            law_read=_law_read(seen.house.law),
            version=__version__,
            address=f"{address.rstrip('/')}/" if address else "",
        )
        now = events(edition, self._language, earlier.events, at.astimezone(UTC).replace(microsecond=0))
        files = kit(edition, self._language, now)
        others = [event for event in earlier.events if event.year != year]
        written = write(folder, seen.nr, files, (*others, *now), earlier)
        if isinstance(written, Refused):
            return Unknown(written.message)
        gone = {event.uid for event in earlier.events if event.status == CANCELLED}
        return Published(
            folder=folder,
            year=year,
            on=seen.day,
            written=written.written,
            unchanged=written.unchanged,
            removed=written.removed,
            moved=moves(now, earlier.events),
            cancelled=tuple(e.summary for e in now if e.status == CANCELLED and e.uid not in gone),
        )


def _law_read(law: Law) -> tuple[date, date] | None:
    """The first and the last day on which somebody read a source of the catalogue."""
    days = [version.legal.read_on for rule in law.rules for version in rule.versions if version.legal]
    return (min(days), max(days)) if days else None
