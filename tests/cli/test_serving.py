"""`serve` as it comes: it answers, stops, tells what is wrong, holds slow connections, and mends itself."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from functools import cached_property
from pathlib import Path
from queue import Empty, Queue
from threading import Thread

import pytest

from tests.cli.conftest import Run
from tests.demo import copy_of

ROOT = Path(__file__).resolve().parents[2]
PATIENCE_SECONDS = 120
HALF_OPEN = 200
BUNDLE = "/_dash-component-suites/dash/dash-renderer/build/dash_renderer.min.js"

pytestmark = [pytest.mark.xdist_group("server"), pytest.mark.processes]


class Served:
    """A running `planhjul serve` and what it prints."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.process = process
        self._lines: Queue[str] = Queue()
        self.reader = Thread(target=self._read, daemon=True)
        self.reader.start()

    def _read(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self._lines.put(line)

    @cached_property
    def address(self) -> str:
        return self.line(r"http://\S+")

    def line(self, pattern: str) -> str:
        """The first match in what is printed from now on."""
        try:
            while not (found := re.search(pattern, self._lines.get(timeout=PATIENCE_SECONDS))):
                pass
        except Empty:
            raise AssertionError(f"{pattern!r} was not printed") from None
        return found[0]

    def status(self, path: str) -> int:
        try:
            with urllib.request.urlopen(self.address + path, timeout=PATIENCE_SECONDS) as answer:
                return int(answer.status)
        except urllib.error.HTTPError as error:
            return error.code

    def healthy(self) -> bool:
        return self.status("/health") == 200

    def workers(self) -> set[int]:
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
        return {int(pid) for pid in children.read_text().split()}

    def connect(self) -> socket.socket:
        host, port = self.address.removeprefix("http://").split(":")
        return socket.create_connection((host, int(port)), timeout=PATIENCE_SECONDS)


@contextmanager
def serving(db: str, *options: str) -> Iterator[Served]:
    command = [sys.executable, "-m", "planhjul", "--db", db, "serve", "--port", "0", *options]
    process = subprocess.Popen(
        command,
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        start_new_session=True,
    )
    with process:
        server = Served(process)
        try:
            assert server.address
            yield server
        finally:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)
            server.reader.join(PATIENCE_SECONDS)


@pytest.fixture
def db(demo_db: Path, tmp_path: Path) -> str:
    return copy_of(demo_db, tmp_path)


def gone(pid: int) -> bool:
    """True when the process has ended within the patience."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < deadline:
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.05)
    return False


@pytest.mark.parametrize(("workers", "asked"), [("1", signal.SIGTERM), ("2", signal.SIGINT)])
def test_it_answers_past_half_open_connections_and_stops_when_asked(
    db: str, workers: str, asked: signal.Signals
) -> None:
    beginnings = (
        b"",
        b"POST /_dash-update-component HTTP/1.1\r\nHost: x\r\nContent-Le",
        b"POST /_dash-update-component HTTP/1.1\r\nHost: x\r\nContent-Length: 5000\r\n\r\n{",
        b"GET /health HTTP/1.1\r\nHost: x\r\n\r\n",
    )
    with serving(db, "--workers", workers) as server, ExitStack() as held:
        assert server.address.startswith("http://127.0.0.1:")
        # The first browser asks for many scripts at once: each process must know them all when it says so.
        with ThreadPoolExecutor(8) as browser:
            assert set(browser.map(server.status, [BUNDLE] * 16)) == {200}
        for number in range(HALF_OPEN):
            held.enter_context(server.connect()).sendall(beginnings[number % len(beginnings)])
        assert all(server.healthy() for _ in range(20))
        children = server.workers()
        assert len(children) == (0 if workers == "1" else 2)
        # A terminal's Ctrl+C reaches the workers too.
        os.killpg(server.process.pid, asked)
        assert server.line("Stoppet")
        assert server.process.wait(PATIENCE_SECONDS) == 0
        assert all(gone(child) for child in children)


def test_a_killed_worker_comes_back_and_none_outlives_the_first_process(db: str) -> None:
    with serving(db, "--workers", "2") as server:
        before = server.workers()
        for worker in before:
            os.kill(worker, signal.SIGKILL)
            assert server.line("startes igjen")
        assert server.healthy()
        deadline = time.monotonic() + PATIENCE_SECONDS
        while len(after := server.workers()) < 2 and time.monotonic() < deadline:
            time.sleep(0.05)
        assert len(after) == 2
        assert not after & before
        server.process.kill()
        assert all(gone(child) for child in after)


def test_a_busy_port_is_told_in_one_sentence(db: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        command = [sys.executable, "-m", "planhjul", "--db", db, "serve", "--port", port]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 3
    assert f"127.0.0.1:{port}" in done.stderr
    assert "--port" in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_a_database_that_cannot_be_used_is_told_in_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "notes.db").write_text("not a database, only words that are long enough to be read as one")
    command = [sys.executable, "-m", "planhjul", "--db", f"sqlite:///{tmp_path / 'notes.db'}", "serve"]
    done = subprocess.run(
        [*command, "--port", "0", "--workers", "2"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 3
    assert len(done.stderr.splitlines()) == 1


def test_the_number_of_workers_is_one_setting(storvik: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLANHJUL_WORKERS", "0")
    assert storvik("serve").code == 2
    monkeypatch.delenv("PLANHJUL_WORKERS")
    assert storvik("serve", "--workers", "none").code == 2
    assert "PLANHJUL_WORKERS" in storvik("serve", "--help").out


def test_no_connection_crosses_a_fork(tmp_path: Path) -> None:
    script = (
        "import os, sys\n"
        "from planhjul.store import open_engine\n"
        f"engine = open_engine('sqlite:///{tmp_path / 'forked.db'}')\n"
        "kept = engine.pool.checkedin()\n"
        "child = os.fork()\n"
        "if child == 0:\n"
        "    os._exit(engine.pool.checkedin())\n"
        "print(kept, os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == ["1", "0"]
