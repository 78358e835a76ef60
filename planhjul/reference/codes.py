"""`data/codes/*.csv` → `CodeLists`, strictly."""

from __future__ import annotations

import csv
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Annotated, Literal, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from planhjul.ledger.codes import Art, CodeLists, Funksjon, SelfCost
from planhjul.reference.locate import ReferenceDataError, data_dir

_Code = Annotated[str, Field(pattern=r"^\d{3}$")]
_BLANK = BeforeValidator(lambda value: value or None)
_Year = Annotated[Annotated[int, Field(ge=1990, le=2100)] | None, _BLANK]
_Level = Annotated[Annotated[int, Field(ge=1, le=3)] | None, _BLANK]
_TitleSource = Literal["klass", "sekundær", "allmenn", "mangler"]


class _ArtRow(BaseModel):
    model_config = ConfigDict(extra="forbid")

    code: _Code
    title: Annotated[str, Field(min_length=1)]
    kind: Literal["expense", "income", "finance"]
    subkind: str
    valid_from: _Year
    valid_to: _Year
    income_class: str
    form_line: str
    drift: Literal["ja", "nei", "konsolidert"]
    investering: Literal["ja", "nei"]
    title_source: _TitleSource

    def art(self) -> Art:
        return Art(
            self.code,
            self.title,
            self.kind,
            self.income_class,
            self.form_line,
            self.valid_from,
            self.valid_to,
        )


class _FunksjonRow(BaseModel):
    model_config = ConfigDict(extra="forbid")

    code: _Code
    title: str
    owner: Literal["kommune", "fylkeskommune", "Oslo", "finans"]
    area: str
    valid_from: _Year
    valid_to: _Year
    level: _Level
    legal_basis: str
    note: str
    self_cost: SelfCost
    drift: Literal["ja", "nei"]
    investering: Literal["ja", "nei", "ulogisk"]
    title_source: _TitleSource

    def funksjon(self) -> Funksjon:
        return Funksjon(
            self.code,
            self.title,
            self.owner,
            self.area,
            self.level,
            self.legal_basis,
            self.self_cost,
            self.valid_from,
            self.valid_to,
        )


_Row = TypeVar("_Row", _ArtRow, _FunksjonRow)
_Value = TypeVar("_Value", Art, Funksjon)


def load_codes(folder: Path | None = None) -> CodeLists:
    """All arts and functions in `data/codes/` (`folder` is the data folder when it is not ours).

    Raises:
        ReferenceDataError: a file is missing, a row has an unknown column or value, a code stands twice, or a
            code goes out before it comes in; says which file and line.
    """
    codes = (folder if folder is not None else data_dir()) / "codes"
    return CodeLists(
        arts=_read(codes / "arter.csv", _ArtRow, _ArtRow.art),
        funksjoner=_read(codes / "funksjoner.csv", _FunksjonRow, _FunksjonRow.funksjon),
    )


def _read(path: Path, shape: type[_Row], make: Callable[[_Row], _Value]) -> Mapping[str, _Value]:
    entries: dict[str, _Value] = {}
    try:
        with path.open(encoding="utf-8", newline="") as file:
            for number, row in enumerate(csv.DictReader(file), start=2):
                entry = make(shape.model_validate(row))
                if entry.code in entries:
                    raise ReferenceDataError(f"{path.name}:{number}: code {entry.code} stands twice")
                if entry.valid_from and entry.valid_to and entry.valid_from > entry.valid_to:
                    raise ReferenceDataError(f"{path.name}:{number}: code {entry.code} ends before it starts")
                entries[entry.code] = entry
    except OSError as error:
        raise ReferenceDataError(f"{path.name} cannot be read: {error.strerror}") from error
    except ValidationError as error:
        raise ReferenceDataError(f"{path.name}:{number}: {error}") from error
    if not entries:
        raise ReferenceDataError(f"{path.name} holds no codes")
    return entries
