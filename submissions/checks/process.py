"""The parent's side of one child: start it on a file, read its lines, stop it at the deadline, collect what it cost."""

import contextlib
import json
import os
import pwd
import secrets
import selectors
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import IO, Any, Protocol

from submissions.checks.limits import Limits

MAIN = Path(__file__).resolve().parent / "__main__.py"
MOST_OUTPUT = 1_000_000
MOST_ERRORS = 4_000
GRACE = 1.5
Collect = Callable[[Path], object]
OnLine = Callable[[Mapping[str, Any]], None]
UIDS = ((1_000_000_000, 1_000_000_000), (30_000, 30_000))


@dataclass(slots=True)
class Outcome:
    """What a child said and how it ended. `signal` is 0 for an exit; `stopped` is set when the parent ended it."""

    lines: list[dict[str, Any]] = field(default_factory=list)
    errors: str = ""
    code: int = 0
    signal: int = 0
    stopped: str | None = None
    cpu_s: float = 0.0
    rss_mb: int = 0

    def last(self, stage: str) -> dict[str, Any] | None:
        return next((line for line in reversed(self.lines) if line.get("stage") == stage), None)


class Running(Protocol):
    """A started child: its two pipes, and how to end it and learn its cost."""

    out: IO[bytes]
    err: IO[bytes]

    def kill(self) -> None: ...

    def wait(self) -> tuple[int, float, int]:
        """Wait status, CPU seconds and peak kilobytes."""
        ...


class Cold:
    """A fresh interpreter in a session of its own, with an empty environment."""

    def __init__(self, pdf: int, request: int, folder: Path) -> None:
        command = [sys.executable, "-I", str(MAIN), "--child", str(pdf), str(request)]
        self.process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
            pass_fds=(pdf, request), env={}, cwd=folder, start_new_session=True,
        )  # fmt: skip
        if self.process.stdout is None or self.process.stderr is None:
            raise OSError("no pipes to the child")
        self.out, self.err = self.process.stdout, self.process.stderr

    def kill(self) -> None:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)

    def wait(self) -> tuple[int, float, int]:
        _, status, usage = os.wait4(self.process.pid, 0)
        self.process.returncode = os.waitstatus_to_exitcode(status)
        return status, usage.ru_utime + usage.ru_stime, usage.ru_maxrss


Start = Callable[[int, int, Path], Running]


def run(pdf: Path, request: Mapping[str, Any], limits: Limits, *, start: Start = Cold, on_line: OnLine | None = None, collect: Collect | None = None) -> Outcome:  # fmt: skip
    """Run one child on `pdf`. `collect` may take files out of its working folder, which is gone afterwards.

    Raises OSError where the file cannot be opened.
    """
    with _folder() as (folder, uid), tempfile.TemporaryFile() as asked, pdf.open("rb") as file:
        asked.write(json.dumps({**request, "limits": asdict(limits) | {"uid": uid}}).encode())
        asked.seek(0)
        child = start(file.fileno(), asked.fileno(), folder)
        with child.out, child.err:
            outcome = _listen(child, time.monotonic() + limits.wall_s + GRACE, on_line)
        status, outcome.cpu_s, kilobytes = child.wait()
        outcome.rss_mb = kilobytes // (1024 if sys.platform == "linux" else 1024 * 1024)
        outcome.signal = os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0
        outcome.code = os.waitstatus_to_exitcode(status)
        if collect:
            collect(folder)
    return outcome


def _listen(child: Running, deadline: float, on_line: OnLine | None) -> Outcome:
    outcome, buffers = Outcome(), {"out": bytearray(), "err": bytearray()}
    read = 0
    with selectors.DefaultSelector() as selector:
        selector.register(child.out, selectors.EVENT_READ, "out")
        selector.register(child.err, selectors.EVENT_READ, "err")
        while selector.get_map():
            ready = selector.select(max(0.0, deadline - time.monotonic()))
            if not ready:
                outcome.stopped = "wall"
                break
            for key, _ in ready:
                chunk = os.read(key.fd, 65_536)
                if not chunk:
                    selector.unregister(key.fileobj)
                elif key.data == "err":
                    buffers["err"] += chunk[: max(0, MOST_ERRORS - len(buffers["err"]))]
                else:
                    read += len(chunk)
                    buffers["out"] += chunk
                    _take_lines(buffers["out"], outcome, on_line)
            if read > MOST_OUTPUT:
                outcome.stopped = "output"
                break
    if outcome.stopped:
        child.kill()
    outcome.errors = buffers["err"].decode(errors="replace")
    return outcome


def _take_lines(buffer: bytearray, outcome: Outcome, on_line: OnLine | None) -> None:
    while (end := buffer.find(b"\n")) >= 0:
        raw = bytes(buffer[:end])
        del buffer[: end + 1]
        try:
            line = json.loads(raw)
        except ValueError:
            continue
        if isinstance(line, dict):
            outcome.lines.append(line)
            if on_line:
                on_line(line)


@contextlib.contextmanager
def _folder() -> Iterator[tuple[Path, int | None]]:
    """An empty working folder, and the unused uid that owns it where we are root."""
    folder = Path(tempfile.mkdtemp(prefix="checkpdf-"))
    try:
        yield folder, _give(folder) if os.geteuid() == 0 else None
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _give(folder: Path) -> int | None:
    # A container may map few uids, so a second, lower range is tried.
    for first, count in UIDS:
        uid = first + secrets.randbelow(count)
        try:
            pwd.getpwuid(uid)
        except KeyError:
            try:
                os.chown(folder, uid, uid)
            except OSError:
                continue
            return uid
    return None
