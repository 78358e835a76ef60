"""Reading a TOML file of `data/` strictly: what is unknown, missing or wrong is an error that says where."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, ValidationError

from planhjul.reference.locate import ReferenceDataError
from planhjul.texts import Text

_File = TypeVar("_File", bound=BaseModel)


def _said(written: object) -> Text:
    if not isinstance(written, str) or not written or not {"{", "}"}.isdisjoint(written):
        raise ValueError(f"{written} is no sentence without holes")
    return Text(written)


# A sentence shown as it stands in bokmål, and through the catalogue in other languages.
Said = Annotated[Text, BeforeValidator(_said)]


class Strict(BaseModel):
    """What a table in a file may hold, and nothing else."""

    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)


def toml(path: Path) -> dict[str, Any]:
    """What the file holds.

    Raises:
        ReferenceDataError: the file is missing or is not TOML.
    """
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as wrong:
        raise ReferenceDataError(f"{path.name} cannot be read: {wrong.strerror}") from wrong
    except ValueError as wrong:
        raise ReferenceDataError(f"{path.name}: {wrong}") from wrong


def whole(path: Path, model: type[_File]) -> _File:
    """The file as the model has it.

    Raises:
        ReferenceDataError: the file is missing, is not TOML, or is not as the model says.
    """
    try:
        return model.model_validate(toml(path))
    except ValidationError as wrong:
        raise ReferenceDataError(f"{path.name}: {reason(wrong)}") from wrong


def reason(wrong: ValueError) -> str:
    """What is wrong, in one line: each place with its message."""
    if not isinstance(wrong, ValidationError):
        return str(wrong)
    return "; ".join(
        ": ".join(part for part in (".".join(map(str, error["loc"])), error["msg"]) if part)
        for error in wrong.errors()
    )
