"""Every format we read, and the choice between them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
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
from planhjul.issues import Issue, error
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
FORMAT_UNKNOWN: Final = error(
    "FORMAT_UNKNOWN", text("Formatet {key} finnes ikke."), text("Velg ett av disse: {keys}.")
)
FORMAT_NOT_RECOGNISED: Final = error(
    "FORMAT_NOT_RECOGNISED",
    text(
        "Vi kjenner ikke igjen filen. Dette ble lest (ark og rader): {read}. "
        "Nærmeste overskrifter: {headings}."
    ),
    text("Bruk overskriftene fra en mal (planhjul template), eller velg format selv (--as): {keys}."),
)
FORMAT_SEVERAL: Final = error(
    "FORMAT_SEVERAL", text("Filen kan være flere ting: {keys}."), text("Velg hva den er (--as).")
)
FORMAT_DOES_NOT_FIT: Final = error(
    "FORMAT_DOES_NOT_FIT",
    text("Filen ser ikke ut som {title}. Nærmeste overskrifter: {headings}."),
    text("Velg et annet format, eller la programmet kjenne igjen filen selv."),
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
        asked = self._formats
        if decided.format:
            asked = tuple(known for known in self._formats if known.key == decided.format)
            if not asked:
                wrong, keys = decided.format, self._keys()
                return _rejected(workbook, FORMAT_UNKNOWN.at(workbook.ref(), wrong, key=wrong, keys=keys))
        claims = {known: claim for known in asked if (claim := known.identify(workbook)) is not None}
        if decided.format and not claims:
            return _rejected(workbook, _not_that(workbook, asked[0]))
        best = _best(claims)
        if not best:
            return _rejected(workbook, self._unrecognised(workbook))
        if len(best) > 1:
            keys = ", ".join(known.key for known in best)
            return _rejected(workbook, FORMAT_SEVERAL.at(workbook.ref(), keys, keys=keys))
        return claims[best[0]].stage(decided, self._codes)

    def _keys(self) -> str:
        return ", ".join(known.key for known in self._formats)

    def _unrecognised(self, workbook: Workbook) -> Issue:
        read = ", ".join(
            f"{sheet.name or workbook.file} ({len(sheet.rows)})" for sheet in workbook.sheets if sheet.rows
        )
        headings = _nearest_headings(workbook)
        return FORMAT_NOT_RECOGNISED.at(workbook.ref(), read, read=read, headings=headings, keys=self._keys())


def _rejected(workbook: Workbook, issue: Issue) -> Staged:
    return staged(workbook, "", issues=(issue,), content=Content(), rows=_NOTHING)


def _best(claims: Mapping[Format, Claim]) -> list[Format]:
    """The formats that claim the file: those with all they need, else the one that found most."""
    complete = [known for known, claim in claims.items() if claim.complete]
    if complete or not claims:
        return complete
    most = max(claim.found for claim in claims.values())
    return [known for known, claim in claims.items() if claim.found == most]


def _not_that(workbook: Workbook, wanted: Format) -> Issue:
    headings = _nearest_headings(workbook)
    return FORMAT_DOES_NOT_FIT.at(workbook.ref(), wanted.key, title=wanted.title, headings=headings)


def _nearest_headings(workbook: Workbook) -> str:
    """The row of text cells that looks most like a header among the first rows of all sheets."""
    rows = [
        [shown for cell in row if isinstance(cell, str) and (shown := cell_text(cell))]
        for sheet in workbook.sheets
        for row in sheet.rows[:30]
    ]
    fullest = max(rows, key=len, default=[])
    return ", ".join(fullest[:_HEADINGS_SHOWN]) or "–"
