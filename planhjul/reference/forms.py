"""`data/forms.toml` → `FormCatalogue`, strictly."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated, Final, Literal

from pydantic import BeforeValidator, Field, model_validator

from planhjul.ledger.forms.lines import (
    ArtRange,
    ClosingRules,
    FormCatalogue,
    FormKey,
    FormRules,
    LineRule,
    Side,
)
from planhjul.reference.locate import ReferenceDataError, data_dir
from planhjul.reference.strict import Said, Strict, whole

# A year in each generation: a sum must find its lines in every one.
_GENERATIONS: Final = (2021, 2022)
_ARTS: Final = re.compile(r"(\d{3})(?:-(\d{3}))?(?:@(\d{3}))?")


def _art_range(written: object) -> object:
    match = _ARTS.fullmatch(written) if isinstance(written, str) else None
    if match is None:
        raise ValueError(f"{written} is no art or range of arts")
    first, last, funksjon = match.groups()
    return ArtRange(first, last or first, funksjon or "")


def _term(written: object) -> object:
    if not isinstance(written, str):
        raise ValueError(f"{written} is no line")
    return (-1, written[1:]) if written.startswith("-") else (1, written)


_Key = Annotated[str, Field(pattern=r"^[a-z_]+$")]
_Art = Annotated[str, Field(pattern=r"^\d{3}$")]
_Range = Annotated[ArtRange, BeforeValidator(_art_range)]
_Term = Annotated[tuple[int, str], BeforeValidator(_term)]


class _Line(Strict):
    key: _Key
    name: Said
    heading: Said | None = None
    side: Side | None = None
    arts: tuple[_Range, ...] = ()
    sum: tuple[_Term, ...] = ()
    rest: bool = False
    unnumbered: bool = False
    split: bool = False
    first_year: int | None = None
    last_year: int | None = None

    @model_validator(mode="after")
    def _one_kind(self) -> _Line:
        if bool(self.arts) == bool(self.sum) or bool(self.arts) != bool(self.side):
            raise ValueError(f"{self.key} needs either side and arts, or sum")
        if self.split and self.side is not Side.EXPENSE:
            raise ValueError(f"{self.key} cannot be distributed: it is no expense")
        return self

    def rule(self) -> LineRule:
        return LineRule(
            key=self.key,
            name=self.name,
            heading=self.heading,
            side=self.side or Side.INCOME,
            arts=self.arts,
            terms=self.sum,
            catch_all=self.rest,
            numbered=not self.unnumbered,
            split=self.split,
            first_year=self.first_year,
            last_year=self.last_year,
        )


class _Form(Strict):
    key: FormKey
    title: Said
    kontoklasse: Literal["0", "1"]
    line: list[_Line]


class _WorkedOut(Strict):
    key: _Key
    name: Said
    sum: tuple[_Term, ...] = ()


class _Closing(Strict):
    kontoklasse: Literal["0", "1"]
    title: Said
    line: list[_WorkedOut]

    def rules(self) -> ClosingRules:
        lines = tuple(LineRule(line.key, line.name, terms=line.sum) for line in self.line)
        return ClosingRules(self.kontoklasse, self.title, lines)


class _Successor(Strict):
    art: _Art
    arts: Annotated[tuple[_Art, ...], Field(min_length=1)]


class _File(Strict):
    form: list[_Form]
    closing: list[_Closing]
    successor: list[_Successor]


def load_forms(folder: Path | None = None) -> FormCatalogue:
    """The prescribed overviews in `data/forms.toml` (`folder` is the data folder when it is not ours).

    Raises:
        ReferenceDataError: the file is missing or is not TOML, an overview is missing, a line stands twice in
            one generation, or a sum names a line that does not stand above it.
    """
    path = (folder if folder is not None else data_dir()) / "forms.toml"
    read = whole(path, _File)
    forms = {
        form.key: FormRules(form.key, form.title, form.kontoklasse, tuple(line.rule() for line in form.line))
        for form in read.form
    }
    missing = [key.value for key in FormKey if key not in forms]
    if missing:
        raise ReferenceDataError(f"{path.name}: {', '.join(missing)} missing")
    for rules in forms.values():
        for year in _GENERATIONS:
            _check(path.name, rules, year)
    closing: dict[str, ClosingRules] = {part.kontoklasse: part.rules() for part in read.closing}
    return FormCatalogue(forms, closing, {entry.art: entry.arts for entry in read.successor})


def _check(name: str, rules: FormRules, year: int) -> None:
    above: set[str] = set()
    for line in rules.of(year):
        if line.key in above:
            raise ReferenceDataError(f"{name}: § {rules.key} has {line.key} twice in {year}")
        for _, key in line.terms:
            if key not in above:
                raise ReferenceDataError(f"{name}: § {rules.key} {line.key}: {key} is not above it in {year}")
        above.add(line.key)
