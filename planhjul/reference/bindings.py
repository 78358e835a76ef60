"""`data/bindings.toml` → `BoundBy`, strictly."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field

from planhjul.choices.bound_by import BoundBy, BoundShares
from planhjul.reference.locate import ReferenceDataError, data_dir
from planhjul.reference.strict import Said, Strict, whole

_PerCent = Annotated[int, Field(ge=0, le=100)]
_LEVELS = (1, 2, 3)


class _Shares(Strict):
    lov: _PerCent
    forskrift: _PerCent
    avtaler: _PerCent
    mark: Literal["antakelse"]

    def shares(self) -> BoundShares:
        return BoundShares(
            Fraction(self.lov, 100), Fraction(self.forskrift, 100), Fraction(self.avtaler, 100)
        )


class _Level(_Shares):
    level: Annotated[int, Field(ge=1, le=3)]
    reason: Said


class _Funksjon(_Shares):
    code: Annotated[str, Field(pattern=r"^\d{3}$")]


class _File(Strict):
    level: list[_Level]
    funksjon: list[_Funksjon]


def load_bindings(folder: Path | None = None) -> BoundBy:
    """The shares in `data/bindings.toml` (`folder` is the data folder when it is not ours).

    Raises:
        ReferenceDataError: the file is missing or is not TOML, a key is unknown, a level is missing, a level
            or function stands twice, or three shares do not add up to 100.
    """
    path = (folder if folder is not None else data_dir()) / "bindings.toml"
    found = whole(path, _File)
    for entry in (*found.level, *found.funksjon):
        if entry.lov + entry.forskrift + entry.avtaler != 100:
            raise ReferenceDataError(f"{path.name}: {entry!r} does not add up to 100")
    levels = {level.level: (level.shares(), level.reason) for level in found.level}
    functions = {funksjon.code: funksjon.shares() for funksjon in found.funksjon}
    if len(levels) < len(found.level) or len(functions) < len(found.funksjon):
        raise ReferenceDataError(f"{path.name}: a level or function stands twice")
    if sorted(levels) != list(_LEVELS):
        raise ReferenceDataError(f"{path.name}: a level is missing")
    return BoundBy(levels, functions)
