"""Every format we read, and the choice between them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from importers.formats import (
    cases,
    financial_plan,
    lines,
    measures,
    meetings,
    municipal_plan,
    priorities,
    xledger,
)
from importers.formats.kostra import extract as kostra
from importers.formats.printed import form as printed_form
from importers.formats.settings import workbook as settings
from importers.reading.workbook import Workbook, cell_text, read_workbook
from importers.staging import Claim, Codes, Format, staged
from planhjul.issues import Issue, Level
from planhjul.staged import Content, ImportChoices, RowCount, Staged
from planhjul.texts import Text, text

FORMATS: Final[tuple[Format, ...]] = (
    kostra.FORMAT,
    lines.FORMAT,
    financial_plan.FORMAT,
    municipal_plan.FORMAT,
    meetings.FORMAT,
    measures.FORMAT,
    cases.FORMAT,
    settings.FORMAT,
    priorities.FORMAT,
    printed_form.FORMAT,
    xledger.FORMAT,
)
_NOTHING: Final = RowCount(0, 0, 0, 0)
_HEADINGS_SHOWN: Final = 8


class Stager:
    """Recognises and checks files with one set of code lists; stores nothing."""

    def __init__(self, codes: Codes, formats: Sequence[Format] = FORMATS) -> None:
        self._codes = codes
        self._formats = tuple(formats)

    def formats(self) -> tuple[tuple[str, Text], ...]:
        """Key and name of every format, for `--as` and the import page."""
        return tuple((known.key, known.title) for known in self._formats)

    def stage(self, name: str, content: bytes, choices: ImportChoices | None = None) -> Staged:
        """The file read, recognised and checked, with everything that is wrong with it.

        Args:
            name: the file's name without folders.
            content: the file's bytes.
            choices: what the user has decided; None is nothing.
        """
        decided = choices or ImportChoices()
        workbook = read_workbook(name, content)
        if not workbook.sheets:
            return staged(workbook, "", issues=(), content=Content(), rows=_NOTHING)
        if decided.format:
            wanted = next((known for known in self._formats if known.key == decided.format), None)
            if wanted is None:
                return _rejected(workbook, self._unknown_format(workbook, decided.format))
            if wanted.identify(workbook) is None:
                return _rejected(workbook, _not_that(workbook, wanted))
            return wanted.stage(workbook, decided, self._codes)
        claims = [
            (known, claim) for known in self._formats if (claim := known.identify(workbook)) is not None
        ]
        best = _best(claims)
        if not best:
            return _rejected(workbook, self._unrecognised(workbook))
        if len(best) > 1:
            return _rejected(workbook, _several(workbook, best))
        return best[0].stage(workbook, decided, self._codes)

    def _names(self) -> str:
        return ", ".join(known.key for known in self._formats)

    def _unknown_format(self, workbook: Workbook, key: str) -> Issue:
        return Issue(
            "FORMAT_UNKNOWN",
            Level.ERROR,
            workbook.ref(),
            key,
            text("Formatet {key} finnes ikke.", key=key),
            text("Velg ett av disse: {keys}.", keys=self._names()),
        )

    def _unrecognised(self, workbook: Workbook) -> Issue:
        read = ", ".join(
            f"{sheet.name or workbook.file} ({len(sheet.rows)})" for sheet in workbook.sheets if sheet.rows
        )
        return Issue(
            "FORMAT_NOT_RECOGNISED",
            Level.ERROR,
            workbook.ref(),
            read,
            text(
                "Vi kjenner ikke igjen filen. Dette ble lest (ark og rader): {read}. "
                "Nærmeste overskrifter: {headings}.",
                read=read,
                headings=_nearest_headings(workbook),
            ),
            text(
                "Bruk overskriftene fra en mal (planhjul template), eller velg format selv (--as): {keys}.",
                keys=self._names(),
            ),
        )


def _rejected(workbook: Workbook, issue: Issue) -> Staged:
    return staged(workbook, "", issues=(issue,), content=Content(), rows=_NOTHING)


def _best(claims: Sequence[tuple[Format, Claim]]) -> list[Format]:
    """The formats that claim the file: those with all they need, else the one that found most."""
    complete = [known for known, claim in claims if claim.complete]
    if complete or not claims:
        return complete
    most = max(claim.found for _, claim in claims)
    return [known for known, claim in claims if claim.found == most]


def _several(workbook: Workbook, best: Sequence[Format]) -> Issue:
    keys = ", ".join(known.key for known in best)
    return Issue(
        "FORMAT_SEVERAL",
        Level.ERROR,
        workbook.ref(),
        keys,
        text("Filen kan være flere ting: {keys}.", keys=keys),
        text("Velg hva den er (--as)."),
    )


def _not_that(workbook: Workbook, wanted: Format) -> Issue:
    return Issue(
        "FORMAT_DOES_NOT_FIT",
        Level.ERROR,
        workbook.ref(),
        wanted.key,
        text(
            "Filen ser ikke ut som {title}. Nærmeste overskrifter: {headings}.",
            title=wanted.title,
            headings=_nearest_headings(workbook),
        ),
        text("Velg et annet format, eller la programmet kjenne igjen filen selv."),
    )


def _nearest_headings(workbook: Workbook) -> str:
    """The row of text cells that looks most like a header among the first rows of all sheets."""
    rows = [
        [shown for cell in row if isinstance(cell, str) and (shown := cell_text(cell))]
        for sheet in workbook.sheets
        for row in sheet.rows[:30]
    ]
    fullest = max(rows, key=len, default=[])
    return ", ".join(fullest[:_HEADINGS_SHOWN]) or "–"
