"""Each limit of the sandbox, tried by a process that does what it must not."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from submissions.checks import landlock, limits, process, syscalls

ROOT = Path(__file__).resolve().parents[3]
UID = 1_234_567_890


def under_limits(body: str, *, folder: Path, **given: float) -> subprocess.CompletedProcess[str]:
    """Run `body` in a fresh interpreter that has applied the limits; it has the modules it imports first."""
    uid = UID if os.geteuid() == 0 else None
    head, _, tail = body.partition("---")
    code = (
        f"import sys; sys.path.insert(0, {str(ROOT)!r})\nfrom submissions.checks import limits\n{head}\n"
        f"limits.apply(limits.Limits(**{ {'uid': uid, **given}!r}))\n{tail}"
    )
    return subprocess.run(
        [sys.executable, "-I", "-c", code],
        capture_output=True,
        text=True,
        cwd=folder,
        timeout=60,
        check=False,
    )


REFUSED = (
    "try:\n    {}\nexcept OSError as error:\n    print('refused', error.errno)\nelse:\n    print('done')"
)


@pytest.mark.parametrize(
    ("module", "call"),
    [
        ("socket", "socket.socket()"),
        ("socket", "socket.socketpair()"),
        ("os", "os.fork()"),
        ("os", "os.execv('/bin/true', ['true'])"),
        ("os", "os.kill(os.getppid(), 0)"),
    ],
)
def test_network_and_other_processes_are_refused(module: str, call: str, tmp_path: Path) -> None:
    done = under_limits(f"import {module}\n---\n" + REFUSED.format(call), folder=tmp_path)
    assert done.stdout.startswith("refused"), done.stderr


def test_threads_are_refused(tmp_path: Path) -> None:
    body = "import _thread\n---\ntry:\n    _thread.start_new_thread(print, ())\nexcept RuntimeError:\n    print('refused')"
    assert under_limits(body, folder=tmp_path).stdout == "refused\n"


def test_memory_ends(tmp_path: Path) -> None:
    body = "---\ntry:\n    bytearray(600 << 20)\nexcept MemoryError:\n    print('refused')"
    assert under_limits(body, folder=tmp_path, mem_mb=512).stdout == "refused\n"


def test_cpu_time_ends(tmp_path: Path) -> None:
    assert under_limits("---\nwhile True: pass", folder=tmp_path, cpu_s=1).returncode == -24


def test_the_clock_ends(tmp_path: Path) -> None:
    assert under_limits("import time\n---\ntime.sleep(30)", folder=tmp_path, wall_s=0.3).returncode == -14


def test_large_files_end(tmp_path: Path) -> None:
    if os.geteuid() == 0:
        os.chown(tmp_path, UID, UID)
    body = "import signal\nsignal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n---\nfile = open('large', 'wb')\n" + REFUSED.format("file.write(bytes(3 << 20)); file.flush()")  # fmt: skip
    assert under_limits(body, folder=tmp_path, file_mb=1).stdout.startswith("refused")


def test_files_outside_the_own_folder_are_shut(tmp_path: Path) -> None:
    own = tmp_path / "own"
    own.mkdir()
    (tmp_path / "other.txt").write_text("secret")
    for path in (tmp_path, own):
        path.chmod(0o755)
    if os.geteuid() == 0:
        os.chown(own, UID, UID)
    tries = "\n".join(
        REFUSED.format(call)
        for call in ("open('mine.txt', 'w').close()", "open('../other.txt')", "open('/etc/passwd')")
    )
    said = under_limits("---\n" + tries, folder=own).stdout.splitlines()
    assert said == (
        ["done", "refused 13", "refused 13"] if landlock.available() else ["done", "done", "done"]
    )


def test_descriptors_end(tmp_path: Path) -> None:
    body = "import os\n---\n" + REFUSED.format("[os.dup(1) for _ in range(40)]")
    assert under_limits(body, folder=tmp_path).stdout.startswith("refused")


OPEN = """
def open_ones():
    def is_open(number):
        try:
            return bool(os.fstat(number))
        except OSError:
            return False
    return [number for number in range(256) if is_open(number)]
"""


def test_a_cold_child_has_nothing_open_but_its_two_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    probe = tmp_path / "probe.py"
    probe.write_text(f"import os\n{OPEN}\nprint(open_ones())")
    monkeypatch.setattr(process, "MAIN", probe)
    with probe.open("rb") as pdf, probe.open("rb") as request, probe.open("rb") as secret:
        os.set_inheritable(secret.fileno(), True)  # noqa: FBT003
        child = process.Cold(pdf.fileno(), request.fileno(), tmp_path)
        with child.out, child.err:
            assert json.loads(child.out.read()) == [0, 1, 2, pdf.fileno(), request.fileno()]
        child.wait()


def test_a_warm_child_has_nothing_open_once_it_has_read_its_two_files(tmp_path: Path) -> None:
    """The server's socket, and whatever else is open in it, is closed before the file is looked at."""
    if os.geteuid() == 0:
        os.chown(tmp_path, UID, UID)
    request = tmp_path / "request.json"
    request.write_text(json.dumps({"limits": {"uid": UID}}))
    code = (
        f"import os, sys; sys.path.insert(0, {str(ROOT)!r})\nfrom submissions.checks import server\n{OPEN}\n"
        "secrets = [os.open('/dev/null', os.O_RDONLY) for _ in range(20)]\n"
        f"files = [os.open({str(request)!r}, os.O_RDONLY) for _ in range(2)]\n"
        "given = [*files, os.dup(1), os.dup(2), os.open('.', os.O_RDONLY)]\n"
        "server._become_child(given, lambda data, asked: print(open_ones()))"
    )
    done = subprocess.run([sys.executable, "-I", "-c", code], capture_output=True, text=True, cwd=tmp_path, check=True)  # fmt: skip
    assert json.loads(done.stdout) == [0, 1, 2]


def test_no_core_is_written_and_no_rights_come_back(tmp_path: Path) -> None:
    body = "import resource\nstatus = open('/proc/self/status')\n---\nprint(resource.getrlimit(resource.RLIMIT_CORE))\nprint(status.read())"
    said = under_limits(body, folder=tmp_path).stdout
    assert said.startswith("(0, 0)")
    assert "NoNewPrivs:\t1" in said
    assert "Seccomp:\t2" in said


def test_root_becomes_nobody_known_and_others_are_told_that_they_do_not(tmp_path: Path) -> None:
    if os.geteuid() != 0:
        assert any("own user" in words for words in limits.missing())
        return
    body = "import os\n---\nprint(os.getuid(), os.getgid(), os.getgroups())\n" + REFUSED.format(
        "os.setuid(0)"
    )
    assert under_limits(body, folder=tmp_path).stdout.splitlines() == [f"{UID} {UID} []", "refused 1"]


def test_every_forbidden_call_has_a_number_for_each_known_machine() -> None:
    for machine in syscalls.MACHINES:
        known = syscalls.numbers(machine)
        assert known is not None
        assert len(known[1]) > 25
    assert syscalls.numbers("vax") is None


def test_what_the_platform_lacks_is_said() -> None:
    assert all(isinstance(words, str) for words in limits.missing())
