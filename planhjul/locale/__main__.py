"""Writes the catalogue's template `planhjul.pot`: every `text("…")` in the product, in file order."""

from __future__ import annotations

import sys
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import write_po

ROOT = Path(__file__).resolve().parents[2]
POT = Path(__file__).with_name("planhjul.pot")
_PACKAGES = ("planhjul", "importers", "dashboards")


def template() -> Catalog:
    """The catalogue of all source texts, with the files that use each but no line numbers."""
    catalog = Catalog(project="planhjul", charset="utf-8", fuzzy=False)
    catalog.creation_date = None
    catalog.revision_date = None
    found = [
        (message, f"{package}/{file}", comments)
        for package in _PACKAGES
        for file, _, message, comments, _ in extract_from_dir(
            str(ROOT / package), method_map=[("**.py", "python")], keywords={"text": None}
        )
    ]
    for message, file, comments in sorted(found, key=lambda entry: (entry[1], str(entry[0]))):
        # Without line numbers the file changes only when a text does.
        catalog.add(message, locations=[(file, None)], auto_comments=comments)
    return catalog


def write(target: Path = POT) -> None:
    """Write the template."""
    with target.open("wb") as file:
        write_po(file, template(), width=100, omit_header=True)


if __name__ == "__main__":
    write()
    sys.exit(0)
