"""A mailbox behind a real IMAP server, which keeps everything in memory."""

import imaplib
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from tests.services import Server, free_port

USER, PASSWORD = "bounces@example.org", "a/b@c"


class Mailbox(Server):
    def start(self) -> None:
        self.port = free_port()
        who = ["--demo-data", "--demo-user", USER, "--demo-password", PASSWORD]
        program = [sys.executable, "-c", "from pymap.main import main; main()"]
        where = ["--host=127.0.0.1", f"--port={self.port}", "--no-tls"]
        self.run([*program, *where, "dict", *who], self._answers)

    def put(self, message: bytes) -> None:
        with self._opened() as box:
            box.append("INBOX", "", "", message)

    def unread(self) -> int:
        with self._opened() as box:
            box.select("INBOX", readonly=True)
            return len(box.search(None, "UNSEEN")[1][0].split())

    def _opened(self) -> imaplib.IMAP4:
        box = imaplib.IMAP4("127.0.0.1", self.port, timeout=10)
        box.login(USER, PASSWORD)
        return box

    def _answers(self) -> bool:
        with suppress(OSError), self._opened():
            return True
        return False


@contextmanager
def running(folder: Path) -> Iterator[Mailbox]:
    box = Mailbox(folder)
    box.start()
    try:
        yield box
    finally:
        box.stop()
