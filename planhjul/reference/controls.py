"""`data/controls.toml` → `ControlRules`, strictly."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated, Final, Literal

from pydantic import BeforeValidator, Field

from planhjul.issues import Level
from planhjul.ledger.integrity import ControlRule, ControlRules, Lines
from planhjul.reference.locate import data_dir
from planhjul.reference.strict import Said, Strict, whole

_SPAN: Final = re.compile(r"(\d{3})(?:-(\d{3}))?")


def _span(written: object) -> object:
    match = _SPAN.fullmatch(written) if isinstance(written, str) else None
    if match is None:
        raise ValueError(f"{written} is no code or range of codes")
    return match[1], match[2] or match[1]


_Spans = tuple[Annotated[tuple[str, str], BeforeValidator(_span)], ...]


class _Where(Strict):
    kontoklasse: Literal["", "0", "1"] = ""
    arts: _Spans = ()
    not_arts: _Spans = ()
    funksjoner: _Spans = ()
    not_funksjoner: _Spans = ()


class _Rule(Strict):
    number: Annotated[str, Field(pattern=r"^\d{3}$")]
    level: Level = Level.WARNING
    message: Said
    held: Said
    where: Annotated[tuple[_Where, ...], Field(min_length=1)]

    def rule(self) -> ControlRule:
        where = tuple(Lines(**dict(lines)) for lines in self.where)
        return ControlRule(self.number, self.level, self.message, self.held, where)


class _File(Strict):
    line: tuple[_Rule, ...]
    sum: tuple[_Rule, ...]
    balance: tuple[_Rule, ...]


def load_controls(folder: Path | None = None) -> ControlRules:
    """SSB's controls in `data/controls.toml` (`folder` is the data folder when it is not ours).

    Raises:
        ReferenceDataError: the file is missing, is not TOML, or has what a control does not have.
    """
    read = whole((folder if folder is not None else data_dir()) / "controls.toml", _File)
    lines, sums, balances = (
        tuple(rule.rule() for rule in rules) for rules in (read.line, read.sum, read.balance)
    )
    return ControlRules(lines, sums, balances)
