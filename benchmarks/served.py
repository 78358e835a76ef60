"""A server started for a bench: `planhjul serve` as it comes, or the peer; with its CPU and memory."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from types import TracebackType
from typing import Self

from benchmarks.measure import AT
from planhjul.cli.compose import compose
from planhjul.staged import Staged

ROOT = Path(__file__).resolve().parents[1]
NR = "9901"
_FILE = "regnskap-2026-oktober.xlsx"
_CORES = 2


def two_cores() -> None:
    """Keep this process, and those it starts, on two cores, where the platform can."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, set(sorted(os.sched_getaffinity(0))[:_CORES]))


class Served:
    """A running server; `with` stops it."""

    def __init__(self, *arguments: str) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", *arguments], cwd=ROOT, stdout=subprocess.PIPE, text=True, encoding="utf-8"
        )
        assert self._process.stdout is not None
        found = next((hit for line in self._process.stdout if (hit := re.search(r"http://\S+", line))), None)
        if found is None:
            raise SystemExit(f"{arguments[0]} did not start")
        self.address = found[0]

    @property
    def port(self) -> int:
        """Where it answers."""
        return int(self.address.rpartition(":")[2])

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._process.terminate()
        self._process.communicate(timeout=30)

    def cpu(self) -> float:
        """CPU seconds spent by its processes until now; 0 where the platform does not say."""
        ticks = 0
        for pid in self._pids():
            fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
            ticks += int(fields[11]) + int(fields[12])
        return ticks / os.sysconf("SC_CLK_TCK") if ticks else 0.0

    def megabytes(self) -> float:
        """Memory held by its processes, what they share counted once; 0 where the platform does not say."""
        kilobytes = 0
        for pid in self._pids():
            rollup = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="utf-8")
            kilobytes += int(rollup.partition("\nPss:")[2].split()[0])
        return kilobytes / 1024

    def _pids(self) -> list[int]:
        own = self._process.pid
        children = Path(f"/proc/{own}/task/{own}/children")
        if not children.exists():
            return []
        return [own, *map(int, children.read_text(encoding="utf-8").split())]


class Installation:
    """The demo municipalities in a database of their own; one file is taken back and imported again."""

    def __init__(self, folder: Path) -> None:
        self.db = f"sqlite:///{folder / 'served.db'}"
        made = [sys.executable, "-m", "planhjul", "--db", self.db, "demo", "--no-serve"]
        subprocess.run(made, cwd=ROOT, check=True, capture_output=True)
        self._services = compose(self.db)
        self._staged: Staged | None = None

    def take_back(self) -> None:
        """Undo the October accounts, and make them ready to be committed."""
        batches = self._services.house.as_of(NR, AT.date()).batches
        batch = next(row for row in batches if row.file == _FILE and row.undone_at is None)
        self._services.imports.undo(NR, batch.id, AT)
        content = (ROOT / "data" / "samples" / "storvik" / _FILE).read_bytes()
        self._staged = self._services.imports.stage(_FILE, content, nr=NR)

    def commit(self) -> None:
        """Commit what was taken back."""
        assert self._staged is not None
        self._services.imports.commit(NR, self._staged, AT)
