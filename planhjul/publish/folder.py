"""A folder that holds a publication: what we wrote there is ours to replace and remove, nothing else is.

`planhjul.json` lists our files and remembers the calendar events between publications.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any, Final

from planhjul.issues import Refused
from planhjul.publish.events import Event, event_shape, read_event
from planhjul.texts import text

MANIFEST: Final = "planhjul.json"
_SHAPE: Final = 1
_UNFINISHED: Final = ".planhjul-"


@dataclass(frozen=True, slots=True)
class Earlier:
    """What the folder says of the last publication; nothing when it is new or empty."""

    nr: str = ""
    files: tuple[str, ...] = ()
    events: tuple[Event, ...] = ()


@dataclass(frozen=True, slots=True)
class Written:
    """What became of the files, by their path in the folder."""

    written: tuple[str, ...]
    unchanged: tuple[str, ...]
    removed: tuple[str, ...]


def look(folder: Path, nr: str) -> Earlier | Refused:
    """What is in the folder from before, or why it cannot take municipality `nr`'s publication.

    Raises:
        OSError: it cannot be read.
    """
    if not folder.exists():
        return Earlier()
    if not folder.is_dir():
        return Refused(text("{mappe} er en fil. Velg en mappe med -o.", mappe=str(folder)))
    manifest = folder / MANIFEST
    if not manifest.exists():
        if _foreign(folder):
            return Refused(
                text(
                    "Mappa {mappe} har annet innhold enn et publisert årshjul. Velg en tom eller ny mappe.",
                    mappe=str(folder),
                )
            )
        return Earlier()
    earlier = _read(manifest)
    if earlier is None:
        return Refused(
            text(
                "Filen {fil} er skadet, så det er ukjent hvilke filer som er våre. Velg en tom mappe.",
                fil=str(manifest),
            )
        )
    if earlier.nr != nr:
        return Refused(
            text(
                "Mappa {mappe} har årshjulet til kommune {annen}. Velg en egen mappe for kommune {nr}.",
                mappe=str(folder),
                annen=earlier.nr,
                nr=nr,
            )
        )
    return earlier


def write(
    folder: Path, nr: str, files: Mapping[str, bytes], events: Sequence[Event], earlier: Earlier
) -> Written | Refused:
    """Put the files in the folder, each one whole or not at all, and take away our own that are gone.

    The list of what is ours is written both before and after, so that a run that was cut off leaves no file
    that the next run does not know.

    Raises:
        OSError: a file cannot be written; those already written are whole.
    """
    foreign = [
        name
        for name in files
        if (name not in earlier.files and (folder / name).exists()) or _leads_out(folder, name)
    ]
    if foreign:
        return Refused(
            text(
                "{mappe} har en fil vi ikke har laget: {fil}. Flytt den, eller velg en annen mappe.",
                mappe=str(folder),
                fil=foreign[0],
            )
        )
    folder.mkdir(parents=True, exist_ok=True)
    _replace(folder / MANIFEST, _manifest(nr, {*earlier.files, *files}, earlier.events))
    written, unchanged = [], []
    for name, content in files.items():
        target = folder / name
        if target.is_file() and target.read_bytes() == content:
            unchanged.append(name)
            continue
        target.parent.mkdir(parents=True, exist_ok=True)
        _replace(target, content)
        written.append(name)
    stale = [name for name in earlier.files if name not in files and not _leads_out(folder, name)]
    removed = [name for name in stale if _remove(folder, name)]
    _replace(folder / MANIFEST, _manifest(nr, set(files), events))
    return Written(tuple(written), tuple(unchanged), tuple(removed))


def _foreign(folder: Path) -> bool:
    """Whether something else than what a run that was cut off left behind is in the folder."""
    return any(not path.name.startswith(_UNFINISHED) for path in folder.iterdir())


def _read(manifest: Path) -> Earlier | None:
    """The last publication, None when the file is no manifest of ours."""
    try:
        shape = json.loads(manifest.read_text(encoding="utf-8"))
        if shape["planhjul"] != _SHAPE:
            return None
        files = tuple(str(name) for name in shape["files"])
        return Earlier(str(shape["kommune"]), files, tuple(read_event(event) for event in shape["events"]))
    except (ValueError, KeyError, TypeError):
        return None


def _manifest(nr: str, files: set[str], events: Sequence[Event]) -> bytes:
    shape: dict[str, Any] = {
        "planhjul": _SHAPE,
        "kommune": nr,
        "files": sorted(files),
        "events": [event_shape(event) for event in events],
    }
    return (json.dumps(shape, ensure_ascii=False, indent=1) + "\n").encode()


def _leads_out(folder: Path, name: str) -> bool:
    """Whether the path is, or passes, something that points outside the folder."""
    path = PurePosixPath(name)
    if path.is_absolute() or ".." in path.parts or "\\" in name:
        return True
    return not (folder / path).parent.resolve().is_relative_to(folder.resolve())


def _replace(target: Path, content: bytes) -> None:
    """Put the content there in one step: a reader sees the old file or the new one."""
    unfinished = target.with_name(f"{_UNFINISHED}{target.name}")
    try:
        unfinished.write_bytes(content)
        os.replace(unfinished, target)
    except OSError:
        unfinished.unlink(missing_ok=True)
        raise


def _remove(folder: Path, name: str) -> bool:
    """Take the file away, and the folders it leaves empty; whether it was there."""
    target = folder / name
    if not target.is_file() and not target.is_symlink():
        return False
    target.unlink()
    left = target.parent
    while left != folder and not any(left.iterdir()):
        left.rmdir()
        left = left.parent
    return True
