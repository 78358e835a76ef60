"""The codes a municipality points at its lines by: function, art, ansvar, project, area; one or several."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Final

from importers.cells.codes import digits
from importers.tables.records import Record
from planhjul.issues import IssueKind, error, warning
from planhjul.texts import text

_FUNKSJON: Final = re.compile(r"\d{3}|\d{0,2}\*")
_ANSVAR: Final = re.compile(r"[\w-]+\*?|\*")
_ART: Final = re.compile(r"\d{3}")

FUNKSJON_FORM: Final = error(
    "FUNKSJON_FORM",
    text("«{found}» er ikke en KOSTRA-funksjon med tre siffer."),
    text("Skriv funksjonene med komma mellom, for eksempel 202, 38*. Gi kolonnen tekstformat."),
)
ONE_FUNKSJON_FORM: Final = FUNKSJON_FORM.but(
    advice=text("Skriv én funksjon med tre siffer, for eksempel 202. Bruk én rad per funksjon.")
)
ANSVAR_FORM: Final = error(
    "ANSVAR_FORM",
    text("«{found}» er ikke en kode for ansvarssted."),
    text("Skriv kodene med komma mellom, for eksempel 2100, 22*. Gi kolonnen tekstformat."),
)
ART_FORM: Final = error(
    "ART_FORM",
    text("«{found}» er ikke en KOSTRA-art med tre siffer."),
    text("Skriv én art med tre siffer, for eksempel 010, eller la feltet stå tomt."),
)
AREA_UNKNOWN: Final = warning(
    "AREA_UNKNOWN",
    text("Området {key} står ikke i arket Områder."),
    text("Rett nøkkelen, eller legg området til i arket Områder."),
)


def keys_of(written: str) -> tuple[str, ...]:
    """The keys of a cell, split by semicolon, comma or line; each once. A key may hold spaces and slashes."""
    return tuple(dict.fromkeys(key for part in re.split(r"[;,\n]", written) if (key := part.strip())))


def funksjoner(record: Record, key: str) -> tuple[str, ...]:
    """The functions of a cell that are right: three digits, or a beginning with `*`."""
    return _codes(record, key, _FUNKSJON, FUNKSJON_FORM)


def ansvarssteder(record: Record, key: str) -> tuple[str, ...]:
    """The responsibility centres of a cell that are right: letters and digits, or a beginning with `*`."""
    return _codes(record, key, _ANSVAR, ANSVAR_FORM)


def _codes(record: Record, key: str, form: re.Pattern[str], wrong_form: IssueKind) -> tuple[str, ...]:
    """The cell's codes of that form, split by comma, semicolon, slash or space; each once."""
    codes = dict.fromkeys(code for code in re.split(r"[\s,;/]+", record.text(key)) if code)
    wrong = [code for code in codes if not form.fullmatch(code)]
    if wrong or (not codes and not record.blank(key)):
        record.tell(wrong_form, key, found=", ".join(wrong) or record.text(key))
    return tuple(code for code in codes if code not in wrong)


def one_funksjon(record: Record, key: str = "funksjon") -> str:
    """The function of a cell («202» or «202 Grunnskole»), "" when blank or wrong."""
    code = digits(record.text(key))
    if record.text(key) and len(code) != 3:
        record.tell(ONE_FUNKSJON_FORM, key)
        return ""
    return code


def one_art(record: Record, key: str = "art") -> str:
    """The art of a cell, "" when blank or wrong; the spreadsheet may have taken the zero in front."""
    code = digits(record.text(key)).zfill(3) if record.text(key) else ""
    if code == "000" or (code and not _ART.fullmatch(code)):
        record.tell(ART_FORM, key)
        return ""
    return code


def tell_unknown_area(record: Record, key: str, areas: Collection[str] | None) -> None:
    """Warns of an area that the file's own sheet of areas does not have; None when it has no such sheet."""
    area = record.text(key)
    if area and areas is not None and area not in areas:
        record.tell(AREA_UNKNOWN, key, key=area)
