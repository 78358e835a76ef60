"""The one vocabulary for what is wrong in somebody's data: a mistake is a value with an address."""

from __future__ import annotations

from dataclasses import dataclass, replace

from planhjul.texts import Named, Text, TextValue, text


class Level(Named):
    """How much an issue weighs: an error rejects the file, a warning and an info do not."""

    ERROR = "error", text("Feil")
    WARNING = "warning", text("Advarsel")
    INFO = "info", text("Til opplysning")


def column_letters(column: int) -> str:
    """The spreadsheet's letters for a column number: 1 → A, 27 → AA."""
    letters = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


@dataclass(frozen=True, slots=True, order=True)
class CellRef:
    """Where something stands: file, sheet, row and column, counted from 1; 0 and "" mean «the whole of it».

    A text file has no sheet; its row is the line and its column the field.
    """

    file: str
    sheet: str = ""
    row: int = 0
    column: int = 0

    def __str__(self) -> str:
        """`Ark!F17` in a workbook, `linje 17, felt 6` in a text file, else the file's name."""
        if self.sheet:
            if self.row and self.column:
                return f"{self.sheet}!{column_letters(self.column)}{self.row}"
            if self.row:
                return f"{self.sheet}!{self.row}:{self.row}"
            if self.column:
                letters = column_letters(self.column)
                return f"{self.sheet}!{letters}:{letters}"
            return self.sheet
        if self.row and self.column:
            return f"linje {self.row}, felt {self.column}"
        return f"linje {self.row}" if self.row else self.file


@dataclass(frozen=True, slots=True)
class Issue:
    """One mistake or remark about one place.

    `code` is permanent and in ASCII; `found` is what stood there; `message` says what is wrong and
    `advice` what to do.
    """

    code: str
    level: Level
    where: CellRef
    found: str
    message: Text
    advice: Text


@dataclass(frozen=True, slots=True)
class IssueKind:
    """One kind of mistake or remark, declared once; `at` makes the issue about one place.

    `message` and `advice` may have holes that only the place fills. `other` is True for another wording of a
    code that is declared elsewhere (`but`).
    """

    code: str
    level: Level
    message: Text
    advice: Text
    other: bool = False

    def at(self, where: CellRef, found: str = "", /, **holes: TextValue) -> Issue:
        """The issue about a place; `found` is what stood there and fills the hole of that name.

        Raises:
            KeyError: a hole is not filled.
        """
        given = {"found": found, **holes}
        return Issue(
            self.code, self.level, where, found, self.message.filled(given), self.advice.filled(given)
        )

    def but(
        self, *, level: Level | None = None, message: Text | None = None, advice: Text | None = None
    ) -> IssueKind:
        """The same kind said in another way, or weighing more or less."""
        return replace(
            self,
            level=level or self.level,
            message=message or self.message,
            advice=advice or self.advice,
            other=True,
        )


def error(code: str, message: Text, advice: Text) -> IssueKind:
    """Declares a kind of issue that rejects the file."""
    return IssueKind(code, Level.ERROR, message, advice)


def warning(code: str, message: Text, advice: Text) -> IssueKind:
    """Declares a kind of issue to look at, which does not reject the file."""
    return IssueKind(code, Level.WARNING, message, advice)


def info(code: str, message: Text, advice: Text) -> IssueKind:
    """Declares a kind of issue that only tells what was done."""
    return IssueKind(code, Level.INFO, message, advice)


@dataclass(frozen=True, slots=True)
class Refused:
    """Something asked for was not done; the message says why and what to do."""

    message: Text


class Unknown(Refused):
    """Not done, because what was named does not exist or cannot be used: name something else."""

    __slots__ = ()
