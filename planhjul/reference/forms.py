"""`data/forms.toml` → `FormCatalogue`, strictly."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated, Final, Literal

from pydantic import BeforeValidator, Field, model_validator

from planhjul.ledger.forms.lines import ArtRange, FormCatalogue, FormKey, FormRules, LineRule, Side
from planhjul.reference.locate import ReferenceDataError, data_dir
from planhjul.reference.strict import Strict, Words, whole
from planhjul.texts import Text

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
    nokkel: _Key
    navn: Words
    overskrift: Words | None = None
    side: Side | None = None
    arter: tuple[_Range, ...] = ()
    sum: tuple[_Term, ...] = ()
    rest: bool = False
    uten_nummer: bool = False
    fordeles: bool = False
    fra: int | None = None
    til: int | None = None

    @model_validator(mode="after")
    def _one_kind(self) -> _Line:
        if bool(self.arter) == bool(self.sum) or bool(self.arter) != bool(self.side):
            raise ValueError(f"{self.nokkel} needs either side and arter, or sum")
        if self.fordeles and self.side is not Side.EXPENSE:
            raise ValueError(f"{self.nokkel} cannot be distributed: it is no expense")
        return self

    def rule(self) -> LineRule:
        return LineRule(
            key=self.nokkel,
            name=Text(self.navn),
            heading=Text(self.overskrift) if self.overskrift else None,
            side=self.side or Side.INCOME,
            arts=self.arter,
            terms=self.sum,
            catch_all=self.rest,
            numbered=not self.uten_nummer,
            split=self.fordeles,
            first_year=self.fra,
            last_year=self.til,
        )


class _Form(Strict):
    nokkel: FormKey
    tittel: Words
    kontoklasse: Literal["0", "1"]
    linje: list[_Line]


class _Successor(Strict):
    art: _Art
    arter: Annotated[tuple[_Art, ...], Field(min_length=1)]


class _File(Strict):
    skjema: list[_Form]
    etterfolger: list[_Successor]


def load_forms(folder: Path | None = None) -> FormCatalogue:
    """The prescribed overviews in `data/forms.toml` (`folder` is the data folder when it is not ours).

    Raises:
        ReferenceDataError: the file is missing or is not TOML, an overview is missing, a line stands twice in
            one generation, or a sum names a line that does not stand above it.
    """
    path = (folder if folder is not None else data_dir()) / "forms.toml"
    read = whole(path, _File)
    forms = {
        form.nokkel: FormRules(
            form.nokkel, Text(form.tittel), form.kontoklasse, tuple(line.rule() for line in form.linje)
        )
        for form in read.skjema
    }
    missing = [key.value for key in FormKey if key not in forms]
    if missing:
        raise ReferenceDataError(f"{path.name}: {', '.join(missing)} missing")
    for rules in forms.values():
        for year in _GENERATIONS:
            _check(path.name, rules, year)
    return FormCatalogue(forms, {entry.art: entry.arter for entry in read.etterfolger})


def _check(name: str, rules: FormRules, year: int) -> None:
    above: set[str] = set()
    for line in rules.of(year):
        if line.key in above:
            raise ReferenceDataError(f"{name}: § {rules.key} has {line.key} twice in {year}")
        for _, key in line.terms:
            if key not in above:
                raise ReferenceDataError(f"{name}: § {rules.key} {line.key}: {key} is not above it in {year}")
        above.add(line.key)
