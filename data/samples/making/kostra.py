"""A KOSTRA extract (form 0A) of accounts: 48 characters a record, whole thousands (file formats § 1.1)."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from making.history import Posting

_ORE_PER_THOUSAND = 100_000


def write_extract(path: Path, kommune: str, year: int, postings: Iterable[Posting]) -> None:
    """Writes the year's accounts as 0A: one record per kontoklasse, funksjon and art."""
    sums: dict[tuple[str, str, str], int] = {}
    for one in postings:
        key = (one.kontoklasse, one.funksjon, one.art)
        sums[key] = sums.get(key, 0) + one.ore
    records = []
    for (kontoklasse, funksjon, art), ore in sorted(
        sums.items(), key=lambda item: (item[0][0] != "1", item[0])
    ):
        amount = round(ore / _ORE_PER_THOUSAND)
        # form, year, quarter (blank: the whole year), region, orgnr, company, then the account
        head = f"0A{year} {kommune}00{'':9}{'':9}"
        records.append(f"{head}{kontoklasse}{funksjon:<4}{art}{amount:>9}")
    path.write_text("\n".join(records) + "\n", encoding="ascii", newline="\n")
