"""SSB's controls on single lines and on sums (file-formats § 1.4), and what breaks them in a version.

The numbers are those of SSB. They hold for any frame with kontoklasse, art, funksjon and amount_ore: the
lines of a file that is read in, and the stored sums of a year.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import pandas as pd

from planhjul.issues import Level
from planhjul.ledger.lines import INVESTERING, amounts_by
from planhjul.texts import Text

# SSB's own: the files are in whole thousands and rounded.
TOLERANCE_ORE: Final = 30 * 100_000
# Not judged without investering: a version of drift alone has nothing to hold a transfer against.
_TRANSFER: Final = "140"
Spans = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Lines:
    """Lines by their codes, each given as spans, both ends in; () and "" are any."""

    kontoklasse: str
    arts: Spans
    not_arts: Spans
    funksjoner: Spans
    not_funksjoner: Spans

    def mask(self, frame: pd.DataFrame) -> pd.Series[bool]:
        """True for the frame's lines that are these."""
        arts, funksjoner = frame["art"], frame["funksjon"]
        mask = (frame["kontoklasse"] == self.kontoklasse) | (not self.kontoklasse)
        if self.arts:
            mask &= _within(arts, self.arts)
        if self.funksjoner:
            mask &= _within(funksjoner, self.funksjoner)
        return mask & ~_within(arts, self.not_arts) & ~_within(funksjoner, self.not_funksjoner)


def _within(codes: pd.Series[str], spans: Spans) -> pd.Series[bool]:
    mask = pd.Series(False, index=codes.index)
    for first, last in spans:
        mask |= (codes >= first) & (codes <= last)
    return mask


@dataclass(frozen=True, slots=True)
class ControlRule:
    """A rule about lines; `message` says it is broken, `held` that it is kept."""

    number: str
    level: Level
    message: Text
    held: Text
    where: tuple[Lines, ...]

    def of(self, frame: pd.DataFrame) -> pd.DataFrame:
        """The lines the rule is about: any of `where`."""
        mask = pd.Series(False, index=frame.index)
        for lines in self.where:
            mask |= lines.mask(frame)
        return frame[mask]


@dataclass(frozen=True, slots=True)
class ControlRules:
    """SSB's controls: no line may be one of a rule of `lines`, those of a rule of `sums` come to zero.

    `balances` are sums that the importer says in its own words, as what is wrong with the file.
    """

    lines: tuple[ControlRule, ...]
    sums: tuple[ControlRule, ...]
    balances: tuple[ControlRule, ...]


@dataclass(frozen=True, slots=True)
class ControlRow:
    """One (kontoklasse, art, funksjon) that a control concerns: øre in the ledger's sign."""

    kontoklasse: str
    art: str
    funksjon: str
    amount_ore: int


@dataclass(frozen=True, slots=True)
class Control:
    """One of SSB's controls held against a version.

    `rows` are what breaks it: the lines in the wrong place, or all lines of a sum that is not zero, the
    largest first; () when it is kept. `difference_ore` is what they come to in the ledger's sign.
    """

    number: str
    level: Level
    ok: bool
    message: Text
    difference_ore: int
    rows: tuple[ControlRow, ...]


def controls(sums: pd.DataFrame, rules: ControlRules) -> tuple[Control, ...]:
    """The controls on the version's stored sums, by SSB's number; what cannot be judged is left out.

    Args:
        sums: `SUM_COLUMNS` of one version and year. A sum of no lines is not judged.
        rules: SSB's controls.
    """
    return tuple(sorted(_judged(sums, rules), key=lambda control: control.number))


def _judged(sums: pd.DataFrame, rules: ControlRules) -> Iterator[Control]:
    for rule in rules.lines:
        rows = _rows(rule.of(sums))
        yield _control(rule, not rows, rows)
    invested = (sums["kontoklasse"] == INVESTERING).any()
    for rule in (*rules.sums, *rules.balances):
        included = rule.of(sums)
        if included.empty or (rule.number == _TRANSFER and not invested):
            continue
        rows = _rows(included)
        ok = abs(sum(row.amount_ore for row in rows)) <= TOLERANCE_ORE
        yield _control(rule, ok, () if ok else rows)


def _control(rule: ControlRule, ok: bool, rows: tuple[ControlRow, ...]) -> Control:
    difference = sum(row.amount_ore for row in rows)
    return Control(rule.number, rule.level, ok, rule.held if ok else rule.message, difference, rows)


def _rows(frame: pd.DataFrame) -> tuple[ControlRow, ...]:
    by_key = amounts_by(frame, "kontoklasse", "art", "funksjon")
    rows = (ControlRow(klasse, art, funksjon, ore) for (klasse, art, funksjon), ore in by_key.items())
    return tuple(sorted((row for row in rows if row.amount_ore), key=lambda row: -abs(row.amount_ore)))
