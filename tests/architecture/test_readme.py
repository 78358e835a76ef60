"""The README is true: every command in it is run here, in its order, in a folder of its own."""

from __future__ import annotations

import os
import re
import shlex
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

pytestmark = pytest.mark.processes

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
COMMANDS = [
    line for block in re.findall(r"```sh\n(.*?)```", README, re.S) for line in block.splitlines() if line
]
PLANHJUL = Path(sys.executable).with_name("planhjul")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def answers(url: str, process: subprocess.Popen[str], seconds: float = 60) -> int:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise AssertionError(process.communicate())
        try:
            with urllib.request.urlopen(url, timeout=5) as answer:
                status: int = answer.status
                return status
        except OSError:
            time.sleep(0.3)
    raise AssertionError(f"{url} did not answer in {seconds} s")


def serves(command: list[str], folder: Path, port: int) -> None:
    process = subprocess.Popen(
        command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True
    )
    try:
        assert answers(f"http://127.0.0.1:{port}/health", process) == 200
    finally:
        os.killpg(process.pid, 15)
        process.communicate(timeout=20)


def test_every_kind_of_command_is_known() -> None:
    assert COMMANDS
    assert {shlex.split(line)[0] for line in COMMANDS} == {"make", "planhjul"}


def test_make_targets_exist() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = [line.split()[1] for line in COMMANDS if line.startswith("make ")]
    assert targets == ["demo", "test"]
    for target in targets:
        assert re.search(rf"^{target}:", makefile, re.M)


@pytest.mark.xdist_group("server")
def test_the_planhjul_commands_run_in_order(tmp_path: Path) -> None:
    (tmp_path / "data").symlink_to(ROOT / "data")
    ran = []
    for line in COMMANDS:
        words = shlex.split(line)
        if words[0] != "planhjul":
            continue
        command = [str(PLANHJUL), *words[1:]]
        if "serve" in words:
            port = free_port()
            command[command.index("--port") + 1] = str(port)
            serves(command, tmp_path, port)
        else:
            done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
            assert done.returncode == 0, (line, done.stdout, done.stderr)
            assert done.stdout.strip(), line
        ran.append(line)
    assert len(ran) == len([line for line in COMMANDS if line.startswith("planhjul")])


@pytest.mark.xdist_group("server")
def test_make_demo_shows_the_demo(tmp_path: Path) -> None:
    """`make demo` as README says it, with a port and a data folder of its own."""
    if not (ROOT / ".venv" / ".installed").exists():
        pytest.skip("the tests run outside the environment that make makes")
    port = free_port()
    environment = {**os.environ, "XDG_DATA_HOME": str(tmp_path), "HOME": str(tmp_path)}
    environment.pop("PLANHJUL_DB", None)
    process = subprocess.Popen(
        ["make", "demo", f"PORT={port}"],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    try:
        assert answers(f"http://127.0.0.1:{port}/health", process, 120) == 200
    finally:
        os.killpg(process.pid, 15)
        process.communicate(timeout=20)
