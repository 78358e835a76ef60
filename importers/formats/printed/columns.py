"""The headings of a printed overview: what version and year each amount column is, and its titles."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from importers.cells.versions import YEAR_MISSING, version_said
from importers.formats.printed.table import Block
from importers.reading.workbook import Value, Workbook, cell_text, is_blank
from importers.staging import Details
from planhjul.issues import Issue, info, warning
from planhjul.ledger.forms.documents import PrintedColumn
from planhjul.ledger.versions import VersionKind
from planhjul.staged import ImportChoices
from planhjul.texts import text

_NOT_AMOUNTS: Final = re.compile(
    r"endring|avvik|differanse|skilnad|note\b|merknad|prosent|%|forbruk hittil", re.IGNORECASE
)
_LAST_YEAR: Final = re.compile(r"i fjor|føregåande år|foregående år|forrige år|førre år", re.IGNORECASE)
_THIS_YEAR: Final = re.compile(r"i år\b|årets", re.IGNORECASE)
_YEAR: Final = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")

COLUMN_NOT_READ: Final = info(
    "COLUMN_NOT_READ",
    text("Kolonnen {heading} er ikke lest."),
    text("Du trenger ikke gjøre noe hvis kolonnen ikke er en versjon av budsjettet."),
)
COLUMN_KIND_UNKNOWN: Final = warning(
    "COLUMN_KIND_UNKNOWN",
    text("Kolonnen {heading} sier ikke om tallene er budsjett eller regnskap."),
    text("Skriv for eksempel «Budsjett 2027» som overskrift, så kan den sammenlignes med våre tall."),
)


@dataclass(frozen=True, slots=True)
class Headed:
    """The amount columns that are versions: column numbers and what they are, in the same order."""

    numbers: tuple[int, ...]
    columns: tuple[PrintedColumn, ...]
    titles: tuple[str, ...]
    issues: tuple[Issue, ...]


def head_of(workbook: Workbook, block: Block, choices: ImportChoices, details: Details) -> Headed:
    """What the rows above the lines say of the columns, and the titles that stand above them."""
    titles, headings = _titles(block), _headings(block)
    base = choices.year or details.year or _first_year((*titles, workbook.file))
    standing = VersionKind(choices.version) if choices.version else details.version or _kind(titles)
    numbers: list[int] = []
    columns: list[PrintedColumn] = []
    issues: list[Issue] = []
    for column in block.columns:
        heading = headings[column]
        where = workbook.ref(block.sheet.name, heading_row(block, column), column)
        if _NOT_AMOUNTS.search(heading):
            issues.append(COLUMN_NOT_READ.at(where, heading, heading=heading))
            continue
        version = version_said(heading)
        # With one column the title's year is the column's.
        alone = base if len(block.columns) == 1 else None
        year = version.year or _relative(heading, base) or alone
        if year is None:
            issues.append(YEAR_MISSING.at(where))
            continue
        kind = version.kind or standing
        if kind is None:
            issues.append(COLUMN_KIND_UNKNOWN.at(where, heading, heading=heading))
        numbers.append(column)
        columns.append(PrintedColumn(heading or str(year), kind, year))
    return Headed(tuple(numbers), tuple(columns), titles, tuple(issues))


def _relative(heading: str, base: int | None) -> int | None:
    """The year of «Regnskap i fjor» and «Budsjett i år», counted from the year of the document."""
    if base is None:
        return None
    if _LAST_YEAR.search(heading):
        return base - 1
    return base if _THIS_YEAR.search(heading) else None


def _first_year(titles: Iterable[str]) -> int | None:
    return next((int(year[0]) for title in titles if (year := _YEAR.search(title))), None)


def _kind(titles: Iterable[str]) -> VersionKind | None:
    """The one kind the titles speak of; «Bevilgningsoversikt» itself says none."""
    return next((kind for title in titles if (kind := version_said(title).kind) is not None), None)


def _said(value: Value) -> str:
    """A heading's words or year; "" for a number that is an amount."""
    shown = cell_text(value)
    return shown if any(letter.isalpha() for letter in shown) or _YEAR.fullmatch(shown) else ""


def _titles(block: Block) -> tuple[str, ...]:
    """The texts above the lines that do not stand over an amount column, and the sheet's name."""
    titles = [
        shown
        for index in block.head
        for column, cell in enumerate(block.sheet.rows[index], 1)
        if (shown := _said(cell)) and (column not in block.columns or _alone(block, index))
    ]
    return tuple(dict.fromkeys((*titles, *((block.sheet.name,) if block.sheet.name else ()))))


def _alone(block: Block, index: int) -> bool:
    """True for a row with one filled cell over several columns: a title, whatever column it stands in."""
    return len(block.columns) > 1 and sum(not is_blank(cell) for cell in block.sheet.rows[index]) == 1


def _headings(block: Block) -> dict[int, str]:
    """Heading by amount column: kind above year in two rows, a text over several columns in all of them."""
    rows = [index for index in block.head if not _alone(block, index)]
    words_at = {
        (index, column): _said(block.sheet.cell(index, column)) for index in rows for column in block.columns
    }
    headings = {}
    for column in block.columns:
        words = []
        for place, index in enumerate(rows):
            own = words_at.get((index, column), "")
            below = any(words_at.get((later, column)) for later in rows[place + 1 :])
            words.append(own or (_left(words_at, index, column, block.columns) if below else ""))
        headings[column] = " ".join(word for word in words if word)
    return headings


def _left(words_at: Mapping[tuple[int, int], str], index: int, column: int, columns: Sequence[int]) -> str:
    """The nearest text to the left in the row: a heading that covers several columns."""
    texts = [shown for other in columns if other < column and (shown := words_at.get((index, other), ""))]
    return texts[-1] if texts else ""


def heading_row(block: Block, column: int) -> int:
    """The row number of the column's lowest heading, of the first line's row when it has none."""
    over = [index for index in block.head if _said(block.sheet.cell(index, column))]
    return block.sheet.numbers[over[-1] if over else block.rows[0].index]
