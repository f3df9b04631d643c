"""`make demo` as a process: it answers, it stops with all that it started, and it stays at home."""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

from fedgenai_site.demo import running
from fedgenai_site.demo.guard import public_hosts
from tests.services import free_port
from tests.workers import wait_for


def environment(folder: Path, **changes: str) -> dict[str, str]:
    return {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "fedgenai_site.settings",
        "VAR_DIR": str(folder),
        "DATABASE_URL": f"sqlite:///{folder / 'site.sqlite3'}",
        "REDIS_URL": "",
        "DEMO": "1",
        **changes,
    }


@contextmanager
def demo(folder: Path, port: int) -> Iterator[subprocess.Popen[str]]:
    with (folder / "out.txt").open("w") as out:
        process = subprocess.Popen(
            [sys.executable, "manage.py", "demo", f"--port={port}"],
            cwd=settings.BASE_DIR,
            env=environment(folder),
            stdout=out,
            stderr=out,
            text=True,
        )
    try:
        yield process
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(30)


def test_it_starts_on_the_next_free_port_and_leaves_nothing_behind(tmp_path: Path) -> None:
    port = free_port()
    with socket.create_server(("127.0.0.1", port)), demo(tmp_path, port) as process:
        output = tmp_path / "out.txt"
        wait_for(lambda: "Ctrl-C stops it" in output.read_text() or process.poll() is not None, seconds=200)
        text = output.read_text()
        taken = int(text.split("taking ")[1].split(".")[0])
        assert running.answers(taken)
        assert f"http://localhost:{taken}" in text
        assert "organizer@example.org" in text
    assert process.returncode == 0
    assert not running.answers(taken)


def test_it_refuses_to_start_on_a_public_host(tmp_path: Path) -> None:
    public = {"SITE_URL": "https://papers.example.org", "ALLOWED_HOSTS": "localhost,submit.example.org"}
    done = subprocess.run(
        [sys.executable, "manage.py", "check"],
        cwd=settings.BASE_DIR,
        env=environment(tmp_path, **public),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode != 0
    assert "papers.example.org" in done.stderr
    assert "submit.example.org" in done.stderr


def test_every_name_of_this_machine_is_local() -> None:
    local = ["localhost", "127.0.0.1", "[::1]", "site.localhost"]
    assert public_hosts("http://localhost:8000", local) == []
    assert public_hosts("http://10.0.0.3", ["*"]) == ["*", "10.0.0.3"]
