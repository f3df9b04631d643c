"""What the child takes away from itself before it touches the file: memory, time, files, network, processes, identity.

Linux has all of it. Elsewhere the resource limits hold and `missing()` names what does not.
"""

import contextlib
import ctypes
import os
import platform
import resource
import signal
import struct
import sys
from dataclasses import dataclass
from functools import partial

from submissions.checks import landlock, syscalls

PR_SET_PDEATHSIG, PR_SET_DUMPABLE, PR_SET_SECCOMP, PR_SET_NO_NEW_PRIVS = 1, 4, 22, 38
SECCOMP_MODE_FILTER = 2
LOAD, JUMP_EQUAL, JUMP_FROM, RETURN = 0x20, 0x15, 0x35, 0x06
ALLOW, DENY = 0x7FFF0000, 0x00050000 | 1  # the refused call answers EPERM
X32 = 0x40000000  # numbers from here on are the x32 variants of the same calls
HARD_AFTER = 1


@dataclass(frozen=True, slots=True)
class Limits:
    """Seconds, megabytes and counts that the child may use; `uid` is taken on when it starts as root."""

    cpu_s: int = 5
    wall_s: float = 8.0
    mem_mb: int = 512
    file_mb: int = 32
    descriptors: int = 32
    uid: int | None = None


def apply(limits: Limits) -> None:
    """Take everything away; call once, when all modules are loaded and before the file is read."""
    folder = os.open(".", os.O_RDONLY | os.O_DIRECTORY)
    _resources(limits)
    os.nice(5)
    # The uid's change clears the parent-death signal, so it is set afterwards.
    _drop_identity(limits.uid)
    # Where a platform lacks one of them, the others still hold; `missing` tells.
    for step in (_die_with_parent, _no_new_rights, partial(landlock.confine, folder), _seccomp):
        with contextlib.suppress(OSError, AttributeError):
            step()
    os.close(folder)
    signal.setitimer(signal.ITIMER_REAL, limits.wall_s)


def missing() -> list[str]:
    """What this platform cannot take away, in words for the operator."""
    gaps = []
    if sys.platform != "linux":
        gaps.append("no system call filter: network and new processes are not denied to the PDF checker")
    elif syscalls.numbers(platform.machine()) is None:
        gaps.append(f"no system call filter for {platform.machine()}")
    if not landlock.available():
        gaps.append("no Landlock: the PDF checker could read files of its user outside its own folder")
    if not hasattr(os, "setuid") or os.geteuid() != 0:
        gaps.append("the checker runs under the worker's own user, not under an unused one")
    return gaps


def close_descriptors() -> None:
    """Close everything but the standard streams."""
    os.closerange(3, min(resource.getrlimit(resource.RLIMIT_NOFILE)[0], 65_536))


def _resources(limits: Limits) -> None:
    megabyte = 1024 * 1024
    wanted = {
        resource.RLIMIT_CPU: (limits.cpu_s, limits.cpu_s + HARD_AFTER),
        resource.RLIMIT_FSIZE: (limits.file_mb * megabyte,) * 2,
        resource.RLIMIT_NOFILE: (limits.descriptors,) * 2,
        resource.RLIMIT_CORE: (0, 0),
        resource.RLIMIT_AS: (limits.mem_mb * megabyte,) * 2,
    }
    if hasattr(resource, "RLIMIT_NPROC"):
        wanted[resource.RLIMIT_NPROC] = (0, 0)
    for what, (soft, hard) in wanted.items():
        # macOS refuses some of them; the others still hold.
        with contextlib.suppress(ValueError, OSError):
            ceiling = resource.getrlimit(what)[1]
            ceiling = hard if ceiling == resource.RLIM_INFINITY else min(hard, ceiling)
            resource.setrlimit(what, (min(soft, ceiling), ceiling))


def _drop_identity(uid: int | None) -> None:
    if uid is not None and os.geteuid() == 0:
        os.setgroups([])
        os.setresgid(uid, uid, uid)
        os.setresuid(uid, uid, uid)


def _die_with_parent() -> None:
    _prctl(PR_SET_PDEATHSIG, signal.SIGKILL)


def _no_new_rights() -> None:
    _prctl(PR_SET_DUMPABLE, 0)
    _prctl(PR_SET_NO_NEW_PRIVS, 1)


def _prctl(option: int, value: int, pointer: object = 0) -> None:
    library = ctypes.CDLL(None, use_errno=True)
    if library.prctl(option, ctypes.c_ulong(value), pointer, 0, 0) != 0:
        raise OSError(ctypes.get_errno(), "prctl refused")


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("filter", ctypes.c_char_p))


def _seccomp() -> None:
    known = syscalls.numbers(platform.machine())
    if sys.platform != "linux" or known is None:
        return
    code = _filter(*known)
    program = _Program(len(code) // 8, code)
    _prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, ctypes.byref(program))


def _filter(architecture: int, forbidden: tuple[int, ...]) -> bytes:
    """Berkeley packet filter over (system call number, architecture): a foreign architecture or a listed call is refused."""
    count = len(forbidden)
    steps = [
        (LOAD, 0, 0, 4),
        (JUMP_EQUAL, 0, count + 3, architecture),
        (LOAD, 0, 0, 0),
        (JUMP_FROM, count + 1, 0, X32),
    ]
    steps += [(JUMP_EQUAL, count - number, 0, call) for number, call in enumerate(forbidden)]
    steps += [(RETURN, 0, 0, ALLOW), (RETURN, 0, 0, DENY)]
    return b"".join(struct.pack("HBBI", *step) for step in steps)
