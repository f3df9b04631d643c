"""The warm server: modules loaded once, one forked and limited child per file. It never reads a PDF itself."""

import contextlib
import gc
import json
import os
import socket
import sys
import traceback
from typing import Any

from submissions.checks import child, limits

MESSAGE = 65_536
DESCRIPTORS = 5


def serve(descriptor: int) -> None:
    """Answer requests until the other end of the socket closes."""
    work = child.load(encrypted=False, task=None)
    gc.collect()
    gc.freeze()
    with socket.socket(fileno=descriptor) as sock:
        sock.sendall(b'{"ready": true}\n')
        while True:
            message, descriptors, _, _ = socket.recv_fds(sock, MESSAGE, DESCRIPTORS)
            if not message or len(descriptors) != DESCRIPTORS:
                return
            _answer(sock, descriptors, work)


def _answer(sock: socket.socket, descriptors: list[int], work: Any) -> None:  # work.run
    pid = os.fork()
    if pid == 0:
        _become_child(descriptors, work)
    for descriptor in descriptors:
        os.close(descriptor)
    sock.sendall(json.dumps({"pid": pid}).encode() + b"\n")
    _, status, usage = os.wait4(pid, 0)
    spent = {"status": status, "cpu_s": usage.ru_utime + usage.ru_stime, "rss_kb": usage.ru_maxrss}
    sock.sendall(json.dumps(spent).encode() + b"\n")


def _become_child(descriptors: list[int], work: Any) -> None:  # work.run
    """In the forked child: never returns."""
    code = 1
    try:
        pdf, request, out, err, folder = descriptors
        os.setsid()
        os.dup2(out, 1)
        os.dup2(err, 2)
        os.fchdir(folder)
        asked = json.loads(child.read(request, child.LARGEST))
        data = child.read(pdf, child.LARGEST)
        limits.close_descriptors()
        limits.apply(limits.Limits(**asked["limits"]))
        work(data, asked)
        code = 0
    except BaseException:  # noqa: BLE001  # the forked child must end here whatever happens
        with contextlib.suppress(BaseException):
            traceback.print_exc(file=sys.stderr)
    finally:
        with contextlib.suppress(BaseException):
            sys.stdout.flush()
            sys.stderr.flush()
        os._exit(code)
