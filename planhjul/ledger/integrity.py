"""SSB's controls on single lines and on sums (file-formats § 1.4), and what breaks them in a version.

The numbers are those of SSB. They hold for any frame with kontoklasse, art, funksjon and amount_ore: the
lines of a file that is read in, and the stored sums of a year.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

import pandas as pd

from planhjul.issues import Level
from planhjul.ledger.lines import DRIFT, INVESTERING, amounts_by
from planhjul.texts import Text, text

Mask = Callable[[pd.DataFrame], "pd.Series[bool]"]
# SSB's own: the files are in whole thousands and rounded.
TOLERANCE_ORE: Final = 30 * 100_000
_PROPERTY_TAX_AND_TAX: Final = ("870", "871", "872", "873", "876", "878", "879")
_ONLY_INVESTERING: Final = (
    "280", "512", "521", "522", "529", "670", "910", "911", "912", "921", "922", "929", "970",
)  # fmt: skip
_ONLY_DRIFT: Final = (
    "070", "080", "110", "114", "240", "509", "570", "590", "600", "629", "630", "640", "800", "870", "871",
    "872", "873", "876", "877", "878", "879", "909", "990",
)  # fmt: skip
_UNUSUAL_INVESTERING: Final = ("100", "110", "121", "170", "171", "400", "410", "421", "470", "471")


@dataclass(frozen=True, slots=True)
class LineRule:
    """A rule about single lines: those that `breaks`. `message` says it is broken, `held` that it is kept."""

    number: str
    level: Level
    breaks: Mask
    message: Text
    held: Text


@dataclass(frozen=True, slots=True)
class SumRule:
    """A rule that the `included` lines, added, shall be zero within `TOLERANCE_ORE`; see `LineRule`."""

    number: str
    included: Mask
    message: Text
    held: Text


def _in(column: str, *codes: str) -> Mask:
    return lambda frame: frame[column].isin(codes)


def _both(first: Mask, *others: Mask) -> Mask:
    def mask(frame: pd.DataFrame) -> pd.Series[bool]:
        result = first(frame)
        for other in others:
            result = result & other(frame)
        return result

    return mask


def _not(mask: Mask) -> Mask:
    return lambda frame: ~mask(frame)


def _either(first: Mask, second: Mask) -> Mask:
    return lambda frame: first(frame) | second(frame)


_DRIFT: Final = _in("kontoklasse", DRIFT)
_INVESTERING: Final = _in("kontoklasse", INVESTERING)

LINE_RULES: Final = (
    LineRule(
        "020",
        Level.WARNING,
        _both(_DRIFT, _in("funksjon", "841")),
        text("Funksjon 841 hører ikke hjemme i drift."),
        text("Funksjon 841 brukes ikke i drift."),
    ),
    LineRule(
        "040",
        Level.WARNING,
        _both(_INVESTERING, _in("funksjon", "800", "840", "850", "860")),
        text("Funksjon 800, 840, 850 og 860 hører ikke hjemme i investering."),
        text("Funksjon 800, 840, 850 og 860 brukes ikke i investering."),
    ),
    LineRule(
        "025",
        Level.WARNING,
        _both(_DRIFT, _in("art", *_ONLY_INVESTERING)),
        text("Arter som bare gjelder investering, står i drift."),
        text("Arter som bare gjelder investering, brukes ikke i drift."),
    ),
    LineRule(
        "030",
        Level.INFO,
        _both(_DRIFT, _in("art", "285", "660")),
        text("Art 285 og 660 er uvanlige i drift."),
        text("Art 285 og 660 brukes ikke i drift."),
    ),
    LineRule(
        "045",
        Level.INFO,
        _both(_INVESTERING, _in("funksjon", *_UNUSUAL_INVESTERING)),
        text("Funksjoner for politisk styring, revisjon og pensjon er uvanlige i investering."),
        text("Funksjoner for politisk styring, revisjon og pensjon brukes ikke i investering."),
    ),
    LineRule(
        "055",
        Level.INFO,
        _both(_INVESTERING, _in("art", "620", "650", "900")),
        text("Art 620, 650 og 900 er uvanlige i investering."),
        text("Art 620, 650 og 900 brukes ikke i investering."),
    ),
    LineRule(
        "035",
        Level.WARNING,
        _both(_DRIFT, _in("art", "520", "920"), _not(_in("funksjon", "281", "325", "701"))),
        text("Art 520 og 920 skal i drift bare brukes på funksjon 281 og 325."),
        text("Art 520 og 920 brukes i drift bare på funksjon 281 og 325."),
    ),
    LineRule(
        "050",
        Level.WARNING,
        _both(_INVESTERING, _in("art", *_ONLY_DRIFT)),
        text("Arter som bare gjelder drift, står i investering."),
        text("Arter som bare gjelder drift, brukes ikke i investering."),
    ),
    LineRule(
        "060",
        Level.WARNING,
        _both(_INVESTERING, _in("art", "729"), _not(_in("funksjon", "841"))),
        text("Art 729 i investering skal stå på funksjon 841."),
        text("Art 729 i investering står på funksjon 841."),
    ),
    LineRule(
        "065",
        Level.WARNING,
        _both(_in("art", "589", "980", "989"), _not(_in("funksjon", "899"))),
        text("Art 589, 980 og 989 skal stå på funksjon 899."),
        text("Art 589, 980 og 989 står på funksjon 899."),
    ),
    LineRule(
        "070",
        Level.WARNING,
        _both(_in("art", "530"), _not(_in("funksjon", "880"))),
        text("Art 530 skal stå på funksjon 880."),
        text("Art 530 står på funksjon 880."),
    ),
    LineRule(
        "075",
        Level.WARNING,
        _both(_in("art", *_PROPERTY_TAX_AND_TAX), _not(_in("funksjon", "800"))),
        text("Skatt og eiendomsskatt skal stå på funksjon 800."),
        text("Skatt og eiendomsskatt står på funksjon 800."),
    ),
    LineRule(
        "080",
        Level.WARNING,
        _both(_DRIFT, _in("art", "800"), _not(_in("funksjon", "840"))),
        text("Rammetilskudd (art 800) skal stå på funksjon 840."),
        text("Rammetilskudd (art 800) står på funksjon 840."),
    ),
    LineRule(
        "081",
        Level.WARNING,
        _both(_in("funksjon", "850"), _not(_in("art", "450", "810", "850"))),
        text("På funksjon 850 skal bare art 450, 810 og 850 brukes."),
        text("På funksjon 850 brukes bare art 450, 810 og 850."),
    ),
)

_SERVICE: Final[Mask] = lambda frame: (frame["funksjon"] >= "100") & (frame["funksjon"] <= "799")  # noqa: E731

_TRANSFER: Final = "140"

SUM_RULES: Final = (
    SumRule(
        _TRANSFER,
        _either(_both(_DRIFT, _in("art", "570")), _both(_INVESTERING, _in("art", "970"))),
        text("Overføring til investering (art 570 i drift og 970 i investering) er ikke like store."),
        text("Overføring til investering er like stor i drift (art 570) og investering (art 970)."),
    ),
    SumRule(
        "145",
        _both(
            _DRIFT,
            _either(_both(_in("art", "590"), _SERVICE), _both(_in("art", "990"), _in("funksjon", "860"))),
        ),
        text("Avskrivninger (art 590) og motposten (art 990 på funksjon 860) er ikke like store."),
        text("Avskrivninger (art 590) og motposten (art 990 på funksjon 860) er like store."),
    ),
    SumRule(
        "170",
        _both(_DRIFT, _in("funksjon", "290")),
        text("Funksjon 290 i drift går ikke i null."),
        text("Funksjon 290 i drift går i null."),
    ),
    SumRule(
        "175",
        _both(_INVESTERING, _in("funksjon", "290")),
        text("Funksjon 290 i investering går ikke i null."),
        text("Funksjon 290 i investering går i null."),
    ),
)

# The importer says these in its own words, as what is wrong with the file; stored sums are judged by them.
BALANCE_RULES: Final = (
    SumRule(
        "095",
        _INVESTERING,
        text("Investering går ikke i null."),
        text("Investering går i null."),
    ),
    SumRule("110", _DRIFT, text("Drift går ikke i null."), text("Drift går i null.")),
)


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


def controls(sums: pd.DataFrame) -> tuple[Control, ...]:
    """The controls on the version's stored sums, by SSB's number; what cannot be judged is left out.

    Args:
        sums: `SUM_COLUMNS` of one version and year. A sum of no lines is not judged.
    """
    invested = bool(_INVESTERING(sums).any())
    return tuple(sorted(_judged(sums, invested), key=lambda control: control.number))


def _judged(sums: pd.DataFrame, invested: bool) -> Iterator[Control]:
    for line_rule in LINE_RULES:
        rows = _rows(sums[line_rule.breaks(sums)])
        yield _control(line_rule, line_rule.level, not rows, rows)
    for sum_rule in (*SUM_RULES, *BALANCE_RULES):
        included = sums[sum_rule.included(sums)]
        # A version of drift alone has nothing to hold a transfer against.
        if included.empty or (sum_rule.number == _TRANSFER and not invested):
            continue
        rows = _rows(included)
        ok = abs(sum(row.amount_ore for row in rows)) <= TOLERANCE_ORE
        yield _control(sum_rule, Level.WARNING, ok, () if ok else rows)


def _control(rule: LineRule | SumRule, level: Level, ok: bool, rows: tuple[ControlRow, ...]) -> Control:
    difference = sum(row.amount_ore for row in rows)
    return Control(rule.number, level, ok, rule.held if ok else rule.message, difference, rows)


def _rows(frame: pd.DataFrame) -> tuple[ControlRow, ...]:
    by_key = amounts_by(frame, "kontoklasse", "art", "funksjon")
    rows = (ControlRow(klasse, art, funksjon, ore) for (klasse, art, funksjon), ore in by_key.items())
    return tuple(sorted((row for row in rows if row.amount_ore), key=lambda row: -abs(row.amount_ore)))
