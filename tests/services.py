"""The suite's own PostgreSQL and Redis: started once, in a temporary folder, ended with the suite.

Whoever imports the test settings first starts them; every process below finds their addresses in its environment.
No server that was not started here is ever spoken to.
"""

import atexit
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import psycopg
import redis

READY_WITHIN = 30.0
DEBIAN_BINARIES = Path("/usr/lib/postgresql")


@dataclass(frozen=True)
class Suite:
    """Where this run keeps its files, and its servers' addresses; no addresses in the small shape."""

    folder: Path
    postgres_url: str
    redis_url: str


def suite() -> Suite:
    """The run's folder and servers. Set TEST_SHAPE=small for SQLite and the folder broker, without servers."""
    if "SUITE_DIR" not in os.environ:
        _begin()
    return Suite(
        Path(os.environ["SUITE_DIR"]), os.environ.get("SUITE_POSTGRES", ""), os.environ.get("SUITE_REDIS", "")
    )


def _begin() -> None:
    folder = Path(tempfile.mkdtemp(prefix="fedgenai-suite-"))
    folder.chmod(0o755)
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    os.environ["SUITE_DIR"] = str(folder)
    if os.environ.get("TEST_SHAPE", "grown") == "grown":
        postgres, store = PostgreSQL(folder / "postgres"), Redis(folder / "redis")
        for server in (postgres, store):
            atexit.register(server.stop)
            server.start()
        os.environ |= {"SUITE_POSTGRES": postgres.url, "SUITE_REDIS": store.url}


class Server:
    """A child in a session of its own, so that Ctrl-C reaches the suite first; it ends with its parent."""

    stop_signal = signal.SIGTERM

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.process: subprocess.Popen[bytes] | None = None
        folder.mkdir()

    def run(self, command: Sequence[str], is_ready: Callable[[], bool], *, user: str | None = None) -> None:
        log = self.folder.with_suffix(".log")
        with log.open("ab") as output:
            self.process = subprocess.Popen(
                [*_wrapper(user, self.stop_signal), *command],
                stdout=output,
                stderr=output,
                start_new_session=True,
                cwd="/",
            )
        until = time.monotonic() + READY_WITHIN
        while not is_ready():
            if self.process.poll() is not None or time.monotonic() > until:
                raise RuntimeError(f"{command[0]} did not start:\n{log.read_text()[-2000:]}")
            time.sleep(0.02)

    def stop(self) -> None:
        """End it, and wait until it has ended. Safe to call twice."""
        process, self.process = self.process, None
        if process and process.poll() is None:
            process.send_signal(self.stop_signal)
            try:
                process.wait(15)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


class PostgreSQL(Server):
    """A cluster that forgets: nothing is forced to disk, and it listens on a socket in its folder alone."""

    stop_signal = signal.SIGINT  # "fast": roll back, disconnect, end

    def start(self) -> None:
        binaries = postgres_binaries()
        user = "postgres" if os.geteuid() == 0 else None
        if user:
            shutil.chown(self.folder, user, user)
        data = self.folder / "data"
        initdb = [str(binaries / "initdb"), "-D", str(data), "-U", "suite", "-A", "trust", "-E", "UTF8"]
        subprocess.run(
            [*_wrapper(user), *initdb, "--locale=C.UTF-8", "--no-sync", "--no-instructions"],
            check=True,
            capture_output=True,
            cwd="/",
        )
        settings = {
            "listen_addresses": "",
            "unix_socket_directories": str(self.folder),
            "fsync": "off",
            "synchronous_commit": "off",
            "full_page_writes": "off",
            "max_connections": "80",
            "autovacuum": "off",
        }
        options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
        self.run([str(binaries / "postgres"), "-D", str(data), *options], self._answers, user=user)

    @property
    def url(self) -> str:
        return f"postgres://suite@{quote(str(self.folder), safe='')}/postgres"

    def _answers(self) -> bool:
        try:
            psycopg.connect(host=str(self.folder), user="suite", dbname="postgres").close()
        except psycopg.OperationalError:
            return False
        return True


class Redis(Server):
    """Keeps nothing on disk. Its port stays its own over `stop` and `start`."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.port = free_port()

    def start(self) -> None:
        program = shutil.which("redis-server")
        if program is None:
            raise RuntimeError(f"Redis is missing. {HOW_TO_INSTALL}")
        options = f"--port {self.port} --bind 127.0.0.1 --save  --appendonly no --databases 64".split(" ")
        self.run([program, *options, "--dir", str(self.folder)], self._answers)

    @property
    def url(self) -> str:
        return f"redis://127.0.0.1:{self.port}"

    def _answers(self) -> bool:
        with redis.Redis(port=self.port) as client:
            try:
                return bool(client.ping())
            except redis.ConnectionError:
                return False


HOW_TO_INSTALL = (
    "`make test` installs it as root on Debian or Ubuntu; `python -m tests.install` says what is needed."
)


def postgres_binaries() -> Path:
    """The folder of Debian's newest PostgreSQL, else the one of the `initdb` on the path."""
    newest = sorted(DEBIAN_BINARIES.glob("*/bin/initdb"), key=lambda path: float(path.parts[-3]))
    found = newest[-1] if newest else shutil.which("initdb")
    if found is None:
        raise RuntimeError(f"PostgreSQL is missing. {HOW_TO_INSTALL}")
    return Path(found).resolve().parent


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wrapper(user: str | None, death: signal.Signals = signal.SIGTERM) -> list[str]:
    """On Linux `setpriv` gives up root where a server refuses it, and ends the server if the suite is killed."""
    if sys.platform != "linux":
        return []
    identity = [f"--reuid={user}", f"--regid={user}", "--init-groups"] if user else []
    return ["setpriv", *identity, f"--pdeathsig={death.name}", "--"]
