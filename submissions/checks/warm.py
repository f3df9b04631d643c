"""The client of the warm server: one per worker process, started when first needed, replaced when it dies."""

import atexit
import json
import os
import signal
import socket
import subprocess
import sys
import threading
from contextlib import suppress
from pathlib import Path
from typing import IO, Any

from submissions.checks.process import MAIN

STARTUP = 20.0
_lock = threading.Lock()
_server: "Server | None" = None


class Server:
    """A fork server and the socket to it. Belongs to the process that made it."""

    def __init__(self) -> None:
        ours, theirs = socket.socketpair()
        command = [sys.executable, "-I", str(MAIN), "--serve", str(theirs.fileno())]
        self.process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            pass_fds=(theirs.fileno(),), env={}, cwd="/", start_new_session=True,
        )  # fmt: skip
        theirs.close()
        self.socket, self.owner = ours, os.getpid()
        self._stream = ours.makefile("rb")
        ours.settimeout(STARTUP)
        self.receive()
        atexit.register(self.close)

    def receive(self) -> dict[str, Any]:
        line = self._stream.readline(4096)
        if not line:
            raise ConnectionError("the warm checker has gone")
        answer: dict[str, Any] = json.loads(line)
        return answer

    def alive(self) -> bool:
        return self.owner == os.getpid() and self.process.poll() is None

    def close(self) -> None:
        atexit.unregister(self.close)
        self._stream.close()
        self.socket.close()
        if self.owner == os.getpid():
            with suppress(subprocess.TimeoutExpired):
                self.process.wait(timeout=2)
            if self.process.poll() is None:
                self.process.kill()
                self.process.wait()


class Warm:
    """One child of the server; satisfies process.Running. Holds the server until it was waited for."""

    def __init__(self, server: Server, pdf: int, request: int, folder: Path) -> None:
        self._server = server
        out, out_end = os.pipe()
        err, err_end = os.pipe()
        place = os.open(folder, os.O_RDONLY)
        try:
            socket.send_fds(server.socket, [b"check"], [pdf, request, out_end, err_end, place])
        finally:
            for descriptor in (out_end, err_end, place):
                os.close(descriptor)
        self.out: IO[bytes] = os.fdopen(out, "rb", buffering=0)
        self.err: IO[bytes] = os.fdopen(err, "rb", buffering=0)
        self.pid = int(server.receive()["pid"])

    def kill(self) -> None:
        with suppress(ProcessLookupError):
            os.kill(self.pid, signal.SIGKILL)

    def wait(self) -> tuple[int, float, int]:
        spent = self._server.receive()
        return int(spent["status"]), float(spent["cpu_s"]), int(spent["rss_kb"])


def start(pdf: int, request: int, folder: Path) -> Warm:
    """Start a child of this process's server. Raises OSError where there is no server to be had."""
    global _server  # noqa: PLW0603  # one server per process, by design
    if _server is not None and not _server.alive():
        _server.close()
        _server = None
    if _server is None:
        _server = Server()
    return Warm(_server, pdf, request, folder)


def stop() -> None:
    """End this process's server, if it has one."""
    global _server  # noqa: PLW0603  # one server per process, by design
    if _server is not None:
        _server.close()
        _server = None


def lock() -> threading.Lock:
    """Held while a child of the server runs: it serves one file at a time."""
    return _lock
