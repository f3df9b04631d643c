"""The demo's processes: a web server and a worker, in sessions of their own, ended together."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from http.client import HTTPConnection, HTTPException
from typing import Self

from django.conf import settings

GRACE_SECONDS = 15
READY_WITHIN = 120


def free_port(wanted: int) -> int:
    """The wanted port, or the next one that nobody listens on."""
    for port in range(wanted, wanted + 100):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
    raise OSError(f"The ports {wanted} to {wanted + 99} are all in use. Choose another: make demo PORT=9000")


def commands(port: int) -> list[list[str]]:
    # In a container everything is root, and the demo is for this machine alone.
    python = [sys.executable, "-W", "ignore:You're running the worker with superuser", "-m"]
    web = ["gunicorn", "fedgenai_site.wsgi", f"--bind=127.0.0.1:{port}", "--worker-class=gthread"]
    worker = ["celery", "--quiet", "--app=fedgenai_site", "worker", "--concurrency=2", "--loglevel=WARNING"]
    return [
        [*python, *web, "--workers=2", "--preload", "--threads=8", "--timeout=120", "--log-level=warning"],
        [*python, *worker, "--without-mingle", "--without-gossip"],
    ]


class Processes:
    """A context: inside it they run, after it they have ended, by TERM and in the end by KILL."""

    def __init__(self, lines: Sequence[Sequence[str]], environment: Mapping[str, str]) -> None:
        self.lines = lines
        self.environment = {**os.environ, **environment}
        self.running: list[subprocess.Popen[bytes]] = []

    def __enter__(self) -> Self:
        for line in self.lines:
            child = subprocess.Popen(
                line, env=self.environment, cwd=settings.BASE_DIR, start_new_session=True
            )
            self.running.append(child)
        return self

    def __exit__(self, *_: object) -> None:
        for child in self.running:
            if child.poll() is None:
                child.send_signal(signal.SIGTERM)
        until = time.monotonic() + GRACE_SECONDS
        for child in self.running:
            try:
                child.wait(max(0.1, until - time.monotonic()))
            except subprocess.TimeoutExpired:
                os.killpg(child.pid, signal.SIGKILL)
                child.wait()

    def ended(self) -> subprocess.Popen[bytes] | None:
        return next((child for child in self.running if child.poll() is not None), None)


def answers(port: int) -> bool:
    connection = HTTPConnection("127.0.0.1", port, timeout=2)
    try:
        connection.request("GET", "/readyz", headers={"Host": "localhost"})
        return connection.getresponse().status == 200
    except (OSError, HTTPException):
        return False
    finally:
        connection.close()


def wait_until_ready(processes: Processes, port: int) -> bool:
    """False when a process ended first, or nothing answered in time."""
    until = time.monotonic() + READY_WITHIN
    while time.monotonic() < until and processes.ended() is None:
        if answers(port):
            return True
        time.sleep(0.1)
    return False
