"""The server under `serve` and `demo`: one listening socket, a process for each core, waitress in each.

Python answers one request at a time per process, so the cores are used by processes. They share the socket
and the database, nothing else: each makes its own house after the fork. waitress reads a request whole before
a thread works on it, so slow and half-open connections cost a file descriptor, not a thread.
"""

from __future__ import annotations

import gc
import logging
import os
import select
import signal
import socket
import sys
import threading
import time
import traceback
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

import click

from planhjul.cli.session import ENVIRONMENT, Session, now, stop, tell, today
from planhjul.texts import text

if TYPE_CHECKING:
    from flask import Flask

LOCAL_HOST: Final = "127.0.0.1"
PORT: Final = 8050

_THREADS: Final = 16
_CONNECTIONS: Final = 2_000
_BACKLOG: Final = 1_024
_RESTART_PAUSE_SECONDS: Final = 0.5
_STOP_SECONDS: Final = 10
_CAN_FORK: Final = hasattr(os, "fork")
_STOPPING: Final = (signal.SIGINT, signal.SIGTERM)


def default_workers() -> int:
    """The cores this process may use; one where processes cannot be forked safely (Windows, macOS)."""
    if not _CAN_FORK or sys.platform == "darwin":
        return 1
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def serving_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add what every serving command takes: `--port` and `--workers`."""
    command = click.option(
        "--workers",
        type=click.IntRange(min=1),
        default=default_workers,
        envvar="PLANHJUL_WORKERS",
        show_default="én for hver kjerne",
        show_envvar=True,
        help="Antall prosesser som svarer. Windows bruker alltid én.",
    )(command)
    return click.option("--port", type=click.IntRange(0, 65_535), default=PORT, show_default=True)(command)


def run_server(session: Session, host: str, port: int, workers: int) -> None:
    """Serve until Ctrl+C or SIGTERM; one line with the address is printed when the server answers.

    An address or a database that cannot be used is said in one sentence, with exit code `ENVIRONMENT`.
    """
    listener = listen(host, port)
    # Here and not only in the workers: what is wrong is said once, an old schema is upgraded once, and what
    # is imported for it is shared by all of them.
    app = _app(session, create=True)
    db = session.db
    serve(lambda: app if workers == 1 else _app(Session(db, None)), listener, host, workers)


def serve(make: Callable[[], Flask], listener: socket.socket, host: str, workers: int) -> None:
    """Serve what `make` makes, in each of the workers, on the socket until Ctrl+C or SIGTERM.

    A worker that dies is started again.
    """
    shown = f"[{host}]" if ":" in host else host
    address = f"http://{shown}:{listener.getsockname()[1]}"

    def ready() -> None:
        tell(text("planhjul svarer på {address} (stopp med Ctrl+C)", address=address))

    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        if workers == 1 or not _CAN_FORK:
            _answer(make(), listener, ready)
        else:
            _supervise(lambda told: _answer(make(), listener, told), workers, ready)
    except KeyboardInterrupt:
        pass
    tell(text("Stoppet."))


def listen(host: str, port: int) -> socket.socket:
    """A socket that listens; port 0 takes a free one. Ends with one sentence when it cannot."""
    try:
        found = socket.getaddrinfo(host or None, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
        return socket.create_server((host, port), family=found[0][0], backlog=_BACKLOG)
    except OSError as error:
        # `create_server` puts the address in its words; a name that is not found has words and no number.
        number = error.errno or 0
        stop(
            text(
                "Kan ikke lytte på {host}:{port} ({why}). Velg en annen port med --port.",
                host=host,
                port=str(port),
                why=os.strerror(number) if number > 0 else str(error.strerror),
            ),
            ENVIRONMENT,
        )


def _app(session: Session, *, create: bool = False) -> Flask:
    """The pages on the session's database."""
    from planhjul.cli.compose import dashboard

    app: Flask = dashboard(session.services(create=create), today=today, now=now).server
    return app


def _answer(app: Flask, listener: socket.socket, ready: Callable[[], None]) -> None:
    """Answer on the socket until the process is asked to stop."""
    import waitress

    # Requests that wait for a thread are no news to whoever reads the terminal.
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)
    server = waitress.create_server(
        app,
        sockets=[listener],
        threads=_THREADS,
        connection_limit=_CONNECTIONS,
        backlog=_BACKLOG,
        # select() sees no descriptor above 1023.
        asyncore_use_poll=hasattr(select, "poll"),
    )
    # Dash registers its scripts during the first request, and refuses them to a second that comes meanwhile.
    app.test_client().get("/")
    ready()
    server.run()


def _supervise(answer: Callable[[Callable[[], None]], None], workers: int, ready: Callable[[], None]) -> None:
    """Keep that many processes at `answer(tell_ready)`; returns never, KeyboardInterrupt ends it.

    Each worker holds the writing end of a pipe: a byte in it says that it answers, its end that it died.
    """
    gc.freeze()  # The collector would otherwise write in, and so copy, every page shared with the workers.
    lives, life = os.pipe()
    pids: dict[int, int] = {}
    answering: set[int] = set()
    started = False

    def start() -> None:
        pipe, theirs = os.pipe()
        # A signal in here would find a worker with the first process's handlers, or one that nobody knows of.
        signal.pthread_sigmask(signal.SIG_BLOCK, _STOPPING)
        pid = os.fork()
        if pid == 0:
            for inherited in (pipe, life, *pids):
                os.close(inherited)
            _work(answer, theirs, lives)
        os.close(theirs)
        pids[pipe] = pid
        signal.pthread_sigmask(signal.SIG_UNBLOCK, _STOPPING)

    try:
        for _ in range(workers):
            start()
        while True:
            for pipe in select.select(list(pids), [], [])[0]:
                if os.read(pipe, 1):
                    answering.add(pipe)
                    if len(answering) == workers and not started:
                        started = True
                        ready()
                    continue
                os.close(pipe)
                answering.discard(pipe)
                code = os.waitstatus_to_exitcode(os.waitpid(pids.pop(pipe), 0)[1])
                if not started:
                    sys.exit(code if code > 0 else ENVIRONMENT)
                tell(text("En prosess stoppet uventet (kode {code}) og startes igjen.", code=str(code)))
                time.sleep(_RESTART_PAUSE_SECONDS)
                start()
    finally:
        _stop(list(pids.values()))


def _work(answer: Callable[[Callable[[], None]], None], told: int, lives: int) -> None:
    """A worker's whole life; the process ends here, whatever happens."""

    def follow() -> None:
        os.read(lives, 1)  # returns when the first process is gone
        os.kill(os.getpid(), signal.SIGTERM)

    def ready() -> None:
        os.write(told, b"1")

    code = 1
    try:
        # Ctrl+C reaches every process of the terminal: the first one decides.
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
        signal.pthread_sigmask(signal.SIG_UNBLOCK, _STOPPING)
        threading.Thread(target=follow, daemon=True).start()
        answer(ready)
        code = 0
    except SystemExit as ended:
        code = ended.code if isinstance(ended.code, int) else 1
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


def _stop(pids: list[int]) -> None:
    """Ask the workers to stop, wait for what they are answering, and end those that do not."""
    for pid in pids:
        os.kill(pid, signal.SIGTERM)
    deadline = time.monotonic() + _STOP_SECONDS
    while pids:
        pids = [pid for pid in pids if os.waitpid(pid, os.WNOHANG)[0] == 0]
        if time.monotonic() > deadline:
            for pid in pids:
                os.kill(pid, signal.SIGKILL)
                os.waitpid(pid, 0)
            return
        time.sleep(0.02)
