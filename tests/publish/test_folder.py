"""A folder is published into without touching what is somebody else's."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from planhjul.issues import Refused
from planhjul.language import language
from planhjul.publish.events import events
from planhjul.publish.folder import MANIFEST, Earlier, Written, look, write
from tests.publish.examples import AT, edition

EVENTS = events(edition(), language(), (), AT)
FILES = {"index.html": b"a", "organ/kommunestyre.html": b"b"}


def said(answer: object) -> str:
    assert isinstance(answer, Refused)
    return language().say(answer.message)


def publish(folder: Path, files: dict[str, bytes]) -> Written | Refused:
    earlier = look(folder, "9901")
    assert isinstance(earlier, Earlier)
    return write(folder, "9901", files, EVENTS, earlier)


def content(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.name != MANIFEST
    }


@pytest.mark.parametrize("name", ["ny/mappe", "tom"])
def test_a_new_or_empty_folder_is_filled(tmp_path: Path, name: str) -> None:
    (tmp_path / "tom").mkdir()
    folder = tmp_path / name
    assert publish(folder, FILES) == Written(tuple(FILES), (), ())
    assert content(folder) == FILES
    assert look(folder, "9901") == Earlier("9901", tuple(sorted(FILES)), EVENTS)


def test_publishing_again_writes_only_what_changed_and_removes_only_its_own(tmp_path: Path) -> None:
    publish(tmp_path, {**FILES, "kalender/alle.ics": b"c"})
    (tmp_path / "CNAME").write_bytes(b"mine")
    (tmp_path / "organ" / "notat.txt").write_bytes(b"mine")
    assert publish(tmp_path, {"index.html": b"a", "om.html": b"d"}) == Written(
        ("om.html",), ("index.html",), ("kalender/alle.ics", "organ/kommunestyre.html")
    )
    assert content(tmp_path) == {
        "index.html": b"a",
        "om.html": b"d",
        "CNAME": b"mine",
        "organ/notat.txt": b"mine",
    }
    assert not (tmp_path / "kalender").exists()


def test_a_file_that_was_taken_away_by_hand_is_no_trouble(tmp_path: Path) -> None:
    publish(tmp_path, FILES)
    (tmp_path / "organ" / "kommunestyre.html").unlink()
    assert publish(tmp_path, {"index.html": b"a"}) == Written((), ("index.html",), ())


def test_a_folder_with_other_content_is_refused(tmp_path: Path) -> None:
    (tmp_path / "rapport.docx").write_bytes(b"mine")
    assert "Velg en tom eller ny mappe" in said(look(tmp_path, "9901"))
    assert content(tmp_path) == {"rapport.docx": b"mine"}


def test_a_file_in_place_of_a_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "fil").write_bytes(b"mine")
    assert "er en fil" in said(look(tmp_path / "fil", "9901"))


def test_another_municipalitys_folder_is_refused(tmp_path: Path) -> None:
    publish(tmp_path, FILES)
    assert "årshjulet til kommune 9901" in said(look(tmp_path, "9902"))


@pytest.mark.parametrize(
    "manifest",
    [
        b"{",
        b"\xff\xfe",
        b"[]",
        b'{"planhjul": 2}',
        b'{"planhjul": 1, "kommune": "9901", "files": [], "events": [{"uid": "x"}]}',
    ],
)
def test_a_damaged_list_of_files_is_refused(tmp_path: Path, manifest: bytes) -> None:
    (tmp_path / MANIFEST).write_bytes(manifest)
    assert "skadet" in said(look(tmp_path, "9901"))


def test_somebody_elses_file_is_never_overwritten(tmp_path: Path) -> None:
    publish(tmp_path, FILES)
    (tmp_path / "om.html").write_bytes(b"mine")
    assert "om.html" in said(publish(tmp_path, {**FILES, "om.html": b"ours"}))
    assert content(tmp_path) == {**FILES, "om.html": b"mine"}


def test_nothing_outside_the_folder_is_written_or_removed(tmp_path: Path) -> None:
    inside, outside = tmp_path / "inne", tmp_path / "ute"
    outside.mkdir()
    (outside / "kommunestyre.html").write_bytes(b"mine")
    publish(inside, {"index.html": b"a"})
    manifest = json.loads((inside / MANIFEST).read_text(encoding="utf-8"))
    manifest["files"] += ["../ute/kommunestyre.html", "/etc/hostname", "organ/kommunestyre.html"]
    (inside / MANIFEST).write_text(json.dumps(manifest), encoding="utf-8")
    (inside / "organ").symlink_to(outside)
    assert publish(inside, {"index.html": b"a"}) == Written((), ("index.html",), ())
    assert isinstance(publish(inside, FILES), Refused)
    assert content(outside) == {"kommunestyre.html": b"mine"}


def test_a_run_that_was_cut_off_leaves_nothing_unknown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(tmp_path, FILES)
    real, done = os.replace, []

    def replace(source: Path, target: Path) -> None:
        if target.name == "b.html":
            raise OSError(28, "No space left on device")
        done.append(target.name)
        real(source, target)

    monkeypatch.setattr("planhjul.publish.folder.os.replace", replace)
    with pytest.raises(OSError, match="No space"):
        publish(tmp_path, {"a.html": b"1", "b.html": b"2"})
    monkeypatch.undo()
    assert done == [MANIFEST, "a.html"]
    assert content(tmp_path) == {**FILES, "a.html": b"1"}
    assert publish(tmp_path, {"c.html": b"3"}) == Written(
        ("c.html",), (), ("a.html", "index.html", "organ/kommunestyre.html")
    )
    assert content(tmp_path) == {"c.html": b"3"}


def test_a_first_run_that_was_cut_off_can_be_run_again(tmp_path: Path) -> None:
    (tmp_path / f".planhjul-{MANIFEST}").write_bytes(b"{")
    assert look(tmp_path, "9901") == Earlier()
