"""`data/bindings.toml` → `BoundBy`, strictly."""

from __future__ import annotations

import tomllib
from fractions import Fraction
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from planhjul.choices.bound_by import BoundBy, BoundShares
from planhjul.reference.locate import ReferenceDataError, data_dir
from planhjul.texts import Text

_PerCent = Annotated[int, Field(ge=0, le=100)]
_LEVELS = (1, 2, 3)


class _Shares(BaseModel):
    model_config = ConfigDict(extra="forbid")

    lov: _PerCent
    forskrift: _PerCent
    avtaler: _PerCent
    merke: Literal["antakelse"]

    def shares(self) -> BoundShares:
        return BoundShares(
            Fraction(self.lov, 100), Fraction(self.forskrift, 100), Fraction(self.avtaler, 100)
        )


class _Level(_Shares):
    nivaa: Annotated[int, Field(ge=1, le=3)]
    begrunnelse: Annotated[str, Field(min_length=1, pattern=r"^[^{}]+$")]


class _Funksjon(_Shares):
    kode: Annotated[str, Field(pattern=r"^\d{3}$")]


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid")

    nivaa: list[_Level]
    funksjon: list[_Funksjon]


def load_bindings(folder: Path | None = None) -> BoundBy:
    """The shares in `data/bindings.toml` (`folder` is the data folder when it is not ours).

    Raises:
        ReferenceDataError: the file is missing or is not TOML, a key is unknown, a level is missing, a level
            or function stands twice, or three shares do not add up to 100.
    """
    path = (folder if folder is not None else data_dir()) / "bindings.toml"
    try:
        with path.open("rb") as file:
            found = _File.model_validate(tomllib.load(file))
    except OSError as error:
        raise ReferenceDataError(f"{path.name} cannot be read: {error.strerror}") from error
    except (tomllib.TOMLDecodeError, ValidationError) as error:
        raise ReferenceDataError(f"{path.name}: {error}") from error
    for entry in (*found.nivaa, *found.funksjon):
        if entry.lov + entry.forskrift + entry.avtaler != 100:
            raise ReferenceDataError(f"{path.name}: {entry!r} does not add up to 100")
    levels = {level.nivaa: (level.shares(), Text(level.begrunnelse)) for level in found.nivaa}
    functions = {funksjon.kode: funksjon.shares() for funksjon in found.funksjon}
    if len(levels) < len(found.nivaa) or len(functions) < len(found.funksjon):
        raise ReferenceDataError(f"{path.name}: a level or function stands twice")
    if sorted(levels) != list(_LEVELS):
        raise ReferenceDataError(f"{path.name}: a level is missing")
    return BoundBy(levels, functions)
