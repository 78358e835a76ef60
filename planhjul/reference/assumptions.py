"""`data/assumptions.toml` → `Assumptions`, strictly."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import Annotated

from pydantic import BeforeValidator

from planhjul.choices.assumptions import (
    Assumptions,
    Key,
    Parameter,
    allowed,
    levels_sum_to_one,
    quantity,
)
from planhjul.choices.results import Mark
from planhjul.reference.locate import ReferenceDataError, data_dir
from planhjul.reference.strict import Said, Strict, whole

_Quantity = Annotated[Fraction, BeforeValidator(quantity)]


class _Entry(Strict):
    key: Key
    title: Said
    value: _Quantity
    low: _Quantity
    high: _Quantity
    mark: Mark
    reason: Said


class _File(Strict):
    parameter: list[_Entry]


def load_assumptions(folder: Path | None = None) -> Assumptions:
    """All parameters in `data/assumptions.toml` (`folder` is the data folder when it is not ours).

    Raises:
        ReferenceDataError: the file is missing or is not TOML, a key is unknown, missing or stands twice, a
            value lies outside its band or what it can be, or a level's three shares do not add up to 1.
    """
    path = (folder if folder is not None else data_dir()) / "assumptions.toml"
    entries = whole(path, _File).parameter
    parameters: dict[Key, Parameter] = {}
    for entry in entries:
        if entry.key in parameters:
            raise ReferenceDataError(f"{path.name}: {entry.key} stands twice")
        if not (entry.low <= entry.value <= entry.high):
            raise ReferenceDataError(f"{path.name}: {entry.key} lies outside its band")
        if not all(allowed(entry.key, held) for held in (entry.low, entry.high)):
            raise ReferenceDataError(f"{path.name}: {entry.key} has an impossible value")
        parameters[entry.key] = Parameter(**dict(entry))
    missing = [key.value for key in Key if key not in parameters]
    if missing:
        raise ReferenceDataError(f"{path.name}: {', '.join(missing)} missing")
    assumptions = Assumptions(parameters, {})
    for level in levels_sum_to_one(assumptions):
        raise ReferenceDataError(f"{path.name}: the shares of level {level} do not add up to 100 %")
    return assumptions
