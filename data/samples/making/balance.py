"""A KOSTRA extract (form 0B) of the balance: 48 characters a record, whole thousands (file formats § 1.1)."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path


def write_balance(
    path: Path, kommune: str, year: int, chapters: Mapping[str, Mapping[str, int]], rest: tuple[str, str]
) -> None:
    """Writes the year's balance as 0B: one record per chapter and sector.

    Args:
        path: where to.
        kommune: four digits.
        year: the balance is that of 31 December.
        chapters: chapter → sector → thousand kroner, assets positive, debt and equity negative.
        rest: the (chapter, sector) that takes what is left, so that assets and liabilities sum to 0.
    """
    amounts = {
        (chapter, sector): thousand
        for chapter, sectors in chapters.items()
        for sector, thousand in sectors.items()
    }
    # Memoranda (chapters from 9100) balance each other and are no part of the balance.
    amounts[rest] = -sum(thousand for (chapter, _), thousand in amounts.items() if chapter < "91")
    records = []
    for (chapter, sector), thousand in sorted(amounts.items()):
        head = f"0B{year} {kommune}00{'':9}{'':9}"
        records.append(f"{head}2{chapter:<4}{sector}{thousand:>9}")
    path.write_text("\n".join(records) + "\n", encoding="ascii", newline="\n")
