"""Run by path in a fresh interpreter: apply the checker's limits, try what they forbid, say in JSON what was refused.

It answers with a mapping from a limit's name to whether it holds.
"""

import _thread
import json
import os
import resource
import signal
import socket
import sys
from collections.abc import Callable
from pathlib import Path

if __name__ == "__main__":  # with -I neither the working folder nor PYTHONPATH is searched
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from submissions.checks.limits import Limits, apply

LIMITS = Limits(cpu_s=5, wall_s=8.0, mem_mb=512, file_mb=1, descriptors=32)


def refused(attempt: Callable[[], object]) -> bool:
    try:
        attempt()
    except (OSError, MemoryError, RuntimeError):
        return True
    return False


def not_even_looked_for() -> bool:
    """Ask for a program that does not exist: who may start programs hears so, who may not is refused before."""
    try:
        os.execv("/no/such/program", ["program"])  # noqa: S606 - there is no such program
    except PermissionError:
        return True
    except OSError:
        return False


def fork() -> None:
    if os.fork() == 0:
        os._exit(0)
    os.wait()


def write_too_much(descriptor: int) -> None:
    os.lseek(descriptor, LIMITS.file_mb << 20, os.SEEK_SET)
    os.write(descriptor, b"too much")


def open_too_many() -> None:
    opened: list[int] = []
    try:
        opened.extend(os.open(os.devnull, os.O_RDONLY) for _ in range(LIMITS.descriptors + 8))
    finally:
        for descriptor in range(3, LIMITS.descriptors + 16):
            if descriptor in opened:
                os.close(descriptor)


def trespass(file: int, *, was_root: bool) -> dict[str, bool]:
    """Try everything; call after the limits were applied. `file` is an open descriptor to write to."""
    return {
        "memory": refused(lambda: bytearray((LIMITS.mem_mb + 100) << 20)),
        "network": refused(socket.socket),
        "new processes": refused(fork),
        "threads": refused(lambda: _thread.start_new_thread(int, ())),
        "file size": refused(lambda: write_too_much(file)),
        "open files": refused(open_too_many),
        "core dumps": resource.getrlimit(resource.RLIMIT_CORE) == (0, 0),
        "processor time": resource.getrlimit(resource.RLIMIT_CPU)[0] == LIMITS.cpu_s,
        "time": 0 < signal.getitimer(signal.ITIMER_REAL)[0] <= LIMITS.wall_s,
        "identity": not was_root or os.geteuid() != 0,
        "other programs": not_even_looked_for(),
    }


def main(uid: int) -> None:
    was_root = os.geteuid() == 0
    file = os.open("trespass", os.O_RDWR | os.O_CREAT, 0o600)
    apply(Limits(LIMITS.cpu_s, LIMITS.wall_s, LIMITS.mem_mb, LIMITS.file_mb, LIMITS.descriptors, uid))
    print(json.dumps(trespass(file, was_root=was_root)), flush=True)  # noqa: T201 - its answer


if __name__ == "__main__":
    main(int(sys.argv[1]))
