"""The codes a municipality points at its lines by: function, art, ansvar, project, area; one or several."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from importers.cells.codes import digits
from importers.tables.records import Record
from planhjul.texts import text

_FUNKSJON: Final = re.compile(r"\d{3}|\d{0,2}\*")
_ANSVAR: Final = re.compile(r"[\w-]+\*?|\*")
_ART: Final = re.compile(r"\d{3}")


def codes_of(written: str) -> tuple[str, ...]:
    """The codes of a cell, split by comma, semicolon, slash or space; each once."""
    return tuple(dict.fromkeys(code for code in re.split(r"[\s,;/]+", written) if code))


def keys_of(written: str) -> tuple[str, ...]:
    """The keys of a cell, split by semicolon, comma or line; each once. A key may hold spaces and slashes."""
    return tuple(dict.fromkeys(key for part in re.split(r"[;,\n]", written) if (key := part.strip())))


def funksjoner(record: Record, key: str) -> tuple[str, ...]:
    """The functions of a cell that are right: three digits, or a beginning with `*`."""
    found = codes_of(record.text(key))
    wrong = [code for code in found if not _FUNKSJON.fullmatch(code)]
    if wrong or (not found and not record.blank(key)):
        record.error(
            key,
            "FUNKSJON_FORM",
            text(
                "«{found}» er ikke en KOSTRA-funksjon med tre siffer.",
                found=", ".join(wrong) or record.text(key),
            ),
            text("Skriv funksjonene med komma mellom, for eksempel 202, 38*. Gi kolonnen tekstformat."),
        )
    return tuple(code for code in found if code not in wrong)


def ansvarssteder(record: Record, key: str) -> tuple[str, ...]:
    """The responsibility centres of a cell that are right: letters and digits, or a beginning with `*`."""
    found = codes_of(record.text(key))
    wrong = [code for code in found if not _ANSVAR.fullmatch(code)]
    if wrong or (not found and not record.blank(key)):
        record.error(
            key,
            "ANSVAR_FORM",
            text("«{found}» er ikke en kode for ansvarssted.", found=", ".join(wrong) or record.text(key)),
            text("Skriv kodene med komma mellom, for eksempel 2100, 22*. Gi kolonnen tekstformat."),
        )
    return tuple(code for code in found if code not in wrong)


def one_funksjon(record: Record, key: str = "funksjon") -> str:
    """The function of a cell («202» or «202 Grunnskole»), "" when blank or wrong."""
    written = record.text(key)
    code = digits(written)
    if written and len(code) != 3:
        record.error(
            key,
            "FUNKSJON_FORM",
            text("«{found}» er ikke en KOSTRA-funksjon med tre siffer.", found=written),
            text("Skriv én funksjon med tre siffer, for eksempel 202. Bruk én rad per funksjon."),
        )
        return ""
    return code


def one_art(record: Record, key: str = "art") -> str:
    """The art of a cell, "" when blank or wrong; the spreadsheet may have taken the zero in front."""
    written = record.text(key)
    code = digits(written).zfill(3) if written else ""
    if code == "000" or (code and not _ART.fullmatch(code)):
        record.error(
            key,
            "ART_FORM",
            text("«{found}» er ikke en KOSTRA-art med tre siffer.", found=written),
            text("Skriv én art med tre siffer, for eksempel 010, eller la feltet stå tomt."),
        )
        return ""
    return code


def tell_unknown_area(record: Record, key: str, areas: Iterable[str] | None) -> None:
    """Warns of an area that the file's own sheet of areas does not have; None when it has no such sheet."""
    area = record.text(key)
    if area and areas is not None and area not in areas:
        record.warn(
            key,
            "AREA_UNKNOWN",
            text("Området {key} står ikke i arket Områder.", key=area),
            text("Rett nøkkelen, eller legg området til i arket Områder."),
        )
