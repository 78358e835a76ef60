"""Where `data/` stands: beside the package in a checkout, inside it in an installed wheel."""

from __future__ import annotations

from pathlib import Path


class ReferenceDataError(Exception):
    """`data/` is missing or unsound: says which file and which key."""


def data_dir() -> Path:
    """The folder with law, codes, assumptions and samples; in a checkout the folder beside the package wins.

    Raises:
        ReferenceDataError: neither folder is there.
    """
    package = Path(__file__).resolve().parents[1]
    for candidate in (package.parent / "data", package / "_data"):
        if (candidate / "codes").is_dir():
            return candidate
    raise ReferenceDataError(f"data/ is neither beside nor inside {package.name}: reinstall planhjul")
