"""Import: a file is staged, looked at, committed whole or not at all, and can be taken back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Protocol

from planhjul.issues import CellRef
from planhjul.ledger.forms.documents import PrintedForm
from planhjul.ledger.key_figures.balance import BALANCE
from planhjul.ledger.lines import DRIFT, INVESTERING
from planhjul.ledger.versions import Version
from planhjul.staged import ANNEN_KOMMUNE, GJELDER_FRA_IMPORT, Content, ImportChoices, Staged
from planhjul.store import AlreadyImported, Repository
from planhjul.texts import Text, text


class Stager(Protocol):
    """Reads, recognises and checks a file; pure: stores nothing."""

    def stage(self, name: str, content: bytes, choices: ImportChoices) -> Staged:
        """The file, accepted or rejected with every issue."""
        ...

    def formats(self) -> Sequence[tuple[str, Text]]:
        """The formats it knows: (permanent key, name)."""
        ...


@dataclass(frozen=True, slots=True)
class Committed:
    """What came of a commit: "accepted", or "already_imported" when the same bytes are in already."""

    status: str
    batch: int


class Imports:
    """What people do with files."""

    def __init__(
        self,
        repository: Repository,
        stager: Stager,
        template_kinds: Sequence[str],
        template: Callable[[str, int], bytes],
    ) -> None:
        self._repository = repository
        self._stager = stager
        self._template_kinds = tuple(template_kinds)
        self._template = template

    def formats(self) -> tuple[tuple[str, Text], ...]:
        """The formats that can be read: (permanent key, name)."""
        return tuple(self._stager.formats())

    def stage(
        self, name: str, content: bytes, choices: ImportChoices | None = None, nr: str | None = None
    ) -> Staged:
        """The file read and judged, nothing stored; with `nr` it is a warning to name another number."""
        staged = self._stager.stage(name, content, choices or ImportChoices())
        remarks = []
        if nr and staged.kommune and staged.kommune != nr:
            remarks.append(ANNEN_KOMMUNE.at(CellRef(staged.file), staged.kommune, nr=nr))
        if staged.accepted and staged.stood_from is None:
            remarks.append(GJELDER_FRA_IMPORT.at(CellRef(staged.file)))
        return replace(staged, issues=(*staged.issues, *remarks))

    def commit(self, nr: str, staged: Staged, at: datetime) -> Committed:
        """Store an accepted file in one transaction; without a day of its own it stands from the day of `at`.

        Raises:
            RejectedBatch: the file was not accepted.
            UnknownKommune: the municipality is not registered.
        """
        try:
            return Committed("accepted", self._repository.commit(nr, staged, at.date(), at))
        except AlreadyImported as already:
            return Committed("already_imported", already.batch)

    def replaces(self, nr: str, staged: Staged, on: date) -> tuple[Version, ...]:
        """The versions in force on the day that this file would take the place of."""
        coming = {(total.version, total.year, total.kontoklasse) for total in staged.totals}
        stood_from = staged.stood_from or on
        return tuple(
            version
            for version in self._repository.versions(nr, stood_from)
            if (version.kind.value, version.year, version.kontoklasse) in coming
        )

    def undo(self, nr: str, batch: int, at: datetime) -> None:
        """Take a batch back; what it replaced stands again.

        Raises:
            UnknownBatch: it never was, or is undone already.
        """
        self._repository.undo(nr, batch, at)

    def template_kinds(self) -> tuple[str, ...]:
        """The kinds of empty workbook that can be written."""
        return self._template_kinds

    def template(self, kind: str, first_year: int) -> bytes:
        """The empty workbook; one with a column per year begins with `first_year`."""
        return self._template(kind, first_year)


def contents(content: Content) -> tuple[Text, ...]:
    """What a file brings, each kind it has with its number: «3 avtaler», «15 tråder fra mål til penger»."""
    lines = content.lines["kontoklasse"].value_counts()
    counts: list[tuple[int, Text, Text]] = [
        (int(lines.get(DRIFT, 0)), text("linje i drift"), text("linjer i drift")),
        (int(lines.get(INVESTERING, 0)), text("linje i investering"), text("linjer i investering")),
        (int(lines.get(BALANCE, 0)), text("linje i balansen"), text("linjer i balansen")),
    ]
    for kind, values in content.brought():
        counts.append((len(values), kind.one, kind.many))
        if kind.of is PrintedForm:
            printed = sum(len(document.lines) for document in content.documents)
            counts.append((printed, text("trykt linje"), text("trykte linjer")))
    return tuple(
        text("{count} {what}", count=count, what=one if count == 1 else many)
        for count, one, many in counts
        if count
    )
