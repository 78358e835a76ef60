"""The demo database, made once per test run through the real importers and copied for whoever changes it."""

from __future__ import annotations

import os
import shutil
import sqlite3
import time
from pathlib import Path

from planhjul.cli.demo import load_demo
from planhjul.cli.session import Session

_PATIENCE_SECONDS = 300


def demo_file(shared: Path) -> Path:
    """The finished demo database in the folder all workers share; the first worker to come makes it."""
    finished, lock = shared / "demo.db", shared / "demo.lock"
    try:
        os.close(os.open(lock, os.O_CREAT | os.O_EXCL))
    except FileExistsError:
        deadline = time.monotonic() + _PATIENCE_SECONDS
        while not finished.exists():
            if time.monotonic() > deadline:
                raise TimeoutError("the worker that makes the demo database did not finish") from None
            time.sleep(0.1)
        return finished
    making = shared / "making.db"
    session = Session(db=f"sqlite:///{making}", kommune=None)
    load_demo(session)
    # One file without a write-ahead log beside it, so that a copy is whole.
    with sqlite3.connect(making) as connection:
        connection.execute("VACUUM INTO ?", (str(shared / "vacuumed.db"),))
    connection.close()
    (shared / "vacuumed.db").rename(finished)
    return finished


def copy_of(demo: Path, folder: Path) -> str:
    """The URL of a copy of the demo database that a test may change."""
    target = folder / "demo-copy.db"
    shutil.copyfile(demo, target)
    return f"sqlite:///{target}"
