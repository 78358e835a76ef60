"""Text files (csv, tsv, txt, dat) as rows with line numbers."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

# A field that runs over more lines than this is a quotation mark that nobody closed.
_LONGEST_RECORD: Final = 40
_SAMPLE_LINES: Final = 30


@dataclass(frozen=True, slots=True)
class TextRead:
    """Rows of fields, the line each row begins on (from 1), and the lines as they stood."""

    rows: Sequence[Sequence[str]]
    numbers: Sequence[int]
    lines: tuple[str, ...]
    encoding: str
    guessed_encoding: bool


@dataclass(frozen=True, slots=True)
class TextProblem:
    """The text could not be read; `line` is where, or 0 when the file is no text."""

    line: int


def read_text(content: bytes) -> TextRead | TextProblem:
    """The text's rows, or what stopped the reading. The separator is `;`, a tab or (last) a comma."""
    decoded = _decode(content)
    if decoded is None:
        return TextProblem(0)
    whole, encoding, guessed = decoded
    lines = tuple(line.rstrip("\r\n") for line in io.StringIO(whole, newline=""))
    rows: list[list[str]] = []
    numbers: list[int] = []
    reader = csv.reader(io.StringIO(whole, newline=""), delimiter=_separator(lines[:_SAMPLE_LINES]))
    line = 1
    try:
        for row in reader:
            if reader.line_num - line > _LONGEST_RECORD:
                return TextProblem(line)
            rows.append(row)
            numbers.append(line)
            line = reader.line_num + 1
    except csv.Error:
        return TextProblem(line)
    return TextRead(rows, numbers, lines, encoding, guessed)


def _decode(content: bytes) -> tuple[str, str, bool] | None:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            return content.decode("utf-16"), "UTF-16", False
        except UnicodeDecodeError:
            return None
    if b"\x00" in content or content.startswith((b"%PDF", b"\x89PNG", b"\xff\xd8")):
        return None
    try:
        return content.decode("utf-8-sig"), "UTF-8", False
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace"), "Windows-1252", True


def _separator(lines: Sequence[str]) -> str:
    for separator in (";", "\t", ","):
        if any(line.count(separator) for line in lines):
            return separator
    return ";"
